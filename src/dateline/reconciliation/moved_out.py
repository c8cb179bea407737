"""Those whom a fight had moved out of the way: told as help given them, and counted as people displaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import EventType, HarmKind
from dateline.reconciliation.compare import places_agree
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node


def moved_out(nodes: Iterable[Node], episodes: Sequence[Episode]) -> Mapping[int, list[Node]]:
    """By the number of a fight the evacuations that its reports tell; of a report's fights it is the one told most."""
    told: defaultdict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        if episode.whole.type is EventType.ASSAULT:
            for report in episode.whole.reports:
                told[report].append((not episode.prolonged, -len(episode.whole.nodes), number))
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.type is EventType.AID and any(h.kind is HarmKind.EVACUATED for h in node.claim.harms):
            fights = [f for f in told[node.claim.report] if _may_lie_there(node, episodes[f[2]])]
            if fights:
                found[min(fights)[2]].append(node)
    return found


def _may_lie_there(node: Node, episode: Episode) -> bool:
    if node.place is None or not episode.whole.places:
        return True
    return any(places_agree(node.place, place) > 0 for place, _ in episode.whole.places.values())
