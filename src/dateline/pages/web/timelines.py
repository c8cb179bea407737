"""The timelines of the pages: a lane for each event type over the days, a mark for each event or bars where many."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from bokeh.models import (
    ColumnDataSource,
    DatetimeTicker,
    DatetimeTickFormatter,
    FixedTicker,
    Range1d,
    Scatter,
    Segment,
)
from bokeh.models.renderers import GlyphRenderer
from bokeh.plotting import figure

from dateline.pages.web.looks import Look, plot
from dateline.record.lines import Tally

Period = Literal["day", "month", "year"]
DAY = 86_400_000.0  # milliseconds, as Bokeh counts time
_MARK = 10  # pixels across
_PITCH = 10.5  # pixels from one mark to the next above it
_LANE, _MOST_OF_LANE, _BAR_LANE = 28.0, 220.0, 46.0  # pixels
_NAMES = 84  # pixels for the names of the lanes
_LEAST_DAYS = 7
_BY_DAY, _BY_MONTH = 4, 120  # months that are shown by day, by month


@dataclass(frozen=True, slots=True)
class Lasting:
    """What is laid out: a type, and the first and last day as ordinals."""

    type: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A type; top and bottom in pixels from the top of the timeline, down negative."""

    type: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """lanes, and for each thing in the order given: the moment of its mark and its end in milliseconds, its height."""

    lanes: tuple[Lane, ...]
    places: tuple[tuple[float, float, float], ...]

    @property
    def height(self) -> float:
        return -self.lanes[-1].bottom


def main_days(days: Sequence[int]) -> tuple[int, int]:
    """The days that most fall into (not empty): without the outermost hundredth on either side where it is far off."""
    ordered = sorted(days)
    cut = len(ordered) // 100
    first, last = ordered[0], ordered[-1]
    low, high = ordered[cut], ordered[-1 - cut]
    length = max(high - low, _LEAST_DAYS)
    first = low if low - first > length else first
    last = high if last - high > length else last
    spare = max(_LEAST_DAYS - (last - first + 1), 0)
    return first - spare // 2, last + (spare + 1) // 2


def lay_out(things: Sequence[Lasting], first: int, last: int, look: Look) -> Layout:
    """Each on the lowest level of its lane where it touches no other, days beside each other where they are wide.

    Within its day a mark has no time: several of a day stand side by side there.
    """
    unit = (look.width - _NAMES) / (last - first + 2)
    columns = max(int((unit - 1) // _MARK), 1)
    levels: dict[str, list[float]] = {}
    found: dict[int, tuple[str, int, float]] = {}
    for n in sorted(range(len(things)), key=lambda n: (things[n].first, -things[n].last, n)):
        thing = things[n]
        start, end = (thing.first - first) * unit, (thing.last + 1 - first) * unit
        at, level = _free(levels.setdefault(thing.type, []), start, columns)
        levels[thing.type][level] = max(at + _MARK, end if thing.last > thing.first else 0)
        found[n] = thing.type, level, (at + _MARK / 2) / unit if columns > 1 else thing.first - first + 0.5
    lanes, pitches = _lanes({type_: len(levels[type_]) for type_ in sorted(levels)})
    bottoms = {lane.type: lane.bottom for lane in lanes}
    places = []
    for n, thing in enumerate(things):
        type_, level, days = found[n]
        y = bottoms[type_] + _LANE / 2 + level * pitches[type_]
        places.append((moment(first) + days * DAY, moment(thing.last) + 0.9 * DAY, round(y, 1)))
    return Layout(lanes, tuple(places))


def _free(levels: list[float], start: float, columns: int) -> tuple[float, int]:
    """Where a mark of the day that begins at `start` fits first, in pixels, and on which level."""
    begin = start + 1
    for level, taken in enumerate(levels):
        column = max(-int(-(taken - begin) // _MARK), 0)
        if column < columns:
            return begin + column * _MARK, level
    levels.append(0.0)
    return begin, len(levels) - 1


def _lanes(levels: dict[str, int]) -> tuple[tuple[Lane, ...], dict[str, float]]:
    top, lanes, pitches = 0.0, [], {}
    for type_, number in levels.items():
        pitch = min(_PITCH, (_MOST_OF_LANE - _LANE) / max(number - 1, 1))
        height = _LANE + (number - 1) * pitch
        lanes.append(Lane(type_, -top, -(top + height)))
        pitches[type_] = pitch
        top += height
    return tuple(lanes), pitches


def timeline(lanes: Sequence[Lane], first: int, last: int, look: Look, all_days: tuple[int, int]) -> figure:
    """An empty timeline with its lanes. all_days: the first and the last day that have marks, however far off."""
    height = -lanes[-1].bottom
    start, end = moment(first) - 0.5 * DAY, moment(last) + 1.5 * DAY
    length = end - start
    made = plot(
        look,
        round(height) + 58,
        x_range=Range1d(
            start=start,
            end=end,
            bounds=(min(start - length, moment(all_days[0]) - DAY), max(end + length, moment(all_days[1]) + 2 * DAY)),
            min_interval=_LEAST_DAYS * DAY,
        ),
        y_range=Range1d(start=-height, end=0.0, bounds=(-height, 0.0)),
        x_axis_type="datetime",
    )
    made.xaxis.formatter = DatetimeTickFormatter(
        hours="%d %b", days="%d %b %Y" if not look.narrow else "%d %b", months="%b %Y", years="%Y", hide_repeats=True
    )
    made.xaxis.ticker = DatetimeTicker(desired_num_ticks=3 if look.narrow else 8)
    made.xaxis.major_tick_line_color = look.colours.line
    middles = [round((lane.top + lane.bottom) / 2, 1) for lane in lanes]
    made.yaxis.ticker = FixedTicker(ticks=middles)
    made.yaxis.major_label_overrides = dict(zip(middles, (lane.type for lane in lanes), strict=True))
    made.yaxis.major_label_text_font_size = "11px"
    made.min_border_left = _NAMES  # from the first painting on, or Bokeh leaves traces of it at the edge
    made.ygrid.ticker = FixedTicker(ticks=[lane.bottom for lane in lanes])
    made.ygrid.grid_line_color = look.colours.line
    made.xgrid.grid_line_color = look.colours.line
    made.xgrid.grid_line_alpha = 0.5
    return made


def put_marks(made: figure, source: ColumnDataSource, look: Look) -> GlyphRenderer[Any]:
    """The events of a source by its columns t, until, y, marker, inside, edge: a mark, a line as long as it lasted."""
    colours = look.colours
    made.add_glyph(
        source,
        Segment(x0="t", y0="y", x1="until", y1="y", line_color=colours.mark, line_width=4, line_alpha=0.35),
        selection_glyph=None,
        nonselection_glyph=Segment(
            x0="t", y0="y", x1="until", y1="y", line_color=colours.mark, line_width=4, line_alpha=0.1
        ),
    )
    mark: dict[str, Any] = {
        "x": "t",
        "y": "y",
        "marker": "marker",
        "angle": "angle",
        "size": "width",
        "fill_color": colours.mark,
        "line_color": "edge",
        "line_width": 1.6,
    }
    renderer: GlyphRenderer[Any] = made.add_glyph(
        source,
        Scatter(**mark, fill_alpha="inside"),
        selection_glyph=Scatter(**mark, fill_alpha="inside"),
        nonselection_glyph=Scatter(**mark, fill_alpha=0.1, line_alpha=0.25),
    )
    return renderer


# -- bars -------------------------------------------------------------------------------------------------------------


def period_for(months: Sequence[str]) -> Period:
    """What a bar should stand for, given the months (or days) that have events, not empty."""
    first, last = min(months), max(months)
    number = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return "day" if number <= _BY_DAY else "month" if number <= _BY_MONTH else "year"


def ends(period: str) -> tuple[int, int]:
    """First and last day of an ISO day, month or year, as ordinals."""
    year, month, day = (*(int(part) for part in period.split("-")), 0, 0)[:3]
    if day:
        return (only := date(year, month, day).toordinal()), only
    if month:
        return date(year, month, 1).toordinal(), date(year, month, calendar.monthrange(year, month)[1]).toordinal()
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def bar_lanes(types: Sequence[str]) -> tuple[Lane, ...]:
    return tuple(Lane(type_, -n * _BAR_LANE, -(n + 1) * _BAR_LANE) for n, type_ in enumerate(types))


def put_bars(
    made: figure,
    lanes: Sequence[Lane],
    tallies: Sequence[Tally],
    disputed: dict[tuple[str, str], int],
    told: Sequence[tuple[str, str, str]],
    look: Look,
) -> GlyphRenderer[Any]:
    """A bar for each period and type, its disputed part hatched; heights of one scale. told: what, told, address."""
    colours = look.colours
    most = max(tally.events for tally in tallies)
    bottoms = {lane.type: lane.bottom for lane in lanes}
    columns: dict[str, list[Any]] = {name: [] for name in ("left", "right", "bottom", "top", "disputed")}
    for tally in tallies:
        first, last = ends(tally.period)
        gap = 0.08 * (last + 1 - first) * DAY
        scale = (_BAR_LANE - 8) / most
        bottom = bottoms[tally.type]
        columns["left"].append(moment(first) + gap)
        columns["right"].append(moment(last + 1) - gap)
        columns["bottom"].append(bottom)
        columns["top"].append(bottom + max(tally.events * scale, 1.5))
        some = disputed.get((tally.period, tally.type), 0)
        columns["disputed"].append(bottom + max(some * scale, 1.5) if some else math.nan)
    source = ColumnDataSource(
        {
            **{name: np.array(numbers) for name, numbers in columns.items()},
            "what": [what for what, _, _ in told],
            "told": [more for _, more, _ in told],
            "address": [address for *_, address in told],
        }
    )
    shape: dict[str, Any] = {"left": "left", "right": "right", "bottom": "bottom", "source": source}
    bars: GlyphRenderer[Any] = made.quad(top="top", fill_color=colours.mark, line_color=None, fill_alpha=0.8, **shape)
    over = made.quad(
        top="disputed",
        fill_color=colours.paper,
        fill_alpha=0.6,
        line_color=colours.dispute,
        hatch_pattern="right_diagonal_line",
        hatch_color=colours.dispute,
        hatch_scale=6,
        **shape,
    )
    for renderer in (bars, over):
        renderer.selection_glyph = renderer.nonselection_glyph = None
    return bars


def moment(day: int) -> float:
    """Midnight of an ordinal day."""
    return (day - date(1970, 1, 1).toordinal()) * DAY
