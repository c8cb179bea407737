"""What disputes are looked for in, and how one is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Claim, Dispute, DisputeValue, Flag, LinkRole
from dateline.reconciliation.details import ToldDetail
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.origins import Sources
from dateline.reconciliation.sides import Sides


@dataclass(frozen=True, slots=True)
class Account:
    """What disputes are looked for in: an event's claims, those that deny it, and whether it is days of fighting.

    contradictions: flags of reports in which two sentences contradict each other, with both as evidence. beside: claims
    of other types that its reports tell of it: who fled, who brokered it. details: what its reports tell of it in other
    sentences.
    """

    nodes: Sequence[Node]
    denials: Sequence[Node]
    prolonged: bool
    sides: Sides
    sources: Sources
    contradictions: Sequence[Flag] = ()
    beside: Sequence[Node] = ()
    details: Sequence[ToldDetail] = ()


def said_by(claim: Claim) -> tuple[str, ...]:
    """Names along the chain, nearest the event first; a rumour has none."""
    return tuple(link.name for link in claim.chain if link.name)


def _value(text: str, nodes: Iterable[Node]) -> DisputeValue:
    told = sorted(nodes, key=lambda n: n.order)
    best = min(told, key=lambda n: (all(link.role is LinkRole.OUTLET for link in n.claim.chain), n.order))
    return DisputeValue(
        value=text,
        said_by=said_by(best.claim),
        chain=best.claim.chain,
        claims=tuple(dict.fromkeys(n.ref for n in told)),
        reports=tuple(dict.fromkeys(n.claim.report for n in told)),
        evidence=tuple(dict.fromkeys(n.claim.sentence for n in told)) if any(_is_detail(n) for n in told) else (),
    )


def _is_detail(node: Node) -> bool:
    return node.claim.id != node.ref.id


def make_dispute(field: str, sides: dict[str, list[Node]], reason: str) -> Dispute | None:
    """A dispute between the values, most claimed first; None where fewer than two are left."""
    values = [_value(text, nodes) for text, nodes in sides.items() if nodes]
    if len(values) < 2:
        return None
    return Dispute(field, tuple(sorted(values, key=lambda v: (-len(v.reports), v.claims[0].report, v.value))), reason)
