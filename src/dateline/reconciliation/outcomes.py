"""What became of a decision: rulings and their reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import ClaimRef, Decision, Ruling, RulingStatus

_SHOWN = 3  # changes that a reason names


def applied(decision: Decision, claims: Sequence[ClaimRef] = ()) -> Ruling:
    return Ruling(decision, RulingStatus.APPLIED, claims=tuple(claims))


def overruled(decision: Decision, by: str) -> Ruling:
    return Ruling(decision, RulingStatus.OVERRULED, f"decision {by} says otherwise", by)


def not_found(decision: Decision, reason: str) -> Ruling:
    return Ruling(decision, RulingStatus.NOT_FOUND, reason)


def not_possible(decision: Decision, reason: str) -> Ruling:
    return Ruling(decision, RulingStatus.NOT_POSSIBLE, reason)


def in_part(done: int, of: int, others: Mapping[str, Sequence[str]]) -> str:
    """ "applied to 2 of 3 claims; killed: decision d-0a1b… says otherwise"; "" where nothing stood against it."""
    parts = [f"applied to {done} of {of} claims"] if done < of else []
    for by, fields in others.items():
        named = ", ".join(dict.fromkeys(filter(None, fields)))
        parts.append((f"{named}: " if named else "") + f"decision {by} says otherwise")
    return "; ".join(parts)


def also(ruling: Ruling, changed: Sequence[str], claims: Sequence[ClaimRef] = ()) -> Ruling:
    """The ruling with claims of later texts, and with what a person should look at again."""
    ruling = replace(ruling, claims=(*ruling.claims, *(c for c in claims if c not in ruling.claims)))
    if not changed:
        return ruling
    more = [f"and {len(changed) - _SHOWN:,} more"] if len(changed) > _SHOWN else []
    told = "; ".join([*changed[:_SHOWN], *more])
    return replace(
        ruling,
        status=RulingStatus.LOOK_AGAIN,
        reason="; ".join(filter(None, (ruling.reason, f"the text changed: {told}"))),
    )
