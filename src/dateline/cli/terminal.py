"""Words for a terminal: nothing from a text may steer it."""

from __future__ import annotations

import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = {"\u200c", "\u200d"}  # part of how Persian, Indic scripts and some letters are written


def clean(text: str) -> str:
    """One line without control, direction and other invisible characters; runs of blanks become one."""
    shown = (c if c in _JOINERS or unicodedata.category(c) not in _INVISIBLE else " " for c in text)
    return " ".join("".join(shown).split())


def plural(number: int, noun: str, nouns: str | None = None) -> str:
    """ "1 report", "2,000 reports"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
