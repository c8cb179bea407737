"""What a record holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.record import schema

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Totals:
    """A record in one line. disputed: of the events; speakers: of the statements, by canonical entity."""

    reports: int
    outlets: int
    events: int
    disputed: int
    statements: int
    speakers: int
    not_read: int


def totals(connection: Connection) -> Totals:
    outlets = select(func.count(schema.report.c.outlet.distinct()))
    return Totals(
        reports=_number(connection, schema.report),
        outlets=int(connection.execute(outlets).scalar_one()),
        events=_number(connection, schema.event),
        disputed=_disputed(connection),
        statements=_number(connection, schema.statement),
        speakers=_speakers(connection),
        not_read=_number(connection, schema.set_aside),
    )


def _speakers(connection: Connection) -> int:
    """Who is no canonical entity goes by the name; all statements without a speaker are of one."""
    said, member = schema.statement.c, schema.canonical_member.c
    known = (member.report == said.report) & (member.entity == said.speaker_entity)
    query = select(member.canonical, said.speaker).join_from(
        schema.statement, schema.canonical_member, known, isouter=True
    )
    rows = connection.execute(query.distinct())
    return len({(who, None if who or name is None else name.casefold()) for who, name in rows})


def statistics(connection: Connection) -> dict[str, int | Counts]:
    """Numbers by name; where they are told apart by something, a table of numbers, largest first."""
    months = func.substr(schema.report.c.published, 1, 7)
    return {
        "reports": _number(connection, schema.report),
        "reports by outlet": _counts(connection, schema.report.c.outlet),
        "reports by language": _counts(connection, schema.report.c.language),
        "reports by month": dict(sorted(_counts(connection, months).items())),
        "revisions": _number(connection, schema.revision),
        "copies": _number(connection, schema.copy_member),
        "not read": _counts(connection, schema.set_aside.c.reason),
        "statements": _number(connection, schema.statement),
        "claims": _number(connection, schema.claim),
        "claims by type": _counts(connection, schema.claim.c.type),
        "names": _number(connection, schema.entity),
        "people, bodies, places": _counts(connection, schema.canonical_entity.c.kind),
        "events": _number(connection, schema.event),
        "events by type": _counts(connection, schema.event.c.type),
        "events disputed": _disputed(connection),
        "disputes by field": _disputes(connection),
        "flags": _counts(connection, schema.flag.c.kind),
        "decisions": _counts(connection, schema.decision.c.kind),
        "decisions by what became of them": _counts(connection, schema.ruling.c.status),
        "readings by version": _versions(connection),
        "runs": _number(connection, schema.run),
    }


def _number(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _counts(connection: Connection, by: Any) -> Counts:
    rows = connection.execute(select(by, func.count()).group_by(by)).all()
    return _sorted({str(value) if value else "unknown": int(number) for value, number in rows})


def _sorted(counts: Counts) -> Counts:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _disputed(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).where(schema.event.c.disputed)).scalar_one())


def _disputes(connection: Connection) -> Counts:
    one_each = select(schema.dispute.c.event, schema.dispute.c.position, schema.dispute.c.field).distinct().subquery()
    field: Any = one_each.c.field
    return _sorted(
        {str(name): int(number) for name, number in connection.execute(select(field, func.count()).group_by(field))}
    )


def _versions(connection: Connection) -> Counts:
    run = schema.run.c
    query = select(run.version, run.model, func.count()).join(schema.reading).group_by(run.version, run.model)
    return _sorted({f"{version}, {model}": int(number) for version, model, number in connection.execute(query)})
