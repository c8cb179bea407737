"""muc4: the templates of terrorist incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.model import ActorRef, Claim, EventType, HarmKind, Modality, Place
from dateline.reference.countries import country_name
from evaluation.inputs import Read

TOLD = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL, Modality.DENIED, Modality.THREATENED)
STATE = ("GOV", "MIL", "COP")
BODIES = ("REB", "UAF", "PTY", "CRM")


def templates(read: Read) -> dict[str, Any]:
    """One template for each kind of incident and day that the report tells of."""
    groups: dict[tuple[str, str | None], list[Claim]] = {}
    for claim in read.claims.claims:
        kind = incident_type(claim)
        if kind and claim.modality in TOLD and not _by_the_state(claim):
            groups.setdefault((kind, None), []).append(claim)
    return {"id": read.input.id, "templates": [_template(kind, claims) for (kind, _), claims in groups.items()]}


def incident_type(claim: Claim) -> str | None:
    """MUC's kinds of incident: by mode, else an attack."""
    mode = claim.mode or ""
    if claim.type is EventType.ASSAULT:
        if mode in ("explosives", "suicide-attack", "bombing"):
            return "bombing"
        if mode == "arson":
            return "arson"
        if mode in ("abduct", "abduction", "hostage"):
            return "kidnapping"
        return "attack"
    if claim.type is EventType.COERCE and mode in ("abduct", "abduction", "kidnap", "hostage"):
        return "kidnapping"
    if claim.type is EventType.COERCE and mode in ("seize", "robbery"):
        return "robbery"
    return None


def _by_the_state(claim: Claim) -> bool:
    """MUC leaves out what the armed forces do to guerrillas in battle; both sides' crimes against civilians stay."""
    return bool(claim.actors) and all(a.sector in STATE for a in claim.actors) and not _civilians(claim.recipients)


def _civilians(actors: Iterable[ActorRef]) -> bool:
    return any(a.sector not in (*STATE, *BODIES) for a in actors)


def _template(kind: str, claims: list[Claim]) -> dict[str, Any]:
    actors = [a for c in claims for a in c.actors]
    recipients = [a for c in claims for a in c.recipients]
    times = [c.time for c in claims if c.time and c.time.start and not c.time.start.startswith("--")]
    places = [c.place for c in claims if c.place]
    filled: dict[str, Any] = {
        "incident_type": kind,
        "perp_individual": _entities(a for a in actors if not _organisation(a)),
        "perp_organization": _entities(a for a in actors if _organisation(a)),
        "victim": _entities(a for a in recipients if not _thing(a)),
        "target": _entities(a for a in recipients if _thing(a)),
        "weapon": [[w] for w in dict.fromkeys(w for c in claims for w in c.instruments)],
        "date": [times[0].start, times[0].end or times[0].start] if times else None,
        "location": list(dict.fromkeys(n for p in places for n in (_country(p), p.admin1, p.name) if n)),
    }
    for name, harm in (("killed", HarmKind.KILLED), ("injured", HarmKind.INJURED)):
        counts = [
            h.minimum for c in claims for h in c.harms if h.kind is harm and not h.subset and h.minimum is not None
        ]
        if counts:
            filled[name] = max(counts)
    return filled


def _country(place: Place) -> str | None:
    return country_name(place.country) if place.country else None


def _entities(actors: Iterable[ActorRef]) -> list[list[str]]:
    names: dict[str, list[str]] = {}
    for actor in actors:
        names.setdefault(actor.entity or actor.name, []).append(actor.name)
    return [list(dict.fromkeys(forms)) for forms in names.values()]


def _organisation(actor: ActorRef) -> bool:
    return actor.entity is not None and actor.sector in BODIES and actor.name[:1] not in "aeiou"


def _thing(actor: ActorRef) -> bool:
    return actor.sector is None
