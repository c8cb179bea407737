"""Makes `reference/data/basemap.json.gz` from Natural Earth's countries as the npm package `world-atlas` ships them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_basemap.py package/countries-50m.json

Natural Earth is in the public domain; its borders are the de facto ones. TopoJSON arcs are decoded, rounded to
a twentieth of a degree (five kilometres, finer than a page shows), and repeated points dropped.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/dateline/reference/data/basemap.json.gz"
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
            countries.append({"name": shape["properties"]["name"], "rings": rings})
    countries.sort(key=lambda country: country["name"])
    data = {"version": "2026-11-21", "source": "Natural Earth 1:50m by world-atlas 2.0.2", "countries": countries}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{OUT.name}: {len(countries)} countries, {OUT.stat().st_size // 1024} KiB")


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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
