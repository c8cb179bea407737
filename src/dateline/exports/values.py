"""Model values as the plain values of rows."""

from __future__ import annotations

from dateline.exports.index import Index
from dateline.exports.parts import (
    ActorValue,
    AnchorValue,
    CandidateValue,
    Codes,
    DatelineValue,
    DerivedValue,
    DisputeSide,
    DisputeValues,
    EventActorValue,
    FieldValueValue,
    HarmValue,
    LinkValue,
    MemberValue,
    MomentValue,
    OfficeValue,
    OriginValue,
    PlaceValue,
    TimeValue,
    TollValue,
)
from dateline.model import (
    ActorRef,
    Anchor,
    Claim,
    ClaimRef,
    DerivedReport,
    Dispute,
    DisputeValue,
    Event,
    EventActor,
    Evidence,
    FieldValue,
    Harm,
    Link,
    Moment,
    Office,
    Origin,
    Place,
    Report,
    Span,
    Time,
    Toll,
)
from dateline.reference import events
from dateline.reference.numbers import says_how_many

_ARMED = frozenset({"MIL", "COP", "REB", "UAF", "CRM"})  # PLOVER sectors


def quote(report: Report, span: Span | None) -> Evidence | None:
    return None if span is None else Evidence(report.id, span.start, span.end, span.of(report.text))


def dateline(report: Report) -> DatelineValue | None:
    line = report.dateline
    text = quote(report, line.span) if line else None
    if line is None or text is None:
        return None
    return DatelineValue(
        text=text,
        place=quote(report, line.place),
        day=quote(report, line.day),
        outlet=quote(report, line.outlet),
    )


def refs(claims: tuple[ClaimRef, ...]) -> tuple[str, ...]:
    return tuple(str(ref) for ref in claims)


def office(value: Office) -> OfficeValue:
    return OfficeValue(
        title=value.title,
        qualifier=value.qualifier,
        body=value.body,
        country=value.country,
        evidence=value.evidence,
    )


def place(value: Place | None) -> PlaceValue | None:
    if value is None:
        return None
    return PlaceValue(
        name=value.name,
        lat=value.lat,
        lon=value.lon,
        precision=value.precision,
        id=value.id,
        country=value.country,
        admin1=value.admin1,
        reason=value.reason,
        evidence=value.evidence,
        candidates=tuple(
            CandidateValue(id=c.id, name=c.name, score=c.score, reason=c.reason) for c in value.candidates
        ),
    )


def time(value: Time | None) -> TimeValue | None:
    if value is None:
        return None
    return TimeValue(
        start=value.start,
        end=value.end,
        precision=value.precision,
        reason=value.reason,
        evidence=value.evidence,
    )


def actor(value: ActorRef, report: str, index: Index) -> ActorValue:
    return ActorValue(
        name=value.name,
        entity_id=index.entity_id(report, value.entity),
        country=value.country,
        sector=value.sector,
        actor_type=value.actor_type,
        evidence=value.evidence,
    )


def member(ref: ClaimRef, index: Index) -> MemberValue | None:
    """None where the reading has no such entity (any more)."""
    entity = index.entities.get(ref)
    if entity is None:
        return None
    return MemberValue(
        id=str(ref),
        report=ref.report,
        name=entity.name,
        aliases=entity.aliases,
        acronym=entity.acronym,
        country=entity.country,
        sector=entity.sector,
        actor_type=entity.actor_type,
        offices=tuple(office(value) for value in entity.offices),
        place=place(entity.place),
        reason=entity.reason,
        evidence=entity.evidence,
    )


def links(chain: tuple[Link, ...], report: str, index: Index) -> tuple[LinkValue, ...]:
    return tuple(
        LinkValue(
            role=link.role,
            name=link.name,
            entity_id=index.entity_id(report, link.entity),
            medium=link.medium,
            venue=link.venue,
            carried=link.carried,
            evidence=link.evidence,
        )
        for link in chain
    )


def harm(value: Harm) -> HarmValue:
    return HarmValue(
        kind=value.kind,
        minimum=value.minimum,
        maximum=value.maximum,
        words=value.words,
        vague=value.vague,
        victims=value.victims,
        subset=value.subset,
        running_total=value.running_total,
        evidence=value.evidence,
    )


def event_actor(value: EventActor, index: Index) -> EventActorValue:
    return EventActorValue(
        name=value.name,
        entity_id=value.entity,
        country=value.country,
        sector=value.sector,
        actor_type=value.actor_type,
        claims=refs(value.claims),
        evidence=index.actor_evidence(value),
    )


def toll(value: Toll, index: Index) -> TollValue:
    return TollValue(
        kind=value.kind,
        minimum=value.minimum,
        maximum=value.maximum,
        open=value.minimum is None or value.maximum is None,
        highest=value.highest,
        vague=value.vague,
        rule=value.rule,
        words=value.words,
        claims=refs(value.claims),
        evidence=index.harm_evidence(value.kind, value.claims),
    )


def toll_range(kind: str, tolls: tuple[Toll, ...]) -> list[int] | None:
    """[least, most] that texts state, of the first toll of a kind; for an open end the figure that stands there.

    None where they only use a plural ("casualties"): the two that it means are nobody's figure.
    """
    value = next((toll for toll in tolls if toll.kind == kind), None)
    if value is None or (value.vague and not any(says_how_many(words) for words in value.words)):
        return None
    ends = [end for end in (value.minimum, value.highest, value.maximum) if end is not None]
    return [ends[0], ends[-1]] if ends else None


def origin(value: Origin) -> OriginValue:
    return OriginValue(key=value.key, name=value.name, party=value.party, claims=refs(value.claims))


def field_value(value: FieldValue) -> FieldValueValue:
    return FieldValueValue(
        field=value.field,
        value=value.value,
        origin_count=len(value.origins),
        origins=tuple(origin(each) for each in value.origins),
        claims=refs(value.claims),
    )


def derived(value: DerivedReport) -> DerivedValue:
    return DerivedValue(report=value.report, kind=value.kind, of=value.of, score=value.score, reason=value.reason)


def dispute(value: Dispute, index: Index) -> DisputeValues:
    return DisputeValues(
        field=value.field, reason=value.reason, values=tuple(_side(side, index) for side in value.values)
    )


def _side(side: DisputeValue, index: Index) -> DisputeSide:
    report = side.claims[0].report if side.claims else ""
    return DisputeSide(
        value=side.value,
        said_by=side.said_by,
        chain=links(side.chain, report, index),
        claims=refs(side.claims),
        reports=side.reports,
        evidence=side.evidence or index.sentences(side.claims),
    )


def codes(happening: Claim | Event) -> Codes:
    """ACLED and CAMEO names of the type, mode and parties. ACLED calls it a battle when both sides carry arms."""
    actors, recipients = happening.actors, happening.recipients
    if happening.reciprocal:
        armed = sum(actor.sector in _ARMED for actor in (*actors, *recipients)) > 1
    else:
        armed = all(any(actor.sector in _ARMED for actor in side) for side in (actors, recipients))
    found = events.codes(happening.type, happening.mode, armed=armed)
    return Codes(
        acled_event=found.acled_event or None,
        acled_sub_event=found.acled_sub_event or None,
        cameo_root=found.cameo_root or None,
    )


def moment(value: Moment, index: Index) -> MomentValue:
    return MomentValue(
        known=value.known,
        report_count=value.reports,
        origin_count=value.origins,
        start=value.time.start if value.time else None,
        end=value.time.end if value.time else None,
        place=value.place.name if value.place else None,
        tolls=tuple(toll(t, index) for t in value.tolls),
        new=value.new,
        changed=value.changed,
        left_out=value.left_out,
    )


def anchor(value: Anchor) -> AnchorValue:
    return AnchorValue(report=value.report, start=value.start, end=value.end, quote=value.quote, name=value.name)
