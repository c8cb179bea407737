"""Datelines: "KABUL, Afghanistan (Sept. 1) - ", "GAZA CITY, June 9 (Reuters) -", "(Agency) …", "Agency - Basra"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.intake.stamps import Date, find_dates
from dateline.model import Dateline, Span
from dateline.reference import outlets
from dateline.reference.furniture import phrases

_CAPITALS = r"[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ'’]|\.(?=\s?[A-Z]))+"
_CAPS_PLACE = re.compile(rf"{_CAPITALS}(?:(?:\s?/\s?|[ -]){_CAPITALS}){{0,4}}(?![a-z])")
_TITLE = r"[A-ZÀ-ÖØ-Þ][\w'’.]+"
_TITLE_PLACE = re.compile(rf"{_TITLE}(?:(?:/|[ -](?:al-|el-|de |la |of )?)(?:{_TITLE})){{0,3}}")
_LOWER_PLACE = re.compile(r"[a-z][a-z'’ -]{2,30}?(?=\s?[,(])")
_REGION = re.compile(
    rf",\s?(?!(?:{_CAPITALS}\s*[-–—]))[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){{0,3}}"
    rf"|\s?[\[(](?:{_TITLE}|{_CAPITALS})(?: {_TITLE})?[\])]"
)
_LOWER_REGION = re.compile(r"\s?\([a-z' -]{3,25}\)")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_AGENCY = re.compile(
    r"\s*[.,]?\s*(?:(?P<d>[A-Z][A-Z-]{3,25})(?=\s*[-–—])|\((?P<a>[^()]{2,45})\)|/(?P<b>[^/]{2,40})/|\[(?P<c>[^\[\]]{2,40})\])"
)
_DASH = re.compile(
    r"\s*(?:--+|[—–]|-(?=\s)|-(?=[A-Z][a-z]+ [a-z]))\s*(?:\[(?:text|report|excerpts?|editorial)\]\s*)?", re.I
)
_COLON = re.compile(r"\s?:\s+(?=[“\"'‘A-ZÀ-Þ])")
_STOP = re.compile(r"\s*\.\s+(?=[A-Z])")
_OUTLET_FIRST = re.compile(
    r"\(?(?P<o>[A-Z][\w.'’ &-]{1,40}?)\)?\s*(?P<s>[/–—]|--|-(?=\s)|-\s?(?=[A-Z])|,\s(?=[A-Z][a-z]+ - ))\s*"
)
_AGENCY_ONLY = re.compile(r"[(\[/](?P<o>[A-Z][^()\[\]/]{1,40})[)\]/](?:\s*(?:--?|[—–:]))?\s+(?=[A-Z“\"])")
_DATE_ONLY = re.compile(r"[(\[]?(?P<d>[^()\[\]]{6,30}?)[)\]]?\s*(?:--+|[—–]|-(?=\s))\s*")
_SPEAKER = re.compile(r"[A-Z][A-Z .'-]{1,30}:\s")
_TO_THE_TEXT = re.compile(r"(?:for immediate release|press release|news release|download pdf)\W", re.I)
_DATED_PLACE = re.compile(rf"{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?:, {_TITLE}(?: {_TITLE})?)?\s?\([^()]{{4,20}}\)")
_CALENDAR = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|update|wrapup|today|yesterday|by)\b",
    re.I,
)
LONGEST = 110
"""Characters: a dateline is no longer."""


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline, the day in it, and where the report's own words begin."""

    dateline: Dateline
    date: Date | None
    body: int


def find_dateline(text: str, start: int, end: int, *, first: bool, transcript: bool) -> Found | None:
    """The dateline at the start of the paragraph text[start:end], or None.

    first: the paragraph is the first of the body (there a mixed-case place before a dash will do). transcript: other
    paragraphs begin with a name and a colon too, so one more such is a speaker.
    """
    return (
        _outlet_first(text, start, end)
        or _place_first(text, start, end, first=first, transcript=transcript)
        or _agency_only(text, start, end)
        or (_date_only(text, start, end) if first else None)
    )


def after_release_heading(text: str, start: int, end: int) -> int | None:
    """Where a dateline begins that follows a press release's heading in the same paragraph, or None."""
    head = text[start : min(end, start + 300)]
    match = next((m for m in _DATED_PLACE.finditer(head) if find_dates(m.group())), None)
    if match and match.start() and _TO_THE_TEXT.search(head[: match.start()]):
        return start + match.start()
    return None


def is_place_line(text: str) -> bool:
    """Whether a whole line could be the place of a dateline that stands by itself: "DAMASCUS", "UNITED NATIONS"."""
    match = _CAPS_PLACE.fullmatch(text.strip())
    return bool(match) and len(text.strip()) >= 4 and len(text.split()) <= 3 and _may_be_place(text.strip())


def speaks(text: str) -> bool:
    """Whether a paragraph begins like a turn in a transcript: "MODERATOR: …"."""
    return bool(_SPEAKER.match(text))


def _place_first(text: str, start: int, end: int, *, first: bool, transcript: bool) -> Found | None:
    limit = min(end, start + LONGEST)
    place = next((m for p in (_CAPS_PLACE, _TITLE_PLACE, _LOWER_PLACE) if (m := p.match(text, start, limit))), None)
    if place is None or not _may_be_place(place.group()):
        return None
    capitals = place.re is _CAPS_PLACE
    at = _after_region(text, place.end(), limit, lower=place.re is _LOWER_PLACE)
    place_span = Span(start, at)
    day: Date | None = None
    agency: Span | None = None
    for _ in range(2):
        if day is None and (found := _date_at(text, at, limit)):
            day, at = found
        if agency is None and (named := _agency_at(text, at, limit, dated=day is not None or capitals)):
            agency, at = named
    sure = day is not None or agency is not None
    body = _separator(text, at, end, sure=sure, capitals=capitals, colon=capitals and not transcript)
    if body is None or not (sure or _stands_as_place(text, place_span, body, capitals=capitals, first=first)):
        return None
    if place.re is _LOWER_PLACE and (day is None or agency is None):
        return None
    if (
        not capitals
        and day
        and agency is None
        and text[place.end() : place.end() + 2].strip()[:1] not in tuple(",.([/")
    ):
        return None  # "Published July 5 - …": a mixed-case word runs into a day, nothing says that it is a place
    return _found(text, start, body, place_span, day, agency)


def _stands_as_place(text: str, place: Span, body: int, *, capitals: bool, first: bool) -> bool:
    """Whether a place without day and agency is one: in capitals, or before a spaced dash and a new sentence."""
    if capitals:
        return len(place) >= 4
    follows = text[body : body + 1]
    dash = text[place.end : body]
    return (
        first and len(place.of(text).split()) <= 3 and dash[:1].isspace() and (follows.isupper() or follows in "“\"'‘")
    )


def _outlet_first(text: str, start: int, end: int) -> Found | None:
    """ "Agency - Basra", "Agency/ The army …", "PAPER.COM, Jakarta - The …"."""
    match = _OUTLET_FIRST.match(text, start, min(end, start + LONGEST))
    if match is None or outlets.by_name(match["o"]) is None:
        return None
    outlet, at = Span(match.start("o"), match.end("o")), match.end()
    place = _TITLE_PLACE.match(text, at, end) or _CAPS_PLACE.match(text, at, end)
    if place and text[place.end() : end].lstrip()[:1] in ("", "("):
        rest = text[place.end() : end].strip()
        if not rest or (
            rest.endswith(")") and len(rest) < 40
        ):  # the line is nothing else: "Agency - Basra (Updated …)"
            return Found(Dateline(Span(start, end), Span(place.start(), place.end()), None, outlet), None, end)
    dash = _DASH.match(text, place.end(), end) if place else None
    if place and dash:
        return _found(text, start, dash.end(), Span(place.start(), place.end()), None, outlet)
    if match["s"] == ", ":
        return None
    return _found(text, start, at, None, None, outlet)


def _agency_only(text: str, start: int, end: int) -> Found | None:
    """ "(Agency) The army …"."""
    match = _AGENCY_ONLY.match(text, start, min(end, start + LONGEST))
    if match is None or outlets.by_name(match["o"]) is None:
        return None
    return _found(text, start, match.end(), None, None, Span(match.start("o"), match.end("o")))


def _date_only(text: str, start: int, end: int) -> Found | None:
    """ "[26 July 2025] — The …": a whole date, and a dash, before the first sentence."""
    match = _DATE_ONLY.match(text, start, min(end, start + 45))
    dates = find_dates(match["d"]) if match else []
    if match is None or len(dates) != 1 or not dates[0].year:
        return None
    if len(match["d"].strip()) - (dates[0].end - dates[0].start) > len("Wednesday, "):
        return None
    shifted = _shift(dates[0], match.start("d"))
    return _found(text, start, match.end(), None, shifted, None)


def _after_region(text: str, at: int, limit: int, *, lower: bool) -> int:
    """The end of ", Afghanistan" or " [Syria]" after a place; a date or an agency is no region."""
    pattern = _LOWER_REGION if lower else _REGION
    for _ in range(2):
        match = pattern.match(text, at, limit)
        if match is None or _date_at(text, at, limit) or outlets.by_name(match.group().strip(" ,()[]")):
            return at
        at = match.end()
    return at


def _date_at(text: str, at: int, limit: int) -> tuple[Date, int] | None:
    opening = re.compile(rf"\s*[.,]?\s*[(\[]?\s*{_WEEKDAY}", re.I).match(text, at, limit)
    lead = opening.end() if opening else at
    date = next((d for d in find_dates(text[lead : min(limit, lead + 30)]) if d.start == 0), None)
    if date is None:
        return None
    closing = re.compile(r"[.,]?\s*[)\]]|,?").match(text, lead + date.end, limit)
    return _shift(date, lead), closing.end() if closing else lead + date.end


def _agency_at(text: str, at: int, limit: int, *, dated: bool) -> tuple[Span, int] | None:
    """The agency in brackets or slashes at `at`: a known one, or a short name in capitals where place or day vouch."""
    match = _AGENCY.match(text, at, limit)
    if match is None or match.lastgroup is None:
        return None
    name = match[match.lastgroup].strip()
    short = (
        len(name.split()) <= 4
        and not any(c.isdigit() for c in name)
        and (name[0].isupper() or text[at:limit].islower())
    )
    if outlets.by_name(name) is None and not (dated and short and match.lastgroup != "d"):
        return None
    start = match.start(match.lastgroup)
    return Span(start, start + len(name)), match.end()


def _separator(text: str, at: int, end: int, *, sure: bool, capitals: bool, colon: bool) -> int | None:
    """Where the words begin after the dash (colon, full stop), or None when nothing ends the dateline."""
    if match := _DASH.match(text, at, end):
        return match.end()
    if colon and (match := _COLON.match(text, at, end)):
        return match.end()
    if not sure:
        return None
    rest = text[at:end].strip(" .:")
    if not rest:
        return end
    if match := _STOP.match(text, at, end) or re.compile(r"\s*:\s+").match(text, at, end):
        return match.end()
    bracketed = text[at - 1] in ")]/" and text[at : at + 1].isspace()
    return at + len(text[at:end]) - len(text[at:end].lstrip()) if capitals and bracketed else None


def _may_be_place(name: str) -> bool:
    return name not in phrases().not_places and not _CALENDAR.match(name)


def _found(text: str, start: int, body: int, place: Span | None, day: Date | None, outlet: Span | None) -> Found:
    end = start + len(text[start:body].rstrip())
    day_span = Span(day.start, day.end) if day else None
    if place and text[place.end - 1] == "." and text[place.end - 3 : place.end - 2] != ".":
        place = Span(place.start, place.end - 1)  # "Kyiv. 4 June", but "WASHINGTON, D.C."
    return Found(Dateline(Span(start, end), place, day_span, outlet), day, body)


def _shift(date: Date, by: int) -> Date:
    return Date(date.start + by, date.end + by, date.year, date.month, date.day, date.other)
