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
        self._with: dict[_K, set[_K]] = {}  # the pairs of `_apart`, by either side
        self._tags: dict[_K, list[str]] = {}  # decisions that made a group, by any member

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
        members = list(dict.fromkeys(m for key in keys for m in self._group.get(key, [key])))
        for key in members:
            for other in self._with.get(key, ()):
                if other in members:
                    return self._apart[key, other]
        tags: list[str] = list(dict.fromkeys(t for m in members for t in self._tags.get(m, [])))
        for member in members:
            self._group[member] = members
            self._tags[member] = [*tags, tag]
        return ""

    def hold_apart(self, ours: Sequence[_K], theirs: Sequence[_K], tag: str) -> str:
        """Keep each of ours from each of theirs; "" when that was possible, else a decision that stands against it."""
        for one in ours:
            for other in theirs:
                if one == other or other in self._group.get(one, ()):
                    return self._tags.get(one, [tag])[-1]
        for one in ours:
            for other in theirs:
                self._apart[one, other] = self._apart[other, one] = tag
                self._with.setdefault(one, set()).add(other)
                self._with.setdefault(other, set()).add(one)
        return ""

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
