"""Which name mentions of one report are one person, body, group or place.

Full names first, by spelling and make-up; then short forms to the one full name they can stand for, else to the nearest
before; then what the text itself says is the same. Two people with one family name stay two; a given name joins only
where the report itself has nobody else it could mean; a given name equal to another's family name is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import EntityKind, Mention, MentionKind, Place, Reading, Span
from dateline.reference.bodies import body_name
from dateline.reference.countries import country_of
from dateline.reference.folding import fold
from dateline.reference.names import compare_names, person_name, short_form
from dateline.reference.spelling import skeleton
from dateline.reference.titles import gender_of, given_gender, kinds_of
from dateline.resolution.captions import full_name
from dateline.resolution.evidence import words

_ONE_SPELLING = 0.58  # score of two single names of the same sounds: within one report, one person
PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE


@dataclass
class Cluster:
    """Mentions (indices, in text order) of one entity, the names they carry, and why they are together."""

    kind: EntityKind
    mentions: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # as matched, each form once, first appearance first
    reasons: list[str] = field(default_factory=list)
    place: Place | None = None
    gender: str = ""

    def add(self, mention: int, name: str, reason: str = "") -> None:
        self.mentions.append(mention)
        if name not in self.names:
            self.names.append(name)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)


def without_article(name: str) -> str:
    """ "the United States" → "United States"; a name that is an article only stays."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() == "the" and rest else name


def cluster_names(reading: Reading, places: Mapping[Span, Place]) -> list[Cluster]:
    """Clusters of the NAME mentions, in the order of their first mention."""
    report = reading.annotated.report
    named = [
        (index, mention, without_article(words(report, mention.name or mention.span)))
        for index, mention in enumerate(reading.mentions)
        if mention.kind is MentionKind.NAME and mention.entity_kind is not None
    ]
    clusters = _people(reading, [n for n in named if n[1].entity_kind is PERSON])
    clusters += _places([n for n in named if n[1].entity_kind is PLACE], places)
    clusters += _bodies([n for n in named if n[1].entity_kind not in (PERSON, PLACE)])
    clusters = _as_the_text_says(reading, clusters)
    for cluster in clusters:
        cluster.mentions.sort()
    return sorted(clusters, key=lambda c: (c.mentions[0], c.kind.value))


_Named = tuple[int, Mention, str]


# -- people ---------------------------------------------------------------------------------------------------------


def _people(reading: Reading, named: Sequence[_Named]) -> list[Cluster]:
    clusters: list[Cluster] = []
    short: list[_Named] = []
    for item in named:
        if person_name(item[2]).bare:
            short.append(item)
        else:
            _put(clusters, item, PERSON)
    for cluster in clusters:
        cluster.gender = _gender(reading, cluster)
    full = list(clusters)
    bare: list[Cluster] = []
    for index, mention, name in short:
        target, reason = _owner_of_short(reading, full, index, mention, name)
        if target is not None:
            target.add(index, name, reason)
        else:
            _put(bare, (index, mention, name), PERSON)
    for cluster in bare:
        _complete(reading, cluster)
        cluster.gender = _gender(reading, cluster)
    return clusters + bare


def _complete(reading: Reading, cluster: Cluster) -> None:
    """The full name from a caption, for someone whom the text calls by one name only."""
    if len(cluster.names) != 1:
        return
    full = full_name(reading.annotated.report, cluster.names[0])
    if full is not None:
        cluster.names.append(full)
        cluster.reasons.append(f"{cluster.names[0]}: a caption names {full}")


def _put(clusters: list[Cluster], item: _Named, kind: EntityKind) -> None:
    """Into the cluster all of whose names it agrees with, else into a new one."""
    index, _, name = item
    best: tuple[float, Cluster, str] | None = None
    for cluster in clusters:
        if cluster.kind is not kind:
            continue
        matches = [compare_names(name, other, kind) for other in cluster.names]
        alike = all(m.basis == "single" and m.score >= _ONE_SPELLING for m in matches)
        if alike or (any(m.decision == "same" for m in matches) and all(m.decision != "different" for m in matches)):
            top = max(matches, key=lambda m: m.score)
            if best is None or top.score > best[0]:
                best = (top.score, cluster, top.reason)
    if best is None:
        clusters.append(Cluster(kind, [index], [name]))
    else:
        best[1].add(index, name, "" if name in best[1].names else f"{name}: {best[2]}")


def _owner_of_short(
    reading: Reading, people: Sequence[Cluster], index: int, mention: Mention, name: str
) -> tuple[Cluster | None, str]:
    """Whose short form a one-word name is, and why."""
    forms = [(cluster, {short_form(name, full) for full in cluster.names}) for cluster in people]
    gender = gender_of(words(reading.annotated.report, mention.title)) if mention.title is not None else ""
    forms = [(c, f) for c, f in forms if not (gender and c.gender and gender != c.gender)]
    family = [cluster for cluster, found in forms if "family" in found]
    if len(family) == 1:
        return family[0], f"{name}: the only one of that family name in the report"
    if family:
        return _nearest_before(reading, family, index), f"{name}: the last one named of that family name"
    given = [cluster for cluster, found in forms if found & {"given", "middle"}]
    titled = _has_office(reading, mention) and not _shares_title(reading, given, mention)
    if len(given) == 1 and given[0].mentions[0] < index and not titled:
        return given[0], f"{name}: the report's short form of the only such name in it"
    return None, ""


def _has_office(reading: Reading, mention: Mention) -> bool:
    """Whether the title in front is an office, not only "Gen" or "Mr"."""
    if mention.title is None:
        return False
    return any("office" in kinds_of(word) for word in words(reading.annotated.report, mention.title).split())


def _shares_title(reading: Reading, clusters: Iterable[Cluster], mention: Mention) -> bool:
    """Whether one of the clusters is named with a title that shares a word with the mention's."""
    report = reading.annotated.report
    own = set(fold(words(report, mention.title)).split()) if mention.title is not None else set()
    titles = (reading.mentions[i].title for cluster in clusters for i in cluster.mentions)
    return any(own & set(fold(words(report, title)).split()) for title in titles if title is not None)


def _nearest_before(reading: Reading, clusters: Sequence[Cluster], index: int) -> Cluster:
    """The cluster mentioned last before the mention; the first to come where none is before."""
    at = reading.mentions[index].span.start
    before = [
        (reading.mentions[i].span.start, cluster)
        for cluster in clusters
        for i in cluster.mentions
        if reading.mentions[i].span.start < at
    ]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(clusters, key=lambda cluster: cluster.mentions[0])


def _gender(reading: Reading, cluster: Cluster) -> str:
    """From titles ("Mrs", "spokeswoman"), else from the given name where that tells."""
    report = reading.annotated.report
    told = {
        gender_of(words(report, title)) for i in cluster.mentions if (title := reading.mentions[i].title) is not None
    } - {""}
    if len(told) == 1:
        return told.pop()
    names = [name for name in cluster.names if not person_name(name).bare]
    given = {given_gender(name.split()[0]) for name in names} - {""}
    return given.pop() if len(given) == 1 and not told else ""


# -- bodies and groups ----------------------------------------------------------------------------------------------


def _bodies(named: Sequence[_Named]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for item in named:
        if item[1].entity_kind is not None:
            _put(clusters, item, item[1].entity_kind)
    _join_countryless(clusters)
    _join_dropped(clusters)
    _join_acronyms(clusters)
    return [c for c in clusters if c.mentions]


def _join_countryless(clusters: Sequence[Cluster]) -> None:
    """ "Foreign Ministry" to "Syrian Foreign Ministry", where the report knows only one country's."""
    for cluster in clusters:
        if any(body_name(name).countries for name in cluster.names):
            continue
        owners = [
            other
            for other in clusters
            if other is not cluster
            and other.mentions
            and any(body_name(name).countries for name in other.names)
            and all(_differs_in_country_only(a, b) for a in cluster.names for b in other.names)
        ]
        if len(owners) == 1:
            _merge(owners[0], cluster, f"{cluster.names[0]}: the only body of that name in the report")


def _join_dropped(clusters: Sequence[Cluster]) -> None:
    """ "Protection Council" to "Sirte Protection Council", "Iron Shield" to "Iron Shield Brigade": the only one."""
    for cluster in clusters:
        if not cluster.mentions:
            continue
        owners = [
            other
            for other in clusters
            if other is not cluster and other.mentions and any(_drops(a, b) for a in cluster.names for b in other.names)
        ]
        if len(owners) == 1 and all(_drops(a, b) for a in cluster.names for b in owners[0].names if len(b) > len(a)):
            _merge(owners[0], cluster, f"{cluster.names[0]}: short for the only such name in the report")


def _drops(short: str, full: str) -> bool:
    """Whether a name of two words or more is the end of the other, or the other without its noun of a body."""
    a, b = fold(short).split(), fold(full).split()
    if len(a) < 2 or len(b) <= len(a) or body_name(short).countries or len(b) > len(a) + 2:
        return False
    return b[-len(a) :] == a or (b[: len(a)] == a and len(b) == len(a) + 1 and "body" in kinds_of(b[-1]))


def _differs_in_country_only(left: str, right: str) -> bool:
    a, b = body_name(left), body_name(right)
    return bool(a.words) and sorted(a.words) == sorted(b.words) and not a.acronym


def _join_acronyms(clusters: Sequence[Cluster]) -> None:
    """An acronym to the one name in the report that has its initials."""
    for cluster in clusters:
        if not cluster.mentions or not all(body_name(name).acronym for name in cluster.names):
            continue
        owners = [
            other
            for other in clusters
            if other is not cluster
            and other.mentions
            and any(compare_names(cluster.names[0], name, other.kind).decision == "unsure" for name in other.names)
            and not any(body_name(name).acronym for name in other.names)
        ]
        if len(owners) == 1:
            _merge(owners[0], cluster, f"{cluster.names[0]}: has the initials of {owners[0].names[0]}")


def _merge(into: Cluster, other: Cluster, reason: str) -> None:
    for mention in other.mentions:
        into.mentions.append(mention)
    for name in other.names:
        if name not in into.names:
            into.names.append(name)
    into.reasons += [r for r in (*other.reasons, reason) if r not in into.reasons]
    into.mentions.sort()
    into.place = into.place or other.place
    into.gender = into.gender or other.gender
    other.mentions = []


# -- places ---------------------------------------------------------------------------------------------------------


def _places(named: Sequence[_Named], places: Mapping[Span, Place]) -> list[Cluster]:
    """By what they resolve to; unresolved ones by spelling, to a resolved one too."""
    clusters: list[Cluster] = []
    by_id: dict[str, Cluster] = {}
    loose: list[tuple[_Named, Place | None]] = []
    for item in named:
        place = places.get(item[1].name or item[1].span) or places.get(item[1].span)
        known = (place.id if place is not None else None) or country_of(item[2])
        if known is None:
            loose.append((item, place))
            continue
        cluster = by_id.get(known)
        if cluster is None:
            cluster = by_id[known] = Cluster(PLACE, place=place)
            clusters.append(cluster)
        cluster.add(item[0], item[2])
    for (index, _, name), place in loose:
        match = next((c for c in clusters if _one_place(c, name, place)), None)
        if match is None:
            clusters.append(Cluster(PLACE, [index], [name], place=place))
        else:
            match.add(index, name, f"{name}: {compare_names(name, match.names[0], PLACE).reason}")
            match.place = match.place or place
    return clusters


def _one_place(cluster: Cluster, name: str, place: Place | None) -> bool:
    """Spelt alike, and not put into different countries."""
    known = cluster.place
    if place is not None and known is not None and place.country and known.country and place.country != known.country:
        return False
    keys = {skeleton(other)[:2] for other in cluster.names}
    return skeleton(name)[:2] in keys and any(compare_names(name, n, PLACE).decision == "same" for n in cluster.names)


# -- what the text says ---------------------------------------------------------------------------------------------


def _as_the_text_says(reading: Reading, clusters: list[Cluster]) -> list[Cluster]:
    """Join what stands in brackets, after "also known as", "formerly"."""
    report = reading.annotated.report
    at: dict[Span, Cluster] = {}
    for cluster in clusters:
        for index in cluster.mentions:
            for span in (reading.mentions[index].name, reading.mentions[index].span):
                if span is not None:
                    at.setdefault(span, cluster)
    for pair in reading.same_as:
        left, right = at.get(pair.left), at.get(pair.right)
        told = f"{words(report, pair.left)} = {words(report, pair.right)}: the report says so ({pair.kind})"
        if left is not None and right is not None and left is not right and _may_join(left, right):
            _merge(left, right, told)
            at = {span: left if cluster is right else cluster for span, cluster in at.items()}
        elif left is not None and right is None:
            name = words(report, pair.right)
            left.names += [name] if name not in left.names else []
            left.reasons += [told] if told not in left.reasons else []
        elif right is not None and left is None and reading.mentions:
            named = without_article(words(report, pair.left))
            if pair.kind == "acronym" and body_name(named).countries and named not in right.names:
                right.names.append(named)  # "the Kenyan interim government (KIG)"
            right.reasons += [told] if told not in right.reasons else []
    return [cluster for cluster in clusters if cluster.mentions]


def _may_join(left: Cluster, right: Cluster) -> bool:
    return left.kind is right.kind or not {left.kind, right.kind} & {PERSON, PLACE}
