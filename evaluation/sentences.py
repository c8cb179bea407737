"""Sets whose unit is a sentence or an article with spans: events, statements, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from dateline.extraction.places import find_dateline_places, find_demonyms, find_embedded_places
from dateline.model import AnnotatedReport, Certainty, EventMention, Modality, Place, RoleFiller, Span
from dateline.reference.countries import demonym_of
from dateline.reference.gazetteer import Gazetteer
from dateline.resolution.places import resolve_places
from evaluation.inputs import Read

FOREGROUND = (
    (Modality.OCCURRED, Modality.ONGOING, Modality.VERBAL),
    (Modality.PLANNED,),
    (Modality.HISTORICAL,),
    tuple(m for m in Modality if m is not Modality.NEGATED),
)


def events(read: Read) -> dict[str, Any]:
    """plover_gsr, which codes one event a sentence: its news, else what is to come, else what it recalls."""
    rows = [
        {"type": e.type.value, "actors": _names(read, e, e.actors), "recipients": _names(read, e, e.recipients)}
        for e in foreground(read.reading.events)
    ]
    return {"id": read.input.id, "events": rows}


def dyads(read: Read) -> dict[str, Any]:
    """petrarch, whose coders write one record for each source and target.

    Parties that are subjects together are each other's targets; any other party is the subject's target. The records
    are of the main clause's events; what the sentence recalls, or tells beside in clauses of its own, is coded only
    where the main clause has none, and what happened long before ("five years after crowds …") not at all. An event
    without anybody who did it makes no record beside one that has its source.
    """
    rows = []
    told = [e for e in read.reading.events if e.modality is not Modality.HISTORICAL]
    main = [e for e in told if _in_main_clause(read.reading.annotated, e)]
    events = foreground(main) or foreground(told)
    for event in [e for e in events if e.actors] or events:
        subjects = tuple(f for f in event.actors if f.rule == "subj")
        if event.reciprocal and len(subjects) > 1:
            pairs = list(permutations(_names(read, event, event.actors), 2))
        else:
            others = tuple(f for f in event.actors if f not in subjects) if event.reciprocal else ()
            sources = _names(read, event, subjects if others else event.actors) or [""]
            targets = _names(read, event, (*others, *event.recipients)) or [""]
            pairs = [(source, target) for source in sources for target in targets]
        rows += [
            {"type": event.type.value, "actors": [a] if a else [], "recipients": [r] if r else []} for a, r in pairs
        ]
    return {"id": read.input.id, "events": rows}


def _in_main_clause(annotated: AnnotatedReport, event: EventMention) -> bool:
    """Whether no relative, participial or adverbial clause, and no conjunct without a conjunction, holds the event."""
    trigger = annotated.tokens[event.trigger_token]
    for token in (trigger, *annotated.ancestors(trigger.index)):
        if token.dep in ("relcl", "acl", "advcl", "pcomp"):
            return False
        joined = any(kid.index < token.index for kid in annotated.children(token.head, "cc"))
        if token.dep == "conj" and token.pos == "VERB" and not joined:
            return False
    return True


def foreground(found: Sequence[EventMention]) -> list[EventMention]:
    """The events of the first group of modalities that the sentence has any of, the firm before the merely possible."""
    for modalities in FOREGROUND:
        if told := [e for e in found if e.modality in modalities]:
            return [e for e in told if e.certainty is not Certainty.POSSIBLE] or told
    return []


def _names(read: Read, event: EventMention, fillers: Iterable[RoleFiller]) -> list[str]:
    """Phrases as they stand, but a pronoun by the name that it was taken back to."""
    annotated = read.reading.annotated
    claim = next((c for c in read.claims.claims if c.trigger.span == event.trigger), None)
    names = []
    for filler in fillers:
        name = filler.span.of(annotated.report.text)
        if claim and annotated.tokens[filler.head].pos == "PRON":
            refs = (*claim.actors, *claim.recipients)
            name = next((r.name for r in refs if any(e.span == filler.span for e in r.evidence)), name)
        names.append(name)
    return names


def statements(read: Read) -> dict[str, Any]:
    """polnear: content in parts, speaker, cue. What is said inside another's words is left out: the set is flat."""

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
        if s.parent is None
    ]
    return {"id": read.input.id, "statements": rows}


def places(read: Read) -> dict[str, Any]:
    """geoparsing: names of places, those inside the names of bodies and in the dateline too, and nationalities.

    The sets give a country, and a nationality, the middle of the territory; dateline itself never pins a country.
    """
    annotated = read.reading.annotated
    extra = [*find_embedded_places(annotated), *find_dateline_places(annotated)]
    found = resolve_places(read.reading, extra=extra)
    rows = [_place(read, span, *_spot(place)) for span, place in found.items()]
    for span in find_demonyms(annotated):
        if not any(span.overlaps(other) for other in found):
            rows.append(_place(read, span, *_middle(demonym_of(span.of(annotated.report.matching)))))
    return {"id": read.input.id, "places": sorted(rows, key=lambda row: (row["start"], row["end"]))}


def _spot(place: Place) -> tuple[float | None, float | None]:
    """Where the place is; a region or country that the record leaves without a point at its middle."""
    if place.lat is not None or place.id is None:
        return place.lat, place.lon
    gazetteer = Gazetteer.open()
    listed = gazetteer.get(place.id)
    return (gazetteer.middle(listed) if listed else None) or _middle(place.country)


def _middle(country: str | None) -> tuple[float | None, float | None]:
    middle = Gazetteer.open().country_middle(country) if country else None
    return middle or (None, None)


def _place(read: Read, span: Span, lat: float | None, lon: float | None) -> dict[str, Any]:
    return {"start": span.start - read.shift, "end": span.end - read.shift, "lat": lat, "lon": lon}
