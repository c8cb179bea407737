"""Several programs on one record at once: does any of them fail, is anything lost, does a reader see half of something?

    python -m benchmarks.sharing [--seconds 60] [--engine sqlite postgresql]

On PostgreSQL four writers and eight readers, on one SQLite file two programs that write and read by turns. All writers
read the same reports, each as a version of its own that makes the readings of the others anew; they set reports aside,
decide, and bring the record together. Every view that a reader gets must be whole, and what was said to be kept must be
there in the end (`stored.problems`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.stored import fresh_locations, note, pairs, problems, unreadable
from dateline.pipeline import reconcile
from dateline.record import Record, RecordView, open_record

_REPORTS = 120
_WRITERS = {"sqlite": 2, "postgresql": 4}
_READERS = {"sqlite": 0, "postgresql": 8}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sharing")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--engine", nargs="+", choices=["sqlite", "postgresql"], default=["postgresql", "sqlite"])
    parser.add_argument("--worker", nargs=3, metavar=("KIND", "NAME", "LOCATION"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        kind, name, location = options.worker
        print(json.dumps(_work(kind, name, location, time.monotonic() + options.seconds)))
        return 0
    found = [share(engine, options.seconds) for engine in options.engine]
    return 1 if any(found) else 0


def share(engine: str, seconds: float) -> list[str]:
    """Print what they did and what went wrong; the same as lines."""
    with tempfile.TemporaryDirectory() as folder, fresh_locations(engine, Path(folder)) as fresh, fresh() as location:
        writers, readers = _WRITERS[engine], _READERS[engine]
        kinds = ["writer" if readers else "both"] * writers + ["reader"] * readers
        if readers:
            open_record(location).close()  # readers must find one
        base = [sys.executable, "-m", "benchmarks.sharing", "--seconds", str(seconds), "--worker"]
        programs = [
            subprocess.Popen(
                [*base, kind, f"{kind}-{number}", location], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for number, kind in enumerate(kinds)
        ]
        done: Counter[str] = Counter()
        wrong: list[str] = []
        decided: list[str] = []
        for program in programs:
            out, errors = program.communicate()
            if program.returncode:
                wrong.append(errors.strip().splitlines()[-1] if errors.strip() else "a program died")
                continue
            told = json.loads(out)
            done.update(told["done"])
            wrong += told["wrong"]
            decided += told["decided"]
        wrong += problems(location, [report.id for report, _ in pairs(_REPORTS)] if done["passes"] else (), decided)
        wrong += _not_current(location)
    counts = ", ".join(f"{done[what]:,} {what}" for what in sorted(done))
    print(f"{engine}: {writers} writers and {readers} readers for {seconds:.0f} s: {counts}; {len(wrong)} problems")
    for problem in wrong:
        print(" ", problem)
    return wrong


def _not_current(location: str) -> list[str]:
    """Once more brought together, with nobody else about, the record must know that it is current."""
    with open_record(location, create=False) as record:
        _reconcile(record)
        return [] if record.view().is_current else ["the record does not know that it is current"]


def _work(kind: str, name: str, location: str, until: float) -> dict[str, object]:
    done: Counter[str] = Counter()
    decided: list[str] = []
    wrong: list[str] = []
    with open_record(location, create=kind == "both", read_only=kind == "reader") as record:
        while time.monotonic() < until:
            if kind != "reader":
                decided += _write(record, name, done, until)
            if kind != "writer":
                wrong += _read(record, done)
    return {"done": done, "decided": decided, "wrong": wrong}


def _write(record: Record, name: str, done: Counter[str], until: float) -> list[str]:
    """One pass over all reports."""
    decided: list[str] = []
    run = record.start_run(f"{name}-{done['passes']}", "generated", ())
    for number, (report, reading) in enumerate(pairs(_REPORTS)):
        if time.monotonic() > until:
            return decided
        done["readings written"] += record.add(report, reading, run)
        if number % 5 == 0:
            decision = note(report.id, name, f"2031-06-01T00:00:00.{done['decisions']:06}+00:00")
            done["decisions"] += record.decide(decision)
            decided.append(decision.id)
        if number % 20 == 0:
            record.set_aside(unreadable(report.id), run)
            record.note_unchanged([(report.id, unreadable(report.id).file)], run)
    done["reconciliations written"] += _reconcile(record)
    record.finish_run(run)
    done["passes"] += 1
    return decided


def _reconcile(record: Record) -> bool:
    snapshot = record.snapshot()
    return record.replace_reconciliation(reconcile(snapshot.readings, snapshot.decisions), snapshot.changes)


def _read(record: Record, done: Counter[str]) -> list[str]:
    view = record.view()
    record.not_read()
    record.decisions()
    done["views read"] += 1
    return list(_torn(view))


def _torn(view: RecordView) -> list[str]:
    """What no moment of the record can have been."""
    found = []
    if [report.id for report in view.reports] != [reading.report for reading in view.readings]:
        found.append("reports and readings of two moments")
    if len({ruling.decision.id for ruling in view.reconciliation.rulings} - {d.id for d in view.decisions}):
        found.append("rulings on decisions that are not there")
    claims = {(reading.report, claim.id) for reading in view.readings for claim in reading.claims}
    if any((ref.report, ref.id) not in claims for event in view.reconciliation.events for ref in event.claims):
        found.append("events of claims that are not there")
    return found


if __name__ == "__main__":
    sys.exit(main())
