"""Which event types may name one happening: `reference/data/type_kinship.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.errors import ReferenceDataError
from dateline.model import EventType
from dateline.reference.tables import read_table


@cache
def _table() -> Mapping[tuple[EventType, EventType], float]:
    found: dict[tuple[EventType, EventType], float] = {}
    for row in read_table("type_kinship.tsv").rows:
        try:
            left, right, kinship = EventType(row["left"]), EventType(row["right"]), float(row["kinship"])
        except (KeyError, ValueError) as error:
            raise ReferenceDataError(f"type_kinship.tsv: {row}: {error}") from None
        found[left, right] = found[right, left] = kinship
    return found


def kinship(left: EventType, right: EventType) -> float:
    """From 1 (the same type) to 0 (never one happening)."""
    return 1.0 if left is right else _table().get((left, right), 0.0)


@cache
def kin(of: EventType) -> tuple[EventType, ...]:
    """The type itself and every type that may name the same happening, in the order of the vocabulary."""
    return tuple(other for other in EventType if kinship(of, other) > 0)
