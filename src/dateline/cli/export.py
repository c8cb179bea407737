"""dateline export: the record for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_of_option, clock_option, record_option

if TYPE_CHECKING:
    from dateline.viewing import Clock


@click.command("export")
@record_option
@as_of_option
@clock_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="jsonl: everything, one JSON object a line; csv: one flat table.",
)
@click.option(
    "--table",
    type=click.Choice(["events", "statements", "claims", "values"]),
    help="Which table, for csv; values: each value of each field of each event.  [default: events]",
)
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to  [default: standard output]")
def command(record: str, moment: str | None, clock: Clock, form: str, table: str | None, output: str) -> None:
    """Write the record as JSON Lines (lossless, with a published schema) or CSV."""
    if table and form != "csv":
        raise click.UsageError("--table goes with --format csv")
    from dateline.cli.steps import view_record, write_output

    view = view_record(record, moment, clock)
    if form == "csv":
        from dateline.exports.csv import csv_lines
        from dateline.exports.flat import TABLES

        write_output(output, csv_lines(view, next((name for name in TABLES if name == table), "events")))
    else:
        from dateline.exports.jsonl import jsonl_lines

        write_output(output, jsonl_lines(view))
