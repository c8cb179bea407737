"""Words that tell which side began a fight: `reference/data/beginning_cues.tsv`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.reference.tables import any_of, read_table

_OTHER = r"(?:the other|each other|one another)"


class BeginningCues(NamedTuple):
    """Patterns over sentences. near: beside an attack, its doer began. outbreak: the attack told after it began the
    fight. began: what the doer of such a verb began is the fight. cleft: "it was X that" attacked. answer: its doer
    answered. each: every side blames the other."""

    near: re.Pattern[str]
    outbreak: re.Pattern[str]
    began: re.Pattern[str]
    cleft: re.Pattern[str]
    answer: re.Pattern[str]
    each: re.Pattern[str]


@cache
def beginning_cues() -> BeginningCues:
    """The list's rows as patterns."""
    fight, blames = _any("fight"), _any("blames")
    apart = [w for w in _words("blames") if " " in w]
    each = rf"\b{_any('each')}\b[^.;]*\b{blames}\b[^.;]*\b{_OTHER}\b|\b{any_of(apart)}\b"
    pairs = rf"\b{any_of([w for w in _words('blames') if 'accus' in w or 'blam' in w])}\s+(?:each other|one another)\b"
    return BeginningCues(
        near=_compile(rf"(?<![\w-]){_any('near')}(?![\w-])"),
        outbreak=_compile(
            rf"\b{fight}\b[^.;]{{0,25}}\b{_any('broke-out')}\b[^.;]{{0,30}}\b(?:when|after|with|as|by)\b"
        ),
        began=_compile(rf"\b{_any('began')}\s+(?:the|this|that|these)\s+(?:[\w-]+\s+)?{fight}\b"),
        cleft=_compile(r"\bit (?:was|is|had been) (?:the )?(?-i:[A-Z])[^,.;]{1,60}?\b(?:who|that|which)\b"),
        answer=_compile(rf"(?<![\w-]){_any('answer')}(?![\w-])"),
        each=_compile(rf"{each}|{pairs}"),
    )


def _words(kind: str) -> list[str]:
    return [row["words"] for row in read_table("beginning_cues.tsv").rows if row["kind"] == kind]


def _any(kind: str) -> str:
    return any_of(_words(kind))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
