"""Who led which state, and when: `data/leaders.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.reference.folding import fold
from dateline.reference.tables import read_table
from dateline.reference.titles import kinds_of

_LONGEST = 5  # words in the longest name
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\s,;:()\"“”]+")


@dataclass(frozen=True, slots=True)
class Leader:
    """country: ISO 3166-1 alpha-3, or UNO, EUR, IGO. terms: first and last day, month or year in office, ISO."""

    name: str
    country: str
    terms: tuple[tuple[str, str], ...]

    def sector(self, day: str | None) -> str | None:
        """What the person was on an ISO day: GOV (or IGO) in office, ELI after the last term, else None."""
        if not day:
            return None
        if any(first <= day[: len(first)] and (not last or day[: len(last)] <= last) for first, last in self.terms):
            return "IGO" if self.country in ("UNO", "EUR", "IGO") else "GOV"
        last = self.terms[-1][1]
        return "ELI" if last and day[: len(last)] > last else None


@lru_cache(maxsize=16384)
def find_leader(phrase: str) -> Leader | None:
    """The leader whose full name stands in the phrase, or who is called by one name that nobody else bears.

    A single name counts only by itself ("Putin", "President Putin", "the Putin government"): not inside another name.
    """
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(phrase)]
    folded = [fold(word) for word in words]
    opening = [at for at, word in enumerate(folded) if word.partition(" ")[0] in _openings()]
    for size in range(min(_LONGEST, len(words)), 1, -1) if opening else ():
        for first in opening:
            if first + size > len(words):
                break
            found = _full().get(" ".join(filter(None, folded[first : first + size])))
            if found is not None and words[first][0].isupper():
                return found
    for at, word in enumerate(words):
        found = _alone().get(folded[at])
        if found is not None and word[-1:].isalpha() and any(c.isupper() for c in word) and _stands_alone(words, at):
            return found
    return None


def _stands_alone(words: list[str], at: int) -> bool:
    """Whether no other part of a name stands beside the word."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    titled = bool(kinds_of(before)) or not before[:1].isupper() or before in ("The", "A")
    return titled and (not after[:1].isupper() or bool(kinds_of(after) & {"body", "group"}))


@cache
def _full() -> dict[str, Leader]:
    table: dict[str, Leader] = {}
    for row in read_table("leaders.tsv").rows:
        terms = tuple(zip(row["from"].split("|"), row["to"].split("|"), strict=True))
        leader = Leader(row["name"], row["country"], terms)
        for form in (row["name"], *row["forms"].split("|")):
            if form:
                table.setdefault(fold(form), leader)
    return table


@cache
def _openings() -> frozenset[str]:
    """The first words of the full names."""
    return frozenset(name.partition(" ")[0] for name in _full())


@cache
def _alone() -> dict[str, Leader]:
    full = _full()
    return {
        fold(form): full[fold(row["name"])]
        for row in read_table("leaders.tsv").rows
        for form in row["alone"].split("|")
        if form
    }
