"""Schema 1: the tables as dateline first made them. Frozen: later changes are revisions of their own."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table

from dateline.record.types import number, text

revision = "1"
down_revision = None

metadata = MetaData()


meta = Table("meta", metadata, Column("key", text(64), primary_key=True), Column("value", text(), nullable=False))

# "changes": how many readings were ever written; "reconciled": that number when the reconciliation was made.
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

set_aside = Table(
    "set_aside",
    metadata,
    Column("file", text(), primary_key=True),
    Column("report", text(64), index=True),
    Column("reason", text(), nullable=False),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("document", text(), nullable=False),
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


def upgrade() -> None:
    metadata.create_all(op.get_bind())
