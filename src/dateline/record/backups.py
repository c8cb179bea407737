"""A whole copy of a record as an SQLite file, made while others read and write."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select

from dateline.record import schema

_ROWS_AT_ONCE = 1000


def copy_tables(source: Connection, target: Connection) -> None:
    """Every row of every table, as the source's transaction sees them, into tables that are made there."""
    schema.metadata.create_all(target)
    for table in schema.metadata.sorted_tables:
        rows = source.execute(select(table).execution_options(yield_per=_ROWS_AT_ONCE)).mappings()
        for some in rows.partitions(_ROWS_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])


def unfinished(target: Path) -> Path:
    """Where a copy is made before it takes its name: whoever finds the name finds it whole."""
    return target.with_name(f"{target.name}.part")
