"""Nouns of harm: "five deaths", "no casualties", "the death of a soldier", "casualties among civilians"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.extraction.groups import read_group
from dateline.extraction.harm_drafts import HarmDraft, draft_for
from dateline.model import AnnotatedReport, HarmKind, Span, Token
from dateline.reference.harms import harm_cues, harm_words, people_words


def from_noun(annotated: AnnotatedReport, noun: Token) -> Iterator[HarmDraft]:
    """ "five deaths", "no casualties", "the death of a soldier", "casualties among civilians"."""
    entry = harm_words("noun")[noun.lemma.lower()]
    if _unreported(annotated, noun):
        return
    if entry.kind is HarmKind.INJURED and any(
        t.lower in harm_cues("fatal") for t in annotated.children(noun.index, "amod")
    ):
        entry = replace(entry, kind=HarmKind.KILLED)  # "the fatal shooting of"
    own = read_group(annotated, noun.index, summed=False)
    people = whose(annotated, noun)
    if own is not None and own.kind in ("figure", "vague", "zero") and own.head == noun.index:
        span = _described(annotated, noun) or (annotated.subtree_span(people.index) if people else None)
        yield HarmDraft(entry.kind, own.count, span, noun.index, noun.index, f"{noun.lemma}: counted")
        return
    if entry.victims == "counted":
        if own is not None and (own.kind == "one" or (own.kind == "plural" and entry.kind is HarmKind.CASUALTIES)):
            span = _described(annotated, noun) or (annotated.subtree_span(people.index) if people else None)
            if own.count.minimum != 1 or annotated.tokens[own.count.first].lower in ("a", "an", "one", "another"):
                yield HarmDraft(entry.kind, own.count, span, noun.index, noun.index, f"{noun.lemma}: counted")
        return
    draft = draft_for(annotated, noun, people, entry, entry.kind, f"{noun.lemma}: of")
    if draft is not None:
        yield draft


def _unreported(annotated: AnnotatedReport, noun: Token) -> bool:
    """ "no reports of casualties", "no word on injuries": neither a number nor none."""
    for token in (noun, *annotated.ancestors(noun.index))[:4]:
        if token.lemma in harm_cues("report"):
            return any(t.lower in ("no", "any") for t in annotated.children(token.index, "det", "neg"))
    return False


def whose(annotated: AnnotatedReport, noun: Token) -> Token | None:
    """The people in "the death of", "casualties among", "the mayor's assassination"."""
    for preposition in annotated.children(noun.index, "prep"):
        if preposition.lower in ("of", "among", "to"):
            found = annotated.child(preposition.index, "pobj")
            if found is not None:
                return found
    owner = annotated.child(noun.index, "poss")
    return owner if owner is not None and owner.tag not in ("WP$",) else None


def _described(annotated: AnnotatedReport, noun: Token) -> Span | None:
    """ "civilian" in "civilian casualties", "insurgent" in "ten insurgent deaths"."""
    for kid in annotated.children(noun.index, "amod", "compound", "nmod"):
        if kid.index < noun.index and _says_who(kid):
            return kid.span
    return None


def _says_who(token: Token) -> bool:
    """ "civilian", "Syrian", "army" before "deaths"; not "further" or "severe"."""
    known = people_words().get(token.lower) in ("person", "plural")
    return known or token.pos in ("NOUN", "PROPN") or token.ent == "NORP" or token.lower == "military"
