"""Words by which a text takes back what an earlier one said: `reference/data/correction_cues.tsv`."""

from __future__ import annotations

import re
from functools import cache

from dateline.reference.tables import any_of, read_table


def withdrawn_span(sentence: str) -> tuple[int, int] | None:
    """Of a notice of correction the characters that tell what is taken back; None where the sentence is none.

    "An earlier version of this article said nine were killed; the figure is 12": up to the semicolon.
    """
    cues = _cues()
    told = cues["earlier"].search(sentence)
    if told is None:
        return None
    headed, wrong = cues["head"].match(sentence), cues["wrong"].search(sentence)
    if not (headed or wrong or cues["own"].match(sentence, told.start())):
        return None
    right = cues["right"].search(sentence, told.end())
    return told.start(), right.start() if right else len(sentence)


def is_earlier_text(phrase: str) -> bool:
    """Whether a phrase names only an earlier text of the outlet's own: "an earlier report", not "… by the UN"."""
    return _cues()["alone"].fullmatch(phrase.strip()) is not None


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    earlier = rf"\b(?:an?|the|our|its)\s+{_any('earlier')}\s+(?:news\s+)?"
    this = r"(?:\s+(?:of|to|on)\s+(?:this|the)\s+" + _any("text") + ")?"
    return {
        "head": _compile(rf"\W*{_any('head')}\b"),
        "earlier": _compile(rf"{earlier}{_any('text')}\b"),
        "own": _compile(rf"{earlier}(?:{_any('own')}\b|{_any('text')}\s+(?:of|to|on)\s+this\b)"),
        "alone": _compile(rf"{earlier}{_any('text')}{this}"),
        "wrong": _compile(rf"\b{_any('wrong')}\b"),
        "right": _compile(rf";|,\s+not\b|\b{_any('right')}\b"),
    }


def _any(kind: str) -> str:
    return any_of(row["words"] for row in read_table("correction_cues.tsv").rows if row["kind"] == kind)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
