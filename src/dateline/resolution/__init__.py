"""Reading → ReportClaims: who, where and when, within one report."""

from __future__ import annotations

from importlib.util import find_spec

from dateline.model import Reading, ReportClaims
from dateline.resolution.shingles import shingles


def resolve(reading: Reading) -> ReportClaims:
    """What the report claims and who says it: every mention taken back to its entity, place and time."""
    report = reading.annotated.report
    bare = ReportClaims(
        report=report.id,
        file=report.file,
        outlet=report.outlet,
        published=report.published,
        dateline=report.dateline,
        shingles=shingles(report),
        model=reading.annotated.model,
    )
    if not find_spec("dateline.resolution.places") or not find_spec("dateline.resolution.actors"):
        return bare  # (while the parts land one by one)
    from dateline.resolution.whole import resolve_all

    return resolve_all(reading, bare)


__all__ = ["resolve"]
