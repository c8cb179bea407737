"""Whether the clause around a time expression looks back or ahead."""

from __future__ import annotations

from functools import cache

from dateline.model import AnnotatedReport, Span, Token
from dateline.reference.times import future_words

_CLAUSE_POS = ("VERB", "AUX")
_FURTHEST = 6  # heads between a time expression and the verb of its clause


def tense_at(annotated: AnnotatedReport, start: int, end: int) -> str:
    """ "past", "future", or "" where no verb tells, for the words `text[start:end]`.

    Future: "will", "to meet", "is meeting", "plans to", "scheduled for". A headline's present is news, so it is past;
    a present tense elsewhere tells of what is fixed ("the talks begin on Friday"), so it is future.
    """
    inside = annotated.tokens_in(Span(start, end))
    if not inside:
        return ""
    token = inside[-1]
    noun = _modified(annotated, token, inside)
    if noun is not None and noun.lemma not in _ahead("occasion") | _ahead("noun"):
        return "past"
    heads = [token, *annotated.ancestors(token.index)][: _FURTHEST + 1]
    for head in heads[1:]:
        if head.lower in _ahead("adjective") or head.lower in _ahead("noun"):
            return "future"
        if head.pos in _CLAUSE_POS or head.tag.startswith("VB"):
            return _tense_of_verb(annotated, head)
    return ""


def _modified(annotated: AnnotatedReport, token: Token, inside: tuple[Token, ...]) -> Token | None:
    """The noun that a time stands in front of: "the May 3 agreement", "Tuesday's attack"; else None."""
    for within in inside:
        head = annotated.tokens[within.head]
        if head.index > token.index and within.dep in ("compound", "nmod", "amod", "nummod", "poss"):
            return head if head.pos in ("NOUN", "PROPN") else None
    return None


@cache
def _ahead(kind: str) -> frozenset[str]:
    return frozenset(word for word, k in future_words().items() if k == kind)


def _tense_of_verb(annotated: AnnotatedReport, verb: Token) -> str:
    helpers = annotated.children(verb.index, "aux", "auxpass")
    words = {h.lower for h in helpers}
    if words & _ahead("modal"):
        perfect = "have" in words
        return "past" if perfect else "future"
    if verb.tag == "VBN" and verb.lower in _ahead("adjective"):
        return "future"
    if "to" in words:
        return _tense_of_infinitive(annotated, verb)
    if verb.tag == "VBG" and words & {"is", "are", "am", "'s", "'re"}:
        return "future"
    if verb.tag in ("VBD", "VBN") or words & {"was", "were", "had", "has", "have", "did", "been"}:
        return "past"
    headline = annotated.sentences[verb.sentence].headline
    if verb.tag in ("VBZ", "VBP") and not headline:
        return "future" if verb.lemma not in ("say", "be", "have", "report") else ""
    if verb.tag == "VBG" and verb.dep in ("advcl", "acl", "pcomp", "xcomp"):
        above = annotated.tokens[verb.head]
        return _tense_of_verb(annotated, above) if above.tag.startswith("VB") and above.index != verb.index else ""
    return "past" if verb.tag in ("VBZ", "VBP") else ""


def _tense_of_infinitive(annotated: AnnotatedReport, verb: Token) -> str:
    """ "plans to meet", "was to meet" and "Leaders to meet" look ahead; "managed to hold", "had to leave" do not."""
    above = annotated.tokens[verb.head]
    carried_out = above.lemma in _ahead("carried-out") and above.lower not in _ahead("adjective")
    if above.index == verb.index or above.pos not in _CLAUSE_POS or not carried_out:
        return "past" if "have" in {h.lower for h in annotated.children(verb.index, "aux")} else "future"
    return _tense_of_verb(annotated, above)
