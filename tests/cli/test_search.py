"""Searching on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_commands import dateline


@pytest.fixture(autouse=True)
def read(reports: Path) -> Path:
    dateline("run", reports, "--no-brief")
    return reports


def hits(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in dateline("search", "--format", "jsonl", *arguments).stdout.splitlines()]


def test_what_is_found_is_shown_with_its_words() -> None:
    shown = dateline("search", "beds").stdout
    assert "We have no beds left" in shown
    assert "statement 2031-05-04" in shown
    assert "Dr. Laila Noori" in shown
    assert shown.splitlines()[-1] == "2 found"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("no beds left",), {"statements", "reports"}),
        (("left beds no",), set()),
        (("--in", "statements", "beds"), {"statements"}),
        (("--in", "statements", "beds", "OR", "crime"), {"statements"}),
        (("--type", "assault", "herat"), {"events"}),
        (("--type", "AID", "herat"), set()),
        (("--country", "afg", "--since", "2031-05", "--until", "2031-05", "herat"), {"events"}),
        (("--country", "afg", "--since", "2031-06", "herat"), set()),
        (("--place", "Herat", "--actor", "rebels", "market"), {"events"}),
        (("--place", "Farah", "market"), set()),
        (("--actor", "navy", "market"), set()),
        (("--disputed", "herat"), set()),
        (("--min-origins", "2", "herat"), {"events"}),
        (("--min-origins", "9", "herat"), set()),
        (("--until", "2031-05-03", "--in", "reports", "herat"), {"reports"}),
        (("--in", "reports", "--", "herat", "-crime"), {"reports"}),
        (("--in", "reports", "--", "herat", "-crime", "-beds"), set()),
    ],
)
def test_where_and_what_is_searched(arguments: tuple[str, ...], wanted: set[str]) -> None:
    assert {hit["kind"] for hit in hits(*arguments)} == wanted


def test_a_long_list_is_cut_and_says_so() -> None:
    shown = dateline("search", "herat", "--limit", "1").stdout
    assert "the newest 1 shown (--limit N)" in shown
    assert len(shown.splitlines()) == 3


def test_mistakes_are_told() -> None:
    assert "is no day" in dateline("search", "herat", "--since", "soon", status=2).stderr
    assert "add --in events" in dateline("search", "herat", "--in", "reports", "--disputed", status=2).stderr
    assert "is not there" in dateline("search", "herat", "--record", "no.db", status=3).stderr


def test_events_of_before_are_told_to_be_so(reports: Path) -> None:
    (reports / "third.txt").write_text("HERAT, May 5, 2031 (Plain Wire) - Rebels shelled a school in Farah.\n")
    dateline("read", reports)
    assert "last `dateline reconcile`" in dateline("search", "farah").stderr
