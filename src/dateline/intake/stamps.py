"""Dates and hours as pages print them: finding, reading, and never guessing.

A date is read only as far as it goes. One that could be day/month or month/day keeps both readings until another
date of the same item settles it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ISO = re.compile(r"(?<![\d/.-])(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/]\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\w:.])(?P<d>{_DAY})(?:\s+of)?[\s-]*(?P<m>{_MONTH})(?:[\s,-]+(?P<y>(?:19|20)\d\d|'?\d\d)(?![\w:]|\.\d))?",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?P<m>{_MONTH})\s*(?P<d>{_DAY})(?!\d|:\d)(?:\s*[,.]?\s*(?P<y>(?:19|20)\d\d)(?![\w:]))?", re.I
)
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[-./])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d/-]|\.\d)")
_ZONE = (
    r"(?P<z>(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d\d)?|z\b|[+-]\d\d:?\d\d\b"
    r"|(?:utc|gmt|bst|ist|pkt|trt|cet|cest|eet|eest|msk|ict|wib|sgt|myt|hkt|jst|kst|aest|aedt|acst|awst|nzst|nzdt"
    r"|est|edt|cst|cdt|mst|mdt|pst|pdt|e[td]|p[td]|c[td]|sast|eat|wat|cat|art|brt|clt|irst|gst|ast|idt)\b)"
)
_ZONE_AFTER = re.compile(rf"\s+{_ZONE}", re.I)
_CLOCK = re.compile(
    rf"(?<![\d:.+-])(?P<h>\d{{1,2}})(?:(?::|h|\.(?=\d\d\s?[ap]\.?m))(?P<n>\d\d)(?::(?P<sec>\d\d)(?:\.\d+)?)?"
    rf"\s*(?P<ap>[ap]\.?m\b\.?)?|\s?(?P<ap2>[ap]\.?m\b\.?))(?![\d:])(?:\s*(?:hrs|hours))?\s*\(?{_ZONE}?\)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date at [start, end). year 0: not stated. other: the second reading (month, day) of 03/10/2025."""

    start: int
    end: int
    year: int
    month: int
    day: int
    other: tuple[int, int] | None = None

    @property
    def iso(self) -> str:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def is_sure(self) -> bool:
        """Whether year, month and day are all stated and can be read in one way only."""
        return self.year > 0 and self.other is None

    def agrees(self, other: Date) -> Date | None:
        """The reading of this date that `other`, a sure one or one without a year, supports; None when none does."""
        for month, day in ((self.month, self.day), self.other or (0, 0)):
            if (other.month, other.day) == (month, day) and other.year in (0, self.year):
                return replace(self, month=month, day=day, other=None)
        return None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour at [start, end): "23:09", "23:09:16" or "19". zone as it stands, or None."""

    start: int
    end: int
    value: str
    zone: str | None


def find_dates(text: str) -> list[Date]:
    """Every date in `text`, in order, longest reading first; without a year where none stands."""
    found: list[Date] = []
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC):
        for match in pattern.finditer(text):
            date = _numeric(match) if pattern is _NUMERIC else _named(match)
            clash = [f for f in found if date and f.start < date.end and date.start < f.end]
            if date is None or any(f.year or not date.year for f in clash):
                continue
            found = [f for f in found if f not in clash] + [date]
    return sorted(found, key=lambda d: d.start)


def find_clocks(text: str) -> list[Clock]:
    """Every hour of the day in `text`, in order."""
    found = []
    for match in _CLOCK.finditer(text):
        hour, half = int(match["h"]), (match["ap"] or match["ap2"] or "").lower()
        minute = int(match["n"] or 0)
        if half:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour > 23 or minute > 59:
            continue
        value = f"{hour:02d}" + (f":{match['n']}" if match["n"] else "") + (f":{match['sec']}" if match["sec"] else "")
        end = match.end() if match["z"] else match.start() + len(match.group().rstrip(" ("))
        found.append(Clock(match.start(), end, value, match["z"] or None))
    return found


def zone_at(text: str, at: int) -> str | None:
    """The time zone that stands at `at` ("8:20 AM Feb 3, 2024 IST": after the date), or None."""
    match = _ZONE_AFTER.match(text, at)
    return match["z"] if match else None


def month_number(name: str) -> int:
    """1 to 12 for an English month name or abbreviation."""
    return _MONTHS.index(name[:3].lower()) + 1


def dates_in_address(address: str) -> list[Date]:
    """Days written in a URL's path: /2026/01/19/, /2025/0726/, /20260130/, 2025-12-27. Their spans are of no use."""
    found = []
    for match in re.finditer(r"(?<!\d)((?:19|20)\d\d)[-/]?(\d{1,2})[-/]?(\d{1,2})(?!\d)", address):
        year, month, day = (int(g) for g in match.groups())
        separators = len(match.group()) - sum(len(g) for g in match.groups())
        if _exists(year, month, day) and (separators == 2 or len(match[2]) == len(match[3]) == 2):
            found.append(Date(0, 0, year, month, day))
    return found


def _named(match: re.Match[str]) -> Date | None:
    digits = re.match(r"\d+", match["d"])
    month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"])
    year, day = _year(match["y"]), int(digits.group() if digits else 0)
    end = match.end() - (1 if match.group().endswith(".") and not match["y"] and match["m"].endswith(".") else 0)
    return Date(match.start(), end, year, month, day) if _exists(year or 2000, month, day) else None


def _numeric(match: re.Match[str]) -> Date | None:
    a, b, year = int(match["a"]), int(match["b"]), _year(match["y"])
    day_first, month_first = _exists(year, b, a), _exists(year, a, b)
    if not (day_first or month_first):
        return None
    if day_first and month_first and a != b:
        return Date(match.start(), match.end(), year, b, a, other=(a, b))
    month, day = (b, a) if day_first else (a, b)
    return Date(match.start(), match.end(), year, month, day)


def _year(digits: str | None) -> int:
    """0 for none. Two digits are read as 1970 to 2069."""
    number = int((digits or "0").lstrip("'"))
    if digits is None or number > 99:
        return number
    return number + (1900 if number >= 70 else 2000)


def _exists(year: int, month: int, day: int) -> bool:
    return 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
