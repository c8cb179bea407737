"""Days, weeks, months and years as ISO 8601 intervals."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from dateline.model import TimePrecision
from dateline.model.frozen import frozen

_THIRDS = {"start": 0, "early": 0, "mid": 1, "late": 2, "end": 2}


@frozen
class When:
    """An interval, both ends included, as in `Time`. first, last: its first and last day, where it has a year."""

    start: str | None
    end: str | None
    precision: TimePrecision
    reason: str = ""

    @property
    def first(self) -> date | None:
        return first_day(self.start)

    @property
    def last(self) -> date | None:
        return last_day(self.end)

    @property
    def known(self) -> bool:
        return self.start is not None or self.end is not None

    def because(self, reason: str) -> When:
        return replace(self, reason=reason)


def unknown(reason: str) -> When:
    return When(None, None, TimePrecision.UNKNOWN, reason)


def of_iso(value: str) -> When:
    """The day, month or year that an ISO value names, or a "--MM-DD", "--MM", "---DD" without a year as it stands."""
    if value.startswith("--"):
        precision = TimePrecision.MONTH if len(value) == 4 else TimePrecision.DAY
    else:
        precision = {4: TimePrecision.YEAR, 7: TimePrecision.MONTH}.get(len(value), TimePrecision.DAY)
    return When(value, value, precision)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def first_day(value: str | None) -> date | None:
    """The first day of an ISO day, month or year; None without a year or for what the calendar lacks."""
    numbers = _numbers(value)
    if not numbers:
        return None
    year, month, day = (*numbers, 1, 1)[:3]
    return date(year, month, day) if is_day(year, month, day) else None


def last_day(value: str | None) -> date | None:
    """The last day of an ISO day, month or year; None without a year or for what the calendar lacks."""
    numbers = _numbers(value)
    if not numbers:
        return None
    year, month = (*numbers, 12)[:2]
    if not is_day(year, month, 1):
        return None
    day = numbers[2] if len(numbers) == 3 else calendar.monthrange(year, month)[1]
    return date(year, month, day) if is_day(year, month, day) else None


def _numbers(value: str | None) -> tuple[int, ...]:
    if not value or value.startswith("-"):
        return ()
    parts = value[:10].split("-")
    return tuple(int(p) for p in parts) if all(p.isdecimal() for p in parts) else ()


def days(first: date, last: date, precision: TimePrecision | None = None) -> When:
    chosen = precision or (TimePrecision.DAY if first == last else TimePrecision.DAYS)
    return When(first.isoformat(), last.isoformat(), chosen)


def shift_days(day: date, by: int) -> date | None:
    """The day that many days away, or None beyond the calendar's ends."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def shift_month(year: int, month: int, by: int) -> str:
    """ISO month `by` months away."""
    at = year * 12 + month - 1 + by
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of a day."""
    monday = shift_days(day, -day.weekday()) or date.min
    return monday, shift_days(monday, 6) or date.max


def third(value: str, part: str) -> When:
    """The "early", "mid" or "late" third of an ISO month (days 1-10, 11-20, 21-) or year (four months each).

    The "start" and "end" of a year are its first and last month.
    """
    which = _THIRDS.get(part)
    if which is None or len(value) == 10:
        return of_iso(value)
    if len(value) == 4 and part in ("start", "end"):
        return of_iso(f"{value}-01" if part == "start" else f"{value}-12")
    if len(value) == 4:
        return When(f"{value}-{4 * which + 1:02d}", f"{value}-{4 * which + 4:02d}", TimePrecision.MONTH)
    end = last_day(value)
    last = 10 * which + 10 if which < 2 or end is None else end.day
    return When(f"{value}-{10 * which + 1:02d}", f"{value}-{last:02d}", TimePrecision.DAYS)
