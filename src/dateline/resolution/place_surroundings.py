"""What the words between and beside place names say: which lies in which, which is near which, what kind each is."""

from __future__ import annotations

import re
from functools import cache

from dateline.reference.place_words import place_words
from dateline.reference.screening import can_match, needed_words, screened
from dateline.resolution.place_scene import Name, Scene
from dateline.resolution.place_scores import fits_container, is_of_kind

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WORDS = re.compile(r"(?:,|\s)*((?:[\w-]+\s+)+)")
_COMMA = re.compile(r"\s*(?P<kind>[\w-]+)?\s*,\s*(?P<words>(?:[\w-]+\s+){0,3})")
_BRACKET = re.compile(r"\s*\(\s*")
_OWNER = re.compile(r"['’]s?\s+(?P<words>(?:[\w-]+\s+)*)")
_LIST = re.compile(r",?\s*(?:and|or|,|&)\s+(?:the\s+)?|\s*/\s*")
_HELD = re.compile(r"\w+-(held|controlled|occupied|ruled|run|dominated|majority|led)$")
_ASIDE = re.compile(r"\s*(?:,|is|lies|some|about|\d|\()")
_DIRECTION = re.compile(
    r"(?:\b(?:\d+|\w+)\s+(?:km|kilomet(?:er|re)s?|miles?|mi)\b.{0,15})?"
    r"\b(?<!\bin the )(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|"
    r"north-east|north-west|south-east|south-west)"
    r"(?:ern)?\s+of|outside(?:\s+of)?|near|close\s+to|not\s+far\s+from|on\s+the\s+outskirts\s+of|around|"
    r"(?:\d+\s+)?(?:km|kilomet(?:er|re)s?|miles?)\s+from|off)\s+(?:the\s+)?(?:(?:city|town|village|port)\s+of\s+)?$",
    re.IGNORECASE,
)
_OF_WORD = re.compile(r"\b([\w-]+)\s+of\s+(?:the\s+)?$")
_BETWEEN = re.compile(r"\bbetween\s+$")
_LONGEST_GAP = 70  # characters between two names that can say how they relate
_SIZES = {"continent": 5, "country": 4, "region": 3, "admin1": 3, "admin2": 2, "water": 2, "city": 1, "site": 0}


def read_surroundings(scene: Scene) -> None:
    """Fill in containers, neighbours and hints of all occurrences."""
    for index in range(len(scene.occurrences)):
        _read_beside(scene, index)
    for index in range(len(scene.occurrences) - 1):
        gap = scene.gap(index)
        if len(gap) < _LONGEST_GAP:
            _relate(scene, index, gap)
    for index in range(len(scene.occurrences) - 2):
        _through_owner(scene, index)
    for group in _lists(scene):
        _share(scene, group)
    for name in scene.names.values():
        _drop_namesakes(scene, name)


def _read_beside(scene: Scene, index: int) -> None:
    """Direction words before the name, kind words before and behind."""
    here, before = scene.occurrences[index], _before(scene, index)
    after = scene.annotated.report.matching[here.span.end : here.span.end + 40]
    direction = _DIRECTION.search(before) if can_match(_directions(), screened(before)) else None
    here.near = " ".join(direction.group().split()) if direction is not None else ""
    following = _WORD.match(after.lstrip(" "))
    of_word = _OF_WORD.search(before) if "of" in before else None
    noun = of_word.group(1) if of_word is not None and not _has_name(scene, index, of_word.group(1)) else ""
    words = [w.lower() for w in (following.group() if following else "", noun) if w]
    here.hint = next((kind for w in words for kind in ("admin", "city", "water", "site") if w in _kind_words(kind)), "")
    here.hood = _hood(words)


@cache
def _directions() -> frozenset[str]:
    return needed_words(_DIRECTION)


def _has_name(scene: Scene, index: int, noun: str) -> bool:
    """Whether the noun before "of X" has a name of its own: "the Dora district of X", not "the Texas town of X"."""
    if index == 0 or len(scene.gap(index - 1).split()) != 2:
        return False
    left = scene.name(index - 1)
    kinds = [kind for kind in ("admin", "city", "water", "site") if noun.lower() in _kind_words(kind)]
    return _size(left) <= _SIZES["city"] or any(is_of_kind(p, kind) for p in left.candidates[:1] for kind in kinds)


def _before(scene: Scene, index: int) -> str:
    """The text in front of an occurrence."""
    start = scene.occurrences[index].span.start
    return scene.annotated.report.matching[max(0, start - 60) : start]


def _hood(words: list[str]) -> str:
    if any(w in place_words("hood") for w in words):
        return "said"
    return "perhaps" if any(w in place_words("hood-perhaps") for w in words) else ""


@cache
def _kind_words(kind: str) -> frozenset[str]:
    return place_words(f"kind-{kind}")


# -- which lies in which --------------------------------------------------------------------------------------------


def _relate(scene: Scene, index: int, gap: str) -> None:
    """Read the gap between an occurrence and the next."""
    left, right = scene.occurrences[index], scene.occurrences[index + 1]
    if gap == " and " and not left.near and _BETWEEN.search(_before(scene, index)):
        left.near = right.near = "between"
    inner = _inner(scene, index, gap)
    if inner == index:
        left.container = index + 1
    elif inner == index + 1:
        right.container = index
    elif _ASIDE.match(gap) and _DIRECTION.search(gap):
        left.beside = index + 1


def _through_owner(scene: Scene, index: int) -> None:
    """ "The town of X in Congo's Ituri": X lies in Ituri, and only so in Congo."""
    owner, owned = index + 1, scene.occurrences[index + 2]
    if scene.occurrences[index].container == owner == owned.container and _OWNER.fullmatch(scene.gap(owner)):
        scene.occurrences[index].container = index + 2


def _drop_namesakes(scene: Scene, name: Name) -> None:
    """ "Mambasa, in Ituri": a place elsewhere that only goes by this name as well is not meant."""
    said = [o for o in name.occurrences if scene.occurrences[o].container is not None]
    if said:
        name.candidates = tuple(
            place
            for place in name.candidates
            if not place.rank or any(fits_container(scene, o, place) is not False for o in said)
        )


def _inner(scene: Scene, index: int, gap: str) -> int | None:
    """Which of the two names lies in the other, going by the gap between them; None where it does not say."""
    if "\n" in gap.strip() or ";" in gap:
        return None
    left, right = scene.name(index), scene.name(index + 1)
    owner = _OWNER.fullmatch(gap)
    if owner is not None:
        smaller = not right.candidates or _size(right) < _size(left)
        return index + 1 if smaller and all(_is_between(w) for w in owner.group("words").split()) else None
    comma = _COMMA.fullmatch(gap)
    if comma is not None:
        kind, words = comma.group("kind"), comma.group("words").split()
        if (kind is None or kind.lower() in place_words("after")) and all(_is_adjective(w) for w in words):
            return index if _can_hold(left, right) and not _is_list(scene, index) else None
    if _BRACKET.fullmatch(gap):
        return index if _can_hold(left, right) else None
    words_between = _WORDS.fullmatch(gap)
    inner = words_between.group(1).split() if words_between is not None else []
    if not 0 < len(inner) <= 7 or not all(_is_between(w) for w in inner):
        return None
    if not {"in", "of"} & {w.lower() for w in inner}:
        return None
    if inner[-1].lower() == "in" or inner[-2:-1] == ["in"]:
        larger = _is_larger(left, right) and scene.occurrences[index + 1].hint != "admin"
        return index + 1 if larger else index
    return index + 1 if _is_larger(left, right) else index


def _is_between(word: str) -> bool:
    """A word that may stand between a place and the one it lies in."""
    return _is_adjective(word) or word.lower() in place_words("after") | place_words("of")


def _is_adjective(word: str) -> bool:
    return word.lower() in place_words("contain") or word in place_words("contain") or bool(_HELD.match(word.lower()))


def _is_larger(left: Name, right: Name) -> bool:
    """Whether the left name is the container of the two: "the Aleppo districts of X", "the Texas town of Paris"."""
    if not right.candidates or not left.candidates:
        return bool(left.candidates)
    return _size(left) > _size(right)


def _size(name: Name) -> int:
    if name.country is not None:
        return _SIZES["country"]
    return max((_SIZES[p.kind] for p in name.candidates[:2] if p.rank == 0), default=0)


def _can_hold(inner: Name, outer: Name) -> bool:
    """Whether the outer name can be a country or division, or a town around what the gazetteer lacks."""
    if outer.country is not None:
        return True
    if any(p.kind in ("admin1", "admin2", "region") and p.rank == 0 for p in outer.candidates):
        return True
    return not inner.candidates and bool(outer.candidates) and outer.candidates[0].kind == "city"


def _is_list(scene: Scene, index: int) -> bool:
    """ "Syria, Iraq and Iran" is a list, "Paris, Texas" is not: both sides countries, or both divisions of one kind."""
    left, right = scene.name(index), scene.name(index + 1)
    if left.country is not None and right.country is not None:
        inside = any(p.country == right.country and p.kind != "country" and p.rank == 0 for p in left.candidates)
        return not inside or _goes_on(scene, index)  # "Trinidad, Colombia"
    both = all(any(p.kind == "admin1" and p.rank == 0 for p in n.candidates[:2]) for n in (left, right))
    if not both or right.country is not None:
        return False
    return _goes_on(scene, index)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a list goes on behind the next occurrence, or began before this one."""
    end = scene.occurrences[index + 1].span.end
    behind = re.match(r",?\s+(and|or)\s+[A-Z]|,\s+[A-Z]", scene.annotated.report.matching[end : end + 12])
    return behind is not None or (index > 0 and _LIST.fullmatch(scene.gap(index - 1)) is not None)


# -- lists ----------------------------------------------------------------------------------------------------------


def _lists(scene: Scene) -> list[list[int]]:
    """Occurrences joined by commas and "and", where the gap does not say that one lies in the other."""
    groups: list[list[int]] = []
    for index in range(len(scene.occurrences) - 1):
        if scene.occurrences[index].container == index + 1 or not _LIST.fullmatch(scene.gap(index)):
            continue
        if groups and groups[-1][-1] == index:
            groups[-1].append(index + 1)
        else:
            groups.append([index, index + 1])
    return groups


def _share(scene: Scene, group: list[int]) -> None:
    """ "X and Y districts of Homs", "the provinces of X and Y": what is said at one end of a list holds for all.

    A container is shared only with names the gazetteer lacks.
    """
    ends = [scene.occurrences[group[0]], scene.occurrences[group[-1]]]
    container = next((o.container for o in ends if o.container is not None and o.container not in group), None)
    text = scene.annotated.report.matching
    around = text[max(0, ends[0].span.start - 30) : ends[0].span.start] + " | " + text[ends[1].span.end :][:30]
    plural = re.search(r"(\w+s)\s+of\s+(?:the\s+)?\|", around.replace(" |", "|")) or re.search(r"\|\s*(\w+s)\b", around)
    hint = next((o.hint for o in ends if o.hint), "") if plural is not None else ""
    hood = _hood([plural.group(1).lower()]) if plural is not None else ""
    for index in group:
        here = scene.occurrences[index]
        if here.container is None and not scene.name(index).candidates:
            here.container = container
        here.hint = here.hint or hint
        here.hood = here.hood or hood
