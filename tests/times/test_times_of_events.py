"""The time that an event shows where no claim says its day: a weekday seen from other reports, else an end."""

from __future__ import annotations

from collections.abc import Callable

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Event
from dateline.pages.wording import when
from dateline.reconciliation import reconcile
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]
PERFECT = "The last rebel fighters have left Gao in northern Mali under a truce, officials said."
SUNDAY = "The last rebel fighters left Gao in northern Mali early Sunday under a truce."


def left(annotate: Annotate, *reports: tuple[str, str | None]) -> list[Event]:
    """The events of leaving in reports of (text, day)."""
    read = [resolve(extract(annotate(text, published=day, file=f"{n}.txt"))) for n, (text, day) in enumerate(reports)]
    return [e for e in reconcile(read).events if e.type == "RETREAT"]


def test_a_weekday_of_an_undated_report_seen_from_a_dated_one(annotate: Annotate) -> None:
    (event,) = left(annotate, (PERFECT, "2026-01-12"), (SUNDAY, None))
    assert event.time is not None
    assert (event.time.start, event.time.end) == ("2026-01-11", "2026-01-11")
    assert event.time.reason.startswith("a guess: 'early Sunday' of an undated report, seen from 2026-01-12")
    assert event.time.evidence[0].quote == "early Sunday"


def test_a_weekday_stays_open_where_the_dated_reports_do_not_agree(annotate: Annotate) -> None:
    events = left(annotate, (PERFECT, "2026-01-12"), (f"{PERFECT} Aid came.", "2026-01-10"), (SUNDAY, None))
    assert events
    assert all(e.time is None or e.time.start is None for e in events)


def test_a_weekday_of_an_undated_report_alone_stays_open(annotate: Annotate) -> None:
    (event,) = left(annotate, (SUNDAY, None))
    assert event.time is None


def test_an_end_is_shown_as_an_end_and_never_as_the_day(annotate: Annotate) -> None:
    (event,) = left(annotate, (PERFECT, "2026-01-12"))
    assert event.time is not None
    assert (event.time.start, event.time.end) == (None, "2026-01-12")
    assert "no later than 2026-01-12" in event.summary
    assert when(event.time) == "no later than 2026-01-12"


def test_a_headline_has_the_day_of_the_sentence_below_as_a_guess(annotate: Annotate) -> None:
    text = "Army frees 20 Syrian prisoners\n\nThe army released twenty Syrian prisoners on Wednesday in Homs."
    claims = resolve(extract(annotate(text, published="2026-01-08"))).claims
    headline = next(c for c in claims if c.headline)
    assert headline.time is not None
    assert headline.time.start == "2026-01-07"
    assert headline.time.reason.startswith("a guess: on 'Wednesday', as the sentence below the headline tells")


def test_what_the_sentence_below_the_headline_only_accuses_of_was_no_later_than_that(annotate: Annotate) -> None:
    text = "Rebels attacked army boat near Ostra\n\nOn Tuesday the governor accused rebels of attacking an army boat."
    claims = resolve(extract(annotate(text, published="2026-01-08"))).claims
    headline = next(c for c in claims if c.headline)
    assert headline.time is not None
    assert (headline.time.start, headline.time.end) == (None, "2026-01-06")
    assert headline.time.reason.startswith("a guess: ")
