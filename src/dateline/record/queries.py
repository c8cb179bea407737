"""The statements that are run for every report, built once: building one costs more than running it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, or_, select, update

from dateline.record import schema

CHANGES = "changes"
RECONCILED = "reconciled"
MADE = "made"
COUNTERS = (CHANGES, RECONCILED, MADE)
"""What was read and decided so often; up to which of these the reconciliation goes; how often one was put in."""

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_FORGOTTEN = select(schema.forgotten.c.report).where(schema.forgotten.c.report.in_(_IDS))
_MADE_BY = select(schema.reading.c.report, schema.reading.c.made_by).where(schema.reading.c.report.in_(_IDS))
_DROP_READING = delete(schema.reading).where(schema.reading.c.report == bindparam("id"))
_UPDATE_REPORT = update(schema.report).where(schema.report.c.id == bindparam("of"))
_INSERTS = {
    table: insert(table)
    for table in (
        *(schema.report, schema.reading, schema.entity, schema.statement, schema.claim),
        *(schema.set_aside, schema.run, schema.meta, schema.counter, schema.schema_version),
        *(schema.decision, schema.revision),
    )
}
_COUNTS = {
    what: update(schema.run)
    .where(schema.run.c.id == bindparam("of"))
    .values({what: schema.run.c[what] + bindparam("by")})
    for what in ("read", "unchanged", "set_aside")
}
_FORGET_FILE = delete(schema.set_aside).where(schema.set_aside.c.id == bindparam("key"))
_FORGET_BOTH = delete(schema.set_aside).where(
    or_(schema.set_aside.c.id == bindparam("key"), schema.set_aside.c.report == bindparam("report"))
)
_KEPT = select(schema.set_aside).where(schema.set_aside.c.id == bindparam("id"))
_LOCATION = select(schema.report.c.location).where(schema.report.c.id == bindparam("id"))
_NUMBER = select(schema.counter.c.number).where(schema.counter.c.name == bindparam("of"))
_SET_NUMBER = update(schema.counter).where(schema.counter.c.name == bindparam("of")).values(number=bindparam("to"))
_ADD = (
    update(schema.counter)
    .where(schema.counter.c.name == bindparam("of"))
    .values(number=schema.counter.c.number + bindparam("by"))
)

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Any, *rows: Row) -> None:
    if rows:
        connection.execute(_INSERTS[table], rows if len(rows) > 1 else rows[0])


def forgotten(connection: Connection, reports: Sequence[str]) -> list[str]:
    """Those of the reports that are not to be read in again."""
    return list(connection.execute(_FORGOTTEN, {"ids": reports}).scalars())


def made_by(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """By what the stored readings of the reports were made; those without one are left out."""
    return {row.report: row.made_by for row in connection.execute(_MADE_BY, {"ids": reports})}


def drop_reading(connection: Connection, report: str) -> None:
    """A reading with its rows; its report stays."""
    connection.execute(_DROP_READING, {"id": report})


def update_report(connection: Connection, row: Row) -> None:
    connection.execute(_UPDATE_REPORT, {"of": row["id"], **row})


def forget_set_aside(connection: Connection, *reports: tuple[str | None, str]) -> None:
    """Take reports, each given with the key of its file, off the list of those not read."""
    unknown = [{"key": key} for report, key in reports if report is None]
    known = [{"key": key, "report": report} for report, key in reports if report is not None]
    for query, some in ((_FORGET_FILE, unknown), (_FORGET_BOTH, known)):
        if some:
            connection.execute(query, some if len(some) > 1 else some[0])


def kept(connection: Connection, key: str) -> Row | None:
    """The row of a report that was not read, by the key of its file; None where there is none."""
    row = connection.execute(_KEPT, {"id": key}).mappings().one_or_none()
    return None if row is None else dict(row)


def location(connection: Connection, report: str) -> str | None:
    found: str | None = connection.execute(_LOCATION, {"id": report}).scalar()
    return found


def count(connection: Connection, run: str, what: str, by: int = 1) -> None:
    """So many more reports "read", "unchanged" or "set_aside" in a run."""
    if by:
        connection.execute(_COUNTS[what], {"of": run, "by": by})


def number(connection: Connection, name: str) -> int:
    return int(connection.execute(_NUMBER, {"of": name}).scalar_one())


def set_number(connection: Connection, name: str, to: int) -> None:
    connection.execute(_SET_NUMBER, {"of": name, "to": to})


def add_to(connection: Connection, name: str, by: int = 1) -> None:
    if by:
        connection.execute(_ADD, {"of": name, "by": by})
