"""The reconciled tables: replaced together, loaded together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from dateline.model import (
    CanonicalEntity,
    Claim,
    CopyGroup,
    Event,
    Flag,
    Judgement,
    Passage,
    Reconciliation,
    Ruling,
    SharedStatement,
)
from dateline.record import flatten, line_rows, schema
from dateline.record.codec import decode, encode
from dateline.record.inserting import insert_many

_ROWS_AT_ONCE = 2000
Row = dict[str, Any]


def replace(connection: Connection, reconciliation: Reconciliation) -> None:
    """Empty the reconciled tables and fill them anew, inside the caller's transaction."""
    for table in schema.RECONCILED:
        connection.execute(delete(table))
    insert_rows(connection, rows(reconciliation))
    line_rows.link_statements(connection)


def rows(reconciliation: Reconciliation) -> dict[Table, Iterable[Row]]:
    """All but what links lines to each other, in the order in which they can be inserted; most made as they are asked
    for, since all at once they take as much memory as what they are made from."""
    return {
        schema.canonical_entity: _entities(reconciliation),
        schema.canonical_member: _members(reconciliation),
        schema.event: _events(reconciliation),
        schema.event_claim: _event_claims(reconciliation),
        schema.dispute: _disputes(reconciliation),
        schema.copy_group: _copies(reconciliation),
        schema.copy_member: _copy_members(reconciliation),
        schema.field_value: _field_values(reconciliation),
        schema.passage: _passages(reconciliation),
        schema.shared_statement: _shared_statements(reconciliation),
        schema.flag: _flags(reconciliation),
        schema.judgement: _judgements(reconciliation),
        schema.ruling: _rulings(reconciliation),
        schema.amended: _amended(reconciliation),
        **line_rows.reconciled_rows(reconciliation),
    }


def load(connection: Connection) -> Reconciliation:
    """The reconciliation as it was given to `replace`."""

    def documents(table: Table) -> list[str]:
        return list(connection.execute(select(table.c.document).order_by(table.c.position)).scalars())

    return Reconciliation(
        entities=tuple(decode(CanonicalEntity, d) for d in documents(schema.canonical_entity)),
        events=tuple(decode(Event, d) for d in documents(schema.event)),
        copies=tuple(decode(CopyGroup, d) for d in documents(schema.copy_group)),
        judgements=tuple(decode(Judgement, d) for d in documents(schema.judgement)),
        flags=tuple(decode(Flag, d) for d in documents(schema.flag)),
        passages=tuple(decode(Passage, d) for d in documents(schema.passage)),
        shared_statements=tuple(decode(SharedStatement, d) for d in documents(schema.shared_statement)),
        rulings=tuple(decode(Ruling, d) for d in documents(schema.ruling)),
        amended=tuple(decode(Claim, d) for d in documents(schema.amended)),
    )


def insert_rows(connection: Connection, some: Mapping[Table, Iterable[Row]]) -> None:
    """Some thousands at a time; those with words all at once, which an index takes in the order of their numbers."""
    for table, all_rows in some.items():
        left, at_once = iter(all_rows), None if "words" in table.c else _ROWS_AT_ONCE
        while batch := list(islice(left, at_once)):
            insert_many(connection, table, batch)


def _entities(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"id": e.id, "position": n, "kind": e.kind.value, "name": e.name, "document": encode(e)}
        for n, e in enumerate(reconciliation.entities)
    )


def _members(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"canonical": entity.id, "report": member.report, "entity": member.id}
        for entity in reconciliation.entities
        for member in dict.fromkeys(entity.members)
    )


def _events(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"id": event.id, "position": n, **flatten.event_row(event), "document": encode(event)}
        for n, event in enumerate(reconciliation.events)
    )


def _event_claims(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"event": event.id, "report": claim.report, "claim": claim.id}
        for event in reconciliation.events
        for claim in dict.fromkeys(event.claims)
    )


def _disputes(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {
            "event": event.id,
            "position": n,
            "field": dispute.field,
            "side": side,
            "value": value.value,
            "said_by": " < ".join(value.said_by),
            "reason": dispute.reason,
        }
        for event in reconciliation.events
        for n, dispute in enumerate(event.disputes)
        for side, value in enumerate(dispute.values)
    )


def _copies(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"id": c.id, "position": n, "original": c.original, "score": c.score, "document": encode(c)}
        for n, c in enumerate(reconciliation.copies)
    )


def _copy_members(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"copy_group": group.id, "report": report}
        for group in reconciliation.copies
        for report in dict.fromkeys(group.reports)
    )


def _field_values(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {
            "event": event.id,
            "position": n,
            "field": value.field,
            "value": value.value,
            "origins": len(value.origins),
            "parties": sum(origin.party for origin in value.origins),
            "claims": len(value.claims),
        }
        for event in reconciliation.events
        for n, value in enumerate(event.values)
    )


def _passages(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"position": n, "report": p.report, "start": p.start, "end": p.end, "of": p.of, "original": p.original}
        | {"score": p.score, "document": encode(p)}
        for n, p in enumerate(reconciliation.passages)
    )


def _shared_statements(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"id": s.id, "position": n, "speaker": s.speaker, "document": encode(s)}
        for n, s in enumerate(reconciliation.shared_statements)
    )


def _flags(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"position": n, "kind": f.kind.value, "report": f.report, "event": f.event, "reason": f.reason}
        | {"document": encode(f)}
        for n, f in enumerate(reconciliation.flags)
    )


def _judgements(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {
            "position": n,
            "subject": j.subject,
            "left": j.left,
            "right": j.right,
            "decision": j.decision,
            "score": j.score,
            "author": j.author,
            "document": encode(j),
        }
        for n, j in enumerate(reconciliation.judgements)
    )


def _rulings(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"position": n, "decision": r.decision.id, "status": r.status.value, "document": encode(r)}
        for n, r in enumerate(reconciliation.rulings)
    )


def _amended(reconciliation: Reconciliation) -> Iterator[Row]:
    return (
        {"position": n, "report": c.report, "claim": c.id, "document": encode(c)}
        for n, c in enumerate(reconciliation.amended)
    )
