"""Time expressions → times, anchored to the report's own day, or left open where there is none.

The rules, after the usage of news agencies:
* a bare weekday is the most recent such day up to and including the report's day; in a clause that looks ahead, the
  coming one; "last" is before the report's day, "next" after it. The same for a day and month without a year, and a
  month; one day of grace for reports dated behind the place they tell of;
* "today", "yesterday", "this week" and their like count from the report's day; a report without one leaves them open:
  the day it was published never stands in for the day of an event;
* "the same day", "two days later", "at dawn" count from the nearest time before them, else are left open; "earlier in
  the day" counts from the report's day where there is none;
* an undated report that names a day in full with its weekday ("Saturday, July 26, 2025") is near that day, so that its
  bare weekdays are seen from the latest such day; nothing else is;
* weeks are ISO 8601 weeks, Monday to Sunday; "this week" ends with the report's day unless the clause looks ahead.
Days are as written: no time zone is converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from dateline.model import (
    Evidence,
    Reading,
    Time,
    TimeMention,
    TimePrecision,
)
from dateline.model.frozen import frozen
from dateline.resolution.anchors import Anchor, anchors_of
from dateline.resolution.calendar import (
    When,
    days,
    first_day,
    last_day,
    of_iso,
    shift_days,
    shift_month,
    third,
    unknown,
    week_of,
)
from dateline.resolution.event_times import event_time
from dateline.resolution.tense import tense_at

_REACH_OF_BASE = 4  # sentences back that "the same day" may lean on
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_DAY = "the report has no date"


@frozen
class _Context:
    """What an expression is anchored to: the report's day, the tense of its clause, the nearest time before it.

    base_near: that time stands in the same sentence. named_days: "--MM-DD" → the full date, for the days that the
    report names with a year.
    """

    anchor: Anchor
    tense: str
    base: When | None = None
    base_words: str = ""
    base_near: bool = False
    named_days: Mapping[str, str] = field(default_factory=dict)


def anchor_times(reading: Reading) -> tuple[Time, ...]:
    """The time that each of `reading.times` says, in the same order; unknown ones have no start and a reason."""
    anchors = anchors_of(reading)
    named = {f"-{m.value[4:]}": m.value for m in reading.times if m.kind == "date" and len(m.value) == 10}
    found: list[When] = []
    for index, mention in enumerate(reading.times):
        base, words, near = _base(reading, found, index)
        tense = tense_at(reading.annotated, mention.span.start, mention.span.end)
        context = _Context(anchors.at(mention.span.start), tense, base, words, near, named)
        found.append(_resolve(mention, context))
    return tuple(_time(reading, m, w) for m, w in zip(reading.times, found, strict=True))


def _time(reading: Reading, mention: TimeMention, when: When) -> Time:
    report = reading.annotated.report
    span = mention.span
    evidence = Evidence(report.id, span.start, span.end, span.of(report.text))
    reason = (
        f"{when.reason}, {mention.clock}" if mention.clock and when.known and mention.kind != "clock" else when.reason
    )
    return Time(when.start, when.end, when.precision, reason, (evidence,))


def _base(reading: Reading, found: Sequence[When], index: int) -> tuple[When | None, str, bool]:
    """The nearest time of day precision before a mention, its words, and whether it stands in the same sentence."""
    here = reading.times[index]
    for earlier in range(index - 1, -1, -1):
        mention, when = reading.times[earlier], found[earlier]
        if here.sentence - mention.sentence > _REACH_OF_BASE:
            break
        if when.precision in (TimePrecision.DAY, TimePrecision.DAYS) and not mention.publication and when.first:
            words = mention.span.of(reading.annotated.report.matching)
            return when, words, mention.sentence == here.sentence
    return None, "", False


def _resolve(mention: TimeMention, context: _Context) -> When:
    return _RULES[mention.kind](mention, context)


# -- dates ----------------------------------------------------------------------------------------------------------


def _date(mention: TimeMention, context: _Context) -> When:
    if first_day(mention.value) is None:
        return unknown(f"the calendar has no {mention.value}")
    if mention.rule.endswith("unclear"):
        return of_iso(mention.value).because("year as written; " + mention.rule.split(", ")[-1])
    return third(mention.value, mention.part).because("as written")


def _partial(mention: TimeMention, context: _Context) -> When:
    """A day or month without a year, or a day of some month: the nearest on the side that the clause looks to."""
    anchor = context.anchor
    ahead = mention.direction == "future" or (not mention.direction and context.tense == "future")
    if anchor.year is None and mention.value in context.named_days:
        return of_iso(context.named_days[mention.value]).because("its year stands elsewhere in the report")
    if anchor.year is None:
        return of_iso(mention.value).because("no year in the text, and " + _NO_DAY)
    candidates = _candidates(mention, anchor)
    if mention.weekday:
        fitting = [c for c in candidates if (d := first_day(c)) and d.isoweekday() == mention.weekday]
        candidates = fitting or candidates
    chosen = _nearest(candidates, anchor, ahead, strict=mention.direction == "past")
    if chosen is None:
        return of_iso(mention.value).because(f"no fitting year near {anchor.words}")
    side = "next" if ahead else "latest"
    return third(chosen, mention.part).because(f"{side} {mention.value.strip('-')} seen from {anchor.words}")


def _candidates(mention: TimeMention, anchor: Anchor) -> list[str]:
    """The days or months that a partial value could be, in order, around the report's own day."""
    year = anchor.year or 0
    if mention.value.startswith("---"):
        months = [shift_month(year, anchor.month or 1, by) for by in (-1, 0, 1)] if anchor.month else []
        values = [f"{month}-{mention.value[3:]}" for month in months]
    else:
        values = [f"{y:04d}{mention.value[1:]}" for y in (year - 2, year - 1, year, year + 1)]
    return [v for v in values if first_day(v)]


def _nearest(values: Sequence[str], anchor: Anchor, ahead: bool, strict: bool) -> str | None:
    """The last value not after the anchor (a day of grace), or with `ahead` the first not before it."""
    if ahead:
        return next((v for v in values if (last_day(v) or date.min) >= anchor.first), None)
    limit = anchor.last if strict else shift_days(anchor.last, 1) or anchor.last
    past = [v for v in values if (first_day(v) or date.max) <= limit]
    if strict:
        past = [v for v in past if (last_day(v) or date.max) < anchor.first]
    return past[-1] if past else None


def _weekday(mention: TimeMention, context: _Context) -> When:
    day = context.anchor.day or context.anchor.latest
    seen_from = context.anchor.words if context.anchor.day else context.anchor.latest_words
    name = _WEEKDAYS[int(mention.value) - 1]
    if day is None:
        return unknown(f"{name} of an unknown week: {context.anchor.missing}")
    back = (day.isoweekday() - int(mention.value)) % 7
    ahead = mention.direction == "future" or (not mention.direction and context.tense == "future")
    if mention.part == "later" and not back:
        ahead = True
    if ahead:
        by, words = (7 - back) % 7, "on or after"
        if mention.direction == "future" and not by:
            by, words = 7, "after"
    else:
        by, words = -back, "on or before"
        if mention.direction == "past":
            by, words = by or -7, "before"
    found = shift_days(day, by)
    if found is None:
        return unknown("beyond the calendar")
    ends = [found]
    if mention.part == "overnight":  # the night that begins on it, or that ends on it if it has not passed
        ends = sorted((found, shift_days(found, 1 if found < day else -1) or found))
    return days(ends[0], ends[-1]).because(f"{name} {words} {seen_from}")


# -- counted from the report's day ------------------------------------------------------------------------------------


def _relative(mention: TimeMention, context: _Context) -> When:
    anchor, unit, by = context.anchor, mention.unit, int(mention.value or 0)
    words = f"counted from {anchor.words}"
    if mention.rule.endswith(": in") and context.tense != "future":
        return unknown("a length of time, or a day ahead: the clause does not say")
    if unit in ("year", "decade", "century"):
        found = _relative_year(mention, anchor, by * {"year": 1, "decade": 10, "century": 100}[unit])
        return found.because(words) if found.known else found
    if unit == "month":
        found = _relative_month(mention, anchor, by)
        return found.because(words) if found.known else found
    day = anchor.day
    if day is None and unit == "day" and anchor.yearless is not None:
        return _yearless_day(anchor.yearless, by).because(words)
    if day is None:
        return unknown(f"counted from the report's day: {anchor.missing}")
    if unit in ("week", "weekend", "fortnight"):
        found = _relative_week(mention, context, day, by)
        return found.because(words) if found.known else found
    by = by if unit == "day" else int(by / {"hour": 24, "minute": 1440, "second": 86400}[unit])
    moved = shift_days(day, by)
    if moved is None:
        return unknown("beyond the calendar")
    start = shift_days(moved, -1) if mention.part == "overnight" else moved
    return days(start or moved, moved).because(words)


def _yearless_day(value: str, by: int) -> When:
    """A day counted from a "--MM-DD", if it is the same in a common year and in a leap year."""
    common, leap = (first_day(f"{year}{value[1:]}") for year in ("2001", "2004"))
    moved = {f"-{day.isoformat()[4:]}" for base in (common, leap) if base and (day := shift_days(base, by))}
    return of_iso(moved.pop()) if len(moved) == 1 else unknown("the dateline has no year")


def _relative_year(mention: TimeMention, anchor: Anchor, by: int) -> When:
    if anchor.year is None:
        return unknown(f"counted from the report's year: {anchor.missing}")
    if not 1 <= anchor.year + by <= 9999:
        return unknown("beyond the calendar")
    year = f"{anchor.year + by:04d}"
    if anchor.month and mention.part in ("earlier", "later"):
        here = f"{year}-{anchor.month:02d}"
        ends = (f"{year}-01", here) if mention.part == "earlier" else (here, f"{year}-12")
        return When(*ends, TimePrecision.MONTH)
    return third(year, mention.part)


def _relative_month(mention: TimeMention, anchor: Anchor, by: int) -> When:
    if anchor.year is None or anchor.month is None:
        return unknown(f"counted from the report's month: {anchor.missing}")
    month = shift_month(anchor.year, anchor.month, by)
    first, last = first_day(month), last_day(month)
    if first is None or last is None:
        return unknown("beyond the calendar")
    if anchor.day and mention.part in ("earlier", "later"):
        return days(first, anchor.day) if mention.part == "earlier" else days(anchor.day, last)
    return third(month, mention.part)


def _relative_week(mention: TimeMention, context: _Context, day: date, by: int) -> When:
    weekend = mention.unit == "weekend"
    ahead = mention.direction == "future" or (not mention.direction and context.tense == "future")
    if weekend and not by and not ahead and day.isoweekday() < 6:
        by = -1
    if weekend and mention.direction == "past" and mention.value == "-1":
        by = -1
    around = shift_days(day, by * (14 if mention.unit == "fortnight" else 7))
    if around is None:
        return unknown("beyond the calendar")
    monday, sunday = week_of(around)
    if mention.weekday:
        at = shift_days(monday, mention.weekday - 1) or monday
        return days(at, at)
    if weekend:
        saturday = shift_days(monday, 5) or monday
        return days(saturday, min(sunday, day) if saturday <= day <= sunday and not ahead else sunday)
    if mention.part == "end":
        friday = shift_days(monday, 4) or monday
        return days(friday, sunday)
    if not by:
        monday, sunday = (day, sunday) if ahead else (monday, day)
    return days(monday, sunday, TimePrecision.WEEK)


def _span_of_time(mention: TimeMention, context: _Context) -> When:
    """ "the past thirteen months", "the next two days"; a bare length has no beginning."""
    anchor = context.anchor
    if mention.rule.endswith(": after") and context.base is not None and context.base_near and mention.value:
        return _length_before(mention, context.base, context.base_words)
    if not mention.direction:
        return unknown("a length of time without a beginning")
    by, unit = int(mention.value), mention.unit
    words = f"counted from {anchor.words}"
    if unit in ("year", "decade", "century"):
        if anchor.year is None:
            return unknown(f"counted from the report's year: {anchor.missing}")
        by *= {"year": 1, "decade": 10, "century": 100}[unit]
        if anchor.month is None or abs(by) > 2:
            far = max(1, min(9999, anchor.year + by))
            ends = sorted((f"{anchor.year:04d}", f"{far:04d}"))
            return When(ends[0], ends[1], TimePrecision.YEAR, words)
        by, unit = by * 12, "month"
    if unit == "month":
        if anchor.year is None or anchor.month is None:
            return unknown(f"counted from the report's month: {anchor.missing}")
        ends = sorted((shift_month(anchor.year, anchor.month, 0), shift_month(anchor.year, anchor.month, by)))
        return When(ends[0], ends[1], TimePrecision.MONTH, words)
    if anchor.day is None:
        return unknown(f"counted from the report's day: {anchor.missing}")
    hours = {"hour": 1, "minute": 0, "second": 0, "day": 24, "week": 168, "weekend": 168, "fortnight": 336}[unit]
    far_day = shift_days(anchor.day, int(by * hours / 24))
    if far_day is None:
        return unknown("beyond the calendar")
    return days(min(far_day, anchor.day), max(far_day, anchor.day)).because(words)


def _length_before(mention: TimeMention, end: When, words: str) -> When:
    """ "stopped on Saturday, after 20 days of clashes": the days up to the time named before."""
    hours = {"hour": 1, "day": 24, "week": 168, "fortnight": 336}.get(mention.unit)
    first = shift_days(end.last, -int(int(mention.value) * hours / 24)) if hours and end.last else None
    if first is None or end.last is None:
        return unknown("a length of time without a beginning")
    return days(first, end.last).because(f"the {mention.unit}s up to {words!r}")


# -- counted from another time ----------------------------------------------------------------------------------------


def _anchored(mention: TimeMention, context: _Context) -> When:
    """ "the same day", "two days later": from the time before it, else from the report's day."""
    if mention.rule.endswith(": event"):
        return unknown("counted from an event, not from a day")
    if not mention.value:
        return unknown("how many is not said")
    base_first, base_last, words = _base_days(mention, context)
    if base_first is None or base_last is None:
        return unknown("counted from a day that is not said")
    by = int(mention.value)
    if mention.weekday and mention.unit == "weekday":
        found = shift_days(base_last, (mention.weekday - base_last.isoweekday() - 1) % 7 + 1)
        return unknown("beyond the calendar") if found is None else days(found, found).because(words)
    if mention.unit == "day" and not by:
        return days(base_first, base_last).because(words)
    around = base_last if by > 0 else base_first
    return _shifted(around, by, mention.unit).because(words)


def _base_days(mention: TimeMention, context: _Context) -> tuple[date | None, date | None, str]:
    """The day before it; "earlier in the day" counts from the report's day where there is none, and nothing else."""
    if context.base is not None:
        return context.base.first, context.base.last, f"counted from {context.base_words!r} before it"
    day = context.anchor.day if mention.part in ("earlier", "later") else None
    return day, day, f"counted from {context.anchor.words}, no other day before it"


def _shifted(day: date, by: int, unit: str) -> When:
    if unit in ("month", "year", "decade", "century"):
        months = by * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
        if not 1 <= day.year + months // 12 <= 9998:
            return unknown("beyond the calendar")
        month = shift_month(day.year, day.month, months)
        return of_iso(month if unit == "month" else month[:4])
    per = {"week": 7.0, "weekend": 7.0, "fortnight": 14.0, "hour": 1 / 24, "minute": 0.0, "second": 0.0}.get(unit, 1.0)
    found = shift_days(day, int(by * per))
    if found is None:
        return unknown("beyond the calendar")
    return days(*week_of(found), TimePrecision.WEEK) if unit == "week" and not by else days(found, found)


def _clock(mention: TimeMention, context: _Context) -> When:
    """A time of the day on the day named shortly before it; never on the report's own day for want of another."""
    if context.base is None or context.base.first != context.base.last:
        return unknown("a time of the day; which day is not said")
    return When(context.base.start, context.base.end, TimePrecision.DAY, f"{mention.clock} on {context.base_words!r}")


def _vague(mention: TimeMention, context: _Context) -> When:
    return unknown("the words do not say when")


# -- ranges -----------------------------------------------------------------------------------------------------------


def _range(mention: TimeMention, context: _Context) -> When:
    if len(mention.parts) == 2:
        return _closed_range(mention, context)
    end = _resolve(mention.parts[0], replace(context, tense="past" if mention.rule == "since" else context.tense))
    if not end.known:
        return end
    if mention.rule != "since":
        return When(None, end.end, end.precision, f"until then; {end.reason}")
    now = context.anchor.iso
    if now is None or end.start is None or end.start.startswith("-"):
        return When(end.start, None, end.precision, f"since then; {end.reason}")
    length = min(len(end.start), len(now))
    return _interval(end.start[:length], now[:length], f"{end.reason}; up to {context.anchor.words}")


def _closed_range(mention: TimeMention, context: _Context) -> When:
    """Both ends; the first is put before the second ("from Monday to Wednesday")."""
    second = _resolve(mention.parts[1], context)
    inner = context
    if second.last is not None and mention.parts[0].kind in ("weekday", "partial"):
        inner = replace(context, anchor=Anchor.of_day(second.last, context.anchor.words), tense="past")
    first = _resolve(mention.parts[0], inner)
    if not first.known or not second.known:
        return second if second.known else first
    if first.start is None or second.end is None:
        return first
    if mention.part in ("early", "mid", "late") and mention.parts[0].value.endswith("0"):
        return _part_of_decade(mention)
    return _interval(first.start, second.end, second.reason)


def _part_of_decade(mention: TimeMention) -> When:
    year = int(mention.parts[0].value)
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[mention.part]
    return When(f"{year + low:04d}", f"{year + high:04d}", TimePrecision.YEAR, "as written")


def _interval(start: str, end: str, reason: str) -> When:
    """Both ends at the coarser grain of the two."""
    if not start.startswith("-") and not end.startswith("-"):
        length = min(len(start), len(end))
        start, end = start[:length], end[:length]
    if start == end:
        return of_iso(start).because(reason)
    precision = of_iso(start).precision
    return When(start, end, TimePrecision.DAYS if precision is TimePrecision.DAY else precision, reason)


_RULES: dict[str, Callable[[TimeMention, _Context], When]] = {
    "date": _date,
    "partial": _partial,
    "weekday": _weekday,
    "relative": _relative,
    "span-of-time": _span_of_time,
    "anchored": _anchored,
    "clock": _clock,
    "vague": _vague,
    "range": _range,
}


__all__ = ["anchor_times", "event_time"]
