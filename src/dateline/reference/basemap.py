"""Country outlines for maps: Natural Earth 1:50m, public domain, its border convention de facto."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline. rings: closed lines of (longitude, latitude) in degrees, rounded to five kilometres."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


@cache
def load_basemap() -> tuple[Outline, ...]:
    """All countries, by name. `tools/build_basemap.py` makes the file."""
    packed = (files("dateline.reference") / "data" / "basemap.json.gz").read_bytes()
    countries = json.loads(gzip.decompress(packed))["countries"]
    return tuple(
        Outline(country["name"], tuple(tuple((lon, lat) for lon, lat in ring) for ring in country["rings"]))
        for country in countries
    )
