"""What takes long to make is made once for all who ask for it, while the record stays as it is."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

MOST = 64
SECONDS = 60.0


@dataclass
class _Place:
    """lock: held by whoever makes it; the others wait for it there."""

    lock: Lock = field(default_factory=Lock)
    made: str | None = None
    until: float = 0.0


class Kept:
    """The latest texts, at most MOST of them, each for a minute: a record that is brought together anew from the same
    readings, by another version of dateline say, does not tell so."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """key: all that the text depends on, the state of the record too. Several threads may ask at once."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
        with place.lock:
            if place.made is None or time.monotonic() > place.until:
                place.made = make()
                place.until = time.monotonic() + self._seconds
            return place.made
