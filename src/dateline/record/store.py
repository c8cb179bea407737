"""The record: what was read and what it amounts to, kept safe.

Every report is written in one transaction together with its reading, so that a run that is cut off leaves whole
reports only. IDs are those of the content: reading a report again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Connection, Engine, exc, func, inspect, select, update

from dateline.errors import RecordError, ReportError
from dateline.model import Reconciliation, Report, ReportClaims, SetAside
from dateline.record import flatten, queries, reconciled, schema, sqlite
from dateline.record.codec import decode, decode_report, encode, encode_report, storable
from dateline.record.views import RecordView, RunInfo

_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All readings of one moment. changes: hand it back with what was reconciled from them."""

    readings: tuple[ReportClaims, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Run:
    """An execution under way. code: mark of the code behind the version."""

    id: str
    version: str
    model: str
    lists: tuple[tuple[str, str], ...]
    code: str = ""

    @property
    def made_by(self) -> str:
        """A mark of what its readings depend on besides their reports; a reading with another one is made again."""
        everything = json.dumps([self.version, self.code, self.model, self.lists])
        return f"{self.version}-{sha256(everything.encode()).hexdigest()[:16]}"


class Record:
    """An open record. Use as a context manager."""

    def __init__(self, engine: Engine, path: Path, *, read_only: bool) -> None:
        self._engine = engine
        self.path = path
        self.read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # -- reading --------------------------------------------------------------------------------------------------

    def view(self) -> RecordView:
        """Everything, as of one moment."""
        with self._reads() as connection:
            rows = connection.execute(
                select(schema.report, schema.reading.c.claims).join(schema.reading).order_by(schema.report.c.id)
            )
            reports, readings = [], []
            for row in rows:
                reports.append(decode_report(row.document, row.text, row.matching))
                readings.append(decode(ReportClaims, row.claims))
            return RecordView(
                reports=tuple(reports),
                readings=tuple(readings),
                reconciliation=reconciled.load(connection),
                set_aside=_set_aside(connection),
                runs=_runs(connection),
                is_current=queries.number(connection, queries.CHANGES)
                == queries.number(connection, queries.RECONCILED),
            )

    def not_read(self) -> tuple[SetAside, ...]:
        """The reports set aside, sorted by file."""
        with self._reads() as connection:
            return _set_aside(connection)

    def snapshot(self) -> Snapshot:
        """All readings, sorted by report ID."""
        with self._reads() as connection:
            rows = connection.execute(select(schema.reading.c.claims).order_by(schema.reading.c.report))
            readings = tuple(decode(ReportClaims, row.claims) for row in rows)
            return Snapshot(readings, queries.number(connection, queries.CHANGES))

    def known(self, ids: Collection[str], made_by: str) -> frozenset[str]:
        """Those of the reports whose stored reading was made by this code, model and lists."""
        if not ids:
            return frozenset()
        found: set[str] = set()
        asked = sorted(ids)
        column = schema.reading.c
        with self._reads() as connection:
            for first in range(0, len(asked), _IDS_AT_ONCE):
                some = asked[first : first + _IDS_AT_ONCE]
                query = select(column.report).where(column.report.in_(some), column.made_by == made_by)
                found.update(connection.execute(query).scalars())
        return frozenset(found)

    # -- writing --------------------------------------------------------------------------------------------------

    def start_run(self, version: str, model: str, lists: tuple[tuple[str, str], ...], code: str = "") -> Run:
        """Note that a run begins. Raises RecordError when the record cannot be written: before any work is done."""
        run = Run(f"run-{uuid4().hex[:16]}", version, model, tuple(sorted(lists)), code)
        with self._writes() as connection:
            row = {"id": run.id, "started": _now(), "version": version, "code": code, "model": model}
            queries.insert_rows(connection, schema.run, row | {"lists": json.dumps(run.lists)})
        return run

    def finish_run(self, run: Run) -> RunInfo:
        """Note that it came to its end, and what it did."""
        with self._writes() as connection:
            connection.execute(update(schema.run).where(schema.run.c.id == run.id).values(finished=_now()))
            return next(info for info in _runs(connection) if info.id == run.id)

    def add(self, report: Report, claims: ReportClaims, run: Run) -> bool:
        """Keep a report and its reading, in one transaction. False when the very same reading was there already.

        Raises ReportError when they cannot be stored; the record is as before then.
        """
        try:
            return self._add(report, claims, run)
        except (exc.IntegrityError, exc.DataError, OverflowError, UnicodeEncodeError) as error:
            raise ReportError("unstorable", f"what was read does not fit the record: {error}") from error

    def _add(self, report: Report, claims: ReportClaims, run: Run) -> bool:
        row = _report_row(report)
        reading = {"report": report.id, "run": run.id, "made_by": run.made_by, "claims": encode(claims)}
        with self._writes() as connection:
            old = queries.made_by(connection, report.id)
            if old == run.made_by:
                queries.count(connection, run.id, "unchanged")
                return False
            if old is None:
                queries.insert_rows(connection, schema.report, row)
            else:
                queries.drop_reading(connection, report.id)
                queries.update_report(connection, row)
            queries.insert_rows(connection, schema.reading, reading)
            queries.insert_rows(connection, schema.entity, *flatten.entity_rows(claims))
            queries.insert_rows(connection, schema.statement, *flatten.statement_rows(claims))
            queries.insert_rows(connection, schema.claim, *flatten.claim_rows(claims))
            queries.forget_set_aside(connection, report.id, report.file)
            queries.count(connection, run.id, "read")
            queries.one_more(connection, queries.CHANGES)
        return True

    def note_unchanged(self, report: str, file: str, run: Run) -> None:
        """Note that a report was met again and needed no reading."""
        with self._writes() as connection:
            queries.forget_set_aside(connection, report, file)
            queries.count(connection, run.id, "unchanged")

    def set_aside(self, item: SetAside, run: Run) -> None:
        """List a report that was not read, with its reason. It leaves the list when it is read well later."""
        item = storable(item)
        with self._writes() as connection:
            queries.forget_set_aside(connection, item.report, item.file)
            row = {"file": item.file, "report": item.report, "reason": item.reason, "run": run.id}
            queries.insert_rows(connection, schema.set_aside, row | {"document": encode(item)})
            queries.count(connection, run.id, "set_aside")

    def replace_reconciliation(self, reconciliation: Reconciliation, changes: int) -> bool:
        """Put a new reconciliation in the place of the old one, in one transaction.

        changes: of the snapshot that it was made from. False when a newer one is there already, which then stays.
        """
        with self._writes() as connection:
            if queries.number(connection, queries.RECONCILED) > changes:
                return False
            reconciled.replace(connection, reconciliation)
            queries.set_number(connection, queries.RECONCILED, changes)
        return True

    # -- transactions ---------------------------------------------------------------------------------------------

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with sqlite.explained(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writes(self) -> Iterator[Connection]:
        if self.read_only:
            raise RecordError(f"record {self.path} was opened for reading only")
        with sqlite.explained(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(**{sqlite.WRITES: True})
            with connection.begin():
                yield connection


def open_record(location: str | Path = "dateline.db", *, create: bool = True, read_only: bool = False) -> Record:
    """Open a record, or make it. `with open_record("dateline.db") as record: …`

    create: make it when it is not there. read_only: for looking only; nothing is made or changed.
    Raises RecordError when it is no dateline record, was made by a newer dateline, is locked, or cannot be used.
    """
    if "://" in str(location):
        raise RecordError(f"record {location}: only files are supported; give a file with --record")
    path = Path(location)
    engine = sqlite.open_engine(path, create=create, read_only=read_only)
    record = Record(engine, path, read_only=read_only)
    try:
        _check_or_make(record, make=create and not read_only)
    except BaseException:
        record.close()
        raise
    return record


def _check_or_make(record: Record, *, make: bool) -> None:
    with record._reads() as connection:
        is_empty = _is_empty(connection)
        if not is_empty:
            _check(connection, record.path)
            lacks = not set(schema.metadata.tables) <= set(inspect(connection).get_table_names())
    if not is_empty:
        if lacks and not record.read_only:  # made before there was such a table
            with record._writes() as connection:
                schema.metadata.create_all(connection)
        return
    if not make:
        raise RecordError(f"{record.path} is not a dateline record; give another file with --record")
    with record._writes() as connection:
        if not _is_empty(connection):  # another program made it meanwhile
            _check(connection, record.path)
            return
        schema.metadata.create_all(connection)
        queries.insert_rows(connection, schema.meta, {"key": "format", "value": schema.FORMAT})
        for name in (queries.CHANGES, queries.RECONCILED):
            queries.insert_rows(connection, schema.counter, {"name": name, "number": 0})
        version = {"version": schema.SCHEMA_VERSION, "applied": _now()}
        queries.insert_rows(connection, schema.schema_version, version)


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _check(connection: Connection, path: Path) -> None:
    tables = set(inspect(connection).get_table_names())
    is_ours = {"meta", "schema_version"} <= tables and (
        connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "format")).scalar() == schema.FORMAT
    )
    if not is_ours:
        raise RecordError(f"{path} is not a dateline record; give another file with --record")
    version = connection.execute(select(func.max(schema.schema_version.c.version))).scalar() or 0
    if version > schema.SCHEMA_VERSION:
        raise RecordError(
            f"record {path} was made by a newer dateline (schema {version}; this one knows {schema.SCHEMA_VERSION}); "
            "upgrade dateline, or give another record with --record"
        )


def _report_row(report: Report) -> dict[str, Any]:
    document, matching = encode_report(report)
    return {
        "id": report.id,
        "file": report.file,
        "address": report.address,
        "outlet": report.outlet.name if report.outlet else None,
        "published": report.published.value if report.published else None,
        "language": report.language,
        "text": report.text,
        "matching": matching,
        "document": document,
    }


def _set_aside(connection: Connection) -> tuple[SetAside, ...]:
    rows = connection.execute(select(schema.set_aside.c.document).order_by(schema.set_aside.c.file))
    return tuple(decode(SetAside, row.document) for row in rows)


def _runs(connection: Connection) -> tuple[RunInfo, ...]:
    column = schema.run.c
    rows = connection.execute(select(schema.run).order_by(column.started, column.id))
    return tuple(
        RunInfo(
            id=row.id,
            started=row.started,
            finished=row.finished,
            version=row.version,
            model=row.model,
            lists=tuple((name, date) for name, date in json.loads(row.lists)),
            read=row.read,
            unchanged=row.unchanged,
            set_aside=row.set_aside,
            code=row.code,
        )
        for row in rows
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
