"""Whatever happens to a run, the record opens, holds what was said to be kept, nothing by halves, and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filled import fill, sql
from sqlalchemy import event

from benchmarks.faults import kill_runs, write
from benchmarks.private_server import PrivateServer
from benchmarks.sharing import share
from benchmarks.stored import note, pairs, problems
from dateline.errors import RecordError
from dateline.record import Record, open_record

GIVEN = pairs(40)


@pytest.fixture
def said() -> list[tuple[str, ...]]:
    return []


def run_whole(location: str, said: list[tuple[str, ...]]) -> None:
    write(location, GIVEN, lambda *words: said.append(words))


def check(location: str, said: list[tuple[str, ...]]) -> None:
    """Nothing lost; and another run comes to its end."""
    told = {kind: [words[1] for words in said if words[0] == kind] for kind in ("read", "decided")}
    assert problems(location, told["read"], told["decided"]) == []
    run_whole(location, said)
    assert problems(location, [report.id for report, _ in GIVEN], told["decided"]) == []
    with open_record(location) as record:
        assert record.view().is_current
        assert sum(run.read for run in record.view().runs) == len(GIVEN)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_at_random_moments(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """`python -m benchmarks.faults --kills 200` does the same more often."""
    files = iter(range(1000))

    @contextmanager
    def file() -> Iterator[str]:
        yield str(tmp_path / f"{next(files)}.db")

    fresh = file if engine == "sqlite" else request.getfixturevalue("server").database
    outcome = kill_runs(fresh, kills=12, seed=12, reports=40)
    assert outcome.problems == []
    assert outcome.kills == 12
    assert outcome.whole_runs > 0


def test_a_full_disk(tmp_path: Path, said: list[tuple[str, ...]]) -> None:
    """Nearly at once, half-way, and nearly at the end."""
    whole = tmp_path / "whole.db"
    run_whole(str(whole), [])
    most = sql(whole, "PRAGMA page_count")[0][0]
    for part in (0.1, 0.25, 0.4):
        location = str(tmp_path / f"{part}.db")
        open_record(location).close()
        least = sql(location, "PRAGMA page_count")[0][0]
        said.clear()
        with (
            pytest.raises(RecordError, match="no space left"),
            limited(location, int(least + part * (most - least))) as record,
        ):
            write_into(record, said)
        assert said
        check(location, said)


@contextmanager
def limited(location: str, pages: int) -> Iterator[Record]:
    """A record whose file may not grow beyond some pages."""
    with open_record(location) as record:
        engine = record._database.engine
        event.listen(engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages}"))
        engine.dispose()
        yield record


def write_into(record: Record, said: list[tuple[str, ...]]) -> None:
    run = record.start_run("1.0", "generated", ())
    for report, reading in GIVEN:
        record.add(report, reading, run)
        said.append(("read", report.id))


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own; skips where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path, said: list[tuple[str, ...]]) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        location, ballast = str(disk / "war.db"), disk / "ballast"
        open_record(location).close()
        ballast.write_bytes(bytes(1_300_000))
        with pytest.raises(RecordError, match="no space left"):
            run_whole(location, said)
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=32m", str(disk)], check=True)
        check(location, said)


def test_a_servers_disk_that_is_full(server: PrivateServer, said: list[tuple[str, ...]], tmp_path: Path) -> None:
    """The tables' own disk: a tablespace."""
    shared = Path(server.folder) / f"disk-{os.getpid()}"
    with small_disk(shared, 12) as disk:
        owner = server.folder.stat()
        os.chown(disk, owner.st_uid, owner.st_gid)
        server.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        try:
            with server.database("TABLESPACE small") as location:
                open_record(location).close()
                (disk / "ballast").write_bytes(bytes(left_on(disk) - 300_000))
                with pytest.raises(RecordError, match="no space left"):
                    run_whole(location, said)
                (disk / "ballast").unlink()
                subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
                check(location, said)
        finally:
            server.execute("DROP TABLESPACE small")


def left_on(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def test_a_server_that_crashes_in_the_middle_of_a_run(server: PrivateServer, said: list[tuple[str, ...]]) -> None:
    """A server of its own: others must not lose theirs."""
    with PrivateServer() as own, own.database() as location:

        def say(*words: str) -> None:
            said.append(words)
            if len(said) == 25:
                own.stop(signal.SIGQUIT)

        with pytest.raises(RecordError, match="not to be reached"):
            write(location, GIVEN, say)
        own.start()
        check(location, said)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_many_programs_share_one_record(engine: str, request: pytest.FixtureRequest) -> None:
    """`python -m benchmarks.sharing` does the same for a minute."""
    if engine == "postgresql":
        request.getfixturevalue("server")  # skips where there is none
    assert share(engine, 4) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM claim WHERE id = 'c1'", "rows of claim"),
        ("DELETE FROM report WHERE id = 'r-1'", "1 reports lost"),
        ("DELETE FROM decision", "1 decisions lost"),
        ("DELETE FROM event_claim", "rows of event_claim"),
        ("UPDATE run SET read = 0", "the runs tell of 0 reports"),
        ("DELETE FROM meta", "it does not open"),
    ],
)
def test_what_is_lost_or_half_written_is_seen(path: Path, harm: str, told: str) -> None:
    """The check itself: it must be able to fail."""
    decision = note("r-1", "Ana Lund")
    with open_record(path) as record:
        fill(record)
        record.decide(decision)
    assert problems(str(path), ["r-1"], [decision.id]) == []
    sql(path, harm)
    assert any(told in problem for problem in problems(str(path), ["r-1"], [decision.id]))
