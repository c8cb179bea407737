"""When a claim was, with its reason, or left open: `claim_times.tsv`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Claim
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]
_LINES = Path(__file__).with_name("claim_times.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in _LINES if line and not line.startswith("#")][1:]


def claim_of(annotate: Annotate, text: str, published: str, word: str) -> Claim:
    """The first claim whose trigger holds a word."""
    report = annotate(text, published=None if published == "-" else published)
    return next(c for c in resolve(extract(report)).claims if word in c.trigger.quote.split())


@pytest.mark.parametrize(("text", "published", "word", "start", "end", "guess"), ROWS)
def test_when_a_claim_was(
    annotate: Annotate, text: str, published: str, word: str, start: str, end: str, guess: str
) -> None:
    time = claim_of(annotate, text, published, word).time
    found = (time.start or "-", time.end or "-") if time is not None else ("-", "-")
    assert found == (start, end), time
    said = time is not None and "a guess" in time.reason
    assert said == (guess == "guess"), time
    assert time is None or time.reason


def test_the_table_is_long_enough() -> None:
    still_open = [row for row in ROWS if row[3] == row[4] == "-"]
    assert len(ROWS) >= 60
    assert len(still_open) >= 20
