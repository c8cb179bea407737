"""Events, statements, claims and values of fields as pandas data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exports.flat import TABLES, TableName, flat_columns, flat_rows
from dateline.record import RecordView

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {
    **dict.fromkeys(("killed_min", "killed_max", "injured_min", "injured_max"), "Int64"),
    **dict.fromkeys(("origin_count", "claim_count", "report_count", "sentence_start", "sentence_end"), "Int64"),
    "party_count": "Int64",
    **dict.fromkeys(("lat", "lon"), "Float64"),
    **dict.fromkeys(("reciprocal", "negated", "hypothetical"), "boolean"),
}
_OFFSETS = {"start": "Int64", "end": "Int64"}  # of statements; of events and claims they are times


def to_frame(view: RecordView, table: TableName = "events") -> pd.DataFrame:
    """One row an event, statement, claim or value of a field.

    Every column has one type whatever the record holds; unknown is NA. Times stay ISO 8601 text, since many are months,
    years or days without a year.
    Raises ValueError for a table of another name.
    """
    import pandas as pd

    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; choose one of {', '.join(TABLES)}")
    frame = pd.DataFrame(list(flat_rows(view, table)), columns=list(flat_columns(table)))
    types = _TYPES | _OFFSETS if table == "statements" else _TYPES
    return frame.astype({column: types.get(column, "string") for column in frame.columns})
