"""Which groups are worth comparing: an inverted index over type, day, place and party.

The work of one look-up is bounded (rare keys first, VISITS entries at most, BEST groups returned), so that
reconciliation grows with the number of claims and not with its square, however many claims one front line draws.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from dateline.reconciliation.nodes import Days
from dateline.reconciliation.profiles import Profile, place_key
from dateline.reference.kinship import kin

VISITS = 600
BEST = 24
_LONGEST = 62  # days; a longer interval is indexed by its parties and places alone
_COMBINED, _SINGLE = 3, 1


class Index:
    """Groups by their keys. `put` again after a group grew: keys that are there already are not added twice."""

    def __init__(self) -> None:
        self._groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._known: defaultdict[int, set[Hashable]] = defaultdict(set)

    def put(self, number: int, profile: Profile) -> None:
        known = self._known[number]
        for key, _ in _keys(profile, widen=False):
            if key not in known:
                known.add(key)
                self._groups[key].append(number)

    def near(self, profile: Profile) -> list[int]:
        """Numbers of the groups that share most with the profile, best first."""
        found = {key: weight for key, weight in _keys(profile, widen=True) if key in self._groups}
        votes: Counter[int] = Counter()
        visits = 0
        for key in sorted(found, key=lambda k: (len(self._groups[k]), str(k))):
            numbers = self._groups[key]
            visits += len(numbers)
            if visits > VISITS and votes:
                break
            for number in numbers[-VISITS:]:
                votes[number] += found[key]
        return [n for n, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:BEST]]


def _keys(profile: Profile, *, widen: bool) -> Iterator[tuple[Hashable, int]]:
    """Keys with their weights. widen: for looking up, the neighbouring days, map cells and kindred types as well."""
    types = {t for own in profile.types for t in kin(own)} if widen else set(profile.types)
    days = _days(profile, widen)
    places = _places(profile, widen)
    months = sorted({month for month, _ in profile.partials} | {m for d in profile.days for m in _months(d)})
    parties = sorted(set(profile.actors) | set(profile.recipients))
    for kind in sorted(types):
        for party in parties:
            yield (kind, "a", party), _SINGLE
            for day in days:
                yield (kind, "da", day, party), _COMBINED
            for place in places:
                yield (kind, "pa", place, party), _COMBINED
        for place in places:
            yield (kind, "p", place), _SINGLE
            for day in days:
                yield (kind, "dp", day, place), _COMBINED
        for day in days:
            yield (kind, "d", day), _SINGLE
        for month in months:
            yield (kind, "m", month), _SINGLE


def _months(interval: Days) -> set[int]:
    """The months of an interval, for what gives a month without a year; none for more than a quarter."""
    if interval.last - interval.first > _LONGEST:
        return set()
    return {dt.date.fromordinal(o).month for o in (interval.first, interval.last)}


def _days(profile: Profile, widen: bool) -> list[int]:
    """Exact days as they are; intervals by their weeks (negative numbers)."""
    step = (-1, 0, 1) if widen else (0,)
    days = {day + s for day in profile.exact for s in step}
    for interval in profile.days:
        if interval.last - interval.first <= _LONGEST:
            days |= {-week for week in range((interval.first - widen) // 7, (interval.last + widen) // 7 + 1)}
    return sorted(days)


def _places(profile: Profile, widen: bool) -> list[str]:
    """Gazetteer IDs, and cells of one degree of latitude and longitude."""
    step = (-1, 0, 1) if widen else (0,)
    found = set(profile.places)
    for place, _ in profile.places.values():
        found.add(place_key(place))
        if place.lat is not None and place.lon is not None:
            lat, lon = int(place.lat // 1), int(place.lon // 1)
            found |= {f"{lat + a}/{lon + b}" for a in step for b in step}
    return sorted(found)
