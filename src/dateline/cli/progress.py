"""What is going on, on standard error, when it takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from dateline.cli.terminal import clean, plural
from dateline.model import SetAside

if TYPE_CHECKING:
    from dateline.batch.ready import Ready

_QUIET_SECONDS = 2.0
_LINE_EVERY_SECONDS = 15.0


class Progress:
    """A moving line on a terminal, a plain line now and then elsewhere; nothing for what is over in two seconds."""

    def __init__(self) -> None:
        self._stage = ""
        self._file = ""
        self._read = self._unchanged = self._set_aside = 0
        self._next_line = time.monotonic() + _QUIET_SECONDS
        self._first: float | None = None  # when the first report was done: before that, the model is loaded
        self._display: _Display | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._display = _Display(self)
            self._display.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._display:
            self._display.stop()

    def stage(self, name: str) -> None:
        self._stage, self._file = name, ""
        self._tick()

    def count(self, outcome: Ready) -> None:
        """One more report is done with."""
        from dateline.pipeline import Unchanged  # long loaded when there is something to count

        self._first = self._first or time.monotonic()
        if isinstance(outcome, SetAside):
            self._set_aside += 1
        elif isinstance(outcome, Unchanged):
            self._unchanged += 1
        else:
            self._read += 1
        self._file = outcome.file
        self._stage = "reading"
        self._tick()

    def line(self) -> str:
        """ "reading: 12 reports read, 1 set aside (3.1 a second)"."""
        done = self._read + self._unchanged + self._set_aside
        if not done:
            return self._stage
        parts = [f"{plural(self._read, 'report')} read"]
        parts += [f"{self._unchanged} unchanged"] * bool(self._unchanged)
        parts += [f"{self._set_aside} set aside"] * bool(self._set_aside)
        return f"{self._stage}: {', '.join(parts)}{self._pace(done)}"

    def _pace(self, done: int) -> str:
        seconds = time.monotonic() - (self._first or 0)
        if self._stage != "reading" or done < 2 or seconds < 1:
            return ""
        return f" ({(done - 1) / seconds:.1f} a second)"

    def file(self) -> str:
        return clean(PurePath(self._file).name)

    def _tick(self) -> None:
        if self._display is None and time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + _LINE_EVERY_SECONDS
            click.echo(f"dateline: {self.line()}", err=True)


class _Display:
    """The moving line, begun by a timer: the first stage may last long without a word."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _show(self) -> None:
        if self._over.wait(_QUIET_SECONDS):
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True)
        with console.status("") as status:
            while not self._over.wait(0.2):
                text = Text(f"{self._progress.line()}  {self._progress.file()}".rstrip())
                text.truncate(console.width - 4, overflow="ellipsis")
                status.update(text)
