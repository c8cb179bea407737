"""The answers that a set wants, on reports and sentences written for the purpose."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport
from dateline.resolution import resolve
from evaluation.incidents import shooting
from evaluation.inputs import Input, Read
from evaluation.labels import acled_sub_event

Annotate = Callable[..., AnnotatedReport]
HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(annotate: Annotate, text: str, published: str | None = None) -> Read:
    reading = extract(annotate(text, published=published))
    return Read(Input("1", text, published=published), reading, resolve(reading))


SHOOTINGS = rows("shootings.tsv")


@pytest.mark.parametrize("row", SHOOTINGS, ids=[row["title"] for row in SHOOTINGS])
def test_the_dead_and_injured_of_a_shooting(annotate: Annotate, row: dict[str, str]) -> None:
    text = row["title"] + "\n\n" + row["text"].replace(" | ", "\n\n")
    made = shooting(read(annotate, text, "2031-03-12"))
    day = None if row["date"] == "-" else row["date"]
    assert (made["killed"], made["injured"], made["date"]) == (int(row["killed"]), int(row["injured"]), day)


SUB_EVENTS = rows("sub_events.tsv")


MISSES = {
    "Helicopters dropped barrels filled with sarin": "a vessel filled with a weapon is no weapon yet",
    "Two men on a motorcycle hurled a grenade": "the parser takes the verb for a participle of the motorcycle",
}


def sub_event(row: dict[str, str]) -> object:
    reason = next((why for start, why in MISSES.items() if row["text"].startswith(start)), None)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(row, marks=marks, id=row["text"][:60])


@pytest.mark.parametrize("row", [sub_event(row) for row in SUB_EVENTS])
def test_the_sub_event_of_a_snippet(annotate: Annotate, row: dict[str, str]) -> None:
    assert acled_sub_event(read(annotate, row["text"]))["type"] == row["label"]
