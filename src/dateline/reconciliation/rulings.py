"""Decisions of people, made ready for reconciliation: claims as people want them read, what is one and what is not.

The rule: the latest decision stands. One that it contradicts is overruled, is kept, and says by which. What a decision
is about is found by report and place in the text, so that it holds when a report is read again by another version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.model import (
    Anchor,
    Claim,
    ClaimRef,
    Decision,
    DecisionKind,
    EntityKind,
    Judgement,
    ReportClaims,
    Ruling,
    RulingStatus,
    Subject,
)
from dateline.reconciliation.anchors import claims_at, entity_at
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.edits import ValueRefusedError, added, changed, without
from dateline.reconciliation.later_texts import LaterTexts
from dateline.reconciliation.nodes import World, world_of
from dateline.reference.revisions import differing

_PAIRS = (DecisionKind.SAME, DecisionKind.DIFFERENT)
_WHOLE = ""  # in place of a field: the whole claim
_CONFIRMED = "confirmed"  # in place of a field: looked at and found right
# Added claims first, so that others can speak of them; pairs last, when it is settled what each claim says.
_PAIRING = 2
_STEPS = {DecisionKind.ADD: 0, DecisionKind.SAME: _PAIRING, DecisionKind.DIFFERENT: _PAIRING}
_TIME = ("start", "end")
_HAPPENING = ("modality", "place", *_TIME)  # what tells one happening from another
_SHOWN = 3  # changes that a reason names


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
    """The readings while decisions enter them. refused: what became of those that do not go with others."""

    def __init__(
        self, readings: Sequence[ReportClaims], decisions: Sequence[Decision], refused: Mapping[str, Ruling]
    ) -> None:
        self._decisions = decisions
        self._rulings = dict(refused)
        self._readings = {r.report: r for r in readings}
        self._claims: dict[str, dict[str, Claim]] = {r.report: {c.id: c for c in r.claims} for r in readings}
        self._touched: set[str] = set()  # reports
        self._settled: dict[ClaimRef, dict[str, Decision]] = {}  # claim → field → the decision that stands for it
        self._out: dict[str, set[str]] = {}  # rejected claims of each report
        self._gone: dict[str, str] = {}  # rejected report → the decision that took it out
        self._confirmed: dict[str, str] = {}  # report → the decision that confirms it
        self._by_people: dict[ClaimRef, frozenset[str]] = {}  # what decisions settle that name the claim's own report
        self._later = LaterTexts(self._readings)
        self._judged: dict[str, list[Judgement]] = {}
        self._result = Ruled([])

    def run(self) -> dict[str, Ruling]:
        """Apply all; those whose values do not go with others, if any: then all is to be done without them."""
        self._withdraw()
        standing = [d for d in reversed(self._decisions) if d.id not in self._rulings]
        for step in range(_PAIRING):
            some = [d for d in standing if _STEPS.get(d.kind, 1) == step]
            self._apply(some, self._ruling)
            self._by_people = {ref: frozenset(settled) for ref, settled in self._settled.items()}
            self._apply(some, self._again)
        clashes = self._amend()
        if not clashes:
            pairs = [d for d in standing if d.kind in _PAIRS]
            self._apply(pairs, self._ruling)
            self._apply(pairs, self._again)
        return clashes

    def _withdraw(self) -> None:
        withdrawn = _withdrawals(self._decisions)
        ids = {d.id for d in self._decisions}
        for decision in self._decisions:
            if decision.id in withdrawn:
                by = withdrawn[decision.id]
                reason = f"by {by.author}, {by.made[:10]}" + (f": {by.reason}" if by.reason else "")
                self._rulings[decision.id] = Ruling(decision, RulingStatus.WITHDRAWN, reason, by.id)
            elif decision.kind is DecisionKind.WITHDRAW and decision.of in ids:
                self._rulings[decision.id] = _applied(decision)
            elif decision.kind is DecisionKind.WITHDRAW:
                self._rulings[decision.id] = _not_found(decision, f"there is no decision {decision.of}")

    def _apply(self, latest_first: Iterable[Decision], make: Callable[[Decision], Ruling]) -> None:
        """What one decision does is no reason for the record to fail: the others count, and it can be taken back."""
        for decision in latest_first:
            try:
                self._rulings[decision.id] = make(decision)
            except Exception as error:  # noqa: BLE001  whatever a hand-made decision holds
                reason = f"it cannot be applied ({type(error).__name__}: {error})"
                self._rulings[decision.id] = _not_possible(decision, reason)

    def done(self) -> Ruled:
        """Everything as it enters reconciliation."""
        made = self._result
        for report, reading in self._readings.items():
            if report in self._gone:
                reading = replace(reading, claims=(), details=(), statements=(), entities=(), flags=())
            elif report in self._touched:
                out = self._out.get(report, set())
                claims = [c for c in self._claims[report].values() if c.id not in out]
                told = {c.sentence for c in claims}
                silent = {c.sentence for c in self._claims[report].values() if c.id in out} - told
                reading = replace(
                    reading,
                    claims=tuple(sorted(claims, key=lambda c: (c.trigger.start, c.id))),
                    details=tuple(d for d in reading.details if d.sentence not in silent),
                )
            made.readings.append(reading)
        was = {ClaimRef(r.report, c.id): c for r in self._readings.values() for c in r.claims}
        now = (c for report in sorted(self._touched) for c in self._claims[report].values())
        made.amended = tuple(c for c in now if was.get(ClaimRef(c.report, c.id)) != c)
        made.rulings = tuple(self._rulings[d.id] for d in self._decisions)
        made.judgements = tuple(j for d in self._decisions for j in self._judged.get(d.id, ()))
        return made

    def _ruling(self, decision: Decision) -> Ruling:
        missing = sorted({a.report for a in (*decision.targets, *decision.others)} - self._readings.keys())
        if missing and (decision.subject in (Subject.REPORT, Subject.STATEMENT) or decision.kind is DecisionKind.ADD):
            return _not_found(decision, f"report {', '.join(missing)} is not in the record")
        if decision.kind is DecisionKind.ADD:
            return self._add(decision)
        if decision.subject is Subject.REPORT:
            return self._about_reports(decision)
        if decision.subject is Subject.ENTITY:
            return self._about_entities(decision)
        if decision.subject is Subject.STATEMENT:
            return self._about_statements(decision)
        return self._about_claims(decision)

    # -- claims and events ------------------------------------------------------------------------------------------

    def _add(self, decision: Decision) -> Ruling:
        report = decision.targets[0].report if len(decision.targets) == 1 else ""
        if not report:
            return _not_possible(decision, "a claim is made from one marked span")
        try:
            claim = added(decision, self._readings[report])
        except ValueRefusedError as refused:
            return _not_possible(decision, str(refused))
        self._claims[report][claim.id] = claim
        self._touched.add(report)
        return _applied(decision, claims=[ClaimRef(report, claim.id)])

    def _about_claims(self, decision: Decision) -> Ruling:
        ours, lost = self._found(decision.targets)
        theirs, lost_too = self._found(decision.others)
        if not ours or (decision.others and not theirs):
            return _not_found(decision, self._where((*lost, *lost_too) or decision.targets))
        if decision.kind is DecisionKind.SAME:
            if len(ours) < 2 and lost:
                return _not_found(decision, self._where(lost))
            if len(ours) < 2:
                return _not_possible(decision, "it takes two claims to be one event")
            if apart := self._of_two_worlds(ours):
                return _not_possible(decision, apart)
            if by := self._result.claims.together(ours, decision.id):
                return _overruled(decision, by)
            self._judge(decision, ours[:1], ours[1:])
            return _applied(decision, claims=ours)
        if decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return _not_possible(decision, "nothing is named that it would be different from")
            if set(ours) == set(theirs):
                return _not_possible(decision, "what is named is the same on both sides")
            if by := self._result.claims.hold_apart(ours, theirs, decision.id):
                return _overruled(decision, by)
            self._judge(decision, ours, theirs)
            return _applied(decision, claims=[*ours, *theirs])
        if decision.kind in (DecisionKind.REJECT, DecisionKind.CORRECT):
            return self._edit(decision, ours)
        if decision.kind is DecisionKind.CONFIRM:
            return self._confirm(decision, ours)
        return _applied(decision, claims=ours)

    def _of_two_worlds(self, refs: Sequence[ClaimRef]) -> str:
        """Why claims cannot be one happening; "" when they can. A denial and what it denies can."""
        worlds = {world_of(self._claim(ref).modality) for ref in refs}
        if World.NONE in worlds:
            return "one of the claims tells of no happening: it is a wish, a fear or a condition"
        return "" if len(worlds - {World.DENIED}) < 2 else "one of the claims is a plan and the other a deed"

    def _confirm(self, decision: Decision, refs: Sequence[ClaimRef]) -> Ruling:
        return self._settle(decision, refs, (_CONFIRMED,), against=(_WHOLE,))

    def _edit(self, decision: Decision, refs: Sequence[ClaimRef]) -> Ruling:
        """Reject or correct, wherever no later decision did it to the same field."""
        fields = _fields(decision)
        if fields == (_WHOLE,) and decision.kind is DecisionKind.CORRECT:
            return _not_possible(decision, "it names no field to correct")
        if fields == (_WHOLE,):
            return self._settle(decision, refs, fields, against=None)
        try:
            for ref in refs:  # with its own values alone; how they go with others is seen when all are known
                self._edited(ref, dict.fromkeys(fields, decision), replace(self._claim(ref), time=None))
        except ValueRefusedError as refused:
            return _not_possible(decision, str(refused))
        return self._settle(decision, refs, fields, against=(_WHOLE,))

    def _settle(
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
            return _overruled(decision, next(iter(others)))
        return replace(_applied(decision, claims=taken), reason=_in_part(len(taken), len(refs), others))

    def _amend(self) -> dict[str, Ruling]:
        """Make the claims that the decisions want; those of them whose values do not go together."""
        clashes: dict[str, Ruling] = {}
        for ref, settled in sorted(self._settled.items()):
            if settled.keys() - {_CONFIRMED}:
                self._touched.add(ref.report)
            if _WHOLE in settled:
                self._out.setdefault(ref.report, set()).add(ref.id)
            fields = {f: d for f, d in settled.items() if f not in (_WHOLE, _CONFIRMED)}
            try:
                self._claims[ref.report][ref.id] = self._edited(ref, fields, self._claim(ref))
            except ValueRefusedError as refused:  # of the time: all else was tried before
                older, *newer = sorted({d.id: d for f, d in fields.items() if f in _TIME}.values(), key=_order)
                clashes[older.id] = _overruled(older, newer[0].id) if newer else _not_possible(older, str(refused))
        return clashes

    def _edited(self, ref: ClaimRef, fields: Mapping[str, Decision], claim: Claim) -> Claim:
        """The claim with each field as a decision wants it. Raises ValueRefusedError."""
        reading = self._readings[ref.report]
        values = {field: dict(decision.values).get(field, "") for field, decision in fields.items()}
        by_decision: dict[str, tuple[Decision, list[str]]] = {}
        timed = [d for f, d in fields.items() if f in _TIME and d.kind is DecisionKind.CORRECT]
        for name, decision in fields.items():
            if decision in timed and name in _TIME:
                decision = max(timed, key=_order)  # a start and an end make one time, whoever gave them
            by_decision.setdefault(decision.id, (decision, []))[1].append(name)
        for decision, own in sorted(by_decision.values(), key=lambda item: item[0].order):
            if decision.kind is DecisionKind.CORRECT:
                claim = changed(claim, replace(decision, values=tuple((f, values[f]) for f in own)), reading)
            else:
                claim = without(claim, tuple(own))
        return claim

    def _claim(self, ref: ClaimRef) -> Claim:
        return self._claims[ref.report][ref.id]

    def _found(self, anchors: Sequence[Anchor]) -> tuple[list[ClaimRef], list[Anchor]]:
        """The claims that anchors mean, sorted, and the anchors that mean none."""
        found: dict[ClaimRef, None] = {}
        lost: list[Anchor] = []
        for anchor in anchors:
            refs = claims_at(anchor, self._claims.get(anchor.report, {}).values())
            found |= dict.fromkeys(refs)
            lost += [] if refs else [anchor]
        return sorted(found), lost

    # -- entities, statements, reports ------------------------------------------------------------------------------

    def _about_entities(self, decision: Decision) -> Ruling:
        ours, lost = self._found_entities(decision.targets)
        theirs, lost_too = self._found_entities(decision.others)
        too_few = decision.kind is DecisionKind.SAME and len(ours) < 2 and lost
        if too_few or not ours or (decision.others and not theirs):
            return _not_found(decision, self._where((*lost, *lost_too) or decision.targets))
        if decision.kind is DecisionKind.SAME:
            kinds = {self._kind_of(ref) for ref in ours}
            if len(kinds) > 1:
                return _not_possible(decision, f"a {' and a '.join(sorted(kinds))} cannot be one")
            against = self._result.entities.together(ours, decision.id)
        elif decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return _not_possible(decision, "nobody is named whom it would be different from")
            if set(ours) == set(theirs):
                return _not_possible(decision, "who is named is the same on both sides")
            against = self._result.entities.hold_apart(ours, theirs, decision.id)
        elif decision.kind in (DecisionKind.CONFIRM, DecisionKind.NOTE):
            against = ""
        else:
            return _not_possible(decision, f"an entity can be the same or different, not {decision.kind.value}ed")
        if against:
            return _overruled(decision, against)
        self._judge(decision, ours if theirs else ours[:1], theirs or ours[1:])
        return replace(_applied(decision), entities=tuple(sorted({*ours, *theirs})))

    def _found_entities(self, anchors: Sequence[Anchor]) -> tuple[list[ClaimRef], list[Anchor]]:
        found: set[ClaimRef] = set()
        lost: list[Anchor] = []
        for anchor in anchors:
            reading = self._readings.get(anchor.report)
            ref = entity_at(anchor, reading) if reading is not None else None
            if ref is None:
                lost.append(anchor)
            else:
                found.add(ref)
        return sorted(found), lost

    def _kind_of(self, ref: ClaimRef) -> str:
        """Person, place or body: what can be one with another."""
        kind = next(e.kind for e in self._readings[ref.report].entities if e.id == ref.id)
        return kind.value if kind in (EntityKind.PERSON, EntityKind.PLACE) else "body"

    def _about_statements(self, decision: Decision) -> Ruling:
        if decision.kind not in (DecisionKind.CONFIRM, DecisionKind.NOTE):
            return _not_possible(decision, "a statement can be confirmed and noted upon")
        lost = [
            a
            for a in decision.targets
            if not any(s.start < (a.end or 0) and (a.start or 0) < s.end for s in self._readings[a.report].statements)
        ]
        return _not_found(decision, self._where(lost)) if lost else _applied(decision)

    def _about_reports(self, decision: Decision) -> Ruling:
        ours = sorted({a.report for a in decision.targets})
        theirs = sorted({a.report for a in decision.others})
        against = ""
        if decision.kind is DecisionKind.SAME and len({*ours, *theirs}) < 2:
            return _not_possible(decision, "it takes two reports for one to repeat the other")
        if decision.kind is DecisionKind.SAME:
            against = self._result.reports.together(sorted({*ours, *theirs}), decision.id)
            if not against and theirs:
                for report in {*ours, *theirs}:
                    self._result.originals.setdefault(report, theirs[0])
        elif decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return _not_possible(decision, "no report is named that it would be no copy of")
            if ours == theirs:
                return _not_possible(decision, "a report is what it is: name another one")
            against = self._result.reports.hold_apart(ours, theirs, decision.id)
        elif decision.kind is DecisionKind.CONFIRM:
            against = next((by for report in ours if (by := self._gone.get(report, ""))), "")
            if not against:
                self._confirmed |= dict.fromkeys([r for r in ours if r not in self._confirmed], decision.id)
        elif decision.kind is DecisionKind.REJECT:
            against = next((by for report in ours if (by := self._confirmed.get(report, ""))), "")
            if not against:
                self._gone |= dict.fromkeys([r for r in ours if r not in self._gone], decision.id)
        elif decision.kind is DecisionKind.CORRECT:
            return _not_possible(decision, "a report can be withdrawn or called a copy; values belong to its claims")
        if against:
            return _overruled(decision, against)
        self._judge(decision, ours if theirs else ours[:1], theirs or ours[1:])
        return replace(_applied(decision), reports=tuple(sorted({*ours, *theirs})))

    def _judge(self, decision: Decision, ours: Sequence[object], theirs: Sequence[object]) -> None:
        """Note a decision about pairs: enough of them to name each of either side."""
        if decision.kind not in _PAIRS or not ours or not theirs:
            return
        subject = "event" if decision.subject is Subject.CLAIM else decision.subject.value
        pairs = [(ours[0], other) for other in theirs] + [(one, theirs[0]) for one in ours[1:]]
        self._judged.setdefault(decision.id, []).extend(
            Judgement(subject, str(one), str(other), decision.kind.value, 1.0, decision.reason, decision.author)
            for one, other in pairs
        )

    # -- in later texts -----------------------------------------------------------------------------------------------

    def _again(self, decision: Decision) -> Ruling:
        """A decision that was applied, in later texts of the reports that it names: wherever what it is about stands
        there unchanged, and nobody decided about that text itself."""
        ruling = self._rulings[decision.id]
        if ruling.status is not RulingStatus.APPLIED or decision.kind is DecisionKind.NOTE:
            return ruling
        if decision.kind is DecisionKind.ADD:
            return self._added_again(ruling)
        if decision.subject is Subject.REPORT:
            return self._reports_again(ruling)
        if decision.subject is Subject.ENTITY:
            return self._entities_again(ruling)
        if decision.subject is Subject.STATEMENT:
            return ruling
        if decision.kind in _PAIRS:
            return self._pairs_again(ruling)
        fields = _fields(decision)
        twins, changed = self._twins(decision, ruling.claims, () if _WHOLE in fields else fields)
        if not set(_TIME).isdisjoint(fields):
            twins = [t for t in twins if self._by_people.get(t, frozenset()).isdisjoint(_TIME)]
        if not twins:
            return _also(ruling, changed)
        if decision.kind is DecisionKind.CONFIRM:
            settled = self._confirm(decision, twins)
        else:
            settled = self._settle(decision, twins, fields, against=None if fields == (_WHOLE,) else (_WHOLE,))
        return _also(ruling, changed, claims=settled.claims)

    def _later_of(self, decision: Decision, report: str) -> list[str]:
        """The later texts of a report that a decision does not name itself."""
        named = {a.report for a in (*decision.targets, *decision.others)}
        return [later for later in self._later.of(report) if later not in named]

    def _is_looked_at(self, later: str, report: str) -> bool:
        """Whether a person need not look at a later text of a report again."""
        return later in self._confirmed or later in self._gone or not self._later.surely(later, report)

    def _is_decided(self, ref: ClaimRef) -> bool:
        return bool(self._by_people.get(ref)) or ref in self._result.claims

    def _twins(
        self, decision: Decision, refs: Sequence[ClaimRef], fields: Sequence[str]
    ) -> tuple[list[ClaimRef], list[str]]:
        """The claims of later texts that are these, with some fields or all unchanged; and what changed, in words."""
        looked_at = {*fields, *_TIME} if not set(_TIME).isdisjoint(fields) else set(fields)
        found: dict[ClaimRef, None] = {}
        changed: dict[str, None] = {}
        for ref in refs:
            was = self._later.claim(ref)
            for later in self._later_of(decision, ref.report):
                twin = self._later.twin(ref, later) if was else self._claims[later].get(ref.id)
                differs = [d for d in (differing(was, twin) if was and twin else ()) if not fields or d[0] in looked_at]
                own = ClaimRef(later, twin.id if twin else "")
                if twin and not differs:
                    found[own] = None
                elif not self._is_looked_at(later, ref.report) and not self._is_decided(own):
                    told = [f"{name} {new!r} in place of {old!r}" for name, old, new in differs]
                    changed[f"{later} has {', '.join(told) or 'no such claim'}"] = None
        return list(found), list(changed)

    def _added_again(self, ruling: Ruling) -> Ruling:
        decision = ruling.decision
        (anchor,) = decision.targets
        made, changed = [], []
        for later in self._later_of(decision, anchor.report):
            starts = [s.start + at for s in self._readings[later].sentences if (at := s.text.find(anchor.quote)) >= 0]
            if len(starts) != 1:
                changed += [] if self._is_looked_at(later, anchor.report) else [f"{later} has no such words"]
                continue
            again = replace(anchor, report=later, start=starts[0], end=starts[0] + len(anchor.quote))
            if not claims_at(again, self._claims[later].values()):
                claim = added(replace(decision, targets=(again,)), self._readings[later])
                self._claims[later][claim.id] = claim
                self._touched.add(later)
                made.append(ClaimRef(later, claim.id))
        return _also(ruling, changed, claims=made)

    def _pairs_again(self, ruling: Ruling) -> Ruling:
        decision = ruling.decision
        ours, theirs = self._found(decision.targets)[0], self._found(decision.others)[0]
        more, changed = self._twins(decision, ours, _HAPPENING)
        more_of_theirs, changed_too = self._twins(decision, theirs, _HAPPENING)
        new = [ref for ref in more if ref not in more_of_theirs]
        new_of_theirs = [ref for ref in more_of_theirs if ref not in more]
        against = ""
        if decision.kind is DecisionKind.SAME:
            against = self._of_two_worlds([*ours, *new]) or self._result.claims.together([*ours, *new], decision.id)
            self._judge(decision, ours[:1], [] if against else new)
        elif new or new_of_theirs:
            all_ours, all_theirs = [*ours, *new], [*theirs, *new_of_theirs]
            against = self._result.claims.hold_apart(all_ours, all_theirs, decision.id)
            self._judge(decision, [] if against else new, theirs)
            self._judge(decision, ours[:1], [] if against else new_of_theirs)
        return _also(ruling, [*changed, *changed_too], claims=[] if against else [*new, *new_of_theirs])

    def _entities_again(self, ruling: Ruling) -> Ruling:
        """People and bodies by name; one that a later text does not name needs no second look."""
        decision = ruling.decision
        if decision.kind not in _PAIRS:
            return ruling
        ours, theirs = self._found_entities(decision.targets)[0], self._found_entities(decision.others)[0]
        new, new_of_theirs = self._namesakes(decision, ours), self._namesakes(decision, theirs)
        new, new_of_theirs = [n for n in new if n not in new_of_theirs], [n for n in new_of_theirs if n not in new]
        if decision.kind is DecisionKind.SAME:
            against = self._result.entities.together([*ours, *new], decision.id)
        else:
            against = self._result.entities.hold_apart([*ours, *new], [*theirs, *new_of_theirs], decision.id)
        if against:
            return ruling
        self._judge(decision, new if theirs else ours[:1], theirs or new)
        self._judge(decision, ours[:1], new_of_theirs)
        return replace(ruling, entities=tuple(sorted({*ruling.entities, *new, *new_of_theirs})))

    def _namesakes(self, decision: Decision, refs: Sequence[ClaimRef]) -> list[ClaimRef]:
        found: dict[ClaimRef, None] = {}
        for ref in refs:
            name = next(e.name for e in self._readings[ref.report].entities if e.id == ref.id)
            for later in self._later_of(decision, ref.report):
                own = entity_at(Anchor(later, name=name), self._readings[later])
                if own is not None and self._kind_of(own) == self._kind_of(ref):
                    found[own] = None
        return list(found)

    def _reports_again(self, ruling: Ruling) -> Ruling:
        """Reports as a whole: where a later text says the very same."""
        decision = ruling.decision
        changed: list[str] = []
        new: dict[bool, list[str]] = {True: [], False: []}
        for anchor in (*decision.targets, *decision.others):
            for later in self._later_of(decision, anchor.report):
                if self._later.same_words(anchor.report, later):
                    new[anchor in decision.targets].append(later)
                elif not self._is_looked_at(later, anchor.report):
                    changed.append(f"{later} has other words")
        ours = sorted({a.report for a in decision.targets})
        theirs = sorted({a.report for a in decision.others})
        more = [
            report for report in (*new[True], *new[False]) if report not in self._gone.keys() | self._confirmed.keys()
        ]
        if decision.kind is DecisionKind.REJECT:
            self._gone |= dict.fromkeys(more, decision.id)
        elif decision.kind is DecisionKind.CONFIRM:
            self._confirmed |= dict.fromkeys(more, decision.id)
        elif decision.kind is DecisionKind.SAME:
            more = [] if self._result.reports.together([*ours, *theirs, *more], decision.id) else more
        else:
            all_ours, all_theirs = [*ours, *new[True]], [*theirs, *new[False]]
            more = [] if self._result.reports.hold_apart(all_ours, all_theirs, decision.id) else more
        return replace(_also(ruling, changed), reports=tuple(sorted({*ruling.reports, *more})))

    def _where(self, anchors: Sequence[Anchor]) -> str:
        missing = sorted({a.report for a in anchors} - self._readings.keys())
        if missing:
            return f"report {', '.join(missing)} is not in the record"
        places = "; ".join(
            a.report if a.start is None else f"{a.report} {a.start}:{a.end}" + (f" {a.quote!r}" if a.quote else "")
            for a in anchors
        )
        return f"the record has nothing of that kind at {places}"


def _order(decision: Decision) -> tuple[dt.datetime, str]:
    return decision.order


def _in_part(done: int, of: int, others: Mapping[str, Sequence[str]]) -> str:
    """ "applied to 2 of 3 claims; killed: decision d-0a1b… says otherwise"; "" where nothing stood against it."""
    parts = [f"applied to {done} of {of} claims"] if done < of else []
    for by, fields in others.items():
        named = ", ".join(dict.fromkeys(filter(None, fields)))
        parts.append((f"{named}: " if named else "") + f"decision {by} says otherwise")
    return "; ".join(parts)


def _fields(decision: Decision) -> tuple[str, ...]:
    """What of a claim a decision settles."""
    names = tuple(name for name, _ in decision.values)
    if decision.kind is DecisionKind.CONFIRM:
        return (_WHOLE,)
    if decision.kind is DecisionKind.REJECT:  # a time stands or goes as a whole
        names = tuple(part for name in names for part in (_TIME if name in ("time", *_TIME) else (name,)))
    return names or (_WHOLE,)


def _also(ruling: Ruling, changed: Sequence[str], claims: Sequence[ClaimRef] = ()) -> Ruling:
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


def _applied(decision: Decision, claims: Sequence[ClaimRef] = ()) -> Ruling:
    return Ruling(decision, RulingStatus.APPLIED, claims=tuple(claims))


def _overruled(decision: Decision, by: str) -> Ruling:
    return Ruling(decision, RulingStatus.OVERRULED, f"decision {by} says otherwise", by)


def _not_found(decision: Decision, reason: str) -> Ruling:
    return Ruling(decision, RulingStatus.NOT_FOUND, reason)


def _not_possible(decision: Decision, reason: str) -> Ruling:
    return Ruling(decision, RulingStatus.NOT_POSSIBLE, reason)
