"""The export promises: a schema that holds, nothing lost, the same bytes again, spreadsheets that run nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from typing import Any

import jsonschema
import made_up
import pytest

from dateline import model
from dateline.exports import TABLES, csv_lines, flat_rows, jsonl_lines, make_schema_text, parts, schema_text, to_frame
from dateline.exports import rows as r
from dateline.exports.flat import TableName, flat_columns
from dateline.model import EventActor, Reconciliation, Toll
from dateline.record import RecordView, RunInfo

EMPTY = RecordView((), (), Reconciliation())


def rows(view: RecordView) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl_lines(view)]


def of(kind: str, view: RecordView | None = None) -> list[dict[str, Any]]:
    return [row for row in rows(view or made_up.view()) if row["kind"] == kind]


def test_the_schema_in_the_package_is_current() -> None:
    assert schema_text() == make_schema_text(), "write make_schema_text() to src/dateline/exports/schema"


@pytest.mark.parametrize("view", [made_up.view(), EMPTY], ids=["made-up", "empty"])
def test_every_row_is_as_the_schema_says(view: RecordView) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    for row in rows(view):
        assert not list(validator.iter_errors(row)), row


def test_the_schema_refuses_what_is_no_row() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    event = of("event")[0]
    assert not validator.is_valid(event | {"type": "PARTY"})
    assert not validator.is_valid({key: value for key, value in event.items() if key != "reports"})
    assert not validator.is_valid(event | {"killed": [1]})


def test_first_row_names_the_schema_and_runs_come_last() -> None:
    found = rows(made_up.view())
    assert (found[0]["kind"], found[0]["schema"], found[0]["version"]) == ("record", "dateline-record", "1.0")
    assert found[0]["counts"] == {kind: sum(row["kind"] == kind for row in found) for kind in found[0]["counts"]}
    assert [row["kind"] for row in found].index("run") == len(found) - 1
    assert not any(row["kind"] == "run" for row in rows(replace(made_up.view(), runs=())))


def test_fields_that_others_read() -> None:
    report, event, statement, entity = (of(kind)[0] for kind in ("report", "event", "statement", "entity"))
    assert (report["outlet"], report["published"], report["copy_group"]) == ("Plain Wire", "2031-05-03", "k-1")
    assert (event["type"], event["start"], event["end"]) == ("ASSAULT", "2031-05-03", "2031-05-03")
    assert {"name": "Herat", "lat": 34.35, "lon": 62.2}.items() <= event["place"].items()
    assert event["killed"] == [30, 30]
    assert event["tolls"][0]["open"] is True
    assert event["injured"] is None
    assert event["reports"] == ["r-1", "r-2"]
    assert event["codes"] == {
        "acled_event": "Explosions/Remote violence",
        "acled_sub_event": "Shelling/artillery/missile attack",
        "cameo_root": "19",
    }
    assert {"name": "Rebels", "entity_id": "x-2"}.items() <= event["actors"][0].items()
    assert [value["said_by"] for value in event["disputes"][0]["values"]] == [["Plain Wire"]] * 2
    assert {"name": "Defence Minister Omid Rahimi", "entity_id": "x-1"}.items() <= statement["speaker"].items()
    assert (statement["direct"], statement["cue"], statement["venue"]) == (True, "said", "post on X")
    assert (entity["type"], entity["aliases"]) == ("person", ["Omid Rahimi", "Rahimi"])
    assert of("set_aside")[0]["reason"] == "empty"


def test_all_evidence_quotes_the_text_it_points_to() -> None:
    texts = {row["id"]: row["text"] for row in of("report")}
    found = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if {"report", "start", "end", "quote"} == set(value):
                found.append(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(rows(made_up.view()))
    assert len(found) > 50
    assert all(texts[e["report"]][e["start"] : e["end"]] == e["quote"] for e in found)


def test_every_id_leads_to_a_row() -> None:
    found = rows(made_up.view())
    ids = {row["id"] for row in found if "id" in row}
    entity_ids = {row["id"] for row in found if row["kind"] == "entity"}
    for row in found:
        for actor in [*row.get("actors", []), *row.get("recipients", []), *row.get("chain", [])]:
            assert actor["entity_id"] is None or actor["entity_id"] in entity_ids
        for claim in row.get("claims", []):
            assert claim in ids


def with_tolls(view: RecordView, *tolls: Toll) -> dict[str, Any]:
    """The first event's row, with other tolls."""
    event = replace(view.reconciliation.events[0], tolls=tolls)
    return of("event", replace(view, reconciliation=replace(view.reconciliation, events=(event,))))[0]


@pytest.mark.parametrize(
    ("words", "least", "killed"),
    [
        (("dozens",), 12, [12, 12]),
        (("Several hundred",), 300, [300, 300]),
        (("13 miners and their wives",), 15, [15, 15]),
        (("casualties", "the wounded"), 2, None),
        (("a miner and his sons",), 3, None),
    ],
)
def test_a_toll_in_words_is_marked_and_a_plural_is_no_figure(
    words: tuple[str, ...], least: int, killed: list[int] | None
) -> None:
    view = made_up.view()
    row = with_tolls(view, Toll("killed", least, None, "rule", (), words, least, vague=True))
    assert row["killed"] == killed
    assert (row["tolls"][0]["vague"], row["tolls"][0]["open"], row["tolls"][0]["words"]) == (True, True, list(words))


def test_claims_say_which_counts_are_vague() -> None:
    view = made_up.view()
    first = view.readings[0]
    vague = replace(first.claims[0], harms=tuple(replace(h, vague=True) for h in first.claims[0].harms))
    changed = replace(view, readings=(replace(first, claims=(vague, *first.claims[1:])), *view.readings[1:]))
    told = [harm["vague"] for row in of("claim", changed) for harm in row["harms"]]
    assert told == [True] + [False] * (len(told) - 1)


def test_a_spreadsheet_gives_no_figure_for_a_plural() -> None:
    view = made_up.view()

    def table_row(words: str, least: int) -> dict[str, Any]:
        toll = Toll("killed", least, None, "rule", (), (words,), least, vague=True)
        event = replace(view.reconciliation.events[0], tolls=(toll,))
        changed = replace(view, reconciliation=replace(view.reconciliation, events=(event,)))
        return dict(next(iter(flat_rows(changed, "events"))))

    assert [table_row("dozens", 12)[f"killed_{c}"] for c in ("min", "max", "words")] == [12, None, "dozens"]
    assert [table_row("casualties", 2)[f"killed_{c}"] for c in ("min", "max", "words")] == [None, None, "casualties"]


def test_an_open_toll_gives_both_ends_and_says_so() -> None:
    view = made_up.view()
    event = view.reconciliation.events[0]

    def with_toll(minimum: int | None, maximum: int | None, highest: int | None = None) -> dict[str, Any]:
        return with_tolls(view, Toll("injured", minimum, maximum, "rule", event.claims, (), highest))

    assert with_toll(3, 7)["injured"] == [3, 7]
    assert with_toll(3, None)["injured"] == [3, 3]
    assert with_toll(3, None)["tolls"][0]["open"]
    assert not with_toll(3, 7)["tolls"][0]["open"]
    assert with_toll(12, None, 30)["injured"] == [12, 30]
    assert with_toll(None, 7)["injured"] == [7, 7]
    assert with_toll(None, None)["injured"] is None


@pytest.mark.parametrize(
    ("actor", "recipient", "acled"),
    [
        ("MIL", "REB", "Battles"),
        ("REB", "CVL", "Violence against civilians"),
        ("MIL", None, "Violence against civilians"),
    ],
)
def test_acled_calls_it_a_battle_when_both_sides_carry_arms(actor: str, recipient: str | None, acled: str) -> None:
    view = made_up.view()
    event = replace(
        view.reconciliation.events[0],
        mode=None,
        actors=(EventActor("A", None, sector=actor),),
        recipients=(EventActor("B", None, sector=recipient),) if recipient else (),
    )
    changed = replace(view, reconciliation=replace(view.reconciliation, events=(event,)))
    assert of("event", changed)[0]["codes"]["acled_event"] == acled


def test_claims_of_an_earlier_reading_are_passed_over() -> None:
    view = made_up.view()
    emptied = replace(view.readings[1], claims=(), statements=(), entities=())
    event = of("event", replace(view, readings=(view.readings[0], emptied)))[0]
    assert {item["report"] for item in event["evidence"]} == {"r-1"}


LOSSLESS: list[tuple[Any, Any, dict[str, str]]] = [
    (model.Report, r.ReportRow, {}),
    (model.Entity, parts.MemberValue, {"kind": ""}),
    (model.CanonicalEntity, r.EntityRow, {"kind": "type"}),
    (model.Office, parts.OfficeValue, {}),
    (model.Place, parts.PlaceValue, {}),
    (model.Candidate, parts.CandidateValue, {}),
    (model.Time, parts.TimeValue, {}),
    (model.ActorRef, parts.ActorValue, {"entity": "entity_id"}),
    (model.Link, parts.LinkValue, {"entity": "entity_id"}),
    (model.Statement, r.StatementRow, {"kind": "kind_of_saying"}),
    (model.Claim, r.ClaimRow, {}),
    (model.Harm, parts.HarmValue, {}),
    (model.Event, r.EventRow, {"time": "start"}),
    (model.EventActor, parts.EventActorValue, {"entity": "entity_id"}),
    (model.Toll, parts.TollValue, {}),
    (model.Origin, parts.OriginValue, {}),
    (model.Dispute, parts.DisputeValues, {}),
    (model.DisputeValue, parts.DisputeSide, {}),
    (model.FieldValue, parts.FieldValueValue, {}),
    (model.CopyGroup, r.CopyRow, {}),
    (model.DerivedReport, parts.DerivedValue, {}),
    (model.Passage, r.PassageRow, {"start": "here", "end": "", "of_start": "there", "of_end": ""}),
    (model.SharedStatement, r.SharedStatementRow, {"entity": "entity_id"}),
    (model.Flag, r.FlagRow, {"kind": "flag"}),
    (model.Judgement, r.JudgementRow, {}),
    (model.SetAside, r.SetAsideRow, {"raw": ""}),
    (RunInfo, r.RunRow, {}),
]


@pytest.mark.parametrize(("kind", "row", "renamed"), LOSSLESS, ids=lambda value: getattr(value, "__name__", ""))
def test_no_field_of_the_model_is_left_out(kind: Any, row: Any, renamed: dict[str, str]) -> None:
    wanted = {renamed.get(field.name, field.name) for field in fields(kind)} - {""}
    assert wanted <= {field.name for field in fields(row)}


def test_the_same_record_gives_the_same_bytes() -> None:
    assert list(jsonl_lines(made_up.view())) == list(jsonl_lines(made_up.view()))


@pytest.mark.parametrize("table", TABLES)
def test_flat_tables_have_their_columns(table: TableName) -> None:
    found = list(flat_rows(made_up.view(), table))
    assert found
    assert all(tuple(row) == flat_columns(table) for row in found)


@pytest.mark.parametrize("table", TABLES)
def test_csv_can_be_read_back(table: TableName) -> None:
    text = b"".join(csv_lines(made_up.view(), table)).decode("utf-8")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(found) == len(list(flat_rows(made_up.view(), table)))
    assert tuple(found[0]) == flat_columns(table)


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 234", "'+1 234"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tindented", "'\tindented"),
        ('plain, with "quotes"\nand a break', 'plain, with "quotes"\nand a break'),
        ("ﺲﻠﻣﺎ", "ﺲﻠﻣﺎ"),
    ],
)
def test_csv_starts_no_formula(words: str, cell: str) -> None:
    view = made_up.view()
    changed = replace(view.readings[0], statements=(replace(view.readings[0].statements[0], content=words),))
    text = b"".join(csv_lines(replace(view, readings=(changed, view.readings[1])), "statements")).decode()
    assert next(csv.DictReader(io.StringIO(text, newline="")))["content"] == cell


@pytest.mark.parametrize("table", TABLES)
def test_frames_have_the_same_types_whatever_the_record_holds(table: TableName) -> None:
    full, empty = to_frame(made_up.view(), table), to_frame(EMPTY, table)
    assert (len(full) > 0, len(empty)) == (True, 0)
    assert list(full.dtypes) == list(empty.dtypes)


def test_frame_values() -> None:
    frame = to_frame(made_up.view(), "events")
    assert frame.loc[0, "killed_min"] == 30
    assert frame["lat"].sum() == 34.35
    assert frame["place"].isna().tolist() == [False, True]
    with pytest.raises(ValueError, match="no table"):
        to_frame(made_up.view(), "people")  # type: ignore[arg-type]
