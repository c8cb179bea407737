"""Harm told in phrases on other words: "lost their lives", "suffered wounds", "taken prisoner", "left their homes"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extraction.groups import read_group
from dateline.extraction.harm_drafts import INJURED, KILLED, HarmDraft, draft_for, is_negated
from dateline.extraction.harm_nouns import from_noun, whose
from dateline.extraction.harm_roles import object_of, subject_of
from dateline.model import AnnotatedReport, HarmKind, Token
from dateline.reference.harms import harm_cues, harm_words, people_words


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
        if verb.lemma == "hold" and token.head == verb.index and token.dep == "dobj":
            yield from _themselves_taken(annotated, token, verb, kind)
            return
        if verb.lemma == "take" and verb.tag.startswith("VB"):
            found = object_of(annotated, verb)
            if found is not None and found.index == token.index:
                yield from _themselves_taken(annotated, token, verb, kind)
            elif found is not None:
                draft = draft_for(annotated, verb, found, KILLED, kind, f"take {token.lower}")
                if draft is not None:
                    yield draft
            return


def _themselves_taken(annotated: AnnotatedReport, token: Token, verb: Token, kind: HarmKind) -> Iterator[HarmDraft]:
    """ "took 12 hostages", "holding 15 hostages", "took 34 soldiers prisoner"."""
    group = read_group(annotated, token.index, verb.index)
    if group is None or group.kind not in ("figure", "vague", "one") or token.lower == "custody":
        return
    people = annotated.child(token.index, "compound", "nmod")
    who = people.span if people is not None and group.count.last <= people.index else token.span
    yield HarmDraft(kind, group.count, who, token.index, verb.index, f"{verb.lemma} {token.lower}")


def from_lives(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "claimed the lives of nine", "cost 12 lives", "lost their lives"."""
    verb = annotated.tokens[token.head]
    if verb.lemma not in harm_cues("lives-verb") or not verb.tag.startswith("VB"):
        return
    of = whose(annotated, token)
    found: Token | None = None
    if of is not None and of.tag != "PRP$":
        found = of
    elif (
        own := read_group(annotated, token.index, verb.index if verb.index < token.index else -1, summed=False)
    ) and own.kind in ("figure", "vague"):
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
    if verb.lower in ("from", "for"):  # "suffering from gunshot wounds", "treated for wounds"
        verb = annotated.tokens[verb.head]
    if verb.lower == "with" and annotated.tokens[verb.head].pos in ("NOUN", "PROPN", "VERB"):
        who = _who_has(annotated, annotated.tokens[verb.head])
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


def _who_has(annotated: AnnotatedReport, holder: Token) -> Token | None:
    """ "a man with a wound"; "two were taken to a hospital with wounds"."""
    if holder.pos != "VERB" and people_words().get(holder.lower) != "thing":
        return holder
    verb = next((t for t in (holder, *annotated.ancestors(holder.index)) if t.pos == "VERB"), None)
    if verb is None:
        return None
    carried = verb.lemma in harm_cues("carry") and verb.tag in ("VBN", "VBD")
    return object_of(annotated, verb) if carried else subject_of(annotated, verb)


def from_survival(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "all three are expected to survive": they were hurt."""
    above = annotated.tokens[token.head]
    if above.lemma not in ("expect", "likely") or annotated.child(token.index, "aux") is None:
        return
    found = subject_of(annotated, token if above.lemma == "expect" else annotated.tokens[above.head])
    negated = annotated.child(above.index, "neg") or annotated.child(token.index, "neg")
    draft = draft_for(annotated, above, found, INJURED, HarmKind.INJURED, f"expected to {token.lemma}")
    if draft is not None and negated is None:
        yield draft


def from_self(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "the gunman turned the gun on himself", "a bomber blew himself up"."""
    verb = annotated.tokens[token.head]
    if token.dep == "pobj" and verb.lower in ("on", "upon"):
        verb = annotated.tokens[verb.head]
        deadly = verb.lemma == "turn" and any(
            t.lemma in harm_cues("weapon") for t in annotated.children(verb.index, "dobj")
        )
    elif token.dep == "conj":  # "killed his wife and then himself"
        verb = annotated.tokens[verb.head]
        known = harm_words("verb").get(verb.lemma)
        deadly = known is not None and known.kind is HarmKind.KILLED
    else:
        deadly = verb.lemma in harm_cues("self-deadly")
    if deadly:
        found = subject_of(annotated, verb)
        draft = draft_for(annotated, verb, found, INJURED, HarmKind.KILLED, f"{verb.lemma} {token.lower}/self")
        if draft is not None:
            yield draft


def from_loss(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "the army lost 35 men"."""
    found = annotated.child(token.index, "dobj")
    if found is None or found.lemma not in harm_cues("lost"):
        return
    group = read_group(annotated, found.index, token.index)
    if group is not None and group.kind in ("figure", "vague") and not is_negated(annotated, token):
        yield HarmDraft(HarmKind.KILLED, group.count, found.span, found.index, token.index, f"lose {found.lemma}")


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


def from_hit(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "was hit in the arm", "no one was hit"; what hit them may stand beside it and counts then."""
    if annotated.child(token.index, "auxpass") is None or annotated.child(token.index, "agent") is not None:
        return
    found = object_of(annotated, token)
    group = None if found is None else read_group(annotated, found.index)
    places = {t.lemma for p in annotated.children(token.index, "prep") for t in annotated.children(p.index, "pobj")}
    body = places & (harm_cues("body-part").keys() | harm_cues("limb").keys())
    if group is None or (not body and group.kind != "zero"):
        return
    draft = draft_for(annotated, token, found, INJURED, HarmKind.INJURED, f"{token.lemma}: in the body")
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


def from_identified(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "The dead were identified as A and B": as many as are named."""
    subject = annotated.child(token.index, "nsubjpass")
    if subject is None or subject.lower not in harm_cues("identified"):
        return
    named = next(
        (p for prep in annotated.children(token.index, "prep") for p in annotated.children(prep.index, "pobj")), None
    )
    group = None if named is None else read_group(annotated, named.index)
    if group is not None and group.kind not in ("pronoun", "zero", "plural"):
        yield HarmDraft(HarmKind.KILLED, group.count, group.victims, group.head, token.index, "identified")
