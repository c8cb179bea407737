"""The commands as a user meets them: what is printed, what is written, what a mistake is called."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli import COMMANDS, main

FIRST = """\
HERAT, May 3, 2031 (Plain Wire) - Rebels shelled a market in Herat on Saturday, killing at least 12 people, the
Defence Ministry said.

“We will answer this crime,” Defence Minister Omid Rahimi said in a post on X.
"""
SECOND = """\
URL: https://courier.example/herat
DATE: 2031-05-04

Thirty people were killed when government forces shelled a market in Herat on Saturday, a doctor told the Courier.
“We have no beds left,” said Dr. Laila Noori.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def dateline(*arguments: object, status: int = 0, **kwargs: Any) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], **kwargs)
    assert result.exit_code == status, (result.output, result.exception)
    return result


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# -- the main job -----------------------------------------------------------------------------------------------------


def test_run_reads_shows_and_writes_the_brief(reports: Path, tmp_path: Path) -> None:
    result = dateline("run", reports)
    assert "2 reports read" in result.stdout
    assert "dateline.db: 2 reports" in result.stdout
    assert result.stdout.rstrip().endswith("brief: brief.html")
    assert "<html" in (tmp_path / "brief.html").read_text(encoding="utf-8").lower()


def test_the_brief_stands_by_the_record_unless_told_otherwise(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "war").mkdir()
    dateline("run", reports, "--record", tmp_path / "war" / "a.db")
    assert (tmp_path / "war" / "brief.html").exists()
    dateline("run", reports, "--record", tmp_path / "war" / "a.db", "--brief", tmp_path / "other.html")
    assert (tmp_path / "other.html").exists()
    dateline("run", reports, "--record", "b.db", "--no-brief")
    assert not (tmp_path / "brief.html").exists()


def test_single_steps_give_what_run_gives(reports: Path, tmp_path: Path) -> None:
    dateline("run", reports, "--record", "whole.db", "--no-brief")
    dateline("read", reports, "--record", "steps.db")
    dateline("reconcile", "--record", "steps.db")
    for name in ("whole", "steps"):
        dateline("export", "--record", f"{name}.db", "-o", f"{name}.jsonl")
    whole, steps = ([row for row in rows(tmp_path / f"{n}.jsonl") if row["kind"] != "run"] for n in ("whole", "steps"))
    assert whole == steps


def test_reading_again_changes_nothing(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    before = dateline("export").stdout_bytes
    result = dateline("run", reports, "--no-brief")
    assert "0 reports read, 2 unchanged" in result.stdout
    after = dateline("export").stdout_bytes

    def without_runs(exported: bytes) -> list[bytes]:
        return [line for line in exported.splitlines() if b'"kind":"run"' not in line]

    assert without_runs(before) == without_runs(after)


def test_two_fresh_records_export_the_same_bytes(reports: Path) -> None:
    exported = []
    for name, paths in (("a.db", [reports]), ("b.db", [reports / "second.txt", reports / "first.txt"])):
        dateline("run", *paths, "--record", name, "--no-brief")
        lines = dateline("export", "--record", name).stdout_bytes.splitlines()
        exported.append([line for line in lines if b'"kind":"run"' not in line])
    assert exported[0] == exported[1]


def test_two_processes_give_the_record_that_one_gives(reports: Path) -> None:
    for number in range(3, 40):
        (reports / f"{number}.txt").write_text(FIRST.replace("Herat", f"Village {number}"), encoding="utf-8")
    exported = []
    for jobs in (1, 2):
        dateline("run", reports, "--record", f"{jobs}.db", "--no-brief", "--jobs", jobs)
        lines = dateline("export", "--record", f"{jobs}.db").stdout_bytes.splitlines()
        exported.append([line for line in lines if b'"kind":"run"' not in line])
    assert exported[0] == exported[1]


def test_what_was_read_but_not_reconciled_is_shown_all_the_same(reports: Path) -> None:
    dateline("read", reports)
    shown = dateline("show")
    assert "brought together for now" in shown.stderr
    assert "brought together" not in shown.stdout
    dateline("reconcile")
    assert dateline("show").stderr == ""
    assert dateline("show").stdout == shown.stdout


def test_standard_input_is_read() -> None:
    result = dateline("run", "-", "--no-brief", input=FIRST)
    assert "1 report read" in result.stdout


def test_export_to_a_file_and_as_csv(reports: Path, tmp_path: Path) -> None:
    dateline("run", reports, "--no-brief")
    dateline("export", "--format", "csv", "-o", tmp_path / "events.csv")
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").startswith("id,type,")
    assert dateline("export", "--format", "csv", "--table", "statements").stdout.startswith("id,report,file,")
    dateline("export", "--table", "claims", status=2)


def test_the_record_and_the_model_may_be_named_by_the_environment(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_RECORD", "named.db")
    dateline("run", reports, "--no-brief")
    assert Path("named.db").exists()
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    result = dateline("read", reports, status=4)
    assert "language model 'no_such_model' is not installed" in result.stderr


def test_each_command_has_help_that_names_its_record() -> None:
    for name in COMMANDS:
        assert "--record FILE" in dateline(name, "--help").stdout


# -- bad input --------------------------------------------------------------------------------------------------------


def test_reports_that_cannot_be_read_are_listed_and_harm_no_other(reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (reports / "foreign.txt").write_text("Повстанцы обстреляли рынок в Герате в субботу, убив не менее 12 человек.")
    (reports / "bad.jsonl").write_text('{"text": "Rebels shelled Herat on Saturday."}\n{"text": \n')
    result = dateline("run", reports, "--no-brief")
    assert "4 set aside" in result.stdout
    listed = result.stdout[result.stdout.index("NOT READ (4)") :]
    for name in ("empty.txt", "binary.txt", "foreign.txt", "bad.jsonl#2"):
        assert name in listed


def test_damaged_encodings_are_read_as_far_as_they_go(reports: Path) -> None:
    (reports / "latin.txt").write_bytes(
        "The Spanish envoy, José Muñoz, met rebels in Herat on Monday.".encode("latin-1")
    )
    (reports / "cut.txt").write_bytes("The envoy met rebels in Herat on Monday. “We agreed”".encode()[:-1])
    dateline("run", reports, "--no-brief")
    files = {
        row["file"]: row
        for row in map(json.loads, dateline("export").stdout.splitlines())
        if row["kind"] in ("report", "set_aside")
    }
    assert "José Muñoz" in files[str(reports / "latin.txt")]["text"]
    assert str(reports / "cut.txt") in files


def test_a_text_of_fifty_megabytes_is_set_aside(reports: Path) -> None:
    (reports / "huge.txt").write_text("The army said it had shelled the town again. " * 1_150_000)
    result = dateline("run", reports, "--no-brief")
    assert "2 reports read, 1 set aside" in result.stdout
    assert "huge.txt" in result.stdout[result.stdout.index("NOT READ (1)") :]


def test_a_report_put_right_leaves_the_list(reports: Path) -> None:
    (reports / "late.txt").write_bytes(b"")
    assert "1 report not read" in dateline("run", reports, "--no-brief").stdout
    (reports / "late.txt").write_text(FIRST.replace("12", "15"), encoding="utf-8")
    assert "not read" not in dateline("run", reports, "--no-brief").stdout


@pytest.mark.parametrize("command", ["run", "read"])
def test_paths_that_lead_nowhere(command: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for path in ("missing.txt", "nothing"):
        result = dateline(command, path, status=2)
        assert result.stderr.startswith(f"dateline: {path}: no ")
        assert len(result.stderr.splitlines()) == 1
    assert not Path("dateline.db").exists()


@pytest.mark.parametrize("command", ["show", "export", "brief", "reconcile"])
def test_a_record_that_is_not_there(command: str) -> None:
    result = dateline(command, status=3)
    assert "dateline: record dateline.db is not there" in result.stderr
    assert not Path("dateline.db").exists()


@pytest.mark.parametrize("command", [["show"], ["export"], ["run", "reports"]])
def test_a_file_that_is_no_record(command: list[str], reports: Path) -> None:
    Path("dateline.db").write_text("just some words\n" * 100)
    result = dateline(*command, status=3)
    assert result.stderr == "dateline: dateline.db is not a dateline record; give another file with --record\n"


def test_a_newer_record(reports: Path) -> None:
    dateline("read", reports)
    with sqlite3.connect("dateline.db") as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    assert "newer dateline" in dateline("show", status=3).stderr


def test_an_output_that_cannot_be_written(reports: Path) -> None:
    dateline("read", reports)
    result = dateline("export", "-o", "nowhere/out.jsonl", status=2)
    assert "cannot write nowhere/out.jsonl" in result.stderr
    if Path("/dev/full").exists():
        assert "No space left" in dateline("export", "-o", "/dev/full", status=2).stderr


def test_a_failed_export_leaves_the_old_file(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.exports import jsonl

    dateline("read", reports)
    Path("out.jsonl").write_text("old")

    def broken(view: object) -> Any:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl, "jsonl_lines", broken)
    dateline("export", "-o", "out.jsonl", status=2)
    assert Path("out.jsonl").read_text() == "old"
    assert not list(Path().glob(".out*"))


# -- as a program -----------------------------------------------------------------------------------------------------


def program(*arguments: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from dateline.cli import main; main(prog_name='dateline')", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **kwargs)


def test_help_and_version_are_quick() -> None:
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        help_ = program("--help")
        best = min(best, time.perf_counter() - started)
    assert best < 1.0  # 0.1 s on an idle machine; the target is 0.3 s
    assert "Exit status" in help_.stdout
    assert all(name in help_.stdout for name in COMMANDS)
    assert program("--version").stdout == "dateline 0.1.0\n"


def test_exit_statuses_of_the_program(reports: Path) -> None:
    assert program("show").returncode == 3
    assert program("run", "missing").returncode == 2
    assert program("run").returncode == 2
    assert program("run", reports, "--model", "no_such_model").returncode == 4
    assert program("fly").returncode == 2


def test_output_survives_a_terminal_without_the_signs(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    done = program("show", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr


def test_a_reader_that_stops_early_sees_no_traceback(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    code = "from dateline.cli import main; main(prog_name='dateline')"
    done = subprocess.run(
        f'"{sys.executable}" -c "{code}" export | head -c 10', shell=True, capture_output=True, text=True, check=False
    )
    assert done.stdout == '{"kind":"r'
    assert done.stderr == ""


def test_two_runs_at_once_on_one_new_record(reports: Path, tmp_path: Path) -> None:
    for number in range(3, 15):
        (reports / f"{number}.txt").write_text(FIRST.replace("Herat", f"Village {number}"), encoding="utf-8")
    halves = [sorted(reports.iterdir())[:9], sorted(reports.iterdir())[5:]]
    code = "from dateline.cli import main; main(prog_name='dateline')"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, "run", "--no-brief", *map(str, half)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in halves
    ]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    shown = dateline("show")
    assert "dateline.db: 14 reports" in shown.stdout


NO_RIGHTS = """
import os, sys
from pathlib import Path
from dateline.cli import main
main(["run", "reports", "--record", "folder/war.db"], standalone_mode=False)  # imports everything
Path("folder").chmod(0o555)
Path("folder/war.db").chmod(0o444)
if os.geteuid() == 0:
    os.setuid(65534)
print("SHOWN", main(["show", "--record", "folder/war.db"], standalone_mode=False))
print("RUN", main(["run", "reports", "--record", "folder/war.db"], standalone_mode=False))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs file permissions")
def test_a_read_only_record_is_shown_and_not_written(reports: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:  # pytest's own folders are closed to others
        Path(scratch).chmod(0o755)
        shutil.copytree(reports, Path(scratch) / "reports")
        (Path(scratch) / "folder").mkdir()
        done = subprocess.run(
            [sys.executable, "-c", NO_RIGHTS], cwd=scratch, capture_output=True, text=True, check=False, timeout=60
        )
        (Path(scratch) / "folder").chmod(0o755)
    assert "SHOWN None" in done.stdout, done.stderr
    assert "RUN 3" in done.stdout
    assert "dateline: record folder/war.db is read-only" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_run_says_so_and_keeps_what_it_read(reports: Path) -> None:
    for number in range(400):
        (reports / f"{number}.txt").write_text(FIRST.replace("Herat", f"Village {number}") * 3, encoding="utf-8")
    command = [sys.executable, "-c", "from dateline.cli import main; main(prog_name='dateline')", "run", str(reports)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _reports_in(Path("dateline.db")):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted; the record keeps" in errors
    assert "Traceback" not in errors
    shown = dateline("show")
    kept = _reports_in(Path("dateline.db"))
    assert f"dateline.db: {kept} report" in shown.stdout


def _reports_in(path: Path) -> int:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM reading").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        if "connection" in locals():
            connection.close()
