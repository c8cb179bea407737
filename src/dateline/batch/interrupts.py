"""What reading processes do on Ctrl-C. In a module of its own: it must be in force before the stations are loaded."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


def leave_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal: these leave without a word, only the first one tells about it.

    They leave while they are at work (`at_work`), at once or as soon as they are at it again. Between one work and the
    next they hand on what they made: the pool would wait for ever for the rest of what was cut off. One that has
    nothing to do is sent away by the pool. A Ctrl-C that came while a process was started out of reach is followed now.
    """
    signal.signal(signal.SIGINT, _interrupts.come)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def at_work() -> Iterator[None]:
    """Where a process that leaves on Ctrl-C may do so."""
    _interrupts.at_work = True
    _interrupts.follow()
    try:
        yield
    finally:
        _interrupts.at_work = False


class _Interrupts:
    """Of this process. came: the number of the signal, 0 for none."""

    def __init__(self) -> None:
        self.at_work = False
        self.came = 0

    def come(self, number: int, frame: FrameType | None) -> None:
        self.came = number
        self.follow()

    def follow(self) -> None:
        if self.came and self.at_work:
            os._exit(128 + self.came)


_interrupts = _Interrupts()


@contextmanager
def out_of_reach_of_interrupts() -> Iterator[None]:
    """Threads and processes that are started meanwhile, and those that they start, never see Ctrl-C.

    One that comes meanwhile is told when this ends. Where there are no signal masks (Windows) nothing is done.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # started later, it would lift the mask of whatever thread starts it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
