"""Decisions in later texts of the reports that they name: a changed text must not bring back what a person put right.

A decision goes over where what it is about stands in the later text unchanged, and nobody decided about that text
itself. Where the outlet changed its account, a person is to look again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import Anchor, ClaimRef, Decision, DecisionKind, Ruling, RulingStatus, Subject
from dateline.reconciliation.anchors import claims_at, entity_at
from dateline.reconciliation.applying import PAIRS, Applying
from dateline.reconciliation.edits import added
from dateline.reconciliation.later_texts import LaterTexts
from dateline.reconciliation.outcomes import also
from dateline.reconciliation.settling import TIME, WHOLE, fields_of
from dateline.reference.revisions import differing

_HAPPENING = ("modality", "place", *TIME)  # what tells one happening from another


class Again:
    """Takes decisions over to later texts, once those that name these texts themselves are applied."""

    def __init__(self, work: Applying) -> None:
        self._work = work
        self._later = LaterTexts(work.readings)
        self._by_people: Mapping[ClaimRef, frozenset[str]] = {}

    def begin(self) -> None:
        """What is settled by now was decided about the very texts."""
        self._by_people = self._work.settling.settled()

    def taken_over(self, ruling: Ruling) -> Ruling:
        """A ruling with what its decision does in later texts."""
        decision = ruling.decision
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
        if decision.kind in PAIRS:
            return self._pairs_again(ruling)
        fields = fields_of(decision)
        twins, changed = self._twins(decision, ruling.claims, () if WHOLE in fields else fields)
        if not set(TIME).isdisjoint(fields):
            twins = [t for t in twins if self._by_people.get(t, frozenset()).isdisjoint(TIME)]
        if not twins:
            return also(ruling, changed)
        if decision.kind is DecisionKind.CONFIRM:
            settled = self._work.settling.confirm(decision, twins)
        else:
            settled = self._work.settling.settle(
                decision, twins, fields, against=None if fields == (WHOLE,) else (WHOLE,)
            )
        return also(ruling, changed, claims=settled.claims)

    def _later_of(self, decision: Decision, report: str) -> list[str]:
        """The later texts of a report that a decision does not name itself."""
        named = {a.report for a in (*decision.targets, *decision.others)}
        return [later for later in self._later.of(report) if later not in named]

    def _is_looked_at(self, later: str, report: str) -> bool:
        """Whether a person need not look at a later text of a report again."""
        return later in self._work.confirmed or later in self._work.gone or not self._later.surely(later, report)

    def _is_decided(self, ref: ClaimRef) -> bool:
        return bool(self._by_people.get(ref)) or ref in self._work.claims

    def _twins(
        self, decision: Decision, refs: Sequence[ClaimRef], fields: Sequence[str]
    ) -> tuple[list[ClaimRef], list[str]]:
        """The claims of later texts that are these, with some fields or all unchanged; and what changed, in words."""
        looked_at = {*fields, *TIME} if not set(TIME).isdisjoint(fields) else set(fields)
        found: dict[ClaimRef, None] = {}
        changed: dict[str, None] = {}
        for ref in refs:
            was = self._later.claim(ref)
            for later in self._later_of(decision, ref.report):
                twin = self._later.twin(ref, later) if was else self._work.settling.claims[later].get(ref.id)
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
            starts = [
                s.start + at for s in self._work.readings[later].sentences if (at := s.text.find(anchor.quote)) >= 0
            ]
            if len(starts) != 1:
                changed += [] if self._is_looked_at(later, anchor.report) else [f"{later} has no such words"]
                continue
            again = replace(anchor, report=later, start=starts[0], end=starts[0] + len(anchor.quote))
            if not claims_at(again, self._work.settling.claims[later].values()):
                claim = added(replace(decision, targets=(again,)), self._work.readings[later])
                made.append(self._work.settling.put(claim))
        return also(ruling, changed, claims=made)

    def _pairs_again(self, ruling: Ruling) -> Ruling:
        decision = ruling.decision
        ours, theirs = self._work.found(decision.targets)[0], self._work.found(decision.others)[0]
        more, changed = self._twins(decision, ours, _HAPPENING)
        more_of_theirs, changed_too = self._twins(decision, theirs, _HAPPENING)
        new = [ref for ref in more if ref not in more_of_theirs]
        new_of_theirs = [ref for ref in more_of_theirs if ref not in more]
        against = ""
        if decision.kind is DecisionKind.SAME:
            against = self._work.of_two_worlds([*ours, *new]) or self._work.claims.together([*ours, *new], decision.id)
            self._work.judge(decision, ours[:1], [] if against else new)
        elif new or new_of_theirs:
            all_ours, all_theirs = [*ours, *new], [*theirs, *new_of_theirs]
            against = self._work.claims.hold_apart(all_ours, all_theirs, decision.id)
            self._work.judge(decision, [] if against else new, theirs)
            self._work.judge(decision, ours[:1], [] if against else new_of_theirs)
        return also(ruling, [*changed, *changed_too], claims=[] if against else [*new, *new_of_theirs])

    def _entities_again(self, ruling: Ruling) -> Ruling:
        """People and bodies by name; one that a later text does not name needs no second look."""
        decision = ruling.decision
        if decision.kind not in PAIRS:
            return ruling
        ours, theirs = self._work.found_entities(decision.targets)[0], self._work.found_entities(decision.others)[0]
        new, new_of_theirs = self._namesakes(decision, ours), self._namesakes(decision, theirs)
        new, new_of_theirs = [n for n in new if n not in new_of_theirs], [n for n in new_of_theirs if n not in new]
        if decision.kind is DecisionKind.SAME:
            against = self._work.entities.together([*ours, *new], decision.id)
        else:
            against = self._work.entities.hold_apart([*ours, *new], [*theirs, *new_of_theirs], decision.id)
        if against:
            return ruling
        self._work.judge(decision, new if theirs else ours[:1], theirs or new)
        self._work.judge(decision, ours[:1], new_of_theirs)
        return replace(ruling, entities=tuple(sorted({*ruling.entities, *new, *new_of_theirs})))

    def _namesakes(self, decision: Decision, refs: Sequence[ClaimRef]) -> list[ClaimRef]:
        found: dict[ClaimRef, None] = {}
        for ref in refs:
            name = next(e.name for e in self._work.readings[ref.report].entities if e.id == ref.id)
            for later in self._later_of(decision, ref.report):
                own = entity_at(Anchor(later, name=name), self._work.readings[later])
                if own is not None and self._work.kind_of(own) == self._work.kind_of(ref):
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
            report
            for report in (*new[True], *new[False])
            if report not in self._work.gone.keys() | self._work.confirmed.keys()
        ]
        if decision.kind is DecisionKind.REJECT:
            self._work.gone |= dict.fromkeys(more, decision.id)
        elif decision.kind is DecisionKind.CONFIRM:
            self._work.confirmed |= dict.fromkeys(more, decision.id)
        elif decision.kind is DecisionKind.SAME:
            more = [] if self._work.reports.together([*ours, *theirs, *more], decision.id) else more
        else:
            all_ours, all_theirs = [*ours, *new[True]], [*theirs, *new[False]]
            more = [] if self._work.reports.hold_apart(all_ours, all_theirs, decision.id) else more
        return replace(also(ruling, changed), reports=tuple(sorted({*ruling.reports, *more})))
