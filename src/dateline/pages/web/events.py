"""Overview, list of events, one event, one claim, disputes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from dateline.model import ClaimRef, Event, EventType
from dateline.pages.rows import ClaimRow, EventRow, Words, claim_fields, claim_row, decided, event_row, quotes
from dateline.pages.web.asked import (
    ORDERS,
    AskedEvents,
    AskedOrder,
    AskedPage,
    AskedReader,
    Page,
    address_of,
    parameters_of,
)
from dateline.pages.web.lines import EventItem, Given, Pager, PlaceItem, event_items, given, pager, place_items
from dateline.pages.web.shelf import WebShelf
from dateline.pages.web.site import frame_of, render
from dateline.reconciliation.edits import FIELDS
from dateline.record import EventFilter, Reader
from dateline.record.lines import MOST, EventOrder, Listing

router = APIRouter(include_in_schema=False)
FIRST = 10  # lines of a list on the overview
CLAIMS = 50  # of an event on one page
PLACES = 30
NEARBY = 20


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The form that narrows events: what is given, and what can be chosen. others: parameters that it does not show."""

    action: str
    values: dict[str, str]
    types: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    given: tuple[Given, ...]
    order: str
    all_types: tuple[str, ...] = tuple(EventType)
    orders: tuple[str, ...] = ORDERS


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """figure: address of the map and timeline. months: fallback of the timeline: month, events, address of them."""

    form: FilterForm
    sizes: dict[str, int]
    total: int
    query: str
    figure: str
    places: tuple[PlaceItem, ...]
    more_places: bool
    months: tuple[tuple[str, int, str], ...]
    newest: tuple[EventItem, ...]
    disputed: tuple[EventItem, ...]
    disputed_all: str
    alone: tuple[EventItem, ...]
    alone_all: str
    all: str


@dataclass(frozen=True, slots=True)
class EventsPage:
    form: FilterForm
    items: tuple[EventItem, ...]
    pager: Pager
    overview: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """event: with the claims of this page of them. nearby: other events of about that time and place."""

    event: EventRow
    pager: Pager
    figure: str
    place: str
    whole: EventItem | None
    parts: tuple[EventItem, ...]
    nearby: tuple[EventItem, ...]
    reports: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """fields: name, value as a correction writes it, the words that it rests on, which person set it (or ""), and what
    was read. is_added: a person's claim."""

    claim: ClaimRow
    rule: str
    certainty: str
    report_link: str
    statement_link: str
    fields: tuple[tuple[str, str, tuple[Words, ...], str, str], ...]
    events: tuple[EventItem, ...]
    is_added: bool
    editable: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DisputeItem:
    event: EventItem
    field: str
    reason: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DisputesPage:
    form: FilterForm
    items: tuple[DisputeItem, ...]
    pager: Pager


@router.get("/")
def overview(request: Request, reader: AskedReader, asked: AskedEvents) -> HTMLResponse:
    frame = frame_of(request, "Overview")
    shelf = WebShelf(reader, frame.root)
    sizes = reader.sizes()
    places = place_items(reader.map_places(asked, MOST), shelf)
    disputed = replace(asked, disputed=True)
    alone = replace(asked, max_origins=1, on_ground=True)
    newest = reader.first_events(asked, "newest", FIRST)
    query = address_of(asked)
    page = OverviewPage(
        form=_form(frame.to("/"), asked, "newest"),
        sizes=sizes,
        total=reader.counts(asked).total,
        query=query,
        figure=frame.to("/figures/overview") + (f"?{query}" if query else ""),
        places=places[:PLACES],
        more_places=len(places) > PLACES,
        months=_months(reader, asked, frame.to("/events")),
        newest=event_items(newest, shelf),
        disputed=event_items(reader.first_events(disputed, "origins", FIRST), shelf),
        disputed_all=f"{frame.to('/events')}?{address_of(disputed, order='origins')}",
        alone=event_items(reader.first_events(alone, "newest", FIRST), shelf),
        alone_all=f"{frame.to('/events')}?{address_of(alone)}",
        all=frame.to("/events") + (f"?{query}" if query else ""),
    )
    return render(request, "overview.html", "Overview", page)


@router.get("/events")
def events(
    request: Request, reader: AskedReader, asked: AskedEvents, order: AskedOrder, page: AskedPage
) -> HTMLResponse:
    frame = frame_of(request, "Events")
    path = frame.to("/events")
    found = reader.events(asked, order, page.limit, page.offset)
    items = event_items(found, WebShelf(reader, frame.root))
    query = address_of(asked)
    shown = EventsPage(
        form=_form(path, asked, order),
        items=items,
        pager=pager(found, path, asked, page, order=_unless_usual(order)),
        overview=frame.to("/") + (f"?{query}" if query else ""),
    )
    return render(request, "events.html", "Events", shown)


@router.get("/events/{id_}")
def event(request: Request, reader: AskedReader, id_: str, page: AskedPage) -> HTMLResponse:
    found = reader.event(id_)
    if found is None:
        raise HTTPException(404, f"There is no event {id_} in this record; it may have been merged or split since.")
    frame = frame_of(request, "")
    shelf = WebShelf(reader, frame.root)
    row, claims_pager = _event_row(reader, shelf, found, page.number, frame.to(f"/events/{id_}"))
    place = found.place
    shown = EventPage(
        event=row,
        pager=claims_pager,
        figure=frame.to(f"/figures/events/{id_}"),
        place=shelf.place(place.id or place.name) if place is not None else "",
        whole=next(iter(event_items(reader.event_lines([found.part_of]), shelf)), None) if found.part_of else None,
        parts=event_items(reader.first_events(EventFilter(part_of=id_, parts=True), "oldest", CLAIMS), shelf),
        nearby=_nearby(reader, shelf, found),
        reports=tuple(
            (shelf.name(r), shelf.report(r), shelf.published(r)[:10])
            for r in sorted(found.reports, key=lambda r: (shelf.published(r), r))
        ),
    )
    return render(request, "event.html", row.headline, shown)


@router.get("/claims/{report}/{id_}")
def claim(request: Request, reader: AskedReader, report: str, id_: str) -> HTMLResponse:
    ref = ClaimRef(report, id_)
    found = next(iter(reader.claims([ref])), None)
    if found is None:
        raise HTTPException(404, f"There is no claim {ref} in this record.")
    frame = frame_of(request, "")
    shelf = WebShelf(reader, frame.root)
    shelf.load_for([found])
    ids = reader.events_of_claims(report).get(id_, ())
    evidence = {f.field: quotes(f.evidence, shelf) for f in found.fields}
    decisions = decided(reader.rulings_about([report]))
    row = claim_row(found, shelf, decisions.lines.get(ref, ()))
    read = reader.report(report)
    as_read = next((c for c in read[1].claims if c.id == id_), None) if read is not None else None
    was = dict(claim_fields(as_read)) if as_read is not None else {}
    shown = ClaimPage(
        claim=row,
        rule=found.rule,
        certainty=found.certainty.value,
        report_link=shelf.report(report),
        statement_link=shelf.statement(ClaimRef(report, found.statement)) if found.statement else "",
        fields=tuple(
            (name, value, evidence.get(name, ()), decisions.person([ref], name), was.get(name, ""))
            for name, value in row.fields
        ),
        events=event_items(reader.event_lines(ids), shelf),
        is_added=as_read is None,
        editable=_editable(row),
    )
    return render(request, "claim.html", f"Claim: {row.type}, {row.report_name}", shown)


@router.get("/disputes")
def disputes(request: Request, reader: AskedReader, asked: AskedEvents, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Disputes")
    shelf = WebShelf(reader, frame.root)
    path = frame.to("/disputes")
    found = reader.disputes(asked, asked.disputed_field, page.limit, page.offset)
    items = tuple(
        DisputeItem(
            event_items([line.event], shelf)[0],
            line.field,
            line.reason,
            tuple((side.value, side.said_by.replace(" < ", " ← ")) for side in line.sides),
        )
        for line in found
    )
    disputed = tuple(dict.fromkeys(line.event for line in found))  # pages are of events
    events_shown = Listing(disputed, found.total, found.capped, found.limit, found.offset)
    shown = DisputesPage(_form(path, asked, "newest"), items, pager(events_shown, path, asked, page))
    return render(request, "disputes.html", "Disputes", shown)


# -- parts -------------------------------------------------------------------------------------------------------------


def _form(action: str, asked: EventFilter, order: EventOrder) -> FilterForm:
    shown = {"q", "type", "since", "until", "place", "country", "actor", "min_origins", "disputed", "flagged", "ground"}
    parameters = parameters_of(asked)
    return FilterForm(
        action=action,
        values={name: value for name, value in parameters if name in shown},
        types=asked.types,
        others=tuple(p for p in parameters if p[0] not in shown),
        given=given(action, asked, order=_unless_usual(order)),
        order=order,
    )


def _unless_usual(order: EventOrder) -> str | None:
    return order if order != "newest" else None


def _months(reader: Reader, asked: EventFilter, path: str) -> tuple[tuple[str, int, str], ...]:
    """Latest first; the undated last."""
    counted: Counter[str] = Counter()
    for tally in reader.timeline(asked, "month"):
        counted[tally.period] += tally.events
    dated = sorted((month for month in counted if month), reverse=True)[:24]
    rows = [(m, counted[m], f"{path}?{address_of(replace(asked, since=m, until=m))}") for m in dated]
    return tuple(rows + ([("no date", counted[""], "")] if counted[""] else []))


def _event_row(reader: Reader, shelf: WebShelf, found: Event, number: int, path: str) -> tuple[EventRow, Pager]:
    """The event with one page of its claims; those that its values rest on are there for all of them."""
    shelf.load(found.reports)
    refs = sorted(found.claims, key=lambda ref: (shelf.published(ref.report), ref.report, _number_of(ref.id)))
    first = (number - 1) * CLAIMS
    on_page = refs[first : first + CLAIMS]
    behind = [ref for toll in found.tolls for ref in toll.claims[:3]]
    behind += [ref for value in found.values for ref in value.claims[:6]]
    claims = {ClaimRef(c.report, c.id): c for c in reader.claims([*on_page, *behind])}
    shown = [claims[ref] for ref in on_page if ref in claims]
    shelf.load_for(shown)
    decisions = decided(reader.rulings_about(found.reports))
    row = event_row(found, list(claims.values()), shelf, reader.flags(event=found.id), decisions, words=6)
    by_id = {c.id: c for c in row.claims}
    on_this_page = tuple(by_id[str(ref)] for ref in on_page if str(ref) in by_id)
    listing = Listing(on_this_page, len(refs), False, CLAIMS, first)
    return replace(row, claims=on_this_page), pager(listing, path, None, Page(number))


def _number_of(id_: str) -> tuple[int, str]:
    """ "c10" after "c9"."""
    digits = "".join(filter(str.isdecimal, id_))
    return (int(digits[:9]) if digits else 0, id_)


def _nearby(reader: Reader, shelf: WebShelf, found: Event) -> tuple[EventItem, ...]:
    """What it may be one with: events of its time, at its place or in its country, or of its type."""
    time, place = found.time, found.place
    if time is None or not time.start or time.start.startswith("--"):
        asked = EventFilter(types=(found.type.value,), place=place.id or place.name if place else None, parts=True)
    else:
        asked = EventFilter(
            since=time.start, until=time.end or time.start, country=place.country if place else None, parts=True
        )
    near = [line for line in reader.first_events(asked, "origins", NEARBY + 1) if line.id != found.id]
    return event_items(near[:NEARBY], shelf)


def _editable(row: ClaimRow) -> tuple[tuple[str, str], ...]:
    """Every field that a correction can set, with its value now."""
    now = dict(row.fields)
    return tuple((field, now.get(field, "")) for field in FIELDS)
