"""(Becomes the package's resolve once all parts are there.)"""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Reading, ReportClaims
from dateline.resolution.claims import find_claims, find_statements
from dateline.resolution.entities import build_cast
from dateline.resolution.flags import find_flags
from dateline.resolution.places import resolve_places
from dateline.resolution.times import anchor_times


def resolve_all(reading: Reading, bare: ReportClaims) -> ReportClaims:
    places = resolve_places(reading)
    anchored = anchor_times(reading)
    cast = build_cast(reading, places)
    claims = find_claims(reading, cast, places, anchored)
    return replace(
        bare,
        entities=cast.entities,
        statements=find_statements(reading, cast),
        claims=claims,
        flags=find_flags(reading, claims),
    )
