"""What is written together is what one after the other would be, and one bad report of a batch harms no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import made_up
import pytest
from filled import sql, start

from benchmarks.private_server import PrivateServer
from benchmarks.stored import Pair, pairs
from dateline.errors import ReportError
from dateline.model import SetAside
from dateline.record import RecordView, ReportFilter, StatementFilter, open_record
from dateline.record.prepared import prepare

GIVEN = pairs(30)
PAGE = "https://wire.example/herat"


def written(location: str, given: Sequence[Pair], together: int) -> tuple[RecordView, object]:
    """The record and its lists, what the clock gave apart."""
    with open_record(location) as record:
        run = start(record)
        for first in range(0, len(given), together):
            record.keep([prepare(*pair) for pair in given[first : first + together]], run)
        reader = record.reader()
        lists = (
            reader.reports(ReportFilter(), limit=100).items,
            reader.statements(StatementFilter(), limit=100).items,
            [(info.read, info.unchanged) for info in record.view().runs],
        )
        return replace(record.view(), runs=(), first_read={}), lists


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_together_or_one_by_one_it_is_the_same_record(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    revised = [
        (replace(report, address=PAGE), replace(reading, address=PAGE)) for report, reading in (GIVEN[3], GIVEN[7])
    ]
    given = [*GIVEN[:3], revised[0], *GIVEN[4:7], revised[1], *GIVEN[8:], GIVEN[5], revised[0]]
    if engine == "sqlite":
        one, many = (written(str(tmp_path / f"{n}.db"), given, n) for n in (1, 16))
    else:
        server: PrivateServer = request.getfixturevalue("server")
        with server.database() as first, server.database() as second:
            one, many = written(first, given, 1), written(second, given, 16)
    assert many == one
    assert len(one[0].reports) == 30
    assert len(one[0].revisions) == 1


def test_one_that_cannot_be_stored_harms_no_other(location: str) -> None:
    odd = made_up.reading("r-2", killed=2**70)
    twice = made_up.reading("r-3")
    batch = [
        prepare(made_up.report("r-1", "1.txt"), made_up.reading("r-1", "1.txt")),
        prepare(made_up.report("r-2", "2.txt"), odd),
        prepare(made_up.report("r-3", "3.txt"), replace(twice, claims=twice.claims * 2)),
        prepare(made_up.report("r-4", "4.txt"), made_up.reading("r-4", "4.txt")),
    ]
    with open_record(location) as record:
        run = start(record)
        good, too_large, doubled, last = record.keep(batch, run)
        assert (good, last) == (True, True)
        for refused in (too_large, doubled):
            assert isinstance(refused, ReportError)
            assert refused.reason == "unstorable"
        assert [report.id for report in record.view().reports] == ["r-1", "r-4"]
        assert record.finish_run(run).read == 2


def test_a_forgotten_report_harms_no_other(location: str) -> None:
    given = [prepare(*pair) for pair in GIVEN[:4]]
    with open_record(location) as record:
        run = start(record)
        record.keep(given, run)
        record.forget([given[1].id], "Ada", "asked for")
        again = record.keep(given, start(record, "1.1"))
        assert [kept for kept in again if kept is True] == [True] * 3
        assert isinstance(again[1], ReportError)
        assert again[1].reason == "forgotten"
        assert given[1].id not in {report.id for report in record.view().reports}


def test_one_report_twice_in_a_batch_is_kept_once(location: str) -> None:
    one, other = (prepare(*pair) for pair in GIVEN[:2])
    with open_record(location) as record:
        run = start(record)
        assert record.keep([one, other, one], run) == [True, True, False]
        info = record.finish_run(run)
        assert (info.read, info.unchanged) == (2, 1)


def test_a_batch_read_anew_takes_the_place_of_the_old_one(location: str) -> None:
    """Some of it new, some made by an older version, some the same."""
    with open_record(location) as record:
        newer = start(record, "1.1")
        record.keep([prepare(*pair) for pair in GIVEN[:4]], start(record))
        record.keep([prepare(*pair) for pair in GIVEN[3:5]], newer)
        assert record.keep([prepare(*pair) for pair in GIVEN[:8]], newer) == [True] * 3 + [False] * 2 + [True] * 3
        assert record.known([report.id for report, _ in GIVEN], newer.made_by) == {r.id for r, _ in GIVEN[:8]}
        assert len(sql(location, "SELECT * FROM claim")) == sum(len(reading.claims) for _, reading in GIVEN[:8])
        assert len(sql(location, "SELECT * FROM report_line")) == 8


def test_a_batch_takes_its_files_off_the_list_of_those_not_read(location: str) -> None:
    given = [prepare(*pair) for pair in GIVEN[:3]]
    with open_record(location) as record:
        run = start(record)
        for item in (*given, "other.txt"):
            record.set_aside(SetAside(item if isinstance(item, str) else item.file, "empty", "nothing in it"), run)
        record.keep(given[:2], run)
        record.note_unchanged([(given[2].id, given[2].file)], run)
        assert [item.file for item in record.not_read()] == ["other.txt"]


def test_text_that_no_file_can_hold_is_refused_before_it_is_written() -> None:
    report = made_up.report(text=made_up.TEXT + "\ud800")
    with pytest.raises(ReportError) as refused:
        prepare(report, made_up.reading())
    assert refused.value.reason == "unstorable"


def test_what_is_ready_to_be_written_is_not_changed_by_writing(location: str) -> None:
    """So that it can be written again, one by one, when a batch is refused."""
    reports = [prepare(*pair) for pair in GIVEN[:2]]
    same_number = reports[0].lines["report_line"][0]["number"]
    reports[1].lines["report_line"][0]["number"] = same_number
    with open_record(location) as record:
        record.keep(reports, start(record))
        assert len(record.reader().reports()) == 2
    assert [report.lines["report_line"][0]["number"] for report in reports] == [same_number] * 2
