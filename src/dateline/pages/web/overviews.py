"""Map and timeline of many events: a mark for each, linked, or marks and bars that stand for several."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from bokeh.layouts import column
from bokeh.models import ColumnDataSource, LayoutDOM, Scatter
from bokeh.models.renderers import GlyphRenderer
from bokeh.plotting import figure

from dateline.model import Modality
from dateline.pages.drawing import Frame, whole_days
from dateline.pages.web import maps, timelines
from dateline.pages.web.looks import Addresses, Look, counted, events_told, give_tools, leads, plain, tells, written
from dateline.pages.web.maps import Spot
from dateline.record import EventFilter, Reader
from dateline.record.lines import Dot, Listing, PlaceCount, Tally

MOST_DOTS = 2_000
_MOST_PLACES = 5_000
_MOST_NEAR = 40
_NEAR_ENOUGH = 0.0005  # degrees around a place without a gazetteer ID
_NAMES_TOLD = 3


def overview(
    name: str,
    reader: Reader,
    asked: EventFilter,
    addresses: Addresses,
    look: Look,
    around: tuple[float, float] | None = None,
) -> str:
    """Map and timeline of the events asked for; "" when there is none of them, or none with a place or a day.

    around: latitude and longitude of a place; the map then shows faintly what else there is near it.
    """
    dots = reader.dots(asked, MOST_DOTS)
    if not dots.items:
        return ""
    make = _counts if dots.has_more else _each
    made = make(reader, asked, dots, addresses, look, around)
    if not made.plots:
        return ""
    layout: LayoutDOM = column(*made.plots, sizing_mode="stretch_width", spacing=8)
    return written(layout, name, made.label, made.notes)


@dataclass(frozen=True, slots=True)
class _Made:
    plots: tuple[figure, ...]
    label: str
    notes: tuple[str, ...]


# -- each event a mark ------------------------------------------------------------------------------------------------


def _each(
    reader: Reader,
    asked: EventFilter,
    listing: Listing[Dot],
    addresses: Addresses,
    look: Look,
    around: tuple[float, float] | None,
) -> _Made:
    dots = sorted(listing.items, key=lambda dot: (dot.start or "", dot.event))
    spots = _spots(dots, asked, addresses)
    source = ColumnDataSource(_common(dots, addresses, look))
    plots: list[figure] = []
    shapes = ["A rhomb: some of it is disputed."] if any(dot.disputed for dot in dots) else []
    if spots:
        frame, others = _window(reader, list(spots.values()), look, around, addresses)
        plots.append(_linked_map(source, dots, list(spots.values()), others, frame, look))
        shapes += _shapes([*spots.values(), *others])
    days = [whole_days(dot.start, dot.end) for dot in dots]
    dated = [(dot, day) for dot, day in zip(dots, days, strict=True) if day]
    if dated:
        plots.append(_linked_timeline(source, dots, days, look))
        if not all(Modality(dot.modality).on_the_ground for dot, _ in dated):
            shapes.append("Hollow on the timeline: said, planned or denied.")
        if any(last > first for _, (first, last) in dated):
            shapes.append("A line: it lasted, or the day is not known more exactly.")
    disputed = sum(bool(dot.disputed) for dot in dots)
    placed = sum(dot.lat is not None for dot in dots)
    firsts, lasts = [first for _, (first, _) in dated], [last for _, (_, last) in dated]
    return _Made(
        tuple(plots),
        _label(len(dots), disputed, len(spots), placed, firsts, lasts),
        _notes(shapes, len(dots) - placed, len(dots) - len(dated), bool(spots)),
    )


def _common(dots: Sequence[Dot], addresses: Addresses, look: Look) -> dict[str, Any]:
    colours = look.colours
    told = [_told(dot) for dot in dots]
    return {
        "event": [addresses.event(dot.event) for dot in dots],
        "what": [plain(dot.summary or dot.type) for dot in dots],
        "told": told,
        "marker": ["square" if dot.disputed else "circle" for dot in dots],
        "angle": [math.pi / 4 if dot.disputed else 0.0 for dot in dots],
        "width": [7.0 if dot.disputed else 8.0 for dot in dots],
        "inside": [0.9 if Modality(dot.modality).on_the_ground else 0.0 for dot in dots],
        "edge": [colours.dispute if dot.disputed else colours.mark for dot in dots],
    }


def _told(dot: Dot) -> str:
    """ "2031-05-03 · Herat (province) · 2 origins · disputed: killed, place" """
    parts = [_time(dot.start, dot.end)]
    if dot.place:
        parts.append(plain(dot.place, 60) + (f" ({dot.precision})" if maps.is_area(dot.precision) else ""))
    parts.append(counted(dot.origins, "origin"))
    if not Modality(dot.modality).on_the_ground:
        parts.append(dot.modality)
    if dot.disputed:
        parts.append(f"disputed: {', '.join(dot.disputed)}")
    return " · ".join(parts)


def _time(start: str | None, end: str | None) -> str:
    if not start:
        return "no date"
    return start if not end or end == start else f"{start} to {end}"


def _key(dot: Dot) -> tuple[float, float, bool] | None:
    if dot.lat is None or dot.lon is None:
        return None
    return round(dot.lat, 3), round(dot.lon, 3), maps.is_area(dot.precision)


def _spots(dots: Sequence[Dot], asked: EventFilter, addresses: Addresses) -> dict[tuple[float, float, bool], Spot]:
    """A mark for each place; it leads to its event, or to the list of several."""
    there: dict[tuple[float, float, bool], list[Dot]] = {}
    for dot in dots:
        if (key := _key(dot)) is not None:
            there.setdefault(key, []).append(dot)
    found = {}
    for (lat, lon, area), some in there.items():
        first, disputed = some[0], sum(bool(dot.disputed) for dot in some)
        name = first.place or "unnamed place"
        if len(some) == 1:
            what, told, address = first.summary or first.type, _told(first), addresses.event(first.event)
        else:
            what = f"{name}: {events_told(len(some), disputed)}"
            told = _time(some[0].start, some[-1].start) + (" · no place within it is known" if area else "")
            address = addresses.events(_at(asked, first.place_id, first.lat, first.lon))
        found[lat, lon, area] = Spot(lat, lon, area, len(some), disputed, what, told, address, name)
    return found


def _at(asked: EventFilter, place_id: str | None, lat: float | None, lon: float | None) -> EventFilter:
    if place_id is not None and ":" in place_id and asked.place is None:
        return replace(asked, place=place_id)
    assert lat is not None
    assert lon is not None
    off = _NEAR_ENOUGH
    return replace(asked, bbox=(round(lon - off, 5), round(lat - off, 5), round(lon + off, 5), round(lat + off, 5)))


def _linked_map(
    source: ColumnDataSource,
    dots: Sequence[Dot],
    spots: Sequence[Spot],
    others: Sequence[Spot],
    frame: Frame,
    look: Look,
) -> figure:
    """The marks of the places, and above them, unseen until it is chosen, each event."""
    drawn = maps.draw(frame, [*spots, *others], look)
    sizes = {(spot.lat, spot.lon, spot.area): spot.size for spot in spots}
    keys = [_key(dot) for dot in dots]
    at = [maps.position(frame, key[0], key[1]) if key else (np.nan, np.nan) for key in keys]
    source.data["x"] = np.array([x for x, _ in at])
    source.data["place_y"] = np.array([y for _, y in at])
    source.data["ring"] = [sizes[key] + 5 if key else 0.0 for key in keys]
    where: dict[str, Any] = {"x": "x", "y": "place_y", "size": "ring"}
    unseen = Scatter(**where, fill_alpha=0, line_alpha=0)
    ring: GlyphRenderer[Any] = drawn.plot.add_glyph(
        source,
        unseen,
        selection_glyph=Scatter(**where, fill_alpha=0, line_color=look.colours.ink, line_width=2.5),
        nonselection_glyph=unseen.clone(),
    )
    tells(drawn.plot, [drawn.spots])
    leads(drawn.plot, [drawn.spots])
    give_tools(drawn.plot, look, select=[ring])
    return drawn.plot


def _linked_timeline(
    source: ColumnDataSource, dots: Sequence[Dot], days: Sequence[tuple[date, date] | None], look: Look
) -> figure:
    dated = [n for n, day in enumerate(days) if day is not None]
    things = [
        timelines.Lasting(dots[n].type, day[0].toordinal(), day[1].toordinal())
        for n in dated
        if (day := days[n]) is not None
    ]
    news = [t.first for n, t in zip(dated, things, strict=True) if dots[n].modality != Modality.HISTORICAL.value]
    first, last = timelines.main_days(news or [thing.first for thing in things])
    layout = timelines.lay_out(things, first, last, look)
    made = timelines.timeline(
        layout.lanes, first, last, look, (min(t.first for t in things), max(t.last for t in things))
    )
    for name, at in (("t", 0), ("until", 1), ("y", 2)):
        values = np.full(len(dots), np.nan)
        values[dated] = [place[at] for place in layout.places]
        source.data[name] = values
    lasting = {n for n, thing in zip(dated, things, strict=True) if thing.last > thing.first}
    source.data["until"] = np.where([n in lasting for n in range(len(dots))], source.data["until"], source.data["t"])
    marks = timelines.put_marks(made, source, look)
    tells(made, [marks])
    leads(made, [marks], "event")
    give_tools(made, look, across_only=True, select=[marks])
    return made


# -- many events ------------------------------------------------------------------------------------------------------


def _counts(
    reader: Reader,
    asked: EventFilter,
    _: Listing[Dot],
    addresses: Addresses,
    look: Look,
    around: tuple[float, float] | None,
) -> _Made:
    only_disputed = replace(asked, disputed=True)
    may_be = asked.disputed is not False
    total = reader.counts(asked).total
    disputed = reader.counts(only_disputed).total if may_be else 0
    places = reader.map_places(asked, _MOST_PLACES)
    disputed_at = {_where(p): p.events for p in (reader.map_places(only_disputed, _MOST_PLACES) if may_be else ())}
    plots: list[figure] = []
    shapes = ["A rhomb: some of it is disputed."] if disputed else []
    if places:
        spots = [_counted(place, disputed_at.get(_where(place), 0), asked, addresses) for place in places]
        frame, others = _window(reader, spots, look, around, addresses)
        drawn = [*maps.together(spots, frame, look, _several(asked, addresses)), *others]
        plots.append(_clustered_map(drawn, frame, look))
        shapes += _shapes(drawn)
    tallies = [tally for tally in reader.timeline(asked, "month") if tally.period]
    dated = sum(tally.events for tally in tallies)
    if tallies:
        period = timelines.period_for([tally.period for tally in tallies])
        bars = [tally for tally in reader.timeline(asked, period) if tally.period]
        some = reader.timeline(only_disputed, period) if may_be else ()
        plots.append(_bars(bars, {(t.period, t.type): t.events for t in some}, asked, addresses, look))
        if disputed:
            shapes.append("Hatched: disputed.")
    if len(places) == _MOST_PLACES:
        shapes.append(f"Of the places the {_MOST_PLACES:,} with most events are drawn.")
    placed = sum(place.events for place in places)
    firsts = [date.fromordinal(timelines.ends(t.period)[0]) for t in tallies]
    lasts = [date.fromordinal(timelines.ends(t.period)[1]) for t in tallies]
    unplaced = 0 if len(places) == _MOST_PLACES else total - placed
    return _Made(
        tuple(plots),
        _label(total, disputed, len(places), placed, firsts, lasts),
        _notes(shapes, unplaced, total - dated, bool(places)),
    )


def _where(place: PlaceCount) -> tuple[Any, ...]:
    return place.place, place.place_id, place.country, place.lat, place.lon, place.precision


def _clustered_map(spots: Sequence[Spot], frame: Frame, look: Look) -> figure:
    drawn = maps.draw(frame, spots, look)
    tells(drawn.plot, [drawn.spots])
    leads(drawn.plot, [drawn.spots])
    give_tools(drawn.plot, look)
    return drawn.plot


def _counted(place: PlaceCount, disputed: int, asked: EventFilter, addresses: Addresses) -> Spot:
    name, area = place.place or "unnamed place", maps.is_area(place.precision)
    return Spot(
        place.lat,
        place.lon,
        area,
        place.events,
        disputed,
        f"{name}: {events_told(place.events, disputed)}",
        "no place within it is known" if area else "",
        addresses.events(_at(asked, place.place_id, place.lat, place.lon)),
        name,
    )


def _window(
    reader: Reader, spots: Sequence[Spot], look: Look, around: tuple[float, float] | None, addresses: Addresses
) -> tuple[Frame, list[Spot]]:
    """What the map shows, and the marks of the surroundings."""
    frame = maps.window([(spot.lat, spot.lon) for spot in spots] + ([around] if around else []), look)
    if around is None:
        return frame, []
    near = EventFilter(bbox=(frame.west, frame.south, frame.east, frame.north))
    known = {(round(spot.lat, 3), round(spot.lon, 3)) for spot in spots}
    return frame, [
        replace(_counted(place, 0, EventFilter(), addresses), faint=True)
        for place in reader.map_places(near, _MOST_NEAR)
        if (round(place.lat, 3), round(place.lon, 3)) not in known
    ]


def _several(asked: EventFilter, addresses: Addresses) -> Callable[[Sequence[Spot]], Spot]:
    """One mark for several places, where the most events of them are; it leads to the list of all of them."""

    def join(some: Sequence[Spot]) -> Spot:
        largest = max(some, key=lambda spot: (spot.number, spot.lat, spot.lon))
        events, disputed = sum(spot.number for spot in some), sum(spot.disputed for spot in some)
        areas = sum(spot.number for spot in some if spot.area)
        lats, lons = [spot.lat for spot in some], [spot.lon for spot in some]
        off = _NEAR_ENOUGH
        box = (min(lons) - off, min(lats) - off, max(lons) + off, max(lats) + off)
        names = sorted(some, key=lambda spot: (-spot.number, spot.label))[:_NAMES_TOLD]
        more = len(some) - len(names)
        told = ", ".join(plain(spot.label, 40) for spot in names) + (f" and {more} more" if more else "")
        return Spot(
            largest.lat,
            largest.lon,
            areas == events,
            events,
            disputed,
            f"{counted(len(some), 'place')}: {events_told(events, disputed)}",
            told + (f" · {areas:,} known by province only" if areas else ""),
            addresses.events(replace(asked, bbox=tuple(round(d, 5) for d in box))),  # type: ignore[arg-type]
            largest.label,
        )

    return join


def _bars(
    tallies: Sequence[Tally],
    disputed: dict[tuple[str, str], int],
    asked: EventFilter,
    addresses: Addresses,
    look: Look,
) -> figure:
    lanes = timelines.bar_lanes(sorted({tally.type for tally in tallies}))
    days = [timelines.ends(tally.period) for tally in tallies]
    spread = [first for (first, _), tally in zip(days, tallies, strict=True) for _ in range(min(tally.events, 100))]
    latest = max(spread)
    first, last = timelines.main_days([*spread, *(day for _, day in days if day >= latest)])
    made = timelines.timeline(lanes, first, last, look, (min(f for f, _ in days), max(e for _, e in days)))
    told = [
        (
            f"{tally.type}, {tally.period}",
            events_told(tally.events, disputed.get((tally.period, tally.type), 0)),
            addresses.events(_then(asked, tally)),
        )
        for tally in tallies
    ]
    bars = timelines.put_bars(made, lanes, tallies, disputed, told, look)
    tells(made, [bars])
    leads(made, [bars])
    give_tools(made, look, across_only=True)
    return made


def _then(asked: EventFilter, tally: Tally) -> EventFilter:
    """What began in the period, and is asked for."""
    first, last = timelines.ends(tally.period)
    since, until = tally.period, tally.period
    if asked.since and timelines.ends(asked.since[:10])[0] > first:
        since = asked.since
    if asked.until and timelines.ends(asked.until[:10])[1] < last:
        until = asked.until
    return replace(asked, types=(tally.type,), since=since, until=until)


# -- in words ---------------------------------------------------------------------------------------------------------


def _label(events: int, disputed: int, places: int, placed: int, firsts: Sequence[date], lasts: Sequence[date]) -> str:
    parts = [f"{events_told(events, disputed)}."]
    if places:
        parts.append(f"A map with {placed:,} of them at {counted(places, 'place')}.")
    if firsts:
        parts.append(f"A timeline by type, from {min(firsts).isoformat()} to {max(lasts).isoformat()}.")
    return " ".join(parts)


def _shapes(spots: Sequence[Spot]) -> list[str]:
    shapes = ["A dashed ring: only the province or area is known."] if any(spot.area for spot in spots) else []
    return shapes + (["Faint: what else there is around."] if any(spot.faint for spot in spots) else [])


def _notes(shapes: Sequence[str], unplaced: int, undated: int, has_map: bool) -> tuple[str, ...]:
    """What the marks mean, what is missing, whose borders."""
    missing = []
    if unplaced:
        missing.append(f"{counted(unplaced, 'event')} without a place more exact than a country")
    if undated:
        missing.append(f"{counted(undated, 'event')} without a day")
    lines = [" ".join(shapes), f"Not drawn: {' and '.join(missing)}." if missing else ""]
    return tuple(line for line in (*lines, maps.BORDERS if has_map else "") if line)
