"""What an address asks for: its parameters as filters, and filters as parameters. The same for the pages and the API.

Fit for HTML forms: an empty parameter is one that was not given, a repeated one means several. A value that cannot be
meant raises InputError, which names the parameter and what is allowed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from dateline.errors import InputError
from dateline.model import EntityKind, EventType, Modality, SayingKind
from dateline.record import Reader
from dateline.record.lines import MOST, EntityFilter, EventFilter, EventOrder, ReportFilter, StatementFilter
from dateline.record.numbers import first_day

PER_PAGE = 50
MOST_LETTERS = 500
MOST_PAGES = 1_000_000
MOST_ORIGINS = 1_000_000
YES, NO = "yes", "no"
ORDERS: tuple[EventOrder, ...] = get_args(EventOrder)
AnyFilter = EventFilter | StatementFilter | ReportFilter | EntityFilter
_TRUTH = {YES: True, "true": True, NO: False, "false": False}
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_T = TypeVar("_T", bound=str)
_SHOWN = 60  # characters of what was given that an error repeats


@dataclass(frozen=True, slots=True)
class Page:
    """Which lines of a list: `per_page` of them, pages counted from 1."""

    number: int = 1
    per_page: int = PER_PAGE

    @property
    def limit(self) -> int:
        return self.per_page

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.per_page


# -- parameters, as the API describes them ----------------------------------------------------------------------------


def _told(what: str, **schema: Any) -> Any:
    return Query(description=what, json_schema_extra=schema or None)


def _text(what: str, **schema: Any) -> Any:
    return _told(what, maxLength=MOST_LETTERS, **schema)


def _some(what: str, of: type[StrEnum]) -> Any:
    return _told(f"{what} May be given more than once.", items={"type": "string", "enum": ["", *of]})


def _whether(what: str) -> Any:
    return _told(f"{what} yes or no.", enum=["", *_TRUTH])


def _number(what: str, least: int, most: int) -> Any:
    return _told(f"{what} {least} to {most}.", pattern="^[0-9]*$", maxLength=len(str(most)))


def _day(what: str) -> Any:
    return _told(f"{what} A day, month or year: 2031-03-05, 2031-03, 2031.", pattern=f"^({_DAY.pattern})?$")


Words = Annotated[str, _text('Words that must all be there; "in this order", -not, this OR that, begin*.')]
Types = Annotated[list[str], _some("PLOVER type of the event.", EventType)]
Modalities = Annotated[list[str], _some("Modality of the event.", Modality)]
Ground = Annotated[str, _whether("Whether it happened on the ground, beyond words and plans.")]
Since = Annotated[str, _day("From then on: of an event, else of publication.")]
Until = Annotated[str, _day("Up to the end of it.")]
Country = Annotated[str, _told("Where: ISO 3166-1 alpha-3, AFG.", pattern="^([A-Za-z]{3})?$")]
Place = Annotated[str, _text("Where: words of the place's name, or a gazetteer ID.")]
Box = Annotated[str, _told("Where: west,south,east,north in degrees; west > east crosses the 180th meridian.")]
Actor = Annotated[str, _text("Actor or recipient: words of a name, or the ID of an entity.")]
Disputed = Annotated[str, _whether("Whether claims about it contradict each other.")]
Field = Annotated[str, _text("The field that is disputed: time, place, killed …")]
Flagged = Annotated[str, _whether("Whether it has a flag.")]
LeastOrigins = Annotated[str, _number("At least so many independent origins:", 0, MOST_ORIGINS)]
MostOrigins = Annotated[str, _number("At most so many independent origins:", 0, MOST_ORIGINS)]
OfReport = Annotated[str, _text("ID of the report that tells of it.")]
PartOf = Annotated[str, _text("ID of the larger event that it is a part of.")]
Parts = Annotated[str, _whether("Whether events that are parts of larger ones are in the list.")]
Speaker = Annotated[str, _text("Who said it: words of a name, or the ID of an entity.")]
Sayings = Annotated[list[str], _some("Kind of saying.", SayingKind)]
Outlet = Annotated[str, _text("Name of the outlet, in full.")]
Copies = Annotated[str, _whether("Whether it shares its text with another report.")]
Kind = Annotated[str, _told("Kind of entity.", enum=["", *EntityKind])]
Order = Annotated[str, _told(f"What comes first: {', '.join(ORDERS)}.", enum=["", *ORDERS])]
Number = Annotated[str, _number("Page,", 1, MOST_PAGES)]
PerPage = Annotated[str, _number("Lines of a page,", 1, MOST)]
NONE: list[str] = []


# -- parameters to filters --------------------------------------------------------------------------------------------


async def reader(request: Request) -> Reader:
    """The record that this request reads; the app has put it there."""
    found: Reader = request.state.reader
    return found


async def event_filter(
    q: Words = "",
    type: Types = NONE,
    modality: Modalities = NONE,
    ground: Ground = "",
    since: Since = "",
    until: Until = "",
    country: Country = "",
    place: Place = "",
    bbox: Box = "",
    actor: Actor = "",
    disputed: Disputed = "",
    field: Field = "",
    flagged: Flagged = "",
    min_origins: LeastOrigins = "",
    max_origins: MostOrigins = "",
    report: OfReport = "",
    part_of: PartOf = "",
    parts: Parts = "",
) -> EventFilter:
    return EventFilter(
        text=text("q", q) or "",
        types=terms("type", type, EventType),
        modality=terms("modality", modality, Modality),
        on_ground=truth("ground", ground),
        since=day("since", since),
        until=day("until", until),
        country=_country("country", country),
        place=text("place", place),
        bbox=_box("bbox", bbox),
        actor=text("actor", actor),
        disputed=truth("disputed", disputed),
        disputed_field=text("field", field),
        flagged=truth("flagged", flagged),
        min_origins=number("min_origins", min_origins, 0, MOST_ORIGINS),
        max_origins=number("max_origins", max_origins, 0, MOST_ORIGINS),
        report=text("report", report),
        part_of=text("part_of", part_of),
        parts=truth("parts", parts) or False,
    )


async def statement_filter(
    q: Words = "",
    since: Since = "",
    until: Until = "",
    speaker: Speaker = "",
    kind: Sayings = NONE,
    report: OfReport = "",
) -> StatementFilter:
    return StatementFilter(
        text=text("q", q) or "",
        speaker=text("speaker", speaker),
        kinds=terms("kind", kind, SayingKind),
        report=text("report", report),
        since=day("since", since),
        until=day("until", until),
    )


async def report_filter(
    q: Words = "",
    since: Since = "",
    until: Until = "",
    flagged: Flagged = "",
    outlet: Outlet = "",
    copies: Copies = "",
) -> ReportFilter:
    return ReportFilter(
        text=text("q", q) or "",
        outlet=text("outlet", outlet),
        since=day("since", since),
        until=day("until", until),
        flagged=truth("flagged", flagged),
        copies=truth("copies", copies),
    )


async def entity_filter(q: Words = "", kind: Kind = "") -> EntityFilter:
    return EntityFilter(text=text("q", q) or "", kind=term("kind", kind, EntityKind))


async def event_order(order: Order = "") -> EventOrder:
    return term("order", order, ORDERS) or "newest"


async def page(page: Number = "", per_page: PerPage = "") -> Page:
    """The first page where none is asked for."""
    return Page(number("page", page, 1, MOST_PAGES) or 1, number("per_page", per_page, 1, MOST) or PER_PAGE)


AskedReader = Annotated[Reader, Depends(reader)]
AskedEvents = Annotated[EventFilter, Depends(event_filter)]
AskedStatements = Annotated[StatementFilter, Depends(statement_filter)]
AskedReports = Annotated[ReportFilter, Depends(report_filter)]
AskedEntities = Annotated[EntityFilter, Depends(entity_filter)]
AskedOrder = Annotated[EventOrder, Depends(event_order)]
AskedPage = Annotated[Page, Depends(page)]


# -- single values: None where nothing is given, InputError where nothing can be meant --------------------------------


def text(name: str, given: str) -> str | None:
    given = given.strip()
    if len(given) > MOST_LETTERS:
        raise InputError(f"{name}: longer than {MOST_LETTERS} characters")
    if "\0" in given:
        raise InputError(f"{name}: has a NUL character, which stands in no record")
    return given or None


def term(name: str, given: str, among: Iterable[_T]) -> _T | None:
    """One of a few words, in capitals or not."""
    given = given.strip()
    if not given:
        return None
    known = list(among)
    found = next((one for one in known if one.casefold() == given.casefold()), None)
    if found is None:
        raise _wrong(name, given, f"one of {', '.join(known)}")
    return found


def terms(name: str, given: Iterable[str], among: Iterable[_T]) -> tuple[_T, ...]:
    known = list(among)
    found = (term(name, one, known) for one in given)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def truth(name: str, given: str) -> bool | None:
    found = term(name, given, _TRUTH)
    return None if found is None else _TRUTH[found]


def number(name: str, given: str, least: int, most: int) -> int | None:
    given = given.strip()
    if not given:
        return None
    found = int(given) if re.fullmatch(r"[0-9]{1,12}", given) else -1
    if not least <= found <= most:
        raise _wrong(name, given, f"a whole number from {least} to {most}")
    return found


def day(name: str, given: str) -> str | None:
    given = given.strip()
    if not given:
        return None
    if not (_DAY.fullmatch(given) and first_day(given)):
        raise _wrong(name, given, "a day (2031-03-05), month (2031-03) or year (2031)")
    return given


def _country(name: str, given: str) -> str | None:
    given = given.strip().upper()
    if given and not _COUNTRY.fullmatch(given):
        raise _wrong(name, given, "three letters of ISO 3166-1 (AFG)")
    return given or None


def _box(name: str, given: str) -> tuple[float, float, float, float] | None:
    given = given.strip()
    if not given:
        return None
    wrong = _wrong(name, given, "west,south,east,north in degrees (60.5,29,75,38.5), south no more than north")
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        raise wrong from None
    if not all(map(math.isfinite, (west, south, east, north))):
        raise wrong
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise wrong
    return west, south, east, north


def _wrong(name: str, given: str, allowed: str) -> InputError:
    shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
    return InputError(f"{name}: {shown!r} is not allowed; give {allowed}, or leave it out")


# -- filters to parameters --------------------------------------------------------------------------------------------

_PARAMETERS = {
    "text": "q",
    "types": "type",
    "modality": "modality",
    "on_ground": "ground",
    "since": "since",
    "until": "until",
    "country": "country",
    "place": "place",
    "bbox": "bbox",
    "actor": "actor",
    "disputed": "disputed",
    "disputed_field": "field",
    "flagged": "flagged",
    "min_origins": "min_origins",
    "max_origins": "max_origins",
    "speaker": "speaker",
    "kinds": "kind",
    "kind": "kind",
    "outlet": "outlet",
    "copies": "copies",
    "report": "report",
    "part_of": "part_of",
    "parts": "parts",
}


def parameters_of(asked: AnyFilter) -> list[tuple[str, str]]:
    """The parameters that ask for it, always in one order: as hidden fields of a form, say."""
    default = type(asked)()
    given = {each.name for each in fields(asked) if getattr(asked, each.name) != getattr(default, each.name)}
    return [
        (parameter, value)
        for name, parameter in _PARAMETERS.items()
        if name in given
        for value in _written(name, getattr(asked, name))
    ]


def address_of(asked: AnyFilter, **more: str | int | None) -> str:
    """The query string that asks for it: "type=ASSAULT&since=2031-03"; "" for everything.

    more: other parameters (order, page …), behind those of the filter; those that are None are left out.
    """
    others = [(name, str(value)) for name, value in more.items() if value is not None]
    return urlencode([*parameters_of(asked), *others])


def _written(name: str, value: Any) -> Iterator[str]:
    if name == "bbox":
        yield ",".join(repr(degrees).removesuffix(".0") for degrees in map(float, value))
    elif isinstance(value, tuple):
        yield from value
    elif isinstance(value, bool):
        yield YES if value else NO
    else:
        yield str(value)
