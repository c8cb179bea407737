"""The place of a claim, among those in reach."""

from __future__ import annotations

import pytest

from dateline import read_text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells hit Nyala in Sudan on Tuesday, killing three people.", "Nyala"),
        ("Gunmen attacked Nyala, Sudan, on Tuesday.", "Nyala"),
        ("Troops shelled Odesa in southern Ukraine.", "Odesa"),
        ("A bomb exploded in Lahore, Pakistan.", "Lahore"),
        ("Protesters marched in Sudan on Friday.", "Sudan"),
        ("Gunmen from Chad attacked a base in Nyala.", "Nyala"),
    ],
)
def test_the_finest_place_that_the_grammar_ties_to_the_event(text: str, place: str) -> None:
    found = [claim.place.name if claim.place else None for claim in read_text(text).claims]
    assert place in found, found
