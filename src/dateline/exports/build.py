"""A record as rows, in a fixed order: the record itself, then kind by kind, what tells of the clock last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from dateline.exports import values
from dateline.exports.index import Index
from dateline.exports.parts import JudgementPart
from dateline.exports.rows import (
    ClaimRow,
    CopyRow,
    DecisionRow,
    EntityRow,
    EventRow,
    FirstReadRow,
    FlagRow,
    JudgementRow,
    PassageRow,
    RecordRow,
    ReportRow,
    Row,
    RunRow,
    SetAsideRow,
    SharedStatementRow,
    StatementRow,
)
from dateline.model import (
    CanonicalEntity,
    Claim,
    ClaimRef,
    CopyGroup,
    Directness,
    Entity,
    Event,
    Evidence,
    Flag,
    Judgement,
    Passage,
    Report,
    ReportClaims,
    Ruling,
    SetAside,
    SharedStatement,
    Span,
    Statement,
    TimePrecision,
)
from dateline.record import RecordView, RunInfo


def build_rows(view: RecordView) -> Iterator[Row]:
    """Every row of the record. The same record gives the same rows in the same order, runs and first readings apart."""
    body = list(_body(view))
    counts = Counter(row.kind for row in body)
    yield RecordRow(counts=dict(sorted(counts.items())))
    yield from body
    for run in view.runs:
        yield _run(run)
    for report, time in sorted(view.first_read.items()):
        yield FirstReadRow(report=report, time=time)


def _body(view: RecordView) -> Iterator[Row]:
    index = Index.of(view)
    found = view.reconciliation
    for report, reading in zip(view.reports, view.readings, strict=True):
        yield report_row(report, reading, index)
    yield from entity_rows(view, index)
    yield from statement_rows(view, index)
    yield from claim_rows(view, index)
    yield from event_rows(view, index)
    for group in found.copies:
        yield _copy(group)
    texts = {report.id: report for report in view.reports}
    for passage in found.passages:
        yield _passage(passage, texts)
    for shared in found.shared_statements:
        yield _shared_statement(shared)
    for flag in all_flags(view):
        yield _flag(flag)
    for judgement in found.judgements:
        yield _judgement(judgement)
    for ruling in found.rulings:
        yield _decision(ruling)
    for item in view.set_aside:
        yield set_aside_row(item)


def entity_rows(view: RecordView, index: Index) -> Iterator[EntityRow]:
    for entity in view.reconciliation.entities:
        yield entity_row(entity, index)
    for ref, alone in index.unjoined(view.readings):
        yield alone_row(ref, alone, index)


def statement_rows(view: RecordView, index: Index) -> Iterator[StatementRow]:
    for reading in view.readings:
        for statement in reading.statements:
            yield statement_row(statement, index)


def claim_rows(view: RecordView, index: Index) -> Iterator[ClaimRow]:
    for claim in view.claims():
        yield claim_row(claim, index)


def event_rows(view: RecordView, index: Index) -> Iterator[EventRow]:
    for event in view.reconciliation.events:
        yield event_row(event, index)


def all_flags(view: RecordView) -> tuple[Flag, ...]:
    """Flags of the readings, then those that only all reports together show; each once."""
    flags = [flag for reading in view.readings for flag in reading.flags]
    return tuple(dict.fromkeys([*flags, *view.reconciliation.flags]))


def report_row(report: Report, reading: ReportClaims, index: Index) -> ReportRow:
    outlet, published = report.outlet, report.published
    return ReportRow(
        id=report.id,
        file=report.file,
        address=report.address,
        outlet=outlet.name if outlet else None,
        outlet_origin=outlet.origin if outlet else None,
        outlet_evidence=values.quote(report, outlet.span) if outlet else None,
        published=published.value if published else None,
        published_zone=published.zone if published else None,
        published_origin=published.origin if published else None,
        published_evidence=values.quote(report, published.span) if published else None,
        language=report.language,
        headline=values.quote(report, report.headline),
        dateline=values.dateline(report),
        copy_group=index.copies.get(report.id),
        text=report.text,
        matching=None if report.matching == report.text else report.matching,
        blocks=report.blocks,
        lookalikes=report.lookalikes,
        offset_map=report.offset_map,
        retrieved=report.retrieved,
        encoding=report.encoding,
        notes=report.notes,
        model=reading.model,
    )


def entity_row(entity: CanonicalEntity, index: Index) -> EntityRow:
    members = (values.member(ref, index) for ref in entity.members)
    return EntityRow(
        id=entity.id,
        type=entity.kind,
        name=entity.name,
        aliases=entity.aliases,
        country=entity.country,
        sector=entity.sector,
        actor_type=entity.actor_type,
        offices=tuple(values.office(office) for office in entity.offices),
        place=values.place(entity.place),
        members=tuple(member for member in members if member is not None),
    )


def alone_row(ref: ClaimRef, entity: Entity, index: Index) -> EntityRow:
    member = values.member(ref, index)
    return EntityRow(
        id=str(ref),
        type=entity.kind,
        name=entity.name,
        aliases=entity.aliases,
        country=entity.country,
        sector=entity.sector,
        actor_type=entity.actor_type,
        offices=tuple(values.office(office) for office in entity.offices),
        place=values.place(entity.place),
        members=(member,) if member else (),
    )


def statement_row(statement: Statement, index: Index) -> StatementRow:
    report = statement.report
    media = (link.medium for link in statement.chain if link.medium)
    return StatementRow(
        id=f"{report}/{statement.id}",
        report=report,
        start=statement.start,
        end=statement.end,
        content=statement.content,
        parts=statement.parts,
        cue=statement.cue,
        cue_evidence=statement.cue_evidence,
        direct=statement.directness is Directness.DIRECT,
        directness=statement.directness,
        kind_of_saying=statement.kind,
        strength=statement.strength,
        negated=statement.negated,
        hypothetical=statement.hypothetical,
        speaker=values.actor(statement.speaker, report, index) if statement.speaker else None,
        speaker_reason=statement.speaker_reason,
        addressee=statement.addressee,
        medium=next(media, None),
        venue=statement.venue,
        venue_evidence=statement.venue_evidence,
        chain=values.links(statement.chain, report, index),
        parent=f"{report}/{statement.parent}" if statement.parent else None,
        time=values.time(statement.time),
        sentence=statement.sentence,
        rule=statement.rule,
    )


def claim_row(claim: Claim, index: Index) -> ClaimRow:
    report = claim.report
    return ClaimRow(
        id=f"{report}/{claim.id}",
        report=report,
        events=index.events.get(ClaimRef(report, claim.id), ()),
        statement=f"{report}/{claim.statement}" if claim.statement else None,
        type=claim.type,
        mode=claim.mode,
        contexts=claim.contexts,
        codes=values.codes(claim),
        modality=claim.modality,
        modality_holder=claim.modality_holder,
        certainty=claim.certainty,
        headline=claim.headline,
        name=claim.name,
        actors=tuple(values.actor(actor, report, index) for actor in claim.actors),
        recipients=tuple(values.actor(actor, report, index) for actor in claim.recipients),
        reciprocal=claim.reciprocal,
        instruments=claim.instruments,
        place=values.place(claim.place),
        time=values.time(claim.time),
        harms=tuple(values.harm(harm) for harm in claim.harms),
        chain=values.links(claim.chain, report, index),
        sentence=claim.sentence,
        trigger=claim.trigger,
        fields=claim.fields,
        rule=claim.rule,
        decisions=index.decisions.get(ClaimRef(report, claim.id), ()),
    )


def event_row(event: Event, index: Index) -> EventRow:
    time = event.time
    return EventRow(
        id=event.id,
        part_of=event.part_of,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        codes=values.codes(event),
        modality=event.modality,
        name=event.name,
        summary=event.summary,
        start=time.start if time else None,
        end=time.end if time else None,
        time_precision=time.precision if time else TimePrecision.UNKNOWN,
        time_reason=time.reason if time else "",
        time_evidence=time.evidence if time else (),
        place=values.place(event.place),
        actors=tuple(values.event_actor(actor, index) for actor in event.actors),
        recipients=tuple(values.event_actor(actor, index) for actor in event.recipients),
        reciprocal=event.reciprocal,
        killed=values.toll_range("killed", event.tolls),
        injured=values.toll_range("injured", event.tolls),
        tolls=tuple(values.toll(toll, index) for toll in event.tolls),
        origin_count=len(event.origins),
        origins=tuple(values.origin(origin) for origin in event.origins),
        values=tuple(values.field_value(value) for value in event.values),
        disputes=tuple(values.dispute(dispute, index) for dispute in event.disputes),
        claims=values.refs(event.claims),
        reports=event.reports,
        evidence=index.sentences(event.claims),
        account=tuple(values.moment(moment, index) for moment in event.account),
        decisions=tuple(dict.fromkeys(d for ref in event.claims for d in index.decisions.get(ref, ()))),
    )


def _copy(group: CopyGroup) -> CopyRow:
    return CopyRow(
        id=group.id,
        reports=group.reports,
        original=group.original,
        reason=group.reason,
        score=group.score,
        derived=tuple(values.derived(each) for each in group.derived),
    )


def _passage(passage: Passage, texts: Mapping[str, Report]) -> PassageRow:
    return PassageRow(
        report=passage.report,
        here=_cut(texts, passage.report, passage.start, passage.end),
        of=passage.of,
        there=_cut(texts, passage.of, passage.of_start, passage.of_end),
        score=passage.score,
        original=passage.original,
        reason=passage.reason,
    )


def _cut(texts: Mapping[str, Report], report: str, start: int, end: int) -> Evidence:
    return Evidence(report, start, end, Span(start, end).of(texts[report].text))


def _shared_statement(shared: SharedStatement) -> SharedStatementRow:
    return SharedStatementRow(
        id=shared.id,
        reports=shared.reports,
        statements=values.refs(shared.statements),
        speaker=shared.speaker,
        entity_id=shared.entity,
        words=shared.words,
        score=shared.score,
        reason=shared.reason,
    )


def _flag(flag: Flag) -> FlagRow:
    return FlagRow(flag=flag.kind, report=flag.report, event=flag.event, reason=flag.reason, evidence=flag.evidence)


def _judgement(judgement: Judgement) -> JudgementRow:
    return JudgementRow(
        subject=judgement.subject,
        left=judgement.left,
        right=judgement.right,
        decision=judgement.decision,
        score=judgement.score,
        reason=judgement.reason,
        author=judgement.author,
        parts=tuple(JudgementPart(comparison=name, score=score, values=of) for name, score, of in judgement.parts),
    )


def _decision(ruling: Ruling) -> DecisionRow:
    made = ruling.decision
    return DecisionRow(
        id=made.id,
        decision=made.kind,
        subject=made.subject,
        targets=tuple(values.anchor(a) for a in made.targets),
        others=tuple(values.anchor(a) for a in made.others),
        values=dict(made.values),
        of=made.of or None,
        author=made.author,
        made=made.made,
        reason=made.reason,
        status=ruling.status,
        status_reason=ruling.reason,
        by=ruling.by or None,
        claims=values.refs(ruling.claims),
        entities=values.refs(ruling.entities),
    )


def set_aside_row(item: SetAside) -> SetAsideRow:
    return SetAsideRow(
        file=item.file,
        report=item.report,
        address=item.address,
        language=item.language,
        reason=item.reason,
        detail=item.detail,
        details=item.details,
    )


def _run(run: RunInfo) -> RunRow:
    return RunRow(
        id=run.id,
        started=run.started,
        finished=run.finished,
        version=run.version,
        code=run.code,
        model=run.model,
        lists=dict(run.lists),
        read=run.read,
        unchanged=run.unchanged,
        set_aside=run.set_aside,
    )
