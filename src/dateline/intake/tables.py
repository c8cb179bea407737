"""Parquet files of articles → raw reports: each row is the JSON object that a line of a JSON Lines file would be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.intake.json_item import FIELDS, TEXT_FIELDS
from dateline.intake.media import DAMAGED, JSON, LONGEST_LINE
from dateline.model import RawReport, SetAside

_ROWS = 64  # taken at once; their texts are in memory together
_BUFFER = 1 << 20
_NAMES = ("name", "title")  # of an outlet that is an object
_MIDNIGHT = "00:00:00"


def read_table(file: str, stream: BinaryIO) -> Iterator[RawReport | SetAside]:
    """The rows of a Parquet file, each named by the file and its number, from 1: "news.parquet#12".

    Columns go by the names of the fields of JSON Lines, in any case; the others are not read. What cannot be read of a
    group of rows is set aside, and the next group read on.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield SetAside(file, "unreadable", "to read Parquet files: pip install 'dateline[archives]'")
        return
    broken = (pyarrow.ArrowException, OSError)
    try:
        table = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False, page_checksum_verification=True)
        schema = table.schema_arrow
    except broken as error:
        yield SetAside(file, "malformed", f"not a whole Parquet file: {_first_line(error)}")
        return
    columns = {f.name: f.name.lower() for f in schema if _is_read(f.name.lower(), f.type)}
    if not set(columns.values()) & set(TEXT_FIELDS):
        there = ", ".join(f"{f.name} ({f.type})" for f in list(schema)[:20])
        yield SetAside(
            file, "malformed", f"no column of text in it (looked for: text, body, content); its columns: {there[:400]}"
        )
        return
    if not table.metadata.num_rows:
        yield SetAside(file, "empty", "there is no row in it")
    first = 0
    for group in range(table.num_row_groups):
        row, after = first, first + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_ROWS, row_groups=[group], columns=list(columns), use_threads=False):
                values = {columns[f.name]: _values(batch.column(n)) for n, f in enumerate(batch.schema)}
                for number in range(batch.num_rows):
                    row += 1
                    yield _report(f"{file}#{row}", {key: some[number] for key, some in values.items()})
        except broken as error:
            rows = f"rows {row + 1:,} to {after:,}" if after > row + 1 else f"row {after:,}"
            yield SetAside(f"{file}#{row + 1}", DAMAGED, f"{rows} cannot be read: {_first_line(error)}")
        first = after


def _report(name: str, fields: dict[str, Any]) -> RawReport | SetAside:
    """The fields that are there, as JSON. Texts are bytes read as Latin-1, so that each byte stays what it is."""
    content = json.dumps({k: v for k, v in fields.items() if v is not None}, ensure_ascii=False).encode("latin-1")
    if len(content) > LONGEST_LINE:
        return SetAside(name, "too-long", f"the row has more than {LONGEST_LINE:,} bytes")
    return RawReport(name, content, JSON)


def _is_read(name: str, kind: Any) -> bool:
    """Whether a column has a known name and a type that goes with it."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if name not in FIELDS or name in TEXT_FIELDS or _is_text(kind):
        return name in FIELDS and _is_text(kind)
    if types.is_struct(kind):
        return any(f.name in _NAMES and _is_text(f.type) for f in kind)
    return bool(types.is_date(kind) or types.is_timestamp(kind))


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    texts = (types.is_string, types.is_large_string, types.is_string_view)
    return any(is_it(kind) for is_it in (*texts, types.is_binary, types.is_large_binary, types.is_binary_view))


def _values(column: Any) -> list[Any]:
    """The values of a column: texts, a name in a dictionary, or None."""
    import pyarrow
    from pyarrow import types

    kind = column.type
    if types.is_dictionary(kind):
        column = column.dictionary_decode()
    elif types.is_struct(kind):
        parts = {f.name: _values(column.field(f.name)) for f in kind if f.name in _NAMES and _is_text(f.type)}
        there = column.is_valid().to_pylist()
        return [{k: some[n] for k, some in parts.items()} if there[n] else None for n in range(len(column))]
    if types.is_timestamp(kind):
        try:
            seconds = column.cast(pyarrow.timestamp("s", kind.tz), safe=False).cast(pyarrow.string())
        except pyarrow.ArrowInvalid:  # a time zone that nobody knows
            return [None] * len(column)
        return [_day_or_moment(value) for value in _texts(seconds)]
    return _texts(column.cast(pyarrow.string()) if types.is_date(kind) else column)


def _texts(column: Any) -> list[str | None]:
    import pyarrow

    values = column.cast(pyarrow.large_binary()).to_pylist()
    return [None if value is None else value.decode("latin-1") for value in values]


def _day_or_moment(value: str | None) -> str | None:
    """A column of days is often written as one of moments; midnight to the second is then no hour."""
    return value if value is None or value[11:19] != _MIDNIGHT else value[:10]


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
