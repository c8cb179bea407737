"""Reconciliation is tested apart from the joining of names: here entities of one name are one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.model import CanonicalEntity, ClaimRef, Judgement, ReportClaims
from dateline.reference.folding import fold


def join_by_name(
    readings: Sequence[ReportClaims], decided: object = None, spread: object = None
) -> tuple[tuple[CanonicalEntity, ...], tuple[Judgement, ...]]:
    groups: dict[str, list[tuple[ClaimRef, CanonicalEntity]]] = {}
    for reading in readings:
        for e in reading.entities:
            ref = ClaimRef(reading.report, e.id)
            own = CanonicalEntity(
                f"ent-{fold(e.name)}", e.kind, e.name, e.aliases, (ref,), e.offices, e.country, e.sector
            )
            groups.setdefault(fold(e.name), []).append((ref, own))
    joined = [
        CanonicalEntity(
            first.id, first.kind, first.name, first.aliases, tuple(ref for ref, _ in found), first.offices,
            first.country, first.sector,
        )
        for found in groups.values()
        for first in [found[0][1]]
    ]  # fmt: skip
    return tuple(sorted(joined, key=lambda e: e.id)), ()


@pytest.fixture(autouse=True)
def _names_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reconciliation.join_entities", join_by_name)
