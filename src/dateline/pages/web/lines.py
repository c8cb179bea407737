"""Lines of lists as the pages show them, and the pages of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dateline.pages import wording
from dateline.pages.rows import shortened
from dateline.pages.web.asked import AnyFilter, Page, address_of, parameters_of
from dateline.pages.web.shelf import WebShelf
from dateline.record.lines import EventLine, Listing, PlaceCount

_CONTENT = 400  # characters of a statement's words in a list


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event as one line. modality: "" for what simply occurred."""

    link: str
    id: str
    headline: str
    type: str
    modality: str
    when: str
    where: str
    toll: str
    origins: int
    reports: int
    disputed: tuple[str, ...]
    flagged: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list: "51 to 100 of 1,204"; the addresses before and after, "" at the ends."""

    told: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that is asked for, in words, and the address without it."""

    name: str
    value: str
    without: str


def event_items(lines: Iterable[EventLine], shelf: WebShelf) -> tuple[EventItem, ...]:
    return tuple(
        EventItem(
            link=shelf.event(line.id),
            id=line.id,
            headline=line.summary or line.type,
            type=f"{line.type} · {line.mode}" if line.mode else line.type,
            modality="" if line.modality == "occurred" else line.modality,
            when=wording.days(line.start, line.end),
            where=", ".join(filter(None, (wording.placed(line.place, line.precision), line.country))),
            toll=", ".join(
                filter(
                    None,
                    (
                        _range("killed", line.killed_min, line.killed_max),
                        _range("injured", line.injured_min, line.injured_max),
                    ),
                )
            ),
            origins=line.origins,
            reports=line.reports,
            disputed=line.disputed,
            flagged=line.flagged,
        )
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """A place with all its events, however exactly each is known to be there. precisions: those of its events."""

    name: str
    link: str
    events: int
    spot: str
    precisions: tuple[str, ...]

    @property
    def is_area(self) -> bool:
        return set(self.precisions) <= {"province", "country"}


def place_items(counts: Iterable[PlaceCount], shelf: WebShelf) -> tuple[PlaceItem, ...]:
    """One of each place, those with most events first."""
    items: dict[str, PlaceItem] = {}
    for place in counts:
        key = place.place_id or place.place or ""
        name = ", ".join(filter(None, (place.place, place.country))) or "unnamed"
        new = PlaceItem(
            name, shelf.place(key), place.events, spot(place.lat, place.lon), (place.precision or "unknown",)
        )
        known = items.get(key)
        if known is not None:
            precisions = tuple(dict.fromkeys((*known.precisions, *new.precisions)))
            new = replace(known, events=known.events + new.events, precisions=precisions)
        items[key] = new
    return tuple(sorted(items.values(), key=lambda item: (-item.events, item.name)))


def spot(lat: float | None, lon: float | None) -> str:
    return "" if lat is None or lon is None else f"{lat:.3f}, {lon:.3f}"


def pager(listing: Listing[Any], path: str, asked: AnyFilter | None, page: Page, **more: str | None) -> Pager:
    """path: of the list, with the root. more: other parameters that stay."""
    shown = len(listing.items)
    total = f"more than {listing.total:,}" if listing.capped else f"{listing.total:,}"
    if not shown:
        told = "none" if not listing.total else f"none here; {total} in all"
    elif shown == listing.total and not listing.offset:
        told = f"{shown:,}" if shown == 1 else f"all {shown:,}"
    else:
        told = f"{listing.offset + 1:,} to {listing.offset + shown:,} of {total}"
    per_page = str(page.per_page) if page.per_page != Page().per_page else None

    def at(number: int) -> str:
        asking = {**more, "per_page": per_page, "page": str(number) if number > 1 else None}
        return _address(path, asked, **asking)

    return Pager(told, at(page.number - 1) if page.number > 1 else "", at(page.number + 1) if listing.has_more else "")


def given(path: str, asked: AnyFilter, **more: str | None) -> tuple[Given, ...]:
    """What a filter asks for, each with the address of the list without it."""
    parameters = parameters_of(asked)
    kept = [(name, value) for name, value in more.items() if value]
    return tuple(
        Given(name, value, _with(path, [*(p for p in parameters if p != (name, value)), *kept]))
        for name, value in parameters
    )


def brief_words(content: str) -> str:
    return shortened(content, _CONTENT)


def _address(path: str, asked: AnyFilter | None, **more: str | None) -> str:
    if asked is not None:
        query = address_of(asked, **more)
        return f"{path}?{query}" if query else path
    return _with(path, [(name, value) for name, value in more.items() if value])


def _with(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    """The path may have parameters already."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode(parameters)}" if parameters else path


def _range(kind: str, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        count = f"up to {high}"
    elif high is None:
        count = f"{low} or more"
    else:
        count = f"{low}" if low == high else f"{low}–{high}"
    return f"{kind}: {count}" if high != 0 else ""
