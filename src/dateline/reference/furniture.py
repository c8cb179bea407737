"""Phrases of news pages that are not the report (`data/furniture.tsv`): what they say of the line they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.reference.tables import read_table

_OUTER = re.compile(r"^[^\w©(\[]+|[^\w)\]]+$")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The list, ready for matching against lines folded by `fold_line`.

    lines, labels, stops: whole lines. leads, starts: how a line begins, starts with its kind. anywhere, hints: looked
    for in a line. not_places: words in capitals, as they stand. mastheads: words of outlets' names.
    """

    lines: dict[str, str]
    labels: frozenset[str]
    stops: frozenset[str]
    not_places: frozenset[str]
    leads: re.Pattern[str]
    starts: tuple[tuple[str, re.Pattern[str]], ...]
    anywhere: tuple[str, ...]
    hints: tuple[str, ...]
    mastheads: frozenset[str]

    def has_anywhere(self, folded: str) -> bool:
        """Whether one of the phrases that give a line away stands in it."""
        return any(p in folded and _is_whole(p, folded) for p in self.anywhere)

    def hints_in(self, folded: str) -> int:
        """How many different hints stand in a line."""
        return sum(p in folded and _is_whole(p, folded) for p in self.hints)


def fold_line(line: str) -> str:
    """A line as the list writes it: lower case, straight quotes, single blanks, no outer punctuation."""
    if not line.isascii():
        line = line.translate(_QUOTES)
    return _OUTER.sub("", " ".join(line.split())).lower()


@cache
def phrases() -> Phrases:
    """The list, loaded and compiled once."""
    rows = read_table("furniture.tsv").rows

    def chosen(where: str, kind: str | None = None) -> list[str]:
        return [r["phrase"] for r in rows if r["where"] == where and kind in (None, r["kind"])]

    kinds = list(dict.fromkeys(r["kind"] for r in rows if r["where"] == "start"))
    return Phrases(
        lines={fold_line(r["phrase"]): r["kind"] for r in rows if r["where"] == "line"},
        labels=frozenset(fold_line(p) for p in chosen("label", "related")),
        stops=frozenset(fold_line(p) for p in chosen("stop")),
        not_places=frozenset(chosen("label", "no-place")),
        leads=re.compile(rf"(?:{_any(chosen('lead'))})\s*(?:[:|–—]|-\s|>)\s*\S"),
        starts=tuple((kind, re.compile(_any(chosen("start", kind), whole=True))) for kind in kinds),
        anywhere=tuple(chosen("anywhere")),
        hints=tuple(chosen("hint")),
        mastheads=frozenset(chosen("masthead")),
    )


def _is_whole(phrase: str, folded: str) -> bool:
    """Whether the phrase stands in the line as whole words. A plain search first: an alternation of all is slow."""
    return re.search(rf"\b{re.escape(phrase)}\b", folded) is not None


def _any(texts: list[str], *, whole: bool = False) -> str:
    """An alternation, longest first, of phrases in lower case; whole: a phrase that ends in a letter ends the word."""
    texts = sorted((" ".join(t.lower().split()) for t in texts), key=len, reverse=True)
    return "|".join(re.escape(t) + (r"(?!\w)" if whole and t[-1].isalnum() else "") for t in texts)


@cache
def header_keys() -> dict[str, str]:
    """Keys of the lines that collectors put on top ("URL", "DATE"), in capitals → url, date, title, outlet or other."""
    return {r["phrase"].upper(): r["kind"] for r in read_table("furniture.tsv").rows if r["where"] == "key"}
