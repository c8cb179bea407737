"""The pages of one record as a web application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from dateline import __version__
from dateline.errors import DatelineError, InputError, RecordError
from dateline.pages.web import api, decisions, drawn, events, names, reports
from dateline.pages.web.figures import scripts
from dateline.pages.web.gate import Gate
from dateline.pages.web.helpers import Moments, Upkeep
from dateline.pages.web.site import LOCAL_PATH, MOST_SECONDS, Site, file_mark, render, segment
from dateline.record import open_record

STATIC = Path(__file__).parent / "static"
STYLES = Path(__file__).parents[1] / "templates"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class TroublePage:
    """Something that cannot be shown: what, and what to do. back: the page that it was asked for on, or ""."""

    title: str
    told: str
    back: str


@dataclass(frozen=True, slots=True)
class ProgramsPage:
    """lines: path, whether it answers as it stands, what it gives."""

    told: str
    lines: tuple[tuple[str, bool, str], ...]


def make_app(
    location: str | Path, *, may_decide: bool = True, author: str = "", hosts: Iterable[str] = ()
) -> tuple[Gate, Site]:
    """The application over a record, and what its pages share (close it at the end).

    location: a file, or the address of a PostgreSQL database. may_decide: whether the pages take decisions; never where
    the record cannot be written. author: of decisions whose form names nobody. hosts: names under which the server may
    be asked for, besides this machine's own and addresses in numbers. Raises RecordError when it cannot be opened.
    """
    record = open_record(location, create=False, read_only=True)
    site = Site(
        record=record,
        reader=record.reader(MOST_SECONDS),
        may_decide=may_decide and _can_write(record.location),
        author=author,
        hosts=LOOPBACK | {host.lower() for host in hosts},
        moments=Moments(record.location),
        upkeep=Upkeep(record.location, record.reader()),
        file=file_mark(record.location),
    )

    app = FastAPI(
        title="dateline",
        version=__version__,
        description=api.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,  # they would lead out of the moment
    )
    app.state.site = site
    for part in (events, reports, names, decisions, drawn, api):
        app.include_router(part.router)
    app.add_api_route("/api", for_programs, methods=["GET"], include_in_schema=False)
    app.add_api_route("/as-of", as_of, methods=["GET"], include_in_schema=False)
    app.add_api_route("/static/{name}", static, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(StarletteHTTPException, _http_trouble)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(DatelineError, _our_trouble)
    return Gate(app, site), site


def for_programs(request: Request) -> Response:
    """What the API has, from its own description."""
    description = request.app.openapi()
    asked = ((path, about["get"]) for path, about in description["paths"].items() if "get" in about)
    lines = tuple(
        (path, not any(p.get("required") for p in get.get("parameters", ())), _told(get)) for path, get in asked
    )
    return render(request, "programs.html", "For programs", ProgramsPage(api.DESCRIPTION.replace("`", ""), lines))


def _told(get: Mapping[str, Any]) -> str:
    return " ".join(str(get.get("description") or get.get("summary", "")).split())


def as_of(moment: str = "", clock: str = "published", here: str = "/") -> Response:
    """From the form on every page to the same page as of the moment; without one to the record of now."""
    path = here if LOCAL_PATH.fullmatch(here) else "/"
    if not moment.strip():
        return RedirectResponse(path, 303)
    if clock not in ("published", "read"):
        raise InputError(f"clock: {clock!r} is not allowed; give published or read")
    return RedirectResponse(f"/as-of/{clock}/{segment(moment.strip())}{path}", 303)


def static(name: str) -> Response:
    """The styles and scripts of the pages; nothing else."""
    for known, path, kind in scripts():
        if name == known:
            return FileResponse(path, media_type=kind, headers={"Cache-Control": "max-age=86400"})
    for folder in (STATIC, STYLES):
        path = folder / name
        if path.suffix in _TYPES and path.parent == folder and path.is_file():
            return FileResponse(path, media_type=_TYPES[path.suffix])
    raise HTTPException(404, f"There is nothing at /static/{name}.")


def _can_write(location: str) -> bool:
    try:
        open_record(location, create=False).close()
    except RecordError:
        return False
    return True


# -- trouble ----------------------------------------------------------------------------------------------------------


def _http_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    told = str(error.detail)
    return _trouble(request, error.status_code, "There is no such page here." if told == "Not Found" else told)


def _bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: Any = next(iter(error.errors()), {})
    where = ".".join(str(part) for part in first.get("loc", ())[1:])
    return _trouble(request, 422, f"{where}: {first.get('msg', 'cannot be used')}")


def _our_trouble(request: Request, error: Exception) -> Response:
    return _trouble(request, 422 if isinstance(error, InputError) else 503, str(error))


def _trouble(request: Request, status: int, told: str) -> Response:
    if request.state.path.startswith("/api"):
        return JSONResponse({"detail": told}, status)
    titles = {403: "Not allowed", 404: "Not there", 422: "This cannot be used"}
    title = titles.get(status, "This did not work")
    back = getattr(request.state, "back", "")
    return render(request, "trouble.html", title, TroublePage(title, told, back), status)
