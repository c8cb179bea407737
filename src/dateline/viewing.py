"""The record to look at: brought up to date in memory where that was left open, and as of a moment."""

from __future__ import annotations

from dataclasses import replace

from dateline.errors import InputError
from dateline.model import Decision
from dateline.pipeline import published_by, reconcile
from dateline.record import RecordView, open_record


def look(location: str) -> RecordView:
    """The record as it stands. Where something was read since it was last reconciled, that is made good in memory;
    `is_current` stays False then."""
    with open_record(location, create=False, read_only=True) as record:
        view = record.view()
    return view if view.is_current else replace(view, reconciliation=reconcile(view.readings, decisions_of(view)))


def as_of(view: RecordView, moment: str) -> RecordView:
    """The record as it could be known at a moment: from the reports published by then, and the decisions of today.

    moment: ISO 8601; a day means its end. Reports without a time of publication are left out, and counted in `as_of`.
    Raises InputError when the moment is no day or time.
    """
    try:
        readings = published_by(view.readings, moment)
    except ValueError:
        raise InputError(f"{moment!r} is no day or time; write 2031-03-05 or 2031-03-05T18:00") from None
    kept = {r.report for r in readings}
    undated = sum(r.published is None for r in view.readings)
    told = f"as published by {moment}"
    if undated:
        told += f"; {undated} {'report' if undated == 1 else 'reports'} of unknown publication time left out"
    return replace(
        view,
        reports=tuple(r for r in view.reports if r.id in kept),
        readings=tuple(readings),
        reconciliation=reconcile(readings, decisions_of(view)),
        as_of=told,
    )


def decisions_of(view: RecordView) -> list[Decision]:
    """The decisions that the record was made with."""
    return [ruling.decision for ruling in view.reconciliation.rulings]
