"""A shard: what came of one batch of reports, in one Parquet file that is written once and never changed.

Its name is the hash of the reports, the code, the lists and the model, so that a file that is there is the file that
would be made. A row is one report, in order. Values are the record's own JSON: any program that reads Parquet can look,
and nothing in a file is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from dateline.errors import RecordError, ReportError
from dateline.model import RawReport, Report, ReportClaims, SetAside
from dateline.pipeline import Outcome, ReadReport, Unchanged
from dateline.record import codec

Chunk = tuple[RawReport | SetAside, ...]
FORMAT = 1
"""Of the files; part of their names, so that those of another format are made again."""
_READ, _UNCHANGED, _SET_ASIDE, _UNSTORABLE = "read", "unchanged", "set aside", "unstorable"
_TEXTS = ("text", "matching")  # as bytes: what a report says may be what no Unicode text can hold
_DOCUMENTS = ("kind", "document", "reading")


def shard_path(folder: Path, chunk: Chunk, made_by: str) -> Path:
    """Where the shard of these reports stands or will stand.

    made_by: the mark of code, lists and model (`Run.made_by`).
    """
    found = sha256(json.dumps([FORMAT, made_by]).encode())
    for item in chunk:
        if isinstance(item, RawReport):
            about = [item.file, item.media_type, item.address, item.retrieved, sha256(item.content).hexdigest()]
        else:
            about = [item.file, item.reason, item.detail, item.report, item.address, item.language, *item.details]
        found.update(json.dumps(about).encode() + b"\n")
    name = found.hexdigest()[:32]
    return folder / name[:2] / f"{name}.parquet"


def write_shard(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Whole or not at all, however many write it at once."""
    import pyarrow
    from pyarrow import parquet

    columns: dict[str, list[Any]] = {name: [] for name in (*_DOCUMENTS, *_TEXTS)}
    for outcome in outcomes:
        row = _row(outcome)
        for name, values in columns.items():
            values.append(row.get(name))
    fields = [(name, pyarrow.binary() if name in _TEXTS else pyarrow.string()) for name in columns]
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        parquet.write_table(pyarrow.table(columns, schema=pyarrow.schema(fields)), scratch, compression="zstd")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def read_shard(path: Path, chunk: Chunk) -> list[Outcome]:
    """The outcome of each report of the chunk, in order. Raises RecordError for a damaged file, OSError for none."""
    import pyarrow
    from pyarrow import parquet

    try:
        rows = parquet.ParquetFile(path).read(use_threads=False).to_pylist()
        return [_outcome(row, item) for row, item in zip(rows, chunk, strict=True)]
    except (pyarrow.ArrowException, ValueError, KeyError) as error:
        raise RecordError(f"{path} is no shard of these reports: {error}") from error


def unstorable(report: Report, error: ReportError) -> SetAside:
    """A report that was read, but that no record can hold."""
    return SetAside(report.file, error.reason, error.detail, report.id, report.address, report.language)


def _row(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Unchanged):
        return {"kind": _UNCHANGED, "document": json.dumps([outcome.report, outcome.file])}
    if isinstance(outcome, SetAside):
        return {"kind": _SET_ASIDE, "document": codec.encode(codec.storable(replace(outcome, raw=None)))}
    try:
        document, matching = codec.encode_report(outcome.report)
        reading = codec.encode(outcome.reading)
    except ReportError as error:
        return {"kind": _UNSTORABLE, "document": codec.encode(codec.storable(unstorable(outcome.report, error)))}
    texts = {"text": _to_bytes(outcome.report.text), "matching": _to_bytes(matching)}
    return {"kind": _READ, "document": document, "reading": reading} | texts


def _outcome(row: dict[str, Any], item: RawReport | SetAside) -> Outcome:
    if row["kind"] == _UNCHANGED:
        return Unchanged(*json.loads(row["document"]))
    if row["kind"] == _READ:
        report = codec.decode_report(row["document"], _to_text(row["text"]) or "", _to_text(row["matching"]))
        return ReadReport(report, codec.decode(ReportClaims, row["reading"]))
    aside = codec.decode(SetAside, row["document"])
    if row["kind"] == _UNSTORABLE:
        return aside
    return replace(aside, raw=item if isinstance(item, RawReport) else item.raw)


def _to_bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogatepass")


def _to_text(stored: bytes | None) -> str | None:
    return None if stored is None else stored.decode("utf-8", "surrogatepass")
