"""dateline brief: the record as one HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_of_option, clock_option, record_option

if TYPE_CHECKING:
    from dateline.viewing import Clock


@click.command("brief")
@record_option
@as_of_option
@clock_option
@click.option("-o", "--output", metavar="FILE", default="brief.html", show_default=True, help="Where to; - for stdout.")
@click.option("--title", default="Dateline brief", show_default=True, help="Its title.")
def command(record: str, moment: str | None, clock: Clock, output: str, title: str) -> None:
    """Write the brief: one self-contained HTML page with a map, a timeline, every event with its claims and their
    source chains, and the report texts with the evidence marked. It needs no network."""
    from dateline.cli.steps import view_record, write_output
    from dateline.pages.brief import render_brief

    write_output(output, [render_brief(view_record(record, moment, clock), title=title).encode("utf-8")])
    if output != "-":
        click.echo(f"brief written to {output}")
