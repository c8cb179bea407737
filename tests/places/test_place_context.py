"""The table of place names in context: which place is meant, how exactly, or that no place is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction.places import find_places
from dateline.model import AnnotatedReport, Reading
from dateline.resolution.places import is_metonym, resolve_places

Annotate = Callable[..., AnnotatedReport]
TABLE = Path(__file__).parent / "place_context.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['name']}: {row['text'][:40]}")
def test_in_context(annotate: Annotate, row: dict[str, str]) -> None:
    annotated = annotate(row["text"])
    mentions = [m for m in find_places(annotated) if m.name is not None]
    named = {m.name.of(annotated.report.text): m for m in mentions if m.name is not None}
    if row["precision"] == "absent":
        assert not any(row["name"] in name.split() or row["name"] == name for name in named), list(named)
        return
    assert row["name"] in named, list(named)
    if row["precision"] == "government":
        assert is_metonym(annotated, named[row["name"]])
        return
    span = named[row["name"]].name
    assert span is not None
    place = resolve_places(Reading(annotated, mentions=tuple(mentions)))[span]
    assert (place.country or "-") == row["country"], place
    if row["precision"] != "?":
        assert place.precision.value == row["precision"], place
    if row["where"] == "-":
        assert place.lat is None, place
    elif row["where"] != "?":
        assert (place.lat, place.lon) == pytest.approx(tuple(map(float, row["where"].split())), abs=0.6), place
    assert place.reason
    assert all(candidate.id != place.id and candidate.reason for candidate in place.candidates)


def test_there_are_enough_cases() -> None:
    assert len(rows()) >= 80
