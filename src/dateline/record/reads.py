"""Reading a record page by page: lists with filters, single things with all they have, search.

Nothing here loads the whole record: lists come from narrow rows over indexes, single things from their own documents.
Pages have at most MOST lines; each list has one order, the same on every engine. What was read or decided since the
record was last reconciled is not in the events (`is_current`).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Table, and_, cast, exc, func, or_, select

from dateline.errors import InputError
from dateline.model import (
    CanonicalEntity,
    Claim,
    ClaimRef,
    CopyGroup,
    Decision,
    Entity,
    Event,
    Flag,
    Passage,
    Report,
    ReportClaims,
    Ruling,
    RulingStatus,
    SetAside,
    Statement,
)
from dateline.record import conditions, found, queries, schema
from dateline.record.codec import decode, decode_part, decode_report
from dateline.record.conditions import Asked
from dateline.record.line_rows import PLACE, day_in
from dateline.record.lines import (
    KINDS,
    MOST,
    Counts,
    DisputeLine,
    Dot,
    EntityFilter,
    EntityLine,
    EventFilter,
    EventLine,
    EventOrder,
    Hit,
    Kind,
    Listing,
    PlaceCount,
    Point,
    ReportFilter,
    ReportLine,
    Side,
    Source,
    StatementFilter,
    StatementLine,
    Tally,
)
from dateline.record.prepared import BETWEEN
from dateline.record.revisions import Revision

MOST_POINTS = 10_000
MOST_RULINGS = 5_000
STANDING = (RulingStatus.APPLIED, RulingStatus.LOOK_AGAIN)
"""Of decisions in force."""
_IDS_AT_ONCE = 500
_REPORT_ID = re.compile(r"\br-[0-9a-f]+")
_ALL = EventFilter()
_ALL_STATEMENTS, _ALL_REPORTS, _ALL_ENTITIES = StatementFilter(), ReportFilter(), EntityFilter()
_T = TypeVar("_T")


class Reader:
    """Made by `Record.reader()`; several threads may share one. Each call sees the record of one moment."""

    def __init__(self, reads: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._moment = reads

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        """What no record can hold (NUL, lone surrogates) is a mistake of whoever asks for it."""
        try:
            with self._moment() as connection:
                yield connection
        except (exc.DataError, UnicodeEncodeError, OverflowError) as error:
            raise InputError("what is asked for has characters or numbers that no record can hold") from error

    # -- lists ----------------------------------------------------------------------------------------------------

    def events(
        self, asked: EventFilter = _ALL, order: EventOrder = "newest", limit: int = 50, offset: int = 0
    ) -> Listing[EventLine]:
        """order: "newest" (the undated last), "oldest" (the undated first), or most "origins", "reports", "toll"."""
        with self._reads() as connection:
            return _page(connection, conditions.events(connection, asked), _EVENT, _event, order, limit, offset)

    def first_events(
        self, asked: EventFilter = _ALL, order: EventOrder = "newest", limit: int = 50
    ) -> tuple[EventLine, ...]:
        """The first of `events`; nobody counts how many there are, which may take longer than to find these."""
        with self._reads() as connection:
            return _in_order(connection, conditions.events(connection, asked), _EVENT, _event, order, _limit(limit))

    def statements(
        self,
        asked: StatementFilter = _ALL_STATEMENTS,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing[StatementLine]:
        """Those of the newest reports first, within a report as they stand there."""
        with self._reads() as connection:
            wanted = conditions.statements(connection, asked)
            refs = _page(connection, wanted, _STATEMENT_REF, tuple, "newest", limit, offset)
            by_ref = _statements(connection, refs.items)
            return Listing(
                tuple(by_ref[ref] for ref in refs.items if ref in by_ref),
                refs.total,
                refs.capped,
                refs.limit,
                refs.offset,
            )

    def reports(
        self,
        asked: ReportFilter = _ALL_REPORTS,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing[ReportLine]:
        """The newest first, those without a date last."""
        with self._reads() as connection:
            lines = _page(connection, conditions.reports(asked), _REPORT_LINE, tuple, "newest", limit, offset)
            column = schema.report.c
            query = select(column.id, column.file, column.address, column.language)
            more = {row.id: row for row in _by_ids(connection, query, column.id, [line[0] for line in lines.items])}
            items = tuple(_report(line, more[line[0]]) for line in lines.items)
            return Listing(items, lines.total, lines.capped, lines.limit, lines.offset)

    def entities(
        self,
        asked: EntityFilter = _ALL_ENTITIES,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing[EntityLine]:
        """Those in most reports first."""
        with self._reads() as connection:
            wanted = conditions.entities(asked)
            return _page(connection, wanted, _ENTITY, lambda row: EntityLine(*row), "reports", limit, offset)

    def events_of_entity(
        self, id_: str, order: EventOrder = "newest", limit: int = 50, offset: int = 0
    ) -> Listing[EventLine]:
        """Those that it did or suffered; parts of larger ones too."""
        return self.events(EventFilter(actor=id_, parts=True), order, limit, offset)

    def statements_of_entity(self, id_: str, limit: int = 50, offset: int = 0) -> Listing[StatementLine]:
        return self.statements(StatementFilter(speaker=id_), limit, offset)

    def events_at(
        self, place: str, order: EventOrder = "newest", limit: int = 50, offset: int = 0
    ) -> Listing[EventLine]:
        """place: a gazetteer ID, or words of a name."""
        return self.events(EventFilter(place=place, parts=True), order, limit, offset)

    def disputes(
        self, asked: EventFilter = _ALL, field: str | None = None, limit: int = 50, offset: int = 0
    ) -> Listing[DisputeLine]:
        """The disputes of the newest disputed events. limit, offset, total: of events; one may have several."""
        with self._reads() as connection:
            wanted = conditions.events(connection, asked)
            line = schema.event_line.c
            wanted.conditions.append(line.is_disputed == True)  # noqa: E712
            if field is not None:
                wanted.conditions.append(line.disputed.contains(f"{BETWEEN}{field}{BETWEEN}", autoescape=True))
            events = _page(connection, wanted, _EVENT, _event, "newest", limit, offset)
            items = tuple(_disputes(connection, events.items, field))
            return Listing(items, events.total, events.capped, events.limit, events.offset)

    def set_aside(self, reason: str | None = None, limit: int = 50, offset: int = 0) -> Listing[SetAside]:
        """The reports that were not read, sorted by file."""
        column = schema.set_aside.c
        where = [] if reason is None else [column.reason == reason]
        return self._documents(SetAside, schema.set_aside, where, (column.file,), limit, offset)

    def decisions(self, limit: int = 50, offset: int = 0) -> Listing[Decision]:
        """What people decided, the latest first."""
        column = schema.decision.c
        return self._documents(Decision, schema.decision, [], (column.made.desc(), column.id.desc()), limit, offset)

    def rulings(self, decision: str | None = None, limit: int = 50, offset: int = 0) -> Listing[Ruling]:
        """What became of the decisions, or of one, the latest first."""
        column = schema.ruling.c
        where = [] if decision is None else [column.decision == decision]
        return self._documents(Ruling, schema.ruling, where, (column.position.desc(),), limit, offset)

    def flags(
        self,
        report: str | None = None,
        event: str | None = None,
        kind: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing[Flag]:
        """The flags that bringing the reports together raised; those of a report's own reading are in its reading."""
        column = schema.flag.c
        given = ((column.report, report), (column.event, event), (column.kind, kind))
        where = [of == one for of, one in given if one is not None]
        return self._documents(Flag, schema.flag, where, (column.position,), limit, offset)

    # -- single things --------------------------------------------------------------------------------------------

    def event(self, id_: str) -> Event | None:
        return self._document(Event, schema.event, id_)

    def decision(self, id_: str) -> Decision | None:
        return self._document(Decision, schema.decision, id_)

    def entity(self, id_: str) -> CanonicalEntity | None:
        return self._document(CanonicalEntity, schema.canonical_entity, id_)

    def report(self, id_: str) -> tuple[Report, ReportClaims] | None:
        """A report with its reading: as it was read; what people changed in its claims is in `claims`."""
        with self._reads() as connection:
            query = select(schema.report, schema.reading.c.claims).join(schema.reading)
            row = connection.execute(query.where(schema.report.c.id == id_)).one_or_none()
            if row is None:
                return None
            return decode_report(row.document, row.text, row.matching), decode(ReportClaims, row.claims)

    def claims(self, refs: Iterable[ClaimRef]) -> list[Claim]:
        """The claims as they stand, as read or as people corrected or added them; those that are not there left out.

        In the order given, at most MOST of them.
        """
        wanted = list(dict.fromkeys(refs))[:MOST]
        with self._reads() as connection:
            found_claims = _amended(connection, wanted)
            by_report: dict[str, set[str]] = defaultdict(set)
            for ref in wanted:
                if ref not in found_claims:
                    by_report[ref.report].add(ref.id)
            column = schema.reading.c
            for row in _by_ids(connection, select(column.report, column.claims), column.report, list(by_report)):
                for claim in json.loads(row.claims)["claims"]:  # the whole reading need not be made for some claims
                    if claim["id"] in by_report[row.report]:
                        found_claims[ClaimRef(row.report, claim["id"])] = decode_part(Claim, claim)
            return [found_claims[ref] for ref in wanted if ref in found_claims]

    def statement(self, ref: ClaimRef) -> Statement | None:
        return self._part(Statement, "statements", ref)

    def member(self, ref: ClaimRef) -> Entity | None:
        """A person, body or place as one report has it."""
        return self._part(Entity, "entities", ref)

    def members(self, refs: Iterable[ClaimRef]) -> dict[ClaimRef, Entity]:
        """People, bodies and places as single reports have them, in the order given; those that are not there left out.

        At most MOST of them.
        """
        wanted = list(dict.fromkeys(refs))[:MOST]
        asked = set(wanted)
        column = schema.reading.c
        made: dict[ClaimRef, Entity] = {}
        with self._reads() as connection:
            query = select(column.report, column.claims)
            for row in _by_ids(connection, query, column.report, sorted({ref.report for ref in wanted})):
                for entity in json.loads(row.claims)["entities"]:
                    if (ref := ClaimRef(row.report, entity["id"])) in asked:
                        made[ref] = decode_part(Entity, entity)
        return {ref: made[ref] for ref in wanted if ref in made}

    def claims_of_report(self, report: str) -> list[ClaimRef]:
        """All claims of a report, those that people added among them."""
        own, added = schema.claim.c, schema.amended.c
        with self._reads() as connection:
            read = connection.execute(select(own.id).where(own.report == report).order_by(own.start, own.id)).scalars()
            more = connection.execute(select(added.claim).where(added.report == report).order_by(added.claim)).scalars()
            return [ClaimRef(report, id_) for id_ in dict.fromkeys((*read, *more))]

    def events_of_claims(self, report: str) -> dict[str, tuple[str, ...]]:
        """Claim of the report → the events that rest on it."""
        column = schema.event_claim.c
        made: dict[str, list[str]] = defaultdict(list)
        with self._reads() as connection:
            query = select(column.claim, column.event).where(column.report == report)
            for row in connection.execute(query.order_by(column.claim, column.event)):
                made[row.claim].append(row.event)
        return {claim: tuple(events) for claim, events in made.items()}

    def events_of(self, refs: Iterable[ClaimRef]) -> dict[ClaimRef, tuple[str, ...]]:
        """Claims → the events that rest on them; those without any left out."""
        asked = set(refs)
        column = schema.event_claim.c
        query = select(column.report, column.claim, column.event).order_by(column.report, column.claim, column.event)
        made: dict[ClaimRef, list[str]] = defaultdict(list)
        with self._reads() as connection:
            for row in _by_ids(connection, query, column.report, sorted({ref.report for ref in asked})):
                if (ref := ClaimRef(row.report, row.claim)) in asked:
                    made[ref].append(row.event)
        return {ref: tuple(events) for ref, events in made.items()}

    def entity_ids(self, reports: Iterable[str]) -> dict[ClaimRef, str | None]:
        """All entities of some reports → canonical ID, None for one that stands for itself."""
        own, member = schema.entity.c, schema.canonical_member.c
        joined = schema.entity.outerjoin(
            schema.canonical_member, and_(member.report == own.report, member.entity == own.id)
        )
        query = select(own.report, own.id, member.canonical).select_from(joined)
        with self._reads() as connection:
            rows = _by_ids(connection, query, own.report, sorted(set(reports)))
            return {ClaimRef(row.report, row.id): row.canonical for row in rows}

    def rulings_of(self, decisions: Iterable[str]) -> dict[str, Ruling]:
        """Decisions by ID → what became of them; those made since the record was last reconciled are left out."""
        column = schema.ruling.c
        with self._reads() as connection:
            query = select(column.decision, column.document)
            rows = _by_ids(connection, query, column.decision, sorted(set(decisions)))
            return {row.decision: decode(Ruling, row.document) for row in rows}

    def entities_of_report(self, report: str) -> dict[str, str]:
        """Entity within the report → canonical ID."""
        column = schema.canonical_member.c
        with self._reads() as connection:
            query = select(column.entity, column.canonical).where(column.report == report).order_by(column.entity)
            return {row.entity: row.canonical for row in connection.execute(query)}

    def copies(self, report: str) -> list[CopyGroup]:
        """The groups of copies that a report is in."""
        group, member = schema.copy_group.c, schema.copy_member.c
        with self._reads() as connection:
            query = select(group.document).join(schema.copy_member).where(member.report == report)
            return [decode(CopyGroup, d) for d in connection.execute(query.order_by(group.position)).scalars()]

    def passages(self, report: str) -> list[Passage]:
        """The passages that a report shares with others, on either side; at most MOST."""
        column = schema.passage.c
        with self._reads() as connection:
            query = select(column.document).where(or_(column.report == report, column.of == report))
            documents = connection.execute(query.order_by(column.position).limit(MOST)).scalars()
            return [decode(Passage, document) for document in documents]

    def revisions(self, report: str) -> list[Revision]:
        """The revision before a report and the one after it, where there are any."""
        column = schema.revision.c
        with self._reads() as connection:
            query = select(schema.revision).where(or_(column.report == report, column.earlier == report))
            rows = connection.execute(query.order_by(column.report == report, column.report))
            return [Revision(row.report, row.earlier, row.same) for row in rows]

    def event_lines(self, ids: Iterable[str]) -> tuple[EventLine, ...]:
        """Events by their IDs, as one line each, in the order given; those that are not there left out."""
        wanted = list(dict.fromkeys(ids))
        with self._reads() as connection:
            rows = _by_ids(connection, select(*_EVENT), schema.event_line.c.event, wanted)
            lines = {row[0]: _event(row) for row in rows}
            return tuple(lines[id_] for id_ in wanted if id_ in lines)

    def rulings_about(self, reports: Iterable[str]) -> list[Ruling]:
        """The decisions in force about claims of these reports, earliest first; of the latest MOST_RULINGS."""
        wanted = set(reports)
        column = schema.ruling.c
        query = select(column.document).where(column.status.in_([s.value for s in STANDING]))
        with self._reads() as connection:
            latest = connection.execute(query.order_by(column.position.desc()).limit(MOST_RULINGS)).scalars()
            about = [d for d in latest if not wanted.isdisjoint(_REPORT_ID.findall(d))]
            return [decode(Ruling, document) for document in reversed(about)]

    def report_lines(self, ids: Iterable[str]) -> dict[str, ReportLine]:
        """Reports by their IDs, as one line each; those that are not there left out."""
        wanted = sorted(set(ids))
        with self._reads() as connection:
            column, line = schema.report.c, schema.report_line.c
            query = select(column.id, column.file, column.address, column.language)
            more = {row.id: row for row in _by_ids(connection, query, column.id, wanted)}
            rows = _by_ids(connection, select(*_REPORT_LINE), line.report, wanted)
            return {row[0]: _report(tuple(row), more[row[0]]) for row in rows}

    def canonical_ids(self, members: Iterable[ClaimRef]) -> dict[ClaimRef, str]:
        """Entities within reports → the people, bodies and places of the record that they are."""
        wanted = set(members)
        column = schema.canonical_member.c
        query = select(column.report, column.entity, column.canonical)
        with self._reads() as connection:
            rows = _by_ids(connection, query, column.report, sorted({m.report for m in wanted}))
            found_ids = {ClaimRef(row.report, row.entity): row.canonical for row in rows}
            return {member: found_ids[member] for member in sorted(wanted) if member in found_ids}

    # -- the whole at a glance ------------------------------------------------------------------------------------

    def is_current(self) -> bool:
        """Whether the events were made from the readings and decisions of now."""
        with self._reads() as connection:
            return queries.number(connection, queries.CHANGES) == queries.number(connection, queries.RECONCILED)

    def changes(self) -> int:
        """A number that grows with whatever is read or decided, and whenever that is brought together."""
        with self._reads() as connection:
            return queries.number(connection, queries.CHANGES) + queries.number(connection, queries.MADE)

    def sizes(self) -> dict[str, int]:
        """How many reports, statements, events (parts among them), entities, and reports not read."""
        tables = {
            "reports": schema.report_line,
            "statements": schema.statement_line,
            "events": schema.tally,
            "entities": schema.entity_line,
            "set_aside": schema.set_aside,
        }
        number, tally = func.count(), schema.tally.c
        queries = {name: select(number).select_from(table) for name, table in tables.items()}
        queries["events"] = select(func.sum(tally.events)).where(tally.what == "every")
        with self._reads() as connection:
            return {name: int(connection.execute(query).scalar() or 0) for name, query in queries.items()}

    def counts(self, asked: EventFilter = _ALL) -> Counts:
        """How many events by type, country and modality; counted beforehand where nothing but types is asked for."""
        by: dict[str, Counter[Any]] = {"type": Counter(), "country": Counter(), "modality": Counter()}
        with self._reads() as connection:
            if _is_counted(asked):
                total = 0
                query = _counted(asked, "all", "country", "modality")
                for what, key, kind, number in connection.execute(query):
                    if what == "all":
                        total += number
                        by["type"][kind] += number
                    else:
                        by[what][key or None] += number
            else:
                line = schema.event_line.c
                kinds = (line.type, line.country, line.modality)
                wanted = conditions.events(connection, asked)
                rows, _ = wanted.rows(connection, *kinds, func.count())
                total = 0
                for *keys, number in connection.execute(rows.group_by(*kinds)):
                    total += number
                    for name, key in zip(by, keys, strict=True):
                        by[name][key] += number
        return Counts(total, *(_most_first(by[name]) for name in by))

    def timeline(self, asked: EventFilter = _ALL, by: Literal["day", "month", "year"] = "day") -> tuple[Tally, ...]:
        """How many events of each type began when, earliest first, the undated in front."""
        length = {"day": 10, "month": 7, "year": 4}[by]
        made: Counter[tuple[str, str]] = Counter()
        with self._reads() as connection:
            if _is_counted(asked):
                query = _counted(asked, "day" if by == "day" else "month")
                for _, key, kind, number in connection.execute(query):
                    made[key[:length], kind] += number
            else:
                line = schema.event_line.c
                first = day_in(line.number)  # every index has the number: the rows need not be looked at
                rows, _ = conditions.events(connection, asked).rows(connection, first, line.type, func.count())
                for day, kind, number in connection.execute(rows.group_by(first, line.type)):
                    made[date.fromordinal(day).isoformat()[:length] if day else "", kind] += number
        return tuple(Tally(period, kind, number) for (period, kind), number in sorted(made.items()))

    def map_points(self, asked: EventFilter = _ALL, limit: int = 2_000) -> Listing[Point]:
        """The newest events that are somewhere more exact than a country, at most MOST_POINTS."""
        with self._reads() as connection:
            wanted = conditions.events(connection, asked)
            wanted.conditions.append(schema.event_line.c.lat.is_not(None))
            return _page(connection, wanted, _POINT, lambda row: Point(*row), "newest", limit, 0, MOST_POINTS)

    def dots(self, asked: EventFilter = _ALL, limit: int = 2_000) -> Listing[Dot]:
        """The newest events, wherever and whenever they were, at most MOST_POINTS."""
        with self._reads() as connection:
            wanted = conditions.events(connection, asked)
            return _page(connection, wanted, _DOT, _dot, "newest", limit, 0, MOST_POINTS)

    def map_places(self, asked: EventFilter = _ALL, limit: int = 2_000, offset: int = 0) -> tuple[PlaceCount, ...]:
        """The places of events, those with most first."""
        with self._reads() as connection:
            line = schema.event_line.c
            kinds = tuple(line[name] for name in PLACE)
            if _is_counted(replace(asked, country=None)):
                counted = _counted(asked, "place").subquery()
                places = (
                    select(counted.c.key, func.sum(counted.c.events).label("events")).group_by(counted.c.key).subquery()
                )
                number: ColumnElement[int] = places.c.events
                joined = places.join(schema.event_line, cast(places.c.key, BigInteger) == line.number)
                rows: Select[Any] = select(*kinds, number).select_from(joined)
                if asked.country is not None:
                    rows = rows.where(line.country == asked.country)
            else:
                number = func.count()
                wanted = conditions.events(connection, asked)
                wanted.conditions.append(line.lat.is_not(None))
                rows = wanted.rows(connection, *kinds, number)[0].group_by(*kinds)
            query = rows.order_by(number.desc(), line.place, line.lat, line.lon, line.precision)
            return tuple(
                PlaceCount(*row) for row in connection.execute(query.limit(min(limit, MOST_POINTS)).offset(offset))
            )

    def sources(self, limit: int = MOST, offset: int = 0) -> tuple[Source, ...]:
        """The outlets with their reports and whom they relay, those with most reports first."""
        line, relay = schema.report_line.c, schema.relay.c
        with self._reads() as connection:
            number = func.count()
            grouped = select(line.outlet_key, number, func.max(line.number)).group_by(line.outlet_key)
            ordered = grouped.order_by(number.desc(), line.outlet_key).limit(_limit(limit, MOST + 1)).offset(offset)
            outlets = connection.execute(ordered).all()
            named = select(line.number, line.outlet)
            names = {
                row.number: row.outlet for row in _by_ids(connection, named, line.number, [n for *_, n in outlets])
            }
            relayed = select(relay.outlet_key, relay.medium, number).group_by(relay.outlet_key, relay.medium)
            media: dict[str, Counter[str]] = defaultdict(Counter)
            for key, medium, reports in connection.execute(relayed):
                media[key][medium] = reports
        found_sources = (Source(names[n], reports, _most_first(media[key])) for key, reports, n in outlets)
        return tuple(sorted(found_sources, key=lambda source: (-source.reports, source.outlet or "")))

    # -- search ---------------------------------------------------------------------------------------------------

    def search(
        self,
        text: str,
        kinds: Sequence[Kind] = KINDS,
        limit: int = 20,
        offset: int = 0,
        events: EventFilter = _ALL,
        since: str | None = None,
        until: str | None = None,
    ) -> Listing[Hit]:
        """Where the words stand: in reports, in statements, in the lines of events; the newest first.

        text: words that must all be there, "words in this order", -not, this OR that, begin*. Case and accents are of
        no consequence. events: which of the events (its own text aside). since, until: of all kinds. Raises InputError
        for a time that is none; odd text finds nothing.
        """
        with self._reads() as connection:
            asked = {
                "events": lambda: conditions.events(connection, found.with_text(events, text, since, until)),
                "statements": lambda: conditions.statements(
                    connection, StatementFilter(text, since=since, until=until)
                ),
                "reports": lambda: conditions.reports(ReportFilter(text, since=since, until=until)),
            }
            some = [(kind, asked[kind]()) for kind in KINDS if kind in kinds]
            return found.search(connection, text, some, _limit(limit), max(offset, 0))

    # -- documents ------------------------------------------------------------------------------------------------

    def _document(self, kind: type[_T], table: Table, id_: str) -> _T | None:
        with self._reads() as connection:
            document = connection.execute(select(table.c.document).where(table.c.id == id_)).scalar()
            return None if document is None else decode(kind, document)

    def _part(self, kind: type[_T], name: str, ref: ClaimRef) -> _T | None:
        """One thing out of a reading; name: of the list that it is in."""
        column = schema.reading.c
        with self._reads() as connection:
            document = connection.execute(select(column.claims).where(column.report == ref.report)).scalar()
        parts = [] if document is None else json.loads(document)[name]
        return next((decode_part(kind, part) for part in parts if part["id"] == ref.id), None)

    def _documents(
        self,
        kind: type[_T],
        table: Table,
        where: Sequence[ColumnElement[bool]],
        order: Sequence[ColumnElement[Any]],
        limit: int,
        offset: int,
    ) -> Listing[_T]:
        limit, offset = _limit(limit), max(offset, 0)
        with self._reads() as connection:
            total, capped = Asked(table, conditions=list(where)).count(connection)
            query = select(table.c.document).where(*where).order_by(*order).limit(limit).offset(offset)
            items = tuple(decode(kind, document) for document in connection.execute(query).scalars())
            return Listing(items, total, capped, limit, offset)


_line = schema.event_line.c
_EVENT = tuple(
    _line[name]
    for name in (
        *("event", "type", "mode", "modality", "start", "end", "place", "place_id", "country", "lat", "lon"),
        *("precision", "killed_min", "killed_max", "injured_min", "injured_max", "origins", "reports", "claims"),
        *("disputed", "flagged", "summary", "part_of"),
    )
)
_POINT = tuple(
    _line[name]
    for name in ("event", "type", "lat", "lon", "precision", "place", "start", "is_disputed", "origins", "summary")
)
_DOT = tuple(
    _line[name]
    for name in (
        *("event", "type", "modality", "start", "end", "place", "place_id", "lat", "lon", "precision"),
        *("origins", "summary", "disputed"),
    )
)
_STATEMENT_REF = (schema.statement_line.c.report, schema.statement_line.c.statement)
_REPORT_LINE = tuple(
    schema.report_line.c[name]
    for name in ("report", "outlet", "published", "headline", "statements", "claims", "flags")
)
_ENTITY = tuple(schema.entity_line.c[name] for name in ("entity", "kind", "name", "reports"))
_MOST_OF = {"origins": "origins", "reports": "reports", "toll": "toll"}


def _page(
    connection: Connection,
    asked: Asked,
    columns: Sequence[ColumnElement[Any]],
    make: Callable[[Any], _T],
    order: str,
    limit: int,
    offset: int,
    most: int = MOST,
) -> Listing[_T]:
    limit, offset = _limit(limit, most), max(offset, 0)
    items = _in_order(connection, asked, columns, make, order, limit, offset)
    if len(items) < limit and (items or not offset):
        return Listing(items, offset + len(items), False, limit, offset)
    return Listing(items, *asked.count(connection), limit, offset)


def _in_order(
    connection: Connection,
    asked: Asked,
    columns: Sequence[ColumnElement[Any]],
    make: Callable[[Any], _T],
    order: str,
    limit: int,
    offset: int = 0,
) -> tuple[_T, ...]:
    query, number = asked.rows(connection, *columns)
    if order in _MOST_OF:
        query = query.order_by(asked.table.c[_MOST_OF[order]].desc(), number.desc())
    else:
        query = query.order_by(number if order == "oldest" else number.desc())
    return tuple(make(row) for row in connection.execute(query.limit(limit).offset(offset)))


def _is_counted(asked: EventFilter) -> bool:
    """Whether `tally` tells: nothing but types is asked for."""
    return asked == replace(_ALL, types=asked.types)


def _counted(asked: EventFilter, *what: str) -> Select[Any]:
    """what, key, type, events"""
    tally = schema.tally.c
    query = select(tally.what, tally.key, tally.type, tally.events).where(tally.what.in_(what))
    return query.where(tally.type.in_(asked.types)) if asked.types else query


def _limit(asked: int, most: int = MOST) -> int:
    return max(1, min(asked, most))


def _event(row: Any) -> EventLine:
    values = list(row)
    at = len(values) - 4
    values[at] = _parts(values[at])
    return EventLine(*values)


def _dot(row: Any) -> Dot:
    values = list(row)
    values[-1] = _parts(values[-1])
    return Dot(*values)


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split(BETWEEN) if part)


def _report(line: Any, more: Any) -> ReportLine:
    id_, outlet, published, headline, statements, claims, flags = line
    kinds = tuple(kind for kind in flags.split(BETWEEN) if kind)
    return ReportLine(
        id_, more.file, more.address, outlet, published, more.language, headline, statements, claims, kinds
    )


def _statements(connection: Connection, refs: Sequence[Any]) -> dict[Any, StatementLine]:
    said, line = schema.statement.c, schema.report_line.c
    columns = (said.report, said.id, said.start, said.end, said.content, said.cue, said.speaker, said.speaker_entity)
    query = select(
        *columns, said.directness, said.kind, said.medium, said.venue, line.outlet, line.published
    ).join_from(schema.statement, schema.report_line, line.report == said.report)
    wanted = set(refs)
    rows = _by_ids(connection, query, said.report, sorted({report for report, _ in refs}))
    return {(row.report, row.id): StatementLine(*row) for row in rows if (row.report, row.id) in wanted}


def _disputes(connection: Connection, events: Sequence[EventLine], field: str | None) -> Iterable[DisputeLine]:
    column = schema.dispute.c
    query = select(schema.dispute).order_by(column.event, column.position, column.side)
    if field is not None:
        query = query.where(column.field == field)
    rows: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in _by_ids(connection, query, column.event, [event.id for event in events]):
        rows[row.event][row.position].append(row)
    for event in events:
        for sides in rows[event.id].values():
            told = tuple(Side(side.value, side.said_by) for side in sides)
            yield DisputeLine(event, sides[0].field, told, sides[0].reason)


def _amended(connection: Connection, wanted: Sequence[ClaimRef]) -> dict[ClaimRef, Claim]:
    column = schema.amended.c
    reports = sorted({ref.report for ref in wanted})
    asked = set(wanted)
    rows = _by_ids(connection, select(column.report, column.claim, column.document), column.report, reports)
    refs = ((ClaimRef(row.report, row.claim), row.document) for row in rows)
    return {ref: decode(Claim, document) for ref, document in refs if ref in asked}


def _by_ids(connection: Connection, query: Any, column: ColumnElement[Any], ids: Sequence[Any]) -> list[Any]:
    rows: list[Any] = []
    for first in range(0, len(ids), _IDS_AT_ONCE):
        rows += connection.execute(query.where(column.in_(ids[first : first + _IDS_AT_ONCE])))
    return rows


def _most_first(counted: Counter[Any]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], str(item[0] or ""))))
