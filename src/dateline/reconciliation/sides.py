"""The sides of one event: which actors, as the claims name them, belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from dateline.model import ActorRef
from dateline.reconciliation.components import Components
from dateline.reconciliation.nodes import STATE_SECTORS, Canonical, Node, named, party_keys
from dateline.reference.folding import fold

_OFFICIAL = re.compile(r"\b(?:government|state|army|military|regime)\b", re.IGNORECASE)
_AS_ACTOR = 100  # a side goes by what it is called where it acts
UNNAMED_STATE = "s:"
BYSTANDERS = "v"  # keys of civilians and other communities: never a side in a fight


def bears_a_name(ref: ActorRef) -> bool:
    """Whether a phrase holds a name: a capital behind its first letter."""
    return any(c.isupper() for c in ref.name[1:])


def _is_band(ref: ActorRef) -> bool:
    """Whether it is an armed group known by its name alone ("Valley Front fighters")."""
    return ref.entity is None and ref.country is None and ref.sector == "REB" and bears_a_name(ref)


def _band(ref: ActorRef) -> tuple[str, ...]:
    """The key of such a group: the words of its name."""
    words = [fold(w) for w in ref.name.split() if any(c.isupper() for c in w)]  # "al-Nusra" too
    return (f"b:{' '.join(words)}",) if _is_band(ref) else ()


class Sides:
    """Joins the party keys that the claims of one event show to be one side.

    A side is a state with all its forces, an armed group, or a country and sector where no group is named.
    """

    def __init__(self, nodes: Sequence[Node], canonical: Canonical) -> None:
        self._canonical = canonical
        self._joined = Components[str]()
        self._nodes = nodes
        refs = [(ref, n.claim.report) for n in nodes for ref in (*n.claim.actors, *n.claim.recipients)]
        for ref, report in refs:
            keys = _band(ref) or party_keys(ref, report, canonical)
            for key in keys[1:]:
                self._joined.join(keys[0], key)
        self._states = frozenset(self.find(key) for key in sorted(self._joined) if key.startswith("s:"))

    @cached_property
    def _names(self) -> dict[str, Counter[str]]:
        """What each side is called, and how much that counts: few events have a dispute that needs it."""
        found: dict[str, Counter[str]] = {}
        for node in self._nodes:
            for weight, told in ((_AS_ACTOR, node.claim.actors), (1, node.claim.recipients)):
                for ref in told:
                    if (side := self.of(ref, node.claim.report)) is not None:
                        found.setdefault(side, Counter())[ref.name] += weight
        return found

    def of(self, ref: ActorRef, report: str) -> str | None:
        """The side of an actor; None where nothing tells."""
        if self._is_the_state(ref):
            return min(self._states, default=UNNAMED_STATE)
        keys = _band(ref) or party_keys(ref, report, self._canonical)
        return self.find(keys[0]) if keys else None

    def _is_the_state(self, ref: ActorRef) -> bool:
        """ "Government forces" of no country are those of the one state that the event names, and one side all the same
        where it names none."""
        nameless = ref.entity is None and ref.country is None and ref.sector in STATE_SECTORS
        return nameless and len(self._states) < 2 and _OFFICIAL.search(ref.name) is not None

    def fighters(self, refs: Iterable[ActorRef], report: str) -> tuple[str, ...]:
        """The sides among the actors that are someone in particular, civilians left out, in a fixed order."""
        found = set()
        for ref in refs:
            keys = named(party_keys(ref, report, self._canonical))
            tells = ref.country or ref.sector or bears_a_name(ref)  # "each side" is nobody
            side = self.of(ref, report)
            if side and (keys or _is_band(ref) or self._is_the_state(ref)) and tells and side[0] != BYSTANDERS:
                found.add(side)
        return tuple(sorted(found))

    def name(self, side: str) -> str:
        """The phrase most claims use for the side, best one that names no two ("A and B troops"); of equals the
        shortest, then the first in the alphabet."""
        names = self._names.get(side, Counter())
        return min(names, key=lambda n: (" and " in n, -names[n], len(n), n), default=side.partition(":")[2])

    def find(self, key: str) -> str:
        """The side that a party key belongs to."""
        return self._joined.find(key)
