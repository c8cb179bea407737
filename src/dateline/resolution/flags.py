"""Flags on a report: those that extraction saw, and those that only who-is-who can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Claim, EventType, Flag, FlagKind, LinkRole, Modality, Reading
from dateline.resolution.evidence import quotes

_ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
_UNTRUE = frozenset({Modality.DENIED, Modality.NEGATED})


def find_flags(reading: Reading, claims: Sequence[Claim]) -> tuple[Flag, ...]:
    """All flags of the report, extraction's first."""
    report = reading.annotated.report
    found = [
        Flag(FlagKind(flag.kind), report.id, flag.reason, quotes(report, flag.span, flag.other))
        for flag in reading.flags
    ]
    return (*found, *_sole_source(report.id, claims), *_denied(report.id, claims))


def _sole_source(report: str, claims: Sequence[Claim]) -> Iterator[Flag]:
    """What is told of violence rests on one medium that the outlet relays, and on nobody else."""
    told = [c for c in claims if c.type in _ON_THE_GROUND and c.modality.on_the_ground and not c.headline]
    relayed = [c for c in told if len(c.chain) == 2 and c.chain[0].role is LinkRole.MEDIUM and c.chain[0].name]
    others = [c for c in told if c not in relayed and len(c.chain) > 1]
    names = {c.chain[0].name for c in relayed}
    if len(names) == 1 and not others:
        name = names.pop()
        reason = f"what is told of violence rests on {name} alone, relayed"
        yield Flag(
            FlagKind.SOLE_SOURCE, report, reason, tuple(e for c in relayed for e in (*c.chain[0].evidence, c.trigger))
        )


def _denied(report: str, claims: Sequence[Claim]) -> Iterator[Flag]:
    """One voice that asserts and denies one and the same deed."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if not claim.actors:
            continue
        before = alike.setdefault((claim.type, claim.mode, _who(claim), _voice(claim)), [])
        other = next((other for other in before if _one_denies(claim, other)), None)
        if other is not None:
            reason = "the same voice asserts and denies it"
            yield Flag(FlagKind.CONTRADICTION, report, reason, (claim.trigger, other.trigger))
        before.append(claim)


def _one_denies(claim: Claim, other: Claim) -> bool:
    """One of the two says that it did happen, the other that it did not, of one place as far as both name one."""
    if (claim.modality in _UNTRUE) == (other.modality in _UNTRUE) or claim.sentence == other.sentence:
        return False
    one_place = claim.place is None or other.place is None or claim.place.name == other.place.name
    return one_place and (claim.modality.on_the_ground or other.modality.on_the_ground)


def _who(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(a.entity or a.name.casefold() for a in claim.actors),
        frozenset(r.entity or r.name.casefold() for r in claim.recipients),
    )


def _voice(claim: Claim) -> tuple[tuple[str | None, str | None], ...]:
    return tuple((link.entity, link.name) for link in claim.chain)
