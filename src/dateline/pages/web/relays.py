"""What each outlet relays from whom: outlets at the left, media at the right, a line for each pair."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bokeh.models import ColumnDataSource

from dateline.pages.web.looks import (
    FONT,
    Addresses,
    Look,
    can_be_kept,
    counted,
    fixed,
    leads,
    plain,
    plot,
    tells,
    written,
)
from dateline.record.lines import Source

_MOST = 40  # of either side
_ROW = 22  # pixels
_POINTS = 25  # of a line
_WIDEST, _WIDEST_NARROW = 8.0, 5.0  # pixels
_LETTERS_WIDE, _LETTERS_NARROW = 42, 18
_UNKNOWN = "unknown outlet"


def relays(sources: Sequence[Source], addresses: Addresses, look: Look) -> str:
    """Lines as wide as the number of reports; "" when no outlet names a medium."""
    relaying = [source for source in sources if source.relays]
    outlets = relaying[:_MOST]
    media = _media(outlets)
    if not media:
        return ""
    pairs = [
        (n, medium, reports) for n, source in enumerate(outlets) for medium, reports in source.relays if medium in media
    ]
    height = _ROW * max(len(outlets), len(media), 3)
    left, right = (0.36, 0.64) if look.narrow else (0.3, 0.7)
    start, end = look.width * left, look.width * right
    ys = [-height * (n + 0.5) / len(outlets) for n in range(len(outlets))]
    order = _by_neighbours(media, pairs)
    at = {medium: -height * (n + 0.5) / len(order) for n, medium in enumerate(order)}
    made = plot(
        look,
        height + 34,
        x_range=fixed(0, look.width),
        y_range=fixed(-height, 0),
        x_axis_location=None,
        y_axis_location=None,
    )
    most = max(reports for *_, reports in pairs)
    widest = _WIDEST_NARROW if look.narrow else _WIDEST
    names = [plain(source.outlet or _UNKNOWN, 80) for source in outlets]
    drawn = sorted(pairs, key=lambda pair: (pair[2], pair[0], pair[1]))
    source = ColumnDataSource(
        {
            "xs": [_across(start, end) for _ in drawn],
            "ys": [_along(ys[n], at[medium]) for n, medium, _ in drawn],
            "width": [round(max(widest * math.sqrt(reports / most), 1), 1) for *_, reports in drawn],
            "what": [f"{names[n]} relays {plain(medium, 80)}" for n, medium, _ in drawn],
            "told": [f"in {counted(reports, 'report')}" for *_, reports in drawn],
            "address": [_address(outlets[n], addresses) for n, _, _ in drawn],
        }
    )
    lines = made.multi_line(
        xs="xs",
        ys="ys",
        source=source,
        line_width="width",
        line_color=look.colours.mark,
        line_alpha=0.4 if len(drawn) < 60 else 0.25,
        line_cap="round",
        hover_line_color=look.colours.mark,
        hover_line_alpha=1,
    )
    lines.selection_glyph = lines.nonselection_glyph = None
    letters = _LETTERS_NARROW if look.narrow else _LETTERS_WIDE
    relayed = {medium: sum(reports for _, one, reports in pairs if one == medium) for medium in order}
    for x, align, labels, heights in (
        (start - 8, "right", [_label(s.outlet or _UNKNOWN, s.reports, letters) for s in outlets], ys),
        (end + 8, "left", [_label(m, relayed[m], letters) for m in order], [at[m] for m in order]),
    ):
        made.text(
            x=[x] * len(labels),
            y=heights,
            text=labels,
            text_align=align,
            text_baseline="middle",
            text_color=look.colours.ink,
            text_font=FONT,
            text_font_size="11px" if look.narrow else "13px",
        )
    tells(made, [lines])
    leads(made, [lines])
    can_be_kept(made)
    label = (
        f"{counted(len(outlets), 'outlet')} and the {len(order)} media they relay. Most: "
        + "; ".join(f"{names[n]} relays {plain(m, 80)} in {counted(k, 'report')}" for n, m, k in reversed(drawn[-3:]))
        + "."
    )
    return written(made, "sources", label, _notes(sources, relaying, outlets, len(order)))


def _media(outlets: Sequence[Source]) -> set[str]:
    """Those relayed most."""
    total: dict[str, int] = {}
    for source in outlets:
        for medium, reports in source.relays:
            total[medium] = total.get(medium, 0) + reports
    return set(sorted(total, key=lambda medium: (-total[medium], medium))[:_MOST])


def _by_neighbours(media: set[str], pairs: Sequence[tuple[int, str, int]]) -> list[str]:
    """Each at about the height of the outlets that relay it, so that lines cross less."""
    weight = dict.fromkeys(sorted(media), 0)
    height = dict.fromkeys(weight, 0.0)
    for n, medium, reports in pairs:
        weight[medium] += reports
        height[medium] += n * reports
    return sorted(weight, key=lambda medium: (height[medium] / weight[medium], medium))


def _across(start: float, end: float) -> list[float]:
    return [round(start + (end - start) * n / (_POINTS - 1), 1) for n in range(_POINTS)]


def _along(start: float, end: float) -> list[float]:
    """From one height to the other, level at both ends."""
    return [
        round(start + (end - start) * (t * t * (3 - 2 * t)), 1) for t in (n / (_POINTS - 1) for n in range(_POINTS))
    ]


def _label(name: str, reports: int, letters: int) -> str:
    number = f" ({reports:,})"
    return plain(name, letters - len(number)) + number


def _address(source: Source, addresses: Addresses) -> str:
    return addresses.outlet(source.outlet) if source.outlet else ""


def _notes(sources: Sequence[Source], relaying: Sequence[Source], outlets: Sequence[Source], media: int) -> list[str]:
    lines = [
        "Left: outlets, with how many reports they have here. Right: whom their reports name as their source, "
        "with how many do so. The wider a line, the more."
    ]
    missing = []
    if len(relaying) > len(outlets):
        missing.append(f"{counted(len(relaying) - len(outlets), 'outlet')} with fewer reports")
    if len(sources) > len(relaying):
        missing.append(f"{counted(len(sources) - len(relaying), 'outlet')} naming nobody")
    named = {medium for source in outlets for medium, _ in source.relays}
    if len(named) > media:
        missing.append(f"{len(named) - media:,} media relayed less")
    return [*lines, f"Not drawn: {'; '.join(missing)}."] if missing else lines
