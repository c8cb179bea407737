"""The place of a claim, among those in reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import read_text

TABLE = Path(__file__).parent / "claim_places.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:50])
def test_place_of_the_event(row: dict[str, str]) -> None:
    claims = [claim for claim in read_text(row["text"]).claims if row["trigger"] in claim.trigger.quote]
    assert claims
    for claim in claims:
        assert (claim.place.name if claim.place else "-") == row["place"], claim.place
        if claim.place is not None:
            assert claim.place.reason
            assert claim.place.evidence
            assert ("guess" in claim.place.reason) == (row["guess"] == "yes")


def test_there_are_enough_cases() -> None:
    assert len(rows()) >= 60
