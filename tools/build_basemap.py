"""Makes `reference/data/basemap.bin.gz` from Natural Earth's countries as the npm package `world-atlas` ships them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_basemap.py package/countries-50m.json

Natural Earth is in the public domain; its borders are the de facto ones. TopoJSON arcs are decoded, rounded to
a twentieth of a degree (five kilometres, finer than a page shows), repeated points dropped, and rings over the 180th
meridian made whole. `dateline.reference.basemap` says how the file is laid out.
"""

from __future__ import annotations

import gzip
import json
import math
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.reference.basemap import FILE, PER_DEGREE

OUT = Path(__file__).parent.parent / "src/dateline/reference/data" / FILE
Point = tuple[float, float]


def main(source: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        rings = [thin(join(ring, arcs)) for polygon in polygons for ring in polygon]
        rings = [ring for ring in rings if len(ring) > 3]
        if rings:
            countries.append((shape["properties"]["name"], [part for ring in rings for part in whole(ring)]))
    countries.sort(key=lambda country: country[0])
    write(countries)
    print(f"{OUT.name}: {len(countries)} countries, {OUT.stat().st_size // 1024} KiB")


def write(countries: list[tuple[str, list[list[Point]]]]) -> None:
    head = {
        "version": "2026-11-28",
        "source": "Natural Earth 1:50m by world-atlas 2.0.2",
        "countries": [[name, [len(ring) for ring in rings]] for name, rings in countries],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    numbers = [round(degrees * PER_DEGREE) for _, rings in countries for ring in rings for p in ring for degrees in p]
    body = struct.pack(f"<{len(numbers)}h", *numbers)
    OUT.write_bytes(gzip.compress(text.encode("utf-8") + b"\n" + body, mtime=0))


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """TopoJSON arcs are differences of whole numbers, scaled and moved (the format's specification, section 2.1.3)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def join(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring is a list of arcs, a negative one (~i) read backwards; each begins where the one before ended."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def thin(ring: list[Point]) -> list[Point]:
    rounded = [(round(round(x * 20) / 20, 2), round(round(y * 20) / 20, 2)) for x, y in ring]
    return [rounded[0]] + [point for before, point in pairwise(rounded) if point != before]


def whole(ring: list[Point]) -> Iterator[list[Point]]:
    """The ring without leaps from one edge of the world to the other."""
    points: list[Point] = []
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
        edges = [(math.copysign(180.0, before), south), (math.copysign(180.0, before), pole)]
        back = [(math.copysign(180.0, lon), pole), (math.copysign(180.0, lon), lat)]
        yield [*ring[:at], *edges, *back, *ring[at:]]
        return
    yield points
    if leaps:
        away = -360.0 if max(lon for lon, _ in points) > 180 else 360.0
        yield [(lon + away, lat) for lon, lat in points]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
