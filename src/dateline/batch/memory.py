"""Reading reports into a record that is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.language import load_annotator
from dateline.model import RawReport, Report, ReportClaims, SetAside
from dateline.pipeline import ReadReport, read_many, reconcile
from dateline.record import RecordView


def read_in_memory(raws: Iterable[RawReport | SetAside], *, model: str | None = None) -> RecordView:
    """The record that a file would hold after these reports, runs apart. Raises ModelError."""
    read: dict[str, tuple[Report, ReportClaims]] = {}
    set_aside: dict[str, SetAside] = {}
    for outcome in read_many(raws, load_annotator(model), lambda ids: read.keys() & set(ids)):
        if isinstance(outcome, SetAside):
            set_aside[outcome.file] = replace(outcome, raw=None)
        elif isinstance(outcome, ReadReport):
            read[outcome.report.id] = (outcome.report, outcome.reading)
    pairs = [read[key] for key in sorted(read)]
    readings = tuple(reading for _, reading in pairs)
    return RecordView(
        reports=tuple(report for report, _ in pairs),
        readings=readings,
        reconciliation=reconcile(readings),
        set_aside=tuple(set_aside[file] for file in sorted(set_aside)),
    )
