"""dateline run: read + reconcile + show + brief."""

from __future__ import annotations

from collections import Counter

import click

from dateline.cli.options import paths_argument, reading_options, record_option


@click.command("run")
@paths_argument
@record_option
@reading_options
@click.option("--brief", "brief", metavar="FILE", help="Where to write the brief  [default: brief.html by the record]")
@click.option("--no-brief", is_flag=True, help="Write no brief.")
def command(
    paths: tuple[str, ...],
    record: str,
    model: str | None,
    jobs: int,
    engine: str,
    scheduler: str | None,
    shards: str | None,
    no_cache: bool,
    brief: str | None,
    no_brief: bool,
) -> None:
    """Read reports, bring their claims together, print a summary, write a brief.

    PATH is a file (.txt, .html, .jsonl), an archive (.warc, .warc.gz, .parquet, .jsonl.gz), a folder of them, or - for
    standard input. Reports that are in the record already are not read again; those that cannot be read are listed with
    the reason.
    """
    from dateline.cli.progress import Progress
    from dateline.cli.steps import cluster_for, find, read_raws, reconcile_record, write_output
    from dateline.cli.summary import print_summary
    from dateline.record import beside, open_record

    target = None if no_brief else brief or str(beside(record) / "brief.html")
    cluster = cluster_for(engine, scheduler, shards, record)
    passed_over: Counter[str] = Counter()
    raws = find(paths, passed_over)
    with Progress() as progress:
        with open_record(record) as opened:
            run = read_raws(opened, raws, model, jobs, progress, cluster, cached=not no_cache)
            snapshot = reconcile_record(opened, progress, jobs, cluster)
            view = opened.view(snapshot)
        if target is not None:
            progress.stage("writing the brief")
            from dateline.pages.brief import render_brief

            write_output(target, [render_brief(view).encode("utf-8")])
    print_summary(view, record, run=run, passed_over=passed_over, brief=target)
