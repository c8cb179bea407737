"""dateline check: whether a record is sound."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean, plural


@click.command("check")
@record_option
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(record: str, form: str) -> None:
    """Check that every value in the record still leads to its evidence, and every reference to what it names.

    Prints what is wrong, where, and what to do about it. Exit status: 0 sound, 1 not.
    """
    from dateline.record import open_record, shown

    found = 0
    with open_record(record, create=False, read_only=True) as opened:
        for problem in opened.check():
            found += 1
            if form == "jsonl":
                click.echo(json.dumps(asdict(problem), ensure_ascii=False))
            else:
                click.echo(f"{clean(problem.where)}: {clean(problem.what)}; {problem.remedy}")
    if form == "text":
        click.echo(f"{clean(shown(record))}: " + (plural(found, "problem") if found else "sound"))
    if found:
        sys.exit(1)
