"""Number words, vague numbers and the lists behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reference.harms import harm_words, people_words
from dateline.reference.numbers import figure, number_value, vague_numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty two", 22),
        ("twenty-two", 22),
        ("twenty - two", 22),
        ("one hundred", 100),
        ("hundred and five", 105),
        ("two hundred and forty five", 245),
        ("three thousand two hundred", 3200),
        ("12", 12),
        ("1,200", 1200),
        ("2.5 million", 2500000),
        ("14 thousand", 14000),
        ("two dozen", 24),
        ("three score", 60),
        ("1.5 lakh", 150000),
        ("ninety nine", 99),
        ("zero", 0),
        ("five seven", None),
        ("second", None),
        ("soldiers", None),
        ("2.5", None),
        ("999999999999", 999_999_999_999),
        ("9" * 13, None),
        ("9" * 5_000, None),
        ("1" + ",000" * 5, None),
        ("9000000 million", None),
        ("", None),
    ],
)
def test_number_value(words: str, value: int | None) -> None:
    assert number_value(words.split()) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1,200", 1200), ("1.200", 1200), ("2.5", 2.5), ("12", 12), ("12th", None)]
)
def test_figure(text: str, value: float | None) -> None:
    assert figure(text) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_commas(number: int) -> None:
    assert number_value([str(number)]) == number
    assert number_value([f"{number:,}"]) == number


@given(
    st.lists(
        st.sampled_from(["two", "twenty", "hundred", "and", "-", "million", "9", "x", "dozen", "1,000"]), max_size=8
    )
)
def test_any_words_are_a_number_or_none(words: list[str]) -> None:
    value = number_value(words)
    assert value is None or value >= 0


def test_vague_numbers_follow_a_published_codebook() -> None:
    """ACLED codes "tens" as 10, "dozens" as 12 and "hundreds" as 100, and a number not stated as 3."""
    known = vague_numbers()
    assert [known[w].minimum for w in ("tens", "dozens", "hundreds", "thousands")] == [10, 12, 100, 1000]
    assert known["several"].minimum == 3
    assert all(v.source in ("acled", "acled-unknown", "plural", "english") for v in known.values())
    assert all(v.maximum is None or v.maximum >= v.minimum for v in known.values())


def test_the_lists_of_harm_are_sound() -> None:
    for pos, places in (("verb", {"object", "subject"}), ("noun", {"of", "counted"}), ("adjective", {"subject"})):
        assert {word.victims for word in harm_words(pos).values()} <= places
    assert set(people_words().values()) == {"person", "plural", "collective", "thing"}
