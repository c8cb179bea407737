"""Rows that the pages and the brief share: parts of the record worded for a reader, each with links to its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.model import (
    Claim,
    ClaimRef,
    DecisionKind,
    Dispute,
    Event,
    EventActor,
    Evidence,
    FieldValue,
    Flag,
    Moment,
    Passage,
    Report,
    Ruling,
    RulingStatus,
    Statement,
    Toll,
)
from dateline.pages import wording
from dateline.pages.wording import ChainPart

PASSAGE = 90  # characters of a copied passage that are shown
QUOTE = 70  # of the words that a value rests on


class Shelf(Protocol):
    """Where rows get their names and links from: the whole record, or a page's own part of it."""

    def name(self, report: str) -> str:
        """Outlet and day of a report, or its file's name."""

    def words(self, report: str, start: int) -> str:
        """Address of a character of a report's text."""

    def report(self, report: str) -> str:
        """Address of a report."""

    def entity(self, report: str, entity: str | None) -> str:
        """Address of a person, body or place named in a report; "" where there is none to go to."""

    def canonical(self, entity: str | None) -> str:
        """Address of a person, body or place of the record; "" where there is none to go to."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text that something rests on, with the link to where they stand."""

    quote: str
    report: str
    link: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of a source chain and where it leads, or ""."""

    part: ChainPart
    link: str

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def through(self) -> str:
        return self.part.through


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim under its event: the sentence cut around its trigger, the chain, and where it stands."""

    id: str
    type: str
    report_name: str
    before: str
    trigger: str
    after: str
    modality: str
    harms: tuple[str, ...]
    chain: tuple[ChainLink, ...]
    link: str
    decisions: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an event: its value, the reason or rule behind it, the words that it rests on."""

    name: str
    value: str
    reason: str
    words: tuple[Words, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a dispute. reports: name and address. words: where a side is told outside the claims."""

    value: str
    said_by: str
    reports: tuple[tuple[str, str], ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    field: str
    reason: str
    sides: tuple[SideRow, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that claims give a field, the independent origins behind it, and the words of each claim."""

    field: str
    value: str
    origins: int
    names: str
    claims: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MomentRow:
    """How an event stood by the end of a day on which its account moved."""

    known: str
    reports: int
    origins: int
    when: str
    where: str
    toll: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    id: str
    type: str
    mode: str
    modality: str
    ground: bool
    headline: str
    when: str
    where: str
    toll: str
    origins: int
    origin_names: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    disputes: tuple[DisputeRow, ...]
    claims: tuple[ClaimRow, ...]
    flags: tuple[str, ...]
    account: tuple[MomentRow, ...]
    values: tuple[ValueRow, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementRow:
    id: str
    content: str
    cue: str
    kind: str
    said: str
    chain: tuple[ChainLink, ...]
    report_name: str
    link: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Words of a report that stand in another, with links to both."""

    words: str
    link: str
    other: str
    other_link: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions in force: of each claim in words, and which of its fields a person set, and who.

    A value that a person set stands in no text: it is shown without quotation marks, and with who set it.
    """

    lines: Mapping[ClaimRef, Sequence[str]]
    set_by: Mapping[tuple[ClaimRef, str], str]

    def person(self, claims: Iterable[ClaimRef], field: str) -> str:
        """ "corrected by Ada" where a person set the field in all of the claims, else ""."""
        told = [self.set_by.get((ref, field), "") for ref in claims]
        return "; ".join(dict.fromkeys(told)) if told and all(told) else ""


NOTHING_DECIDED = Decided({}, {})


def decided(rulings: Iterable[Ruling]) -> Decided:
    lines: dict[ClaimRef, list[str]] = {}
    set_by: dict[tuple[ClaimRef, str], str] = {}
    for ruling in rulings:
        decision = ruling.decision
        look = " (look again: the text changed)" if ruling.status is RulingStatus.LOOK_AGAIN else ""
        verb = {DecisionKind.CORRECT: "corrected", DecisionKind.ADD: "added"}.get(decision.kind)
        for ref in ruling.claims if ruling.stands else ():
            lines.setdefault(ref, []).append(wording.decision_line(decision) + look)
            for field, _ in decision.values if verb else ():
                set_by[ref, "time" if field in ("start", "end") else field] = f"{verb} by {decision.author}"
                set_by[ref, field] = f"{verb} by {decision.author}"
    return Decided(lines, set_by)


def event_row(
    event: Event,
    claims: Sequence[Claim],
    shelf: Shelf,
    flags: Iterable[Flag] = (),
    decided: Decided = NOTHING_DECIDED,
    words: int = 3,
) -> EventRow:
    """claims: those of the event, in the order to be shown. words: how many quotes of each value at most."""
    by_ref = {ClaimRef(c.report, c.id): c for c in claims}
    return EventRow(
        id=event.id,
        type=event.type.value,
        mode=event.mode or "",
        modality=event.modality.value,
        ground=event.modality.on_the_ground,
        headline=event.summary or event.type.value,
        when=wording.when(event.time),
        where=wording.where(event.place),
        toll=wording.tolls(event.tolls),
        origins=len(event.origins),
        origin_names=tuple(wording.origin_name(o) for o in event.origins),
        fields=tuple(_fields(event, by_ref, shelf, decided, words)),
        disputes=tuple(dispute_row(d, shelf, decided) for d in event.disputes),
        claims=tuple(claim_row(c, shelf, decided.lines.get(ClaimRef(c.report, c.id), ())) for c in claims),
        flags=tuple(f"{f.kind.value}: {f.reason}" for f in flags),
        account=tuple(moment_row(m) for m in event.account),
        values=tuple(value_row(v, by_ref, shelf, decided, words) for v in event.values)
        if len(event.claims) > 1
        else (),
        decisions=tuple(dict.fromkeys(line for ref in event.claims for line in decided.lines.get(ref, ()))),
    )


def claim_row(claim: Claim, shelf: Shelf, decided: Sequence[str] = ()) -> ClaimRow:
    sentence, trigger = claim.sentence, claim.trigger
    cut_at, cut_to = trigger.start - sentence.start, trigger.end - sentence.start
    inside = 0 <= cut_at < cut_to <= len(sentence.quote)
    return ClaimRow(
        id=f"{claim.report}/{claim.id}",
        type=claim.type.value,
        report_name=shelf.name(claim.report),
        before=sentence.quote[:cut_at] if inside else sentence.quote,
        trigger=sentence.quote[cut_at:cut_to] if inside else "",
        after=sentence.quote[cut_to:] if inside else "",
        modality=claim.modality.value,
        harms=tuple(f"{h.kind.value}: {h.words}" for h in claim.harms),
        chain=chain_links(claim.report, wording.chain_parts(claim.chain), shelf),
        link=shelf.words(sentence.report, sentence.start),
        decisions=tuple(decided),
        fields=tuple(claim_fields(claim)),
    )


def claim_fields(claim: Claim) -> Iterable[tuple[str, str]]:
    """What one claim says, field by field, written as a correction writes it."""
    yield "type", claim.type.value
    if claim.mode:
        yield "mode", claim.mode
    yield "modality", claim.modality.value
    if claim.time and claim.time.start:
        yield "start", claim.time.start
    if claim.time and claim.time.end and claim.time.end != claim.time.start:
        yield "end", claim.time.end
    if claim.place:
        yield "place", claim.place.name
    for role, refs in (("actors", claim.actors), ("recipients", claim.recipients)):
        if refs:
            yield role, "; ".join(ref.name for ref in refs)
    for harm in claim.harms:
        yield harm.kind.value, harm.words


def chain_links(report: str, parts: Sequence[ChainPart], shelf: Shelf) -> tuple[ChainLink, ...]:
    return tuple(ChainLink(part, shelf.entity(report, part.entity or None)) for part in parts)


def dispute_row(dispute: Dispute, shelf: Shelf, decided: Decided = NOTHING_DECIDED) -> DisputeRow:
    sides = tuple(
        SideRow(
            value.value,
            decided.person(value.claims, dispute.field) or " ← ".join(value.said_by),
            tuple((shelf.name(report), shelf.report(report)) for report in value.reports),
            quotes(value.evidence, shelf),
        )
        for value in dispute.values
    )
    return DisputeRow(dispute.field, dispute.reason, sides)


def value_row(
    value: FieldValue, claims: Mapping[ClaimRef, Claim], shelf: Shelf, decided: Decided, most: int
) -> ValueRow:
    names = "; ".join(wording.origin_name(o) for o in value.origins) or "rumour only"
    person = decided.person(value.claims, value.field)
    read = [ref for ref in value.claims if (ref, value.field) not in decided.set_by]
    rests_on = [_rests_on(claims[ref], value.field, value.value) for ref in read[:most] if ref in claims]
    return ValueRow(
        value.field,
        value.value,
        len(value.origins),
        f"{person} ({names})" if person else names,
        len(value.claims),
        quotes(rests_on, shelf),
    )


def moment_row(moment: Moment) -> MomentRow:
    return MomentRow(
        known=moment.known,
        reports=moment.reports,
        origins=moment.origins,
        when=wording.when(moment.time),
        where=wording.where(moment.place),
        toll=wording.tolls(moment.tolls),
        changed=moment.changed,
    )


def statement_row(statement: Statement, shelf: Shelf) -> StatementRow:
    first = statement.parts[0]
    return StatementRow(
        id=f"{statement.report}/{statement.id}",
        content=" … ".join(part.quote for part in statement.parts),
        cue=statement.cue or "",
        kind=wording.saying(statement),
        said=(statement.time.start or "") if statement.time else "",
        chain=chain_links(statement.report, wording.chain_parts(statement.chain), shelf),
        report_name=shelf.name(statement.report),
        link=shelf.words(first.report, first.start),
    )


def passage_row(passage: Passage, words: str, shelf: Shelf) -> PassageRow:
    return PassageRow(
        words=shortened(words, PASSAGE),
        link=shelf.words(passage.report, passage.start),
        other=shelf.name(passage.of),
        other_link=shelf.words(passage.of, passage.of_start),
        reason=passage.reason,
    )


def report_name(report: Report) -> str:
    """Outlet and day, or the file's name."""
    name = report.outlet.name if report.outlet else report.file.rsplit("/", 1)[-1]
    return f"{name}, {report.published.day}" if report.published else f"{name}, undated"


def shortened(words: str, most: int) -> str:
    """On one line, cut at a blank where longer than `most` characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def quotes(evidence: Iterable[Evidence], shelf: Shelf) -> tuple[Words, ...]:
    """Each stretch of words once, cut short, with its link."""
    return tuple(
        dict.fromkeys(
            Words(shortened(e.quote, QUOTE), shelf.name(e.report), shelf.words(e.report, e.start)) for e in evidence
        )
    )


def _rests_on(claim: Claim, field: str, value: str = "") -> Evidence:
    """The words of a claim that a value of a field rests on; the whole sentence where they are not known apart."""
    if field in ("actors", "recipients"):
        refs = claim.actors if field == "actors" else claim.recipients
        own = [ref.evidence for ref in refs if ref.evidence and (ref.name == value or len(refs) == 1)]
    elif field == "place":
        own = [claim.place.evidence] if claim.place else []
    elif field == "time":
        own = [claim.time.evidence] if claim.time else []
    elif field in ("type", "modality"):
        own = [(claim.trigger,)]
    else:
        harms = [h for h in claim.harms if h.kind.value == field and h.evidence]
        own = [h.evidence for h in harms if value.startswith(h.words) or len(harms) == 1]
    return next((evidence[0] for evidence in own if evidence), claim.sentence)


def _fields(
    event: Event, claims: Mapping[ClaimRef, Claim], shelf: Shelf, decided: Decided, most: int
) -> Iterable[FieldRow]:
    """The event's fields that have a value, with the reason of each."""
    if event.name:
        yield FieldRow("name", event.name, "")
    time, place = event.time, event.place
    yield FieldRow(
        "when",
        wording.when(time),
        time.reason if time else "",
        quotes(time.evidence[:most], shelf) if time else (),
    )
    if place:
        spot = f" ({place.lat:.3f}, {place.lon:.3f})" if place.lat is not None else ""
        value = f"{place.name}{spot}, precision: {place.precision.value}"
        yield FieldRow("where", value, place.reason, quotes(place.evidence[:most], shelf))
    yield from _people("parties" if event.reciprocal else "actors", event.actors, shelf)
    yield from _people("recipients", event.recipients, shelf)
    for toll in event.tolls:
        yield _toll_row(toll, claims, shelf, decided, most)
    if event.contexts:
        yield FieldRow("context", ", ".join(event.contexts), "")


def _toll_row(toll: Toll, claims: Mapping[ClaimRef, Claim], shelf: Shelf, decided: Decided, most: int) -> FieldRow:
    """Figures that a person set stand without quotation marks, with who set them."""
    read = [ref for ref in toll.claims if (ref, toll.kind) not in decided.set_by]
    person = "; ".join(dict.fromkeys(w for ref in toll.claims if (w := decided.set_by.get((ref, toll.kind)))))
    told = {h.words for ref in toll.claims if ref in claims and ref not in read for h in claims[ref].harms}
    told -= {h.words for ref in read if ref in claims for h in claims[ref].harms}
    words = wording.toll_words(replace(toll, words=tuple(w for w in toll.words if w not in told)))
    value = "  ".join(filter(None, (wording.how_many(toll), words)))
    evidence = [_rests_on(claims[ref], toll.kind) for ref in read if ref in claims]
    once = {q.quote.casefold(): q for q in reversed(quotes(evidence, shelf))}
    shown = tuple(reversed(once.values()))[:most]
    return FieldRow(toll.kind, value, f"{person}; {toll.rule}" if person else toll.rule, shown)


def _people(role: str, actors: Sequence[EventActor], shelf: Shelf) -> Iterable[FieldRow]:
    value, told = wording.described(actors)
    if value:
        links = ((a.name, shelf.canonical(a.entity)) for a in actors if a.entity)
        yield FieldRow(role, value, told, links=tuple((name, link) for name, link in links if link))
