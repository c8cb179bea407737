"""Column types that mean the same on every engine.

Text has no length that one engine would enforce and the other not, and sorts by code point everywhere, as Python does.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.types import TypeEngine


def text(length: int | None = None) -> TypeEngine[Any]:
    """length: as the first files were made; it bounds nothing."""
    plain = Text() if length is None else String(length)
    return plain.with_variant(Text(collation="C"), "postgresql")


def number() -> TypeEngine[Any]:
    """A whole number of up to 64 bits."""
    return Integer().with_variant(BigInteger(), "postgresql")
