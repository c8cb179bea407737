"""The sections of a summary: events, statements by speaker, flags, copies, reports not read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli import phrases
from dateline.cli.terminal import clean
from dateline.model import ClaimRef, Event, Flag, FlagKind, LinkRole, Statement
from dateline.record.views import RecordView

_EVENTS, _SPEAKERS, _ENTITIES, _COPIES, _UNREAD, _FLAGS_OF_A_KIND = 20, 15, 20, 8, 10, 2
_WHEN = 16  # cells that the column of dates takes
_LONGEST_QUOTE = 80
_LONGEST_NAME = 32
_NOBODY = "nobody named"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is credited to one speaker. name: None for statements that nobody is named for."""

    name: str | None
    statements: tuple[Statement, ...]


def by_speaker(view: RecordView) -> list[Speaker]:
    """Who said the most first; by canonical entity, so that "he" and the full name are one."""
    canonical = {member: entity for entity in view.reconciliation.entities for member in entity.members}
    names: dict[str, str | None] = {}
    said: dict[str, list[Statement]] = defaultdict(list)
    for reading in view.readings:
        for statement in reading.statements:
            speaker = statement.speaker
            entity = canonical.get(ClaimRef(reading.report, speaker.entity)) if speaker and speaker.entity else None
            key = entity.id if entity else f"name:{speaker.name.casefold()}" if speaker else ""
            names.setdefault(key, entity.name if entity else speaker.name if speaker else None)
            said[key].append(statement)
    speakers = [Speaker(names[key], tuple(statements)) for key, statements in said.items()]
    return sorted(speakers, key=lambda s: (s.name is None, -len(s.statements), s.name or ""))


class Page:
    """Prints one record, section by section; a section without anything is left out."""

    def __init__(self, view: RecordView, console: Console, everything: bool, ids: bool = False) -> None:
        self._view = view
        self._console = console
        self._everything = everything
        self._ids = ids
        files = [*(report.file for report in view.reports), *(item.file for item in view.set_aside)]
        self._short = _short_names(files)
        self._files = {report.id: self._short[report.file] for report in view.reports}
        self._events = {event.id: event for event in view.reconciliation.events}
        self._claims = {ClaimRef(claim.report, claim.id): claim for claim in view.claims()}

    def line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style), soft_wrap=True)

    def events(self) -> None:
        events = self._view.reconciliation.events
        shown = self._some(sorted(events, key=_weight, reverse=True), _EVENTS)
        if not shown:
            return
        self._head("Events", len(shown), len(events))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(no_wrap=True)
        table.add_column()
        for event in sorted(shown, key=_in_time):
            table.add_row(phrases.when(event.time) or "no date", self._event(event))
        self._console.print(table)
        self._more(len(shown), len(events))

    def _event(self, event: Event) -> Text:
        """What, where, harm and origins; below, who to whom and what is disputed."""
        text = Text()
        text.append(phrases.what(event), style="bold")
        modality = phrases.modality(event)
        text.append(f" ({modality})" if modality else "", style="italic")
        part = "part of a larger event" if event.part_of else ""
        for fact in (phrases.where(event.place), phrases.toll(event), phrases.origins(event), part):
            text.append(f" · {fact}" if fact else "")
        text.append("\n" + (phrases.who(event) or _cut(self._quote(event), _LONGEST_QUOTE)))
        if event.disputes:
            words = phrases.disputed(event) if self._everything else phrases.disputed_fields(event)
            text.append(f"  {words}", style="red")
        if self._ids:
            text.append(f"\n{event.id}", style="dim")
            for ref in event.claims:
                claim = self._claims.get(ref)
                told = f"{self._files.get(ref.report, '')}: {clean(claim.sentence.quote)}" if claim else ""
                text.append("\n" + _cut(f"  {ref} {told}", self._room(_WHEN)), style="dim")
        return text

    def _quote(self, event: Event) -> str:
        """The sentence of its first claim, for an event whose parties no text names."""
        claims = (self._claims.get(ref) for ref in event.claims)
        return next((f"“{clean(claim.sentence.quote)}”" for claim in claims if claim), clean(event.summary))

    def entities(self) -> None:
        """People, bodies and places with their IDs and those of their members; only where IDs are asked for."""
        entities = sorted(self._view.reconciliation.entities, key=lambda e: (-len(e.members), e.name, e.id))
        shown = self._some(entities, _ENTITIES)
        if not shown or not self._ids:
            return
        self._head("People, bodies, places", len(shown), len(entities))
        for entity in shown:
            members = ", ".join(map(str, entity.members))
            self.line("  " + _cut(f"{entity.id} {clean(entity.name)} ({entity.kind.value}): {members}", self._room(2)))
        self._more(len(shown), len(entities))

    def statements(self) -> None:
        speakers = by_speaker(self._view)
        shown = self._some(speakers, _SPEAKERS)
        if not shown:
            return
        self._head("Statements by speaker", len(shown), len(speakers))
        if self._everything:
            for speaker in shown:
                self._console.print(_named(speaker), soft_wrap=True)
                for statement in speaker.statements:
                    self.line(f"    {self._said(statement)}")
            return
        names = min(max(_named(speaker).cell_len for speaker in shown), _LONGEST_NAME)
        for speaker in shown:
            line = _named(speaker)
            line.truncate(names, overflow="ellipsis", pad=True)
            line.append("  " + _cut(self._said(speaker.statements[0]), self._room(names + 2)))
            self._console.print(line)
        self._more(len(shown), len(speakers))

    def _said(self, statement: Statement) -> str:
        """Medium, then words: "[X] “We will answer … at once”" where the cue stands between two parts."""
        media = (link.medium or link.name for link in statement.chain if link.medium or link.role is LinkRole.MEDIUM)
        speaker = statement.speaker.name if statement.speaker else None
        medium = next((f"[{clean(name)}] " for name in media if name and name != speaker), "")
        return f"{medium}“{clean(' … '.join(part.quote for part in statement.parts) or statement.content)}”"

    def flags(self) -> None:
        flags = self._all_flags()
        kinds = Counter(flag.kind.value for flag in flags)
        if not kinds:
            return
        self._head("Integrity flags", len(flags), len(flags))
        for kind, number in sorted(kinds.items(), key=lambda item: (item[1], item[0])):  # what is rare stands out
            of_kind = [flag for flag in flags if flag.kind.value == kind]
            shown = of_kind if self._everything else of_kind[:_FLAGS_OF_A_KIND]
            self._console.print(Text(f"  {kind} ({number})", style="bold"))
            for flag in shown:
                self.line("    " + _cut(self._flag(flag), self._room(4)))
            if len(shown) < len(of_kind):
                self._more(len(shown), len(of_kind), indent=4)

    def _flag(self, flag: Flag) -> str:
        """What is flagged, why, and the words; an event goes by its date and type."""
        event = self._events.get(flag.event or "")
        if event is not None:
            what = f"{phrases.when(event.time)} {phrases.what(event)} {phrases.who(event)}".strip()
        else:
            what = self._files.get(flag.report or "", clean(flag.report or ""))
        quote = f" “{clean(flag.evidence[0].quote)}”" if flag.evidence else ""
        return f"{what}: {clean(flag.reason)}{quote}" if what else f"{clean(flag.reason)}{quote}"

    def copies(self) -> None:
        groups = self._view.reconciliation.copies
        shown = self._some(groups, _COPIES)
        if not shown:
            return
        self._head("Copies", len(shown), len(groups))
        for group in shown:
            original = self._files.get(group.original or "", "")
            others = [self._files.get(report, report) for report in group.reports if report != group.original]
            verb = "repeats" if len(others) == 1 else "repeat"
            text = f"{', '.join(others)} {verb} {original or 'one text'}"
            self.line("  " + _cut(f"{text} ({clean(group.reason)})", self._room(2)))
        self._more(len(shown), len(groups))

    def unread(self) -> None:
        items = self._view.set_aside
        shown = self._some(items, _UNREAD)
        if not shown:
            return
        self._head("Not read", len(shown), len(items))
        for item in shown:
            self.line("  " + _cut(f"{self._short[item.file]}: {clean(item.detail or item.reason)}", self._room(2)))
        self._more(len(shown), len(items))

    def _all_flags(self) -> list[Flag]:
        """Each once; copies have a section of their own."""
        flags = [flag for reading in self._view.readings for flag in reading.flags]
        unique = dict.fromkeys([*flags, *self._view.reconciliation.flags])
        return [flag for flag in unique if flag.kind is not FlagKind.COPY]

    def _head(self, title: str, shown: int, of: int) -> None:
        count = f" ({shown:,} of {of:,})" if shown < of else f" ({of:,})"
        self.line("")
        self._console.print(Text(title.upper(), style="bold") + Text(count))

    def _more(self, shown: int, of: int, indent: int = 2) -> None:
        if shown < of:
            self.line(" " * indent + f"… and {of - shown:,} more (dateline show --all)")

    def _some(self, items: Sequence[_T], number: int) -> Sequence[_T]:
        return items if self._everything else items[:number]

    def _room(self, indent: int) -> int:
        return 10**6 if self._everything else self._console.width - indent


def _named(speaker: Speaker) -> Text:
    name = clean(speaker.name) if speaker.name else _NOBODY
    return Text(f"  {name}", style="bold").append(f" ({len(speaker.statements)})", style="not bold")


def _short_names(files: Iterable[str]) -> dict[str, str]:
    """What to call each file: the last part of its path, where that is enough to tell it from all others."""
    last = {file: PurePath(file).name or file for file in files}
    often = Counter(last.values())
    return {file: clean(name if often[name] == 1 else file) for file, name in last.items()}


def _cut(text: str, room: int) -> str:
    """To so many cells, wide characters counted as two."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(room - 1, 1)).rstrip() + "…"


def _weight(event: Event) -> tuple[bool, bool, bool, int, int, int]:
    """What is shown when not all can be: what happened on the ground, whole, disputed, and widely told."""
    return (
        event.modality.on_the_ground,
        event.part_of is None,
        bool(event.disputes),
        len(event.reports),
        len(event.origins) + len(event.tolls),
        len(event.claims),
    )


def _in_time(event: Event) -> tuple[int, str]:
    """By date; then days without a year; the undated last."""
    start = event.time.start if event.time else None
    if not start:
        return (2, "")
    return (int(start.startswith("--")), start)
