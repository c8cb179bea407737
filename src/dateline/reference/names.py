"""Whether two names can be one person's, body's or place's: by spelling and make-up alone.

Used inside a report (resolution) and across reports (reconciliation). "unsure" is an answer: a family name alone, an
acronym, or a name that lacks what would tell (which country's Foreign Ministry?) needs more than the strings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.model import EntityKind
from dateline.model.frozen import frozen
from dateline.reference.bodies import compare_bodies, compare_places
from dateline.reference.folding import fold
from dateline.reference.match import SAME, UNSURE, NameMatch, different, same, unsure
from dateline.reference.name_words import name_words
from dateline.reference.spelling import spelling_match
from dateline.reference.titles import is_given_name, longest_title, same_given_name

_ARTICLES = name_words("article")
_PARTICLES = name_words("particle")
_PATRONYMIC = name_words("patronymic")
_KUNYA = name_words("kunya")
_SUFFIXES = name_words("suffix")
_HONORIFICS = name_words("honorific")
_SHORT = 4  # letters of a syllable: "Sang" and "Sung" are two names
_CLOSE = 0.87  # likeness of family names that is enough where the given names are the same
_ABD = re.compile(r"^abd(?:[aeiou](?:l|([rsndzt])(?=\1)|sh(?=sh))?|ou?l)?(?=[a-z]{3})")
_DIN_APART = re.compile(r"^(?:[aeu]l?|[aeu]d)d(?:in|ine|een|yn)$")
_ABD_HEAD = re.compile(r"^abd(?:[aeiou](?:l|r|s|n|d|z|t|sh)?)?$|^abdou?l$")
_DIN = re.compile(r"(?:a[ld]|e[ld]|u[ld]|i[ld]|dd?)?[eaiu]?d?din[e]?$")
_HYPHEN = re.compile(r"[-‐‑]")
_SLAVIC_MASCULINE = re.compile(r"(?:[oe]v|in|[sc]k[iy]i?|[sc]koy|[sc]kyy|yy)$")
_SLAVIC_FEMININE = re.compile(r"(?:[oe]va|ina|[sc]ka|[sc]kaya|[sc]kaia)$")


@frozen
class PersonName:
    """A person's name taken apart. words: given to family, particles and articles left out, one word per part.

    patronymics: positions in `words` that follow bin, ibn, ould. suffix: "jr", "iii", or "".
    """

    words: tuple[str, ...]
    patronymics: frozenset[int] = frozenset()
    suffix: str = ""

    @property
    def given(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def family(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def bare(self) -> bool:
        """Whether it is one word only."""
        return len(self.words) <= 1


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Take a person's name apart: "Gen. Abd al-Fattah al-Burhan" → ("abdfatah", "burhan")."""
    tokens = fold(name.replace("'s", "").replace("’s", "")).split()
    skip = longest_title(tokens)
    tokens = tokens[skip:] if skip < len(tokens) else tokens
    tokens = tokens[1:] if len(tokens) > 2 and tokens[0] in _HONORIFICS else tokens
    suffix = ""
    if len(tokens) > 1 and tokens[-1] in _SUFFIXES:
        suffix = tokens.pop()
    words: list[str] = []
    patronymics: set[int] = set()
    at = 0
    while at < len(tokens):
        word, used = _part(tokens, at, first=not words)
        if word:
            if tokens[at] in _PATRONYMIC and words and used > 1:
                patronymics.add(len(words))
            words.append(word)
        at += used
    return PersonName(tuple(words), frozenset(patronymics), suffix)


def _part(tokens: list[str], at: int, first: bool) -> tuple[str, int]:
    """The next part of a name and how many tokens it takes; "" for a particle."""
    token, rest = tokens[at], tokens[at + 1 :]
    if _ABD_HEAD.match(token) and rest:
        used = 2 if rest[0] in _ARTICLES and len(rest) > 1 else 1
        return "abd" + rest[used - 1], used + 1
    if token in _KUNYA and rest:
        used = 2 if rest[0] in _ARTICLES and len(rest) > 1 else 1
        return "abu" + rest[used - 1], used + 1
    if token in _PATRONYMIC and rest:
        word, used = _part(tokens, at + 1, first=False)
        return word, used + 1
    if len(rest) > 1 and rest[0] in _ARTICLES and rest[1] in ("din", "dine", "deen"):
        return token + "din", 3
    if rest and _DIN_APART.match(rest[0]):
        return token + "din", 2
    if (
        token in _ARTICLES
        and rest
        and (token in ("al", "el", "ul", "il") or rest[0][0] == token[-1] or token[1] == "s")
    ):
        return "", 1
    if token in _PARTICLES and rest and not first:
        return "", 1
    if (compound := _ABD.match(token)) is not None:
        return "abd" + token[compound.end() :], 1
    if len(token) > 6 and token.endswith(("din", "dine", "deen")):
        return _DIN.sub("", token) + "din", 1
    return token, 1


@lru_cache(maxsize=65536)
def words_match(left: str, right: str) -> float:
    """Likeness of two parts of a name, 1 to 0: spelling, initials, and one name in two languages."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.9 if left[:1] == right[:1] else 0.0
    match = spelling_match(left, right)
    if same_given_name(left, right):
        return max(match, 0.92)
    if is_given_name(left) and is_given_name(right):
        if match >= 0.95:
            return 0.85  # "Salim" and "Salem": two names, one of which may be misspelt
        return min(match, 0.5)  # two names that the list knows apart: "Jamal" and "Jamil"
    return match


@lru_cache(maxsize=65536)
def short_form(short: str, full: str) -> str:
    """How a one-word name can stand for a full one: "family", "given", "middle", or "" when it cannot."""
    one, whole = person_name(short), person_name(full)
    if not one.bare or whole.bare or not one.words:
        return ""
    if _family_match(one.family, whole.family) >= SAME:
        return "family"
    if spelling_match(one.given, whole.given) >= 0.95:
        return "given"
    return "middle" if any(spelling_match(one.given, word) >= 0.95 for word in whole.words[1:-1]) else ""


def _family_match(left: str, right: str) -> float:
    """Likeness of two family names; a Slavic woman's form is not the man's."""
    for one, other in ((left, right), (right, left)):
        if _SLAVIC_FEMININE.search(one) and _SLAVIC_MASCULINE.search(other) and one[:-1].startswith(other[:-2]):
            return 0.5
    return spelling_match(left, right)


def compare_people(left: str, right: str) -> NameMatch:
    """Two persons' names."""
    a, b = person_name(left), person_name(right)
    if not a.words or not b.words:
        return different(0.0, "no name to compare")
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return different(0.2, f"{a.suffix} is not {b.suffix}")
    if a == b:
        return unsure(0.7, "the same single name", "single") if a.bare else same(1.0, "the same name")
    if bool(a.suffix) != bool(b.suffix) and not (a.bare or b.bare):
        return unsure(0.6, f"{a.suffix or b.suffix} in one only: a father and a son, or one of them")
    if _same_when_joined(a, b):
        return same(0.95, "the same name, written apart and together")
    if _turned(left, right):
        return same(0.92, "the same names, family name first in one")
    if a.bare or b.bare:
        return _compare_short(a, b)
    return _compare_full(a, b)


def _same_when_joined(a: PersonName, b: PersonName) -> bool:
    """ "Kim Jong Un" and "Kim Jongun", "Hossein Amirkabiri" and "Hussein Amir Kabiri"."""
    if len(a.words) == len(b.words) or min(len(a.words), len(b.words)) < 2:
        return False
    if "".join(a.words) == "".join(b.words):
        return True
    rest, other = "".join(a.words[1:]), "".join(b.words[1:])
    return words_match(a.given, b.given) >= SAME and len(rest) > 5 and spelling_match(rest, other) >= 0.96


def _turned(left: str, right: str) -> bool:
    """ "Min-jae Kim" and "Kim Min-jae": a hyphen keeps the given name together in either order."""
    if not _HYPHEN.search(left) and not _HYPHEN.search(right):
        return False
    one, other = ([_HYPHEN.split(part) for part in name.split()] for name in (left, right))
    if len(one) != 2 or len(other) != 2 or sorted(map(len, one)) != [1, 2]:
        return False
    return all(
        len(a) == len(b) and spelling_match("".join(a), "".join(b)) >= 0.96
        for a, b in zip(one, reversed(other), strict=True)
    )


def _compare_short(a: PersonName, b: PersonName) -> NameMatch:
    if a.bare and b.bare:
        match = _family_match(a.family, b.family)
        if match >= SAME:
            return unsure(0.6 * match, "single names alike in spelling", "single")
        return different(match / 2, "single names unlike")
    short, full = (a, b) if a.bare else (b, a)
    match = _family_match(short.family, full.family)
    if match >= SAME:
        return unsure(0.6 * match, "a family name alone", "family")
    if any(words_match(short.given, word) >= SAME for word in full.words[:-1]):
        return unsure(0.35, "a given name alone is no evidence", "given")
    return different(match / 2, "neither family nor given name is alike")


def _compare_full(a: PersonName, b: PersonName) -> NameMatch:
    family, given = _family_match(a.family, b.family), words_match(a.given, b.given)
    if given >= SAME and (family >= SAME or (family >= _CLOSE and given >= 0.95)):
        return _compare_middles(a, b, min(family, given))
    if min(spelling_match(a.given, b.family), spelling_match(a.family, b.given)) >= 0.96:
        if is_given_name(a.given) and is_given_name(a.family):
            return unsure(0.6, "the same two names, either of which may be the given one")
        return same(0.92, "the same names, family name first in one")
    part = _compare_parts(a, b)
    if part is not None:
        return part
    if family >= SAME and given < UNSURE and _is_cut(a.given, b.given):
        return unsure(0.6, f"one family name; {a.given!r} and {b.given!r} may be one name")
    if family >= SAME and given < UNSURE:
        return different(0.3, f"one family name, but {a.given!r} is not {b.given!r}: kin or namesakes")
    if family >= SAME:
        return unsure(0.6, f"one family name; {a.given!r} and {b.given!r} may be one name")
    if given >= SAME and family >= 0.7:
        return unsure(
            0.5 * (given + family) - 0.15,
            f"one given name; {a.family!r} and {b.family!r} may be one name",
            "near-family",
        )
    if given >= SAME:
        return different(0.3, f"{a.family!r} is not {b.family!r}; a given name alone is no evidence")
    return different(min(family, given) / 2, f"{a.family!r} is not {b.family!r}")


def _compare_middles(a: PersonName, b: PersonName, score: float) -> NameMatch:
    """First and last agree: what stands between them may still tell two people apart."""
    inner_a, inner_b = a.words[1:-1], b.words[1:-1]
    if not inner_a or not inner_b:
        return same(score, "given and family names agree")
    middle = words_match(inner_a[0], inner_b[0])
    if middle >= SAME or (middle >= UNSURE and len(inner_a[0]) > _SHORT):
        return same(score, "given, middle and family names agree")
    return unsure(0.55, f"given and family names agree, but {inner_a[0]!r} is not {inner_b[0]!r}")


def _is_cut(left: str, right: str) -> bool:
    """Whether one given name is the beginning or the end of the other: "Ali" and "Alireza"."""
    short, full = sorted((left, right), key=len)
    return len(short) >= 3 and (full.startswith(short) or (len(short) > 3 and full.endswith(short)))


def _compare_parts(a: PersonName, b: PersonName) -> NameMatch | None:
    """One name's parts all stand in the other, in order: "Saddam Hussein" in "Saddam Hussein al-Tikriti"."""
    short, full = (a, b) if len(a.words) < len(b.words) else (b, a)
    if len(short.words) == len(full.words) or not _in_order(short.words, full.words):
        return None
    if words_match(short.given, full.given) >= SAME:
        return same(0.9, "the shorter name is the start of the longer one")
    return unsure(0.5, "the longer name has another name in front: a relative, or the same person's further name")


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(any(words_match(word, other) >= SAME for other in rest) for word in short)


@lru_cache(maxsize=65536)
def compare_names(left: str, right: str, kind: EntityKind) -> NameMatch:
    """Whether two names of one kind can be one: symmetric, by the strings alone."""
    if kind is EntityKind.PERSON:
        return compare_people(left, right)
    if kind is EntityKind.PLACE:
        return compare_places(left, right)
    return compare_bodies(left, right)


@lru_cache(maxsize=32768)
def looks_like_person(name: str) -> bool:
    """Whether a name begins as persons' names do: a known given name, or an Arabic, Dutch, German … particle inside."""
    tokens = fold(name).split()
    if len(tokens) < 2 or tokens[0] in _ARTICLES:
        return False
    particles = _PATRONYMIC | _KUNYA | {"van", "von", "de"}
    return is_given_name(tokens[0]) or tokens[0] in _KUNYA or not particles.isdisjoint(tokens[1:-1])


__all__ = [
    "NameMatch",
    "PersonName",
    "compare_names",
    "compare_people",
    "looks_like_person",
    "person_name",
    "short_form",
    "words_match",
]
