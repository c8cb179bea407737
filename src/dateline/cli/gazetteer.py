"""dateline gazetteer: the user's own places beside the packaged ones."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.terminal import clean, plural

_SHOWN = 5


@click.group("gazetteer")
def command() -> None:
    """Add places to the gazetteer, list and remove what was added.

    The package knows the world's populated places, countries and divisions. Neighbourhoods, bases, camps, checkpoints
    and rivers come from a GeoNames dump of a country, or from a list of your own. Files that were added stand in your
    data folder, or in the folder that DATELINE_GAZETTEERS names; they count for every run from then on, and reports
    are read again where the record knew them without.
    """


@command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--alternate-names",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames' alternateNamesV2 (.txt or .zip), for more spellings.",
)
@click.option("--name", metavar="NAME", help="What to call it.  [default: the file's name]")
def add(file: Path, alternate_names: Path | None, name: str | None) -> None:
    """Add FILE: a GeoNames dump (SY.txt, SY.zip, allCountries.zip) or a CSV list.

    \b
    A CSV list names its columns in the first line:
      name, lat, lon     needed; degrees, WGS 84
      country            ISO 3166-1 code or name
      kind               city, site (default), region or water
      population         for telling places of one name apart
      variants           other spellings, parted by |
      id                 your own ID
    """
    from dateline.reference import gazetteer_import

    made = gazetteer_import.add(file, alternate_names, name, _progress)
    click.echo(
        f"{made.name}: {plural(made.places, 'place')} added, more names for {plural(made.named, 'known place')}, "
        f"{plural(made.left_out, 'feature')} of other kinds left out"
    )
    for number, reason in made.skipped[:_SHOWN]:
        click.echo(f"  line {number} skipped: {clean(reason)}")
    if len(made.skipped) > _SHOWN:
        click.echo(f"  and {plural(len(made.skipped) - _SHOWN, 'line')} more skipped")


@command.command("list")
def list_added() -> None:
    """What was added, from which file."""
    from dateline.reference.gazetteer import added_details, added_folder

    details = added_details()
    for name, about in details.items():
        click.echo(f"{name}: {int(about['places']):,} places, {int(about['keys']):,} names, from {about['sources']}")
    if not details:
        click.echo(f"nothing was added (in {added_folder()})")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take what was added as NAME away again."""
    from dateline.reference import gazetteer_import

    gazetteer_import.remove(name)
    click.echo(f"{name} removed")


def _progress(lines: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"{lines:,} lines read\r", nl=False, err=True)  # what follows is written over it
    elif lines % 1_000_000 == 0:
        click.echo(f"{lines:,} lines read", err=True)
