"""Datelines: "KABUL, Afghanistan (Sept. 1) - ", "GAZA CITY, June 9 (Reuters) -", "(Agency) …", "Agency - Basra"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.intake.dateline_parts import (
    CAPITALS,
    CAPS_PLACE,
    LONGEST,
    LOWER_PLACE,
    TITLE,
    TITLE_PLACE,
    agency_at,
    body_after,
    day_at,
    is_known_place,
    may_be_place,
    place_at,
    region_end,
)
from dateline.intake.stamps import Date, find_dates
from dateline.model import Dateline, Span
from dateline.reference import outlets

_OUTLET_FIRST = re.compile(
    r"\(?(?P<o>[A-Z][\w.'’ &-]{1,40}?)\)?\s*(?P<s>[/–—]|--|-(?=\s)|-\s?(?=[A-Z])|,\s(?=[A-Z][a-z]+ - ))\s*"
)
_AGENCY_ONLY = re.compile(r"[(\[/](?P<o>[A-Z][^()\[\]/]{1,40})[)\]/](?:\s*(?:--?|[—–:]))?\s+(?=[A-Z“\"])")
_DATE_FIRST = re.compile(
    r"[(\[]?(?P<d>[^()\[\]]{4,30}?)[)\]]?\s*(?:\((?P<p>[^()]{3,40})\)\s*)?(?P<s>--+|[—–]|-(?=\s))\s*(?=[“\"'‘A-ZÀ-Þ])"
)
_SPEAKER = re.compile(r"[A-Z][A-Z .'-]{1,30}:\s")
_RELEASE = re.compile(r"(?:for immediate release|press release|news release|download pdf)\W", re.I)
_DATED_PLACE = re.compile(rf"{CAPITALS}(?: {CAPITALS}){{0,3}}(?:, {TITLE}(?: {TITLE})?)?\s?\([^()]{{4,20}}\)")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline, the day in it, and where the report's own words begin."""

    dateline: Dateline
    date: Date | None
    body: int


def find_dateline(text: str, start: int, end: int, *, first: bool, transcript: bool) -> Found | None:
    """The dateline at the start of the paragraph text[start:end], or None.

    first: the paragraph is the first of the body (there a known place in mixed case before a dash or a colon will do).
    transcript: other paragraphs begin with a name and a colon too, so one more such is a speaker.
    """
    return (
        _outlet_first(text, start, end)
        or _place_first(text, start, end, first=first, transcript=transcript)
        or _agency_only(text, start, end)
        or (_date_first(text, start, end) if first else None)
    )


def after_release_heading(text: str, start: int, end: int) -> int | None:
    """Where a dateline begins that follows a press release's heading in the same paragraph, or None."""
    head = text[start : min(end, start + 300)]
    match = next((m for m in _DATED_PLACE.finditer(head) if find_dates(m.group())), None)
    if match and match.start() and _RELEASE.search(head[: match.start()]):
        return start + match.start()
    return None


def is_place_line(text: str) -> bool:
    """Whether a whole line is the place of a dateline that stands by itself: "DAMASCUS", "KUALA LUMPUR"."""
    bare = text.strip()
    return bool(CAPS_PLACE.fullmatch(bare)) and len(bare.split()) <= 3 and may_be_place(bare) and is_known_place(bare)


def speaks(text: str) -> bool:
    """Whether a paragraph begins like a turn in a transcript: "MODERATOR: …"."""
    return bool(_SPEAKER.match(text))


def _place_first(text: str, start: int, end: int, *, first: bool, transcript: bool) -> Found | None:
    limit = min(end, start + LONGEST)
    place = place_at(text, start, limit)
    if place is None:
        return None
    capitals, lower = place.re is CAPS_PLACE, place.re is LOWER_PLACE
    at = region_end(text, place.end(), limit, lower=lower)
    named = Span(start, at)
    day: Date | None = None
    agency: Span | None = None
    for _ in range(2):
        if day is None and (dated := day_at(text, at, limit)):
            day, at = dated
        if agency is None and (signed := agency_at(text, at, limit, dated=day is not None or capitals)):
            agency, at = signed
    if lower and (day is None or agency is None):
        return None
    if place.re is TITLE_PLACE and day and agency is None and not re.match(r"\s?[,.(\[/]", text[place.end() : limit]):
        return None  # "Published July 5 - …": a mixed-case word runs into a day, nothing says that it is a place
    sure = day is not None or agency is not None
    colon = (capitals or first) and not transcript
    body = body_after(
        text, at, end, sure=sure, colon=colon, bracket=capitals or (day is not None and agency is not None)
    )
    if body is None or not (sure or _stands_alone(text, named, body, capitals=capitals, first=first)):
        return None
    if outlets.by_name(named.of(text)) and agency is None:  # "DAILY PAPER, 3 June, 2018 - …"
        return _found(text, start, body, None, day, named)
    return _found(text, start, body, named, day, agency)


def _stands_alone(text: str, place: Span, body: int, *, capitals: bool, first: bool) -> bool:
    """Whether a place without day and agency is one: in capitals before a dash, else only if the gazetteer knows it."""
    colon = ":" in text[place.end : body]
    if capitals and not colon:
        return len(place) >= 4
    if not capitals and (not first or len(place.of(text).split()) > 3):
        return False
    follows, spaced = text[body : body + 1], text[place.end : place.end + 1].isspace()
    return (colon or spaced) and (follows.isupper() or follows in "“\"'‘") and is_known_place(place.of(text))


def _outlet_first(text: str, start: int, end: int) -> Found | None:
    """ "Agency - Basra", "Agency/ The army …", "PAPER.COM, Jakarta - The …"."""
    match = _OUTLET_FIRST.match(text, start, min(end, start + LONGEST))
    if match is None or outlets.by_name(match["o"]) is None:
        return None
    outlet, at = Span(match.start("o"), match.end("o")), match.end()
    place = TITLE_PLACE.match(text, at, end) or CAPS_PLACE.match(text, at, end)
    if place:
        span, rest = Span(place.start(), place.end()), text[place.end() : end].strip()
        if not rest or (rest[0] == "(" and rest[-1] == ")" and len(rest) < 40):  # "Agency - Basra (Updated …)"
            return Found(Dateline(Span(start, end), span, None, outlet), None, end)
        body = body_after(text, place.end(), end, sure=False, colon=False, bracket=False)
        if body is not None and text[body : body + 1].isupper():
            return _found(text, start, body, span, None, outlet)
    if match["s"] == ", " or not (text[at : at + 1].isupper() or text[at : at + 1] in "“\"'‘"):
        return None
    return _found(text, start, at, None, None, outlet)


def _agency_only(text: str, start: int, end: int) -> Found | None:
    """ "(Agency) The army …"."""
    match = _AGENCY_ONLY.match(text, start, min(end, start + LONGEST))
    if match is None or outlets.by_name(match["o"]) is None:
        return None
    return _found(text, start, match.end(), None, None, Span(match.start("o"), match.end("o")))


def _date_first(text: str, start: int, end: int) -> Found | None:
    """ "[26 July 2025] — The …", "September 12, 2024 (EL FASHER) – The …", "Aug 7 – The …"."""
    match = _DATE_FIRST.match(text, start, min(end, start + LONGEST))
    dated = day_at(text, match.start("d"), match.end("d")) if match else None
    if match is None or dated is None or text[dated[1] : match.end("d")].strip():
        return None
    place = Span(match.start("p"), match.end("p")) if match["p"] else None
    return _found(text, start, match.end(), place, dated[0], None)


def _found(text: str, start: int, body: int, place: Span | None, day: Date | None, outlet: Span | None) -> Found:
    end = start + len(text[start:body].rstrip())
    day_span = Span(day.start, day.end) if day else None
    if place and text[place.end - 1] == "." and text[place.end - 3 : place.end - 2] != ".":
        place = Span(place.start, place.end - 1)  # "Kyiv. 4 June", but "WASHINGTON, D.C."
    return Found(Dateline(Span(start, end), place, day_span, outlet), day, body)
