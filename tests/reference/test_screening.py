"""Screening by words never keeps a pattern from a text that it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reference.details import detail_words
from dateline.reference.dispute_cues import dispute_cues
from dateline.reference.screening import Screen, can_match, needed_words, screened

NEEDED = [
    (r"\bby accident\b", {"by accident"}),
    (r"\b(?:brokered|mediated)\s+by\b", {"brokered", "mediated"}),
    (r"\bcease-?fire\b", {"cease"}),
    (r"(?:the )?truce(?: deal)?", {"truce"}),
    (r"\b(?:truce|[A-Z]\w+)\b", set()),
    (r"\w+", set()),
]


@pytest.mark.parametrize(("pattern", "words"), NEEDED)
def test_words_without_which_a_pattern_does_not_match(pattern: str, words: set[str]) -> None:
    assert needed_words(re.compile(pattern)) == words


@pytest.mark.parametrize("text", ["BY MISTAKE", "by miſtake", "By Mıstake", "by mİstake", "by mistaKe"])
def test_letters_that_are_one_to_a_pattern_are_one_to_its_screen(text: str) -> None:
    pattern = re.compile(r"\bby mistake\b", re.IGNORECASE)
    assert not pattern.search(text) or can_match(needed_words(pattern), screened(text))


PATTERNS = [*(words.pattern for words in detail_words()), *(cue.pattern for cue in dispute_cues())]


@given(st.sampled_from(PATTERNS).flatmap(lambda p: st.tuples(st.just(p), st.from_regex(p))))
def test_what_a_listed_pattern_matches_passes_its_screen(found: tuple[re.Pattern[str], str]) -> None:
    pattern, text = found
    assert not pattern.search(text) or can_match(needed_words(pattern), screened(text))


def test_every_listed_pattern_can_be_screened() -> None:
    assert all(needed_words(pattern) for pattern in PATTERNS)


def test_a_part_of_a_text_is_screened_alike_by_what_the_whole_needs() -> None:
    needed = [[{"truce", "cease"}, {"the"}], [], [{"hostage"}], [{"corridor"}], [{"-line", " a c"}], [{"$"}]]
    screen = Screen([frozenset(words) for words in sets] for sets in needed)
    narrow = screen.within("the truce left a corridor open-line for $5")
    told = {"the truce": [0, 1], "truce left": [1], "left a corridor": [1, 3, 4], "open-line": [1, 4], "for $5": [1, 5]}
    for part, passing in told.items():
        assert narrow.passing(part) == screen.passing(part) == passing
