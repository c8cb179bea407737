"""Disputes: claims about one event that cannot all be true, by field, with who says which.

Told apart from disputes: an update (a later figure that is higher), a different scope (children among the dead, one
side's losses), rounding, an open figure that the other satisfies ("at least 12" beside 30), and two sides that both
shoot: only where one source blames one side and another blames the other is it disputed who did it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.model import (
    Dispute,
    EventType,
    HarmKind,
    Place,
)
from dateline.reconciliation.accounts import Account, make_dispute
from dateline.reconciliation.beginnings import answers, who_began, who_killed
from dateline.reconciliation.breaches import who_broke_it
from dateline.reconciliation.compare import kilometres, places_agree
from dateline.reconciliation.denials import accuses, denies_blame
from dateline.reconciliation.facet_disputes import facet_disputes
from dateline.reconciliation.nodes import Node, iso_day
from dateline.reconciliation.profiles import CLASH, PRECISE
from dateline.reconciliation.toll_disputes import toll_dispute, victims_dispute, where_killed_dispute
from dateline.reconciliation.tolls import READ
from dateline.reconciliation.voices import Source

_APART_KM = 20.0
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})


def find_disputes(account: Account) -> tuple[Dispute, ...]:
    """The disputes of one event, in a fixed order of fields."""
    violent = any(n.type in _VIOLENT for n in account.nodes)
    if account.is_of_one_claim:  # one source contradicts nobody but, in whom it has on which side, itself
        confused = _together_or_against(account) if violent else None
        return (confused,) if confused is not None else ()
    kinds = [
        kind for kind in READ if violent or kind is not HarmKind.EVACUATED
    ]  # of many evacuations each counts its own
    found: list[Dispute | None] = [toll_dispute(account, kind) for kind in kinds]
    if violent:
        began = who_began(account) if account.prolonged or any(_is_clash(n) for n in account.nodes) else None
        blamed = (began, who_killed(account)) if account.prolonged else (began or _who(account),)
        found += [_together_or_against(account), *blamed, victims_dispute(account), where_killed_dispute(account)]
    found += [who_broke_it(account), _where(account), _when(account), _whether(account), *facet_disputes(account)]
    flagged = _contradicted(account)
    if flagged is not None and all(d is None or d.field != flagged.field for d in found):
        found.append(flagged)
    return tuple(d for d in found if d is not None)


# -- who ------------------------------------------------------------------------------------------------------------


def _who(account: Account) -> Dispute | None:
    """One source says that one side did it, another that the other did; or the one that is blamed denies it.

    At least one of two sources that differ is one quoted.
    """
    blamed = _blamed(account)
    contested = {
        side: nodes
        for side, nodes in blamed.items()
        if any(_contest(account, nodes, others) for rival, others in blamed.items() if rival != side)
    }
    field = "roles" if _reversed(account, contested) else "actors"
    values = {account.sides.name(side): nodes for side, nodes in sorted(contested.items())}
    for side, nodes in _denied_blame(account).items():
        if (accusers := _accusers(account, side, blamed.get(side, []))) and (side in contested or not contested):
            values.setdefault(account.sides.name(side), accusers)
            values[f"denied by {account.sides.name(side)}"] = nodes
    reason = "one source blames one side and another source the other, or the one blamed denies it"
    return make_dispute(field, values, reason, account.sources)


def _denied_blame(account: Account) -> dict[str, list[Node]]:
    """By side its own words that it did not do what it is accused of."""
    found: dict[str, list[Node]] = {}
    for node in filter(denies_blame, account.around.spoken_of):
        for side in account.sides.fighters(node.claim.actors, node.claim.report):
            found.setdefault(side, []).append(node)
    return found


def _accusers(account: Account, side: str, blamed: Sequence[Node]) -> list[Node]:
    """Claims that have the side do it, and accusations of it."""
    accusing = [
        n
        for n in account.around.spoken_of
        if accuses(n) and account.sides.fighters(n.claim.recipients, n.claim.report) == (side,)
    ]
    return [*blamed, *accusing]


def _blamed(account: Account) -> dict[str, list[Node]]:
    """The claims that name one side as the only culprit, or accuse it near the attack, by that side."""
    blamed: defaultdict[str, list[Node]] = defaultdict(list)
    for node in account.nodes:
        culprits = account.sides.fighters(node.claim.actors, node.claim.report)
        told = node.type in _VIOLENT and account.sources.of(node.claim) is not None
        if told and len(culprits) == 1 and not node.claim.reciprocal and not _answers(node):
            blamed[culprits[0]].append(node)
    for node in filter(accuses, account.around.spoken_of):
        accused = account.sides.fighters(node.claim.recipients, node.claim.report)
        if len(accused) == 1 and account.sources.of(node.claim) is not None:
            blamed[accused[0]].append(node)
    return blamed


def _answers(node: Node) -> bool:
    """Whether the attack is told as an answer to one ("fired back") or as a clash: it blames nobody."""
    return node.claim.mode == CLASH or answers(node)


def _is_clash(node: Node) -> bool:
    return node.claim.mode == CLASH or node.claim.reciprocal


def _contest(account: Account, ours: Sequence[Node], theirs: Sequence[Node]) -> bool:
    """Whether some two claims, one on each side, come from different sources and one of them is quoted."""
    mine = {s.key: s for n in ours if (s := account.sources.of(n.claim))}
    others = {s.key: s for n in theirs if (s := account.sources.of(n.claim))}
    return any(a.key != b.key and _quoted(a, b) for a in mine.values() for b in others.values())


def _quoted(one: Source, other: Source) -> bool:
    return not (one.narration and other.narration)


def _reversed(account: Account, contested: dict[str, list[Node]]) -> bool:
    """Whether a side that one claim has as culprit is another claim's victim."""
    victims = {
        (culprit, victim)
        for culprit, nodes in contested.items()
        for node in nodes
        for victim in account.sides.fighters(node.claim.recipients, node.claim.report)
    }
    return any((victim, culprit) in victims for culprit, victim in victims if culprit != victim)


def _together_or_against(account: Account) -> Dispute | None:
    """Two sides that stand together in one claim and fight each other in another, even within one report."""
    together: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    against: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in account.nodes:
        actors = account.sides.fighters(node.claim.actors, node.claim.report)
        recipients = account.sides.fighters(node.claim.recipients, node.claim.report)
        where = against if node.claim.reciprocal else together
        for one, other in _pairs(actors):
            where[one, other].append(node)
        for one in actors:
            for other in recipients:
                if one != other:
                    against[min(one, other), max(one, other)].append(node)
    for pair in sorted(together.keys() & against.keys()):
        one, other = (account.sides.name(side) for side in pair)
        values = {f"{one} and {other} together": together[pair], f"{one} against {other}": against[pair]}
        return make_dispute(
            "roles", values, "the same two are told of as fighting together and against each other", account.sources
        )
    return None


def _contradicted(account: Account) -> Dispute | None:
    """Two claims of one report that its own flag says contradict each other; of a deed also denied, whether it was."""
    denied = {n.ref for n in account.denials}
    for flag in account.contradictions:
        told = [n for e in flag.evidence for n in (*account.nodes, *account.denials) if n.claim.trigger == e]
        told = list({n.ref: n for n in told}.values())
        if len(told) > 1:
            texts = [n.claim.trigger.quote for n in told]
            if len(set(texts)) < len(texts):
                texts = [n.claim.sentence.quote for n in told]
            field = "occurrence" if any(n.ref in denied for n in told) else "roles"
            values: dict[str, list[Node]] = {}
            for text, node in zip(texts, told, strict=True):
                values.setdefault(text, []).append(node)
            return make_dispute(field, values, flag.reason, account.sources)
    return None


def _pairs(sides: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for n, one in enumerate(sides) for other in sides[n + 1 :]]


# -- where, when, whether -------------------------------------------------------------------------------------------


def _where(account: Account) -> Dispute | None:
    """Two places, both exact, neither inside the other. Days of fighting have many places, and no dispute."""
    if account.prolonged:
        return None
    placed: dict[str, list[Node]] = {}
    spots: dict[str, Place] = {}
    for node in account.nodes:
        place = node.place
        if place is None or place.precision not in PRECISE:
            continue
        name = next((n for n, p in spots.items() if _one_spot(p, place)), place.name)
        spots.setdefault(name, place)
        placed.setdefault(name, []).append(node)
    told = [{n.claim.report for n in nodes} for nodes in placed.values()]
    if sum(map(len, told)) != len(set().union(*told)):
        return None  # a report that tells of both places tells of two
    return _if_independent(account, "place", placed, "places more than 20 km apart for one happening")


def _one_spot(one: Place, other: Place) -> bool:
    km = kilometres(one, other)
    return places_agree(one, other) >= 0.9 or (km is not None and km <= _APART_KM)


def _when(account: Account) -> Dispute | None:
    """Two days, both exact, for one happening that did not last for days."""
    if account.prolonged:
        return None
    dated: defaultdict[str, list[Node]] = defaultdict(list)
    for node in account.nodes:
        if node.days is not None and node.days.exact:
            dated[iso_day(node.days.first)].append(node)
    return _if_independent(account, "time", dict(sorted(dated.items())), "different days for one happening")


def _if_independent(account: Account, field: str, values: dict[str, list[Node]], reason: str) -> Dispute | None:
    """A dispute only where no source gives two of the values: that would be a story of two places or days."""
    keys = [{s.key for n in nodes if (s := account.sources.of(n.claim))} for nodes in values.values()]
    if sum(len(k) for k in keys) != len(set().union(*keys)):
        return None
    return make_dispute(field, values, reason, account.sources)


def _whether(account: Account) -> Dispute | None:
    """Some say that it happened, others that it did not. To deny one incident is not to deny days of fighting."""
    deniers = {account.sources.of(n.claim) for n in account.denials}
    tellers = [n for n in account.nodes if account.sources.of(n.claim) not in deniers]
    if account.prolonged or not account.denials or not tellers:
        return None
    values = {"happened": tellers, "did not happen": list(account.denials)}
    return make_dispute("occurrence", values, "claimed by some and denied by others", account.sources)
