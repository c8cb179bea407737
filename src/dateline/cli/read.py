"""dateline read: reports into the record, nothing more."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import click

from dateline.cli.options import reading_options, record_option


@click.command("read")
@click.argument("paths", metavar="PATH...", nargs=-1)
@record_option
@reading_options
@click.option("--again", is_flag=True, help="Read the reports that were set aside again; no PATH is needed.")
def command(
    paths: tuple[str, ...],
    record: str,
    model: str | None,
    jobs: int,
    engine: str,
    scheduler: str | None,
    shards: str | None,
    no_cache: bool,
    again: bool,
) -> None:
    """Read reports into the record, without bringing their claims together.

    PATH is a file (.txt, .html, .jsonl), an archive (.warc, .warc.gz, .parquet, .jsonl.gz), a folder of them, or - for
    standard input. With --again every report that was set aside is read again, from its file where that is still there,
    else from what the record kept of it.
    """
    if not paths and not again:
        raise click.UsageError("Missing argument 'PATH...' (or --again).")
    from dateline.cli.progress import Progress
    from dateline.cli.steps import cluster_for, find, find_again, read_raws
    from dateline.cli.summary import run_line, set_aside_lines
    from dateline.record import open_record

    cluster = cluster_for(engine, scheduler, shards, record)
    passed_over: Counter[str] = Counter()
    given = find(paths, passed_over) if paths else iter(())
    with Progress() as progress, open_record(record, create=bool(paths)) as opened:
        raws = chain(find_again(opened), given) if again else given
        run = read_raws(opened, raws, model, jobs, progress, cluster, cached=not no_cache)
        set_aside = opened.not_read()
    click.echo(run_line(run, passed_over))
    for line in set_aside_lines(set_aside):
        click.echo(line)
