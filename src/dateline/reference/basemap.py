"""Country outlines for maps: Natural Earth 1:50m, public domain, its border convention de facto."""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "basemap.bin.gz"
PER_DEGREE = 20
"""The file holds twentieths of a degree: five kilometres, finer than a page shows."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line of (longitude, latitude) in degrees, and the bounds that it keeps within."""

    points: tuple[tuple[float, float], ...]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline. A ring over the 180th meridian goes on beyond it, and is there twice, once at either edge of
    the world; one around the pole goes along the edge of the map."""

    name: str
    rings: tuple[Ring, ...]


@cache
def load_basemap() -> tuple[Outline, ...]:
    """All countries, by name.

    `tools/build_basemap.py` makes the file: a line of JSON, {"countries": [[name, [points of each ring]]]}, then the
    points as pairs of whole numbers of two bytes, the lower first. Numbers are read ten times as fast as JSON.
    """
    packed = (files("dateline.reference") / "data" / FILE).read_bytes()
    head, _, body = gzip.decompress(packed).partition(b"\n")
    numbers = array("h", body)
    if sys.byteorder == "big":
        numbers.byteswap()
    degrees = [number / PER_DEGREE for number in numbers]
    lons, lats = degrees[::2], degrees[1::2]
    outlines, at = [], 0
    for name, counts in json.loads(head)["countries"]:
        rings = []
        for count in counts:
            along, up = lons[at : at + count], lats[at : at + count]
            rings.append(Ring(tuple(zip(along, up, strict=True)), min(along), min(up), max(along), max(up)))
            at += count
        outlines.append(Outline(name, tuple(rings)))
    return tuple(outlines)
