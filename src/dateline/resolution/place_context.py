"""Names of places in one report gathered by name, with what the text around them says about where they lie."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, Reading, Span
from dateline.reference.countries import country_of, demonym_of, seat_of
from dateline.reference.gazetteer import Gazetteer, place_key
from dateline.reference.outlets import by_name
from dateline.reference.place_words import place_words
from dateline.resolution.place_scene import Name, Occurrence, Scene
from dateline.resolution.place_surroundings import read_surroundings

MOST = 30  # candidates kept of a name
_LIKELY_SHARE = 0.15  # of the report's pointers to countries, for a country to be searched for other spellings
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def build_scene(reading: Reading, extra: Iterable[Span]) -> Scene:
    """Gather place mentions, further spans, places inside bodies' names, and nationality words."""
    annotated = reading.annotated
    mentioned = {m.name: True for m in reading.mentions if _is_place_name(m) and m.name is not None}
    spans, listed = dict(mentioned), sorted(mentioned)
    for span in (*extra, *_dateline_spans(annotated), *_in_bodies(reading)):
        at = bisect_left(listed, span.end, key=lambda other: other.start)  # names of places do not overlap
        if span not in spans and not (at and span.overlaps(listed[at - 1])):
            spans[span] = False
    ordered = sorted(spans)
    occurrences = [Occurrence(s, " ".join(s.of(annotated.report.matching).split()), spans[s]) for s in ordered]
    names: dict[str, Name] = {}
    name_of = []
    for index, occurrence in enumerate(occurrences):
        key = place_key(occurrence.text)
        name_of.append(key)
        name = names.get(key)
        if name is None:
            name = names[key] = _name(key, occurrence.text)
        name.occurrences.append(index)
    scene = Scene(annotated, occurrences, names, name_of, _nationalities(annotated))
    _add_candidates(scene)
    read_surroundings(scene)
    _match_spellings(scene)
    return scene


def _is_place_name(mention: Mention) -> bool:
    return mention.entity_kind is EntityKind.PLACE and mention.kind is MentionKind.NAME


def _name(key: str, text: str) -> Name:
    places = Gazetteer.open().lookup(text)[:MOST]
    country = country_of(text)
    if country is not None and not any(p.kind == "country" for p in places):
        listed = Gazetteer.open().get(f"dateline:country-{country.lower()}")
        places = ((listed,) if listed is not None else ()) + places
    if places:
        return Name(key, text, [], places, country)
    seat = _seat_name(text)
    places = Gazetteer.open().lookup(seat)[:MOST] if seat else ()
    return Name(key, text, [], places, None, seat if places else None)


def _add_candidates(scene: Scene) -> None:
    """Of names that very many places have, those too that lie in a country which the report names."""
    named = {name.country for name in scene.names.values() if name.country is not None} | set(scene.nationalities)
    for name in scene.names.values():
        if len(name.candidates) >= MOST:
            listed = Gazetteer.open().lookup(name.part_of or name.text)[MOST:]
            name.candidates += tuple(p for p in listed if p.country in named)[:MOST]


def _seat_name(text: str) -> str | None:
    """The town or division that an unlisted name is made from: "Da Nang International Airport" → "Da Nang"."""
    words = text.split()
    if len(words) < 2 or words[-1] not in place_words("seated"):
        return None
    end = len(words) - 1
    while end > 1 and words[end - 1] in place_words("seated-between"):
        end -= 1
    return " ".join(words[:end])


def _dateline_spans(annotated: AnnotatedReport) -> list[Span]:
    line = annotated.report.dateline
    return line.places(annotated.report.matching) if line is not None else []


def _in_bodies(reading: Reading) -> list[Span]:
    """Well-known places inside the names of bodies: "Nairobi" of "Nairobi City Council"."""
    text, found, gazetteer = reading.annotated.report.matching, [], Gazetteer.open()
    for mention in reading.mentions:
        if mention.entity_kind is not EntityKind.ORGANIZATION or mention.name is None:
            continue
        words = [m for m in _WORD.finditer(mention.name.of(text)) if m.group()[0].isupper()]
        for size in (2, 1):
            if len(words) <= size:
                continue
            span = Span(mention.name.start + words[0].start(), mention.name.start + words[size - 1].end())
            if _is_common(span.of(text)):
                continue
            best = next(iter(gazetteer.lookup(span.of(text))), None)
            if best is not None and best.rank == 0 and best.importance >= 4.5:
                found.append(span)
                break
    return found


def _is_common(text: str) -> bool:
    """A word that many names have ("University", "North"), or a government's seat ("White House")."""
    return any(text in place_words(role) for role in ("common", "tail", "name", "road")) or seat_of(text) is not None


def _nationalities(annotated: AnnotatedReport) -> dict[str, float]:
    """Country → root of the count of its nationality words, and a little for the outlet's seat."""
    counts: dict[str, int] = defaultdict(int)
    for text, times in Counter([t.text for t in annotated.tokens if t.text[0].isupper() or t.ent == "NORP"]).items():
        code = demonym_of(text)
        if code is not None:
            counts[code] += times
    weights = {code: float(count) ** 0.5 for code, count in counts.items()}
    outlet = annotated.report.outlet
    known = by_name(outlet.name) if outlet is not None else None
    if known is not None and known.country:
        weights[known.country] = weights.get(known.country, 0.0) + 0.3
    return weights


def _match_spellings(scene: Scene) -> None:
    """Names the gazetteer lacks, looked up as transliterations of places in the countries the report points to."""
    counts: dict[str, float] = defaultdict(float, scene.nationalities)
    for name in scene.names.values():
        best = name.candidates[0] if name.candidates else None
        if best is not None and best.country:
            counts[best.country] += name.weight
    total = sum(counts.values())
    likely = sorted((c for c, w in counts.items() if w >= _LIKELY_SHARE * total), key=lambda c: (-counts[c], c))
    for name in scene.names.values():
        if not name.candidates:
            name.candidates = tuple(p for c in likely for p in Gazetteer.open().similar(name.text, c)[:3])
            name.respelt = bool(name.candidates)
