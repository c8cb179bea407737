"""Schema 2: decisions and what became of them, when reports came in, their revisions, what a new try needs,
copied passages, shared statements, the values of fields, and the lines that lists show and search by.

Of a report that was there before, the time at which it first came in is not known; it gets the end of the run that
read it last: by then it was there.
"""

from __future__ import annotations

import hashlib
from itertools import groupby, pairwise

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    func,
    select,
)

from dateline.record.types import number, text
from dateline.record.word_index import Words, index_words

revision = "2"
down_revision = "1"


def upgrade() -> None:
    connection = op.get_bind()
    op.add_column("report", Column("first_read", text(40)))
    op.add_column("report", Column("location", text()))
    op.create_index("ix_report_location", "report", ["location"], postgresql_using="hash")
    _new_tables(connection)
    op.create_index("ix_dispute_field", "dispute", ["field", "event"])
    _lines(connection)
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


def _lines(connection: Connection) -> None:
    """Empty: what they hold is made of the documents, whatever the schema that those were written in."""
    made = MetaData()
    for name, key in (("reading", "report"), ("event", "id"), ("canonical_entity", "id")):
        Table(name, made, Column(key, text(64), primary_key=True))
    report_line = Table(
        "report_line",
        made,
        _number(),
        Column("report", ForeignKey("reading.report", ondelete="CASCADE"), nullable=False, unique=True),
        Column("outlet", text()),
        Column("outlet_key", text(32), nullable=False),
        Column("published", text(40)),
        Column("headline", text(), nullable=False),
        Column("statements", Integer, nullable=False),
        Column("claims", Integer, nullable=False),
        Column("flags", text(), nullable=False),
        *_words("report_line"),
        Index("ix_report_line_outlet", "outlet_key", "number"),
    )
    statement_line = Table(
        "statement_line",
        made,
        _number(),
        Column("report", ForeignKey("reading.report", ondelete="CASCADE"), nullable=False, index=True),
        Column("statement", text(64), nullable=False),
        Column("kind", text(20), nullable=False),
        *_words("statement_line"),
        Index("ix_statement_line_kind", "kind", "number"),
    )
    Table(
        "relay",
        made,
        Column("report", ForeignKey("reading.report", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("outlet_key", text(32), nullable=False),
        Column("medium", text(200), nullable=False),
        Index("ix_relay_outlet", "outlet_key", "medium"),
    )
    event_line = Table(
        "event_line",
        made,
        _number(),
        Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, unique=True),
        Column("type", text(20), nullable=False),
        Column("mode", text(60)),
        Column("modality", text(20), nullable=False),
        Column("on_ground", Boolean, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Column("is_long", Boolean, nullable=False),
        Column("start", text(40)),
        Column("end", text(40)),
        Column("place", text()),
        Column("place_id", text(80)),
        Column("country", text(3)),
        Column("lat", Float),
        Column("lon", Float),
        Column("precision", text(20)),
        Column("killed_min", number()),
        Column("killed_max", number()),
        Column("injured_min", number()),
        Column("injured_max", number()),
        Column("toll", number(), nullable=False),
        Column("origins", Integer, nullable=False),
        Column("reports", Integer, nullable=False),
        Column("claims", Integer, nullable=False),
        Column("is_disputed", Boolean, nullable=False),
        Column("disputed", text(), nullable=False),
        Column("flagged", Boolean, nullable=False),
        Column("part_of", text(64), index=True),
        Column("summary", text(), nullable=False),
        *_words("event_line"),
        Index("ix_event_line_type", "type", "number"),
        Index("ix_event_line_country", "country", "number"),
        Index("ix_event_line_place", "place_id", "number"),
        Index("ix_event_line_disputed", "is_disputed", "number"),
        Index("ix_event_line_most_disputed", "is_disputed", "origins", "number"),
        Index("ix_event_line_counts", "country", "type", "modality", "part_of"),
        Index("ix_event_line_flagged", "flagged", "number"),
        Index("ix_event_line_origins", "origins", "number"),
        Index("ix_event_line_reports", "reports", "number"),
        Index("ix_event_line_toll", "toll", "number"),
        Index("ix_event_line_long", "is_long", "last"),
        Index("ix_event_line_spot", "lat", "lon"),
    )
    Table(
        "event_actor",
        made,
        Column("entity", text(64), primary_key=True),
        Column("number", number(), primary_key=True, autoincrement=False),
        Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("role", text(20), nullable=False),
    )
    entity_line = Table(
        "entity_line",
        made,
        _number(),
        Column("entity", ForeignKey("canonical_entity.id", ondelete="CASCADE"), nullable=False, unique=True),
        Column("kind", text(20), nullable=False),
        Column("name", text(), nullable=False),
        Column("reports", Integer, nullable=False),
        *_words("entity_line"),
        Index("ix_entity_line_reports", "reports", "number"),
        Index("ix_entity_line_kind", "kind", "reports", "number"),
    )
    Table(
        "entity_statement",
        made,
        Column("entity", ForeignKey("canonical_entity.id", ondelete="CASCADE"), primary_key=True),
        Column("number", number(), primary_key=True, autoincrement=False),
    )
    Table(
        "tally",
        made,
        Column("what", text(20), primary_key=True),
        Column("key", text(80), primary_key=True),
        Column("type", text(20), primary_key=True),
        Column("events", Integer, nullable=False),
    )
    for line in (report_line, statement_line, event_line, entity_line):
        index_words(line)
    made.create_all(connection)


def _number() -> Column[int]:
    return Column("number", number(), primary_key=True, autoincrement=False)


def _words(name: str) -> tuple[Column[str], Index]:
    index = Index(f"ix_{name}_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql")
    return Column("words", Words(), nullable=False), index


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
