"""Reading on a Dask cluster: a real one of two workers on this machine gives the record of one process."""

from __future__ import annotations

import json
import os
import re
import signal
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


def start(reports: Path, record: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dateline", "run", str(reports), "--record", record, "--no-brief"]
    how = options or ("--jobs", "2")
    pipe = subprocess.PIPE
    return subprocess.Popen([*command, "--engine", "dask", *how], stdout=pipe, stderr=pipe, text=True)


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


def test_a_damaged_shard_is_made_again(many_reports: Path) -> None:
    assert "40 reports read" in start(many_reports, "two.db").communicate(timeout=240)[0]
    whole = exported("two.db")
    first, *_, last = sorted(Path("two.db.shards").rglob("*.parquet"))
    first.write_bytes(first.read_bytes()[:200])
    last.write_bytes(b"")
    for path in Path().glob("two.db*"):
        if path.is_file():
            path.unlink()
    assert "40 reports read" in start(many_reports, "two.db").communicate(timeout=240)[0]
    assert exported("two.db") == whole


def test_a_report_that_kills_its_worker_is_set_aside(
    reports: Path, fragile_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(18):
        word = "KILLER" if number == 7 else "army"
        (reports / f"{number:02}.txt").write_text(f"The {word} shelled Village {number} on Monday, killing two people.")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    told, errors = start(reports, "two.db", "--jobs", "2", "--model", fragile_model).communicate(timeout=280)
    assert "19 reports read, 1 set aside" in told, errors
    rows = map(json.loads, dateline("export", "--record", "two.db").stdout.splitlines())
    (item,) = (row for row in rows if row["kind"] == "set_aside")
    assert item["file"].endswith("07.txt")
    assert "the worker that read it died" in item["detail"]


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_run_takes_its_workers_down(many_reports: Path) -> None:
    run = start(many_reports, "two.db")
    until = time.monotonic() + 120
    while not any(Path("two.db.shards").rglob("*.parquet")) and time.monotonic() < until:
        time.sleep(0.1)
    workers = psutil.Process(run.pid).children(recursive=True)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=100)
    assert run.returncode == 130
    assert "interrupted; the record keeps" in errors
    assert "Traceback" not in errors
    assert not psutil.wait_procs(workers, timeout=20)[1]
    told = re.match(
        r"(\d+) reports? read(?:, (\d+) unchanged)?", start(many_reports, "two.db").communicate(timeout=240)[0]
    )
    assert told is not None
    assert sum(int(number or 0) for number in told.groups()) == 40


def test_a_scheduler_started_by_others_is_used(many_reports: Path) -> None:
    dateline("run", many_reports, "--record", "one.db", "--no-brief")
    dask = [sys.executable, "-m", "dask"]
    quiet = subprocess.DEVNULL
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler += ["--scheduler-file", "dask.json"]
    started = [subprocess.Popen(scheduler, stdout=quiet, stderr=quiet)]
    try:
        until = time.monotonic() + 60
        while not Path("dask.json").exists() and time.monotonic() < until:
            time.sleep(0.1)
        address = json.loads(Path("dask.json").read_text(encoding="utf-8"))["address"]
        worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        started.append(subprocess.Popen(worker, stdout=quiet, stderr=quiet))
        told, errors = start(many_reports, "two.db", "--scheduler", address).communicate(timeout=240)
        assert "40 reports read" in told, errors
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=60)
    assert exported("two.db") == exported("one.db")
