"""A PostgreSQL server's database: the only module that knows PostgreSQL.

Readers see the record of one moment (REPEATABLE READ) and never wait. Writers wait for each other only where they must:
over one report, one file, one decision list, one reconciliation (advisory locks, given back when the transaction ends),
and for the moment of a commit over the counter of changes. Two that met in the wrong order are tried again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text

from dateline.errors import RecordError, TooSlowError
from dateline.record.backups import copy_tables, unfinished
from dateline.record.database import BUSY, too_slow

WAIT_SECONDS = 30
_CONNECT_SECONDS = 10
_DRIVER = "postgresql+psycopg"
_SECRET = ("password", "sslpassword", "passfile")
_PASSING = ("40001", "40P01")  # serialization failure, deadlock
_CANCELLED = "57014"
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_FORMS = "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"


class PostgresServer:
    """A record's database on a server."""

    def __init__(self, location: str, engine: Engine) -> None:
        self.location = location
        self.name = shown(location)
        self.engine = engine
        self._password = engine.url.password

    @contextmanager
    def explained(self) -> Iterator[None]:
        try:
            yield
        except (exc.IntegrityError, exc.DataError):
            raise
        except exc.TimeoutError as error:
            raise TooSlowError(BUSY) from error
        except exc.DBAPIError as error:
            raise RecordError(self._explanation(error)) from error

    @contextmanager
    def reading(self, seconds: float | None = None) -> Iterator[Connection]:
        with self.engine.connect() as plain:
            connection = plain.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin(), _no_longer(connection, seconds):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.engine.connect() as plain:
            connection = plain.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                yield connection

    def take_turn(self, connection: Connection, *what: str) -> None:
        for key in sorted(int.from_bytes(sha256(w.encode()).digest()[:8], signed=True) for w in what):
            connection.execute(_LOCK, {"key": key})

    def is_passing(self, error: exc.DBAPIError) -> bool:
        return getattr(error.orig, "sqlstate", None) in _PASSING

    def keep_copy(self, version: int) -> None:
        """The server's own backups are its keeper's; the upgrade is one transaction."""
        return

    def copy_to(self, target: Path) -> None:
        from dateline.record import sqlite

        part = unfinished(target)
        part.unlink(missing_ok=True)  # of a copy that was cut off
        engine = sqlite.new_file(part)
        try:
            with self.reading() as source, engine.begin() as copy:
                copy_tables(source, copy)
            engine.dispose()
            part.replace(target)
        except BaseException:
            engine.dispose()
            part.unlink(missing_ok=True)
            raise

    def scrub(self) -> None:
        """The tables are written anew; the server's own logs and backups are its keeper's."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (FULL)")

    def damage(self, connection: Connection) -> list[str]:
        """The server checks its pages as it reads them, and keys whenever it writes."""
        return []

    def size(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())

    def close(self) -> None:
        self.engine.dispose()

    def _explanation(self, error: exc.DBAPIError) -> str:
        state = getattr(error.orig, "sqlstate", None) or ""
        message = " ".join(str(error.orig).split())
        if self._password:
            message = message.replace(str(self._password), "***")
        told = message.lower()
        record = f"record {self.name}"
        if state == "55P03":
            return (
                f"{record} is locked: another program has been writing the same part of it for more than "
                f"{WAIT_SECONDS} seconds; try again when it is done"
            )
        if state in ("28P01", "28000") or "authentication failed" in told or "no password supplied" in told:
            return f"{record}: the server refuses the user or the password; check both ({message})"
        if state == "3D000" or ("database" in told and "does not exist" in told):
            return f"{record} is not there: make the database first (`createdb NAME`), then run again ({message})"
        if state == "42501":
            return f"{record}: the user may not do this ({message}); ask the server's keeper for the right to write"
        if state == "25006":
            return f"{record} is read-only; give another one with --record, or make it writable"
        if state in ("53100", "53200"):
            return f"no space left for {record}; free some on the server and run again: what was read before is kept"
        if state == "53300":
            return f"{record}: the server has too many connections; try again later, or with fewer --jobs"
        if error.connection_invalidated or not state or state.startswith(("08", "57P")):
            return f"{record}: the server is not to be reached ({message}); run again when it is: what was read is kept"
        return f"{record}: {message}"


@contextmanager
def _no_longer(connection: Connection, seconds: float | None) -> Iterator[None]:
    """The seconds count for each query by itself."""
    if seconds is None:
        yield
        return
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(int(seconds * 1000), 1)}")
    try:
        yield
    except exc.OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _CANCELLED:
            raise
        raise TooSlowError(too_slow(seconds)) from error


def open_server(location: str, *, read_only: bool) -> PostgresServer:
    """The database at the address. Raises RecordError when it cannot be reached or cannot hold a record."""
    if find_spec("psycopg") is None:
        raise RecordError("a record on PostgreSQL needs its driver: pip install 'dateline[postgres]'")
    url = _url(location)
    engine = create_engine(
        url,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "dateline", "client_encoding": "utf8"},
        pool_pre_ping=True,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _on_connect)
    server = PostgresServer(location, engine)
    try:
        with server.explained(), server.reading() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    except BaseException:
        server.close()
        raise
    if encoding != "UTF8":
        server.close()
        raise RecordError(
            f"record {server.name} has the encoding {encoding}, which cannot hold every text; make its database with "
            "`createdb --encoding UTF8 --template template0 NAME`"
        )
    return server


def shown(location: str) -> str:
    """The address without a password."""
    try:
        url = _url(location)
    except RecordError:
        return "postgresql://…"
    return _hidden(url)


def _url(location: str) -> URL:
    """Raises RecordError, which does not repeat what may hold a password."""
    try:
        url = make_url(location).set(drivername=_DRIVER)
    except (exc.ArgumentError, ValueError):
        raise RecordError(f"the address of the record's server cannot be understood; {_FORMS}") from None
    if not url.database:
        raise RecordError(f"record {_hidden(url)} names no database; {_FORMS}")
    return url


def _hidden(url: URL) -> str:
    return url.set(drivername="postgresql").difference_update_query(_SECRET).render_as_string()


def _on_connect(connection: Any, _record: Any) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.autocommit = False
