"""The outcome of comparing two names."""

from __future__ import annotations

from dateline.model.frozen import frozen

SAME = 0.9  # likeness from which two spellings are taken for one name
UNSURE = 0.8  # and from which they may be


@frozen
class NameMatch:
    """score: 1 to 0. decision: "same", "different", "unsure". reason: in words, for the judgement.

    basis: what an open or negative answer turns on, for whoever knows more than the names: "single" (one word only),
    "family" and "given" (that part alone agrees), "near-family", "country" (named in one only, or conflicting),
    "initials" (an acronym), "office", "gender", or "".
    """

    score: float
    decision: str
    reason: str
    basis: str = ""


def same(score: float, reason: str) -> NameMatch:
    return NameMatch(round(score, 3), "same", reason)


def different(score: float, reason: str, basis: str = "") -> NameMatch:
    return NameMatch(round(score, 3), "different", reason, basis)


def unsure(score: float, reason: str, basis: str = "") -> NameMatch:
    return NameMatch(round(score, 3), "unsure", reason, basis)
