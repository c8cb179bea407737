"""Writes small archives of invented reports, for tests."""

from __future__ import annotations

import gzip
from collections.abc import Sequence


def sentence(place: str, killed: int = 3) -> str:
    return f"The army said on Monday that {killed} soldiers were killed near the town of {place} by a mine."


def page(place: str, killed: int = 3) -> bytes:
    text = f"<p>{sentence(place, killed)}</p><p>A doctor said that nobody in {place} had slept that night.</p>"
    head = '<meta property="article:published_time" content="2031-05-06T10:00:00Z">'
    return f"<html><head><title>Mine near {place}</title>{head}</head><body>{text}</body></html>".encode()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    given = headers or ("Content-Type: text/html; charset=utf-8",)
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *given, "")).encode() + body


def record(
    number: int | str, block: bytes, kind: str = "response", *, length: object = None, extra: Sequence[str] = ()
) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://courier.example/{number}",
        "WARC-Date: 2031-05-06T12:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:0>12}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    replaced = {line.partition(":")[0] for line in extra}
    kept = [line for line in lines if line.partition(":")[0] not in replaced]
    return "\r\n".join([*kept, *extra, "", ""]).encode() + block + b"\r\n\r\n"


def request(number: int | str) -> bytes:
    return record(number, b"GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n", "request")


def packed(*records: bytes) -> bytes:
    """Each record in a gzip member of its own, as archives are."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
