"""What a reading process does on Ctrl-C. In a module of its own: it must be in force before the stations are loaded."""

from __future__ import annotations

import os
import signal
from types import FrameType


def leave_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal: these leave without a word, only the first one tells about it."""
    signal.signal(signal.SIGINT, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    os._exit(128 + number)
