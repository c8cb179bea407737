"""How large a record grows, and how long the commonest questions to it take.

    python -m benchmarks.record [--reports 100000] [--engine sqlite postgresql]

A record of so many reports with ten claims and three statements each is generated, always the same for one number: ten
years of war, every happening told by one to six reports, one event in ten disputed. It is written with the rows that
the store itself makes, many at a time. Printed: size, time to build, and of each question the median, the slowest and
the number of answers over different values of what is asked. Asked for: medians under 50 ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.stored import fresh_locations
from dateline.model import (
    ActorRef,
    Block,
    BlockKind,
    CanonicalEntity,
    Certainty,
    Claim,
    ClaimRef,
    Directness,
    Dispute,
    DisputeValue,
    Entity,
    EntityKind,
    Event,
    EventActor,
    EventType,
    Evidence,
    FieldValue,
    Flag,
    FlagKind,
    Harm,
    HarmKind,
    Link,
    LinkRole,
    Modality,
    Origin,
    Outlet,
    Place,
    PlacePrecision,
    Published,
    Reconciliation,
    Report,
    ReportClaims,
    SayingKind,
    Span,
    Statement,
    Time,
    TimePrecision,
    Toll,
)
from dateline.record import (
    EntityFilter,
    EventFilter,
    Reader,
    ReportFilter,
    Run,
    StatementFilter,
    line_rows,
    open_record,
    reconciled,
    schema,
    store,
)
from dateline.record import queries as writes
from dateline.record.prepared import prepare

_MOST_MS = 50
_TRIES = 25
_NEW = 4  # happenings that a report is the first to tell
_AGO = (0, 1, 2, 3, -1, -2, -3, -6, -9, -18)  # which happenings, from its first new one
_STATEMENTS = 3
_REPORTS_A_DAY = 27
_FIRST = date(2021, 1, 1)
_AT_ONCE = 500
_TYPES = tuple(EventType)
_OFTEN = (EventType.ASSAULT,) * 6 + (EventType.COERCE, EventType.CONSULT, EventType.THREATEN)
_COUNTRIES = tuple(f"{a}{b}X" for a in "ABCDE" for b in "ABCD")
_SYLLABLES = ("ka", "lo", "mi", "ne", "su", "ta", "ro", "vi", "du", "pa", "ze", "gi", "ho", "bu", "fe", "ya")
_WORDS, _SENTENCES = 5_000, 20_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--engine", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    options = parser.parse_args()
    slow = [name for engine in options.engine for name in measure(engine, options.reports)]
    return 1 if slow else 0


def measure(engine: str, reports: int) -> list[str]:
    """Print what is measured; the questions whose median is too slow."""
    with tempfile.TemporaryDirectory() as folder, fresh_locations(engine, Path(folder)) as fresh, fresh() as location:
        start = time.perf_counter()
        build(location, reports)
        seconds = time.perf_counter() - start
        size = _size(location) / 2**30
        print(
            f"{engine}: {reports:,} reports, {reports * len(_AGO):,} claims: {size:.2f} GiB, built in {seconds:.0f} s"
        )
        slow = []
        with open_record(location, read_only=True) as record:
            for name, ask in _questions(record.reader(), reports).items():
                times, answers = _time(ask)
                middle, most = median(times), max(times)
                print(f"  {name:42} {middle:8.1f} ms   slowest {most:8.1f} ms   {answers:>7,} lines", flush=True)
                slow += [name] if middle > _MOST_MS else []
        print(f"  {len(slow)} over {_MOST_MS} ms")
        return slow


# -- questions --------------------------------------------------------------------------------------------------------


def _questions(reader: Reader, reports: int) -> dict[str, Callable[[random.Random], int]]:
    def month(chance: random.Random) -> tuple[str, str]:
        day = _FIRST + timedelta(chance.randrange(1 + reports // _REPORTS_A_DAY))
        return day.isoformat(), (day + timedelta(30)).isoformat()

    def filtered(chance: random.Random) -> int:
        since, until = month(chance)
        return len(reader.events(EventFilter(types=("ASSAULT",), country=_country(chance), since=since, until=until)))

    def one_event(chance: random.Random) -> int:
        event = reader.event(_event_id(chance.randrange(_NEW * reports)))
        return len(reader.claims(event.claims)) if event else 0

    def one_report(chance: random.Random) -> int:
        return 1 if reader.report(_report_id(chance.randrange(reports))) else 0

    def found(chance: random.Random) -> int:
        return len(reader.search(" ".join(chance.sample(_vocabulary()[50:2000], 1))))

    def statements(chance: random.Random) -> int:
        return len(reader.statements(StatementFilter(" ".join(_sentence(chance.randrange(_SENTENCES)).split()[:2]))))

    def on_map(chance: random.Random) -> int:
        since, until = month(chance)
        return len(reader.map_points(EventFilter(since=since, until=until)))

    return {
        "newest events": lambda c: len(reader.events()),
        "events by type, country and month": filtered,
        "events of a body, newest": lambda c: len(reader.events_of_entity(f"x-{c.randrange(_sides(reports))}")),
        "disputed events with most origins": lambda c: len(reader.events(EventFilter(disputed=True), "origins")),
        "one event with its claims": one_event,
        "one report with its reading": one_report,
        "statements of a body": lambda c: len(reader.statements_of_entity(f"x-{c.randrange(_sides(reports))}")),
        "search for a word, everywhere": found,
        "search for two words in statements": statements,
        "map of a month": on_map,
        "counts and timeline by month": lambda c: reader.counts().total and len(reader.timeline(by="month")),
        "counts of a country": lambda c: reader.counts(EventFilter(country=_country(c))).total,
        "events with words, of an actor by name": lambda c: len(
            reader.events(EventFilter(text=_type_word(c), actor=_side_name(c.randrange(_sides(reports)))))
        ),
        "bodies by name": lambda c: len(reader.entities(EntityFilter(_side_name(c.randrange(_sides(reports)))))),
        "newest reports of an outlet": lambda c: len(reader.reports(ReportFilter(outlet=f"Outlet {c.randrange(40)}"))),
        "disputes, newest": lambda c: len(reader.disputes()),
        "outlets and whom they relay": lambda c: len(reader.sources()),
        "search for the commonest word": lambda c: len(reader.search(_vocabulary()[0])),
    }


def _time(ask: Callable[[random.Random], int]) -> tuple[list[float], int]:
    """Milliseconds of each try, after one that does not count; how many lines the last one brought."""
    chance = random.Random(1)
    ask(chance)
    times, answers = [], 0
    for _ in range(_TRIES):
        start = time.perf_counter()
        answers = ask(chance)
        times.append((time.perf_counter() - start) * 1000)
    return times, answers


def _country(chance: random.Random) -> str:
    return chance.choice(_COUNTRIES)


def _type_word(chance: random.Random) -> str:
    return chance.choice(_TYPES).value


# -- the record -------------------------------------------------------------------------------------------------------


def build(location: str, reports: int) -> None:
    with open_record(location) as record:
        run = record.start_run("1.0", "generated", ())
        members: dict[int, list[ClaimRef]] = {}
        made = _reports(reports, members)
        while some := list(islice(made, _AT_ONCE)):
            _write_reports(record, some, run)
        record.finish_run(run)
        _write_reconciled(record, reports, members)
    _keep_house(location)


def _write_reports(record: Any, some: list[tuple[Report, ReportClaims]], run: Run) -> None:
    prepared = [prepare(*pair) for pair in some]
    rows = {
        schema.report: [p.report | {"first_read": p.report["published"]} for p in prepared],
        schema.reading: [{"report": p.id, "run": run.id, "made_by": run.made_by, "claims": p.claims} for p in prepared],
    }

    def work(connection: Any) -> None:
        reconciled.insert_rows(connection, rows)
        store.write_rows(connection, prepared)

    record._write(work)


def _write_reconciled(record: Any, reports: int, members: dict[int, list[ClaimRef]]) -> None:
    def work(connection: Any) -> None:
        bodies = Reconciliation(entities=tuple(_canonical(side, refs) for side, refs in sorted(members.items())))
        entity_rows = reconciled.rows(bodies)
        reconciled.insert_rows(connection, {t: r for t, r in entity_rows.items() if t is not schema.tally})
        short: list[Any] = []
        flags = 0
        numbers = iter(range(_NEW * reports))
        while some := list(islice(numbers, _AT_ONCE * 4)):
            events = tuple(_event(number, reports) for number in some)
            alone = tuple(
                Flag(FlagKind.SOLE_SOURCE, e.reports[0], "one origin", event=e.id) for e in events if len(e.origins) < 2
            )
            rows = reconciled.rows(Reconciliation(events=events, flags=alone))
            rows[schema.flag] = [row | {"position": row["position"] + flags} for row in rows[schema.flag]]
            flags += len(alone)
            del rows[schema.tally]
            short += [
                {k: r[k] for k in ("number", "first", "type", "modality", "part_of", *line_rows.PLACE)}
                for r in rows[schema.event_line]
            ]
            reconciled.insert_rows(connection, rows)
        reconciled.insert_rows(connection, {schema.tally: line_rows.tally_rows(short)})
        line_rows.link_statements(connection)
        writes.set_number(connection, writes.RECONCILED, writes.number(connection, writes.CHANGES))

    record._write(work)


def _keep_house(location: str) -> None:
    """As PostgreSQL does by itself within minutes."""
    if "://" in location:
        import psycopg

        with psycopg.connect(location, autocommit=True) as server:
            server.execute("VACUUM ANALYZE")


def _size(location: str) -> int:
    if "://" not in location:
        return sum(path.stat().st_size for path in Path(location).parent.glob(f"{Path(location).name}*"))
    import psycopg

    with psycopg.connect(location) as server:
        row = server.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0


# -- what is in it ----------------------------------------------------------------------------------------------------


def _reports(count: int, members: dict[int, list[ClaimRef]]) -> Iterator[tuple[Report, ReportClaims]]:
    for number in range(count):
        id_ = _report_id(number)
        chance = random.Random(number)
        outlet = f"Outlet {chance.randrange(40)}"
        day = (_FIRST + timedelta(1 + number // _REPORTS_A_DAY)).isoformat()
        entities: dict[int, Entity] = {}
        text = "A day of the war\n"
        claims, statements = [], []
        link = Link(LinkRole.OUTLET, outlet)
        wire = Link(LinkRole.MEDIUM, f"Agency {chance.randrange(8)}")
        for at, happening in enumerate(_told(number, count)):
            sentence = _sentence(chance.randrange(_SENTENCES))
            span = Evidence(id_, len(text), len(text) + len(sentence), sentence)
            claims.append(_claim(id_, at, happening, span, link, entities, count))
            text += sentence + "\n"
        for at in range(_STATEMENTS):
            sentence = _sentence(chance.randrange(_SENTENCES))
            span = Evidence(id_, len(text), len(text) + len(sentence), sentence)
            side = chance.choice(list(entities))
            statements.append(_statement(id_, at, span, _actor(side, entities), (link, wire)[: 1 + at % 2]))
            text += sentence + "\n"
        for side, entity in entities.items():
            members.setdefault(side, []).append(ClaimRef(id_, entity.id))
        block = Block(0, len(text), BlockKind.BODY, "generated")
        file = f"{id_}.txt"
        published, published_by = Published(day, "header"), Outlet(outlet, "header")
        report = Report(id_, file, text, text, (block,), outlet=published_by, published=published, headline=Span(0, 16))
        yield (
            report,
            ReportClaims(
                id_, file, published_by, published, None, tuple(entities.values()), tuple(statements), tuple(claims)
            ),
        )


def _told(report: int, reports: int) -> list[int]:
    return [n for ago in _AGO if 0 <= (n := _NEW * report + ago) < _NEW * reports]


def _tellers(happening: int, reports: int) -> list[tuple[int, int]]:
    """The reports that tell of it, and which of their claims."""
    found = []
    for ago in _AGO:
        report, rest = divmod(happening - ago, _NEW)
        if not rest and report < reports:
            found.append((report, _told(report, reports).index(happening)))
    return sorted(found)


def _claim(
    report: str, at: int, happening: int, span: Evidence, link: Link, entities: dict[int, Entity], reports: int
) -> Claim:
    kind, day, place, sides, killed = _happening(happening, reports)
    return Claim(
        id=f"c{at}",
        report=report,
        type=kind,
        modality=Modality.OCCURRED,
        certainty=Certainty.CERTAIN,
        chain=(link,),
        sentence=span,
        trigger=Evidence(report, span.start, span.start + 4, span.quote[:4]),
        rule="generated",
        actors=(_actor(sides[0], entities),),
        recipients=(_actor(sides[1], entities),),
        place=_place(place),
        time=Time(day, day, TimePrecision.DAY, evidence=(span,)),
        harms=(Harm(HarmKind.KILLED, killed, killed, str(killed), evidence=(span,)),) if killed else (),
    )


def _statement(report: str, at: int, span: Evidence, speaker: ActorRef, chain: tuple[Link, ...]) -> Statement:
    return Statement(
        id=f"s{at}",
        report=report,
        start=span.start,
        end=span.end,
        content=span.quote,
        parts=(span,),
        cue="said",
        speaker=speaker,
        directness=Directness.INDIRECT,
        kind=SayingKind.ASSERTED,
        strength=Certainty.CERTAIN,
        chain=chain,
    )


def _actor(side: int, entities: dict[int, Entity]) -> ActorRef:
    if side not in entities:
        name = _side_name(side)
        entities[side] = Entity(f"e{len(entities)}", EntityKind.ORGANIZATION, name, (name,), sector="REB")
    return ActorRef(entities[side].name, entities[side].id, sector="REB")


def _event(number: int, reports: int) -> Event:
    kind, day, place, sides, killed = _happening(number, reports)
    told = _tellers(number, reports)
    refs = tuple(ClaimRef(_report_id(report), f"c{at}") for report, at in told)
    origins = tuple(Origin(f"outlet:{n}", f"Outlet {n}", (ref,)) for n, ref in enumerate(refs[:4]))
    actors = [EventActor(_side_name(side), f"x-{side}", sector="REB", claims=refs) for side in sides]
    disputed = number % 10 == 0 and len(refs) > 1
    values = tuple(
        DisputeValue(str(killed + n), (f"Outlet {n}",), (), (ref,), (ref.report,)) for n, ref in enumerate(refs)
    )
    where = _place(place)
    return Event(
        id=_event_id(number),
        type=kind,
        mode=None,
        modality=Modality.OCCURRED,
        time=Time(day, day, TimePrecision.DAY),
        place=where,
        actors=(actors[0],),
        recipients=(actors[1],),
        reciprocal=False,
        tolls=(Toll("killed", killed, killed, "one figure", refs, (str(killed),), killed),) if killed else (),
        claims=refs,
        reports=tuple(dict.fromkeys(ref.report for ref in refs)),
        origins=origins,
        disputes=(Dispute("killed", values, "tolls that differ"),) if disputed else (),
        summary=f"{actors[0].name} against {actors[1].name} at {where.name}",
        values=(FieldValue("type", kind.value, refs, origins), FieldValue("place", where.name, refs, origins)),
    )


def _canonical(side: int, members: list[ClaimRef]) -> CanonicalEntity:
    name = _side_name(side)
    return CanonicalEntity(f"x-{side}", EntityKind.ORGANIZATION, name, (name,), tuple(members), sector="REB")


def _happening(number: int, reports: int) -> tuple[EventType, str, int, tuple[int, int], int]:
    chance = random.Random(-1 - number)
    kind = chance.choice(_OFTEN if chance.random() < 0.7 else _TYPES)
    day = _FIRST + timedelta(number // (_NEW * _REPORTS_A_DAY))
    front = number // (_NEW * 10) % max(_sides(reports) // 4, 1)  # neighbouring reports tell of one front
    one, other = chance.sample(range(4), 2)
    killed = chance.choice((0, 0, 1, 2, 3, 5, 8, 13, 40))
    place = front * 4 + chance.randrange(4)
    return kind, day.isoformat(), place, (front * 4 + one, front * 4 + other), killed


def _sides(reports: int) -> int:
    return max(20, min(400, reports // 50))


@cache
def _place(number: int) -> Place:
    lat, lon = -40 + (number * 7919 % 8000) / 100, -80 + (number * 104729 % 16000) / 100
    country = _COUNTRIES[number % len(_COUNTRIES)]
    return Place(f"Place {_word(number)}", PlacePrecision.EXACT, f"geonames:{number + 1}", lat, lon, country)


@cache
def _side_name(side: int) -> str:
    return f"{_word(side + 300).title()} {('Army', 'Front', 'Brigade', 'Council')[side % 4]}"


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(_word(number) for number in range(_WORDS))


def _word(number: int) -> str:
    found = ""
    for _ in range(4):
        number, at = divmod(number * 7 + 3, 16)
        found += _SYLLABLES[at]
    return found


@cache
def _sentence(number: int) -> str:
    """Twenty words, few of which are common and most rare, as in any language."""
    chance = random.Random(number)
    words = (_vocabulary()[min(int(chance.paretovariate(0.6)) - 1, _WORDS - 1)] for _ in range(20))
    return " ".join(words).capitalize() + "."


def _report_id(number: int) -> str:
    return f"r-{number:07}"


def _event_id(number: int) -> str:
    return f"ev-{number:07}"


if __name__ == "__main__":
    sys.exit(main())
