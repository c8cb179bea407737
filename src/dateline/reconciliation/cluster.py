"""Claims → groups that tell one happening: first inside each report, then across reports.

Both passes take the fullest claims first, in an order that the input does not change, compare each with whole groups
(never with a single member, so that nothing chains), and put it where it fits best, if it fits.

Groups meet only where their types are kin: a family of types is brought together by itself, as it would be among all.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import ClaimRef, EventType, Judgement
from dateline.reconciliation.candidates import Index
from dateline.reconciliation.compare import INSIDE, Comparison, compare
from dateline.reconciliation.components import Components
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.profiles import Profile, specificity
from dateline.reconciliation.spread import Spread, here
from dateline.reconciliation.ties import parted, tied
from dateline.reference.folding import fold
from dateline.reference.kinship import kin

WITHIN = 0.54  # inside one report: a newsman who tells two like happenings tells them apart
ACROSS = 0.56
AGAIN = 0.64
_FEW = 40
_ONCE = frozenset({EventType.AGREE})
_MARGIN = 0.05
UNSURE = 0.50  # across reports, from here up to ACROSS: kept apart, and written down as unsure


_SENTENCE = 7  # words that a sentence must have to be told by itself
_Words = tuple[EventType, str, str]
_Rank = tuple[int, int, tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Join:
    """A decision about two groups: the first claims of both, and the comparison it rests on."""

    left: str
    right: str
    decision: str
    comparison: Comparison

    def judgement(self) -> Judgement:
        reason = "; ".join(f"{name} {score:.2f}" for name, score, _ in self.comparison.parts)
        return Judgement(
            "event", self.left, self.right, self.decision, self.comparison.score, reason, parts=self.comparison.parts
        )


@dataclass(frozen=True, slots=True)
class Clustered:
    """Groups of claims, sorted by their earliest claim, with the decisions that made them."""

    groups: list[Profile]
    joins: list[Join]


@dataclass(frozen=True, slots=True)
class _Family:
    """The groups of single reports whose types may meet. world: which of those asked for they belong to."""

    world: int
    groups: Sequence[Profile]
    decided: Constraints[ClaimRef]


@dataclass(frozen=True, slots=True)
class _Joined:
    """The groups made of a family, as places among the claims of its groups; the decisions, with what ranks them."""

    groups: Sequence[Sequence[int]]
    joins: Sequence[tuple[_Rank, Join]]
    later: Sequence[tuple[_Rank, Join]]


def cluster_claims(
    worlds: Sequence[Iterable[Node]], decided: Constraints[ClaimRef] | None = None, spread: Spread = here
) -> list[Clustered]:
    """Of each world, whose claims are compared among themselves only, the groups.

    decided: what people said is one happening, and what is not; it stands over every score.
    """
    decided = decided or Constraints()
    families = [
        _Family(world, groups, decided)
        for world, nodes in enumerate(worlds)
        for groups in _families(_united(_local(nodes, decided), decided))
    ]
    claims = [[node for group in family.groups for node in group.nodes] for family in families]
    largest = sorted(range(len(families)), key=lambda n: -len(claims[n]))  # first, so that none waits for it in the end
    made = dict(zip(largest, spread(bring_together, (families[n] for n in largest)), strict=True))
    return [
        _clustered([(claims[n], made[n]) for n, family in enumerate(families) if family.world == world])
        for world in range(len(worlds))
    ]


def _local(nodes: Iterable[Node], decided: Constraints[ClaimRef]) -> list[Profile]:
    """The happenings that each report tells."""
    by_report: dict[str, list[Node]] = {}
    for node in nodes:
        by_report.setdefault(node.claim.report, []).append(node)
    return [group for report in sorted(by_report) for group in within(by_report[report], decided)]


def _families(groups: Sequence[Profile]) -> list[list[Profile]]:
    """The groups by families: types that are kin, directly or by others, or that stand in one group by decision."""
    families = Components[EventType]()
    links = {tuple(group.types) for group in groups} | {kin(kind) for kind in EventType}
    for one, *others in sorted(links):
        for other in others:
            families.join(one, other)
    found: dict[EventType, list[Profile]] = {}
    for group in groups:
        found.setdefault(families.find(group.type), []).append(group)
    return list(found.values())


def bring_together(family: _Family) -> _Joined:
    """The happenings of single reports brought together, twice: grown groups show what their first claims did not."""
    places = {node.ref: at for at, node in enumerate(node for group in family.groups for node in group.nodes)}
    groups, joins = across(family.groups, family.decided)
    again, later = across(groups, family.decided, AGAIN)
    made = [[places[node.ref] for node in group.nodes] for group in again]
    return _Joined(made, joins, [item for item in later if item[1].decision == "same"])


def _clustered(families: Sequence[tuple[Sequence[Node], _Joined]]) -> Clustered:
    """The families of one world together, in the order in which all of it would have been made in one go."""
    groups = [Profile(claims[at] for at in places) for claims, made in families for places in made.groups]
    first = sorted((item for _, made in families for item in made.joins), key=lambda item: item[0])
    later = sorted((item for _, made in families for item in made.later), key=lambda item: item[0])
    return Clustered(sorted(groups, key=lambda p: p.first), [join for _, join in (*first, *later)])


def within(nodes: Sequence[Node], decided: Constraints[ClaimRef]) -> list[Profile]:
    """The happenings that one report tells.

    What says neither when nor where goes on with what the report told last, if something ties it to that.
    """
    groups: list[Profile] = []
    index = Index() if len(nodes) > _FEW else None  # of few groups each is compared with all others
    bare = [n for n in nodes if n.days is None and n.partial is None and n.place is None]
    said = {n.ref for n in bare}
    for node in sorted((n for n in nodes if n.ref not in said), key=lambda n: (-specificity(n), n.order)):
        _put(node, groups, index, decided)
    told = _Told(groups)
    for node in bare:
        _continue(node, groups, told, decided)
    return groups


def _united(groups: Sequence[Profile], decided: Constraints[ClaimRef]) -> list[Profile]:
    """The groups with those made one that hold claims which people say are one happening.

    What stood beside such a claim in its group comes along, unless it must not be with one of the others.
    """
    if not decided:
        return list(groups)
    home = {node.ref: at for at, group in enumerate(groups) for node in group.nodes}
    left: dict[int, list[Node]] = {at: list(group.nodes) for at, group in enumerate(groups)}
    changed: set[int] = set()
    for members in decided.groups:
        known = [m for m in members if m in home]
        into, *others = sorted({home[m] for m in known}) or [-1]
        for other in others:
            kept_from = decided.kept_from(n.ref for n in left[into])
            come = [n for n in left[other] if n.ref in known or n.ref not in kept_from]
            left[other] = [n for n in left[other] if n not in come]
            left[into] += come
            home |= {n.ref: into for n in come}
            changed |= {into, other}
    made = [Profile(left[at]) if at in changed else group for at, group in enumerate(groups)]
    return [group for group in made if group.nodes]


def _barred(one: Profile, other: Profile, decided: Constraints[ClaimRef]) -> bool:
    """Whether people say that some claim of the one is not what some claim of the other tells."""
    return bool(decided) and decided.bars([n.ref for n in one.nodes], {n.ref for n in other.nodes})


def _put(node: Node, groups: list[Profile], index: Index | None, decided: Constraints[ClaimRef]) -> None:
    """Put a claim where it fits best, or by itself."""
    alone = Profile([node])
    numbers: Iterable[int] = range(len(groups)) if index is None or len(groups) <= _FEW else index.near(alone)
    near = [n for n in numbers if alone.days_apart(groups[n]) <= 1 and not parted(alone, groups[n])]
    scored = [(compare(alone, groups[n], INSIDE).score, -n) for n in near if not _barred(alone, groups[n], decided)]
    best, number = max(scored, default=(0.0, 0))
    if best >= WITHIN:
        number = -number
        groups[number].add(node)
    else:
        number = len(groups)
        groups.append(alone)
    if index is not None:
        index.put(number, groups[number])


class _Told:
    """Where in a report each group is told, by type and by whether it is background: (position, group)."""

    def __init__(self, groups: Sequence[Profile]) -> None:
        self._places: defaultdict[tuple[EventType, bool], list[tuple[int, int]]] = defaultdict(list)
        for number, group in enumerate(groups):
            for node in group.nodes:
                self.put(node, group.past, number)

    def put(self, node: Node, past: bool, number: int) -> None:
        insort(self._places[node.type, past], (node.order[1], number))

    def nearest(self, node: Node, past: bool) -> list[int]:
        """Groups told before the claim, the last one first; then those told after it."""
        places = self._places[node.type, past]
        at = bisect_left(places, (node.order[1], 0))
        order = [*reversed(places[max(0, at - _FEW) : at]), *places[at : at + _FEW]]
        return list(dict.fromkeys(number for _, number in order))


def _continue(node: Node, groups: list[Profile], told: _Told, decided: Constraints[ClaimRef]) -> None:
    """Put a bare claim with the claim of its type told last before it that it has something in common with.

    Of a deal a report that tells one tells one, in however many words.
    """
    alone = Profile([node])
    near = told.nearest(node, alone.past)
    only = len(near) == 1 and node.type in _ONCE
    for number in near:
        if _barred(alone, groups[number], decided):
            continue
        if (only or tied(alone, groups[number])) and not compare(alone, groups[number], INSIDE).barred:
            groups[number].add(node)
            told.put(node, alone.past, number)
            return
    groups.append(alone)
    told.put(node, alone.past, len(groups) - 1)


def across(
    local: Sequence[Profile], decided: Constraints[ClaimRef], least: float = ACROSS
) -> tuple[list[Profile], list[tuple[_Rank, Join]]]:
    """The happenings of single reports brought together. least: the score from which two are one."""
    groups: list[Profile] = []
    joins: list[tuple[_Rank, Join]] = []
    index = Index()
    printed: dict[_Words, int] = {}
    for rank, profile in sorted(((_rank(p), p) for p in local), key=lambda item: item[0]):
        words = [each for node in profile.nodes if (each := _words_of(node)) is not None]
        repeated = {printed[each] for each in words if each in printed}
        near = [n for n in index.near(profile) if n not in repeated and not _apart(profile, groups[n])]
        scored = [(compare(profile, groups[n], least=UNSURE), n) for n in near]
        scored += [(_repeats(compare(profile, groups[n])), n) for n in sorted(repeated)]
        scored = [(comparison, n) for comparison, n in scored if not _barred(profile, groups[n], decided)]
        scored.sort(key=lambda item: (-item[0].score, item[1]))
        comparison, number = scored[0] if scored else (Comparison(0.0), 0)
        same = comparison.score >= least and not _torn(profile, groups, scored)
        if comparison.score >= UNSURE:
            decision = "same" if same else "unsure"
            joins.append((rank, Join(_name(groups[number]), _name(profile), decision, comparison)))
        if same:
            groups[number].absorb(profile)
        else:
            groups.append(profile)
            number = len(groups) - 1
        index.put(number, groups[number])
        printed |= dict.fromkeys(words, number)
    return sorted(groups, key=lambda p: p.first), joins


def _rank(profile: Profile) -> _Rank:
    """The fullest first."""
    return (-max(map(specificity, profile.nodes)), -len(profile.nodes), profile.first)


def _words_of(node: Node) -> _Words | None:
    """The claim's sentence and the word that tells it, for finding the same sentence in another report."""
    sentence = fold(node.claim.sentence.quote)
    return (node.type, fold(node.claim.trigger.quote), sentence) if sentence.count(" ") >= _SENTENCE else None


def _repeats(comparison: Comparison) -> Comparison:
    """One sentence printed by two reports tells one happening, unless their days or parties speak against it."""
    if comparison.barred:
        return comparison
    return Comparison(1.0, (*comparison.parts, ("sentence", 1.0, "word for word the same")))


def _apart(profile: Profile, group: Profile) -> bool:
    """Whether they fall on other days, differ in means and target, or share but a report that neither dates nor places
    one of them.
    """
    if profile.days_apart(group) > 1 or parted(profile, group):
        return True
    bare = [p for p in (profile, group) if not (p.days or p.partials or p.places)]
    return bool(bare and profile.reports & group.reports) and not tied(profile, group)


def _torn(profile: Profile, groups: Sequence[Profile], scored: Sequence[tuple[Comparison, int]]) -> bool:
    """Whether an undated telling fits two happenings of different days about as well: then it joins neither."""
    if profile.hull() is not None or len(scored) < 2:
        return False
    (best, first), (second, next_best) = scored[:2]
    if best.score - second.score >= _MARGIN:
        return False
    return bool(compare(groups[first], groups[next_best]).barred)


def _name(profile: Profile) -> str:
    report, _, claim = profile.first
    return f"{report}/{claim}"
