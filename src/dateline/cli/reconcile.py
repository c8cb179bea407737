"""dateline reconcile: the claims of all reports brought together again."""

from __future__ import annotations

import click

from dateline.cli.options import engine_option, jobs_option, record_option, scheduler_option


@click.command("reconcile")
@record_option
@jobs_option
@engine_option
@scheduler_option
def command(record: str, jobs: int, engine: str, scheduler: str | None) -> None:
    """Bring the claims of all reports in the record together again: entities, events, copies, disputes.

    Where there are few reports it is done in one process, sooner than others start.
    """
    from dateline.cli.progress import Progress
    from dateline.cli.steps import cluster_for, reconcile_record
    from dateline.cli.summary import totals_line
    from dateline.record import open_record

    cluster = cluster_for(engine, scheduler, None, record)
    with Progress() as progress, open_record(record, create=False) as opened:
        reconcile_record(opened, progress, jobs, cluster)
        totals = opened.totals()
    click.echo(totals_line(totals, record))
