"""Trees that the parser gets wrong nearly every time, put right.

"Men said to be rebels attacked a village": a verb of belief or telling with a bare "to …" behind it is passive
(Huddleston and Pullum, The Cambridge Grammar of the English Language, 2002, 14 §8.2). The parser takes the participle
for the verb of the sentence, and so the men for those who said it, and the attack for what they said.

"Belarus jailed opposition activist X": what has a subject of its own and is in the past tense is no adjective.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.language.passages import Word

PASSIVE_BEFORE_INFINITIVE = frozenset(
    {
        *("believe", "think", "say", "know", "understand", "allege", "presume", "suspect", "rumor", "rumour", "repute"),
        *("assume", "report", "estimate", "deem"),
    }
)
_IN_FRONT = ("amod", "compound", "nmod")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CLAUSES = ("ccomp", "acl", "relcl", "conj", "advcl", "dep", "parataxis")
_OWN_CLAUSE = ("nsubj", "nsubjpass", "csubj", "expl", "mark", "cc")


class _Word(NamedTuple):
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str


def mended(words: list[Word], sentences: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Puts words right where they stand in the list; the sentences (first, last, root), roots as they are then."""
    found = []
    for first, last, root in sentences:
        for at in range(first + 1, last - 3):
            if words[at][2] in PASSIVE_BEFORE_INFINITIVE and words[at + 1][4] == "TO":
                root = _mend(words, at, first, last, root)
            elif words[at][4] == "VBD" and words[at][5] in _IN_FRONT:
                root = _mend_adjective(words, at, root)
        found.append((first, last, root))
    return found


def _mend(words: list[Word], at: int, first: int, last: int, root: int) -> int:
    """The root of the sentence, after what it takes to have the participle at a place under its noun."""
    tree = {index: _Word(*words[index]) for index in range(first, last)}
    main = _main_verb(tree, at, last) if _reduced(tree, at) else None
    if main is None:
        return root
    for index, word in {**_hung(tree, at, main), **_given_back(tree, at, main)}.items():
        words[index] = word[:]
    return main if root == at else root


def _mend_adjective(words: list[Word], at: int, root: int) -> int:
    """The root of the sentence, after a verb read as an adjective is put over the noun that it was put before."""
    subject, verb = _Word(*words[at - 1]), _Word(*words[at])
    top = verb.head
    while words[top][5] in _IN_FRONT and words[top][6] > at:
        top = words[top][6]
    if subject.head != at or subject.dep != "nsubj" or top < at:
        return root
    noun = _Word(*words[top])
    words[at] = verb._replace(head=at if noun.head == top else noun.head, dep=noun.dep, pos="VERB")[:]
    words[top] = noun._replace(head=at, dep="dobj")[:]
    return at if root == top else root


def _reduced(tree: dict[int, _Word], at: int) -> bool:
    """Whether the verb is a participle behind the noun that it was given for a subject."""
    noun, verb, bare = tree[at - 1], tree[at], tree[at + 2]
    named = noun.head == at and noun.dep in ("nsubj", "nsubjpass") and noun.pos in ("NOUN", "PROPN")
    return named and verb.tag in ("VBD", "VBN") and bare.tag == "VB"


def _main_verb(tree: dict[int, _Word], at: int, last: int) -> int | None:
    """The first finite verb behind the participle and below it; None where that has a subject of its own."""
    for index in range(at + 3, last):
        word = tree[index]
        kids = {n: kid for n, kid in tree.items() if kid.head == index}
        auxiliaries = [kid.tag for kid in kids.values() if kid.dep in ("aux", "auxpass")]
        if word.dep in _CLAUSES and not {word.tag, *auxiliaries}.isdisjoint(_FINITE):
            lent = _given_back(tree, at, index)
            own = any(kid.dep in _OWN_CLAUSE and n not in lent for n, kid in kids.items())
            return index if _below(tree, index, at) and not own else None
    return None


def _given_back(tree: dict[int, _Word], at: int, main: int) -> dict[int, _Word]:
    """ "believed to be rebels attacked": the rebels under "be", which the parser gave to the attack for a subject."""
    if tree[at + 2].lemma != "be" or any(
        word.head == at + 2 and word.dep in ("attr", "acomp") for word in tree.values()
    ):
        return {}
    for index, word in tree.items():
        if word.head == main and word.dep in ("nsubj", "nsubjpass"):
            first = min(n for n in tree if _below(tree, n, index))
            return {index: word._replace(head=at + 2, dep="attr")} if first == at + 3 else {}
    return {}


def _below(tree: dict[int, _Word], index: int, above: int) -> bool:
    while tree[index].head != index and index != above:
        index = tree[index].head
    return index == above


def _hung(tree: dict[int, _Word], at: int, main: int) -> dict[int, _Word]:
    """The noun under the main verb, the participle under the noun, what stands around them under the main verb."""
    verb, noun = tree[at], tree[at - 1]
    passive = any(word.head == main and word.dep == "auxpass" for word in tree.values())
    hung = {
        main: tree[main]._replace(head=main if verb.head == at else verb.head, dep=verb.dep),
        at: verb._replace(head=at - 1, dep="acl", tag="VBN"),
        at - 1: noun._replace(head=main, dep="nsubjpass" if passive else "nsubj"),
    }
    for index, word in tree.items():
        if word.head == at and index not in hung and not at < index < main:
            hung[index] = word._replace(head=main)
    return hung


__all__ = ["mended"]
