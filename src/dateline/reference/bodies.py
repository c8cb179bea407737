"""Comparing the names of bodies and of places."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.model.frozen import frozen
from dateline.reference.countries import country_of, demonym_of, may_open_nation
from dateline.reference.folding import fold
from dateline.reference.match import SAME, NameMatch, different, same, unsure
from dateline.reference.name_words import name_words, optional_beside, respelt
from dateline.reference.same_bodies import listed_body
from dateline.reference.spelling import spelling_cost, spelling_match
from dateline.reference.titles import kinds_of

_FUSED_ARTICLE = re.compile(r"^[ae](?=(?:zz|ss|rr|dd|tt|nn|shsh))")
_POSSESSIVE = re.compile(r"['’]s\b")
_PART = re.compile(r"[^\s\-–]+")
_NUMBER = re.compile(r"\d+")
_LONG = 4  # words, countries not counted: a name so long is not another body's but for one word


@frozen
class BodyName:
    """words: what is left of the name, in order. countries: alpha-3 codes of the countries named in it."""

    words: tuple[str, ...]
    countries: frozenset[str]
    initials: str
    acronym: bool


@lru_cache(maxsize=32768)
def body_name(name: str) -> BodyName:
    """Take a body's name apart: "the Syrian Ministry of Defence" → ("ministry", "defense"), {"SYR"}."""
    bare = _POSSESSIVE.sub("", name).strip()
    tokens = bare.split()
    acronym = len(tokens) == 1 and len(bare) <= 8 and sum(c.isupper() for c in bare) >= max(2, len(bare) - 2)
    countries, kept = set(), []
    folded, small = fold(bare).split(), _small_words()
    at = 0
    raw = _PART.findall(bare)
    aligned = raw if len(raw) == len(folded) else folded
    while at < len(folded):
        size, code = _country_at(aligned, at) if not acronym else (0, "")
        if size:
            countries.add(code)
            at += size
            continue
        if folded[at] not in small:
            word = respelt().get(folded[at], folded[at])
            if word:
                kept.append(word)
        at += 1
    optional = optional_beside()
    kept = [word for word in kept if word not in optional or optional[word].isdisjoint(kept)]
    initials = "".join(word[0] for word in folded if word not in small)
    return BodyName(tuple(kept), frozenset(countries), initials, acronym)


def _country_at(tokens: list[str], at: int) -> tuple[int, str]:
    longest = min(3, len(tokens) - at) if may_open_nation(tokens[at]) else 1
    for size in range(longest, 0, -1):
        phrase = " ".join(tokens[at : at + size])
        code = country_of(phrase) or demonym_of(phrase)
        if code:
            return size, code
    return 0, ""


@cache
def _small_words() -> frozenset[str]:
    return name_words("small") | name_words("article")


def compare_bodies(left: str, right: str) -> NameMatch:
    """Two names of organisations, forces, media: words in any order; countries named must not differ."""
    a, b = body_name(left), body_name(right)
    known = listed_body(left)
    if known is not None and known == listed_body(right) and fold(left) != fold(right):
        return same(0.95, f"both are the {known} in the list of bodies with two names")
    if a.countries and b.countries and not a.countries & b.countries:
        return different(0.1, "of different countries", "country")
    if a.acronym != b.acronym:
        return _compare_acronym(*((a, b) if a.acronym else (b, a)))
    if a.acronym and a.words != b.words:
        return different(0.1, "different acronyms")
    if not a.words or not b.words:
        return (
            unsure(0.5, "only a country named") if a.words == b.words else different(0.1, "a country is not its body")
        )
    likeness = _words_alike(a.words, b.words)
    if likeness >= SAME:
        if a.countries == b.countries:
            return same(likeness, "the same words")
        return unsure(0.75, "the same words, a country named in one only", "country")
    if set(a.words) < set(b.words) or set(b.words) < set(a.words):
        longer = abs(len(a.words) - len(b.words)) == 1 and min(len(a.words), len(b.words)) >= _LONG
        return unsure(0.75 if longer else 0.5, "one name has more words", "longer" if longer else "")
    forces = name_words("forces")
    if a.countries == b.countries and forces.issuperset(a.words) and forces.issuperset(b.words):
        return unsure(0.5, "the army, or all forces of a country")
    return different(likeness / 2, "different words")


def _compare_acronym(acronym: BodyName, full: BodyName) -> NameMatch:
    letters = "".join(acronym.words)
    if len(letters) >= 2 and letters in (full.initials, "".join(w[0] for w in full.words)):
        return unsure(0.75, "the acronym has the name's initials", "initials")
    return different(0.1, "the acronym is not made of the name's initials")


def _words_alike(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Mean likeness of the words paired best, 0 when a word is left over."""
    if len(a) != len(b):
        return 1.0 if "".join(a) == "".join(b) else 0.0
    free, total = list(b), 0.0
    for word in a:
        best = max(free, key=lambda other: (_word_alike(word, other), other))
        score = _word_alike(word, best)
        if score < SAME:
            return 0.0
        total += score
        free.remove(best)
    return total / len(a)


def _word_alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if _NUMBER.search(a) or _NUMBER.search(b) or is_plain(a) or is_plain(b):
        return 0.0
    if min(len(a), len(b)) < 4:
        return float(min(len(a), len(b)) > 2 and spelling_cost(a, b) <= 0.1)
    return spelling_match(a, b)


@lru_cache(maxsize=8192)
def is_plain(word: str) -> bool:
    """An English word that bodies are named with ("eastern", "defense"): spelt like another, it is another."""
    return bool(kinds_of(word)) or any(word in name_words(kind) for kind in ("field", "generic", "forces"))


# -- places ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32768)
def place_words(name: str) -> tuple[str, ...]:
    """A place's own words: articles and generic words left out ("Deir ez-Zor province" → ("deir", "zor"))."""
    tokens = fold(_POSSESSIVE.sub("", name)).split()
    own = [t for t in tokens if t not in name_words("generic place")] or tokens
    own = [t for t in own if t not in name_words("place article")] or own
    return tuple(_FUSED_ARTICLE.sub("", t) if at else t for at, t in enumerate(own))


def compare_places(left: str, right: str) -> NameMatch:
    """Two place names: spelling only; which of several places of that name is for the gazetteer."""
    a, b = place_words(left), place_words(right)
    if not a or not b:
        return different(0.0, "no name to compare")
    if set(_NUMBER.findall(left)) != set(_NUMBER.findall(right)):
        return different(0.1, "different numbers")
    if a == b:
        return same(1.0, "the same name")
    match = spelling_match("".join(a), "".join(b))
    if match >= SAME:
        return same(match, "one name in two spellings")
    if len(a) == len(b) >= 3 and match >= 0.8 and a[0] == b[0] and a[-1] == b[-1]:
        return same(match, "one name in two spellings, first and last words alike")
    if match >= 0.84:
        return unsure(match, "names alike in spelling")
    if set(a) < set(b) or set(b) < set(a):
        return unsure(0.5, "one name has more words")
    return different(match / 2, "different names")
