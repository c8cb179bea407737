"""Whether a text can match a pattern at all, by words that the pattern cannot match without.

Lists hold many patterns and most sentences match none; to look for a word is a hundred times as fast as to try a
pattern. The words are read off the pattern itself, so a list needs no column for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any
from unicodedata import category

_LEAST = 2  # letters; fewer are in every sentence
_MONEY = "Sc"  # the signs of currencies are in few


def screened(text: str) -> str:
    """The text as `can_match` wants it, made once for many patterns: as `re.IGNORECASE` sees it."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def can_match(needed: frozenset[str], text: str) -> bool:
    """False where the pattern that needs one of the words does not match the text. text: as `screened` makes it."""
    return not needed or any(word in text for word in needed)


class Screen:
    """Many patterns screened at once: each word is looked for once, however many patterns need it."""

    def __init__(self, needed: Iterable[frozenset[str]]) -> None:
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for at, words in enumerate(needed):
            if not words:
                self._always.append(at)
            for word in sorted(words):
                self._by_word.setdefault(word, []).append(at)

    def within(self, text: str) -> Screen:
        """The screen for parts of the text: words that are not in the whole are looked for in no part of it."""
        narrow = Screen(())
        narrow._always = self._always
        narrow._by_word = {word: places for word, places in self._by_word.items() if word in text}
        return narrow

    def passing(self, text: str) -> list[int]:
        """The places, in order, of the patterns that may match. text: as `screened` makes it."""
        found = set(self._always)
        for word, places in self._by_word.items():
            if word in text:
                found.update(places)
        return sorted(found)


def needed_words(pattern: re.Pattern[str], least: int = _LEAST) -> frozenset[str]:
    """Words, folded in case, one of which is in whatever the pattern matches; empty where there are no such words."""
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), least) or frozenset()


def _of_sequence(items: Iterable[tuple[Any, Any]], least: int) -> frozenset[str] | None:
    """The most telling words of what stands one after the other, of `least` letters."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*items, (None, None)]:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        if len(run) >= least or (len(run) == 1 and category(run) == _MONEY):
            found.append(frozenset({screened(run)}))
        run = ""
        inner = _of_item(kind, value, least)
        if inner is not None:
            found.append(inner)
    return max(found, key=lambda words: (min(map(len, words)), -len(words), sorted(words)), default=None)


def _of_item(kind: Any, value: Any, least: int) -> frozenset[str] | None:
    if kind is _constants.SUBPATTERN:
        return _of_sequence(value[-1], least)
    if kind is _constants.BRANCH:
        branches = [_of_sequence(branch, least) for branch in value[1]]
        known = [words for words in branches if words is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return _of_sequence(value[2], least) if value[0] > 0 else None
    return None
