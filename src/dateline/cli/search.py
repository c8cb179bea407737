"""dateline search: where words stand in a record."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean

if TYPE_CHECKING:
    from dateline.record import Hit, Listing

_NAMES = {"reports": "report", "statements": "statement", "events": "event"}


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@record_option
@click.option(
    "--in",
    "kinds",
    type=click.Choice(["reports", "statements", "events"]),
    multiple=True,
    help="Only there; may be given more than once.  [default: everywhere]",
)
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only events of the type (PLOVER: ASSAULT, …).")
@click.option("--since", metavar="DAY", help="From a day, month or year on: of an event, else of publication.")
@click.option("--until", metavar="DAY", help="Up to the end of a day, month or year.")
@click.option("--country", metavar="CODE", help="Only events in the country (ISO 3166-1 alpha-3: AFG).")
@click.option("--place", metavar="PLACE", help="Only events at the place: words of its name, or a gazetteer ID.")
@click.option("--actor", metavar="NAME", help="Only events of an actor or recipient: words of a name, or an ID.")
@click.option("--disputed", is_flag=True, help="Only events with a dispute.")
@click.option("--min-origins", metavar="N", type=click.IntRange(min=0), help="Only events with so many origins.")
@click.option("--limit", metavar="N", type=click.IntRange(1, 500), default=20, show_default=True, help="Lines.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(
    words: tuple[str, ...],
    record: str,
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    since: str | None,
    until: str | None,
    country: str | None,
    place: str | None,
    actor: str | None,
    disputed: bool,
    min_origins: int | None,
    limit: int,
    form: str,
) -> None:
    """Search reports, statements and events.

    All WORDS must be there, whatever their case and accents: "in this order", this OR that, begin*; after "--" also
    -not. With a filter that only events have, only events are searched.

    \b
    dateline search market shelling --since 2031-03
    dateline search --in statements "no beds left" OR clinic
    dateline search --type ASSAULT -- hospital -university
    """
    from dateline.record import EventFilter, open_record
    from dateline.record.lines import KINDS

    events = EventFilter(
        types=tuple(type_.upper() for type_ in types),
        country=country.upper() if country else None,
        place=place,
        actor=actor,
        disputed=disputed or None,
        min_origins=min_origins,
        parts=True,
    )
    if events != replace(EventFilter(), parts=True):
        if kinds and "events" not in kinds:
            raise click.UsageError(
                "--type, --country, --place, --actor, --disputed and --min-origins are of events; add --in events"
            )
        kinds = ("events",)
    asked = [kind for kind in KINDS if not kinds or kind in kinds]
    with open_record(record, create=False, read_only=True) as opened:
        reader = opened.reader()
        if not reader.is_current() and "events" in asked:
            click.echo("dateline: events are searched as the last `dateline reconcile` left them", err=True)
        found = reader.search(" ".join(_phrase(word) for word in words), asked, limit, 0, events, since, until)
    if form == "jsonl":
        for hit in found:
            click.echo(json.dumps(asdict(hit), ensure_ascii=False))
    else:
        _print(found)


def _phrase(argument: str) -> str:
    """What was quoted for the shell stands in this order; quotation marks and OR within keep their meaning."""
    is_one = " " not in argument.strip() or '"' in argument or " OR " in argument
    return argument if is_one else f'"{argument}"'


def _print(found: Listing[Hit]) -> None:
    for hit in found:
        id_ = f"{hit.report}/{hit.item}" if hit.report and hit.item else hit.item or hit.report
        title = "" if hit.kind == "events" else f"  {clean(hit.title)}"
        click.echo(f"{_NAMES[hit.kind]:<9} {hit.day or 'undated':<10}  {id_}{title}")
        click.echo(f"          {_marked(hit)}")
    total = f"more than {found.total:,}" if found.capped else f"{found.total:,}"
    shown = f"; the newest {len(found):,} shown (--limit N)" if found.has_more else ""
    click.echo(f"{total} found{shown}")


def _marked(hit: Hit) -> str:
    """The snippet with what was found in bold, where the terminal shows it."""
    parts, at = [], 0
    for start, end in hit.marks:
        parts += [_between(hit.snippet[at:start]), click.style(clean(hit.snippet[start:end]), bold=True)]
        at = end
    return "".join([*parts, _between(hit.snippet[at:])]).strip()


def _between(text: str) -> str:
    """On one line, the blanks at its ends kept."""
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{clean(text)}{after}" if text.strip() else " " * bool(text)
