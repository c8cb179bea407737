"""dateline backup: a whole copy of a record."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@record_option
def command(file: Path, record: str) -> None:
    """Write a whole copy of the record to FILE, while others may read and write.

    FILE is a record of its own: `dateline show --record FILE`. A record on a server is copied to a file, too. A file
    that is there already is left alone.
    """
    from dateline.record import open_record

    with open_record(record, create=False, read_only=True) as opened:
        opened.backup(file)
    click.echo(f"{clean(str(file))}: a whole copy of {clean(opened.name)}")
