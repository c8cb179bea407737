"""A whole copy of a record as an SQLite file, made while others read and write."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select

from dateline.errors import RecordError
from dateline.record import line_rows, reconciled, schema

_ROWS_AT_ONCE = 1000
_MADE_ANEW = (  # they hold words as one engine indexes them
    *(schema.relay, schema.statement_line, schema.report_line),
    *(schema.tally, schema.entity_statement, schema.entity_line, schema.event_actor, schema.event_line),
)


def copy_tables(source: Connection, target: Connection) -> None:
    """Every row of every table, as the source's transaction sees them, into tables that are made there."""
    schema.metadata.create_all(target)
    for table in (t for t in schema.metadata.sorted_tables if t not in _MADE_ANEW):
        rows = source.execute(select(table).execution_options(yield_per=_ROWS_AT_ONCE)).mappings()
        for some in rows.partitions(_ROWS_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])
    line_rows.rebuild(target, reconciled.load(target))


def check_target(target: Path) -> None:
    """Raises RecordError for a name that no copy can take: of a file, or of a database that left its journal there."""
    if target.exists():
        raise RecordError(f"{target} is there already; give another file")
    left = [at for end in ("-wal", "-shm", "-journal") if (at := target.with_name(target.name + end)).exists()]
    if left:
        raise RecordError(
            f"{left[0]} is there: it belongs to a database of the name {target.name}, and would be taken for a part of "
            "the copy; move it away, or give another file"
        )
    if not target.absolute().parent.is_dir():
        raise RecordError(f"{target} cannot be made: there is no folder {target.parent}")


def unfinished(target: Path) -> Path:
    """Where a copy is made before it takes its name: whoever finds the name finds it whole."""
    return target.with_name(f"{target.name}.part")
