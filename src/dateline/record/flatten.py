"""Model types as rows for querying. The JSON beside them stays the truth; these repeat what people search by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.model import ActorRef, Claim, Entity, Event, Harm, HarmKind, Place, ReportClaims, Statement, Time, Toll

Row = dict[str, Any]
_BETWEEN = "; "


def entity_rows(reading: ReportClaims) -> list[Row]:
    return [_entity(reading.report, entity) for entity in reading.entities]


def statement_rows(reading: ReportClaims) -> list[Row]:
    return [_statement(reading.report, statement) for statement in reading.statements]


def claim_rows(reading: ReportClaims) -> list[Row]:
    return [_claim(reading.report, claim) for claim in reading.claims]


def event_row(event: Event) -> Row:
    """Without id, position and document."""
    return {
        "type": event.type.value,
        "mode": event.mode,
        "modality": event.modality.value,
        **_time(event.time),
        **_place(event.place),
        **_harm(HarmKind.KILLED, event.tolls),
        **_harm(HarmKind.INJURED, event.tolls),
        "origins": len(event.origins),
        "disputed": bool(event.disputes),
        "summary": event.summary,
    }


def _entity(report: str, entity: Entity) -> Row:
    return {
        "report": report,
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "country": entity.country,
        "sector": entity.sector,
        "actor_type": entity.actor_type,
    }


def _statement(report: str, statement: Statement) -> Row:
    media = (link.medium for link in statement.chain if link.medium)
    return {
        "report": report,
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "content": statement.content,
        "cue": statement.cue,
        "speaker": statement.speaker.name if statement.speaker else None,
        "speaker_entity": statement.speaker.entity if statement.speaker else None,
        "directness": statement.directness.value,
        "kind": statement.kind.value,
        "medium": next(media, None),
        "venue": statement.venue,
    }


def _claim(report: str, claim: Claim) -> Row:
    whole = tuple(harm for harm in claim.harms if not harm.subset)
    return {
        "report": report,
        "id": claim.id,
        "type": claim.type.value,
        "mode": claim.mode,
        "modality": claim.modality.value,
        "certainty": claim.certainty.value,
        "statement": claim.statement,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "actors": _names(claim.actors),
        "recipients": _names(claim.recipients),
        **_place(claim.place),
        **_time(claim.time),
        **_harm(HarmKind.KILLED, whole),
        **_harm(HarmKind.INJURED, whole),
    }


def _names(actors: Sequence[ActorRef]) -> str:
    return _BETWEEN.join(actor.name for actor in actors)


def _place(place: Place | None) -> Row:
    if place is None:
        return {"place": None, "country": None, "lat": None, "lon": None}
    return {"place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _time(time: Time | None) -> Row:
    return {"time_start": time.start if time else None, "time_end": time.end if time else None}


def _harm(kind: HarmKind, harms: Sequence[Harm | Toll]) -> Row:
    """The first figure of a kind: readings and events list the leading one first."""
    first = next((harm for harm in harms if harm.kind == kind.value), None)
    return {
        f"{kind.value}_min": first.minimum if first else None,
        f"{kind.value}_max": first.maximum if first else None,
    }
