"""Work that a server hands to a process of its own, so that its pages stay quick: the command line does it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.errors import DatelineError, InputError
from dateline.record import Reader, Record, open_record
from dateline.viewing import Clock

MOMENTS_KEPT = 8
AT_ONCE = 2
"""Moments that are made at the same time; whoever asks for another one waits."""


def _command(location: str, *arguments: str) -> subprocess.Popen[str]:
    """`dateline …` on the record; its location may hold a password, so it goes by the environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        env=os.environ | {"DATELINE_RECORD": location},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _trouble(errors: str) -> str:
    lines = [line for line in errors.strip().splitlines() if line.strip()]
    return lines[-1].removeprefix("dateline: ") if lines else "it ended without a word"


class Upkeep:
    """Brings the record together again after decisions: one process at a time, once more where more was decided."""

    def __init__(self, location: str, reader: Reader) -> None:
        self._location = location
        self._reader = reader
        self._turn = threading.Condition()
        self._is_running = False
        self._is_closed = False
        self._process: subprocess.Popen[str] | None = None
        self.trouble = ""

    @property
    def is_running(self) -> bool:
        return self._is_running

    def start(self) -> None:
        with self._turn:
            if not self._is_running and not self._is_closed:
                self._is_running = True
                threading.Thread(target=self._work, name="dateline-upkeep", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether it came to its end within the time."""
        with self._turn:
            return self._turn.wait_for(lambda: not self._is_running, seconds)

    def close(self) -> None:
        with self._turn:
            self._is_closed = True
            if self._process is not None:
                self._process.terminate()

    def _work(self) -> None:
        try:
            while not self._is_closed and not self._reader.is_current():
                with self._turn:
                    self._process = _command(self._location, "reconcile")
                _, errors = self._process.communicate()
                self.trouble = _trouble(errors) if self._process.returncode else ""
                if self.trouble:
                    break
        except DatelineError as error:
            self.trouble = str(error)
        finally:
            with self._turn:
                self._is_running = False
                self._process = None
                self._turn.notify_all()


class Moments:
    """The record as of moments: each made when somebody first asks for it, and kept as a file until the server stops
    or the record moves on."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._folder = TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True)
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[str, str, int], _Moment] = OrderedDict()

    def record(self, moment: str, clock: Clock, changes: int) -> Record | None:
        """The record then, or None while it is still being made. changes: mark of the record now.

        Raises InputError when it cannot be made, with the reason.
        """
        key = (moment, clock, changes)
        with self._lock:
            if key not in self._made:
                if sum(not m.is_done() for m in self._made.values()) >= AT_ONCE:
                    return None
                for gone in [k for k in self._made if k[2] != changes] + list(self._made)[: -MOMENTS_KEPT + 1]:
                    if gone in self._made and self._made[gone].is_done():
                        self._made.pop(gone).close()
                target = Path(self._folder.name) / f"{len(self._made)}-{time.time_ns()}.db"
                process = _command(self._location, "backup", str(target), "--as-of", moment, "--clock", clock)
                self._made[key] = _Moment(process, target)
            self._made.move_to_end(key)
            found = self._made[key]
        try:
            return found.record()
        except InputError:
            with self._lock:
                self._made.pop(key, None)
            raise

    def close(self) -> None:
        with self._lock:
            for moment in self._made.values():
                moment.close()
            self._made.clear()
        self._folder.cleanup()


class _Moment:
    def __init__(self, process: subprocess.Popen[str], target: Path) -> None:
        self._process = process
        self._target = target
        self._lock = threading.Lock()
        self._record: Record | None = None
        self._errors = ""
        self._reads_errors = threading.Thread(target=self._read_errors, daemon=True)
        self._reads_errors.start()

    def is_done(self) -> bool:
        return self._process.poll() is not None

    def record(self) -> Record | None:
        if not self.is_done():
            return None
        with self._lock:
            if self._process.returncode:
                self._reads_errors.join()
                raise InputError(_trouble(self._errors))
            if self._record is None:
                self._record = open_record(self._target, create=False, read_only=True)
            return self._record

    def close(self) -> None:
        if not self.is_done():
            self._process.kill()
        with self._lock:
            if self._record is not None:
                self._record.close()
        self._target.unlink(missing_ok=True)

    def _read_errors(self) -> None:
        self._errors = self._process.communicate()[1]
