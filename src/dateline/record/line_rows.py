"""Readings and reconciliations as the lines that lists show and search by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, literal_column, select

from dateline.model import (
    CanonicalEntity,
    Event,
    Place,
    PlacePrecision,
    Reconciliation,
    ReportClaims,
)
from dateline.record import flatten, schema
from dateline.record.codec import decode, decode_report
from dateline.record.inserting import insert_many
from dateline.record.numbers import DAY, first_day, last_day, line_number
from dateline.record.prepared import BETWEEN, Row, prepare
from dateline.record.words import words_of

_IDS_AT_ONCE = 500
_READINGS_AT_ONCE = 200
PLACE = ("place", "place_id", "country", "lat", "lon", "precision")
"""What makes one place of a map, in the lines of events."""
LONG = 62
"""Days; the few events that may have lasted longer are looked for apart, so that a time is a range of numbers."""
_OF_READINGS = (schema.report_line, schema.statement_line, schema.relay)
_TAKEN = {
    table.name: select(table.c.number).where(table.c.number.in_(bindparam("wanted", expanding=True)))
    for table in _OF_READINGS
    if "number" in table.c
}


def day_in(number: ColumnElement[int]) -> ColumnElement[int]:
    """`day_of` in a query."""
    return number.bitwise_rshift(literal_column(str(DAY)))


# -- of a report -----------------------------------------------------------------------------------------------------


def add(connection: Connection, rows: Mapping[str, list[Row]]) -> None:
    """Write the lines of readings, by table; numbers that others have already are put right in the rows."""
    for table, some in rows.items():
        if some:
            if "number" in some[0]:
                _free_numbers(connection, table, some)
            insert_many(connection, schema.metadata.tables[table], some)


def _free_numbers(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    while True:
        wanted = [row["number"] for row in rows]
        taken: set[int] = set()
        for first in range(0, len(wanted), _IDS_AT_ONCE):
            some = {"wanted": wanted[first : first + _IDS_AT_ONCE]}
            taken.update(connection.execute(_TAKEN[table], some).scalars())
        if not taken and len(set(wanted)) == len(wanted):
            return
        _step(rows, taken)


def _step(rows: Sequence[Row], taken: set[int]) -> None:
    for row in rows:
        while row["number"] in taken:
            row["number"] += 1
        taken.add(row["number"])


# -- reconciled -------------------------------------------------------------------------------------------------------


def reconciled_rows(reconciliation: Reconciliation) -> dict[Table, list[Row]]:
    """All but `entity_statement`, which `link_statements` makes."""
    flagged = {flag.event for flag in reconciliation.flags if flag.event}
    names = {entity.id: entity for entity in reconciliation.entities}
    events = [_event(event, event.id in flagged, names) for event in reconciliation.events]
    _step(events, set())
    numbers = {row["event"]: row["number"] for row in events}
    return {
        schema.event_line: events,
        schema.event_actor: [
            {"entity": entity, "number": numbers[event.id], "event": event.id, "role": role}
            for event in reconciliation.events
            for entity, role in _roles(event).items()
        ],
        schema.entity_line: [_entity(n, entity) for n, entity in enumerate(reconciliation.entities)],
        schema.tally: tally_rows(events),
    }


def link_statements(connection: Connection) -> None:
    """Which statements are whose: over all readings, from the members of the canonical entities."""
    member, said, line = schema.canonical_member.c, schema.statement.c, schema.statement_line.c
    found = (
        select(member.canonical, line.number)
        .join_from(
            schema.canonical_member,
            schema.statement,
            (said.report == member.report) & (said.speaker_entity == member.entity),
        )
        .join(schema.statement_line, (line.report == said.report) & (line.statement == said.id))
    )
    connection.execute(insert(schema.entity_statement).from_select(["entity", "number"], found))


def tally_rows(events: Iterable[Row]) -> list[Row]:
    """How many events of each type there are, parts of others left out (but under "every").

    Those at one place have the newest of their numbers as their key: its line has the place.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    places: dict[tuple[Any, ...], dict[int, str]] = defaultdict(dict)
    for row in events:
        type_ = row["type"]
        found["every", "", type_] += 1
        if row["part_of"] is None:
            if row["lat"] is not None:
                places[tuple(row[name] for name in PLACE)][row["number"]] = type_
            day = date.fromordinal(row["first"]).isoformat() if row["first"] else ""
            found["all", "", type_] += 1
            found["country", row["country"] or "", type_] += 1
            found["modality", row["modality"], type_] += 1
            found["day", day, type_] += 1
            found["month", day[:7], type_] += 1
    for types in places.values():
        for type_ in types.values():
            found["place", str(max(types)), type_] += 1
    return [{"what": what, "key": key, "type": type_, "events": n} for (what, key, type_), n in sorted(found.items())]


def _roles(event: Event) -> dict[str, str]:
    """Canonical ID to "actor", "recipient" or "both"."""
    found: dict[str, str] = {}
    for role, some in (("actor", event.actors), ("recipient", event.recipients)):
        for entity in (actor.entity for actor in some if actor.entity):
            found[entity] = role if found.get(entity, role) == role else "both"
    return found


def _event(event: Event, flagged: bool, names: dict[str, CanonicalEntity]) -> Row:
    time, place = event.time, event.place
    flat = flatten.event_row(event)
    first = first_day(time.start) if time else 0
    last = max(last_day(time.end) if time else 0, first)
    who = [
        name
        for actor in (*event.actors, *event.recipients)
        for name in (actor.name, *((names[actor.entity].name,) if actor.entity in names else ()))
    ]
    where = _place_names(place)
    tolls = [t.highest or t.maximum or t.minimum or 0 for t in event.tolls if t.kind == "killed"]
    fields = sorted({dispute.field for dispute in event.disputes})
    told = [w for toll in event.tolls for w in toll.words]
    return {
        "number": line_number(first, event.id),
        "event": event.id,
        **{name: flat[name] for name in ("type", "mode", "modality", "place", "country", "lat", "lon", "origins")},
        **{name: flat[name] for name in ("killed_min", "killed_max", "injured_min", "injured_max", "summary")},
        "on_ground": event.modality.on_the_ground,
        "first": first,
        "last": last,
        "is_long": last - first > LONG,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "place_id": place.id if place else None,
        "precision": place.precision.value if place else None,
        "toll": max(tolls, default=0),
        "reports": len(event.reports),
        "claims": len(event.claims),
        "is_disputed": bool(fields),
        "disputed": f"{BETWEEN}{BETWEEN.join(fields)}{BETWEEN}" if fields else "",
        "flagged": flagged,
        "part_of": event.part_of,
        "words": words_of(
            event.summary,
            event.name or "",
            event.type.value,
            *((event.mode or "").replace("-", " "), *event.contexts, *dict.fromkeys((*who, *where)), *told),
            actor=who,
            place=where,
        ),
    }


def _place_names(place: Place | None) -> list[str]:
    if place is None or place.precision is PlacePrecision.UNKNOWN:
        return [place.name] if place else []
    return [place.name, *((place.admin1,) if place.admin1 else ())]


def _entity(position: int, entity: CanonicalEntity) -> Row:
    return {
        "number": position,
        "entity": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "reports": len({member.report for member in entity.members}),
        "words": words_of(entity.name, *entity.aliases),
    }


# -- anew -------------------------------------------------------------------------------------------------------------


def rebuild(connection: Connection, load: Reconciliation) -> None:
    """All lines again from the documents, inside the caller's transaction."""
    for table in (schema.relay, schema.statement_line, schema.report_line):
        connection.execute(delete(table))
    ids = list(connection.execute(select(schema.reading.c.report).order_by(schema.reading.c.report)).scalars())
    for first in range(0, len(ids), _READINGS_AT_ONCE):
        some = ids[first : first + _READINGS_AT_ONCE]
        rows = connection.execute(
            select(schema.report, schema.reading.c.claims).join(schema.reading).where(schema.report.c.id.in_(some))
        ).all()
        for row in sorted(rows, key=lambda row: str(row.id)):
            report = decode_report(row.document, row.text, row.matching)
            add(connection, prepare(report, decode(ReportClaims, row.claims)).lines)
    replace_reconciled(connection, load)


def replace_reconciled(connection: Connection, reconciliation: Reconciliation) -> None:
    """The lines of the reconciled tables, when those are filled."""
    for table in (schema.tally, schema.entity_statement, schema.entity_line, schema.event_actor, schema.event_line):
        connection.execute(delete(table))
    for table, rows in reconciled_rows(reconciliation).items():
        insert_many(connection, table, rows)
    link_statements(connection)
