"""Words of time expressions, from the reviewed list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word is in a time expression (see data/time_words.tsv) and its value."""

    kind: str
    value: str


@cache
def time_words() -> dict[str, TimeWord]:
    """Lower-case single word → what it is."""
    rows = read_table("time_words.tsv").rows
    return {r["word"]: TimeWord(r["class"], r["value"]) for r in rows if " " not in r["word"]}


@cache
def time_phrases() -> dict[str, TimeWord]:
    """Lower-case phrase of several words → a holiday or something named after a day ("black september")."""
    rows = read_table("time_words.tsv").rows
    return {r["word"]: TimeWord(r["class"], r["value"]) for r in rows if " " in r["word"]}


@cache
def future_words() -> dict[str, str]:
    """Lemma or lower-case word → what it says of the tense around it (see data/future_words.tsv)."""
    return {row["word"]: row["kind"] for row in read_table("future_words.tsv").rows}
