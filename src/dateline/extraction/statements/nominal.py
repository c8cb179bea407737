"""Statements without a cue verb: "according to X", nouns of saying ("X's claim that …"), "reportedly"."""

from __future__ import annotations

from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import (
    EXPLETIVES,
    is_dated,
    is_infinitive,
    is_negated,
    is_verb,
    noun_phrase,
    runs,
    subject,
    trim,
)
from dateline.model import AnnotatedReport, LinkRole, Span, Token
from dateline.reference.cues import Cue, cue_words, cues, source_roles

_BODIES = frozenset({"ORG", "GPE", "NORP"})


def nominal_drafts(a: AnnotatedReport) -> list[Draft]:
    drafts = []
    nouns, adjectives = cues("noun"), cues("adjective")
    hearsay, viewpoint = cue_words("hearsay"), cue_words("viewpoint")
    for token in a.tokens:
        draft = None
        if token.lower == "according":
            draft = _according(a, token)
        elif token.pos == "ADV" and token.lower in hearsay:
            draft = _hearsay(a, token)
        elif token.pos == "NOUN" and (entry := nouns.get(token.lemma.lower())):
            draft = _noun(a, token, entry[0]) or _viewpoint(a, token)
        elif token.lower in viewpoint:
            draft = _viewpoint(a, token)
        elif token.dep == "acomp" and (entry := adjectives.get(token.lemma.lower()) or adjectives.get(token.lower)):
            draft = _adjective(a, token, entry[0])
        if draft is not None:
            drafts.append(draft)
    return drafts


def _according(a: AnnotatedReport, token: Token) -> Draft | None:
    """ "…, according to X": the clause it hangs on, or the sentence."""
    to = next((t for t in a.tokens[token.index + 1 : token.index + 2] if t.lower == "to"), None)
    noun = (a.child(to.index, "pobj") or a.child(token.index, "pobj")) if to else None
    if to is None or noun is None:
        return None
    own = set(a.subtree(token.index)) | set(a.subtree(noun.index)) | {to.index}
    sentence = a.sentences[token.sentence]
    clause = next((t for t in a.ancestors(token.index) if _is_clause(a, t)), None)
    pool = a.subtree(clause.index) if clause else list(range(sentence.first, sentence.last))
    parts = [trim(a, run) for run in runs([i for i in pool if i not in own])]
    parts = [p for p in parts if p]
    if not parts:
        return None
    cue = Span(token.start, to.end)
    content = [a.span_of(p) for p in parts]
    return Draft(content, None, None, cue, noun_phrase(a, noun.index, rule="according to"), "according to")


def _is_clause(a: AnnotatedReport, token: Token) -> bool:
    """A verb with a clause of its own: a coordinated one only with its own subject."""
    if not is_verb(token) or token.dep not in ("ROOT", "conj", "ccomp"):
        return False
    return token.dep != "conj" or a.child(token.index, "nsubj", "nsubjpass") is not None


def _hearsay(a: AnnotatedReport, token: Token) -> Draft | None:
    """ "reportedly", "allegedly": a rumour; nobody is named."""
    verb = next((t for t in a.ancestors(token.index) if is_verb(t)), None)
    if verb is None:
        return None
    parts = [trim(a, run) for run in runs([i for i in a.subtree(verb.index) if i != token.index])]
    content = [a.span_of(p) for p in parts if p]
    return Draft(content, None, None, token.span, None, "hearsay adverb") if content else None


def _noun(a: AnnotatedReport, token: Token, entry: Cue) -> Draft | None:
    content, others = _complement(a, token, entry)
    if not content:
        return _rumour(a, token)
    speaker = _owner(a, token)
    light = _light_verb(a, token)
    if speaker is None and light is not None:
        speaker = subject(a, light.index)
    if speaker is None:
        return None
    verb = light.index if light is not None and speaker.rule not in ("possessor", "author") else None
    cue = a.span_of(sorted({token.index, *others, *([verb] if verb is not None else [])}))
    draft = Draft([a.span_of(content)], entry, verb, cue, speaker, "noun of saying")
    draft.negated = verb is not None and is_negated(a, verb)
    return draft


def _rumour(a: AnnotatedReport, token: Token) -> Draft | None:
    """ "Rumours spread that the bank had closed": told by nobody."""
    verb = a.tokens[token.head]
    spreads = token.dep == "nsubj" and verb.lemma.lower() in cue_words("spreading")
    if not spreads or source_roles().get(token.lower, source_roles().get(token.lemma.lower())) is not LinkRole.RUMOUR:
        return None
    for kid in a.children(verb.index, "ccomp", "advcl", "xcomp"):
        if kid.index > verb.index and any(k.lower == "that" for k in a.children(kid.index, "mark")):
            content = trim(a, a.subtree(kid.index))
            cue = a.span_of([token.index, verb.index])
            return Draft([a.span_of(content)], None, None, cue, noun_phrase(a, token.index, rule="rumour"), "rumour")
    return None


def _viewpoint(a: AnnotatedReport, token: Token) -> Draft | None:
    """ "In the minister's view, …", "by his own account, …": the clause around the phrase."""
    prep = a.tokens[token.head]
    owner = a.child(token.index, "poss")
    if token.lower not in cue_words("viewpoint") or token.dep != "pobj" or prep.lower not in ("in", "by"):
        return None
    clause = a.tokens[prep.head]
    own = set(a.subtree(prep.index))
    if owner is None or a.subtree(prep.index)[-1] != token.index or not _is_clause(a, clause):
        return None
    before, after = prep.index - 1, token.index + 1
    first, last = a.subtree(clause.index)[0], a.subtree(clause.index)[-1]
    if (before >= first and a.tokens[before].text != ",") or (after <= last and a.tokens[after].text not in ",."):
        return None  # "saw it in his eyes": no part set off
    parts = [trim(a, run) for run in runs([i for i in a.subtree(clause.index) if i not in own])]
    content = [a.span_of(p) for p in parts if p]
    speaker = noun_phrase(a, owner.index, rule="possessor")
    return Draft(content, None, None, a.span_of([prep.index, token.index]), speaker, "viewpoint") if content else None


def _complement(a: AnnotatedReport, token: Token, entry: Cue) -> tuple[list[int], list[int]]:
    """The content that a noun or adjective takes, and the preposition that belongs to the cue."""
    for kid in a.children(token.index, "acl", "ccomp", "xcomp", "advcl"):
        if kid.index < token.index:
            continue
        if "that" in entry.frames and _is_that_clause(a, token, kid):
            return trim(a, a.subtree(kid.index)), []
        if "inf" in entry.frames and any(k.tag == "TO" for k in a.children(kid.index, "aux")):
            return trim(a, a.subtree(kid.index)), []
    for prep in a.children(token.index, "prep"):
        if prep.index > token.index and prep.lower in entry.prepositions and not is_dated(a, prep.index):
            return trim(a, [i for i in a.subtree(prep.index) if i != prep.index]), [prep.index]
    return [], []


def _is_that_clause(a: AnnotatedReport, token: Token, kid: Token) -> bool:
    """A clause with "that"; beside an adjective also one without it, or with "whether" ("sure it would hold")."""
    if any(k.lower == "that" for k in a.children(kid.index, "mark", "aux")):
        return True
    bare = token.dep == "acomp" and kid.dep == "ccomp" and not is_infinitive(a, kid.index)
    return bare and a.child(kid.index, "nsubj", "nsubjpass", "expl") is not None


def _owner(a: AnnotatedReport, token: Token) -> Phrase | None:
    """Whose claim: the possessor, "by X" or "from X", a name in front ("Israeli claims that …")."""
    owner = a.child(token.index, "poss")
    if owner is not None:
        return noun_phrase(a, owner.index, rule="possessor")
    for prep in a.children(token.index, "prep", "agent"):
        noun = a.child(prep.index, "pobj")
        if prep.lower in ("by", "from") and noun is not None:
            return noun_phrase(a, noun.index, rule="author")
    named = next((k for k in a.children(token.index, "compound", "amod", "nmod") if k.ent in _BODIES), None)
    return noun_phrase(a, named.index, rule="author") if named is not None else None


def _light_verb(a: AnnotatedReport, token: Token) -> Token | None:
    """The verb that lends its subject to the noun: "issued a warning that"."""
    head = a.tokens[token.head]
    light = token.dep in ("dobj", "attr") and is_verb(head) and head.lemma.lower() in cue_words("light")
    return head if light else None


def _adjective(a: AnnotatedReport, token: Token, entry: Cue) -> Draft | None:
    head = a.tokens[token.head]
    if not is_verb(head):
        return None
    content, others = _complement(a, token, entry)
    if not content:
        return None
    speaker = subject(a, head.index)
    if speaker is None or a.tokens[speaker.head].lower in EXPLETIVES:
        return None
    cue = a.span_of(sorted({head.index, token.index, *others}))
    draft = Draft([a.span_of(content)], entry, head.index, cue, speaker, "adjective of belief")
    draft.negated = is_negated(a, head.index)
    return draft


__all__ = ["nominal_drafts"]
