"""Words that betray comment, or a mood with nobody behind it: `data/opinion_cues.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.errors import ReferenceDataError
from dateline.reference.screening import can_match, needed_words, screened
from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class OpinionCue:
    """A cue found in a text: where, "opinion" or "unsourced", and how much it weighs."""

    start: int
    end: int
    kind: str
    weight: int


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str], tuple[int, ...], str], ...]:
    """Per kind one pattern with a group per cue, the words that it cannot match without, and the cues' weights."""
    found: list[tuple[re.Pattern[str], frozenset[str], tuple[int, ...], str]] = []
    for kind in ("opinion", "unsourced"):
        rows = [row for row in read_table("opinion_cues.tsv").rows if row["kind"] == kind]
        try:
            whole = re.compile(r"\b(?:" + "|".join(f"({row['cue']})" for row in rows) + r")(?!\w)")
            weights = tuple(int(row["weight"]) for row in rows)
        except (re.error, ValueError) as error:
            raise ReferenceDataError(f"opinion_cues.tsv: {error}") from None
        found.append((whole, needed_words(whole), weights, kind))
    return tuple(found)


def opinion_cues(text: str) -> Iterator[OpinionCue]:
    """The cues in a sentence. A cue must not hold a capturing group."""
    lowered = text.lower().replace("’", "'")
    text = screened(lowered)
    for pattern, needed, weights, kind in _patterns():
        for match in pattern.finditer(lowered) if can_match(needed, text) else ():
            yield OpinionCue(match.start(), match.end(), kind, weights[(match.lastindex or 1) - 1])
