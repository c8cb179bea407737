"""A web page → item: the text with one paragraph per block element, mapped exactly back into the page's source.

The page is walked with the standard library's parser, which tells where each run of text stands. Which of the
paragraphs are the report is trafilatura's judgement; a paragraph that it passes over between two that it keeps is kept
too. Where it finds nothing, the page's own elements and the general rules decide.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.errors import ReportError
from dateline.intake.decoding import Decoded
from dateline.intake.item import Item
from dateline.intake.page_facts import facts_of
from dateline.intake.page_walk import Piece, walk
from dateline.intake.paragraphs import Paragraph
from dateline.intake.provenance import Given
from dateline.model import BlockKind

FEWEST_CHARACTERS = 150
"""Shorter main texts are not trusted: a cookie note, a teaser."""
_SHORT = 40
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE = frozenset({"nav", "footer", "aside", "form", "button", "dialog", "menu"})
_WORD = re.compile(r"\w+")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # else a warning for every odd page


def item_from_page(decoded: Decoded, address: str | None) -> Item:
    """The page's text, its blocks and what its metadata states. Raises ReportError("empty") when it has no text."""
    walked = walk(decoded.text)
    if not walked.text.strip():
        raise ReportError("empty", "the page has no text")
    facts = facts_of(walked, address)
    main = _main_pieces(walked.pieces, walked.text, _main_text(decoded.text))
    return Item(
        text=walked.text,
        segments=walked.segments,
        given=Given(facts.published, facts.site, facts.address, origin="metadata"),
        paragraphs=tuple(_paragraphs(walked.pieces, walked.text, main, facts.title)),
        encoding=decoded.encoding,
        notes=decoded.notes,
    )


def _main_text(source: str) -> str:
    """The main text as trafilatura sees it, or "" when it sees none."""
    import trafilatura  # with lxml the heaviest import of intake; only pages need it

    return trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""


def _main_pieces(pieces: Sequence[Piece], text: str, main: str) -> frozenset[int]:
    """Indices of the pieces that the main text holds, and of those that it lost between two of them.

    Empty when the main text is too short to be trusted.
    """
    if len(main) < FEWEST_CHARACTERS:
        return frozenset()
    lines = {key for line in main.splitlines() if (key := _key(line))}
    whole = _key(main)
    held = []
    for number, piece in enumerate(pieces):
        key = _key(text[piece.start : piece.end])
        if key and (key in lines or (len(key) >= _SHORT and key in whole)):
            held.append(number)
    if not held:
        return frozenset()
    return frozenset(held) | _lost(pieces, held)


def _lost(pieces: Sequence[Piece], held: Sequence[int]) -> set[int]:
    """Pieces that belong with those held: of the same element, between two siblings, or one more of a row of p."""
    own = {pieces[n].own for n in held}
    rows = Counter((pieces[n].parent, pieces[n].tag) for n in held)
    lost = set()
    for number, piece in enumerate(pieces):
        row = (piece.parent, piece.tag)
        between = held[0] < number < held[-1] and row in rows
        if piece.own in own or ((between or (piece.tag == "p" and rows[row] > 1)) and not piece.within & _ASIDE):
            lost.add(number)
    return lost


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _paragraphs(pieces: Sequence[Piece], text: str, main: frozenset[int], title: str | None) -> list[Paragraph]:
    found = []
    headline = _headline(pieces, text, title)
    for number, piece in enumerate(pieces):
        kind, rule = _kind(piece, number, main)
        if number == headline:
            kind, rule = BlockKind.HEADLINE, "title of the page"
        elif piece.tag == "title":
            kind, rule = BlockKind.FURNITURE, "title of the page, again"
        paragraph = Paragraph(piece.start, piece.end, kind, rule)
        found.append(_without_site(paragraph, text, title) if number == headline else paragraph)
    return found


def _kind(piece: Piece, number: int, main: frozenset[int]) -> tuple[BlockKind | None, str]:
    """What the markup says of a piece; None where the general rules shall say."""
    if "figcaption" in (piece.tag, *piece.within):
        return BlockKind.CAPTION, "figcaption"
    if "time" in piece.within and len(piece) < 60:
        return BlockKind.TIMESTAMP, "time element"
    if main:
        if number not in main:
            return (None, "") if _says_when_or_who(piece) else (BlockKind.FURNITURE, "outside the main text")
    elif piece.within & _ASIDE or ("header" in piece.within and "article" not in piece.within):
        return BlockKind.FURNITURE, "element of the page"
    if piece.tag in _HEADINGS and len(piece) < 200:
        return BlockKind.SUBHEAD, "heading element"
    return None, ""


def _says_when_or_who(piece: Piece) -> bool:
    """A short piece outside the main text that may be a byline or a date: class names of its elements say so."""
    return len(piece) < 120 and bool(
        re.search(r"\b(?:by-?line|author|date|time|publish\w*|dateline|posted)\b", piece.marks)
    )


def _headline(pieces: Sequence[Piece], text: str, title: str | None) -> int | None:
    """Index of the report's title: the heading that the metadata's title begins with, else the h1, else the title
    element."""
    wanted = _key(title or "")
    headings = [n for n, p in enumerate(pieces) if p.tag in _HEADINGS]
    for number in headings:
        key = _key(text[pieces[number].start : pieces[number].end])
        if key and wanted and (wanted.startswith(key) or key.startswith(wanted)) and len(key.split()) >= 2:
            return number
    first = [n for n in headings if pieces[n].tag == "h1" and not pieces[n].within & _ASIDE]
    if len(first) == 1:
        return first[0]
    return next((n for n, p in enumerate(pieces) if p.tag == "title"), None)


def _without_site(paragraph: Paragraph, text: str, title: str | None) -> Paragraph:
    """A title element without the site's name after it ("Two killed in clash | Example Times")."""
    words = text[paragraph.start : paragraph.end]
    if title and words.startswith(title) and len(title) < len(words):
        return replace(paragraph, end=paragraph.start + len(title))
    cut = re.search(r"\s[|–—]\s[^|–—]{2,40}$|\s-\s[^-]{2,40}$", words)
    return replace(paragraph, end=paragraph.start + cut.start()) if cut and cut.start() >= 20 else paragraph
