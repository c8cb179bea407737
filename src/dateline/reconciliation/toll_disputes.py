"""Disputes about how many were harmed, and who they were."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from dateline.model import Dispute, HarmKind, Place, PlacePrecision
from dateline.reconciliation.accounts import Account, make_dispute
from dateline.reconciliation.compare import NEAR_KM, kilometres, places_agree
from dateline.reconciliation.nodes import COMMUNITY_SECTORS, Node
from dateline.reconciliation.profiles import PRECISE
from dateline.reconciliation.tolls import READ, Figure, figures, scope_of
from dateline.reference.actors import classify

ROUNDING = 0.1  # figures within a tenth of each other are one figure, rounded
_FLED = frozenset({HarmKind.DISPLACED, HarmKind.EVACUATED})
_MANY = 25  # from here on counts that differ by a tenth are too near to be told apart; below, each is a count
_ONE_TOWN = 0.9  # of `places_agree`
_MOST_NUMBERS = 40  # numbers that each one is held against
_MOST_OF_ONE = 20  # figures of one number that are held against those of another
_Of = TypeVar("_Of")


def toll_dispute(account: Account, kind: HarmKind) -> Dispute | None:
    """Figures for the same people at the same time, from different origins, that exclude each other."""
    by_scope: defaultdict[str, list[Figure]] = defaultdict(list)
    told = figures(account.nodes, kind, account.sources)
    if kind is HarmKind.DISPLACED:  # whoever is moved out is displaced
        told += figures(account.beside, kind, account.sources)
        told += figures(account.around.moved_out, HarmKind.EVACUATED, account.sources)
    for figure in told:
        if figure.origin != "rumour" and not _adds(figure):
            by_scope[_one_form(_scope(figure))].append(figure)
    at_odds: dict[str, list[Node]] = {}
    shown: dict[tuple[str, int, int, bool], str] = {}  # "nine" and "9" are one number
    for scope in sorted(by_scope):
        numbers = _at_odds(by_scope[scope], account.prolonged)
        for figure in sorted((f for f in by_scope[scope] if (f.low, f.high) in numbers), key=lambda f: f.node.order):
            text = " ".join(filter(None, (figure.harm.words.lower(), _scope(figure))))
            text = shown.setdefault((scope, figure.low, figure.high, figure.open), text)
            at_odds.setdefault(text, []).append(figure.node)
    reason = "different origins give figures for the same people at the same time that exclude each other"
    return make_dispute(kind.value, at_odds, reason, account.sources)


def _scope(figure: Figure) -> str:
    """Whom a figure counts; who flees is counted as residents, civilians or people alike."""
    fled = figure.harm.kind in _FLED and _who_is_hurt(figure.scope) is False
    return "" if fled else figure.scope


def _one_form(scope: str) -> str:
    """ "Civilian" as "civilians"."""
    return " ".join(word.removesuffix("s") for word in scope.split())


def _at_odds(counted: Sequence[Figure], prolonged: bool) -> set[tuple[int, int]]:
    """The numbers that exclude another one.

    Every number is held against the least and the greatest of them (up to _MOST_NUMBERS), so that no report is left
    out for its place in a list of hundreds.
    """
    told: defaultdict[tuple[int, int, bool], list[Figure]] = defaultdict(list)
    for figure in _whole_counts(counted):
        told[figure.low, figure.high, figure.open].append(figure)
    numbers = [_unlike(told[key]) for key in sorted(told)]
    extremes = _ends(numbers, _MOST_NUMBERS)
    return {
        (ours[0].low, ours[0].high)
        for ours in numbers
        if any(_exclude(a, b, prolonged) for theirs in extremes for a in ours for b in theirs)
    }


def _whole_counts(counted: Sequence[Figure]) -> list[Figure]:
    """Of what one origin gives in one report the largest: the others are parts of it or earlier counts.

    Two figures that add up to a third of their report are its parts and are left out.
    """
    kept: defaultdict[str, dict[tuple[str, int, int, bool], Figure]] = defaultdict(dict)
    for figure in counted:
        kept[figure.node.claim.report].setdefault((figure.origin, figure.low, figure.high, figure.open), figure)
    whole: list[Figure] = []
    for report in sorted(kept):
        told = list(kept[report].values())
        largest: dict[str, int] = {}
        for one in told:
            largest[one.origin] = max(largest.get(one.origin, 0), one.low)
        totals = {one.low for one in told}
        parts = {n for a, b in combinations(told, 2) if a.low + b.low in totals for n in (a.low, b.low)}
        whole += [one for one in told if one.low == largest[one.origin] and one.low not in parts]
    return whole


def _unlike(figures: Sequence[Figure]) -> list[Figure]:
    """Of figures of one number those that differ in who gives them, when, or of whom: the earliest and the latest."""
    found: dict[object, Figure] = {}
    for figure in figures:
        node, harm = figure.node, figure.harm
        when = (figure.day, node.days, node.partial, harm.running_total)
        found.setdefault((figure.origin, when, frozenset(_country(node)), harm.vague), figure)
    return _ends(sorted(found.values(), key=lambda f: (f.day, f.origin, f.node.order)), _MOST_OF_ONE)


def _ends(ordered: list[_Of], most: int) -> list[_Of]:
    """All, or where there are too many those at both ends."""
    return ordered if len(ordered) <= most else [*ordered[: most // 2], *ordered[-(most // 2) :]]


def _exclude(one: Figure, other: Figure, prolonged: bool) -> bool:
    if one.origin == other.origin or not _same_time(one, other, prolonged) or _of_other_countries(one, other):
        return False
    low, high = sorted((one, other), key=lambda f: (f.low, f.high))
    if one.harm.kind in _FLED and _of_other_areas(low, high):
        return False
    if one.harm.kind in _FLED and not (one.harm.vague or other.harm.vague):
        return 2 * low.high < high.low  # counted by so many that "more than" closes nothing; a half is more than news
    if low.open or high.low <= low.high or (prolonged and 2 * low.high < high.low):
        return False  # of days of fighting, a figure under half of another counts a part
    if high.day > low.day > 0 and high.node.claim.report != low.node.claim.report:
        return False  # a later, higher figure is an update
    return high.low - low.high > ROUNDING * high.low or not _is_rounded(low.high, high.low)


def _is_rounded(low: int, high: int) -> bool:
    """Whether one of two figures may be the other, rounded: 46,000 and 46,230, 20 and 21; not 21 and 23."""
    return high >= _MANY or any(
        round(a, -n) == b for a, b in ((low, high), (high, low)) for n in range(1, len(str(b))) if not b % 10**n
    )


_MORE = re.compile(r"\b(?:another|(?<!or )more|additional|further|new|others?)\b(?! than)", re.IGNORECASE)


def _adds(figure: Figure) -> bool:
    """Whether it counts only those who come on top of others: "another 12", "12 additional deaths".

    In "one was killed and four more hurt" the four are all that were.
    """
    sentence = figure.node.claim.sentence
    if len({h.kind for h in figure.node.claim.harms}) > 1:
        return False
    for evidence in figure.harm.evidence[:1]:
        after = sentence.quote[evidence.end - sentence.start :].split(" ", 2)
        return _MORE.search(" ".join((evidence.quote, *after[:2]))) is not None
    return False


def _of_other_countries(one: Figure, other: Figure) -> bool:
    """Whether the claims tell of the people of two countries: of a war of two states each has its own dead."""
    ours, theirs = (_country(f.node) for f in (one, other))
    return bool(ours and theirs) and not ours & theirs


def _of_other_areas(low: Figure, high: Figure) -> bool:
    """Whether two counts of those who fled are of two towns, or the lower one of a town in the other's province."""
    ours, theirs = low.node.place, high.node.place
    if ours is None or theirs is None:
        return False
    towns = ours.precision in PRECISE and theirs.precision in PRECISE
    part = ours.precision in PRECISE and theirs.precision is PlacePrecision.PROVINCE
    return not places_agree(ours, theirs) or part or (towns and places_agree(ours, theirs) < _ONE_TOWN)


def _country(node: Node) -> set[str]:
    """The countries of those harmed, as far as the claim says; else that of its place."""
    told = {ref.country for ref in node.claim.recipients if ref.country}
    place = node.place.country if node.place is not None else None
    return told or ({place} if place else set())


def _same_time(one: Figure, other: Figure, prolonged: bool) -> bool:
    """Over days of fighting only figures of one day can exclude each other, and counts of the displaced where a day is
    unknown; of a single incident all can."""
    if one.node.claim.report == other.node.claim.report:
        undated = one.node.days is None and other.node.days is None
        return one.harm.running_total == other.harm.running_total or undated or not prolonged
    if not prolonged:
        return True
    if one.harm.kind in _FLED and 0 in (one.day, other.day):
        return True
    return one.day == other.day != 0 or bool(_dates(one) & _dates(other))


def _dates(figure: Figure) -> set[tuple[int, int]]:
    """Month and day of a figure: of the claim's own day, else of its report."""
    node = figure.node
    if node.partial is not None:
        return {node.partial} if node.partial[1] else set()
    day = node.days.first if node.days is not None and node.days.exact else figure.day
    date = dt.date.fromordinal(day) if day else None
    return {(date.month, date.day)} if date else set()


# -- where ----------------------------------------------------------------------------------------------------------

_SEVERAL = 3  # fewer dead are as many here as there by chance


def where_killed_dispute(account: Account) -> Dispute | None:
    """In days of fighting: one source's same dead, whom one report has fall in one place and another in another."""
    told: defaultdict[tuple[str, str, int], list[Node]] = defaultdict(list)
    for node in account.nodes if account.prolonged else ():
        source = account.sources.of(node.claim)
        if source is None or source.narration or node.place is None:
            continue
        for harm in node.claim.harms:
            exact = harm.minimum if harm.minimum == harm.maximum else None
            if harm.kind is HarmKind.KILLED and exact is not None and exact >= _SEVERAL:
                told[source.key, _one_form(scope_of(harm)), exact].append(node)
    for key in sorted(told):
        spots: defaultdict[Place | None, dict[str, Node]] = defaultdict(dict)
        for node in told[key]:
            if len(spots[node.place]) < 2:
                spots[node.place].setdefault(node.claim.report, node)
        two = [n for of_reports in spots.values() for n in of_reports.values()]
        apart = [n for n in told[key] if any(_elsewhere(n, other) for other in two)]
        values: dict[str, list[Node]] = {}
        for node in apart:
            values.setdefault(node.place.name if node.place else "", []).append(node)
        reason = f"{key[2]} dead of one source, in one place by one report and in another by another"
        if (found := make_dispute("where killed", values, reason)) is not None:
            return found
    return None


def _elsewhere(one: Node, other: Node) -> bool:
    if one.place is None or other.place is None or one.claim.report == other.claim.report:
        return False
    km = kilometres(one.place, other.place)
    return places_agree(one.place, other.place) == 0 and (km is None or km > NEAR_KM)


# -- to whom --------------------------------------------------------------------------------------------------------

_FIGHTING = frozenset({"MIL", "REB", "UAF", "SPY", "COP"})


def victims_dispute(account: Account) -> Dispute | None:
    """One source has as many fighters dead or hurt as another has civilians: the same people, told of otherwise."""
    if account.prolonged:
        return None
    for kind in READ:
        told = [
            figure
            for figure in figures(account.nodes, kind, account.sources)
            if figure.origin != "rumour" and not figure.harm.vague and _who_is_hurt(figure.scope) is not None
        ]
        values: dict[str, list[Node]] = {}
        for figure in _told_as_both(told):
            values.setdefault(figure.scope, []).append(figure.node)
        if values:
            reason = "the same number, fighters by one source and civilians by another"
            return make_dispute("recipients", values, reason, account.sources)
    return None


def _told_as_both(told: Sequence[Figure]) -> list[Figure]:
    """Figures whose number one origin gives for fighters and another for civilians; who tells of both is left out."""
    sides: defaultdict[str, set[bool | None]] = defaultdict(set)
    for figure in told:
        sides[figure.origin].add(_who_is_hurt(figure.scope))
    one_sided = [f for f in told if len(sides[f.origin]) == 1]
    numbers: defaultdict[int, set[bool | None]] = defaultdict(set)
    for figure in one_sided:
        numbers[figure.low] |= sides[figure.origin]
    return [f for f in one_sided if len(numbers[f.low]) > 1]


@lru_cache(maxsize=4096)
def _who_is_hurt(scope: str) -> bool | None:
    """Whether the words name fighters; None where they do not tell."""
    sector = classify(scope).sector if scope else None
    return True if sector in _FIGHTING else False if sector in COMMUNITY_SECTORS else None
