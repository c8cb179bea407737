"""The rows of an export: one type a kind, plain values, every value beside the evidence it rests on.

IDs are unique in the record: those of statements, claims and entities of one report are "REPORT/ID". Offsets count
Unicode code points into the `text` of the report row, end exclusive. A field without a value is null or an empty
list, never left out. Rows of the kinds "run" and "first_read" come last: everything before them depends on reports,
decisions, code and lists alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from dateline.exports.parts import (
    ActorValue,
    AnchorValue,
    Codes,
    DatelineValue,
    DerivedValue,
    DisputeValues,
    EventActorValue,
    FieldValueValue,
    HarmValue,
    JudgementPart,
    LinkValue,
    MemberValue,
    MomentValue,
    OfficeValue,
    OriginValue,
    PlaceValue,
    TimeValue,
    TollValue,
)
from dateline.model import (
    Block,
    Certainty,
    DecisionKind,
    Directness,
    EntityKind,
    EventType,
    Evidence,
    FieldEvidence,
    FlagKind,
    Lookalike,
    Modality,
    OffsetSegment,
    RulingStatus,
    SayingKind,
    Subject,
    TimePrecision,
)

SCHEMA = "dateline-record"
VERSION = "1.0"

Range = Annotated[list[int], Field(min_length=2, max_length=2)]  # minimum, maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """The first row: what this file is. counts: rows of each kind that follow, "run" and "first_read" left out."""

    kind: Literal["record"] = "record"
    schema: Literal["dateline-record"] = "dateline-record"
    version: Literal["1.0"] = "1.0"
    offsets: Literal["Unicode code points into report.text, end exclusive"] = (
        "Unicode code points into report.text, end exclusive"
    )
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report at one version, text included.

    outlet, published: null when the report does not say; the origin says where it was found. matching: the text that
    words were matched in, null when it is the text itself. copy_group: same for reports that repeat one text.
    """

    kind: Literal["report"] = "report"
    id: str
    file: str
    address: str | None
    outlet: str | None
    outlet_origin: str | None
    outlet_evidence: Evidence | None
    published: str | None
    published_zone: str | None
    published_origin: str | None
    published_evidence: Evidence | None
    language: str
    headline: Evidence | None
    dateline: DatelineValue | None
    copy_group: str | None
    text: str
    matching: str | None
    blocks: tuple[Block, ...]
    lookalikes: tuple[Lookalike, ...]
    offset_map: tuple[OffsetSegment, ...]
    retrieved: str | None
    encoding: str
    notes: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """A person, body, group or place across reports. aliases: every form of the name that was seen."""

    kind: Literal["entity"] = "entity"
    id: str
    type: EntityKind
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    actor_type: str | None
    offices: tuple[OfficeValue, ...]
    place: PlaceValue | None
    members: tuple[MemberValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Words or views credited to someone. content: verbatim from the first part to the last."""

    kind: Literal["statement"] = "statement"
    id: str
    report: str
    start: int
    end: int
    content: str
    parts: tuple[Evidence, ...]
    cue: str | None
    cue_evidence: Evidence | None
    direct: bool
    directness: Directness
    kind_of_saying: SayingKind
    strength: Certainty
    negated: bool
    hypothetical: bool
    speaker: ActorValue | None
    speaker_reason: str
    addressee: str | None
    medium: str | None
    venue: str | None
    venue_evidence: Evidence | None
    chain: tuple[LinkValue, ...]
    parent: str | None
    time: TimeValue | None
    sentence: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One checkable proposition about a happening, with who asserts it.

    events: those it was brought under; more than one where an event is part of a larger one.
    """

    kind: Literal["claim"] = "claim"
    id: str
    report: str
    events: tuple[str, ...]
    statement: str | None
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    codes: Codes
    modality: Modality
    modality_holder: str | None
    certainty: Certainty
    headline: bool
    name: str | None
    actors: tuple[ActorValue, ...]
    recipients: tuple[ActorValue, ...]
    reciprocal: bool
    instruments: tuple[str, ...]
    place: PlaceValue | None
    time: TimeValue | None
    harms: tuple[HarmValue, ...]
    chain: tuple[LinkValue, ...]
    sentence: Evidence
    trigger: Evidence
    fields: tuple[FieldEvidence, ...]
    rule: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """The happening, reconciled across reports.

    part_of: the larger event (days of fighting) that this one is a part of; its claims are among that one's too.
    modality: only occurred, ongoing and historical say that something happened on the ground. killed, injured:
    [least, most] that texts state; where a toll is open ("at least 12") or in words ("dozens") its figure stands for
    the open end and `tolls` says so. null where nobody says how many ("casualties"). values: every value that any claim
    gives a field, with the origins behind it.
    """

    kind: Literal["event"] = "event"
    id: str
    part_of: str | None
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    codes: Codes
    modality: Modality
    name: str | None
    summary: str
    start: str | None
    end: str | None
    time_precision: TimePrecision
    time_reason: str
    time_evidence: tuple[Evidence, ...]
    place: PlaceValue | None
    actors: tuple[EventActorValue, ...]
    recipients: tuple[EventActorValue, ...]
    reciprocal: bool
    killed: Range | None
    injured: Range | None
    tolls: tuple[TollValue, ...]
    origin_count: int
    origins: tuple[OriginValue, ...]
    values: tuple[FieldValueValue, ...]
    disputes: tuple[DisputeValues, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    account: tuple[MomentValue, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """Reports that repeat one text. original: the likely first, or null. derived: how the others repeat it."""

    kind: Literal["copy"] = "copy"
    id: str
    reports: tuple[str, ...]
    original: str | None
    reason: str
    score: float
    derived: tuple[DerivedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """Sentences of one report that stand in another, word for word or nearly so.

    here: in `report`; there: in `of`. original: which of the two likely had it first; null when nothing tells.
    """

    kind: Literal["passage"] = "passage"
    report: str
    here: Evidence
    of: str
    there: Evidence
    score: float
    original: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStatementRow:
    """One statement that several reports quote in words of their own around it: no copies, and one origin.

    speaker: whoever most of them credit it to. words: the longest run of quoted words that two share, folded.
    """

    kind: Literal["shared_statement"] = "shared_statement"
    id: str
    reports: tuple[str, ...]
    statements: tuple[str, ...]
    speaker: str | None
    entity_id: str | None
    words: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """An integrity flag on a report or an event."""

    kind: Literal["flag"] = "flag"
    flag: FlagKind
    report: str | None
    event: str | None
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A decision that two things are the same, different, or unsure. author: "dateline" for the machine."""

    kind: Literal["judgement"] = "judgement"
    subject: str
    left: str
    right: str
    decision: str
    score: float
    reason: str
    author: str
    parts: tuple[JudgementPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """What a person decided, when and why, and what became of it. values: field and value. of: the decision taken back.

    by: the decision that overrules or takes back this one. claims, entities: what it was found to be about.
    """

    kind: Literal["decision"] = "decision"
    id: str
    decision: DecisionKind
    subject: Subject
    targets: tuple[AnchorValue, ...]
    others: tuple[AnchorValue, ...]
    values: dict[str, str]
    of: str | None
    author: str
    made: str
    reason: str
    status: RulingStatus
    status_reason: str
    by: str | None
    claims: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideRow:
    """A report that was not read, and why."""

    kind: Literal["set_aside"] = "set_aside"
    file: str
    report: str | None
    address: str | None
    language: str | None
    reason: str
    detail: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One execution: when, with which code, model and lists, and what it did. These rows tell of the clock."""

    kind: Literal["run"] = "run"
    id: str
    started: str
    finished: str | None
    version: str
    code: str
    model: str
    lists: dict[str, str]
    read: int
    unchanged: int
    set_aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReadRow:
    """When a report first came into this record (ISO 8601 UTC). Like the runs these rows tell of the clock."""

    kind: Literal["first_read"] = "first_read"
    report: str
    time: str


Row = (
    RecordRow
    | ReportRow
    | EntityRow
    | StatementRow
    | ClaimRow
    | EventRow
    | CopyRow
    | PassageRow
    | SharedStatementRow
    | FlagRow
    | JudgementRow
    | DecisionRow
    | SetAsideRow
    | RunRow
    | FirstReadRow
)

AnyRow = Annotated[Row, Field(discriminator="kind")]
