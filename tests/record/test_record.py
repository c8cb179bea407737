"""What the record promises: nothing lost, nothing twice, others may read and write at the same time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import made_up
import pytest

from dateline.errors import RecordError, ReportError
from dateline.model import SetAside
from dateline.record import Record, Run, open_record, sqlite

LISTS = (("cues.tsv", "2031-01-01"),)
TESTS = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.db"


def start(record: Record, version: str = "1.0") -> Run:
    return record.start_run(version, "en_made_up 1.0", LISTS)


def fill(record: Record) -> Run:
    run = start(record)
    view = made_up.view()
    for report, reading in zip(view.reports, view.readings, strict=True):
        record.add(report, reading, run)
    record.replace_reconciliation(view.reconciliation, record.snapshot().changes)
    return run


def test_what_goes_in_comes_out_the_same(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
    with open_record(path) as record:
        view = record.view()
    made = made_up.view()
    assert view.reports == made.reports
    assert view.readings == made.readings
    assert view.reconciliation == made.reconciliation


def test_rows_for_querying_stand_beside_the_documents(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
    rows = sqlite3.connect(path)
    assert rows.execute(
        "SELECT type, place, killed_min, time_start FROM claim WHERE report = 'r-2' AND id = 'c1'"
    ).fetchall() == [("ASSAULT", "Herat", 30, "2031-05-03")]
    assert rows.execute("SELECT speaker, medium, content FROM statement WHERE report = 'r-1'").fetchall() == [
        ("Defence Minister Omid Rahimi", "X", "We will answer")
    ]
    assert rows.execute("SELECT id, disputed, origins FROM event ORDER BY position").fetchall() == [
        ("ev-1", 1, 1),
        ("ev-2", 0, 1),
    ]
    rows.close()


def test_the_same_report_again_changes_nothing(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
        before = record.view()
        again = start(record)
        assert record.known(["r-1", "r-2", "r-3"], again.made_by) == {"r-1", "r-2"}
        assert record.add(made_up.report(), made_up.reading(), again) is False
        record.note_unchanged("r-2", "late_courier.txt", again)
        info = record.finish_run(again)
        assert (info.read, info.unchanged) == (0, 2)
        assert replace(record.view(), runs=()) == replace(before, runs=())
        assert record.view().is_current


def test_what_a_reading_depends_on(path: Path) -> None:
    with open_record(path) as record:
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


def test_a_locked_record_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    with open_record(path) as record:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="is locked"):
            start(record)
        holder.execute("COMMIT")
        holder.close()
        assert start(record).id


def test_a_reading_by_another_version_is_made_again(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
        newer = start(record, "1.1")
        assert record.known(["r-1", "r-2"], newer.made_by) == frozenset()
        assert record.add(made_up.report(), made_up.reading(killed=13), newer) is True
        assert record.known(["r-1", "r-2"], newer.made_by) == {"r-1"}
        view = record.view()
        assert [claims.claims[0].harms[0].minimum for claims in view.readings] == [13, 30]
        assert not record.view().is_current


def test_a_report_set_aside_leaves_the_list_when_it_is_read(path: Path) -> None:
    with open_record(path) as record:
        run = start(record)
        record.set_aside(SetAside("plain_wire.txt", "truncated", "it ends in the middle of a letter"), run)
        record.set_aside(SetAside("plain_wire.txt", "truncated", "it ends in the middle of a letter"), run)
        record.set_aside(SetAside("other.bin", "binary", "it is no text"), run)
        assert [item.file for item in record.view().set_aside] == ["other.bin", "plain_wire.txt"]
        record.add(made_up.report(), made_up.reading(), run)
        assert [item.file for item in record.view().set_aside] == ["other.bin"]


def test_a_list_of_failures_does_not_fail(path: Path) -> None:
    with open_record(path) as record:
        record.set_aside(
            SetAside("caf\udce9.txt", "malformed", "at \ud800", address="\udfff", details=("\ud800",)), start(record)
        )
        (item,) = record.view().set_aside
        assert (item.file, item.detail) == ("caf\\udce9.txt", "at \\ud800")


def test_an_older_reconciliation_never_replaces_a_newer_one(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
        newest = record.snapshot().changes
        assert record.replace_reconciliation(made_up.view().reconciliation, newest - 1) is False
        assert record.view().is_current


def test_what_cannot_be_stored_harms_nothing(path: Path) -> None:
    with open_record(path) as record:
        run = fill(record)
        odd = made_up.report("r-9", text=made_up.TEXT + "\ud800")
        with pytest.raises(ReportError):
            record.add(odd, made_up.reading("r-9"), run)
        twice = made_up.reading("r-8")
        with pytest.raises(ReportError):
            record.add(made_up.report("r-8"), replace(twice, claims=twice.claims * 2), run)
        assert [report.id for report in record.view().reports] == ["r-1", "r-2"]


def test_a_text_file_is_not_a_record(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("This is not a database, whatever its length may be.\n" * 20)
    with pytest.raises(RecordError, match="is not a dateline record"):
        open_record(text)
    assert text.read_text().startswith("This is not")


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(RecordError, match="is not a dateline record"):
        open_record(other)
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "message"),
    [("", "is a folder"), ("nowhere/war.db", "there is no folder"), ("postgresql://host/war", "only files")],
)
def test_places_that_cannot_hold_a_record(tmp_path: Path, place: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        open_record(place if "://" in place else tmp_path / place)


def test_a_missing_record_is_not_made_for_looking(path: Path) -> None:
    with pytest.raises(RecordError, match="is not there"):
        open_record(path, create=False)
    with pytest.raises(RecordError, match="is not there"):
        open_record(path, read_only=True)
    assert not path.exists()


def test_a_record_of_a_newer_schema_is_refused(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, '2040-01-01')")
    connection.close()
    with pytest.raises(RecordError, match="newer dateline"):
        open_record(path)


def test_a_record_opened_for_reading_cannot_be_written(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
    with open_record(path, read_only=True) as record:
        assert len(record.view().reports) == 2
        with pytest.raises(RecordError, match="for reading only"):
            start(record)


def test_readers_and_a_writer_at_once(path: Path) -> None:
    with open_record(path) as writer, open_record(path, read_only=True) as reader:
        run = start(writer)
        for number in range(20):
            writer.add(made_up.report(f"r-{number}"), made_up.reading(f"r-{number}"), run)
            assert len(reader.snapshot().readings) == number + 1


def test_threads_take_turns(path: Path) -> None:
    with open_record(path) as record:
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

    path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open_record(path) as record:
        run = record.start_run("1.0", "en_made_up 1.0", ())
        for number in range(count):
            report = f"{name}-{number}"
            record.add(made_up.report(report), made_up.reading(report), run)
            print(report, flush=True)
        record.finish_run(run)
""")


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_programs_write_one_new_record_at_once(path: Path) -> None:
    both = [writer(path, name, 40) for name in ("a", "b")]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with open_record(path) as record:
        view = record.view()
        assert len(view.reports) == 80
        assert [run.read for run in view.runs] == [40, 40]


def test_a_killed_run_leaves_whole_reports(path: Path) -> None:
    process = writer(path, "k", 100_000)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(25)]
    time.sleep(0.003)
    process.send_signal(signal.SIGKILL)
    said += process.communicate(timeout=30)[0].split()
    with open_record(path) as record:
        view = record.view()
        kept = {report.id for report in view.reports}
        assert {line for line in said if line} <= kept
        assert len(view.readings) == len(kept) == view.runs[0].read
        assert view.runs[0].finished is None
        assert record.add(made_up.report("k-next"), made_up.reading("k-next"), start(record))


WITHOUT_RIGHTS = textwrap.dedent("""
    import os, sys
    from dateline.errors import RecordError
    from dateline.record import open_record

    with open_record(sys.argv[1]) as record:
        record.view()  # everything is imported before the rights are given up
    os.chmod(sys.argv[1], 0o444)
    if os.geteuid() == 0:
        os.setuid(65534)
    with open_record(sys.argv[1], read_only=True) as record:
        print(len(record.view().reports))
    try:
        with open_record(sys.argv[1]) as record:
            record.start_run("1", "m", ())
    except RecordError as error:
        print(error)
""")


@pytest.mark.skipif(os.name != "posix", reason="needs file permissions")
def test_a_record_that_may_not_be_written_is_still_shown() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "war.db"
        with open_record(path) as record:
            fill(record)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, str(path)], capture_output=True, text=True, check=False
        )
        Path(folder).chmod(0o755)
    assert done.stdout.splitlines()[:1] == ["2"], done.stderr
    assert "is read-only" in done.stdout


def test_a_record_from_before_a_table_is_read_and_then_filled(path: Path) -> None:
    with open_record(path) as record:
        fill(record)
    old = sqlite3.connect(path)
    for table in ("passage", "shared_statement", "field_value"):
        old.execute(f"DROP TABLE {table}")
    old.commit()
    old.close()
    made = made_up.view().reconciliation
    with open_record(path, read_only=True) as record:
        assert record.view().reconciliation == replace(made, passages=(), shared_statements=())
    with open_record(path) as record:
        record.replace_reconciliation(made, record.snapshot().changes)
        assert record.view().reconciliation == made
