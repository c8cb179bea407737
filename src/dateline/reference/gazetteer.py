"""The gazetteer: the world's populated places, divisions, countries, and well-known regions, waters and sites.

Beside it stand the files that a user added (`gazetteer_import`), of the same layout, in the user's data folder or in
the folder that DATELINE_GAZETTEERS names. They may hold more names of places of the packaged file.

One read-only SQLite file in the package, `data/gazetteer.sqlite`, built by `tools/build_gazetteer.py`. It is opened in
a millisecond and read by key as needed. Layout (PRAGMA user_version = 1):

    place(id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER,
          kind INTEGER, population INTEGER, slug TEXT)
        id: GeoNames ID, or negative for an entry of data/places.tsv or of a user's list, which has a slug.
        lat, lon: degrees × 10000, NULL for countries.
        country: ISO 3166-1 alpha-3, "" where there is none or several. admin1, admin2: IDs of divisions.
        kind: index into KINDS.
    division(id INTEGER PRIMARY KEY, code TEXT, short TEXT)
        of admin1 and admin2: GeoNames code ("SY.09") and name without its generic word ("Aleppo").
    key(key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID
        key: `place_key` of a name. rank: 0 the place's own name, 1 another name, 2 a division's name without its
        generic word where that is weak ("Orange" for Orange County).
    skeleton(key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID
        key: `skeleton` of the names of places in countries whose names are transliterated.
    meta(name TEXT PRIMARY KEY, value TEXT)
        version, attribution, sources, places, keys.

A division's coordinates are the middle of the box around nine tenths of its populated places, or the point that
data/places.tsv or data/place_names.tsv gives for it; not a surveyed centre. A country has none.
"""

from __future__ import annotations

import math
import os
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import platformdirs
from rapidfuzz import fuzz

from dateline.errors import ReferenceDataError
from dateline.model import PlacePrecision
from dateline.model.frozen import frozen
from dateline.reference.countries import countries, is_capital
from dateline.reference.folding import fold

LAYOUT = 1
FOLDER_SETTING = "DATELINE_GAZETTEERS"
MOST_ADDED = 9  # files that SQLite attaches to one connection
KINDS = ("country", "admin1", "admin2", "city", "region", "water", "site", "continent")
COORDINATE_SCALE = 10_000
MINIMUM_BONES = 2  # consonants that a name needs to be matched by its skeleton
LEAST_LIKENESS = (88.0, 70.0)  # of 100: for skeletons of two or three consonants, for longer ones

_SAINTS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(
    {"al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "ez", "er", "es", "esh", "et", "ed", "en"}
)
_SOUNDS = (("tch", "c"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ch", "s"), ("sh", "s"), ("zh", "j"),
           ("ph", "f"), ("q", "k"), ("x", "ks"), ("v", "w"))  # fmt: skip
_OPENING_ARTICLE = re.compile(r"^(al|the) (?=.{3})")

# How exact a place of a kind is when it is named as where something happened.
PRECISIONS: Mapping[str, PlacePrecision] = {
    "city": PlacePrecision.EXACT,
    "site": PlacePrecision.EXACT,
    "admin1": PlacePrecision.PROVINCE,
    "admin2": PlacePrecision.PROVINCE,
    "region": PlacePrecision.PROVINCE,
    "water": PlacePrecision.PROVINCE,
    "country": PlacePrecision.COUNTRY,
    "continent": PlacePrecision.COUNTRY,
}

# Weight of a kind beside log10 of the population: a country beats a town of its name, a town the province around it.
_KIND_WEIGHT = {
    "country": 3.0,
    "admin1": -0.4,
    "admin2": -1.0,
    "city": 0.0,
    "region": 0.0,
    "water": -0.2,
    "site": 0.0,
    "continent": 1.0,
}
_RANK_WEIGHT = (0.0, -1.2, -2.0)
_CAPITAL_WEIGHT = 1.0


@frozen
class GazetteerPlace:
    """An entry of the gazetteer.

    id: "geonames:170063", "dateline:west-bank" for the package's own list, "camps:zam-zam" for a user's.
    lat, lon: degrees, None for a country. country: alpha-3 or None. admin1: GeoNames code ("SY.09"); admin1_name:
    "Aleppo". kind: one of KINDS.
    rank: how the name asked for relates to the place: 0 its own name, 1 another of its names, 2 a weak short form.
    importance: log10 of the population with the weight of kind, rank and capital; the order of `lookup`.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin1_name: str | None
    kind: str
    population: int
    admin2_name: str | None = None
    rank: int = 0
    importance: float = 0.0

    @property
    def is_division(self) -> bool:
        return self.kind in ("admin1", "admin2")


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """What a place name is matched by: folded, "St." spelt out, every Arabic article made "al".

    "Deir ez-Zor" and "Deir al-Zor" share a key, so do "St. Louis" and "Saint Louis".
    """
    words = fold(name).split()
    if len(words) > 1:
        words = [
            "al" if word in _ARTICLES and at < len(words) - 1 else _SAINTS.get(word, word)
            for at, word in enumerate(words)
        ]
    return " ".join(words)


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """The consonants that transliterations of one name share: "Tell Rifaat" and "Tall Rif'at" are both "tlrft"."""
    text = "".join(word for word in place_key(name).split() if word != "al")
    for old, new in _SOUNDS:
        text = text.replace(old, new)
    text = re.sub(r"[aeiouwy]+", "", text)
    return re.sub(r"(.)\1+", r"\1", text).rstrip("h")


def _likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 100, Arabic articles and a last "h" apart."""
    return fuzz.ratio(*(place_key(name).removeprefix("al ").rstrip("h") for name in (one, other)))


class Gazetteer:
    """Read access to a gazetteer file and to those added to it. Use `Gazetteer.open()`."""

    def __init__(self, path: Path, added: Sequence[Path] = ()) -> None:
        """Raises ReferenceDataError when a file is missing, is no gazetteer, or is of another layout."""
        self._db, self._meta = _opened(path, "reinstall dateline")
        self._added: list[str] = []
        self._attributions = [str(self._meta["attribution"])]
        if len(added) > MOST_ADDED:
            raise ReferenceDataError(f"{len(added)} gazetteers stand in {added[0].parent}; {MOST_ADDED} can be read")
        for number, other in enumerate(added):
            remedy = f"remove it with `dateline gazetteer remove {other.stem}` and add your file again"
            db, meta = _opened(other, remedy)
            db.close()
            self._db.execute(f"ATTACH ? AS added{number}", (_address(other),))
            self._added.append(f"added{number}")
            self._attributions.append(str(meta["attribution"]))
        self._lookups = [_LOOKUP.format(names="main", places="main")] + [
            _LOOKUP.format(names=each, places=places) for each in self._added for places in (each, "main")
        ]
        self._similars = [_SIMILAR.format(names="main", places="main")] + [
            _SIMILAR.format(names=each, places=places) for each in self._added for places in (each, "main")
        ]
        self._cache = lru_cache(maxsize=32768)(self._read)
        self._known = lru_cache(maxsize=65536)(self._has_key)
        self._opens = lru_cache(maxsize=16384)(self._is_opening)

    @classmethod
    def open(cls) -> Gazetteer:
        """The packaged gazetteer with the files that the user added; one connection per process."""
        return _of_process(os.getpid(), os.environ.get(FOLDER_SETTING, ""))

    @property
    def version(self) -> str:
        return str(self._meta["version"])

    @property
    def attribution(self) -> str:
        """The line that the sources' licences ask for wherever places are shown."""
        return " ".join(dict.fromkeys(self._attributions))

    def lookup(self, name: str) -> tuple[GazetteerPlace, ...]:
        """All places called `name`, most important first; () when there is none.

        A name that is not found with its article is tried without ("the Donbas", "al-Hasaka" → "Hasaka").
        """
        key = place_key(name)
        found = self._cache(key)
        return found if found or not key.startswith(("al ", "the ")) else self._cache(_OPENING_ARTICLE.sub("", key))

    def similar(self, name: str, country: str) -> tuple[GazetteerPlace, ...]:
        """Places of a country whose names may be transliterated as `name`, most alike first; () for short names."""
        bones = skeleton(name)
        if len(bones) < MINIMUM_BONES:
            return ()
        least = LEAST_LIKENESS[len(bones) > 3]
        found = [_place(row) for query in self._similars for row in self._db.execute(query, (bones, country))]
        found = list({place.id: place for place in found}.values())
        likeness = {p.id: _likeness(name, (p.admin1_name if p.kind == "admin1" else None) or p.name) for p in found}
        alike = [place for place in found if likeness[place.id] >= least]
        return tuple(sorted(alike, key=lambda p: (-likeness[p.id], -p.importance, p.id)))

    def get(self, place_id: str) -> GazetteerPlace | None:
        """The place with that ID, or None."""
        scheme, _, rest = place_id.partition(":")
        is_number = scheme == "geonames" and re.fullmatch(r"[0-9]{1,18}", rest)
        where, value = ("p.id", int(rest)) if is_number else ("p.slug", rest)
        value = place_id if scheme not in ("geonames", "dateline") else value
        for places in ("main", *self._added):
            row = self._db.execute(f"{_GET.format(places=places)} WHERE {where} = ?", (value,)).fetchone()
            if row is not None:
                return _place(row)
        return None

    def middle(self, place: GazetteerPlace) -> tuple[float, float] | None:
        """A point for measuring distances; a country's is the middle of its territory and never a pin."""
        if place.lat is not None and place.lon is not None:
            return place.lat, place.lon
        return self.country_middle(place.country) if place.country else None

    def country_middle(self, alpha3: str) -> tuple[float, float] | None:
        """The middle of a country's territory in degrees: for distances, never where something happened."""
        country = countries().get(alpha3)
        return None if country is None else (country.lat, country.lon)

    def contains(self, name: str) -> bool:
        """Whether any place is called `name`."""
        key = place_key(name)
        bare = _OPENING_ARTICLE.sub("", key)
        return self._known(key) or (bare != key and self._known(bare))

    def may_open(self, word: str) -> bool:
        """Whether a name of several words may begin with the word."""
        first = fold(word).partition(" ")[0]
        return first in ("", "the") or first in _ARTICLES or self._opens(_SAINTS.get(first, first))

    def _is_opening(self, word: str) -> bool:
        query = "SELECT 1 FROM {}.key WHERE key > ? AND key < ? LIMIT 1"
        between = f"{word} ", f"{word}!"  # "!" comes next after the blank
        found = (self._db.execute(query.format(of), between) for of in ("main", *self._added))
        return any(rows.fetchone() is not None for rows in found)

    def _has_key(self, key: str) -> bool:
        found = (self._db.execute(f"SELECT 1 FROM {of}.key WHERE key = ?", (key,)) for of in ("main", *self._added))
        return any(rows.fetchone() is not None for rows in found)

    def _read(self, key: str) -> tuple[GazetteerPlace, ...]:
        found: dict[str, GazetteerPlace] = {}
        for query in self._lookups:
            for place in map(_place, self._db.execute(query, (key,))):
                known = found.get(place.id)
                if known is None or place.rank < known.rank:
                    found[place.id] = place
        if not found:
            return ()
        places = list(found.values())
        return tuple(sorted(_raise_capitals(places), key=lambda p: (-p.importance, p.rank, p.id)))


_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, a1.code, a1.short, a2.short, p.kind, p.population"
_DIVISIONS = "LEFT JOIN main.division a1 ON a1.id = p.admin1 LEFT JOIN main.division a2 ON a2.id = p.admin2"
_LOOKUP = (
    f"SELECT {_COLUMNS}, k.rank, p.slug FROM {{names}}.key k JOIN {{places}}.place p ON p.id = k.place {_DIVISIONS} "
    "WHERE k.key = ?"
)
_SIMILAR = (
    f"SELECT {_COLUMNS}, 1, p.slug FROM {{names}}.skeleton s JOIN {{places}}.place p ON p.id = s.place {_DIVISIONS} "
    "WHERE s.key = ? AND p.country = ?"
)
_GET = f"SELECT {_COLUMNS}, 0, p.slug FROM {{places}}.place p {_DIVISIONS}"

_Row = tuple[int, str, int | None, int | None, str, str | None, str | None, str | None, int, int, int, str | None]


def _place(row: _Row) -> GazetteerPlace:
    number, name, lat, lon, country, code, short, second, kind_number, population, rank, slug = row
    kind = KINDS[kind_number]
    importance = math.log10(population + 100) + _KIND_WEIGHT[kind] + _RANK_WEIGHT[rank]
    return GazetteerPlace(
        id=(slug if ":" in slug else f"dateline:{slug}") if slug else f"geonames:{number}",
        name=name,
        lat=None if lat is None else lat / COORDINATE_SCALE,
        lon=None if lon is None else lon / COORDINATE_SCALE,
        country=country or None,
        admin1=code,
        admin1_name=short,
        kind=kind,
        population=population,
        admin2_name=second,
        rank=rank,
        importance=round(importance, 3),
    )


def _raise_capitals(places: list[GazetteerPlace]) -> list[GazetteerPlace]:
    """Give the weight of a capital to the largest town of that name in its country."""
    best: dict[str, GazetteerPlace] = {}
    for place in places:
        if place.kind == "city" and place.country and is_capital(place.name, place.country):
            best[place.country] = max(place, best.get(place.country, place), key=lambda p: p.population)
    return [
        replace(p, importance=p.importance + _CAPITAL_WEIGHT) if p is best.get(p.country or "") else p for p in places
    ]


def packaged_path() -> Path:
    return Path(str(files("dateline.reference") / "data" / "gazetteer.sqlite"))


def added_folder() -> Path:
    """Where the files stand that the user added: DATELINE_GAZETTEERS, or a folder of the user's data."""
    folder = os.environ.get(FOLDER_SETTING)
    return (
        Path(folder).absolute() if folder else platformdirs.user_data_path("dateline", appauthor=False) / "gazetteers"
    )


def added_gazetteers() -> tuple[Path, ...]:
    """The files that the user added, by name."""
    return tuple(sorted(added_folder().glob("[!.]*.sqlite")))


def added_details() -> dict[str, dict[str, str]]:
    """What is known about each added file, by name: version (a hash of what was read), places, keys, sources."""
    found = {}
    for path in added_gazetteers():
        db, meta = _opened(path, f"remove it with `dateline gazetteer remove {path.stem}`")
        db.close()
        found[path.stem] = meta
    return found


def forget_added() -> None:
    """Look the folder up again, after a file was added or removed."""
    _of_process.cache_clear()


def _address(path: Path) -> str:
    return f"{path.as_uri()}?mode=ro&immutable=1"


def _opened(path: Path, remedy: str) -> tuple[sqlite3.Connection, dict[str, str]]:
    """A connection to a gazetteer file, and what the file says of itself."""
    try:
        db = sqlite3.connect(_address(path), uri=True, check_same_thread=False)
        (layout,) = db.execute("PRAGMA user_version").fetchone()
        meta = dict(db.execute("SELECT name, value FROM meta"))
    except sqlite3.Error as error:
        raise ReferenceDataError(f"gazetteer {path.name} cannot be read ({error}); {remedy}") from error
    if layout != LAYOUT:
        db.close()
        raise ReferenceDataError(f"gazetteer {path.name} has layout {layout}; this dateline reads {LAYOUT}: {remedy}")
    return db, meta


@cache
def _of_process(process: int, folder: str) -> Gazetteer:
    """One for each process and setting: connections must not cross a fork; a run reads all by the same files."""
    return Gazetteer(packaged_path(), added_gazetteers())
