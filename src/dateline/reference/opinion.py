"""Words that betray comment, or a mood with nobody behind it: `data/opinion_cues.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dateline.errors import ReferenceDataError
from dateline.reference.screening import Screen, needed_sets, screened
from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class OpinionCue:
    """A cue found in a text: where, "opinion" or "unsourced", and how much it weighs."""

    start: int
    end: int
    kind: str
    weight: int


class _Cues(NamedTuple):
    """The cues each by itself, and of each kind all in one pattern with a group each, and their weights."""

    each: tuple[tuple[str, re.Pattern[str]], ...]
    whole: dict[str, tuple[re.Pattern[str], tuple[int, ...]]]
    screen: Screen


@cache
def _cues() -> _Cues:
    each: list[tuple[str, re.Pattern[str]]] = []
    whole: dict[str, tuple[re.Pattern[str], tuple[int, ...]]] = {}
    for kind in ("opinion", "unsourced"):
        rows = [row for row in read_table("opinion_cues.tsv").rows if row["kind"] == kind]
        try:
            each += [(kind, re.compile(rf"\b(?:{row['cue']})(?!\w)")) for row in rows]
            pattern = re.compile(r"\b(?:" + "|".join(f"({row['cue']})" for row in rows) + r")(?!\w)")
            whole[kind] = pattern, tuple(int(row["weight"]) for row in rows)
        except (re.error, ValueError) as error:
            raise ReferenceDataError(f"opinion_cues.tsv: {error}") from None
    return _Cues(tuple(each), whole, Screen(needed_sets(cue) for _, cue in each))


def opinion_screen(text: str) -> Screen:
    """What `opinion_cues` needs to look for in the sentences of a text."""
    return _cues().screen.within(screened(_lowered(text)))


def opinion_cues(text: str, screen: Screen | None = None) -> Iterator[OpinionCue]:
    """The cues in a sentence. A cue must not hold a capturing group. screen: `opinion_screen` of a text it is in."""
    lowered, cues = _lowered(text), _cues()
    likely = [cues.each[at] for at in (screen or cues.screen).passing(screened(lowered))]
    there = {kind for kind, cue in likely if cue.search(lowered)}  # all cues at once take ten times as long
    for kind, (pattern, weights) in cues.whole.items():
        for match in pattern.finditer(lowered) if kind in there else ():
            yield OpinionCue(match.start(), match.end(), kind, weights[(match.lastindex or 1) - 1])


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")
