"""A view written down as a record of its own: the record as it could be known at a moment, kept for looking at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dateline.record import queries, reconciled, schema
from dateline.record.backups import check_target, unfinished
from dateline.record.codec import encode, encode_raw
from dateline.record.prepared import prepare
from dateline.record.sqlite import new_file
from dateline.record.store import decision_row, file_key, write_rows
from dateline.record.views import RecordView, RunInfo

_READINGS_AT_ONCE = 500
Row = dict[str, Any]
_NO_RUN = RunInfo("run-view", "", None, "", "")


def write_view(view: RecordView, target: Path, made: str) -> None:
    """A record in an SQLite file that holds what the view shows, and nothing else.

    made: when, ISO 8601 UTC. Raises RecordError when the file is there already or cannot be made.
    """
    check_target(target)
    part = unfinished(target)
    part.unlink(missing_ok=True)
    try:
        engine = new_file(part)
        try:
            with engine.begin() as connection:
                _write(connection, view, made)
        finally:
            engine.dispose()
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _write(connection: Connection, view: RecordView, made: str) -> None:
    schema.metadata.create_all(connection)
    queries.insert_rows(connection, schema.meta, {"key": "format", "value": schema.FORMAT})
    if view.as_of:
        queries.insert_rows(connection, schema.meta, {"key": "as_of", "value": view.as_of})
    queries.insert_rows(connection, schema.schema_version, {"version": schema.SCHEMA_VERSION, "applied": made})
    for name in queries.COUNTERS:
        queries.insert_rows(connection, schema.counter, {"name": name, "number": 1})
    runs = view.runs or (_NO_RUN,)
    queries.insert_rows(connection, schema.run, *(_run_row(run) for run in runs))
    for first in range(0, len(view.reports), _READINGS_AT_ONCE):
        _add_readings(connection, view, slice(first, first + _READINGS_AT_ONCE), runs[-1])
    queries.insert_rows(connection, schema.decision, *(decision_row(d) for d in view.decisions))
    queries.insert_rows(
        connection,
        schema.revision,
        *({"report": r.report, "earlier": r.earlier, "same": r.same} for r in view.revisions),
    )
    queries.insert_rows(
        connection,
        schema.set_aside,
        *(
            {"id": file_key(s.file), "file": s.file, "report": s.report, "reason": s.reason, "run": runs[-1].id}
            | {"document": encode(s)}
            | encode_raw(None)
            for s in view.set_aside
        ),
    )
    reconciled.replace(connection, view.reconciliation)


def _add_readings(connection: Connection, view: RecordView, some: slice, run: RunInfo) -> None:
    prepared = [prepare(*pair) for pair in zip(view.reports[some], view.readings[some], strict=True)]
    reports = (p.report | {"first_read": view.first_read.get(p.id)} for p in prepared)
    queries.insert_rows(connection, schema.report, *reports)
    readings = ({"report": p.id, "run": run.id, "made_by": "view", "claims": p.claims} for p in prepared)
    queries.insert_rows(connection, schema.reading, *readings)
    write_rows(connection, prepared)


def _run_row(run: RunInfo) -> Row:
    return {
        "id": run.id,
        "started": run.started,
        "finished": run.finished,
        "version": run.version,
        "code": run.code,
        "model": run.model,
        "lists": json.dumps(run.lists),
        "read": run.read,
        "unchanged": run.unchanged,
        "set_aside": run.set_aside,
    }
