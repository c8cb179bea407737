"""What people decided about pairs: things that are one, and things that are not, as the clusterings need it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Generic, TypeVar

from dateline.model import ClaimRef

_K = TypeVar("_K", ClaimRef, str)


class Constraints(Generic[_K]):
    """Groups whose members are one, and pairs of them that are not; what is one of a group is so for all of it.

    `together` and `apart` refuse, and give the tag of a decision that stands against, what contradicts those taken
    before.
    """

    def __init__(self) -> None:
        self._group: dict[_K, list[_K]] = {}
        self._apart: dict[tuple[_K, _K], str] = {}
        self._with: dict[_K, dict[_K, None]] = {}  # the pairs of `_apart`, by either side
        self._number = 0
        self._joins: dict[_K, list[tuple[_K, str, int]]] = {}  # of each group a tree: neighbour, decision, its number

    def __bool__(self) -> bool:
        return bool(self._group or self._apart)

    def __contains__(self, key: _K) -> bool:
        """Whether anything was decided about it."""
        return key in self._group or key in self._with

    def group(self, key: _K) -> Sequence[_K]:
        """All that are one with it, itself among them, sorted."""
        return sorted(self._group.get(key, [key]))

    @property
    def groups(self) -> list[list[_K]]:
        """Groups of two and more, sorted."""
        distinct = {id(g): sorted(g) for g in self._group.values() if len(g) > 1}
        return sorted(distinct.values())

    def together(self, keys: Sequence[_K], tag: str) -> str:
        """Make them one; "" when that was possible, else a decision that stands against it."""
        members = {m: None for key in keys for m in self._group.get(key, [key])}
        for key in members:
            for other in self._with.get(key, ()):
                if other in members:
                    return self._apart[key, other]
        self._number += 1
        first = keys[0]
        for key in keys[1:]:
            if key != first and key not in self._group.get(first, ()):
                self._joins.setdefault(first, []).append((key, tag, self._number))
                self._joins.setdefault(key, []).append((first, tag, self._number))
                group = list(self._group.get(first, [first]))
                group += self._group.get(key, [key])
                for member in group:
                    self._group[member] = group
        return ""

    def hold_apart(self, ours: Sequence[_K], theirs: Sequence[_K], tag: str) -> str:
        """Keep each of ours from each of theirs; "" when that was possible, else a decision that stands against it.

        What is on both sides is nothing that could be held apart: it is left out.
        """
        for one in ours:
            for other in theirs:
                if one != other and other in self._group.get(one, ()):
                    return self._joined_by(one, other)
        for one in ours:
            for other in theirs:
                if one != other:
                    self._apart.setdefault((one, other), tag)
                    self._apart.setdefault((other, one), tag)
                    self._with.setdefault(one, {})[other] = None
                    self._with.setdefault(other, {})[one] = None
        return ""

    def _joined_by(self, one: _K, other: _K) -> str:
        """Of the decisions that link two of a group the one that was taken first."""
        first: dict[_K, tuple[int, str]] = {one: (self._number + 1, "")}
        open_: list[_K] = [one]
        while other not in first:
            here: _K = open_.pop()
            for neighbour, tag, number in self._joins[here]:
                if neighbour not in first:
                    first[neighbour] = min(first[here], (number, tag))
                    open_.append(neighbour)
        return first[other][1]

    def kept_from(self, keys: Iterable[_K]) -> set[_K]:
        """All that must not be with any of them."""
        if not self._with:
            return set()
        found: set[_K] = set()
        for key in keys:
            for member in self._group.get(key, [key]):
                for other in self._with.get(member, ()):
                    found.update(self._group.get(other, [other]))
        return found

    def bars(self, ours: Iterable[_K], theirs: Collection[_K]) -> bool:
        """Whether some of ours must not be with some of theirs."""
        return bool(self._with) and not self.kept_from(ours).isdisjoint(theirs)
