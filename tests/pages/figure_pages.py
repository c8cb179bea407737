"""A made-up war for the figures, and a small program that serves them under the content policy of the pages."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import made_up
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from dateline.model import (
    Dispute,
    Event,
    EventType,
    Modality,
    Origin,
    Place,
    PlacePrecision,
    Reconciliation,
    Time,
    TimePrecision,
)
from dateline.pages.web.figures import Addresses, Look, scripts
from dateline.record import EventFilter

STATIC = Path(__file__).parents[2] / "src" / "dateline" / "pages" / "web" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HOSTILE = "<img src=x onerror=alert(1)> $$\\href{javascript:alert(2)}{x}$$ \u202egnirts @{address}"
PLACES = (
    Place("Herat", PlacePrecision.EXACT, "geonames:1", 34.34, 62.2, "AFG"),
    Place("Qal‘eh-ye Now", PlacePrecision.EXACT, "geonames:2", 34.99, 63.13, "AFG"),
    Place("Badghis", PlacePrecision.PROVINCE, "geonames:3", 35.17, 63.77, "AFG"),
    Place("Mashhad", PlacePrecision.CITY, "geonames:4", 36.3, 59.6, "IRN"),
    Place("Serhetabat", PlacePrecision.NEAR, "geonames:5", 35.28, 62.34, "TKM"),
    Place("Kandahar", PlacePrecision.EXACT, "geonames:6", 31.61, 65.71, "AFG"),
    Place("Afghanistan", PlacePrecision.COUNTRY, "geonames:7", None, None, "AFG"),
    Place("Zaranj", PlacePrecision.EXACT, None, 30.96, 61.86, "AFG"),
    Place("Farah", PlacePrecision.PROVINCE, "geonames:8", 32.5, 63.4, "AFG"),
)
TYPES = (EventType.ASSAULT, EventType.ASSAULT, EventType.ASSAULT, EventType.AID, EventType.CONSULT, EventType.THREATEN)


def event(number: int, **more: Any) -> Event:
    """The number decides everything; more of them are at the first places, and in the first days."""
    base = made_up.view().reconciliation.events[1]
    day = date(2031, 5, 3) + timedelta(days=(number * number) % 23)
    until = day + timedelta(days=number % 4 if number % 7 == 0 else 0)
    type_ = TYPES[number % len(TYPES)]
    place = PLACES[min(number % 17, number % 11) % len(PLACES)]
    made: dict[str, Any] = {
        "id": f"ev-{number:05}",
        "type": type_,
        "modality": Modality.PLANNED if number % 13 == 5 else Modality.OCCURRED,
        "time": None if number % 19 == 8 else Time(day.isoformat(), until.isoformat(), TimePrecision.DAY),
        "place": place,
        "origins": tuple(Origin(f"o{n}", f"O{n}", ()) for n in range(1 + number % 4)),
        "summary": f"Militias and the army fought for road {number} near {place.name}",
        "disputes": (Dispute("killed", (), "two tolls"),) if number % 9 == 4 else (),
        "part_of": None,
    }
    return replace(base, **{**made, **more})


def war(number: int) -> Reconciliation:
    return Reconciliation(events=tuple(event(n) for n in range(number)))


def _list(asked: EventFilter) -> str:
    default = EventFilter()
    given = {
        f.name: getattr(asked, f.name) for f in fields(asked) if getattr(asked, f.name) != getattr(default, f.name)
    }
    return "/events?" + urlencode(given)


ADDRESSES = Addresses(
    event=lambda id_: f"/events/{quote(id_)}",
    events=_list,
    outlet=lambda name: f"/reports?{urlencode({'outlet': name})}",
)


class Server:
    """Serves the figures given by name, and a page for each."""

    def __init__(self, figures: dict[str, Callable[[Look], str]]) -> None:
        self.figures = figures
        files = {name: (path, kind) for name, path, kind in scripts()}

        def page(request: Request) -> Response:
            name = request.path_params["name"]
            return HTMLResponse(
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figure</title>'
                '<meta name="viewport" content="width=device-width, initial-scale=1">'
                '<link rel="stylesheet" href="/static/figures.css"><link rel="stylesheet" href="/static/page.css">'
                '<script src="/static/figures.js" defer></script>'
                f'<main><h1>Figure</h1><div class="figure" data-figure="/figures/{name}">'
                '<ul><li><a href="/events/ev-00001">An event</a></li></ul></div></main></html>'
            )

        def figure(request: Request) -> Response:
            look = Look("dark" in request.query_params, "narrow" in request.query_params)
            made = self.figures[request.path_params["name"]](look)
            return Response(made, media_type="application/json") if made else Response(status_code=204)

        def static(request: Request) -> Response:
            name = request.path_params["name"]
            if name == "page.css":
                return Response(PAGE, media_type="text/css")
            path, kind = files.get(name, (STATIC / name, None))
            return FileResponse(path, media_type=kind)

        def other(request: Request) -> Response:
            return HTMLResponse('<!doctype html><html lang="en"><title>Elsewhere</title>')

        routes = [
            Route("/page/{name}", page),
            Route("/figures/{name}", figure),
            Route("/static/{name}", static),
            Route("/{rest:path}", other),
        ]
        self.app = Starlette(routes=routes)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_policy(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"content-security-policy", POLICY.encode()))
            await send(message)

        await self.app(scope, receive, with_policy)

    @contextmanager
    def running(self) -> Iterator[str]:
        """The address, while it runs."""
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(self, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


PAGE = """
:root { --ink: #1b1f24; --soft: #59636e; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a3adb8; --paper: #14181c; }
  a { color: #7db8f5; } }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; }
"""
