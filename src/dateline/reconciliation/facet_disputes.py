"""Disputes about what only the words of sentences tell: the fields of `facets`."""

from __future__ import annotations

from collections import defaultdict

from dateline.model import Dispute
from dateline.reconciliation.accounts import Account, make_dispute
from dateline.reconciliation.beside import BROKERED
from dateline.reconciliation.facets import NOT_NAMED, facets, names_of
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.values import type_of

_MOST_VOICES = 200
_OF_DAYS = frozenset({"time of day"})  # what differs from day to day in days of fighting


def facet_disputes(account: Account) -> list[Dispute | None]:
    """Fields of `facets` that different sources give values which have nothing in common."""
    kind = type_of(account.nodes)
    said: defaultdict[str, dict[str, list[Node]]] = defaultdict(dict)
    for node in sorted({n.ref: n for n in (*account.nodes, *account.beside)}.values(), key=lambda n: n.order):
        told = facets(node, kind)
        if node.claim.mode == BROKERED and node.type is not kind:
            told = (*told, *(("mediators", name) for ref in node.claim.actors for name in names_of(ref.name)))
        for field, value in told:
            if not (account.prolonged and field in _OF_DAYS):
                said[field].setdefault(value, []).append(node)
    for values in said.values():
        _leave_to_names(values)
    reason = "different sources give it values that have nothing in common"
    return [
        make_dispute(field.partition("/")[0], said[field], reason)
        for field in sorted(said)
        if _at_variance(account, said[field])
    ]


def _leave_to_names(values: dict[str, list[Node]]) -> None:
    """Whoever names someone besides those that he does not name is left with the names."""
    naming = {n.claim.report for value, nodes in values.items() if value != NOT_NAMED for n in nodes}
    if NOT_NAMED in values:
        values[NOT_NAMED] = [n for n in values[NOT_NAMED] if n.claim.report not in naming]


def _at_variance(account: Account, values: dict[str, list[Node]]) -> bool:
    """Whether two voices share no value. A voice is a source within one report, the outlet itself too."""
    given: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for value, nodes in values.items():
        for node in nodes:
            if source := account.sources.of(node.claim):
                given[account.sources.text(node.claim.report), source.key].add(value)
    voices = sorted(given.items())[:_MOST_VOICES]
    return any(
        not ours & theirs and one[1] != other[1]
        for n, (one, ours) in enumerate(voices)
        for other, theirs in voices[n + 1 :]
    )
