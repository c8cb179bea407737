"""Reading on a Dask cluster: a real one of two workers on this machine gives the record of one process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from test_commands import dateline, without_clock

pytestmark = pytest.mark.skipif(
    find_spec("distributed") is None and not os.environ.get("DATELINE_TEST_ALL"),
    reason="dask is not installed (pip install 'dateline[cluster]')",
)


def exported(record: str) -> list[bytes]:
    return without_clock(dateline("export", "--record", record).stdout_bytes.splitlines())


def start(reports: Path, record: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dateline", "run", str(reports), "--record", record, "--no-brief"]
    return subprocess.Popen([*command, "--engine", "dask", "--jobs", "2"], stdout=subprocess.PIPE, text=True)


def test_two_workers_give_the_record_of_one_process_and_their_shards_are_used_again(many_reports: Path) -> None:
    (many_reports / "broken.txt").write_bytes(b"")
    dateline("run", many_reports, "--record", "one.db", "--no-brief")
    two = start(many_reports, "two.db")
    assert "40 reports read, 1 set aside" in (two.communicate(timeout=240)[0])
    assert exported("two.db") == exported("one.db")
    shards = {path: path.stat().st_mtime_ns for path in Path("two.db.shards").rglob("*") if path.is_file()}
    assert shards
    for path in Path().glob("two.db*"):
        if path.is_file():
            path.unlink()
    again = start(many_reports, "two.db")
    assert "40 reports read" in again.communicate(timeout=240)[0]
    assert exported("two.db") == exported("one.db")
    assert {path: path.stat().st_mtime_ns for path in shards} == shards


def test_a_worker_killed_in_mid_run_changes_nothing(many_reports: Path) -> None:
    dateline("run", many_reports, "--record", "one.db", "--no-brief")
    run = start(many_reports, "two.db")
    until = time.monotonic() + 120
    killed = False
    while not killed and run.poll() is None and time.monotonic() < until:
        if any(Path("two.db.shards").rglob("*.parquet")):
            workers = [
                c for c in psutil.Process(run.pid).children(recursive=True) if "spawn_main" in " ".join(c.cmdline())
            ]
            if workers:
                workers[-1].kill()
                killed = True
        time.sleep(0.05)
    assert "40 reports read" in run.communicate(timeout=240)[0]
    assert killed
    assert exported("two.db") == exported("one.db")


def test_a_scheduler_that_is_not_there_is_said(reports: Path) -> None:
    told = dateline("run", reports, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", status=2).stderr
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in told
    assert "--scheduler" in dateline("run", reports, "--scheduler", "tcp://127.0.0.1:9", status=2).stderr
