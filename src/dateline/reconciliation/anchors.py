"""What an anchor of a decision means in the readings of now: which claims, which entity."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Anchor, Claim, ClaimRef, ReportClaims
from dateline.reference.folding import fold


def claims_at(anchor: Anchor, claims: Iterable[Claim]) -> list[ClaimRef]:
    """The claims that an anchor means: of its type with that very trigger; else of its type that overlaps; else the one
    claim, whatever its type is now, with that very trigger."""
    if anchor.start is None or anchor.end is None:
        return []
    start, end = anchor.start, anchor.end
    near = [c for c in claims if c.trigger.start < end and start < c.trigger.end]
    typed = [c for c in near if anchor.name in ("", c.type.value)]
    exact = [c for c in near if (c.trigger.start, c.trigger.end) == (start, end)]
    chosen = [c for c in typed if c in exact] or typed or (exact if len(exact) == 1 else [])
    return [ClaimRef(c.report, c.id) for c in chosen]


def entity_at(anchor: Anchor, reading: ReportClaims) -> ClaimRef | None:
    """The entity that an anchor means: at those very words, of that name before any other; else the one whose words
    overlap, of that name before any other; else, where there are no such words, the one of that name."""
    name = fold(anchor.name)
    named = [e for e in reading.entities if name and name in {fold(form) for form in (e.name, *e.aliases)}]
    if anchor.start is None or anchor.end is None:
        return ClaimRef(reading.report, named[0].id) if len(named) == 1 else None
    start, end = anchor.start, anchor.end
    near = [e for e in reading.entities if any(w.start < end and start < w.end for w in e.evidence)]
    exact = [e for e in near if any((w.start, w.end) == (start, end) for w in e.evidence)]
    choices = ([e for e in exact if e in named], exact, [e for e in near if e in named], near) if near else (named,)
    return next((ClaimRef(reading.report, found[0].id) for found in choices if len(found) == 1), None)
