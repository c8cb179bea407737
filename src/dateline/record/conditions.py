"""Filters as conditions on the lines, for either engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    column,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import table as lightweight

from dateline.errors import InputError
from dateline.record import schema
from dateline.record.line_rows import LONG
from dateline.record.lines import MOST_COUNTED, EntityFilter, EventFilter, ReportFilter, StatementFilter
from dateline.record.numbers import first_day, last_day, numbers_from, outlet_key
from dateline.record.prepared import BETWEEN
from dateline.record.word_index import index_of, lacks, matches
from dateline.record.words import Sought, sought

Condition = ColumnElement[bool]
_MOST_LONG = 200


@dataclass
class Asked:
    """Which rows of a table of lines: what is looked for in their words, conditions, and a table that leads to them.

    via: joined by its `number`; it then tells the order, which an index of it has ready.
    """

    table: Table
    words: Sought = field(default_factory=Sought)
    conditions: list[Condition] = field(default_factory=list)
    via: Table | None = None
    none: bool = False

    def look_for(self, text: str, under: str | None = None) -> None:
        """All of the words; a text without any word is found nowhere, an empty one asks for nothing."""
        if not text.strip():
            return
        what = sought(text)
        self.none = self.none or what.is_nothing
        self.words = self.words.joined(what.under(under) if under else what)

    def within(self, since: str | None, until: str | None) -> None:
        """Of the days, by the number."""
        number = self.table.c.number
        if since:
            self.conditions.append(number >= numbers_from(_bound(first_day(since), since)))
        if until:
            self.conditions.append(number < numbers_from(_bound(last_day(until), until) + 1))
            self.conditions.append(number >= numbers_from(1))

    def rows(self, connection: Connection, *columns: Any) -> tuple[Select[Any], ColumnElement[Any]]:
        """The rows, in no order, and the column that numbers them."""
        dialect = connection.dialect.name
        source: FromClause = self.table
        number: ColumnElement[Any] = self.table.c.get("number", literal(0))
        conditions = list(self.conditions)
        if self.via is not None:
            number = self.via.c.number
            source = source.join(self.via, number == self.table.c.number)
        if self.words.groups:
            conditions.append(matches(self.table, self.words, dialect))
            if dialect == "sqlite":
                index = lightweight(index_of(self.table), column("rowid"))
                source = source.join(index, index.c.rowid == self.table.c.number)
                number = index.c.rowid if self.via is None else number
        if self.words.without:
            conditions.append(lacks(self.table, self.words.without, dialect))
        if self.none:
            conditions.append(literal(1) == literal(0))
        return select(*columns).select_from(source).where(*conditions), number

    def count(self, connection: Connection) -> tuple[int, bool]:
        """How many, counted up to MOST_COUNTED, and whether there are more."""
        rows, _ = self.rows(connection, literal(1).label("one"))
        found = connection.execute(
            select(func.count()).select_from(rows.limit(MOST_COUNTED + 1).subquery())
        ).scalar_one()
        return min(found, MOST_COUNTED), found > MOST_COUNTED


def _bound(day: int, given: str) -> int:
    if not day:
        raise InputError(f"{given!r} is no day; write 2031-03-05, 2031-03 or 2031")
    return day


def events(connection: Connection, asked: EventFilter) -> Asked:
    """Raises InputError for a time that is none."""
    line = schema.event_line.c
    found = Asked(schema.event_line)
    found.look_for(asked.text)
    conditions = found.conditions
    if not asked.parts and asked.part_of is None:
        conditions.append(line.part_of.is_(None))
    for col, one in ((line.country, asked.country), (line.part_of, asked.part_of)):
        if one is not None:
            conditions.append(col == one)
    for col, some in ((line.type, asked.types), (line.modality, asked.modality)):
        if some:
            conditions.append(_one_of(col, some))
    for col, flag in (
        (line.on_ground, asked.on_ground),
        (line.is_disputed, asked.disputed),
        (line.flagged, asked.flagged),
    ):
        if flag is not None:
            conditions.append(col == flag)
    if asked.since:
        conditions.append(_lasting(connection, _bound(first_day(asked.since), asked.since)))
    found.within(None, asked.until)
    if asked.min_origins is not None:
        conditions.append(line.origins >= asked.min_origins)
    if asked.max_origins is not None:
        conditions.append(line.origins <= asked.max_origins)
    if asked.disputed_field:
        conditions.append(line.disputed.contains(f"{BETWEEN}{asked.disputed_field}{BETWEEN}", autoescape=True))
        conditions.append(line.is_disputed == True)  # noqa: E712  an index of it
    if asked.bbox:
        conditions.append(_within_box(*asked.bbox))
    if asked.report is not None:
        told = schema.event_claim.c
        conditions.append(line.event.in_(select(told.event).where(told.report == asked.report)))
    if asked.place:
        if ":" in asked.place:
            conditions.append(line.place_id == asked.place)
        else:
            found.look_for(asked.place, "place")
    if asked.actor:
        if _is_entity(connection, asked.actor):
            found.via = schema.event_actor
            conditions.append(schema.event_actor.c.entity == asked.actor)
        else:
            found.look_for(asked.actor, "actor")
    return found


def statements(connection: Connection, asked: StatementFilter) -> Asked:
    """Raises InputError for a time that is none."""
    line = schema.statement_line.c
    found = Asked(schema.statement_line)
    found.look_for(asked.text)
    if asked.report is not None:
        found.conditions.append(line.report == asked.report)
    if asked.kinds:
        found.conditions.append(_one_of(line.kind, asked.kinds))
    found.within(asked.since, asked.until)
    if asked.speaker:
        if _is_entity(connection, asked.speaker):
            found.via = schema.entity_statement
            found.conditions.append(schema.entity_statement.c.entity == asked.speaker)
        else:
            found.look_for(asked.speaker, "speaker")
    return found


def reports(asked: ReportFilter) -> Asked:
    """Raises InputError for a time that is none."""
    line = schema.report_line.c
    found = Asked(schema.report_line)
    found.look_for(asked.text)
    if asked.outlet is not None:
        found.conditions.append(line.outlet_key == outlet_key(asked.outlet))
    found.within(asked.since, asked.until)
    if asked.flagged is not None:
        flagged = or_(line.flags != "", exists().where(schema.flag.c.report == line.report))
        found.conditions.append(flagged if asked.flagged else ~flagged)
    if asked.copies is not None:
        copied = exists().where(schema.copy_member.c.report == line.report)
        found.conditions.append(copied if asked.copies else ~copied)
    return found


def entities(asked: EntityFilter) -> Asked:
    found = Asked(schema.entity_line)
    found.look_for(asked.text)
    if asked.kind is not None:
        found.conditions.append(schema.entity_line.c.kind == asked.kind)
    return found


def _one_of(of: ColumnElement[Any], some: Sequence[str]) -> Condition:
    return of == some[0] if len(some) == 1 else of.in_(some)


def _lasting(connection: Connection, day: int) -> Condition:
    """Of events that may have been on the day or later: a range of numbers, and the long ones that reach into it."""
    line = schema.event_line.c
    lately = and_(line.number >= numbers_from(max(day - LONG, 1)), line.last >= day)
    before = line.number < numbers_from(max(day - LONG, 1))
    long = select(line.number).where(line.is_long == True, line.last >= day, before)  # noqa: E712  an index of it
    found = list(connection.execute(long.order_by(line.number).limit(_MOST_LONG)).scalars())
    if len(found) == _MOST_LONG:
        return line.last >= day
    return or_(lately, line.number.in_(found)) if found else lately


def _within_box(west: float, south: float, east: float, north: float) -> Condition:
    line = schema.event_line.c
    across = line.lon.between(west, east) if west <= east else or_(line.lon >= west, line.lon <= east)
    return and_(line.lat.between(south, north), across)


def _is_entity(connection: Connection, asked: str) -> bool:
    column = schema.canonical_entity.c.id
    if not asked.isprintable():
        return False
    return connection.execute(select(column).where(column == asked)).first() is not None
