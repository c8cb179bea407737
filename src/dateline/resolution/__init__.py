"""Reading → ReportClaims: who, where and when, within one report."""

from __future__ import annotations

from dateline.model import Reading, ReportClaims, SentenceText
from dateline.resolution.claims import find_claims, find_statements
from dateline.resolution.details import report_details
from dateline.resolution.entities import build_cast
from dateline.resolution.flags import find_flags
from dateline.resolution.places import resolve_places
from dateline.resolution.shingles import shingles
from dateline.resolution.times import anchor_times


def resolve(reading: Reading) -> ReportClaims:
    """What the report claims and who says it: every mention taken back to its entity, place and time."""
    report = reading.annotated.report
    places = resolve_places(reading)
    cast = build_cast(reading, places)
    anchored = anchor_times(reading)
    claims = find_claims(reading, cast, places, anchored)
    return ReportClaims(
        report=report.id,
        file=report.file,
        outlet=report.outlet,
        published=report.published,
        dateline=report.dateline,
        entities=cast.entities,
        statements=find_statements(reading, cast, anchored),
        claims=claims,
        details=report_details(reading, cast),
        flags=find_flags(reading, claims),
        shingles=shingles(report),
        sentences=tuple(SentenceText(s.start, s.span.of(report.text)) for s in reading.annotated.sentences),
        model=reading.annotated.model,
        address=report.address,
    )


__all__ = ["resolve"]
