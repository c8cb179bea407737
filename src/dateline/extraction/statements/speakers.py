"""Whose words a cue verb gives."""

from __future__ import annotations

from dateline.extraction.statements.draft import Phrase
from dateline.extraction.statements.grammar import is_passive, is_verb, noun_phrase, runs, subject
from dateline.extraction.statements.ground import Ground

_FINITE = frozenset({"VBD", "VBZ"})


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
    if found is None and token.tag in _FINITE and not is_passive(a, verb):
        return _name_in_front(ground, verb), None
    return (None if found is not None and a.tokens[found.head].lower == "there" else found), None


def _name_in_front(ground: Ground, verb: int) -> Phrase | None:
    """The name that ends right in front of a finite cue verb that the parser left without a subject."""
    a = ground.a
    first = a.sentences[a.tokens[verb].sentence].first
    at = verb - 1 if verb > first and a.tokens[verb - 1].text != "," else verb - 2
    if at < first or a.tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    top = a.tokens[at]
    while first <= top.head < verb and top.head != top.index and a.tokens[top.head].pos in ("NOUN", "PROPN", "ADP"):
        top = a.tokens[top.head]
    inside = [i for i in a.subtree(top.index) if a.tokens[i].pos == "PROPN" and i <= at]
    if not inside or ground.quote_at[inside[0]] != ground.quote_at[verb]:
        return None
    head = a.tokens[next(run for run in runs(inside))[-1]]
    return noun_phrase(a, head.index, rule="name in front of the cue")


__all__ = ["speaker_of"]
