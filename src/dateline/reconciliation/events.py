"""Groups of claims → events: values with their origins, tolls, disputes, and a line that sums them up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model import ActorRef, ClaimRef, Event, EventActor, Flag, HarmKind, Time, Toll
from dateline.model.frozen import frozen
from dateline.reconciliation.accounts import Account, Around
from dateline.reconciliation.denials import accuses
from dateline.reconciliation.disputes import find_disputes
from dateline.reconciliation.episodes import Episode, shown_parts
from dateline.reconciliation.ids import short_hash
from dateline.reconciliation.known import account_of
from dateline.reconciliation.nodes import Canonical, Node, counted_in
from dateline.reconciliation.origins import AllSources, Sources
from dateline.reconciliation.profiles import Profile
from dateline.reconciliation.sides import Sides
from dateline.reconciliation.spread import cut
from dateline.reconciliation.support import ROLES, Meeting, field_values
from dateline.reconciliation.tolls import read_toll, scope_of
from dateline.reconciliation.values import (
    actors_of,
    modality_of,
    mode_of,
    name_of,
    place_of,
    time_of,
    type_of,
)

_ALONE = Around()
_PIECE = 400  # claims of which events are made in one go


@frozen
class Context:
    """What events are put together with: of all reports, or of those that tell some of them."""

    canonical: Canonical
    sources: Sources
    contradictions: Sequence[Flag] = ()


@frozen
class Telling:
    """The claims of one event, in order, and what is told around it.

    prolonged: of a battle. lasts: as far as anyone says, for days. part_of: the event that it is shown as a part of.
    """

    nodes: Sequence[Node]
    prolonged: bool = False
    lasts: bool = False
    around: Around = _ALONE
    part_of: str | None = None

    @property
    def all_nodes(self) -> Iterator[Node]:
        yield from self.nodes
        yield from self.around.nodes


@frozen
class _Tellings:
    """Some events to be made, with what of all reports is needed for that."""

    tellings: Sequence[Telling]
    context: Context


def event_id(first: tuple[str, int, str], *more: str) -> str:
    """From the earliest claim, so that it lasts while that claim does. more: what sets a part apart from its whole."""
    return f"ev-{short_hash(first[0], first[2], *more)}"


def told(episode: Episode, around: Around) -> Telling:
    """A happening, or a battle with all its parts."""
    return replace(alone(episode.whole), prolonged=episode.prolonged, lasts=episode.lasts, around=around)


def parts(episode: Episode) -> list[Telling]:
    """The parts of days of fighting that are told as happenings of their own."""
    return [replace(alone(part), part_of=event_id(episode.whole.first)) for part in shown_parts(episode)]


def alone(group: Profile) -> Telling:
    return Telling(sorted(group.nodes, key=lambda n: n.order))


def pieces(
    tellings: Iterable[Telling], canonical: Canonical, sources: AllSources, contradictions: Mapping[str, Sequence[Flag]]
) -> Iterator[_Tellings]:
    """The events to be made, some at a time. contradictions: flags by report."""
    for some in cut(tellings, lambda t: sum(1 for _ in t.all_nodes), _PIECE):
        claims = [node.claim for telling in some for node in telling.all_nodes]
        refs = [ClaimRef(c.report, a.entity) for c in claims for a in (*c.actors, *c.recipients) if a.entity]
        reports = sorted({c.report for c in claims})
        context = Context(
            canonical={ref: canonical[ref] for ref in refs if ref in canonical},
            sources=sources.of(claims),
            contradictions=[flag for report in reports for flag in contradictions.get(report, ())],
        )
        yield _Tellings(some, context)


def make_events(piece: _Tellings) -> list[Event]:
    return [make_event(telling, piece.context) for telling in piece.tellings]


def make_event(telling: Telling, context: Context) -> Event:
    """The event of one group (or battle), with the claims that deny it as a dispute and not as support."""
    nodes, around, part_of = telling.nodes, telling.around, telling.part_of
    sources = context.sources
    kind = type_of(nodes)
    reciprocal = _is_reciprocal(nodes)
    named = {role: actors_of([(n, getattr(n.claim, role)) for n in nodes], context.canonical) for role in ROLES}
    actors = named["actors"]
    recipients = _shown_recipients(nodes, named["recipients"], context.canonical, actors if reciprocal else ())
    time, place = time_of(nodes, sources, prolonged=telling.prolonged), place_of(nodes, sources)
    told_kinds = {harm.kind for n in nodes for harm in n.claim.harms}
    tolls = tuple(t for k in HarmKind if k in told_kinds and (t := read_toll(nodes, k, sources)) is not None)
    sides = Sides([*nodes, *around.spoken_of, *around.breaches], context.canonical)
    account = Account(nodes, telling.lasts, sides, sources, context.contradictions, around)
    own_id = event_id(nodes[0].order)
    if own_id == part_of:
        own_id = event_id(nodes[0].order, "part")
    meet = Meeting(sources, _parties(nodes, around))
    claims = [*nodes, *around.denials]
    name = name_of(nodes)
    return Event(
        id=own_id,
        type=kind,
        mode=mode_of(nodes, kind),
        modality=modality_of(nodes),
        time=time,
        place=place,
        actors=actors,
        recipients=recipients,
        reciprocal=reciprocal,
        tolls=tolls,
        claims=tuple(dict.fromkeys(n.ref for n in claims)),
        reports=tuple(sorted({n.claim.report for n in claims})),
        origins=meet.of({n.ref: n for n in nodes}),
        disputes=find_disputes(account),
        contexts=tuple(sorted({c for n in nodes for c in n.claim.contexts})),
        name=name,
        summary=summary(kind.value, name, actors, recipients, reciprocal, place.name if place else None, time, tolls),
        part_of=part_of,
        account=account_of(nodes, sources, prolonged=telling.prolonged),
        values=field_values(nodes, named, meet),
    )


def _parties(nodes: Sequence[Node], around: Around) -> frozenset[str]:
    """Keys of those who took part, and of those who are accused of it or deny it; who accuses need not be a party."""
    keys = {key for n in (*nodes, *around.denials) for key in n.parties}
    for node in (*around.spoken_of, *around.breaches):
        keys |= node.recipients if accuses(node) else node.actors
    return frozenset(keys)


def _is_reciprocal(nodes: Sequence[Node]) -> bool:
    """Whether most claims that name parties tell of no direction."""
    named = [n for n in nodes if n.actors or n.recipients]
    return 2 * sum(n.claim.reciprocal for n in named) > len(named)


def _shown_recipients(
    nodes: Sequence[Node],
    named: tuple[EventActor, ...],
    canonical: Canonical,
    fighting: Sequence[EventActor],
) -> tuple[EventActor, ...]:
    """named: all that the claims name. fighting: of a mutual fight every party, an actor whoever one claim has as
    victim."""
    told = [(n, _recipients(n)) for n in nodes]
    if any(refs != n.claim.recipients for n, refs in told):
        named = actors_of(told, canonical)
    known = {_key(a) for a in fighting}
    return tuple(r for r in named if _key(r) not in known)


def _recipients(node: Node) -> tuple[ActorRef, ...]:
    """Counts of people are left to the toll ("12 people"), and of counts of others the number ("three guards")."""
    told = []
    for ref in node.claim.recipients:
        harm = counted_in(node, ref) if ref.entity is None else None
        victims = harm.victims or "" if harm is not None else ""
        if harm is None or not ref.name.endswith(victims):
            told.append(ref)
        elif scope_of(harm):
            told.append(replace(ref, name=victims))
    return tuple(told)


def _key(actor: EventActor) -> tuple[str | None, str]:
    return (actor.entity, "") if actor.entity else (None, actor.name)


def summary(
    kind: str,
    name: str | None,
    actors: Sequence[EventActor],
    recipients: Sequence[EventActor],
    reciprocal: bool,
    place: str | None,
    time: Time | None,
    tolls: Sequence[Toll],
) -> str:
    """A short line made of the fields: "ASSAULT: the army → villagers, Kobani, 2026-01-06; killed 3 to 5"."""
    sides = _facing(actors) if reciprocal else ", ".join(_few(actors))
    if recipients and not reciprocal:
        sides = f"{sides or '?'} → {', '.join(_few(recipients))}"
    parts = [p for p in (name, sides, place, _when(time)) if p]
    line = f"{kind}: {', '.join(parts)}" if parts else kind
    harm = "; ".join(f"{t.kind} {_range(t)}" for t in tolls)
    return f"{line}; {harm}" if harm else line


_SHOWN = 3


def _facing(actors: Sequence[EventActor]) -> str:
    """Those of a mutual event, with a dash only between ones that stand together in one claim, who come first."""
    for one in actors:
        together = [one]
        for other in actors:
            shared = set(other.claims).intersection(*(a.claims for a in together))
            if other not in together and shared:
                together.append(other)
        if len(together) > 1:
            shown = together[:_SHOWN]
            rest = len(actors) - len(shown)
            return " – ".join(a.name for a in shown) + (f", {rest} more" if rest else "")
    return ", ".join(_few(actors))


def _few(actors: Sequence[EventActor]) -> list[str]:
    names = [a.name for a in actors[:_SHOWN]]
    return [*names, f"{len(actors) - _SHOWN} more"] if len(actors) > _SHOWN else names


def _when(time: Time | None) -> str:
    if time is None:
        return ""
    if time.start is None:
        return f"no later than {time.end}" if time.end else ""
    return time.start if time.end in (None, time.start) else f"{time.start} to {time.end}"


def _range(toll: Toll) -> str:
    """ "3", "3 to 5", "at least 30", "12 to at least 30", "up to 22"; of a vague toll the words: "“dozens”"."""
    low, high = toll.minimum, toll.maximum
    if toll.vague or (low is None and high is None):
        return " / ".join(f"“{words}”" for words in toll.words[:_SHOWN])
    if high is not None:
        return f"up to {high}" if low is None else str(low) if low == high else f"{low} to {high}"
    top = toll.highest if toll.highest is not None else low
    return f"at least {low}" if top in (low, None) else f"{low} to at least {top}"
