"""Decisions of people, made ready for reconciliation: claims as people want them read, what is one and what is not.

The rule: the latest decision stands. One that it contradicts is overruled, is kept, and says by which. What a decision
is about is found by report and place in the text, so that it holds when a report is read again by another version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.model import (
    Claim,
    ClaimRef,
    Decision,
    DecisionKind,
    Judgement,
    ReportClaims,
    Ruling,
    RulingStatus,
)
from dateline.reconciliation.again import Again
from dateline.reconciliation.applying import PAIRS, Applying
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.outcomes import applied, not_found, not_possible
from dateline.reconciliation.settling import Settling

_STEPS = (  # added claims first, so that others can speak of them; pairs after these, when it is settled what each says
    frozenset({DecisionKind.ADD}),
    frozenset(DecisionKind) - {DecisionKind.ADD, DecisionKind.WITHDRAW, *PAIRS},
)


@dataclass
class Ruled:
    """What decisions make of the readings. readings: as they enter reconciliation, report by report.

    amended: claims that people changed or added. originals: the report that a copy was said to repeat, by either.
    judgements: the decisions about pairs, beside those that the machine made.
    """

    readings: list[ReportClaims]
    claims: Constraints[ClaimRef] = field(default_factory=Constraints)
    entities: Constraints[ClaimRef] = field(default_factory=Constraints)
    reports: Constraints[str] = field(default_factory=Constraints)
    originals: dict[str, str] = field(default_factory=dict)
    amended: tuple[Claim, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def rule(readings: Sequence[ReportClaims], decisions: Iterable[Decision]) -> Ruled:
    """Apply decisions to readings; the order of either is of no consequence."""
    every = sorted({d.id: d for d in decisions}.values(), key=lambda d: d.order)
    if not every:
        return Ruled(list(readings))
    refused: dict[str, Ruling] = {}
    while True:
        work = _Work(readings, every, refused)
        clashes = work.run()
        if not clashes:
            return work.done()
        refused = {id_: r for id_, r in refused.items() if r.by not in clashes} | clashes  # others stand without them


def impossible(
    readings: Sequence[ReportClaims], before: Sequence[Decision], decisions: Sequence[Decision]
) -> tuple[tuple[Decision, str], ...]:
    """Those of some decisions that are not possible after the ones before, with the reason."""
    named = {a.report for d in decisions for a in (*d.targets, *d.others)}
    ids = {d.id for d in decisions}
    ruled = rule([r for r in readings if r.report in named], [*before, *decisions])
    return tuple(
        (r.decision, r.reason) for r in ruled.rulings if r.decision.id in ids and r.status is RulingStatus.NOT_POSSIBLE
    )


def _withdrawals(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The decisions taken back, by ID. To take back a withdrawal makes the decision stand again."""
    found: dict[str, Decision] = {}
    for decision in reversed(decisions):  # the latest first: it decides what of the earlier ones counts
        if decision.kind is DecisionKind.WITHDRAW and decision.id not in found:
            found.setdefault(decision.of, decision)
    return found


class _Work:
    """Decisions entering the readings. refused: what became of those that do not go with others."""

    def __init__(
        self, readings: Sequence[ReportClaims], decisions: Sequence[Decision], refused: Mapping[str, Ruling]
    ) -> None:
        self._decisions = decisions
        self._rulings = dict(refused)
        self._applying = Applying({r.report: r for r in readings})
        self._again = Again(self._applying)

    def run(self) -> dict[str, Ruling]:
        """Apply all; those whose values do not go with others, if any: then all is to be done without them."""
        self._withdraw()
        standing = [d for d in reversed(self._decisions) if d.id not in self._rulings]
        for kinds in _STEPS:
            some = [d for d in standing if d.kind in kinds]
            self._each(some, self._applying.ruling)
            self._again.begin()
            self._each(some, self._taken_over)
        clashes = self._applying.settling.amend()
        if not clashes:
            pairs = [d for d in standing if d.kind in PAIRS]
            self._each(pairs, self._applying.ruling)
            self._each(pairs, self._taken_over)
        return clashes

    def _taken_over(self, decision: Decision) -> Ruling:
        return self._again.taken_over(self._rulings[decision.id])

    def _withdraw(self) -> None:
        withdrawn = _withdrawals(self._decisions)
        ids = {d.id for d in self._decisions}
        for decision in self._decisions:
            if decision.id in withdrawn:
                by = withdrawn[decision.id]
                reason = f"by {by.author}, {by.made[:10]}" + (f": {by.reason}" if by.reason else "")
                self._rulings[decision.id] = Ruling(decision, RulingStatus.WITHDRAWN, reason, by.id)
            elif decision.kind is DecisionKind.WITHDRAW and decision.of in ids:
                self._rulings[decision.id] = applied(decision)
            elif decision.kind is DecisionKind.WITHDRAW:
                self._rulings[decision.id] = not_found(decision, f"there is no decision {decision.of}")

    def _each(self, latest_first: Iterable[Decision], make: Callable[[Decision], Ruling]) -> None:
        """What one decision does is no reason for the record to fail: the others count, and it can be taken back."""
        for decision in latest_first:
            try:
                self._rulings[decision.id] = make(decision)
            except Exception as error:  # noqa: BLE001  whatever a hand-made decision holds
                reason = f"it cannot be applied ({type(error).__name__}: {error})"
                self._rulings[decision.id] = not_possible(decision, reason)

    def done(self) -> Ruled:
        """Everything as it enters reconciliation."""
        work, settling = self._applying, self._applying.settling
        entering = []
        for report, reading in work.readings.items():
            if report in work.gone:
                reading = replace(reading, claims=(), details=(), statements=(), entities=(), flags=())
            elif report in settling.touched:
                reading = _amended(reading, settling)
            entering.append(reading)
        was = {ClaimRef(r.report, c.id): c for r in work.readings.values() for c in r.claims}
        now = (c for report in sorted(settling.touched) for c in settling.claims[report].values())
        return Ruled(
            readings=entering,
            claims=work.claims,
            entities=work.entities,
            reports=work.reports,
            originals=work.originals,
            amended=tuple(c for c in now if was.get(ClaimRef(c.report, c.id)) != c),
            rulings=tuple(self._rulings[d.id] for d in self._decisions),
            judgements=tuple(j for d in self._decisions for j in work.judged.get(d.id, ())),
        )


def _amended(reading: ReportClaims, settling: Settling) -> ReportClaims:
    """A reading with its claims as people want them; what a sentence tells goes with the last of its claims."""
    every = settling.claims[reading.report].values()
    out = settling.out.get(reading.report, set())
    claims = [c for c in every if c.id not in out]
    silent = {c.sentence for c in every if c.id in out} - {c.sentence for c in claims}
    return replace(
        reading,
        claims=tuple(sorted(claims, key=lambda c: (c.trigger.start, c.id))),
        details=tuple(d for d in reading.details if d.sentence not in silent),
    )
