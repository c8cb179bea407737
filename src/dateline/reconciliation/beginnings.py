"""Who began a fight, and who killed in days of it: what the sources say of each side, and that each blames the other.

To tell of an attack in days of fighting blames nobody. Blame is what words say that tell who began ("opened fire
first", "unprovoked", "the clashes broke out when X attacked", "it was X that attacked"), or that the doer only answered
("returned fire": the other side of two began).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from dateline.model import Dispute, EventType, HarmKind
from dateline.reconciliation.accounts import EACH_OTHER, Account, make_dispute
from dateline.reconciliation.compare import kilometres, places_agree
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import COMMUNITY_SECTORS, Node, World
from dateline.reconciliation.profiles import CLASH
from dateline.reconciliation.tolls import scope_of
from dateline.reference.actors import classify
from dateline.reference.beginnings import beginning_cues
from dateline.reference.screening import can_match, needed_words, screened

_BLAMING = frozenset({EventType.ACCUSE, EventType.ASSAULT})
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
_BESIDE = 40  # characters between the word for the attack and a word like "first"
_AFTER = 120  # characters from "the clashes broke out when" to the attack
_ANSWER = 8
_NEAR_KM = 20.0

Blame = dict[str, list[Node]]


def who_began(account: Account) -> Dispute | None:
    """One source has one side begin and another the other; one at least says so outright."""
    said, answered = _said_to_begin(account), _answered(account)
    if not said:
        return None
    for side, nodes in answered.items():
        said.setdefault(side, []).extend(nodes)
    return _against(account, "who began", said, "one source has one side begin the fight and another the other")


def who_killed(account: Account) -> Dispute | None:
    """The dead laid at one side's door by one source and at the other's by another, where they may be the same."""
    blamed: defaultdict[str, list[Node]] = defaultdict(list)
    for node in account.nodes:
        sides = account.sides.fighters(node.claim.actors, node.claim.report)
        if len(sides) == 1 and not node.claim.reciprocal and _kills(node):
            blamed[sides[0]].append(node)
    kept = {}
    for side, nodes in blamed.items():
        others = _others(blamed, side)
        kept[side] = [n for n in nodes if any(_may_be_the_same(n, o) for o in others)]
    reason = "one source has one side kill them and another the other"
    return _against(account, "killed by", {s: n for s, n in kept.items() if n}, reason)


def _against(account: Account, field: str, blamed: Mapping[str, list[Node]], reason: str) -> Dispute | None:
    """The dispute, if two sources differ; with it the reports that say that each side blames the other."""
    contested = [s for s in sorted(blamed) if any(_differ(account, blamed[s], o) for o in _rest(blamed, s))]
    if not contested:
        return None
    values = {account.sides.name(side): blamed[side] for side in contested}
    return make_dispute(field, values | {EACH_OTHER: list(account.around.blames)}, reason, account.sources)


def _rest(blamed: Mapping[str, list[Node]], side: str) -> list[list[Node]]:
    return [nodes for other, nodes in sorted(blamed.items()) if other != side]


def _others(blamed: Mapping[str, list[Node]], side: str) -> list[Node]:
    """Claims that blame the other sides, one for each place and doer."""
    told = {(n.place, n.actors): n for nodes in _rest(blamed, side) for n in nodes}
    return list(told.values())


def _differ(account: Account, ours: Sequence[Node], theirs: Sequence[Node]) -> bool:
    mine = {s.key for n in ours if (s := account.sources.of(n.claim))}
    others = {s.key for n in theirs if (s := account.sources.of(n.claim))}
    return any(a != b for a in mine for b in others)


# -- who began ------------------------------------------------------------------------------------------------------


def _said_to_begin(account: Account) -> Blame:
    found: Blame = {}
    for node in account.nodes:
        sides = account.sides.fighters(node.claim.actors, node.claim.report)
        if node.type in _VIOLENT and len(sides) == 1 and not node.claim.reciprocal and _begins(node):
            found.setdefault(sides[0], []).append(node)
    return found


def _begins(node: Node) -> bool:
    if answers(node):
        return False
    text, cues = node.claim.sentence.quote, beginning_cues()
    start, end = _trigger(node)
    beside = [m for m in cues.near.finditer(text) if m.end() > start - _BESIDE and m.start() < end + _BESIDE]
    outbreaks = [*cues.outbreak.finditer(text), *cues.cleft.finditer(text)]
    told = [m for m in outbreaks if m.start() <= start < m.end() + _AFTER and ";" not in text[m.end() : start]]
    begun = [m for m in cues.began.finditer(text) if m.start() <= end and start <= m.end()]
    return any(not _cut(text, m.end(), start) and not _cut(text, end, m.start()) for m in beside) or bool(told or begun)


def _cut(text: str, first: int, last: int) -> bool:
    """Whether another clause begins between two places in a sentence."""
    between = text[first:last] if first < last else ""
    return any(mark in between for mark in (";", ", but ", " while ", " whereas ", ", and "))


def _answered(account: Account) -> Blame:
    """Of two sides, the one that the other is said only to have answered."""
    sides = {
        s for n in account.nodes for s in account.sides.fighters((*n.claim.actors, *n.claim.recipients), n.claim.report)
    }
    found: Blame = {}
    for node in account.nodes:
        own = account.sides.fighters(node.claim.actors, node.claim.report)
        if node.type in _VIOLENT and len(sides) == 2 and len(own) == 1 and answers(node) and node.world is World.REAL:
            (other,) = sides - set(own)
            found.setdefault(other, []).append(node)
    return found


def answers(node: Node) -> bool:
    """Whether the attack is told as an answer to one ("fired back", "answered with air strikes")."""
    text = node.claim.sentence.quote
    start, end = _trigger(node)
    return beginning_cues().answer.search(text[start : end + _ANSWER]) is not None


def _trigger(node: Node) -> tuple[int, int]:
    sentence, trigger = node.claim.sentence, node.claim.trigger
    return trigger.start - sentence.start, trigger.end - sentence.start


# -- who killed -----------------------------------------------------------------------------------------------------


def _kills(node: Node) -> bool:
    """Whether it tells of dead who are not said to be fighters."""
    dead = [h for h in node.claim.harms if h.kind is HarmKind.KILLED and not h.subset and h.minimum]
    return node.type is EventType.ASSAULT and node.claim.mode != CLASH and any(_at_large(scope_of(h)) for h in dead)


def _at_large(scope: str) -> bool:
    sector = classify(scope).sector if scope else None
    return sector is None or sector in COMMUNITY_SECTORS


def _may_be_the_same(one: Node, other: Node) -> bool:
    """Whether the dead of two claims may be the same people.

    Two states at war kill each other's people each in its own land: there the places must be told and agree.
    """
    if one.place is not None and other.place is not None:
        km = kilometres(one.place, other.place)
        return places_agree(one.place, other.place) >= 0.9 or (km is not None and km <= _NEAR_KM)
    states = [{k for k in node.actors if k.startswith("s:")} for node in (one, other)]
    return not all(states) or bool(states[0] & states[1])


# -- each other -----------------------------------------------------------------------------------------------------


def blames_each(nodes: Iterable[Node], episodes: Sequence[Episode]) -> Mapping[int, list[Node]]:
    """By the number of a fight the claims whose sentence has each side blame the other for it.

    Of the fights that a report tells it is the one told most.
    """
    told: defaultdict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        if episode.whole.type is EventType.ASSAULT:
            for report, claims in sorted(Counter(n.claim.report for n in episode.whole.nodes).items()):
                told[report].append((not episode.prolonged, -claims, number))
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        fights = told.get(node.claim.report)
        if fights and node.type in _BLAMING and each_blames(node.claim.sentence.quote):
            found[min(fights)[2]].append(node)
    return found


@lru_cache(maxsize=16384)
def each_blames(sentence: str) -> bool:
    """Whether it has each side blame the other."""
    return can_match(_needed(), screened(sentence)) and beginning_cues().each.search(sentence) is not None


@cache
def _needed() -> frozenset[str]:
    """Without any of these words no side blames the other."""
    return needed_words(beginning_cues().each)
