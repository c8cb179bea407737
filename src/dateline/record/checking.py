"""Whether a record is sound: every value still leads to its evidence, every reference to what it names.

Report by report, so that a large record needs no large memory; of the reconciled things only IDs are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from dateline.errors import RecordError
from dateline.model import (
    CanonicalEntity,
    Claim,
    ClaimRef,
    CopyGroup,
    Decision,
    Event,
    Evidence,
    Flag,
    Passage,
    Report,
    ReportClaims,
    Ruling,
    SharedStatement,
)
from dateline.record import queries, schema
from dateline.record.codec import decode, decode_report

_READ_AGAIN = "read the report into a fresh record, or `dateline read` it with this version again"
_RECONCILE = "run `dateline reconcile`"
_ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that is not as it should be. where: a report, an event …; remedy: what to do about it."""

    where: str
    what: str
    remedy: str


@dataclass(slots=True)
class _Known:
    """IDs that references may name."""

    reports: set[str]
    claims: set[ClaimRef]
    entities: set[ClaimRef]
    events: set[str]
    decisions: set[str]


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything that is wrong, in a fixed order: reports by ID, then what is reconciled from them."""
    known = _Known(set(), set(), set(), set(), set())
    for report, reading, rows in _readings(connection):
        if isinstance(reading, str):
            yield Problem(report, reading, _READ_AGAIN)
            continue
        known.reports.add(reading[0].id)
        known.claims |= {ClaimRef(reading[0].id, c.id) for c in reading[1].claims}
        known.entities |= {ClaimRef(reading[0].id, e.id) for e in reading[1].entities}
        yield from _in_report(*reading, rows)
    yield from _without_reading(connection)
    for decision in _documents(connection, schema.decision, Decision, "id"):
        if isinstance(decision, Problem):
            yield decision
        else:
            known.decisions.add(decision.id)
    yield from _reconciled(connection, known)
    if queries.number(connection, queries.CHANGES) != queries.number(connection, queries.RECONCILED):
        yield Problem("record", "something was read or decided since it was last reconciled", _RECONCILE)


_Reading = tuple[Report, ReportClaims]
_Rows = dict[str, int]


def _readings(connection: Connection) -> Iterator[tuple[str, _Reading | str, _Rows]]:
    """Each report with its reading, or the words for why they cannot be opened; and how many rows repeat them."""
    tables = (schema.entity, schema.statement, schema.claim)
    last = ""
    query = select(schema.report, schema.reading.c.claims).join(schema.reading).order_by(schema.report.c.id)
    while found := connection.execute(query.where(schema.report.c.id > last).limit(_ROWS_AT_ONCE)).all():
        ids = [row.id for row in found]
        counts = {table.name: _rows_of(connection, table, ids) for table in tables}
        for row in found:
            rows = {name: counts[name].get(row.id, 0) for name in counts}
            try:
                opened = decode_report(row.document, row.text, row.matching), decode(ReportClaims, row.claims)
            except RecordError as error:
                yield row.id, str(error), rows
            else:
                yield row.id, opened, rows
        last = ids[-1]


def _rows_of(connection: Connection, table: Table, reports: Sequence[str]) -> dict[str, int]:
    of = table.c.report
    query = select(of, func.count()).where(of.in_(reports)).group_by(of)
    return {report: int(number) for report, number in connection.execute(query)}


def _in_report(report: Report, reading: ReportClaims, rows: _Rows) -> Iterator[Problem]:
    if reading.report != report.id:
        yield Problem(report.id, f"its reading is of {reading.report}", _READ_AGAIN)
    for evidence in dict.fromkeys(_evidence(reading)):
        if evidence.report != report.id:
            yield Problem(report.id, f"evidence of it stands in {evidence.report}", _READ_AGAIN)
        elif report.text[evidence.start : evidence.end] != evidence.quote:
            at = f"{evidence.start}:{evidence.end}"
            yield Problem(report.id, f"at {at} its text is not {evidence.quote[:60]!r}", _READ_AGAIN)
    for sentence in reading.sentences:
        if report.text[sentence.start : sentence.end] != sentence.text:
            yield Problem(report.id, f"the sentence at {sentence.start} does not stand in its text", _READ_AGAIN)
    entities, statements = {e.id for e in reading.entities}, {s.id for s in reading.statements}
    for statement in reading.statements:
        if report.text[statement.start : statement.end] != statement.content:
            yield Problem(f"{report.id}/{statement.id}", "its content does not stand in the text", _READ_AGAIN)
        if statement.parent is not None and statement.parent not in statements:
            yield Problem(f"{report.id}/{statement.id}", f"there is no statement {statement.parent}", _READ_AGAIN)
    for claim in reading.claims:
        if claim.statement is not None and claim.statement not in statements:
            yield Problem(f"{report.id}/{claim.id}", f"there is no statement {claim.statement}", _READ_AGAIN)
        roles = (*claim.actors, *claim.recipients)
        named = [*(ref.entity for ref in roles), *(link.entity for link in claim.chain)]
        for entity in sorted({e for e in named if e is not None} - entities):
            yield Problem(f"{report.id}/{claim.id}", f"there is no entity {entity}", _READ_AGAIN)
    wanted = {"entity": len(reading.entities), "statement": len(statements), "claim": len(reading.claims)}
    for name, number in wanted.items():
        if rows[name] != number:
            yield Problem(report.id, f"{number} {name} documents and {rows[name]} rows", _READ_AGAIN)


def _evidence(value: Any) -> Iterator[Evidence]:
    """Every evidence within a model value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _evidence(getattr(value, field.name))


def _without_reading(connection: Connection) -> Iterator[Problem]:
    query = (
        select(schema.report.c.id)
        .outerjoin(schema.reading)
        .where(schema.reading.c.report.is_(None))
        .order_by(schema.report.c.id)
    )
    for report in connection.execute(query).scalars():
        yield Problem(report, "there is no reading of it", _READ_AGAIN)


# -- reconciled -----------------------------------------------------------------------------------------------------


def _documents(connection: Connection, table: Table, kind: type[Any], order: str = "position") -> Iterator[Any]:
    """The things of a table; a Problem in place of one that cannot be opened."""
    query = select(table.c.document).order_by(table.c[order]).execution_options(yield_per=_ROWS_AT_ONCE)
    for number, document in enumerate(connection.execute(query).scalars()):
        try:
            yield decode(kind, document)
        except RecordError as error:
            yield Problem(f"{table.name} {number}", str(error), _RECONCILE)


def _reconciled(connection: Connection, known: _Known) -> Iterator[Problem]:
    for claim in _documents(connection, schema.amended, Claim):
        if isinstance(claim, Problem):
            yield claim
        else:
            known.claims.add(ClaimRef(claim.report, claim.id))
            yield from _named(f"claim {claim.report}/{claim.id}", "report", [claim.report], known.reports)
            yield from _in_text(connection, claim)
    for entity in _documents(connection, schema.canonical_entity, CanonicalEntity):
        if isinstance(entity, Problem):
            yield entity
        else:
            yield from _named(f"entity {entity.id}", "entity", entity.members, known.entities)
    for event in _documents(connection, schema.event, Event):
        if isinstance(event, Problem):
            yield event
            continue
        known.events.add(event.id)
        yield from _named(f"event {event.id}", "claim", event.claims, known.claims)
        yield from _named(f"event {event.id}", "report", event.reports, known.reports)
        for dispute in event.disputes:
            sides = [ref for value in dispute.values for ref in value.claims]
            yield from _named(f"event {event.id}, dispute of {dispute.field}", "claim", sides, known.claims)
    for group in _documents(connection, schema.copy_group, CopyGroup):
        yield from (
            [group]
            if isinstance(group, Problem)
            else _named(f"copies {group.id}", "report", group.reports, known.reports)
        )
    for passage in _documents(connection, schema.passage, Passage):
        if isinstance(passage, Problem):
            yield passage
        else:
            yield from _named(f"passage of {passage.report}", "report", [passage.report, passage.of], known.reports)
    for statement in _documents(connection, schema.shared_statement, SharedStatement):
        if isinstance(statement, Problem):
            yield statement
    for flag in _documents(connection, schema.flag, Flag):
        if isinstance(flag, Problem):
            yield flag
            continue
        yield from _named(f"flag {flag.kind.value}", "report", [flag.report] if flag.report else [], known.reports)
        yield from _named(f"flag {flag.kind.value}", "event", [flag.event] if flag.event else [], known.events)
    for ruling in _documents(connection, schema.ruling, Ruling):
        if isinstance(ruling, Problem):
            yield ruling
            continue
        yield from _named(f"ruling on {ruling.decision.id}", "decision", [ruling.decision.id], known.decisions)
        yield from _named(f"ruling on {ruling.decision.id}", "claim", ruling.claims, known.claims)


def _in_text(connection: Connection, claim: Claim) -> Iterator[Problem]:
    """What a claim that people changed or added rests on, beside the text of its report."""
    column = schema.report.c
    text = connection.execute(select(column.text).where(column.id == claim.report)).scalar()
    where = f"claim {claim.report}/{claim.id}"
    for evidence in dict.fromkeys(_evidence(claim)):
        if evidence.report != claim.report:
            yield Problem(where, f"evidence of it stands in {evidence.report}", _RECONCILE)
        elif text is not None and text[evidence.start : evidence.end] != evidence.quote:
            at = f"{evidence.start}:{evidence.end}"
            yield Problem(where, f"at {at} the text is not {evidence.quote[:60]!r}", _RECONCILE)


def _named(where: str, what: str, ids: Iterable[object], known: set[Any]) -> Iterator[Problem]:
    for missing in sorted({str(i) for i in ids if i not in known}):
        yield Problem(where, f"there is no {what} {missing}", _RECONCILE)
