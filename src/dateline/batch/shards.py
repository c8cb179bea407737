"""A shard: what came of one batch of reports, in one Parquet file that is written once and never changed.

Its name is the hash of the reports, the code, the lists and the model, so that a file that is there is the file that
would be made. A row is one report, in order, as the rows that the record will keep (`record/prepared.py`), in plain
JSON: any program that reads Parquet can look, and nothing in a file is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from dateline.batch.ready import Chunk, Ready, ids_of
from dateline.errors import RecordError
from dateline.model import RawReport, SetAside
from dateline.pipeline import Unchanged
from dateline.record import codec, flatten, numbers, prepared, words
from dateline.record.prepared import PreparedReport

FORMAT = 2
"""Of the files; part of their names, so that those of another format are made again."""
_READ, _UNCHANGED, _SET_ASIDE, _FOR_GOOD = "read", "unchanged", "set aside", "set aside, nothing to be kept"
_COLUMNS = ("kind", "report", "claims", "rows", "lines", "document")
"""report to lines: of one that was read. document: of another one."""
_HOW: dict[str, Any] = {  # no lists of values and no least and greatest ones: each is a text of its own
    "compression": "zstd",
    "use_dictionary": False,
    "write_statistics": False,
    "store_schema": False,
    "write_page_checksum": True,
}


def shard_path(folder: Path, chunk: Chunk, made_by: str) -> Path:
    """Where the shard of these reports stands or will stand.

    made_by: the mark of code, lists and model (`Run.made_by`).
    """
    found = sha256(json.dumps([FORMAT, _rows_mark(), made_by]).encode())
    for item in chunk:
        if isinstance(item, RawReport):
            about = [item.file, item.media_type, item.address, item.retrieved, sha256(item.content).hexdigest()]
        else:
            about = [item.file, item.reason, item.detail, item.report, item.address, item.language, *item.details]
        found.update(json.dumps(about).encode() + b"\n")
    name = found.hexdigest()[:32]
    return folder / name[:2] / f"{name}.parquet"


@cache
def _rows_mark() -> str:
    """Of the code that makes rows, which `made_by` does not count: rows of another one are made again."""
    found = sha256()
    for module in (codec, flatten, numbers, prepared, words):
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()


def write_shard(path: Path, outcomes: Iterable[Ready]) -> None:
    """Whole or not at all, however many write it at once."""
    import pyarrow
    from pyarrow import parquet

    rows = [_row(outcome) for outcome in outcomes]
    columns = {name: [row.get(name) for row in rows] for name in _COLUMNS}
    kinds = pyarrow.schema([(name, pyarrow.string()) for name in _COLUMNS])
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        table = pyarrow.table(columns, schema=kinds)
        parquet.write_table(table, scratch, **_HOW)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def read_shard(path: Path, chunk: Chunk) -> list[Ready]:
    """What came of each report of the chunk, in order. Raises RecordError for a damaged file, OSError for none."""
    import pyarrow
    from pyarrow import parquet

    content = pyarrow.BufferReader(path.read_bytes())
    try:
        file = parquet.ParquetFile(content, page_checksum_verification=True)
        rows = file.read(use_threads=False).to_pylist()
        return [_ready(row, item) for row, item in zip(rows, chunk, strict=True)]
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{path} is no shard of these reports: {error}") from error


def _row(outcome: Ready) -> dict[str, str]:
    if isinstance(outcome, PreparedReport):
        parts = {"report": outcome.report, "rows": outcome.rows, "lines": outcome.lines}
        return {"kind": _READ, "claims": outcome.claims, **{name: _json(part) for name, part in parts.items()}}
    if isinstance(outcome, Unchanged):
        return {"kind": _UNCHANGED, "document": _json([outcome.report, outcome.file])}
    kind = _FOR_GOOD if outcome.raw is None else _SET_ASIDE
    return {"kind": kind, "document": codec.encode(codec.storable(replace(outcome, raw=None)))}


def _ready(row: dict[str, Any], item: RawReport | SetAside) -> Ready:
    if row["kind"] == _READ:
        report, rows, lines = (json.loads(row[name]) for name in ("report", "rows", "lines"))
        if [report["id"]] != ids_of((item,)):
            raise ValueError(f"it has {report['id']} where {item.file} is asked for")
        return PreparedReport(report, row["claims"], rows, lines)
    if row["kind"] == _UNCHANGED:
        return Unchanged(*json.loads(row["document"]))
    aside = codec.decode(SetAside, row["document"])
    if row["kind"] == _FOR_GOOD:
        return aside
    return replace(aside, raw=item if isinstance(item, RawReport) else item.raw)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
