"""A real `dateline serve`, for the tests of the pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(record: Path | str, *arguments: str) -> Iterator[str]:
    """The address of a server over the record: "http://127.0.0.1:40123"."""
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        "--record",
        str(record),
        "--port",
        "0",
        "--by",
        "Ada",
        *arguments,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert " at http://" in first, first + process.stderr.read()
        yield first.rsplit(" at ", 1)[1].strip().rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=20)
