"""Words that betray comment, or a mood with nobody behind it: `data/opinion_cues.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dateline.errors import ReferenceDataError
from dateline.reference.screening import Screen, needed_words, screened
from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class OpinionCue:
    """A cue found in a text: where, "opinion" or "unsourced", and how much it weighs."""

    start: int
    end: int
    kind: str
    weight: int


class _Kind(NamedTuple):
    """The cues of a kind: each by itself with its weight, and all in one pattern with a group each."""

    name: str
    cues: tuple[re.Pattern[str], ...]
    weights: tuple[int, ...]
    whole: re.Pattern[str]
    screen: Screen


@cache
def _kinds() -> tuple[_Kind, ...]:
    found: list[_Kind] = []
    for kind in ("opinion", "unsourced"):
        rows = [row for row in read_table("opinion_cues.tsv").rows if row["kind"] == kind]
        try:
            cues = tuple(re.compile(rf"\b(?:{row['cue']})(?!\w)") for row in rows)
            whole = re.compile(r"\b(?:" + "|".join(f"({row['cue']})" for row in rows) + r")(?!\w)")
            weights = tuple(int(row["weight"]) for row in rows)
        except (re.error, ValueError) as error:
            raise ReferenceDataError(f"opinion_cues.tsv: {error}") from None
        found.append(_Kind(kind, cues, weights, whole, Screen(map(needed_words, cues))))
    return tuple(found)


def opinion_cues(text: str) -> Iterator[OpinionCue]:
    """The cues in a sentence. A cue must not hold a capturing group."""
    lowered = text.lower().replace("’", "'")
    text = screened(lowered)
    for kind in _kinds():
        if any(kind.cues[at].search(lowered) for at in kind.screen.passing(text)):  # all at once take ten times as long
            for match in kind.whole.finditer(lowered):
                weight = kind.weights[(match.lastindex or 1) - 1]
                yield OpinionCue(match.start(), match.end(), kind.name, weight)
