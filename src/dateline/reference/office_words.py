"""What a general word can stand for when a report takes someone up again: `data/office_words.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
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
