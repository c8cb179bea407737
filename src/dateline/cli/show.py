"""dateline show: the summary of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_of_option, clock_option, record_option

if TYPE_CHECKING:
    from dateline.viewing import Clock


@click.command("show")
@record_option
@as_of_option
@clock_option
@click.option("--events", "parts", flag_value="events", help="Only the events.")
@click.option("--statements", "parts", flag_value="statements", help="Only the statements, by speaker.")
@click.option("--flags", "parts", flag_value="flags", help="Only flags, copies and reports not read.")
@click.option("--ids", is_flag=True, help="With the IDs of events, claims, people and bodies, for `dateline decide`.")
@click.option("--all", "everything", is_flag=True, help="Everything, nothing cut.")
def command(record: str, moment: str | None, clock: Clock, parts: str | None, ids: bool, everything: bool) -> None:
    """Print the summary of a record: events, statements by speaker, flags, copies, reports not read."""
    from dateline.cli.steps import view_record
    from dateline.cli.summary import print_summary

    print_summary(view_record(record, moment, clock), record, part=parts, everything=everything, ids=ids)
