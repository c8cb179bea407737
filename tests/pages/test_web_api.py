"""The API over real records: what it tells is what the record has, page by page, in the words of the export."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import hostile
import made_up
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import BaseSchema, Case, GenerationMode, checks

from dateline.exports import jsonl_lines
from dateline.pages.web.app import make_app
from dateline.pages.web.gate import Gate
from dateline.record import EventFilter, Record, open_record
from dateline.record.lines import MOST

HOST = "testserver"
LISTS = (
    *("events", "statements", "reports", "entities", "places", "disputes", "sources", "set-aside", "decisions"),
    "search?q=herat OR ajdabiya OR window",
)


@contextmanager
def served(record: Path | str, seconds: float | None = None) -> Iterator[Gate]:
    """seconds: of a question, where the usual time is not meant."""
    app, site = make_app(record, may_decide=False, hosts=[HOST])
    reader = site.reader if seconds is None else site.record.reader(seconds)
    try:
        yield Gate(app._app, replace(site, reader=reader))
    finally:
        site.close()


class Asking:
    """Asks the API; the answers must be JSON."""

    def __init__(self, app: Gate) -> None:
        self.client = TestClient(app, f"http://{HOST}")

    def get(self, address: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/{address}" if not address.startswith("/") else address)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/json"
        return json.loads(answer.content)

    def all(self, address: str, per_page: int = 3) -> list[Any]:
        """The whole list, read along its `next` addresses."""
        answer = self.get(f"{address}{'&' if '?' in address else '?'}per_page={per_page}")
        found = list(answer["items"])
        while answer["next"]:
            assert len(answer["items"]) == per_page
            answer = self.get(answer["next"])
            found += answer["items"]
        assert not (answer["items"] and answer["total_is_at_least"])
        return found


@pytest.fixture(scope="module")
def examples(examples_record: Path) -> Iterator[Record]:
    with open_record(examples_record, create=False, read_only=True) as record:
        yield record


@pytest.fixture(scope="module")
def ask(examples_record: Path) -> Iterator[Asking]:
    with served(examples_record) as app:
        yield Asking(app)


@pytest.fixture(scope="module")
def exported(examples: Record) -> dict[str, dict[str, Any]]:
    """Kind → ID → row of the export."""
    rows: dict[str, dict[str, Any]] = {}
    for line in jsonl_lines(examples.view()):
        row = json.loads(line)
        rows.setdefault(row["kind"], {})[str(row.get("id"))] = row
    return rows


# -- what it tells ----------------------------------------------------------------------------------------------------


def test_whole_things_are_told_as_the_export_tells_them(ask: Asking, exported: dict[str, dict[str, Any]]) -> None:
    for kind, path in (("event", "events"), ("report", "reports")):
        assert {id_: ask.get(f"{path}/{id_}") for id_ in exported[kind]} == exported[kind]
    claims = {row["id"]: row for id_ in exported["report"] for row in ask.all(f"reports/{id_}/claims")}
    assert claims == exported["claim"]
    for id_, event in exported["event"].items():
        assert [row["id"] for row in ask.all(f"events/{id_}/claims")] == event["claims"]
    for id_, row in exported["entity"].items():
        told = ask.get(f"entities/{id_}")
        assert told["members"] == [member["id"] for member in row["members"]]
        assert {name: told[name] for name in told.keys() & row.keys() - {"members"}} == {
            name: row[name] for name in told.keys() & row.keys() - {"members"}
        }


@pytest.mark.parametrize("list_", LISTS)
def test_a_list_read_page_by_page_is_whole_and_has_nothing_twice(ask: Asking, list_: str) -> None:
    whole = ask.get(f"{list_}{'&' if '?' in list_ else '?'}per_page={MOST}")
    assert whole["next"] is None
    if list_ != "disputes":  # whose pages are of events
        assert whole["total"] == len(whole["items"])
        assert ask.all(list_, 1 if len(whole["items"]) < 4 else 3) == whole["items"]
    if list_ not in ("set-aside", "decisions"):
        assert whole["items"]


def test_filters_hold_and_stay_in_the_next_address(ask: Asking, examples: Record) -> None:
    wanted = examples.reader().events(EventFilter(types=("ASSAULT",), parts=True), "oldest", MOST)
    assert len(wanted) > 3
    found = ask.all("events?type=assault&parts=yes&order=oldest&country=")
    assert [line["id"] for line in found] == [line.id for line in wanted]
    assert {line["type"] for line in found} == {"ASSAULT"}
    assert ask.get("events?type=ASSAULT&per_page=1")["next"] == "/api/events?type=ASSAULT&per_page=1&page=2"
    disputed = ask.get("disputes?field=killed")["items"]
    assert disputed
    assert {one["field"] for one in disputed} == {"killed"}
    assert len(disputed[0]["sides"]) > 1
    [speaker] = {line["speaker"] for line in ask.all("statements?speaker=Bureqa")}
    assert "Bureqa" in speaker


def test_counts_and_the_timeline_add_up(ask: Asking, examples: Record) -> None:
    counted = ask.get("counts")
    assert counted["is_current"] is True
    assert counted["total"] == ask.get("events")["total"] > 0
    for name in ("types", "countries", "modalities"):
        assert sum(one["events"] for one in counted[name]) == counted["total"]
    assert sum(one["events"] for one in ask.get("timeline?by=month")) == counted["total"]
    assert ask.get("counts?since=2031-03-06")["total"] == ask.get("events?since=2031-03-06")["total"] < counted["total"]
    assert sum(one["events"] for one in ask.get("places")["items"]) <= counted["total"]


def test_as_of_a_moment_it_tells_what_could_be_known_then(ask: Asking) -> None:
    for _ in range(200):  # while that record is made
        if ask.client.get("/as-of/published/2031-03-05/api/reports").status_code == 200:
            break
        time.sleep(0.1)
    then = ask.all("/as-of/published/2031-03-05/api/reports", 1)
    assert {line["published"][:10] for line in then} == {"2031-03-05"}
    assert 1 < len(then) < ask.get("reports")["total"]


def test_search_marks_what_it_found(ask: Asking) -> None:
    hits = ask.all("search?q=market")
    assert {hit["kind"] for hit in hits} >= {"reports", "events"}
    for hit in hits:
        assert any(hit["snippet"][start:end].lower().startswith("market") for start, end in hit["marks"])
    assert {hit["kind"] for hit in ask.all("search?q=market&in=reports&type=")} == {"reports"}
    assert {hit["kind"] for hit in ask.all("search?q=market&type=ASSAULT")} == {"events"}


def test_it_answers_on_every_engine(location: str) -> None:
    view = made_up.view()
    with open_record(location) as record:
        run = record.start_run("1.0", "made up", ())
        for report, reading in zip(view.reports, view.readings, strict=True):
            record.add(report, reading, run)
        record.replace_reconciliation(view.reconciliation, record.snapshot().changes)
    with served(location) as app:
        ask = Asking(app)
        answers = {list_: ask.get(list_) for list_ in (*LISTS, "counts", "timeline", "search?q=shelled")}
        assert [line["id"] for line in answers["events"]["items"]] == ["ev-1", "ev-2"]
        assert [(one["place"], one["events"]) for one in answers["places"]["items"]] == [("Herat", 1)]
        assert len(answers["search?q=shelled"]["items"]) == 3  # the event and two reports
        event = ask.get("events/ev-1")
        assert {row["id"] for row in ask.all("events/ev-1/claims")} == set(event["claims"])
        assert event["actors"][0]["evidence"][0]["quote"] == "Rebels"
        assert ask.get("entities/x-2")["member_count"] == 2
        ask.get("events/none", 404)
        assert ask.get("events/a%00b", 404 if location.endswith(".db") else 422)["detail"]


# -- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("events/ev-none", "there is no event 'ev-none' in the record"),
        ("events/ev-none/claims", "there is no event 'ev-none' in the record"),
        ("reports/r%22%3Cscript", "there is no report 'r\"<script' in the record"),
        ("reports/r-none/claims", "there is no report 'r-none' in the record"),
        ("entities/r-none/e1", "there is no person, body or place 'r-none/e1' in the record"),
        ("nothing", "There is no such page here."),
    ],
)
def test_what_is_not_there_is_said_so(ask: Asking, address: str, told: str) -> None:
    assert ask.get(address, 404) == {"detail": told}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("events?type=WAR", "type: 'WAR' is not allowed"),
        ("statements?kind=WAR", "kind: 'WAR' is not allowed"),
        ("timeline?by=hour", "by: 'hour' is not allowed; give one of day, month, year"),
        ("search?q=", "q: give words to look for"),
        ("search?q=a&in=reports&country=AFG", "in: filters other than q"),
        ("entities?page=x", "page: 'x' is not allowed"),
    ],
)
def test_a_wrong_value_is_refused(ask: Asking, address: str, told: str) -> None:
    assert ask.get(address, 422)["detail"].startswith(told)


def test_what_takes_too_long_is_cut_off(crowded_record: Path) -> None:
    with served(crowded_record, 0.0001) as app:
        assert "ask for less" in Asking(app).get("places?since=2000", 503)["detail"]
    with served(crowded_record) as app:
        assert Asking(app).get("places?since=2000")["items"]


# -- what would harm it -----------------------------------------------------------------------------------------------


def test_a_hostile_record_is_told_as_it_stands(hostile_record: Path) -> None:
    with open_record(hostile_record, create=False, read_only=True) as record:
        view = record.view()
    with served(hostile_record) as app:
        ask = Asking(app)
        for list_ in LISTS:
            assert ask.get(f"{list_}{'&' if '?' in list_ else '?'}per_page={MOST}")["items"], list_
        texts = {report.id: report.text for report in view.reports}
        assert {id_: ask.get(f"reports/{id_}")["text"] for id_ in texts} == texts
        assert max(map(len, texts.values())) > hostile.LONG_LINE
        for report in texts:
            ask.all(f"reports/{report}/claims")
        for event in view.reconciliation.events:
            assert ask.get(f"events/{event.id}")["summary"] == event.summary
            assert [c["id"] for c in ask.all(f"events/{event.id}/claims")] == [str(ref) for ref in event.claims]
        for entity in view.reconciliation.entities:
            assert ask.get(f"entities/{entity.id}")["name"] == entity.name
        assert all(hostile.SCRIPT in one["author"] for one in ask.all("decisions"))
        assert any(line["file"].endswith("<script>.txt") for line in ask.all("set-aside"))
        assert {line["address"] for line in ask.all("reports")} >= {"javascript:window.hurt=1", "//b.example/x"}


def test_a_decision_tells_what_became_of_it_once_it_is_reconciled(hostile_record: Path) -> None:
    with served(hostile_record) as app:
        made = Asking(app).all("decisions")
        assert {(one["decision"], one["status"]) for one in made} == {("note", "applied")}
        assert made == sorted(made, key=lambda one: one["made"], reverse=True)


def test_ten_thousand_events_are_read_page_by_page(crowded_record: Path) -> None:
    with served(crowded_record) as app:
        ask = Asking(app)
        first = ask.get("events")
        assert (len(first["items"]), first["total_is_at_least"]) == (50, True)
        assert len({line["id"] for line in ask.all("events", MOST)}) == ask.get("counts")["total"] == 10_000
        assert ask.get(f"events?page={10_000 // MOST + 1}&per_page={MOST}")["items"] == []
        assert ask.get("events?page=1000000&per_page=500")["next"] is None
        assert len(ask.get("timeline")) > 300


# -- anything at all --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def described(hostile_record: Path) -> Iterator[BaseSchema]:
    with served(hostile_record) as app:
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_breaks_it_and_every_answer_is_as_described(described: BaseSchema, mode: GenerationMode) -> None:
    """POSITIVE: parameters as the description allows them; NEGATIVE: as it does not."""
    wanted = [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) >= 17
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and all(one.location == "path" for one in operation.iter_parameters()):
            continue  # any text may be an ID

        @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(mode))
        def ask(case: Case) -> None:
            case.call_and_validate(checks=wanted)

        ask()
