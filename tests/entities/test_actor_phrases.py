"""Actor phrases → country, PLOVER sector, ACLED actor type; leaders as of a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reference.actors import classify

_LINES = Path(__file__).with_name("actor_phrases.tsv").read_text(encoding="utf-8").splitlines()
PHRASES = [([*line.split("\t"), "", "", ""])[:4] for line in _LINES if not line.startswith("#")][1:]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row[0])
def test_an_actor_phrase(row: list[str]) -> None:
    phrase, *expected = row
    found = classify(phrase)
    assert [found.country or "", found.sector or "", found.actor_type or ""] == expected, found.reason


def test_the_table_is_long_enough() -> None:
    assert len({phrase for phrase, *_ in PHRASES}) >= 120


@pytest.mark.parametrize(
    ("phrase", "day", "country", "sector"),
    [
        ("Barack Obama", "2012-05-01", "USA", "GOV"),
        ("Barack Obama", "2018-05-01", "USA", "ELI"),
        ("Barack Obama", "2004-05-01", "USA", None),
        ("Barack Obama", None, "USA", None),
        ("Putin", "2020-01-01", "RUS", "GOV"),
        ("Dmitry Putinov", "2020-01-01", None, None),
        ("Melania Trump", "2018-01-01", None, None),
        ("Kofi Annan", "2001-09-01", "UNO", "IGO"),
        ("former President Barack Obama", "2018-05-01", "USA", "ELI"),
        ("Netanyahu", "2024-02-01", "ISR", "GOV"),
        ("Netanyahu", "2022-02-01", "ISR", None),
    ],
)
def test_a_leader_is_what_he_was_on_the_day(
    phrase: str, day: str | None, country: str | None, sector: str | None
) -> None:
    found = classify(phrase, day)
    assert (found.country, found.sector) == (country, sector), found.reason
