"""One entity per person, body, group and place across reports."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import CanonicalEntity, ClaimRef, Judgement, ReportClaims


def join_entities(readings: Sequence[ReportClaims]) -> tuple[tuple[CanonicalEntity, ...], tuple[Judgement, ...]]:
    """(First form: every entity of every report by itself.)"""
    found = [
        CanonicalEntity(
            id=f"{reading.report}/{entity.id}",
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            members=(ClaimRef(reading.report, entity.id),),
            offices=entity.offices,
            country=entity.country,
            sector=entity.sector,
            actor_type=entity.actor_type,
            place=entity.place,
        )
        for reading in readings
        for entity in reading.entities
    ]
    return tuple(sorted(found, key=lambda e: e.id)), ()


__all__ = ["join_entities"]
