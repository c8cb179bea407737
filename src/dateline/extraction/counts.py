"""Number expressions in running text: figures, words, ranges and vague numbers with the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.model import Token
from dateline.model.frozen import frozen
from dateline.reference.numbers import (
    approximators,
    is_number_word,
    number_value,
    number_words,
    vague_numbers,
)
from dateline.reference.times import time_words

_HYPHENS = ("-", "–", "—", "‑")
_LONGEST_PHRASE = 5
_ROUNDED = 100  # figures from here on are taken to be rounded


@frozen
class Count:
    """A number over tokens `[first, last)`: at least `minimum`, at most `maximum` (None: open).

    vague: "dozens", "several", a bare plural. more: "another three", "two others": on top of a figure before it.
    """

    first: int
    last: int
    minimum: int | None
    maximum: int | None
    vague: bool = False
    more: bool = False

    def plus(self, other: Count) -> Count:
        """The sum, over both."""
        low = None if self.minimum is None or other.minimum is None else self.minimum + other.minimum
        high = None if self.maximum is None or other.maximum is None else self.maximum + other.maximum
        first, last = min(self.first, other.first), max(self.last, other.last)
        return Count(first, last, low, high, self.vague or other.vague)


def count_in(tokens: Sequence[Token], first: int, last: int) -> Count | None:
    """The first number expression in tokens `[first, last)`, with the words around it; None if there is none.

    Not a count: ages and sizes ("a 35-year-old", "a 10-man patrol"), ordinals, percentages.
    """
    for at in range(first, last):
        found = _range_at(tokens, at, last) or _vague_at(tokens, at, last)
        if found is not None:
            return with_approximators(tokens, found)
    return None


def number_at(tokens: Sequence[Token], at: int, last: int) -> Count | None:
    """A number in digits or words that begins at a token, the longest; None if none does."""
    if _is_day_of_month(tokens, at):
        return None  # "the Aug. 29 raid"
    if tokens[at].lower == "half" and at + 2 < last and tokens[at + 1].lower == "a":
        whole = number_at(tokens, at + 1, last)
        return None if whole is None else replace(whole, first=at, minimum=_half(whole), maximum=_half(whole))
    one = tokens[at].lower in ("a", "an") and at + 1 < last
    if one and number_words().get(tokens[at + 1].lower, ("", 0))[0] == "scale":
        found = number_at(tokens, at + 1, last)
        return None if found is None else replace(found, first=at)
    end = at
    while end < last and (_is_number(tokens[end]) or (end > at and _links(tokens, end, last))):
        end += 1
    while end > at:
        value = number_value([t.lower for t in tokens[at:end]])
        if value is not None:
            return None if _is_compound(tokens, end) else Count(at, end, value, value)
        end -= 1
    return None


def _is_day_of_month(tokens: Sequence[Token], at: int) -> bool:
    """ "Aug. 29", but not the 40 in "on 12 March 40 people"."""
    if not at or tokens[at - 1].lower.rstrip(".") not in _months() or not tokens[at].lower.isdecimal():
        return False
    return at < 2 or not tokens[at - 2].lower.isdecimal()


def _half(count: Count) -> int | None:
    return None if count.minimum is None else count.minimum // 2


@cache
def _months() -> frozenset[str]:
    kinds = ("month", "abbreviated-month", "weak-month")
    return frozenset(word for word, known in time_words().items() if known.kind in kinds)


def _is_number(token: Token) -> bool:
    return is_number_word(token.lower) or ("-" in token.text and number_value([token.lower]) is not None)


def _links(tokens: Sequence[Token], at: int, last: int) -> bool:
    """A hyphen or "and" inside a number in words ("twenty-two", "a hundred and five")."""
    if at + 1 >= last or not _is_number(tokens[at + 1]) or tokens[at - 1].text[0].isdigit():
        return False
    if tokens[at].text in _HYPHENS:
        return True
    return tokens[at].lower == "and" and tokens[at - 1].lower in ("hundred", "thousand")


def _is_compound(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number goes on as an adjective ("35-year-old", "10-man") or a share ("12 percent")."""
    if end >= len(tokens):
        return False
    after = tokens[end]
    if after.lower in ("%", "percent", "per", "pct", "st", "nd", "rd", "th"):
        return True
    if after.text in _HYPHENS and end + 1 < len(tokens) and tokens[end - 1].end == after.start:
        return tokens[end + 1].start == after.end and not _is_number(tokens[end + 1])
    return after.lower in ("year", "years", "months") and end + 1 < len(tokens) and tokens[end + 1].lower == "old"


def _range_at(tokens: Sequence[Token], at: int, last: int) -> Count | None:
    """A number, or two of them as the ends of a range ("20-30", "between 20 and 30", "five or six")."""
    between = tokens[at].lower == "between" and at + 1 < last
    low = number_at(tokens, at + between, last)
    if low is None:
        return None
    if low.last + 1 < last:
        link = tokens[low.last].lower
        high = number_at(tokens, low.last + 1, last)
        fits = link in (*_HYPHENS, "to", "or") or (between and link == "and")
        if high is not None and fits and (low.minimum or 0) < (high.minimum or 0):
            return Count(at, high.last, low.minimum, high.maximum)
    return None if between else low


@cache
def _vague_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the vague numbers that begin with it, longest first."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in vague_numbers():
        words = tuple(phrase.split())
        starts.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in starts.items()}


def _vague_at(tokens: Sequence[Token], at: int, last: int) -> Count | None:
    for words in _vague_phrases().get(tokens[at].lower, ()):
        end = at + len(words)
        if end <= last and tuple(t.lower for t in tokens[at:end]) == words:
            if at and tokens[at - 1].lower in ("how", "as") and words in (("many",), ("much",)):
                continue
            if words == ("more",) and end < len(tokens) and tokens[end].lower == "than":
                continue
            hedges = words in approximators("before") and end < last
            if hedges and (number_at(tokens, end, last) or tokens[end].lower in _vague_phrases()):
                continue  # "some 30", "some dozens": the word only hedges the figure
            known = vague_numbers()[" ".join(words)]
            return Count(at, end, known.minimum, known.maximum, vague=known.source != "english")
    return None


def with_approximators(tokens: Sequence[Token], count: Count) -> Count:
    """The count with "at least", "up to", "or more" … around it taken in and taken account of."""
    effects = []
    count = _range_before(tokens, count)
    while (hit := _phrase_before(tokens, count.first)) is not None:
        effects.append(hit[1])
        more = count.more or tokens[hit[0]].lower in ("another", "further", "additional", "other")
        count = replace(count, first=hit[0], more=more)
    after = _phrase_after(tokens, count.last)
    if after is not None:
        effects.append(after[1])
        count = replace(count, last=after[0])
    for effect in effects:
        if effect == "least":
            count = replace(count, maximum=None)
        elif effect == "more":
            count = more_than(count)
        elif effect == "most" and (low := _lower_end(tokens, count)) is not None:
            count = replace(count, first=low.first, minimum=low.minimum)
        elif effect == "most":
            count = replace(count, minimum=None, maximum=count.maximum or count.minimum)
        elif effect == "fewer":
            top = count.maximum if count.maximum is not None else count.minimum
            count = replace(count, minimum=None, maximum=None if top is None else max(0, top - 1))
    return count


def more_than(count: Count) -> Count:
    """Above a figure: one more below a hundred, the (rounded) figure itself from there on; the top is open."""
    low = count.minimum
    exact = low is not None and low < _ROUNDED and not count.vague
    return replace(count, minimum=low + 1 if exact and low is not None else low, maximum=None)


def _range_before(tokens: Sequence[Token], count: Count) -> Count:
    """ "between 20 and" before a 30, where the phrase read began at the second figure."""
    at = count.first - 1
    if count.minimum is None or count.vague or at < 1 or tokens[at].lower not in ("and", "to", "or", *_HYPHENS):
        return count
    low = number_at(tokens, at - 1, at)
    between = at >= 2 and tokens[at - 2].lower == "between"
    if low is None or (low.minimum or 0) >= count.minimum or (tokens[at].lower == "and" and not between):
        return count
    return replace(count, first=at - 2 if between else at - 1, minimum=low.minimum)


def _lower_end(tokens: Sequence[Token], count: Count) -> Count | None:
    """ "at least 21" in "at least 21 and possibly as many as 30"."""
    at = count.first - 1
    while at > 1 and tokens[at].lower in ("possibly", "perhaps", "maybe", "probably", "even"):
        at -= 1
    if at < 1 or tokens[at].lower not in ("and", "or", "but") or count.maximum is None:
        return None
    low = number_at(tokens, at - 1, at)
    if low is None or (low.minimum or 0) >= count.maximum:
        return None
    hedge = _phrase_before(tokens, low.first)
    return low if hedge is None else replace(low, first=hedge[0])


def _phrase_before(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The approximator that ends right before a token, the longest, as (its first token, its effect)."""
    known = approximators("before")
    for length in range(min(_LONGEST_PHRASE, at), 0, -1):
        effect = known.get(tuple(t.lower for t in tokens[at - length : at]))
        if effect is not None and tokens[at - length].sentence == tokens[at].sentence:
            return at - length, effect
    return None


def _phrase_after(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    known = approximators("after")
    for length in (3, 2, 1):
        effect = known.get(tuple(t.lower for t in tokens[at : at + length]))
        if effect is not None:
            return at + length, effect
    return None
