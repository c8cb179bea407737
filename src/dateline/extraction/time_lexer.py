"""Words of a text as classes of time words, one character a word, so that a grammar can be written over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.reference.numbers import MOST_DIGITS, number_words
from dateline.reference.times import TimeWord, time_phrases, time_words

_CLASSES = (
    "month", "abbreviated-month", "weak-month", "weekday", "abbreviated-weekday", "weekdays", "unit", "units",
    "part", "relative-day", "holiday", "early", "shift", "last", "past", "previous", "next", "coming", "following",
    "this", "same", "that", "the", "ago", "before", "after", "on", "in", "at", "of", "from", "to", "since", "for",
    "until", "between", "and", "over", "by", "a", "few", "recent", "vague", "old", "number", "day", "ordinal",
    "year", "iso", "numeric", "clock", "decade", "comma", "dot", "dash", "apostrophe", "open", "close", "colon",
    "name", "mark", "other",
)  # fmt: skip
# One character for each class of word; patterns name the class in angle brackets and never the character. None has
# case: what screens the patterns takes capitals and small letters for one.
CODES = dict(zip(_CLASSES, (c for c in map(chr, range(33, 192)) if c.isprintable() and not c.isalpha()), strict=False))

# Sentences without one of these have no time expression; most sentences.
KEYS = frozenset(
    CODES[name]
    for name in (
        *("month", "abbreviated-month", "weak-month", "weekday", "abbreviated-weekday", "unit", "units", "part"),
        *("relative-day", "holiday", "year", "iso", "numeric", "clock", "decade", "vague", "ordinal"),
    )
)

_MERIDIEM = r"(?:[ap]\.\s?m\.|[ap]m\b)"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|CST|CDT|MST|MDT|PST|PDT|IST|ICT|JST|KST|AEST|AEDT)"
# Blanks are taken with what follows them: else each of them is tried in all ways before it is passed over.
_LEX = re.compile(
    rf"""
  \s*(?:
    (?P<word>[^\W\d_]+)
  | (?P<iso>(?<![\d-])\d{{4}}-\d{{2}}-\d{{2}}(?:[T\s]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?(?![\d-]))
  | (?P<numeric>(?<![\d./])\d{{1,2}}(?P<sep>[./])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}})(?![\d./]*\d))
  | (?P<clock>(?:
        (?<![\d:.,])\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}\s?{_MERIDIEM}
      | (?<![\d:])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d:])
      | \d{{1,2}}\.\d{{2}}(?=\s?\(?(?:{_ZONE}|hrs|hours|local)\b)
      | \d{{1,2}}\s?o['’]clock
      | (?<![\d,])[0-2]\d[0-5]\d(?=\s?(?:{_ZONE}|hrs|hours|local\ time)\b)
      | (?<![\d,])[0-2]\dh[0-5]\d\b
      )(?:\s?\(?(?:{_ZONE}\b|hrs\b|hours\b|local\ time\b|(?-i:[A-Z][a-z]+)\ (?:local\ )?time\b))?)
  | (?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<decade>(?:(?:1[89]|20)\d|['’]?[2-9])0['’]?s\b)
  | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
  | (?P<possessive>['’]s?\b|['’])
  | (?P<mark>\S)
  )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PROPER = ("month", "abbreviated-month", "weak-month", "weekday", "abbreviated-weekday", "weekdays")
_MARKS = {",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close", ":": "colon"}


@cache
def _key_words() -> frozenset[str]:
    """The words whose class is a key."""
    return (
        frozenset(word for word, known in time_words().items() if CODES[known.kind] in KEYS) | _phrase_starts().keys()
    )


def may_tell_time(words: Sequence[str]) -> bool:
    """Whether one of the words, in lower case, could belong to a time expression's core: a quick look before the text
    is read word by word."""
    return not _key_words().isdisjoint(words) or any(_holds_key(word) for word in words if not word.isalpha())


@lru_cache(maxsize=16384)
def _holds_key(word: str) -> bool:
    """Of what is not letters alone: whether it has a digit, or a key word in it ("mid-June")."""
    return any(c.isdigit() for c in word) or not _key_words().isdisjoint(re.split(r"\W", word))


@dataclass(slots=True)
class Lexeme:
    """A word or mark: where it stands, its class and what it says ("" for none)."""

    start: int
    end: int
    kind: str
    value: str
    text: str

    @property
    def number(self) -> int:
        return int(self.value)


def lex(text: str, start: int, end: int) -> tuple[list[Lexeme], str]:
    """The lexemes of `text[start:end]` and their classes as one string of `CODES`, position by position."""
    lowercase = text.islower()
    found: list[Lexeme] = []
    for match in _LEX.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        first, last = match.span(kind)
        word = text[first:last]
        name, value = _classify(kind, word, lowercase)
        found.append(Lexeme(first, last, name, value, word))
    found = _join_phrases(found)
    return found, "".join([CODES[x.kind] for x in found])


@lru_cache(maxsize=16384)
def _classify(kind: str, word: str, lowercase: bool) -> tuple[str, str]:
    """The class of a word and what it says."""
    if kind == "word":
        return _classify_word(word, lowercase)
    if kind in ("number", "ordinal") and len(word) > 2 * MOST_DIGITS:
        return "other", ""
    if kind == "number":
        return _classify_number(word)
    if kind == "ordinal":
        return "ordinal", str(int(re.sub(r"\D", "", word)))
    if kind == "mark":
        return _MARKS.get(word, "mark"), ""
    if kind == "possessive":
        return "apostrophe", ""
    return kind, word


def _classify_word(word: str, lowercase: bool) -> tuple[str, str]:
    low = word.lower()
    known = time_words().get(low)
    if known:
        name = known.kind
        if name in _PROPER and not lowercase and word[0].islower():
            return "other", ""
        return name, known.value
    number = number_words().get(low)
    if number:
        return ("ordinal" if number[0] == "ordinal" else "number"), str(number[1])
    return ("name" if word[0].isupper() else "other"), ""


def _classify_number(word: str) -> tuple[str, str]:
    """A day of the month, a year, or another number."""
    if word.isdecimal():
        value = int(word)
        if len(word) <= 2 and 1 <= value <= 31:
            return "day", str(value)
        if len(word) == 4 and 1000 <= value < 2100:
            return "year", word
        return "number", str(value)
    whole = word.replace(",", "")
    return ("number", whole) if whole.isdecimal() else ("other", "")


@cache
def _phrase_starts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the phrases that begin with it, longest first, as the words the lexer sees."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in time_phrases():
        words = _seen_as(phrase)
        starts.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in starts.items()}


def _join_phrases(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Known phrases of several words made one lexeme."""
    starts = _phrase_starts()
    likely = [at for at, x in enumerate(lexemes) if x.text.lower() in starts]
    if not any(_stands(words, lexemes, at) for at in likely for words in starts[lexemes[at].text.lower()]):
        return lexemes
    joined: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        first = lexemes[at].text.lower()
        words = next((w for w in starts.get(first, ()) if _stands(w, lexemes, at)), None)
        if words is None:
            joined.append(lexemes[at])
            at += 1
            continue
        last = lexemes[at + len(words) - 1]
        known = _spoken_phrases()[words]
        kind = "holiday" if known.kind == "holiday" else "other"
        joined.append(Lexeme(lexemes[at].start, last.end, kind, known.value, " ".join(words)))
        at += len(words)
    return joined


@cache
def _spoken_phrases() -> dict[tuple[str, ...], TimeWord]:
    """Phrases as the words the lexer sees → what they are."""
    return {_seen_as(phrase): word for phrase, word in time_phrases().items()}


def _seen_as(phrase: str) -> tuple[str, ...]:
    return tuple(match.group().strip() for match in _LEX.finditer(phrase))


def _stands(words: tuple[str, ...], lexemes: list[Lexeme], at: int) -> bool:
    here = lexemes[at : at + len(words)]
    return len(here) == len(words) and all(
        x.text.lower().replace("’", "'") == w for x, w in zip(here, words, strict=True)
    )
