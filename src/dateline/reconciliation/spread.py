"""The heavy parts of reconciliation, cut into pieces that can be done anywhere.

A piece is plain data that holds all that its work needs, and the work is a pure function of a module. So where the
pieces are done (here, in other processes, on a cluster), how many there are and in what order they end changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


class Spread(Protocol):
    """Does one work on each of some pieces; what was made of them, in the order of the pieces."""

    def __call__(self, work: Callable[[_Piece], _Made], pieces: Iterable[_Piece], /) -> Iterator[_Made]: ...


def here(work: Callable[[_Piece], _Made], pieces: Iterable[_Piece], /) -> Iterator[_Made]:
    """Everything in this process, one piece at a time."""
    return map(work, pieces)


def cut(items: Iterable[_Piece], weigh: Callable[[_Piece], int], most: int) -> Iterator[list[_Piece]]:
    """Neighbours together, up to a weight in all; what is heavier by itself stands alone."""
    group: list[_Piece] = []
    weight = 0
    for item in items:
        own = weigh(item)
        if group and weight + own > most:
            yield group
            group, weight = [], 0
        group.append(item)
        weight += own
    if group:
        yield group
