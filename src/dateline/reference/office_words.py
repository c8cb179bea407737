"""What a general word can stand for when a report takes someone up again: `data/office_words.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from dateline.reference.folding import fold
from dateline.reference.tables import read_table


@cache
def _covers() -> Mapping[str, frozenset[str]]:
    return {
        fold(row["word"]): frozenset(fold(word) for word in row["covers"].split(",")) | {fold(row["word"])}
        for row in read_table("office_words.tsv").rows
    }


def can_stand_for(word: str, fuller: str) -> bool:
    """Whether `word` ("diplomat") can take up again one who is called `fuller` ("Deputy Foreign Minister")."""
    text = f" {fold(fuller)} "
    return any(f" {covered} " in text for covered in _covers().get(fold(word), frozenset({fold(word)})))


@cache
def _body_nouns(kind: str) -> Mapping[str, tuple[frozenset[str], bool]]:
    rows = (row for row in read_table("body_nouns.tsv").rows if row["kind"] == kind)
    return {row["word"]: (frozenset(row["sectors"].split(",")), row["many"] == "one") for row in rows}


def is_sort_of(noun: str, modifiers: Iterable[str], sector: str) -> bool:
    """Whether "militant group" is what a body of a sector (PLOVER) may be called: `data/body_nouns.tsv`."""
    words = [_body_nouns("noun").get(noun.lower()), *(_body_nouns("modifier").get(m.lower()) for m in modifiers)]
    return all(known is not None and sector in known[0] for known in words)


def speaks_of_many(noun: str) -> bool:
    """ "The rebels": the people of a body, of which there may be others."""
    return noun.lower() in _body_nouns("noun") and _body_nouns("noun")[noun.lower()][1]
