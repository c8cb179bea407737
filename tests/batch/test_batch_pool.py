"""Processes that do pieces of work: what dies costs its own piece, and nothing waits for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing

import psutil
import pytest

from dateline.batch.pieces import packed, unpacked
from dateline.batch.pool import LostProcessError, Pool
from dateline.batch.processes import ProcessReader
from dateline.errors import ModelError


def double(number: int) -> int:
    return 2 * number


def die_while_handing_over(size: int) -> bytes:
    """Ends its process when part of what it made is under way."""
    threading.Thread(target=die_in_sending, args=(threading.get_ident(),), daemon=True).start()
    return bytes(size)


def die_in_sending(thread: int) -> None:
    while sys._current_frames()[thread].f_code.co_name != "_send":
        time.sleep(0.0001)
    os.kill(os.getpid(), signal.SIGKILL)


class AwkwardError(Exception):
    """Can be packed, not unpacked."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)


def raise_awkward(why: str) -> None:
    raise AwkwardError("what", why)


def divide(by: int) -> float:
    return 1 / by


def test_a_process_that_dies_with_half_a_result_handed_over_costs_that_piece_alone() -> None:
    with closing(Pool(2)) as pool:
        lost = [pool.submit(packed((die_while_handing_over, 50_000_000))) for _ in range(3)]
        kept = [pool.submit(packed((double, n))) for n in range(20)]
        assert [unpacked(promise.result(timeout=60)) for promise in kept] == [2 * n for n in range(20)]
        for promise in lost:
            with pytest.raises(LostProcessError):
                promise.result(timeout=60)


def test_what_is_raised_elsewhere_is_raised_here_with_its_place() -> None:
    with closing(Pool(1)) as pool:
        with pytest.raises(ZeroDivisionError) as caught:
            pool.submit(packed((divide, 0))).result(timeout=60)
        assert "in divide" in "".join(caught.value.__notes__)
        with pytest.raises(RuntimeError, match="AwkwardError: what"):
            pool.submit(packed((raise_awkward, "why"))).result(timeout=60)
        assert unpacked(pool.submit(packed((double, 4))).result(timeout=60)) == 8


def end_at_once(asked: tuple[str | None, bool]) -> str:
    os._exit(9)


def test_a_process_that_ends_while_the_model_is_loaded_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.batch.processes._model", end_at_once)
    with pytest.raises(ModelError, match="use fewer --jobs"), ProcessReader(None, 2):
        pass


def test_closing_waits_for_nobody() -> None:
    with closing(Pool(2)) as pool:
        pool.submit(packed((double, 1))).result(timeout=60)
        sleeping = [pool.submit(packed((time.sleep, 600))) for _ in range(5)]
        until = time.monotonic() + 60
        while not all(promise.running() for promise in sleeping[:2]) and time.monotonic() < until:
            time.sleep(0.05)
        begun = time.monotonic()
    assert time.monotonic() - begun < 60
    left = psutil.Process().children()
    assert not [c for c in left if c.status() == psutil.STATUS_ZOMBIE or "spawn_main" in " ".join(c.cmdline())]
    assert all(promise.done() for promise in sleeping)


def test_processes_leave_when_the_one_that_started_them_is_killed() -> None:
    program = (
        "import time; from dateline.batch.pool import Pool; from dateline.batch.pieces import packed;"
        "import math; pool = Pool(2);"
        "[made.result() for made in [pool.submit(packed((math.sqrt, n))) for n in range(50)]];"
        "print('begun', flush=True); time.sleep(600)"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "begun\n"
    processes = psutil.Process(run.pid).children(recursive=True)
    assert processes
    run.kill()
    run.communicate()
    assert not psutil.wait_procs(processes, timeout=20)[1]
