"""Claims of many reports → entities, events, copies, disputes: the only step that needs more than one report."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from dateline.model import ClaimRef, Decision, Event, Flag, FlagKind, Reconciliation, ReportClaims
from dateline.reconciliation.accounts import Around
from dateline.reconciliation.beginnings import blames_each
from dateline.reconciliation.beside import beside
from dateline.reconciliation.breaches import breaches
from dateline.reconciliation.cluster import Join, cluster_claims
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.copies import find_repeats
from dateline.reconciliation.denials import attach, spoken_of, timeless
from dateline.reconciliation.details import details_told
from dateline.reconciliation.edits import refusal
from dateline.reconciliation.entities import join_entities
from dateline.reconciliation.episodes import gather
from dateline.reconciliation.events import Telling, alone, make_events, parts, pieces, told
from dateline.reconciliation.flags import copy_flags, event_flags, report_flags
from dateline.reconciliation.known import known_by, published_by
from dateline.reconciliation.moved_out import moved_out
from dateline.reconciliation.nodes import Node, World, canonical_map, make_nodes
from dateline.reconciliation.origins import AllSources
from dateline.reconciliation.remarks import Remarks
from dateline.reconciliation.rulings import impossible, rule
from dateline.reconciliation.spread import Spread, here


def reconcile(
    readings: Sequence[ReportClaims], decisions: Iterable[Decision] = (), spread: Spread = here
) -> Reconciliation:
    """Everything that the reports say together; the order in which they come is of no consequence.

    Of two readings of one report the first counts. decisions: of people; the latest stands, whatever the machine finds.
    spread: does the heavy parts; wherever it does them, the result is the same.
    """
    with _no_collector():
        return _reconciled(readings, decisions, spread)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing here refers to itself: the collector would walk all readings again and again, a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reconciled(readings: Sequence[ReportClaims], decisions: Iterable[Decision], spread: Spread) -> Reconciliation:
    first = {r.report: r for r in sorted(readings, key=lambda r: (r.report, r.file), reverse=True)}
    ruled = rule([first[report] for report in sorted(first)], decisions)
    ordered = ruled.readings
    by_id = {r.report: r for r in ordered}
    entities, entity_judgements = join_entities(ordered, ruled.entities, spread)
    canonical = canonical_map(entities)
    repeats = find_repeats(ordered, ruled.reports, ruled.originals, spread)
    remarks = Remarks(ordered, canonical, repeats)
    nodes = make_nodes(ordered, canonical)
    sources = AllSources(ordered, canonical, repeats, remarks)
    contradictions = {r.report: [f for f in r.flags if f.kind is FlagKind.CONTRADICTION] for r in ordered}
    tellings, joins = _tellings(ordered, nodes, ruled.claims, spread)
    made = spread(make_events, pieces(tellings, canonical, sources, contradictions))
    events = sorted((event for some in made for event in some), key=_event_order)
    flags = [flag for event in events for flag in event_flags(event)]
    flags += report_flags(events, by_id) + copy_flags(repeats.copies, by_id)
    return Reconciliation(
        entities=entities,
        events=tuple(events),
        copies=repeats.copies,
        judgements=(
            *ruled.judgements,
            *entity_judgements,
            *repeats.judgements,
            *(join.judgement() for join in joins),
        ),
        flags=tuple(sorted(flags, key=_flag_order)),
        rulings=ruled.rulings,
        amended=ruled.amended,
        passages=repeats.passages,
        shared_statements=remarks.shared,
    )


def _tellings(
    readings: Sequence[ReportClaims], nodes: Sequence[Node], decided: Constraints[ClaimRef], spread: Spread
) -> tuple[list[Telling], list[Join]]:
    """What is to be made into events: happenings, their parts, plans and lone denials, each world for itself."""
    real = [n for n in nodes if n.world is World.REAL]
    worlds = [
        real,
        [n for n in nodes if n.world is World.PLANNED],
        [timeless(n) for n in nodes if n.world is World.DENIED],
    ]
    happened, planned, denied = cluster_claims(worlds, decided, spread)
    episodes = gather(happened.groups, decided)
    against, unattached = attach(denied.groups, episodes, decided)
    others = beside((n for n in nodes if n.world is not World.DENIED), episodes)
    blames, accused = blames_each(real, episodes), spoken_of(real, episodes)
    moved, details = moved_out(real, episodes), details_told(readings, episodes)
    broken = breaches((n for n in nodes if n.world in (World.REAL, World.DENIED)), episodes)
    tellings = []
    for n, episode in enumerate(episodes):
        around = Around(
            denials=against.get(n, ()),
            beside=others.get(n, ()),
            blames=blames.get(n, ()),
            spoken_of=accused.get(n, ()),
            moved_out=moved.get(n, ()),
            details=details.get(n, ()),
            breaches=broken.get(n, ()),
        )
        tellings.append(told(episode, around))
    tellings += [part for episode in episodes for part in parts(episode)]
    tellings += [alone(group) for group in (*planned.groups, *unattached)]
    return tellings, [*happened.joins, *planned.joins, *denied.joins]


def _event_order(event: Event) -> tuple[bool, str, str]:
    start = event.time.start if event.time and event.time.start else ""
    return (not start or start.startswith("--"), start, event.id)


def _flag_order(flag: Flag) -> tuple[str, str, str, str]:
    return (flag.report or "", flag.event or "", flag.kind.value, flag.reason)


__all__ = ["Spread", "here", "impossible", "known_by", "published_by", "reconcile", "refusal"]
