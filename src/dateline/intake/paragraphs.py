"""Splitting text into paragraphs: one per line, or lines joined again where the text was broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.model import BlockKind
from dateline.model.frozen import frozen

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”’'»)\]]*$")
_KEY_LINE = re.compile(r"[A-Z][A-Za-z _-]{1,24}:\s")
_BYLINE = re.compile(r"[Bb]y [A-Z][\w'’-]+(?: (?:and |[A-Z])[\w'’-]*)+")
_BULLET = re.compile(r"(?:[-•*·▪●►■□–—>]|\(?\d{1,2}[.)])\s")

WIDEST_WRAP = 132
"""Columns: text broken at a fixed width has no wider lines, a few addresses and headlines apart."""
NARROWEST_WRAP = 45


@frozen
class Paragraph:
    """A stretch of the text with no blanks at its ends. kind, rule: what is known of it from the page's markup."""

    start: int
    end: int
    kind: BlockKind | None = None
    rule: str = ""


@frozen
class _Row:
    """A line of the file. after_gap: a blank line stands before it. indent: blanks at its start."""

    start: int
    end: int
    text: str
    after_gap: bool
    indent: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, in order."""
    rows = list(_rows(text))
    width = _wrap_width(rows)
    paragraphs: list[Paragraph] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        joined = before is not None and (_goes_on(before, row) or (width > 0 and _is_wrapped(before, row, width)))
        if joined:
            paragraphs[-1] = Paragraph(paragraphs[-1].start, row.end)
        else:
            paragraphs.append(Paragraph(row.start, row.end))
    return tuple(paragraphs)


def _rows(text: str) -> Iterator[_Row]:
    at, gap = 0, False
    for match in (*LINE_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        line = text[at:end]
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            yield _Row(start, start + len(bare), bare, gap, start - at)
        gap = not bare
        at = match.end() if match else end


def _wrap_width(rows: list[_Row]) -> int:
    """The column at which lines were broken, or 0 when a line is a paragraph.

    Broken text has narrow lines, of which many stop in mid-sentence although they have been filled up.
    """
    pairs = [(a, b) for a, b in pairwise(rows) if not b.after_gap and not _stands_alone(a)]
    wide = [len(row.text) for row in rows if " " in row.text and not _stands_alone(row)]
    if not pairs or not wide:
        return 0
    narrow = sorted(n for n in wide if n <= WIDEST_WRAP)
    if not narrow or len(narrow) < 0.9 * len(wide):
        return 0
    width = narrow[-1]
    broken = sum(b.text[0].islower() and not _ENDS_SENTENCE.search(a.text) for a, b in pairs)
    if len(pairs) > 1 and broken >= 0.6 * len(pairs):
        return width
    if width < NARROWEST_WRAP:
        return 0
    filled = [(a, b) for a, b in pairs if _is_filled(a, b, width)]
    open_ended = [a for a, _ in filled if not _ENDS_SENTENCE.search(a.text)]
    if len(filled) < 0.5 * len(pairs) or len(open_ended) < 0.5 * len(filled):
        return 0
    return width


def _is_filled(row: _Row, following: _Row, width: int) -> bool:
    """Whether the first word of the next line would not have fitted, give or take a ragged edge."""
    first = len(following.text.split(None, 1)[0])
    return len(row.text) + 1 + first > width - max(6, width // 8)


def _is_wrapped(before: _Row, row: _Row, width: int) -> bool:
    if row.after_gap or row.indent > before.indent + 1 or _stands_alone(before) or _stands_alone(row):
        return False
    if _is_filled(before, row, width):
        return True
    return row.text[0].islower() and not _ENDS_SENTENCE.search(before.text)


def _goes_on(before: _Row, row: _Row) -> bool:
    """A long line that stops in mid-sentence, before one in lower case: a paragraph torn by an empty line."""
    if not (row.text[0].islower() and len(before.text) >= 60 and not _stands_alone(before)):
        return False
    last = before.text[-1]
    return (last.isalnum() or last in ",-–—’'") and any(c.isupper() for c in before.text) and not _is_link(row.text)


def _stands_alone(row: _Row) -> bool:
    return bool(
        _KEY_LINE.match(row.text) or _BULLET.match(row.text) or _BYLINE.fullmatch(row.text) or _is_link(row.text)
    )


def _is_link(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))
