"""Statements and event mentions, with who, where and when put in: what one report claims."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model import (
    ActorRef,
    Certainty,
    Claim,
    EventMention,
    Evidence,
    FieldEvidence,
    Harm,
    Modality,
    Place,
    Reading,
    RoleFiller,
    SayingKind,
    Span,
    Statement,
    StatementMention,
    Time,
)
from dateline.resolution.cast import Cast
from dateline.resolution.chains import chain_of
from dateline.resolution.evidence import once, quote, quotes, words
from dateline.resolution.place_of_event import Whereabouts
from dateline.resolution.places import Places
from dateline.resolution.saying_times import saying_time
from dateline.resolution.times import event_time

_PRESUPPOSING = frozenset({"how", "who", "whom", "whose", "when", "where", "why", "what", "which"})


def statement_ids(reading: Reading) -> dict[int, str]:
    """ID of each statement by its index: "s1", "s2", … by position in the text."""
    order = sorted(range(len(reading.statements)), key=lambda i: (reading.statements[i].span, i))
    return {index: f"s{number}" for number, index in enumerate(order, start=1)}


def find_claims(reading: Reading, cast: Cast, places: Places, anchored: tuple[Time, ...]) -> tuple[Claim, ...]:
    """One claim per event mention, in the order of their triggers."""
    ids = statement_ids(reading)
    events = sorted(reading.events, key=lambda e: (e.trigger_token, e.trigger, e.type.value))
    whereabouts = Whereabouts(reading, places)
    return tuple(
        _claim(reading, cast, whereabouts, anchored, ids, event, f"c{number}")
        for number, event in enumerate(events, start=1)
    )


def find_statements(reading: Reading, cast: Cast, anchored: tuple[Time, ...]) -> tuple[Statement, ...]:
    """The report's statements with their speakers, chains and times of saying, in the order of their contents."""
    ids = statement_ids(reading)
    return tuple(
        _statement(reading, cast, ids, index, saying_time(reading, anchored, reading.statements[index]))
        for index in ids
    )


# -- claims ---------------------------------------------------------------------------------------------------------


def _claim(
    reading: Reading,
    cast: Cast,
    whereabouts: Whereabouts,
    anchored: tuple[Time, ...],
    ids: Mapping[int, str],
    event: EventMention,
    claim_id: str,
) -> Claim:
    report = reading.annotated.report
    actors = _roles(cast, event.actors)
    recipients = _roles(cast, event.recipients)
    place = whereabouts.of(event)
    time = event_time(reading, anchored, event)
    harms = tuple(_harm(reading, index) for index in event.quantities)
    modality, certainty, asserted = _as_asserted(reading, event)
    return Claim(
        id=claim_id,
        report=report.id,
        type=event.type,
        modality=modality,
        certainty=certainty,
        chain=chain_of(reading, cast, asserted),
        sentence=quote(report, reading.annotated.sentences[event.sentence].span),
        trigger=quote(report, event.trigger),
        rule=event.rule,
        mode=event.mode,
        contexts=event.contexts,
        actors=actors,
        recipients=recipients,
        reciprocal=event.reciprocal,
        instruments=tuple(words(report, span) for span in event.instruments),
        place=place,
        time=time,
        harms=harms,
        statement=None if event.statement is None else ids[event.statement],
        modality_holder=None
        if event.modality_holder is None or asserted != event.statement
        else cast.name_of(event.modality_holder),
        name=None if event.name is None else words(report, event.name),
        headline=reading.annotated.sentences[event.sentence].headline,
        fields=_fields(reading, event, actors, recipients, place, time, harms),
    )


def _as_asserted(reading: Reading, event: EventMention) -> tuple[Modality, Certainty, int | None]:
    """How a claim is put, and the statement that asserts it: whoever has not confirmed something says nothing of it.

    "has not confirmed that X": X is open. "would not say how many died in the raid": the text takes the raid as known.
    """
    index: int | None = event.statement
    steps = 0
    while index is not None and steps < len(reading.statements):
        statement = reading.statements[index]
        if statement.kind is SayingKind.DECLINED or statement.negated:
            opening = reading.annotated.tokens_in(statement.content[0])[:3]  # "to say how many …"
            if any(token.lower in _PRESUPPOSING for token in opening):
                told = Modality.OCCURRED if event.modality is Modality.NEGATED else event.modality
                return told, event.certainty, statement.parent
            return Modality.CONDITIONAL, Certainty.UNKNOWN, statement.parent
        index, steps = statement.parent, steps + 1
    return event.modality, event.certainty, event.statement


def _roles(cast: Cast, fillers: tuple[RoleFiller, ...]) -> tuple[ActorRef, ...]:
    """Who fills the role; each entity (or phrase) once, with all its evidence."""
    found: dict[str, ActorRef] = {}
    for filler in fillers:
        who = cast.who(filler.span, filler.head)
        key = who.entity or who.name.casefold()
        if key not in found:
            found[key] = who
    return tuple(found.values())


def _harm(reading: Reading, index: int) -> Harm:
    report, quantity = reading.annotated.report, reading.quantities[index]
    return Harm(
        kind=quantity.kind,
        minimum=quantity.minimum,
        maximum=quantity.maximum,
        words=words(report, quantity.span),
        victims=None if quantity.victims is None else words(report, quantity.victims),
        subset=quantity.subset_of is not None,
        running_total=quantity.running_total,
        evidence=quotes(report, quantity.span, quantity.victims),
        vague=quantity.vague,
    )


def _fields(
    reading: Reading,
    event: EventMention,
    actors: tuple[ActorRef, ...],
    recipients: tuple[ActorRef, ...],
    place: Place | None,
    time: Time | None,
    harms: tuple[Harm, ...],
) -> tuple[FieldEvidence, ...]:
    """The spans each field rests on; a field without any is left out."""
    report = reading.annotated.report
    start = time.evidence if time is not None and time.start is not None else ()
    end = time.evidence if time is not None and time.end is not None else ()
    rests: list[tuple[str, tuple[Evidence, ...]]] = [
        ("type", quotes(report, event.trigger)),
        ("modality", quotes(report, event.modality_cue, event.modality_holder)),
        ("actors", tuple(e for who in actors for e in who.evidence)),
        ("recipients", tuple(e for who in recipients for e in who.evidence)),
        ("instruments", quotes(report, *event.instruments)),
        ("place", () if place is None else place.evidence or quotes(report, event.places[0].span)),
        ("start", start),
        ("end", end),
        ("name", quotes(report, event.name)),
    ]
    for harm in harms:
        rests.append((harm.kind.value, harm.evidence))
    return tuple(FieldEvidence(field, once(evidence)) for field, evidence in rests if evidence)


# -- statements -----------------------------------------------------------------------------------------------------


def _statement(reading: Reading, cast: Cast, ids: Mapping[int, str], index: int, time: Time | None) -> Statement:
    report, mention = reading.annotated.report, reading.statements[index]
    chain = chain_of(reading, cast, index)
    venue = _venue(mention)
    return Statement(
        id=ids[index],
        report=report.id,
        start=mention.span.start,
        end=mention.span.end,
        content=mention.span.of(report.text),
        parts=tuple(quote(report, part) for part in mention.content),
        cue=None if mention.cue is None else words(report, mention.cue),
        speaker=cast.speaker(index),
        time=time,
        directness=mention.directness,
        kind=mention.kind,
        strength=mention.strength,
        chain=chain,
        cue_evidence=None if mention.cue is None else quote(report, mention.cue),
        addressee=None if mention.addressee is None else words(report, mention.addressee),
        venue=None if venue is None else words(report, venue),
        venue_evidence=None if venue is None else quote(report, venue),
        parent=None if mention.parent is None else ids[mention.parent],
        negated=mention.negated,
        hypothetical=mention.hypothetical,
        sentence=mention.sentence,
        rule=mention.rule,
        speaker_reason=cast.speaker_reason(index),
    )


def _venue(mention: StatementMention) -> Span | None:
    """Where it was said: the venue of the link nearest the event, else its medium."""
    steps = mention.chain
    return next((s.venue for s in steps if s.venue is not None), None) or next(
        (s.medium for s in steps if s.medium is not None), None
    )
