"""The outlines that maps are drawn from."""

from __future__ import annotations

from itertools import pairwise

from dateline.reference.basemap import load_basemap


def test_no_outline_leaps_across_the_world() -> None:
    leaps = [
        outline.name
        for outline in load_basemap()
        for ring in outline.rings
        if any(abs(a - b) > 180 for (a, south), (b, north) in pairwise(ring.points) if min(south, north) > -90)
    ]
    assert leaps == []


def test_a_country_over_the_180th_meridian_is_at_both_edges() -> None:
    (russia,) = (outline for outline in load_basemap() if outline.name == "Russia")
    lons = [lon for ring in russia.rings for lon, _ in ring.points]
    assert min(lons) < -180 < 180 < max(lons)
    (fiji,) = (outline for outline in load_basemap() if outline.name == "Fiji")
    assert all(ring.east - ring.west < 5 for ring in fiji.rings)


def test_a_capital_lies_within_its_country() -> None:
    for name, lon, lat in (("Kenya", 36.8, -1.3), ("Mongolia", 106.9, 47.9), ("Bolivia", -68.1, -16.5)):
        (country,) = (outline for outline in load_basemap() if outline.name == name)
        ring = max(country.rings, key=lambda ring: len(ring.points))
        assert ring.west < lon < ring.east
        assert ring.south < lat < ring.north
        assert (ring.west, ring.north) == (min(x for x, _ in ring.points), max(y for _, y in ring.points))
