"""Titles of books, films and operations in quotation marks, which nobody says."""

from __future__ import annotations

from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.ground import Ground

_TITLED = 0.7  # share of capitalised words in a title


def is_titled(text: str) -> bool:
    words = [w for w in text.split() if w[:1].isalpha()]
    return sum(w[0].isupper() for w in words) > len(words) * _TITLED


def of_a_title(ground: Ground, draft: Draft) -> bool:
    """ "The film “They Said Nothing” opened": a cue inside a title, which no one says."""
    at = ground.quote_at[draft.verb] if draft.verb is not None else -1
    if at < 0 or all(ground.outer_quotes[at].outer.contains(part) for part in draft.content):
        return False
    text = ground.outer_quotes[at].inner.of(ground.a.report.matching)
    return " " in text and is_titled(text)


__all__ = ["is_titled", "of_a_title"]
