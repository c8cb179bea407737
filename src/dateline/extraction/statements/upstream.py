"""Links around a source that its own phrase tells: whom it heard from, who has seen or posted the document."""

from __future__ import annotations

from dateline.extraction.chains import agents_of, is_medium, role_of
from dateline.extraction.statements.draft import Phrase
from dateline.extraction.statements.grammar import noun_phrase
from dateline.model import AnnotatedReport, LinkRole, Span, Token
from dateline.reference.cues import cue_words

_BY, _FROM = frozenset({"by"}), frozenset({"from"})
_TO = frozenset({"to", "with"})
_NO_SOURCES = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_TALK = frozenset({"speak", "talk"})


def heard_from(a: AnnotatedReport, verb: int) -> Phrase | None:
    """X in "heard from X that", "was told by X", "briefed by X"."""
    token = a.tokens[verb]
    lemma = token.lemma.lower()
    if lemma in cue_words("receiving"):
        words = _FROM
    elif lemma in cue_words("informed") and token.tag == "VBN" and a.child(verb, "dobj") is None:
        words = _BY
    else:
        return None
    for prep in a.children(verb, "prep", "agent"):
        noun = a.child(prep.index, "pobj")
        if prep.lower in words and noun is not None and _is_person_or_body(a, noun):
            return noun_phrase(a, noun.index, rule="heard from")
    return None


def _is_person_or_body(a: AnnotatedReport, noun: Token) -> bool:
    return noun.ent not in _NO_SOURCES and role_of(a, noun.index) in (LinkRole.SPEAKER, LinkRole.MEDIUM)


def sources_of(a: AnnotatedReport, source: int) -> list[Phrase]:
    """ "a doctor who had heard from survivors": survivors."""
    verbs = [k.index for k in a.children(source, "relcl", "acl")]
    found = (heard_from(a, verb) for verb in verbs)
    return [phrase for phrase in found if phrase is not None]


def handlers_of(a: AnnotatedReport, noun: int) -> list[tuple[Phrase, bool]]:
    """Who has handled a document: outlets that have seen it (True), whoever posted it (False)."""
    found = []
    for verb, agent in agents_of(a, noun):
        seen = verb.lemma.lower() in cue_words("seeing")
        medium = is_medium(a, agent.index)
        if seen and medium:
            found.append((noun_phrase(a, agent.index, rule="seen by"), True))
        elif not seen and not medium:
            found.append((noun_phrase(a, agent.index, rule="posted by"), False))
    return found


def talked_to(a: AnnotatedReport, source: int) -> Span | None:
    """ "the mayor, who spoke to Reuters": Reuters."""
    for verb in a.children(source, "relcl", "acl"):
        if verb.lemma.lower() not in _TALK:
            continue
        for prep in a.children(verb.index, "prep"):
            noun = a.child(prep.index, "pobj")
            if prep.lower in _TO and noun is not None and is_medium(a, noun.index):
                return noun_phrase(a, noun.index).span
    return None


__all__ = ["handlers_of", "heard_from", "sources_of", "talked_to"]
