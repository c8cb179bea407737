"""One or two? Names of two reports with what decides beside them: `name_pairs.tsv`."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import Entity, EntityKind, Office, ReportClaims
from dateline.reconciliation.entities import join_entities
from dateline.reconciliation.entity_compare import compare, profile_of

_LINES = Path(__file__).with_name("name_pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [line.split("\t") for line in _LINES if line and not line.startswith("#")][1:]


def entity(kind: str, names: str, office: str, country: str) -> Entity:
    title, _, land = office.partition("@")
    offices = (Office(title, country=land or None),) if title else ()
    forms = tuple(sorted(names.split("|")))
    return Entity("e1", EntityKind(kind), names.split("|")[0], forms, offices, country or land or None)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[1]} | {row[4]}")
def test_a_pair(row: list[str]) -> None:
    kind, left, left_office, left_country, right, right_office, right_country, expected = row
    one, other = entity(kind, left, left_office, left_country), entity(kind, right, right_office, right_country)
    readings = [ReportClaims(f"r{n}", f"{n}.txt", None, None, None, (e,)) for n, e in enumerate((one, other))]
    joined, judgements = join_entities(readings)
    match = compare(profile_of(one), profile_of(other))
    assert (len(joined) == 1) is (expected == "same"), match
    assert expected == "same" or match.decision == {"different": "different", "open": "unsure"}[expected], match
    assert all(0 <= j.score <= 1 and j.reason and j.left and j.right for j in judgements)
    if expected == "same" and profile_of(one) != profile_of(other):
        assert [j.decision for j in judgements] == ["same"]


def test_the_table_is_long_enough() -> None:
    assert len(PAIRS) >= 150
