"""Names of places in one report gathered by name, with what the text around them says about where they lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, Reading, Span
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.gazetteer import Gazetteer, GazetteerPlace, place_key
from dateline.reference.outlets import by_name
from dateline.reference.place_words import place_words

MOST = 30  # candidates kept of a name
_LIKELY_SHARE = 0.15  # of the report's pointers to countries, for a country to be searched for other spellings
_LIST_GAP = re.compile(r",?\s*(?:and|or|,|&)\s+(?:the\s+)?|\s*/\s*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_COMMA = re.compile(r"\s*,\s*(?P<words>(?:[\w-]+\s+){0,3})")
_HELD = re.compile(r"\w+-(held|controlled|occupied|ruled|run|dominated|majority|led)$")
_DIRECTION = re.compile(
    r"(?:\b(?:\d+|\w+)\s+(?:km|kilomet(?:er|re)s?|miles?|mi)\b.{0,15})?"
    r"\b(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)"
    r"(?:ern)?\s+of|outside(?:\s+of)?|near|close\s+to|not\s+far\s+from|on\s+the\s+outskirts\s+of|around|"
    r"(?:\d+\s+)?(?:km|kilomet(?:er|re)s?|miles?)\s+from|off)\s+(?:the\s+)?(?:(?:city|town|village|port)\s+of\s+)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Occurrence:
    """One stand of a name. container: index of the occurrence it is said to lie in, or None. hint: kind word beside it.

    mentioned: whether it is a mention of its own (not in a body's name or a dateline). near: "east of", "outside".
    """

    span: Span
    text: str
    mentioned: bool
    container: int | None = None
    hint: str = ""
    near: str = ""
    beside: int | None = None  # occurrence that it is said to be near ("Khirbet X, 30 km north of Homs")


@dataclass(slots=True)
class Name:
    """All occurrences of one name, and the places it may mean."""

    key: str
    text: str
    occurrences: list[int] = field(default_factory=list)
    candidates: tuple[GazetteerPlace, ...] = ()
    country: str | None = None  # alpha-3 where the name is a country's
    part_of: str | None = None  # "Da Nang" of "Da Nang International Airport": the candidates are that name's

    @property
    def weight(self) -> float:
        """How much the name counts as a cue for others: the root of how often it stands there."""
        return float(len(self.occurrences)) ** 0.5


@dataclass(slots=True)
class Scene:
    """The places of a report before they are resolved."""

    annotated: AnnotatedReport
    occurrences: list[Occurrence]
    names: dict[str, Name]
    name_of: list[str]  # of each occurrence
    nationalities: dict[str, float]  # country → weight of nationality words and the outlet's seat


def build_scene(reading: Reading, extra: Iterable[Span]) -> Scene:
    """Gather place mentions, further spans, places inside bodies' names, and nationality words."""
    annotated = reading.annotated
    mentioned = {m.name: True for m in reading.mentions if _is_place_name(m) and m.name is not None}
    spans = dict(mentioned)
    for span in (*extra, *_dateline_spans(annotated), *_in_bodies(reading)):
        if span not in spans and not any(span.overlaps(other) for other in mentioned):
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
    for index in range(len(occurrences)):
        _read_surroundings(scene, index)
    for index in reversed(range(len(occurrences) - 1)):
        _share_container(scene, index)
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
    """The names in the dateline's place: "KABUL, Afghanistan" → two."""
    line = annotated.report.dateline
    if line is None or line.place is None:
        return []
    text, found, start = annotated.report.matching, [], line.place.start
    for part in line.place.of(text).split(","):
        bare = part.strip()
        if bare:
            at = start + part.index(bare)
            found.append(Span(at, at + len(bare)))
        start += len(part) + 1
    return found


def _in_bodies(reading: Reading) -> list[Span]:
    """Well-known places inside the names of bodies: "Nairobi" of "Nairobi City Council"."""
    text, found = reading.annotated.report.matching, []
    for mention in reading.mentions:
        if mention.entity_kind is not EntityKind.ORGANIZATION or mention.name is None:
            continue
        words = [m for m in _WORD.finditer(mention.name.of(text)) if m.group()[0].isupper()]
        for size in (2, 1):
            if len(words) <= size:
                continue
            span = Span(mention.name.start + words[0].start(), mention.name.start + words[size - 1].end())
            best = next(iter(Gazetteer.open().lookup(span.of(text))), None)
            if best is not None and best.rank == 0 and best.importance >= 4.5:
                found.append(span)
                break
    return found


def _nationalities(annotated: AnnotatedReport) -> dict[str, float]:
    """Country → root of the count of its nationality words, and a little for the outlet's seat."""
    counts: dict[str, int] = defaultdict(int)
    for token in annotated.tokens:
        if token.text[0].isupper() or token.ent == "NORP":
            code = demonym_of(token.text)
            if code is not None:
                counts[code] += 1
    weights = {code: float(count) ** 0.5 for code, count in counts.items()}
    outlet = annotated.report.outlet
    known = by_name(outlet.name) if outlet is not None else None
    if known is not None and known.country:
        weights[known.country] = weights.get(known.country, 0.0) + 0.3
    return weights


# -- what stands around a name --------------------------------------------------------------------------------------


def _read_surroundings(scene: Scene, index: int) -> None:
    text, here = scene.annotated.report.matching, scene.occurrences[index]
    before = text[max(0, here.span.start - 60) : here.span.start]
    after = text[here.span.end : here.span.end + 40]
    here.hint = _hint(before, after)
    direction = _DIRECTION.search(before)
    here.near = " ".join(direction.group().split()) if direction is not None else ""
    if index + 1 < len(scene.occurrences):
        following = scene.occurrences[index + 1]
        gap = text[here.span.end : following.span.start]
        if len(gap) < 70 and _lies_in(scene, index, gap):
            here.container = index + 1
        elif len(gap) < 60 and re.match(r"\s*(?:,|is|lies|some|about|\d|\()", gap) and _DIRECTION.search(gap):
            here.beside = index + 1
    if here.container is None and index > 0:
        previous = scene.occurrences[index - 1]
        gap = text[previous.span.end : here.span.start]
        if len(gap) < 50 and previous.container != index and _owns(gap):
            here.container = index - 1


def _share_container(scene: Scene, index: int) -> None:
    """ "Sheikh Dawud and Bani Amir districts of Homs": an unlisted name lies where the next in its list does."""
    here, following = scene.occurrences[index], scene.occurrences[index + 1]
    if here.container is not None or following.container in (None, index):
        return
    gap = scene.annotated.report.matching[here.span.end : following.span.start]
    if _LIST_GAP.fullmatch(gap) and not scene.names[scene.name_of[index]].candidates:
        here.container = following.container


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


def _hint(before: str, after: str) -> str:
    """The kind of place that a noun beside the name says it is: "admin", "city", "water", "site", or ""."""
    next_word = _WORD.match(after.lstrip(" "))
    of_word = re.search(r"([\w-]+)\s+of\s+(?:the\s+)?$", before)
    for word in (next_word.group() if next_word else "", of_word.group(1) if of_word else ""):
        for kind in ("admin", "city", "water", "site"):
            if word and word.lower() in _kind_words(kind):
                return kind
    return ""


@cache
def _kind_words(kind: str) -> frozenset[str]:
    return place_words(f"kind-{kind}")


def _lies_in(scene: Scene, index: int, gap: str) -> bool:
    """Whether the gap up to the next name says that this one lies in that: ", ", " in southern ", " district of "."""
    if "\n" in gap.strip("\n ") or ";" in gap:
        return False
    comma = _COMMA.fullmatch(gap)
    if comma is not None and all(_is_between(w) for w in comma.group("words").split()):
        return _is_container(scene, index, index + 1) and not _is_list(scene, index)
    if re.fullmatch(r"\s*\(\s*", gap):
        return _is_container(scene, index, index + 1)
    words = re.fullmatch(r"(?:,|\s)*((?:[\w-]+\s+)+)", gap)
    if words is None:
        return False
    inner = words.group(1).split()
    if not {"in", "of"} & {w.lower() for w in inner} or len(inner) > 7:
        return False
    return all(_is_between(w) or w.lower() in place_words("after") | place_words("of") for w in inner)


def _is_between(word: str) -> bool:
    return word.lower() in place_words("contain") or word in place_words("contain") or bool(_HELD.match(word.lower()))


def _is_container(scene: Scene, index: int, other: int) -> bool:
    """Whether the other name can be a country or division, or a town around what the gazetteer lacks."""
    inner, outer = scene.names[scene.name_of[index]], scene.names[scene.name_of[other]]
    if outer.country is not None or any(
        p.kind in ("admin1", "admin2", "region") and p.rank == 0 for p in outer.candidates
    ):
        return True
    return not inner.candidates and bool(outer.candidates)


def _is_list(scene: Scene, index: int) -> bool:
    """ "Syria, Iraq and Iran" is a list, "Paris, Texas" is not: both sides countries, or both divisions of one kind."""
    inner, outer = scene.names[scene.name_of[index]], scene.names[scene.name_of[index + 1]]
    if inner.country is not None and outer.country is not None:
        return True
    both = all(any(p.kind == "admin1" and p.rank == 0 for p in n.candidates[:2]) for n in (inner, outer))
    if not both or outer.country is not None:
        return False
    end = scene.occurrences[index + 1].span.end
    return re.match(r",?\s+(and|or)\s+[A-Z]|,\s+[A-Z]", scene.annotated.report.matching[end : end + 12]) is not None


def _owns(gap: str) -> bool:
    """ "Syria's northern province of …", "Texas town of …"."""
    words = gap.split()
    if re.match(r"['’]s?\s", gap):
        return all(_is_between(w) or w.lower() in place_words("after") | place_words("of") for w in words[1:])
    return len(words) == 2 and words[1] == "of" and words[0].lower() in place_words("of")
