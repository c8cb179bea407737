"""Are two entities of different reports one? By their names, then by what must not differ: office, country, gender."""

from __future__ import annotations

from functools import lru_cache

from dateline.model import ClaimRef, Entity, EntityKind, PlacePrecision
from dateline.model.frozen import frozen
from dateline.reference.bodies import body_name, is_plain
from dateline.reference.folding import fold
from dateline.reference.match import NameMatch, different, same, unsure
from dateline.reference.name_words import respelt
from dateline.reference.names import compare_names, person_name
from dateline.reference.titles import given_gender, kinds_of

_NO_STATES = frozenset({"UNO", "EUR", "IGO"})
PERSON, BODY, GROUP, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE


@frozen
class Profile:
    """What entities that carry the same names and marks have in common. members: all of them, sorted.

    full: names of several words (of persons), all names (of others). short: one-word names, acronyms.
    offices: (title in one spelling, qualifier, country). division: a place that is a province or its like.
    """

    kind: EntityKind
    full: tuple[str, ...]
    short: tuple[str, ...]
    offices: tuple[tuple[str, str, str], ...]
    country: str
    place: str
    gender: str
    division: bool = False
    members: tuple[ClaimRef, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """Sorts profiles the same way in any order of reports."""
        marks = (self.country, self.place, str(self.offices), str(self.division))
        return (self.kind.value, *self.full, "|", *self.short, "|", *marks)


def profile_of(entity: Entity) -> Profile:
    """The profile of one entity, without members."""
    forms = sorted({fold(name): name for name in sorted((entity.name, *entity.aliases), reverse=True)}.values())
    if entity.kind is PERSON:
        short = tuple(f for f in forms if person_name(f).bare)
    elif entity.kind is PLACE:
        short = ()
    else:
        short = tuple(f for f in forms if body_name(f).acronym)
    full = tuple(f for f in forms if f not in short)
    offices = sorted({(_title(o.title), o.qualifier, o.country or "") for o in entity.offices})
    genders = {given_gender(name.split()[0]) for name in full} - {""} if entity.kind is PERSON else set()
    return Profile(
        kind=entity.kind,
        full=full,
        short=short,
        offices=tuple(offices),
        country=(entity.place.country if entity.place is not None else entity.country) or "",
        place=_place_key(entity),
        gender=genders.pop() if len(genders) == 1 else "",
        division=entity.place is not None and entity.place.precision is PlacePrecision.PROVINCE,
    )


def _title(title: str) -> str:
    """An office's title in one spelling: "Defence Minister" and "defense minister"."""
    return " ".join(respelt().get(word, word) or word for word in fold(title).split())


def _place_key(entity: Entity) -> str:
    """What a place resolved to: its gazetteer ID; a country by its code."""
    place = entity.place
    if place is None:
        return ""
    if place.precision is PlacePrecision.COUNTRY and place.country:
        return place.country
    return place.id or ""


def compare(left: Profile, right: Profile) -> NameMatch:
    """Whether two profiles of one kind are one. Symmetric."""
    if left.kind is PERSON:
        return _people(left, right)
    if left.kind is PLACE:
        return _places(left, right)
    return _bodies(left, right)


# -- people ---------------------------------------------------------------------------------------------------------


def _people(left: Profile, right: Profile) -> NameMatch:
    if not left.full or not right.full:
        return _short_people(left, right)
    match = _best(left.full, right.full, PERSON)
    if match.decision == "different":
        return match
    clash = _office_clash(left, right)
    if clash:
        return different(match.score / 2, clash, "office")
    if match.decision == "same":
        apart = _of_two_states(left, right)
        return unsure(0.6, f"{match.reason}; but {apart}") if apart else match
    office = _shared_office(left, right, known=False)
    if office and match.basis == "near-family":
        return same(match.score, f"{match.reason}; both {office}")
    return match


def _best(left: tuple[str, ...], right: tuple[str, ...], kind: EntityKind) -> NameMatch:
    """The best match of any two names, but never better than unsure when other names are plainly two people's."""
    if len(left) == len(right) == 1:
        return compare_names(left[0], right[0], kind)
    matches = [compare_names(a, b, kind) for a in left for b in right]
    best = max(matches, key=lambda m: (m.score, m.decision, m.reason))
    if best.decision == "same":
        return best
    return max(matches, key=lambda m: (m.decision == "unsure", m.score, m.reason))


def _short_people(left: Profile, right: Profile) -> NameMatch:
    """One or both are known by one word only: the name alone does not decide."""
    match = _best(left.full or left.short, right.full or right.short, PERSON)
    if match.decision == "different":
        return match
    clash = _office_clash(left, right)
    if clash:
        return different(match.score / 2, clash, "office")
    if left.gender and right.gender and left.gender != right.gender:
        return different(match.score / 2, "a man and a woman", "gender")
    office = _shared_office(left, right)
    if office and match.basis in ("family", "single", "given"):
        return same(max(match.score, 0.8), f"{match.reason}; both {office}")
    return match


def _office_clash(left: Profile, right: Profile) -> str:
    """The same office of different countries: two people."""
    lands, elsewheres = {c for *_, c in left.offices}, {c for *_, c in right.offices}
    for title, _, country in left.offices:
        for other, _, elsewhere in right.offices:
            apart = country and elsewhere and elsewhere not in lands and country not in elsewheres
            if apart and _same_title(title, other):
                return f"{title} of {country} is not {other} of {elsewhere}"
    return ""


def _of_two_states(left: Profile, right: Profile) -> str:
    """Offices of different states, and none of one: namesakes, or one who changed sides."""
    lands, elsewheres = ({c for *_, c in side.offices if c} - _NO_STATES for side in (left, right))
    if lands and elsewheres and lands.isdisjoint(elsewheres):
        return f"offices of {', '.join(sorted(lands))} and of {', '.join(sorted(elsewheres))}"
    return ""


def _shared_office(left: Profile, right: Profile, known: bool = True) -> str:
    """An office that both are said to hold, of one country; known: both reports must name it."""
    for title, _, country in left.offices:
        for other, _, elsewhere in right.offices:
            one_country = country == elsewhere if known else country == elsewhere or not (country and elsewhere)
            if _same_title(title, other) and one_country and (country or not known):
                return f"{title} ({country or elsewhere or 'no country named'})"
    return ""


@lru_cache(maxsize=4096)
def _same_title(left: str, right: str) -> bool:
    a, b = set(left.split()), set(right.split())
    return a == b or (bool(a & b) and (a <= b or b <= a))


# -- bodies, groups -------------------------------------------------------------------------------------------------


def _bodies(left: Profile, right: Profile) -> NameMatch:
    if left.country and right.country and left.country != right.country:
        return different(0.1, f"of different countries: {left.country}, {right.country}", "country")
    if bool(left.full) != bool(right.full):
        return _acronym(left, right) if right.full else _acronym(right, left)
    if left.full:
        match = _best(left.full, right.full, BODY)
    else:
        match = _best((*left.full, *left.short), (*right.full, *right.short), BODY)
    one_country = bool(left.country) and left.country == right.country
    if match.decision == "same":
        if not one_country and all(_is_generic(name) for name in left.full or left.short):
            return unsure(0.5, "a name that many bodies bear, and no country to tell them by")
        return match
    if match.decision == "unsure" and one_country and match.basis in ("country", "initials", "longer"):
        return same(match.score, f"{match.reason}; both of {left.country}")
    return match


def _acronym(short: Profile, full: Profile) -> NameMatch:
    """An acronym beside a body known by its name: the name's initials, in one country; what it goes by is for later."""
    match = _best(short.short, full.full, BODY)
    if match.decision == "same":
        return match
    if full.short:
        return (
            unsure(0.6, "an acronym alone") if set(short.short) & set(full.short) else different(0.1, "other acronyms")
        )
    if match.basis == "initials" and short.country and short.country == full.country:
        return same(match.score, f"{match.reason}; both of {short.country}")
    return match


def _is_generic(name: str) -> bool:
    """ "Foreign Ministry", "army", "Internal Security Forces": what every country may call a body of its own."""
    own = body_name(name).words
    return bool(kinds_of(name)) or bool(kinds_of(" ".join(own))) or (bool(own) and all(is_plain(w) for w in own))


# -- places ---------------------------------------------------------------------------------------------------------


def _places(left: Profile, right: Profile) -> NameMatch:
    if left.place and right.place:
        if left.place == right.place:
            return same(1.0, f"the same entry of the gazetteer: {left.place}")
        match = _best(left.full, right.full, PLACE)
        if (
            match.decision == "same"
            and left.division != right.division
            and left.country
            and left.country == right.country
        ):
            return same(0.9, f"{match.reason}: a town and the division named after it")
        return different(0.1, "different entries of the gazetteer")
    if left.country and right.country and left.country != right.country:
        return different(0.1, f"in different countries: {left.country}, {right.country}", "country")
    return _best(left.full, right.full, PLACE)
