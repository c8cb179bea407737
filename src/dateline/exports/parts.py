"""What rows are made of: places, times, actors, links of a chain, tolls, sides of a dispute, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import CopyKind, Evidence, HarmKind, LinkRole, PlacePrecision, TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineValue:
    """The line that says where a report was filed, and its parts."""

    text: Evidence
    place: Evidence | None
    day: Evidence | None
    outlet: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeValue:
    title: str
    qualifier: str
    body: str | None
    country: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateValue:
    """A place that a name could have meant and that lost."""

    id: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """lat, lon: degrees WGS 84; null where only a country is known. country: ISO 3166-1 alpha-3."""

    name: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    id: str | None
    country: str | None
    admin1: str | None
    reason: str
    evidence: tuple[Evidence, ...]
    candidates: tuple[CandidateValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberValue:
    """The entity as one report has it."""

    id: str
    report: str
    name: str
    aliases: tuple[str, ...]
    acronym: str | None
    country: str | None
    sector: str | None
    actor_type: str | None
    offices: tuple[OfficeValue, ...]
    place: PlaceValue | None
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorValue:
    """Who fills a role. entity_id: of an entity row, or null."""

    name: str
    entity_id: str | None
    country: str | None
    sector: str | None
    actor_type: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkValue:
    """A link of a source chain; chains run from whoever was nearest the event to the outlet."""

    role: LinkRole
    name: str | None
    entity_id: str | None
    medium: str | None
    venue: str | None
    carried: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """start, end: ISO 8601 days, months or years, both inclusive; "--MM-DD" is a day without a year."""

    start: str | None
    end: str | None
    precision: TimePrecision
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmValue:
    """People harmed, as one claim has it. maximum null: open ("at least 12"). subset: part of another figure.

    vague: the minimum rests on a convention for words ("dozens") or on a bare plural, not on a number in the text.
    """

    kind: HarmKind
    minimum: int | None
    maximum: int | None
    words: str
    vague: bool
    victims: str | None
    subset: bool
    running_total: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The same type in other vocabularies."""

    acled_event: str | None
    acled_sub_event: str | None
    cameo_root: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActorValue:
    """An actor or recipient of an event, with the claims that name it and where they do."""

    name: str
    entity_id: str | None
    country: str | None
    sector: str | None
    actor_type: str | None
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollValue:
    """A harm over all claims: a range, the rule that chose it, the words it rests on.

    minimum, maximum: null where open ("up to 22", "at least 30"); open: one of them is. highest: the largest figure in
    a text, open or not. vague: no number stands in the texts; the minimum rests on a convention for words ("dozens") or
    on a bare plural ("casualties").
    """

    kind: str
    minimum: int | None
    maximum: int | None
    open: bool
    highest: int | None
    vague: bool
    rule: str
    words: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginValue:
    """An independent origin. party: it is itself an actor or a recipient of the event."""

    key: str
    name: str
    party: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValueValue:
    """A value that claims give a field of an event, with the independent origins behind it.

    field: "type", "modality", "actors", "recipients", "place", "time", or a kind of harm ("killed").
    """

    field: str
    value: str
    origin_count: int
    origins: tuple[OriginValue, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedValue:
    """How one report of a copy group repeats another one of it."""

    report: str
    kind: CopyKind
    of: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSide:
    """said_by: whoever accuses, then the names of the source chain, nearest the event first."""

    value: str
    said_by: tuple[str, ...]
    chain: tuple[LinkValue, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeValues:
    """Claims about one event that cannot all be true; all are kept."""

    field: str
    reason: str
    values: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementPart:
    comparison: str
    score: float
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentValue:
    """An event as its reports had it by the end of a day, on a day when something of it moved.

    new: reports since the moment before. changed: the fields that moved. left_out: days with reports between the moment
    before and this one that are not told one by one.
    """

    known: str
    report_count: int
    origin_count: int
    start: str | None
    end: str | None
    place: str | None
    tolls: tuple[TollValue, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorValue:
    """What a decision is about: a place in a report's text, or the whole report (start null)."""

    report: str
    start: int | None
    end: int | None
    quote: str
    name: str
