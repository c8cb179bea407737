"""What was known when: the readings of a moment, and how one event's account moved as reports came in.

Two clocks: when a report was published, and when it was read into the record. A report whose publication time is
unknown was known at no publication moment: it is left out of such a view and counted, never dated by a guess.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import HarmKind, Moment, Place, ReportClaims, Time
from dateline.reconciliation.nodes import Node, iso_day, last_day
from dateline.reconciliation.origins import Sources, origins
from dateline.reconciliation.tolls import read_toll
from dateline.reconciliation.values import place_of, time_of

_MOST_MOMENTS = 60


def published_by(readings: Sequence[ReportClaims], moment: str) -> list[ReportClaims]:
    """The readings of reports published by a moment, an ISO 8601 day (all of it) or time (UTC where it names no zone).

    A report that gives a day alone counts from that day's end. Raises ValueError for what is no day or time.
    """
    until = latest_instant(moment)
    return [r for r in readings if r.published is not None and latest_instant(r.published.value) <= until]


def known_by(moments: Mapping[str, str], moment: str) -> set[str]:
    """The keys whose moments are no later than another one. Raises ValueError for what is no day or time."""
    until = latest_instant(moment)
    return {key for key, known in moments.items() if latest_instant(known) <= until}


def latest_instant(text: str) -> dt.datetime:
    """The last instant that an ISO year, month or day, or a time, may mean; UTC where it names no zone.

    Raises ValueError.
    """
    day = last_day(text) if len(text) <= len("2031-03-05") else None
    if day is not None:
        return dt.datetime.combine(dt.date.fromordinal(day), dt.time.max, dt.UTC)
    found = dt.datetime.fromisoformat(text)
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)


def account_of(nodes: Sequence[Node], sources: Sources, *, prolonged: bool) -> tuple[Moment, ...]:
    """How the account moved: a moment for each day of publication on which something of it changed.

    Empty where all reports are of one day or none has a day: then nothing moved.
    """
    by_day: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.news_day is not None:
            by_day[node.news_day].append(node)
    if len(by_day) < 2:
        return ()
    moments: list[Moment] = []
    known: list[Node] = []
    seen: set[str] = set()
    new: set[str] = set()  # since the last moment
    for day in sorted(by_day):
        known = sorted([*known, *by_day[day]], key=lambda n: n.order)
        new |= {n.claim.report for n in by_day[day]} - seen
        seen |= new
        moment = _moment(iso_day(day), known, sources, prolonged=prolonged, new=new, reports=len(seen))
        changed = _changed(moments[-1] if moments else None, moment)
        if changed and len(moments) < _MOST_MOMENTS:
            moments.append(replace(moment, changed=changed))
            new = set()
    return tuple(moments) if len(moments) > 1 else ()


def _moment(
    day: str, known: Sequence[Node], sources: Sources, *, prolonged: bool, new: set[str], reports: int
) -> Moment:
    parties = frozenset(key for n in known for key in n.parties)
    return Moment(
        known=day,
        reports=reports,
        origins=len(origins(known, sources, parties)),
        tolls=tuple(t for kind in HarmKind if (t := read_toll(known, kind, sources)) is not None),
        time=time_of(known, sources, prolonged=prolonged),
        place=place_of(known, sources),
        new=tuple(sorted(new)),
        changed=(),
    )


def _changed(before: Moment | None, now: Moment) -> tuple[str, ...]:
    """The fields that moved since the moment before; of the first moment all that it has."""
    fields = {
        "time": (_days(before.time) if before else None, _days(now.time)),
        "place": (_spot(before.place) if before else None, _spot(now.place)),
        "origins": (before.origins if before else 0, now.origins),
    }
    moved = [name for name, (old, new) in fields.items() if old != new]
    old_tolls = {t.kind: (t.minimum, t.maximum, t.words) for t in before.tolls} if before else {}
    new_tolls = {t.kind: (t.minimum, t.maximum, t.words) for t in now.tolls}
    moved += [kind for kind in sorted({*old_tolls, *new_tolls}) if old_tolls.get(kind) != new_tolls.get(kind)]
    return tuple(moved)


def _days(time: Time | None) -> tuple[str | None, str | None] | None:
    return (time.start, time.end) if time is not None else None


def _spot(place: Place | None) -> str | None:
    return (place.id or place.name) if place is not None else None
