"""What one report claims, with who, where and when resolved within it: resolution's product.

These types cross processes and are stored, so they hold plain data only: strings, numbers, tuples of the same.
IDs inside one report ("e3", "s12", "c4") are made unique by the report's ID where they leave it.
"""

from __future__ import annotations

from dateline.model.frozen import frozen, frozen_in_order
from dateline.model.report import Dateline, Outlet, Published
from dateline.model.terms import (
    Certainty,
    Directness,
    EntityKind,
    EventType,
    FlagKind,
    HarmKind,
    LinkRole,
    Modality,
    PlacePrecision,
    SayingKind,
    TimePrecision,
)
from dateline.model.text import Evidence


@frozen_in_order
class ClaimRef:
    """A claim or statement or entity of one report. report + "/" + local ID is unique in the record."""

    report: str
    id: str

    def __str__(self) -> str:
        return f"{self.report}/{self.id}"


@frozen
class Candidate:
    """Something that a name could have meant and what spoke for and against it (kept when it loses)."""

    id: str
    name: str
    score: float
    reason: str


@frozen
class Office:
    """An office held by a person, as of the report's date. qualifier: "former", "interim", "acting" or ""."""

    title: str
    qualifier: str = ""
    body: str | None = None
    country: str | None = None
    evidence: tuple[Evidence, ...] = ()


@frozen
class Place:
    """A place that a name resolves to.

    id: gazetteer ID ("geonames:170063"), or None where the gazetteer has none. country: ISO 3166-1 alpha-3.
    lat, lon: degrees WGS 84, None when unknown or when only a country is known (a country is never a pin).
    """

    name: str
    precision: PlacePrecision
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@frozen
class Entity:
    """A person, body, group or place within one report, with every form of its name that stands there.

    id: unique within the report. name: the fullest form. aliases: every form as it is matched (look-alikes put right)
    and as it stands. country: ISO 3166-1 alpha-3; sector: PLOVER sector (GOV, MIL, REB, CVL, …); actor_type: ACLED
    inter term.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    country: str | None = None
    sector: str | None = None
    actor_type: str | None = None
    place: Place | None = None
    acronym: str | None = None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


@frozen
class ActorRef:
    """Who fills a role: the phrase, the entity it resolves to, and what kind of actor it is."""

    name: str
    entity: str | None = None
    country: str | None = None
    sector: str | None = None
    actor_type: str | None = None
    evidence: tuple[Evidence, ...] = ()


@frozen
class Link:
    """One link of a source chain (PROV wasAttributedTo / wasQuotedFrom), nearest the event first, the outlet last.

    name: "Anna Berg", "a senior official", "Reuters"; None for a rumour. medium: "X". venue: "statement posted on X",
    or "dateline" for the agency whose text the outlet carries ("GOMA (AFP) -").
    carried: medium named once in the report and carried over; its evidence is where it is named.
    """

    role: LinkRole
    name: str | None
    entity: str | None = None
    medium: str | None = None
    venue: str | None = None
    carried: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_agency(self) -> bool:
        """Whether this is the agency that the dateline credits the text to."""
        return self.role is LinkRole.MEDIUM and self.venue == "dateline"


@frozen
class Time:
    """When, no finer than the text supports.

    start, end: ISO 8601 days, months or years, or "--MM-DD" for a day without a year; None when unknown; both
    inclusive.
    reason: how it was worked out ("Tuesday before 2026-01-08, the publication date"), or why it is unknown.
    """

    start: str | None
    end: str | None
    precision: TimePrecision
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


@frozen
class Harm:
    """People harmed, as claimed: a range with the words beside it. maximum None: open ("at least 12").

    subset: part of another figure ("three of them children"), never added to it. running_total: over the whole event.
    vague: the minimum rests on a convention for words ("dozens") or on a bare plural ("casualties"), not on a number in
    the text; such a minimum is never shown as a figure.
    """

    kind: HarmKind
    minimum: int | None
    maximum: int | None
    words: str
    victims: str | None = None
    subset: bool = False
    running_total: bool = False
    evidence: tuple[Evidence, ...] = ()
    vague: bool = False


@frozen
class Statement:
    """Words or views credited to someone. Not an event.

    parts: the content's pieces; content: verbatim from first to last.
    """

    id: str
    report: str
    start: int
    end: int
    content: str
    parts: tuple[Evidence, ...]
    cue: str | None
    speaker: ActorRef | None
    directness: Directness
    kind: SayingKind
    strength: Certainty
    chain: tuple[Link, ...]
    cue_evidence: Evidence | None = None
    addressee: str | None = None
    venue: str | None = None
    venue_evidence: Evidence | None = None
    parent: str | None = None
    negated: bool = False
    hypothetical: bool = False
    time: Time | None = None
    sentence: int = 0
    rule: str = ""
    speaker_reason: str = ""


@frozen
class FieldEvidence:
    """The spans that one field of a claim rests on. field: "type", "actors", "place", "start", "killed", …"""

    field: str
    evidence: tuple[Evidence, ...]


@frozen
class Claim:
    """One checkable proposition about a happening, with who asserts it.

    statement: ID of the statement it stands in, None for the outlet's own narration. chain: of that statement or the
    outlet alone. sentence: verbatim evidence of the whole sentence. context_places: other places in reach, losing.
    """

    id: str
    report: str
    type: EventType
    modality: Modality
    certainty: Certainty
    chain: tuple[Link, ...]
    sentence: Evidence
    trigger: Evidence
    rule: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    reciprocal: bool = False
    instruments: tuple[str, ...] = ()
    place: Place | None = None
    time: Time | None = None
    harms: tuple[Harm, ...] = ()
    statement: str | None = None
    modality_holder: str | None = None
    name: str | None = None
    headline: bool = False
    fields: tuple[FieldEvidence, ...] = ()


@frozen
class Detail:
    """What a sentence says of a happening that may be told in another one: a term of a deal, a cause, an injury.

    field, value: as the list of details has them ("unit", "a division"). part: told as a part of what another value
    names (the brigades of a division). words: the span that says so. chain: as of a claim there.
    """

    id: str
    report: str
    field: str
    value: str
    words: Evidence
    sentence: Evidence
    chain: tuple[Link, ...]
    statement: str | None = None
    part: bool = False


@frozen
class Flag:
    """An integrity flag on a report, or on an event where `event` is given."""

    kind: FlagKind
    report: str | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    event: str | None = None


@frozen
class SentenceText:
    """A sentence of the blocks that are read, verbatim, and where it starts in `Report.text`."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@frozen
class ReportClaims:
    """All that one report claims: the unit that is stored, cached, and handed to reconciliation.

    address: the report's, by which a later revision of it is known. sentences: every sentence that was read, for
    telling copies passage by passage. shingles: a sample of the hashes of its running eight-word sequences, sorted:
    whoever shares none repeats nothing.
    """

    report: str
    file: str
    outlet: Outlet | None
    published: Published | None
    dateline: Dateline | None
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    details: tuple[Detail, ...] = ()
    flags: tuple[Flag, ...] = ()
    shingles: tuple[int, ...] = ()
    sentences: tuple[SentenceText, ...] = ()
    model: str = ""
    address: str | None = None
