"""What many reports claim together: reconciliation's product."""

from __future__ import annotations

from dateline.model.claim import Claim, ClaimRef, Flag, Link, Office, Place, Time
from dateline.model.decision import Ruling
from dateline.model.frozen import frozen
from dateline.model.terms import CopyKind, EntityKind, EventType, Modality
from dateline.model.text import Evidence


@frozen
class Judgement:
    """A recorded decision that two things are the same, different, or unsure: with its score, its parts, its author.

    subject: "entity", "event", "report". author: "dateline" for the machine. parts: name of the comparison, its score
    and the two values compared, in words.
    """

    subject: str
    left: str
    right: str
    decision: str
    score: float
    reason: str
    author: str = "dateline"
    parts: tuple[tuple[str, float, str], ...] = ()


@frozen
class CanonicalEntity:
    """A person, body, group or place across reports. id: canonical ID; members: the entities of single reports."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    members: tuple[ClaimRef, ...]
    offices: tuple[Office, ...] = ()
    country: str | None = None
    sector: str | None = None
    actor_type: str | None = None
    place: Place | None = None


@frozen
class DerivedReport:
    """A report that repeats another one of its copy group. of: the report that it is nearest to.

    score: the share of the shorter text that both have; of a re-wording, of the shorter list of counts and remarks.
    """

    report: str
    kind: CopyKind
    of: str
    score: float
    reason: str


@frozen
class CopyGroup:
    """Reports that repeat one text. original: the likely first, with the reason; None when nothing tells.

    derived: how each of the others repeats it; without an original, how each repeats the one it is nearest to.
    """

    id: str
    reports: tuple[str, ...]
    original: str | None
    reason: str
    score: float
    derived: tuple[DerivedReport, ...] = ()


@frozen
class Passage:
    """Sentences of one report that stand in another, word for word or nearly so.

    start, end: characters of `report`'s text; of_start, of_end: of the text of `of`. original: which of the two likely
    had it first, with the reason; None when nothing tells, and `of` is then only the other one. score: the share of the
    shorter wording that both have; 1.0 word for word.
    """

    report: str
    start: int
    end: int
    of: str
    of_start: int
    of_end: int
    score: float
    original: str | None
    reason: str


@frozen
class SharedStatement:
    """One statement that several reports quote in words of their own around it: no copies, and yet one origin.

    statements: the remarks, by report. speaker: whoever most of them credit it to; entity: its canonical ID. words: the
    longest run of quoted words that two of them share. score: the share of the shorter quotation that both have.
    """

    id: str
    reports: tuple[str, ...]
    statements: tuple[ClaimRef, ...]
    speaker: str | None
    entity: str | None
    words: str
    score: float
    reason: str


@frozen
class Origin:
    """An independent origin of a value: the claims whose chains meet in it.

    key: what identifies it (a speaker, an agency, an outlet or a copy group). party: whether it is itself an actor or a
    recipient of the event (a party's claim about its own deeds or its enemy's losses).
    """

    key: str
    name: str
    claims: tuple[ClaimRef, ...]
    party: bool = False


@frozen
class FieldValue:
    """One value that claims give a field of an event, with the independent origins behind it.

    field: "type", "modality", "actors", "recipients", "place", "time", or a kind of harm ("killed"). An origin that
    stands behind two values of a field changed its account, or tells of two things.
    """

    field: str
    value: str
    claims: tuple[ClaimRef, ...]
    origins: tuple[Origin, ...]


@frozen
class DisputeValue:
    """One of the values that stand against each other. said_by: nearest the event first, as names.

    said_by has whoever accuses in front of the names of the chain.
    evidence: the sentences that say so, where they are not those of the claims (a term of a deal told further on).
    """

    value: str
    said_by: tuple[str, ...]
    chain: tuple[Link, ...]
    claims: tuple[ClaimRef, ...]
    reports: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@frozen
class Dispute:
    """Claims about one event that cannot all be true; all are kept.

    field: "killed", "injured", "actors", "recipients", "roles", "place", "time", "occurrence", "terms", …
    """

    field: str
    values: tuple[DisputeValue, ...]
    reason: str


@frozen
class EventActor:
    """An actor or recipient of an event. entity: canonical ID or None."""

    name: str
    entity: str | None
    country: str | None = None
    sector: str | None = None
    actor_type: str | None = None
    claims: tuple[ClaimRef, ...] = ()


@frozen
class Toll:
    """A reading of a harm field over the claims: [minimum, maximum], the rule behind it, the claims it rests on.

    maximum: None where the top figure is open ("at least 30", "dozens"); minimum: None where the lowest has no lower
    end ("up to 22"). highest: the largest figure that stands in a text, open or not. words: the counts as they stand in
    the texts, latest first. vague: all of them are words or bare plurals ("dozens", "casualties"), none a number.
    """

    kind: str
    minimum: int | None
    maximum: int | None
    rule: str
    claims: tuple[ClaimRef, ...]
    words: tuple[str, ...] = ()
    highest: int | None = None
    vague: bool = False


@frozen
class Moment:
    """An event as its reports had it by the end of a day, where that differs from the day before.

    known: the day of publication, ISO; reports without one are left out. reports, origins: how many by then. tolls,
    time, place: as read from the claims by then. new: the reports since the moment before. changed: the fields that
    moved. left_out: the days with reports between the moment before and this one that are not told one by one, where it
    moved on very many.
    """

    known: str
    reports: int
    origins: int
    tolls: tuple[Toll, ...]
    time: Time | None
    place: Place | None
    new: tuple[str, ...]
    changed: tuple[str, ...]
    left_out: int = 0


@frozen
class Event:
    """The happening, reconciled across reports.

    id: hash of its earliest claim (by report ID and position), so that it lasts across reruns. summary: a short line
    made of the fields, no word that the texts do not support. modality: the strongest that any claim supports.
    part_of: ID of the larger event (days of fighting) that this one is a part of; its claims are among that one's too.
    account: how it moved as reports came in, earliest first; which claims tell of it is as judged from all of them.
    values: every value that any of its claims gives a field, those with most origins first.
    """

    id: str
    type: EventType
    mode: str | None
    modality: Modality
    time: Time | None
    place: Place | None
    actors: tuple[EventActor, ...]
    recipients: tuple[EventActor, ...]
    reciprocal: bool
    tolls: tuple[Toll, ...]
    claims: tuple[ClaimRef, ...]
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    disputes: tuple[Dispute, ...] = ()
    contexts: tuple[str, ...] = ()
    name: str | None = None
    summary: str = ""
    part_of: str | None = None
    account: tuple[Moment, ...] = ()
    values: tuple[FieldValue, ...] = ()


@frozen
class Reconciliation:
    """The whole result over a set of reports; a pure function of them, of the reference lists and of the decisions.

    rulings: what became of each decision, in the order in which they were made. amended: the claims that people changed
    or added, as they entered; those in the readings stay as they were read.
    """

    entities: tuple[CanonicalEntity, ...] = ()
    events: tuple[Event, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    flags: tuple[Flag, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    amended: tuple[Claim, ...] = ()
    passages: tuple[Passage, ...] = ()
    shared_statements: tuple[SharedStatement, ...] = ()


__all__ = [
    "CanonicalEntity",
    "Claim",
    "ClaimRef",
    "CopyGroup",
    "DerivedReport",
    "Dispute",
    "DisputeValue",
    "Event",
    "EventActor",
    "FieldValue",
    "Judgement",
    "Moment",
    "Origin",
    "Passage",
    "Reconciliation",
    "SharedStatement",
    "Toll",
]
