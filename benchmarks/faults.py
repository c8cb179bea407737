"""What is left of a record when its writer is killed.

    python -m benchmarks.faults --kills 200 --engine sqlite|postgresql [--seed 1]

A writing run (reports read, set aside, decided upon, brought together again and again) is killed with SIGKILL at a
moment drawn evenly from the time that a whole run takes. The record is checked after each kill (`stored.problems`), and
the next run goes on with it, until one comes to its end; that record must be the one that a run makes which nobody
killed. Then a new record is begun. Each run is a process of its own, forked from one that has no record open.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.stored import Pair, fresh_locations, note, pairs, problems, unreadable
from dateline.model import Reconciliation
from dateline.pipeline import reconcile
from dateline.record import Record, RecordView, open_record
from dateline.record.prepared import prepare

_REPORTS = 150
_EVERY = 50
_TOGETHER = 5  # reports in one transaction
_made: dict[tuple[int, int], Reconciliation] = {}  # by number of reports and of decisions
Fresh = Callable[[], AbstractContextManager[str]]


@dataclass(slots=True)
class Outcome:
    """What came of the kills. moments: what the run was doing when it was killed, as far as it had told."""

    kills: int = 0
    whole_runs: int = 0
    told: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def line(self, engine: str) -> str:
        where = ", ".join(f"{number} {what}" for what, number in sorted(self.moments.items()))
        return (
            f"{engine}: {self.kills} kills ({where}); {self.told:,} reports and decisions were said to be kept; "
            f"{len(self.problems)} problems; {self.whole_runs} runs went on to the end, each the record of a whole run"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, fresh_locations(options.engine, Path(folder)) as fresh:
        outcome = kill_runs(fresh, options.kills, options.seed)
    print(outcome.line(options.engine))
    for problem in outcome.problems:
        print(" ", problem)
    return 1 if outcome.problems else 0


def kill_runs(fresh: Fresh, kills: int, seed: int, reports: int = _REPORTS) -> Outcome:
    """Kill as many runs as asked for, and check what each left."""
    outcome, chance, given = Outcome(), random.Random(seed), pairs(reports)
    _make(given)
    times = []
    for _ in range(3):  # the quickest tells how long a run takes when nothing else is going on
        with fresh() as location:
            begun = time.monotonic()
            _finish(_start(location, given))
            times.append(time.monotonic() - begun)
            wanted = _content(location)
    whole = min(times)
    while outcome.kills < kills:
        with fresh() as location:
            _one_record(location, given, chance, whole, outcome, kills)
            if _content(location) == wanted:
                outcome.whole_runs += 1
            else:
                outcome.problems.append("a run that went on to the end made another record")
    return outcome


def _one_record(
    location: str, given: Sequence[Pair], chance: random.Random, whole: float, outcome: Outcome, kills: int
) -> None:
    """Runs over one record until one comes to its end, all killed but that one."""
    kept: set[str] = set()
    decided: set[str] = set()
    while True:
        run = _start(location, given)
        last = outcome.kills >= kills
        lines, is_killed = _finish(run) if last else _kill(run, chance.uniform(0, whole))
        kept |= {words[1] for words in lines if words[0] == "read"}
        decided |= {words[1] for words in lines if words[0] == "decided"}
        if is_killed:
            outcome.kills += 1
            outcome.moments[_moment(lines)] += 1
        if lines or not is_killed:  # else it may have been killed before there was a record
            outcome.problems += problems(location, kept, decided)
        if not is_killed:
            outcome.told += len(kept) + len(decided)
            return


def _moment(lines: Sequence[Sequence[str]]) -> str:
    told = lines[-1][0] if lines else "opening"
    return {"opened": "opening", **dict.fromkeys(("begun", "read", "decided", "replaced"), "reading")}.get(told, told)


def _content(location: str) -> RecordView:
    """What two records of the same reports and decisions have in common, which is all but their clocks."""
    with open_record(location, create=False, read_only=True) as record:
        return replace(record.view(), runs=(), first_read={})


# -- the run that is killed -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Running:
    process: int
    said: int  # file descriptor


def _start(location: str, given: Sequence[Pair]) -> _Running:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return _Running(process, reading)
    status = 1
    try:
        os.close(reading)
        write(location, given, lambda *words: _say(writing, words))
        status = 0
    finally:
        os._exit(status)


def _say(pipe: int, words: Iterable[str]) -> None:
    os.write(pipe, (" ".join(words) + "\n").encode())


def write(location: str, given: Sequence[Pair], say: Callable[..., None]) -> None:
    """A run that goes on where one before it stopped, and says what it has done when it is done."""
    with open_record(location) as record:
        say("opened")
        run = record.start_run("1.0", "generated", ())
        known = record.known([report.id for report, _ in given], run.made_by)
        say("begun")
        for first in range(0, len(given), _TOGETHER):
            batch = given[first : first + _TOGETHER]
            record.note_unchanged([(report.id, report.file) for report, _ in batch if report.id in known], run)
            fresh = [pair for pair in batch if pair[0].id not in known]
            if not fresh:
                continue
            record.keep([prepare(*pair) for pair in fresh], run)
            for report, _ in fresh:
                say("read", report.id)
            number = first + len(batch)
            if number % 10 == 0:
                last, _ = batch[-1]
                decision = note(last.id, "Ana Lund")
                record.set_aside(unreadable(last.id), run)
                record.decide(decision)
                say("decided", decision.id)
            if number % _EVERY == 0:
                _reconcile(record, say)
        for number, (report, _) in enumerate(given, start=1):  # what the run before was killed over
            if number % 10 == 0:
                record.set_aside(unreadable(report.id), run)
                record.decide(note(report.id, "Ana Lund"))
        _reconcile(record, say)
        say("ending")
        record.finish_run(run)
        say("ended")


def _make(given: Sequence[Pair]) -> None:
    """Bring together beforehand what the runs will, so that the kills meet them at writing and not at thinking."""
    _made.clear()
    for number in {*range(_EVERY, len(given) + 1, _EVERY), len(given)}:
        decisions = [note(report.id, "Ana Lund") for report, _ in given[:number][9::10]]
        _made[number, len(decisions)] = reconcile([reading for _, reading in given[:number]], decisions)


def _reconcile(record: Record, say: Callable[..., None]) -> None:
    say("reconciling")
    snapshot = record.snapshot()
    stage = (len(snapshot.readings), len(snapshot.decisions))
    made = _made.get(stage) or reconcile(snapshot.readings, snapshot.decisions)
    say("replacing")
    record.replace_reconciliation(made, snapshot.changes)
    say("replaced")


def _kill(run: _Running, after: float) -> tuple[list[list[str]], bool]:
    time.sleep(after)
    os.kill(run.process, signal.SIGKILL)
    return _finish(run)


def _finish(run: _Running) -> tuple[list[list[str]], bool]:
    """What the run said, in words, and whether it was killed."""
    with os.fdopen(run.said, encoding="utf-8") as said:
        lines = [line.split() for line in said if line.endswith("\n")]
    _, status = os.waitpid(run.process, 0)
    if os.WIFSIGNALED(status):
        return lines, True
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"a run failed after {lines[-1:]}")
    return lines, False


if __name__ == "__main__":
    sys.exit(main())
