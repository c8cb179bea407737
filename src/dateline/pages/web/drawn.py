"""The addresses of the figures: what a page's `data-figure` leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dateline.pages.web.asked import AskedEvents, AskedReader, address_of
from dateline.pages.web.figures import (
    Addresses,
    Look,
    event_figure,
    overview_figure,
    place_figure,
    sources_figure,
)
from dateline.pages.web.shelf import WebShelf
from dateline.pages.web.site import site_of
from dateline.record import EventFilter, ReportFilter
from dateline.record.lines import MOST

router = APIRouter(prefix="/figures", include_in_schema=False)


def look(dark: str = "", narrow: str = "") -> Look:
    return Look(dark=dark == "yes", narrow=narrow == "yes")


AskedLook = Annotated[Look, Depends(look)]


@router.get("/overview")
def overview(request: Request, reader: AskedReader, asked: AskedEvents, look: AskedLook) -> Response:
    def draw() -> str:
        return overview_figure(reader, asked, _addresses(request), look)

    return _answer(request, draw, address_of(asked), look)


@router.get("/place")
def place(request: Request, reader: AskedReader, asked: AskedEvents, look: AskedLook) -> Response:
    def draw() -> str:
        spots = Counter({(p.lat, p.lon): p.events for p in reader.map_places(asked, MOST)})
        lat, lon = max(spots, key=lambda s: (spots[s], s), default=(None, None))
        return place_figure(reader, asked, lat, lon, _addresses(request), look)

    return _answer(request, draw, address_of(asked), look)


@router.get("/events/{id_}")
def event(request: Request, reader: AskedReader, id_: str, look: AskedLook) -> Response:
    found = reader.event(id_)
    if found is None:
        raise HTTPException(404, f"There is no event {id_} in this record.")

    def draw() -> str:
        shelf = WebShelf(reader, _root(request))
        shelf.load(found.reports)
        return event_figure(found, reader.claims(found.claims), shelf.name, look)

    return _answer(request, draw, look)


@router.get("/sources")
def sources(request: Request, reader: AskedReader, look: AskedLook) -> Response:
    def draw() -> str:
        return sources_figure(reader.sources(), _addresses(request), look)

    return _answer(request, draw, look)


def _addresses(request: Request) -> Addresses:
    root = _root(request)

    def events(asked: EventFilter) -> str:
        query = address_of(asked)
        return f"{root}/events?{query}" if query else f"{root}/events"

    return Addresses(
        event=WebShelf(request.state.reader, root).event,
        events=events,
        outlet=lambda name: f"{root}/reports?{address_of(ReportFilter(outlet=name))}",
    )


def _root(request: Request) -> str:
    return getattr(request.state, "root", "")


def _answer(request: Request, draw: Callable[[], str], *of: Hashable) -> Response:
    """of: what the figure depends on besides its path and the state of the record."""
    site = site_of(request)
    figure = site.kept.get((site.reader.changes(), _root(request), request.url.path, *of), draw)
    return Response(figure, media_type="application/json") if figure else Response(status_code=204)
