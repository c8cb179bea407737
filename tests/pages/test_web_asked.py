"""What an address asks for, and the address of what is asked."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import EntityKind, EventType, Modality, SayingKind
from dateline.pages.web import asked
from dateline.record.lines import MOST, EntityFilter, EventFilter, ReportFilter, StatementFilter

app = FastAPI()


@app.get("/events")
async def events(some: asked.AskedEvents, order: asked.AskedOrder, page: asked.AskedPage) -> dict[str, Any]:
    return {"asked": asdict(some), "order": order, "limit": page.limit, "offset": page.offset}


@app.get("/statements")
async def statements(some: asked.AskedStatements) -> dict[str, Any]:
    return {"asked": asdict(some)}


@app.get("/reports")
async def reports(some: asked.AskedReports) -> dict[str, Any]:
    return {"asked": asdict(some)}


@app.get("/entities")
async def entities(some: asked.AskedEntities) -> dict[str, Any]:
    return {"asked": asdict(some)}


@app.exception_handler(InputError)
async def wrong(request: Request, error: InputError) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, 422)


client = TestClient(app)
WORDS = st.text(max_size=30).map(lambda text: text.replace("\0", "").strip())
NAME = st.none() | WORDS.filter(bool)
TRUTH = st.none() | st.booleans()
DAY = st.none() | st.sampled_from(["2031", "2031-03", "2031-03-05", "0001-01-01", "9999-12"])
NUMBER = st.none() | st.integers(0, asked.MOST_ORIGINS)
LONGITUDE, LATITUDE = st.floats(-180, 180), st.floats(-90, 90)
BOX = st.none() | st.tuples(LONGITUDE, LATITUDE, LONGITUDE, LATITUDE).map(
    lambda b: (b[0], min(b[1], b[3]), b[2], max(b[1], b[3]))
)
FILTERS = {
    "/events": st.builds(
        EventFilter,
        text=WORDS,
        types=st.lists(st.sampled_from(EventType), unique=True).map(tuple),
        modality=st.lists(st.sampled_from(Modality), unique=True).map(tuple),
        on_ground=TRUTH,
        since=DAY,
        until=DAY,
        country=st.sampled_from([None, "AFG", "XKX"]),
        place=NAME,
        bbox=BOX,
        actor=NAME,
        disputed=TRUTH,
        disputed_field=NAME,
        flagged=TRUTH,
        min_origins=NUMBER,
        max_origins=NUMBER,
        report=NAME,
        part_of=NAME,
        parts=st.booleans(),
    ),
    "/statements": st.builds(
        StatementFilter,
        text=WORDS,
        speaker=NAME,
        kinds=st.lists(st.sampled_from(SayingKind), unique=True).map(tuple),
        report=NAME,
        since=DAY,
        until=DAY,
    ),
    "/reports": st.builds(ReportFilter, text=WORDS, outlet=NAME, since=DAY, until=DAY, flagged=TRUTH, copies=TRUTH),
    "/entities": st.builds(EntityFilter, text=WORDS, kind=st.none() | st.sampled_from(EntityKind)),
}


def as_json(some: asked.AnyFilter) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(some).items()}


@settings(deadline=None)
@given(st.sampled_from(sorted(FILTERS)).flatmap(lambda path: st.tuples(st.just(path), FILTERS[path])))
def test_the_address_of_a_filter_asks_for_just_that(case: tuple[str, asked.AnyFilter]) -> None:
    path, some = case
    answer = client.get(f"{path}?{asked.address_of(some)}")
    assert answer.json() == {**answer.json(), "asked": as_json(some)}


def test_an_address_tells_one_filter_from_another_and_changes_one_thing() -> None:
    some = EventFilter(types=("ASSAULT", "PROTEST"), country="AFG", parts=True)
    assert asked.address_of(some) == "type=ASSAULT&type=PROTEST&country=AFG&parts=yes"
    assert asked.address_of(replace(some, country=None, disputed=False), order="toll", page=None, per_page=20) == (
        "type=ASSAULT&type=PROTEST&disputed=no&parts=yes&order=toll&per_page=20"
    )
    assert asked.address_of(EventFilter()) == ""
    assert asked.address_of(EventFilter(bbox=(60, 29.5, -75, 38))) == "bbox=60%2C29.5%2C-75%2C38"


def test_an_empty_form_asks_for_everything() -> None:
    names = dict.fromkeys(asked._PARAMETERS.values()) | {"order": None, "page": None, "per_page": None}
    for path, everything in [
        ("/events", EventFilter()),
        ("/statements", StatementFilter()),
        ("/reports", ReportFilter()),
        ("/entities", EntityFilter()),
    ]:
        answer = client.get(f"{path}?{'&'.join(f'{name}=' for name in names)}").json()
        assert answer["asked"] == as_json(everything)
    assert client.get("/events?type=&type=assault&modality=").json()["asked"]["types"] == ["ASSAULT"]


def test_pages_and_orders() -> None:
    assert client.get("/events").json() | {"asked": 0} == {"asked": 0, "order": "newest", "limit": 50, "offset": 0}
    third = client.get("/events?page=3&per_page=20&order=toll").json()
    assert (third["order"], third["limit"], third["offset"]) == ("toll", 20, 40)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/events?type=WAR", "type: 'WAR' is not allowed; give one of AGREE, CONSULT,"),
        ("/events?modality=occurred&modality=sure", "modality: 'sure' is not allowed; give one of occurred, ongoing,"),
        ("/events?ground=perhaps", "ground: 'perhaps' is not allowed; give one of yes, true, no, false"),
        ("/events?since=2031-02-30", "since: '2031-02-30' is not allowed; give a day (2031-03-05), month"),
        ("/events?until=yesterday", "until: 'yesterday'"),
        ("/events?until=2031-W01-1", "until: '2031-W01-1'"),
        ("/events?country=Afghanistan", "country: 'AFGHANISTAN' is not allowed; give three letters"),
        ("/events?bbox=1,2,3", "bbox: '1,2,3' is not allowed; give west,south,east,north"),
        ("/events?bbox=1,2,3,nan", "bbox: '1,2,3,nan'"),
        ("/events?bbox=1,50,3,40", "bbox: '1,50,3,40'"),
        ("/events?bbox=1,2,3,91", "bbox: '1,2,3,91'"),
        ("/events?min_origins=-1", "min_origins: '-1' is not allowed; give a whole number from 0 to 1000000"),
        ("/events?max_origins=many", "max_origins: 'many'"),
        ("/events?order=best", "order: 'best' is not allowed; give one of newest, oldest, origins, reports, toll"),
        ("/events?page=0", "page: '0' is not allowed; give a whole number from 1"),
        (
            f"/events?per_page={MOST + 1}",
            f"per_page: '{MOST + 1}' is not allowed; give a whole number from 1 to {MOST}",
        ),
        ("/events?q=" + "x" * 501, "q: longer than 500 characters"),
        ("/events?place=a%00b", "place: has a NUL character"),
        ("/statements?kind=shouted", "kind: 'shouted' is not allowed; give one of asserted, confirmed,"),
        ("/reports?copies=1", "copies: '1'"),
        ("/entities?kind=ship", "kind: 'ship' is not allowed; give one of person, organization, place, group"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_parameter(address: str, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)
    assert "type: '" + "y" * 60 + "…'" in client.get("/events?type=" + "y" * 5000).json()["detail"]


def test_the_description_tells_what_is_allowed() -> None:
    told = {one["name"]: one["schema"] for one in app.openapi()["paths"]["/events"]["get"]["parameters"]}
    assert "ASSAULT" in told["type"]["items"]["enum"]
    assert told["disputed"]["enum"] == ["", "yes", "true", "no", "false"]
    assert set(told) == {*asked._PARAMETERS.values(), "order", "page", "per_page"} - {
        *("speaker", "kind", "outlet", "copies")
    }
