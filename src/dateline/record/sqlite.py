"""The embedded SQLite file: the only module that knows SQLite.

Write-ahead logging lets others read while one writes. A write transaction takes its lock at the start (BEGIN
IMMEDIATE) and waits for its turn, so that two runs on one record take turns instead of failing half-way.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc

from dateline.errors import RecordError, TooSlowError
from dateline.record.backups import unfinished
from dateline.record.database import BUSY, too_slow

BUSY_SECONDS = 30.0
_WRITES = "dateline_writes"  # execution option of a connection that will write
_STEPS = 20_000  # of SQLite's own, well under a millisecond


class SqliteFile:
    """A record's database in one file of this machine."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.location = self.name = str(path)
        self.engine = engine
        self._path = path

    @contextmanager
    def explained(self) -> Iterator[None]:
        with explained(self._path):
            yield

    @contextmanager
    def reading(self, seconds: float | None = None) -> Iterator[Connection]:
        with self.engine.begin() as connection, _no_longer(connection, seconds):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def take_turn(self, connection: Connection, *what: str) -> None:
        """Nothing to do: who writes has the file to himself."""

    def is_passing(self, error: exc.DBAPIError) -> bool:
        """Never: whoever waited for his turn in vain has waited long enough."""
        return False

    def keep_copy(self, version: int) -> str:
        """A whole copy beside the file, made while the caller's transaction keeps others from writing."""
        target = _free(self._path, version)
        self.copy_to(target)
        return str(target)

    def copy_to(self, target: Path) -> None:
        with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as source:
            part = unfinished(target)
            part.unlink(missing_ok=True)  # of a copy that was cut off
            try:
                with closing(sqlite3.connect(part)) as copy:
                    source.backup(copy)
                part.replace(target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def scrub(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            for (index,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"
            ).fetchall():
                connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # words stay in it otherwise
            connection.commit()
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def damage(self, connection: Connection) -> list[str]:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return found + [f"a row of {table} points to no row of {parent}" for table, _, parent, _ in loose]

    def size(self, connection: Connection) -> int:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())

    def close(self) -> None:
        self.engine.dispose()


def new_file(path: Path) -> Engine:
    """An engine on a file that is made for a copy: nobody else uses it yet."""
    return _engine(path, mode="rwc")


def open_file(path: Path, *, create: bool, read_only: bool) -> SqliteFile:
    """The database in the file. Raises RecordError when it is missing (and not to be made), or is no SQLite file."""
    create = create and not read_only
    is_new = _check_file(path, create=create)
    with explained(path):
        if is_new:
            _use_write_ahead_log(path)
        return SqliteFile(path, _open_engine(path, create=create, read_only=read_only))


def _open_engine(path: Path, *, create: bool, read_only: bool) -> Engine:
    if not read_only:
        return _engine(path, mode="rwc" if create else "rw")
    if _may_write(path):  # such a reader tidies up after itself; one that opens with mode=ro leaves files behind
        return _engine(path, mode="rw", query_only=True)
    engine = _engine(path, mode="ro", query_only=True)
    if _can_read(engine):
        return engine
    engine.dispose()
    return _engine(path, immutable="1", query_only=True)


def _free(path: Path, version: int) -> Path:
    """ "war.before-2.db", or with a number where an earlier try left one."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.stem}.before-{version}{again}{path.suffix or '.db'}")
        if not target.exists():
            return target
    raise AssertionError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Database errors become RecordErrors that say what happened to which file and what to do.

    Values that the tables refuse (IntegrityError, DataError) are the caller's to explain, and go through.
    """
    try:
        yield
    except (exc.IntegrityError, exc.DataError):
        raise
    except exc.TimeoutError as error:
        raise TooSlowError(BUSY) from error
    except (exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        raise RecordError(_explanation(path, str(cause))) from error


def _explanation(path: Path, message: str) -> str:
    told = message.lower()
    if "locked" in told or "busy" in told:
        return (
            f"record {path} is locked: another program has been writing to it for more than {BUSY_SECONDS:.0f} "
            "seconds; try again when it is done"
        )
    if "readonly" in told or "read-only" in told:
        return f"record {path} is read-only; give another one with --record, or make it writable"
    if "unable to open" in told:
        return f"record {path} cannot be opened: check the folder and your permissions"
    if "not a database" in told:
        return f"{path} is not a dateline record; give another file with --record"
    if "full" in told:
        return f"no space left for record {path}; free some and run again: what was read before is kept"
    if "disk i/o" in told:
        return f"the disk of record {path} cannot be read or written; look to it and run again: what was read is kept"
    if "malformed" in told:
        return f"record {path} is damaged ({message}); restore a copy, or read the reports into a fresh record"
    return f"record {path}: {message}"


@contextmanager
def _no_longer(connection: Connection, seconds: float | None) -> Iterator[None]:
    """SQLite asks every so many steps of a query whether to go on; the seconds count from the start of the transaction.

    Sorting and the index of words ask less often: a query may run a little over.
    """
    if seconds is None:
        yield
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    deadline = time.monotonic() + seconds
    driver.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        yield
    except exc.OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise TooSlowError(too_slow(seconds)) from error
    finally:
        driver.set_progress_handler(None, 0)


def _check_file(path: Path, *, create: bool) -> bool:
    """Whether the file is still to be made. Raises RecordError when it cannot be a record.

    What is in the file is for SQLite alone to read: to close a file, whoever opened it, lets go of all the locks that
    this process has on it, and another connection's log could be taken away from under it.
    """
    if path.is_dir():
        raise RecordError(f"record {path} is a folder; give a file with --record")
    if not path.exists():
        if not create:
            raise RecordError(f"record {path} is not there; `dateline run PATH…` makes one, --record names another")
        if not path.parent.is_dir():
            raise RecordError(f"record {path} cannot be made: there is no folder {path.parent}")
        return True
    return path.stat().st_size == 0


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _engine(path: Path, *, query_only: bool = False, **query: str) -> Engine:
    url = URL.create("sqlite+pysqlite", database=path.absolute().as_uri(), query={"uri": "true", **query})
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", partial(_on_connect, query_only))
    event.listen(engine, "begin", _on_begin)
    return engine


def _can_read(engine: Engine) -> bool:
    """False where a reader cannot make the shared-memory file beside the record (a read-only folder or disk).

    Then nobody else can be writing there either, and the file may be taken as it stands.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
    except exc.OperationalError as error:
        if "unable to open" in str(error.orig) or "readonly" in str(error.orig):
            return False
        raise
    return True


def _use_write_ahead_log(path: Path) -> None:
    """Switch a new file, once and for all. The switch needs the file alone; SQLite does not wait for it by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _on_connect(query_only: bool, connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_on_begin` says, not where the driver guesses
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA synchronous = FULL")  # what was said to be kept outlives the machine's power too
    if query_only:
        connection.execute("PRAGMA query_only = ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
