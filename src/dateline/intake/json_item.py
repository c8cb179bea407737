"""One JSON object (a line of a JSON Lines file) → item, with an exact map back into the line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from dateline.errors import ReportError
from dateline.intake.item import Item
from dateline.intake.paragraphs import Paragraph, split_paragraphs
from dateline.intake.provenance import Given
from dateline.model import BlockKind, OffsetSegment

_DECODER = json.JSONDecoder(strict=False)
_BLANK = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_GAP = "\n\n"

_TEXT = ("text", "body", "content", "article", "full_text", "fulltext", "maintext", "article_text", "articlebody")
_TITLE = ("title", "headline")
_ADDRESS = ("url", "address", "link", "source_url", "uri")
_DATE = ("date", "published", "published_at", "publishedat", "date_publish", "date_published", "datepublished",
         "publication_date", "pub_date", "pubdate", "publish_date")  # fmt: skip
_OUTLET = ("outlet", "source", "publisher", "source_name", "site", "sitename", "site_name", "publication", "newspaper")
_LANGUAGE = ("language", "lang")
TEXT_FIELDS = (*_TEXT, *_TITLE)
FIELDS = (*TEXT_FIELDS, *_ADDRESS, *_DATE, *_OUTLET, *_LANGUAGE)
"""Names of fields that are read, in lower case."""


def item_from_json(line: str) -> Item:
    """The report in one JSON object. Raises ReportError: "malformed" when it is none, "empty" when it has no text.

    The text is the title, an empty line, and the body. `source` may be a name or an object with a name.
    """
    fields = dict(_fields(line))
    title, body = _text_field(fields, _TITLE), _text_field(fields, _TEXT)
    if not (body or title) or not (body + title).strip():
        raise ReportError("empty", "the object has no text (looked for: text, body, content)")
    pieces = [(t, k) for k, t in ((_key(fields, _TITLE), title), (_key(fields, _TEXT), body)) if t.strip()]
    text, segments = "", []
    for piece, key in pieces:
        text += _GAP if text else ""
        segments += list(_segments(line, fields[key][1], len(text)))
        text += piece
    return Item(
        text=text,
        segments=tuple(segments),
        given=Given(_value(fields, _DATE), _value(fields, _OUTLET), _value(fields, _ADDRESS)),
        paragraphs=_paragraphs(title if title.strip() else "", body),
        language=_value(fields, _LANGUAGE),
    )


def _fields(line: str) -> Iterator[tuple[str, tuple[object, int]]]:
    """Key in lower case → value and the position of its first character. Of a key that comes twice, the last counts."""
    at = _skip(line, 0)
    try:
        if line[at : at + 1] != "{":
            raise ReportError("malformed", "not a JSON object")
        whole, end = _DECODER.raw_decode(line, at)
        if line[end:].strip():
            raise ReportError("malformed", f"something follows the JSON object (character {end + 1})")
        at = _skip(line, at + 1)
        while whole and line[at] != "}":
            key, at = _DECODER.raw_decode(line, at)
            at = _skip(line, _skip(line, at) + 1)
            value, end = _DECODER.raw_decode(line, at)
            yield key.lower(), (value, at)
            at = _skip(line, end)
            at = _skip(line, at + 1) if line[at] == "," else at
    except (json.JSONDecodeError, RecursionError) as error:
        reason = (
            f"{error.msg} (character {error.pos + 1})"
            if isinstance(error, json.JSONDecodeError)
            else "nested too deeply"
        )
        raise ReportError("malformed", f"not JSON: {reason}") from error


def _skip(line: str, at: int) -> int:
    match = _BLANK.match(line, at)
    return match.end() if match else at


def _key(fields: dict[str, tuple[object, int]], names: tuple[str, ...]) -> str:
    return next((n for n in names if n in fields and isinstance(fields[n][0], str) and str(fields[n][0]).strip()), "")


def _text_field(fields: dict[str, tuple[object, int]], names: tuple[str, ...]) -> str:
    key = _key(fields, names)
    return _LONE_SURROGATE.sub("\ufffd", str(fields[key][0])) if key else ""


def _value(fields: dict[str, tuple[object, int]], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds a name: a string, or an object with a name in it."""
    for name in names:
        value = fields.get(name, (None, 0))[0]
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip() and value.strip().lower() not in ("unknown", "null", "none"):
            return _LONE_SURROGATE.sub("\ufffd", value.strip())
    return None


def _segments(line: str, at: int, start: int) -> Iterator[OffsetSegment]:
    """The runs of a JSON string whose quote is at `at`, put at `start` of the text; an escape is one."""
    end = _DECODER.raw_decode(line, at)[1] - 1
    at += 1
    for match in _ESCAPE.finditer(line, at, end):
        if match.start() > at:
            yield OffsetSegment(start, at, match.start() - at)
            start += match.start() - at
        yield OffsetSegment(start, match.start(), 1)
        start, at = start + 1, match.end()
    if end > at:
        yield OffsetSegment(start, at, end - at)


def _paragraphs(title: str, body: str) -> tuple[Paragraph, ...]:
    by = len(title) + len(_GAP) if title else 0
    shifted = tuple(Paragraph(p.start + by, p.end + by) for p in split_paragraphs(body))
    if not title:
        return shifted
    start = len(title) - len(title.lstrip())
    return (Paragraph(start, len(title.rstrip()), BlockKind.HEADLINE, "title field"), *shifted)
