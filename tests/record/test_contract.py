"""What the record promises on every engine: nothing lost, nothing twice, others may read and write at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import made_up
import pytest
from filled import LISTS, fill, sql, start

from benchmarks.private_server import PrivateServer
from dateline.errors import InputError, RecordError, ReportError
from dateline.model import Anchor, Decision, DecisionKind, RawReport, SetAside, Subject
from dateline.model.decision import with_id
from dateline.pipeline import reconcile
from dateline.record import open_record

TESTS = Path(__file__).parents[1]


def test_what_goes_in_comes_out_the_same(location: str) -> None:
    with open_record(location) as record:
        fill(record)
    with open_record(location) as record:
        view = record.view()
    made = made_up.view()
    assert view.reports == made.reports
    assert view.readings == made.readings
    assert view.reconciliation == made.reconciliation


def test_rows_for_querying_stand_beside_the_documents(location: str) -> None:
    with open_record(location) as record:
        fill(record)
    assert sql(
        location, "SELECT type, place, killed_min, time_start FROM claim WHERE report = 'r-2' AND id = 'c1'"
    ) == [("ASSAULT", "Herat", 30, "2031-05-03")]
    assert sql(location, "SELECT speaker, medium, content FROM statement WHERE report = 'r-1'") == [
        ("Defence Minister Omid Rahimi", "X", "We will answer")
    ]
    assert sql(location, "SELECT id, disputed, origins FROM event ORDER BY position") == [
        ("ev-1", True, 1),
        ("ev-2", False, 1),
    ]


def test_the_same_report_again_changes_nothing(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        before = record.view()
        again = start(record)
        assert record.known(["r-1", "r-2", "r-3"], again.made_by) == {"r-1", "r-2"}
        assert record.add(made_up.report(), made_up.reading(), again) is False
        record.note_unchanged([("r-2", "late_courier.txt")], again)
        info = record.finish_run(again)
        assert (info.read, info.unchanged) == (0, 2)
        assert replace(record.view(), runs=()) == replace(before, runs=())
        assert record.view().is_current


def test_what_a_reading_depends_on(location: str) -> None:
    with open_record(location) as record:
        runs = [
            record.start_run(version, model, lists, code)
            for version, model, lists, code in (
                ("1.0", "en_a 1.0", LISTS, "aa"),
                ("1.1", "en_a 1.0", LISTS, "aa"),
                ("1.0", "en_a 1.1", LISTS, "aa"),
                ("1.0", "en_a 1.0", (("cues.tsv", "2031-02-02"),), "aa"),
                ("1.0", "en_a 1.0", LISTS, "bb"),
            )
        ]
        assert len({run.made_by for run in runs}) == len(runs)
        assert runs[0].made_by == record.start_run("1.0", "en_a 1.0", LISTS, "aa").made_by


def test_a_reading_by_another_version_is_made_again(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        newer = start(record, "1.1")
        assert record.known(["r-1", "r-2"], newer.made_by) == frozenset()
        assert record.add(made_up.report(), made_up.reading(killed=13), newer) is True
        assert record.known(["r-1", "r-2"], newer.made_by) == {"r-1"}
        view = record.view()
        assert [claims.claims[0].harms[0].minimum for claims in view.readings] == [13, 30]
        assert not record.view().is_current


def test_a_report_set_aside_leaves_the_list_when_it_is_read(location: str) -> None:
    with open_record(location) as record:
        run = start(record)
        record.set_aside(SetAside("plain_wire.txt", "truncated", "it ends in the middle of a letter"), run)
        record.set_aside(SetAside("plain_wire.txt", "truncated", "it ends in the middle of a letter"), run)
        record.set_aside(SetAside("other.bin", "binary", "it is no text"), run)
        assert [item.file for item in record.view().set_aside] == ["other.bin", "plain_wire.txt"]
        record.add(made_up.report(), made_up.reading(), run)
        assert [item.file for item in record.view().set_aside] == ["other.bin"]


def test_a_list_of_failures_does_not_fail(location: str) -> None:
    with open_record(location) as record:
        record.set_aside(
            SetAside("caf\udce9.txt", "malformed", "at \ud800", address="\udfff", details=("\ud800",)), start(record)
        )
        (item,) = record.view().set_aside
        assert (item.file, item.detail) == ("caf\\udce9.txt", "at \\ud800")


def test_an_older_reconciliation_never_replaces_a_newer_one(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        newest = record.snapshot().changes
        assert record.replace_reconciliation(made_up.view().reconciliation, newest - 1) is False
        assert record.view().is_current


def test_what_cannot_be_stored_harms_nothing(location: str) -> None:
    with open_record(location) as record:
        run = fill(record)
        odd = made_up.report("r-9", text=made_up.TEXT + "\ud800")
        with pytest.raises(ReportError):
            record.add(odd, made_up.reading("r-9"), run)
        twice = made_up.reading("r-8")
        with pytest.raises(ReportError):
            record.add(made_up.report("r-8"), replace(twice, claims=twice.claims * 2), run)
        assert [report.id for report in record.view().reports] == ["r-1", "r-2"]


def test_a_record_of_a_newer_schema_is_refused(location: str) -> None:
    with open_record(location) as record:
        fill(record)
    sql(location, "INSERT INTO schema_version VALUES (99, '2040-01-01')")
    with pytest.raises(RecordError, match="newer dateline"):
        open_record(location)


def test_a_record_opened_for_reading_cannot_be_written(location: str) -> None:
    with open_record(location) as record:
        fill(record)
    with open_record(location, read_only=True) as record:
        assert len(record.view().reports) == 2
        with pytest.raises(RecordError, match="for reading only"):
            start(record)


def test_readers_and_a_writer_at_once(location: str) -> None:
    with open_record(location) as writer, open_record(location, read_only=True) as reader:
        run = start(writer)
        for number in range(20):
            writer.add(made_up.report(f"r-{number}"), made_up.reading(f"r-{number}"), run)
            assert len(reader.snapshot().readings) == number + 1


def test_threads_take_turns(location: str) -> None:
    with open_record(location) as record:
        run = start(record)

        def work(number: int) -> bool:
            return record.add(made_up.report(f"r-{number}"), made_up.reading(f"r-{number}"), run)

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(work, range(40)))
        assert record.finish_run(run).read == 40


WRITER = textwrap.dedent("""
    import sys
    import made_up
    from dateline.record import open_record

    location, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open_record(location) as record:
        run = record.start_run("1.0", "en_made_up 1.0", ())
        for number in range(count):
            report = f"{name}-{number}"
            record.add(made_up.report(report), made_up.reading(report), run)
            print(report, flush=True)
        record.finish_run(run)
""")


def writer(location: str, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, location, name, str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_programs_write_one_new_record_at_once(location: str) -> None:
    both = [writer(location, name, 40) for name in ("a", "b")]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with open_record(location) as record:
        view = record.view()
        assert len(view.reports) == 80
        assert [run.read for run in view.runs] == [40, 40]


def test_a_killed_run_leaves_whole_reports(location: str) -> None:
    process = writer(location, "k", 100_000)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(25)]
    time.sleep(0.003)
    process.send_signal(signal.SIGKILL)
    said += process.communicate(timeout=30)[0].split()
    with open_record(location) as record:
        view = record.view()
        kept = {report.id for report in view.reports}
        assert {line for line in said if line} <= kept
        assert len(view.readings) == len(kept) == view.runs[0].read
        assert view.runs[0].finished is None
        assert record.add(made_up.report("k-next"), made_up.reading("k-next"), start(record))


def decision(made: str = "2031-05-06T09:00:00+00:00", reason: str = "misread") -> Decision:
    target = Anchor("r-1", made_up.TEXT.index("shelled"), made_up.TEXT.index("shelled") + 7, "shelled", "ASSAULT")
    return with_id(Decision("", DecisionKind.REJECT, Subject.CLAIM, (target,), "Ana Lund", made, reason))


def test_decisions_are_kept_once_and_in_order(location: str) -> None:
    later, earlier = decision(), decision("2031-05-05T09:00:00+00:00")
    with open_record(location) as record:
        fill(record)
        assert record.decide(later, earlier, later) == 2
        assert not record.view().is_current
        changes = record.snapshot().changes
        assert record.decide(earlier) == 0
        assert record.snapshot().changes == changes
        fill(record)  # reading again leaves them alone
    with open_record(location, read_only=True) as record:
        assert record.decisions() == record.snapshot().decisions == record.view().decisions == (earlier, later)
        with pytest.raises(RecordError, match="for reading only"):
            record.decide(decision(reason="another"))


def test_decisions_are_in_the_order_of_their_instants(location: str) -> None:
    times = ("2031-05-05T12:30:00+02:00", "2031-05-05T11:00:00Z", "2031-05-05T11:00:01.5-00:30", "2031-05-05T13:00")
    made = [decision(at) for at in times]
    with open_record(location) as record:
        record.decide(*made[::-1])
        assert list(record.decisions()) == made
        assert list(record.reader().decisions()) == made[::-1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": "other"}, "another decision of the ID"),
        ({"id": "d-2", "author": "A\0"}, "NUL"),
        ({"id": "d-3", "reason": "\ud800"}, "stored"),
        ({"id": "d-4", "made": "lately"}, "no time"),
        ({"id": "d-5", "made": "0001-01-01T00:00:00+14:00"}, "no time"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_told_and_takes_none_with_it(
    location: str, change: dict[str, str], told: str
) -> None:
    with open_record(location) as record:
        record.decide(decision())
        with pytest.raises(InputError, match=told):
            record.decide(decision(reason="a good one"), replace(decision(), **change))
        assert record.decisions() == (decision(),)


def test_what_became_of_decisions_comes_back_the_same(location: str) -> None:
    readings = made_up.view().readings
    with open_record(location) as record:
        fill(record)
        correct = replace(decision("2031-05-07T09:00:00+00:00"), kind=DecisionKind.CORRECT, values=(("killed", "13"),))
        record.decide(decision(), with_id(correct))
        snapshot = record.snapshot()
        made = reconcile(snapshot.readings, snapshot.decisions)
        assert made.rulings
        assert made.amended
        record.replace_reconciliation(made, snapshot.changes)
        view = record.view()
        assert view.is_current
        assert view.reconciliation == made == reconcile(readings, view.decisions)


def test_a_view_takes_the_readings_of_a_snapshot_only_while_they_are_those_of_the_record(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        snapshot = record.snapshot()
        assert record.view(snapshot) == record.view()
        record.add(made_up.report("r-new"), made_up.reading("r-new"), start(record))
        record.add(made_up.report(), replace(made_up.reading(), claims=()), start(record, "1.1"))
        assert record.view(snapshot) == record.view()


def test_when_a_report_first_came_is_kept_when_it_is_read_again(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        first = record.view().first_read
        assert first.keys() == {"r-1", "r-2"}
        assert abs(datetime.now(UTC) - datetime.fromisoformat(first["r-1"])) < timedelta(minutes=1)
        time.sleep(0.01)
        record.add(made_up.report(), made_up.reading(), start(record, "1.1"))
        assert record.view().first_read == first


def test_reports_come_in_the_order_of_their_ids_whatever_the_engine_thinks_of_letters(location: str) -> None:
    ids = ["r-B", "r-a", "r-_", "r-10", "r-2", "r-é", "r-Z"]
    with open_record(location) as record:
        run = start(record)
        for name in ids:
            record.add(made_up.report(name), made_up.reading(name), run)
        assert [report.id for report in record.view().reports] == sorted(ids)
        assert [reading.report for reading in record.snapshot().readings] == sorted(ids)


def test_large_and_long_values_are_kept(location: str) -> None:
    name = "ab" * 5000
    with open_record(location) as record:
        run = start(record)
        reading = made_up.reading(killed=3_000_000_000)
        long = replace(reading, entities=(replace(reading.entities[0], name=name), *reading.entities[1:]))
        assert record.add(replace(made_up.report(), file=name), long, run)
        record.set_aside(SetAside(name[::-1], "empty", "there is no text in it"), run)
        view = record.view()
        assert view.readings == (long,)
        assert view.set_aside[0].file == name[::-1]


def test_text_with_nul_is_refused_by_name(location: str) -> None:
    with open_record(location) as record:
        run = start(record)
        with pytest.raises(ReportError, match="NUL") as refused:
            record.add(made_up.report(text=made_up.TEXT + "\0"), made_up.reading(), run)
        assert refused.value.reason == "unstorable"
        with pytest.raises(ReportError) as too_large:
            record.add(made_up.report(), made_up.reading(killed=2**70), run)
        assert too_large.value.reason == "unstorable"
        record.set_aside(SetAside("a\0b", "odd", "\0"), run)
        assert record.view().set_aside[0].file == "a\\x00b"
        assert record.view().reports == ()


def test_both_engines_hold_the_same_record(tmp_path: Path, server: PrivateServer) -> None:
    views = []
    with server.database() as there:
        for place in (str(tmp_path / "war.db"), there):
            with open_record(place) as record:
                fill(record)
                record.decide(decision())
                record.set_aside(SetAside("plain.bin", "binary", "it is no text"), start(record))
                views.append(replace(record.view(), runs=(), first_read={}))
    assert views[0] == views[1]


def test_two_threads_that_add_one_report_add_it_once(location: str) -> None:
    with open_record(location) as record:
        run = start(record)

        def work(number: int) -> bool:
            return record.add(made_up.report(f"r-{number // 4}"), made_up.reading(f"r-{number // 4}"), run)

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(work, range(80))) == 20
        info = record.finish_run(run)
        assert (info.read, info.unchanged) == (20, 60)


def test_a_read_only_look_at_nothing_makes_nothing(location: str) -> None:
    with pytest.raises(RecordError):
        open_record(location, read_only=True)
    with pytest.raises(RecordError):
        open_record(location, create=False)
    with open_record(location) as record:
        assert record.view().reports == ()


def test_what_was_set_aside_is_kept_as_it_came(location: str) -> None:
    """A later failure that has nothing at hand does not take away what is kept; a success does."""
    raw = RawReport(
        "plain_wire.txt", b"\xff\0 caf\xe9", "text/plain", "https://given.example/a", "2031-05-04T10:00:00Z"
    )
    item = SetAside("plain_wire.txt", "binary", "it is no text", address="https://said.example/b", raw=raw)
    with open_record(location) as record:
        run = start(record)
        record.set_aside(item, run)
        assert record.kept("plain_wire.txt") == raw
        record.set_aside(replace(item, reason="unreadable", raw=None), run)
        assert record.kept("plain_wire.txt") == raw
        assert record.not_read() == (replace(item, reason="unreadable", raw=None),)
        record.add(made_up.report(), made_up.reading(), run)
        assert record.kept("plain_wire.txt") is None
