"""Whose words a cue verb gives."""

from __future__ import annotations

from dateline.extraction.statements.draft import Phrase
from dateline.extraction.statements.grammar import is_passive, is_verb, noun_phrase, subject
from dateline.extraction.statements.ground import Ground


def speaker_of(ground: Ground, verb: int) -> tuple[Phrase | None, Phrase | None]:
    """The speaker of a cue verb, and who relays them ("quoted by SANA as saying"), if the grammar names either."""
    a = ground.a
    token = a.tokens[verb]
    if token.dep == "pcomp" and a.tokens[token.head].lower == "as":
        above = a.tokens[token.head].head
        thing = a.child(above, "nsubjpass" if is_passive(a, above) else "dobj")
        if is_verb(a.tokens[above]) and thing is not None:
            return noun_phrase(a, thing.index, rule="quoted as saying"), subject(a, above)
    if verb in ground.lifted:
        return subject(a, ground.lifted[verb]), None
    found = subject(a, verb)
    return (None if found is not None and a.tokens[found.head].lower == "there" else found), None


__all__ = ["speaker_of"]
