"""dateline reconcile: the claims of all reports brought together again."""

from __future__ import annotations

import click

from dateline.cli.options import record_option


@click.command("reconcile")
@record_option
def command(record: str) -> None:
    """Bring the claims of all reports in the record together again: entities, events, copies, disputes."""
    from dateline.cli.progress import Progress
    from dateline.cli.steps import reconcile_record
    from dateline.cli.summary import totals
    from dateline.record import open_record

    with Progress() as progress, open_record(record, create=False) as opened:
        snapshot = reconcile_record(opened, progress)
        view = opened.view(snapshot)
    click.echo(totals(view, record))
