"""Details that a report tells in other sentences than those of the happening: put with the happening they belong to.

A detail belongs to the happening of its own sentence; else to the one told last before it, within reach: to the deal,
for a term of a deal. It then counts as told by that happening's claim, with its own words and source.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model import Detail, EventType, ReportClaims
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node
from dateline.reference.details import detail_fields, in_year

_REACH = 1200  # characters, some paragraphs: how far behind the word for an incident its details are told
_DEAL = frozenset({"AGREE"})


@dataclass(frozen=True, slots=True)
class ToldDetail:
    """node: the claim that the detail hangs on, with the detail's own sentence and source."""

    field: str
    value: str
    part: bool
    node: Node


def details_told(readings: Sequence[ReportClaims], episodes: Sequence[Episode]) -> Mapping[int, list[ToldDetail]]:
    """By the number of a happening its details, in the order of reports and texts."""
    told: defaultdict[str, list[tuple[Node, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        for node in episode.whole.nodes:
            told[node.claim.report].append((node, number))
    found: defaultdict[int, list[ToldDetail]] = defaultdict(list)
    for reading in readings:
        nodes = sorted(told.get(reading.report, []), key=lambda item: (item[0].order, item[1]))
        for detail in reading.details:
            hook = _hook(detail, nodes, episodes)
            if hook is not None:
                node, number = hook
                value = in_year(detail.value, _year(node, episodes[number]))
                if value is not None:
                    found[number].append(ToldDetail(detail.field, value, detail.part, _as_told(detail, node)))
    return found


def _hook(detail: Detail, nodes: Sequence[tuple[Node, int]], episodes: Sequence[Episode]) -> tuple[Node, int] | None:
    """The claim that tells the happening which a detail belongs to, with that happening's number.

    A deal whose parties nobody names ("the truce") is another word for the one whose parties are.
    """
    field = detail_fields()[detail.field.partition("/")[0]]
    fitting = [(n, e) for n, e in nodes if not field.of or n.type.value in field.of]
    if field.of == _DEAL:
        fitting = [(n, e) for n, e in fitting if episodes[e].whole.parties] or fitting
    own = [(n, e) for n, e in fitting if n.claim.sentence == detail.sentence]
    if own:
        closest = min(own, key=lambda item: abs(item[0].claim.trigger.start - detail.words.start))
        fights = [
            (n, e) for n, e in nodes if n.type is EventType.ASSAULT and n.claim.trigger.start < detail.words.start
        ]
        alone = len({n.claim.report for n in episodes[closest[1]].whole.nodes}) == 1
        return fights[-1] if "around" in field.flags and alone and fights else closest
    if "sentence" in field.flags or not fitting:
        return None
    before = [(n, e) for n, e in fitting if n.claim.trigger.start < detail.words.start]
    if field.of == _DEAL:
        return (before or fitting[:1])[-1]
    near = [(n, e) for n, e in before if detail.words.start - n.claim.trigger.start <= _REACH]
    return near[-1] if near else None


def _year(node: Node, episode: Episode) -> int | None:
    """That of the happening, else that of the report."""
    days = episode.whole.hull()
    first = days.first if days is not None else node.news_day
    return dt.date.fromordinal(first).year if first is not None else None


def _as_told(detail: Detail, node: Node) -> Node:
    claim = replace(
        node.claim,
        id=detail.id,
        chain=detail.chain,
        sentence=detail.sentence,
        trigger=detail.words,
        statement=detail.statement,
        headline=False,
    )
    return replace(node, claim=claim)
