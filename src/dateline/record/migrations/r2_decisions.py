"""Schema 2: decisions and what became of them, when reports came in, their revisions, what a new try needs,
copied passages, shared statements and the values of fields.

Of a report that was there before, the time at which it first came in is not known; it gets the end of the run that
read it last: by then it was there.
"""

from __future__ import annotations

import hashlib
from itertools import groupby, pairwise

from alembic import op
from sqlalchemy import Column, Connection, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, func, select

from dateline.record.types import text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    connection = op.get_bind()
    op.add_column("report", Column("first_read", text(40)))
    op.add_column("report", Column("location", text()))
    op.create_index("ix_report_location", "report", ["location"], postgresql_using="hash")
    _new_tables(connection)
    _date_reports(connection)
    _link_revisions(connection)
    _set_aside_with_content(connection)


def _new_tables(connection: Connection) -> None:
    made = MetaData()
    Table("report", made, Column("id", text(64), primary_key=True))
    Table(
        "revision",
        made,
        Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
        Column("earlier", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("same", text(20), nullable=False),
    )
    Table(
        "decision",
        made,
        Column("id", text(64), primary_key=True),
        Column("made", text(40), nullable=False),
        Column("kind", text(20), nullable=False),
        Column("subject", text(20), nullable=False),
        Column("author", text(), nullable=False),
        Column("reason", text(), nullable=False),
        Column("document", text(), nullable=False),
    )
    Table(
        "ruling",
        made,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("decision", text(64), nullable=False),
        Column("status", text(20), nullable=False),
        Column("document", text(), nullable=False),
    )
    Table(
        "amended",
        made,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("report", text(64), nullable=False),
        Column("claim", text(64), nullable=False),
        Column("document", text(), nullable=False),
        Index("amended_claim", "report", "claim"),
    )
    Table(
        "forgotten",
        made,
        Column("report", text(64), primary_key=True),
        Column("kind", text(20), nullable=False),
        Column("at", text(40), nullable=False),
        Column("author", text(), nullable=False),
        Column("reason", text(), nullable=False),
    )
    Table("event", made, Column("id", text(64), primary_key=True))
    Table(
        "passage",
        made,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("report", text(64), nullable=False, index=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("of", text(64), nullable=False, index=True),
        Column("original", text(64)),
        Column("score", Float, nullable=False),
        Column("document", text(), nullable=False),
    )
    Table(
        "shared_statement",
        made,
        Column("id", text(64), primary_key=True),
        Column("position", Integer, nullable=False),
        Column("speaker", text()),
        Column("document", text(), nullable=False),
    )
    Table(
        "field_value",
        made,
        Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("field", text(40), nullable=False),
        Column("value", text(), nullable=False),
        Column("origins", Integer, nullable=False),
        Column("parties", Integer, nullable=False),
        Column("claims", Integer, nullable=False),
    )
    made.create_all(connection)  # passes over `report` and `event`, which are there


def _date_reports(connection: Connection) -> None:
    report, reading, run = _existing(connection, "report", "reading", "run")
    by = (
        select(func.coalesce(run.c.finished, run.c.started))
        .join(reading, reading.c.run == run.c.id)
        .where(reading.c.report == report.c.id)
        .scalar_subquery()
    )
    connection.execute(report.update().values(first_read=by))


def _link_revisions(connection: Connection) -> None:
    """Reports at one address, in the order of publication. At one file they are known from here on only."""
    report, revision_table = _existing(connection, "report", "revision")
    columns = report.c
    rows = connection.execute(select(columns.id, columns.file, columns.address, columns.published, columns.first_read))
    located = [
        (location, row.published or row.first_read or "", row.first_read or "", row.id)
        for row in rows
        if (location := _location(row.file, row.address))
    ]
    for location, _, _, id_ in located:
        connection.execute(report.update().where(columns.id == id_).values(location=location))
    at_one_address = sorted(row for row in located if row[0].startswith("address "))
    for _, group in groupby(at_one_address, key=lambda row: row[0]):
        ids = [id_ for _, _, _, id_ in group]
        for earlier, later in pairwise(ids):
            connection.execute(revision_table.insert().values(report=later, earlier=earlier, same="address"))


def _location(file: str, address: str | None) -> str | None:
    """As `record.revisions` had it in this version."""
    if address:
        bare = address.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
        host, _, page = bare.partition("/")
        return f"address {host.lower()}/{page}" if page else None
    return None if file == "-" or "#" in file else f"file {file}"


def _set_aside_with_content(connection: Connection) -> None:
    """Its key becomes a hash: a file's name may be longer than a key may be."""
    (old,) = _existing(connection, "set_aside")
    rows = [dict(row) for row in connection.execute(select(old)).mappings()]
    op.drop_table("set_aside")
    made = MetaData()
    Table("run", made, Column("id", text(64), primary_key=True))
    new = Table(
        "set_aside",
        made,
        Column("id", text(64), primary_key=True),
        Column("file", text(), nullable=False),
        Column("report", text(64), index=True),
        Column("reason", text(), nullable=False),
        Column("run", ForeignKey("run.id"), nullable=False),
        Column("document", text(), nullable=False),
        Column("media_type", text(80)),
        Column("given_address", text()),
        Column("retrieved", text(40)),
        Column("content", LargeBinary),
    )
    made.create_all(connection)
    for row in rows:
        key = hashlib.sha256(row["file"].encode()).hexdigest()[:32]
        connection.execute(new.insert().values(id=key, **row))


def _existing(connection: Connection, *names: str) -> tuple[Table, ...]:
    found = MetaData()
    found.reflect(connection, only=names)
    return tuple(found.tables[name] for name in names)
