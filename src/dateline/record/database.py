"""What the record asks of a database engine, and which engine a location means.

The tables and statements are the same on all; only opening, explaining errors, and who waits for whom differ.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, exc

from dateline.errors import RecordError


class Database(Protocol):
    """An open database. location: what opens it again. name: the same as shown to people, without a password."""

    location: str
    name: str
    engine: Engine

    def explained(self) -> AbstractContextManager[None]:
        """Errors of the engine become RecordErrors that say what happened and what to do.

        Values that the tables refuse (IntegrityError, DataError) are the caller's to explain, and go through.
        """

    def reading(self, seconds: float | None = None) -> AbstractContextManager[Connection]:
        """A transaction that sees the record of one moment, whatever others write meanwhile.

        Raises TooSlowError when a query of it is still running after so many seconds.
        """

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it or nothing."""

    def take_turn(self, connection: Connection, *what: str) -> None:
        """Wait until no other writing transaction is busy with any of these, and keep others from it till the end."""

    def is_passing(self, error: exc.DBAPIError) -> bool:
        """Whether the transaction only met another one, and may be tried again as a whole."""

    def keep_copy(self, version: int) -> str | None:
        """Copy the record before it is brought to a schema; where the copy is, None where the engine makes none."""

    def damage(self, connection: Connection) -> list[str]:
        """What the engine itself finds broken, in words; nothing when it is sound."""

    def size(self, connection: Connection) -> int:
        """Bytes on the disk."""

    def scrub(self) -> None:
        """What was deleted is not on the disk any more."""

    def copy_to(self, target: Path) -> None:
        """A whole copy as an SQLite file, which is not there yet, while others may read and write."""

    def close(self) -> None: ...


BUSY = "too much is asked of the record at once; ask again in a while"


def too_slow(seconds: float) -> str:
    return (
        f"the record needs more than {seconds:g} seconds to answer; ask for less: a shorter time, one place, one type"
    )


def open_database(location: str | Path, *, create: bool, read_only: bool) -> Database:
    """The database at a location: a file, or a server's address. Raises RecordError when it cannot be used.

    create: make a file that is not there; a server's database must be there.
    """
    if is_server(location):
        from dateline.record import postgres  # brings in the driver

        return postgres.open_server(str(location), read_only=read_only)
    if "://" in str(location):
        kind = str(location).partition("://")[0]
        raise RecordError(f"{kind}:// is no record: give a file, or postgresql://USER@HOST/DATABASE, with --record")
    from dateline.record import sqlite

    return sqlite.open_file(Path(location), create=create, read_only=read_only)


def is_server(location: str | Path) -> bool:
    """Whether a location is a server's address, not a file of this machine."""
    return str(location).startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def shown(location: str | Path) -> str:
    """A location as it may be shown: without a password."""
    if not is_server(location):
        return str(location)
    from dateline.record import postgres

    return postgres.shown(str(location))


def beside(location: str | Path) -> Path:
    """The folder in which what is made of a record is put: the file's; the current one for a server's."""
    return Path() if is_server(location) else Path(location).parent
