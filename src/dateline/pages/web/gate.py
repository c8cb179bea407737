"""What every request passes: the host check, the moment in its path, the mark of the visitor; and what every answer
carries."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from dateline.errors import InputError
from dateline.pages.web.site import MOST_SECONDS, Site
from dateline.pipeline import known_by
from dateline.record import Reader

VISIT = "dateline_visit"
WAIT_SECONDS = 6.0
MOST_BYTES = 1_000_000  # of what a form sends
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_AS_OF = re.compile(r"/as-of/(?P<clock>published|read)/(?P<moment>[0-9A-Za-z:.+-]{1,40})(?P<path>/.*|$)")
_VISIT = re.compile(r"[0-9a-f]{32}")
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Gate:
    """Wraps the app. Paths come decoded; `/as-of/published/2031-03-06/events` is `/events` of the record as of then."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visit = _visit_of(headers.get("cookie", ""))
        state = scope.setdefault("state", {})
        state["visit"] = visit or secrets.token_hex(16)
        answer = _Answer(send, None if visit else state["visit"])
        if not self._is_ours(headers.get("host", "")):
            told = "this server does not go by that name; `dateline serve --allow-host NAME` lets it"
            await PlainTextResponse(told, 400)(scope, receive, answer)
            return
        sent = headers.get("content-length") or ("" if scope["method"] == "POST" else "0")
        if not (sent.isdecimal() and int(sent) <= MOST_BYTES):
            await PlainTextResponse(f"send at most {MOST_BYTES:,} bytes, and say how many", 413)(scope, receive, answer)
            return
        if scope["path"].startswith("//"):
            await PlainTextResponse("there is no such page here", 404)(scope, receive, answer)
            return
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            await PlainTextResponse("pages of other sites cannot use this one", 403)(scope, receive, answer)
            return
        if self._site.is_gone():
            told = "The record was replaced, moved or deleted since this server started; start it again."
            await _told(scope["path"], "The record is not there any more", told, 503)(scope, receive, answer)
            return
        await self._pass_on(scope, receive, answer, state)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, state: dict[str, Any]) -> None:
        state["reader"] = self._site.reader
        state["path"] = scope["path"]
        found = _AS_OF.fullmatch(scope["path"])
        if found is not None:
            moment, clock = found["moment"], found["clock"]
            state["path"] = scope["path"] = "/" + found["path"].lstrip("/")
            scope.pop("raw_path", None)
            state |= {"moment": moment, "clock": clock, "root": f"/as-of/{clock}/{found['moment']}"}
            try:
                known_by({}, moment)
            except ValueError:
                told = f"{moment} is no day or time; write 2031-03-05 or 2031-03-05T18:00."
                await _told(state["path"], "No such moment", told, 422)(scope, receive, send)
                return
            try:
                reader = await self._reader_by_then(moment, clock)
            except InputError as error:
                await _told(state["path"], "This moment cannot be shown", str(error), 422)(scope, receive, send)
                return
            if reader is None:
                told = f"The record as of {moment} is being brought together. This page looks again by itself."
                answer = _told(state["path"], "One moment", told, 503)
                answer.headers.update({"Retry-After": "3", "Refresh": "3"})
                await answer(scope, receive, send)
                return
            state["reader"] = reader
        await self._app(scope, receive, send)

    async def _reader_by_then(self, moment: str, clock: str) -> Reader | None:
        """None while it is still being made. Who waits for it holds no thread."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            reader = await run_in_threadpool(self._reader_then, moment, clock)
            if reader is not None or time.monotonic() > deadline:
                return reader
            await asyncio.sleep(0.1)

    def _reader_then(self, moment: str, clock: Any) -> Reader | None:
        record = self._site.moments.record(moment, clock, self._site.reader.changes())
        return None if record is None else record.reader(MOST_SECONDS)

    def _is_ours(self, host: str) -> bool:
        """An address in numbers cannot be another site's name for this machine; a name can."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        bare = name.strip("[]").lower().rstrip(".")
        if bare in self._site.hosts:
            return True
        try:
            ipaddress.ip_address(bare)
        except ValueError:
            return False
        return True


class _Answer:
    """Puts the headers of every answer on it."""

    def __init__(self, send: Send, visit: str | None) -> None:
        self._send = send
        self._visit = visit

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-cache")
            if self._visit is not None and headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", f"{VISIT}={self._visit}; Path=/; HttpOnly; SameSite=Strict")
        await self._send(message)


def _visit_of(cookie: str) -> str:
    try:
        found = SimpleCookie(cookie).get(VISIT)
    except CookieError:
        return ""
    return found.value if found is not None and _VISIT.fullmatch(found.value) else ""


def _told(path: str, title: str, told: str, status: int) -> Response:
    if path.startswith("/api/"):
        return JSONResponse({"detail": told}, status)
    return HTMLResponse(_page(title, told), status)


def _page(title: str, told: str) -> str:
    """A page that needs no record."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/base.css"></head>'
        f'<body><main><h1>{escape(title)}</h1><p>{escape(told)}</p><p><a href="/">The record of now</a></p></main>'
        "</body></html>"
    )
