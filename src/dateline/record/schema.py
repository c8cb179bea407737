"""The tables of a record. Portable types only: nothing here is particular to one database.

`report` and `reading` hold the whole as JSON; `entity`, `statement` and `claim` repeat it as rows for querying. The
reconciled tables (`canonical_entity` to `judgement`) are replaced together, in one transaction.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

FORMAT = "dateline-record"
SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

# "changes": how many readings were ever written; "reconciled": that number when the reconciliation was made.
counter = Table(
    "counter", metadata, Column("name", String(64), primary_key=True), Column("number", Integer, nullable=False)
)

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied", String(40), nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("started", String(40), nullable=False),
    Column("finished", String(40)),
    Column("version", String(40), nullable=False),
    Column("code", String(64), nullable=False),
    Column("model", String(200), nullable=False),
    Column("lists", Text, nullable=False),
    Column("read", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("set_aside", Integer, nullable=False, default=0),
)

report = Table(
    "report",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("file", Text, nullable=False, index=True),
    Column("address", Text),
    Column("outlet", Text),
    Column("published", String(40)),
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("matching", Text),  # null where it is the same as the text
    Column("document", Text, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("claims", Text, nullable=False),
)


def _of_reading() -> Column[str]:
    return Column("report", ForeignKey("reading.report", ondelete="CASCADE"), primary_key=True)


entity = Table(
    "entity",
    metadata,
    _of_reading(),
    Column("id", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("country", String(3)),
    Column("sector", String(20)),
    Column("actor_type", String(60)),
)

statement = Table(
    "statement",
    metadata,
    _of_reading(),
    Column("id", String(64), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("cue", Text),
    Column("speaker", Text, index=True),
    Column("speaker_entity", String(64)),
    Column("directness", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("medium", Text),
    Column("venue", Text),
)

claim = Table(
    "claim",
    metadata,
    _of_reading(),
    Column("id", String(64), primary_key=True),
    Column("type", String(20), nullable=False, index=True),
    Column("mode", String(60)),
    Column("modality", String(20), nullable=False),
    Column("certainty", String(20), nullable=False),
    Column("statement", String(64)),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("place", Text),
    Column("country", String(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("time_start", String(40), index=True),
    Column("time_end", String(40)),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("injured_min", Integer),
    Column("injured_max", Integer),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("file", Text, primary_key=True),
    Column("report", String(64), index=True),
    Column("reason", Text, nullable=False),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("document", Text, nullable=False),
)

# -- reconciled over all readings -------------------------------------------------------------------------------------

canonical_entity = Table(
    "canonical_entity",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("document", Text, nullable=False),
)

canonical_member = Table(
    "canonical_member",
    metadata,
    Column("canonical", ForeignKey("canonical_entity.id", ondelete="CASCADE"), primary_key=True),
    Column("report", String(64), primary_key=True),
    Column("entity", String(64), primary_key=True),
    Index("canonical_member_entity", "report", "entity"),
)

event = Table(
    "event",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("type", String(20), nullable=False, index=True),
    Column("mode", String(60)),
    Column("modality", String(20), nullable=False),
    Column("time_start", String(40), index=True),
    Column("time_end", String(40)),
    Column("place", Text),
    Column("country", String(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("injured_min", Integer),
    Column("injured_max", Integer),
    Column("origins", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("summary", Text, nullable=False),
    Column("document", Text, nullable=False),
)

event_claim = Table(
    "event_claim",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("report", String(64), primary_key=True),
    Column("claim", String(64), primary_key=True),
    Index("event_claim_claim", "report", "claim"),
)

dispute = Table(
    "dispute",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("field", String(40), nullable=False),
    Column("side", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

copy_group = Table(
    "copy_group",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("original", String(64)),
    Column("score", Float, nullable=False),
    Column("document", Text, nullable=False),
)

copy_member = Table(
    "copy_member",
    metadata,
    Column("copy_group", ForeignKey("copy_group.id", ondelete="CASCADE"), primary_key=True),
    Column("report", String(64), primary_key=True, index=True),
)

passage = Table(
    "passage",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("report", String(64), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("of", String(64), nullable=False, index=True),
    Column("original", String(64)),
    Column("score", Float, nullable=False),
    Column("document", Text, nullable=False),
)

shared_statement = Table(
    "shared_statement",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("speaker", Text),
    Column("document", Text, nullable=False),
)

field_value = Table(
    "field_value",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("field", String(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("parties", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
)

flag = Table(
    "flag",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(60), nullable=False),
    Column("report", String(64), index=True),
    Column("event", String(64), index=True),
    Column("reason", Text, nullable=False),
    Column("document", Text, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject", String(20), nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("decision", String(20), nullable=False),
    Column("score", Float, nullable=False),
    Column("author", Text, nullable=False),
    Column("document", Text, nullable=False),
)

# Emptied in this order, filled in the reverse.
RECONCILED = (
    *(field_value, dispute, event_claim, event, canonical_member, canonical_entity),
    *(copy_member, copy_group, passage, shared_statement, flag, judgement),
)

__all__ = [
    "FORMAT",
    "RECONCILED",
    "SCHEMA_VERSION",
    "canonical_entity",
    "canonical_member",
    "claim",
    "copy_group",
    "copy_member",
    "counter",
    "dispute",
    "entity",
    "event",
    "event_claim",
    "field_value",
    "flag",
    "judgement",
    "meta",
    "metadata",
    "passage",
    "reading",
    "report",
    "run",
    "schema_version",
    "set_aside",
    "shared_statement",
    "statement",
]
