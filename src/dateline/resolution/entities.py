"""The entities of one report: persons, bodies, groups and places, each with every form of its name in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.model import Entity, EntityKind, MentionKind, Office, OfficeMention, Place, Reading, Span
from dateline.reference.bodies import body_name
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.folding import fold
from dateline.reference.name_words import name_words
from dateline.reference.names import person_name
from dateline.reference.titles import kinds_of
from dateline.resolution.actors import describe_actor
from dateline.resolution.antecedents import Antecedents, find_antecedents, names_beside
from dateline.resolution.cast import Cast
from dateline.resolution.coreference import Cluster, cluster_names
from dateline.resolution.evidence import once, quote, quotes, words
from dateline.resolution.scene import set_scene

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our"})
_SENT = re.compile(r" (?:to|on) |(?<=nvoy) for |(?<=oordinator) for ")  # behind it: to whom or what for one is sent
_MOST_EVIDENCE = 40  # mentions quoted per entity


def build_cast(reading: Reading, places: Mapping[Span, Place]) -> Cast:
    """Who and what the report speaks of, with every mention that goes back to one of them."""
    clusters = cluster_names(reading, places)
    scene = set_scene(reading, clusters)
    beside = names_beside(scene)
    clusters += _described_bodies(reading, clusters, beside)
    clusters.sort(key=lambda cluster: (cluster.mentions[0], cluster.kind.value))
    antecedents = find_antecedents(scene.with_clusters(clusters), beside)
    entities = tuple(_entity(reading, cluster, f"e{number}") for number, cluster in enumerate(clusters, start=1))
    entity_of = {
        index: entity.id for entity, cluster in zip(entities, clusters, strict=True) for index in cluster.mentions
    }
    return Cast(reading, entities, entity_of, antecedents)


def _described_bodies(reading: Reading, clusters: Sequence[Cluster], beside: Antecedents) -> list[Cluster]:
    """Bodies named by nationality and noun ("the Syrian army", "Thailand's military"): one per country and noun."""
    report = reading.annotated.report
    alone = [
        (index, mention.span)
        for index, mention in enumerate(reading.mentions)
        if mention.kind is MentionKind.NOMINAL
        and mention.entity_kind is EntityKind.ORGANIZATION
        and index not in beside.of
        and all(t.pos != "NUM" for t in reading.annotated.tokens_in(mention.span))
    ]
    found: dict[tuple[frozenset[str], tuple[str, ...]], Cluster] = {}
    named = _by_body_name(clusters) if alone else {}
    for index, span in alone:
        name = _without_article(words(report, span))
        parts = body_name(name)
        if len(parts.countries) != 1 or not parts.words or len(parts.words) > 3 or not _is_plain(name):
            continue
        key = (parts.countries, tuple(sorted(parts.words)))
        cluster = named.get(key) or found.setdefault(key, Cluster(EntityKind.ORGANIZATION))
        cluster.add(index, name)
    return list(found.values())


def _by_body_name(clusters: Sequence[Cluster]) -> dict[tuple[frozenset[str], tuple[str, ...]], Cluster]:
    """Clusters by the countries and the other words of their names."""
    parts = [(body_name(name), cluster) for cluster in clusters for name in cluster.names]
    return {(body.countries, tuple(sorted(body.words))): cluster for body, cluster in parts}


def _is_plain(name: str) -> bool:
    """No figures, commas or second bodies in it, and its noun last or before "of COUNTRY"."""
    tokens = name.split()
    plain = all(part.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha() for part in tokens)
    _, _, owner = name.partition(" of ")
    if owner and not country_of(owner):
        return False
    return plain and " and " not in name and bool("body" in kinds_of(tokens[-1]) or owner)


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in _ARTICLES and rest else phrase


# -- one entity -----------------------------------------------------------------------------------------------------


def _entity(reading: Reading, cluster: Cluster, entity_id: str) -> Entity:
    report = reading.annotated.report
    offices = _offices(reading, cluster)
    name = _fullest(reading, cluster)
    country, sector, actor_type = _description(reading, cluster, name, offices)
    spans = [m.name or m.span for i in cluster.mentions[:_MOST_EVIDENCE] for m in (reading.mentions[i],)]
    return Entity(
        id=entity_id,
        kind=cluster.kind,
        name=name,
        aliases=_aliases(reading, cluster),
        offices=offices,
        country=country,
        sector=sector,
        actor_type=actor_type,
        place=cluster.place,
        acronym=next((n for n in cluster.names if body_name(n).acronym), None) if _is_body(cluster) else None,
        evidence=tuple(quote(report, span) for span in spans),
        reason="; ".join(cluster.reasons),
    )


def _is_body(cluster: Cluster) -> bool:
    return cluster.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)


def _fullest(reading: Reading, cluster: Cluster) -> str:
    """The name with most parts; of those the most frequent; of those the first."""
    report = reading.annotated.report
    mentions = [reading.mentions[i] for i in cluster.mentions]
    forms = [_without_article(words(report, m.name or m.span)) for m in mentions]

    def rank(name: str) -> tuple[int, int, int]:
        if cluster.kind is EntityKind.PERSON:
            parts = min(len(person_name(name).words), 4)
        elif cluster.kind is EntityKind.PLACE:
            parts = 0 if body_name(name).acronym or "." in name else 1
        else:
            parts = 0 if body_name(name).acronym else len(name.split())
        return parts, forms.count(name), -cluster.names.index(name)

    return max(cluster.names, key=rank)


def _aliases(reading: Reading, cluster: Cluster) -> tuple[str, ...]:
    """Every form as it is matched, and as it stands where that differs; sorted."""
    report = reading.annotated.report
    forms = set(cluster.names)
    for index in cluster.mentions:
        mention = reading.mentions[index]
        if mention.kind is MentionKind.NAME:
            forms.add(" ".join((mention.name or mention.span).of(report.text).split()))
        if cluster.kind is EntityKind.PLACE:
            forms.update(_with_and_without_noun(reading, mention.name or mention.span))
    return tuple(sorted(forms))


def _with_and_without_noun(reading: Reading, span: Span) -> Iterator[str]:
    """A place's name with the noun after it ("X base"), and without the noun that ends it ("X Temple" → "X")."""
    annotated = reading.annotated
    name = _without_article(words(annotated.report, span))
    nouns = name_words("place noun")
    first, _, last = name.rpartition(" ")
    if first and last.lower() in nouns and first.split()[-1].lower() not in name_words("place kind"):
        yield first
    inside = annotated.tokens_in(span)
    if not inside:
        return
    after = annotated.tokens[inside[-1].index + 1 : inside[-1].index + 3]
    kind = [t for t in after[:1] if t.lower in name_words("place kind")]
    noun = after[len(kind) : len(kind) + 1]
    if noun and noun[0].lower in nouns and noun[0].sentence == inside[-1].sentence:
        yield " ".join([name, *(t.text for t in (*kind, *noun))])


def _description(
    reading: Reading, cluster: Cluster, name: str, offices: Sequence[Office]
) -> tuple[str | None, str | None, str | None]:
    """Country, sector and actor type: a person's by the office held or the title, a body's by its name."""
    if cluster.kind is EntityKind.PLACE:
        country = cluster.place.country if cluster.place is not None else country_of(name)
        return country, None, None
    if cluster.kind is EntityKind.PERSON:
        report = reading.annotated.report
        titled = [words(report, m.span) for i in cluster.mentions if (m := reading.mentions[i]).title is not None]
        phrases = (*(_office_words(office) for office in offices), *titled)
    else:
        phrases = (name, *sorted(cluster.names))
    published = reading.annotated.report.published
    day = published.value[:10] if published is not None else None
    described = [describe_actor(phrase, name, day) for phrase in dict.fromkeys((*phrases, name))]
    sent = cluster.kind is EntityKind.PERSON  # the country that an envoy is sent to is not his own
    own = (describe_actor(_SENT.split(phrase)[0], name, day) for phrase in (*phrases, name)) if sent else described
    office_country = next((office.country for office in offices if office.country), None)
    return (
        office_country or next((d.country for d in own if d.country), None),
        next((d.sector for d in described if d.sector), None),
        next((d.actor_type for d in described if d.actor_type), None),
    )


def _office_words(office: Office) -> str:
    return " ".join(e.quote for e in office.evidence[:1]) or office.title


# -- offices --------------------------------------------------------------------------------------------------------


def _offices(reading: Reading, cluster: Cluster) -> tuple[Office, ...]:
    """The person's offices, each once, the fullest wording of it, in the order of the text."""
    found: list[Office] = []
    mentions = set(cluster.mentions)
    for office in reading.offices:
        if office.mention in mentions:
            _add_office(found, _office(reading, office))
    return tuple(found)


def _add_office(found: list[Office], office: Office) -> None:
    for at, known in enumerate(found):
        if known.qualifier != office.qualifier and known.qualifier and office.qualifier:
            continue
        a, b = set(fold(known.title).split()), set(fold(office.title).split())
        clash = known.country and office.country and known.country != office.country
        if (a <= b or b <= a) and not clash:
            fuller = known if len(a) >= len(b) else office
            found[at] = Office(
                fuller.title,
                known.qualifier or office.qualifier,
                known.body or office.body,
                known.country or office.country,
                once((*known.evidence, *office.evidence)),
            )
            return
    found.append(office)


def _office(reading: Reading, mention: OfficeMention) -> Office:
    """The office phrase taken apart: title, "former", body, country."""
    report = reading.annotated.report
    phrase = words(report, mention.office)
    body = None if mention.body is None else words(report, mention.body)
    qualifier = "" if mention.qualifier is None else words(report, mention.qualifier).lower()
    country = _country_in(phrase, body)
    title = _bare_title(phrase, body, qualifier)
    if body is not None and country_of(body):
        body = None
    return Office(title, qualifier, body, country, quotes(report, mention.office, mention.qualifier))


def _country_in(phrase: str, body: str | None) -> str | None:
    """Whose office: the nationality or possessor in front, the country after "of", else the body's country."""
    front = _SENT.split(phrase)[0]
    tokens = front.replace("’s", "").replace("'s", "").split()
    for size in (3, 2, 1):
        for at in range(len(tokens) - size + 1):
            part = " ".join(tokens[at : at + size])
            code = country_of(part) or demonym_of(part)
            if code:
                return code
    sent = body is not None and re.search(rf"\b(?:to|for|on) (?:the )?{re.escape(body)}", phrase) is not None
    return None if body is None or sent else next(iter(sorted(body_name(body).countries)), None)


def _bare_title(phrase: str, body: str | None, qualifier: str) -> str:
    """The office without nationality, qualifier and body: "Russian Deputy Foreign Minister" → its last three words."""
    text = phrase
    if body is not None and not country_of(body):
        text = text.replace(body, " ")
    kept = [
        word
        for word in text.replace("’s", "").replace("'s", "").split()
        if word.lower() != qualifier and not (demonym_of(word) or country_of(word))
    ]
    while kept and kept[-1].lower() in ("of", "for", "the", "to", "at", "in", "and"):
        if kept[-1].lower() == "to" and " to " in phrase:
            return " ".join([*kept, *phrase.split(" to ", 1)[1].split()])
        kept.pop()
    while kept and kept[0].lower() in ("of", "the", "and", "its"):
        kept.pop(0)
    return " ".join(kept) or phrase
