"""WARC files (ISO 28500) → raw reports: each answer of a web server that holds a page is one.

Read by hand, not by a library: those at hand hand out what a damaged file holds as if it were whole, or stop there
(docs/decisions/0016).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ReportError
from dateline.intake.http_answer import body_of
from dateline.intake.media import DAMAGED, HTML, MOST_BYTES, TEXT, is_html
from dateline.intake.sections import FIRST_LINE, DamageError, Section, sections
from dateline.model import RawReport, SetAside

_LONGEST_HEADER = 65_536
_LONGEST_FIRST_LINE = 1_000
_KINDS = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
_STATUS = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})\b")
_WEB = re.compile(r"https?://", re.I)
_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?)?)?)?", re.A)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_ROBOTS = "/robots.txt"
_OTHER_RECORDS = ("warcinfo", "request", "metadata", "revisit", "conversion", "continuation", "resource", "response")
_MAIN_TYPES = ("application", "audio", "font", "image", "message", "model", "multipart", "text", "video")
Headers = dict[str, str]


def read_warc(file: str, stream: BinaryIO, passed_over: Counter[str]) -> Iterator[RawReport | SetAside]:
    """The pages of a WARC file, each named by the file and the place of its record: "news.warc.gz#1912".

    passed_over: counts the records that are no page, by what they are. What is damaged is set aside, and the rest read
    on; so is a file that has no page at all.
    """
    others: Counter[str] = Counter()
    is_empty = True
    for section in sections(stream):
        for item in _records(file, section, others):
            is_empty = False
            yield item
    if is_empty:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(others.items(), key=lambda i: (-i[1], i[0])))
        detail = f"no record in it holds a page ({kinds})" if kinds else "there is no record in it"
        yield SetAside(file, "empty", detail)
    passed_over.update(others)


def _records(file: str, section: Section, others: Counter[str]) -> Iterator[RawReport | SetAside]:
    at = 0
    try:
        while True:
            at = section.position
            first = _first_line(section)
            if not first:
                return
            at = section.position - len(first)
            name = f"{file}#{section.name(at)}"
            if not FIRST_LINE.match(first):
                section.to_next_record()
                yield SetAside(name, DAMAGED, f"{section.position - at:,} bytes here are no WARC record")
                continue
            try:
                item = _record(name, section, others)
            except _LostPlaceError as error:
                yield SetAside(name, DAMAGED, f"{error}; read on from the next record that can be told")
                section.to_next_record()
            else:
                if item is not None:
                    yield item
    except DamageError as error:
        yield SetAside(
            f"{file}#{section.name(at)}",
            DAMAGED,
            f"{error}; what stands from here to the next whole record cannot be read",
        )


class _LostPlaceError(Exception):
    """A record whose end is not where it should be."""


def _first_line(section: Section) -> bytes:
    """The next line that is not blank; b"" at the end."""
    while (line := section.line(_LONGEST_FIRST_LINE)) and not line.strip():
        pass
    return line


def _record(name: str, section: Section, others: Counter[str]) -> RawReport | SetAside | None:
    """What one record holds, after its first line; None where it is no page. Raises _LostPlaceError, DamageError."""
    try:
        headers = _headers(section, _LONGEST_HEADER)
    except ReportError as error:
        raise _LostPlaceError(f"the record cannot be read: {error.detail}") from error
    stated = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", stated):
        raise _LostPlaceError("the record does not say how long it is")
    size, begin = int(stated), section.position
    address = headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">") or None
    found: RawReport | SetAside | str
    try:
        found = _page(name, section, headers, address, size)
    except ReportError as error:
        found = SetAside(name, error.reason, error.detail, address=address)
    rest = size - (section.position - begin)
    if section.skip(rest) < rest:
        there = section.position - begin
        section.back_to(begin)
        raise _LostPlaceError(f"the record is cut off: it should have {size:,} bytes and has {there:,}")
    if not section.ends_record():
        section.back_to(begin)
        raise _LostPlaceError(f"the record does not end after {size:,} bytes, as it says")
    if isinstance(found, str):
        others[found] += 1
        return None
    return found


def _page(name: str, section: Section, headers: Headers, address: str | None, size: int) -> RawReport | str:
    """The page in a record, or what else it is. Reads no further than its `size` bytes. Raises ReportError."""
    kind = headers.get("warc-type", "").lower()
    if address is None or not _WEB.match(address) or kind not in ("response", "resource"):
        return kind if kind in _OTHER_RECORDS else "other"
    begin, answer = section.position, Headers()
    stated = headers.get("content-type", "")
    if kind == "response":
        status = _STATUS.match(section.line(min(size, _LONGEST_FIRST_LINE)))
        if status is None:
            raise ReportError("malformed", "the record should hold the answer of a web server, and holds none")
        answer = _headers(section, min(size - (section.position - begin), _LONGEST_HEADER))
        if status[1] != b"200":
            return f"answer of status {status[1].decode()}"
        stated = answer.get("content-type") or headers.get("warc-identified-payload-type", "")
    essence = stated.split(";")[0].strip().lower()
    if address.lower().endswith(_ROBOTS):
        return "robots.txt"
    if essence and essence not in _KINDS:
        main = essence.split("/")[0]
        return f"answer of type {main}" if main in _MAIN_TYPES else "answer of another type"
    media = _KINDS.get(essence, HTML)
    left = size - (section.position - begin)
    if left > MOST_BYTES[media]:
        raise ReportError("too-long", f"the page has {left:,} bytes; a report has fewer than {MOST_BYTES[media]:,}")
    body = body_of(answer, section.read(left), MOST_BYTES[media])
    if media == TEXT or not essence:
        if is_html(body):
            media = HTML
        elif not essence:
            return "answer of no stated type"
    moment = headers.get("warc-date", "")
    return RawReport(name, body, media + _charset(stated), address, moment if _MOMENT.fullmatch(moment) else None)


def _headers(section: Section, room: int) -> Headers:
    """Header lines of at most `room` bytes up to a blank one; names in lower case, the first of each. Raises
    ReportError when there is no end to them."""
    found = Headers()
    name = ""
    while line := section.line(room):
        room -= len(line)
        text = line.decode("utf-8", "replace").rstrip()
        if not text:
            return found
        if text[0] in " \t":
            if name:
                found[name] += f" {text.strip()}"
            continue
        name, is_header, value = text.partition(":")
        name = name.strip().lower() if is_header else ""
        if name in found:
            name = ""
        elif name:
            found[name] = value.strip()
    raise ReportError("malformed", "its headers have no end")


def _charset(stated: str) -> str:
    """ "; charset=cp1251" where a content type states one that is known, else ""."""
    match = _CHARSET.search(stated)
    try:
        return f"; charset={codecs.lookup(match[1]).name}" if match else ""
    except LookupError:
        return ""
