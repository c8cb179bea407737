"""Number words, vague numbers and the words around a figure, from the reviewed lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.reference.tables import read_table

MOST_DIGITS = 12  # a longer row of digits is an account number or a slip, and no count of anything
_FIGURE = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class VagueNumber:
    """How many people a vague number stands for at least and at most (None: open), and whose rule that is."""

    minimum: int
    maximum: int | None
    source: str


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Word → (kind, value); kinds are "unit", "ten", "scale" and "ordinal"."""
    return {row["word"]: (row["kind"], int(row["value"])) for row in read_table("numbers.tsv").rows}


@cache
def vague_numbers() -> dict[str, VagueNumber]:
    """Phrase → what it stands for: "dozens" → 12 or more."""
    return {
        row["word"]: VagueNumber(int(row["minimum"]), int(row["maximum"]) if row["maximum"] else None, row["source"])
        for row in read_table("vague_numbers.tsv").rows
    }


@cache
def approximators(place: str) -> dict[tuple[str, ...], str]:
    """Words "before" or "after" a figure → effect: "least", "more", "most", "fewer" or "about"."""
    rows = read_table("approximators.tsv").rows
    return {tuple(row["words"].split()): row["effect"] for row in rows if row["place"] == place}


def figure(text: str) -> float | None:
    """The value of a number in digits: "1,200" → 1200, "2.5" → 2.5, "1.200" → 1200; None for anything else."""
    if not text[:1].isdigit() or not _FIGURE.fullmatch(text):
        return None
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    if re.fullmatch(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text)


def is_number_word(word: str) -> bool:
    """Whether a lower-case word is a cardinal in digits or letters ("12", "1,200", "forty")."""
    known = number_words().get(word)
    return known[0] != "ordinal" if known else figure(word) is not None


def says_how_many(words: str) -> bool:
    """Whether words hold a number or a word with a convention of its own ("dozens"); not a bare plural ("victims")."""
    parts = re.findall(r"[^\W_]+(?:[,.]\d+)*", words.lower())
    if any(is_number_word(part) for part in parts):
        return True
    line = f" {' '.join(parts)} "
    return any(f" {phrase} " in line for phrase, known in vague_numbers().items() if known.source != "plural")


def number_value(words: Sequence[str]) -> int | None:
    """The whole number that lower-case words say, or None when they say none.

    "twenty two", "twenty-two", "one hundred and five", "2.5 million", "two dozen", "1,200". A hyphen may be a word of
    its own.
    """
    parts = [p for word in words for p in ([word] if figure(word) is not None else word.split("-")) if p]
    parts = [p for p in parts if p not in ("-", "–", "and")]
    if not parts:
        return None
    total, current, last = 0.0, 0.0, ""
    for part in parts:
        kind, value = number_words().get(part, ("figure", figure(part)))
        if value is None or kind == "ordinal":
            return None
        if kind == "scale":
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif last in ("", "scale") or (last == "ten" and kind == "unit" and value < 10):
            current += value
        else:
            return None
        last = kind
    whole = total + current
    return int(whole) if whole == int(whole) and whole < 10**MOST_DIGITS else None
