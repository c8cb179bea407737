"""People, bodies, groups and places: lists and single ones; search over everything."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from dateline.model import ClaimRef, EntityKind
from dateline.pages.rows import Words, quotes
from dateline.pages.web.asked import (
    AskedEntities,
    AskedPage,
    AskedReader,
    address_of,
    parameters_of,
    text,
)
from dateline.pages.web.lines import (
    EventItem,
    Given,
    Pager,
    PlaceItem,
    brief_words,
    event_items,
    given,
    pager,
    place_items,
    spot,
)
from dateline.pages.web.shelf import WebShelf
from dateline.pages.web.site import frame_of, render
from dateline.record import EventFilter, Hit, StatementFilter
from dateline.record.lines import KINDS, MOST

router = APIRouter(include_in_schema=False)
SHOWN = 20
MEMBERS = 100
PLACES = MOST
_WORDS_AFTER = 6  # more than a word, so that the place is the one meant


@dataclass(frozen=True, slots=True)
class NameItem:
    link: str
    name: str
    kind: str
    reports: int


@dataclass(frozen=True, slots=True)
class NamesPage:
    items: tuple[NameItem, ...]
    pager: Pager
    values: dict[str, str]
    given: tuple[Given, ...]
    kinds: tuple[str, ...] = tuple(EntityKind)


@dataclass(frozen=True, slots=True)
class MemberItem:
    """The name as one report has it. id: for decisions."""

    id: str
    name: str
    report: str
    link: str


@dataclass(frozen=True, slots=True)
class NamePage:
    """about: field, value. offices: with the words that say so."""

    id: str
    name: str
    kind: str
    about: tuple[tuple[str, str], ...]
    place: str
    offices: tuple[tuple[str, tuple[Words, ...]], ...]
    variants: tuple[str, ...]
    events: tuple[EventItem, ...]
    events_all: str
    statements: tuple[tuple[str, str, str, str], ...]
    statements_all: str
    members: tuple[MemberItem, ...]
    more_members: int


@dataclass(frozen=True, slots=True)
class PlacesPage:
    items: tuple[PlaceItem, ...]
    is_cut: bool
    q: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    name: str
    spot: str
    figure: str
    items: tuple[EventItem, ...]
    pager: Pager
    gazetteer: str


@dataclass(frozen=True, slots=True)
class HitItem:
    """pieces: of the snippet, each with whether it was found."""

    kind: str
    link: str
    title: str
    day: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    q: str
    kinds: tuple[str, ...]
    items: tuple[HitItem, ...]
    pager: Pager | None
    all_kinds: tuple[str, ...] = KINDS


@router.get("/names")
def names(request: Request, reader: AskedReader, asked: AskedEntities, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Names")
    path = frame.to("/names")
    shelf = WebShelf(reader, frame.root)
    found = reader.entities(asked, page.limit, page.offset)
    items = tuple(NameItem(shelf.canonical(e.id), e.name, e.kind, e.reports) for e in found)
    shown = NamesPage(items, pager(found, path, asked, page), dict(parameters_of(asked)), given(path, asked))
    return render(request, "names.html", "Names", shown)


@router.get("/names/{id_}")
def name(request: Request, reader: AskedReader, id_: str) -> HTMLResponse:
    found = reader.entity(id_)
    if found is None:
        raise HTTPException(404, f"There is no name {id_} in this record; it may have been joined or split since.")
    frame = frame_of(request, "")
    shelf = WebShelf(reader, frame.root)
    members = found.members[:MEMBERS]
    shelf.load(m.report for m in members)
    shelf.load(e.report for office in found.offices for e in office.evidence)
    said = reader.statements_of_entity(id_, SHOWN)
    shelf.load(s.report for s in said)
    items = [
        MemberItem(
            str(ref),
            member.name,
            shelf.name(ref.report),
            shelf.words(ref.report, min(member.evidence).start) if member.evidence else shelf.report(ref.report),
        )
        for ref, member in reader.members(members).items()
    ]
    about = (("country", found.country), ("sector", found.sector), ("type of actor", found.actor_type))
    place = found.place
    shown = NamePage(
        id=id_,
        name=found.name,
        kind=found.kind.value,
        about=tuple((field, value) for field, value in about if value),
        place=shelf.place(place.id or place.name) if place else "",
        offices=tuple(
            (
                " ".join(filter(None, (office.qualifier, office.title, f"({office.body})" if office.body else ""))),
                quotes(office.evidence[:3], shelf),
            )
            for office in found.offices
        ),
        variants=found.aliases,
        events=event_items(reader.events_of_entity(id_, "newest", SHOWN), shelf),
        events_all=f"{frame.to('/events')}?{address_of(EventFilter(actor=id_, parts=True))}",
        statements=tuple(
            (
                brief_words(s.content),
                shelf.statement(ClaimRef(s.report, s.id)),
                s.kind,
                shelf.name(s.report),
            )
            for s in said
        ),
        statements_all=f"{frame.to('/statements')}?{address_of(StatementFilter(speaker=id_))}",
        members=tuple(items),
        more_members=max(0, len(found.members) - MEMBERS),
    )
    return render(request, "name.html", found.name, shown)


@router.get("/places")
def places(request: Request, reader: AskedReader, q: str = Query("")) -> HTMLResponse:
    wanted = text("q", q)
    frame = frame_of(request, "Places")
    shelf = WebShelf(reader, frame.root)
    found = reader.map_places(EventFilter(place=wanted, parts=True), PLACES)
    items = place_items(found, shelf)
    return render(request, "places.html", "Places", PlacesPage(items, len(found) == PLACES, wanted or ""))


@router.get("/places/{key}")
def place(request: Request, reader: AskedReader, key: str, page: AskedPage) -> HTMLResponse:
    wanted = text("place", key) or ""
    frame = frame_of(request, "")
    asked = EventFilter(place=wanted, parts=True)
    found = reader.events(asked, "newest", page.limit, page.offset)
    first = next(iter(found), None)
    if first is None and page.number == 1:
        raise HTTPException(404, f"No event of this record is at {wanted}.")
    shelf = WebShelf(reader, frame.root)
    is_known = first is not None and first.place_id == wanted
    title = (", ".join(filter(None, (first.place, first.country))) if first and is_known else "") or wanted
    shown = PlacePage(
        name=title,
        spot=spot(first.lat, first.lon) if first and is_known else "",
        figure=f"{frame.to('/figures/place')}?{address_of(asked)}",
        items=event_items(found, shelf),
        pager=pager(found, frame.to(f"/places/{key}"), None, page),
        gazetteer=wanted if is_known else "",
    )
    return render(request, "place.html", title, shown)


@router.get("/search")
def search(
    request: Request,
    reader: AskedReader,
    page: AskedPage,
    q: str = Query(""),
    kind: list[str] = Query([]),  # noqa: B008  FastAPI's way
) -> HTMLResponse:
    wanted = text("q", q) or ""
    kinds = tuple(k for k in KINDS if k in kind) or KINDS
    frame = frame_of(request, "Search")
    if not wanted:
        return render(request, "search.html", "Search", SearchPage("", kinds, (), None))
    found = reader.search(wanted, kinds, page.limit, page.offset)
    shelf = WebShelf(reader, frame.root)
    items = tuple(_hit(hit, shelf) for hit in found)
    path = frame.to("/search")
    chosen = [("kind", each) for each in kinds] if kinds != KINDS else []
    pages = pager(found, f"{path}?{urlencode([('q', wanted), *chosen])}", None, page)
    return render(request, "search.html", f"Search: {wanted}", SearchPage(wanted, kinds, items, pages))


def _hit(hit: Hit, shelf: WebShelf) -> HitItem:
    if hit.kind == "events":
        link = shelf.event(hit.item or "")
    elif hit.kind == "statements":
        link = shelf.statement(ClaimRef(hit.report or "", hit.item or ""))
    else:
        link = shelf.report(hit.report or "") + _text_fragment(hit)
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    pieces.append((hit.snippet[at:], False))
    return HitItem(hit.kind, link, hit.title, hit.day or "no date", tuple(p for p in pieces if p[0]))


def _text_fragment(hit: Hit) -> str:
    """ "#:~:text=a%20drone%20struck": a browser goes to these words, the first found and those after it on its line
    (WICG, Text Fragments). "" where none is found in the snippet."""
    if not hit.marks:
        return ""
    start, end = hit.marks[0]
    after = hit.snippet[end:].partition("\n")[0].rstrip(" …")
    words = hit.snippet[start:end] + " ".join(after.split(" ")[:_WORDS_AFTER])
    return f"#:~:text={quote(words, safe='').replace('-', '%2D')}"
