"""Many rows into a table, in few statements.

The statements are written out here: to have SQLAlchemy look at each value costs more than the engine takes to put it
in. SQLite's index of words writes all that it has to the disk whenever a statement ends, and whenever a row comes
before the one that it had last: there many rows go into one statement, in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_VALUES_AT_ONCE = 900  # older SQLite takes 999 at most
Row = Mapping[str, Any]


def insert_many(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Rows that all have the same columns; nothing is filled in that they do not have."""
    if not rows:
        return
    names, dialect = tuple(rows[0]), connection.dialect
    if "words" not in table.c:
        connection.exec_driver_sql(_statement(table, names, 1, dialect), _values(table, names, rows, dialect))
        return
    at_once = _VALUES_AT_ONCE // len(names)
    values = _values(table, names, sorted(rows, key=itemgetter("number")), dialect)
    for first in range(0, len(values), at_once):
        some = values[first : first + at_once]
        connection.exec_driver_sql(_statement(table, names, len(some), dialect), tuple(chain.from_iterable(some)))


def _values(table: Table, names: Sequence[str], rows: Sequence[Row], dialect: Dialect) -> list[tuple[Any, ...]]:
    """Of each row, in the order of the names, as the engine's driver takes them."""
    if changed := _changed(table, names, dialect):
        rows = [{**row, **{name: as_taken(row[name]) for name, as_taken in changed.items()}} for row in rows]
    return list(map(itemgetter(*names), rows))


@lru_cache
def _changed(table: Table, names: Sequence[str], dialect: Dialect) -> Mapping[str, Callable[[Any], Any]]:
    """Of the columns whose values the driver does not take as they are, what makes them so."""
    found = {name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
    return {name: as_taken for name, as_taken in found.items() if as_taken is not None}


@lru_cache
def _statement(table: Table, names: Sequence[str], rows: int, dialect: Dialect) -> str:
    quoted = dialect.identifier_preparer
    columns = ", ".join(map(quoted.quote, names))
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([mark] * len(names))})"
    return f"INSERT INTO {quoted.format_table(table)} ({columns}) VALUES {', '.join([row] * rows)}"
