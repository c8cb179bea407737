"""What the benchmarks of the record write into it, and what must hold of a record whatever was done to its writers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import reconciliation
from dateline.errors import DatelineError
from dateline.model import (
    Anchor,
    Block,
    BlockKind,
    Decision,
    DecisionKind,
    Report,
    ReportClaims,
    SetAside,
    Subject,
)
from dateline.model.decision import with_id
from dateline.record import Record, RecordView, open_record

Pair = tuple[Report, ReportClaims]
_COUNTED = ("run", "report", "reading", "entity", "statement", "claim", "event", "event_claim", "canonical_member")


def pairs(reports: int) -> list[Pair]:
    """Reports with five generated claims each, always the same for one number."""
    return [(_report(reading), reading) for reading in reconciliation.reports(5 * reports)]


def unreadable(name: str) -> SetAside:
    return SetAside(f"{name}.bin", "binary", "it is no text")


def note(about: str, author: str, made: str = "2031-06-01T00:00:00+00:00") -> Decision:
    return with_id(Decision("", DecisionKind.NOTE, Subject.REPORT, (Anchor(about),), author, made, f"seen by {author}"))


def problems(location: str, reports: Collection[str], decisions: Collection[str]) -> list[str]:
    """What is wrong with a record: with what was reported as read or decided, or with anything half-written."""
    try:
        with open_record(location, create=False) as record:
            view = record.view()
            return [*_lost(view, reports, decisions), *_half_written(view, _rows(record)), *_damaged(location)]
    except DatelineError as error:
        return [f"it does not open: {error}"]


def _lost(view: RecordView, reports: Collection[str], decisions: Collection[str]) -> Iterator[str]:
    missing = set(reports) - {report.id for report in view.reports}
    if missing:
        yield f"{len(missing)} reports lost: {sorted(missing)[:3]}"
    forgotten = set(decisions) - {decision.id for decision in view.decisions}
    if forgotten:
        yield f"{len(forgotten)} decisions lost: {sorted(forgotten)[:3]}"


def _half_written(view: RecordView, rows: Counter[str]) -> Iterator[str]:
    found = view.reconciliation
    wanted = {
        "run": len(view.runs),
        "report": len(view.readings),
        "reading": len(view.reports),
        "entity": sum(len(reading.entities) for reading in view.readings),
        "statement": sum(len(reading.statements) for reading in view.readings),
        "claim": sum(len(reading.claims) for reading in view.readings),
        "event": len(found.events),
        "event_claim": sum(len(set(event.claims)) for event in found.events),
        "canonical_member": sum(len(set(entity.members)) for entity in found.entities),
    }
    yield from (
        f"{rows[table]} rows of {table}, not {number}" for table, number in wanted.items() if rows[table] != number
    )
    read = sum(run.read for run in view.runs)
    if read < len(view.reports):
        yield f"the runs tell of {read} reports, the record holds {len(view.reports)}"


def _rows(record: Record) -> Counter[str]:
    with record._reads() as connection:
        return Counter({t: connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one() for t in _COUNTED})


def _damaged(location: str) -> Iterator[str]:
    if "://" in location:
        return
    with closing(sqlite3.connect(location)) as file:
        for check in ("integrity_check", "foreign_key_check"):
            told = file.execute(f"PRAGMA {check}").fetchall()
            if told not in ([], [("ok",)]):
                yield f"{check}: {told[:3]}"


def _report(reading: ReportClaims) -> Report:
    text = " ".join(claim.sentence.quote for claim in reading.claims) or "nothing"
    block = Block(0, len(text), BlockKind.BODY, "generated")
    return Report(reading.report, reading.file, text, text, (block,), published=reading.published)


@contextmanager
def fresh_locations(engine: str, folder: Path) -> Iterator[Callable[[], Any]]:
    """A maker of locations, each a context: `with fresh() as location`."""
    if engine == "postgresql":
        from benchmarks.private_server import PrivateServer

        with PrivateServer() as server:
            yield server.database
        return

    made = iter(range(10**9))

    @contextmanager
    def file() -> Iterator[str]:
        path = folder / f"{next(made)}.db"
        yield str(path)
        for left in folder.glob(f"{path.name}*"):
            left.unlink()

    yield file
