"""What all pages of one server share, and how a page becomes a response."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import HTMLResponse

from dateline import __version__
from dateline.pages.templates import templates
from dateline.pages.web.helpers import Moments, Upkeep
from dateline.pages.web.kept import Kept
from dateline.record import Reader, Record, is_server

LOCAL_PATH = re.compile(r"/(?:[^/\\\x00-\x1f][^\\\x00-\x1f]*)?")
"""A path of this site with its query: never the address of another one ("//example.org")."""
AUTHOR = "dateline_author"
"""Cookie with the name of who decided last."""
MOST_SECONDS = 20.0
"""Of one question to the record; whoever asks for more is told to ask for less."""
NAVIGATION = (
    ("/", "Overview"),
    ("/events", "Events"),
    ("/statements", "Statements"),
    ("/disputes", "Disputes"),
    ("/names", "Names"),
    ("/places", "Places"),
    ("/reports", "Reports"),
    ("/sources", "Sources"),
    ("/not-read", "Not read"),
    ("/decisions", "Decisions"),
)


@dataclass(frozen=True)
class Site:
    """One record, served. may_decide: whether the pages take decisions. author: who decides unless he says otherwise.

    hosts: the names under which the server may be asked for; addresses in numbers always may. file: mark of
    the record's file, where it is one.
    """

    record: Record
    reader: Reader
    may_decide: bool
    author: str
    hosts: frozenset[str]
    moments: Moments
    upkeep: Upkeep
    file: tuple[int, int] | None
    kept: Kept = field(default_factory=Kept)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def is_gone(self) -> bool:
        """Whether another file stands where the record did, or none."""
        return self.file != file_mark(self.record.location)

    def token(self, visit: str) -> str:
        """What a form of this visitor must bring back."""
        return hmac.new(self.secret, visit.encode(), sha256).hexdigest()

    def close(self) -> None:
        self.upkeep.close()
        self.moments.close()
        self.record.close()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: where it is, as of when, and what may be done. root: in front of every address.

    here: the address of the page without the root. moment, clock: "" for the record of now.
    """

    title: str
    root: str
    here: str
    record: str
    may_decide: bool
    token: str
    author: str
    moment: str
    clock: str
    is_current: bool
    is_working: bool
    trouble: str
    version: str = __version__
    navigation: tuple[tuple[str, str], ...] = NAVIGATION

    def to(self, path: str) -> str:
        return self.root + path

    @property
    def section(self) -> str:
        """The path of the navigation under which this page stands."""
        return "/" + self.here.split("?")[0].strip("/").split("/")[0]


def file_mark(location: str) -> tuple[int, int] | None:
    """By which a file is known while it is there; None for a server, zeros where there is none."""
    if is_server(location):
        return None
    try:
        found = Path(location).stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def site_of(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


def frame_of(request: Request, title: str) -> Frame:
    site = site_of(request)
    state = request.state
    query = f"?{request.url.query}" if request.url.query else ""
    moment = getattr(state, "moment", "")
    return Frame(
        title=title,
        root=getattr(state, "root", ""),
        here=quote(state.path, safe="/:@!$&'()*+,;=-._~") + query,
        record=site.record.name,
        may_decide=site.may_decide and not moment,
        token=site.token(state.visit),
        author=unquote(request.cookies.get(AUTHOR, "")) or site.author,
        moment=moment,
        clock=getattr(state, "clock", ""),
        is_current=bool(moment) or site.reader.is_current(),
        is_working=site.upkeep.is_running,
        trouble=site.upkeep.trouble,
    )


def render(request: Request, template: str, title: str, page: Any, status: int = 200) -> HTMLResponse:
    """The template with its page and the frame around it."""
    made = templates().get_template(f"web/{template}").render(page=page, frame=frame_of(request, title))
    return HTMLResponse(made, status)


def segment(text: str) -> str:
    """As one part of a path."""
    return quote(text, safe="")
