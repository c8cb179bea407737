"""The export of a record that dateline itself made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.exports import TABLES, csv_lines, jsonl_lines, schema_text, to_frame
from dateline.exports.flat import TableName
from dateline.record import RecordView, open_record


@pytest.fixture(scope="module")
def view(examples_record: Path) -> RecordView:
    with open_record(examples_record, read_only=True) as record:
        return record.view()


@pytest.fixture(scope="module")
def rows(view: RecordView) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl_lines(view)]


def evidence_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in evidence_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"report", "start", "end", "quote"} == set(value) else []
    return own + [found for item in value.values() for found in evidence_in(item)]


def test_rows_are_as_the_schema_says(rows: list[dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert not [(row["kind"], error.message) for row in rows for error in validator.iter_errors(row)]


def test_every_quote_stands_where_its_offsets_say(rows: list[dict[str, Any]]) -> None:
    texts = {row["id"]: row["text"] for row in rows if row["kind"] == "report"}
    found = evidence_in(rows)
    assert len(found) > 500
    assert not [e for e in found if texts[e["report"]][e["start"] : e["end"]] != e["quote"]]
    statements = [row for row in rows if row["kind"] == "statement"]
    assert not [s for s in statements if texts[s["report"]][s["start"] : s["end"]] != s["content"]]


def test_every_reference_leads_to_a_row(rows: list[dict[str, Any]]) -> None:
    ids: dict[str, set[str]] = {}
    for row in rows:
        ids.setdefault(row["kind"], set()).add(row.get("id", ""))
    for row in rows:
        assert set(row.get("claims", [])) <= ids["claim"]
        assert set(row.get("events", [])) <= ids["event"]
        assert set(row.get("reports", [])) <= ids["report"]
        assert (row.get("parent") or row.get("statement")) in {None, *ids["statement"]}
        people = [*row.get("actors", []), *row.get("recipients", []), *row.get("chain", []), row.get("speaker")]
        assert {person["entity_id"] for person in people if person} <= {None, *ids["entity"]}


def test_every_value_of_a_claim_has_its_evidence(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["kind"] == "claim":
            for value in [*row["actors"], *row["recipients"], *row["harms"], row["place"]]:
                assert value is None or value["evidence"], (row["id"], value)
            assert row["time"] is None or row["time"]["start"] is None or row["time"]["evidence"], row["id"]


@pytest.mark.parametrize("table", TABLES)
def test_flat_forms_have_a_row_each(view: RecordView, rows: list[dict[str, Any]], table: TableName) -> None:
    number = sum(row["kind"] == table.removesuffix("s") for row in rows)
    if table == "values":
        number = sum(len(row["values"]) for row in rows if row["kind"] == "event")
    assert len(to_frame(view, table)) == number > 0
    assert b"".join(csv_lines(view, table)).startswith(b"id,")
