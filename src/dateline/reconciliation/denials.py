"""Denials put beside the happening that they deny; accusations, and who denies them, beside the one they speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.model import ClaimRef, EventType, Modality
from dateline.reconciliation.candidates import Index
from dateline.reconciliation.cluster import ACROSS
from dateline.reconciliation.compare import compare
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.profiles import Profile
from dateline.reconciliation.ties import same_target, tied

_REACH = 1500  # characters, some paragraphs: how far from an attack it is spoken of
_OF_BLAME = re.compile(r"\b(?:accus|alleg|charge|claim|blame|responsib|involve|role\b|part in)", re.IGNORECASE)


def timeless(denial: Node) -> Node:
    """The denial without the day on which it was uttered.

    Only a day told after the word for the happening, in its own clause ("denied that it shelled the port on Monday"),
    is the happening's.
    """
    time, claim = denial.claim.time, denial.claim
    for evidence in time.evidence if time is not None else ():
        between = claim.sentence.quote[claim.trigger.end - claim.sentence.start : evidence.start - claim.sentence.start]
        if evidence.start >= claim.trigger.end and "," not in between:
            return denial
    return replace(denial, days=None, partial=None)


def attach(
    denied: Sequence[Profile], episodes: Sequence[Episode], decided: Constraints[ClaimRef] | None = None
) -> tuple[dict[int, list[Node]], list[Profile]]:
    """Denials by the number of the happening that they deny; those that deny nothing told stand alone.

    decided: what people said a denial is about, and what it is not about.
    """
    decided = decided or Constraints()
    index = Index()
    for number, episode in enumerate(episodes if denied else ()):
        index.put(number, episode.whole)
    places = _told_where(episodes) if denied else {}
    told = {n.ref: number for number, e in enumerate(episodes) for n in e.whole.nodes} if decided else {}
    against: dict[int, list[Node]] = {}
    alone: list[Profile] = []
    for denial in denied:
        near = dict.fromkeys([*index.near(denial), *_around(denial, places)])
        scored = [(score, -n) for n in near if (score := _denies(denial, episodes[n].whole))]
        if decided:
            refs = [n.ref for n in denial.nodes]
            scored = [(s, n) for s, n in scored if not decided.bars(refs, {m.ref for m in episodes[-n].whole.nodes})]
            scored += [(2.0, -told[one]) for ref in refs for one in decided.group(ref) if one in told]
        if scored:
            against.setdefault(-max(scored)[1], []).extend(denial.nodes)
        else:
            alone.append(denial)
    return against, alone


def _told_where(episodes: Sequence[Episode]) -> Mapping[str, list[tuple[int, int]]]:
    """By report where in it happenings are told: (position, number)."""
    told: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        for node in episode.whole.nodes:
            told[node.claim.report].append((node.claim.trigger.start, number))
    return told


def _around(denial: Profile, told: Mapping[str, list[tuple[int, int]]]) -> list[int]:
    """The happenings told around a denial in its own reports, within reach."""
    return sorted(
        {
            number
            for node in denial.nodes
            for at, number in told.get(node.claim.report, ())
            if abs(at - node.claim.trigger.start) <= _REACH
        }
    )


def _denies(denial: Profile, told: Profile) -> float:
    """How well the denial fits; 0 where it does not: by its score, or by the target or place that both name."""
    if denial.type is EventType.SUPPORT and all(n.claim.modality is Modality.VERBAL for n in told.nodes):
        return 0.0  # "denied backing the rebels" says nothing of whom somebody praised
    comparison = compare(denial, told)
    if comparison.barred or denial.type is not told.type:
        return comparison.score if comparison.score >= ACROSS else 0.0
    named = same_target(denial, told) or bool(denial.places.keys() & told.places.keys())
    return comparison.score if comparison.score >= ACROSS or (named and tied(denial, told)) else 0.0


def spoken_of(nodes: Iterable[Node], episodes: Sequence[Episode]) -> Mapping[int, list[Node]]:
    """By the number of an attack: claims near it in its reports by which somebody is accused, or denies that he did it.

    Of days of fighting a denial says nothing: what it denies may be any deed.
    """
    told = _told_where(episodes)
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        near = [
            (abs(at - node.claim.trigger.start), n)
            for at, n in told.get(node.claim.report, ())
            if episodes[n].whole.type is EventType.ASSAULT
        ]
        if near and min(near)[0] <= _REACH and (accuses(node) or denies_blame(node)):
            number = min(near)[1]
            if not episodes[number].lasts:
                found[number].append(node)
    return found


def accuses(node: Node) -> bool:
    """Whether a claim lays something at one party's door."""
    return node.type is EventType.ACCUSE and node.claim.mode == "allege" and bool(node.claim.recipients)


def denies_blame(node: Node) -> bool:
    """ "X denied the accusation", "X rejected the claim"."""
    claim = node.claim
    after = claim.sentence.quote[claim.trigger.end - claim.sentence.start :]
    return node.type is EventType.REJECT and claim.mode is None and _OF_BLAME.search(after) is not None
