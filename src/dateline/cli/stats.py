"""dateline stats: what a record holds, in numbers."""

from __future__ import annotations

import json

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean

_SHOWN = 8


@click.command("stats")
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(record: str, form: str) -> None:
    """Print what the record holds: reports, claims, events, disputes, flags, decisions, runs, its size."""
    from dateline.record import open_record

    with open_record(record, create=False, read_only=True) as opened:
        numbers = opened.statistics()
    if form == "json":
        click.echo(json.dumps(numbers, indent=1, ensure_ascii=False))
        return
    width = max(map(len, numbers))
    for name, value in numbers.items():
        click.echo(f"{name:<{width}}  {_shown(value) if isinstance(value, dict) else f'{value:,}'}".rstrip())


def _shown(counts: dict[str, int]) -> str:
    """ "Northwire 12, Harbour Times 7 … 3 more" """
    parts = [f"{clean(name)} {number:,}" for name, number in list(counts.items())[:_SHOWN]]
    more = f" … {len(counts) - _SHOWN:,} more" if len(counts) > _SHOWN else ""
    return (", ".join(parts) or "none") + more
