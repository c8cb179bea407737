"""The parts of a dateline at a position of the text: place, region, day, agency, and what ends it."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.intake.stamps import Date, find_dates
from dateline.model import Span
from dateline.reference import outlets
from dateline.reference.folding import fold
from dateline.reference.furniture import phrases
from dateline.reference.gazetteer import Gazetteer

CAPITALS = r"[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ'’]|\.(?=\s?[A-Z]))+"
TITLE = r"[A-ZÀ-ÖØ-Þ][\w'’.]+"
CAPS_PLACE = re.compile(rf"{CAPITALS}(?:(?:\s?/\s?|[ -]){CAPITALS}){{0,4}}(?![a-z])")
TITLE_PLACE = re.compile(rf"{TITLE}(?:(?:/|[ -](?:al-|el-|de |la |of )?)(?:{TITLE})){{0,3}}")
LOWER_PLACE = re.compile(r"[a-z][a-z'’ -]{2,30}?(?=\s?[,(])")
LONGEST = 110
"""Characters: a dateline is no longer."""

_REGION = re.compile(
    rf",\s?[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){{0,3}}"
    rf"|\s?\[(?:{TITLE}|{CAPITALS})(?: {TITLE})?\]"
    rf"|\s?\((?:{TITLE}|{CAPITALS})(?: {TITLE})?\)(?=,|\s?[(/])"
)
_LOWER_REGION = re.compile(r"\s?\([a-z' -]{3,25}\)(?=,)")
_BEFORE_DAY = re.compile(r"\s*[.,]?\s*[(\[]?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?", re.I)
_AFTER_DAY = re.compile(r"[.,]?\s*[)\]]|,?")
_AGENCY = re.compile(
    r"\s*[.,]?\s*(?:(?P<bare>[A-Z][A-Z-]{1,25})(?=\s*[-–—])|\((?P<round>[^()]{2,45})\)|/(?P<slashes>[^/]{2,40})/"
    r"|\[(?P<square>[^\[\]]{2,40})\]|\|\s?(?P<bars>[A-Z][^|]{1,40}?)\s?(?=\|))"
)
_DASH = re.compile(
    r"\s*(?:--+|[—–]|-(?=\s)|-(?=[A-Z][a-z]+ [a-z])|\|)\s*(?:\[(?:text|report|excerpts?|editorial)\]\s*)?", re.I
)
_COLON = re.compile(r"\s?:\s+(?=[“\"'‘A-ZÀ-Þ])")
_STOP = re.compile(r"\s*[.:]\s+(?=[A-Z])")
_CALENDAR = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|update|wrapup|today|yesterday|by)\b",
    re.I,
)
_SMALLEST_PLACE = 4.6
_SMALLEST_ALIAS = 5.2
"""Gazetteer importance below which a word is rather something else than the town of that name ("Police", "Hamas")."""


def place_at(text: str, at: int, limit: int) -> re.Match[str] | None:
    """A name at `at` that could be a place: in capitals, in mixed case, or in a text without capitals."""
    found = next((m for p in (CAPS_PLACE, TITLE_PLACE, LOWER_PLACE) if (m := p.match(text, at, limit))), None)
    return found if found and may_be_place(found.group()) else None


def may_be_place(name: str) -> bool:
    """Whether nothing says that a name in capitals is something else: a label, a day, a body's acronym."""
    return name.upper() not in phrases().not_places and not _CALENDAR.match(name)


def is_known_place(name: str) -> bool:
    """Whether a place named ("BANGKOK/KUALA LUMPUR", "Aleppo [Syria]") is in the gazetteer; a country is none."""
    for part in re.split(r"\s?/\s?|[,(\[]", name)[:2]:
        for place in Gazetteer.open().lookup(part.strip()) if part.strip() else ():
            own = place.rank == 0 and fold(place.name) == fold(part)
            if place.kind != "country" and place.importance >= (_SMALLEST_PLACE if own else _SMALLEST_ALIAS):
                return True
    return False


def region_end(text: str, at: int, limit: int, *, lower: bool) -> int:
    """The end of ", Afghanistan" or " [Syria]" after a place; a date or an agency is no region."""
    pattern = _LOWER_REGION if lower else _REGION
    for _ in range(2):
        match = pattern.match(text, at, limit)
        if match is None or day_at(text, at, limit) or outlets.by_name(match.group().strip(" ,()[]")):
            return at
        at = match.end()
    return at


def day_at(text: str, at: int, limit: int) -> tuple[Date, int] | None:
    """The day at `at`, in brackets or after a comma or a full stop, and where it ends."""
    opening = _BEFORE_DAY.match(text, at, limit)
    lead = opening.end() if opening else at
    date = next((d for d in find_dates(text[lead : min(limit, lead + 30)]) if d.start == 0), None)
    if date is None:
        return None
    closing = _AFTER_DAY.match(text, lead + date.end, limit)
    moved = replace(date, start=date.start + lead, end=date.end + lead)
    return moved, closing.end() if closing else moved.end


def agency_at(text: str, at: int, limit: int, *, dated: bool) -> tuple[Span, int] | None:
    """The agency at `at`: a known one, or a short name in brackets or slashes where place or day vouch for it."""
    match = _AGENCY.match(text, at, limit)
    if match is None or match.lastgroup is None:
        return None
    name = match[match.lastgroup].strip()
    short = len(name.split()) <= 4 and not any(c.isdigit() for c in name)
    vouched = dated and short and match.lastgroup != "bare" and (name[0].isupper() or text[at:limit].islower())
    if outlets.by_name(name) is None and not vouched:
        return None
    start = match.start(match.lastgroup)
    return Span(start, start + len(name)), match.end()


def body_after(text: str, at: int, end: int, *, sure: bool, colon: bool, bracket: bool) -> int | None:
    """Where the report's words begin after the dash, or None when nothing ends the dateline at `at`.

    sure: a day or an agency stands in it, so that a full stop, a colon or the end of the line will do. colon: a colon
    will do without them. bracket: so will a blank after the bracket.
    """
    match = _DASH.match(text, at, end)
    if match is None and colon:
        match = _COLON.match(text, at, end)
    if match is None and sure:
        if not text[at:end].strip(" .:"):
            return end
        match = _STOP.match(text, at, end)
    if match is not None:
        return match.end()
    if bracket and text[at - 1] in ")]/" and text[at : at + 1].isspace():
        return end - len(text[at:end].lstrip())
    return None
