"""The text as it is matched: same length, look-alike letters put right, odd blanks made plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake import report_from_text
from dateline.intake.matching import matching_text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_matching_has_the_length_of_the_text(text: str) -> None:
    matching, lookalikes = matching_text(text)
    assert len(matching) == len(text)
    for item in lookalikes:
        assert matching[item.span.start : item.span.end] == item.matched_as
        assert all(text[s.start : s.end] != matching[s.start : s.end] for s in item.letters)


@given(st.text(alphabet=st.sampled_from(list("abcаеоМТABνο \n.\u00a0\u200b\u202e\r")), max_size=80))
def test_matching_never_moves_a_letter(text: str) -> None:
    matching, _ = matching_text(text)
    assert all(m in (t, " ", "\n") or t in "аеоМТνο" for t, m in zip(text, matching, strict=True))


def test_a_latin_word_with_a_cyrillic_letter_is_matched_as_latin() -> None:
    text = "The minister, Sergei Vеrin, spoke."
    report = report_from_text(text)
    (found,) = report.lookalikes
    assert found.span.of(text) == "Vеrin"
    assert [letter.start for letter in found.letters] == [text.index("е")]
    assert found.matched_as == "Verin"
    assert "Sergei Verin," in report.matching
    assert report.text == text


@pytest.mark.parametrize("word", ["Москва", "Ελλάδα", "Müller", "al-Ḥasakah", "α", "5µm"])
def test_words_in_one_script_are_left_alone(word: str) -> None:
    matching, lookalikes = matching_text(f"He said {word} on Monday.")
    assert word in matching
    assert lookalikes == ()


def test_a_word_that_cannot_be_made_latin_is_left_alone() -> None:
    assert matching_text("Mosквa said")[0] == "Mosквa said"


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("a\u00a0b", "a b"),
        ("a\u202fb", "a b"),
        ("a\u200bb", "a b"),
        ("\u202aab\u202c", " ab "),
        ("a\u0007b", "a b"),
        ("a\u2028b", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\r\nb", "a \nb"),
        ("ＵＮ１", "UN1"),
        ("“a” – ‘b’…", "“a” – ‘b’…"),
        ("non\u2011aligned", "non-aligned"),
    ],
)
def test_characters_that_hinder_matching(text: str, matched: str) -> None:
    assert matching_text(text)[0] == matched
