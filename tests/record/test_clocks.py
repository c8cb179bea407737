"""The record as it was known at a moment: by what was published then, or by what had been read and decided."""

from __future__ import annotations

from dataclasses import replace

import made_up
import pytest

from dateline.errors import InputError
from dateline.model import Decision, DecisionKind, Published, Subject
from dateline.model.decision import with_id
from dateline.record import RecordView
from dateline.viewing import Clock, as_of


def note(made: str) -> Decision:
    return with_id(Decision("", DecisionKind.NOTE, Subject.REPORT, (), "Ana Lund", made, "seen"))


@pytest.fixture
def view() -> RecordView:
    """r-1 was published first and read last."""
    made = made_up.view()
    early, late = (
        replace(reading, published=Published(day, "dateline"))
        for reading, day in zip(made.readings, ("2031-05-03", "2031-05-04"), strict=True)
    )
    return replace(
        made,
        readings=(early, late),
        decisions=(note("2031-06-01T10:00:00+00:00"), note("2031-06-05T10:00:00+00:00")),
        first_read={"r-1": "2031-06-02T08:00:00.000+00:00", "r-2": "2031-06-01T08:00:00.000+00:00"},
    )


def test_by_publication_with_the_decisions_of_today(view: RecordView) -> None:
    then = as_of(view, "2031-05-03")
    assert [r.id for r in then.reports] == ["r-1"]
    assert then.first_read.keys() == {"r-1"}
    assert then.decisions == view.decisions
    assert then.as_of == "as published by 2031-05-03"


def test_by_reading_with_the_decisions_of_then(view: RecordView) -> None:
    then = as_of(view, "2031-06-01T09:00:00", "read")
    assert [r.report for r in then.readings] == ["r-2"]
    assert then.decisions == ()
    assert {ref.report for event in then.reconciliation.events for ref in event.claims} == {"r-2"}
    later = as_of(view, "2031-06-02", "read")
    assert [r.id for r in later.reports] == ["r-1", "r-2"]
    assert later.decisions == view.decisions[:1]
    assert [ruling.decision for ruling in later.reconciliation.rulings] == list(view.decisions[:1])


def test_what_has_no_time_is_left_out_and_told(view: RecordView) -> None:
    unknown = replace(view, first_read={"r-2": view.first_read["r-2"]})
    then = as_of(unknown, "2031-06-02", "read")
    assert [r.id for r in then.reports] == ["r-2"]
    assert then.as_of == "as read by 2031-06-02; 1 report of unknown reading time left out"
    with pytest.raises(InputError, match="no day or time"):
        as_of(view, "soon", "read")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "99999", "2031-W10"])
@pytest.mark.parametrize("clock", ["published", "read"])
def test_an_absurd_moment_is_refused_in_words(view: RecordView, moment: str, clock: Clock) -> None:
    with pytest.raises(InputError, match="no day or time"):
        as_of(view, moment, clock)
    assert as_of(view, "9999", clock).readings == view.readings
