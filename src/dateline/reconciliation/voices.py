"""The voices that one text gives a happening: whoever it names twice in other words counts once.

* the text's own narration counts only where it names nobody who says so; a headline only where the body has no voice;
* "doctor" beside "a hospital doctor" is that voice;
* a spokeswoman whose body is not said, beside the one body quoted, speaks for it;
* a bare "the report", "the radio" takes up what was named before or is the text itself: no voice of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from dateline.model import CanonicalEntity, EntityKind
from dateline.model.frozen import frozen
from dateline.reference.folding import fold

_BARE = re.compile(r"(?:the|this|that)\s+\w+", re.IGNORECASE)
_DETERMINERS = frozenset(["the", "this", "that", "a", "an", "its", "their", "his", "her", "one", "some"])


@frozen
class Source:
    """The origin of one claim. keys: party keys, to see whether it is itself a party to the event.

    phrase: the words of the text for a source without a name. speaks: for a body that is not said.
    """

    key: str
    name: str
    entity: CanonicalEntity | None = field(default=None, hash=False)  # it may have thousands of members
    narration: bool = False
    phrase: str = ""
    speaks: bool = False


@frozen
class Voice:
    """A source heard in one claim of a text."""

    source: Source
    headline: bool


def is_bare(phrase: str) -> bool:
    """Whether it is a noun with an article and no more: "the radio"."""
    return _BARE.fullmatch(phrase.strip()) is not None


def same_voice(voices: Sequence[Voice]) -> Mapping[str, Source | None]:
    """Of the sources of one text about one happening, by key: whom each counts as; None for those that add nobody."""
    body = {v.source.key for v in voices if not v.headline}
    by_key = {v.source.key: v.source for v in voices if not v.source.narration}
    quoted = [by_key[key] for key in sorted(by_key)]
    in_body = [s for s in quoted if s.key in body]
    counted: dict[str, Source | None] = {}
    for voice in voices:
        source = voice.source
        if source.narration:
            adds = not quoted and (source.key in body or not body)
        else:
            adds = source.key in body or not in_body
        counted[source.key] = _counts_as(source, in_body or quoted) if adds else None
    return counted


def _counts_as(source: Source, quoted: Sequence[Source]) -> Source:
    """The source itself or the fuller one of the same text that it takes up again."""
    others = [s for s in quoted if s.key != source.key]
    if source.speaks:
        bodies = [s for s in others if s.entity is not None and s.entity.kind is EntityKind.ORGANIZATION]
        if len(bodies) == 1:
            return bodies[0]
    fuller = [s for s in others if source.phrase and set(_words(source.phrase)) < set(_words(s.phrase or s.name))]
    return max(fuller, key=lambda s: (not s.phrase, len(s.name), s.key), default=source)


def _words(phrase: str) -> list[str]:
    return [w for w in fold(phrase).split() if w not in _DETERMINERS]
