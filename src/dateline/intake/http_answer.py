"""The body of an HTTP answer as a reader would have seen it: chunks joined, compression undone, both bounded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from dateline.errors import ReportError
from dateline.intake.media import is_html

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_PLAIN = ("", "identity", "none", "utf-8")
_GZIP_MAGIC = b"\x1f\x8b"


def body_of(headers: Mapping[str, str], payload: bytes, most: int) -> bytes:
    """The body, of `most` bytes at most. headers: names in lower case.

    A header that the payload shows to be out of date is passed over: many archives keep pages with their chunks
    joined and unpacked already. Raises ReportError: "malformed", "truncated", "too-long", "unreadable".
    """
    if "chunked" in headers.get("transfer-encoding", "").lower() and not _is_joined(payload):
        payload = _joined(payload)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        payload = _unpacked(payload, coding.strip(), most)
    return payload


def _is_joined(payload: bytes) -> bool:
    return not payload or payload.lstrip().startswith(b"<") or payload.startswith(_GZIP_MAGIC)


def _joined(payload: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        head = _CHUNK.match(payload, at)
        if head is None:
            if at >= len(payload):
                raise ReportError("truncated", "the page is cut off: its last chunk is missing")
            raise ReportError("malformed", f"the page is damaged: no chunk begins at byte {at:,} of its body")
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        at = head.end() + size
        if at > len(payload):
            raise ReportError("truncated", f"the page is cut off: {at - len(payload):,} bytes of a chunk are missing")
        parts.append(payload[head.end() : at])
        at += 2 if payload.startswith(b"\r\n", at) else payload.startswith(b"\n", at)


def _unpacked(payload: bytes, coding: str, most: int) -> bytes:
    if coding in _PLAIN or not payload or is_html(payload):
        return payload
    if coding in ("gzip", "x-gzip"):
        return _inflated(payload, most, 31) if payload.startswith(_GZIP_MAGIC) else payload
    if coding == "deflate":
        with_header = payload[0] & 0x0F == 8 and int.from_bytes(payload[:2], "big") % 31 == 0
        return _inflated(payload, most, 15 if with_header else -15)
    if coding in ("br", "zstd"):
        return _by_arrow(payload, {"br": "brotli", "zstd": "zstd"}[coding], most)
    raise ReportError("unreadable", f"the page is compressed in a way that dateline cannot undo ({coding[:40]})")


def _inflated(payload: bytes, most: int, kind: int) -> bytes:
    parts: list[bytes] = []
    room = most + 1
    while payload and room:
        inflate = zlib.decompressobj(kind)
        try:
            parts.append(inflate.decompress(payload, room))
        except zlib.error as error:
            raise ReportError("malformed", f"the page is damaged: it cannot be unpacked ({error})") from error
        room -= len(parts[-1])
        if room and not inflate.eof:
            raise ReportError("truncated", "the page is cut off: the end of its compressed body is missing")
        payload = inflate.unused_data if inflate.unused_data.startswith(_GZIP_MAGIC) else b""
    return _bounded(b"".join(parts), most)


def _by_arrow(payload: bytes, codec: str, most: int) -> bytes:
    try:
        import pyarrow
    except ImportError:
        raise ReportError(
            "unreadable", f"the page is compressed with {codec}; to read it: pip install 'dateline[archives]'"
        ) from None
    try:
        stream = pyarrow.CompressedInputStream(pyarrow.BufferReader(payload), codec)
        return _bounded(bytes(stream.read(most + 1)), most)
    except OSError as error:
        raise ReportError("malformed", f"the page is damaged: it cannot be unpacked ({error})") from error


def _bounded(body: bytes, most: int) -> bytes:
    if len(body) > most:
        raise ReportError("too-long", f"the page has more than {most:,} bytes when unpacked")
    return body
