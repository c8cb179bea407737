"""One entity per person, body, group and place across reports. A wrong join is worse than a missed one.

Keys find the pairs worth comparing; pairs that are the same are joined from the surest down, and only while no member
of the one cluster is different from a member of the other; names of one word come last, to the one cluster that goes
by them. The result does not depend on the order of the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

from dateline.model import CanonicalEntity, ClaimRef, Entity, EntityKind, Judgement, Office, ReportClaims
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.entity_compare import Profile, compare, profile_of
from dateline.reconciliation.ids import short_hash
from dateline.reconciliation.spread import Spread, here
from dateline.reference.bodies import body_name, place_words
from dateline.reference.folding import fold
from dateline.reference.match import NameMatch
from dateline.reference.names import compare_names, person_name
from dateline.reference.same_bodies import listed_body
from dateline.reference.spelling import skeleton
from dateline.reference.titles import given_name_groups

_Value = TypeVar("_Value")
PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE
_LONG = 4  # words of a body's name that are enough to look for one with a word more
_TELLING = 0.25  # a plain difference is written down from this score
_LARGEST_BLOCK = 400  # profiles under one key; a key that more share tells nothing
_PIECE = 5_000  # pairs compared in one go
_Match = tuple[NameMatch, int, int]


@dataclass
class _Group:
    """A cluster in the making. at: its place in the order of profiles, for ties. members: the places of all in it."""

    at: int
    members: list[int] = field(default_factory=list)


class _Profiles:
    """Profiles by their place in the order, and those of their comparisons that told something or were asked for."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.all = profiles
        self._matches: dict[tuple[int, int], NameMatch] = {}

    def match(self, left: int, right: int) -> NameMatch:
        found = self._matches.get((left, right))
        if found is None:
            found = self._matches[left, right] = compare(self.all[left], self.all[right])
        return found

    def note(self, match: NameMatch, left: int, right: int) -> None:
        self._matches[left, right] = match


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs to compare, with the profiles that they need, members left out, by place in the order."""

    profiles: Mapping[int, Profile]
    pairs: Sequence[tuple[int, int]]


def join_entities(
    readings: Sequence[ReportClaims], decided: Constraints[ClaimRef] | None = None, spread: Spread = here
) -> tuple[tuple[CanonicalEntity, ...], tuple[Judgement, ...]]:
    """Entities of all reports, joined, by canonical ID; and the decisions behind them, with scores and reasons.

    decided: who people said is one, and who is not; it stands over every comparison of names.
    """
    decided = decided or Constraints()
    entities = {ClaimRef(reading.report, entity.id): entity for reading in readings for entity in reading.entities}
    profiles = _Profiles(_profiles(entities, decided))
    groups = [_Group(at, [at]) for at in range(len(profiles.all))]
    _join_decided(groups, profiles, decided)
    made = {(j.left, j.right): j for j in _join_pairs(groups, profiles, decided, spread)}
    made |= {(j.left, j.right): j for j in _join_short(groups, profiles, decided)}
    ordered = [group for at, group in enumerate(groups) if group.at == at]
    canonical = (_canonical(_refs(group, profiles), entities) for group in ordered)
    return tuple(sorted(canonical, key=lambda e: e.id)), tuple(made[pair] for pair in sorted(made))


def _refs(group: _Group, profiles: _Profiles) -> list[ClaimRef]:
    return [ref for at in group.members for ref in profiles.all[at].members]


def _profiles(entities: Mapping[ClaimRef, Entity], decided: Constraints[ClaimRef]) -> list[Profile]:
    """Entities that carry the very same names and marks are one profile from the start, sorted.

    Each of those that people decided about is one by itself.
    """
    members: dict[Profile, list[ClaimRef]] = {}
    for ref, entity in entities.items():
        members.setdefault(profile_of(entity), []).append(ref)
    found: list[Profile] = []
    for profile, refs in members.items():
        refs.sort(key=str)
        if not _tells_by_itself(profile):
            found += [replace(profile, members=(ref,)) for ref in refs]
            continue
        if alike := tuple(ref for ref in refs if ref not in decided):
            found.append(replace(profile, members=alike))
        found += [replace(profile, members=(ref,)) for ref in refs if ref in decided]
    return sorted(found, key=lambda p: (p.key, str(p.members[0])))


def _tells_by_itself(profile: Profile) -> bool:
    """Whether two entities with this very profile are one."""
    return compare(profile, profile).decision == "same"


# -- pairs ----------------------------------------------------------------------------------------------------------


def _pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = {}
    for at, profile in enumerate(profiles):
        for key in sorted(set(_keys(profile))):
            blocks.setdefault((_family_of_kinds(profile), *key), []).append(at)
    numbers = {pair for block in blocks.values() if len(block) <= _LARGEST_BLOCK for pair in combinations(block, 2)}
    return sorted(numbers)


def _pieces(profiles: Sequence[Profile]) -> Iterator[_Pairs]:
    pairs = _pairs(profiles)
    bare = {at: replace(profiles[at], members=()) for at in {at for pair in pairs for at in pair}}
    for start in range(0, len(pairs), _PIECE):
        some = pairs[start : start + _PIECE]
        yield _Pairs({at: bare[at] for pair in some for at in pair}, some)


def compare_pairs(piece: _Pairs) -> list[_Match]:
    """The comparisons that are not plain difference."""
    found = ((compare(piece.profiles[left], piece.profiles[right]), left, right) for left, right in piece.pairs)
    return [item for item in found if item[0].decision != "different" or item[0].score >= _TELLING]


def _keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Keys that entities which may be one share."""
    if profile.kind is PLACE:
        if profile.place:
            yield "id", profile.place
        for name in profile.full:
            yield "name", skeleton("".join(place_words(name)))[:4]
    elif profile.kind is PERSON:
        for name in profile.full:
            yield from _person_keys(name)
        for title, _, _ in profile.offices:
            for name in (*profile.full, *profile.short):
                person = person_name(name)
                yield "office", title, skeleton(person.given)[:3]
                yield "office", title, skeleton(person.family)[:3]
    else:
        for name in (*profile.full, *profile.short):
            body = body_name(name)
            if (known := listed_body(name)) is not None:
                yield "listed", known
            if len(body.words) >= _LONG:
                yield "start", *body.words[:_LONG]
                yield "end", *body.words[-_LONG:]
            yield "words", " ".join(sorted(skeleton(word) for word in body.words))
            yield "letters", "".join(body.words) if body.acronym else body.initials
            if not body.acronym:
                yield "letters", "".join(word[0] for word in body.words)


def _person_keys(name: str) -> Iterator[tuple[str, ...]]:
    """By family name and the given name's first sound, either way round; by given names that are one in two languages;
    by the sounds of the whole name."""
    person = person_name(name)
    given, families = person.given, person.words[1:]
    first = skeleton(given)[:1].replace("j", "k")  # "Jamal" and "Gamal"
    for family in families:
        yield "family", skeleton(family), first
    yield "family", skeleton(given), skeleton(person.family)[:1].replace("j", "k")
    for group in sorted(given_name_groups(given)):
        yield "group", _coarse(person.family), group
    yield "coarse", _coarse(person.family), first
    yield "whole", "".join(sorted(skeleton("".join(person.words))))


def _coarse(word: str) -> str:
    """The skeleton without what is "h" in one alphabet's romanisation and "g" in another's."""
    return skeleton(word.replace("g", "").replace("h", "")) if word else ""


# -- joining --------------------------------------------------------------------------------------------------------


def _join_decided(groups: list[_Group], profiles: _Profiles, decided: Constraints[ClaimRef]) -> None:
    if not decided:
        return
    of = {ref: at for at, profile in enumerate(profiles.all) for ref in profile.members if ref in decided}
    for members in decided.groups:
        known = [of[ref] for ref in members if ref in of]
        for other in known[1:]:
            if groups[known[0]] is not groups[other]:
                _unite(groups, groups[known[0]], groups[other])


def _kept_apart(one: _Group, other: _Group, profiles: _Profiles, decided: Constraints[ClaimRef]) -> bool:
    return bool(decided) and decided.bars(_refs(one, profiles), set(_refs(other, profiles)))


def _join_pairs(
    groups: list[_Group], profiles: _Profiles, decided: Constraints[ClaimRef], spread: Spread
) -> list[Judgement]:
    """From the surest pair down; every decision that is not plain difference is recorded."""
    judgements: list[Judgement] = []
    telling = [item for made in spread(compare_pairs, _pieces(profiles.all)) for item in made]
    for item in telling:
        profiles.note(*item)
    for match, left, right in sorted(telling, key=lambda item: (-item[0].score, item[1], item[2])):
        one, other = groups[left], groups[right]
        if match.decision == "same" and one is not other:
            apart = _kept_apart(one, other, profiles, decided)
            bar = "a person decided that they differ" if apart else _bar(one, other, profiles, decided)
            if bar is not None:
                match = NameMatch(match.score, "unsure", f"{match.reason}; but {bar}")
            else:
                _unite(groups, one, other)
        judgements.append(_judgement(profiles.all[left], profiles.all[right], match))
    return judgements


def _bar(one: _Group, other: _Group, profiles: _Profiles, decided: Constraints[ClaimRef]) -> str | None:
    """Why two clusters must not be joined: some of their members are different; None when nothing bars it.

    Who bears the name of one whom people said to be another may bear the name of the other, too.
    """
    joined = [at for at in (*one.members, *other.members) if decided and profiles.all[at].members[0] in decided]
    for a in one.members:
        for b in other.members:
            match = profiles.match(a, b)
            left, right = profiles.all[a], profiles.all[b]
            if match.decision == "different" and not _compares_short(left, right):
                if joined and _same_by_decision(a, b, joined, profiles, decided):
                    continue
                return f"{_label(left)} and {_label(right)}: {match.reason}"
    return None


def _same_by_decision(
    a: int, b: int, joined: Sequence[int], profiles: _Profiles, decided: Constraints[ClaimRef]
) -> bool:
    """Whether two are alike to some that people said are one."""

    def meant(of: int) -> set[ClaimRef]:
        alike = (at for at in joined if at == of or profiles.match(at, of).decision == "same")
        return {decided.group(profiles.all[at].members[0])[0] for at in alike}

    return not meant(a).isdisjoint(meant(b))


def _compares_short(left: Profile, right: Profile) -> bool:
    """An acronym beside its expansion, or a single name beside a full one, is never alike by itself."""
    return (
        bool(left.full) != bool(right.full)
        and left.kind is right.kind
        and left.kind not in (PERSON, PLACE)
        and (not left.country or not right.country or left.country == right.country)
    )


def _unite(groups: list[_Group], one: _Group, other: _Group) -> None:
    into, gone = (one, other) if one.at <= other.at else (other, one)
    into.members += gone.members
    for at in gone.members:
        groups[at] = into


def _join_short(groups: list[_Group], profiles: _Profiles, decided: Constraints[ClaimRef]) -> list[Judgement]:
    """Entities known by a single name or an acronym, to the one cluster whose reports call it so too."""
    owners: dict[tuple[str, str], list[int]] = {}
    for at, profile in enumerate(profiles.all):
        if _has_full(groups[at], profiles):
            for name in profile.short:
                owners.setdefault((_family_of_kinds(profile), _short_key(profile.kind, name)), []).append(at)
    judgements: list[Judgement] = []
    for at, profile in enumerate(profiles.all):
        own = groups[at]
        if _has_full(own, profiles):
            continue
        keys = [(_family_of_kinds(profile), _short_key(profile.kind, name)) for name in profile.short]
        found = {groups[other].at: groups[other] for key in keys for other in owners.get(key, ())}
        free = (group for group in found.values() if not _kept_apart(own, group, profiles, decided))
        fitting = [group for group in free if not _clash(at, group, profiles)]
        if len(fitting) == 1:
            target = fitting[0]
            reason = f"{_label(profile)}: other reports call only one so"
            first = profiles.all[target.members[0]]
            judgements.append(_judgement(profile, first, NameMatch(0.8, "same", reason)))
            _unite(groups, target, own)
        elif len(fitting) > 1:
            for group in sorted(fitting, key=lambda g: g.at):
                reason = f"{_label(profile)}: other reports call more than one so"
                first = profiles.all[group.members[0]]
                judgements.append(_judgement(profile, first, NameMatch(0.5, "unsure", reason)))
    return judgements


def _has_full(group: _Group, profiles: _Profiles) -> bool:
    return any(profiles.all[at].full for at in group.members)


def _family_of_kinds(profile: Profile) -> str:
    return profile.kind.value if profile.kind in (PERSON, PLACE) else "body"


def _short_key(kind: EntityKind, name: str) -> str:
    return skeleton(name) + fold(name)[:1] if kind is PERSON else fold(name).replace(" ", "")


def _clash(at: int, group: _Group, profiles: _Profiles) -> bool:
    """Another office, country or gender, or no short form that is spelt alike."""
    profile = profiles.all[at]
    matches = (profiles.match(at, other) for other in group.members)
    if any(m.decision == "different" and m.basis in ("country", "office", "gender") for m in matches):
        return True
    if profile.kind is not PERSON:
        return False
    shorts = [name for other in group.members for name in profiles.all[other].short]
    return not any(compare_names(a, b, PERSON).decision == "unsure" for a in profile.short for b in shorts)


def _label(profile: Profile) -> str:
    return (profile.full or profile.short)[0]


def _judgement(left: Profile, right: Profile, match: NameMatch) -> Judgement:
    a, b = sorted((left, right), key=lambda p: str(p.members[0]))
    values = f"{_label(a)} | {_label(b)}"
    return Judgement(
        subject="entity",
        left=str(a.members[0]),
        right=str(b.members[0]),
        decision=match.decision,
        score=match.score,
        reason=match.reason,
        parts=(("name", match.score, values),),
    )


# -- the joined entity ----------------------------------------------------------------------------------------------


def _canonical(members: Sequence[ClaimRef], entities: Mapping[ClaimRef, Entity]) -> CanonicalEntity:
    refs = sorted(members, key=str)
    found = [entities[ref] for ref in refs]
    return CanonicalEntity(
        id=f"n-{short_hash('entity', str(refs[0]))}",
        kind=_most(e.kind for e in found) or found[0].kind,
        name=_name(found),
        aliases=tuple(sorted({form for e in found for form in (e.name, *e.aliases)})),
        members=tuple(refs),
        offices=_offices(found),
        country=_most(e.country for e in found),
        sector=_most(e.sector for e in found),
        actor_type=_most(e.actor_type for e in found),
        place=next((e.place for e in found if e.place is not None and e.place.id is not None), None)
        or next((e.place for e in found if e.place is not None), None),
    )


def _most(values: Iterable[_Value | None]) -> _Value | None:
    """The most frequent value; of equals the one that sorts first."""
    told = [value for value in values if value is not None]
    if len(told) < 2:
        return told[0] if told else None
    counts = Counter(told)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def _name(entities: Sequence[Entity]) -> str:
    """The most frequent full form: of most words (a person's up to three), then of most reports, then alphabetical."""
    counts = Counter(entity.name for entity in entities)

    def rank(name: str) -> tuple[bool, int, str]:
        bare = " " not in name if entities[0].kind is not PLACE else False
        return bare, -counts[name], name

    return min(counts, key=rank)


def _offices(entities: Sequence[Entity]) -> tuple[Office, ...]:
    """Each office once, with all its evidence."""
    found: dict[tuple[str, str, str, str], Office] = {}
    for entity in entities:
        for office in entity.offices:
            key = (fold(office.title), office.qualifier, fold(office.body or ""), office.country or "")
            known = found.get(key)
            evidence = (*known.evidence, *office.evidence) if known is not None else office.evidence
            found[key] = replace(known or office, evidence=tuple(sorted(set(evidence))))
    return tuple(found[key] for key in sorted(found))


__all__ = ["join_entities"]
