"""Denials put beside the happening that they deny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import ClaimRef
from dateline.reconciliation.candidates import Index
from dateline.reconciliation.cluster import ACROSS
from dateline.reconciliation.compare import compare
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.profiles import Profile
from dateline.reconciliation.ties import same_target, tied


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
    told = {n.ref: number for number, e in enumerate(episodes) for n in e.whole.nodes} if decided else {}
    against: dict[int, list[Node]] = {}
    alone: list[Profile] = []
    for denial in denied:
        scored = [(score, -n) for n in index.near(denial) if (score := _denies(denial, episodes[n].whole))]
        if decided:
            refs = [n.ref for n in denial.nodes]
            scored = [(s, n) for s, n in scored if not decided.bars(refs, {m.ref for m in episodes[-n].whole.nodes})]
            scored += [(2.0, -told[one]) for ref in refs for one in decided.group(ref) if one in told]
        if scored:
            against.setdefault(-max(scored)[1], []).extend(denial.nodes)
        else:
            alone.append(denial)
    return against, alone


def _denies(denial: Profile, told: Profile) -> float:
    """How well the denial fits; 0 where it does not: by its score, or by the target or place that both name."""
    comparison = compare(denial, told)
    if comparison.barred or denial.type is not told.type:
        return comparison.score if comparison.score >= ACROSS else 0.0
    named = same_target(denial, told) or bool(denial.places.keys() & told.places.keys())
    return comparison.score if comparison.score >= ACROSS or (named and tied(denial, told)) else 0.0
