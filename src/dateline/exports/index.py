"""Lookups over a record: which entity a local ID means, which event a claim came under, where a value's evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.model import (
    ActorRef,
    Claim,
    ClaimRef,
    Entity,
    Event,
    EventActor,
    Evidence,
    HarmKind,
    ReportClaims,
    Ruling,
)
from dateline.record import Reader, RecordView


@dataclass(frozen=True)
class Index:
    """canonical: canonical ID of each report's entity. entities, claims: by report and local ID."""

    canonical: dict[ClaimRef, str]
    entities: dict[ClaimRef, Entity]
    claims: dict[ClaimRef, Claim]
    decisions: dict[ClaimRef, tuple[str, ...]]
    events: dict[ClaimRef, tuple[str, ...]]
    copies: dict[str, str]

    @classmethod
    def of(cls, view: RecordView) -> Index:
        found = view.reconciliation
        return cls(
            canonical={member: entity.id for entity in found.entities for member in entity.members},
            entities={ClaimRef(r.report, e.id): e for r in view.readings for e in r.entities},
            claims={ClaimRef(c.report, c.id): c for c in view.claims()},
            decisions=_decisions_of_claims(found.rulings),
            events=_events_of_claims(found.events),
            copies={report: group.id for group in found.copies for report in group.reports},
        )

    @classmethod
    def near(cls, reader: Reader, refs: Iterable[ClaimRef]) -> Index:
        """What the rows of some claims need (at most MOST of them), out of a record that is read page by page."""
        claims = {ClaimRef(claim.report, claim.id): claim for claim in reader.claims(refs)}
        ids = reader.entity_ids(ref.report for ref in claims)
        return cls(
            canonical={ref: canonical or str(ref) for ref, canonical in ids.items()},
            entities={},
            claims=claims,
            decisions=_decisions_of_claims(reader.rulings_about(ref.report for ref in claims)),
            events=reader.events_of(claims),
            copies={},
        )

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Claims by the ID of their row."""
        return {str(ref): claim for ref, claim in self.claims.items()}

    def entity_id(self, report: str, local: str | None) -> str | None:
        """The ID of the entity row that an entity of one report belongs to; None where nothing was resolved."""
        if local is None:
            return None
        ref = ClaimRef(report, local)
        return self.canonical.get(ref) or (str(ref) if ref in self.entities else None)

    def unjoined(self, readings: Iterable[ReportClaims]) -> Iterator[tuple[ClaimRef, Entity]]:
        """Entities of single reports that no canonical entity has taken in."""
        for reading in readings:
            for entity in reading.entities:
                ref = ClaimRef(reading.report, entity.id)
                if ref not in self.canonical:
                    yield ref, entity

    def claims_of(self, refs: Sequence[ClaimRef]) -> list[Claim]:
        return [self.claims[ref] for ref in refs if ref in self.claims]

    def actor_evidence(self, actor: EventActor) -> tuple[Evidence, ...]:
        """Where the claims behind an event's actor name it: by entity where there is one, by name otherwise."""
        found: list[Evidence] = []
        for claim in self.claims_of(actor.claims):
            for ref in (*claim.actors, *claim.recipients):
                if self._is(claim.report, ref, actor):
                    found.extend(ref.evidence)
        return unique(found)

    def _is(self, report: str, ref: ActorRef, actor: EventActor) -> bool:
        if actor.entity is not None:
            return self.entity_id(report, ref.entity) == actor.entity
        return ref.name == actor.name

    def harm_evidence(self, kind: str, refs: Sequence[ClaimRef]) -> tuple[Evidence, ...]:
        """Where the claims say how many were harmed in one way."""
        harms = (harm for claim in self.claims_of(refs) for harm in claim.harms)
        return unique(e for harm in harms if harm.kind == HarmKind(kind) for e in harm.evidence)

    def sentences(self, refs: Sequence[ClaimRef]) -> tuple[Evidence, ...]:
        """The sentences that the claims stand in."""
        return unique(claim.sentence for claim in self.claims_of(refs))


def _decisions_of_claims(rulings: Iterable[Ruling]) -> dict[ClaimRef, tuple[str, ...]]:
    found: dict[ClaimRef, list[str]] = {}
    for ruling in rulings:
        for claim in ruling.claims if ruling.stands else ():
            found.setdefault(claim, []).append(ruling.decision.id)
    return {claim: tuple(ids) for claim, ids in found.items()}


def _events_of_claims(events: Iterable[Event]) -> dict[ClaimRef, tuple[str, ...]]:
    found: dict[ClaimRef, list[str]] = {}
    for event in events:
        for claim in event.claims:
            found.setdefault(claim, []).append(event.id)
    return {claim: tuple(ids) for claim, ids in found.items()}


def unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each once, in the order given."""
    return tuple(dict.fromkeys(evidence))
