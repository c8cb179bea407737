"""The outlines that maps are drawn from."""

from __future__ import annotations

from itertools import pairwise

from dateline.reference.basemap import load_basemap


def test_no_outline_leaps_across_the_world() -> None:
    leaps = [
        outline.name
        for outline in load_basemap()
        for ring in outline.rings
        if any(abs(a - b) > 180 for (a, south), (b, north) in pairwise(ring) if min(south, north) > -90)
    ]
    assert leaps == []


def test_a_country_over_the_180th_meridian_is_at_both_edges() -> None:
    (russia,) = (outline for outline in load_basemap() if outline.name == "Russia")
    lons = [lon for ring in russia.rings for lon, _ in ring]
    assert min(lons) < -180 < 180 < max(lons)
    (fiji,) = (outline for outline in load_basemap() if outline.name == "Fiji")
    assert all(max(lon for lon, _ in ring) - min(lon for lon, _ in ring) < 5 for ring in fiji.rings)
