"""Sets whose unit is a report on one incident or a few: shootings, raids, the templates of MUC."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.model import Claim, EventType, Harm, HarmKind, Modality, ReportClaims
from dateline.reference.folding import fold
from evaluation.inputs import Read

HAPPENED = (Modality.OCCURRED, Modality.ONGOING)
TALIBAN_ERA_GROUPS = ("taliban", "haqqani", "hig", "imu", "aq")


def shooting(read: Read) -> dict[str, Any]:
    """gva: the dead and injured of the main incident, its day and place."""
    claims = _news(read.claims)
    return {
        "id": read.input.id,
        "killed": count(claims, HarmKind.KILLED),
        "injured": count(claims, HarmKind.INJURED),
        "date": _first_day(claims),
        **_spot(claims),
    }


def count(claims: Sequence[Claim], kind: HarmKind) -> int:
    """One figure for a report: the largest whole figure that a claim about news gives, never a sum over claims."""
    harms = [h for c in claims for h in c.harms if h.kind is kind and not h.subset]
    return max((h.minimum or 0 for h in harms), default=0)


def _news(reading: ReportClaims) -> list[Claim]:
    """Claims about something that happened, the news before the background."""
    told = [c for c in reading.claims if c.modality in HAPPENED]
    return told or [c for c in reading.claims if c.modality is Modality.HISTORICAL]


def _first_day(claims: Iterable[Claim]) -> str | None:
    for claim in claims:
        if claim.time and claim.time.start and len(claim.time.start) == 10 and not claim.time.start.startswith("--"):
            return claim.time.start
    return None


def _spot(claims: Iterable[Claim]) -> dict[str, float | None]:
    for claim in claims:
        if claim.place and claim.place.lat is not None:
            return {"lat": claim.place.lat, "lon": claim.place.lon}
    return {"lat": None, "lon": None}


def raid(read: Read) -> dict[str, Any]:
    """isaf: the labels of a press release on a raid."""
    claims = _news(read.claims)
    killed = _harmed(claims, (HarmKind.KILLED,))
    captured = _harmed(claims, (HarmKind.CAPTURED, HarmKind.DETAINED))
    types = set()
    if killed and captured:
        types.add("captureandkill")
    elif killed:
        types.add("insurgentskilled")
    elif captured:
        types.add("detention")
    if any(c.mode == "aerial" and c.type is EventType.ASSAULT for c in claims):
        types.add("airstrike")
    return {
        "id": read.input.id,
        "types": sorted(types),
        "date": _first_day(claims),
        "provinces": _provinces(read.claims, claims),
        "target_groups": _groups(read),
        "killed_at_least": killed,
        "captured_at_least": captured,
    }


def _harmed(claims: Sequence[Claim], kinds: tuple[HarmKind, ...]) -> int:
    """The largest count of each claim's own, taken over claims: a release tells one raid more than once."""
    return max((_total(c.harms, kinds) for c in claims), default=0)


def _total(harms: Sequence[Harm], kinds: tuple[HarmKind, ...]) -> int:
    return max((h.minimum or 0 for h in harms if h.kind in kinds and not h.subset), default=0)


def _provinces(reading: ReportClaims, claims: Sequence[Claim]) -> list[str]:
    """The first-level division of the place of the first placed claim, else of the first placed name."""
    places = [c.place for c in claims if c.place] + [e.place for e in reading.entities if e.place]
    for place in places:
        if place.admin1:
            return [fold(place.admin1).removesuffix(" province")]
    return []


def _groups(read: Read) -> list[str]:
    names = {fold(alias) for entity in read.claims.entities for alias in (entity.name, *entity.aliases)}
    return [group for group in TALIBAN_ERA_GROUPS if any(group in name.split() for name in names)]
