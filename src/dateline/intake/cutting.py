"""Lines → blocks: datelines, list marks and inline subheads cut off, endless paragraphs cut up, blanks trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.intake.layout import Page
from dateline.intake.lines import Line
from dateline.model import Block, BlockKind
from dateline.reference import outlets

LONGEST_BLOCK = 20_000
"""Characters. No paragraph is longer; a text without line breaks is cut at sentence ends, for the parser's sake."""

_SHOUTED = re.compile(r"(?:[A-Z0-9][A-Z0-9’'&.,-]*\s+){3,12}(?=[A-Z][a-z])")
_AFTER_TITLE = re.compile(r"\s?[-–—|]\s?(?P<o>[^-–—|]{2,40})$")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+")


def cut_blocks(page: Page, matching: str) -> tuple[Block, ...]:
    """The blocks of a judged page, in order, no two overlapping."""
    blocks: list[Block] = []
    for line in page.lines:
        for start, end, kind, rule in _pieces(page, line, matching):
            inside = matching[start:end]
            start += len(inside) - len(inside.lstrip())
            end = start + len(inside.strip())
            if start < end:
                blocks.append(Block(start, end, kind, rule))
    return tuple(blocks)


def _pieces(page: Page, line: Line, matching: str) -> Iterator[tuple[int, int, BlockKind, str]]:
    kind = line.kind or BlockKind.BODY
    title = page.headers.get("title")
    if title and len(title) and line.start <= title.start < line.end:
        yield line.start, title.start, BlockKind.HEADER, line.rule
        yield title.start, title.end, BlockKind.HEADLINE, "title in the header"
    elif kind is BlockKind.HEADLINE and (cut := _site_after_title(page, line)):
        yield line.start, line.start + cut, kind, line.rule
        yield line.start + cut, line.end, BlockKind.FURNITURE, "site after the title"
    elif kind is not BlockKind.BODY:
        yield line.start, line.end, kind, line.rule
    else:
        yield from _body_pieces(page, line, matching)


def _body_pieces(page: Page, line: Line, matching: str) -> Iterator[tuple[int, int, BlockKind, str]]:
    start, found = line.start, page.dateline
    if found and line.start <= found.dateline.span.start < line.end:
        if found.dateline.span.start > line.start:
            yield line.start, found.dateline.span.start, BlockKind.HEADER, "release heading"
        yield found.dateline.span.start, found.dateline.span.end, BlockKind.BYLINE, "dateline"
        start = found.body
    elif line.bullet:
        start += line.bullet
    elif match := _shouted(matching, line):
        yield line.start, match, BlockKind.SUBHEAD, "capitals before the sentence"
        start = match
    for at, end in _portions(matching, start, line.end):
        yield at, end, BlockKind.BODY, line.rule


def _site_after_title(page: Page, line: Line) -> int | None:
    """Where an outlet's name follows a title ("Two killed in clash - Example Times"), or None."""
    match = _AFTER_TITLE.search(line.text)
    if match is None:
        return None
    host = (outlets.host_name(page.address or "") or "").split(".")[0].replace("-", "")
    named = outlets.by_name(match["o"]) is not None or re.sub(r"\W", "", match["o"]).lower() == (host or None)
    return match.start() if named else None


def _shouted(matching: str, line: Line) -> int | None:
    """Where the sentence begins after a subhead in capitals on the same line ("ARMY MOVES IN Troops entered …")."""
    match = _SHOUTED.match(matching, line.start, line.end)
    if match is None or sum(len(w) >= 3 for w in match.group().split()) < 3:
        return None
    return match.end()


def _portions(matching: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_BLOCK:
        low = start + LONGEST_BLOCK // 2
        cuts = [m.end() for m in _SENTENCE_END.finditer(matching, low, start + LONGEST_BLOCK)]
        cut = cuts[-1] if cuts else matching.rfind(" ", low, start + LONGEST_BLOCK) + 1
        cut = cut if cut > start else start + LONGEST_BLOCK
        yield start, cut
        start = cut
    yield start, end
