"""What speaks for a candidate name being a person's, a body's, a people's or a place's."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from dateline.extraction.name_runs import Candidate
from dateline.model import AnnotatedReport, EntityKind, LinkRole, Token
from dateline.reference.actors import find_organization
from dateline.reference.countries import demonym_of
from dateline.reference.cues import source_roles
from dateline.reference.folding import fold
from dateline.reference.name_words import name_words
from dateline.reference.names import looks_like_person
from dateline.reference.outlets import by_name as known_outlet
from dateline.reference.titles import is_given_name, is_people, kinds_of, singular_kinds

PERSON, BODY, GROUP, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE
_Count = Callable[[EntityKind, float, str], None]  # kind, weight, reason
_SAID = frozenset({"say", "tell", "add", "note", "warn", "stress", "explain", "argue", "insist", "recall"})
_WHERE = {
    "in": 1.5, "near": 2.0, "inside": 1.5, "outside": 1.5, "around": 1.5, "towards": 1.2, "toward": 1.2, "into": 1.0,
    "at": 1.0, "across": 1.0, "along": 1.0, "through": 0.8, "from": 0.5, "to": 0.3, "over": 0.3, "on": 0.2,
}  # fmt: skip
_BESIDE = frozenset({"nearby", "neighbouring", "neighboring", "downtown"})
_INSIDE = frozenset({"in", "inside", "near", "outside", "into", "around", "across"})
_COORDINATORS = frozenset({"and", "or", ",", "-"})
_LONGEST_OFFICE = 12  # tokens


def weighed(annotated: AnnotatedReport, name: Candidate, in_place: Collection[int]) -> Candidate:
    """The candidate with its evidence. in_place: tokens of places that the place finder has."""
    tokens = annotated.tokens
    words = tokens[name.first : name.last]
    score: dict[EntityKind, float] = {PERSON: 0.0, BODY: 0.0, GROUP: 0.0, PLACE: 0.0}
    reasons: list[str] = []

    def count(kind: EntityKind, weight: float, reason: str) -> None:
        score[kind] += weight
        reasons.append(reason)

    several = sum(t.text[0].isalpha() for t in words) + words[0].text[0].isdigit() > 1
    _by_label(annotated, name, several, count)
    for known in _of_words(tuple([t.text for t in words]), several):
        count(*known)
    if name.title < name.first:
        count(PERSON, 2.0 if has_toponymic_title(annotated, name) else 4.0, "title")
    _by_neighbours(annotated, name, several, count)
    _by_company(annotated, name, in_place, count)
    if score[GROUP] >= 3.0:
        score[PLACE] = 0.0  # "the Kurdish-held …": a people's name is no place's
    if score[PLACE] > score[PERSON]:
        score[BODY] -= 1.0 if "noun of a body" not in reasons else 0.0
    return Candidate(name.first, name.last, name.title, name.label, score, tuple(reasons))


def has_toponymic_title(annotated: AnnotatedReport, name: Candidate) -> bool:
    """Whether the title in front is only a word that names of places begin with too ("Sheikh")."""
    words = annotated.tokens[name.title : name.first]
    if not words or "toponymic" not in kinds_of(words[-1].text):
        return False
    return not any(kinds_of(t.text) & {"office", "rank", "role"} for t in words[:-1])


def _by_neighbours(annotated: AnnotatedReport, name: Candidate, several: bool, count: _Count) -> None:
    """Articles, brackets, prepositions, appositions, verbs of saying around the name."""
    tokens = annotated.tokens
    words = tokens[name.first : name.last]
    sentence = annotated.sentences[words[0].sentence]
    toponymic = has_toponymic_title(annotated, name)
    front = name.first - 1 if toponymic else name.first
    before = tokens[front - 1] if front > sentence.first else None
    after = tokens[name.last] if name.last < sentence.last else None
    titled = name.title < name.first and not toponymic
    if before is not None and before.lower == "the" and not titled:
        count(BODY, 1.5, "article")
        count(PERSON, -1.5, "article")
    if before is not None and before.text == "(" and after is not None and after.text == ")":
        named = tokens[name.first - 2] if name.first > 1 else before
        if "body" in kinds_of(named.text):
            count(BODY, 2.0, "brackets")
    if (
        before is not None
        and name.label
        and not titled
        and words[-1].dep in ("pobj", "conj", "appos", "compound", "nmod")
        and (weight := _where(annotated, before)) > 0
    ):
        count(PLACE, weight, "preposition of place")
    if before is not None and source_roles().get(before.lower) is LinkRole.MEDIUM and not titled:
        count(BODY, 5.0, "noun of a body")
        count(PLACE, -3.0, "noun of a body")
        count(PERSON, -3.0, "noun of a body")
    if before is not None and not titled and before.lower in _BESIDE:
        count(PLACE, 3.0, "preposition of place")
    if before is not None and toponymic and before.lower in _INSIDE:
        count(PLACE, 3.0, "preposition of place")  # nobody is "in Sheikh X"
    if before is not None and toponymic and before.tag == "POS":
        count(PLACE, 2.0, "part of a place")
    if after is not None and not titled and (is_place_noun(after.lower) or _shares_place_noun(annotated, name)):
        count(PLACE, 3.0, "noun of a place")
    if after is not None and after.text == "," and _age_or_office(annotated, name.last + 1):
        count(PERSON, 2.5, "apposition")
    if office_before(annotated, name.first) is not None and (several or name.label == "PERSON"):
        count(PERSON, 3.0, "apposition")
    if words[-1].dep == "nsubj" and tokens[words[-1].head].lemma in _SAID and words[-1].text.istitle():
        count(PERSON, 0.4 if several or known_outlet(words[-1].text) else 1.2, "speaks")


def _shares_place_noun(annotated: AnnotatedReport, name: Candidate) -> bool:
    """ "A and B neighbourhoods": the noun of the last name is that of all in front."""
    tokens = annotated.tokens
    last = annotated.sentences[tokens[name.first].sentence].last
    if name.last >= last or tokens[name.last].lower not in _COORDINATORS:
        return False
    for token in tokens[name.last : min(last, name.last + _LONGEST_OFFICE)]:
        if token.lower not in _COORDINATORS and not token.text[0].isupper():
            return token.tag == "NNS" and (is_place_noun(token.lower) or "site" in singular_kinds(token.text))
    return False


@lru_cache(maxsize=32768)
def is_place_noun(word: str) -> bool:
    """ "district", "villages"."""
    nouns = name_words("generic place") - name_words("small")
    return word in nouns or word.removesuffix("s") in nouns or f"{word.removesuffix('ies')}y" in nouns


def _by_company(annotated: AnnotatedReport, name: Candidate, in_place: Collection[int], count: _Count) -> None:
    """What the name is coordinated with ("X and Y"): a person or a place."""
    last = annotated.tokens[name.last - 1]
    beside = [annotated.tokens[last.head]] if last.dep == "conj" else list(annotated.children(last.index, "conj"))
    if any(t.index in in_place for t in beside):
        count(PLACE, 2.5, "beside a place")
    elif any(t.ent == "PERSON" for t in beside) and not is_people(last.text):
        count(PERSON, 1.2, "beside a person")


def _where(annotated: AnnotatedReport, before: Token) -> float:
    """Weight of a preposition of place before the name, also across "the" and "A and"."""
    tokens = annotated.tokens
    if before.lower == "the" and before.index:
        before = tokens[before.index - 1]
    if before.lower in ("and", "or", ",") and before.index > 1:
        head = tokens[before.head]
        while head.dep == "conj" and head.head < head.index:
            head = tokens[head.head]
        return 0.9 * _where(annotated, tokens[head.head]) if head.dep == "pobj" and head.head < head.index else 0.0
    if before.lower == "of" and before.index:
        return 3.0 if is_place_noun(tokens[before.index - 1].lower) else 0.0
    if before.lower == "to" and before.index and tokens[before.index - 1].lemma == "lead":
        return 2.5  # "the road leading to X"
    return _WHERE.get(before.lower, 0.0) if before.pos in ("ADP", "SCONJ") else 0.0


def office_before(annotated: AnnotatedReport, first: int) -> tuple[int, int] | None:
    """Start and head of the office phrase that ends at a comma straight before a name ("the governor of A, X")."""
    tokens = annotated.tokens
    if first < 2 or tokens[first - 1].text != "," or tokens[first - 1].sentence != tokens[first].sentence:
        return None
    at, head = first - 2, None
    while at >= 0 and tokens[at].sentence == tokens[first].sentence and first - at < _LONGEST_OFFICE:
        token = tokens[at]
        if token.pos in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ") and token.text not in "-‐‑–" and token.dep != "amod":
            break
        if "office" in kinds_of(token.text) and token.pos in ("NOUN", "PROPN") and token.tag not in ("NNS", "NNPS"):
            after = tokens[at + 1]
            head = at if after.pos in ("ADP", "PUNCT") else head
        if token.pos == "DET" and head is not None:
            return at, head
        if token.pos == "CCONJ" and head is not None:
            break
        at -= 1
    return None if head is None else (at + 1, head)


def _by_label(annotated: AnnotatedReport, name: Candidate, several: bool, count: _Count) -> None:
    weight = 2.0 if several else 1.0
    is_office = "office" in kinds_of(annotated.tokens[name.last - 1].text)
    if name.label == "PERSON":
        count(PERSON, weight, "model")
    elif name.label == "ORG":
        count(BODY, weight, "model")
    elif name.label == "NORP":
        count(GROUP, weight, "model")
    elif name.label in ("GPE", "LOC", "FAC") and not is_office:
        count(PLACE, weight, "model")


@lru_cache(maxsize=16384)
def _of_words(words: tuple[str, ...], several: bool) -> tuple[tuple[EntityKind, float, str], ...]:
    """What the words themselves say, as kind, weight and reason: the same wherever they stand."""
    text, last = " ".join(words), words[-1]
    kinds = kinds_of(last) | kinds_of(words[0])
    letters = text.replace(".", "")
    found: list[tuple[EntityKind, float, str]] = []
    if "body" in kinds and (several or last.isupper()):
        found.append((BODY, 4.0, "noun of a body"))
    if "site" in kinds and several:
        found.append((BODY, 2.0, "noun of a site"))
    if several and last.lower() in name_words("generic place"):
        found.append((PLACE, 3.0, "noun of a place"))
    if len(words) == 1 and 2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha():
        found.append((BODY, 2.5, "capitals"))
    if known_outlet(text) is not None:
        found.append((BODY, 3.0, "outlet"))
    elif find_organization(text) is not None and not demonym_of(text):
        found.append((BODY, 3.0, "known body"))
    if is_people(last) or (demonym_of(last) and last.endswith("s") and demonym_of(last[:-1])):
        found.append((GROUP, 3.0, "people"))
    if several and looks_like_person(text):
        found.append((PERSON, 2.0, "given name"))
    elif not several and is_given_name(text):
        found.append((PERSON, 0.5, "given name"))
    if not name_words("article").isdisjoint(fold(text).split()[:1]):
        found.append((PERSON, 0.3, "article"))
    return tuple(found)


def _age_or_office(annotated: AnnotatedReport, at: int) -> bool:
    """After the comma: an age, or an office or role ("the foreign minister", "commander of …")."""
    tokens = annotated.tokens
    if at >= len(tokens):
        return False
    if tokens[at].pos == "NUM" and tokens[at].text.isdigit():
        return True
    for token in tokens[at : at + 6]:
        if token.text in ",.;:()" or token.pos in ("VERB", "AUX", "ADP"):
            return False
        if kinds_of(token.text) & {"office", "kin"} and token.pos in ("NOUN", "PROPN"):
            return token.dep in ("appos", "conj", "attr", "nsubj", "ROOT", "dobj", "pobj", "nmod")
    return False
