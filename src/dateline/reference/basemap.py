"""Country outlines for maps: Natural Earth 1:50m, public domain, its border convention de facto."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline. rings: closed lines of (longitude, latitude) in degrees, rounded to five kilometres.

    A ring over the 180th meridian goes on beyond it, and is there twice, once at either edge of the world.
    """

    name: str
    rings: tuple[Ring, ...]


@cache
def load_basemap() -> tuple[Outline, ...]:
    """All countries, by name. `tools/build_basemap.py` makes the file."""
    packed = (files("dateline.reference") / "data" / "basemap.json.gz").read_bytes()
    countries = json.loads(gzip.decompress(packed))["countries"]
    return tuple(
        Outline(country["name"], tuple(whole for ring in country["rings"] for whole in _whole(ring)))
        for country in countries
    )


def _whole(ring: Sequence[Sequence[float]]) -> Iterator[Ring]:
    """The ring without leaps from one edge of the world to the other."""
    points: list[tuple[float, float]] = []
    shift, leaps = 0.0, 0
    for lon, lat in ring:
        if points and abs(lon + shift - points[-1][0]) > 180:
            shift += 360.0 if lon + shift < points[-1][0] else -360.0
            leaps += 1
        points.append((lon + shift, lat))
    if leaps % 2:  # around the pole
        at = next(n for n, ((before, _), (lon, _)) in enumerate(pairwise(ring), 1) if abs(lon - before) > 180)
        (before, south), (lon, lat) = ring[at - 1], ring[at]
        pole = math.copysign(90.0, lat)
        edges = ((math.copysign(180.0, before), south), (math.copysign(180.0, before), pole))
        back = ((math.copysign(180.0, lon), pole), (math.copysign(180.0, lon), lat))
        yield tuple((x, y) for x, y in (*ring[:at], *edges, *back, *ring[at:]))
        return
    yield tuple(points)
    if leaps:
        away = -360.0 if max(lon for lon, _ in points) > 180 else 360.0
        yield tuple((lon + away, lat) for lon, lat in points)
