"""Walking a page's source: text with one piece per block element, and where every character of it came from."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from dateline.model import OffsetSegment

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "option", "p",
    "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "svg", "math", "noscript", "iframe", "object", "canvas", "audio", "video",
    "head"
})  # fmt: skip
_OPTIONAL_END = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot"
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr"
})  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block element: text[start:end]; a line break inside the element begins another piece.

    within: names of the elements around its first word. own, parent: numbers of its element and of the one around that.
    marks: class names and IDs of the two nearest elements.
    """

    start: int
    end: int
    tag: str
    within: frozenset[str]
    own: int
    parent: int
    marks: str

    def __len__(self) -> int:
        return self.end - self.start


@dataclass
class Walked:
    """text: the pieces, one a line. metas: (name, content). scripts: JSON-LD. times: `datetime` of time elements."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    segments: tuple[OffsetSegment, ...] = ()
    metas: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    number: int
    marks: str
    hidden: bool


def walk(source: str) -> Walked:
    """The page's visible text and the facts in its head. Never raises on bad markup."""
    walker = _Walker(source)
    walker.feed(source)
    walker.close()
    walker.end_piece()
    walked = walker.walked
    walked.text = "".join(walker.parts)
    walked.pieces, walked.segments = tuple(walker.pieces), tuple(walker.segments)
    return walked


class _Walker(HTMLParser):
    """Keeps the stack of open elements and, run by run, where the text stood in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self.source = source
        self.walked = Walked()
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.segments: list[OffsetSegment] = []
        self.stack: list[_Element] = []
        self.count = 0
        self.length = 0  # of all parts
        self.piece_start = -1
        self.piece_stack: tuple[_Element, ...] = ()
        self.owed_blank = -1  # source offset of a blank that is written if more text follows in this piece
        self.json_ld = False

    # -- elements ---------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note_facts(tag, values)
        if tag in _BLOCKS:
            self.end_piece()
            if tag not in ("title", "html", "head"):
                self._close_open("head")
            if tag in _OPTIONAL_END:
                self._close_open(tag)
        if tag in _VOID or len(self.stack) >= _DEEPEST:
            return
        self.count += 1
        hidden = (
            tag in _UNSEEN or "hidden" in values or "display:none" in values.get("style", "").replace(" ", "").lower()
        )
        marks = f"{values.get('class', '')} {values.get('id', '')} {values.get('itemprop', '')}".lower()
        self.stack.append(_Element(tag, self.count, marks, hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag in _UNSEEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_piece()
        self.json_ld = False
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].tag == tag:
                del self.stack[depth:]
                return

    def _close_open(self, tag: str) -> None:
        """`<p>` closes an open p, `<li>` an open li, `<body>` an open head: authors leave these end tags out."""
        if self.stack and self.stack[-1].tag == tag:
            self.stack.pop()

    def _note_facts(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        content = values.get("content", "")
        if content and name:
            self.walked.metas.append((name.lower(), content))
        if tag == "script" and "ld+json" in values.get("type", "").lower():
            self.json_ld = True
        if tag == "time" and values.get("datetime"):
            around = frozenset(e.tag for e in self.stack)
            self.walked.times.append((values["datetime"], around | {values.get("itemprop", "").lower()}))
        if tag == "link" and values.get("rel", "").lower() == "canonical":
            self.walked.links.setdefault("canonical", values.get("href", ""))

    # -- text -------------------------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        if self.json_ld:
            self.walked.scripts.append(data)
        elif self._is_seen():
            self._write_run(data, self._at())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}", name)

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}", name)

    def _reference(self, written: str, name: str) -> None:
        if not self._is_seen():
            return
        at = self._at()
        semicolon = self.source[at + len(written) : at + len(written) + 1] == ";"
        character = html.unescape(written + ";")
        if character == written + ";":  # no such entity: it stands as it is written
            self._write_run(written + (";" if semicolon else ""), at)
        elif character.strip(" \t\n\r\f"):
            for c in character:  # two characters at most, both from the one reference
                self._write(c, at)
        else:
            self._write_run(" ", at)

    def unknown_decl(self, data: str) -> None:
        """`<![CDATA[…]]>` and the like hold no text in HTML."""

    def _is_seen(self) -> bool:
        hidden = [e.tag for e in self.stack if e.hidden]
        return not hidden or (hidden == ["head"] and self.stack[-1].tag == "title")

    def _at(self) -> int:
        line, column = self.getpos()
        return self.line_starts[min(line, len(self.line_starts)) - 1] + column

    def _write_run(self, data: str, at: int) -> None:
        """Text with its blanks collapsed, as a browser shows it."""
        if self.stack and any(e.tag == "pre" for e in self.stack):
            self._write(data, at)
            return
        done = 0
        for match in (*_SPACE.finditer(data), None):
            word_end = match.start() if match else len(data)
            if word_end > done:
                self._write(data[done:word_end], at + done)
            if match is None:
                return
            if self.piece_start >= 0 and self.owed_blank < 0:
                self.owed_blank = at + match.start()
            done = match.end()

    def _write(self, characters: str, at: int) -> None:
        if self.piece_start < 0:
            if self.parts:
                self._append("\n", None)
            self.piece_start, self.piece_stack = self.length, tuple(self.stack)
        elif self.owed_blank >= 0:
            self._append(" ", self.owed_blank)
        self.owed_blank = -1
        self._append(characters, at)

    def _append(self, characters: str, at: int | None) -> None:
        if at is not None:
            last = self.segments[-1] if self.segments else None
            follows = last and last.start + last.length == self.length and last.source + last.length == at
            if last and follows:
                self.segments[-1] = OffsetSegment(last.start, last.source, last.length + len(characters))
            else:
                self.segments.append(OffsetSegment(self.length, at, len(characters)))
        self.parts.append(characters)
        self.length += len(characters)

    def end_piece(self) -> None:
        """Close the paragraph that is being written, if any."""
        self.owed_blank = -1
        if self.piece_start < 0:
            return
        blocks = [e for e in self.piece_stack if e.tag in _BLOCKS]
        own = blocks[-1] if blocks else _Element("body", 0, "", False)
        parent = blocks[-2].number if len(blocks) > 1 else 0
        marks = " ".join(e.marks for e in self.piece_stack[-2:])
        within = frozenset(e.tag for e in self.piece_stack)
        self.pieces.append(Piece(self.piece_start, self.length, own.tag, within, own.number, parent, marks))
        self.piece_start = -1
