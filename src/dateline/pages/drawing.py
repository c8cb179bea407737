"""The brief's two drawings, as plain data for the template: a map and a timeline, in SVG units.

The window on the basemap serves the figures of the pages too.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from dateline.model import Event, Modality, PlacePrecision
from dateline.reference.basemap import Ring, load_basemap

MAP_WIDTH, MAP_HEIGHT = 960, 480
TIMELINE_WIDTH, LANE_HEIGHT, LEFT = 960, 26, 120
MARGIN_DEGREES = 1.5
LEAST_SPAN_DEGREES = 6.0
Points = Sequence[tuple[float, float]]
STEP, STEP_OUTSIDE = 0.6, 24.0  # pixels between two points of an outline


@dataclass(frozen=True, slots=True)
class Pin:
    """One spot on the map with the events at it. area: drawn as a dashed disc, because only a province is known."""

    x: float
    y: float
    radius: float
    label: str
    count: int
    event: str
    area: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Map:
    """paths: SVG path data of country outlines, with names. unlocated: how many events have no spot on it."""

    width: int
    height: int
    paths: tuple[tuple[str, str], ...]
    names: tuple[tuple[float, float, str], ...]
    pins: tuple[Pin, ...]
    unlocated: int


@dataclass(frozen=True)
class Frame:
    """An equirectangular window, its degrees of longitude shrunk by the cosine of its middle latitude.

    width, height: of the drawing that all of it fits into.
    """

    west: float
    south: float
    east: float
    north: float
    width: int = MAP_WIDTH
    height: int = MAP_HEIGHT

    @cached_property
    def scale(self) -> float:
        return min(self.width / ((self.east - self.west) * self.shrink), self.height / (self.north - self.south))

    @cached_property
    def shrink(self) -> float:
        return max(0.2, math.cos(math.radians((self.south + self.north) / 2)))

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        return self.project_all([(lon, lat)])[0]

    def project_all(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Of (longitude, latitude) pairs, where each is on the drawing."""
        middle_x, middle_y = (self.west + self.east) / 2, (self.south + self.north) / 2
        left, top, shrink, scale = self.width / 2, self.height / 2, self.shrink, self.scale
        return [
            (round(left + (lon - middle_x) * shrink * scale, 1), round(top - (lat - middle_y) * scale, 1))
            for lon, lat in points
        ]


def draw_map(events: Sequence[Event]) -> Map | None:
    """A map around the events that have coordinates, or None when none has."""
    spots: dict[tuple[float, float], list[Event]] = {}
    for event in events:
        if event.place and event.place.lat is not None and event.place.lon is not None:
            spots.setdefault((round(event.place.lat, 3), round(event.place.lon, 3)), []).append(event)
    if not spots:
        return None
    frame = frame_around([lat for lat, _ in spots], [lon for _, lon in spots])
    lands = list(lands_in_view(frame))
    return Map(
        MAP_WIDTH,
        MAP_HEIGHT,
        tuple((land.name, _path(land)) for land in lands),
        tuple((*land.named_at, land.name) for land in lands if land.named_at),
        tuple(_pin(frame, spot, there) for spot, there in sorted(spots.items(), key=lambda s: -len(s[1]))),
        sum(1 for event in events if not (event.place and event.place.lat is not None)),
    )


def frame_around(
    lats: Sequence[float], lons: Sequence[float], width: int = MAP_WIDTH, height: int = MAP_HEIGHT
) -> Frame:
    """Around the points with a margin, never narrower than a few degrees, so that a reader knows where it is."""
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    along = max(LEAST_SPAN_DEGREES, (max(lats) - min(lats)) * 1.2 + 2 * MARGIN_DEGREES)
    across = max(2 * LEAST_SPAN_DEGREES, (max(lons) - min(lons)) * 1.2 + 2 * MARGIN_DEGREES)
    return Frame(
        max(-180.0, middle_lon - across / 2),
        max(-85.0, middle_lat - along / 2),
        min(180.0, middle_lon + across / 2),
        min(85.0, middle_lat + along / 2),
        width,
        height,
    )


@dataclass(frozen=True, slots=True)
class Land:
    """A country on a drawing. lines: its rings in view, thinned. named_at: where there is room for its name."""

    name: str
    lines: tuple[Points, ...]
    named_at: tuple[float, float] | None


def lands_in_view(frame: Frame) -> Iterator[Land]:
    """The countries of which a ring is in view, by name."""
    for outline in load_basemap():
        seen = [ring for ring in outline.rings if _in_view(ring, frame)]
        if not seen:
            continue
        lines = [frame.project_all(ring.points) for ring in seen]
        thin = (tuple(_thinned(line, frame)) for line in lines)
        largest = max(outline.rings, key=lambda ring: len(ring.points))
        line = next((line for ring, line in zip(seen, lines, strict=True) if ring is largest), None)
        named_at = _room(len(outline.name), largest, line, frame) if line else None
        yield Land(outline.name, tuple(points for points in thin if len(points) > 2), named_at)


def _in_view(ring: Ring, frame: Frame) -> bool:
    slack = (frame.east - frame.west) / 2
    return (
        ring.east > frame.west - slack
        and ring.west < frame.east + slack
        and ring.north > frame.south - slack
        and ring.south < frame.north + slack
    )


def _path(land: Land) -> str:
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z" for points in land.lines)


def _thinned(points: Points, frame: Frame) -> Iterator[tuple[float, float]]:
    """An outline without the points that nobody could tell from the one before; fewer still out of view."""
    last = points[0]
    yield last
    right, bottom, dist = frame.width + 40, frame.height + 40, math.dist
    for point in points:
        apart = dist(point, last)
        if apart >= STEP and (apart >= STEP_OUTSIDE or (-40 < point[0] < right and -40 < point[1] < bottom)):
            yield point
            last = point


def _room(letters: int, ring: Ring, line: Points, frame: Frame) -> tuple[float, float] | None:
    """Where the most of a ring is in view side by side, if a name fits in there. line: the ring as it is drawn."""
    (_, highest), (_, lowest) = frame.project(0, ring.north), frame.project(0, ring.south)
    top, bottom = max(highest, 0), min(lowest, frame.height)
    if bottom - top < 24:
        return None
    rows = [top + (bottom - top) * part / 8 + 0.05 for part in range(1, 8)]
    stretches = [
        (right - left, -abs(part - 4), (left + right) / 2, rows[part - 1])
        for part, within in enumerate(_inside(line, rows, frame.width), start=1)
        for left, right in within
    ]
    longest = max(stretches, default=None)
    if longest is None or longest[0] <= 8 * letters:
        return None
    _, _, x, y = longest
    return round(x, 1), round(y, 1)


def _inside(line: Points, rows: Sequence[float], width: float) -> Iterator[list[tuple[float, float]]]:
    """Where each of some horizontal lines, the upper first, lies within a ring, from 0 to the width."""
    crossings: list[list[float]] = [[] for _ in rows]
    above = [bisect_left(rows, y) for _, y in line]  # how many of the rows
    for at, (one, two) in enumerate(pairwise([*above, above[0]])):
        if one != two:
            (x1, y1), (x2, y2) = line[at], line[(at + 1) % len(line)]
            for number in range(min(one, two), max(one, two)):
                crossings[number].append(x1 + (rows[number] - y1) / (y2 - y1) * (x2 - x1))
    for found in crossings:
        clipped = [min(max(x, 0.0), width) for x in sorted(found)]
        yield list(zip(clipped[::2], clipped[1::2], strict=False))


def _pin(frame: Frame, spot: tuple[float, float], events: list[Event]) -> Pin:
    lat, lon = spot
    x, y = frame.project(lon, lat)
    first = events[0]
    assert first.place is not None
    area = all(e.place and e.place.precision in (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY) for e in events)
    names = Counter(e.place.name for e in events if e.place)
    count = f" ({len(events)} events)" if len(events) > 1 else ""
    return Pin(
        x=x,
        y=y,
        radius=round((16 if area else 5) + 2.5 * math.sqrt(len(events)), 1),
        label=f"{names.most_common(1)[0][0]}{count}",
        count=len(events),
        event=first.id,
        area=area,
        disputed=any(e.disputes for e in events),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One event on the timeline: a dot, or a bar where it lasted."""

    x: float
    y: float
    width: float
    label: str
    event: str
    disputed: bool
    ground: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """lanes: (y, PLOVER type). ticks: (x, day). undrawn: how many events have no full date, or are only recalled."""

    width: int
    height: int
    lanes: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    undrawn: int


def draw_timeline(events: Sequence[Event]) -> Timeline | None:
    """A lane for each event type over the days that have a year, or None when no event has one."""
    dated = [(event, days) for event in _news(events) if (days := _days(event)) is not None]
    if not dated:
        return None
    first, last = min(d[0] for _, d in dated), max(d[1] for _, d in dated)
    span = max((last - first).days + 1, 3)
    unit = (TIMELINE_WIDTH - LEFT - 20) / span
    types = list(dict.fromkeys(event.type.value for event, _ in sorted(dated, key=lambda d: d[0].type.value)))
    lane = {name: 14 + LANE_HEIGHT * at for at, name in enumerate(types)}
    crowd: Counter[tuple[str, int]] = Counter()
    bars = []
    for event, (start, end) in sorted(dated, key=lambda d: (d[1], d[0].id)):
        at = (start - first).days
        shift = crowd[(event.type.value, at)] % 4
        crowd[(event.type.value, at)] += 1
        bars.append(
            Bar(
                x=round(LEFT + at * unit + min(shift * 9, unit * 0.7), 1),
                y=lane[event.type.value],
                width=round(max(((end - start).days + 1) * unit - 4, 8) if end > start else 8, 1),
                label=event.summary or event.type.value,
                event=event.id,
                disputed=bool(event.disputes),
                ground=event.modality.on_the_ground,
            )
        )
    step = max(1, math.ceil(span / 12))
    ticks = tuple(
        (round(LEFT + day * unit, 1), (first + timedelta(days=day)).isoformat()) for day in range(0, span, step)
    )
    height = 14 + LANE_HEIGHT * len(types) + 18
    lanes = tuple((y, name) for name, y in lane.items())
    return Timeline(TIMELINE_WIDTH, height, lanes, ticks, tuple(bars), len(events) - len(dated))


def _news(events: Sequence[Event]) -> list[Event]:
    """Without what the reports only recall, so that a deal of years ago does not press the story into a corner."""
    told = [event for event in events if event.modality is not Modality.HISTORICAL]
    return told if any(_days(event) for event in told) else list(events)


def _days(event: Event) -> tuple[date, date] | None:
    return whole_days(event.time.start, event.time.end) if event.time else None


def whole_days(start: str | None, end: str | None) -> tuple[date, date] | None:
    """First and last day; None for a time without a year, or no finer than a month."""
    if not start:
        return None
    try:
        first = date.fromisoformat(start)
        return first, max(first, date.fromisoformat(end or start))
    except ValueError:
        return None
