"""The statements that are run for every report, built once: building one costs more than running it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from dateline.record import schema

CHANGES = "changes"
RECONCILED = "reconciled"
MADE = "made"
COUNTERS = (CHANGES, RECONCILED, MADE)
"""What was read and decided so often; up to which of these the reconciliation goes; how often one was put in."""

_FORGOTTEN = select(schema.forgotten.c.report).where(schema.forgotten.c.report == bindparam("id"))
_MADE_BY = select(schema.reading.c.made_by).where(schema.reading.c.report == bindparam("id"))
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
    what: update(schema.run).where(schema.run.c.id == bindparam("of")).values({what: schema.run.c[what] + 1})
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
_ONE_MORE = (
    update(schema.counter).where(schema.counter.c.name == bindparam("of")).values(number=schema.counter.c.number + 1)
)

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Any, *rows: Row) -> None:
    if rows:
        connection.execute(_INSERTS[table], rows if len(rows) > 1 else rows[0])


def is_forgotten(connection: Connection, report: str) -> bool:
    return connection.execute(_FORGOTTEN, {"id": report}).scalar() is not None


def made_by(connection: Connection, report: str) -> str | None:
    """By what the stored reading of a report was made; None where there is none."""
    found: str | None = connection.execute(_MADE_BY, {"id": report}).scalar()
    return found


def drop_reading(connection: Connection, report: str) -> None:
    """A reading with its rows; its report stays."""
    connection.execute(_DROP_READING, {"id": report})


def update_report(connection: Connection, row: Row) -> None:
    connection.execute(_UPDATE_REPORT, {"of": row["id"], **row})


def forget_set_aside(connection: Connection, report: str | None, key: str) -> None:
    """Take a report off the list of those not read. key: of its file; the file's name itself is not indexed."""
    if report is None:
        connection.execute(_FORGET_FILE, {"key": key})
    else:
        connection.execute(_FORGET_BOTH, {"key": key, "report": report})


def kept(connection: Connection, key: str) -> Row | None:
    """The row of a report that was not read, by the key of its file; None where there is none."""
    row = connection.execute(_KEPT, {"id": key}).mappings().one_or_none()
    return None if row is None else dict(row)


def location(connection: Connection, report: str) -> str | None:
    found: str | None = connection.execute(_LOCATION, {"id": report}).scalar()
    return found


def count(connection: Connection, run: str, what: str) -> None:
    """One more report "read", "unchanged" or "set_aside" in a run."""
    connection.execute(_COUNTS[what], {"of": run})


def number(connection: Connection, name: str) -> int:
    return int(connection.execute(_NUMBER, {"of": name}).scalar_one())


def set_number(connection: Connection, name: str, to: int) -> None:
    connection.execute(_SET_NUMBER, {"of": name, "to": to})


def one_more(connection: Connection, name: str) -> None:
    connection.execute(_ONE_MORE, {"of": name})
