"""Words as both engines index them, and what people ask for as both engines understand it.

A text becomes the same list of folded words on either engine (`reference.folding`), so both find the same. A word of a
name is indexed once more under its field ("actor_berg"); "_" stands between pieces, so that no phrase reaches across.
`word_index` is where the engines come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.reference.folding import fold

MOST_WORDS = 16_000
"""Of one text: PostgreSQL knows no positions beyond 16,383. The rest of a longer one is not searched."""
BARRIER = "_"
_LONGEST = 48  # letters of a word; the rest is cut off
_MOST_TERMS = 24
_PART = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)"?|(?P<word>\S+)')


def words_of(*texts: str, **fields: Iterable[str]) -> str:
    """The words of the texts, and those of the fields under their names."""
    found: list[str] = []
    for text in texts:
        if text:
            found += [*_cut(text), BARRIER]
        if len(found) >= MOST_WORDS:
            break
    for field, names in fields.items():
        for name in dict.fromkeys(names):
            found += [*(f"{field}_{word}" for word in _cut(name)), BARRIER]
    return " ".join(found[:MOST_WORDS])


def _cut(text: str) -> list[str]:
    return [word[:_LONGEST] for word in fold(text).split()]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other. begins: the last of them may go on ("hospit*")."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: of each of `groups` one term, and none of `without`. Neither: nothing is ever found."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    def joined(self, other: Sought) -> Sought:
        return Sought(self.groups + other.groups, self.without + other.without)

    def under(self, field: str) -> Sought:
        """The same, looked for in a field only."""

        def put(term: Term) -> Term:
            return replace(term, words=tuple(f"{field}_{word}" for word in term.words))

        return Sought(
            tuple(tuple(put(term) for term in group) for group in self.groups),
            tuple(put(term) for term in self.without),
        )

    @property
    def is_nothing(self) -> bool:
        return not self.groups and not self.without


def sought(asked: str) -> Sought:
    """What people write: words that must all be there, "words in this order", -not, this OR that, begin*.

    Whatever else is written is passed over; it never fails.
    """
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    is_or = False
    for part in _PART.finditer(asked):
        if part["word"] == "OR":
            is_or = bool(groups)
            continue
        term, is_not = _term(part)
        if term is None or len(groups) + len(without) >= _MOST_TERMS:
            continue
        if is_not:
            without.append(term)
        elif is_or:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        is_or = False
    return Sought(tuple(groups), tuple(without))


def _term(part: re.Match[str]) -> tuple[Term | None, bool]:
    word = part["word"]
    bare = part["phrase"] if word is None else word
    is_not = bool(part["no"]) if word is None else len(bare) > 1 and bare.startswith("-")
    words = tuple(_cut(bare)[:_MOST_TERMS])
    return Term(words, begins=word is not None and bare.endswith("*")) if words else None, is_not
