"""How the figures look: colours, sizes, and what every one of them has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bokeh import __version__ as bokeh_version
from bokeh.core.properties import value
from bokeh.document import Document
from bokeh.models import (
    BoxSelectTool,
    HoverTool,
    InlineStyleSheet,
    LayoutDOM,
    PanTool,
    Range1d,
    ResetTool,
    SaveTool,
    TapTool,
    WheelZoomTool,
)
from bokeh.plotting import figure

from dateline.record import EventFilter

WIDE, NARROW = 960, 328
FONT_NAMES = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
FONT = value(FONT_NAMES)
_TOOLBAR = ":host, :host(.bk-inner) { background-color: transparent; }"
LETTER = 6.6  # pixels that a letter of a label takes, rather more than less
TOOLTIP = "<strong>@{what}</strong><div>@{told}</div>"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Colours:
    """As in the style sheet of the pages."""

    ink: str
    soft: str
    line: str
    paper: str
    land: str
    sea: str
    border: str
    mark: str
    on_mark: str
    dispute: str


LIGHT = Colours(
    *("#1b1f24", "#59636e", "#d5dae0", "#ffffff", "#e6e9e3", "#eef4f8", "#b4bcb0", "#0b5cad", "#ffffff", "#b3261e")
)
DARK = Colours(
    *("#e6e9ec", "#a3adb8", "#3a424b", "#14181c", "#2b322c", "#161d24", "#4c564d", "#7db8f5", "#10151a", "#ff8a80")
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure is drawn for. narrow: a phone; there a finger scrolls the page until a tool is chosen."""

    dark: bool = False
    narrow: bool = False

    @property
    def colours(self) -> Colours:
        return DARK if self.dark else LIGHT

    @property
    def width(self) -> int:
        """Pixels that the drawing is laid out for; it stretches from there."""
        return NARROW if self.narrow else WIDE


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a mark leads: the page of an event, the list under a filter, the reports of an outlet. All begin with /."""

    event: Callable[[str], str]
    events: Callable[[EventFilter], str]
    outlet: Callable[[str], str]


def written(layout: LayoutDOM, name: str, label: str, notes: Sequence[str]) -> str:
    """The figure as JSON for `figures.js`; the same figure gives the same text.

    label: what is drawn, with numbers, for those who do not see it. notes: lines of the caption.
    """
    document = Document(title="")
    document.config.notifications = None  # of a connection to a server; there is none
    document.add_root(layout)
    # what `bokeh.embed.json_item` does, less its guards for models that are in other documents too
    made = document.to_json(deferred=False)
    ids: dict[str, str] = {}
    _collect(made, ids, name)
    item = {
        "target_id": None,
        "root_id": ids[layout.id],
        "doc": _renamed(made, ids),
        "version": bokeh_version,
        "label": label,
        "notes": list(notes),
    }
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _collect(part: Any, ids: dict[str, str], name: str) -> None:
    """Models count through the whole life of the program; here they count from 1, in the order of the text."""
    if isinstance(part, dict):
        if part.get("type") == "object" and isinstance(part.get("id"), str):
            ids.setdefault(part["id"], f"{name}-{len(ids) + 1}")
        for value in part.values():
            _collect(value, ids, name)
    elif isinstance(part, list):
        for value in part:
            _collect(value, ids, name)


def _renamed(part: Any, ids: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {
            key: ids.get(value, value) if key == "id" and isinstance(value, str) else _renamed(value, ids)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_renamed(value, ids) for value in part]
    return part


def plot(look: Look, height: int, **more: Any) -> figure:
    """An empty plot without frame, as wide as the page; tools are `tools`, what they do is said in their names."""
    made = figure(
        width=look.width,
        height=height,
        sizing_mode="stretch_width",
        toolbar_location="above",
        tools=[],
        background_fill_alpha=0,
        border_fill_alpha=0,
        outline_line_color=None,
        min_border=0,
        **more,
    )
    made.toolbar.logo = None
    made.toolbar.stylesheets = [InlineStyleSheet(css=_TOOLBAR)]
    made.grid.grid_line_color = None
    for axis in made.axis:
        axis.axis_line_color = None
        axis.major_tick_line_color = None
        axis.minor_tick_line_color = None
        axis.major_label_text_color = look.colours.soft
        axis.major_label_text_font = FONT_NAMES
        axis.major_label_text_font_size = "12px"
    return made


def give_tools(made: figure, look: Look, *, across_only: bool = False, select: Sequence[Any] = ()) -> None:
    """Moving, enlarging, choosing (where something can be), back to the start, and a picture to keep.

    The wheel scrolls the page until enlarging by it is switched on; so does a finger.
    """
    dimensions: Any = "width" if across_only else "both"
    pan = PanTool(dimensions=dimensions, description="Move")
    wheel = WheelZoomTool(dimensions=dimensions, description="Enlarge with the wheel (switch on and off)")
    made.add_tools(pan, wheel)
    if select:
        box = BoxSelectTool(
            dimensions=dimensions, renderers=list(select), description="Choose events", persistent=False
        )
        made.add_tools(box)
    made.add_tools(ResetTool(description="Back to the start"))
    can_be_kept(made)
    made.toolbar.active_scroll = None
    made.toolbar.active_drag = None if look.narrow else (box if select and across_only else pan)


def can_be_kept(made: figure) -> None:
    made.add_tools(SaveTool(description="Save as a picture"))


def leads(made: figure, renderers: Sequence[Any], column: str = "address") -> None:
    """A tap on one of them opens the address in its column (the tool's tag, for `figures.js`)."""
    tap = TapTool(renderers=list(renderers), tags=[column], visible=False)
    made.add_tools(tap)
    made.toolbar.active_tap = tap


def tells(made: figure, renderers: Sequence[Any]) -> None:
    """What stands in the columns `what` and `told`, as plain text, at the pointer."""
    made.add_tools(HoverTool(renderers=list(renderers), tooltips=TOOLTIP, limit=5, visible=False))


def fixed(start: float, end: float) -> Range1d:
    """A range that can be moved by its own length beyond either end."""
    length = end - start
    return Range1d(start=start, end=end, bounds=(start - length, end + length))


def plain(text: str, most: int = 160) -> str:
    """A text as it may be drawn: on one line, without signs that turn it around, and no formula."""
    seen = _UNSEEN.sub(" ", text).replace("$", "\uff04") if "$$" in text else _UNSEEN.sub(" ", text)
    seen = seen.replace("\\(", "\\ (").replace("\\[", "\\ [")
    return seen if len(seen) <= most else seen[: most - 1].rstrip() + "…"


def counted(number: int, word: str) -> str:
    """ "1 event", "3 events" """
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def events_told(events: int, disputed: int) -> str:
    """ "3 events, 1 disputed" """
    return counted(events, "event") + (f", {disputed:,} disputed" if disputed else "")
