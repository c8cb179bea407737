"""The numbers by which lines sort: a day, then always the same order within it."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

DAY = 40
"""Bits of a number below its day."""
_WITHIN = 12  # bits of a statement's place in its report


def first_day(moment: str | None) -> int:
    """The first day that an ISO day, month or year can mean, counted from the year 1; 0 for none (or no year)."""
    given = (moment or "")[:10]
    return _day(given + {4: "-01-01", 7: "-01"}.get(len(given), ""))


def last_day(moment: str | None) -> int:
    """The last day that it can mean."""
    given = (moment or "")[:10]
    first = first_day(given)
    if not first or len(given) == 10:
        return first
    if len(given) == 4:
        return _day(f"{given}-12-31")
    return (date.fromordinal(first).replace(day=28) + timedelta(4)).replace(day=1).toordinal() - 1


def numbers_from(day: int) -> int:
    """The least number that a line of a day can have."""
    return day << DAY


def day_of(number: int) -> int:
    return number >> DAY


def outlet_key(outlet: str | None) -> str:
    return sha256(outlet.encode()).hexdigest()[:32] if outlet else ""


def _day(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def line_number(day: int, what: str, within: int = 0) -> int:
    """Sorts by day, then always the same. Of several lines of one thing the first has the highest."""
    least = (1 << _WITHIN) - 1
    of = int.from_bytes(sha256(what.encode()).digest()[:8]) & ((1 << (DAY - _WITHIN)) - 1)
    return (day << DAY) | (of << _WITHIN) | max(least - within, 0)
