"""Photo captions, which are not read for claims, but name in full who is called by one name in the text."""

from __future__ import annotations

import re

from dateline.model import BlockKind, Report
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.names import person_name, short_form
from dateline.reference.titles import kinds_of

_WORD = r"[^\W\d_][\w'’‑-]*"


def full_name(report: Report, short: str) -> str | None:
    """The one full name in the captions that the one-word name can stand for, or None."""
    captions = [b.span.of(report.matching) for b in report.blocks if b.kind is BlockKind.CAPTION]
    found = {name for caption in captions for name in _names_with(caption, short)}
    return found.pop() if len(found) == 1 else None


def _names_with(caption: str, short: str) -> set[str]:
    """Runs of capitalised words that begin or end with the name, without titles and nationalities in front."""
    found = set()
    for run in re.findall(rf"{_WORD}(?: {_WORD})*", caption):
        words = [word.removesuffix("'s").removesuffix("’s") for word in run.split()]
        if short not in words:
            continue
        first = last = words.index(short)
        while first > 0 and _is_of_name(words[first - 1]):
            first -= 1
        while last + 1 < len(words) and _is_of_name(words[last + 1]):
            last += 1
        name = " ".join(words[first : last + 1])
        if 2 <= len(person_name(name).words) <= 4 and short_form(short, name):
            found.add(name)
    return found


def _is_of_name(word: str) -> bool:
    """A capitalised word that is no title, country or nationality."""
    return word[0].isupper() and not kinds_of(word) and not country_of(word) and not demonym_of(word)
