"""The brief's two drawings, as plain data for the template: a map and a timeline, in SVG units.

The window on the basemap serves the figures of the pages too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dateline.model import Event, Modality, PlacePrecision
from dateline.reference.basemap import Outline, load_basemap

MAP_WIDTH, MAP_HEIGHT = 960, 480
TIMELINE_WIDTH, LANE_HEIGHT, LEFT = 960, 26, 120
MARGIN_DEGREES = 1.5
LEAST_SPAN_DEGREES = 6.0
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
        middle_x, middle_y = (self.west + self.east) / 2, (self.south + self.north) / 2
        x = self.width / 2 + (lon - middle_x) * self.shrink * self.scale
        y = self.height / 2 - (lat - middle_y) * self.scale
        return round(x, 1), round(y, 1)


def draw_map(events: Sequence[Event]) -> Map | None:
    """A map around the events that have coordinates, or None when none has."""
    spots: dict[tuple[float, float], list[Event]] = {}
    for event in events:
        if event.place and event.place.lat is not None and event.place.lon is not None:
            spots.setdefault((round(event.place.lat, 3), round(event.place.lon, 3)), []).append(event)
    if not spots:
        return None
    frame = frame_around([lat for lat, _ in spots], [lon for _, lon in spots])
    outlines = [outline for outline in load_basemap() if _in_view(outline, frame)]
    return Map(
        MAP_WIDTH,
        MAP_HEIGHT,
        tuple((outline.name, _path(outline, frame)) for outline in outlines),
        names_in_view(outlines, frame),
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


def _in_view(outline: Outline, frame: Frame) -> bool:
    return any(ring_in_view(ring, frame) for ring in outline.rings)


def ring_in_view(ring: Sequence[tuple[float, float]], frame: Frame) -> bool:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    slack = (frame.east - frame.west) / 2
    return (
        max(lons) > frame.west - slack
        and min(lons) < frame.east + slack
        and max(lats) > frame.south - slack
        and min(lats) < frame.north + slack
    )


def _path(outline: Outline, frame: Frame) -> str:
    parts = []
    for ring in outline.rings:
        if ring_in_view(ring, frame):
            points = list(thinned([frame.project(lon, lat) for lon, lat in ring], frame))
            if len(points) > 2:
                parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(parts)


def thinned(points: Sequence[tuple[float, float]], frame: Frame) -> Iterator[tuple[float, float]]:
    """An outline without the points that nobody could tell from the one before; fewer still out of view."""
    last = points[0]
    yield last
    for point in points[1:]:
        inside = -40 < point[0] < frame.width + 40 and -40 < point[1] < frame.height + 40
        if math.dist(point, last) >= (STEP if inside else STEP_OUTSIDE):
            yield point
            last = point


def names_in_view(outlines: Sequence[Outline], frame: Frame) -> tuple[tuple[float, float, str], ...]:
    """Country names, each where the most of its largest ring is in view beside it."""
    found = []
    for outline in outlines:
        ring = [frame.project(lon, lat) for lon, lat in max(outline.rings, key=len)]
        top, bottom = max(min(y for _, y in ring), 0), min(max(y for _, y in ring), frame.height)
        if bottom - top < 24:
            continue
        stretches = [
            (right - left, -abs(part - 4), (left + right) / 2, y)
            for part in range(1, 8)
            for y in (top + (bottom - top) * part / 8 + 0.05,)
            for left, right in _inside(ring, y, frame.width)
        ]
        longest = max(stretches, default=None)
        if longest is not None and longest[0] > 8 * len(outline.name):
            _, _, x, y = longest
            found.append((round(x, 1), round(y, 1), outline.name))
    return tuple(found)


def _inside(ring: Sequence[tuple[float, float]], y: float, width: float) -> list[tuple[float, float]]:
    """Where a horizontal line at `y` lies within a ring, from 0 to the width."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )
    clipped = [min(max(x, 0.0), width) for x in crossings]
    return list(zip(clipped[::2], clipped[1::2], strict=False))


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
