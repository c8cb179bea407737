"""Titles, ranks, offices, honorifics, kinship and role words, and the nouns of bodies and groups: `data/titles.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from dateline.reference.folding import fold
from dateline.reference.tables import read_table

PERSON_KINDS = frozenset({"honorific", "rank", "office", "role", "kin"})
GROUP_KINDS = frozenset({"group"})
LONGEST = 5  # words in the longest title


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("titles.tsv").rows:
        found.setdefault(fold(row["title"]), set()).add(row["kind"])
    return {title: frozenset(kinds) for title, kinds in found.items()}


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold(row["title"]) for row in read_table("titles.tsv").rows if row["title"].isupper())


@cache
def _genders() -> Mapping[str, str]:
    return {fold(row["title"]): row["gender"] for row in read_table("titles.tsv").rows if row["gender"]}


@lru_cache(maxsize=32768)
def kinds_of(phrase: str) -> frozenset[str]:
    """What a word or phrase is as a title: {"office"}, {"kin", "role"}, or empty. Case and full stops do not count,
    but what the list writes in capitals ("PM") must be in capitals."""
    key = fold(phrase)
    return frozenset() if key in _capitals() and not phrase.isupper() else _kinds().get(key, frozenset())


@lru_cache(maxsize=32768)
def singular_kinds(noun: str) -> frozenset[str]:
    """As `kinds_of`, the plural tried as a singular too ("ministers" → the kinds of "minister" become {"group"})."""
    kinds = kinds_of(noun)
    if kinds:
        return kinds
    folded = fold(noun)
    for ending, instead in (("men", "man"), ("ies", "y"), ("ses", "s"), ("s", "")):
        if folded.endswith(ending):
            single = kinds_of(folded[: -len(ending)] + instead)
            if single & PERSON_KINDS:
                return GROUP_KINDS
            if single:
                return single
    return kinds


@lru_cache(maxsize=32768)
def gender_of(text: str) -> str:
    """ "m" or "f" where a word of a title or noun phrase tells ("Mr", "king", "spokeswoman"), else ""."""
    genders = {_genders()[word] for word in fold(text).split() if word in _genders()}
    return genders.pop() if len(genders) == 1 else ""


def is_title(phrase: str) -> bool:
    """Whether the phrase can stand in front of a person's name."""
    return bool(kinds_of(phrase) & PERSON_KINDS)


def longest_title(words: Sequence[str]) -> int:
    """How many of the first words make a title together (the longest way): "Prime Minister X" → 2; 0 if none."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        if is_title(" ".join(words[:length])):
            return length
    return 0


@cache
def _given() -> Mapping[str, tuple[frozenset[str], str]]:
    """Given name → the names it may be a form of (the first column), and its gender where all agree."""
    groups: dict[str, set[str]] = {}
    genders: dict[str, set[str]] = {}
    for row in read_table("given_names.tsv").rows:
        for form in _forms(row):
            groups.setdefault(form, set()).add(row["name"])
            genders.setdefault(form, set()).add(row["gender"])
    return {
        form: (frozenset(names), genders[form].copy().pop() if len(genders[form]) == 1 else "")
        for form, names in groups.items()
    }


def _forms(row: Mapping[str, str]) -> Iterator[str]:
    yield fold(row["name"]).replace(" ", "")
    for cell in (row["same"], row["short"]):
        for form in cell.split(","):
            if form.strip():
                yield fold(form).replace(" ", "")


def given_name_groups(word: str) -> frozenset[str]:
    """The names of the list that the word may be a form of, empty for none."""
    return _given().get(fold(word), (frozenset(), ""))[0]


def is_given_name(word: str) -> bool:
    return fold(word) in _given()


def given_gender(word: str) -> str:
    """Gender that a given name tells, or ""."""
    return _given().get(fold(word), (frozenset(), ""))[1]


def same_given_name(left: str, right: str) -> bool:
    """Whether the two may be one name, in two languages or as a nickname: "Volodymyr"/"Vladimir", "Bob"/"Robert"."""
    one, other = _given().get(fold(left)), _given().get(fold(right))
    return bool(one and other and one[0] & other[0])


@cache
def _peoples() -> frozenset[str]:
    names = [fold(row["name"]) for row in read_table("communities.tsv").rows]
    listed = {fold(f) for row in read_table("peoples.tsv").rows for f in (row["name"], *row["forms"].split("|")) if f}
    return frozenset(names) | frozenset(f"{name}s" for name in names) | listed


@lru_cache(maxsize=32768)
def is_people(word: str) -> bool:
    """Whether the word names members of a people or a religious community: "Kurd", "Alawites"."""
    return fold(word) in _peoples()
