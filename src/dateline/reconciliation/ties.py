"""What ties a telling without day or place to a happening: to stand in one report is not enough."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import ActorRef, Claim
from dateline.reconciliation.nodes import Node, content_words, counted_in
from dateline.reconciliation.profiles import CLASH, Profile

_REACH = 400  # characters, about a paragraph: how far back "the attack" points
_NEXT = 3  # characters between a sentence and the next one
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)


def tied(one: Profile, other: Profile) -> bool:
    """Whether they share a party, target, instrument, mode or toll, or one points back to the other in the text."""
    if parted(one, other):
        return False
    if _share_party(one, other) or one.harms & other.harms:
        return True
    if (one.modes & other.modes) - {CLASH} or _instruments(one) & _instruments(other):
        return True
    return same_target(one, other) or points_back(one, other)


def same_target(one: Profile, other: Profile) -> bool:
    """Whether they are told of the same victim or thing struck."""
    return bool(one.recipients & other.recipients or _targets(one) & _targets(other))


def _share_party(one: Profile, other: Profile) -> bool:
    """Whoever acts in both does so to the same ones, as far as both say to whom: an army attacks many."""
    if one.recipients & other.recipients:
        return True
    if one.recipients and other.recipients and one.actors & other.actors:
        return CLASH in (one.modes | other.modes)
    return bool(one.parties & other.parties)


def points_back(one: Profile, other: Profile) -> bool:
    """Whether one is told in a sentence of the other, right after it as its toll, or by "the attack" soon after it."""
    if parted(one, other):
        return False
    return any(_points(b.claim, a.claim) for a in one.nodes for b in other.nodes) or any(
        _points(a.claim, b.claim) for a in one.nodes for b in other.nodes
    )


def _points(later: Claim, earlier: Claim) -> bool:
    if later.report != earlier.report:
        return False
    if later.sentence.start == earlier.sentence.start:
        return True
    gap = later.sentence.start - earlier.sentence.end
    if gap < 0 or gap > _REACH:
        return False
    only_toll = bool(later.harms) and later.mode is None and not later.actors
    return (only_toll and gap <= _NEXT) or _is_definite(later)


def _is_definite(claim: Claim) -> bool:
    """Whether the word for the happening stands right behind a definite article or demonstrative."""
    at = claim.trigger.start - claim.sentence.start
    starts = re.match(_DEFINITE.pattern.removesuffix("$"), claim.trigger.quote, re.IGNORECASE)
    return starts is not None or _DEFINITE.search(claim.sentence.quote[: max(0, at)]) is not None


def parted(one: Profile, other: Profile) -> bool:
    """Whether they are done by other means to other things: a depot bombed is no market shelled."""
    if not one.modes or not other.modes or CLASH in (one.modes | other.modes) or one.modes & other.modes:
        return False
    ours, theirs = _targets(one), _targets(other)
    return bool(ours and theirs) and not ours & theirs


def _targets(profile: Profile) -> frozenset[str]:
    """Words for the things struck; people are left out, since one attack harms many kinds of them."""
    if profile.targets is None:
        things = (ref.name for node in profile.nodes for ref in _things(node))
        profile.targets = frozenset(word for name in things for word in content_words(name))
    return profile.targets


def _things(node: Node) -> Iterable[ActorRef]:
    for ref in node.claim.recipients:
        if ref.sector is None and ref.actor_type is None and counted_in(node, ref) is None:
            yield ref


def _instruments(profile: Profile) -> set[str]:
    return {word for node in profile.nodes for name in node.claim.instruments for word in content_words(name)}
