"""Decisions about claims, entities, statements and reports, applied one by one: the latest first, for it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import (
    Anchor,
    ClaimRef,
    Decision,
    DecisionKind,
    EntityKind,
    Judgement,
    ReportClaims,
    Ruling,
    Subject,
)
from dateline.reconciliation.anchors import claims_at, entity_at
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.edits import ValueRefusedError, added
from dateline.reconciliation.nodes import World, world_of
from dateline.reconciliation.outcomes import applied, not_found, not_possible, overruled
from dateline.reconciliation.settling import Settling

PAIRS = (DecisionKind.SAME, DecisionKind.DIFFERENT)


class Applying:
    """The readings while decisions enter them. Of two that contradict each other the one applied first stands.

    gone, confirmed: report → the decision that takes it out, or confirms it. judged: by decision, what it says of
    pairs. originals: the report that a copy was said to repeat, by either.
    """

    def __init__(self, readings: Mapping[str, ReportClaims]) -> None:
        self.readings = readings
        self.settling = Settling(readings)
        self.claims: Constraints[ClaimRef] = Constraints()
        self.entities: Constraints[ClaimRef] = Constraints()
        self.reports: Constraints[str] = Constraints()
        self.originals: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        self.confirmed: dict[str, str] = {}
        self.judged: dict[str, list[Judgement]] = {}

    def ruling(self, decision: Decision) -> Ruling:
        missing = sorted({a.report for a in (*decision.targets, *decision.others)} - self.readings.keys())
        if missing and (decision.subject in (Subject.REPORT, Subject.STATEMENT) or decision.kind is DecisionKind.ADD):
            return not_found(decision, f"report {', '.join(missing)} is not in the record")
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
            return not_possible(decision, "a claim is made from one marked span")
        try:
            claim = added(decision, self.readings[report])
        except ValueRefusedError as refused:
            return not_possible(decision, str(refused))
        return applied(decision, claims=[self.settling.put(claim)])

    def _about_claims(self, decision: Decision) -> Ruling:
        ours, lost = self.found(decision.targets)
        theirs, lost_too = self.found(decision.others)
        if not ours or (decision.others and not theirs):
            return not_found(decision, self._where((*lost, *lost_too) or decision.targets))
        if decision.kind is DecisionKind.SAME:
            if len(ours) < 2 and lost:
                return not_found(decision, self._where(lost))
            if len(ours) < 2:
                return not_possible(decision, "it takes two claims to be one event")
            if apart := self.of_two_worlds(ours):
                return not_possible(decision, apart)
            if by := self.claims.together(ours, decision.id):
                return overruled(decision, by)
            self.judge(decision, ours[:1], ours[1:])
            return applied(decision, claims=ours)
        if decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return not_possible(decision, "nothing is named that it would be different from")
            if set(ours) == set(theirs):
                return not_possible(decision, "what is named is the same on both sides")
            if by := self.claims.hold_apart(ours, theirs, decision.id):
                return overruled(decision, by)
            self.judge(decision, ours, theirs)
            return applied(decision, claims=[*ours, *theirs])
        if decision.kind in (DecisionKind.REJECT, DecisionKind.CORRECT):
            return self.settling.edit(decision, ours)
        if decision.kind is DecisionKind.CONFIRM:
            return self.settling.confirm(decision, ours)
        return applied(decision, claims=ours)

    def of_two_worlds(self, refs: Sequence[ClaimRef]) -> str:
        """Why claims cannot be one happening; "" when they can. A denial and what it denies can."""
        worlds = {world_of(self.settling.claim(ref).modality) for ref in refs}
        if World.NONE in worlds:
            return "one of the claims tells of no happening: it is a wish, a fear or a condition"
        return "" if len(worlds - {World.DENIED}) < 2 else "one of the claims is a plan and the other a deed"

    def found(self, anchors: Sequence[Anchor]) -> tuple[list[ClaimRef], list[Anchor]]:
        """The claims that anchors mean, sorted, and the anchors that mean none."""
        found: dict[ClaimRef, None] = {}
        lost: list[Anchor] = []
        for anchor in anchors:
            refs = claims_at(anchor, self.settling.claims.get(anchor.report, {}).values())
            found |= dict.fromkeys(refs)
            lost += [] if refs else [anchor]
        return sorted(found), lost

    # -- entities, statements, reports ------------------------------------------------------------------------------

    def _about_entities(self, decision: Decision) -> Ruling:
        ours, lost = self.found_entities(decision.targets)
        theirs, lost_too = self.found_entities(decision.others)
        too_few = decision.kind is DecisionKind.SAME and len(ours) < 2 and lost
        if too_few or not ours or (decision.others and not theirs):
            return not_found(decision, self._where((*lost, *lost_too) or decision.targets))
        if decision.kind is DecisionKind.SAME:
            kinds = {self.kind_of(ref) for ref in ours}
            if len(kinds) > 1:
                return not_possible(decision, f"a {' and a '.join(sorted(kinds))} cannot be one")
            against = self.entities.together(ours, decision.id)
        elif decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return not_possible(decision, "nobody is named whom it would be different from")
            if set(ours) == set(theirs):
                return not_possible(decision, "who is named is the same on both sides")
            against = self.entities.hold_apart(ours, theirs, decision.id)
        elif decision.kind in (DecisionKind.CONFIRM, DecisionKind.NOTE):
            against = ""
        else:
            return not_possible(decision, f"an entity can be the same or different, not {decision.kind.value}ed")
        if against:
            return overruled(decision, against)
        self.judge(decision, ours if theirs else ours[:1], theirs or ours[1:])
        return replace(applied(decision), entities=tuple(sorted({*ours, *theirs})))

    def found_entities(self, anchors: Sequence[Anchor]) -> tuple[list[ClaimRef], list[Anchor]]:
        found: set[ClaimRef] = set()
        lost: list[Anchor] = []
        for anchor in anchors:
            reading = self.readings.get(anchor.report)
            ref = entity_at(anchor, reading) if reading is not None else None
            if ref is None:
                lost.append(anchor)
            else:
                found.add(ref)
        return sorted(found), lost

    def kind_of(self, ref: ClaimRef) -> str:
        """Person, place or body: what can be one with another."""
        kind = next(e.kind for e in self.readings[ref.report].entities if e.id == ref.id)
        return kind.value if kind in (EntityKind.PERSON, EntityKind.PLACE) else "body"

    def _about_statements(self, decision: Decision) -> Ruling:
        if decision.kind not in (DecisionKind.CONFIRM, DecisionKind.NOTE):
            return not_possible(decision, "a statement can be confirmed and noted upon")
        lost = [
            a
            for a in decision.targets
            if not any(s.start < (a.end or 0) and (a.start or 0) < s.end for s in self.readings[a.report].statements)
        ]
        return not_found(decision, self._where(lost)) if lost else applied(decision)

    def _about_reports(self, decision: Decision) -> Ruling:
        ours = sorted({a.report for a in decision.targets})
        theirs = sorted({a.report for a in decision.others})
        against = ""
        if decision.kind is DecisionKind.SAME and len({*ours, *theirs}) < 2:
            return not_possible(decision, "it takes two reports for one to repeat the other")
        if decision.kind is DecisionKind.SAME:
            against = self.reports.together(sorted({*ours, *theirs}), decision.id)
            if not against and theirs:
                for report in {*ours, *theirs}:
                    self.originals.setdefault(report, theirs[0])
        elif decision.kind is DecisionKind.DIFFERENT:
            if not theirs:
                return not_possible(decision, "no report is named that it would be no copy of")
            if ours == theirs:
                return not_possible(decision, "a report is what it is: name another one")
            against = self.reports.hold_apart(ours, theirs, decision.id)
        elif decision.kind is DecisionKind.CONFIRM:
            against = next((by for report in ours if (by := self.gone.get(report, ""))), "")
            if not against:
                self.confirmed |= dict.fromkeys([r for r in ours if r not in self.confirmed], decision.id)
        elif decision.kind is DecisionKind.REJECT:
            against = next((by for report in ours if (by := self.confirmed.get(report, ""))), "")
            if not against:
                self.gone |= dict.fromkeys([r for r in ours if r not in self.gone], decision.id)
        elif decision.kind is DecisionKind.CORRECT:
            return not_possible(decision, "a report can be withdrawn or called a copy; values belong to its claims")
        if against:
            return overruled(decision, against)
        self.judge(decision, ours if theirs else ours[:1], theirs or ours[1:])
        return replace(applied(decision), reports=tuple(sorted({*ours, *theirs})))

    def judge(self, decision: Decision, ours: Sequence[object], theirs: Sequence[object]) -> None:
        """Note a decision about pairs: enough of them to name each of either side."""
        if decision.kind not in PAIRS or not ours or not theirs:
            return
        subject = "event" if decision.subject is Subject.CLAIM else decision.subject.value
        pairs = [(ours[0], other) for other in theirs] + [(one, theirs[0]) for one in ours[1:]]
        self.judged.setdefault(decision.id, []).extend(
            Judgement(subject, str(one), str(other), decision.kind.value, 1.0, decision.reason, decision.author)
            for one, other in pairs
        )

    def _where(self, anchors: Sequence[Anchor]) -> str:
        missing = sorted({a.report for a in anchors} - self.readings.keys())
        if missing:
            return f"report {', '.join(missing)} is not in the record"
        places = "; ".join(
            a.report if a.start is None else f"{a.report} {a.start}:{a.end}" + (f" {a.quote!r}" if a.quote else "")
            for a in anchors
        )
        return f"the record has nothing of that kind at {places}"
