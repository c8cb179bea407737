"""A real `dateline serve`, for the tests of the pages."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

STARTS_WITHIN = 60.0


@contextmanager
def serving(record: Path | str, *arguments: str) -> Iterator[str]:
    """The address of a server over the record: "http://127.0.0.1:40123"."""
    command = [sys.executable, "-m", "dateline", "serve", "--record", str(record), "--port", "0", "--by", "Ada"]
    with tempfile.TemporaryFile("w+") as told:  # a pipe that nobody empties would stop it
        process = subprocess.Popen([*command, *arguments], stderr=told)
        try:
            yield _address(process, told)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _address(process: subprocess.Popen[bytes], told: IO[str]) -> str:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        told.seek(0)
        first, end, _ = told.read().partition("\n")
        if end and " at http://" in first:
            return first.rsplit(" at ", 1)[1].strip().rstrip("/")
        time.sleep(0.05)
    told.seek(0)
    raise AssertionError(told.read() or "the server says nothing")
