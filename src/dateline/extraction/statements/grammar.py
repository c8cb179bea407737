"""Questions that statement rules ask the tree: who is the subject, where does the phrase end, is this verb denied."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extraction.statements.draft import Phrase
from dateline.model import AnnotatedReport, Span, Token
from dateline.reference.times import time_words

RELATIVES = frozenset({"who", "that", "which", "whom"})
EXPLETIVES = frozenset({"it", "there"})
_EDGE = frozenset(",.;:-–—―\"'“”‘’«»")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LOOSE_IN_FRONT = frozenset({"ADV", "SCONJ", "CCONJ", "ADP"})
_FINITE = frozenset({"VBD", "VBZ"})
_VERB_POS = ("VERB", "AUX")


def is_verb(token: Token) -> bool:
    return token.tag[:2] == "VB" or token.pos in _VERB_POS


def trim(a: AnnotatedReport, indices: list[int]) -> list[int]:
    """The indices without punctuation at either end (brackets stay: they are part of names)."""
    first, last = 0, len(indices)
    while first < last and a.tokens[indices[first]].text in _EDGE:
        first += 1
    while last > first and a.tokens[indices[last - 1]].text in _EDGE:
        last -= 1
    return indices[first:last]


def runs(indices: Iterable[int]) -> list[list[int]]:
    """Sorted indices as unbroken runs."""
    found: list[list[int]] = []
    for i in indices:
        if found and found[-1][-1] == i - 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def noun_phrase(a: AnnotatedReport, head: int, without: frozenset[int] = frozenset(), rule: str = "") -> Phrase:
    """The phrase of a noun: determiners, titles, appositions, restrictive clauses; no relative clause after a comma."""
    dropped = set(without)
    for kid in a.children(head):
        loose = kid.dep in ("relcl", "acl", "advcl", "ccomp", "parataxis") and _comma_before(a, kid.index)
        if loose or (kid.dep == "conj" and is_verb(kid)):
            dropped.update(a.subtree(kid.index))
    kept = [i for i in a.subtree(head) if i not in dropped]
    run = trim(a, next(run for run in runs(kept) if head in run)) or [head]
    return Phrase(head, a.span_of(_without_frame(a, run, head)), rule)


def _without_frame(a: AnnotatedReport, run: list[int], head: int) -> list[int]:
    """Without a time or adverb in front ("Saturday Tom Hale"), a possessive ending or a day behind."""
    first, last = 0, len(run)
    while run[first] < head and (a.tokens[run[first]].pos in _LOOSE_IN_FRONT or _is_time(a.tokens[run[first]])):
        if a.tokens[run[first] + 1].text == "-":
            break  # "late-breaking reports"
        first += 1
    while run[last - 1] > head and a.tokens[run[last - 1]].tag == "POS":
        last -= 1
    end = last
    while run[end - 1] > head and _is_time(a.tokens[run[end - 1]]):
        end -= 1
    if end < last and run[end - 1] > head and a.tokens[run[end - 1]].lower in ("on", "the"):
        last = end - 1
    return run[first:last]


def _is_time(token: Token) -> bool:
    word = time_words().get(token.lower)
    clock = token.text[:1].isdigit() and ":" in token.text
    return clock or token.ent in ("DATE", "TIME") or (word is not None and word.kind == "weekday")


def is_dated(a: AnnotatedReport, prep: int) -> bool:
    """Whether the preposition has a time behind it: "remarks on Saturday"."""
    thing = a.child(prep, "pobj")
    return thing is not None and _is_time(thing)


def _comma_before(a: AnnotatedReport, index: int) -> bool:
    first = a.subtree(index)[0]
    return first > 0 and a.tokens[first - 1].text in (",", "(", "—", "–", "--")


def subject(a: AnnotatedReport, verb: int, depth: int = 0) -> Phrase | None:
    """Who does what the verb says, through coordination, control, participles and relative clauses."""
    token = a.tokens[verb]
    own = next((k for k in a.children(verb, "nsubj", "csubj") if k.text not in _EDGE), None)
    passive = a.child(verb, "nsubjpass")
    if own is None and passive is not None:
        return _agent(a, verb)
    if own is not None:
        if own.lower in RELATIVES and token.dep in ("relcl", "acl"):
            return _modified(a, verb, "relative clause")
        return _own_subject(a, verb, own)
    if token.tag == "VBN" and token.dep in ("advcl", "acl") and a.child(verb, "aux", "auxpass") is None:
        return _agent(a, verb)  # "asked about the raid, …": the one asked does not speak
    if depth > 4 or token.head == verb:
        return None
    head = a.tokens[token.head]
    if token.dep == "conj" and token.tag in _FINITE and is_verb(head) and is_infinitive(a, head.index):
        above = next((t for t in a.ancestors(head.index) if t.tag in _FINITE), None)
        return subject(a, above.index, depth + 1) if above is not None else None  # no partner of "to be struck"
    if token.dep in ("relcl", "acl"):
        return _modified(a, verb, "participle")
    if token.dep == "prep" or head.dep == "pcomp":
        return subject(a, head.index, depth + 1)
    if token.dep == "pcomp":
        return subject(a, head.head, depth + 1) if is_verb(a.tokens[head.head]) else None
    if is_verb(head) and token.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"):
        if (
            token.dep in ("xcomp", "ccomp")
            and (thing := a.child(head.index, "dobj", "dative"))
            and is_infinitive(a, verb)
        ):
            return noun_phrase(a, thing.index, frozenset(a.subtree(verb)), "controlled")
        return subject(a, head.index, depth + 1)
    return None


def inverted_speaker(a: AnnotatedReport, verb: int) -> Token | None:
    """ "The families, explains the mayor, have left": a singular verb between commas whose "subject" is plural."""
    own, thing = a.child(verb, "nsubj"), a.child(verb, "dobj", "attr")
    if own is None or thing is None or a.tokens[verb].tag != "VBZ" or own.tag not in ("NNS", "NNPS"):
        return None
    below = trim(a, a.subtree(thing.index))
    set_off = a.tokens[verb - 1].text == "," and own.index < verb and below[0] == verb + 1
    after = a.tokens[below[-1] + 1].text if below[-1] + 1 < len(a.tokens) else ""
    return thing if set_off and after == "," and thing.tag in ("NN", "NNP") else None


def _own_subject(a: AnnotatedReport, verb: int, own: Token) -> Phrase:
    """The subject; two that touch are one ("the state news agency" + "SANA"), headed by the name."""
    found = noun_phrase(a, own.index, frozenset(a.subtree(verb)) - frozenset(a.subtree(own.index)), "subject")
    for other in a.children(verb, "nsubj"):
        if (
            other.index > own.index
            and other.pos == "PROPN"
            and a.subtree(other.index)[0] == a.subtree(own.index)[-1] + 1
        ):
            return Phrase(other.index, a.span_of([*a.subtree(own.index), other.index]), "subject")
    return found


def is_infinitive(a: AnnotatedReport, verb: int) -> bool:
    return any(k.tag == "TO" for k in a.children(verb, "aux"))


def _modified(a: AnnotatedReport, verb: int, rule: str) -> Phrase | None:
    noun = a.tokens[a.tokens[verb].head]
    if is_verb(noun):
        return None
    if noun.ent in _PLACES and noun.dep == "pobj" and any(k.lower == "who" for k in a.children(verb, "nsubj")):
        above = a.tokens[a.tokens[noun.head].head]  # "officials in Damascus who said": not Damascus
        noun = noun if is_verb(above) else above
    return noun_phrase(a, noun.index, frozenset(a.subtree(verb)), rule)


def _agent(a: AnnotatedReport, verb: int) -> Phrase | None:
    by = a.child(verb, "agent")
    noun = a.child(by.index, "pobj") if by else None
    return noun_phrase(a, noun.index, rule="agent") if noun else None


def is_passive(a: AnnotatedReport, verb: int) -> bool:
    return a.child(verb, "nsubjpass", "auxpass") is not None


def is_negated(a: AnnotatedReport, verb: int) -> bool:
    """ "did not say", "never said", "has yet to confirm", "without saying"."""
    token = a.tokens[verb]
    if any(k.dep == "neg" or k.lower == "never" for k in a.children(verb)):
        return True
    if token.dep == "xcomp" and any(k.lower == "yet" for k in a.children(token.head)):
        return True
    subj = a.child(verb, "nsubj")
    if subj is not None and subj.lower in ("nobody", "neither", "none"):
        return True
    if subj is not None and any(k.lower in ("no", "neither") for k in a.children(subj.index, "det", "neg")):
        return True
    return token.dep == "pcomp" and a.tokens[token.head].lower == "without"


def is_hypothetical(a: AnnotatedReport, verb: int) -> bool:
    """ "if confirmed", "could say", "whether he said"; not "could not say"."""
    if any(k.dep == "mark" and k.lower in ("if", "unless", "whether", "should") for k in a.children(verb)):
        return True
    might = any(k.dep == "aux" and k.lower in ("could", "might", "may", "would", "should") for k in a.children(verb))
    return might and a.child(verb, "neg") is None


def verb_group(a: AnnotatedReport, verb: int, extra: Iterable[int] = ()) -> Span:
    """The verb with the auxiliaries, negation and adverbs that touch it, and the further words of the cue."""
    indices = {verb, *extra}
    at = verb - 1
    own = {k.index for k in a.children(verb, "aux", "auxpass", "neg")}
    loose = {k.index for k in a.children(verb, "advmod")}
    while at in own or (at in loose and at - 1 in own):
        indices.add(at)
        at -= 1
    return a.span_of(sorted(indices))


__all__ = [
    "EXPLETIVES",
    "RELATIVES",
    "inverted_speaker",
    "is_dated",
    "is_hypothetical",
    "is_infinitive",
    "is_negated",
    "is_passive",
    "is_verb",
    "noun_phrase",
    "runs",
    "subject",
    "trim",
    "verb_group",
]
