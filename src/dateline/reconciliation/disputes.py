"""Disputes: claims about one event that cannot all be true, by field, with who says which.

Told apart from disputes: an update (a later figure that is higher), a different scope (children among the dead, one
side's losses), rounding, an open figure that the other satisfies ("at least 12" beside 30), and two sides that both
shoot: only where one source blames one side and another blames the other is it disputed who did it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import (
    ActorRef,
    Claim,
    Dispute,
    DisputeValue,
    EventType,
    Flag,
    HarmKind,
    LinkRole,
    Place,
)
from dateline.reconciliation.beside import BROKERED
from dateline.reconciliation.compare import kilometres, places_agree
from dateline.reconciliation.facets import NOT_NAMED, facets, names_of
from dateline.reconciliation.nodes import COMMUNITY_SECTORS, Node, iso_day
from dateline.reconciliation.origins import Sources
from dateline.reconciliation.profiles import CLASH, PRECISE
from dateline.reconciliation.sides import Sides
from dateline.reconciliation.tolls import READ, Figure, figures
from dateline.reconciliation.values import type_of
from dateline.reconciliation.voices import Source
from dateline.reference.actors import classify

ROUNDING = 0.1  # figures within a tenth of each other are one figure, rounded
_ANSWERS = re.compile(r"\b(?:back|answer|return|retaliat|respon|repel|repuls)", re.IGNORECASE)  # not who began
_NEXT_WORD = 6  # characters
_APART_KM = 20.0
_MOST_FIGURES = 200  # distinct figures of one kind and scope that are held against each other
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Account:
    """What disputes are looked for in: an event's claims, those that deny it, and whether it is days of fighting.

    contradictions: flags of reports in which two sentences contradict each other, with both as evidence. beside: claims
    of other types that its reports tell of it: who fled, who brokered it.
    """

    nodes: Sequence[Node]
    denials: Sequence[Node]
    prolonged: bool
    sides: Sides
    sources: Sources
    contradictions: Sequence[Flag] = ()
    beside: Sequence[Node] = ()


def find_disputes(account: Account) -> tuple[Dispute, ...]:
    """The disputes of one event, in a fixed order of fields."""
    found: list[Dispute | None] = [toll_dispute(account, kind) for kind in READ]
    if any(n.type in _VIOLENT for n in account.nodes):
        found += [_together_or_against(account), _who(account), victims_dispute(account)]
    found += [_where(account), _when(account), _whether(account), *facet_disputes(account)]
    flagged = _contradicted(account)
    if flagged is not None and all(d is None or d.field != flagged.field for d in found):
        found.append(flagged)
    return tuple(d for d in found if d is not None)


# -- values ---------------------------------------------------------------------------------------------------------


def said_by(claim: Claim) -> tuple[str, ...]:
    """Names along the chain, nearest the event first; a rumour has none."""
    return tuple(link.name for link in claim.chain if link.name)


def _value(text: str, nodes: Iterable[Node]) -> DisputeValue:
    told = sorted(nodes, key=lambda n: n.order)
    best = min(told, key=lambda n: (all(link.role is LinkRole.OUTLET for link in n.claim.chain), n.order))
    return DisputeValue(
        value=text,
        said_by=said_by(best.claim),
        chain=best.claim.chain,
        claims=tuple(dict.fromkeys(n.ref for n in told)),
        reports=tuple(dict.fromkeys(n.claim.report for n in told)),
    )


def _dispute(field: str, sides: dict[str, list[Node]], reason: str) -> Dispute | None:
    """A dispute between the values, most claimed first; None where fewer than two are left."""
    values = [_value(text, nodes) for text, nodes in sides.items() if nodes]
    if len(values) < 2:
        return None
    return Dispute(field, tuple(sorted(values, key=lambda v: (-len(v.reports), v.claims[0].report, v.value))), reason)


# -- the toll -------------------------------------------------------------------------------------------------------


def toll_dispute(account: Account, kind: HarmKind) -> Dispute | None:
    """Figures for the same people at the same time, from different origins, that exclude each other."""
    by_scope: defaultdict[str, list[Figure]] = defaultdict(list)
    told = [*account.nodes, *account.beside] if kind is HarmKind.DISPLACED else account.nodes
    for figure in figures(told, kind, account.sources):
        if figure.origin != "rumour":
            by_scope[_scope(figure)].append(figure)
    at_odds: dict[str, list[Node]] = {}
    for scope in sorted(by_scope):
        for figure in _with_equals(_at_odds(by_scope[scope], account.prolonged), by_scope[scope]):
            text = " ".join(filter(None, (figure.harm.words, scope)))
            at_odds.setdefault(text, []).append(figure.node)
    reason = "different origins give figures for the same people at the same time that exclude each other"
    return _dispute(kind.value, at_odds, reason)


def _scope(figure: Figure) -> str:
    """Whom a figure counts; who flees is counted as residents, civilians or people alike."""
    fled = figure.harm.kind is HarmKind.DISPLACED and _who_is_hurt(figure.scope) is False
    return "" if fled else figure.scope


def _with_equals(at_odds: Sequence[Figure], counted: Sequence[Figure]) -> list[Figure]:
    """Figures at odds, and whoever else gives one of the same numbers."""
    numbers = {(f.low, f.high) for f in at_odds}
    return sorted((f for f in counted if (f.low, f.high) in numbers), key=lambda f: f.node.order)


def _at_odds(counted: Sequence[Figure], prolonged: bool) -> list[Figure]:
    """Those figures that exclude another one; each distinct figure of an origin is compared once.

    Two figures that add up to a third of their report are its parts and are left out.
    """
    kept: dict[tuple[str, str, int, int, bool], list[Figure]] = defaultdict(list)
    for figure in counted:
        report = figure.node.claim.report
        kept[report, figure.origin, figure.low, figure.high, figure.open].append(figure)
    groups = [kept[key] for key in sorted(kept)]
    found: list[Figure] = []
    groups = groups[:_MOST_FIGURES]
    totals = {(g[0].node.claim.report, g[0].low) for g in groups}
    parts = {
        (report, part)
        for n, a in enumerate(groups)
        for b in groups[n + 1 :]
        if (report := a[0].node.claim.report) == b[0].node.claim.report and (report, a[0].low + b[0].low) in totals
        for part in (a[0].low, b[0].low)
    }
    whole = [g for g in groups if (g[0].node.claim.report, g[0].low) not in parts]
    for group in whole:
        if any(_exclude(group[0], other[0], prolonged) for other in whole):
            found.extend(group)
    return sorted(found, key=lambda f: f.node.order)


def _exclude(one: Figure, other: Figure, prolonged: bool) -> bool:
    if one.origin == other.origin or not _same_time(one, other, prolonged):
        return False
    low, high = sorted((one, other), key=lambda f: (f.low, f.high))
    if one.harm.kind is HarmKind.DISPLACED and not (one.harm.vague or other.harm.vague):
        return 2 * low.high < high.low  # counted by so many that "more than" closes nothing; a half is more than news
    if low.open or high.low <= low.high or (prolonged and 2 * low.high < high.low):
        return False  # of days of fighting, a figure under half of another counts a part
    if high.day > low.day > 0 and high.node.claim.report != low.node.claim.report:
        return False  # a later, higher figure is an update
    return high.low - low.high > ROUNDING * high.low


def _same_time(one: Figure, other: Figure, prolonged: bool) -> bool:
    """Over days of fighting only figures of one day can exclude each other, and counts of the displaced where a day is
    unknown; of a single incident all can."""
    if one.node.claim.report == other.node.claim.report:
        return one.harm.running_total == other.harm.running_total or not prolonged
    if not prolonged:
        return True
    if one.harm.kind is HarmKind.DISPLACED and 0 in (one.day, other.day):
        return True
    return one.day == other.day != 0 or bool(_dates(one) & _dates(other))


def _dates(figure: Figure) -> set[tuple[int, int]]:
    """Month and day of a figure: of the claim's own day, else of its report."""
    node = figure.node
    if node.partial is not None:
        return {node.partial} if node.partial[1] else set()
    day = node.days.first if node.days is not None and node.days.exact else figure.day
    date = dt.date.fromordinal(day) if day else None
    return {(date.month, date.day)} if date else set()


# -- to whom --------------------------------------------------------------------------------------------------------

_FIGHTING = frozenset({"MIL", "REB", "UAF", "SPY", "COP"})


def victims_dispute(account: Account) -> Dispute | None:
    """One source has as many fighters dead or hurt as another has civilians: the same people, told of otherwise."""
    if account.prolonged:
        return None
    for kind in READ:
        fighting: defaultdict[tuple[str, int], list[Figure]] = defaultdict(list)
        peaceful: defaultdict[tuple[str, int], list[Figure]] = defaultdict(list)
        for figure in figures(account.nodes, kind, account.sources):
            side = _who_is_hurt(figure.scope)
            if side is not None and figure.origin != "rumour" and not figure.harm.vague:
                (fighting if side else peaceful)[figure.origin, figure.low].append(figure)
        tell_both = {o for o, _ in fighting} & {o for o, _ in peaceful}
        shared = {n for o, n in fighting if o not in tell_both} & {n for o, n in peaceful if o not in tell_both}
        values: dict[str, list[Node]] = {}
        for told in (fighting, peaceful):
            for (origin, count), counted in sorted(told.items()):
                if count in shared and origin not in tell_both:
                    for figure in counted:
                        values.setdefault(figure.scope, []).append(figure.node)
        if values:
            return _dispute("recipients", values, "the same number, fighters by one source and civilians by another")
    return None


@lru_cache(maxsize=4096)
def _who_is_hurt(scope: str) -> bool | None:
    """Whether the words name fighters; None where they do not tell."""
    sector = classify(scope).sector if scope else None
    return True if sector in _FIGHTING else False if sector in COMMUNITY_SECTORS else None


# -- who ------------------------------------------------------------------------------------------------------------


def _who(account: Account) -> Dispute | None:
    """One source says that one side did it, another that the other did; at least one of the two is a source quoted."""
    blamed = _blamed(account)
    contested = {
        side: nodes
        for side, nodes in blamed.items()
        if any(_contest(account, nodes, others) for rival, others in blamed.items() if rival != side)
    }
    values = {account.sides.name(side): nodes for side, nodes in sorted(contested.items())}
    reason = "one source blames one side and another source the other"
    return _dispute("roles" if _reversed(account, contested) else "actors", values, reason)


def _blamed(account: Account) -> dict[str, list[Node]]:
    """The claims that name one side as the only culprit, by that side.

    In days of fighting both sides attack, and to tell of it blames nobody: there a report's own narration counts only
    where it has one side alone attack, and nobody's account of his own attacks.
    """
    blamed: defaultdict[str, list[Node]] = defaultdict(list)
    narrated: defaultdict[str, dict[str, list[Node]]] = defaultdict(dict)
    for node in account.nodes:
        source, report = account.sources.of(node.claim), node.claim.report
        culprits = account.sides.fighters(node.claim.actors, report)
        if node.type not in _VIOLENT or source is None or not culprits or _answers(node):
            continue
        if account.prolonged and _own_deed(source, culprits, account):
            continue
        one_sided = len(culprits) == 1 and not node.claim.reciprocal
        if account.prolonged and source.narration:
            for side in culprits:
                narrated[report].setdefault(side, []).append(node)
        elif one_sided:
            blamed[culprits[0]].append(node)
    for report in sorted(narrated):
        if len(narrated[report]) == 1:
            for side, nodes in narrated[report].items():
                blamed[side].extend(nodes)
    return blamed


def _own_deed(source: Source, culprits: Sequence[str], account: Account) -> bool:
    """Whether the source is a body or officer of the side that it has attack."""
    entity = source.entity
    if entity is None:
        return False
    own = ActorRef(entity.name, None, entity.country, entity.sector)
    return account.sides.find(f"e:{entity.id}") in culprits or account.sides.of(own, "") in culprits


def _answers(node: Node) -> bool:
    """Whether the attack is told as an answer to one ("fired back") or as a clash: it blames nobody."""
    sentence, trigger = node.claim.sentence, node.claim.trigger
    end = trigger.end - sentence.start
    if node.claim.mode == CLASH:
        return True
    return _ANSWERS.search(f"{trigger.quote}{sentence.quote[end : end + _NEXT_WORD]}") is not None


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
        return _dispute("roles", values, "the same two are told of as fighting together and against each other")
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
            return _dispute(field, values, flag.reason)
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
    return _dispute(field, values, reason)


def _whether(account: Account) -> Dispute | None:
    """Some say that it happened, others that it did not. To deny one incident is not to deny days of fighting."""
    deniers = {account.sources.of(n.claim) for n in account.denials}
    tellers = [n for n in account.nodes if account.sources.of(n.claim) not in deniers]
    if account.prolonged or not account.denials or not tellers:
        return None
    values = {"happened": tellers, "did not happen": list(account.denials)}
    return _dispute("occurrence", values, "claimed by some and denied by others")


# -- what only the words of sentences tell ----------------------------------------------------------------------------

_OF_DAYS = frozenset({"time of day"})  # what differs from day to day in days of fighting


def facet_disputes(account: Account) -> list[Dispute | None]:
    """Fields of `facets` that different sources give values which have nothing in common."""
    kind = type_of(account.nodes)
    said: defaultdict[str, dict[str, list[Node]]] = defaultdict(dict)
    for node in sorted({n.ref: n for n in (*account.nodes, *account.beside)}.values(), key=lambda n: n.order):
        told = facets(node, kind)
        if node.claim.mode == BROKERED and node.type is not kind:
            told = (*told, *(("mediators", name) for ref in node.claim.actors for name in names_of(ref.name)))
        for field, value in told:
            if not (account.prolonged and field in _OF_DAYS):
                said[field].setdefault(value, []).append(node)
    for values in said.values():
        _leave_to_names(values)
    reason = "different sources give it values that have nothing in common"
    return [
        _dispute(field.partition("/")[0], said[field], reason)
        for field in sorted(said)
        if _at_variance(account, said[field])
    ]


def _leave_to_names(values: dict[str, list[Node]]) -> None:
    """Whoever names someone besides those that he does not name is left with the names."""
    naming = {n.claim.report for value, nodes in values.items() if value != NOT_NAMED for n in nodes}
    if NOT_NAMED in values:
        values[NOT_NAMED] = [n for n in values[NOT_NAMED] if n.claim.report not in naming]


def _at_variance(account: Account, values: dict[str, list[Node]]) -> bool:
    """Whether two voices share no value. A voice is a source within one report, the outlet itself too."""
    given: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for value, nodes in values.items():
        for node in nodes:
            if source := account.sources.of(node.claim):
                given[account.sources.text(node.claim.report), source.key].add(value)
    voices = sorted(given.items())[:_MOST_FIGURES]
    return any(
        not ours & theirs and one[1] != other[1]
        for n, (one, ours) in enumerate(voices)
        for other, theirs in voices[n + 1 :]
    )
