"""Words that tell places from other names: `data/place_words.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.reference.tables import read_table


@cache
def place_words(role: str) -> frozenset[str]:
    """The words of a role ("strong", "of", "after", "name", …), as the list writes them; () for an unknown role."""
    return frozenset(
        w for row in read_table("place_words.tsv").rows if row["role"] == role for w in row["words"].split("|")
    )
