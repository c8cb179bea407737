"""The program itself, as a process: exit statuses, signals, pipes, two at once."""

from __future__ import annotations

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
from click.testing import CliRunner

from dateline import __version__
from dateline.cli import COMMANDS, main

CODE = "from dateline.cli import main; main(prog_name='dateline')"


def dateline(*arguments: object) -> str:
    """In this process, for what comes before and after."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def program(*arguments: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=200, **kwargs)


def test_help_and_version_are_quick() -> None:
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        help_ = program("--help")
        best = min(best, time.perf_counter() - started)
    assert best < 1.0  # 0.1 s on an idle machine; the target is 0.3 s
    assert "Exit status" in help_.stdout
    assert all(name in help_.stdout for name in COMMANDS)
    assert program("--version").stdout == f"dateline {__version__}\n"


def test_exit_statuses_of_the_program(reports: Path) -> None:
    assert program("show").returncode == 3
    assert program("run", "missing").returncode == 2
    assert program("run").returncode == 2
    assert program("fly").returncode == 2


def test_output_survives_a_terminal_without_the_signs(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    done = program("show", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr


def test_a_reader_that_stops_early_sees_no_traceback(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    done = subprocess.run(
        f'"{sys.executable}" -c "{CODE}" export | head -c 10', shell=True, capture_output=True, text=True, check=False
    )
    assert done.stdout == '{"kind":"r'
    assert done.stderr == ""


def test_two_runs_at_once_on_one_new_record(many_reports: Path) -> None:
    halves = [sorted(many_reports.iterdir())[:25], sorted(many_reports.iterdir())[15:]]
    both = [
        subprocess.Popen(
            [sys.executable, "-c", CODE, "run", "--no-brief", *map(str, half)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in halves
    ]
    for process in both:
        _, errors = process.communicate(timeout=200)
        assert process.returncode == 0, errors
    assert "dateline.db: 40 reports" in dateline("show")


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
            [sys.executable, "-c", NO_RIGHTS], cwd=scratch, capture_output=True, text=True, check=False, timeout=200
        )
        (Path(scratch) / "folder").chmod(0o755)
    assert "SHOWN None" in done.stdout, done.stderr
    assert "RUN 3" in done.stdout
    assert "dateline: record folder/war.db is read-only" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_run_says_so_and_keeps_what_it_read(reports: Path, first: str) -> None:
    for number in range(400):
        (reports / f"{number}.txt").write_text(first.replace("Herat", f"Village {number}") * 3, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "run", str(reports)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and not _reports_in(Path("dateline.db")):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=100)
    assert process.returncode == 130
    assert "interrupted; the record keeps" in errors
    assert "Traceback" not in errors
    kept = _reports_in(Path("dateline.db"))
    assert f"dateline.db: {kept} report" in dateline("show")


def _reports_in(path: Path) -> int:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM reading").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        if "connection" in locals():
            connection.close()
