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
@click.option("--event", metavar="ID", help="One event alone, with its claims and the reports that tell of it.")
@click.option("--excerpts", is_flag=True, help="Leave the report texts out but for the sentences that are evidence.")
def command(
    record: str, moment: str | None, clock: Clock, output: str, title: str, event: str | None, excerpts: bool
) -> None:
    """Write the brief: one self-contained HTML page with a map, a timeline, every event with its claims and their
    source chains, and the report texts with the evidence marked. It needs no network."""
    from dateline.cli.steps import view_record, write_output
    from dateline.pages.brief import render_brief

    view = view_record(record, moment, clock)
    page = render_brief(view, title=title, event=event, excerpts=excerpts)
    write_output(output, [page.encode("utf-8")])
    if output != "-":
        click.echo(f"brief written to {output}")
