"""Decisions alone, one JSON object a line: so that the work of two people on the same reports can be joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import TypeAdapter, ValidationError

from dateline.model import Decision, with_id


def decision_lines(decisions: Iterable[Decision]) -> Iterator[bytes]:
    """One line a decision, earliest first, line break included."""
    for decision in sorted(decisions, key=lambda d: d.order):
        yield _adapter().dump_json(decision) + b"\n"


def read_decisions(content: bytes) -> tuple[list[Decision], list[tuple[int, str]]]:
    """The decisions of such a file, and the lines that are none, by number, with the reason.

    A decision whose ID is not what its content gives was changed after it was made: it is none.
    """
    found: list[Decision] = []
    refused: list[tuple[int, str]] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            decision = _adapter().validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            refused.append((number, f"no decision ({where + ': ' if where else ''}{first['msg']})"))
            continue
        if with_id(decision).id == decision.id:
            found.append(decision)
        else:
            refused.append((number, f"{decision.id} was changed after it was made"))
    return found, refused


@cache
def _adapter() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)
