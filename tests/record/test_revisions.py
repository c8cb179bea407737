"""A changed text at one address, or in one file: both are kept, and what the later one claims otherwise is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import made_up
import pytest
from filled import fill, sql, start

from dateline.model import EventType, Published, Report, ReportClaims
from dateline.pipeline import reconcile
from dateline.record import Record, Revision, changes, open_record

PAGE = "https://wire.example/herat"


def at(name: str, day: str | None, address: str | None = PAGE, file: str = "-") -> tuple[Report, ReportClaims]:
    published = Published(day, "header") if day else None
    report = replace(made_up.report(name, file), address=address, published=published)
    return report, replace(made_up.reading(name, file), address=address, published=published)


def keep(record: Record, *pairs: tuple[Report, ReportClaims]) -> None:
    run = start(record)
    for report, reading in pairs:
        assert record.add(report, reading, run)


def test_texts_at_one_address_follow_each_other_by_publication(location: str) -> None:
    """In whatever order they come in."""
    wanted = (Revision("r-2", "r-1", "address"), Revision("r-3", "r-2", "address"))
    days = {"r-1": "2031-05-03", "r-2": "2031-05-04", "r-3": "2031-05-05"}
    with open_record(location) as record:
        for order in permutations(days):
            keep(record, *(at(name, days[name]) for name in order))
            assert record.revisions() == record.view().revisions == wanted
            assert len(record.view().reports) == 3
            sql(location, "DELETE FROM revision")
            sql(location, "DELETE FROM claim")
            for table in ("relay", "statement_line", "report_line", "entity", "statement", "reading", "report"):
                sql(location, f"DELETE FROM {table}")


def test_without_a_day_they_follow_each_other_as_they_were_read(location: str) -> None:
    with open_record(location) as record:
        keep(record, at("r-b", None))
        keep(record, at("r-a", None))
        assert record.revisions() == (Revision("r-a", "r-b", "address"),)


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (PAGE, "http://WIRE.example/herat/", True),
        (PAGE, "https://wire.example/Herat", False),
        (PAGE, "https://wire.example/herat?page=2", False),
        ("https://wire.example/", "https://wire.example", False),
    ],
)
def test_which_addresses_are_one(location: str, one: str, other: str, are: bool) -> None:
    with open_record(location) as record:
        keep(record, at("r-1", "2031-05-03", one), at("r-2", "2031-05-04", other))
        assert bool(record.revisions()) is are


def test_one_file_is_one_report_while_its_text_is_much_the_same(location: str) -> None:
    runs = tuple(range(100))
    with open_record(location) as record:
        for name, day, shingles, file in (
            ("r-1", "2031-05-03", runs, "a.txt"),
            ("r-2", "2031-05-04", runs[:40] + tuple(range(200, 260)), "a.txt"),
            ("r-3", "2031-05-05", tuple(range(500, 600)), "a.txt"),
            ("r-4", "2031-05-03", runs, "a.jsonl#1"),
            ("r-5", "2031-05-04", runs, "a.jsonl#1"),
        ):
            report, reading = at(name, day, None, file)
            keep(record, (report, replace(reading, shingles=shingles)))
        assert record.revisions() == (Revision("r-2", "r-1", "file"),)


def test_a_report_whose_address_is_read_otherwise_now_leaves_its_place(location: str) -> None:
    with open_record(location) as record:
        keep(record, *(at(f"r-{n}", f"2031-05-0{n}") for n in (1, 2, 3)))
        report, reading = at("r-2", "2031-05-02", "https://wire.example/elsewhere")
        record.add(report, reading, start(record, "1.1"))
        assert record.revisions() == (Revision("r-3", "r-1", "address"),)


def test_a_record_without_revisions_has_none(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        assert record.revisions() == ()


def test_what_changed_between_two_revisions() -> None:
    earlier = made_up.reading("r-1")
    shelled, vowed = made_up.reading("r-2", killed=30).claims
    harm = replace(shelled.harms[0], words="at least 30")
    new = replace(vowed, id="c3", type=EventType.PROTEST)
    found = changes(earlier, replace(earlier, report="r-2", claims=(replace(shelled, harms=(harm,)), new)))
    assert [claim.id for claim in found.gone] == ["c2"]
    assert found.added == (new,)
    (changed,) = found.changed
    assert changed.fields == (("killed", "at least 12", "at least 30"),)
    assert (changed.before.report, changed.after.report, found.same) == ("r-1", "r-2", 0)
    same = changes(earlier, made_up.reading("r-9"))
    assert (same.added, same.gone, same.changed, same.same) == ((), (), (), 2)


def test_of_several_alike_the_nearest_are_one() -> None:
    claim = made_up.reading().claims[0]
    place = claim.place
    assert place is not None
    elsewhere = replace(claim, id="c7", place=replace(place, name="Farah"))
    before = replace(made_up.reading(), claims=(claim, elsewhere))
    after = replace(made_up.reading("r-2"), claims=(elsewhere,))
    found = changes(before, after)
    assert (found.gone, found.added, found.changed, found.same) == ((claim,), (), (), 1)


def test_an_outlet_that_corrects_itself_is_no_second_origin() -> None:
    """Even where nothing is left of the first text, and the outlet is not known."""

    def told(name: str, day: str, address: str, runs: range) -> ReportClaims:
        _, reading = at(name, day, address, f"{name}.txt")
        claim = replace(reading.claims[0], chain=())
        return replace(reading, outlet=None, claims=(claim,), statements=(), shingles=tuple(runs))

    first = told("r-1", "2031-05-03", PAGE, range(50))
    corrected = told("r-2", "2031-05-04", PAGE, range(100, 150))
    other = told("r-3", "2031-05-04", "https://courier.example/herat", range(200, 250))
    (event,) = reconcile([first, corrected]).events
    assert len(event.claims) == 2
    assert len(event.origins) == 1
    found = reconcile([first, corrected, other])
    assert [group.reports for group in found.copies] == [("r-1", "r-2")]
    assert "revision" in found.copies[0].reason
