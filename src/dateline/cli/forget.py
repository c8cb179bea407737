"""dateline forget: a report or a person out of the record for good."""

from __future__ import annotations

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean, plural


@click.command("forget")
@click.argument("of", metavar="REPORT|PERSON")
@record_option
@click.option("--why", metavar="TEXT", required=True, help="The reason; it stays with the tombstone, so name nobody.")
@click.option("--by", "author", metavar="NAME", envvar="DATELINE_AUTHOR", show_envvar=True, help="Who.  [default: you]")
@click.option("--yes", is_flag=True, help="Do it. Without, it is only said what would go.")
def command(of: str, record: str, why: str, author: str | None, yes: bool) -> None:
    """Take a report, or a person, out of the record for good. There is no way back but a backup.

    A report goes by its ID or file: its text, claims and statements go, a tombstone stays, and it is not read in again.
    A person goes by ID (`dateline show --ids`) or full name: in every report his names and what is credited to him are
    blacked out, letter for letter. Your own files, backups and exports are yours to clean.
    """
    from dateline.cli.decide import you
    from dateline.cli.progress import Progress
    from dateline.cli.steps import reconcile_record, view_record
    from dateline.deciding import ViewThings
    from dateline.errors import InputError
    from dateline.model import EntityKind
    from dateline.record import open_record
    from dateline.reference.folding import fold

    view = view_record(record)
    report = ViewThings(view).report(of)
    people = [e for e in view.reconciliation.entities if e.kind is EntityKind.PERSON]
    asked = fold(of)
    found = [e for e in people if e.id == of or asked in {fold(form) for form in (e.name, *e.aliases)}]
    if report is None and not found:
        raise InputError(f"there is no report and no person {of} in the record; `dateline show --ids --all` lists both")
    if report is None and len(found) > 1:
        several = ", ".join(f"{e.id} ({e.name})" for e in found)
        raise InputError(f"{of!r} is {len(found)} people; name one by ID: {several}")
    files = {r.id: r.file for r in view.reports}
    if not yes:
        if report is not None:
            click.echo(f"would go: {report.id} {clean(report.file)}")
        else:
            click.echo(f"would be blacked out: {', '.join(clean(form) for form in found[0].aliases)}; named in")
            for name in sorted({clean(files[m.report]) for m in found[0].members}):
                click.echo(f"  {name}")
        click.echo("nothing was changed; say --yes to do it")
        return
    with Progress() as progress, open_record(record, create=False) as opened:
        if report is not None:
            opened.forget([report.id], author or you(), why)
            done: tuple[str, ...] = (report.id,)
        else:
            done = opened.forget_person(found[0].members, (found[0].name, *found[0].aliases), author or you(), why)
        reconcile_record(opened, progress)
    what = "forgotten" if report is not None else "blacked out in"
    click.echo(f"{what}: {plural(len(done), 'report')}; the record was brought together again")
