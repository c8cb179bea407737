"""A user's own places: a GeoNames dump or a CSV list, made into a gazetteer file beside the packaged one.

GeoNames dumps (https://download.geonames.org/export/dump/readme.txt): a country file ("SY.txt", "SY.zip") or
allCountries, 19 columns parted by tabs, with or without alternateNamesV2. Which features are taken, and as what, stands
in `data/geonames_features.tsv`; of names those in Latin script.

CSV: a line of column names first. Needed: name, lat, lon (degrees, WGS 84). Optional: country (ISO 3166-1 code or
name), kind (city, site, region, water), population, variants (other names, parted by "|"), id.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import itertools
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO

from dateline.errors import InputError
from dateline.reference.countries import countries, country_of
from dateline.reference.folding import fold
from dateline.reference.gazetteer import (
    KINDS,
    MOST_ADDED,
    added_folder,
    added_gazetteers,
    forget_added,
    packaged_path,
)
from dateline.reference.gazetteer_build import Entry, GazetteerWriter, usable
from dateline.reference.tables import read_table

_SCHEMES = ("dateline", "geonames")  # what the IDs of packaged places begin with
_EVERY = 20_000
_DUMP_COLUMNS = 19
_KINDS = ("city", "site", "region", "water")
_FAR = 2_000_000_000  # numbers of a user's own places: GeoNames counts up from one, the package's own list down

Report = Callable[[int], None]


@dataclass
class Added:
    """What became of a file. places: new ones; named: places that got more names. skipped: lines, with the reason."""

    name: str
    places: int = 0
    named: int = 0
    left_out: int = 0
    skipped: list[tuple[int, str]] = field(default_factory=list)


def add(
    file: Path, alternate_names: Path | None = None, name: str | None = None, progress: Report = lambda lines: None
) -> Added:
    """Make a gazetteer of `file` in the user's folder, in place of one of that name. progress: lines read so far.

    Raises InputError where a file is missing, nothing in it is a place, or the folder cannot be written to.
    """
    label = re.sub(r"[^a-z0-9]+", "-", fold(name or file.stem)).strip("-")
    if not label:
        raise InputError(f"gazetteer: {name or file.stem!r} has no letters to name it by; give --name")
    if label in _SCHEMES:
        raise InputError(f"gazetteer: {label!r} is the name of the packaged places; give another with --name")
    folder = added_folder()
    target = folder / f"{label}.sqlite"
    if target not in added_gazetteers() and len(added_gazetteers()) >= MOST_ADDED:
        raise InputError(f"gazetteer: {MOST_ADDED} files are added already; remove one or put your lists together")
    made = Added(label)
    draft = folder / f".{label}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with GazetteerWriter(draft) as writer:
            fingerprint = _fill(writer, file, alternate_names, made, progress)
            if not made.places and not made.named:
                raise InputError(_nothing(file, made))
            writer.finish({"version": fingerprint, "attribution": _attribution(file), "sources": file.name})
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"gazetteer: {target} cannot be written ({error})") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    forget_added()
    return made


def remove(name: str) -> None:
    """Take a file that was added away again. Raises InputError where there is none of that name."""
    target = added_folder() / f"{name}.sqlite"
    if target not in added_gazetteers():
        known = ", ".join(path.stem for path in added_gazetteers()) or "none was added"
        raise InputError(f"gazetteer: no added file is called {name!r} ({known})")
    target.unlink()
    forget_added()


def _nothing(file: Path, made: Added) -> str:
    first = f"; line {made.skipped[0][0]}: {made.skipped[0][1]}" if made.skipped else ""
    return (
        f"gazetteer: no place found in {file}{first}. It must be a GeoNames dump (19 columns parted by tabs) or a CSV "
        "file whose first line names the columns name, lat, lon"
    )


def _attribution(file: Path) -> str:
    if _is_csv(file):
        return f"Places of the user's own list {file.name}."
    return f"Place data from GeoNames (https://www.geonames.org/), CC BY 4.0 ({file.name})."


def _is_csv(file: Path) -> bool:
    return file.suffix.lower() == ".csv"


def _fill(writer: GazetteerWriter, file: Path, alternate_names: Path | None, made: Added, progress: Report) -> str:
    """Everything into the file; a hash of what was read."""
    seen = hashlib.sha256()
    if _is_csv(file):
        if alternate_names is not None:
            raise InputError("gazetteer: --alternate-names goes with a GeoNames dump, not with a CSV list")
        _fill_from_list(writer, file, made, seen.update, progress)
    else:
        with sqlite3.connect(f"{packaged_path().as_uri()}?mode=ro&immutable=1", uri=True) as packaged:
            known = _Packaged(packaged)
            _fill_from_dump(writer, file, known, made, seen.update, progress)
            if alternate_names is not None:
                _fill_names(writer, alternate_names, known, made, seen.update, progress)
        packaged.close()
    return seen.hexdigest()[:12]


class _Packaged:
    """What of the packaged gazetteer a dump is compared with."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.divisions = {code: number for number, code in db.execute("SELECT id, code FROM division")}
        self.countries = {c.alpha2: c.alpha3 for c in countries().values() if c.alpha2}

    def country_of(self, number: int) -> str | None:
        row = self._db.execute("SELECT country FROM place WHERE id = ?", (number,)).fetchone()
        return None if row is None else str(row[0])


# -- GeoNames ---------------------------------------------------------------------------------------------------------


def _fill_from_dump(
    writer: GazetteerWriter, file: Path, known: _Packaged, made: Added, seen: Callable[[bytes], None], progress: Report
) -> None:
    for number, cells in _rows(file, seen, progress):
        if len(cells) != _DUMP_COLUMNS:
            made.skipped.append((number, f"{len(cells)} columns, a GeoNames dump has {_DUMP_COLUMNS}"))
            if len(made.skipped) > 50 and not made.places:
                return
            continue
        try:
            entry = _entry(cells, known)
        except ValueError as error:
            made.skipped.append((number, str(error)))
            continue
        _take(writer, entry, known, made)


def _take(writer: GazetteerWriter, entry: Entry | None, known: _Packaged, made: Added) -> None:
    if entry is None:
        made.left_out += 1
    elif known.country_of(entry.number) is not None or writer.has(entry.number):
        writer.add_names(entry)
        made.named += 1
    else:
        writer.add(entry)
        made.places += 1


def _entry(cells: list[str], known: _Packaged) -> Entry | None:
    """A line as a place; None where its kind or country is none that is taken. Raises ValueError for a broken one."""
    number, name, plain_name, others, lat, lon, of_class, code, alpha2, _, first, second = cells[:12]
    kind = _features().get(f"{of_class}.{code}") or _features().get(f"{of_class}.*")
    packaged = known.country_of(int(number))
    country = known.countries.get(alpha2)
    if (kind is None and packaged is None) or country is None or not (usable(name) or usable(plain_name)):
        return None
    where = (float(lat), float(lon))
    if not (abs(where[0]) <= 90 and abs(where[1]) <= 180):
        raise ValueError(f"lat {lat}, lon {lon} is no place on Earth")
    entry = Entry(
        int(number), name if usable(name) else plain_name, kind or "city", country, *where, int(cells[14] or 0)
    )
    entry.admin1 = known.divisions.get(f"{alpha2}.{first}")
    entry.admin2 = known.divisions.get(f"{alpha2}.{first}.{second}")
    entry.name_rank = 0 if packaged is None else 1  # the packaged one has its own name already
    entry.names = [(n, 1) for n in (plain_name, *others.split(",")) if usable(n)]
    return entry


def _fill_names(
    writer: GazetteerWriter, file: Path, known: _Packaged, made: Added, seen: Callable[[bytes], None], progress: Report
) -> None:
    """Names of places of the dump and of the packaged gazetteer; links, codes and other scripts are left out."""
    for number, cells in _rows(file, seen, progress):
        if len(cells) < 4 or not cells[1].isdigit():
            made.skipped.append((number, f"{file.name} has no GeoNames ID and name here"))
            continue
        place, language, name = int(cells[1]), cells[2], cells[3]
        if len(language) > 3 or language in ("iko", "tcid") or not usable(name):
            continue
        country = writer.country_of(place) if writer.has(place) else known.country_of(place)
        if country is not None:
            writer.add_names(Entry(place, name, "city", country, names=[(name, 1)], name_rank=1))


def _rows(file: Path, seen: Callable[[bytes], None], progress: Report) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file parted by tabs, with their numbers."""
    with _lines(file) as lines:
        for number, line in enumerate(lines, start=1):
            seen(line.encode())
            if number % _EVERY == 0:
                progress(number)
            yield number, line.rstrip("\r\n").split("\t")


@cache
def _features() -> dict[str, str]:
    rows = read_table("geonames_features.tsv").rows
    return {row["code"]: row["kind"] for row in rows if row["kind"] in KINDS}


@contextmanager
def _lines(file: Path) -> Iterator[IO[str]]:
    """The lines of a text file, or of the largest text in a ZIP file. Raises InputError where it cannot be read."""
    try:
        if file.suffix.lower() == ".zip":
            with zipfile.ZipFile(file) as packed:
                inside = [i for i in packed.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename]
                if not inside:
                    raise InputError(f"gazetteer: no .txt file in {file}")
                with packed.open(max(inside, key=lambda i: i.file_size)) as raw:
                    yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        else:
            with file.open(encoding="utf-8", newline="\n") as handle:
                yield handle
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputError(f"gazetteer: {file} cannot be read ({error})") from error


# -- a list of one's own ----------------------------------------------------------------------------------------------


def _fill_from_list(
    writer: GazetteerWriter, file: Path, made: Added, seen: Callable[[bytes], None], progress: Report
) -> None:
    try:
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"gazetteer: {file} cannot be read ({error}); save it as UTF-8") from error
    seen(content)
    rows = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text))
    columns = {_COLUMNS.get(c.strip().lower(), c.strip().lower()): c for c in rows.fieldnames or () if c}
    if missing := [c for c in ("name", "lat", "lon") if c not in columns]:
        raise InputError(f"gazetteer: {file} has no column {', '.join(missing)}; its first line must name the columns")
    ids: set[str] = set()
    for row in _readable(rows, file):
        cells = {ours: (row.get(theirs) or "").strip() for ours, theirs in columns.items()}
        if not any(cells.values()):
            continue
        try:
            entry = _own(cells, made.name, ids)
        except ValueError as error:
            made.skipped.append((rows.line_num, str(error)))
            continue
        writer.add(entry)
        made.places += 1
        if made.places % _EVERY == 0:
            progress(rows.line_num)


def _readable(rows: csv.DictReader[str], file: Path) -> Iterator[dict[str, str]]:
    """The rows. Raises InputError where the file stops being CSV (a quotation mark that is never closed)."""
    try:
        yield from rows
    except csv.Error as error:
        raise InputError(f"gazetteer: {file}, line {rows.line_num}, is no CSV ({error})") from error


_COLUMNS = {
    "latitude": "lat",
    "longitude": "lon",
    "lng": "lon",
    "long": "lon",
    "alternate names": "variants",
    "type": "kind",
}


def _dialect(text: str) -> type[csv.Dialect] | str:
    first = text.split("\n", 1)[0]
    return (
        "excel-tab"
        if first.count("\t") > first.count(",")
        else _Semicolons
        if ";" in first and "," not in first
        else "excel"
    )


class _Semicolons(csv.excel):
    delimiter = ";"


def _own(cells: dict[str, str], source: str, ids: set[str]) -> Entry:
    """A row as a place. Raises ValueError with what is wrong in it."""
    name, kind = cells["name"], (cells.get("kind") or "site").lower()
    if not usable(name):
        raise ValueError(f"{name!r} is no name in Latin letters that begins with a capital")
    if kind not in _KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(_KINDS)}")
    lat, lon = _degrees(cells["lat"], 90), _degrees(cells["lon"], 180)
    country = _country(cells.get("country", ""))
    size = (cells.get("population") or "0").replace(",", "")
    if not size.isdigit():
        raise ValueError(f"population {size!r} is no whole number")
    slug = re.sub(r"[^a-z0-9]+", "-", fold(cells.get("id") or name)).strip("-")
    slug = f"{source}:{slug}"
    if slug in ids:
        slug = next(f"{slug}-{n}" for n in itertools.count(2) if f"{slug}-{n}" not in ids)
    ids.add(slug)
    others = [v.strip() for v in cells.get("variants", "").split("|") if v.strip()]
    if bad := [v for v in others if not usable(v)]:
        raise ValueError(f"variant {bad[0]!r} is no name in Latin letters that begins with a capital")
    number = -(_FAR + int(hashlib.sha256(slug.encode()).hexdigest()[:12], 16))
    return Entry(number, name, kind, country, lat, lon, int(size), slug=slug, names=[(v, 0) for v in others])


def _degrees(cell: str, most: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no number of degrees") from None
    if not abs(value) <= most:
        raise ValueError(f"{cell} degrees is more than {most}")
    return value


def _country(cell: str) -> str:
    if not cell:
        return ""
    by_code = {c.alpha2: c.alpha3 for c in countries().values() if c.alpha2} | {c: c for c in countries()}
    found = by_code.get(cell.upper()) or country_of(cell)
    if found is None:
        raise ValueError(f"country {cell!r} is neither an ISO 3166-1 code nor a country's name")
    return found
