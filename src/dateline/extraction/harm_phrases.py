"""Harm told in phrases on other words: "lost their lives", "suffered wounds", "taken prisoner", "left their homes"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extraction.groups import read_group
from dateline.extraction.harm_drafts import INJURED, KILLED, HarmDraft, draft_for
from dateline.extraction.harm_nouns import from_noun, whose
from dateline.extraction.harm_roles import object_of, subject_of
from dateline.model import AnnotatedReport, HarmKind, Token
from dateline.reference.harms import harm_cues, harm_words


def from_to_death(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "beaten to death", "put to death"; "sentenced to death" kills nobody yet."""
    preposition = annotated.tokens[token.head]
    verb = annotated.tokens[preposition.head]
    if preposition.lower != "to" or preposition.index != token.index - 1 or not verb.tag.startswith("VB"):
        yield from from_noun(annotated, token)
        return
    if verb.lemma in harm_cues("deadly-not") or verb.lemma in harm_words("verb"):
        return
    found = object_of(annotated, verb)
    draft = draft_for(annotated, verb, found, KILLED, HarmKind.KILLED, f"{verb.lemma} to death")
    if draft is not None:
        yield draft


def from_taken(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "taken prisoner", "took 12 people hostage", "taken into custody"."""
    kind = HarmKind(harm_cues("taken")[token.lemma.lower()])
    for at in range(token.index - 1, max(-1, token.index - 8), -1):
        verb = annotated.tokens[at]
        if verb.sentence != token.sentence:
            return
        if verb.lemma == "take" and verb.tag.startswith("VB"):
            found = object_of(annotated, verb)
            if found is not None and found.index != token.index:
                draft = draft_for(annotated, verb, found, KILLED, kind, f"take {token.lower}")
                if draft is not None:
                    yield draft
            return


def from_lives(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "claimed the lives of nine", "cost 12 lives", "lost their lives"."""
    verb = annotated.tokens[token.head]
    if verb.lemma not in harm_cues("lives-verb") or not verb.tag.startswith("VB"):
        return
    of = whose(annotated, token)
    found: Token | None = None
    if of is not None and of.tag != "PRP$":
        found = of
    elif (own := read_group(annotated, token.index, verb.index if verb.index < token.index else -1)) and own.kind in (
        "figure",
        "vague",
    ):
        yield HarmDraft(HarmKind.KILLED, own.count, None, token.index, verb.index, "lives")
        return
    elif verb.lemma == "lose" or (of is not None and of.tag == "PRP$"):
        found = subject_of(annotated, verb) if verb.lemma == "lose" else None
    draft = draft_for(annotated, verb, found, INJURED, HarmKind.KILLED, f"{verb.lemma} lives")
    if draft is not None:
        yield draft


def from_body(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "the bodies of 12 men", "12 bodies were found"."""
    of = whose(annotated, token)
    verb = annotated.tokens[token.head]
    own = read_group(annotated, token.index, summed=False)
    if verb.lemma in harm_cues("body-verb") and own is not None and own.kind in ("figure", "vague"):
        who = None if of is None else annotated.subtree_span(of.index)
        yield HarmDraft(HarmKind.KILLED, own.count, who, token.index, verb.index, "bodies found")
    elif of is not None:
        draft = draft_for(annotated, token, of, INJURED, HarmKind.KILLED, "bodies of")
        if draft is not None:
            yield draft


def from_wound(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "suffered gunshot wounds", "a man with a gunshot wound"; "suffered five injuries" counts them."""
    verb = annotated.tokens[token.head]
    if verb.lower == "from":  # "suffering from gunshot wounds"
        verb = annotated.tokens[verb.head]
    if verb.lower == "with" and annotated.tokens[verb.head].pos in ("NOUN", "PROPN"):
        who = annotated.tokens[verb.head]
        draft = draft_for(annotated, token, who, INJURED, HarmKind.INJURED, f"with {token.lemma}")
        if draft is not None:
            yield draft
        return
    if verb.lemma not in harm_cues("wound-verb"):
        if token.lemma in harm_words("noun"):
            yield from from_noun(annotated, token)
        return
    found = subject_of(annotated, verb)
    draft = draft_for(annotated, verb, found, INJURED, HarmKind.INJURED, f"{verb.lemma} {token.lemma}")
    if draft is not None:
        yield draft
    elif token.lemma in harm_words("noun"):
        yield from from_noun(annotated, token)


def from_condition(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "three remain in critical condition"."""
    preposition = annotated.tokens[token.head]
    words = {t.lower for t in annotated.children(token.index, "amod", "compound")}
    verb = annotated.tokens[preposition.head]
    if preposition.lower != "in" or not words & set(harm_cues("condition")) or verb.lemma not in harm_cues("copula"):
        return
    found = subject_of(annotated, verb)
    draft = draft_for(annotated, verb, found, INJURED, HarmKind.INJURED, "in a condition")
    if draft is not None:
        yield draft


def from_projectile(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "five were hit by gunfire", "a bullet struck a girl"."""
    verb = annotated.tokens[token.head]
    if verb.dep == "agent":
        verb = annotated.tokens[verb.head]
    elif token.dep != "nsubj":
        return
    if verb.lemma not in harm_cues("hit"):
        return
    draft = draft_for(
        annotated, verb, object_of(annotated, verb), INJURED, HarmKind.INJURED, f"{verb.lemma} by {token.lemma}"
    )
    if draft is not None:
        yield draft


def from_homes(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "300 had to leave their homes", "forced 300 from their homes"."""
    verb = annotated.tokens[token.head]
    found: Token | None = None
    if annotated.child(token.index, "poss") is None:
        return
    if token.dep == "dobj" and verb.lemma in harm_cues("leave-home"):
        found = subject_of(annotated, verb)
    elif verb.lower in ("from", "of") and annotated.tokens[verb.head].lemma in harm_cues("drive-out"):
        verb = annotated.tokens[verb.head]
        found = object_of(annotated, verb)
    draft = draft_for(annotated, verb, found, INJURED, HarmKind.DISPLACED, f"{verb.lemma} {token.lower}")
    if draft is not None:
        yield draft


def from_limb(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "a soldier lost his right foot"."""
    verb = annotated.tokens[token.head]
    if verb.lemma != "lose" or token.dep != "dobj":
        return
    draft = draft_for(annotated, verb, subject_of(annotated, verb), INJURED, HarmKind.INJURED, f"lose {token.lemma}")
    if draft is not None:
        yield draft
