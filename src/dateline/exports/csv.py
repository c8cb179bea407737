"""CSV for spreadsheets (RFC 4180, UTF-8): one flat table.

A cell of text that a spreadsheet would take for a formula is led by an apostrophe, as OWASP advises against CSV
injection; so is a day without a year ("--10-15"), which a spreadsheet would work out to -5.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dateline.exports.flat import Cell, TableName, flat_columns, flat_rows
from dateline.record import RecordView

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_lines(view: RecordView, table: TableName = "events") -> Iterator[bytes]:
    """The header, then one line a row."""
    columns = flat_columns(table)
    yield _line(list(columns))
    for row in flat_rows(view, table):
        yield _line([row[column] for column in columns])


def _line(cells: list[Cell]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([_safe(cell) for cell in cells])
    return buffer.getvalue().encode("utf-8")


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
