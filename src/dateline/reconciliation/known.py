"""What was known when: the readings of a moment, and how one event's account moved as reports came in.

Two clocks: when a report was published, and when it was read into the record. A report whose publication time is
unknown was known at no publication moment: it is left out of such a view and counted, never dated by a guess.
"""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import HarmKind, Moment, Place, ReportClaims, Time, Toll
from dateline.model.decision import instant
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
    if day is None and not {"T", "t", " "}.intersection(text):
        if "W" in text:
            raise ValueError(f"{text!r} is a week")
        day = dt.date.fromisoformat(text).toordinal()
    if day is not None:
        return dt.datetime.combine(dt.date.fromordinal(day), dt.time.max, dt.UTC)
    return instant(text)


def account_of(nodes: Sequence[Node], sources: Sources, *, prolonged: bool) -> tuple[Moment, ...]:
    """How the account moved: a moment for each day of publication on which something of it changed.

    Where it moved on very many days, the first of them and the last day are told. Empty where all reports are of one
    day or none has a day: then nothing moved.
    """
    by_day: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.news_day is not None:
            by_day[node.news_day].append(node)
    days = sorted(by_day)
    if len(days) < 2:
        return ()
    told = _Told(sources, prolonged=prolonged)
    moments: list[Moment] = []
    reports: set[str] = set()
    new: set[str] = set()  # since the last moment
    left_out = 0
    for day in days:
        told.add(by_day[day])
        new |= {n.claim.report for n in by_day[day]} - reports
        reports |= new
        if len(moments) == _MOST_MOMENTS - 1 and day != days[-1]:
            left_out += 1
            continue
        moment = told.moment(iso_day(day), len(reports))
        if changed := _changed(moments[-1] if moments else None, moment):
            moments.append(replace(moment, new=tuple(sorted(new)), changed=changed, left_out=left_out))
            new = set()
    return tuple(moments) if len(moments) > 1 else ()


class _Told:
    """What is told by a day. Only that is read again which newly told claims can move."""

    def __init__(self, sources: Sources, *, prolonged: bool) -> None:
        self._sources = sources
        self._prolonged = prolonged
        self._nodes: list[Node] = []
        self._of_kind: dict[HarmKind, list[Node]] = {}
        self._of_text: dict[str, list[Node]] = {}
        self._origins: dict[str, tuple[str, ...]] = {}  # text → keys of the origins that speak there
        self._tolls: dict[HarmKind, Toll | None] = {}
        self._time: Time | None = None
        self._place: Place | None = None
        self._new: list[Node] = []

    def add(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            insort(self._nodes, node, key=_order)
            for kind in dict.fromkeys(h.kind for h in node.claim.harms):
                insort(self._of_kind.setdefault(kind, []), node, key=_order)
            insort(self._of_text.setdefault(self._sources.text_of(node.claim), []), node, key=_order)
        self._new += nodes

    def moment(self, day: str, reports: int) -> Moment:
        """The moment of a day, but for what is new in it."""
        for text in dict.fromkeys(self._sources.text_of(n.claim) for n in self._new):
            found = origins(self._of_text[text], self._sources, frozenset())
            self._origins[text] = tuple(origin.key for origin in found)
        for kind in dict.fromkeys(h.kind for n in self._new for h in n.claim.harms):
            self._tolls[kind] = read_toll(self._of_kind[kind], kind, self._sources)
        if self._time is None or any(n.claim.time is not None for n in self._new):
            self._time = time_of(self._nodes, self._sources, prolonged=self._prolonged)
        if any(n.place is not None for n in self._new):
            self._place = place_of([n for n in self._nodes if n.place is not None], self._sources)
        self._new = []
        return Moment(
            known=day,
            reports=reports,
            origins=len({key for keys in self._origins.values() for key in keys}),
            tolls=tuple(t for kind in HarmKind if (t := self._tolls.get(kind)) is not None),
            time=self._time,
            place=self._place,
            new=(),
            changed=(),
        )


def _order(node: Node) -> tuple[str, int, str]:
    return node.order


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
