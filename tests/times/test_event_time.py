"""The time of an event: its own words first, a time carried over only with the reason said, else none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.extraction.times import find_times
from dateline.model import AnnotatedReport, EventMention, EventType, Modality, Reading, Span, Time
from dateline.resolution.times import anchor_times, event_time

Annotate = Callable[..., AnnotatedReport]
THURSDAY = "2026-01-08"


def reading_of(annotate: Annotate, text: str, published: str | None = THURSDAY) -> Reading:
    annotated = annotate(text, published=published)
    return Reading(annotated, times=find_times(annotated))


def event_at(reading: Reading, word: str, times: tuple[int, ...] = ()) -> EventMention:
    token = next(t for t in reading.annotated.tokens if t.text == word)
    return EventMention(
        trigger=Span(token.start, token.end),
        trigger_token=token.index,
        type=EventType.ASSAULT,
        modality=Modality.OCCURRED,
        sentence=token.sentence,
        rule="test",
        times=times,
    )


def time_of(reading: Reading, event: EventMention) -> Time | None:
    return event_time(reading, anchor_times(reading), event)


def test_the_first_of_its_own_that_resolves(annotate: Annotate) -> None:
    reading = reading_of(annotate, "The army recently shelled the town, on Tuesday.")
    time = time_of(reading, event_at(reading, "shelled", (0, 1)))
    assert time is not None
    assert time.start == "2026-01-06"
    assert time.evidence[0].quote == "Tuesday"


def test_its_own_unknown_time_is_kept_with_the_reason(annotate: Annotate) -> None:
    reading = reading_of(annotate, "The army recently shelled the town.")
    time = time_of(reading, event_at(reading, "shelled", (0,)))
    assert time is not None
    assert (time.start, time.reason) == (None, "the words do not say when")


def test_carried_over_from_the_sentence_before(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops entered the town on Tuesday. They shelled the old market.")
    time = time_of(reading, event_at(reading, "shelled"))
    assert time is not None
    assert time.start == "2026-01-06"
    assert time.reason.startswith("a guess, carried over from the sentence before: 'Tuesday'")


def test_two_times_near_are_no_time(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops left on Monday and came back on Tuesday. They shelled the old market.")
    assert time_of(reading, event_at(reading, "shelled")) is None


def test_nothing_is_carried_across_paragraphs(annotate: Annotate) -> None:
    text = "Troops entered the town on Tuesday, the army said.\nThey shelled the old market, residents said."
    reading = reading_of(annotate, text)
    assert time_of(reading, event_at(reading, "shelled")) is None


def test_nothing_is_carried_to_what_is_recalled_or_planned(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops entered the town on Tuesday. They shelled the market before.")
    event = event_at(reading, "shelled")
    for modality in (Modality.HISTORICAL, Modality.PLANNED, Modality.DENIED, Modality.FEARED):
        assert time_of(reading, replace(event, modality=modality)) is None


def test_the_publication_date_never_stands_in(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops shelled the old market, residents said.")
    assert time_of(reading, event_at(reading, "shelled")) is None


def test_the_dateline_never_stands_in(annotate: Annotate) -> None:
    reading = reading_of(annotate, "AMMAN, Jordan (Jan. 7, 2026) - Troops shelled the old market, residents said.")
    event = event_at(reading, "shelled", tuple(range(len(reading.times))))
    assert time_of(reading, event) is None


def test_a_dateline_without_a_year_gives_days_without_a_year(annotate: Annotate) -> None:
    text = "KABUL, Afghanistan (Dec. 13) - Two men were detained yesterday, the force said in a statement."
    reading = reading_of(annotate, text, published=None)
    anchored = anchor_times(reading)
    found = {m.span.of(text): t.start for m, t in zip(reading.times, anchored, strict=True) if not m.publication}
    assert found == {"yesterday": "--12-12"}


def test_a_paragraph_keeps_its_day_until_another_is_named(annotate: Annotate) -> None:
    text = "Troops raided a farm on Tuesday. They searched the barn. Neighbours looked on. Two men were detained."
    reading = reading_of(annotate, text)
    time = time_of(reading, event_at(reading, "detained"))
    assert time is not None
    assert time.start == "2026-01-06"
    assert time.reason.startswith("a guess, carried over from 3 sentences before: 'Tuesday'")


def test_the_next_paragraph_takes_it_up_where_it_names_the_operation(annotate: Annotate) -> None:
    text = "Troops ended an operation in the hills on Tuesday.\nTwo men were detained in the operation, the army said."
    reading = reading_of(annotate, text)
    time = time_of(reading, event_at(reading, "detained"))
    assert time is not None
    assert time.start == "2026-01-06"


def test_what_holds_in_general_has_no_day_of_the_news(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops detained a commander on Tuesday. He leads attacks in the valley.")
    assert time_of(reading, event_at(reading, "leads")) is None


def test_the_day_of_another_attack_is_not_its_own(annotate: Annotate) -> None:
    reading = reading_of(annotate, "Troops killed a man tied to the January 3 bombing on Tuesday, the army said.")
    time = time_of(reading, event_at(reading, "killed", (0, 1)))
    assert time is not None
    assert time.start == "2026-01-06"


def test_the_date_behind_a_city_and_before_a_dash_is_the_reports_own(annotate: Annotate) -> None:
    text = "TUNIS, 9 JAN 88 (EXAMPLE RADIO) -- gunmen attacked a bus last night, police said."
    reading = reading_of(annotate, text, published=None)
    (time,) = [t for m, t in zip(reading.times, anchor_times(reading), strict=True) if not m.publication]
    assert time.start == "1988-01-08"
