"""Claims made ready for comparison: days as numbers, parties as keys, what kind of world they speak of."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from dateline.model import (
    ActorRef,
    CanonicalEntity,
    Claim,
    ClaimRef,
    EventType,
    Harm,
    LinkRole,
    Modality,
    Place,
    PlacePrecision,
    ReportClaims,
    Time,
    TimePrecision,
)
from dateline.model.frozen import frozen
from dateline.reference.corrections import withdrawn_span
from dateline.reference.dispute_cues import broker_words
from dateline.reference.folding import fold

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "STATE"})
COMMUNITY_SECTORS = frozenset({"CVL", "REF", "DIS", "LAB", "EDU", "MED", "JRN", "HLH"})


_MAIN_PARTIES = 3


class World(StrEnum):
    """What a claim can be compared with: a plan is never merged with a deed, nor a denial with what it denies."""

    REAL = "real"  # it happened, or it was said
    PLANNED = "planned"
    DENIED = "denied"
    NONE = "none"  # wished, feared, conditional: no happening at all


_WORLDS: Mapping[Modality, World] = {
    Modality.OCCURRED: World.REAL,
    Modality.ONGOING: World.REAL,
    Modality.HISTORICAL: World.REAL,
    Modality.VERBAL: World.REAL,
    Modality.PLANNED: World.PLANNED,
    Modality.PROMISED: World.PLANNED,
    Modality.THREATENED: World.PLANNED,
    Modality.DENIED: World.DENIED,
    Modality.NEGATED: World.DENIED,
    Modality.REQUESTED: World.NONE,
    Modality.FEARED: World.NONE,
    Modality.CONDITIONAL: World.NONE,
}


def world_of(modality: Modality) -> World:
    return _WORLDS[modality]


@frozen
class Days:
    """An interval of days as ordinals, both inclusive. exact: a single day is meant, not a month or a week around it.

    whole: the interval itself is meant ("from 6 to 10 January"), not some day inside it.
    """

    first: int
    last: int
    exact: bool = False
    whole: bool = False

    def gap(self, other: Days) -> int:
        """Days between the two intervals; 0 where they touch or overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@frozen
class Node:
    """A claim with what comparisons need. Parties are keys as `party_keys` makes them.

    story: the parties that its report is about, whoever the claim itself names. latest: of a claim without a day, the
    day that it says the happening was over by. withdrawn: counts that it takes back; its claim is without them.
    """

    claim: Claim
    ref: ClaimRef
    order: tuple[str, int, str]
    world: World
    days: Days | None
    partial: tuple[int, int] | None  # month and day (0: any) without a year
    news_day: int | None
    place: Place | None
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]
    story: frozenset[str]
    latest: int | None = None
    withdrawn: tuple[Harm, ...] = ()

    @property
    def type(self) -> EventType:
        return self.claim.type

    @property
    def parties(self) -> frozenset[str]:
        return self.actors | self.recipients


Canonical = Mapping[ClaimRef, CanonicalEntity]


def canonical_map(entities: Sequence[CanonicalEntity]) -> Canonical:
    """From an entity of one report to its canonical entity, without members here: it may have thousands."""
    return {member: bare for entity in entities for bare in (replace(entity, members=()),) for member in entity.members}


def make_nodes(readings: Sequence[ReportClaims], canonical: Canonical) -> list[Node]:
    """One node per claim, sorted by report, position and ID."""
    nodes = []
    for reading in readings:
        news_day = first_day(reading.published.day) if reading.published else None
        story = _story(reading, canonical)
        nodes += [_node(claim, reading.report, news_day, canonical, story) for claim in reading.claims]
    return sorted(nodes, key=lambda n: n.order)


def _story(reading: ReportClaims, canonical: Canonical) -> frozenset[str]:
    """The states and groups that a report's claims name most."""
    counts = Counter(
        key
        for claim in reading.claims
        for ref in (*claim.actors, *claim.recipients)
        for key in party_keys(ref, reading.report, canonical)
        if key in named((key,)) and key[0] != "e"
    )
    return frozenset(sorted(counts, key=lambda k: (-counts[k], k))[:_MAIN_PARTIES])


def _is_brokering(claim: Claim) -> bool:
    """Whether a deal is told by who brokered it: he is no party to it by which it could be known."""
    return claim.type is EventType.AGREE and not broker_words().isdisjoint(fold(claim.trigger.quote).split())


def _node(claim: Claim, report: str, news_day: int | None, canonical: Canonical, story: frozenset[str]) -> Node:
    place = claim.place
    parties = () if _is_brokering(claim) else claim.actors
    if place is not None and place.precision is PlacePrecision.UNKNOWN and place.id is None and place.country is None:
        place = None
    withdrawn = withdrawn_harms(claim)
    return Node(
        claim=replace(claim, harms=tuple(h for h in claim.harms if h not in withdrawn)) if withdrawn else claim,
        ref=ClaimRef(report, claim.id),
        order=(report, claim.trigger.start, claim.id),
        world=world_of(claim.modality),
        days=days_of(claim.time),
        partial=month_and_day(claim.time),
        news_day=news_day,
        place=place,
        actors=frozenset(k for a in parties for k in party_keys(a, report, canonical)),
        recipients=frozenset(k for a in claim.recipients for k in party_keys(a, report, canonical)),
        words=content_words(claim.sentence.quote),
        story=story,
        latest=_latest(claim.time),
        withdrawn=withdrawn,
    )


def counted_in(node: Node, ref: ActorRef) -> Harm | None:
    """The count of those harmed that a recipient's words are ("12 people"); None where they are none."""
    counts = (*node.claim.harms, *node.withdrawn)
    return next((h for h in counts for e in h.evidence for own in ref.evidence if own.span.overlaps(e.span)), None)


def withdrawn_harms(claim: Claim) -> tuple[Harm, ...]:
    """The counts that a notice of correction takes back: "an earlier version of this report said nine were killed"."""
    span = withdrawn_span(claim.sentence.quote) if claim.harms else None
    if span is None:
        return ()
    first, last = (claim.sentence.start + at for at in span)
    return tuple(h for h in claim.harms if h.evidence and all(first <= e.start < last for e in h.evidence))


def outlet_of(claim: Claim) -> str:
    """The name of the outlet that carries a claim, folded; its report where it has none."""
    names = [link.name for link in claim.chain if link.role is LinkRole.OUTLET and link.name]
    return fold(names[-1]) if names else claim.report


# -- days -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def first_day(text: str) -> int | None:
    """Ordinal of the first day of an ISO day, month or year; None for anything else."""
    return _ordinal(text, last=False)


def last_day(text: str) -> int | None:
    """Ordinal of the last day of an ISO day, month or year; None for anything else."""
    return _ordinal(text, last=True)


def _ordinal(text: str, *, last: bool) -> int | None:
    numbers = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text[:10])
    if numbers is None:
        return None
    year, month, day = int(numbers[1]), numbers[2], numbers[3]
    try:
        if day:
            return dt.date(year, int(month), int(day)).toordinal()
        if not last:
            return dt.date(year, int(month or 1), 1).toordinal()
        if month in (None, "12"):
            return dt.date(year, 12, 31).toordinal()
        return dt.date(year, int(month) + 1, 1).toordinal() - 1
    except ValueError:
        return None


def days_of(time: Time | None) -> Days | None:
    """The days of a claim's time; None where no day, month or year is known."""
    if time is None or time.start is None or time.precision is TimePrecision.UNKNOWN:
        return None
    first, last = _ordinal(time.start, last=False), _ordinal(time.end or time.start, last=True)
    if first is None or last is None or last < first:
        return None
    exact = time.precision in (TimePrecision.HOUR, TimePrecision.DAY) and last - first <= 1
    return Days(first, last, exact=exact, whole=time.precision is TimePrecision.DAYS and last > first)


def _latest(time: Time | None) -> int | None:
    """Of "no later than" a day: that day."""
    if time is None or time.start is not None or time.end is None:
        return None
    return _ordinal(time.end, last=True)


def month_and_day(time: Time | None) -> tuple[int, int] | None:
    """Of "--07" or "--10-15": the month, and the day or 0."""
    found = re.fullmatch(r"--(\d\d)(?:-(\d\d))?", time.start) if time is not None and time.start else None
    return (int(found[1]), int(found[2] or 0)) if found else None


def in_year(partial: tuple[int, int], year: int) -> Days | None:
    """The month or day in a given year; None for 29 February in a common one."""
    month, day = partial
    text = f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"
    first, last = _ordinal(text, last=False), _ordinal(text, last=True)
    return None if first is None or last is None else Days(first, last, exact=bool(day))


def iso_day(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


# -- parties --------------------------------------------------------------------------------------------------------


def party_keys(actor: ActorRef, report: str, canonical: Canonical) -> tuple[str, ...]:
    """Keys by which two actors are compared: the entity ("e:…"), the side ("s:SYR/state"), the country ("c:SYR").

    All forces and offices of one state are one side; civilians are a side of their own; an armed group is its entity,
    and its country and sector say only whom it may be ("g:SYR/REB").
    """
    entity = canonical.get(ClaimRef(report, actor.entity)) if actor.entity else None
    country = actor.country or (entity.country if entity else None)
    sector = actor.sector or (entity.sector if entity else None)
    keys = [f"e:{entity.id}"] if entity else []
    if sector in COMMUNITY_SECTORS:
        keys.append(f"v:{country or ''}")
    elif country and (sector in STATE_SECTORS or sector is None):
        keys.append(f"s:{country}")
    elif sector:
        keys.append(f"g:{country or ''}/{sector}")
    if not keys and (name := fold(actor.name)):
        keys.append(f"n:{name}")
    return tuple(keys)


def named(keys: Collection[str]) -> set[str]:
    """The keys of someone in particular: an entity, a state, a country's rebels; not "the forces" or "residents"."""
    return {k for k in keys if k[0] in "es" or (k[0] == "g" and k[2] != "/")}


# -- words ----------------------------------------------------------------------------------------------------------

_SHORT = 4


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Folded words of four letters or more, and numbers: what two tellings of one thing tend to share."""
    return frozenset(w for w in fold(text).split() if len(w) >= _SHORT or w.isdigit())
