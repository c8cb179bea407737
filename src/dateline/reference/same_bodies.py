"""Bodies that go by several names that are no spellings of one another: `data/same_bodies.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.reference.folding import fold
from dateline.reference.tables import read_table


def listed_body(name: str) -> str | None:
    """The name in the list of the body that goes by this very name, or None. Acronyms only in capitals."""
    bare = name.removeprefix("the ").removeprefix("The ")
    found = _names().get(fold(bare))
    if found is None or (found[1] and not bare.replace(".", "").replace("-", "").isupper()):
        return None
    return found[0]


@cache
def _names() -> Mapping[str, tuple[str, bool]]:
    """Folded form → name of the body, and whether the form is an acronym."""
    return {
        fold(form): (row["name"], form.replace(".", "").replace("-", "").isupper())
        for row in read_table("same_bodies.tsv").rows
        for form in (row["name"], *row["forms"].split("|"))
        if form
    }
