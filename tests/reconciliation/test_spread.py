"""Brought together in one process, in several, on a Dask cluster: one result, byte for byte."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.reconciliation import reports
from dateline.batch import bringing
from dateline.batch.bringing import Several, bring_together, dask_workers, processes
from dateline.batch.pieces import packed, unpacked
from dateline.errors import InputError
from dateline.intake import find_reports
from dateline.language import load_annotator
from dateline.model import Anchor, Decision, DecisionKind, RawReport, Reconciliation, ReportClaims, Subject, with_id
from dateline.pipeline import ReadReport, read_many, reconcile

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def _names_joined() -> None:
    """Names are joined here as they are for users."""


@pytest.fixture(scope="module")
def readings() -> list[ReportClaims]:
    """The examples' storyline, with all that real texts hold, and a generated war of 1,500 claims."""
    raws = [raw for raw in find_reports([str(EXAMPLES)]) if isinstance(raw, RawReport)]
    read = [o.reading for o in read_many(raws, load_annotator()) if isinstance(o, ReadReport)]
    return [*read, *reports(1_500)]


@pytest.fixture(scope="module")
def decisions(readings: list[ReportClaims]) -> list[Decision]:
    """Claims of different types made one event, one taken out, reports called copies, a figure corrected, a name."""
    made = reconcile(readings)
    claims = [
        Anchor(c.report, c.trigger.start, c.trigger.end, c.trigger.quote, c.type.value)
        for r in readings
        for c in r.claims
    ]
    first = next(c for c in claims if c.name == "ASSAULT")
    other = next(c for c in claims if c.name == "AID")
    event = next(e for e in made.events if len(e.claims) > 3)
    own = [c for r in readings for c in r.claims if (r.report, c.id) in {(x.report, x.id) for x in event.claims}]
    some = [Anchor(c.report, c.trigger.start, c.trigger.end, c.trigger.quote, c.type.value) for c in own]
    names = {e.name: Anchor(r.report, name=e.name) for r in readings[-40:] for e in r.entities}
    return [
        decided(DecisionKind.SAME, Subject.EVENT, [first, other]),
        decided(DecisionKind.DIFFERENT, Subject.EVENT, some[:1], some[1:]),
        decided(DecisionKind.SAME, Subject.REPORT, [Anchor(readings[-1].report), Anchor(readings[-9].report)]),
        decided(DecisionKind.CORRECT, Subject.CLAIM, [first], values=(("killed", "17"),)),
        decided(DecisionKind.SAME, Subject.ENTITY, list(names.values())[:2]),
    ]


def decided(
    kind: DecisionKind,
    subject: Subject,
    targets: list[Anchor],
    others: Iterable[Anchor] = (),
    values: tuple[tuple[str, str], ...] = (),
) -> Decision:
    made = f"2031-05-01T10:0{len(targets)}:00Z"
    return with_id(Decision("", kind, subject, tuple(targets), "N. Okafor", made, "seen", tuple(others), values))


@pytest.fixture(scope="module")
def wanted(readings: list[ReportClaims], decisions: list[Decision]) -> Reconciliation:
    made = reconcile(readings, decisions)
    assert all((made.events, made.copies, made.entities, made.judgements))
    assert made != reconcile(readings)  # the decisions tell
    return made


def shuffled(items: list[Any], seed: int) -> list[Any]:
    return random.Random(seed).sample(items, len(items))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_any_order_one_result(
    readings: list[ReportClaims], decisions: list[Decision], wanted: Reconciliation, jobs: int
) -> None:
    with processes(jobs) as spread:
        assert repr(reconcile(shuffled(readings, jobs), shuffled(decisions, jobs), spread)) == repr(wanted)


@pytest.mark.skipif(
    find_spec("distributed") is None and not os.environ.get("DATELINE_TEST_ALL"),
    reason="dask is not installed (pip install 'dateline[cluster]')",
)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_also_when_one_is_killed(
    readings: list[ReportClaims], decisions: list[Decision], wanted: Reconciliation
) -> None:
    with dask_workers(2) as spread:
        assert repr(reconcile(shuffled(readings, 5), decisions, spread)) == repr(wanted)
        killing = Killing(spread)
        assert repr(reconcile(readings, decisions, killing)) == repr(wanted)
    assert killing.killed


def test_a_process_killed_in_mid_run_changes_nothing(
    readings: list[ReportClaims], decisions: list[Decision], wanted: Reconciliation
) -> None:
    with processes(2) as spread:
        killing = Killing(spread)
        assert repr(reconcile(readings, decisions, killing)) == repr(wanted)
    assert killing.killed


def test_processes_that_always_die_leave_the_work_to_this_one() -> None:
    with processes(2) as spread:
        here = os.getpid()
        assert list(spread(die_elsewhere, [(here, n) for n in range(30)])) == list(range(30))


def die_elsewhere(piece: tuple[int, int]) -> int:
    home, number = piece
    if os.getpid() != home:
        os._exit(9)
    return number


def test_what_a_piece_raises_is_raised_here() -> None:
    with processes(2) as spread, pytest.raises(ZeroDivisionError):
        list(spread(divide, [2, 1, 0]))


def divide(by: int) -> float:
    return 1 / by


def test_readings_come_back_from_another_process_as_they_were(readings: list[ReportClaims]) -> None:
    assert unpacked(packed(readings)) == readings


def test_few_claims_are_brought_together_here(
    readings: list[ReportClaims], wanted: Reconciliation, decisions: list[Decision]
) -> None:
    before = set(psutil.Process().children())
    assert bring_together(readings, decisions, jobs=2) == wanted
    assert bring_together(readings, decisions, on_dask=True, scheduler="tcp://127.0.0.1:9") == wanted
    assert set(psutil.Process().children()) <= before


def test_many_are_brought_together_by_several(
    readings: list[ReportClaims], wanted: Reconciliation, decisions: list[Decision], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "WORTH_PROCESSES", 1)
    before = children_time()
    assert bring_together(readings, decisions, jobs=2) == wanted
    assert children_time() > before


@pytest.mark.skipif(find_spec("distributed") is None, reason="dask is not installed (pip install 'dateline[cluster]')")
def test_of_many_a_scheduler_that_is_not_there_is_said(
    readings: list[ReportClaims], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "WORTH_CLUSTER", 1)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        bring_together(readings, on_dask=True, scheduler="tcp://127.0.0.1:9")


BRINGING = """
if __name__ == "__main__":
    from benchmarks.reconciliation import reports
    from dateline.batch.bringing import bring_together

    readings = list(reports(20_000))
    print("begun", flush=True)
    bring_together(readings, jobs=2)
"""
HANDING_ON = """
from dateline.batch.bringing import processes

if __name__ == "__main__":
    with processes(2) as spread:
        for number, _ in enumerate(spread(bytes, (60_000_000 for _ in range(10_000)))):
            if number == 1:
                print("begun", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("program", [BRINGING, HANDING_ON], ids=["at work", "handing on what was made"])
def test_ctrl_c_takes_the_processes_down(tmp_path: Path, program: str) -> None:
    script = tmp_path / "many.py"
    script.write_text(program)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(EXAMPLES.parent), *sys.path])}
    run = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        start_new_session=True,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stdout.readline() == "begun\n"
    until = time.monotonic() + 120
    while not (children := workers_of(psutil.Process(run.pid))) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)
    os.killpg(run.pid, signal.SIGINT)
    try:
        _, errors = run.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        raise
    assert run.returncode == -signal.SIGINT
    assert errors.count("Traceback") == 1  # of this process alone, and of nothing but the interruption
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert not psutil.wait_procs(children, timeout=20)[1]


def children_time() -> float:
    """CPU seconds of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


class Killing:
    """Spreads as another does, and kills one of its processes whenever the first piece of a work is done."""

    def __init__(self, spread: Several) -> None:
        self._spread = spread
        self.killed = 0

    def __call__(self, work: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        for number, made in enumerate(self._spread(work, pieces)):
            for worker in workers_of(psutil.Process())[-1:] if number == 0 else ():
                worker.kill()
                self.killed += 1
            yield made


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    return [c for c in process.children(recursive=True) if "spawn_main" in " ".join(c.cmdline())]
