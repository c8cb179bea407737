"""Words that give a field of a happening its value, where reports may differ: `reference/data/dispute_cues.tsv`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.reference.screening import needed_words
from dateline.reference.tables import read_table


class DisputeCue(NamedTuple):
    """field and value as a dispute shows them. how: "says", "before" or "after" (see the list)."""

    field: str
    value: str
    how: str
    pattern: re.Pattern[str]
    needed: frozenset[str]  # words without one of which the pattern does not match


_NAME = r"((?:the )?[A-Z][\w.]*(?:(?: and| of| the|,)* [A-Z][\w.]*)*|(?:other )?(?:international|foreign|regional) \w+)"
_BETWEEN = r"(?:['’]s?|[-‑ ])"


@cache
def broker_words() -> frozenset[str]:
    """Participles by which a deal is told with those who brokered it."""
    rows = [row for row in read_table("dispute_cues.tsv").rows if row["field"] == "mediators"]
    return frozenset(w for row in rows for w in row["words"].split() if w.endswith("ed"))


@cache
def dispute_cues() -> tuple[DisputeCue, ...]:
    """The list's rows with patterns over sentences; a name is the pattern's first group."""
    found = []
    for row in read_table("dispute_cues.tsv").rows:
        words = r"\s+".join(map(re.escape, row["words"].split()))
        words = {
            "says": rf"\b{words}\b",
            "before": rf"\b{words}\s+{_NAME}",
            "after": rf"\b{_NAME}{_BETWEEN}\s?{words}\b",
        }[row["how"]]
        pattern = re.compile(words)
        found.append(DisputeCue(row["field"], row["value"], row["how"], pattern, needed_words(pattern)))
    return tuple(found)
