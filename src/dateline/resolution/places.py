"""Place names → places, the whole report decided together; place phrases of events; governments named by their seat."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property

from dateline.model import (
    AnnotatedReport,
    Candidate,
    Evidence,
    Mention,
    Place,
    PlacePrecision,
    Reading,
    Report,
    Span,
)
from dateline.reference.countries import capital_of, country_name, country_of, seat_of
from dateline.reference.gazetteer import PRECISIONS, GazetteerPlace
from dateline.reference.place_words import place_words
from dateline.resolution.place_context import build_scene
from dateline.resolution.place_scene import Scene
from dateline.resolution.place_scores import Scored, distance_km, fits_container, is_of_kind, score_names

KEPT = 5  # losing candidates kept
_SAID_ELSEWHERE = 6.0  # what an occurrence's own container outweighs
_SAID_KIND = 1.0  # for a place of the kind that the noun beside it says ("Raqqa province"), against for others
_MAIN_SHARE = 0.5  # of the mentions of towns, for a town to be the one that a report is about
_FAMOUS = 5.0  # importance from which a place needs no pointer to its country: towns of about 100 000
_KNOWN_TOWN = 4.5  # importance from which "the X neighbourhood" may well be around the town X: 30 000 people
_NO_POINTER = 0.03  # share of the report's pointers to countries that counts as none
_SETTING = 3.0  # weight of pointers from which a report has a setting
_TOWN_KM = 40.0  # how far from its middle a town's neighbourhoods reach
_BACKED = frozenset({"back", "backed", "align", "aligned", "support", "supported", "led", "sponsored", "funded"})
_FINENESS = {
    PlacePrecision.EXACT: 5,
    PlacePrecision.NEAR: 4,
    PlacePrecision.CITY: 3,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.COUNTRY: 1,
    PlacePrecision.UNKNOWN: 0,
}


class Places(dict[Span, Place]):
    """Places by the spans of their names."""

    @cached_property
    def ordered(self) -> list[Span]:
        """The spans in text order; they do not overlap."""
        return sorted(self)

    def beginning_in(self, start: int, end: int) -> list[Span]:
        """The spans that begin in `[start, end)`, and the one before them."""
        first = bisect_left(self.ordered, start, key=lambda span: span.start)
        return self.ordered[max(first - 1, 0) : bisect_left(self.ordered, end, key=lambda span: span.start)]


def resolve_places(reading: Reading, extra: Iterable[Span] = ()) -> Places:
    """The place that each place mention means, by the span of its name; `extra` spans are resolved beside them.

    One name is one place throughout the report unless the text says otherwise ("Paris, Texas"). A name that the
    gazetteer lacks sits at the town or division it is said to lie in, with that precision, or has no coordinates.
    """
    scene = build_scene(reading, extra)
    scored = score_names(scene)
    chosen = [_choose(scene, scored, index) for index in range(len(scene.occurrences))]
    town = _main_town(scene, chosen)
    chosen = [None if _is_far_fetched(scene, index, best, town) else best for index, best in enumerate(chosen)]
    report = reading.annotated.report
    return Places(
        (occurrence.span, _place(report, scene, scored, chosen, index, town))
        for index, occurrence in enumerate(scene.occurrences)
    )


def _choose(scene: Scene, scored: Mapping[str, list[Scored]], index: int) -> Scored | None:
    """The best candidate for this occurrence; what is said right here outweighs the sense of the name elsewhere."""
    candidates = scored[scene.name_of[index]]
    if not candidates:
        return None
    hint = scene.occurrences[index].hint

    def said(candidate: Scored) -> float:
        inside = _SAID_ELSEWHERE if fits_container(scene, index, candidate.place) else 0.0
        kind = 0.0 if not hint else _SAID_KIND if is_of_kind(candidate.place, hint) else -_SAID_KIND
        return candidate.score + inside + kind

    return max(candidates, key=said)


def _place(
    report: Report,
    scene: Scene,
    scored: Mapping[str, list[Scored]],
    chosen: list[Scored | None],
    index: int,
    town: Scored | None,
) -> Place:
    occurrence, best = scene.occurrences[index], chosen[index]
    evidence = (_quote(report, occurrence.span),)
    name = scene.name(index)
    if best is None or name.part_of is not None:
        unlisted = _unlisted(report, scene, chosen, index, town)
        return replace(unlisted, candidates=tuple(map(_candidate, scored[name.key][:KEPT])))
    losing = tuple(map(_candidate, [c for c in scored[name.key][: KEPT + 1] if c is not best][:KEPT]))
    place, precision = best.place, PRECISIONS[best.place.kind]
    reason = best.reason
    if occurrence.near and precision in (PlacePrecision.EXACT, PlacePrecision.CITY):
        precision, reason = PlacePrecision.NEAR, f"{occurrence.near!r}; {reason}"
    if place.kind in ("country", "continent"):
        why = "a country" if place.kind == "country" else "wider than a country"
        return Place(
            _name_of(place, occurrence.text),
            precision,
            place.id,
            country=place.country,
            reason=f"{why} has no pin; {reason}",
            evidence=evidence,
            candidates=losing,
        )
    if place.kind in ("admin1", "admin2", "region", "water"):
        reason = f"the middle of a {'division' if place.is_division else place.kind}; {reason}"
    return Place(
        _name_of(place, occurrence.text),
        precision,
        place.id,
        place.lat,
        place.lon,
        place.country,
        place.admin1_name,
        reason,
        evidence,
        losing,
    )


def _main_town(scene: Scene, chosen: list[Scored | None]) -> Scored | None:
    """The town that most of the report's mentions of towns mean, if one does."""
    counts: dict[str, int] = {}
    towns: dict[str, Scored] = {}
    for occurrence, best in zip(scene.occurrences, chosen, strict=True):
        if occurrence.mentioned and best is not None and best.place.kind == "city":
            counts[best.place.id] = counts.get(best.place.id, 0) + 1
            towns[best.place.id] = best
    main = max(counts, key=lambda i: (counts[i], i), default=None)
    return towns[main] if main is not None and counts[main] >= _MAIN_SHARE * sum(counts.values()) else None


def _is_far_fetched(scene: Scene, index: int, best: Scored | None, town: Scored | None) -> bool:
    """A small place in a country that nothing else in the report points to, or that lies elsewhere than is said."""
    if best is None or best.place.kind not in ("city", "admin1", "admin2", "site") or best.features.get("inside"):
        return False
    if scene.occurrences[index].hood == "said" and town is not None and best.place.importance < _KNOWN_TOWN:
        return not _is_near(best.place, town.place)
    if best.features.get("outside") and (scene.name(index).respelt or _is_abroad(scene, index, best.place)):
        return True
    pointers = scene.pointers - scene.name(index).weight
    strange = best.features.get("country", 0.0) < _NO_POINTER and pointers >= _SETTING
    return strange and best.place.importance < _FAMOUS


def _is_abroad(scene: Scene, index: int, place: GazetteerPlace) -> bool:
    """A small place in another country than the one that this name is said to lie in."""
    container = scene.occurrences[index].container
    around = scene.name(container).candidates[:1] if container is not None else ()
    country = around[0].country if around else None
    return country is not None and country != place.country and place.importance < _KNOWN_TOWN


def _is_near(place: GazetteerPlace, town: GazetteerPlace) -> bool:
    if place.lat is None or place.lon is None or town.lat is None or town.lon is None:
        return False
    return distance_km(place.lat, place.lon, town.lat, town.lon) < _TOWN_KM


def _unlisted(report: Report, scene: Scene, chosen: list[Scored | None], index: int, town: Scored | None) -> Place:
    """A name the gazetteer lacks: at the place it is part of or said to lie in, or nowhere.

    A neighbourhood whose town is not said lies in the town that the report is about.
    """
    occurrence, name = scene.occurrences[index], scene.name(index)
    evidence = [_quote(report, occurrence.span)]
    best = chosen[index]
    outer = best.place if name.part_of is not None and best is not None else None
    why = f"named after {outer.name}" if outer is not None else ""
    seen, container = {index}, _container_of(scene, index)
    while outer is None and container is not None and container not in seen:
        seen.add(container)
        around = chosen[container]
        if around is not None:
            outer, why = around.place, f"said to lie in {scene.occurrences[container].text}"
            evidence.append(_quote(report, scene.occurrences[container].span))
        container = _container_of(scene, container)
    text = occurrence.text
    beside = chosen[occurrence.beside] if outer is None and occurrence.beside is not None else None
    if beside is not None and beside.place.kind in ("city", "site"):
        place = beside.place
        return Place(
            text,
            PlacePrecision.NEAR,
            None,
            place.lat,
            place.lon,
            place.country,
            place.admin1_name,
            f"not in the gazetteer; said to be near {place.name}",
            tuple(evidence),
        )
    if outer is None and town is not None and any(scene.occurrences[o].hood == "said" for o in scene.alike(index)):
        outer, why = town.place, f"a part of a town, and {town.place.name} is the town that the report names most"
    if outer is None:
        return Place(text, PlacePrecision.UNKNOWN, reason="not in the gazetteer", evidence=tuple(evidence))
    precision = PRECISIONS[outer.kind]
    if precision in (PlacePrecision.EXACT, PlacePrecision.NEAR):
        precision = PlacePrecision.CITY
    pinned = outer.kind not in ("country", "continent")
    return Place(
        text,
        precision,
        None,
        outer.lat if pinned else None,
        outer.lon if pinned else None,
        outer.country,
        outer.admin1_name,
        f"not in the gazetteer; {why}",
        tuple(evidence),
    )


def _container_of(scene: Scene, index: int) -> int | None:
    """What this occurrence, or else the first other one of its name that says so, is said to lie in."""
    own = scene.occurrences[index].container
    if own is not None:
        return own
    others = (scene.occurrences[o].container for o in scene.alike(index))
    return next((c for c in others if c is not None), None)


def _name_of(place: GazetteerPlace, text: str) -> str:
    """A country by its usual name, everything else as the report has it."""
    return country_name(place.country) if place.kind == "country" and place.country else text


def _candidate(scored: Scored) -> Candidate:
    place = scored.place
    where = ", ".join(part for part in (place.name, place.admin1_name, place.country) if part)
    return Candidate(place.id, where, round(scored.score, 2), scored.reason)


def _quote(report: Report, span: Span) -> Evidence:
    return Evidence(report.id, span.start, span.end, span.of(report.text))


# -- place phrases of events ----------------------------------------------------------------------------------------


def place_of_phrase(reading: Reading, places: Places, span: Span, head: int | None) -> Place | None:
    """The place that an event's place phrase means; None where it names none.

    Of several names in the phrase the first counts, unless the next lies in it and says more ("in Syria's Aleppo").
    "the city", "the camp" is the last such place named before, in the same or the two sentences before.
    """
    near = places.beginning_in(span.start, span.end)
    inside = [name for name in near if span.contains(name) or name.contains(span)]
    if inside:
        chosen = inside[0]
        for following in inside[1:]:
            if _says_more(places[chosen], places[following]):
                chosen = following
        return places[chosen]
    return _named_before(reading, places, head) if head is not None else None


def _says_more(outer: Place, inner: Place) -> bool:
    """Whether `inner` is finer than `outer` and in its country."""
    same = outer.country is None or outer.country == inner.country
    return (
        same
        and inner.lat is not None
        and _FINENESS[inner.precision] > max(_FINENESS[outer.precision], 0)
        and (outer.precision in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE))
    )


def _named_before(reading: Reading, places: Places, head: int) -> Place | None:
    """ "the city" → the last town named in this sentence or the two before it."""
    annotated = reading.annotated
    token = annotated.tokens[head]
    wanted = _wanted(token.lemma.lower())
    determined = any(kid.lower in ("the", "this", "that", "same") for kid in annotated.children(head, "det", "amod"))
    if not wanted or not determined:
        return None
    start = annotated.sentences[max(0, token.sentence - 2)].start
    near = places.beginning_in(start, token.start)
    before = [s for s in near if start <= s.start and places[s].precision in wanted]
    return places[before[-1]] if before else None


@cache
def _wanted(noun: str) -> frozenset[PlacePrecision]:
    """Precisions of the places that "the NOUN" can take up again."""
    if noun in place_words("kind-city"):
        return frozenset({PlacePrecision.EXACT, PlacePrecision.CITY, PlacePrecision.NEAR})
    if noun in place_words("kind-site"):
        return frozenset({PlacePrecision.EXACT, PlacePrecision.CITY})
    if noun in place_words("kind-admin"):
        return frozenset({PlacePrecision.PROVINCE})
    return frozenset({PlacePrecision.COUNTRY}) if noun == "country" else frozenset()


# -- metonymy -------------------------------------------------------------------------------------------------------


def is_metonym(annotated: AnnotatedReport, mention: Mention) -> bool:
    """Whether a country, capital or seat stands for its government here: it says, decides, or deals with another.

    "Moscow condemned …", "talks between Ankara and Damascus", "the Kremlin said"; not "fighting in Damascus".
    """
    name = mention.name or mention.span
    text = name.of(annotated.report.matching)
    if seat_of(text) is not None:
        return True
    is_country = country_of(text) is not None
    if not is_country and capital_of(text) is None:
        return False
    token = annotated.tokens[mention.head]
    while token.dep == "conj":
        token = annotated.tokens[token.head]
    above = annotated.tokens[token.head]
    if token.dep in ("nsubj", "agent"):
        return _acts(annotated, above.index)
    if token.dep == "pobj" and above.lower == "by" and above.dep == "agent":
        return _acts(annotated, above.head)
    if token.dep == "pobj" and above.lower == "by":
        return True  # "the release by Bangkok of …"
    if token.dep == "pobj" and above.lower in ("between", "with"):
        return annotated.tokens[above.head].lemma.lower() in place_words("dealing")
    if token.dep in ("compound", "nmod", "amod", "npadvmod"):
        backed = above.lemma.lower().rsplit("-", 1)[-1] in _BACKED
        return backed or (not is_country and above.lemma.lower() in place_words("government"))
    return token.dep == "poss" and above.lemma.lower() in place_words("stance")


def _acts(annotated: AnnotatedReport, verb: int) -> bool:
    token = annotated.tokens[verb]
    if token.pos not in ("VERB", "AUX"):
        return False
    if token.lemma in place_words("deciding"):
        return True
    return bool(annotated.children(verb, "dobj", "ccomp", "xcomp")) and token.lemma not in place_words("undergoing")


__all__ = ["Places", "is_metonym", "place_of_phrase", "resolve_places"]
