"""Which of several reports that repeat one text likely had it first, and what tells so.

In order: the one the others name as their source; the one whose dateline credits an agency with the text, where that
agency's own report was not read; an earlier revision of the same outlet; the one published first. Where nothing tells,
none: the longest or the first read is not therefore the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import LinkRole, ReportClaims
from dateline.reference.folding import fold


def likely_original(readings: Sequence[ReportClaims]) -> tuple[ReportClaims | None, str]:
    """The likely original of reports that repeat one text, and the reason; None where nothing tells."""
    named = _named_by_others(readings)
    if named is not None:
        return named, f"the others name {named.outlet.name if named.outlet else named.report} as their source"
    credits = {r.report: agency for r in readings if (agency := agency_of(r)) is not None}
    if credits and len(set(map(fold, credits.values()))) == 1 and len(credits) < len(readings):
        first, _ = _earliest([r for r in readings if r.report in credits])
        if first is not None:
            return first, f"its dateline credits the text to {credits[first.report]}"
    first, when = _earliest(readings)
    if first is None:
        return None, "nothing tells which came first"
    if first.outlet and all(r.outlet and fold(r.outlet.name) == fold(first.outlet.name) for r in readings):
        return first, f"the earlier revision by {first.outlet.name}{when}"
    return first, f"published first{when}"


def agency_of(reading: ReportClaims) -> str | None:
    """The agency that the dateline credits the report's text to."""
    chains = [s.chain for s in reading.statements] + [c.chain for c in reading.claims]
    return next((link.name for chain in chains for link in chain if link.is_agency and link.name), None)


def same_outlet(one: ReportClaims, other: ReportClaims) -> bool:
    return bool(one.outlet and other.outlet and fold(one.outlet.name) == fold(other.outlet.name))


def _earliest(readings: Sequence[ReportClaims]) -> tuple[ReportClaims | None, str]:
    """The one published first, and when: by day, by the clock where all give it, else None."""
    if len(readings) == 1:
        return readings[0], ""
    dated = sorted((r.published.value, r.report, r) for r in readings if r.published)
    if len(dated) < len(readings):
        return None, ""
    first, second = dated[0][0], dated[1][0]
    if first[:10] != second[:10] or (first != second and all(len(value) > 10 for value, _, _ in dated)):
        return dated[0][2], f" ({first})"
    return None, ""


def _named_by_others(readings: Sequence[ReportClaims]) -> ReportClaims | None:
    """The one report whose outlet others of the group credit, while it credits none of theirs."""
    outlets: dict[str, list[ReportClaims]] = {}
    for reading in readings:
        if reading.outlet:
            outlets.setdefault(fold(reading.outlet.name), []).append(reading)
    credited = {r.report: _credited(r) for r in readings}
    candidates = [
        own[0]
        for name, own in sorted(outlets.items())
        if len(own) == 1
        and any(name in credited[r.report] for r in readings if r is not own[0])
        and not credited[own[0].report] & (outlets.keys() - {name})
    ]
    return candidates[0] if len(candidates) == 1 else None


def _credited(reading: ReportClaims) -> set[str]:
    """Folded names of the media that a report credits."""
    chains = [s.chain for s in reading.statements] + [c.chain for c in reading.claims]
    return {fold(link.name) for chain in chains for link in chain if link.role is LinkRole.MEDIUM and link.name}
