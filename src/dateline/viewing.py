"""The record to look at: brought up to date in memory where that was left open, and as of a moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from dateline.errors import InputError
from dateline.record import RecordView, open_record

Clock = Literal["published", "read"]


def look(location: str) -> RecordView:
    """The record as it stands. Where something was read or decided since it was last reconciled, that is made good in
    memory; `is_current` stays False then."""
    with open_record(location, create=False, read_only=True) as record:
        view = record.view()
    if view.is_current:
        return view
    from dateline.pipeline import reconcile  # brings in all stations: a third of a second

    return replace(view, reconciliation=reconcile(view.readings, view.decisions))


def as_of(view: RecordView, moment: str, clock: Clock = "published") -> RecordView:
    """The record as it could be known at a moment.

    clock: "published": from the reports published by then, and the decisions of today. "read": from the reports first
    read into this record by then, and the decisions made by then. moment: ISO 8601; a day means its end. Reports whose
    time is not known are left out, and counted in `as_of`. Raises InputError when the moment is no day or time.
    """
    try:
        return _as_read(view, moment) if clock == "read" else _as_published(view, moment)
    except ValueError:
        raise InputError(f"{moment!r} is no day or time; write 2031-03-05 or 2031-03-05T18:00") from None


def _as_published(view: RecordView, moment: str) -> RecordView:
    from dateline.pipeline import published_by

    kept = {r.report for r in published_by(view.readings, moment)}
    unknown = sum(r.published is None for r in view.readings)
    return _only(view, kept, f"as published by {moment}", unknown, "publication")


def _as_read(view: RecordView, moment: str) -> RecordView:
    from dateline.pipeline import known_by

    made = known_by({d.id: d.made for d in view.decisions}, moment)
    decided = replace(view, decisions=tuple(d for d in view.decisions if d.id in made))
    unknown = sum(r.id not in view.first_read for r in view.reports)
    return _only(decided, known_by(view.first_read, moment), f"as read by {moment}", unknown, "reading")


def _only(view: RecordView, kept: Collection[str], told: str, unknown: int, clock: str) -> RecordView:
    """The view of these reports alone, brought together anew."""
    from dateline.pipeline import reconcile

    readings = tuple(r for r in view.readings if r.report in kept)
    if unknown:
        told += f"; {unknown} {'report' if unknown == 1 else 'reports'} of unknown {clock} time left out"
    return replace(
        view,
        reports=tuple(r for r in view.reports if r.id in kept),
        readings=readings,
        reconciliation=reconcile(readings, view.decisions),
        set_aside=(),  # when they were is not known
        as_of=told,
        revisions=tuple(r for r in view.revisions if {r.report, r.earlier} <= set(kept)),
        first_read={report: at for report, at in view.first_read.items() if report in kept},
    )
