"""Whether a text can match a pattern at all, by words that the pattern cannot match without.

Lists hold many patterns and most sentences match none; to look for a word is a hundred times as fast as to try a
pattern. The words are read off the pattern itself, so a list needs no column for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any
from unicodedata import category

_LEAST = 2  # letters; fewer are in every sentence
_MANY = 200  # words from which it is quicker to ask which may be there at all
_OPENING = 3  # letters by which parts of words are found in a text's words
_MONEY = "Sc"  # the signs of currencies are in few


def screened(text: str) -> str:
    """The text as `can_match` wants it, made once for many patterns: as `re.IGNORECASE` sees it."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def can_match(needed: frozenset[str], text: str) -> bool:
    """False where the pattern that needs one of the words does not match the text. text: as `screened` makes it."""
    for word in needed:
        if word in text:
            return True
    return not needed


class Screen:
    """Many patterns screened at once: each word is looked for once, however many patterns need it."""

    def __init__(self, needed: Iterable[Sequence[frozenset[str]]]) -> None:
        """needed: of each pattern, sets of words as `needed_sets` gives them: one word of each set must be there."""
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        self._others: dict[int, Sequence[frozenset[str]]] = {}
        for at, (first, *others) in enumerate(sets or [frozenset()] for sets in needed):
            if not first:
                self._always.append(at)
            for word in sorted(first):
                self._by_word.setdefault(word, []).append(at)
            self._others[at] = others

    def within(self, text: str) -> Screen:
        """The screen for parts of the text: words that are not in the whole are looked for in no part of it."""
        narrow = Screen(())
        narrow._always, narrow._others = self._always, self._others
        likely = self._by_word if len(self._by_word) < _MANY else self._likely_in(text)
        narrow._by_word = {word: self._by_word[word] for word in likely if word in text}
        return narrow

    def _likely_in(self, text: str) -> list[str]:
        """The words that may be in the text: a part of each is in one of the text's own words.

        Most of those stand in many texts, so what is in them is remembered.
        """
        parts = {"", *chain.from_iterable(map(self._parts_in, set(text.split())))}
        return [word for part in parts for word in self._by_part.get(part, ())]

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """The words by the longest part without blanks, "" for those that have too short ones."""
        found: dict[str, list[str]] = {}
        for word in self._by_word:
            part = max(word.split(), key=len, default="")
            found.setdefault(part if len(part) >= _OPENING else "", []).append(word)
        return found

    @cached_property
    def _parts_in(self) -> Callable[[str], tuple[str, ...]]:
        """What parts are in a word of a text."""
        by_opening: dict[str, list[str]] = {}
        for part in self._by_part:
            by_opening.setdefault(part[:_OPENING], []).append(part)

        @lru_cache(maxsize=8192)
        def parts_in(own: str) -> tuple[str, ...]:
            openings = (own[at : at + _OPENING] for at in range(len(own) - _OPENING + 1))
            likely = [by_opening[opening] for opening in openings if opening in by_opening]
            return tuple([part for parts in likely for part in parts if part in own])

        return parts_in

    def passing(self, text: str) -> list[int]:
        """The places, in order, of the patterns that may match. text: as `screened` makes it."""
        found = set(self._always)
        for word, places in self._by_word.items():
            if word in text:
                found.update(places)
        return [at for at in sorted(found) if all(can_match(words, text) for words in self._others[at])]


def needed_words(pattern: re.Pattern[str], least: int = _LEAST) -> frozenset[str]:
    """Words, folded in case, one of which is in whatever the pattern matches; empty where there are no such words.

    least: letters of the shortest.
    """
    return next(iter(needed_sets(pattern, least)), frozenset())


def needed_sets(pattern: re.Pattern[str], least: int = _LEAST) -> list[frozenset[str]]:
    """As `needed_words`, all sets of such words, the most telling first."""
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), least)


def _of_sequence(items: Iterable[tuple[Any, Any]], least: int) -> list[frozenset[str]]:
    """Sets of words of what stands one after the other, the most telling first."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*items, (None, None)]:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        if len(run) >= least or (len(run) == 1 and category(run) == _MONEY):
            found.append(frozenset({screened(run)}))
        run = ""
        found.extend(_of_item(kind, value, least))
    return sorted(found, key=lambda words: (min(map(len, words)), -len(words), sorted(words)), reverse=True)


def _of_item(kind: Any, value: Any, least: int) -> list[frozenset[str]]:
    if kind is _constants.SUBPATTERN:
        return _of_sequence(value[-1], least)
    if kind is _constants.BRANCH:
        known = [words for branch in value[1] for words in _of_sequence(branch, least)[:1]]
        return [frozenset().union(*known)] if len(known) == len(value[1]) else []
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return _of_sequence(value[2], least) if value[0] > 0 else []
    return []
