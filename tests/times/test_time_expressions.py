"""Time expressions as newspapers write them → the days, months and years that they say, given the report's own date.

THURSDAY is 8 January 2026. Rows: text, the expression as it stands, start, end, precision.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.times import find_times
from dateline.model import AnnotatedReport, Reading, Time
from dateline.resolution.times import anchor_times

THURSDAY = "2026-01-08"
Annotate = Callable[..., AnnotatedReport]


def times_in(annotate: Annotate, text: str, published: str | None) -> dict[str, Time]:
    """The expressions of a text with what each is anchored to."""
    annotated = annotate(text, published=published)
    times = find_times(annotated)
    anchored = anchor_times(Reading(annotated, times=times))
    assert len(times) == len(anchored)
    return {m.span.of(text): t for m, t in zip(times, anchored, strict=True)}


Row = tuple[str, str, str | None, str | None, str]

ABSOLUTE: list[Row] = [
    ("They met on 15 October 2025 in Amman.", "15 October 2025", "2025-10-15", "2025-10-15", "day"),
    ("They met on October 15, 2025, in Amman.", "October 15, 2025", "2025-10-15", "2025-10-15", "day"),
    ("The 12 March 2025 agreement was signed.", "12 March 2025", "2025-03-12", "2025-03-12", "day"),
    ("The March 12, 2025 agreement was signed.", "March 12, 2025", "2025-03-12", "2025-03-12", "day"),
    ("It was signed on 2026-01-06.", "2026-01-06", "2026-01-06", "2026-01-06", "day"),
    ("Updated 2026-01-06T10:15Z by the desk.", "2026-01-06T10:15Z", "2026-01-06", "2026-01-06", "day"),
    ("It was signed on 06.01.2026 in Minsk.", "06.01.2026", "2026-01-06", "2026-01-06", "day"),
    ("It was signed on 25/12/2025.", "25/12/2025", "2025-12-25", "2025-12-25", "day"),
    ("It was signed on 12/25/2025.", "12/25/2025", "2025-12-25", "2025-12-25", "day"),
    ("It was signed on 05/06/2025.", "05/06/2025", "2025", "2025", "year"),
    ("The raid of 12 mar 90 was reported.", "12 mar 90", None, None, "none"),
    ("The bridge fell on the 3rd of May, 2024.", "the 3rd of May, 2024", "2024-05-03", "2024-05-03", "day"),
    ("The bridge fell on Friday, May 3, 2024.", "Friday, May 3, 2024", "2024-05-03", "2024-05-03", "day"),
    ("The bridge fell on Sept. 3, 2024.", "Sept. 3, 2024", "2024-09-03", "2024-09-03", "day"),
    ("The bridge fell in May 2024.", "May 2024", "2024-05", "2024-05", "month"),
    ("The bridge fell in early May 2024.", "early May 2024", "2024-05-01", "2024-05-10", "days"),
    ("The bridge fell in mid-May 2024.", "mid-May 2024", "2024-05-11", "2024-05-20", "days"),
    ("The bridge fell at the end of February 2024.", "the end of February 2024", "2024-02-21", "2024-02-29", "days"),
    ("The party was founded in 2011.", "2011", "2011", "2011", "year"),
    ("The party was founded in late 2024.", "late 2024", "2024-09", "2024-12", "month"),
    ("The party was founded in early 2024.", "early 2024", "2024-01", "2024-04", "month"),
    ("The 2011 uprising began in the south.", "2011", "2011", "2011", "year"),
    ("The war of the 1990s left ruins.", "the 1990s", "1990", "1999", "year"),
    ("The war (2011-2024) left ruins.", "2011-2024", "2011", "2024", "year"),
    ("They fought from 2014 to 2019.", "from 2014 to 2019", "2014", "2019", "year"),
    ("They fought from 24 to 28 July 2025.", "from 24 to 28 July 2025", "2025-07-24", "2025-07-28", "days"),
    ("They fought between 5 and 7 January 2026.", "between 5 and 7 January 2026", "2026-01-05", "2026-01-07", "days"),
    ("They fought July 24-28, 2025.", "July 24-28, 2025", "2025-07-24", "2025-07-28", "days"),
    (
        "They fought from 24 July 2025 to 2 August 2025.",
        "from 24 July 2025 to 2 August 2025",
        "2025-07-24",
        "2025-08-02",
        "days",
    ),
    ("Shots were heard at 8.46am on 24 July 2025.", "8.46am on 24 July 2025", "2025-07-24", "2025-07-24", "day"),
]

NO_YEAR: list[Row] = [
    ("They met on October 15th in Amman.", "October 15th", "2025-10-15", "2025-10-15", "day"),
    ("They met on Oct. 15 in Amman.", "Oct. 15", "2025-10-15", "2025-10-15", "day"),
    ("They met on 15 October in Amman.", "15 October", "2025-10-15", "2025-10-15", "day"),
    ("They met on the 8th of January.", "the 8th of January", "2026-01-08", "2026-01-08", "day"),
    ("They met on January 2.", "January 2", "2026-01-02", "2026-01-02", "day"),
    ("They met on Friday, January 2.", "Friday, January 2", "2026-01-02", "2026-01-02", "day"),
    ("They met on Wednesday, January 8.", "Wednesday, January 8", "2025-01-08", "2025-01-08", "day"),
    ("They will meet on January 20.", "January 20", "2026-01-20", "2026-01-20", "day"),
    ("The vote is scheduled for February 3.", "February 3", "2026-02-03", "2026-02-03", "day"),
    ("They met on the 5th, officials said.", "the 5th", "2026-01-05", "2026-01-05", "day"),
    ("They met on Monday the fifth.", "Monday the fifth", "2026-01-05", "2026-01-05", "day"),
    ("The talks collapsed in December.", "December", "2025-12", "2025-12", "month"),
    ("The talks collapsed last December.", "last December", "2025-12", "2025-12", "month"),
    ("The talks will resume next March.", "next March", "2026-03", "2026-03", "month"),
    ("The talks collapsed in late December.", "late December", "2025-12-21", "2025-12-31", "days"),
    ("The talks collapsed in May.", "May", "2025-05", "2025-05", "month"),
    ("They discussed how to carry out the October 10 accord.", "October 10", "2025-10-10", "2025-10-10", "day"),
    ("The October 10 accord provides for a truce.", "October 10", "2025-10-10", "2025-10-10", "day"),
    ("They met this Tuesday, January 6.", "this Tuesday, January 6", "2026-01-06", "2026-01-06", "day"),
    ("They met today, January 8.", "today, January 8", "2026-01-08", "2026-01-08", "day"),
    ("The December agreement was broken.", "December", "2025-12", "2025-12", "month"),
    ("They fought between 5 and 7 January.", "between 5 and 7 January", "2026-01-05", "2026-01-07", "days"),
    ("They fought from December 30 to January 2.", "from December 30 to January 2", "2025-12-30", "2026-01-02", "days"),
    ("They met on New Year's Eve.", "New Year's Eve", "2025-12-31", "2025-12-31", "day"),
    ("Shots rang out on Christmas Day.", "Christmas Day", "2025-12-25", "2025-12-25", "day"),
]

WEEKDAYS: list[Row] = [
    ("The army shelled the town on Tuesday.", "Tuesday", "2026-01-06", "2026-01-06", "day"),
    ("The army shelled the town on Thursday.", "Thursday", "2026-01-08", "2026-01-08", "day"),
    ("The army shelled the town on Friday.", "Friday", "2026-01-02", "2026-01-02", "day"),
    ("The army shelled the town on Monday night.", "Monday night", "2026-01-05", "2026-01-05", "day"),
    ("The army shelled the town late on Monday.", "late on Monday", "2026-01-05", "2026-01-05", "day"),
    ("The army shelled the town early Wednesday.", "early Wednesday", "2026-01-07", "2026-01-07", "day"),
    ("The maps were published earlier on Thursday.", "earlier on Thursday", "2026-01-08", "2026-01-08", "day"),
    ("The army shelled the town last Thursday.", "last Thursday", "2026-01-01", "2026-01-01", "day"),
    ("The army shelled the town last Tuesday.", "last Tuesday", "2026-01-06", "2026-01-06", "day"),
    ("They will meet next Thursday.", "next Thursday", "2026-01-15", "2026-01-15", "day"),
    ("They will meet on Friday.", "Friday", "2026-01-09", "2026-01-09", "day"),
    ("Leaders plan to meet on Sunday.", "Sunday", "2026-01-11", "2026-01-11", "day"),
    ("The talks are scheduled for Monday.", "Monday", "2026-01-12", "2026-01-12", "day"),
    ("He was to meet the envoy on Saturday.", "Saturday", "2026-01-10", "2026-01-10", "day"),
    ("He had to leave the town on Saturday.", "Saturday", "2026-01-03", "2026-01-03", "day"),
    ("He managed to leave the town on Saturday.", "Saturday", "2026-01-03", "2026-01-03", "day"),
    ("Ministers are meeting on Saturday.", "Saturday", "2026-01-10", "2026-01-10", "day"),
    ("Tuesday's attack killed a guard.", "Tuesday", "2026-01-06", "2026-01-06", "day"),
    ("The deal was signed on Monday last week.", "Monday last week", "2025-12-29", "2025-12-29", "day"),
    ("The deal was signed last week on Tuesday.", "last week on Tuesday", "2025-12-30", "2025-12-30", "day"),
    ("The shelling began at dawn on Sunday.", "at dawn on Sunday", "2026-01-04", "2026-01-04", "day"),
    ("The raid began in the early hours of Monday.", "in the early hours of Monday", "2026-01-05", "2026-01-05", "day"),
    ("the raid began at 11:12 PM on Wednesday.", "11:12 PM on Wednesday", "2026-01-07", "2026-01-07", "day"),
    (
        "The raid began on Wednesday at 9 p.m. local time.",
        "Wednesday at 9 p.m. local time",
        "2026-01-07",
        "2026-01-07",
        "day",
    ),
    ("They fought from Monday to Wednesday.", "from Monday to Wednesday", "2026-01-05", "2026-01-07", "days"),
    ("They fought between Saturday and Monday.", "between Saturday and Monday", "2026-01-03", "2026-01-05", "days"),
    ("They have fought since Tuesday.", "since Tuesday", "2026-01-06", "2026-01-08", "days"),
    ("They have fought since December.", "since December", "2025-12", "2026-01", "month"),
    ("They have fought since 2011.", "since 2011", "2011", "2026", "year"),
    ("The truce holds until Saturday.", "until Saturday", None, "2026-01-10", "day"),
]

RELATIVE: list[Row] = [
    ("They met today.", "today", "2026-01-08", "2026-01-08", "day"),
    ("They met yesterday.", "yesterday", "2026-01-07", "2026-01-07", "day"),
    ("They met yesterday evening.", "yesterday evening", "2026-01-07", "2026-01-07", "day"),
    ("They will meet tomorrow.", "tomorrow", "2026-01-09", "2026-01-09", "day"),
    ("They met the day before yesterday.", "the day before yesterday", "2026-01-06", "2026-01-06", "day"),
    ("Drones struck overnight.", "overnight", "2026-01-07", "2026-01-08", "days"),
    ("Drones struck last night.", "last night", "2026-01-07", "2026-01-07", "day"),
    ("Drones struck this morning.", "this morning", "2026-01-08", "2026-01-08", "day"),
    ("They met two days ago.", "two days ago", "2026-01-06", "2026-01-06", "day"),
    ("They met 10 days ago.", "10 days ago", "2025-12-29", "2025-12-29", "day"),
    ("They met three weeks ago.", "three weeks ago", "2025-12-15", "2025-12-21", "week"),
    ("They met two months ago.", "two months ago", "2025-11", "2025-11", "month"),
    ("They met a year ago.", "a year ago", "2025", "2025", "year"),
    ("They met a decade ago.", "a decade ago", "2016", "2016", "year"),
    ("They met 48 hours ago.", "48 hours ago", "2026-01-06", "2026-01-06", "day"),
    ("They met this week.", "this week", "2026-01-05", "2026-01-08", "week"),
    ("They met earlier this week.", "earlier this week", "2026-01-05", "2026-01-08", "week"),
    ("They will meet later this week.", "later this week", "2026-01-08", "2026-01-11", "week"),
    ("They met last week.", "last week", "2025-12-29", "2026-01-04", "week"),
    ("They will meet next week.", "next week", "2026-01-12", "2026-01-18", "week"),
    ("They met at the weekend.", "the weekend", "2026-01-03", "2026-01-04", "days"),
    ("They met last weekend.", "last weekend", "2026-01-03", "2026-01-04", "days"),
    ("They will meet this weekend.", "this weekend", "2026-01-10", "2026-01-11", "days"),
    ("They met earlier this month.", "earlier this month", "2026-01-01", "2026-01-08", "days"),
    ("They met last month.", "last month", "2025-12", "2025-12", "month"),
    ("They met late last month.", "late last month", "2025-12-21", "2025-12-31", "days"),
    ("They met last year.", "last year", "2025", "2025", "year"),
    ("They met late last year.", "late last year", "2025-09", "2025-12", "month"),
    ("It is to be carried out by the end of this year.", "the end of this year", "2026-12", "2026-12", "month"),
    ("It was carried out at the end of the week.", "the end of the week", "2026-01-09", "2026-01-11", "days"),
    ("They will meet next year.", "next year", "2027", "2027", "year"),
    ("They met earlier in the week.", "earlier in the week", "2026-01-05", "2026-01-08", "week"),
    ("Over the past thirteen months they met often.", "the past thirteen months", "2024-12", "2026-01", "month"),
    ("In the past week they met often.", "the past week", "2026-01-01", "2026-01-08", "days"),
    ("In the last 24 hours they met often.", "the last 24 hours", "2026-01-07", "2026-01-08", "days"),
    ("Over the past two years they met often.", "the past two years", "2024-01", "2026-01", "month"),
    ("Over the past five years they met often.", "the past five years", "2021", "2026", "year"),
    ("In the next two days they will meet.", "the next two days", "2026-01-08", "2026-01-10", "days"),
    ("They will meet in two days.", "in two days", "2026-01-10", "2026-01-10", "day"),
]

COUNTED_FROM_ANOTHER: list[Row] = [
    ("They met on Monday. Two days later they signed.", "Two days later", "2026-01-07", "2026-01-07", "day"),
    ("They met on Monday. The next day they signed.", "The next day", "2026-01-06", "2026-01-06", "day"),
    ("They met on Monday and signed the same day.", "the same day", "2026-01-05", "2026-01-05", "day"),
    ("They met on Monday. Police had arrested him a day earlier.", "a day earlier", "2026-01-04", "2026-01-04", "day"),
    ("They met on Monday. That night the shelling resumed.", "That night", "2026-01-05", "2026-01-05", "day"),
    (
        "They met on Monday. The following morning they left.",
        "The following morning",
        "2026-01-06",
        "2026-01-06",
        "day",
    ),
    ("They met on 3 July 2025. A week later they met again.", "A week later", "2025-07-10", "2025-07-10", "day"),
    (
        "They met on 3 July 2025. The following month they met again.",
        "The following month",
        "2025-08",
        "2025-08",
        "month",
    ),
    ("They met on Monday and again the following Friday.", "the following Friday", "2026-01-09", "2026-01-09", "day"),
    ("He spoke earlier in the day.", "earlier in the day", "2026-01-08", "2026-01-08", "day"),
    ("The raid was on Monday. At 9 p.m. the power failed.", "9 p.m.", "2026-01-05", "2026-01-05", "day"),
]

OF_A_NIGHT_OR_A_ROW: list[Row] = [
    ("The army shelled the town overnight Tuesday.", "overnight Tuesday", "2026-01-06", "2026-01-07", "days"),
    ("The army shelled the town overnight on Thursday.", "overnight on Thursday", "2026-01-07", "2026-01-08", "days"),
    (
        "It shelled it on Monday night and into Tuesday.",
        "Monday night and into Tuesday",
        "2026-01-05",
        "2026-01-06",
        "days",
    ),
    ("The raid began late on Monday into Tuesday.", "late on Monday into Tuesday", "2026-01-05", "2026-01-06", "days"),
    ("Weekend clashes killed five people.", "Weekend", "2026-01-03", "2026-01-04", "days"),
    ("A weekend raid killed five people.", "weekend", "2026-01-03", "2026-01-04", "days"),
    ("The overnight raid killed five people.", "overnight", "2026-01-07", "2026-01-08", "days"),
    ("They met in mid-December.", "mid-December", "2025-12-11", "2025-12-20", "days"),
    ("The raid was at 0300 GMT on Tuesday.", "0300 GMT on Tuesday", "2026-01-06", "2026-01-06", "day"),
    ("The raid was at 5:30 a.m. (0330 GMT) on Tuesday.", "5:30 a.m.", None, None, "unknown"),
    ("They met on Tuesday in the evening.", "Tuesday in the evening", "2026-01-06", "2026-01-06", "day"),
    ("They fought through Tuesday night.", "through Tuesday night", None, "2026-01-06", "day"),
]

OPEN: list[Row] = [
    ("They shelled the town for a third day.", "a third day", None, None, "unknown"),
    ("They shelled it for the fourth straight day.", "the fourth straight day", None, None, "unknown"),
    ("Hours after the raid they left.", "Hours after", None, None, "unknown"),
    ("The shelling began at dawn.", "at dawn", None, None, "unknown"),
    ("They left in the early hours.", "in the early hours", None, None, "unknown"),
    ("They left the same day.", "the same day", None, None, "unknown"),
    ("They left two days later.", "two days later", None, None, "unknown"),
    ("They had left a day earlier.", "a day earlier", None, None, "unknown"),
    ("That night they left.", "That night", None, None, "unknown"),
    ("The army has recently moved tanks.", "recently", None, None, "unknown"),
    ("They met several days ago.", "several days ago", None, None, "unknown"),
    ("In recent weeks they met often.", "In recent weeks", None, None, "unknown"),
    ("The siege lasted for three days.", "for three days", None, None, "unknown"),
    ("Two days after the raid they left.", "Two days after", None, None, "unknown"),
    ("The power failed at 9 p.m.", "9 p.m.", None, None, "unknown"),
    ("A two-day truce was agreed.", "two-day", None, None, "unknown"),
]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        r
        for r in (*ABSOLUTE, *NO_YEAR, *WEEKDAYS, *RELATIVE, *COUNTED_FROM_ANOTHER, *OF_A_NIGHT_OR_A_ROW, *OPEN)
        if r[4] != "none"
    ],
)
def test_seen_from_a_thursday(
    annotate: Annotate, text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    found = times_in(annotate, text, THURSDAY)
    assert words in found, sorted(found)
    time = found[words]
    assert (time.start, time.end, time.precision.value) == (start, end, precision)
    assert time.reason
    assert time.evidence[0].quote == words


UNDATED: list[Row] = [
    ("They met on October 15th in Amman.", "October 15th", "--10-15", "--10-15", "day"),
    ("They met in December.", "December", "--12", "--12", "month"),
    ("They met on 15 October 2025.", "15 October 2025", "2025-10-15", "2025-10-15", "day"),
    ("They met on Tuesday.", "Tuesday", None, None, "unknown"),
    ("They met yesterday.", "yesterday", None, None, "unknown"),
    ("They met this week.", "this week", None, None, "unknown"),
    ("They met last year.", "last year", None, None, "unknown"),
    ("They met earlier in the day.", "earlier in the day", None, None, "unknown"),
    ("They have fought since 2011.", "since 2011", "2011", None, "year"),
    ("They have fought since Tuesday.", "since Tuesday", None, None, "unknown"),
    ("They met on 3 July 2025 and left two days later.", "two days later", "2025-07-05", "2025-07-05", "day"),
    ("They fought between 5 and 7 January.", "between 5 and 7 January", "--01-05", "--01-07", "days"),
    ("Over the past thirteen months they met often.", "the past thirteen months", None, None, "unknown"),
]


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), UNDATED)
def test_an_undated_report_leaves_open_what_it_does_not_say(
    annotate: Annotate, text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    time = times_in(annotate, text, None)[words]
    assert (time.start, time.end, time.precision.value) == (start, end, precision)
    assert time.reason


COARSE: list[tuple[str, Row]] = [
    ("2026-01", ("They met last month.", "last month", "2025-12", "2025-12", "month")),
    ("2026-01", ("They met yesterday.", "yesterday", None, None, "unknown")),
    ("2026-01", ("They met on Tuesday.", "Tuesday", None, None, "unknown")),
    ("2026", ("They met last year.", "last year", "2025", "2025", "year")),
    ("2026", ("They met last month.", "last month", None, None, "unknown")),
    ("2026-01-08T23:09", ("They met yesterday.", "yesterday", "2026-01-07", "2026-01-07", "day")),
    ("2024-03-01", ("They met yesterday.", "yesterday", "2024-02-29", "2024-02-29", "day")),
    ("2026-01-05", ("They met earlier this week.", "earlier this week", "2026-01-05", "2026-01-05", "week")),
    ("2026-01-10", ("They met at the weekend.", "the weekend", "2026-01-10", "2026-01-10", "day")),
    ("2026-01-01", ("They met on December 31.", "December 31", "2025-12-31", "2025-12-31", "day")),
    ("2026-01-07", ("They met on January 8.", "January 8", "2026-01-08", "2026-01-08", "day")),
]


@pytest.mark.parametrize(("published", "row"), COARSE)
def test_the_report_date_as_fine_as_it_is(annotate: Annotate, published: str, row: Row) -> None:
    text, words, start, end, precision = row
    time = times_in(annotate, text, published)[words]
    assert (time.start, time.end, time.precision.value) == (start, end, precision)


LOWER_CASE: list[Row] = [
    ("san salvador, 12 mar 90 -- the army said so.", "12 mar 90", "1990-03-12", "1990-03-12", "day"),
    ("the attack took place on 11 march.", "11 march", "1990-03-11", "1990-03-11", "day"),
    ("the attack took place on friday.", "friday", "1990-03-09", "1990-03-09", "day"),
    ("the attack took place last night.", "last night", "1990-03-11", "1990-03-11", "day"),
    ("the attack took place in january.", "january", "1990-01", "1990-01", "month"),
    ("the attack took place in may 1989.", "may 1989", "1989-05", "1989-05", "month"),
]


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), LOWER_CASE)
def test_text_without_capitals(
    annotate: Annotate, text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    time = times_in(annotate, text, "1990-03-12")[words]
    assert (time.start, time.end, time.precision.value) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "It may have happened, and it may not.",
        "May they rest in peace.",
        "Thousands joined the march on the palace.",
        "They march every time.",
        "The second convoy was hit.",
        "The Sunday Times reported it.",
        "He was a member of Black September.",
        "A 35-year-old man was shot.",
        "Her son is two years old.",
        "Troops of the 101st Division arrived.",
        "He led 2000 soldiers into the valley.",
        "They signed it for the first time in two years.",
        "April Harper and June Weaver were freed.",
        "The sun rose and they sat down.",
        "He won 3:2 on points.",
        "the army may attack and may not.",
        "They pray on Fridays.",
        "The unit fired 1990 rounds.",
        "The second battalion left.",
    ],
)
def test_what_is_no_time(annotate: Annotate, text: str) -> None:
    assert times_in(annotate, text, THURSDAY) == {}


def test_a_dateline_dates_the_report_and_no_event(annotate: Annotate) -> None:
    text = "KABUL, Afghanistan (Sept. 1) - Two men were detained on Tuesday."
    annotated = annotate(text, published="2010-09-01")
    marks = {m.span.of(text): m.publication for m in find_times(annotated)}
    assert marks == {"Sept. 1": True, "Tuesday": False}


def test_a_dateline_further_down_dates_what_follows_it(annotate: Annotate) -> None:
    text = (
        "KABUL, Afghanistan (Sept. 1, 2010) - A man was detained yesterday.\n"
        "KABUL, Afghanistan (Sept. 4, 2010) - Another was detained yesterday."
    )
    annotated = annotate(text, published="2010-09-01")
    times = find_times(annotated)
    anchored = anchor_times(Reading(annotated, times=times))
    days = [t.start for m, t in zip(times, anchored, strict=True) if not m.publication]
    assert days == ["2010-08-31", "2010-09-03"]


def anchored_days(annotate: Annotate, text: str) -> dict[str, str | None]:
    return {words: time.start for words, time in times_in(annotate, text, None).items()}


def test_an_undated_report_near_a_day_that_it_names_in_full(annotate: Annotate) -> None:
    text = "Ten people were killed by Tuesday, December 9, 2025. It began on Sunday, and yesterday it grew worse."
    assert anchored_days(annotate, text) == {
        "Tuesday, December 9, 2025": "2025-12-09",
        "Sunday": "2025-12-07",
        "yesterday": None,
    }


def test_a_day_far_off_says_nothing_of_a_weekday(annotate: Annotate) -> None:
    text = "The accord of December 9, 2025 was broken on Sunday."
    assert anchored_days(annotate, text) == {"December 9, 2025": "2025-12-09", "Sunday": None}


def test_the_day_that_a_report_calls_today(annotate: Annotate) -> None:
    text = "Two men were hurt today, December 8. It grew worse early today, after a raid yesterday."
    assert anchored_days(annotate, text) == {
        "today, December 8": "--12-08",
        "early today": "--12-08",
        "yesterday": "--12-07",
    }


def test_a_length_that_ends_with_the_day_before_it(annotate: Annotate) -> None:
    text = "They stopped on Wednesday, after about 20 days of clashes."
    time = times_in(annotate, text, THURSDAY)["after about 20 days of"]
    assert (time.start, time.end) == ("2025-12-18", "2026-01-07")


def test_the_year_of_a_day_may_stand_elsewhere(annotate: Annotate) -> None:
    text = "The accord was signed on March 12, 2025. On March 12 he called it a start, and on March 11 a failure."
    assert anchored_days(annotate, text) == {
        "March 12, 2025": "2025-03-12",
        "March 12": "2025-03-12",
        "March 11": "--03-11",
    }


def test_clock_and_zone_stay_as_written(annotate: Annotate) -> None:
    text = "The raid began at 0900 GMT on Wednesday."
    annotated = annotate(text, published=THURSDAY)
    (mention,) = find_times(annotated)
    assert mention.clock == "09:00 GMT"
    assert mention.span.of(text) == "0900 GMT on Wednesday"


def test_there_are_at_least_150_rows() -> None:
    seen = (ABSOLUTE, NO_YEAR, WEEKDAYS, RELATIVE, COUNTED_FROM_ANOTHER, OF_A_NIGHT_OR_A_ROW, OPEN)
    assert sum(len(table) for table in (*seen, UNDATED, COARSE, LOWER_CASE)) >= 150
