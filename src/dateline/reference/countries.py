"""Countries: ISO 3166-1 codes, names, nationalities, capitals, and the buildings that stand for governments.

Source: `data/countries.tsv` and `data/seats.tsv`. Codes are alpha-3; XKX is Kosovo; former countries (SUN, YUG, CSK,
DDR, …) keep the alpha-3 code they had.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.reference.folding import fold
from dateline.reference.tables import read_table

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Country:
    """A country. adjectives: "Syrian"; people: "Syrians"; capitals: the first is the seat named today.

    lat, lon: a middle of the country for distances, in degrees; never where something happened.
    """

    alpha3: str
    alpha2: str
    name: str
    variants: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or street that stands for a body ("Kremlin"). sector: PLOVER."""

    name: str
    country: str
    sector: str


@cache
def countries() -> dict[str, Country]:
    """All countries by alpha-3 code, in file order."""
    return {
        row["alpha3"]: Country(
            row["alpha3"],
            row["alpha2"],
            row["name"],
            _forms(row["variants"]),
            _forms(row["adjectives"]),
            _forms(row["people"]),
            _forms(row["capitals"]),
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in read_table("countries.tsv").rows
    }


@lru_cache(maxsize=65536)
def country_of(phrase: str) -> str | None:
    """Alpha-3 code of the country that `phrase` names: "the United States", "U.S.", "Syria's"; or None.

    Names only; for "Syrian" see `demonym_of`. Short capital abbreviations ("US") are matched as written.
    """
    return _look_up(phrase, _names())


@lru_cache(maxsize=65536)
def demonym_of(word: str) -> str | None:
    """Alpha-3 code behind a nationality adjective or people noun ("Syrian", "Britons", "US"), or None."""
    return _look_up(word, _demonyms())


@lru_cache(maxsize=65536)
def is_people(word: str) -> bool:
    """Whether `word` names a nationality, people or creed, or is its adjective: "Syrian", "Kurdish", "Sunni"."""
    return fold(word) in peoples() or demonym_of(word) is not None


def may_open_nation(word: str) -> bool:
    """Whether a name of several words for a country, nationality or people may begin with the word."""
    first = fold(word).partition(" ")[0]
    return first in ("", "the") or first in _openings()


@cache
def _openings() -> frozenset[str]:
    keys = (*_names(), *_demonyms(), *peoples())
    return frozenset(first for key in keys for first, blank, _ in (key.partition(" "),) if blank)


def country_name(alpha3: str) -> str:
    """English name ("Syria"). Raises KeyError for a code not in the list."""
    return countries()[alpha3].name


@lru_cache(maxsize=65536)
def capital_of(phrase: str) -> str | None:
    """Alpha-3 code of the country whose capital or seat of government `phrase` names ("Damascus" → "SYR"), or None."""
    return _capitals().get(fold(_bare(phrase)))


def is_capital(name: str, alpha3: str) -> bool:
    """Whether `name` is a capital of that country."""
    return capital_of(name) == alpha3


@lru_cache(maxsize=65536)
def seat_of(phrase: str) -> Seat | None:
    """The body behind a building's name ("the Kremlin", "Downing Street"), or None."""
    return _seats().get(fold(_bare(phrase)))


def is_government_seat(phrase: str) -> bool:
    """Whether `phrase` names a building or a capital that stands for a government: "Kremlin", "Damascus"."""
    return seat_of(phrase) is not None or capital_of(phrase) is not None


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("|") if form)


def _bare(phrase: str) -> str:
    """Without possessive ending and article."""
    phrase = phrase.strip()
    if phrase[-2:] in ("'s", "’s", "s'", "s’"):
        phrase = phrase[:-2] if phrase[-1] == "s" else phrase[:-1]
    return _ARTICLE.sub("", phrase) if phrase[:3].lower() == "the" else phrase


def _look_up(phrase: str, table: dict[str, tuple[str, bool]]) -> str | None:
    """`table`: key → (code, whether the form must be written in capitals)."""
    bare = _bare(phrase)
    found = table.get(fold(bare))
    if found is None:
        return None
    code, capitals = found
    return None if capitals and not bare.replace(".", "").replace(" ", "").isupper() else code


def _needs_capitals(form: str) -> bool:
    """Abbreviations without full stops ("US", "UAE", "CAR") are words or names otherwise."""
    return form.isupper() and "." not in form and len(form) <= 4


def _enter(table: dict[str, tuple[str, bool]], forms: tuple[str, ...], code: str) -> None:
    for form in forms:
        table.setdefault(fold(_bare(form)), (code, _needs_capitals(form)))


@cache
def peoples() -> dict[str, str]:
    """Folded name of a people, creed or region's inhabitants → country, "" for those of several: `data/peoples.tsv`."""
    return {
        fold(form): row["country"]
        for row in read_table("peoples.tsv").rows
        for form in (row["name"], *_forms(row["forms"]))
    }


@cache
def _names() -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for country in countries().values():
        _enter(table, (country.name,), country.alpha3)
    for country in countries().values():
        _enter(table, country.variants, country.alpha3)
    return table


@cache
def _demonyms() -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for country in countries().values():
        _enter(table, country.adjectives + country.people, country.alpha3)
    return table


@cache
def _capitals() -> dict[str, str]:
    table: dict[str, str] = {}
    for country in countries().values():
        for capital in country.capitals:
            table.setdefault(fold(capital), country.alpha3)
    return table


@cache
def _seats() -> dict[str, Seat]:
    table: dict[str, Seat] = {}
    for row in read_table("seats.tsv").rows:
        seat = Seat(row["name"], row["country"], row["sector"])
        for form in (row["name"], *_forms(row["forms"])):
            table[fold(_bare(form))] = seat
    return table
