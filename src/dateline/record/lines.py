"""What is asked of a record page by page, and the lines that come back: plain frozen data, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Kind = Literal["reports", "statements", "events"]
EventOrder = Literal["newest", "oldest", "origins", "reports", "toll"]
KINDS: tuple[Kind, ...] = ("events", "statements", "reports")
MOST = 500
"""Lines of one page; more are asked for page by page."""
MOST_COUNTED = 1_000
"""Totals are counted up to here, and are "at least" so many beyond."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events. Nothing given: all of them; what is given must hold together.

    text: words as `Reader.search` takes them. on_ground: whether it happened, beyond words (`Modality.on_the_ground`).
    since, until: ISO days, months or years; an event is in when any day that it may have been on is. place: a gazetteer
    ID, or words of its name. actor: a canonical ID, or words of the name of an actor or recipient. bbox: west, south,
    east, north in degrees; west > east crosses the 180th meridian. report: told by this one. parts: also the events
    that are parts of larger ones.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    on_ground: bool | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    actor: str | None = None
    disputed: bool | None = None
    disputed_field: str | None = None
    flagged: bool | None = None
    min_origins: int | None = None
    max_origins: int | None = None
    report: str | None = None
    part_of: str | None = None
    parts: bool = False


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements. speaker: a canonical ID, or words of the name. kinds: terms of `SayingKind`. since, until: of
    the publication of their reports."""

    text: str = ""
    speaker: str | None = None
    kinds: tuple[str, ...] = ()
    report: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports. since, until: of publication. copies: True for those that share their text with another one."""

    text: str = ""
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    flagged: bool | None = None
    copies: bool | None = None


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which people, bodies, groups, places. text: words of any form of the name."""

    text: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A page. total: how many there are in all, counted up to MOST_COUNTED; capped: there are more than that."""

    items: tuple[T, ...]
    total: int
    capped: bool = False
    limit: int = MOST
    offset: int = 0

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def has_more(self) -> bool:
        """Never of an empty page: whoever goes on as long as there is more comes to an end."""
        return bool(self.items) and (self.capped or self.offset + len(self.items) < self.total)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one line. start, end: as the texts have them, None when unknown. disputed: the fields in dispute.

    killed, injured: as in its leading toll. origins, reports, claims: how many.
    """

    id: str
    type: str
    mode: str | None
    modality: str
    start: str | None
    end: str | None
    place: str | None
    place_id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    origins: int
    reports: int
    claims: int
    disputed: tuple[str, ...]
    flagged: bool
    summary: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement as one line. entity: of its speaker, within the report. published: of the report."""

    report: str
    id: str
    start: int
    end: int
    content: str
    cue: str | None
    speaker: str | None
    entity: str | None
    directness: str
    kind: str
    medium: str | None
    venue: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as one line. flags: kinds of flags that its own reading has; statements, claims: how many."""

    id: str
    file: str
    address: str | None
    outlet: str | None
    published: str | None
    language: str
    headline: str
    statements: int
    claims: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityLine:
    id: str
    kind: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Side:
    value: str
    said_by: str


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One dispute of an event and its sides; they carry no claims (the event has them)."""

    event: EventLine
    field: str
    sides: tuple[Side, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """An event that has a place more exact than a country."""

    event: str
    type: str
    lat: float
    lon: float
    precision: str | None
    place: str | None
    start: str | None
    disputed: bool
    origins: int
    summary: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An event as a mark on a map and a timeline, as far as it has a place and a day. disputed: the fields."""

    event: str
    type: str
    modality: str
    start: str | None
    end: str | None
    place: str | None
    place_id: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    origins: int
    summary: str
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many events at one place."""

    place: str | None
    place_id: str | None
    country: str | None
    lat: float
    lon: float
    precision: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Events of one type in one period: `period` is an ISO day, month or year, "" for those without a date."""

    period: str
    type: str
    events: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events, in all and by each of these; most first."""

    total: int
    types: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str | None, int], ...]
    modalities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet: how many reports it has here, and whom it relays: each medium with the reports that name it."""

    outlet: str | None
    reports: int
    relays: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. item: a statement's or an event's own ID; report: where it stands; None for an event.

    title: of a report its headline (without one, its file), of a statement its speaker, of an event its summary.
    snippet: the words around what was found, as they stand; marks: where in it the words found are.
    """

    kind: Kind
    report: str | None
    item: str | None
    title: str
    day: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
