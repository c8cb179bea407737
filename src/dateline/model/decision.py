"""What a person decides about the record: rows that are added and taken back, never edits to what was read.

A decision names what it is about by report and place in the text, not by an ID that a rerun could move: it holds on
every rerun, with a newer dateline too. The same readings and decisions make the same record.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from dateline.model.claim import ClaimRef


class DecisionKind(StrEnum):
    SAME = "same"  # all targets are one: events merged, entities joined, a report that repeats another
    DIFFERENT = "different"  # no target is one with any of the others: a split
    REJECT = "reject"  # not so, or misread: the whole claim, or one field of it
    CORRECT = "correct"  # a field of a claim has another value
    CONFIRM = "confirm"  # looked at and found right: changes nothing, and is shown
    ADD = "add"  # a claim that the machine missed, made from a marked span
    NOTE = "note"
    WITHDRAW = "withdraw"  # an earlier decision is taken back


class Subject(StrEnum):
    """What a decision is about. An event is named by its claims."""

    EVENT = "event"
    CLAIM = "claim"
    ENTITY = "entity"
    REPORT = "report"
    STATEMENT = "statement"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Where in the texts the thing stands that a decision is about.

    report: its ID. start, end: of the trigger of a claim, the words of an entity's name, a statement; None for the
    whole report. quote: the text there. name: the type of the claim (several may share a trigger), the name of the
    entity, or "".
    """

    report: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person (PROV: an Activity associated with an Agent), with when and why.

    id: hash of all else, so that the same decision handed over twice is one. made: ISO 8601 UTC. targets: what it is
    about. others: for DIFFERENT, what they are not; for SAME of reports, the original, first. values: field and value
    as text, for CORRECT and ADD; for REJECT the fields alone. of: for WITHDRAW, the ID of the decision taken back.

    Fields of a claim and how their values are written: "type", "modality": terms of the vocabularies; "mode"; "start",
    "end": ISO days, months or years; "place": a gazetteer ID, or "NAME | LAT | LON | COUNTRY", each but the name may be
    missing; "actors", "recipients": names with "; " between them; "killed", "injured" and the other harms: "3", "3-5",
    "3+" (at least three). An empty value means that the text does not say.
    """

    id: str
    kind: DecisionKind
    subject: Subject
    targets: tuple[Anchor, ...]
    author: str
    made: str
    reason: str
    others: tuple[Anchor, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    of: str = ""

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Later ones stand over earlier ones: by the instant, whatever zone it is written in."""
        try:
            return (instant(self.made), self.id)
        except ValueError:  # no record keeps such a one
            return (dt.datetime.min.replace(tzinfo=dt.UTC), self.id)


def instant(made: str) -> dt.datetime:
    """An ISO 8601 time in UTC; where it names no zone, it is UTC. Raises ValueError."""
    found = dt.datetime.fromisoformat(made)
    try:
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
    except OverflowError as error:  # the first or last day there is, in a zone beyond
        raise ValueError(str(error)) from error


def with_id(decision: Decision) -> Decision:
    """The decision with the ID that its content gives it."""
    content = {f.name: _plain(getattr(decision, f.name)) for f in fields(decision) if f.name != "id"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return replace(decision, id=f"d-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}")


def _plain(value: object) -> object:
    if isinstance(value, Anchor):
        return [value.report, value.start, value.end, value.quote, value.name]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


class RulingStatus(StrEnum):
    """What became of a decision when the record was made."""

    APPLIED = "applied"
    LOOK_AGAIN = "look again"  # applied; a later text of a report has it otherwise, and there it is not
    OVERRULED = "overruled"  # a later decision says otherwise: `by`
    WITHDRAWN = "withdrawn"
    NOT_FOUND = "not found"  # what it is about is not in the record now; kept, and tried again at every rerun
    NOT_POSSIBLE = "not possible"  # the reason says why


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it entered the record. claims: those it was applied to (for entities: `entities`), those of later
    texts of their reports among them."""

    decision: Decision
    status: RulingStatus
    reason: str = ""
    by: str = ""
    claims: tuple[ClaimRef, ...] = ()
    entities: tuple[ClaimRef, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the record is as the decision wants it."""
        return self.status in (RulingStatus.APPLIED, RulingStatus.LOOK_AGAIN)
