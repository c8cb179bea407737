"""A PostgreSQL server of one's own for tests and benchmarks: in a temporary folder, without a port, gone afterwards.

PostgreSQL does not run as root: there it is started as the user "postgres" or "nobody". Nothing is synced to disk:
what is tested is what a crash of dateline does, not one of the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

_USER = "dateline"
_START_SECONDS = 60


class NoServerInstalled(Exception):  # noqa: N818  (a reason to skip, not an error)
    """There is no PostgreSQL on this machine."""


class PrivateServer:
    """`with PrivateServer() as server, server.database() as location: …`

    Its databases sort as an English dictionary does, unless a column says otherwise: as servers of teams often do.
    """

    def __init__(self) -> None:
        self._programs = _programs()
        self._as: dict[str, Any] = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        self._names = count(1)
        if self._as:
            os.chown(self.folder, self._as["user"], self._as["group"])
        try:
            self._run("initdb", "-D", self._data, "-U", _USER, "--auth=trust", "-E", "UTF8", "-N", *_collation())
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *settings: str) -> None:
        """settings: "name=value" of the server's configuration."""
        given = ("fsync=off", "listen_addresses=", f"unix_socket_directories={self.folder}", *settings)
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *(part for s in given for part in ("-c", s))],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C is for whoever started the tests
                **self._as,
            )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.location("postgres")).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.05)

    def stop(self, how: int = signal.SIGINT) -> None:
        """how: SIGINT cuts all connections and shuts down; SIGQUIT is a crash, without a word to anyone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)
            self._process = None

    def location(self, database: str) -> str:
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    @contextmanager
    def database(self, *options: str) -> Iterator[str]:
        """The location of a fresh database, dropped afterwards."""
        name = f"record_{os.getpid()}_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name} {' '.join(options)}")
        try:
            yield self.location(name)
        finally:
            if self._process is not None:
                self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.location("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments], cwd=self.folder, capture_output=True, text=True, **self._as
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _programs() -> Path:
    """The folder of the server's programs, the newest where there are several. Raises NoServerInstalled."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not installed:
        raise NoServerInstalled("no PostgreSQL server on this machine (Debian: apt-get install postgresql)")
    return max(installed, key=lambda path: int(path.parent.name))


def _collation() -> tuple[str, ...]:
    return ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")


def _unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServerInstalled("PostgreSQL does not run as root, and there is no user to run it as")
