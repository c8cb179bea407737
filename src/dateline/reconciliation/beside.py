"""What a report tells beside a happening in other claims: those whom it drove out, who brokered it, what is to follow.

Such claims stay events of their own; their values are held against those that the happening's own claims give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import EventType, HarmKind
from dateline.reconciliation.compare import places_agree
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node, World

BROKERED = "third-party"  # the mode of mediation in the event lists
_REACH = 1200  # characters, some paragraphs: how far from the word for a deal its terms are told
_DEALS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


def beside(nodes: Iterable[Node], episodes: Sequence[Episode]) -> Mapping[int, list[Node]]:
    """By the number of a happening the claims told beside it; each claim beside one happening at most."""
    told: defaultdict[str, list[tuple[int, Episode, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        starts: dict[str, int] = {}
        for node in episode.whole.nodes:
            starts.setdefault(node.claim.report, node.claim.trigger.start)
        for report, start in starts.items():
            told[report].append((number, episode, start))
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        whose = _beside(node, told.get(node.claim.report, []))
        if whose is not None:
            found[whose].append(node)
    return found


def _beside(node: Node, told: Sequence[tuple[int, Episode, int]]) -> int | None:
    if node.type is EventType.COERCE and any(h.kind is HarmKind.DISPLACED for h in node.claim.harms):
        fights = [(n, e, s) for n, e, s in told if e.whole.type is EventType.ASSAULT and _may_lie_there(node, e)]
        return _first(fights, lambda n, e, s: (not e.prolonged, -len(e.whole.nodes), n))
    if node.world in (World.PLANNED, World.NONE) or (node.type is EventType.RETREAT and node.days is None):
        deals = [(n, e, s) for n, e, s in told if e.whole.type is EventType.AGREE and abs(s - _at(node)) <= _REACH]
        return _first(deals, lambda n, e, s: (abs(s - _at(node)), n))
    if node.claim.mode == BROKERED:
        deals = [(n, e, s) for n, e, s in told if e.whole.type is EventType.AGREE]
        deals = deals or [(n, e, s) for n, e, s in told if e.whole.type in _DEALS]
        return _first(deals, lambda n, e, s: (-len(e.whole.reports), abs(s - _at(node)), n))
    return None


def _at(node: Node) -> int:
    return node.claim.trigger.start


def _first(told: Sequence[tuple[int, Episode, int]], rank: object) -> int | None:
    assert callable(rank)
    return min(told, key=lambda item: rank(*item))[0] if told else None


def _may_lie_there(node: Node, episode: Episode) -> bool:
    if node.place is None or not episode.whole.places:
        return True
    return any(places_agree(node.place, place) > 0 for place, _ in episode.whole.places.values())
