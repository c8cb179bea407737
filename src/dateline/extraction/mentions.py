"""Who and what is named or described: names of persons, bodies, peoples; role phrases; pronouns; offices; aliases.

The language model's labels are one piece of evidence among several (titles, nouns of bodies, given names, particles),
added up over the whole report, so that one name string is of one kind throughout.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.extraction.aliases import find_aliases
from dateline.extraction.candidates import find_candidates
from dateline.extraction.name_evidence import BODY, GROUP, PERSON, PLACE, has_toponymic_title
from dateline.extraction.name_runs import Candidate, is_title_case
from dateline.extraction.nominals import find_nominals, find_pronouns
from dateline.extraction.offices import find_offices
from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, OfficeMention, SameAs, Sentence, Span
from dateline.reference.actors import find_organization
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.folding import fold
from dateline.reference.name_words import name_words
from dateline.reference.titles import is_people, kinds_of

_ENOUGH = 1.0  # evidence below which a capitalised run is not taken for a name
_OVER_PLACE = 3.5  # evidence from which a name is kept although the place finder has it
_LIKELY_PLACE = 3.0  # evidence from which "Sheikh X" is a place
_CAPITALS_SHARE = 0.8  # of the words of a line: above it the line is in capitals
_PLACE_SIGNS = frozenset({"preposition of place", "noun of a place", "beside a place", "part of a place"})
_KINDS = (PERSON, BODY, GROUP, PLACE)  # in the order that breaks ties


def find_mentions(
    annotated: AnnotatedReport, places: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[OfficeMention, ...], tuple[SameAs, ...]]:
    """All mentions in text order, the given place mentions among them; the offices and aliases that stand there."""
    title_case = frozenset(s.index for s in annotated.sentences if is_title_case(annotated, s))
    candidates = find_candidates(annotated, [place.span for place in places], title_case)
    names = _without_headline_words(annotated, _names(annotated, candidates, places), title_case)
    persons = [name.name for name in names if name.entity_kind is PERSON and name.name is not None]
    in_person = {index for span in persons for index in annotated.indices_in(span)}
    kept = [place for place in places if place.head not in in_person and not _is_adjective(annotated, place)]
    taken = [*names, *kept]
    mentions = sorted([*taken, *find_nominals(annotated, taken), *find_pronouns(annotated)], key=_by_position)
    offices = find_offices(annotated, mentions)
    in_office = {index for office in offices for index in annotated.indices_in(office.office)}
    final = [m for m in mentions if not (_is_unnamed_person(m) and m.head in in_office)]
    moved = {mention: index for index, mention in enumerate(final)}
    offices = tuple(replace(office, mention=moved[mentions[office.mention]]) for office in offices)
    return tuple(final), offices, find_aliases(annotated, final)


def _names(annotated: AnnotatedReport, candidates: Sequence[Candidate], places: Sequence[Mention]) -> list[Mention]:
    """The candidates that are names, each of the kind that its string has throughout the report."""
    known = {fold(place.span.of(annotated.report.matching)) for place in places}
    place_at = {index: place.span for place in places for index in annotated.indices_in(place.span)}
    keyed = [(fold(name.text(annotated)), name) for name in candidates]
    kinds, ends = _pooled(annotated, keyed)
    found: list[Mention] = []
    for key, name in keyed:
        kind = kinds[key]
        as_place = _place_span(annotated, name, known)
        sure = key in ends and as_place == name.span(annotated)  # part of a person's full name
        if as_place is not None and not sure and not _is_surely_person(annotated, name):
            kind = PLACE
        if kind is PLACE and as_place is None and has_toponymic_title(annotated, name):
            as_place = Span(annotated.tokens[name.first - 1].start, name.span(annotated).end)
        touching = {place_at[i] for i in range(name.title, name.last) if i in place_at}
        if kind is PLACE and not touching:
            found.append(_as_place(annotated, name, as_place or name.span(annotated)))
        elif kind is not None and kind is not PLACE and (sure or _beats_places(annotated, name, kind, touching)):
            found.append(_mention(annotated, name, kind))
    return found


def _without_headline_words(
    annotated: AnnotatedReport, names: list[Mention], title_case: Collection[int]
) -> list[Mention]:
    """Without what only lines in capitals or title case have ("Army Advances"): there capitals tell nothing."""
    shouted = {index for index in title_case if _is_heading(annotated, annotated.sentences[index])}

    if not shouted:
        return names

    def key(mention: Mention) -> list[str]:
        return fold((mention.name or mention.span).of(annotated.report.matching)).split()

    plain = [m for m in names if annotated.tokens[m.head].sentence not in shouted]
    told = {word for mention in plain for word in key(mention)}
    if not plain:
        return names
    return [
        m
        for m in names
        if annotated.tokens[m.head].sentence not in shouted
        or m.entity_kind is PLACE
        or m.title is not None
        or "given name" in m.rule
        or find_organization(" ".join(key(m))) is not None
        or told.issuperset(key(m))
    ]


def _is_heading(annotated: AnnotatedReport, sentence: Sentence) -> bool:
    """A headline, or a line in capitals."""
    words = [t.text for t in annotated.sentence_tokens(sentence.index) if t.text[0].isalpha()]
    return sentence.headline or sum(word.isupper() for word in words) > _CAPITALS_SHARE * len(words)


def _is_unnamed_person(mention: Mention) -> bool:
    """A role noun; inside an office that is credited to someone it is no further person."""
    return mention.kind is MentionKind.NOMINAL and mention.entity_kind is EntityKind.PERSON


def _is_adjective(annotated: AnnotatedReport, place: Mention) -> bool:
    """A nationality or people in front of a noun ("Thai soldiers") is no place."""
    token = annotated.tokens[place.head]
    alone = place.span == token.span and token.dep in ("amod", "compound", "nmod")
    return alone and country_of(token.text) is None and (demonym_of(token.text) is not None or is_people(token.text))


def _by_position(mention: Mention) -> tuple[int, int, int]:
    return mention.span.start, -mention.span.end, mention.head


def _pooled(
    annotated: AnnotatedReport, names: Sequence[tuple[str, Candidate]]
) -> tuple[dict[str, EntityKind | None], frozenset[str]]:
    """Kind of each name string, by its evidence over the whole report, None where it is no name; and the words that
    persons' full names begin and end with. names: each with its string, folded."""
    sums: dict[str, dict[EntityKind, float]] = {}
    for key, name in names:
        total = sums.setdefault(key, dict.fromkeys(_KINDS, 0.0))
        for kind, weight in name.score.items():
            total[kind] += weight
    stands = {key for key, name in names if not _PLACE_SIGNS.isdisjoint(name.reasons)}
    for key, total in sums.items():
        if key not in stands:
            total[PLACE] = 0.0  # the model's label alone, where the place finder found none
    kinds = {key: _strongest(total) for key, total in sums.items()}
    people = {key for key, name in names if _is_surely_person(annotated, name)}
    for key, name in names:
        if key not in people and sums[key][PLACE] >= _LIKELY_PLACE and has_toponymic_title(annotated, name):
            kinds[key] = PLACE  # "Sheikh X" that stands where places stand and never speaks
    persons = frozenset(word for key, kind in kinds.items() if kind is PERSON for word in _ends(key))
    for key, total in sums.items():
        if key in persons and max(total[BODY], total[GROUP]) < _OVER_PLACE:
            kinds[key] = PERSON  # "Orlov" after "Sergei Orlov", whatever the model calls it
    bodies = {_without_noun(key) for key, kind in kinds.items() if kind is BODY}
    kinds |= {key: BODY for key, kind in kinds.items() if kind is PERSON and key in bodies}
    return kinds, persons


def _without_noun(name: str) -> str:
    """What a body's name is without its noun: "Iron Shield" of "Iron Shield Brigade"."""
    lead, _, last = name.rpartition(" ")
    return lead if "body" in kinds_of(last) else ""


def _ends(key: str) -> tuple[str, ...]:
    """First and last word of a name of several words; the last with its article too ("al sharif")."""
    words = key.split()
    own = [word for word in words if word not in name_words("article")]
    if len(own) < 2:
        return ()
    return own[0], own[-1], *([" ".join(words[-2:])] if words[-2] in name_words("article") else [])


def _strongest(total: dict[EntityKind, float]) -> EntityKind | None:
    best = max(_KINDS, key=total.__getitem__)
    return best if total[best] >= _ENOUGH else None


def _place_span(annotated: AnnotatedReport, name: Candidate, known: Collection[str]) -> Span | None:
    """The span of the name, or of the end of its title and the name ("Sheikh X"), that is a place elsewhere."""
    tokens = annotated.tokens
    for first in range(name.title, name.first + 1):
        span = Span(tokens[first].start, tokens[name.last - 1].end)
        if fold(span.of(annotated.report.matching)) in known:
            return span
    return None


def _is_surely_person(annotated: AnnotatedReport, name: Candidate) -> bool:
    """A person by more than a word in front that may be part of a place's name, and more than the model's label."""
    titled = name.title < name.first and not has_toponymic_title(annotated, name)
    return "speaks" in name.reasons or "apposition" in name.reasons or titled


def _as_place(annotated: AnnotatedReport, name: Candidate, span: Span) -> Mention:
    """A place that the place finder has elsewhere, or not at all: by its preposition or its noun ("X village")."""
    rule = "+".join(dict.fromkeys(name.reasons)) or "the same name elsewhere"
    return Mention(span, _head(annotated, name.first, name.last), MentionKind.NAME, PLACE, span, rule=rule)


def _beats_places(annotated: AnnotatedReport, name: Candidate, kind: EntityKind, places: Collection[Span]) -> bool:
    """Where the place finder has the span too: a name only on strong evidence, or as a longer name around it."""
    span = name.span(annotated)
    touching = [place for place in places if place.overlaps(span)]
    if not touching:
        return True
    if name.score[kind] < _OVER_PLACE or (kind is BODY and "noun of a body" not in name.reasons and span in touching):
        return False
    longer = all(span.contains(place) and len(place) < len(span) for place in touching)
    return longer or kind is not PERSON or "title" in name.reasons


def _mention(annotated: AnnotatedReport, name: Candidate, kind: EntityKind) -> Mention:
    tokens = annotated.tokens
    bare = name.span(annotated)
    titled = kind is PERSON and name.title < name.first
    title = Span(tokens[name.title].start, tokens[name.first - 1].end) if titled else None
    return Mention(
        span=Span(title.start, bare.end) if title is not None else bare,
        head=_head(annotated, name.first, name.last),
        kind=MentionKind.NAME,
        entity_kind=kind,
        name=bare,
        title=title,
        rule="+".join(dict.fromkeys(name.reasons)),
    )


def _head(annotated: AnnotatedReport, first: int, last: int) -> int:
    """The token that the rest of the name hangs on: whose head is outside; the last one if there are several."""
    heads = [
        i for i in range(first, last) if not first <= annotated.tokens[i].head < last or annotated.tokens[i].head == i
    ]
    heads = [i for i in heads if annotated.tokens[i].text[0].isalnum()] or heads
    return heads[-1] if heads else last - 1


__all__ = ["find_mentions"]
