"""Which decision stands for each field of each claim, and the claims as these want them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import Claim, ClaimRef, Decision, DecisionKind, ReportClaims, Ruling
from dateline.reconciliation.edits import ValueRefusedError, changed, without
from dateline.reconciliation.outcomes import applied, in_part, not_possible, overruled

TIME = ("start", "end")
WHOLE = ""  # in place of a field: the whole claim
_CONFIRMED = "confirmed"  # in place of a field: looked at and found right


class Settling:
    """The claims of all reports while decisions enter them.

    claims: by report and ID, those added among them. touched: reports in which something changed. out: the rejected
    claims of each report.
    """

    def __init__(self, readings: Mapping[str, ReportClaims]) -> None:
        self._readings = readings
        self.claims: dict[str, dict[str, Claim]] = {r.report: {c.id: c for c in r.claims} for r in readings.values()}
        self.touched: set[str] = set()
        self.out: dict[str, set[str]] = {}
        self._settled: dict[ClaimRef, dict[str, Decision]] = {}  # claim → field → the decision that stands for it

    def claim(self, ref: ClaimRef) -> Claim:
        return self.claims[ref.report][ref.id]

    def put(self, claim: Claim) -> ClaimRef:
        """Take in a claim that a person added."""
        self.claims[claim.report][claim.id] = claim
        self.touched.add(claim.report)
        return ClaimRef(claim.report, claim.id)

    def settled(self) -> dict[ClaimRef, frozenset[str]]:
        """What of each claim decisions stand for so far."""
        return {ref: frozenset(settled) for ref, settled in self._settled.items()}

    def confirm(self, decision: Decision, refs: Sequence[ClaimRef]) -> Ruling:
        return self.settle(decision, refs, (_CONFIRMED,), against=(WHOLE,))

    def edit(self, decision: Decision, refs: Sequence[ClaimRef]) -> Ruling:
        """Reject or correct, wherever no later decision did it to the same field."""
        fields = fields_of(decision)
        if fields == (WHOLE,) and decision.kind is DecisionKind.CORRECT:
            return not_possible(decision, "it names no field to correct")
        if fields == (WHOLE,):
            return self.settle(decision, refs, fields, against=None)
        try:
            for ref in refs:  # with its own values alone; how they go with others is seen when all are known
                self._edited(ref, dict.fromkeys(fields, decision), replace(self.claim(ref), time=None))
        except ValueRefusedError as refused:
            return not_possible(decision, str(refused))
        return self.settle(decision, refs, fields, against=(WHOLE,))

    def settle(
        self, decision: Decision, refs: Sequence[ClaimRef], fields: Sequence[str], against: Sequence[str] | None
    ) -> Ruling:
        """Let a decision stand for fields of claims wherever none does.

        against: what else, when a later decision stands for it, keeps this one from the claim; None for anything.
        """
        taken: list[ClaimRef] = []
        others: dict[str, list[str]] = {}  # decisions that stand instead → the fields that they stand for
        for ref in refs:
            settled = self._settled.setdefault(ref, {})
            barred = [f for f in (settled if against is None else against) if f in settled]
            for name in barred or [f for f in fields if f in settled and f != _CONFIRMED]:
                others.setdefault(settled[name].id, []).append("" if barred else name)
            free = [] if barred else [f for f in fields if f not in settled or f == _CONFIRMED]
            for name in free:
                settled.setdefault(name, decision)
            taken += [ref] if free else []
        if not taken:
            return overruled(decision, next(iter(others)))
        return replace(applied(decision, claims=taken), reason=in_part(len(taken), len(refs), others))

    def amend(self) -> dict[str, Ruling]:
        """Make the claims that the decisions want; those of them whose values do not go together."""
        clashes: dict[str, Ruling] = {}
        for ref, settled in sorted(self._settled.items()):
            if settled.keys() - {_CONFIRMED}:
                self.touched.add(ref.report)
            if WHOLE in settled:
                self.out.setdefault(ref.report, set()).add(ref.id)
            fields = {f: d for f, d in settled.items() if f not in (WHOLE, _CONFIRMED)}
            try:
                self.claims[ref.report][ref.id] = self._edited(ref, fields, self.claim(ref))
            except ValueRefusedError as refused:  # of the time: all else was tried before
                older, *newer = sorted({d.id: d for f, d in fields.items() if f in TIME}.values(), key=_order)
                clashes[older.id] = overruled(older, newer[0].id) if newer else not_possible(older, str(refused))
        return clashes

    def _edited(self, ref: ClaimRef, fields: Mapping[str, Decision], claim: Claim) -> Claim:
        """The claim with each field as a decision wants it. Raises ValueRefusedError."""
        reading = self._readings[ref.report]
        values = {field: dict(decision.values).get(field, "") for field, decision in fields.items()}
        by_decision: dict[str, tuple[Decision, list[str]]] = {}
        timed = [d for f, d in fields.items() if f in TIME and d.kind is DecisionKind.CORRECT]
        for name, decision in fields.items():
            if decision in timed and name in TIME:
                decision = max(timed, key=_order)  # a start and an end make one time, whoever gave them
            by_decision.setdefault(decision.id, (decision, []))[1].append(name)
        for decision, own in sorted(by_decision.values(), key=lambda item: item[0].order):
            if decision.kind is DecisionKind.CORRECT:
                claim = changed(claim, replace(decision, values=tuple((f, values[f]) for f in own)), reading)
            else:
                claim = without(claim, tuple(own))
        return claim


def _order(decision: Decision) -> tuple[dt.datetime, str]:
    return decision.order


def fields_of(decision: Decision) -> tuple[str, ...]:
    """What of a claim a decision settles."""
    names = tuple(name for name, _ in decision.values)
    if decision.kind is DecisionKind.CONFIRM:
        return (WHOLE,)
    if decision.kind is DecisionKind.REJECT:  # a time stands or goes as a whole
        names = tuple(part for name in names for part in (TIME if name in ("time", *TIME) else (name,)))
    return names or (WHOLE,)
