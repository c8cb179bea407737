"""What reading processes do on Ctrl-C. In a module of its own: it must be in force before the stations are loaded."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


def leave_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal: these leave at once, without a word; the first one tells about it.

    A Ctrl-C that came while the process was started out of reach is followed now.
    """
    signal.signal(signal.SIGINT, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _leave(number: int, frame: FrameType | None) -> None:
    os._exit(128 + number)


def without_interrupts() -> None:
    """This thread, and the processes that it starts, do not see Ctrl-C before they ask for it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


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
