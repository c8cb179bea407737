"""The day that a report counts its "yesterday" from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date

from dateline.model import Reading, TimeMention
from dateline.model.frozen import frozen
from dateline.resolution.calendar import first_day, last_day

_ISO_MONTH = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d])")
_FRONT = 400  # characters in which a report's own reference number stands


@frozen
class Anchor:
    """The report's own day, month or year, as far as known, and how to speak of it.

    words: "2026-01-08, the publication date". missing: why there is no day. yearless: "--12-13", all that a dateline
    said where no year is known. latest: the last day that an undated report names in full with its weekday.
    """

    year: int | None = None
    month: int | None = None
    day: date | None = None
    words: str = ""
    missing: str = "the report has no date"
    yearless: str | None = None
    latest: date | None = None
    latest_words: str = ""

    @classmethod
    def of_iso(cls, value: str, origin: str) -> Anchor:
        """From an ISO day, month or year; without any when the value is none of them."""
        first = first_day(value)
        if first is None:
            return cls()
        words = f"{value}, {origin}"
        if len(value) == 4:
            return cls(first.year, None, None, words, "only the report's year is known")
        if len(value) == 7:
            return cls(first.year, first.month, None, words, "only the report's month is known")
        return cls(first.year, first.month, first, words)

    @classmethod
    def of_day(cls, day: date, words: str) -> Anchor:
        return cls(day.year, day.month, day, words)

    @property
    def iso(self) -> str | None:
        if self.day:
            return self.day.isoformat()
        if self.year is None:
            return None
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @property
    def first(self) -> date:
        return first_day(self.iso) or date.min

    @property
    def last(self) -> date:
        return last_day(self.iso) or date.max


@frozen
class Anchors:
    """The report's anchor, and those of datelines further down (a page may hold several reports)."""

    whole: Anchor
    starts: tuple[int, ...] = ()
    local: tuple[Anchor, ...] = ()

    def at(self, offset: int) -> Anchor:
        """The anchor of what stands at an offset: the last dateline before it, else the report's own."""
        at = bisect_right(self.starts, offset) - 1
        return self.local[at] if at >= 0 else self.whole


def anchors_of(reading: Reading) -> Anchors:
    """From the publication date, else from the dateline; a dateline without a year takes it from either."""
    report = reading.annotated.report
    marks = [m for m in reading.times if m.publication]
    whole = Anchor()
    if report.published is not None:
        whole = Anchor.of_iso(report.published.day, "the publication date")
    if whole.day is None:
        whole = _from_front(reading, marks, whole)
    if whole.day is None:
        whole = _with_latest(reading, _from_today(reading, whole))
    local = [(m.span.start, _dateline_anchor(m, whole)) for m in marks]
    kept = [(start, anchor) for start, anchor in local if anchor.day is not None]
    return Anchors(whole, tuple(start for start, _ in kept), tuple(anchor for _, anchor in kept))


def _from_today(reading: Reading, anchor: Anchor) -> Anchor:
    """The day that an undated report calls today ("today, December 8")."""
    for mention in reading.times:
        if not mention.rule.endswith(": today"):
            continue
        if mention.kind == "date":
            return Anchor.of_iso(mention.value, "the day that it calls today")
        if anchor.year is None and len(mention.value) == 7:
            words = f"{mention.value}, the day that it calls today"
            return Anchor(words=words, missing="its own day has no year", yearless=mention.value)
    return anchor


def _with_latest(reading: Reading, anchor: Anchor) -> Anchor:
    """The anchor of an undated report, with the latest day that it names with weekday and year."""
    named = [
        (day, m.span.of(reading.annotated.report.matching))
        for m in reading.times
        if m.kind == "date" and m.weekday and (day := first_day(m.value)) and day.isoweekday() == m.weekday
    ]
    if not named:
        return anchor
    day, words = max(named)
    return replace(anchor, latest=day, latest_words=f"{words!r}, the latest day named in the undated report")


def _from_front(reading: Reading, marks: list[TimeMention], known: Anchor) -> Anchor:
    """From the dateline's date, and from a year and month in the report's reference number ("2010-05-CA-039")."""
    full = next((m.value for m in marks if m.kind == "date" and len(m.value) == 10), None)
    if full is not None:
        return Anchor.of_iso(full, "the dateline")
    number = _ISO_MONTH.search(reading.annotated.report.matching[:_FRONT])
    if known.year is None and number is not None:
        known = Anchor.of_iso(number.group(), "the report's reference number")
    for mark in marks:
        found = _dateline_anchor(mark, known)
        if found.day is not None:
            return found
    if known.year is None and marks and len(marks[0].value) == 7 and not marks[0].value.startswith("---"):
        value = marks[0].value
        return Anchor(words=f"{value}, the dateline", missing="the dateline has no year", yearless=value)
    return known


def _dateline_anchor(mark: TimeMention, whole: Anchor) -> Anchor:
    """The day of a dateline; its year from the report's own date, nearest to it."""
    if mark.kind == "date" and len(mark.value) == 10:
        return Anchor.of_iso(mark.value, "the dateline")
    if mark.kind != "partial" or len(mark.value) != 7 or mark.value.startswith("---") or whole.year is None:
        return Anchor()
    near = [f"{whole.year + by:04d}{mark.value[1:]}" for by in (-1, 0, 1)]
    middle = whole.first.toordinal()
    dated = [(abs(day.toordinal() - middle), value) for value in near if (day := first_day(value))]
    if whole.month is None:
        dated = [(0, f"{whole.year:04d}{mark.value[1:]}")] if first_day(near[1]) else []
    return Anchor.of_iso(min(dated)[1], f"the dateline, its year from {whole.words}") if dated else Anchor()
