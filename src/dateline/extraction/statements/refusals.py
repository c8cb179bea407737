"""Questions left without an answer: "did not respond to a request for comment", "refused to say where"."""

from __future__ import annotations

from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.grammar import is_infinitive, is_negated, noun_phrase, subject, trim, verb_group
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, Certainty, SayingKind, Token
from dateline.reference.cues import Cue, cue_words

_DECLINED = Cue(("no", "answer"), SayingKind.DECLINED, Certainty.UNKNOWN, frozenset(), frozenset())


def refusal_drafts(ground: Ground) -> list[Draft]:
    """One draft for each negated verb or adjective of answering with "to …" or "for comment" behind; refusals."""
    a = ground.a
    answering, withholding = cue_words("answering"), cue_words("withholding")
    drafts = []
    for token in a.tokens:
        word = token.lemma.lower()
        if word in answering:
            draft = _refusal(a, token)
        elif word in withholding:
            draft = _withholding(a, token)
        else:
            continue
        if draft is not None:
            drafts.append(draft)
    return drafts


def _withholding(a: AnnotatedReport, token: Token) -> Draft | None:
    """ "refused to say how many": an answer; "refused to leave" is an act."""
    clause = next((k for k in a.children(token.index, "xcomp") if is_infinitive(a, k.index)), None)
    if clause is None or clause.lemma.lower() not in cue_words("withheld"):
        return None
    speaker = subject(a, token.index)
    if speaker is None:
        return None
    content = a.span_of(trim(a, a.subtree(clause.index)))
    draft = Draft([content], _DECLINED, token.index, verb_group(a, token.index), speaker, "no answer")
    draft.negated = is_negated(a, token.index)
    return draft


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
