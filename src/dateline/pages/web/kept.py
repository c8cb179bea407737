"""What takes long to make is made once for all who ask for it, while the record stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

MOST = 64


@dataclass
class _Place:
    """lock: held by whoever makes it; the others wait for it there."""

    lock: Lock = field(default_factory=Lock)
    made: str | None = None


class Kept:
    """The latest texts, at most MOST of them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
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
            if place.made is None:
                place.made = make()
            return place.made
