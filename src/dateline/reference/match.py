"""The outcome of comparing two names."""

from __future__ import annotations

from dataclasses import dataclass

SAME = 0.9  # likeness from which two spellings are taken for one name
UNSURE = 0.8  # and from which they may be


@dataclass(frozen=True, slots=True)
class NameMatch:
    """score: 1 to 0. decision: "same", "different", "unsure". reason: in words, for the judgement."""

    score: float
    decision: str
    reason: str


def same(score: float, reason: str) -> NameMatch:
    return NameMatch(round(score, 3), "same", reason)


def different(score: float, reason: str) -> NameMatch:
    return NameMatch(round(score, 3), "different", reason)


def unsure(score: float, reason: str) -> NameMatch:
    return NameMatch(round(score, 3), "unsure", reason)
