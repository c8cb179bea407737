"""Independent origins: who, in the end, says so.

The origin of a claim is the first link of its chain, from the happening outwards, that can be told from others:

* a named speaker or document: its canonical entity; a spokesman who speaks for a named body is that body's voice;
* an unnamed one ("two officials"): one per medium that quotes it, else per outlet;
* a named medium (an agency, a channel), where nobody nearer is known;
* a rumour ("reportedly") is no origin, nor is an outlet that only passes one on;
* no link but the outlet: the outlet's own narration, or the copy group's where the report repeats another, or the
  agency's that the copied report is by.

Two chains that meet in one of these count once, however many outlets carry them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import (
    CanonicalEntity,
    Claim,
    ClaimRef,
    CopyGroup,
    EntityKind,
    Link,
    LinkRole,
    Origin,
    ReportClaims,
)
from dateline.reconciliation.nodes import Canonical, Node
from dateline.reference.folding import fold

_NEAR = (LinkRole.SPEAKER, LinkRole.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of one claim. keys: party keys, to see whether it is itself a party to the event."""

    key: str
    name: str
    entity: CanonicalEntity | None = None
    narration: bool = False


class Sources:
    """Looks up the source of each claim, over all reports."""

    def __init__(
        self, readings: Sequence[ReportClaims], canonical: Canonical, copies: Sequence[CopyGroup], passages: Passages
    ) -> None:
        self._canonical = canonical
        self._readings = {r.report: r for r in readings}
        self._copies = {report: group for group in copies for report in group.reports}
        self._passages = passages
        self._bodies = _bodies(canonical)
        self._found: dict[ClaimRef, Source | None] = {}

    def of(self, claim: Claim) -> Source | None:
        """None for a rumour."""
        ref = ClaimRef(claim.report, claim.id)
        if ref not in self._found:
            self._found[ref] = self._source(claim)
        return self._found[ref]

    def _source(self, claim: Claim) -> Source | None:
        links = [link for link in claim.chain if link.role is not LinkRole.OUTLET]
        for position, link in enumerate(links):
            if link.role is LinkRole.RUMOUR:
                continue
            entity = self._entity(link, claim.report)
            if entity is not None:
                return self._named(entity)
            if link.name and link.role is LinkRole.MEDIUM:
                return Source(f"medium:{fold(link.name)}", link.name)
            if link.name:
                return self._unnamed(link, links[position + 1 :], claim)
        if any(link.role is LinkRole.RUMOUR for link in links):
            return None
        return self._narration(claim)

    def _entity(self, link: Link, report: str) -> CanonicalEntity | None:
        return self._canonical.get(ClaimRef(report, link.entity)) if link.entity else None

    def _named(self, entity: CanonicalEntity) -> Source:
        """A person who holds an office of a body that is itself named somewhere speaks for that body."""
        for office in entity.offices if entity.kind is EntityKind.PERSON else ():
            body = self._bodies.get(fold(office.body)) if office.body and not office.qualifier else None
            if body is not None:
                return Source(f"entity:{body.id}", f"{entity.name} ({body.name})", body)
        return Source(f"entity:{entity.id}", entity.name, entity)

    def _unnamed(self, link: Link, further: Sequence[Link], claim: Claim) -> Source:
        for other in further:
            entity = self._entity(other, claim.report)
            if other.name:
                at = entity.id if entity else fold(other.name)
                return Source(f"unnamed:{fold(link.name or '')}@{at}", f"{link.name}, to {other.name}")
        outlet = self._narration(claim)
        return Source(f"unnamed:{fold(link.name or '')}@{outlet.key}", f"{link.name}, to {outlet.name}")

    def _narration(self, claim: Claim) -> Source:
        group = self._copies.get(claim.report)
        report = group.original or group.reports[0] if group else claim.report
        told = self._passages.first(ClaimRef(claim.report, claim.id))
        if group is None and told is not None:
            report = told
        reading = self._readings[report]
        name = reading.outlet.name if reading.outlet else reading.file
        key = fold(reading.outlet.name) if reading.outlet else f"report {report}"
        return Source(f"copies:{group.id}" if group else f"outlet:{key}", name, narration=True)


def _bodies(canonical: Canonical) -> Mapping[str, CanonicalEntity]:
    """Organisations by every folded form of their names; a form that two of them share is nobody's."""
    found: dict[str, CanonicalEntity | None] = {}
    for entity in sorted({e.id: e for e in canonical.values()}.values(), key=lambda e: e.id):
        if entity.kind is EntityKind.ORGANIZATION:
            for form in {fold(entity.name), *map(fold, entity.aliases)}:
                found[form] = None if form in found and found[form] is not entity else entity
    return {form: entity for form, entity in found.items() if form and entity is not None}


class Passages:
    """Sentences that several reports repeat word for word: whoever printed one first is the narrator of all."""

    _RUN = 8

    def __init__(self, nodes: Iterable[Node]) -> None:
        holders: dict[str, list[tuple[int, str, ClaimRef]]] = {}
        for node in nodes:
            if node.claim.statement is None:
                for run in _runs(node.claim.sentence.quote, self._RUN):
                    holders.setdefault(run, []).append((node.news_day or 10**7, node.claim.report, node.ref))
        self._first: dict[ClaimRef, str] = {}
        for told in holders.values():
            if len({report for _, report, _ in told}) > 1:
                earliest = min(told)[1]
                for _, _, ref in told:
                    self._first[ref] = min(self._first.get(ref, earliest), earliest)

    def first(self, claim: ClaimRef) -> str | None:
        """The report that printed the claim's passage first, where others repeat it."""
        return self._first.get(claim)


def _runs(text: str, length: int) -> list[str]:
    words = fold(text).split()
    return [" ".join(words[i : i + length]) for i in range(len(words) - length + 1)]


def origins(nodes: Sequence[Node], sources: Sources, parties: frozenset[str]) -> tuple[Origin, ...]:
    """The independent origins of the claims, those with most claims first. parties: party keys of the event."""
    found: dict[str, tuple[Source, list[ClaimRef]]] = {}
    for node in nodes:
        source = sources.of(node.claim)
        if source is not None:
            found.setdefault(source.key, (source, []))[1].append(node.ref)
    made = [
        Origin(key, source.name, tuple(refs), party=is_party(source, parties)) for key, (source, refs) in found.items()
    ]
    return tuple(sorted(made, key=lambda o: (-len(o.claims), o.key)))


def is_party(source: Source, parties: frozenset[str]) -> bool:
    """Whether the source is an actor or recipient of the event, or speaks for the state that is one."""
    entity = source.entity
    if entity is None:
        return False
    state = entity.sector in ("GOV", "MIL") and entity.country and f"s:{entity.country}" in parties
    return f"e:{entity.id}" in parties or bool(state)
