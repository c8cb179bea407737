"""What the parser takes for something else: verbs for adjectives, conjunctions for prepositions, a list for clauses."""

from __future__ import annotations

from dateline.model import AnnotatedReport, Token


def hidden_verbs(annotated: AnnotatedReport, deeds: frozenset[str]) -> dict[int, tuple[int, int, int | None]]:
    """Participles in front of a bare noun that are a further deed of a verb before them: that verb, the noun and
    the object left to the verb where the noun took its place in the tree.

    "burned down a school and looted shops", "seized power, dissolved parliament and closed …". deeds: lemmas of verbs.
    """
    found = {}
    for token in annotated.tokens:
        if token.tag not in ("VBN", "VBD") or token.lemma not in deeds or token.index < 2:
            continue
        if token.dep not in ("amod", "conj", "nmod") or annotated.tokens[token.index - 1].text not in (",", "and"):
            continue
        noun, left = annotated.tokens[token.head], None
        if noun.index < token.index:  # "a school and looted": coordinated inside the phrase
            left = noun.index
            noun = annotated.tokens[noun.head]
        verb = _deed_over(annotated, noun, deeds)
        between = annotated.tokens[token.index + 1 : noun.index]
        bare = all(t.dep in ("amod", "compound", "nmod") for t in between) and noun.pos in ("NOUN", "PROPN")
        if verb is not None and bare and verb < token.index < noun.index:
            found[token.index] = (verb, noun.index, left)
    return found


def _deed_over(annotated: AnnotatedReport, noun: Token, deeds: frozenset[str]) -> int | None:
    """The active verb in the past tense among the deeds whose object a noun is, by itself or in a list, or None."""
    while noun.dep in ("conj", "nmod") and noun.head != noun.index and noun.pos in ("NOUN", "PROPN"):
        noun = annotated.tokens[noun.head]
    verb = annotated.tokens[noun.head]
    active = verb.tag == "VBD" and annotated.child(verb.index, "auxpass") is None
    return verb.index if noun.dep == "dobj" and active and verb.lemma in deeds else None


def listed_beside(annotated: AnnotatedReport, subject: Token) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The names before and after a subject in a headline's list, which the parser hung on the verb by themselves
    ("Kenya, Somalia sign deal")."""
    tokens, first = annotated.tokens, annotated.sentences[subject.sentence].first
    before: tuple[int, ...] = ()
    if subject.ent != "GPE" or subject.pos != "PROPN":
        return (), ()
    at = subject.index - 2
    if at == first and tokens[at + 1].text == ",":
        beside = tokens[at].head == subject.head and tokens[at].dep in ("dep", "npadvmod", "nsubj")
        before = (at,) if beside and tokens[at].ent == "GPE" else ()
    at = subject.index + 2
    if at >= len(tokens) or tokens[at - 1].text != ",":
        return before, ()
    beside = tokens[at].head == subject.head == at + 1 and tokens[at].dep == subject.dep
    return before, (at,) if beside and tokens[at].ent == "GPE" else ()


def main_subject(annotated: AnnotatedReport, token: Token) -> int | None:
    """The subject of a main verb read as a participle inside the clause before it, or None.

    "Peru, which hosted the talks, called on …": the name was taken for the root of the sentence.
    """
    if annotated.tokens[token.index - 1].text != ",":
        return None
    root = next((t for t in annotated.ancestors(token.index) if t.dep == "ROOT"), None)
    if root is None or root.pos not in ("NOUN", "PROPN"):
        return None
    clause = annotated.child(root.index, "relcl")
    return root.index if clause is not None and root.index < clause.index < token.index else None


def misread_conjunction(annotated: AnnotatedReport, verb: int, head: int) -> int | None:
    """The subject of a finite clause whose conjunction was read as a preposition ("as joint forces launched …")."""
    for prep in annotated.children(head, "prep"):
        if prep.lower in ("as", "after", "before", "since", "until", "while") and prep.index < verb:
            pobj = annotated.child(prep.index, "pobj")
            if pobj is not None and pobj.index < verb:
                between = annotated.tokens[pobj.index + 1 : verb]
                if not any(t.text == "," for t in between):
                    return pobj.index
    return None


__all__ = ["hidden_verbs", "listed_beside", "main_subject", "misread_conjunction"]
