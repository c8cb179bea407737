"""One or two within one report, by what the report says: `name_texts.tsv`; full names out of captions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]
_LINES = Path(__file__).with_name("name_texts.tsv").read_text(encoding="utf-8").splitlines()
TEXTS = [line.split("\t") for line in _LINES if line and not line.startswith("#")][1:]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: f"{row[1]} | {row[2]}")
def test_one_or_two(annotate: Annotate, row: list[str]) -> None:
    text, left, right, expected = row
    entities = resolve(extract(annotate(text))).entities
    ids = [{e.id for e in entities if name in (e.name, *e.aliases)} for name in (left, right)]
    told = [(e.kind.value, e.name, e.aliases) for e in entities]
    assert all(len(found) == 1 for found in ids), told
    assert (ids[0] == ids[1]) is (expected == "one"), told
    joined = [e for e in entities if left in (e.name, *e.aliases)]
    if expected == "one":
        assert all(e.reason for e in joined), told


def test_a_caption_names_in_full_who_the_text_calls_by_one_name(annotate: Annotate) -> None:
    text = (
        "Leaders agree on truce\n\n"
        "Kenyan President Daniel Halloran (L) and Thailand's Prime Minister Somchai Suwannarat shake hands in Nairobi. "
        "(PHOTO / Plain Wire)\n\n"
        "President Halloran met Somchai on Monday afternoon in Nairobi. "
        "Somchai said that the talks had gone well and would go on.\n"
    )
    entities = resolve(extract(annotate(text))).entities
    assert {e.name for e in entities if e.kind.value == "person"} == {"Daniel Halloran", "Somchai Suwannarat"}
