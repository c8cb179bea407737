"""A group of claims about one happening, with the sums that comparisons read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from dateline.model import EventType, Modality, Place, PlacePrecision
from dateline.reconciliation.nodes import Days, Node
from dateline.reference.folding import fold

PROLONGED = frozenset({EventType.ASSAULT, EventType.PROTEST})  # what may go on for days
CLASH = "clash"  # the mode of fights without direction in the event lists
ORDER = {kind: at for at, kind in enumerate(EventType)}
PRECISE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.CITY})
_SENTENCES = 4  # sentences kept for the comparison of words: the first of each report say what it is about


class Profile:
    """Claims judged to tell one happening. Grows by `add`; everything in it is a sum over its nodes.

    What follows from the sums is worked out once until it grows again: every comparison asks for it.
    """

    __slots__ = (
        "_first",
        "_hull",
        "_keys",
        "_precise",
        "_sharp",
        "_type",
        "actors",
        "days",
        "exact",
        "harms",
        "high",
        "latest",
        "low",
        "modes",
        "names",
        "news",
        "nodes",
        "partials",
        "past",
        "places",
        "recipients",
        "reports",
        "sentences",
        "story",
        "targets",
        "tells_of_days",
        "types",
    )

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self.nodes: list[Node] = []
        self.types: Counter[EventType] = Counter()
        self.days: set[Days] = set()
        self.exact: set[int] = set()
        self.low, self.high = math.inf, -math.inf  # first and last of the exact days
        self.places: dict[str, tuple[Place, int]] = {}
        self.actors: set[str] = set()
        self.recipients: set[str] = set()
        self.harms: set[tuple[str, int]] = set()
        self.names: list[frozenset[str]] = []
        self.modes: set[str] = set()
        self.partials: set[tuple[int, int]] = set()
        self.sentences: list[frozenset[str]] = []
        self.reports: set[str] = set()
        self.story: set[str] = set()
        self.news: set[int] = set()
        self.latest: int | None = None  # the day by which a telling without a day has it over
        self.tells_of_days = False
        self.past = True  # told only as background so far
        self._first: tuple[str, int, str] | None = None
        self._hull: Days | None = None  # of all days
        self._sharp: Days | None = None  # of exact days and whole intervals
        self.targets: frozenset[str] | None = None  # words for the things struck, once someone asked for them
        self._type: EventType | None = None
        self._keys: tuple[frozenset[str], frozenset[str], frozenset[str]] | None = None
        self._precise: list[Place] | None = None
        for node in nodes:
            self.add(node)

    def __reduce__(self) -> tuple[type[Profile], tuple[list[Node]]]:
        """Sent to other processes as its claims."""
        return Profile, (self.nodes,)

    def add(self, node: Node) -> None:
        claim = node.claim
        self._type = self._keys = self._precise = self.targets = None
        self.nodes.append(node)
        if self._first is None or node.order < self._first:
            self._first = node.order
        self.types[claim.type] += 1
        self.reports.add(claim.report)
        self.story |= node.story
        if node.days is not None:
            self.days.add(node.days)
            self._hull = _stretched(self._hull, node.days)
            if node.days.exact or node.days.whole:
                self._sharp = _stretched(self._sharp, node.days)
            if node.days.exact:
                self.exact.add(node.days.first)
                self.low, self.high = min(self.low, node.days.first), max(self.high, node.days.first)
        if node.place is not None:
            key = place_key(node.place)
            self.places[key] = (node.place, self.places.get(key, (node.place, 0))[1] + 1)
        self.actors |= node.actors
        self.recipients |= node.recipients
        self.harms.update((h.kind.value, h.minimum) for h in claim.harms if h.minimum)
        if claim.name:
            self.names.append(frozenset(fold(claim.name).split()))
        if claim.mode:
            self.modes.add(claim.mode)
        self.tells_of_days = self.tells_of_days or tells_of_days(node)
        if node.partial is not None:
            self.partials.add(node.partial)
        if len(self.sentences) < _SENTENCES and node.words not in self.sentences:
            self.sentences.append(node.words)
        if claim.modality is not Modality.HISTORICAL:
            self.past = False
        if node.news_day is not None:
            self.news.add(node.news_day)
        if node.latest is not None:
            self.latest = node.latest if self.latest is None else min(self.latest, node.latest)

    def absorb(self, other: Profile) -> None:
        for node in other.nodes:
            self.add(node)

    @property
    def type(self) -> EventType:
        """The commonest type; of equals the first in the vocabulary."""
        if self._type is None:
            self._type = min(self.types, key=lambda t: (-self.types[t], ORDER[t]))
        return self._type

    @property
    def parties(self) -> frozenset[str]:
        return self.party_keys[2]

    @property
    def party_keys(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Keys of actors, of recipients, and of both."""
        if self._keys is None:
            actors, recipients = frozenset(self.actors), frozenset(self.recipients)
            self._keys = actors, recipients, actors | recipients
        return self._keys

    @property
    def first(self) -> tuple[str, int, str]:
        """Report, position and ID of the earliest claim."""
        assert self._first is not None
        return self._first

    def hull(self) -> Days | None:
        """From the first to the last day: of the exact days and whole intervals if there are any, else of all."""
        return self._sharp or self._hull

    def days_apart(self, other: Profile) -> float:
        """Days between the exact days of both that are farthest apart; less than 0 where either has none."""
        return max(self.high - other.low, other.high - self.low)

    def precise_places(self) -> list[Place]:
        if self._precise is None:
            self._precise = [p for p, _ in self.places.values() if p.precision in PRECISE and p.lat is not None]
        return self._precise


def _stretched(hull: Days | None, days: Days) -> Days:
    if hull is None:
        return Days(days.first, days.last)
    if hull.first <= days.first and days.last <= hull.last:
        return hull
    return Days(min(hull.first, days.first), max(hull.last, days.last))


def tells_of_days(node: Node) -> bool:
    """Whether a claim is about something that goes on: clashes without direction, an attack under way, several days."""
    claim = node.claim
    if claim.type not in PROLONGED:
        return False
    mutual = claim.reciprocal or claim.mode == CLASH
    return mutual or claim.modality is Modality.ONGOING or (node.days is not None and node.days.whole)


def place_key(place: Place) -> str:
    """The gazetteer ID, or the folded name with its country."""
    return place.id or f"{fold(place.name)}|{place.country or ''}"


def specificity(node: Node) -> int:
    """How much a claim says of when, where and who: the fullest claims found the groups that vaguer ones join."""
    score = 0
    if node.days is not None:
        score += 4 if node.days.exact else 2
    if node.place is not None:
        score += 3 if node.place.precision in PRECISE else 1
    score += 2 * bool(node.actors) + 2 * bool(node.recipients)
    score += bool(node.claim.harms) + bool(node.claim.name)
    return score
