"""Decisions made from what a record shows: events merged and split, claims rejected, corrected, confirmed and added.

What a person points at goes by the IDs that the record shows ("ev-…", "REPORT/c4", "n-…", a report's ID or file); the
decision keeps where it stands in the texts, so that it outlasts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from dateline.errors import InputError
from dateline.model import (
    Anchor,
    CanonicalEntity,
    Claim,
    ClaimRef,
    Decision,
    DecisionKind,
    Entity,
    Event,
    EventType,
    Reconciliation,
    Report,
    ReportClaims,
    Ruling,
    Statement,
    Subject,
    with_id,
)
from dateline.pipeline import impossible, reconcile, refusal
from dateline.record import Reader, Record, RecordView, Snapshot

Clock = Callable[[], dt.datetime]
_SHOWN = 60  # characters of a text that is refused
_NAMED = 8  # claims that an error names
_OPPOSITES = frozenset({EventType.AGREE, EventType.REJECT})


class Things(Protocol):
    """Where things are looked up by the IDs that a record shows; None for what is not there."""

    def event(self, of: str) -> Event | None: ...

    def claim(self, of: ClaimRef) -> Claim | None: ...

    def statement(self, of: ClaimRef) -> Statement | None: ...

    def entity(self, of: str) -> CanonicalEntity | None: ...

    def member(self, of: ClaimRef) -> Entity | None: ...

    def report(self, of: str) -> Report | None: ...


class ViewThings:
    """The things of a record that is in memory. Reports also go by their file, or the last part of its path."""

    def __init__(self, view: RecordView) -> None:
        found = view.reconciliation
        self._events = {e.id: e for e in found.events}
        self._claims = {ClaimRef(c.report, c.id): c for c in view.claims()}
        self._statements = {ClaimRef(r.report, s.id): s for r in view.readings for s in r.statements}
        self._entities = {e.id: e for e in found.entities}
        self._members = {ClaimRef(r.report, e.id): e for r in view.readings for e in r.entities}
        self._reports = {r.id: r for r in view.reports}
        self._files: dict[str, list[Report]] = {}
        for report in view.reports:
            for name in {report.file, PurePath(report.file).name}:
                self._files.setdefault(name, []).append(report)

    def event(self, of: str) -> Event | None:
        return self._events.get(of)

    def claim(self, of: ClaimRef) -> Claim | None:
        return self._claims.get(of)

    def statement(self, of: ClaimRef) -> Statement | None:
        return self._statements.get(of)

    def entity(self, of: str) -> CanonicalEntity | None:
        return self._entities.get(of)

    def member(self, of: ClaimRef) -> Entity | None:
        return self._members.get(of)

    def report(self, of: str) -> Report | None:
        """Raises InputError for a file name that several reports have."""
        named = self._files.get(of, [])
        if of not in self._reports and len(named) > 1:
            ids = ", ".join(r.id for r in named)
            raise InputError(f"{of!r} is the file of {len(named)} reports; name one by its ID: {ids}")
        return self._reports.get(of) or (named[0] if named else None)


class ReaderThings:
    """The things of a record that stays where it is, each looked up when it is asked for. Reports go by their ID."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def event(self, of: str) -> Event | None:
        return self._reader.event(of)

    def claim(self, of: ClaimRef) -> Claim | None:
        return next(iter(self._reader.claims([of])), None)

    def statement(self, of: ClaimRef) -> Statement | None:
        return self._reader.statement(of)

    def entity(self, of: str) -> CanonicalEntity | None:
        return self._reader.entity(of)

    def member(self, of: ClaimRef) -> Entity | None:
        return self._reader.member(of)

    def report(self, of: str) -> Report | None:
        found = self._reader.report(of)
        return None if found is None else found[0]


class Decider:
    """Makes the decisions of one author. Every method raises InputError for what is not in the record."""

    def __init__(self, things: Things, author: str, clock: Clock = lambda: dt.datetime.now(dt.UTC)) -> None:
        if not author.strip():
            raise InputError("a decision needs an author; give one with --by")
        self._things = things
        self._author = author.strip()
        self._clock = clock

    # -- what is one and what is not ----------------------------------------------------------------------------------

    def merge(self, ids: Sequence[str], why: str) -> Decision:
        """Events (or claims), people and bodies, or places, that are one. Of several claims of an event the first
        stands for it: what else the machine put with it stays its own doing."""
        self._several(ids)
        if all(i.startswith("n-") or self._is_member(i) for i in ids):
            targets = tuple(self._member_anchors(i)[0] for i in ids)
            return self._made(DecisionKind.SAME, Subject.ENTITY, targets, why)
        types = {claim.type for i in ids for claim in self._claims(i)}
        if types >= _OPPOSITES:
            raise InputError(
                "one of them tells of an agreement and another of a refusal, which are not one happening; correct the "
                "type of the one that is misread (type=AGREE), or merge those of one kind"
            )
        return self._made(DecisionKind.SAME, Subject.EVENT, tuple(self._claim_anchors(i)[0] for i in ids), why)

    def split(self, whole: str, parts: Sequence[str], why: str) -> Decision:
        """Claims out of an event, or members out of an entity: they are not one with what stays."""
        self._belong(whole, parts)
        if whole.startswith("n-"):
            targets = tuple(a for part in parts for a in self._member_anchors(part))
            others = tuple(a for a in self._member_anchors(whole) if a not in targets)
            subject = Subject.ENTITY
        else:
            targets = tuple(a for part in parts for a in self._claim_anchors(part))
            others = tuple(a for a in self._claim_anchors(whole) if a not in targets)
            subject = Subject.EVENT
        if not targets or not others:
            raise InputError(f"a split takes some of {whole} out and leaves some; name what goes")
        return self._made(DecisionKind.DIFFERENT, subject, targets, why, others=others)

    def copy(self, report: str, original: str, why: str) -> Decision:
        """One report repeats another."""
        ours, theirs = self._two_reports(report, original)
        return self._made(DecisionKind.SAME, Subject.REPORT, (ours,), why, others=(theirs,))

    def no_copy(self, report: str, other: str, why: str) -> Decision:
        """Two reports are written independently."""
        ours, theirs = self._two_reports(report, other)
        return self._made(DecisionKind.DIFFERENT, Subject.REPORT, (ours,), why, others=(theirs,))

    # -- single claims --------------------------------------------------------------------------------------------

    def reject(self, of: str, why: str, fields: Iterable[str] = ()) -> Decision:
        """A claim, all claims of an event, or a whole report; or only some fields of claims."""
        values = tuple((field, "") for field in fields)
        if not self._is_claims(of):
            if values:
                raise InputError("a report is rejected whole; fields belong to its claims")
            return self._made(DecisionKind.REJECT, Subject.REPORT, (Anchor(self._report(of).id),), why)
        made = self._made(DecisionKind.REJECT, Subject.CLAIM, self._claim_anchors(of), why, values=values)
        return _with_values_that_can_be(made, self._claims(of))

    def correct(self, claim: str, values: Mapping[str, str], why: str) -> Decision:
        """Fields of one claim have other values. An event's values are those of its claims."""
        if claim.startswith("ev-"):
            raise InputError(f"values belong to claims: correct one of those of {claim}, or reject a wrong one")
        if not values:
            raise InputError("name what is to be corrected, like killed=3 or place=geonames:170063")
        targets = self._claim_anchors(claim)
        made = self._made(DecisionKind.CORRECT, Subject.CLAIM, targets, why, values=tuple(values.items()))
        return _with_values_that_can_be(made, self._claims(claim))

    def confirm(self, of: str, why: str = "") -> Decision:
        """An event, a claim, an entity, a statement or a report was looked at and found right."""
        return self._made(DecisionKind.CONFIRM, *self._anything(of), why)

    def note(self, of: str, text: str) -> Decision:
        if not text.strip():
            raise InputError("a note needs words")
        return self._made(DecisionKind.NOTE, *self._anything(of), text)

    def add(self, report: str, words: str | tuple[int, int], values: Mapping[str, str], why: str) -> Decision:
        """A claim that the machine missed. words: those of the report that it rests on, verbatim, or their offsets."""
        found = self._report(report)
        start, end = self._span(found, words)
        anchor = Anchor(found.id, start, end, found.text[start:end], values.get("type", "").upper())
        made = self._made(DecisionKind.ADD, Subject.CLAIM, (anchor,), why, values=tuple(values.items()))
        return _with_values_that_can_be(made, ())

    def undo(self, decision: str, why: str = "") -> Decision:
        """Take a decision back; to take back a withdrawal makes the decision stand again."""
        return self._made(DecisionKind.WITHDRAW, Subject.DECISION, (), why, of=decision)

    # -- looking up -------------------------------------------------------------------------------------------------

    def _made(
        self,
        kind: DecisionKind,
        subject: Subject,
        targets: tuple[Anchor, ...],
        why: str,
        *,
        others: tuple[Anchor, ...] = (),
        values: tuple[tuple[str, str], ...] = (),
        of: str = "",
    ) -> Decision:
        for text in (self._author, why, of, *(t for pair in values for t in pair)):
            if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
                shown = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
                raise InputError(f"{shown[:_SHOWN]!r} has characters that no record can hold; write it without them")
        made = self._clock().astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        targets = tuple(dict.fromkeys(targets))
        return with_id(Decision("", kind, subject, targets, self._author, made, why.strip(), tuple(others), values, of))

    def _several(self, ids: Sequence[str]) -> None:
        if len(set(ids)) < 2:
            raise InputError("it takes two to be one: name two events, or two people, bodies or places")

    def _is_claims(self, of: str) -> bool:
        return of.startswith("ev-") or self._things.claim(_ref(of)) is not None

    def _is_member(self, of: str) -> bool:
        return self._things.member(_ref(of)) is not None

    def _belong(self, whole: str, parts: Sequence[str]) -> None:
        """Raises InputError for what is split off something that it is no part of."""
        if whole.startswith("ev-"):
            own = {str(ClaimRef(c.report, c.id)) for c in self._claims(whole)}
            named = [(part, str(ClaimRef(c.report, c.id))) for part in parts for c in self._claims(part)]
        elif whole.startswith("n-"):
            self._member_anchors(whole)  # it is there
            entity = self._things.entity(whole)
            own = {str(ref) for ref in entity.members} if entity else set()
            named = [(part, part) for part in parts if self._member_anchors(part)]
        else:
            return
        foreign = list(dict.fromkeys(part for part, ref in named if ref not in own))
        if foreign:
            shown = ", ".join(sorted(own)[:_NAMED]) + (" …" if len(own) > _NAMED else "")
            raise InputError(f"{', '.join(foreign)} is no part of {whole}; name some of {shown}")

    def _two_reports(self, one: str, other: str) -> tuple[Anchor, Anchor]:
        ours, theirs = self._report(one).id, self._report(other).id
        if ours == theirs:
            raise InputError(f"{one} and {other} are one report, {ours}; name two")
        return Anchor(ours), Anchor(theirs)

    def _claims(self, of: str) -> list[Claim]:
        """The claims of an event, as they stand in the texts, or the one claim."""
        if of.startswith("ev-"):
            event = self._things.event(of)
            if event is None:
                raise InputError(f"there is no event {of} in the record; `dateline show --ids` lists them")
            claims = [c for ref in event.claims if (c := self._things.claim(ref)) is not None]
            return sorted(claims, key=lambda c: (c.report, c.trigger.start, c.id))
        claim = self._things.claim(_ref(of))
        if claim is None:
            raise InputError(f"there is no event or claim {of} in the record; `dateline show --ids` lists them")
        return [claim]

    def _claim_anchors(self, of: str) -> tuple[Anchor, ...]:
        return tuple(map(_claim_anchor, self._claims(of)))

    def _member_anchors(self, of: str) -> tuple[Anchor, ...]:
        if of.startswith("n-"):
            entity = self._things.entity(of)
            if entity is None:
                raise InputError(f"there is no person, body or place {of} in the record")
            members = [(ref, m) for ref in entity.members if (m := self._things.member(ref)) is not None]
        else:
            member = self._things.member(_ref(of))
            if member is None:
                raise InputError(f"there is no person, body or place {of} in the record")
            members = [(_ref(of), member)]
        return tuple(_entity_anchor(ref.report, entity) for ref, entity in members)

    def _anything(self, of: str) -> tuple[Subject, tuple[Anchor, ...]]:
        if self._is_claims(of):
            return (Subject.EVENT if of.startswith("ev-") else Subject.CLAIM), self._claim_anchors(of)
        if of.startswith("n-") or self._is_member(of):
            return Subject.ENTITY, self._member_anchors(of)
        statement = self._things.statement(_ref(of))
        if statement is not None:
            anchor = Anchor(statement.report, statement.start, statement.end, statement.content)
            return Subject.STATEMENT, (anchor,)
        return Subject.REPORT, (Anchor(self._report(of).id),)

    def _report(self, of: str) -> Report:
        report = self._things.report(of)
        if report is None:
            raise InputError(f"there is no report {of} in the record; name it by ID or file")
        return report

    def _span(self, report: Report, words: str | tuple[int, int]) -> tuple[int, int]:
        if isinstance(words, tuple):
            start, end = words
            if not 0 <= start < end <= len(report.text) or not report.text[start:end].strip():
                raise InputError(
                    f"{start}:{end} marks no words of {report.id}, which has {len(report.text)} characters"
                )
            return start, end
        start = report.text.find(words) if words.strip() else -1
        if start < 0:
            raise InputError(f"these words do not stand in {report.file}: {words!r}")
        if report.text.find(words, start + 1) >= 0:
            raise InputError(f"these words stand more than once in {report.file}; give more of them, or offsets")
        return start, start + len(words)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping decisions.

    new: how many were not there before. rulings: what became of them, in the order in which they were made. refused:
    those that were not kept, each with the reason.
    """

    new: int
    rulings: tuple[Ruling, ...]
    refused: tuple[tuple[Decision, str], ...] = ()


def keep(record: Record, decisions: Sequence[Decision], *, later: bool = False, foreign: bool = False) -> Kept:
    """Try decisions in memory, keep them, and bring the record together with them.

    One with which the record cannot be brought together is not kept, and costs no other. later: leave the
    reconciliation as it is; they are then tried on the reports that they name alone, and without rulings. foreign: made
    on another record; those that are not possible here are kept too, for when they are.
    """
    if later:
        reader = record.reader()
        named = sorted({a.report for d in decisions for a in (*d.targets, *d.others)})
        now = Snapshot(tuple(found[1] for report in named if (found := reader.report(report))), 0, record.decisions())
    else:
        now = record.snapshot()
    refused = () if foreign else impossible(now.readings, now.decisions, decisions)
    out = {d.id for d, _ in refused}
    good = [d for d in decisions if d.id not in out]
    made, failed = _tried(now.readings, () if later else now.decisions, good)
    out = {d.id for d, _ in failed}
    good = [d for d in good if d.id not in out]
    new = record.decide(*good)
    if not later:
        record.replace_reconciliation(made, now.changes + bool(new))
    ids = {d.id for d in good}
    return Kept(new, () if later else tuple(r for r in made.rulings if r.decision.id in ids), (*refused, *failed))


def _tried(
    readings: Sequence[ReportClaims], before: Sequence[Decision], decisions: Sequence[Decision]
) -> tuple[Reconciliation, tuple[tuple[Decision, str], ...]]:
    """The readings brought together with those decisions that let them, and the others with the reason."""

    def together(more: Iterable[Decision]) -> Reconciliation | str:
        try:
            return reconcile(readings, {d.id: d for d in (*before, *more)}.values())
        except Exception as error:  # noqa: BLE001  kept, it would fail at every later run
            return f"the record cannot be brought together with it ({type(error).__name__}: {error})"

    made = together(decisions)
    if isinstance(made, Reconciliation):
        return made, ()
    good: list[Decision] = []
    refused: list[tuple[Decision, str]] = []
    for decision in decisions:
        tried = together([*good, decision])
        if isinstance(tried, str):
            refused.append((decision, tried))
        else:
            good.append(decision)
            made = tried
    if isinstance(made, str):
        made = reconcile(readings, before)
    return made, tuple(refused)


def _with_values_that_can_be(decision: Decision, claims: Sequence[Claim]) -> Decision:
    """The decision. Raises InputError when its values are none that these claims, or a new one, can have."""
    if decision.values or decision.kind is not DecisionKind.REJECT:
        why = next((why for claim in claims or (None,) if (why := refusal(decision, claim))), "")
        if why:
            raise InputError(why)
    return decision


def _ref(of: str) -> ClaimRef:
    report, _, local = of.rpartition("/")
    return ClaimRef(report, local)


def _claim_anchor(claim: Claim) -> Anchor:
    trigger = claim.trigger
    return Anchor(claim.report, trigger.start, trigger.end, trigger.quote, claim.type.value)


def _entity_anchor(report: str, entity: Entity) -> Anchor:
    if not entity.evidence:
        return Anchor(report, name=entity.name)
    first = min(entity.evidence)
    return Anchor(report, first.start, first.end, first.quote, entity.name)
