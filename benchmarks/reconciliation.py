"""How the time and memory of bringing claims together grow with their number.

    python -m benchmarks.reconciliation [--claims 1000 10000 100000] [--jobs 1 2] [--record FILE]

The claims are generated, always the same for one number: a war of many places and months, five claims a report, every
happening told by one to six reports, one report in five a cut copy of another. With a record, its readings are brought
together instead. Each size runs in a process of its own, with each number of processes. Printed: seconds of the wall
and of CPU (of this process, of the others it started), peak resident memory (of this process, of the largest other),
events made, whether the result is not that of the first number, and the exponent of growth of this process's CPU from
one size to the next (1: twice the claims take twice the time). The CPU of this process bounds what others can gain.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

from dateline.model import (
    ActorRef,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    EventType,
    Evidence,
    Harm,
    HarmKind,
    Link,
    LinkRole,
    Modality,
    Outlet,
    Place,
    PlacePrecision,
    Published,
    ReportClaims,
    SentenceText,
    Time,
    TimePrecision,
)
from dateline.reference.fingerprints import sample
from dateline.reference.folding import fold

_CLAIMS_A_REPORT = 5
_TYPES = (EventType.ASSAULT, EventType.ASSAULT, EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.AID)
_SIDES = ("army", "front", "brigade", "militia", "council", "guard", "movement", "police")
_FIRST = date(2031, 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reconciliation")
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1])
    parser.add_argument("--record", help="a record whose readings to bring together, in place of generated ones")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        print(json.dumps(measure(options.worker, options.jobs[0], options.record)))
        return 0
    before: dict[str, Any] | None = None
    for claims in [0] if options.record else options.claims:
        rounds = [_in_a_process(claims, jobs, options.record) for jobs in options.jobs]
        for jobs, found in zip(options.jobs, rounds, strict=True):
            line = f"{found['claims']:>8,} claims, {jobs} {'process' if jobs == 1 else 'processes'}: "
            line += f"{found['wall']:7.2f} s, {found['cpu']:7.2f} + {found['cpu_others']:6.2f} s CPU, "
            line += f"{found['memory_mb']:6.0f} + {found['memory_others_mb']:4.0f} MB {found['events']:8,.0f} events"
            line += "" if found["hash"] == rounds[0]["hash"] else "  NOT THE SAME"
            if before is not None and jobs == options.jobs[0]:
                grown = math.log(found["cpu"] / before["cpu"]) / math.log(found["claims"] / before["claims"])
                line += f"   exponent {grown:.2f}"
            print(line, flush=True)
        before = rounds[0]
    return 0 if all(found["hash"] == rounds[0]["hash"] for found in rounds) else 1


def _in_a_process(claims: int, jobs: int, record: str | None) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.reconciliation", "--worker", str(claims), "--jobs", str(jobs)]
    command += ["--record", record] if record else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(claims: int, jobs: int, record: str | None) -> dict[str, Any]:
    from dateline.batch.bringing import processes
    from dateline.reconciliation import here, reconcile

    readings = _kept(record) if record else list(reports(claims))
    wall, start = time.perf_counter(), time.process_time()
    with nullcontext(here) if jobs == 1 else processes(jobs) as spread:
        made = reconcile(readings, (), spread)
    wall, spent = time.perf_counter() - wall, time.process_time() - start
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "claims": sum(len(reading.claims) for reading in readings),
        "wall": wall,
        "cpu": spent,
        "cpu_others": others.ru_utime + others.ru_stime,
        "memory_mb": own.ru_maxrss / 1024,
        "memory_others_mb": others.ru_maxrss / 1024,
        "events": len(made.events),
        "hash": hashlib.sha256(repr(made).encode()).hexdigest(),
    }


def _kept(record: str) -> Sequence[ReportClaims]:
    from dateline.record import open_record

    with open_record(record, create=False, read_only=True) as opened:
        return opened.snapshot().readings


def reports(claims: int) -> Iterator[ReportClaims]:
    """Reports with `claims` claims in all. The war grows with their number: more months and places, not more a day."""
    chance = random.Random(claims)
    happenings = [_happening(chance, number, claims) for number in range(claims // 3)]
    told: list[int] = []
    for number in range(len(happenings)):
        told += [number] * chance.choice((1, 1, 2, 2, 3, 6))
    told = sorted(told[:claims], key=lambda n: (happenings[n]["day"], chance.random()))
    for number, at in enumerate(range(0, len(told), _CLAIMS_A_REPORT)):
        yield _report(chance, number, [happenings[n] for n in told[at : at + _CLAIMS_A_REPORT]])


def _happening(chance: random.Random, number: int, claims: int) -> dict[str, object]:
    return {
        "number": number,
        "type": chance.choice(_TYPES),
        "day": chance.randrange(30 + claims // 40),
        "place": chance.randrange(50 + claims // 50),
        "sides": chance.sample(range(8 + claims // 500), 2),
        "killed": chance.choice((0, 0, 1, 2, 3, 5, 8, 13, 40)),
    }


def _report(chance: random.Random, number: int, happenings: list[dict[str, object]]) -> ReportClaims:
    name = f"r{number:07}"
    entities: dict[str, Entity] = {}
    outlet = f"Outlet {chance.randrange(40)}"
    told = [_claim(chance, name, at, one, outlet, entities) for at, one in enumerate(happenings)]
    newest = max(int(str(one["day"])) for one in happenings)
    words = fold(" ".join(claim.sentence.quote for claim in told)).split()
    return ReportClaims(
        report=name,
        file=f"{name}.txt",
        outlet=Outlet(outlet, "header"),
        published=Published((_FIRST + timedelta(newest + 1)).isoformat(), "header"),
        dateline=None,
        entities=tuple(entities.values()),
        statements=(),
        claims=tuple(told),
        shingles=sample(words),
        sentences=tuple(SentenceText(claim.sentence.start, claim.sentence.quote) for claim in told),
    )


def _claim(
    chance: random.Random, report: str, at: int, one: dict[str, object], outlet: str, entities: dict[str, Entity]
) -> Claim:
    place, day = int(str(one["place"])), int(str(one["day"]))
    wire = chance.random() < 0.2
    manner = "the same words" if wire else f"words {chance.randrange(10**6)} and {chance.randrange(10**6)}"
    what = f"side {one['sides']} acted in happening {one['number']}"
    text = f"At place {place} on day {day} {what}, it is told here in {manner}"
    span = Evidence(report, at * 200, at * 200 + len(text), text)
    actor, recipient = (_who(side, entities) for side in one["sides"])  # type: ignore[attr-defined]
    iso = (_FIRST + timedelta(day)).isoformat()
    killed = int(str(one["killed"]))
    harms = (Harm(HarmKind.KILLED, killed, killed, str(killed), evidence=(span,)),) if killed else ()
    lat, lon = -40 + (place * 7919 % 8000) / 100, -80 + (place * 104729 % 16000) / 100
    speaker = (Link(LinkRole.SPEAKER, actor.name, actor.entity),) if chance.random() < 0.5 else ()
    return Claim(
        id=f"c{at}",
        report=report,
        type=one["type"],  # type: ignore[arg-type]
        modality=Modality.OCCURRED,
        certainty=Certainty.CERTAIN,
        chain=(*speaker, Link(LinkRole.OUTLET, outlet)),
        sentence=span,
        trigger=span,
        rule="generated",
        actors=(actor,),
        recipients=(recipient,),
        place=Place(f"Place {place}", PlacePrecision.EXACT, f"geonames:{place + 1}", lat, lon, "SYR", None),
        time=Time(iso, iso, TimePrecision.DAY),
        harms=harms,
    )


def _who(side: int, entities: dict[str, Entity]) -> ActorRef:
    name = f"{_letters(side)} {_SIDES[side % len(_SIDES)].title()}"
    if name not in entities:
        entities[name] = Entity(
            f"e{len(entities)}", EntityKind.ORGANIZATION, name, (name,), country="SYR", sector="REB"
        )
    return ActorRef(name, entities[name].id, "SYR", "REB")


def _letters(number: int) -> str:
    """A made-up word for a number, unlike those of its neighbours."""
    syllables = ("ka", "lo", "mi", "ne", "su", "ta", "ro", "vi", "du", "pa", "ze", "gi", "ho", "bu", "fe", "ya")
    found = ""
    for _ in range(3):
        number, at = divmod(number * 7 + 3, 16)
        found += syllables[at]
    return found.title()


if __name__ == "__main__":
    sys.exit(main())
