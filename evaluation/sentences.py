"""Sets whose unit is a sentence or an article with spans: events, statements, places."""

from __future__ import annotations

from typing import Any

from dateline.extraction.places import find_demonyms
from dateline.model import EventMention, Modality, RoleFiller, Span
from dateline.reference.countries import country_of
from dateline.reference.gazetteer import Gazetteer
from evaluation.inputs import Read

HAPPENED = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL, Modality.VERBAL)


def events(read: Read) -> dict[str, Any]:
    """plover_gsr, petrarch: what happened or was said; what is only planned or asked for where nothing else is."""
    found = read.reading.events
    told = [e for e in found if e.modality in HAPPENED] or [e for e in found if e.modality is not Modality.NEGATED]
    return {"id": read.input.id, "events": [_event(read, e) for e in told]}


def _event(read: Read, event: EventMention) -> dict[str, Any]:
    text = read.reading.annotated.report.text

    def phrases(fillers: tuple[RoleFiller, ...]) -> list[str]:
        return [filler.span.of(text) for filler in fillers]

    return {"type": event.type.value, "actors": phrases(event.actors), "recipients": phrases(event.recipients)}


def statements(read: Read) -> dict[str, Any]:
    """polnear: content in parts, speaker, cue."""

    def pair(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start - read.shift, span.end - read.shift]

    rows = [
        {
            "content": pair(s.span),
            "content_parts": [pair(part) for part in s.content],
            "speaker": pair(s.speaker),
            "cue": pair(s.cue),
        }
        for s in read.reading.statements
    ]
    return {"id": read.input.id, "statements": rows}


def places(read: Read) -> dict[str, Any]:
    """geoparsing: places as resolved, and demonyms at the middle of their country (the sets put them there)."""
    rows = []
    seen: list[Span] = []
    for entity in read.claims.entities:
        place = entity.place
        if place is None:
            continue
        lat, lon = (place.lat, place.lon) if place.lat is not None else _middle(place.country if place.id else None)
        for evidence in entity.evidence:
            rows.append(_place(read, evidence.span, lat, lon))
            seen.append(evidence.span)
    for span in find_demonyms(read.reading.annotated):
        if not any(span.overlaps(other) for other in seen):
            country = country_of(span.of(read.reading.annotated.report.matching))
            rows.append(_place(read, span, *_middle(country)))
    return {"id": read.input.id, "places": sorted(rows, key=lambda row: (row["start"], row["end"]))}


def _place(read: Read, span: Span, lat: float | None, lon: float | None) -> dict[str, Any]:
    return {"start": span.start - read.shift, "end": span.end - read.shift, "lat": lat, "lon": lon}


def _middle(country: str | None) -> tuple[float | None, float | None]:
    """The sets give a country the middle of its territory; dateline itself never pins a country."""
    middle = Gazetteer.open().country_middle(country) if country else None
    return middle or (None, None)
