"""The command line: a file a command. Commands are imported when they are called, so that `--help` is quick."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

from dateline import __version__
from dateline.batch.collector import collect_seldom
from dateline.errors import DatelineError, ModelError, RecordError, ReferenceDataError

COMMANDS = {
    "run": "Read reports, bring their claims together, print a summary, write a brief.",
    "read": "Read reports into the record.",
    "reconcile": "Bring the claims of all reports in the record together again.",
    "show": "Print the summary of a record.",
    "search": "Find words in reports, statements and events.",
    "brief": "Write the brief: one self-contained HTML page.",
    "serve": "Show the record as pages in a browser, and decide there.",
    "export": "Write the record as JSON Lines or CSV.",
    "decide": "Merge, split, reject, confirm, correct, add, note; undo; share decisions.",
    "forget": "Take a report, or a person, out of the record for good.",
    "check": "Check that every value still leads to its evidence.",
    "backup": "Write a whole copy of the record, while others read and write.",
    "stats": "Print what the record holds, in numbers.",
    "gazetteer": "Add places to the gazetteer: GeoNames dumps, lists of your own.",
}
EPILOG = """\b
Exit status:
  0    the run completed, even if reports were set aside (they are listed)
  1    something else went wrong
  2    a path or an option cannot be used
  3    the record cannot be opened or written
  4    the language model is missing or unsuitable
  130  interrupted; the record keeps what was read"""
INTERRUPTED = 130


class _Commands(click.Group):
    """Knows the commands by name and short help; loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dateline.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Errors that dateline raises on purpose become one line and an exit status."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a sign that the terminal does not have stops nothing
        collect_seldom()
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            click.echo(f"dateline: {error}", err=True)
            ctx.exit(_status(error))
        except KeyboardInterrupt:
            click.echo("\ndateline: interrupted; the record keeps what was read so far", err=True)
            ctx.exit(INTERRUPTED)


def _status(error: DatelineError) -> int:
    statuses = {RecordError: 3, ModelError: 4, ReferenceDataError: 1}
    return next((status for kind, status in statuses.items() if isinstance(error, kind)), 2)


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """News reports in; a sourced record of events and statements out.

    \b
    dateline run reports/        read a folder, print what it amounts to, write brief.html
    dateline show --all          the whole summary again
    dateline export -o war.jsonl everything, for other programs
    """


__all__ = ["main"]
