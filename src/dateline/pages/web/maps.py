"""The maps of the pages: marks over the basemap, as exact as the texts are.

Coordinates of a plot are pixels of the drawing it is laid out for, up positive; so labels and marks can be kept apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from bokeh.models import ColumnDataSource, InlineStyleSheet, Scatter
from bokeh.models.renderers import GlyphRenderer
from bokeh.plotting import figure

from dateline.model import PlacePrecision
from dateline.pages.drawing import Frame, frame_around, lands_in_view
from dateline.pages.web.looks import FONT, LETTER, Look, fixed, plain, plot

BORDERS = "Borders are those of Natural Earth, de facto."
_AREAS = frozenset({PlacePrecision.PROVINCE.value, PlacePrecision.COUNTRY.value, PlacePrecision.UNKNOWN.value})
_LABELS_WIDE, _LABELS_NARROW = 12, 5
_CELL, _CELL_NARROW = 60, 55  # pixels of a cell in which places are drawn as one
_LINE = 15  # pixels that a line of a label is high
Box = tuple[float, float, float, float]


def is_area(precision: str | None) -> bool:
    """Whether only a province (or nothing so small) is known: never drawn as a pin."""
    return precision in _AREAS


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the map. number: how many it stands for. what, told: said at the pointer. label: drawn beside the mark.

    area: drawn as a dashed ring. disputed: how many of them are. faint: beside the point. drawn_at: where on the
    drawing, for a mark of several places, which is at none of them.
    """

    lat: float
    lon: float
    area: bool
    number: int
    disputed: int
    what: str
    told: str
    address: str = ""
    label: str = ""
    faint: bool = False
    drawn_at: tuple[float, float] | None = None

    @property
    def size(self) -> float:
        """Pixels across."""
        base = (11.0 if self.number < 2 else 16 + 7 * math.log10(self.number)) + (18 if self.area else 0)
        return round(base * (0.88 if self.disputed else 1) * (0.8 if self.faint else 1), 1)

    @property
    def reach(self) -> float:
        """Pixels from its middle to its outermost point."""
        return self.size * (0.71 if self.disputed else 0.5)


def window(spots: Sequence[tuple[float, float]], look: Look, part: float = 1.0) -> Frame:
    """Around (latitude, longitude) pairs; square on a phone. part: of the usual height."""
    height = round((look.width if look.narrow else look.width / 2) * part)
    return frame_around([lat for lat, _ in spots], [lon for _, lon in spots], look.width, height)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The plot, and its marks."""

    plot: figure
    spots: GlyphRenderer[Any]


def draw(frame: Frame, spots: Sequence[Spot], look: Look) -> Drawn:
    """The basemap with the marks, the larger ones below; those with an address can be tapped."""
    colours = look.colours
    made = plot(
        look,
        frame.height,
        aspect_ratio=frame.width / frame.height,
        x_range=fixed(0, frame.width),
        y_range=fixed(-frame.height, 0),
        x_axis_location=None,
        y_axis_location=None,
        toolbar_inner=True,
        frame_align=False,
    )
    made.background_fill_color, made.background_fill_alpha = colours.sea, 1
    tools = f".bk-OnOffButton, .bk-ClickButton {{ background-color: {colours.paper}; }}"
    made.toolbar.stylesheets = [*made.toolbar.stylesheets, InlineStyleSheet(css=tools)]
    xs, ys, names = _ground(frame)
    made.patch(xs, ys, fill_color=colours.land, line_color=colours.border, line_width=0.8, level="underlay")
    ordered = sorted(spots, key=lambda spot: (not spot.area, -spot.size, spot.lat, spot.lon, spot.what))
    at = [spot.drawn_at or position(frame, spot.lat, spot.lon) for spot in ordered]
    renderer = _marks(made, ordered, at, look)
    _numbers(made, ordered, at, look)
    taken = _labels(made, frame, ordered, at, look)
    _country_names(made, [name for name in names if not any(_overlap(_around(*name), box) for box in taken)], look)
    return Drawn(made, renderer)


def position(frame: Frame, lat: float, lon: float) -> tuple[float, float]:
    x, y = frame.project(lon, lat)
    return x, -y


def together(spots: Iterable[Spot], frame: Frame, look: Look, join: Callable[[Sequence[Spot]], Spot]) -> Iterator[Spot]:
    """Those in one cell of a grid over the drawing as one, inside the cell so that the marks lie apart."""
    cell = _CELL_NARROW if look.narrow else _CELL
    cells: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        x, y = position(frame, spot.lat, spot.lon)
        cells.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append(spot)
    for (column, row), some in sorted(cells.items()):
        if len(some) == 1:
            yield some[0]
        else:
            one = join(some)
            margin = min(one.reach + 1, cell / 2)
            x, y = (
                min(max(at, edge * cell + margin), (edge + 1) * cell - margin)
                for at, edge in zip(position(frame, one.lat, one.lon), (column, row), strict=True)
            )
            yield replace(one, drawn_at=(x, y))


Names = tuple[tuple[float, float, str], ...]
Numbers = npt.NDArray[np.float32]


@lru_cache(maxsize=32)
def _ground(frame: Frame) -> tuple[Numbers, Numbers, Names]:
    """The outlines in view, x apart from y, a gap between two; and the names of the countries."""
    xs, ys, names = [], [], []
    for land in lands_in_view(frame):
        for points in land.lines:
            xs += [x for x, _ in points] + [math.nan]
            ys += [-y for _, y in points] + [math.nan]
        if land.named_at:
            x, y = land.named_at
            names.append((x, -y, land.name))
    return np.array(xs, dtype=np.float32), np.array(ys, dtype=np.float32), tuple(names)


def _around(x: float, y: float, label: str) -> Box:
    half = LETTER * len(label) / 2
    return x - half, y - _LINE / 2, x + half, y + _LINE / 2


def _country_names(made: figure, names: Sequence[tuple[float, float, str]], look: Look) -> None:
    made.text(
        x=[x for x, _, _ in names],
        y=[y for _, y, _ in names],
        text=[name for *_, name in names],
        text_align="center",
        text_baseline="middle",
        text_color=look.colours.soft,
        text_alpha=0.8,
        text_font=FONT,
        text_font_size="11px",
        level="underlay",
    )


def _marks(made: figure, spots: Sequence[Spot], at: Sequence[tuple[float, float]], look: Look) -> GlyphRenderer[Any]:
    """Areas as dashed rings; a rhomb where claims are disputed, a disc else."""
    colours = look.colours
    source = ColumnDataSource(
        {
            "x": [x for x, _ in at],
            "y": [y for _, y in at],
            "size": [spot.size for spot in spots],
            "marker": ["square" if spot.disputed else "circle" for spot in spots],
            "angle": [math.pi / 4 if spot.disputed else 0.0 for spot in spots],
            "inside": [0.14 if spot.area else 0.35 if spot.faint else 0.9 for spot in spots],
            "dash": [[5, 3] if spot.area else [] for spot in spots],
            "edge": [
                colours.dispute if spot.disputed else colours.mark if spot.area or spot.faint else colours.paper
                for spot in spots
            ],
            "edge_width": [2.4 if spot.disputed else 1.8 if spot.area else 1.0 for spot in spots],
            "what": [plain(spot.what) for spot in spots],
            "told": [plain(spot.told, 400) for spot in spots],
            "address": [spot.address for spot in spots],
        }
    )
    glyph = Scatter(
        x="x",
        y="y",
        size="size",
        marker="marker",
        angle="angle",
        fill_color=colours.mark,
        fill_alpha="inside",
        line_color="edge",
        line_width="edge_width",
        line_dash="dash",
    )
    renderer: GlyphRenderer[Any] = made.add_glyph(source, glyph)
    renderer.selection_glyph = renderer.nonselection_glyph = None
    return renderer


def _numbers(made: figure, spots: Sequence[Spot], at: Sequence[tuple[float, float]], look: Look) -> None:
    """How many, in the middle of a mark that no later one lies upon."""
    shown = [
        n
        for n, spot in enumerate(spots)
        if spot.number > 1
        and all(math.dist(at[n], at[m]) > spots[m].reach + 6 for m in _near(at, n, 30) if m > n and at[m] != at[n])
    ]
    made.text(
        x=[at[n][0] for n in shown],
        y=[at[n][1] for n in shown],
        text=[f"{spots[n].number:,}" for n in shown],
        text_color=[look.colours.ink if spots[n].area or spots[n].faint else look.colours.on_mark for n in shown],
        text_align="center",
        text_baseline="middle",
        text_font=FONT,
        text_font_size="10.5px",
        text_font_style="bold",
    )


def _near(at: Sequence[tuple[float, float]], n: int, within: float) -> list[int]:
    points = np.asarray(at)
    return [int(m) for m in np.flatnonzero(np.abs(points - points[n]).max(axis=1) < within) if m != n]


def _labels(
    made: figure, frame: Frame, spots: Sequence[Spot], at: Sequence[tuple[float, float]], look: Look
) -> list[Box]:
    """Names beside the marks, those of the most first, where there is room. Gives what is taken now."""
    taken: list[Box] = [
        (x - spot.reach, y - spot.reach, x + spot.reach, y + spot.reach) for spot, (x, y) in zip(spots, at, strict=True)
    ]
    taken.append(_tools(frame))
    found: list[tuple[float, float, str]] = []
    order = sorted(range(len(spots)), key=lambda n: (spots[n].faint, -spots[n].number, spots[n].label, at[n]))
    most = _LABELS_NARROW if look.narrow else _LABELS_WIDE
    for n in order:
        spot, (x, y) = spots[n], at[n]
        label = plain(spot.label, 18 if look.narrow else 28)
        if not label or len(found) == most:
            continue
        width, off = LETTER * len(label), spot.reach + 4
        for left, low in (
            (x + off, y - _LINE / 2),
            (x - off - width, y - _LINE / 2),
            (x - width / 2, y + off),
            (x - width / 2, y - off - _LINE),
        ):
            box = (left, low, left + width, low + _LINE)
            inside = left >= 2 and box[2] <= frame.width - 2 and low >= -frame.height + 2 and box[3] <= -2
            if inside and not any(_overlap(box, other) for other in taken):
                found.append((left, low + _LINE / 2, label))
                taken.append(box)
                break
    made.text(
        x=[x for x, _, _ in found],
        y=[y for _, y, _ in found],
        text=[label for *_, label in found],
        text_color=look.colours.ink,
        text_baseline="middle",
        text_font=FONT,
        text_font_size="12px",
    )
    return taken


def _tools(frame: Frame) -> Box:
    """Where the tools lie over the map."""
    return (frame.width - 160.0, -34.0, float(frame.width), 0.0)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
