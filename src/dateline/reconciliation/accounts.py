"""What disputes are looked for in, and how one is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Claim, Dispute, DisputeValue, Flag, LinkRole
from dateline.model.frozen import frozen
from dateline.reconciliation.denials import accuses
from dateline.reconciliation.details import ToldDetail
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.origins import Sources
from dateline.reconciliation.sides import Sides
from dateline.reconciliation.voices import Voice, same_voice

EACH_OTHER = "each side blames the other"  # told by whoever tells of both: no side's own word


@frozen
class Around:
    """What its reports tell around a happening.

    denials: claims that deny it. beside: claims of other types: who fled, who brokered it. blames: claims by which each
    side blames the other. spoken_of: claims by which one is accused of it or denies it. moved_out: evacuations.
    details: what its reports tell of it in other sentences. breaches: claims by which one is accused of breaking its
    truce or deal, or denies it.
    """

    denials: Sequence[Node] = ()
    beside: Sequence[Node] = ()
    blames: Sequence[Node] = ()
    spoken_of: Sequence[Node] = ()
    moved_out: Sequence[Node] = ()
    details: Sequence[ToldDetail] = ()
    breaches: Sequence[Node] = ()

    @property
    def nodes(self) -> Iterator[Node]:
        """All of these claims, and those that the details hang on; some may be there twice."""
        for told in (self.denials, self.beside, self.blames, self.spoken_of, self.moved_out, self.breaches):
            yield from told
        yield from (detail.node for detail in self.details)


@frozen
class Account:
    """What disputes are looked for in: an event's claims, what is told around them, whether it is days of fighting.

    contradictions: flags of reports in which two sentences contradict each other, with both as evidence.
    """

    nodes: Sequence[Node]
    prolonged: bool
    sides: Sides
    sources: Sources
    contradictions: Sequence[Flag] = ()
    around: Around = Around()

    @property
    def is_of_one_claim(self) -> bool:
        """Whether nothing else is told of it or around it."""
        return len(self.nodes) == 1 and next(self.around.nodes, None) is None

    @property
    def denials(self) -> Sequence[Node]:
        """Claims that deny it."""
        return self.around.denials

    @property
    def beside(self) -> Sequence[Node]:
        """Claims of other types told of it."""
        return self.around.beside

    @property
    def details(self) -> Sequence[ToldDetail]:
        """What its reports tell of it in other sentences."""
        return self.around.details


def said_by(claim: Claim) -> tuple[str, ...]:
    """Names along the chain, nearest the event first; a rumour has none."""
    return tuple(link.name for link in claim.chain if link.name)


def _value(text: str, nodes: Iterable[Node]) -> DisputeValue:
    told = sorted(nodes, key=lambda n: n.order)
    best = min(told, key=lambda n: (_is_outlets_own(n.claim) and not accuses(n), n.claim.headline, n.order))
    return DisputeValue(
        value=text,
        said_by=said_by(best.claim) if text == EACH_OTHER else _voices(best),
        chain=best.claim.chain,
        claims=tuple(dict.fromkeys(n.ref for n in told)),
        reports=tuple(dict.fromkeys(n.claim.report for n in told)),
        evidence=tuple(dict.fromkeys(n.claim.sentence for n in told)) if any(_is_detail(n) for n in told) else (),
    )


def _voices(node: Node) -> tuple[str, ...]:
    """Names along the chain, in front of them whoever accuses."""
    names = said_by(node.claim)
    accusers = [ref.name for ref in node.claim.actors if ref.name not in names] if accuses(node) else []
    return (*dict.fromkeys(accusers), *names)


def _is_outlets_own(claim: Claim) -> bool:
    """Whether nobody is quoted: an agency's text is the agency's own, whoever prints it."""
    return all(link.role is LinkRole.OUTLET or link.is_agency for link in claim.chain)


def _is_detail(node: Node) -> bool:
    return node.claim.id != node.ref.id


def _by_source(nodes: Sequence[Node], sources: Sources | None) -> list[list[Node]]:
    """The claims by who is quoted, each source once; what reports tell of their own is one.

    A headline, or a report's own words beside somebody it quotes, adds nobody: such a claim goes with the first one
    quoted.
    """
    if sources is None:
        return [list(nodes)]
    texts: dict[str, list[Node]] = {}
    for node in nodes:
        texts.setdefault(sources.text_of(node.claim), []).append(node)
    found: dict[str, list[Node]] = {}
    for text in sorted(texts):
        told = [(node, sources.of(node.claim)) for node in texts[text]]
        counted = same_voice([Voice(source, node.claim.headline) for node, source in told if source is not None])
        whose = [counted[source.key] if source is not None else None for _, source in told]
        first = next((source for source in whose if source is not None and not source.narration), None)
        for (node, source), voice in zip(told, whose, strict=True):
            kept = voice or (first if source is not None else None)
            found.setdefault("" if kept is None or kept.narration else kept.key, []).append(node)
    return [found[key] for key in sorted(found)]


def make_dispute(
    field: str, sides: dict[str, list[Node]], reason: str, sources: Sources | None = None
) -> Dispute | None:
    """A dispute between the values, most claimed first; None where fewer than two are left.

    sources: to show a value once for each source that is quoted for it, each with its own chain.
    """
    told = {text: nodes for text, nodes in sides.items() if nodes}
    if len(told) < 2:
        return None
    values = [
        _value(text, voice)
        for text, nodes in told.items()
        for voice in _by_source(nodes, None if text == EACH_OTHER else sources)
    ]
    return Dispute(field, tuple(sorted(values, key=lambda v: (-len(v.reports), v.claims[0].report, v.value))), reason)
