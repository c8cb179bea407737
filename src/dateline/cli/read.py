"""dateline read: reports into the record, nothing more."""

from __future__ import annotations

import click

from dateline.cli.options import jobs_option, model_option, paths_argument, record_option


@click.command("read")
@paths_argument
@record_option
@model_option
@jobs_option
def command(paths: tuple[str, ...], record: str, model: str | None, jobs: int) -> None:
    """Read reports into the record, without bringing their claims together.

    PATH is a file (.txt, .html, .jsonl), a folder of them, or - for standard input.
    """
    from dateline.cli.progress import Progress
    from dateline.cli.steps import find, read_raws
    from dateline.cli.summary import run_line, set_aside_lines
    from dateline.record import open_record

    raws = find(paths)
    with Progress() as progress, open_record(record) as opened:
        run = read_raws(opened, raws, model, jobs, progress)
        set_aside = opened.not_read()
    click.echo(run_line(run))
    for line in set_aside_lines(set_aside):
        click.echo(line)
