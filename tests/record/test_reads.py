"""Lists, filters and search over a record, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import made_up
import pytest
from filled import fill, sql, start

from dateline.errors import InputError
from dateline.model import (
    Anchor,
    CanonicalEntity,
    ClaimRef,
    Decision,
    DecisionKind,
    EntityKind,
    Event,
    EventActor,
    EventType,
    Flag,
    FlagKind,
    Link,
    LinkRole,
    Modality,
    Origin,
    Outlet,
    Place,
    PlacePrecision,
    Reconciliation,
    Report,
    ReportClaims,
    Ruling,
    RulingStatus,
    Subject,
    Time,
    TimePrecision,
)
from dateline.record import EntityFilter, EventFilter, Reader, Record, ReportFilter, StatementFilter, open_record

BAZAAR = Place("Qal‘eh-ye Now", PlacePrecision.EXACT, "geonames:7", 35.0, 63.1, "AFG", "Badghis")
ISLAND = Place("Taveuni", PlacePrecision.EXACT, "geonames:8", -16.8, 179.9, "FJI")
ODD = (
    '"',
    '""',
    "-",
    "--",
    "*",
    "OR",
    "OR OR",
    "a AND (b",
    "NEAR(",
    "'; --",
    "a:b",
    "^x",
    "\\",
    "—",
    "a\u0000b",
    '-"',
    "(",
)


def event(id_: str, day: str | None, kind: EventType = EventType.ASSAULT, **more: Any) -> Event:
    time = Time(day, day, TimePrecision.DAY) if day else None
    base = made_up.view().reconciliation.events[1]
    return replace(base, **{"id": id_, "type": kind, "time": time, "modality": Modality.OCCURRED, "actors": (), **more})


def origins(number: int) -> tuple[Origin, ...]:
    return tuple(Origin(f"o{n}", f"O{n}", ()) for n in range(number))


@pytest.fixture
def record(location: str) -> Iterator[Record]:
    """The two made-up reports and their events, and some events more."""
    with open_record(location) as opened:
        fill(opened)
        first = opened.snapshot()
        made = made_up.view().reconciliation
        more = (
            event("ev-a", "2031-05-04", place=BAZAAR, origins=origins(3), summary="Drones struck Qal‘eh-ye Now"),
            event("ev-b", "2031-06", EventType.PROTEST, place=ISLAND, summary="Crowds marched", part_of="ev-a"),
            event(
                "ev-c", "2031-07-01", EventType.AID, summary="Türkiye sent flour", actors=(EventActor("Türkiye", None),)
            ),
            event("ev-d", "2031-07-02", EventType.AID, summary="Flour came", modality=Modality.PLANNED),
        )
        whole = replace(made, events=made.events + more, flags=(*made.flags, Flag(FlagKind.COPY, "r-2", "repeats r-1")))
        opened.replace_reconciliation(whole, first.changes)
        yield opened


@pytest.fixture
def reader(record: Record) -> Reader:
    return record.reader()


def ids(listing: Any) -> list[str]:
    return [line.id for line in listing]


# -- events -----------------------------------------------------------------------------------------------------------


def test_the_newest_events_come_first_and_parts_only_when_asked_for(reader: Reader) -> None:
    assert ids(reader.events()) == ["ev-d", "ev-c", "ev-a", "ev-1", "ev-2"]
    assert ids(reader.events(EventFilter(parts=True))) == ["ev-d", "ev-c", "ev-b", "ev-a", "ev-1", "ev-2"]
    assert ids(reader.events(order="oldest"))[-1] == "ev-d"
    assert ids(reader.events(order="origins"))[0] == "ev-a"
    assert ids(reader.events(order="reports"))[0] == ids(reader.events(order="toll"))[0] == "ev-1"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (EventFilter(types=("AID",)), ["ev-d", "ev-c"]),
        (EventFilter(types=("AID", "THREATEN")), ["ev-d", "ev-c", "ev-2"]),
        (EventFilter(on_ground=False), ["ev-d", "ev-2"]),
        (EventFilter(modality=("planned",)), ["ev-d"]),
        (EventFilter(since="2031-07"), ["ev-d", "ev-c"]),
        (EventFilter(since="2031-06-30", parts=True), ["ev-d", "ev-c", "ev-b"]),
        (EventFilter(until="2031-05-03"), ["ev-1"]),
        (EventFilter(until="2031-06-01", parts=True), ["ev-b", "ev-a", "ev-1"]),
        (EventFilter(since="2031", until="2031-05"), ["ev-a", "ev-1"]),
        (EventFilter(country="AFG"), ["ev-a", "ev-1"]),
        (EventFilter(place="geonames:7"), ["ev-a"]),
        (EventFilter(place="qaleh ye now"), ["ev-a"]),
        (EventFilter(place="BADGHIS"), ["ev-a"]),
        (EventFilter(place="drones"), []),
        (EventFilter(bbox=(60, 34, 63, 36)), ["ev-1"]),
        (EventFilter(bbox=(170, -20, -170, 0), parts=True), ["ev-b"]),
        (EventFilter(actor="x-2"), ["ev-1"]),
        (EventFilter(actor="rebels"), ["ev-1"]),
        (EventFilter(actor="turkiye"), ["ev-c"]),
        (EventFilter(actor="flour"), []),
        (EventFilter(disputed=True), ["ev-1"]),
        (EventFilter(disputed=False, country="AFG"), ["ev-a"]),
        (EventFilter(disputed_field="killed"), ["ev-1"]),
        (EventFilter(disputed_field="kill"), []),
        (EventFilter(flagged=True), ["ev-2"]),
        (EventFilter(min_origins=2), ["ev-a"]),
        (EventFilter(max_origins=1, types=("ASSAULT",)), ["ev-1"]),
        (EventFilter(report="r-2"), ["ev-1"]),
        (EventFilter(part_of="ev-a"), ["ev-b"]),
        (EventFilter("flour", actor="Türkiye"), ["ev-c"]),
        (EventFilter("flour -turkiye"), ["ev-d"]),
        (EventFilter("-flour", types=("AID",)), []),
        (EventFilter("herat OR flour", since="2031-07-02"), ["ev-d"]),
        (EventFilter("...", types=("AID",)), []),
        (EventFilter("  ", types=("AID",)), ["ev-d", "ev-c"]),
        (EventFilter(country="' OR 1=1"), []),
    ],
)
def test_events_by_what_is_asked_of_them(reader: Reader, asked: EventFilter, wanted: list[str]) -> None:
    found = reader.events(asked)
    assert ids(found) == wanted
    assert (found.total, found.capped) == (len(wanted), False)
    counts = reader.counts(asked)
    assert counts.total == sum(n for _, n in counts.types) == sum(n for _, n in counts.countries) == len(wanted)
    assert sum(tally.events for tally in reader.timeline(asked)) == len(wanted)


def test_a_long_event_is_there_all_the_time(record: Record) -> None:
    siege = replace(event("ev-s", "2029-03-01"), time=Time("2029-03-01", "2031-02-01", TimePrecision.DAYS))
    later = event("ev-t", "2031-02-02")
    record.replace_reconciliation(Reconciliation(events=(siege, later)), record.snapshot().changes)
    reader = record.reader()
    assert ids(reader.events(EventFilter(since="2030-05"))) == ["ev-t", "ev-s"]
    assert ids(reader.events(EventFilter(since="2030-05", until="2030-06"))) == ["ev-s"]
    assert ids(reader.events(EventFilter(since="2031-02-02"))) == ["ev-t"]
    assert ids(reader.events(EventFilter(until="2029-02"))) == []


def test_a_line_has_what_a_list_shows(reader: Reader) -> None:
    (line,) = reader.events(EventFilter(disputed=True))
    assert (line.type, line.place, line.place_id, line.precision) == ("ASSAULT", "Herat", "geonames:1140026", "exact")
    assert (line.killed_min, line.killed_max, line.injured_min) == (30, None, None)
    assert (line.origins, line.reports, line.claims) == (1, 2, 2)
    assert (line.disputed, line.flagged, line.start) == (("killed",), False, "2031-05-03")


def test_a_time_that_is_none_is_refused(reader: Reader) -> None:
    with pytest.raises(InputError, match="'soon' is no day"):
        reader.events(EventFilter(since="soon"))
    with pytest.raises(InputError, match="2031-13"):
        reader.search("herat", until="2031-13")


def test_pages_follow_each_other_and_have_a_limit(reader: Reader) -> None:
    whole = ids(reader.events(EventFilter(parts=True)))
    pages = [reader.events(EventFilter(parts=True), limit=4, offset=at) for at in (0, 4, 8)]
    assert [id_ for page in pages for id_ in ids(page)] == whole
    assert [page.has_more for page in pages] == [True, False, False]
    assert {page.total for page in pages} == {len(whole)}
    assert len(reader.events(limit=0)) == len(reader.events(limit=-5, offset=-5)) == 1
    assert reader.events(limit=10**9).limit == 500


def test_many_are_counted_up_to_a_bound(record: Record) -> None:
    many = tuple(event(f"ev-{n}", f"2031-01-{n % 28 + 1:02}") for n in range(1_100))
    record.replace_reconciliation(Reconciliation(events=many), record.snapshot().changes)
    found = record.reader().events(EventFilter(types=("ASSAULT",)), limit=10)
    assert (found.total, found.capped, found.has_more) == (1_000, True, True)
    assert record.reader().counts().total == 1_100


def test_the_whole_at_a_glance(reader: Reader) -> None:
    counts = reader.counts()
    assert counts.total == 5
    assert counts.types == (("AID", 2), ("ASSAULT", 2), ("THREATEN", 1))
    assert counts.countries == ((None, 3), ("AFG", 2))
    assert [(t.period, t.type, t.events) for t in reader.timeline(by="month")] == [
        ("", "THREATEN", 1),
        ("2031-05", "ASSAULT", 2),
        ("2031-07", "AID", 2),
    ]
    assert reader.timeline(EventFilter(on_ground=True), by="year")[-1].events == 2
    assert {point.event for point in reader.map_points()} == {"ev-a", "ev-1"}
    dots = {dot.event: dot for dot in reader.dots(EventFilter(parts=True))}
    assert len(dots) == len(reader.events(EventFilter(parts=True)))
    assert (dots["ev-1"].disputed, dots["ev-1"].lat, dots["ev-1"].start) == (("killed",), 34.35, "2031-05-03")
    assert [dot.event for dot in reader.dots(limit=2)] == ids(reader.events(limit=2))
    assert {dot.start for dot in reader.dots(EventFilter(types=("THREATEN",)))} == {None}
    assert [(place.place, place.events) for place in reader.map_places(EventFilter(country="AFG"))] == [
        ("Herat", 1),
        ("Qal‘eh-ye Now", 1),
    ]
    assert reader.sizes() == {"reports": 2, "statements": 2, "events": 6, "entities": 2, "set_aside": 0}
    assert reader.is_current()


def test_the_places_counted_beforehand_are_those_of_the_events(record: Record) -> None:
    """Two that differ in one thing are two; an event without a place, and a part, are in none."""
    near, unnamed = replace(BAZAAR, precision=PlacePrecision.NEAR), replace(BAZAAR, id=None)
    places = (BAZAAR, BAZAAR, near, ISLAND, unnamed, None, ISLAND, BAZAAR, near, near)
    more = tuple(
        event(f"ev-p{n}", "2031-08-01", place=place, part_of="ev-1" if n == 9 else None)
        for n, place in enumerate(places)
    )
    made = made_up.view().reconciliation
    record.replace_reconciliation(replace(made, events=made.events + more), record.snapshot().changes)
    reader = record.reader()
    found = reader.map_places()
    assert [place.events for place in found] == [3, 2, 2, 1, 1]
    assert found == reader.map_places(EventFilter(max_origins=100))
    assert reader.map_places(limit=2, offset=1) == found[1:3]
    assert reader.sizes()["events"] == len(made.events) + 10


@pytest.mark.parametrize("types", [(), ("ASSAULT",), ("AID", "THREATEN"), ("REJECT",)])
def test_what_is_counted_beforehand_is_what_counting_finds(reader: Reader, types: tuple[str, ...]) -> None:
    beforehand, counted = EventFilter(types=types), EventFilter(types=types, max_origins=1_000)
    assert reader.counts(beforehand) == reader.counts(counted)
    for country in (None, "AFG", "FJI"):
        some = replace(beforehand, country=country)
        assert reader.map_places(some) == reader.map_places(replace(counted, country=country))
    for by in ("day", "month", "year"):
        assert reader.timeline(beforehand, by) == reader.timeline(counted, by)  # type: ignore[arg-type]


def test_claims_lead_to_their_events_entities_and_rulings(record: Record) -> None:
    reader = record.reader()
    refs = [ClaimRef("r-1", "c1"), ClaimRef("r-2", "c1"), ClaimRef("r-1", "none")]
    events = reader.events_of(refs)
    assert {ref: events.get(ref, ()) for ref in refs} == {
        ref: reader.events_of_claims(ref.report).get(ref.id, ()) for ref in refs
    }
    assert events[refs[0]]
    joined = reader.entities_of_report("r-1")
    assert {ref.id: canonical for ref, canonical in reader.entity_ids(["r-1"]).items() if canonical} == joined
    assert reader.entity_ids(["none"]) == {}
    members = reader.entity("x-2").members  # type: ignore[union-attr]
    assert reader.members([*members, ClaimRef("r-1", "none")]) == {ref: reader.member(ref) for ref in members}
    made = Decision("", DecisionKind.NOTE, Subject.REPORT, (Anchor("r-1"),), "Ada", "2031-06-01T00:00:00+00:00", "seen")
    record.decide(made)
    [kept] = record.decisions()
    assert reader.rulings_of([kept.id]) == {}  # not brought in yet
    ruling = Ruling(kept, RulingStatus.APPLIED)
    record.replace_reconciliation(replace(made_up.view().reconciliation, rulings=(ruling,)), record.snapshot().changes)
    assert reader.rulings_of([kept.id, "none"]) == {kept.id: ruling}


def test_whoever_goes_on_while_there_is_more_reads_everything_once(record: Record) -> None:
    reader = record.reader()
    for size in (1, 2, 3, 5, 7):
        found: list[str] = []
        page = reader.events(limit=size)
        while True:
            found += ids(page)
            if not page.has_more:
                break
            page = reader.events(limit=size, offset=page.offset + size)
        assert found == ids(reader.events())
        assert (page.total, page.capped) == (5, False)
    for order in ("newest", "oldest", "origins", "reports", "toll"):
        first = reader.first_events(EventFilter(parts=True), order, 3)  # type: ignore[arg-type]
        assert first == reader.events(EventFilter(parts=True), order, 3).items  # type: ignore[arg-type]
    beyond = reader.events(limit=2, offset=100)
    assert (beyond.total, beyond.has_more) == (5, False)
    outlets = reader.sources()
    assert [reader.sources(1, n)[0] for n in range(len(outlets))] == list(outlets)


def test_disputes_have_their_sides(reader: Reader) -> None:
    (dispute,) = reader.disputes()
    assert (dispute.event.id, dispute.field, dispute.reason) == ("ev-1", "killed", "two tolls")
    assert [(side.value, side.said_by) for side in dispute.sides] == [
        ("at least 12", "Plain Wire"),
        ("at least 30", "Plain Wire"),
    ]
    assert len(reader.disputes(field="place")) == 0


# -- statements, reports, people --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (StatementFilter(), 2),
        (StatementFilter("answer will"), 2),
        (StatementFilter('"will answer"'), 2),
        (StatementFilter('"answer will"'), 0),
        (StatementFilter(speaker="x-1"), 2),
        (StatementFilter(speaker="x-2"), 0),
        (StatementFilter(speaker="RAHIMI omid"), 2),
        (StatementFilter(speaker="answer"), 0),
        (StatementFilter(report="r-1"), 1),
        (StatementFilter(kinds=("asserted",)), 2),
        (StatementFilter(kinds=("denied", "warned")), 0),
        (StatementFilter(since="2031-05-04"), 0),
        (StatementFilter(since="2031-05-03", until="2031-05-03"), 2),
    ],
)
def test_statements_by_what_is_asked_of_them(reader: Reader, asked: StatementFilter, number: int) -> None:
    found = reader.statements(asked)
    assert len(found) == found.total == number
    assert all(line.content == "We will answer" and line.outlet == "Plain Wire" for line in found)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (ReportFilter(), {"r-1", "r-2"}),
        (ReportFilter("market shelled"), {"r-1", "r-2"}),
        (ReportFilter("market hospital"), set()),
        (ReportFilter(outlet="Plain Wire"), {"r-1", "r-2"}),
        (ReportFilter(outlet="Courier"), set()),
        (ReportFilter(flagged=True), {"r-1", "r-2"}),
        (ReportFilter(copies=False), set()),
        (ReportFilter(copies=True, until="2031-05"), {"r-1", "r-2"}),
    ],
)
def test_reports_by_what_is_asked_of_them(reader: Reader, asked: ReportFilter, wanted: set[str]) -> None:
    found = reader.reports(asked)
    assert set(ids(found)) == wanted
    assert all((r.headline, r.statements, r.claims) == ("Shelling hits Herat", 1, 2) for r in found)
    assert all(r.flags == ("unsigned report",) for r in found)


def test_people_and_bodies(reader: Reader) -> None:
    assert {line.id for line in reader.entities()} == {"x-1", "x-2"}
    assert ids(reader.entities(EntityFilter("rahimi"))) == ["x-1"]
    assert ids(reader.entities(EntityFilter(kind="group"))) == ["x-2"]
    assert ids(reader.events_of_entity("x-1")) == ["ev-2"]
    assert [line.id for line in reader.statements_of_entity("x-1")] == ["s1", "s1"]
    assert len(reader.statements_of_entity("nobody")) == 0


def test_single_things_are_as_they_went_in(reader: Reader) -> None:
    made = made_up.view()
    assert reader.event("ev-1") == made.reconciliation.events[0]
    assert reader.entity("x-1") == made.reconciliation.entities[0]
    assert reader.report("r-2") == (made.reports[1], made.readings[1])
    assert reader.claims([ClaimRef("r-2", "c1"), ClaimRef("r-1", "c9"), ClaimRef("r-1", "c2")]) == [
        made.readings[1].claims[0],
        made.readings[0].claims[1],
    ]
    assert reader.event("no") is reader.entity("no") is reader.report("no") is None
    assert reader.copies("r-1") == list(made.reconciliation.copies)
    assert reader.passages("r-1") == reader.passages("r-2") == list(made.reconciliation.passages)
    assert reader.events_of_claims("r-1") == {"c1": ("ev-1",), "c2": reader.events_of_claims("r-1")["c2"]}
    assert reader.entities_of_report("r-1") == {"e1": "x-1", "e2": "x-2"}
    assert [flag.report for flag in reader.flags(report="r-2")] == ["r-2"]
    assert [flag.event for flag in reader.flags(event="ev-2")] == ["ev-2"]


def test_claims_are_as_people_corrected_them(record: Record) -> None:
    made = record.view().reconciliation
    corrected = replace(made_up.reading("r-1").claims[0], mode="airstrike")
    record.replace_reconciliation(replace(made, amended=(corrected,)), record.snapshot().changes)
    assert record.reader().claims([ClaimRef("r-1", "c1")]) == [corrected]


# -- search -----------------------------------------------------------------------------------------------------------


def test_search_finds_in_all_kinds_and_shows_where(reader: Reader) -> None:
    found = reader.search("herat")
    assert [hit.kind for hit in found] == ["events", "reports", "reports"]
    for hit in found:
        assert next(hit.snippet[a:b] for a, b in hit.marks) == "Herat"
    (hit, *_) = reader.search('"we will answer"', ["statements"])
    assert (hit.item, hit.title, hit.snippet) == ("s1", "Defence Minister Omid Rahimi", "We will answer")
    assert hit.marks == ((0, 14),)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("HERAT márket", 2),
        ("herat hospital", 0),
        ("hospital OR market", 2),
        ("hospital OR market -rahimi", 0),
        ("mark*", 2),
        ("mark", 0),
        ('"market in Herat"', 2),
        ('"Herat in market"', 0),
        ('-"market in Herat"', 0),
        ('rahimi -"herat market"', 2),
        ("12", 2),
        ('"shelled a market', 2),
    ],
)
def test_what_people_write_means_the_same_everywhere(reader: Reader, text: str, number: int) -> None:
    assert len(reader.search(text, ["reports"])) == number


@pytest.mark.parametrize("text", [*ODD, "x" * 5_000, "word " * 500, "日本 герат", "&|!<->:*'"])
def test_odd_words_find_nothing_and_harm_nothing(reader: Reader, text: str) -> None:
    reader.search(text)
    reader.events(EventFilter(text, actor=text, place=text))
    reader.statements(StatementFilter(text, speaker=text))
    reader.entities(EntityFilter(text))
    assert reader.search("herat").total == 3


def test_what_no_record_can_hold_is_refused_in_words(reader: Reader) -> None:
    for ask in (reader.event, reader.report):
        with pytest.raises(InputError, match="no record can hold"):
            ask("\ud800")
    with pytest.raises(InputError, match="no record can hold"):
        reader.events(EventFilter(min_origins=10**30))


def test_search_pages_are_by_day_over_all_kinds(reader: Reader) -> None:
    whole = [(hit.kind, hit.report, hit.item) for hit in reader.search("herat OR flour OR answer")]
    paged = [
        (hit.kind, hit.report, hit.item)
        for at in range(0, len(whole), 2)
        for hit in reader.search("herat OR flour OR answer", limit=2, offset=at)
    ]
    assert paged == whole
    assert whole[:2] == [("events", None, "ev-d"), ("events", None, "ev-c")]


def test_what_is_read_again_is_found_by_its_new_words_only(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        text = made_up.TEXT.replace("market", "bridge")
        record.add(made_up.report("r-1", text=text), made_up.reading("r-1"), start(record, "1.1"))
        reader = record.reader()
        assert [hit.report for hit in reader.search("bridge", ["reports"])] == ["r-1"]
        assert [hit.report for hit in reader.search("market", ["reports"])] == ["r-2"]
        assert len(reader.statements()) == 2
        record.replace_reconciliation(Reconciliation(), record.snapshot().changes)
        assert reader.search("herat", ["events"]).total == 0


def test_a_report_that_is_gone_is_not_found(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        record._write(lambda connection: connection.exec_driver_sql("DELETE FROM report WHERE id = 'r-1'"))
        assert [hit.report for hit in record.reader().search("herat", ["reports"])] == ["r-2"]
        assert len(record.reader().statements()) == 1
    if "://" not in location:
        for kind in ("report", "statement", "event", "entity"):
            index = f"{kind}_line_words"
            sql(location, f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def test_a_long_or_wordless_text_can_be_read(location: str) -> None:
    with open_record(location) as record:
        run = start(record)
        texts = {
            "r-1": "x" * 300_000,
            "r-2": " ".join(f"w{n}" for n in range(60_000)),
            "r-3": "… — …",
            "r-4": "the " * 20_000,
        }
        for id_, text in texts.items():
            report = Report(id_, f"{id_}.txt", text, text, ())
            reading = ReportClaims(id_, report.file, None, None, None)
            assert record.add(report, reading, run)
        assert [hit.report for hit in record.reader().search("w15000")] == ["r-2"]


def test_sources_tell_whom_an_outlet_relays(location: str) -> None:
    agency = Link(LinkRole.MEDIUM, "Northern Agency")
    long = Outlet("Courier " * 2_000, "json")
    with open_record(location) as record:
        run = fill(record)
        for n, outlet in enumerate((long, long, None)):
            reading = made_up.reading(f"r-{n + 5}", f"{n}.txt")
            said = replace(reading.statements[0], chain=(*reading.statements[0].chain, agency))
            reading = replace(reading, outlet=outlet, statements=(said,))
            record.add(replace(made_up.report(f"r-{n + 5}", f"{n}.txt"), outlet=outlet), reading, run)
        sources = record.reader().sources()
        assert {source.outlet: (source.reports, source.relays) for source in sources} == {
            long.name: (2, (("Northern Agency", 2),)),
            "Plain Wire": (2, ()),
            None: (1, (("Northern Agency", 1),)),
        }
        assert len(record.reader().reports(ReportFilter(outlet=long.name))) == 2


def test_numbers_that_meet_are_put_apart(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.record import line_rows, prepared

    for module in (line_rows, prepared):
        monkeypatch.setattr(module, "line_number", lambda day, what, within=0: day)
    with open_record(location) as record:
        fill(record)
        assert len(record.reader().reports()) == len(record.reader().statements()) == 2
        assert len(record.reader().events()) == 2


def test_an_entity_that_many_share_a_name_with(record: Record) -> None:
    made = record.view().reconciliation
    twin = CanonicalEntity("x-9", EntityKind.PERSON, "Omid Rahimi", ("Rahimi",), ())
    record.replace_reconciliation(replace(made, entities=(*made.entities, twin)), record.snapshot().changes)
    assert ids(record.reader().entities(EntityFilter("rahimi"))) == ["x-1", "x-9"]
