"""Which groups are worth comparing: an inverted index over type, day, place and party.

The work of one look-up is bounded (rare keys first, VISITS entries at most, BEST groups returned), so that
reconciliation grows with the number of claims and not with its square, however many claims one front line draws.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import groupby

from dateline.model import EventType
from dateline.model.frozen import frozen
from dateline.reconciliation.nodes import Days
from dateline.reconciliation.profiles import Profile
from dateline.reference.kinship import kin

VISITS = 600
BEST = 24
_LONGEST = 62  # days; a longer interval is indexed by its parties and places alone
_COMBINED, _SINGLE = 3, 1
_Part = int | str
_Key = tuple[EventType, str, _Part] | tuple[EventType, str, _Part, _Part]
_Found = tuple[list[int], _Key]


@frozen
class _Parts:
    """What a profile is found by: each of these within each type, and pairs of them."""

    types: frozenset[EventType]
    days: frozenset[int]
    places: frozenset[str]
    months: frozenset[int]
    parties: frozenset[str]

    def keys(self) -> Iterator[_Key]:
        for kind in self.types:
            for party in self.parties:
                yield kind, "a", party
                for day in self.days:
                    yield kind, "da", day, party
                for place in self.places:
                    yield kind, "pa", place, party
            for place in self.places:
                yield kind, "p", place
                for day in self.days:
                    yield kind, "dp", day, place
            for day in self.days:
                yield kind, "d", day
            for month in self.months:
                yield kind, "m", month


class Index:
    """Groups by their keys. `put` again after a group grew: keys that are there already are not added twice."""

    def __init__(self) -> None:
        self._groups: dict[_Key, list[int]] = {}
        self._types: set[EventType] = set()
        self._known: dict[int, _Parts] = {}
        self._gone: dict[int, set[_Key]] = {}  # keys that a group stands under and no longer has

    def put(self, number: int, profile: Profile) -> None:
        parts, before = _parts(profile), self._known.get(number)
        if parts == before:
            return
        self._known[number] = parts
        self._types |= parts.types
        keys = set(parts.keys())
        known = set(before.keys()) | self._gone.get(number, set()) if before is not None else set()
        for key in keys - known:
            self._groups.setdefault(key, []).append(number)
        if gone := known - keys:
            self._gone[number] = gone

    def near(self, profile: Profile) -> list[int]:
        """Numbers of the groups that share most with the profile, best first."""
        single: list[int] = []
        combined: list[int] = []
        for numbers, key in _rarest(self._look_up(_parts(profile, widen=True))):
            (combined if len(key) > 3 else single).extend(numbers[-VISITS:])
        votes = Counter(single * _SINGLE + combined * _COMBINED)
        return sorted(sorted(votes), key=votes.__getitem__, reverse=True)[:BEST]

    def _look_up(self, parts: _Parts) -> list[_Found]:
        """The keys that any group stands under; pairs are looked for only where both of their parts are."""
        found: list[_Found] = []
        for kind in parts.types & self._types:
            days = self._single(kind, "d", parts.days, found)
            places = self._single(kind, "p", parts.places, found)
            parties = self._single(kind, "a", parts.parties, found)
            self._single(kind, "m", parts.months, found)
            self._pairs(kind, "da", days, parties, found)
            self._pairs(kind, "pa", places, parties, found)
            self._pairs(kind, "dp", days, places, found)
        return found

    def _single(self, kind: EventType, name: str, parts: Collection[_Part], found: list[_Found]) -> list[_Part]:
        there = []
        for part in parts:
            key = (kind, name, part)
            numbers = self._groups.get(key)
            if numbers is not None:
                found.append((numbers, key))
                there.append(part)
        return there

    def _pairs(self, kind: EventType, name: str, left: list[_Part], right: list[_Part], found: list[_Found]) -> None:
        for one in left:
            for other in right:
                key = (kind, name, one, other)
                numbers = self._groups.get(key)
                if numbers is not None:
                    found.append((numbers, key))


def _rarest(found: list[_Found]) -> list[_Found]:
    """Those under which fewest groups stand, VISITS groups in all; one at least. Of equals the first by name."""
    if sum(len(numbers) for numbers, _ in found) <= VISITS:
        return found
    taken: list[_Found] = []
    visits = 0
    for size, alike in groupby(sorted(found, key=_size), key=_size):
        level = list(alike)
        if visits + size * len(level) > VISITS:
            level.sort(key=lambda item: str(item[1]))
            fitting = (VISITS - visits) // size
            return [*taken, *level[: fitting if taken else max(1, fitting)]]
        taken += level
        visits += size * len(level)
    return taken


def _size(found: _Found) -> int:
    return len(found[0])


def _parts(profile: Profile, *, widen: bool = False) -> _Parts:
    """widen: for looking up, the neighbouring days, map cells and kindred types as well."""
    types = frozenset(profile.types)
    return _Parts(
        types=frozenset(t for own in types for t in kin(own)) if widen else types,
        days=_days(profile, widen),
        places=_places(profile, widen),
        months=frozenset({m for m, _ in profile.partials} | {m for d in profile.days for m in _months(d)}),
        parties=profile.parties,
    )


@lru_cache(maxsize=16384)
def _months(interval: Days) -> frozenset[int]:
    """The months of an interval, for what gives a month without a year; none for more than a quarter."""
    if interval.last - interval.first > _LONGEST:
        return frozenset()
    return frozenset(dt.date.fromordinal(o).month for o in (interval.first, interval.last))


def _days(profile: Profile, widen: bool) -> frozenset[int]:
    """Exact days as they are; intervals by their weeks (negative numbers)."""
    step = (-1, 0, 1) if widen else (0,)
    days = {day + s for day in profile.exact for s in step}
    for interval in profile.days:
        if interval.last - interval.first <= _LONGEST:
            days |= {-week for week in range((interval.first - widen) // 7, (interval.last + widen) // 7 + 1)}
    return frozenset(days)


def _places(profile: Profile, widen: bool) -> frozenset[str]:
    """Gazetteer IDs, and cells of one degree of latitude and longitude."""
    found = set(profile.places)
    for place, _ in profile.places.values():
        if place.lat is not None and place.lon is not None:
            found |= _cells(int(place.lat // 1), int(place.lon // 1), widen)
    return frozenset(found)


@lru_cache(maxsize=16384)
def _cells(lat: int, lon: int, widen: bool) -> frozenset[str]:
    step = (-1, 0, 1) if widen else (0,)
    return frozenset(f"{lat + a}/{lon + b}" for a in step for b in step)
