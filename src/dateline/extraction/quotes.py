"""Quotation marks → quotations: which opens, which closes, which is an apostrophe, which has lost its partner.

Works paragraph by paragraph, so that an odd mark costs one quotation and never the report. A quotation that runs over
several paragraphs reopens in each and closes in the last; its pieces share one `group`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.model import Block, FlagKind, Report, Span, TextFlag
from dateline.model.frozen import frozen

_MARK = re.compile(r"''|``|[“”„‟«»‹›‘’‚「」『』\"']")
_CLOSERS = {
    "“": ("”", '"'),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "「": ("」",),
    "『": ("』",),
    "›": ("‹", "›"),
    "”": ("”", "“"),
    '"': ('"', "”"),
    "''": ("''",),
    "``": ("''",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "’": ("’",),
    "'": ("'",),
}
_CLOSE_ONLY = {"«": "»", "‹": "›", "「": "」", "『": "』"}  # « so » with blanks inside
_SINGLES = frozenset("‘’‚'")
_OPENING_CONTEXT = frozenset("([{-–—/“„«‘\"'")
_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|cos|bout|round)\b", re.IGNORECASE)
_FEET = re.compile(r"\d ?['’′] ?\d{1,2}$")  # 5'11": feet and inches
_REACH = 8  # paragraphs that a quotation may run over without opening again


@frozen
class Quotation:
    """One paragraph's piece of a quotation.

    outer: with its marks; inner: without them and without blanks at the ends. depth: 0 outside any other quotation.
    group: shared by the pieces of one quotation that runs over paragraphs. reopened: not the first piece.
    """

    outer: Span
    inner: Span
    block: int
    mark: str
    depth: int = 0
    group: int = -1
    reopened: bool = False

    @property
    def runs_on(self) -> bool:
        """Whether it has no closing mark in its paragraph: the next paragraph goes on with it."""
        return self.inner.end == self.outer.end


@frozen
class _Opener:
    mark: str
    at: int


@dataclass(slots=True)
class _BlockMarks:
    """What one paragraph's marks pair up to: (opener, offset and length of the closer), and those left over."""

    pairs: list[tuple[_Opener, int, int]]
    unclosed: list[_Opener]
    unopened: list[_Opener]

    @property
    def is_empty(self) -> bool:
        return not (self.pairs or self.unclosed or self.unopened)

    def last_unclosed(self) -> _Opener | None:
        """The opener without a partner, if no mark but apostrophes stands behind it."""
        opener = self.unclosed[-1] if self.unclosed else None
        later = [o.at for o, _, _ in self.pairs if o.mark not in _SINGLES] + [o.at for o in self.unopened]
        return opener if opener and all(at < opener.at for at in later) else None

    def first_unopened(self) -> _Opener | None:
        """The closer without a partner, if no mark but apostrophes stands in front of it."""
        closer = self.unopened[0] if self.unopened else None
        others = [o.at for o, _, _ in self.pairs if o.mark not in _SINGLES] + [o.at for o in self.unclosed]
        return closer if closer and all(at > closer.at for at in others) else None


def find_quotes(report: Report) -> tuple[tuple[Quotation, ...], tuple[TextFlag, ...]]:
    """All quotations of the read blocks in text order, and a flag for every mark without a partner."""
    text = report.matching
    quotes: list[Quotation] = []
    flags: list[TextFlag] = []
    running: int | None = None  # group of the quotation that the paragraph before left open
    blocks = [(number, block) for number, block in enumerate(report.blocks) if block.kind.is_read]
    marked = [_pair_up(text, block.start, block.end) for _, block in blocks]
    for place, (number, block) in enumerate(blocks):
        marks = marked[place]
        follower = text[blocks[place + 1][1].start :][:8].lstrip() if place + 1 < len(blocks) else ""
        runs_on = next((o for o in marks.unclosed if follower.startswith(o.mark)), None)
        found = [_quotation(text, o, at, at + length, number) for o, at, length in marks.pairs]
        if runs_on:
            found.append(_quotation(text, runs_on, block.end, block.end, number))
        else:
            quotes.extend(_run_over(text, blocks, marked, place))
            found.extend(_cut_off(text, block, number, marks))
        found = [q for q in found if len(q.inner)]
        running = _join_running(found, _first(text, block.start, block.end), running, runs_on)
        quotes.extend(found)
        flags.extend(_stray(o) for o in (*marks.unclosed, *marks.unopened) if o is not runs_on)
    return _with_depths(quotes), tuple(sorted(flags, key=lambda f: f.span.start if f.span else 0))


def _run_over(text: str, blocks: list[tuple[int, Block]], marked: list[_BlockMarks], place: int) -> Iterator[Quotation]:
    """The pieces of a quotation that closes in a later paragraph without opening again in between.

    Only where no other mark stands between the two; both are then no longer without a partner.
    """
    opener = marked[place].last_unclosed()
    if opener is None:
        return
    last = next((n for n in range(place + 1, min(place + _REACH, len(blocks))) if not marked[n].is_empty), None)
    closer = marked[last].first_unopened() if last is not None else None
    if last is None or closer is None or closer.mark not in _CLOSERS[opener.mark]:
        return
    marked[place].unclosed.remove(opener)
    marked[last].unopened.remove(closer)
    head = _quotation(text, opener, blocks[place][1].end, blocks[place][1].end, blocks[place][0])
    yield from [head] if len(head.inner) else []
    for n in range(place + 1, last + 1):
        number, block = blocks[n]
        start = _Opener("", _first(text, block.start, block.end))
        inner, outer = (closer.at, closer.at + len(closer.mark)) if n == last else (block.end, block.end)
        piece = _quotation(text, start, inner, outer, number)
        if len(piece.inner):
            yield replace(piece, mark=opener.mark, group=opener.at, reopened=True)


def _cut_off(text: str, block: Block, number: int, marks: _BlockMarks) -> Iterator[Quotation]:
    """He said: “We go. — whose closing mark was forgotten: it runs to the paragraph's end. The mark stays flagged."""
    opener = marks.last_unclosed()
    if opener is None:
        return
    front = text[block.start : opener.at].rstrip()[-1:]
    if front == ":" or (front == "," and text[opener.at + len(opener.mark) :][:1].isupper()):
        yield _quotation(text, opener, block.end, block.end, number)


def _join_running(found: list[Quotation], first: int, running: int | None, runs_on: _Opener | None) -> int | None:
    """Gives the piece that opens the paragraph the running quotation's group; returns the group that runs on."""
    if running is not None:
        for i, quote in enumerate(found):
            if quote.outer.start == first:
                found[i] = Quotation(quote.outer, quote.inner, quote.block, quote.mark, 0, running, True)
    if runs_on is None:
        return None
    return next((q.group for q in found if q.outer.start == runs_on.at), runs_on.at)


def _quotation(text: str, opener: _Opener, inner_end: int, outer_end: int, block: int) -> Quotation:
    start, end = opener.at + len(opener.mark), inner_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(Span(opener.at, outer_end), Span(start, end), block, opener.mark, group=opener.at)


def _with_depths(quotes: list[Quotation]) -> tuple[Quotation, ...]:
    ordered = sorted(quotes, key=lambda q: (q.outer.start, -q.outer.end))
    placed: list[Quotation] = []
    around: list[Span] = []
    for q in ordered:
        while around and not around[-1].contains(q.outer):
            around.pop()
        placed.append(Quotation(q.outer, q.inner, q.block, q.mark, len(around), q.group, q.reopened))
        around.append(q.outer)
    return tuple(placed)


def _pair_up(text: str, start: int, end: int) -> _BlockMarks:
    """Pairs the marks of one paragraph with a stack. Unclosed single marks are apostrophes and are forgotten."""
    stack: list[_Opener] = []
    result = _BlockMarks([], [], [])
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if _is_apostrophe(text, mark, at, start, end, stack) or _is_prime(text, mark, at, start, end):
            continue
        closed = _closes(text, mark, at, start, end, stack)
        if closed is not None:
            result.unclosed.extend(o for o in stack[closed + 1 :] if o.mark not in _SINGLES)
            result.pairs.append((stack[closed], at, len(mark)))
            del stack[closed:]
        elif _opens(text, mark, at, start, end):
            stack.append(_Opener(mark, at))
        elif mark not in _SINGLES and not (mark == '"' and text[at - 1 : at].isdigit() and at > start):
            result.unopened.append(_Opener(mark, at))
    result.unclosed.extend(o for o in stack if o.mark not in _SINGLES)
    result.unclosed.sort(key=lambda o: o.at)
    return result


def _is_apostrophe(text: str, mark: str, at: int, start: int, end: int, stack: list[_Opener]) -> bool:
    if mark not in ("'", "’", "‘"):
        return False
    before, after = _around(text, at, at + 1, start, end)
    if before.isalnum() and after.isalnum():
        return True
    if not before.isalnum() and _ELISION.match(text, at + 1, end):
        return True
    is_open = any(o.mark in _SINGLES for o in stack)
    if mark != "‘" and is_open and before in "sxz" and after == " " and text[at + 2 : at + 3].islower():
        later = text[at + 1 : end]
        return bool(re.search(r"[^\s]['’](?=[\s.,;:!?)”\"]|$)", later)) and not re.search(r"(?:^|\s)['‘]\w", later)
    return mark != "‘" and not is_open and (before.isalnum() or mark == "’")


def _is_prime(text: str, mark: str, at: int, start: int, end: int) -> bool:
    """5'11", and the inches of a 12" pipe where a mark would otherwise have no partner."""
    before, after = _around(text, at, at + 1, start, end)
    if mark != '"' or not before.isdigit():
        return False
    if _FEET.search(text, max(start, at - 6), at):
        return True
    return after == " " and text[at + 2 : at + 3].islower() and text.count('"', start, end) % 2 == 1


def _closes(text: str, mark: str, at: int, start: int, end: int, stack: list[_Opener]) -> int | None:
    """Place in the stack of the opener that this mark closes, or None."""
    before, after = _around(text, at, at + len(mark), start, end)
    opening_shape = _opening_shape(before, after)
    for place in range(len(stack) - 1, -1, -1):
        opener = stack[place].mark
        if mark in _CLOSERS[opener]:
            return None if opening_shape and mark not in _CLOSE_ONLY.get(opener, "”") else place
        if mark == opener == "“" and before and not before.isspace() and not after.isalnum():
            return place  # “so typed“
        if opener not in _SINGLES and mark in _SINGLES:
            return None
    return None


def _opens(text: str, mark: str, at: int, start: int, end: int) -> bool:
    before, after = _around(text, at, at + len(mark), start, end)
    if mark in ("“", "„", "‟", "«", "‹", "「", "『", "``"):
        return True
    if mark == "”" and not before:
        return True  # typed the wrong way round at the start of a paragraph
    return mark in _CLOSERS and _opening_shape(before, after) and (mark != "'" or after.isalnum())


def _opening_shape(before: str, after: str) -> bool:
    """A blank, a bracket or a dash in front and no blank behind."""
    starts = not before or before.isspace() or before in _OPENING_CONTEXT
    return starts and bool(after) and not after.isspace() and after not in ",;!?"


def _around(text: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
    return text[start - 1 : start] if start > first else "", text[end : end + 1] if end < last else ""


def _first(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _stray(opener: _Opener) -> TextFlag:
    span = Span(opener.at, opener.at + len(opener.mark))
    return TextFlag(FlagKind.STRAY_QUOTE.value, f"{opener.mark} has no partner in its paragraph", span)


__all__ = ["Quotation", "find_quotes"]
