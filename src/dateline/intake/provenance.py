"""Who published a report and when, from what stands in it; unknown where nothing says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.errors import InputError
from dateline.intake.layout import Page
from dateline.intake.line_rules import Stamp, label_of, release_number, stamps_in
from dateline.intake.stamps import Date, dates_in_address, find_clocks, find_dates
from dateline.model import BlockKind, Outlet, Published, Span
from dateline.reference import outlets

_ISO_VALUE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_ISO_CLOCK = re.compile(r"[T ](\d\d(?::\d\d(?::\d\d)?)?)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the item beside its text. origin: "json" or "metadata"; the caller's values stand apart."""

    published: str | None = None
    outlet: str | None = None
    address: str | None = None
    origin: str = "json"


def caller_published(value: str) -> Published:
    """The day or time that the caller states. Raises InputError unless it is an ISO 8601 date or date-time."""
    match = _ISO_VALUE.fullmatch(value.strip())
    dates = find_dates(value) if len(value.strip()) >= 10 else []
    if match is None or (len(value.strip()) >= 10 and not dates):
        raise InputError(f"published: {value!r} is not an ISO 8601 date (2026-01-08) or time (2026-01-08T23:09)")
    zone = match["zone"]
    bare = value.strip().removesuffix(zone or "").strip().replace(" ", "T")
    return Published(bare, "caller", zone)


def published_in(page: Page, text: str, given: Given) -> Published | None:
    """When the report says that it was published: header, item, stamps on the page, dateline, in that order.

    The hour comes from a stamp of the same day where header or item have only the day.
    """
    stamps = _page_stamps(page)
    known = _other_dates(page, text, stamps)
    found = (
        _from_header(page, text, known)
        or _from_given(given, known)
        or _from_stamps(stamps, known)
        or _from_dateline(page, known)
    )
    if found and len(found.value) == 10 and found.origin in ("header", "json", "metadata"):
        for stamp in stamps:
            finer = _of_stamp(stamp, known)
            if stamp.label != "updated" and finer and finer.day == found.value and len(finer.value) > 10:
                return finer
    return found


def outlet_in(page: Page, text: str, given: Given) -> Outlet | None:
    """Who published the report. An agency in the dateline is the publisher only where nothing else says who is."""
    if given.outlet and given.origin == "json":
        return Outlet(_best_name(given.outlet), "json")
    if span := page.headers.get("outlet"):
        return Outlet(_best_name(span.of(text)), "header", span)
    dateline = page.dateline.dateline.outlet if page.dateline else None
    named = ((dateline, "dateline"), (page.signature, "signature"), (page.masthead, "masthead"))
    in_text = [(s, origin) for s, origin in named if s]
    if page.address and outlets.host_name(page.address):
        return _by_address(page.address, in_text, text, given)
    if given.outlet:
        return Outlet(_best_name(given.outlet), given.origin)
    for span, origin in reversed(in_text):
        return Outlet(_best_name(span.of(text)), origin, span)
    return None


def _by_address(address: str, in_text: list[tuple[Span, str]], text: str, given: Given) -> Outlet | None:
    """The site's owner. Where its name also stands in the text, that is the evidence."""
    listed, host = outlets.by_host(address), outlets.host_name(address) or ""
    label = host.split(".")[0].replace("-", "")
    for span, origin in in_text:
        known = outlets.by_name(span.of(text))
        if (known and listed and known.name == listed.name) or re.sub(r"\W", "", span.of(text)).lower() == label:
            return Outlet(_best_name(span.of(text)), origin, span)
    if listed:
        return Outlet(listed.name, "address")
    if given.outlet:
        return Outlet(_best_name(given.outlet), given.origin)
    return Outlet(host, "address")


def _best_name(name: str) -> str:
    name = " ".join(name.split())
    known = outlets.by_name(name) or (outlets.by_host(name) if _HOST.fullmatch(name) else None)
    return known.name if known else name


def _page_stamps(page: Page) -> list[Stamp]:
    """Stamps above the text, and below it; never those inside, which date parts of it."""
    body = page.body
    first, last = (body[0], body[-1]) if body else (len(page.lines), -1)
    found = []
    for number, line in enumerate(page.lines):
        if line.kind is not BlockKind.TIMESTAMP or first < number < last:
            continue
        label = label_of(page.lines[number - 1].text) if number and line.text[:1].isdigit() else ""
        stamps = [_moved(s, line.start) for s in stamps_in(line.text)]
        found += [replace(s, label=s.label or label) for s in stamps if (s.label or label) != "other"]
    return found


def _moved(stamp: Stamp, by: int) -> Stamp:
    date = replace(stamp.date, start=stamp.date.start + by, end=stamp.date.end + by)
    clock = stamp.clock and replace(stamp.clock, start=stamp.clock.start + by, end=stamp.clock.end + by)
    return Stamp(date, clock, stamp.label)


def _other_dates(page: Page, text: str, stamps: list[Stamp]) -> list[Date]:
    """Dates that can settle a doubtful one: in the URL, in a press release's number, other stamps, the dateline."""
    dates = dates_in_address(page.address or "")
    dates += [stamp.date for stamp in stamps]
    if span := page.headers.get("date"):
        dates += find_dates(span.of(text))
    if page.dateline and page.dateline.date:
        dates.append(page.dateline.date)
    return dates


def _settled(date: Date, others: Iterable[Date]) -> Date | None:
    """The date, if it is whole and can be read in one way only, or another date of the item makes it so."""
    if date.is_sure:
        return date
    if date.other is None:
        return None
    readings = {r.iso: r for o in others if o is not date and o.other is None and (r := date.agrees(o))}
    return next(iter(readings.values())) if len(readings) == 1 else None


def _from_header(page: Page, text: str, others: list[Date]) -> Published | None:
    span = page.headers.get("date")
    if span is None:
        return None
    return _read(span.of(text), "header", others, span.start)


def _from_given(given: Given, others: list[Date]) -> Published | None:
    return _read(given.published, given.origin, others, None) if given.published else None


def _read(value: str, origin: str, others: list[Date], offset: int | None) -> Published | None:
    """The first whole date in a value that is nothing else, with its hour and zone."""
    date = next((s for d in find_dates(value) if (s := _settled(d, others))), None)
    if date is None:
        return None
    end, clock, zone = date.end, None, None
    if match := _ISO_CLOCK.match(value, date.end):
        clock, zone, end = match[1], match[2], match.end()
    elif clocks := find_clocks(value):
        clock, zone, end = clocks[0].value, clocks[0].zone, max(end, clocks[0].end)
    span = None if offset is None else Span(offset + date.start, offset + end)
    return Published(date.iso + (f"T{clock}" if clock else ""), origin, zone, span)


def _from_stamps(stamps: list[Stamp], others: list[Date]) -> Published | None:
    """The stamp labelled as publication, else one without a label, else that of the latest revision."""
    for label in ("published", "", "updated"):
        for stamp in stamps:
            if stamp.label == label and (found := _of_stamp(stamp, others)):
                return found
    return None


def _of_stamp(stamp: Stamp, others: list[Date]) -> Published | None:
    date = _settled(stamp.date, others)
    if date is None:
        return None
    start, end = date.start, date.end
    if clock := stamp.clock:
        start, end = min(start, clock.start), max(end, clock.end)
        return Published(f"{date.iso}T{clock.value}", "timestamp", clock.zone, Span(start, end))
    return Published(date.iso, "timestamp", None, Span(start, end))


def _from_dateline(page: Page, others: list[Date]) -> Published | None:
    """The day in the dateline; without a year only where the item has the same day with one, or the same month in a
    press release's number."""
    date = page.dateline.date if page.dateline else None
    if date is None:
        return None
    span = Span(date.start, date.end)
    if date.year:
        settled = _settled(date, others)
        return Published(settled.iso, "dateline", None, span) if settled else None
    years = {o.year for o in others if o.is_sure and (o.month, o.day) == (date.month, date.day)}
    numbers = [n for line in page.lines if line.kind is BlockKind.HEADER and (n := release_number(line))]
    years |= {year for year, month in numbers if month == date.month}
    if len(years) != 1:
        return None
    return Published(replace(date, year=years.pop()).iso, "dateline", None, span)
