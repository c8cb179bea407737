"""What pairs connect, directly or by others (union by the least, path halving: Tarjan and van Leeuwen 1984)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


_K = TypeVar("_K", bound=_Ordered)


class Components(Generic[_K]):
    """Sets of keys that have an order; each set goes by its least key. Iterated: every key that was named."""

    def __init__(self) -> None:
        self._head: dict[_K, _K] = {}

    def __iter__(self) -> Iterator[_K]:
        return iter(self._head)

    def __contains__(self, key: _K) -> bool:
        return key in self._head

    def find(self, key: _K) -> _K:
        """The least key of its set; a key that is new is a set of its own."""
        head = self._head
        while (above := head.setdefault(key, key)) != key:
            head[key] = head[above]
            key = head[above]
        return key

    def join(self, one: _K, other: _K) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._head[high] = low
