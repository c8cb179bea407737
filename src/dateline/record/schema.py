"""The tables of a record. Portable types only: nothing here is particular to one database.

`report` and `reading` hold the whole as JSON; `entity`, `statement` and `claim` repeat it as rows for querying. The
reconciled tables (`canonical_entity` to `amended`) are replaced together, in one transaction. `decision` only grows.
The `…_line` tables repeat both once more as what lists show, sort and search by, in narrow rows: their `number` sorts
them by day, and `line_rows.rebuild` makes them anew from the documents.

Long texts are indexed by hash on PostgreSQL, whose ordered indexes refuse them. A change here is a new schema version:
raise SCHEMA_VERSION and add a file to `migrations/` that makes it on records that are there.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from dateline.record.types import number, text
from dateline.record.word_index import Words, index_words

FORMAT = "dateline-record"
SCHEMA_VERSION = 3

metadata = MetaData()

meta = Table("meta", metadata, Column("key", text(64), primary_key=True), Column("value", text(), nullable=False))

# "changes": how many readings and decisions were ever written; "reconciled": that number when the reconciliation was
# made.
counter = Table(
    "counter", metadata, Column("name", text(64), primary_key=True), Column("number", number(), nullable=False)
)

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied", text(40), nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("started", text(40), nullable=False),
    Column("finished", text(40)),
    Column("version", text(40), nullable=False),
    Column("code", text(64), nullable=False),
    Column("model", text(200), nullable=False),
    Column("lists", text(), nullable=False),
    Column("read", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("set_aside", Integer, nullable=False, default=0),
)

report = Table(
    "report",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("file", text(), nullable=False),
    Column("address", text()),
    Column("outlet", text()),
    Column("published", text(40)),
    Column("language", text(8), nullable=False),
    Column("text", text(), nullable=False),
    Column("matching", text()),  # null where it is the same as the text
    Column("document", text(), nullable=False),
    Column("first_read", text(40)),  # when it first came into this record
    Column("location", text()),  # under which a later revision of it is known again; null for none
    Index("ix_report_location", "location", postgresql_using="hash"),
    Index("ix_report_file", "file", postgresql_using="hash"),
)

reading = Table(
    "reading",
    metadata,
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("made_by", text(80), nullable=False),
    Column("claims", text(), nullable=False),
)


def _of_reading() -> Column[str]:
    return Column("report", ForeignKey("reading.report", ondelete="CASCADE"), primary_key=True)


entity = Table(
    "entity",
    metadata,
    _of_reading(),
    Column("id", text(64), primary_key=True),
    Column("kind", text(20), nullable=False),
    Column("name", text(), nullable=False),
    Column("country", text(3)),
    Column("sector", text(20)),
    Column("actor_type", text(60)),
    Index("ix_entity_name", "name", postgresql_using="hash"),
)

statement = Table(
    "statement",
    metadata,
    _of_reading(),
    Column("id", text(64), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", text(), nullable=False),
    Column("cue", text()),
    Column("speaker", text()),
    Column("speaker_entity", text(64)),
    Column("directness", text(20), nullable=False),
    Column("kind", text(20), nullable=False),
    Column("medium", text()),
    Column("venue", text()),
    Index("ix_statement_speaker", "speaker", postgresql_using="hash"),
)

claim = Table(
    "claim",
    metadata,
    _of_reading(),
    Column("id", text(64), primary_key=True),
    Column("type", text(20), nullable=False, index=True),
    Column("mode", text(60)),
    Column("modality", text(20), nullable=False),
    Column("certainty", text(20), nullable=False),
    Column("statement", text(64)),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("actors", text(), nullable=False),
    Column("recipients", text(), nullable=False),
    Column("place", text()),
    Column("country", text(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("time_start", text(40), index=True),
    Column("time_end", text(40)),
    Column("killed_min", number()),
    Column("killed_max", number()),
    Column("injured_min", number()),
    Column("injured_max", number()),
)

# The later of two revisions of one report, and the one before it.
revision = Table(
    "revision",
    metadata,
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("earlier", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("same", text(20), nullable=False),  # "address" or "file"
)

# media_type to content: what is needed to read it again; content is compressed, null where it was not kept.
# given_address: as it came with the bytes, a part of the report's ID; the document has what the text says, too.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", text(64), primary_key=True),  # hash of the file's name
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

# What people decided: rows are added, never changed.
decision = Table(
    "decision",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("made", text(40), nullable=False),
    Column("kind", text(20), nullable=False),
    Column("subject", text(20), nullable=False),
    Column("author", text(), nullable=False),
    Column("reason", text(), nullable=False),
    Column("document", text(), nullable=False),
)

# Tombstones: reports that are gone, and reports out of which a person went. None is read in again.
forgotten = Table(
    "forgotten",
    metadata,
    Column("report", text(64), primary_key=True),
    Column("kind", text(20), nullable=False),  # "report" or "person"
    Column("at", text(40), nullable=False),
    Column("author", text(), nullable=False),
    Column("reason", text(), nullable=False),
)

# -- reconciled over all readings -------------------------------------------------------------------------------------

canonical_entity = Table(
    "canonical_entity",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", text(20), nullable=False),
    Column("name", text(), nullable=False),
    Column("document", text(), nullable=False),
    Index("ix_canonical_entity_name", "name", postgresql_using="hash"),
)

canonical_member = Table(
    "canonical_member",
    metadata,
    Column("canonical", ForeignKey("canonical_entity.id", ondelete="CASCADE"), primary_key=True),
    Column("report", text(64), primary_key=True),
    Column("entity", text(64), primary_key=True),
    Index("canonical_member_entity", "report", "entity"),
)

event = Table(
    "event",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("type", text(20), nullable=False, index=True),
    Column("mode", text(60)),
    Column("modality", text(20), nullable=False),
    Column("time_start", text(40), index=True),
    Column("time_end", text(40)),
    Column("place", text()),
    Column("country", text(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_min", number()),
    Column("killed_max", number()),
    Column("injured_min", number()),
    Column("injured_max", number()),
    Column("origins", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("summary", text(), nullable=False),
    Column("document", text(), nullable=False),
)

event_claim = Table(
    "event_claim",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("report", text(64), primary_key=True),
    Column("claim", text(64), primary_key=True),
    Index("event_claim_claim", "report", "claim"),
)

dispute = Table(
    "dispute",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("field", text(40), nullable=False),
    Column("side", Integer, primary_key=True, autoincrement=False),
    Column("value", text(), nullable=False),
    Column("said_by", text(), nullable=False),
    Column("reason", text(), nullable=False),
    Index("ix_dispute_field", "field", "event"),
)

copy_group = Table(
    "copy_group",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("original", text(64)),
    Column("score", Float, nullable=False),
    Column("document", text(), nullable=False),
)

copy_member = Table(
    "copy_member",
    metadata,
    Column("copy_group", ForeignKey("copy_group.id", ondelete="CASCADE"), primary_key=True),
    Column("report", text(64), primary_key=True, index=True),
)

passage = Table(
    "passage",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("report", text(64), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("of", text(64), nullable=False, index=True),
    Column("original", text(64)),
    Column("score", Float, nullable=False),
    Column("document", text(), nullable=False),
)

shared_statement = Table(
    "shared_statement",
    metadata,
    Column("id", text(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("speaker", text()),
    Column("document", text(), nullable=False),
)

field_value = Table(
    "field_value",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("field", text(40), nullable=False),
    Column("value", text(), nullable=False),
    Column("origins", Integer, nullable=False),
    Column("parties", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
)

flag = Table(
    "flag",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", text(60), nullable=False),
    Column("report", text(64), index=True),
    Column("event", text(64), index=True),
    Column("reason", text(), nullable=False),
    Column("document", text(), nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject", text(20), nullable=False),
    Column("left", text(), nullable=False),
    Column("right", text(), nullable=False),
    Column("decision", text(20), nullable=False),
    Column("score", Float, nullable=False),
    Column("author", text(), nullable=False),
    Column("document", text(), nullable=False),
)

# What became of each decision.
ruling = Table(
    "ruling",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("decision", text(64), nullable=False),
    Column("status", text(20), nullable=False),
    Column("document", text(), nullable=False),
)

# Claims as people changed or added them.
amended = Table(
    "amended",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("report", text(64), nullable=False),
    Column("claim", text(64), nullable=False),
    Column("document", text(), nullable=False),
    Index("amended_claim", "report", "claim"),
)

# -- lines: what lists show and search by -----------------------------------------------------------------------------


def _number() -> Column[int]:
    return Column("number", number(), primary_key=True, autoincrement=False)


def _words(name: str) -> tuple[Column[str], Index]:
    """Last in its table: lists pass over it. SQLite has its own index of it (`index_words`)."""
    index = Index(f"ix_{name}_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql")
    return Column("words", Words(), nullable=False), index


# outlet_key: a hash of the outlet, "" for none: PostgreSQL refuses ordered indexes of long texts.
report_line = Table(
    "report_line",
    metadata,
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
    metadata,
    _number(),
    Column("report", ForeignKey("reading.report", ondelete="CASCADE"), nullable=False, index=True),
    Column("statement", text(64), nullable=False),
    Column("kind", text(20), nullable=False),
    *_words("statement_line"),
    Index("ix_statement_line_kind", "kind", "number"),
)

# Of the chains of a report's statements and claims: whom its outlet relays.
relay = Table(
    "relay",
    metadata,
    Column("report", ForeignKey("reading.report", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("outlet_key", text(32), nullable=False),
    Column("medium", text(200), nullable=False),
    Index("ix_relay_outlet", "outlet_key", "medium"),
)

# first, last: days, counted from the year 1; 0 when unknown. is_long: many days lie between them (`line_rows.LONG`).
# disputed: the fields, each between "|"; "" for none.
event_line = Table(
    "event_line",
    metadata,
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

event_actor = Table(
    "event_actor",
    metadata,
    Column("entity", text(64), primary_key=True),
    Column("number", number(), primary_key=True, autoincrement=False),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", text(20), nullable=False),  # "actor", "recipient" or "both"
)

entity_line = Table(
    "entity_line",
    metadata,
    _number(),
    Column("entity", ForeignKey("canonical_entity.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("kind", text(20), nullable=False),
    Column("name", text(), nullable=False),
    Column("reports", Integer, nullable=False),
    *_words("entity_line"),
    Index("ix_entity_line_reports", "reports", "number"),
    Index("ix_entity_line_kind", "kind", "reports", "number"),
)

# number: of the statement's line.
entity_statement = Table(
    "entity_statement",
    metadata,
    Column("entity", ForeignKey("canonical_entity.id", ondelete="CASCADE"), primary_key=True),
    Column("number", number(), primary_key=True, autoincrement=False),
)

# All events but parts of others, by these; what a page without a filter shows first.
tally = Table(
    "tally",
    metadata,
    Column("what", text(20), primary_key=True),
    Column("key", text(80), primary_key=True),
    Column("type", text(20), primary_key=True),
    Column("events", Integer, nullable=False),
)

for _line in (report_line, statement_line, event_line, entity_line):
    index_words(_line)

# Emptied in this order, filled in the reverse.
RECONCILED = (
    *(tally, entity_statement, entity_line, event_actor, event_line),
    *(field_value, dispute, event_claim, event, canonical_member, canonical_entity),
    *(copy_member, copy_group, passage, shared_statement, flag, judgement, ruling, amended),
)

__all__ = [
    "FORMAT",
    "RECONCILED",
    "SCHEMA_VERSION",
    "amended",
    "canonical_entity",
    "canonical_member",
    "claim",
    "copy_group",
    "copy_member",
    "counter",
    "decision",
    "dispute",
    "entity",
    "entity_line",
    "entity_statement",
    "event",
    "event_actor",
    "event_claim",
    "event_line",
    "field_value",
    "flag",
    "forgotten",
    "judgement",
    "meta",
    "metadata",
    "passage",
    "reading",
    "relay",
    "report",
    "report_line",
    "revision",
    "ruling",
    "run",
    "schema_version",
    "set_aside",
    "shared_statement",
    "statement",
    "statement_line",
    "tally",
]
