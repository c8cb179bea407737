"""dateline backup: a whole copy of a record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_of_option, clock_option, record_option
from dateline.cli.terminal import clean

if TYPE_CHECKING:
    from dateline.viewing import Clock


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@record_option
@as_of_option
@clock_option
def command(file: Path, record: str, moment: str | None, clock: Clock) -> None:
    """Write a whole copy of the record to FILE, while others may read and write.

    FILE is a record of its own: `dateline show --record FILE`. A record on a server is copied to a file, too. A file
    that is there already is left alone. With --as-of, FILE is the record as it could be known at that moment.
    """
    from dateline.record import open_record, write_view

    if moment is not None:
        from dateline.cli.steps import view_record

        view = view_record(record, moment, clock)
        write_view(view, file, dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"))
        click.echo(f"{clean(str(file))}: the record {view.as_of}")
        return

    with open_record(record, create=False, read_only=True) as opened:
        opened.backup(file)
    click.echo(f"{clean(str(file))}: a whole copy of {clean(opened.name)}")
