"""Signs inside one clause that its event is asked for, asked about, denied of everybody, going on or long past."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.extraction.events.grammar import Grammar

LONG_TIMES = ("year", "month", "decade", "century")


def imperative(grammar: Grammar, verb: int, sayings: Collection[str]) -> bool:
    """ "pause hostilities, reduce tensions": a bare form without subject, "to", auxiliary or governing verb."""
    token = grammar.tokens[verb]
    if token.tag != "VB" or grammar.has_aux(verb) or grammar.child(verb, "nsubj", "nsubjpass") is not None:
        return False
    if token.dep == "conj":
        head = grammar.tokens[token.head]
        return head.tag == "VB" and not grammar.has_aux(head.index)
    if token.dep == "ccomp":  # "Stop the shelling," the envoy said
        fronted = verb < token.head or grammar.after_colon(verb)
        return fronted and grammar.tokens[token.head].lemma.lower() in sayings
    return token.dep in ("ROOT", "parataxis", "dep", "appos", "acl")


def long_before(grammar: Grammar, verb: int) -> bool:
    """ "five years after crowds burned …": the clause recalls what happened long before."""
    for kid in grammar.children(verb, "mark"):
        if kid.lower in ("after", "since", "before") and kid.index > 0:
            return grammar.tokens[kid.index - 1].lemma.lower() in LONG_TIMES
    for kid in grammar.children(verb, "advmod"):  # "had stormed two years earlier"
        if kid.lower in ("earlier", "before", "previously"):
            return any(k.lemma.lower() in LONG_TIMES for k in grammar.children(kid.index, "npadvmod"))
    return False


def of_the_fallen(grammar: Grammar, verb: int) -> bool:
    """ "Those killed in the war": whom a place or day remembers."""
    token = grammar.tokens[verb]
    if token.dep != "acl" or token.tag != "VBN" or grammar.tokens[token.head].lower != "those":
        return False
    over = (i for word in ("in", "during") for i in grammar.under(verb, word))
    return any(grammar.tokens[i].lemma.lower() in ("war", "conflict", "genocide", "uprising") for i in over)


def of_nobody(grammar: Grammar, verb: int) -> bool:
    """ "Nobody was killed", "made no arrests", "neither attacked … nor took …"."""
    for kid in grammar.children(verb, "nsubj", "nsubjpass", "dobj"):
        if kid.lower in ("nobody", "none", "nothing") or any(
            k.lower == "no" for k in grammar.children(kid.index, "det")
        ):
            return True
    if any(kid.lower in ("neither", "nor") for kid in grammar.children(verb, "preconj")):
        return True
    token = grammar.tokens[verb]
    return token.dep == "conj" and any(kid.lower == "nor" for kid in grammar.children(token.head, "cc"))


def asked_whether(grammar: Grammar, verb: int) -> bool:
    """ "Did the army shell the village?"; "who shelled it?" takes the shelling for granted."""
    token = grammar.tokens[verb]
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if token.dep != "ROOT" or subject is None:
        return False
    aux = next((k for k in grammar.children(verb, "aux", "auxpass") if k.index < subject.index), None)
    tokens = grammar.annotated.sentence_tokens(token.sentence)
    return aux is not None and tokens[-1].text == "?" and not any(t.tag[:1] == "W" for t in tokens[:3])


def finite_after_bare(grammar: Grammar, verb: int) -> int | None:
    """ "vowed to respond and expelled two": the finite verb that a past tense read beside an infinitive goes with."""
    token = grammar.tokens[verb]
    above = grammar.tokens[token.head]
    if token.tag != "VBD" or above.tag != "VB" or grammar.has_aux(verb):
        return None
    while above.tag == "VB" and above.head != above.index:
        above = grammar.tokens[above.head]
    return above.index if above.tag in ("VBD", "VBZ", "VBP") else None


def yet_to_come(grammar: Grammar, verb: int, marks: Collection[str]) -> bool:
    """ "until the rebels withdraw", "will return once they leave": a clause of time ahead of its main clause."""
    token = grammar.tokens[verb]
    tense = next((kid for kid in grammar.children(verb, "aux", "auxpass")), token)
    present = tense.tag in ("VBP", "VBZ", "VB")
    modal = any(kid.tag == "MD" for kid in grammar.children(token.head, "aux"))
    if {"until", "till", "before"} & set(marks):
        return present or modal
    return bool({"once", "when", "after"} & set(marks)) and present and modal


def progressive(grammar: Grammar, verb: int) -> bool:
    if grammar.tokens[verb].tag != "VBG":
        return False
    return any(kid.lower in ("is", "are", "'s", "'re", "been", "am") for kid in grammar.children(verb, "aux"))


__all__ = [
    "asked_whether",
    "finite_after_bare",
    "imperative",
    "long_before",
    "of_nobody",
    "of_the_fallen",
    "progressive",
    "yet_to_come",
]
