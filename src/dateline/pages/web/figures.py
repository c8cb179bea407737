"""The figures of the pages: JSON that Bokeh's script draws from, without any script of its own.

Every function gives "" when nothing can be drawn; the page keeps its list then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import bokeh

from dateline.model import Claim, Event
from dateline.pages.web import accounts
from dateline.pages.web.looks import Addresses, Look
from dateline.pages.web.overviews import overview
from dateline.pages.web.relays import relays
from dateline.record import EventFilter, Reader
from dateline.record.lines import Source

__all__ = ["Addresses", "Look", "event_figure", "overview_figure", "place_figure", "scripts", "sources_figure"]


def overview_figure(reader: Reader, asked: EventFilter, addresses: Addresses, look: Look) -> str:
    """Map and timeline of the events asked for, linked: what is chosen on one is chosen on the other."""
    return overview("overview", reader, asked, addresses, look)


def place_figure(
    reader: Reader, asked: EventFilter, lat: float | None, lon: float | None, addresses: Addresses, look: Look
) -> str:
    """The events of a place, faintly what is around it, and the timeline. lat, lon: None for a country."""
    around = None if lat is None or lon is None else (lat, lon)
    return overview("place", reader, asked, addresses, look, around)


def event_figure(event: Event, claims: Sequence[Claim], named: Callable[[str], str], look: Look) -> str:
    """The places that the event's claims name, and how its tolls moved. named: outlet and day of a report by its ID."""
    return accounts.event(event, claims, named, look)


def sources_figure(sources: Sequence[Source], addresses: Addresses, look: Look) -> str:
    """What each outlet relays from whom."""
    return relays(sources, addresses, look)


def scripts() -> Iterator[tuple[str, Path, str]]:
    """Name, file and content type of each script that the figures need; they come with Bokeh's package."""
    yield "bokeh.min.js", Path(bokeh.__file__).parent / "server" / "static" / "js" / "bokeh.min.js", "text/javascript"
