"""Small words of names, by what they do: `data/name_words.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.reference.tables import read_table


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one kind: "article", "particle", "patronymic", "generic place", …"""
    return frozenset(row["word"] for row in read_table("name_words.tsv").rows if row["kind"] == kind)


@cache
def optional_beside() -> Mapping[str, frozenset[str]]:
    """Word → the words beside which it does not tell one body from another ("national" beside "defense")."""
    rows = (row for row in read_table("name_words.tsv").rows if row["kind"] == "optional")
    return {row["word"]: frozenset(row["means"].split()) for row in rows}


@cache
def respelt() -> Mapping[str, str]:
    """Word → the word it counts as in the name of a body, "" for one that does not count."""
    return {row["word"]: row["means"] for row in read_table("name_words.tsv").rows if row["kind"] == "respelt"}
