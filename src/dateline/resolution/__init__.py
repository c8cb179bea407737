"""Reading → ReportClaims: who, where and when, within one report."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType

from dateline.model import Reading, ReportClaims
from dateline.resolution.shingles import shingles

if not find_spec("dateline.resolution.places"):  # (while the parts land one by one)
    _none = ModuleType("dateline.resolution.places")
    _none.__dict__.update(resolve_places=lambda _: {}, place_of_phrase=lambda *_: None)
    sys.modules["dateline.resolution.places"] = _none


def resolve(reading: Reading) -> ReportClaims:
    """What the report claims and who says it: every mention taken back to its entity, place and time."""
    from dateline.resolution.whole import resolve_all

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
    return resolve_all(reading, bare)


__all__ = ["resolve"]
