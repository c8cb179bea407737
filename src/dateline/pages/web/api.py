"""The record as JSON under /api, for people's own tools. Whole things are the rows of the export (`exports.rows`),
lists the lines of the record (`record.lines`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from dateline.errors import InputError
from dateline.exports import build, values
from dateline.exports.index import Index
from dateline.exports.parts import AnchorValue, OfficeValue, PlaceValue
from dateline.exports.rows import ClaimRow, EntityRow, EventRow, ReportRow, SetAsideRow
from dateline.model import ClaimRef, Decision, DecisionKind, EntityKind, Ruling, RulingStatus, Subject
from dateline.pages.web import asked
from dateline.pages.web.asked import (
    AskedEntities,
    AskedEvents,
    AskedOrder,
    AskedPage,
    AskedReader,
    AskedReports,
    AskedStatements,
    Page,
)
from dateline.record import EventFilter, Listing, Reader
from dateline.record.lines import (
    KINDS,
    MOST,
    Counts,
    DisputeLine,
    EntityLine,
    EventLine,
    Hit,
    Kind,
    PlaceCount,
    ReportLine,
    Source,
    StatementLine,
    Tally,
)

MOST_TALLIES = 20_000
DESCRIPTION = """Events, statements and reports of a record, each value beside the words that it rests on.

Lists are read page by page: `next` is the address of the next page, null on the last one. `total` is exact unless
`total_is_at_least`. Filters are the same as on the pages; an empty one counts as not given, and all that are given must
hold together. Offsets count Unicode code points into the `text` of a report, end exclusive. What was read or decided
since the record was last reconciled is not in the events (`is_current` in /api/counts)."""
_Period = Literal["day", "month", "year"]
_T = TypeVar("_T")


class Problem(BaseModel):
    """Why there is no answer, in words."""

    detail: str


class Paged(BaseModel, Generic[_T]):
    """A page of a list. total: of the whole list; where total_is_at_least, there are more than that."""

    items: Sequence[_T]
    total: int
    total_is_at_least: bool
    next: str | None


class Entity(BaseModel):
    """A person, body, group or place across reports. members: "REPORT/ID" of the first of them."""

    id: str
    type: EntityKind
    name: str
    aliases: Sequence[str]
    country: str | None
    sector: str | None
    actor_type: str | None
    offices: Sequence[OfficeValue]
    place: PlaceValue | None
    member_count: int
    members: Annotated[Sequence[str], Field(max_length=MOST)]


class Decided(BaseModel):
    """What a person decided, when and why, and what became of it: status is null until the record is reconciled.

    by: the decision that overrules or takes back this one. claims, entities: what it was found to be about.
    """

    id: str
    decision: DecisionKind
    subject: Subject
    targets: Sequence[AnchorValue]
    others: Sequence[AnchorValue]
    values: dict[str, str]
    of: str | None
    author: str
    made: str
    reason: str
    status: RulingStatus | None
    status_reason: str
    by: str | None
    claims: Sequence[str]
    entities: Sequence[str]


class Count(BaseModel):
    """How many events have a value; null: those that have none."""

    value: str | None
    events: int


class Counted(BaseModel):
    """How many events there are, most first. is_current: made from all that was read and decided so far."""

    is_current: bool
    total: int
    types: Sequence[Count]
    countries: Sequence[Count]
    modalities: Sequence[Count]


class Relay(BaseModel):
    medium: str
    reports: int


class Outlet(BaseModel):
    """An outlet, how many reports of it are here, and whom they relay. null: the reports that name no outlet."""

    outlet: str | None
    reports: int
    relays: Sequence[Relay]


router = APIRouter(
    prefix="/api",
    tags=["record"],
    responses={
        422: {"model": Problem, "description": "A parameter has a value that is not allowed."},
        503: {"model": Problem, "description": "The answer would take too long, or too much is asked at once."},
    },
)
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "It is not in the record."}}


# -- events -----------------------------------------------------------------------------------------------------------


@router.get("/events", summary="Events, as lines")
def events(
    request: Request, reader: AskedReader, some: AskedEvents, order: AskedOrder, page: AskedPage
) -> Paged[EventLine]:
    return _lines(request, page, reader.events(some, order, page.limit, page.offset))


@router.get("/events/{id}", summary="An event with everything it rests on", responses=_MISSING)
def event(reader: AskedReader, id: str) -> EventRow:
    """Evidence of at most 500 claims is in it; /api/events/{id}/claims has all of them."""
    found = reader.event(id)
    if found is None:
        raise _missing("event", id)
    told_against = (ref for dispute in found.disputes for side in dispute.values for ref in side.claims)
    return build.event_row(found, Index.near(reader, (*found.claims, *told_against)))


@router.get("/events/{id}/claims", summary="The claims that an event rests on", responses=_MISSING)
def claims_of_event(request: Request, reader: AskedReader, id: str, page: AskedPage) -> Paged[ClaimRow]:
    found = reader.event(id)
    if found is None:
        raise _missing("event", id)
    return _claims(request, reader, page, found.claims)


@router.get("/disputes", summary="What claims about one event contradict each other in")
def disputes(request: Request, reader: AskedReader, some: AskedEvents, page: AskedPage) -> Paged[DisputeLine]:
    """The disputes of the newest disputed events: pages and totals are of events, and one may have several disputes."""
    return _lines(request, page, reader.disputes(some, some.disputed_field, page.limit, page.offset))


@router.get("/places", summary="Where events are, most first")
def places(request: Request, reader: AskedReader, some: AskedEvents, page: AskedPage) -> Paged[PlaceCount]:
    """Places more exact than a country."""
    return _peeked(request, page, reader.map_places(some, page.limit + 1, page.offset))


@router.get("/counts", summary="How many events, by type, country and modality")
def counts(reader: AskedReader, some: AskedEvents) -> Counted:
    found: Counts = reader.counts(some)
    return Counted(
        is_current=reader.is_current(),
        total=found.total,
        types=_counts(found.types),
        countries=_counts(found.countries),
        modalities=_counts(found.modalities),
    )


By = Annotated[str, Query(description="How long a period is.", json_schema_extra={"enum": ["", *get_args(_Period)]})]


@router.get("/timeline", summary="How many events of each type began when")
def timeline(reader: AskedReader, some: AskedEvents, by: By = "") -> list[Tally]:
    """Earliest first; those without a date in front, under the period "". By day where nothing else is asked for."""
    length: _Period = asked.term("by", by, _PERIODS) or "day"
    found = reader.timeline(some, length)
    if len(found) > MOST_TALLIES:
        raise InputError(f"by: more than {MOST_TALLIES} lines by {length}; give a longer period, or a shorter time")
    return list(found)


# -- statements and reports -------------------------------------------------------------------------------------------


@router.get("/statements", summary="Statements, as lines; those of the newest reports first")
def statements(request: Request, reader: AskedReader, some: AskedStatements, page: AskedPage) -> Paged[StatementLine]:
    return _lines(request, page, reader.statements(some, page.limit, page.offset))


@router.get("/reports", summary="Reports, as lines, the newest first")
def reports(request: Request, reader: AskedReader, some: AskedReports, page: AskedPage) -> Paged[ReportLine]:
    return _lines(request, page, reader.reports(some, page.limit, page.offset))


@router.get("/reports/{id}", summary="A report with its text", responses=_MISSING)
def report(reader: AskedReader, id: str) -> ReportRow:
    found = reader.report(id)
    if found is None:
        raise _missing("report", id)
    copies = {one: group.id for group in reader.copies(id) for one in group.reports}
    return build.report_row(*found, Index({}, {}, {}, {}, {}, copies))


@router.get("/reports/{id}/claims", summary="The claims of a report, those that people added too", responses=_MISSING)
def claims_of_report(request: Request, reader: AskedReader, id: str, page: AskedPage) -> Paged[ClaimRow]:
    refs = reader.claims_of_report(id)
    if not refs and reader.report(id) is None:
        raise _missing("report", id)
    return _claims(request, reader, page, refs)


@router.get("/sources", summary="The outlets and whom they relay, those with most reports first")
def sources(request: Request, reader: AskedReader, page: AskedPage) -> Paged[Outlet]:
    return _peeked(request, page, [_outlet(one) for one in reader.sources(page.limit + 1, page.offset)])


Reason = Annotated[str, Query(description='Only those with this reason: "language", "empty" …')]


@router.get("/set-aside", summary="What was not read, and why")
def set_aside(request: Request, reader: AskedReader, page: AskedPage, reason: Reason = "") -> Paged[SetAsideRow]:
    found = reader.set_aside(asked.text("reason", reason), page.limit, page.offset)
    return _paged(request, page, found, [build.set_aside_row(item) for item in found])


# -- people and decisions ---------------------------------------------------------------------------------------------


@router.get("/entities", summary="People, bodies, groups and places, those in most reports first")
def entities(request: Request, reader: AskedReader, some: AskedEntities, page: AskedPage) -> Paged[EntityLine]:
    return _lines(request, page, reader.entities(some, page.limit, page.offset))


@router.get("/entities/{id:path}", summary="A person, body, group or place", responses=_MISSING)
def entity(reader: AskedReader, id: str) -> Entity:
    """The ID may be one of the whole record, or "REPORT/ID" of an entity that stands in one report only."""
    found = reader.entity(id)
    row, members = None, [id]
    if found is not None:
        row = build.entity_row(found, Index({}, {}, {}, {}, {}, {}))
        members = [str(ref) for ref in found.members]
    else:
        row = _alone(reader, id)
    if row is None:
        raise _missing("person, body or place", id)
    return Entity(
        id=row.id,
        type=row.type,
        name=row.name,
        aliases=row.aliases,
        country=row.country,
        sector=row.sector,
        actor_type=row.actor_type,
        offices=row.offices,
        place=row.place,
        member_count=len(members),
        members=members[:MOST],
    )


@router.get("/decisions", summary="What people decided, the latest first")
def decisions(request: Request, reader: AskedReader, page: AskedPage) -> Paged[Decided]:
    found = reader.decisions(page.limit, page.offset)
    rulings = reader.rulings_of(decision.id for decision in found)
    return _paged(request, page, found, [_decided(decision, rulings.get(decision.id)) for decision in found])


# -- search -----------------------------------------------------------------------------------------------------------

In = Annotated[
    list[str],
    Query(
        alias="in",
        description="Only there; may be given more than once.",
        json_schema_extra={"items": {"enum": ["", *KINDS]}},
    ),
]
_OF_ALL = EventFilter(parts=True)


@router.get("/search", summary="Where words stand in reports, statements and events, the newest first")
def search(
    request: Request, reader: AskedReader, some: AskedEvents, page: AskedPage, kinds: In = asked.NONE
) -> Paged[Hit]:
    """q is what is looked for. With a filter that only events have, only events are searched."""
    if not some.text:
        raise InputError("q: give words to look for")
    within: tuple[Kind, ...] = asked.terms("in", kinds, KINDS)
    only = replace(some, text="", since=None, until=None, parts=True)
    if only != _OF_ALL:
        if within and "events" not in within:
            raise InputError("in: filters other than q, since and until are of events; add in=events")
        within = ("events",)
    found = reader.search(some.text, within or KINDS, page.limit, page.offset, only, some.since, some.until)
    return _lines(request, page, found)


# -- what answers are made of -----------------------------------------------------------------------------------------

_PERIODS: tuple[_Period, ...] = get_args(_Period)


def _missing(kind: str, id_: str) -> HTTPException:
    return HTTPException(404, f"there is no {kind} {id_[:100]!r} in the record")


def _paged(request: Request, page: Page, found: Listing[Any], items: Sequence[_T]) -> Paged[_T]:
    """items: what is shown of what was found."""
    following = _next(request, page) if found.has_more else None
    return Paged(items=items, total=found.total, total_is_at_least=found.capped, next=following)


def _lines(request: Request, page: Page, found: Listing[_T]) -> Paged[_T]:
    return _paged(request, page, found, found.items)


def _peeked(request: Request, page: Page, found: Sequence[_T]) -> Paged[_T]:
    """Of a list that nobody counted; one more was asked for than is shown."""
    items = found[: page.limit]
    total, more = page.offset + len(items) if items else 0, len(found) > page.limit
    return Paged(items=items, total=total, total_is_at_least=more, next=_next(request, page) if more else None)


def _next(request: Request, page: Page) -> str | None:
    if page.number >= asked.MOST_PAGES:
        return None
    others = [(name, value) for name, value in request.query_params.multi_items() if value and name != "page"]
    path = getattr(request.state, "root", "") + request.url.path  # the root of the moment that is asked about
    return f"{path}?{urlencode([*others, ('page', page.number + 1)])}"


def _claims(request: Request, reader: Reader, page: Page, refs: Sequence[ClaimRef]) -> Paged[ClaimRow]:
    shown = refs[page.offset : page.offset + page.limit]
    index = Index.near(reader, shown)
    rows = [build.claim_row(index.claims[ref], index) for ref in shown if ref in index.claims]
    return _paged(request, page, Listing(tuple(shown), len(refs), False, page.limit, page.offset), rows)


def _alone(reader: Reader, id_: str) -> EntityRow | None:
    report_id, _, local = id_.partition("/")
    found = reader.report(report_id) if local else None
    own = next((entity for entity in found[1].entities if entity.id == local), None) if found else None
    if own is None:
        return None
    ref = ClaimRef(report_id, local)
    return build.alone_row(ref, own, Index({}, {ref: own}, {}, {}, {}, {}))


def _decided(decision: Decision, ruling: Ruling | None) -> Decided:
    return Decided(
        id=decision.id,
        decision=decision.kind,
        subject=decision.subject,
        targets=[values.anchor(one) for one in decision.targets],
        others=[values.anchor(one) for one in decision.others],
        values=dict(decision.values),
        of=decision.of or None,
        author=decision.author,
        made=decision.made,
        reason=decision.reason,
        status=ruling.status if ruling else None,
        status_reason=ruling.reason if ruling else "",
        by=ruling.by or None if ruling else None,
        claims=values.refs(ruling.claims) if ruling else (),
        entities=values.refs(ruling.entities) if ruling else (),
    )


def _counts(found: Iterable[tuple[str | None, int]]) -> list[Count]:
    return [Count(value=value, events=number) for value, number in found]


def _outlet(source: Source) -> Outlet:
    relays = [Relay(medium=medium, reports=number) for medium, number in source.relays]
    return Outlet(outlet=source.outlet, reports=source.reports, relays=relays)
