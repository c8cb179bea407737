"""Identifiers that last: hashes of a few raw, stable fields."""

from __future__ import annotations

import hashlib


def short_hash(*parts: str) -> str:
    """Twelve hexadecimal digits that only the parts decide."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
