"""What each paragraph of a page is, seen together with its neighbours.

Lines that show by themselves what they are come first (`line_rules`). Then the running text is found, and the short
lines left over are judged by where they stand: above it, inside it, below it. When in doubt a line is body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.intake import datelines
from dateline.intake.dateline_parts import LONGEST
from dateline.intake.line_rules import AGENCY_CREDIT, NAME_WORDS, classify
from dateline.intake.lines import Line
from dateline.intake.paragraphs import Paragraph
from dateline.model import BlockKind, Span
from dateline.reference import outlets
from dateline.reference.furniture import header_keys, phrases

_HEADER = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,24}?)\s?:\s*(?P<value>.*)")
_UNKNOWN = frozenset({"", "-", "?", "n/a", "na", "none", "null", "unknown"})
_COMMENTS = re.compile(r"\d+ (?:comments?|responses?|thoughts? on .*)|(?:comments?|responses?) \(?\d+\)?")
_PUBLISHED_IN = re.compile(r"(?:first )?published (?:in|by|on) (?P<o>[A-Z][\w' .&-]+?)(?=,| on |$)", re.I)
_MOST_CAPTIONS = 40
_HEADLINE_SCORE = 6
_LINK_RUN = 3
"""So many titles in a row, with no list marks, are links to other reports."""


@dataclass
class Page:
    """The lines of a page while they are being judged, and what was learnt on the way."""

    lines: list[Line]
    address: str | None
    headers: dict[str, Span] = field(default_factory=dict)
    dateline: datelines.Found | None = None
    place_line: Span | None = None
    signature: Span | None = None
    masthead: Span | None = None

    @property
    def body(self) -> list[int]:
        """Indices of the body lines."""
        return [i for i, line in enumerate(self.lines) if line.kind is BlockKind.BODY]


def judge(matching: str, paragraphs: Sequence[Paragraph], address: str | None) -> Page:
    """Every paragraph with its kind and rule. address: the URL that came with the item, if any."""
    page = Page([Line.of(p, matching) for p in paragraphs], address)
    _headers(page)
    if page.address is None and (span := page.headers.get("url")):
        page.address = span.of(matching) or None
    for line in page.lines:
        if line.kind is None:
            classify(line)
    _place_lines_from_datelines(page, matching)
    _signed_texts(page.lines)
    _repeats(page.lines)
    _prose(page.lines)
    _comments(page.lines)
    if not page.body:
        _nothing_but(page.lines)
        return page
    _above(page)
    _below(page)
    _between(page)
    _find_dateline(page, matching)
    return page


def _headers(page: Page) -> None:
    """ "URL: …", "DATE: …" lines at the top, put there by whoever collected the text."""
    keys = header_keys()
    for number, line in enumerate(page.lines):
        match = _HEADER.fullmatch(line.text)
        kind = keys.get(match["key"].strip().upper()) if match else None
        capitals = bool(match) and match["key"].isupper() if match else False
        if match is None or kind is None or not (capitals or (number == 0 and kind == "url") or page.headers):
            return
        if not capitals and kind in ("date", "other") and "url" not in page.headers:
            return
        start, value = line.start + match.start("value"), match["value"].strip()
        if value.lower() not in _UNKNOWN:
            page.headers.setdefault(kind, Span(start, start + len(value)))
        line.set(BlockKind.HEADER, "header line")


def _place_lines_from_datelines(page: Page, matching: str) -> None:
    """Datelines that fill a line by themselves ("KABUL, Afghanistan (Aug. 29, 2011)", "Agency - Basra")."""
    for line in page.lines:
        if line.kind not in (None, BlockKind.TIMESTAMP) or line.is_prose or len(line.text) > LONGEST:
            continue
        found = datelines.find_dateline(matching, line.start, line.end, first=False, transcript=True)
        if found and found.body >= line.end:
            page.dateline = page.dateline or found
            line.set(BlockKind.BYLINE, "dateline")


def _signed_texts(lines: list[Line]) -> None:
    """A last paragraph signed by its agency looks like a caption with its credit; above it, such a line is one."""
    prose = [number for number, line in enumerate(lines) if line.kind is None and line.is_prose]
    for line in lines[prose[-1] :] if prose else []:
        if line.kind is BlockKind.CAPTION and line.rule == AGENCY_CREDIT:
            line.set(BlockKind.BODY, "signed by an agency")


def _repeats(lines: list[Line]) -> None:
    """A title that stands there twice is read once; a caption without its credit is that caption again.

    A sentence may well stand there twice, of two events.
    """
    seen: set[str] = set()
    captions = [line.folded for line in lines if line.kind is BlockKind.CAPTION][:_MOST_CAPTIONS]
    for line in lines:
        if line.kind is not None or len(line.words) < 3:
            continue
        if any(c.startswith(line.folded) and len(c) - len(line.folded) <= 60 for c in captions):
            line.set(BlockKind.CAPTION, "repeated caption")
        elif line.folded in seen and not line.is_prose:
            line.set(BlockKind.FURNITURE, "repeated line")
        seen.add(line.folded)


def _prose(lines: list[Line]) -> None:
    """Running text, and the lists that it introduces."""
    listing = related = False
    for line in lines:
        if line.kind is not None:
            related = related or line.folded in phrases().labels
        elif related and line.text.endswith("?") and len(line.words) <= 14 and not line.opens_quote:
            listing = False  # a question for a title, like its neighbours
        elif line.is_prose:
            related = False
            line.set(BlockKind.BODY, "running text")
            listing = line.text.rstrip().endswith(":") or bool(line.bullet)
        elif line.bullet and listing:
            line.set(BlockKind.BODY, "list item")
        else:
            listing = False


def _comments(lines: list[Line]) -> None:
    """What follows "Leave a Reply" or "12 comments" in the second half of a page is not the report."""
    total = sum(len(line.text) for line in lines)
    passed = 0
    for number, line in enumerate(lines):
        passed += len(line.text)
        stops = line.folded in phrases().stops or bool(_COMMENTS.fullmatch(line.folded))
        if stops and passed > total / 2:
            for after in lines[number:]:
                after.set(BlockKind.FURNITURE, "after the comments' heading")
            return


def _nothing_but(lines: list[Line]) -> None:
    """No running text at all: a bare title, a tokenised sentence. Everything not known to be something else is body."""
    left = [line for line in lines if line.kind is None]
    if not left and not any(line.kind and line.kind.is_read for line in lines):
        left = [line for line in lines if line.kind is BlockKind.CAPTION or line.rule == "repeated line"]
        left = left or [line for line in lines if line.kind is BlockKind.FURNITURE and len(line.words) >= 3]
    for line in left:
        line.set(BlockKind.BODY, "nothing else to read")


def _above(page: Page) -> None:
    """Short lines above the text: the headline, a place by itself, topics, labels."""
    first = page.body[0]
    top = [line for line in page.lines[:first] if line.kind is None]
    known = any(line.kind is BlockKind.HEADLINE for line in page.lines)
    headline = None if known else _headline(top, page.lines[first], has_prose=len(page.body) > 1)
    seen = known or headline is None
    _masthead(page, first, headline)
    for line in top:
        if line.kind is not None and line is not headline:
            continue
        if line is headline:
            line.set(BlockKind.HEADLINE, "best title above the text")
            seen = True
        elif datelines.is_place_line(line.text) and page.dateline is None:
            line.set(BlockKind.BYLINE, "dateline")
            page.place_line = Span(line.start, line.end)
        elif len(line.words) <= 3:
            line.set(BlockKind.FURNITURE, "short line above the text")
        elif not line.has_lower_word and len(line.words) <= 6:
            line.set(BlockKind.TAGS, "capitalised words above the text")
        elif seen:
            line.set(BlockKind.SUBHEAD, "under the headline")
        else:
            line.set(BlockKind.FURNITURE, "above the headline")


def _masthead(page: Page, first: int, headline: Line | None) -> None:
    """The outlet's name by itself, on top of everything else: one that is listed, or one made like a newspaper's."""
    line = next((x for x in page.lines[:first] if x.kind is not BlockKind.HEADER), None)
    if line is None or line is headline:
        return
    if line.kind is BlockKind.BYLINE and line.rule == "outlet name":
        page.masthead = Span(line.start, line.end)
    elif line.kind is None and _names_an_outlet(line):
        page.masthead = Span(line.start, line.end)
        line.set(BlockKind.BYLINE, "masthead")


def _names_an_outlet(line: Line) -> bool:
    """ "The Harbour Herald", "RIVER NEWS AGENCY": a few capitalised words, one of them an outlet's."""
    words = line.folded.split()
    return (
        2 <= len(words) <= 5
        and not line.has_lower_word
        and line.text[-1:].isalnum()
        and not phrases().mastheads.isdisjoint(words)
        and not phrases().mastheads.issuperset(words)
        and line.folded not in phrases().lines
    )


def _headline(top: list[Line], first_body: Line, *, has_prose: bool) -> Line | None:
    """The line above the text that most looks like a title; or the first body line, when its words are capitalised."""
    scored = [(_title_score(line) + (3 if line is top[0] else 0), -n, line) for n, line in enumerate(top)]
    best = max(scored, key=lambda s: s[:2], default=None)
    if best and best[0] >= _HEADLINE_SCORE:
        return best[2]
    title_like = (
        4 <= len(first_body.words) <= 20 and first_body.capitalised_share >= 0.75 and not first_body.opens_quote
    )
    if has_prose and not top and title_like:
        first_body.set(BlockKind.HEADLINE, "capitalised first sentence")
    return None


def _title_score(line: Line) -> int:
    size = len(line.words)
    telling = any(w[0].islower() and w not in NAME_WORDS for w in line.words)
    score = min(size, 7) + (3 if telling else 0)
    if size >= 5 and (line.capitalised_share >= 0.75 or line.all_capitals):
        score += 2
    return score if size >= 3 or (size == 2 and line.has_lower_word) else 0


def _below(page: Page) -> None:
    """Short lines below the text: the outlet's signature, a text that was cut off, navigation."""
    last = page.body[-1]
    tail = page.lines[last + 1 :]
    left = [line for line in tail if line.kind is None]
    host = (outlets.host_name(page.address or "") or "").split(".")[0]
    passed = 0  # lines below the text that are neither bylines nor times
    for line in tail:
        passed += line.kind not in (None, BlockKind.BYLINE, BlockKind.TIMESTAMP)
        if line.kind is BlockKind.BYLINE and line.rule == "outlet name" and page.signature is None:
            page.signature = Span(line.start, line.end)
        if (match := _PUBLISHED_IN.match(line.text)) and outlets.by_name(match["o"]):
            page.signature = Span(line.start + match.start("o"), line.start + match.end("o"))
        if line.kind is not None:
            continue
        if passed == 0 and _is_signature(line, host):
            page.signature = Span(line.start, line.end)
            line.set(BlockKind.BYLINE, "signature")
        elif line is tail[0] and len(left) <= 2 and len(line.words) >= 10 and line.has_lower_word:
            line.set(BlockKind.BODY, "cut off")
        elif line.bullet and line is tail[0] and page.lines[last].bullet:
            line.set(BlockKind.BODY, "list item")
        else:
            line.set(BlockKind.FURNITURE, "short line below the text")
            passed += 1


def _is_signature(line: Line, host: str) -> bool:
    """An outlet's name by itself right under the text: known, or the host's, or one word in capitals."""
    bare = line.text.strip("()[]—–-•* .")
    if outlets.by_name(bare) is not None:
        return True
    if host and re.sub(r"\W", "", bare).lower() == host.replace("-", ""):
        return True
    return (
        bool(re.fullmatch(r"[A-Z][A-Z0-9&.-]{2,19}", bare))
        and bare.count(".") <= 1
        and bare not in phrases().not_places
    )


def _between(page: Page) -> None:
    """Short lines inside the text: subheads; titles after "Related stories", or many in a row, lead elsewhere."""
    related = False
    run: list[Line] = []
    for line in page.lines[: page.body[-1] + 1]:
        if line.kind is BlockKind.FURNITURE and line.rule == "label" and line.folded in phrases().labels:
            related = True
        if line.kind is BlockKind.BODY:
            related = False
        if line.kind is not None:
            _settle(run)
            run = []
        elif related:
            line.set(BlockKind.FURNITURE, "after a label")
        elif line.bullet or len(line.words) > 12:
            line.set(BlockKind.BODY, "list item" if line.bullet else "long line inside the text")
        else:
            run.append(line)
    _settle(run)


def _settle(run: list[Line]) -> None:
    links = len(run) >= _LINK_RUN and sum(len(line.words) >= 4 for line in run) >= _LINK_RUN
    for line in run:
        if links:
            line.set(BlockKind.FURNITURE, "titles in a row")
        else:
            line.set(BlockKind.SUBHEAD, "short line inside the text")


def _find_dateline(page: Page, matching: str) -> None:
    """The dateline at the start of one of the first body paragraphs, or after a press release's heading."""
    body = [page.lines[i] for i in page.body]
    transcript = sum(datelines.speaks(line.text) for line in body) >= 2
    for number, line in enumerate(body[:4]):
        start = datelines.after_release_heading(matching, line.start, line.end) if number == 0 else None
        found = datelines.find_dateline(
            matching, start or line.start, line.end, first=number == 0, transcript=transcript
        )
        if found:
            if page.dateline is None or found.dateline.span.start < page.dateline.dateline.span.start:
                page.dateline = found
            return
