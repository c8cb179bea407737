"""Whether two groups of claims tell one happening: a score with its parts, or the reason why they cannot.

Each part runs from 0 to 1. What is unknown on either side counts as NEUTRAL for time, place and parties, and is left
out for the rest: not to know is no agreement and no contradiction.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.model import EventType, Place, PlacePrecision
from dateline.model.frozen import frozen
from dateline.reconciliation.nodes import Days, named
from dateline.reconciliation.profiles import PRECISE, PROLONGED, Profile
from dateline.reference.kinship import kinship

NEUTRAL = 0.35  # between reports
INSIDE = 0.62  # inside one report: what is not said again is mostly as before
WEIGHTS = {"time": 0.26, "place": 0.20, "parties": 0.26, "words": 0.12, "harm": 0.05, "news": 0.05, "mode": 0.06}
UNDATED = 0.45
UNLIKE = 0.1
STORY_SHARED = 0.6
UNNAMED, NEUTRAL_STORY = 0.25, 0.6  # parties not named, in reports about other and about the same parties
NEAR_KM = 60.0
FAR_KM = 100.0
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN})
_EARTH_DIAMETER_KM = 12742.0
NEXT_DAY = 0.25  # overnight and time zones move a day; what happens daily is not moved without the same harm
_RECURRING = PROLONGED
_SPOKEN = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
_BLAMED = _RECURRING  # who did it may itself be disputed: other parties do not make another event
_MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_SWAPPABLE = frozenset({EventType.ASSAULT, EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


@frozen
class Comparison:
    """score: 0 to 1. parts: name, score, the values compared in words. barred: why they cannot be one, or ""."""

    score: float
    parts: tuple[tuple[str, float, str], ...] = ()
    barred: str = ""


def compare(one: Profile, other: Profile, neutral: float = NEUTRAL, least: float = 0.0) -> Comparison:
    """The two groups compared; symmetric. neutral: what an unknown time, place or party counts as.

    least: a score below it may be given as 0, which spares the rest of the comparison.
    """
    kin = _kin(one, other)
    if kin == 0:
        return Comparison(0.0, barred="types of different families")
    inside = neutral > NEUTRAL
    when, when_words, bar = _time(one, other)
    if inside and when == UNDATED:
        when = None
    if bar:
        return Comparison(0.0, barred=bar)
    harm = _harm(one.harms, other.harms)
    if when == NEXT_DAY and harm != 1.0 and {*one.types, *other.types} & _RECURRING:
        return Comparison(0.0, barred="a second day of what may happen daily")
    where, where_words, km = _place(one, other)
    if km > FAR_KM or (km > NEAR_KM and harm != 1.0 and _words(one.sentences, other.sentences) < 0.6):
        return Comparison(0.0, barred=f"places {km:.0f} km apart")
    if one.modes and other.modes and not one.modes & other.modes and _elsewhere(one, other):
        return Comparison(0.0, barred="by other means in another place")
    if not inside and _incident_in_battle(one, other):
        return Comparison(0.0, barred="an incident with a place of its own inside days of fighting")
    who = _parties(one, other)
    if who == 0 and _each_in_the_others_story(one, other):
        who = STORY_SHARED
    if who == 0 and not {one.type, other.type} <= _BLAMED:
        if not inside or _SPOKEN & {one.type, other.type}:
            return Comparison(0.0, barred="no party in common")
        who = NEUTRAL  # a host or go-between, told of in the same report
    if who is None and not inside:
        who = UNNAMED + (NEUTRAL_STORY - UNNAMED) * story(one, other)
    values = {
        "time": when,
        "place": where,
        "parties": who,
        "words": 1.0,  # at best: to compare them takes longest
        "harm": harm,
        "news": _news(one, other),
        "mode": _mode(one.modes, other.modes),
    }
    if least and _score(kin, values, neutral) < least:
        return _TOO_LITTLE
    values["words"] = _words(one.sentences, other.sentences)
    score = _score(kin, values, neutral)
    if score < least:
        return _TOO_LITTLE
    shared = ", ".join(sorted(one.party_keys[2] & other.party_keys[2]))
    details = {"time": when_words, "place": where_words, "parties": shared}
    return Comparison(score, (("type", kin, ""), *_parts(values, details, neutral)))


def _kin(one: Profile, other: Profile) -> float:
    """The nearest kinship of any two of their types."""
    if len(one.types) == len(other.types) == 1:
        return kinship(one.type, other.type)
    return max(kinship(a, b) for a in one.types for b in other.types)


_TOO_LITTLE = Comparison(0.0)
_ALWAYS = frozenset({"time", "place", "parties"})  # count where they are unknown, too


def _score(kin: float, values: Mapping[str, float | None], neutral: float) -> float:
    total = weight = 0.0
    for name, value in values.items():
        if value is not None or name in _ALWAYS:
            total += WEIGHTS[name] * (neutral if value is None else value)
            weight += WEIGHTS[name]
    return round(total / weight * (0.5 + 0.5 * kin), 4)


def _parts(
    values: Mapping[str, float | None], details: Mapping[str, str], neutral: float
) -> Iterator[tuple[str, float, str]]:
    for name, value in values.items():
        if value is not None:
            yield name, round(value, 3), details.get(name, "")
        elif name in _ALWAYS:
            yield name, round(neutral, 3), details.get(name) or "unknown"


# -- when -----------------------------------------------------------------------------------------------------------


def _time(one: Profile, other: Profile) -> tuple[float | None, str, str]:
    """Score, the values in words, and the bar if the days exclude each other."""
    if one.exact and other.exact:
        if (widest := one.days_apart(other)) > 1:
            return 0.0, "", f"days {widest} apart"
        shared = not one.exact.isdisjoint(other.exact)
        return (1.0, "same day", "") if shared else (NEXT_DAY, "neighbouring days", "")
    if over_before(one, other) or over_before(other, one):
        return 0.0, "", "over before the other happened"
    ours, theirs = one.hull(), other.hull()
    if ours is not None and theirs is not None:
        return _intervals(ours, theirs)
    if one.partials or other.partials:
        return _without_year(one, other)
    if ours is None and theirs is None:
        return None, "", ""
    dated, undated = (one, other) if ours is not None else (other, one)
    if dated.past and not undated.past:
        return UNLIKE, "background beside news", ""
    known = ours or theirs
    assert known is not None
    return _undated(known, undated)


def over_before(one: Profile, other: Profile) -> bool:
    """Whether one is told without a day but as over by a day that is too early for every day of the other."""
    return not one.exact and one.latest is not None and bool(other.exact) and min(other.exact) - one.latest > 1


def _without_year(one: Profile, other: Profile) -> tuple[float | None, str, str]:
    """A month or a day without its year: it fits what fell in that month or on that day."""
    ours, theirs = _months(one), _months(other)
    if not ours or not theirs:
        return None, "", ""
    fits = [a for a in ours for b in theirs if a[0] == b[0] and (a[1] == b[1] or 0 in (a[1], b[1]))]
    if not fits:
        return 0.0, "", "another month or day"
    return (0.7 if any(day for _, day in fits) else 0.55), "the same month or day, a year not given", ""


def _months(profile: Profile) -> set[tuple[int, int]]:
    """Month and day (0: any) of what is dated, with or without its year; nothing for more than a quarter of a year."""
    found = set(profile.partials)
    hull = profile.hull()
    if hull is not None and hull.last - hull.first <= 100:
        days = [dt.date.fromordinal(o) for o in {hull.first, hull.last, *range(hull.first, hull.last, 28)}]
        exact = hull.first == hull.last
        found |= {(d.month, d.day if exact else 0) for d in days}
    return found


def _intervals(ours: Days, theirs: Days) -> tuple[float, str, str]:
    gap = ours.gap(theirs)
    if gap > 1:
        return 0.0, "", f"times {gap} days apart"
    longest = max(ours.last - ours.first, theirs.last - theirs.first)
    if gap == 1:
        return NEXT_DAY, "times touch", ""
    return (0.8 if longest <= 7 else 0.65 if longest <= 31 else 0.45), "times overlap", ""


def _undated(known: Days, undated: Profile) -> tuple[float | None, str, str]:
    """An undated claim beside a dated one: its report can only tell what had happened by then, mostly news."""
    if not undated.news:
        return UNDATED, "undated, in an undated report", ""
    late = max(undated.news) - known.last
    if max(undated.news) < known.first - 1:
        return 0.0, "", "published before the other happened"
    if undated.past:
        return NEUTRAL, "background", ""
    score = 0.7 if late <= 1 else 0.5 if late <= 4 else 0.3 if late <= 10 else 0.05
    if undated.type is EventType.AGREE:
        score = max(score, NEUTRAL)  # what was agreed is told again for months
    return score, f"undated, published {max(late, 0)} days later", ""


def _news(one: Profile, other: Profile) -> float | None:
    """How near the reports were published: for what is undated, and not told as background."""
    if not one.news or not other.news or one.past or other.past or (one.hull() and other.hull()):
        return None
    gap = min(abs(a - b) for a in one.news for b in other.news)
    return 1.0 if gap <= 1 else 0.7 if gap <= 3 else 0.4 if gap <= 10 else 0.0


# -- where ----------------------------------------------------------------------------------------------------------


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return _great_circle(one.lat, one.lon, other.lat, other.lon)


@lru_cache(maxsize=65536)
def _great_circle(*degrees: float) -> float:
    la, lo, lb, lp = map(math.radians, degrees)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, h)))


def _place(one: Profile, other: Profile) -> tuple[float | None, str, float]:
    """Score, the values in words, and the kilometres between the farthest precise places (0 where they share one)."""
    if not one.places or not other.places:
        return None, "", 0.0
    shared = sorted(one.places.keys() & other.places.keys())
    best, words = 0.0, ""
    if shared:
        place = one.places[shared[0]][0]
        best, words = (0.5 if place.precision is PlacePrecision.COUNTRY else 1.0), place.name
    for a, _ in one.places.values():
        for b, _ in other.places.values():
            score = places_agree(a, b)
            if score > best:
                best, words = score, f"{a.name} / {b.name}"
    precise = [d for a in one.precise_places() for b in other.precise_places() if (d := kilometres(a, b)) is not None]
    far = max(precise, default=0.0)
    return best, words, far


def _elsewhere(one: Profile, other: Profile) -> bool:
    """Whether each names places within countries, and none of the one agrees with any of the other."""
    ours, theirs = ([p for p, _ in g.places.values() if p.precision not in _WIDE] for g in (one, other))
    return bool(ours and theirs) and not any(places_agree(a, b) for a in ours for b in theirs)


def places_agree(a: Place, b: Place) -> float:
    """1 for one place, less for near ones and for a place inside another, 0 for different ones."""
    if a.id is not None and a.id == b.id:
        return 0.5 if a.precision is PlacePrecision.COUNTRY else 1.0
    if a.precision in PRECISE and b.precision in PRECISE:
        km = kilometres(a, b)
        if km is None:
            return 0.0
        return 0.9 if km <= 15 else 0.75 if km <= 30 else 0.6 if km <= NEAR_KM else 0.0
    same_country = not (a.country and b.country and a.country != b.country)
    if PlacePrecision.COUNTRY in (a.precision, b.precision):
        return 0.45 if same_country else 0.3
    if not same_country:
        return 0.0
    if a.admin1 and b.admin1:
        return 0.65 if a.admin1 == b.admin1 else 0.0
    km = kilometres(a, b)
    return 0.5 if km is not None and km <= FAR_KM else 0.2


def _incident_in_battle(one: Profile, other: Profile) -> bool:
    """Whether one tells of days of fighting and the other of a day's incident elsewhere in it: a part, not the same."""
    if one.tells_of_days == other.tells_of_days or not {one.type, other.type} <= PROLONGED:
        return False
    return bool(one.precise_places() and other.precise_places()) and not one.places.keys() & other.places.keys()


# -- who ------------------------------------------------------------------------------------------------------------


def _parties(one: Profile, other: Profile) -> float | None:
    """Same roles count fully; the same two the other way round nearly; anyone in common at all a little.

    None where one of the two names nobody in particular ("the forces", "residents").
    """
    actors, recipients, parties = one.party_keys
    their_actors, their_recipients, their_parties = other.party_keys
    pooled = _side(parties, their_parties)
    if pooled is None:
        return None
    straight = _mean(_side(actors, their_actors), _side(recipients, their_recipients))
    if one.type in _SPOKEN:
        turned = _bodies((actors & their_recipients) | (recipients & their_actors))
        if turned and not _bodies((actors & their_actors) | (recipients & their_recipients)):
            return 0.0  # "X blamed Y", "Y accused Z": each its own
        return straight if straight is not None else NEUTRAL * pooled
    if one.type in _SWAPPABLE or other.type in _SWAPPABLE:
        crossed = _mean(_side(actors, their_recipients), _side(recipients, their_actors))
        return max(straight or 0.0, 0.9 * (crossed or 0.0), 0.8 * pooled)
    return max(straight or 0.0, 0.6 * pooled)


def _bodies(keys: frozenset[str]) -> bool:
    """Whether one of the keys is somebody named."""
    return any(key.startswith("e:") for key in keys)


def _mean(left: float | None, right: float | None) -> float | None:
    known = [x for x in (left, right) if x is not None]
    return sum(known) / len(known) if known else None


@lru_cache(maxsize=65536)
def _side(one: frozenset[str], other: frozenset[str]) -> float | None:
    """How well two sets of party keys agree; None where they cannot be compared."""
    shared = one & other
    ours, theirs = named(one), named(other)
    if shared & ours:
        best = max(_STRENGTH[key[0]] for key in shared & ours)
        sides = [{k for k in keys if k[0] != "e"} or keys for keys in (ours, theirs)]
        covered = len(sides[0] & sides[1]) / max(1, min(len(sides[0]), len(sides[1])))
        return best * (0.6 + 0.4 * min(1.0, covered))
    if shared:
        return 0.5
    kinds = [{k[0] for k in keys if k[0] in "sg"} or {k[0] for k in keys} for keys in (ours, theirs)]
    return 0.0 if ours and theirs and bool(kinds[0] & set("sg")) == bool(kinds[1] & set("sg")) else None


_STRENGTH = {"e": 1.0, "s": 0.9, "g": 0.6}


def _each_in_the_others_story(one: Profile, other: Profile) -> bool:
    """Of what two do together each claim may name but one, where its report is about the other as well."""
    if not {one.type, other.type} <= _MUTUAL:
        return False
    ours, theirs = ({k for k in named(p.parties) if k[0] != "e"} for p in (one, other))
    return bool(ours and theirs) and ours <= other.story and theirs <= one.story


def story(one: Profile, other: Profile) -> float:
    """Whether the reports are about the same parties: the share of the shorter list that the longer one has."""
    least = min(len(one.story), len(other.story))
    return len(one.story & other.story) / least if least else 0.0


# -- the rest -------------------------------------------------------------------------------------------------------


def _words(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> float:
    """Share of the shorter sentence's words that the other has, of the best pair; 0.2 is chance, 0.7 a retelling."""
    best = 0.0
    for a in ours:
        for b in theirs:
            if a and b:
                best = max(best, len(a & b) / min(len(a), len(b)))
    return min(1.0, max(0.0, (best - 0.2) / 0.5))


def _harm(ours: set[tuple[str, int]], theirs: set[tuple[str, int]]) -> float | None:
    """1 where a count is the same; a different count of one kind says little, since tolls move."""
    if ours & theirs:
        return 1.0
    kinds = {kind for kind, _ in ours} & {kind for kind, _ in theirs}
    return 0.3 if kinds else None


def _mode(ours: Collection[str], theirs: Collection[str]) -> float | None:
    if not ours or not theirs:
        return None
    return 1.0 if set(ours) & set(theirs) else 0.2
