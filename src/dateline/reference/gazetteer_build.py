"""Writing a gazetteer file: the packaged one (`tools/build_gazetteer.py`) and those that a user adds.

Only names in Latin script are kept. The layout is described in `gazetteer.py`.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Self

from dateline.reference.gazetteer import COORDINATE_SCALE, KINDS, LAYOUT, MINIMUM_BONES, place_key, skeleton

LONGEST_NAME = 40

_SCHOLARLY = re.compile("[\u0304\u0323\u0327\u0331\u032e]")  # macron, dot, cedilla, line and breve below
_CODE = re.compile(r"[A-Z]{2,4}")
_LOWER_START = re.compile(r"(al|el|as|ash|an|ar|at|ad|az|d|l)['’ -]", re.IGNORECASE)
_JUNK = re.compile(r"[\d,;:(/@=?*\"]")
_ARTICLE = re.compile(r"(al|as|ash|an|ar|at|ad|az|el)[ -]", re.IGNORECASE)
_GENERIC_WORDS = re.findall(
    r"\w+",
    "governorate province oblast district region state prefecture county department municipality raion rayon canton "
    "parish division territory emirate krai okrug voivodeship wilaya woreda zone commune republic city viloyati "
    "regency township subdistrict borough parish census area tehsil taluk",
)
_GENERIC_END = re.compile(rf"\s+(autonomous\s+)?({'|'.join(_GENERIC_WORDS)})$", re.IGNORECASE)
_GENERIC_START = re.compile(
    r"^(departamento (de la|del|de)|provincia (de la|del|de)|estado (de|do|da)|d[ée]partement (de la|des|du|de|d['’])|"
    r"r[ée]gion (de la|des|du|de)|mkoa wa|distrito (de|do)|munic[íi]pio (de|do)|wilayat?|mu[hḩ][āa]faz̧?at|viloyati|"
    r"state of|county of|province of|republic of|city of|kizunga|mantiqat|minṭaqat|wilayah persekutuan)"
    r"(\s+|(?<=['’]))",
    re.IGNORECASE,
)
_TRANSLITERATED = frozenset(
    re.findall(
        r"\w+",
        "AFG ARE ARM AZE BGR BHR BLR DZA EGY ERI ESH ETH GEO GRC IRN IRQ ISR JOR KAZ KGZ KHM KWT LAO LBN LBY MAR MKD "
        "MMR MNG MRT NPL OMN PAK PSE QAT RUS SAU SDN SOM SRB SSD SYR TCD THA TJK TKM TUN UKR UZB XKX YEM",
    )
)
_SCHEMA = f"""
    PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA user_version = {LAYOUT};
    CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin1 INTEGER,
        admin2 INTEGER, kind INTEGER, population INTEGER, slug TEXT);
    CREATE TABLE division (id INTEGER PRIMARY KEY, code TEXT, short TEXT);
    CREATE TABLE key (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE TABLE skeleton (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
"""
_INDEX = "CREATE INDEX slug ON place (slug) WHERE slug IS NOT NULL"
_ADD_KEY = "INSERT INTO key VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rank = min(rank, excluded.rank)"


@dataclass
class Entry:
    """A place about to be written. names: (name, rank). admin1, admin2: IDs of divisions. name_rank: of `name`."""

    number: int
    name: str
    kind: str
    country: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    admin1: int | None = None
    admin2: int | None = None
    slug: str | None = None
    names: list[tuple[str, int]] = field(default_factory=list)
    name_rank: int = 0


class GazetteerWriter:
    """Writes a gazetteer file, entry by entry. A context manager: the file is whole when it ends without an error."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path)
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, entry: Entry) -> None:
        """A place with its names. Raises sqlite3.IntegrityError where one has its ID."""
        lat, lon = (None if v is None else round(v * COORDINATE_SCALE) for v in (entry.lat, entry.lon))
        self._db.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.number, entry.name, lat, lon, entry.country, entry.admin1, entry.admin2, KINDS.index(entry.kind),
             entry.population, entry.slug),
        )  # fmt: skip
        self.add_names(entry)

    def add_names(self, entry: Entry) -> None:
        """More names of a place that is in this file or in the packaged one."""
        self._db.executemany(_ADD_KEY, [(key, entry.number, rank) for key, rank in keys_of(entry).items()])
        bones = ((each, entry.number) for each in skeletons_of(entry))
        self._db.executemany("INSERT OR IGNORE INTO skeleton VALUES (?, ?)", bones)

    def has(self, number: int) -> bool:
        return self._db.execute("SELECT 1 FROM place WHERE id = ?", (number,)).fetchone() is not None

    def country_of(self, number: int) -> str:
        return str(self._db.execute("SELECT country FROM place WHERE id = ?", (number,)).fetchone()[0])

    def divisions(self, rows: Iterable[tuple[int, str, str]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?)", rows)

    def finish(self, meta: Mapping[str, str]) -> tuple[int, int]:
        """Write what is known about the file and make it compact; how many places and keys it has."""
        places, keys = (self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("place", "key"))
        rows = {**meta, "places": str(places), "keys": str(keys)}
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(rows.items()))
        self._db.execute(_INDEX)
        self._db.commit()
        self._db.execute("VACUUM")
        return places, keys


@lru_cache(maxsize=4096)
def _is_latin_letter(letter: str) -> bool:
    return not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") or letter in "ʻʼʿʾ’"


def usable(name: str) -> bool:
    """Whether an alternate name can stand in an English report: Latin, capitalised, no code, no junk."""
    if not name or len(name) > LONGEST_NAME or _CODE.fullmatch(name) or _JUNK.search(name):
        return False
    if not all(map(_is_latin_letter, name)):
        return False
    if name[0].islower() and not _LOWER_START.match(name):
        return False
    return len(place_key(name)) >= 3


def short_name(name: str) -> str:
    """Without the generic word: "Aleppo Governorate" → "Aleppo", "Departamento de Cauca" → "Cauca"."""
    short = _GENERIC_START.sub("", _GENERIC_END.sub("", name)).strip()
    return short or name


def plain(name: str) -> str:
    """Without the marks of scholarly transliteration: "Kandahār" → "Kandahar", "Ḩimş" → "Hims"; "Nariño" stays."""
    split = unicodedata.normalize("NFD", name)
    if not _SCHOLARLY.search(split):
        return name.replace("‘", "").replace("’", "'")
    return "".join(c for c in split if not unicodedata.combining(c)).replace("‘", "").replace("’", "'")


def keys_of(entry: Entry) -> dict[str, int]:
    """Key → best rank, with the spelling without an opening Arabic article as another name."""
    keys: dict[str, int] = {}
    for name, rank in [(entry.name, entry.name_rank), *entry.names]:
        key = place_key(name)
        if len(key) < 2:
            continue
        keys[key] = min(rank, keys.get(key, rank))
        if key.startswith("al ") and _ARTICLE.match(name):
            bare = key[3:]
            if len(bare) >= 4:
                keys[bare] = min(max(rank, 1), keys.get(bare, 2))
    return keys


def skeletons_of(entry: Entry) -> Iterator[str]:
    """Skeletons of the names of a town or division in a country whose names are transliterated."""
    if entry.country in _TRANSLITERATED and entry.kind in ("city", "admin1", "admin2", "site"):
        for name in sorted({entry.name, *(name for name, _ in entry.names)}):
            bones = skeleton(short_name(name))
            if len(bones) >= MINIMUM_BONES:
                yield bones
