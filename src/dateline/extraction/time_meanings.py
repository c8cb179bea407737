"""What the patterns of `time_grammar` mean: the matched words as an expression, its numbers read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.extraction.time_lexer import Lexeme
from dateline.model.frozen import frozen


@frozen
class Draft:
    """A time expression before it is placed in a sentence; the fields are those of `TimeMention`."""

    kind: str
    value: str = ""
    unit: str = ""
    direction: str = ""
    part: str = ""
    duration: bool = False
    weekday: int = 0
    clock: str = ""
    rule: str = ""
    parts: tuple[Draft, ...] = ()
    start: int = 0
    end: int = 0


NOTHING = Draft("nothing")


class Found:
    """What a pattern matched: lexemes by group name."""

    def __init__(self, match: re.Match[str], lexemes: Sequence[Lexeme]) -> None:
        self._match = match
        self._lexemes = lexemes

    def get(self, group: str) -> Lexeme | None:
        """The first lexeme of a group, or None where the group did not take part."""
        if group not in self._match.re.groupindex:
            return None
        at = self._match.start(group)
        return self._lexemes[at] if at >= 0 and self._match.end(group) > at else None

    def before(self) -> str:
        """The word before the whole match, in lower case, or ""."""
        at = self._match.start()
        return self._lexemes[at - 1].text.lower() if at else ""

    def number(self, group: str) -> int:
        lexeme = self.get(group)
        return int(lexeme.value) if lexeme and lexeme.value else 0

    def value(self, group: str) -> str:
        lexeme = self.get(group)
        return lexeme.value if lexeme else ""

    def count(self) -> int | None:
        """What the group "count" counts: 1 for "a", None for "several" or nothing."""
        at, end = self._match.span("count")
        words = [x for x in self._lexemes[at:end] if x.kind in ("number", "day", "a", "few")]
        if not words or any(x.kind == "few" for x in words):
            return None
        return sum(1 if x.kind == "a" else int(x.value) for x in words)


_LONGEST_ROW = 60  # days that a report still counts
_SHORT_UNITS = ("hour", "minute", "second", "century")

Builder = Callable[[Found], Draft | None]


def iso(f: Found) -> Draft:
    text = f.value("iso")
    clock = text[11:16] if len(text) > 10 else ""
    return Draft("date", text[:10], clock=clock)


def numeric(f: Found) -> Draft | None:
    """ "08.01.2026" is day first; with slashes the order is taken only where one reading is possible."""
    text = f.value("numeric")
    first, second, year = (int(x) for x in re.split(r"[./]", text))
    year = _full_year(str(year)) if year < 100 else year
    if "/" in text and first <= 12 and second <= 12 and first != second:
        return Draft("date", str(year), rule="numeric, order of day and month unclear")
    month, day = (first, second) if second > 12 else (second, first)
    if month > 12 or day > 31 or not month or not day:
        return None
    return Draft("date", f"{year:04d}-{month:02d}-{day:02d}")


def _full_year(text: str) -> int:
    """The year that two digits stand for: 50-99 in the last century, 00-49 in this."""
    return (1900 if int(text) >= 50 else 2000) + int(text)


def full_date(f: Found) -> Draft | None:
    if not 1 <= f.number("day") <= 31:
        return None
    year = f.number("year")
    short = f.get("short")
    if short is not None:
        if len(short.text) != 2:
            return None
        year = _full_year(short.text)
    value = f"{year:04d}-{f.number('mon'):02d}-{f.number('day'):02d}"
    return Draft("date", value, weekday=f.number("wd"))


def month_day(f: Found) -> Draft | None:
    if not 1 <= f.number("day") <= 31:
        return None
    return Draft("partial", f"--{f.number('mon'):02d}-{f.number('day'):02d}", weekday=f.number("wd"))


def days_of_month(f: Found) -> Draft | None:
    """ "October 15-17", "between 5 and 7 January 2026": a range of two days."""
    first, second, year, month = f.number("day"), f.number("second"), f.number("year"), f.number("mon")
    if not 1 <= first < second <= 31:
        return None
    kind, head = ("date", f"{year:04d}") if year else ("partial", "-")
    ends = tuple(Draft(kind, f"{head}-{month:02d}-{day:02d}") for day in (first, second))
    return Draft("range", f"{ends[0].value}/{ends[1].value}", parts=ends)


def month_year(f: Found) -> Draft:
    return Draft("date", f"{f.number('year'):04d}-{f.number('mon'):02d}", part=f.value("early"))


def month(f: Found) -> Draft:
    direction = "past" if f.get("last") else "future" if f.get("next") else ""
    return Draft("partial", f"--{f.number('mon'):02d}", direction=direction, part=f.value("early"))


def day_only(f: Found) -> Draft | None:
    day = f.number("day")
    return Draft("partial", f"---{day:02d}", weekday=f.number("wd")) if 1 <= day <= 31 else None


def holiday(f: Found) -> Draft:
    return Draft("partial", f.value("holiday"))


def year(f: Found) -> Draft | None:
    if f.number("year") < 1800:
        return None
    return Draft("date", f.value("year"), part=f.value("early"))


def years(f: Found) -> Draft | None:
    first, second = f.value("year"), f.value("second")
    if len(second) == 2:
        second = first[:2] + second
    if int(second) <= int(first):
        return None
    ends = (Draft("date", first), Draft("date", second))
    return Draft("range", f"{first}/{second}", parts=ends)


def decade(f: Found) -> Draft:
    text = re.sub(r"\D", "", f.value("decade"))
    year = int(text) if len(text) == 4 else 1900 + int(text)
    ends = (Draft("date", str(year)), Draft("date", str(year + 9)))
    return Draft("range", f"{year}/{year + 9}", part=f.value("early"), parts=ends)


def _direction(f: Found) -> str:
    if any(f.get(g) for g in ("last", "past", "previous")):
        return "past"
    return "future" if f.get("next") else ""


def weekday(f: Found) -> Draft:
    part = f.value("part") or f.value("shift")
    if f.get("following"):
        return Draft("anchored", "1", "weekday", part=part, weekday=f.number("wd"))
    rule = "this" if f.get("this") else ""
    return Draft("weekday", f.value("wd"), direction=_direction(f), part=part, rule=rule)


def weekday_of_week(f: Found) -> Draft:
    shift = -1 if f.get("last") else 1 if f.get("next") else 0
    return Draft("relative", str(shift), "week", part=f.value("part"), weekday=f.number("wd"))


def relative_day(f: Found) -> Draft:
    day, _, part = f.value("rel").partition(" ")
    part = f.value("part") or f.value("shift") or part
    return Draft("relative", day, "day", part=part)


def day_beyond(f: Found) -> Draft | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    day = f.number("rel")
    if f.value("unit") != "day" or not day:
        return None
    return Draft("relative", str(2 * day), "day")


def relative_part(f: Found) -> Draft:
    """ "last night", "this morning"."""
    return Draft("relative", "-1" if f.get("last") else "0", "day", part=f.value("part"))


def anchored_part(f: Found) -> Draft | None:
    """ "that night", "the following morning", "at dawn", "in the early hours"."""
    if f.value("unit") not in ("", "hour"):
        return None
    value = "-1" if f.get("previous") else "1" if f.get("next") else "0"
    return Draft("anchored", value, "day", part=f.value("part") or "early")


def relative_unit(f: Found) -> Draft | None:
    """ "last week", "earlier this month", "next year"."""
    unit = f.value("unit")
    if unit in _SHORT_UNITS:
        return None
    value = "-1" if f.get("last") else "1" if f.get("next") else "0"
    part = f.value("shift")
    direction = "past" if value == "-1" or part == "earlier" else "future" if value == "1" or part == "later" else ""
    if unit == "day":
        return Draft("anchored", value, "day", part=part)
    return Draft("relative", value, unit, direction, part)


def weekend(f: Found) -> Draft | None:
    if f.value("unit") != "weekend":
        return None
    return Draft("relative", "0", "weekend")


def of_the_unit(f: Found) -> Draft | None:
    """ "earlier in the day", "later that week", "later in the year"."""
    unit, part = f.value("unit"), f.value("shift")
    if unit not in ("day", "week", "month", "year"):
        return None
    if unit == "day" or f.get("that"):
        return Draft("anchored", "0", unit, part=part)
    direction = "past" if part == "earlier" else "future" if part == "later" else ""
    return Draft("relative", "0", unit, direction, part)


def ago(f: Found) -> Draft:
    count = f.count()
    if count is None:
        return Draft("vague", "", f.value("unit"), "past")
    return Draft("relative", str(-count), f.value("unit"), "past", rule="ago")


def in_units(f: Found) -> Draft | None:
    """ "in two days": the coming ones, if the clause speaks of the future; not "for the first time in two years"."""
    if f.before() == "time":
        return None
    count = f.count()
    if count is None:
        return Draft("vague", "", f.value("unit"), "future")
    return Draft("relative", str(count), f.value("unit"), "future", rule="in")


def anchored_units(f: Found) -> Draft:
    """ "two days later", "a week before the vote"."""
    count = f.count()
    sign = 1 if f.value("shift") == "later" or f.get("after") else -1
    to_event = "event" if f.get("after") or f.get("before") else ""
    return Draft("anchored", "" if count is None else str(sign * count), f.value("unit"), rule=to_event)


def anchored_unit(f: Found) -> Draft | None:
    """ "the same day", "the previous week", "the following month", "that day"."""
    unit = f.value("unit")
    if unit in _SHORT_UNITS:
        return None
    value = "-1" if f.get("previous") else "1" if f.get("next") else "0"
    return Draft("anchored", value, unit)


def span(f: Found) -> Draft:
    """ "over the past thirteen months", "the next two days", "the past week"."""
    future = bool(f.get("next"))
    counted = f.get("count") is not None
    count = f.count() if counted else 1 if (f.get("unit") or Lexeme(0, 0, "", "", "")).kind == "unit" else None
    if count is None:
        return Draft("vague", "", f.value("unit"), "future" if future else "past")
    value = str(count if future else -count)
    return Draft("span-of-time", value, f.value("unit"), "future" if future else "past", duration=True)


def duration(f: Found) -> Draft:
    """ "for three days", "two days of clashes", "a two-day visit": a length of time without a beginning."""
    count = f.count() if f.get("count") else None
    return Draft("span-of-time", "" if count is None else str(count), f.value("unit"), duration=True)


def day_of_row(f: Found) -> Draft | None:
    """ "for a third day", "the fourth straight day": a length up to the day beside it."""
    if f.value("unit") != "day" or not 2 <= f.number("nth") <= _LONGEST_ROW:
        return None
    return Draft("span-of-time", str(f.number("nth")), "day", duration=True, rule="row")


def duration_before(f: Found) -> Draft:
    """ "after 20 days of clashes": a length that ends with the time beside it."""
    return replace(duration(f), rule="after")


def clock(f: Found) -> Draft | None:
    clock = clock_value(f.value("clock"))
    if clock is None:
        return None
    zone = _ZONE.search(f.value("clock"))
    return Draft("clock", clock, clock=f"{clock} {zone.group()}" if zone else clock)


_ZONE = re.compile(r"[A-Z]{3,4}$|(?:[A-Z][a-z]+ )?(?:local )?time$")


def clock_value(text: str) -> str | None:
    """The hour and minute of a clock time: "8.46am" → "08:46", "0900" → "09:00", "11 p.m." → "23:00"."""
    low = text.lower()
    digits = re.findall(r"\d+", low)
    if len(digits) == 1 and len(digits[0]) == 4:
        hour, minute = int(digits[0][:2]), int(digits[0][2:])
    else:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    meridiem = re.search(r"([ap])\.?\s?m", low)
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem[1] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def vague(f: Found) -> Draft:
    unit = f.value("unit")
    future = f.get("next") or (f.get("vague") or Lexeme(0, 0, "", "", "")).text.lower() == "soon"
    return Draft("vague", "", unit, "future" if future else "past")


def nothing(_: Found) -> Draft:
    """An age, a plural weekday of habit: words of time that date nothing."""
    return NOTHING
