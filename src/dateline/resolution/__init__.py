"""Reading → ReportClaims: who, where and when, within one report."""

from __future__ import annotations

from dateline.model import Reading, ReportClaims


def resolve(reading: Reading) -> ReportClaims:
    """What the report claims. (First form: the report's own fields; the rest follows.)"""
    report = reading.annotated.report
    return ReportClaims(
        report=report.id,
        file=report.file,
        outlet=report.outlet,
        published=report.published,
        dateline=report.dateline,
        model=reading.annotated.model,
    )


__all__ = ["resolve"]
