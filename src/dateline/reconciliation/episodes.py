"""Days of fighting told as one: the larger events that incidents are parts of.

A battle shows in claims of clashes (parties without direction), of fighting that goes on, or of several days. Only such
an umbrella gathers other groups: two nights of shelling that nobody tells as one stay two events. What it gathers must
fall in its days, have its sides, and lie where it lies; every group is held against the umbrella's own founder, so that
a war does not become one event link by link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import ClaimRef
from dateline.reconciliation.candidates import Index
from dateline.reconciliation.compare import kilometres, over_before, places_agree, story
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.nodes import Days, in_year, named
from dateline.reconciliation.profiles import PRECISE, PROLONGED, Profile, specificity
from dateline.reconciliation.ties import parted, tied

_FRONT_KM = 150.0  # how far apart two sides may fight in what reporters tell as one fighting
_BORDER_KM = 400.0  # the same along the border of two states at war with each other
_REGION_KM = 100.0  # from the middle of a province to a place in or beside it
_SAME_STORY = 0.5
_GAP = 2  # days without news that a battle survives
_REPORT_LAG = 3  # days after the last one within which an undated report still tells of it
_LONGEST = 45  # days; longer than that is a war, which is no event


@dataclass(slots=True)
class Episode:
    """A happening with the smaller ones that belong to it. parts: groups gathered under it, itself not included."""

    whole: Profile
    parts: list[Profile] = field(default_factory=list)
    prolonged: bool = False

    @property
    def lasts(self) -> bool:
        """Whether it is days of fighting, as far as anyone says: not a clash of one day."""
        hull = self.whole.hull()
        return self.prolonged and (hull is None or hull.first < hull.last or bool(self.whole.partials))


def gather(groups: Sequence[Profile], decided: Constraints[ClaimRef] | None = None) -> list[Episode]:
    """Every group by itself, or under the battle it is a part of; sorted by the earliest claim.

    decided: what people said is another happening, and so no part of the battle.
    """
    decided = decided or Constraints()
    umbrellas = sorted((g for g in groups if _is_umbrella(g)), key=_weight)
    taken = {id(g) for g in umbrellas}
    founded: list[tuple[Profile, Episode]] = []
    index = Index()
    for group in umbrellas:
        _place(group, founded, index, decided, umbrella=True)
    rest: list[Episode] = []
    for group in sorted((g for g in groups if id(g) not in taken), key=_weight):
        if group.type not in PROLONGED or not _place(group, founded, index, decided, umbrella=False):
            rest.append(Episode(group))
    return sorted([e for _, e in founded] + rest, key=lambda e: e.whole.first)


def _weight(group: Profile) -> tuple[int, int, int, tuple[str, int, str]]:
    return (-len(group.reports), -max(map(specificity, group.nodes)), -len(group.nodes), group.first)


def _is_umbrella(group: Profile) -> bool:
    """Whether a group tells of days of fighting; not of a war, nor of fighting that nobody places."""
    hull = group.hull()
    war = hull is not None and hull.last - hull.first > _LONGEST
    return group.type in PROLONGED and group.tells_of_days and not war and bool(group.places)


def _place(
    group: Profile,
    founded: list[tuple[Profile, Episode]],
    index: Index,
    decided: Constraints[ClaimRef],
    *,
    umbrella: bool,
) -> bool:
    """Put the group under the first battle that it belongs to; an umbrella founds one where there is none.

    What could be a part of two battles, having no date, is put under neither, unless it lies where only one is fought.
    """
    fitting = [n for n in sorted(index.near(group)) if belongs(group, *founded[n], umbrella)]
    if decided:
        refs = [n.ref for n in group.nodes]
        fitting = [n for n in fitting if not decided.bars(refs, {m.ref for m in founded[n][1].whole.nodes})]
    if len(fitting) > 1 and group.hull() is None and not group.partials:
        fitting = [n for n in fitting if _same_spot(group, founded[n][0])]
        fitting = fitting if len(fitting) == 1 else []
    if fitting:
        episode = founded[fitting[0]][1]
        episode.parts.append(group)
        episode.whole.absorb(group)
        index.put(fitting[0], episode.whole)
        return True
    if umbrella:
        whole = Profile(group.nodes)
        founded.append((group, Episode(whole, prolonged=True)))
        index.put(len(founded) - 1, whole)
    return umbrella


def belongs(group: Profile, founder: Profile, episode: Episode, umbrella: bool) -> bool:
    """Whether a group is a part of the battle: in its days, between its sides, where it is.

    Two umbrellas may have quiet days between them; an incident falls on a day of the battle, or on the day before or
    after it in a report that tells both.
    """
    whole = episode.whole
    if (
        group.type is not founder.type
        or parted(group, founder)
        or not _in_days(group, whole, _gap(group, whole, umbrella))
    ):
        return False
    ours, theirs = _sides(group), _sides(whole)
    shared = ours & theirs
    if ours and theirs and not shared:
        return False
    front = _FRONT_KM if len(theirs) > 1 and bool(ours) and ours <= theirs else 0.0
    if front and len({k for k in theirs if k[0] == "s"}) > 1:
        front = _BORDER_KM
    return _on_the_spot(group, founder, front=front, known=bool(shared))


def _gap(group: Profile, whole: Profile, umbrella: bool) -> int:
    return _GAP if umbrella else int(bool(group.reports & whole.reports))


def _in_days(group: Profile, whole: Profile, gap: int) -> bool:
    ours, theirs = group.hull(), whole.hull()
    if theirs is not None and group.partials:
        return ours is None and _partial_fits(group, theirs, gap)
    if ours is None or theirs is None:
        return _undated_fits(group, whole, ours or theirs)
    joined = Days(min(ours.first, theirs.first), max(ours.last, theirs.last))
    sharp = all(h.last - h.first < _LONGEST for h in (ours, theirs))
    return ours.gap(theirs) <= gap and (joined.last - joined.first <= _LONGEST or not sharp)


def _partial_fits(group: Profile, known: Days, gap: int) -> bool:
    """Whether months or days without a year fall into the battle, in its own year."""
    years = {dt.date.fromordinal(day).year for day in (known.first, known.last)}
    return all(any((d := in_year(p, y)) is not None and d.gap(known) <= gap for y in years) for p in group.partials)


def _undated_fits(group: Profile, whole: Profile, known: Days | None) -> bool:
    """An undated telling: tied to the battle in a report that tells it, or published during it or just after.

    What was told before a dated battle began is no part of it.
    """
    theirs = whole.hull()
    before = theirs is not None and group.hull() is None and bool(group.news) and min(group.news) < theirs.first - 1
    if before or over_before(group, whole) or over_before(whole, group):
        return False
    if group.reports & whole.reports:
        return tied(group, whole)
    if group.past or whole.past or story(group, whole) < _SAME_STORY:
        return False
    if whole.hull() is None and (group.hull() is not None or not whole.places.keys() & group.places.keys()):
        return False  # what nobody dates gathers nothing from other reports but what lies in the same place
    if not group.news or not whole.news:
        return True
    news = (group if group.hull() is None else whole).news
    if known is None:
        return bool(group.news and whole.news) and min(abs(a - b) for a in group.news for b in whole.news) <= _GAP
    return any(known.first <= day <= known.last + _REPORT_LAG for day in news)


def _sides(group: Profile) -> set[str]:
    """The fighting sides that can be told apart: states, and the rebels of a country."""
    return {k for k in named(group.parties) if k[0] in "sg"}


def _same_spot(group: Profile, founder: Profile) -> bool:
    ours, theirs = ([p for p, _ in g.places.values()] for g in (group, founder))
    return any(places_agree(a, b) >= 0.6 for a in ours for b in theirs)


def _on_the_spot(group: Profile, founder: Profile, *, front: float, known: bool) -> bool:
    """Near enough: 60 km, inside one another, or along one front of the same two sides; unknown with a side shared.

    front: kilometres along which these sides may fight, 0 where they are not the battle's.
    """
    if _same_spot(group, founder):
        return True
    ours, theirs = ([p for p, _ in g.places.values()] for g in (group, founder))
    precise = [[p for p in places if p.precision in PRECISE] for places in (ours, theirs)]
    if not all(precise):
        near = any((km := kilometres(a, b)) is not None and km <= _REGION_KM for a in ours for b in theirs)
        return known or near or not (ours and theirs)
    distances = [km for a in precise[0] for b in precise[1] if (km := kilometres(a, b)) is not None]
    return bool(distances) and min(distances) <= front


def shown_parts(episode: Episode) -> list[Profile]:
    """The parts that are told as happenings of their own: a day, a place of their own, and harm done there."""
    places = {key for key, count in _place_counts(episode.whole) if count == _top(episode.whole)}
    return [
        part
        for part in episode.parts
        if not _is_umbrella(part)
        and part.exact
        and part.harms
        and part.precise_places()
        and not part.places.keys() & places
    ]


def _place_counts(group: Profile) -> list[tuple[str, int]]:
    return [(key, count) for key, (_, count) in sorted(group.places.items())]


def _top(group: Profile) -> int:
    return max((count for _, count in _place_counts(group)), default=0)
