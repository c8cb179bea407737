"""Whose words a cue verb gives."""

from __future__ import annotations

from dateline.extraction.statements.draft import Phrase
from dateline.extraction.statements.grammar import inverted_speaker, is_passive, is_verb, noun_phrase, runs, subject
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, Token
from dateline.reference.cues import cue_words, is_silent, source_roles
from dateline.reference.harms import harm_words, people_words

_FINITE = frozenset({"VBD", "VBZ"})
_SOURCES = frozenset({"ORG", "PERSON", "NORP"})
_IN_FRONT = "name in front of the cue"


def speaker_of(ground: Ground, verb: int) -> tuple[Phrase | None, Phrase | None]:
    """The speaker of a cue verb, and who relays them ("quoted by SANA as saying"), if the grammar names either."""
    speaker, relay = _named(ground, verb)
    told = ground.a.child(verb, "nsubjpass") is not None  # "…, the army had been told": whoever is told does not speak
    behind = None if told else _behind_comma(ground, verb)
    loose = speaker is None or speaker.rule == _IN_FRONT or not may_speak(ground.a, speaker.head)
    if behind is not None and loose:
        return behind, relay
    return (_narrowed(ground.a, speaker) if speaker is not None else None), relay


def phrase_start(ground: Ground, verb: int, own: Token | None) -> int:
    """First token of a cue's subject in front of it; of the source behind the comma where there is none that speaks."""
    if own is None or not may_speak(ground.a, own.index):
        behind = _behind_comma(ground, verb)
        if behind is not None:
            return ground.a.tokens_in(behind.span)[0].index
    return verb if own is None else ground.a.subtree(own.index)[0]


def may_speak(a: AnnotatedReport, head: int) -> bool:
    """Whether a noun can be a source: a person, a body, a group, a document; names and pronouns always."""
    token = a.tokens[head]
    lemma = token.lemma.lower()
    if token.pos not in ("NOUN", "NUM"):
        return True
    if lemma in cue_words("image"):
        return any(k.dep in ("compound", "amod", "poss", "acl", "prep") for k in a.children(head))
    if lemma in source_roles() or lemma in cue_words("voice"):
        return True
    return not is_silent(lemma) and people_words().get(lemma) != "thing"


def _behind_comma(ground: Ground, verb: int) -> Phrase | None:
    """ "…left the districts, a security source said": the source between the last comma and the cue."""
    a = ground.a
    first, last = a.sentences[a.tokens[verb].sentence].first, verb - 1
    while last > first and a.tokens[last].dep in ("aux", "auxpass", "neg", "advmod") and a.tokens[last].head == verb:
        last -= 1
    at = last
    while at > first and a.tokens[at].text != "," and not is_verb(a.tokens[at]):
        at -= 1
    inside = range(at + 1, last + 1)
    if at == first or a.tokens[at].text != "," or not inside:
        return None
    top = next((i for i in inside if a.tokens[i].head not in inside and a.tokens[i].pos in ("NOUN", "PROPN")), None)
    if top is None or a.tokens[top].lemma.lower() not in source_roles() or a.subtree(top)[-1] > last:
        return None
    return noun_phrase(a, top, rule="noun behind the comma")


def _narrowed(a: AnnotatedReport, speaker: Phrase) -> Phrase:
    """Without things that the parser coordinates with a speaker: "state media, detailed maps" is state media."""
    dropped: set[int] = set()
    for kid in a.children(speaker.head, "conj", "appos"):
        if kid.index > speaker.head and not may_speak(a, kid.index):
            dropped.update(range(a.subtree(kid.index)[0], a.subtree(kid.index)[-1] + 1))
            dropped.update(k.index for k in a.children(speaker.head, "cc") if k.index < kid.index)
    if not dropped:
        return speaker
    span = noun_phrase(a, speaker.head, frozenset(dropped)).span
    return Phrase(speaker.head, span, speaker.rule) if speaker.span.contains(span) else speaker


def _above_victims(a: AnnotatedReport, verb: int, found: Phrase) -> Phrase | None:
    """ "…and three people hurt, and said": who came to harm is counted, not heard; the verb above has the subject."""
    above = a.tokens[a.tokens[verb].head]
    own = a.child(above.index, "nsubj")
    if own is None or own.index != found.head or above.lemma.lower() not in harm_words("verb"):
        return found
    if a.tokens[verb].dep != "conj" or a.child(own.index, "nummod") is None:
        return found
    top = a.tokens[above.head]
    return subject(a, top.index) if is_verb(top) and top.index != above.index else None


def _named(ground: Ground, verb: int) -> tuple[Phrase | None, Phrase | None]:
    a = ground.a
    token = a.tokens[verb]
    if token.dep == "pcomp" and a.tokens[token.head].lower == "as":
        above = a.tokens[token.head].head
        thing = a.child(above, "nsubjpass" if is_passive(a, above) else "dobj")
        if is_verb(a.tokens[above]) and thing is not None:
            return noun_phrase(a, thing.index, rule="quoted as saying"), subject(a, above) or _by(a, verb)
    if verb in ground.lifted:
        return subject(a, ground.lifted[verb]), None
    behind = inverted_speaker(a, verb)
    if behind is not None:
        return noun_phrase(a, behind.index, rule="subject behind the verb"), None
    outside = _outside_quote(ground, verb)
    if outside is not None:
        return subject(a, outside), None
    found = subject(a, verb)
    found = _above_victims(a, verb, found) if found is not None else None
    if found is None and token.tag in _FINITE and not is_passive(a, verb):
        return _name_in_front(ground, verb), None
    return (None if found is not None and a.tokens[found.head].lower == "there" else found), None


def _by(a: AnnotatedReport, verb: int) -> Phrase | None:
    """ "was quoted as saying by X": X."""
    prep = next((k for k in a.children(verb, "agent", "prep") if k.lower == "by"), None)
    noun = a.child(prep.index, "pobj") if prep is not None else None
    return noun_phrase(a, noun.index, rule="agent") if noun is not None and noun.ent in _SOURCES else None


def _outside_quote(ground: Ground, verb: int) -> int | None:
    """X said: "…, but he left," adding that …: the parser hangs "adding" on a verb inside X's quotation."""
    a, token = ground.a, ground.a.tokens[verb]
    if token.tag != "VBG" or ground.quote_at[verb] >= 0 or ground.quote_at[token.head] < 0:
        return None
    return next((t.index for t in a.ancestors(verb) if is_verb(t) and ground.quote_at[t.index] < 0), None)


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
    return noun_phrase(a, head.index, rule=_IN_FRONT)


__all__ = ["may_speak", "phrase_start", "speaker_of"]
