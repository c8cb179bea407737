"""dateline decide: what people decide about the record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean, plural

if TYPE_CHECKING:
    from dateline.deciding import Decider, Kept
    from dateline.model import Decision, Ruling

_SHOWN = 4  # places that a line names

author_option = click.option(
    "--by", "author", metavar="NAME", envvar="DATELINE_AUTHOR", show_envvar=True, help="Who decides.  [default: you]"
)
why_option = click.option("--why", metavar="TEXT", required=True, help="The reason; it stands beside the decision.")
perhaps_why_option = click.option("--why", metavar="TEXT", default="", help="The reason.")
later_option = click.option("--later", is_flag=True, help="Leave the record as it is until `dateline reconcile`.")


@click.group("decide")
def command() -> None:
    """Merge, split, reject, confirm, correct, add, note; undo; share decisions.

    Decisions stand over what the machine finds, hold when reports are read again, and are never edits to the texts:
    they are rows with an author, a time and a reason, and can be taken back. IDs of events, claims, people and bodies
    are shown by `dateline show --ids`.

    \b
    dateline decide merge ev-0a1b… ev-2c3d… --why "one strike, told twice"
    dateline decide split ev-0a1b… REPORT/c4 --why "the second night"
    dateline decide correct REPORT/c4 killed=3 place=geonames:170063 --why "misread"
    dateline decide add second.txt "Shells hit the depot" type=ASSAULT killed=2+ --why "missed"
    """


@command.command("merge")
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@record_option
@author_option
@why_option
@later_option
def merge(ids: tuple[str, ...], record: str, author: str | None, why: str, later: bool) -> None:
    """Two or more events (or people, bodies, places) are one."""
    _decide(record, author, later, lambda decider: decider.merge(ids, why))


@command.command("split")
@click.argument("whole", metavar="ID")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
@record_option
@author_option
@why_option
@later_option
def split(whole: str, parts: tuple[str, ...], record: str, author: str | None, why: str, later: bool) -> None:
    """Claims out of an event, or members out of a person, body or place: another one than what stays."""
    _decide(record, author, later, lambda decider: decider.split(whole, parts, why))


@command.command("reject")
@click.argument("of", metavar="ID")
@click.argument("fields", metavar="[FIELD...]", nargs=-1)
@record_option
@author_option
@why_option
@later_option
def reject(of: str, fields: tuple[str, ...], record: str, author: str | None, why: str, later: bool) -> None:
    """A claim, an event's claims or a report does not count; with FIELD, only that value (killed, place, start …)."""
    _decide(record, author, later, lambda decider: decider.reject(of, why, fields))


@command.command("confirm")
@click.argument("of", metavar="ID")
@record_option
@author_option
@perhaps_why_option
@later_option
def confirm(of: str, record: str, author: str | None, why: str, later: bool) -> None:
    """Looked at and found right."""
    _decide(record, author, later, lambda decider: decider.confirm(of, why))


@command.command("correct")
@click.argument("claim", metavar="CLAIM")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@record_option
@author_option
@why_option
@later_option
def correct(claim: str, values: tuple[str, ...], record: str, author: str | None, why: str, later: bool) -> None:
    """Fields of a claim have other values.

    \b
    type=ASSAULT  modality=denied  mode=…
    start=2031-03-05  end=2031-03-06      days, months (2031-03) or years
    place=geonames:170063                 or "place=Depot 7 | 35.1 | 36.7 | SYR"
    actors="Coast Guard; Harbour Police"  recipients=…
    killed=3  injured=3-5  displaced=3+   3+: at least three
    An empty value ("killed=") means that the text does not say.
    """
    _decide(record, author, later, lambda decider: decider.correct(claim, _values(values), why))


@command.command("add")
@click.argument("report", metavar="REPORT")
@click.argument("words", metavar="WORDS")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@record_option
@author_option
@why_option
@later_option
def add(
    report: str, words: str, values: tuple[str, ...], record: str, author: str | None, why: str, later: bool
) -> None:
    """A claim that the machine missed, resting on WORDS of a report: verbatim, or offsets like 120:188.

    Fields as for `correct`; type= is needed.
    """
    _decide(record, author, later, lambda decider: decider.add(report, _words(words), _values(values), why))


@command.command("copy")
@click.argument("report", metavar="REPORT")
@click.argument("original", metavar="ORIGINAL")
@click.option("--not", "is_none", is_flag=True, help="It is no copy: both are written independently.")
@record_option
@author_option
@why_option
@later_option
def copy(report: str, original: str, is_none: bool, record: str, author: str | None, why: str, later: bool) -> None:
    """A report repeats another (or, with --not, does not)."""
    _decide(
        record,
        author,
        later,
        lambda decider: decider.no_copy(report, original, why) if is_none else decider.copy(report, original, why),
    )


@command.command("note")
@click.argument("of", metavar="ID")
@click.argument("text")
@record_option
@author_option
@later_option
def note(of: str, text: str, record: str, author: str | None, later: bool) -> None:
    """Words beside an event, a claim, a person, a statement or a report."""
    _decide(record, author, later, lambda decider: decider.note(of, text))


@command.command("undo")
@click.argument("decision", metavar="DECISION")
@record_option
@author_option
@perhaps_why_option
@later_option
def undo(decision: str, record: str, author: str | None, why: str, later: bool) -> None:
    """Take a decision back. It stays in the log; to undo the undoing makes it stand again."""
    from dateline.errors import InputError
    from dateline.record import open_record

    with open_record(record, create=False, read_only=True) as opened:
        if decision not in {d.id for d in opened.decisions()}:
            raise InputError(f"there is no decision {decision} in the record; `dateline decide log --all` lists them")
    _decide(record, author, later, lambda decider: decider.undo(decision, why))


@command.command("log")
@record_option
@click.option("--all", "everything", is_flag=True, help="Also those taken back or overruled.")
def log(record: str, everything: bool) -> None:
    """List the decisions: what, by whom, when, why, and what became of each."""
    from dateline.cli.steps import view_record

    rulings = view_record(record).reconciliation.rulings
    shown = [r for r in rulings if everything or r.status.value not in ("withdrawn", "overruled")]
    for ruling in shown:
        click.echo(_line(ruling))
    if len(shown) < len(rulings):
        click.echo(f"… and {plural(len(rulings) - len(shown), 'decision')} taken back or overruled (--all)")
    if not rulings:
        click.echo("no decisions")


@command.command("export")
@record_option
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to  [default: standard output]")
def export(record: str, output: str) -> None:
    """Write the decisions alone, one JSON object a line, for a colleague's record of the same reports."""
    from dateline.cli.steps import write_output
    from dateline.exports.decisions import decision_lines
    from dateline.record import open_record

    with open_record(record, create=False, read_only=True) as opened:
        decisions = opened.decisions()
    write_output(output, decision_lines(decisions))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
@later_option
def import_(file: Path, record: str, later: bool) -> None:
    """Take in a colleague's decisions. Nothing of yours is lost: where two contradict each other the later stands, and
    both are shown."""
    from dateline.exports.decisions import read_decisions

    decisions, refused = read_decisions(file.read_bytes())
    for number, reason in refused:
        click.echo(f"dateline: {file}: line {number}: {clean(reason)}; left out", err=True)
    kept = _keep(record, decisions, later, foreign=True)
    for decision, reason in kept.refused:
        click.echo(f"dateline: {file}: {decision.id}: {clean(reason)}; left out", err=True)
    left_out = len(refused) + len(kept.refused)
    known = len(decisions) - len(kept.refused) - kept.new
    click.echo(f"{plural(kept.new, 'new decision')}, {known:,} known already, {left_out:,} left out")
    for ruling in kept.rulings:
        if ruling.status.value not in ("applied", "withdrawn"):
            click.echo(_line(ruling))


def _decide(record: str, author: str | None, later: bool, make: Callable[[Decider], Decision]) -> None:
    """Make one decision, keep it, and say what became of it."""
    from dateline.cli.steps import view_record
    from dateline.deciding import Decider, ViewThings
    from dateline.errors import InputError

    decision = make(Decider(ViewThings(view_record(record)), author or you()))
    kept = _keep(record, [decision], later)
    for _, reason in kept.refused:
        raise InputError(f"not kept: {clean(reason)}")
    if later:
        click.echo(f"{decision.id} kept; it counts from the next `dateline reconcile` on")
        return
    (ruling,) = kept.rulings
    click.echo(_line(ruling))
    if ruling.status.value in ("not found", "not possible"):
        sys.exit(1)


def _keep(record: str, decisions: Sequence[Decision], later: bool, foreign: bool = False) -> Kept:
    from dateline.cli.progress import Progress
    from dateline.deciding import keep
    from dateline.record import open_record

    with Progress() as progress, open_record(record, create=False) as opened:
        progress.stage("bringing claims together")
        return keep(opened, decisions, later=later, foreign=foreign)


def _line(ruling: Ruling) -> str:
    """ "d-0a1b… 2031-03-05 Ada: different event … : the second night [applied]" """
    decision = ruling.decision
    what = " ".join(filter(None, (decision.kind.value, decision.subject.value)))
    named = list(dict.fromkeys(clean(f"“{a.quote}”" if a.quote else a.name or a.report) for a in decision.targets))
    places = ", ".join(named[:_SHOWN]) + (f" and {len(named) - _SHOWN:,} more" if len(named) > _SHOWN else "")
    values = " ".join(f"{field}={value}" if value else field for field, value in decision.values)
    reason = f"({clean(decision.reason)})" if decision.reason else ""
    became = ruling.status.value + (f": {ruling.reason}" if ruling.reason else "")
    head = f"{decision.id} {decision.made[:16].replace('T', ' ')} {clean(decision.author)}: {what}"
    return " ".join(filter(None, (head, decision.of or places, clean(values), reason, f"[{became}]")))


def _values(given: Sequence[str]) -> dict[str, str]:
    values = {}
    for item in given:
        field, sign, value = item.partition("=")
        if not sign:
            raise click.UsageError(f"{item!r} is no FIELD=VALUE")
        values[field.strip()] = value
    return values


def _words(given: str) -> str | tuple[int, int]:
    start, sign, end = given.partition(":")
    return (int(start), int(end)) if sign and start.isdigit() and end.isdigit() else given


def you() -> str:
    """The name of whoever runs this. Raises UsageError where the machine knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise click.UsageError("nobody is known to decide here; give a name with --by") from None
