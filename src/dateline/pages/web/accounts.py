"""One event: the places that its claims name, and how its tolls moved as reports came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bokeh.layouts import column
from bokeh.models import (
    BasicTicker,
    ColumnDataSource,
    DatetimeTicker,
    DatetimeTickFormatter,
    LayoutDOM,
    NumeralTickFormatter,
    Range1d,
)
from bokeh.models.annotations import Title
from bokeh.plotting import figure

from dateline.model import Claim, Event, HarmKind, Moment, Place, Toll
from dateline.pages.web import maps
from dateline.pages.web.looks import FONT, FONT_NAMES, LETTER, Look, counted, give_tools, plain, plot, tells, written
from dateline.pages.web.maps import Spot
from dateline.pages.web.timelines import DAY, moment
from dateline.pages.wording import how_many

_NAMES_TOLD = 6
_MOST_KINDS = 4
_MAP_PART = 0.75
_PANEL = 124  # pixels that a kind of harm takes
_AXIS = 50  # pixels for the numbers at its side
_LABEL_ROOM = 1.35  # of the largest figure, so that its label fits above


def event(happening: Event, claims: Sequence[Claim], named: Callable[[str], str], look: Look) -> str:
    """named: gives a report's outlet and day by its ID."""
    spots = _places(happening, claims, named)
    plots: list[figure] = []
    label, notes = [], []
    if spots:
        drawn = maps.draw(maps.window([(spot.lat, spot.lon) for spot in spots], look, _MAP_PART), spots, look)
        tells(drawn.plot, [drawn.spots])
        give_tools(drawn.plot, look)
        plots.append(drawn.plot)
        names = ", ".join(f"{spot.what}" for spot in spots)
        label.append(f"A map of {counted(len(spots), 'place')} named by the claims: {names}.")
        notes.append(_map_note(spots, len(claims) - sum(spot.number for spot in spots)))
    panels = _account(happening.account, look)
    if panels:
        plots += panels
        kinds = _kinds(happening.account)
        label.append(f"How the account moved over {counted(len(happening.account), 'day')} of reports: ")
        label[-1] += "; ".join(_moves(happening.account, kind) for kind in kinds) + "."
        notes.append("The toll as it stood after each day of reports, from its lowest to its highest figure.")
        tolls = [_toll(at, kind) for at in happening.account for kind in kinds]
        if any(toll is not None and toll.maximum is None for toll in tolls):
            notes[-1] += " Dotted: open upwards."
    if not plots:
        return ""
    layout: LayoutDOM = column(*plots, sizing_mode="stretch_width", spacing=6)
    return written(layout, "event", " ".join(label), notes)


def _places(happening: Event, claims: Sequence[Claim], named: Callable[[str], str]) -> list[Spot]:
    """A mark for each place with the claims that name it; faint where the event is put elsewhere."""
    there: dict[tuple[float, float, bool], list[Claim]] = {}
    for claim in claims:
        if (key := _key(claim.place)) is not None:
            there.setdefault(key, []).append(claim)
    chosen = _key(happening.place)
    if chosen is not None:
        there.setdefault(chosen, [])
    contested = any(dispute.field == "place" for dispute in happening.disputes)
    found = []
    for key, some in sorted(there.items()):
        place = some[0].place if some else happening.place
        assert place is not None
        who = list(dict.fromkeys(named(claim.report) for claim in some))
        more = len(who) - _NAMES_TOLD
        told = ", ".join(plain(one, 50) for one in who[:_NAMES_TOLD]) + (f" and {more} more" if more > 0 else "")
        what = f"{place.name} ({place.precision.value}): {counted(len(some), 'claim')}"
        found.append(
            Spot(*key, len(some), int(contested), what, told, label=place.name, faint=chosen not in (None, key))
        )
    return found


def _key(place: Place | None) -> tuple[float, float, bool] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return round(place.lat, 3), round(place.lon, 3), maps.is_area(place.precision.value)


def _map_note(spots: Sequence[Spot], elsewhere: int) -> str:
    parts = []
    if len(spots) > 1 and any(spot.faint for spot in spots):
        parts.append("Faint: places that other claims name.")
    if any(spot.area for spot in spots):
        parts.append("A dashed ring: only the province or area is known.")
    if elsewhere > 0:
        parts.append(f"{counted(elsewhere, 'claim')} without a place that can be put on a map.")
    return " ".join([*parts, maps.BORDERS])


# -- the account ------------------------------------------------------------------------------------------------------


def _kinds(account: Sequence[Moment]) -> list[str]:
    """The kinds of harm with a figure at some time, deaths first; of none that did not move in one day."""
    if len(account) < 2:
        return []
    counted_kinds = {toll.kind for m in account for toll in m.tolls if how_many(toll)}
    return [str(kind.value) for kind in HarmKind if kind.value in counted_kinds][:_MOST_KINDS]


def _toll(at: Moment, kind: str) -> Toll | None:
    return next((toll for toll in at.tolls if toll.kind == kind and how_many(toll)), None)


def _moves(account: Sequence[Moment], kind: str) -> str:
    """ "killed at least 12 by 2031-05-03, 12–30 by 2031-05-05" """
    parts: list[str] = []
    last = ""
    for at in account:
        toll = _toll(at, kind)
        if toll is not None and how_many(toll) != last:
            last = how_many(toll)
            parts.append(f"{last} by {at.known}")
    return f"{kind} {', '.join(parts)}"


def _account(account: Sequence[Moment], look: Look) -> list[figure]:
    kinds = _kinds(account)
    if not kinds:
        return []
    days = [moment(date.fromisoformat(at.known).toordinal()) for at in account]
    length = max(days[-1] + DAY - days[0], 3 * DAY)
    across = Range1d(
        start=days[0] - 0.04 * length,
        end=days[0] + 1.1 * length,
        bounds=(days[0] - length, days[0] + 2 * length),
        min_interval=3 * DAY,
    )
    ends = [*days[1:], days[0] + length]
    unit = (look.width - _AXIS) / (1.14 * length)
    return [_panel(account, kind, days, ends, across, unit, kind == kinds[-1], look) for kind in kinds]


def _panel(
    account: Sequence[Moment],
    kind: str,
    days: Sequence[float],
    ends: Sequence[float],
    across: Range1d,
    unit: float,
    has_axis: bool,
    look: Look,
) -> figure:
    """The lowest and highest figure from each moment to the next; the number where it changed."""
    colours = look.colours
    steps = [(n, toll) for n, at in enumerate(account) if (toll := _toll(at, kind)) is not None]
    lows = [float(toll.minimum or 0) for _, toll in steps]
    highs = [float(_highest(toll)) for _, toll in steps]
    top = max(*highs, 1.0) * _LABEL_ROOM
    made = plot(
        look,
        _PANEL + (20 if has_axis else 0),
        x_range=across,
        y_range=Range1d(start=0, end=top, bounds=(0, top)),
        x_axis_type="datetime",
    )
    made.toolbar_location = None if not has_axis else "below"
    made.add_layout(
        Title(text=kind, text_font=FONT_NAMES, text_font_size="12px", text_color=colours.ink, standoff=2), "above"
    )
    thin = 0.012 * top  # a figure without a range is a line
    source = ColumnDataSource(
        {
            "left": [days[n] for n, _ in steps],
            "right": [ends[n] for n, _ in steps],
            "bottom": [low if high - low > thin else low - thin for low, high in zip(lows, highs, strict=True)],
            "top": [high if high - low > thin else high + thin for low, high in zip(lows, highs, strict=True)],
            "hatch": [" " if toll.maximum is not None else "dot" for _, toll in steps],
            "what": [f"{kind}: {how_many(toll)}" for _, toll in steps],
            "told": [_told(account[n]) for n, _ in steps],
        }
    )
    bands = made.quad(
        left="left",
        right="right",
        bottom="bottom",
        top="top",
        source=source,
        fill_color=colours.mark,
        fill_alpha=0.35,
        line_color=colours.mark,
        hatch_pattern="hatch",
        hatch_color=colours.mark,
    )
    assert isinstance(across.end, float)
    _figures(made, steps, highs, days, across.end, unit, look)
    made.yaxis.ticker = BasicTicker(desired_num_ticks=2, min_interval=1, num_minor_ticks=0)
    made.yaxis.formatter = NumeralTickFormatter(format="0,0")
    made.min_border_left = _AXIS
    made.min_border_bottom = 8
    made.ygrid.grid_line_color = colours.line
    made.xaxis.visible = has_axis
    made.xaxis.ticker = DatetimeTicker(desired_num_ticks=3 if look.narrow else 8)
    made.xaxis.formatter = DatetimeTickFormatter(
        hours="%d %b", days="%d %b" if look.narrow else "%d %b %Y", months="%b %Y", years="%Y", hide_repeats=True
    )
    tells(made, [bands])
    if has_axis:
        give_tools(made, look, across_only=True)
    return made


def _highest(toll: Toll) -> int:
    return max(toll.minimum or 0, toll.maximum or 0, toll.highest or 0)


def _told(at: Moment) -> str:
    """ "by 2031-05-05: 4 reports, 2 origins · moved: killed" """
    moved = f" · moved: {', '.join(at.changed)}" if at.changed else ""
    return f"by {at.known}: {counted(at.reports, 'report')}, {counted(at.origins, 'origin')}{moved}"


def _figures(
    made: figure,
    steps: Sequence[tuple[int, Toll]],
    highs: Sequence[float],
    days: Sequence[float],
    end: float,
    unit: float,
    look: Look,
) -> None:
    """The figures above their bands, where they changed and there is room; the last one in any case.

    end: of the axis; a label that would reach beyond it ends there. unit: pixels of a millisecond.
    """
    shown: list[tuple[float, float, str]] = []
    last = ""
    for (n, toll), high in zip(steps, highs, strict=True):
        words = how_many(toll)
        if words != last:
            while shown and (days[n] - shown[-1][0]) * unit < LETTER * len(shown[-1][2]) + 6:
                shown.pop()
            shown.append((days[n], high, words))
            last = words
    beyond = [(end - x) * unit < LETTER * len(words) + 6 for x, _, words in shown]
    place: dict[str, Any] = {
        "x": [end if past else x for (x, _, _), past in zip(shown, beyond, strict=True)],
        "y": [y for _, y, _ in shown],
        "text_align": ["right" if past else "left" for past in beyond],
        "x_offset": [-3 if past else 3 for past in beyond],
    }
    made.text(
        text=[words for *_, words in shown],
        text_color=look.colours.ink,
        text_font=FONT,
        text_font_size="12px",
        text_baseline="bottom",
        y_offset=-3,
        **place,
    )
