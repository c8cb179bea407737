"""The sides of one event: which actors, as the claims name them, belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.model import ActorRef
from dateline.reconciliation.nodes import Canonical, Node, named, party_keys

_AS_ACTOR = 100  # a side goes by what it is called where it acts
BYSTANDERS = "v"  # keys of civilians and other communities: never a side in a fight


class Sides:
    """Joins the party keys that the claims of one event show to be one side.

    A side is a state with all its forces, an armed group, or a country and sector where no group is named.
    """

    def __init__(self, nodes: Sequence[Node], canonical: Canonical) -> None:
        self._canonical = canonical
        self._head: dict[str, str] = {}
        self._names: dict[str, Counter[str]] = {}
        refs = [(ref, n.claim.report) for n in nodes for ref in (*n.claim.actors, *n.claim.recipients)]
        for ref, report in refs:
            keys = party_keys(ref, report, canonical)
            for key in keys[1:]:
                self._union(keys[0], key)
        for node in nodes:
            for weight, told in ((_AS_ACTOR, node.claim.actors), (1, node.claim.recipients)):
                for ref in told:
                    if (side := self.of(ref, node.claim.report)) is not None:
                        self._names.setdefault(side, Counter())[ref.name] += weight

    def of(self, ref: ActorRef, report: str) -> str | None:
        """The side of an actor; None where nothing tells."""
        keys = party_keys(ref, report, self._canonical)
        return self._find(keys[0]) if keys else None

    def fighters(self, refs: Iterable[ActorRef], report: str) -> tuple[str, ...]:
        """The sides among the actors that are someone in particular, civilians left out, in a fixed order."""
        found = set()
        for ref in refs:
            keys = named(party_keys(ref, report, self._canonical))
            tells = ref.country or ref.sector or any(c.isupper() for c in ref.name[1:])  # "each side" is nobody
            if keys and tells and (side := self.of(ref, report)) and not side.startswith(BYSTANDERS):
                found.add(side)
        return tuple(sorted(found))

    def name(self, side: str) -> str:
        """The phrase most claims use for the side; of equals the shortest, then the first in the alphabet."""
        names = self._names.get(side, Counter())
        return min(names, key=lambda n: (-names[n], len(n), n), default=side.partition(":")[2])

    def _find(self, key: str) -> str:
        while self._head.setdefault(key, key) != key:
            key = self._head[key]
        return key

    def _union(self, one: str, other: str) -> None:
        low, high = sorted((self._find(one), self._find(other)))
        self._head[high] = low
