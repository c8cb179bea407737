"""Who broke a truce or a deal: whom each source accuses of it, who denies it, and that each side accuses the other.

It belongs to the truce that the report tells of, and to the days of fighting around it; else to its fight told most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Dispute, EventType
from dateline.reconciliation.accounts import EACH_OTHER, Account, make_dispute
from dateline.reconciliation.beginnings import each_blames
from dateline.reconciliation.denials import accuses, denies_blame
from dateline.reconciliation.episodes import Episode
from dateline.reconciliation.nodes import Node, World

_VIOLATION = "ceasefire-violation"
_BREACH = re.compile(
    r"\b(?:violat|breach|break|broke|renegin|renege|flout|undermin|derail|sabotag"
    r"|(?:not|failing to|failed to|failure to) (?:honou?r|respect|implement|comply|abide|observ))\w*\b[^.;]{0,60}\b"
    r"(?:cease-?fires?|truces?|armistice|agreements?|deals?|accords?|pact|understandings?)\b"
    r"|\b(?:cease-?fire|truce|armistice|agreement|deal|accord|pact)(?:['’]s)? (?:violation|breach|collapse)",
    re.IGNORECASE,
)
_NEAR = 500  # characters, two paragraphs: how far behind an accusation it is denied


def breaches(nodes: Iterable[Node], episodes: Sequence[Episode]) -> Mapping[int, list[Node]]:
    """By the number of a happening the claims that say who broke its truce, and those that deny it."""
    spoken = _by_report(nodes)
    truces: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    fights: defaultdict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    for number, episode in enumerate(episodes):
        if episode.whole.type is EventType.ASSAULT:
            for report, count in sorted(Counter(n.claim.report for n in episode.whole.nodes).items()):
                fights[report].append((not episode.prolonged, -count, number))
        elif episode.whole.type is EventType.AGREE and episode.whole.parties:
            for node in episode.whole.nodes:
                truces[node.claim.report].append((node.claim.trigger.start, number))
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for report, told in spoken.items():
        for node in told:
            at = node.claim.trigger.start
            deals = sorted(truces.get(report, ()))
            deal = ([d for d in deals if d[0] < at] or deals[:1])[-1:]
            numbers = {number for _, number in deal}
            lasting = [f for f in fights.get(report, ()) if not f[0] or not numbers]
            numbers |= {min(lasting)[2]} if lasting else set()
            for number in numbers:
                found[number].append(node)
    return found


def who_broke_it(account: Account) -> Dispute | None:
    """One side accused by one source, the other by another; or the accused denies it; or each accuses the other."""
    told = account.around.breaches
    accused: defaultdict[str, list[Node]] = defaultdict(list)
    denied: defaultdict[str, list[Node]] = defaultdict(list)
    mutual = [n for n in told if _each_other(n)]
    for node in told:
        if node in mutual:
            continue
        if _denies(node):
            denied[_denier(node)].append(node)
            continue
        for side in _accused(account, node):
            accused[side].append(node)
    if mutual and not accused:
        pairs = {account.sides.fighters(n.claim.actors, n.claim.report) for n in mutual} - {()}
        sides = sorted({side for pair in pairs for side in pair}) or _two_parties(account)
        accused = defaultdict(list, {side: list(mutual) for side in sides} if len(sides) == 2 else {})
        mutual = []
    elif not (denied or mutual or _differ(account, accused)):
        return None
    if not accused or not (denied or mutual or len(accused) > 1):
        return None
    values = {account.sides.name(side): nodes for side, nodes in sorted(accused.items())}
    values |= {f"denied by {name}": nodes for name, nodes in sorted(denied.items())} | {EACH_OTHER: mutual}
    return make_dispute(
        "who broke it",
        values,
        "one source has one side break it, another denies it or blames the other",
        account.sources,
    )


def _by_report(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """The claims that speak of a breach, by report; of the claims of one sentence those that name the deed."""
    found: defaultdict[str, list[Node]] = defaultdict(list)
    last: dict[str, int] = {}
    for node in sorted(nodes, key=lambda n: n.order):
        claim = node.claim
        speaks = _speaks(node)
        answers = denies_blame(node) and 0 <= claim.trigger.start - last.get(claim.report, -_NEAR - 1) <= _NEAR
        if speaks or answers:
            found[claim.report].append(node)
        if speaks and not _denies(node):
            last[claim.report] = claim.trigger.start
    for report, told in found.items():
        named = {n.claim.sentence for n in told if n.claim.mode == _VIOLATION and n.claim.actors}
        found[report] = [n for n in told if not (_plain_accusation(n) and n.claim.sentence in named)]
    return dict(found)


def _speaks(node: Node) -> bool:
    if node.claim.mode == _VIOLATION:
        return node.world in (World.REAL, World.DENIED)
    accusing = accuses(node) or _each_other(node)
    return node.world is World.REAL and accusing and _BREACH.search(node.claim.sentence.quote) is not None


def _plain_accusation(node: Node) -> bool:
    return node.type is EventType.ACCUSE and not _each_other(node)


def _each_other(node: Node) -> bool:
    return node.type is EventType.ACCUSE and (node.claim.reciprocal or each_blames(node.claim.sentence.quote))


def _denies(node: Node) -> bool:
    return node.world is World.DENIED or node.type is EventType.REJECT


def _denier(node: Node) -> str:
    """By name: who rejects the accusation, else who is quoted, else who is said not to have done it."""
    claim = node.claim
    names = [ref.name for ref in claim.actors]
    quoted = [link.name for link in claim.chain[:-1] if link.name]
    return next(iter([*names, *quoted]), "the accused")


def _accused(account: Account, node: Node) -> tuple[str, ...]:
    claim = node.claim
    return account.sides.fighters(claim.actors if claim.mode == _VIOLATION else claim.recipients, claim.report)


def _accuser(account: Account, node: Node) -> str | None:
    """The side that accuses, else the source."""
    if node.type is EventType.ACCUSE and node.claim.actors:
        return next(iter(account.sides.fighters(node.claim.actors, node.claim.report)), node.claim.actors[0].name)
    source = account.sources.of(node.claim)
    return None if source is None or source.narration else source.key


def _differ(account: Account, accused: Mapping[str, Sequence[Node]]) -> bool:
    """Whether two sides are accused by two different voices, of which one at least is quoted."""
    voices = {side: {_accuser(account, n) for n in nodes} for side, nodes in accused.items()}
    return any(
        a != b
        for one, ours in voices.items()
        for other, theirs in voices.items()
        if one != other
        for a in ours
        for b in theirs
    )


def _two_parties(account: Account) -> list[str]:
    """The two sides that most claims of the truce or fight name; of equals the first in the alphabet."""
    pairs = Counter(
        sides
        for node in account.nodes
        if len(sides := account.sides.fighters((*node.claim.actors, *node.claim.recipients), node.claim.report)) == 2
    )
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return list(ranked[0][0]) if ranked else []
