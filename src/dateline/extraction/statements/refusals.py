"""Questions left without an answer: "did not respond to a request for comment", "could not be reached for comment"."""

from __future__ import annotations

from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.grammar import is_negated, noun_phrase, subject, trim, verb_group
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, Certainty, SayingKind, Token
from dateline.reference.cues import Cue, cue_words

_DECLINED = Cue(("no", "answer"), SayingKind.DECLINED, Certainty.UNKNOWN, frozenset(), frozenset())


def refusal_drafts(ground: Ground) -> list[Draft]:
    """One draft for each negated verb or adjective of answering with "to …" or "for comment" behind it."""
    a = ground.a
    drafts = []
    for token in a.tokens:
        if token.lemma.lower() in cue_words("answering") and (draft := _refusal(a, token)):
            drafts.append(draft)
    return drafts


def _refusal(a: AnnotatedReport, token: Token) -> Draft | None:
    verb = token if token.pos in ("VERB", "AUX") else a.tokens[token.head]
    if not is_negated(a, verb.index):
        return None
    asked = [p for p in a.children(token.index, "prep") if p.lower in ("to", "for") and p.index > token.index]
    asked = [p for p in asked if any(a.tokens[i].lemma.lower() in cue_words("request") for i in a.subtree(p.index))]
    if not asked:
        return None
    passive = a.child(verb.index, "nsubjpass")
    speaker = noun_phrase(a, passive.index, rule="subject") if passive is not None else subject(a, verb.index)
    if speaker is None:
        return None
    content = trim(a, a.subtree(asked[0].index))
    cue = verb_group(a, verb.index, [token.index])
    draft = Draft([a.span_of(content)], _DECLINED, verb.index, cue, speaker, "no answer")
    draft.negated = True
    return draft


__all__ = ["refusal_drafts"]
