"""The two reports that dateline started from, against their gold record. Both are read where they lie, never copied."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import main

SEEDS = Path(__file__).parent.parent.parent.parent / "shared" / "seeds"
Row = dict[str, Any]

pytestmark = [
    pytest.mark.accuracy,
    pytest.mark.skipif(
        not SEEDS.exists() and not os.environ.get("DATELINE_TEST_ALL"),
        reason="the seed reports are not beside this checkout",
    ),
]


@pytest.fixture(scope="module")
def gold() -> Row:
    found: Row = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("seeds")
    record, out = str(folder / "dateline.db"), folder / "record.jsonl"
    for command in (["run", str(SEEDS), "--no-brief"], ["export", "--format", "jsonl", "-o", str(out)]):
        result = CliRunner().invoke(main, [*command, "--record", record], catch_exceptions=False)
        assert result.exit_code == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]


def of(rows: list[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["kind"] == kind]


def report_in(rows: list[Row], file: str) -> Row:
    return next(row for row in of(rows, "report") if row["file"].endswith(file))


def words(text: str) -> set[str]:
    return set(text.casefold().replace("’", "'").split())


def entity_names(rows: list[Row], speaker: Row | None) -> set[str]:
    if not speaker:
        return set()
    entity = next((e for e in of(rows, "entity") if e["id"] == speaker.get("entity_id")), None)
    return words(" ".join([speaker["name"], *(entity["aliases"] if entity else [])]))


def holding(rows: list[Row], gold_statement: Row) -> list[Row]:
    """The statements that hold the first words of a gold quote, in cue or content."""
    report = report_in(rows, gold_statement["file"])["id"]
    wanted = words(gold_statement["quote"])
    return [
        row
        for row in of(rows, "statement")
        if row["report"] == report and len(wanted & words(f"{row['cue'] or ''} {row['content']}")) >= 0.75 * len(wanted)
    ]


def test_every_statement_is_found_with_its_speaker(rows: list[Row], gold: Row) -> None:
    missed = []
    for statement in gold["statements"]:
        found = holding(rows, statement)
        target = words(statement["speaker"].replace("/", " ")) - {"his", "the"}
        if not any(entity_names(rows, row["speaker"]) & target for row in found):
            missed.append((statement["speaker"], [row["speaker"] for row in found]))
    assert missed == []


def test_the_medium_named_once_is_carried_and_marked(rows: list[Row], gold: Row) -> None:
    for statement in gold["statements"]:
        if statement["direct"] and statement["venue"].startswith("X post"):
            row = next(row for row in holding(rows, statement) if row["direct"])
            media = [(link["medium"], link["carried"]) for link in row["chain"]]
            assert ("X", True) in media, statement["quote"]


def test_split_quotes_are_one_statement_in_parts(rows: list[Row], gold: Row) -> None:
    direct = [s for s in gold["statements"] if s["direct"]]
    split = [s for s in direct if any(len(row["parts"]) == 2 for row in holding(rows, s))]
    assert (len(direct), len(split)) == (8, 6)


def test_no_page_furniture_is_in_any_claim_or_statement(rows: list[Row], gold: Row) -> None:
    for flag in gold["flags"]:
        if flag["kind"] != "page furniture":
            continue
        report = report_in(rows, flag["file"])["id"]
        for row in of(rows, "claim") + of(rows, "statement"):
            if row["report"] == report:
                start, end = (row["start"], row["end"]) if "start" in row else (0, 0)
                if row["kind"] == "claim":
                    start, end = row["sentence"]["start"], row["sentence"]["end"]
                assert end <= flag["offset"] or start >= flag["end"], row


def test_the_look_alike_letter_is_flagged_and_the_name_matched_as_latin(rows: list[Row], gold: Row) -> None:
    expected = next(flag for flag in gold["flags"] if flag["kind"] == "look-alike letter")
    flags = [f for f in of(rows, "flag") if f["flag"] == "look-alike letter"]
    spans = {(e["start"], e["end"]) for f in flags for e in f["evidence"]}
    assert (expected["offset"], expected["end"]) in spans
    latin = expected["span"].replace("е", "e")
    assert any(latin in " ".join([e["name"], *e["aliases"]]) for e in of(rows, "entity") if e["type"] == "person")


def test_different_people_stay_apart(rows: list[Row], gold: Row) -> None:
    people = [e for e in of(rows, "entity") if e["type"] == "person"]
    for left, right in gold["not_same_person"]:
        held = [{e["id"] for e in people if name in (e["name"], *e["aliases"])} for name in (left, right)]
        assert held[0], left
        assert not held[0] & held[1]


def test_publication_is_read_off_or_unknown(rows: list[Row], gold: Row) -> None:
    undated, dated = (report_in(rows, name) for name in ("000_2afef02959bb14f6.txt", "004_8f616040fd6ef399.txt"))
    assert undated["published"] is None
    assert dated["published"].startswith("2026-01-08")


@pytest.mark.parametrize("which", ["a3", "b2", "b5"])
def test_events_have_the_day_that_the_text_gives(rows: list[Row], gold: Row, which: str) -> None:
    event = next(e for e in gold["events"] if e["id"] == which)
    start = event["date"].split("/")[0]
    assert any(e["type"] == event["plover_type"] and e["start"] == start for e in of(rows, "event")), event["what"]


def test_an_appeal_is_words_and_nothing_on_the_ground(rows: list[Row], gold: Row) -> None:
    appeals = [e for e in of(rows, "event") if e["type"] == "REQUEST"]
    assert appeals
    assert {e["modality"] for e in appeals} == {"verbal"}


def test_a_photo_agency_is_no_source(rows: list[Row]) -> None:
    report = report_in(rows, "004_8f616040fd6ef399.txt")["id"]
    links = [
        link["name"]
        for row in of(rows, "statement") + of(rows, "claim")
        if row["report"] == report
        for link in row["chain"]
    ]
    assert "Reuters" not in links


def test_the_account_that_contradicts_itself_is_flagged(rows: list[Row], gold: Row) -> None:
    expected = next(flag for flag in gold["flags"] if flag["kind"] == "contradicts another sentence")
    flags = [f for f in of(rows, "flag") if f["flag"] == "contradicts another sentence"]
    assert any(e["start"] < expected["end"] and expected["offset"] < e["end"] for f in flags for e in f["evidence"])
