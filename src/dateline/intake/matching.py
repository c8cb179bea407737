"""The text as it is matched: the same length as the text, with what hinders matching replaced one for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.model import Lookalike, Span
from dateline.reference.lookalikes import latin_lookalikes

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_BLANKS = (
    0x00A0,
    0x00AD,
    0x034F,
    0x061C,
    0x1680,
    0x180E,
    0x202F,
    0x205F,
    0x3000,
    0xFEFF,
    0xFFF9,
    0xFFFA,
    0xFFFB,
    0xFFFC,
)
_LINE_ENDS = (0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029)


@cache
def _replacements() -> dict[str, str]:
    """Odd blanks, zero-width marks, direction marks and control characters → blank; full-width forms → ASCII."""
    table = dict.fromkeys((*range(32), *range(127, 160), *range(8192, 8208), *range(8234, 8239)), " ")
    table |= dict.fromkeys((*range(8288, 8304), *range(65024, 65040), *_BLANKS), " ")
    table |= dict.fromkeys(_LINE_ENDS, "\n")
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table[0x09] = "\t"
    table[0x2010] = table[0x2011] = "-"  # the hyphen and the non-breaking hyphen
    return {chr(code): by for code, by in table.items() if chr(code) != by}


@cache
def _replaced() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(_replacements())))}]")


def matching_text(text: str) -> tuple[str, tuple[Lookalike, ...]]:
    """`text` as it is matched, and the words in it that mix Latin with look-alike letters.

    A word is put right only when every foreign letter in it looks like a Latin one: "Vеrshinin" with a Cyrillic е is,
    a word wholly in Cyrillic or Greek is left alone.
    """
    table = _replacements()
    matching = _replaced().sub(lambda sign: table[sign[0]], text)  # few are: ten times as fast as to ask of each
    if "\r" in text:
        matching = _lone_returns(text, matching)
    if not _FOREIGN.search(matching):
        return matching, ()
    table, found = latin_lookalikes(), []
    for word in _WORD.finditer(matching):
        letters = [i for i, c in enumerate(word.group()) if _FOREIGN.match(c)]
        if not letters or not _LATIN.search(word.group()):
            continue
        if any(word.group()[i] not in table for i in letters):
            continue
        righted = "".join(table.get(c, c) for c in word.group())
        spans = tuple(Span(word.start() + i, word.start() + i + 1) for i in letters)
        found.append(Lookalike(Span(word.start(), word.end()), spans, righted))
    return _put_right(matching, found), tuple(found)


def unbroken(matching: str, spans: Iterable[Span]) -> str:
    """`matching` with line breaks inside the spans (in order) made blanks: a wrapped paragraph reads as one."""
    parts, at = [], 0
    for span in spans:
        inside = matching[span.start : span.end]
        if "\n" in inside or "\t" in inside:
            parts += [matching[at : span.start], inside.replace("\n", " ").replace("\t", " ")]
            at = span.end
    return "".join([*parts, matching[at:]])


def _put_right(matching: str, found: list[Lookalike]) -> str:
    parts, at = [], 0
    for item in found:
        parts += [matching[at : item.span.start], item.matched_as]
        at = item.span.end
    return "".join([*parts, matching[at:]])


def _lone_returns(text: str, matching: str) -> str:
    """A carriage return by itself ends a line; one before a line feed is a blank."""
    return "".join(
        m if c != "\r" or text[i + 1 : i + 2] == "\n" else "\n"
        for i, (c, m) in enumerate(zip(text, matching, strict=True))
    )
