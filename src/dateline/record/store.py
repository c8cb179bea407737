"""The record: what was read and what it amounts to, kept safe.

Every report is written in one transaction together with its reading, often with others, so that a run that is cut off
leaves whole reports only. IDs are those of the content: reading a report again changes nothing. The same on every
engine: what one of them would refuse (text with NUL characters) all refuse.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, exc, func, inspect, select, update

from dateline.errors import InputError, RecordError, ReportError
from dateline.model import ClaimRef, Decision, RawReport, Reconciliation, Report, ReportClaims, SetAside
from dateline.model.decision import instant, with_id
from dateline.record import (
    checking,
    forgetting,
    line_rows,
    queries,
    reconciled,
    revisions,
    schema,
    stats,
    upgrading,
)
from dateline.record.backups import check_target
from dateline.record.checking import Problem
from dateline.record.codec import (
    RAW,
    decode,
    decode_raw,
    decode_report,
    encode,
    encode_raw,
    refuse_nul,
    storable,
)
from dateline.record.database import Database, is_server, open_database
from dateline.record.forgetting import Forgotten
from dateline.record.inserting import insert_many
from dateline.record.prepared import PreparedReport, Row, prepare
from dateline.record.reads import Reader
from dateline.record.revisions import Revision
from dateline.record.runs import Run
from dateline.record.stats import Totals
from dateline.record.views import RecordView, RunInfo

_IDS_AT_ONCE = 500
_TRIES = 10
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All readings and decisions of one moment. changes: hand it back with what was reconciled from them."""

    readings: tuple[ReportClaims, ...]
    changes: int
    decisions: tuple[Decision, ...] = ()


class Record:
    """An open record. Use as a context manager; several threads may share one.

    location: what opens it again (it may hold a password). name: the same, to be shown.
    """

    def __init__(self, database: Database, *, read_only: bool) -> None:
        self._database = database
        self.location = database.location
        self.name = database.name
        self.read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Everything is written already."""
        self._database.close()

    # -- reading --------------------------------------------------------------------------------------------------

    def view(self, snapshot: Snapshot | None = None) -> RecordView:
        """Everything, as of one moment. snapshot: its readings are taken, not read again, if nothing changed since."""
        with self._reads() as connection:
            same = snapshot is not None and queries.number(connection, queries.CHANGES) == snapshot.changes
            at_hand = {reading.report: reading for reading in snapshot.readings} if snapshot and same else {}
            columns = [schema.report] if same else [schema.report, schema.reading.c.claims]
            rows = connection.execute(
                select(*columns).join_from(schema.report, schema.reading).order_by(schema.report.c.id)
            )
            reports, readings, first_read = [], [], {}
            for row in rows:
                reports.append(decode_report(row.document, row.text, row.matching))
                readings.append(at_hand[row.id] if same else decode(ReportClaims, row.claims))
                if row.first_read:
                    first_read[row.id] = row.first_read
            return RecordView(
                reports=tuple(reports),
                readings=tuple(readings),
                reconciliation=reconciled.load(connection),
                set_aside=_set_aside(connection),
                runs=_runs(connection),
                is_current=queries.number(connection, queries.CHANGES)
                == queries.number(connection, queries.RECONCILED),
                as_of=connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "as_of")).scalar()
                or "",
                decisions=_decisions(connection),
                first_read=first_read,
                revisions=revisions.all_revisions(connection),
            )

    def reader(self, seconds: float | None = None) -> Reader:
        """Page by page: lists, filters, search. seconds: no query may go on for longer; TooSlowError where one does."""
        return Reader(partial(self._reads, seconds))

    def not_read(self) -> tuple[SetAside, ...]:
        """The reports set aside, sorted by file."""
        with self._reads() as connection:
            return _set_aside(connection)

    def kept(self, file: str) -> RawReport | None:
        """What a report that was set aside was to be read from; None where that was not kept."""
        with self._reads() as connection:
            row = queries.kept(connection, file_key(file))
            return None if row is None else decode_raw(row["file"], row)

    def revisions(self) -> tuple[Revision, ...]:
        """Each report that is a later revision of another, sorted by ID, with the one before it; all are kept."""
        with self._reads() as connection:
            return revisions.all_revisions(connection)

    def snapshot(self) -> Snapshot:
        """All readings, sorted by report ID, and all decisions: what `pipeline.reconcile` takes."""
        with self._reads() as connection:
            rows = connection.execute(select(schema.reading.c.claims).order_by(schema.reading.c.report))
            readings = tuple(decode(ReportClaims, row.claims) for row in rows)
            return Snapshot(readings, queries.number(connection, queries.CHANGES), _decisions(connection))

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did; those withdrawn or overruled too."""
        with self._reads() as connection:
            return _decisions(connection)

    def known(self, ids: Collection[str], made_by: str) -> frozenset[str]:
        """Those of the reports that need no reading: the stored one was made by this code, model and lists, or they
        are to be forgotten."""
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
                gone = schema.forgotten.c.report
                found.update(connection.execute(select(gone).where(gone.in_(some))).scalars())
        return frozenset(found)

    def forgotten(self) -> tuple[Forgotten, ...]:
        """The reports that are gone for good, or out of which a person went; none of them is read in again."""
        with self._reads() as connection:
            return forgetting.tombstones(connection)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the record, as it is found; nothing when every value still leads to its evidence."""
        with self._reads() as connection:
            for what in self._database.damage(connection):
                yield Problem("database", what, "restore a backup, or read the reports into a fresh record")
            yield from checking.problems(connection)

    def statistics(self) -> dict[str, int | dict[str, int]]:
        """What the record holds, in numbers; "bytes": its size on the disk."""
        with self._reads() as connection:
            return stats.statistics(connection) | {"bytes": self._database.size(connection)}

    def totals(self) -> Totals:
        """The same in one line."""
        with self._reads() as connection:
            return stats.totals(connection)

    def backup(self, target: Path) -> None:
        """A whole copy of this moment, as a record in a file of its own, while others may read and write.

        Raises RecordError when the file is there already, or what a database left under its name, or it cannot be
        written.
        """
        own = None if is_server(self.location) else Path(self.location)
        if own and own.exists() and target.exists() and target.samefile(own):
            raise RecordError(f"{target} is the record itself; give another file")
        check_target(target)
        try:
            with self._database.explained():
                self._database.copy_to(target)
        except OSError as error:
            raise RecordError(f"cannot write {target}: {error.strerror or error}") from error

    # -- writing --------------------------------------------------------------------------------------------------

    def start_run(self, version: str, model: str, lists: tuple[tuple[str, str], ...], code: str = "") -> Run:
        """Note that a run begins. Raises RecordError when the record cannot be written: before any work is done."""
        run = Run(f"run-{uuid4().hex[:16]}", version, model, tuple(sorted(lists)), code)
        row = {"id": run.id, "started": _now(), "version": version, "code": code, "model": model}
        self._write(lambda c: queries.insert_rows(c, schema.run, row | {"lists": json.dumps(run.lists)}))
        return run

    def finish_run(self, run: Run) -> RunInfo:
        """Note that it came to its end, and what it did."""

        def work(connection: Connection) -> RunInfo:
            connection.execute(update(schema.run).where(schema.run.c.id == run.id).values(finished=_now()))
            return next(info for info in _runs(connection) if info.id == run.id)

        return self._write(work)

    def add(self, report: Report, claims: ReportClaims, run: Run) -> bool:
        """Keep a report and its reading, in one transaction. False when the very same reading was there already.

        Raises ReportError when they cannot be stored; the record is as before then.
        """
        (kept,) = self.keep([prepare(report, claims)], run)
        if isinstance(kept, ReportError):
            raise kept
        return kept

    def keep(self, reports: Sequence[PreparedReport], run: Run) -> list[bool | ReportError]:
        """Keep reports with their readings. Of each: True; False when the very same reading was there already; or why
        it cannot be stored.

        In one transaction for all; where one of them is refused or two are to be told apart, each in its own, so that
        none harms another.
        """
        if len(reports) == 1 or _are_apart(reports):
            try:
                return [*self._put(reports, run)]
            except ReportError as error:
                if len(reports) == 1:
                    return [error]
        return [kept for report in reports for kept in self.keep([report], run)]

    def _put(self, reports: Sequence[PreparedReport], run: Run) -> list[bool]:
        """All of them or none. Raises ReportError."""
        ids = [report.id for report in reports]
        places = {report.location for report in reports if report.location}

        def work(connection: Connection) -> list[bool]:
            self._database.take_turn(connection, *ids, *places)
            if queries.forgotten(connection, ids):
                raise ReportError("forgotten", "it was forgotten (`dateline forget`), and is not read in again")
            old = queries.made_by(connection, ids)
            written = [report for report in reports if old.get(report.id) != run.made_by]
            _write_readings(connection, written, old, run)
            queries.forget_set_aside(connection, *((report.id, file_key(report.file)) for report in written))
            queries.count(connection, run.id, "read", len(written))
            queries.count(connection, run.id, "unchanged", len(reports) - len(written))
            queries.add_to(connection, queries.CHANGES, len(written))  # last: others wait for it until this is written
            return [old.get(report.id) != run.made_by for report in reports]

        try:
            return self._write(work)
        except (exc.IntegrityError, exc.DataError, OverflowError, UnicodeEncodeError) as error:
            raise ReportError("unstorable", f"what was read does not fit the record: {_first_line(error)}") from error

    def note_unchanged(self, reports: Collection[tuple[str, str]], run: Run) -> None:
        """Note that reports, each given with its file, were met again and needed no reading."""

        def work(connection: Connection) -> None:
            queries.forget_set_aside(connection, *((report, file_key(file)) for report, file in reports))
            queries.count(connection, run.id, "unchanged", len(reports))

        self._write(work)

    def set_aside(self, item: SetAside, run: Run) -> None:
        """List a report that was not read, with its reason. It leaves the list when it is read well later.

        What it was to be read from is kept, so that it can be read again without its file.
        """
        self.set_all_aside([item], run)

    def set_all_aside(self, items: Sequence[SetAside], run: Run) -> None:
        """List reports that were not read, in one transaction."""
        rows = [_aside_row(storable(item), run) for item in items]

        def work(connection: Connection) -> None:
            self._database.take_turn(connection, *{f"file {row['file']}" for row in rows})
            for given in rows:
                row = given
                if row["content"] is None and (old := queries.kept(connection, row["id"])) is not None:
                    row = row | {name: old[name] for name in RAW}
                queries.forget_set_aside(connection, (row["report"], row["id"]))
                queries.insert_rows(connection, schema.set_aside, row)
            queries.count(connection, run.id, "set_aside", len(rows))

        self._write(work)

    def decide(self, *decisions: Decision) -> int:
        """Keep what people decided, in one transaction; how many of them are new. They take effect when the record is
        next reconciled, and stay in force whatever is read later.

        The same decision again is the same row; none is ever changed or taken out (taking one back is a decision too).
        Raises InputError when one cannot be stored, or another one of the same ID is there.
        """
        given = {d.id: d for d in (d if d.id else with_id(d) for d in decisions)}
        for decision in given.values():
            _check_made(decision)
        try:
            rows = {d.id: decision_row(d) for d in given.values()}
            refuse_nul(*rows.values(), *({"value": text} for d in given.values() for text in _texts(d)))
        except ReportError as error:
            raise InputError(f"a decision cannot be kept: {error.detail}") from error

        def work(connection: Connection) -> int:
            self._database.take_turn(connection, "decisions")
            known = {d.id: d for d in _decisions(connection, list(rows))}
            for id_ in rows.keys() & known.keys():
                if known[id_] != given[id_]:
                    raise InputError(f"there is another decision of the ID {id_} in the record; give it one of its own")
            new = [row for id_, row in rows.items() if id_ not in known]
            queries.insert_rows(connection, schema.decision, *new)
            if new:
                queries.add_to(connection, queries.CHANGES)
            return len(new)

        return self._write(work)

    def forget(self, reports: Collection[str], author: str, reason: str) -> None:
        """Take reports out for good: text, reading, what was decided about them alone. Tombstones stay.

        The record has no reconciliation then; make it anew. Raises InputError for one that is not there.
        """
        tombstone = Forgotten("", forgetting.REPORT, _now(), author, reason)

        def work(connection: Connection) -> None:
            self._database.take_turn(connection, "decisions", "reconciliation", *reports)
            there = queries.made_by(connection, list(reports))
            for report in reports:
                if report not in there:
                    raise InputError(f"there is no report {report} in the record")
            forgetting.forget_reports(connection, reports, tombstone)
            forgetting.finish(connection)

        self._write(work)
        with self._database.explained():
            self._database.scrub()

    def forget_person(
        self, members: Collection[ClaimRef], names: Collection[str], author: str, reason: str
    ) -> tuple[str, ...]:
        """Black a person out wherever one of the names stands; the reports that this was done in.

        members: the person's entities in reports, whose statements are blacked out whole. The record has no
        reconciliation then; make it anew.
        """
        pattern = forgetting.names_pattern(names)
        tombstone = Forgotten("", forgetting.PERSON, _now(), author, reason)
        own: dict[str, set[str]] = {}
        for member in members:
            own.setdefault(member.report, set()).add(member.id)

        def work(connection: Connection) -> tuple[str, ...]:
            self._database.take_turn(connection, "decisions", "reconciliation")
            ids = connection.execute(select(schema.report.c.id).order_by(schema.report.c.id)).scalars().all()
            done = tuple(i for i in ids if _black_out(connection, i, own.get(i, set()), pattern))
            forgetting.forget_in_the_rest(connection, pattern)
            forgetting.mark(connection, done, tombstone)
            forgetting.finish(connection)
            return done

        done = self._write(work)
        with self._database.explained():
            self._database.scrub()
        return done

    def replace_reconciliation(self, reconciliation: Reconciliation, changes: int) -> bool:
        """Put a new reconciliation in the place of the old one, in one transaction.

        changes: of the snapshot that it was made from. False when a newer one is there already, which then stays.
        """

        def work(connection: Connection) -> bool:
            self._database.take_turn(connection, "reconciliation")
            if queries.number(connection, queries.RECONCILED) > changes:
                return False
            reconciled.replace(connection, reconciliation)
            queries.set_number(connection, queries.RECONCILED, changes)
            queries.add_to(connection, queries.MADE)
            return True

        return self._write(work)

    # -- transactions ---------------------------------------------------------------------------------------------

    @contextmanager
    def _reads(self, seconds: float | None = None) -> Iterator[Connection]:
        with self._database.explained(), self._database.reading(seconds) as connection:
            yield connection

    def _write(self, work: Callable[[Connection], _T]) -> _T:
        """Do the work in one transaction; all of it again where it only got in another one's way."""
        if self.read_only:
            raise RecordError(f"record {self.name} was opened for reading only")
        with self._database.explained():
            for left in reversed(range(_TRIES)):
                try:
                    with self._database.writing() as connection:
                        return work(connection)
                except exc.DBAPIError as error:
                    if not left or not self._database.is_passing(error):
                        raise
        raise AssertionError


def open_record(location: str | Path = "dateline.db", *, create: bool = True, read_only: bool = False) -> Record:
    """Open a record, or make it. `with open_record("dateline.db") as record: …`

    location: a file, or the address of a PostgreSQL database ("postgresql://user@host/name"), which must be there.
    create: make it when it is not there. read_only: for looking only; nothing is made or changed. A record of an
    earlier schema is brought to this one when it is opened for writing.
    Raises RecordError when it is no dateline record, was made by a newer dateline, is locked, or cannot be used.
    """
    database = open_database(location, create=create, read_only=read_only)
    record = Record(database, read_only=read_only)
    try:
        _check_or_make(record, database, make=create)
    except BaseException:
        record.close()
        raise
    return record


def _check_or_make(record: Record, database: Database, *, make: bool) -> None:
    with record._reads() as connection:
        version = _version(connection, record.name)
    if version == schema.SCHEMA_VERSION:
        return
    if version and record.read_only:
        raise RecordError(
            f"record {record.name} is of an earlier dateline (schema {version}; this one knows "
            f"{schema.SCHEMA_VERSION}): open it once for writing, with `dateline reconcile`, to bring it up to date"
        )
    if not version and (record.read_only or not make):
        raise RecordError(f"{record.name} is not a dateline record; give another one with --record")

    def work(connection: Connection) -> None:
        database.take_turn(connection, "schema")
        now = _version(connection, record.name)  # another program may have been here meanwhile
        if not now:
            _make(connection)
        elif now < schema.SCHEMA_VERSION:
            upgrading.upgrade(database, connection, now, _now())

    record._write(work)


def _make(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    queries.insert_rows(connection, schema.meta, {"key": "format", "value": schema.FORMAT})
    for name in queries.COUNTERS:
        queries.insert_rows(connection, schema.counter, {"name": name, "number": 0})
    queries.insert_rows(connection, schema.schema_version, {"version": schema.SCHEMA_VERSION, "applied": _now()})


def _version(connection: Connection, name: str) -> int:
    """The schema of the record; 0 for an empty database. Raises RecordError for what is none, or a newer one."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    is_ours = {"meta", "schema_version"} <= tables and (
        connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "format")).scalar() == schema.FORMAT
    )
    if not is_ours:
        raise RecordError(f"{name} is not a dateline record; give another one with --record")
    version: int = connection.execute(select(func.max(schema.schema_version.c.version))).scalar() or 0
    if version > schema.SCHEMA_VERSION:
        raise RecordError(
            f"record {name} was made by a newer dateline (schema {version}; this one knows {schema.SCHEMA_VERSION}); "
            "upgrade dateline, or give another record with --record"
        )
    return version


def _are_apart(reports: Sequence[PreparedReport]) -> bool:
    """Whether no two are one report, or in one place, where each must know the other."""
    places = [report.location for report in reports if report.location is not None]
    return len({report.id for report in reports}) == len(reports) and len(set(places)) == len(places)


def _write_readings(
    connection: Connection, reports: Sequence[PreparedReport], old: Mapping[str, str], run: Run
) -> None:
    """old: by what the readings that are there already were made; these are replaced."""
    now = _now()
    fresh = [report for report in reports if report.id not in old]
    queries.insert_rows(connection, schema.report, *(report.report | {"first_read": now} for report in fresh))
    moved = [report for report in reports if report.id in old and _update(connection, report)]
    for report in moved:
        revisions.unlink(connection, report.id)
    readings = ({"report": r.id, "run": run.id, "made_by": run.made_by, "claims": r.claims} for r in reports)
    queries.insert_rows(connection, schema.reading, *readings)
    write_rows(connection, reports)
    revisions.link(connection, {report.id: report.location for report in (*fresh, *moved)})


def _update(connection: Connection, report: PreparedReport) -> bool:
    """A report anew, its old reading gone; whether it has another place now."""
    moved = queries.location(connection, report.id) != report.location
    queries.drop_reading(connection, report.id)
    queries.update_report(connection, report.report)
    return moved


def write_rows(connection: Connection, reports: Iterable[PreparedReport]) -> None:
    """The rows and lines of readings, which are there."""
    rows: dict[str, list[Row]] = defaultdict(list)
    lines: dict[str, list[Row]] = defaultdict(list)
    for report in reports:
        for name, some in report.rows.items():
            rows[name] += some
        for name, some in report.lines.items():
            lines[name] += map(dict, some)
    for name, some in rows.items():
        insert_many(connection, schema.metadata.tables[name], some)
    line_rows.add(connection, lines)


def _aside_row(item: SetAside, run: Run) -> Row:
    about = {"id": file_key(item.file), "file": item.file, "report": item.report, "reason": item.reason, "run": run.id}
    return about | encode_raw(item.raw) | {"document": encode(replace(item, raw=None))}


def _black_out(connection: Connection, report_id: str, person: Collection[str], names: re.Pattern[str]) -> bool:
    """A person out of one report and its reading; False where he is not in it."""
    query = select(schema.report, schema.reading).join(schema.reading).where(schema.report.c.id == report_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return False
    report, reading = decode_report(row.document, row.text, row.matching), decode(ReportClaims, row.claims)
    if not person and not names.search(report.text) and not names.search(row.claims):
        return False
    report, reading = forgetting.black_out(report, reading, person, names)
    queries.drop_reading(connection, report_id)
    prepared = prepare(report, reading)
    queries.update_report(connection, prepared.report)
    kept = {"report": report_id, "run": row.run, "made_by": row.made_by, "claims": prepared.claims}
    queries.insert_rows(connection, schema.reading, kept)
    write_rows(connection, [prepared])
    return True


def _set_aside(connection: Connection) -> tuple[SetAside, ...]:
    rows = connection.execute(select(schema.set_aside.c.document).order_by(schema.set_aside.c.file))
    return tuple(decode(SetAside, row.document) for row in rows)


def _decisions(connection: Connection, ids: Sequence[str] | None = None) -> tuple[Decision, ...]:
    """All, or those of the IDs that are there."""
    column = schema.decision.c
    query = select(column.document)
    if ids is None:
        found = list(connection.execute(query).scalars())
    else:
        some = (ids[first : first + _IDS_AT_ONCE] for first in range(0, len(ids), _IDS_AT_ONCE))
        found = [d for part in some for d in connection.execute(query.where(column.id.in_(part))).scalars()]
    return tuple(sorted((decode(Decision, document) for document in found), key=lambda d: d.order))


def decision_row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "made": instant(decision.made).isoformat(timespec="microseconds"),  # in UTC: lists sort by it
        "kind": decision.kind.value,
        "subject": decision.subject.value,
        "author": decision.author,
        "reason": decision.reason,
        "document": encode(decision),
    }


def _check_made(decision: Decision) -> None:
    try:
        instant(decision.made)
    except ValueError:
        raise InputError(
            f"decision {decision.id} was made at {decision.made!r}, which is no time; write 2031-03-05T18:00:00+00:00"
        ) from None


def _texts(decision: Decision) -> Iterator[str]:
    for anchor in (*decision.targets, *decision.others):
        yield from (anchor.report, anchor.quote, anchor.name)
    for pair in decision.values:
        yield from pair


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


def file_key(file: str) -> str:
    return sha256(file.encode()).hexdigest()[:32]


def _first_line(error: BaseException) -> str:
    """Without the statement and its values."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    return str(cause).split("\n", 1)[0]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
