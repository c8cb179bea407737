"""dateline brief: the record as one HTML page."""

from __future__ import annotations

import click

from dateline.cli.options import as_of_option, record_option


@click.command("brief")
@record_option
@as_of_option
@click.option("-o", "--output", metavar="FILE", default="brief.html", show_default=True, help="Where to; - for stdout.")
@click.option("--title", default="Dateline brief", show_default=True, help="Its title.")
def command(record: str, moment: str | None, output: str, title: str) -> None:
    """Write the brief: one self-contained HTML page with a map, a timeline, every event with its claims and their
    source chains, and the report texts with the evidence marked. It needs no network."""
    from dateline.cli.steps import view_record, write_output
    from dateline.pages.brief import render_brief

    write_output(output, [render_brief(view_record(record, moment), title=title).encode("utf-8")])
    if output != "-":
        click.echo(f"brief written to {output}")
