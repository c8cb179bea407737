"""The values an event shows, read off its claims: never averaged, never finer than a claim supports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.model import (
    ActorRef,
    ClaimRef,
    EntityKind,
    EventActor,
    EventType,
    Evidence,
    Modality,
    Place,
    PlacePrecision,
    Time,
    TimePrecision,
)
from dateline.reconciliation.compare import kilometres
from dateline.reconciliation.nodes import Canonical, Node, iso_day
from dateline.reconciliation.origins import Sources
from dateline.reconciliation.profiles import ORDER, PRECISE, place_key
from dateline.reconciliation.weekdays import weekday_of
from dateline.reference.folding import fold

_STRONGEST = (
    Modality.OCCURRED,
    Modality.ONGOING,
    Modality.HISTORICAL,
    Modality.VERBAL,
    Modality.PLANNED,
    Modality.PROMISED,
    Modality.THREATENED,
    Modality.REQUESTED,
    Modality.FEARED,
    Modality.CONDITIONAL,
    Modality.DENIED,
    Modality.NEGATED,
)
_WITHIN_KM = 40.0
_ARTICLES = frozenset({"a", "an", "the", "this", "these", "that", "those"})


def modality_of(nodes: Sequence[Node]) -> Modality:
    """The strongest that any claim supports."""
    return min((n.claim.modality for n in nodes), key=_STRONGEST.index)


def type_of(nodes: Sequence[Node]) -> EventType:
    counts = Counter(n.type for n in nodes)
    return min(counts, key=lambda t: (-counts[t], ORDER[t]))


def mode_of(nodes: Sequence[Node], of: EventType) -> str | None:
    """The commonest mode among the claims of the event's type."""
    counts = Counter(n.claim.mode for n in nodes if n.claim.mode and n.type is of)
    return min(counts, key=lambda m: (-counts[m], m), default=None)


def support(nodes: Iterable[Node], sources: Sources) -> tuple[int, int]:
    """Independent origins, then claims: how a value is preferred to another."""
    told = list(nodes)
    return len({s.key for n in told if (s := sources.of(n.claim))}), len(told)


# -- when -----------------------------------------------------------------------------------------------------------


def time_of(nodes: Sequence[Node], sources: Sources, *, prolonged: bool) -> Time | None:
    """The day most origins give; for days of fighting from the first to the last; else the narrowest time given.

    Where no claim says when: a weekday of an undated report, seen from the dated ones; else the end that claims set.
    """
    told = [n for n in nodes if n.claim.time is not None and n.claim.time.start is not None]
    if not told:
        return weekday_of(nodes) or _end_of(nodes)
    exact = [n for n in told if n.days is not None and n.days.exact]
    if prolonged and (spread := _spread(told)) is not None:
        return spread
    if exact:
        return _most_supported([n for n in exact if not _is_guess(n)] or exact, sources)
    dated = [n for n in told if n.days is not None]
    if not dated:
        return _most_supported(told, sources)
    narrow = min(n.days.last - n.days.first for n in dated if n.days is not None)
    return _most_supported([n for n in dated if n.days is not None and n.days.last - n.days.first == narrow], sources)


def _is_guess(node: Node) -> bool:
    return node.claim.time is not None and "a guess" in node.claim.time.reason


def _end_of(nodes: Sequence[Node]) -> Time | None:
    """The earliest end that claims set ("no later than"); None where they set none."""
    ends = [t for n in nodes if (t := n.claim.time) is not None and t.start is None and t.end and t.end[0] != "-"]
    return min(ends, key=lambda t: t.end or "", default=None)


def _most_supported(nodes: Sequence[Node], sources: Sources) -> Time | None:
    by_time: dict[tuple[str | None, str | None], list[Node]] = {}
    for node in nodes:
        if node.claim.time is not None:
            by_time.setdefault((node.claim.time.start, node.claim.time.end), []).append(node)
    best = max(by_time, key=lambda t: (*support(by_time[t], sources), [-ord(c) for c in t[0] or ""]))
    return by_time[best][0].claim.time


def _spread(told: Sequence[Node]) -> Time | None:
    """From the first to the last day that claims name; None where they name no two days."""
    sharp = [n for n in told if n.days is not None and (n.days.exact or n.days.whole)]
    days = [n.days for n in sharp if n.days is not None]
    if not days:
        return None
    first, last = min(d.first for d in days), max(d.last for d in days)
    if first == last:
        return None
    evidence = [e for n in sharp if n.days and (n.days.first == first or n.days.last == last) for e in _evidence(n)]
    reason = "from the first to the last day that its claims name"
    return Time(iso_day(first), iso_day(last), TimePrecision.DAYS, reason, tuple(dict.fromkeys(evidence)))


def _evidence(node: Node) -> tuple[Evidence, ...]:
    return node.claim.time.evidence if node.claim.time is not None else ()


# -- where ----------------------------------------------------------------------------------------------------------


def place_of(nodes: Sequence[Node], sources: Sources) -> Place | None:
    """The most specific place that most origins support. A claim that puts it nearby supports a place too.

    Where no claim's place is known anywhere, the one name that they give, though nobody knows where that is.
    """
    by_key: dict[str, list[Node]] = {}
    for node in nodes:
        if node.place is not None:
            by_key.setdefault(place_key(node.place), []).append(node)
    if not by_key:
        named = {fold(n.claim.place.name): n.claim.place for n in reversed(nodes) if n.claim.place is not None}
        return next(iter(named.values())) if len(named) == 1 else None
    spots = {key: told[0].place for key, told in by_key.items() if told[0].place is not None}
    exact = [key for key, place in spots.items() if place.precision in PRECISE]
    wide = [key for key, place in spots.items() if place.precision is PlacePrecision.PROVINCE]
    among = exact or wide or list(spots)

    def rank(key: str) -> tuple[int, int, int, str]:
        near = [n for other in among if _near(spots[key], spots[other]) for n in by_key[other]]
        origins, claims = support(by_key[key], sources)
        return (-support(near, sources)[0], -origins, -claims, key)

    return spots[min(among, key=rank)]


def _near(one: Place, other: Place) -> bool:
    km = kilometres(one, other)
    return one == other or (km is not None and km <= _WITHIN_KM)


# -- who ------------------------------------------------------------------------------------------------------------


def actors_of(told: Sequence[tuple[Node, tuple[ActorRef, ...]]], canonical: Canonical) -> tuple[EventActor, ...]:
    """Each actor once: by canonical entity, else by country and sector, else by the phrase.

    Those with a name first, then those most claimed. What only describes another of them ("the forces" beside "the
    border forces", "Thai" beside "Thailand") is left out.
    """
    found: dict[str, list[tuple[Node, ActorRef]]] = {}
    for node, refs in told:
        for ref in refs:
            found.setdefault(_actor_key(ref, node.claim.report, canonical), []).append((node, ref))
    if len(found) < 2:
        return tuple(_actor(uses, canonical) for uses in found.values())
    made = [(len({n.ref for n, _ in uses}), _actor(uses, canonical)) for _, uses in sorted(found.items())]
    order = sorted(made, key=lambda m: (m[1].entity is None, -m[0], m[1].name))
    kept: list[EventActor] = []
    for actor in sorted((a for _, a in order), key=lambda a: (a.entity is None, -len(_described(a)))):
        if not any(_describes(actor, other) for other in kept):
            kept.append(actor)
    return tuple(actor for _, actor in order if actor in kept)


def _describes(actor: EventActor, other: EventActor) -> bool:
    """Whether a phrase without an entity says no more than part of what the other is called."""
    if actor.entity is not None:
        return False
    if actor.country and actor.country == other.country and not actor.sector:
        return " " not in actor.name.strip()
    fits = actor.country in (None, other.country) and actor.sector in (None, other.sector)
    return fits and _described(actor) <= _described(other)


def _described(actor: EventActor) -> frozenset[str]:
    return frozenset(w for w in fold(actor.name).split() if w not in _ARTICLES)


def _actor_key(ref: ActorRef, report: str, canonical: Canonical) -> str:
    entity = canonical.get(ClaimRef(report, ref.entity)) if ref.entity else None
    if entity is not None:
        return f"e:{entity.id}"
    if ref.country and ref.sector:
        return f"s:{ref.country}/{ref.sector}"
    return f"n:{fold(ref.name)}"


def _actor(uses: Sequence[tuple[Node, ActorRef]], canonical: Canonical) -> EventActor:
    node, ref = uses[0]
    entity = canonical.get(ClaimRef(node.claim.report, ref.entity)) if ref.entity else None
    names = Counter(r.name for _, r in uses)
    plain = min(names, key=lambda n: (-names[n], len(n), n))
    country = entity.country if entity else None
    return EventActor(
        name=entity.name if entity and entity.kind is not EntityKind.GROUP else plain,
        entity=entity.id if entity else None,
        country=country or ref.country,
        sector=ref.sector or (entity.sector if entity else None),
        actor_type=ref.actor_type or (entity.actor_type if entity else None),
        claims=tuple(dict.fromkeys(n.ref for n, _ in uses)),
    )


def name_of(nodes: Sequence[Node]) -> str | None:
    """What the claims call it ("the May 3 agreement"): the commonest name, of equals the longest."""
    names = Counter(n.claim.name for n in nodes if n.claim.name)
    return min(names, key=lambda n: (-names[n], -len(n), n), default=None)
