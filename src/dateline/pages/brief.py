"""The brief: the record as one self-contained HTML page, without script and without anything from outside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from markupsafe import Markup

from dateline.errors import InputError
from dateline.model import Claim, ClaimRef, CopyGroup, Event, Flag, Passage, Report, ReportClaims, Statement
from dateline.pages import wording
from dateline.pages.drawing import Map, Timeline, draw_map, draw_timeline
from dateline.pages.marked import Run, anchor, cut, evidence_spans, report_marks
from dateline.pages.rows import (
    EventRow,
    PassageRow,
    StatementRow,
    decided,
    event_row,
    passage_row,
    report_name,
    statement_row,
)
from dateline.pages.templates import style, templates
from dateline.record.views import RecordView, RunInfo
from dateline.reference.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    name: str
    offices: str
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    id: str
    name: str
    file: str
    outlet: str
    published: str
    address: str
    flags: tuple[str, ...]
    copy_of: str
    passages: tuple[PassageRow, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BriefPage:
    """All that the template `brief.html` shows.

    events are in order of time, undated last. heard: what was only said, planned or denied. excerpts: only the
    sentences of the texts that something rests on. is_whole: of the whole record, not of one event. attribution: of the
    gazetteer.
    """

    title: str
    as_of: str
    first_day: str
    last_day: str
    map: Map | None
    timeline: Timeline | None
    events: tuple[EventRow, ...]
    heard: tuple[EventRow, ...]
    disputed: tuple[EventRow, ...]
    speakers: tuple[SpeakerRow, ...]
    reports: tuple[ReportRow, ...]
    set_aside: tuple[tuple[str, str, str], ...]
    excerpts: bool
    is_whole: bool
    run: RunInfo | None
    attribution: str


def render_brief(
    view: RecordView, *, title: str = "Dateline brief", event: str | None = None, excerpts: bool = False
) -> str:
    """The page as one HTML document, UTF-8. Everything from texts is escaped; nothing is requested from anywhere.

    event: the ID of one event, for a page of it alone. excerpts: without the rest of the texts that its evidence stands
    in. Raises InputError when there is no such event.
    """
    css = style("base.css")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    page = brief_page(view if event is None else about(view, event), title, excerpts=excerpts)
    page = replace(page, is_whole=event is None)
    return templates().get_template("brief.html").render(page=page, style=Markup(css), style_hash=digest)


def about(view: RecordView, event: str) -> RecordView:
    """What the record has on one event: it and its parts, its claims, the reports that tell of it."""
    found = view.reconciliation
    wanted = [e for e in found.events if event in (e.id, e.part_of)]
    if all(e.id != event for e in wanted):
        raise InputError(f"there is no event {event} in the record; `dateline show --ids` lists them")
    ids = {e.id for e in wanted}
    told = {report for e in wanted for report in e.reports}
    claims = {ref for e in wanted for ref in e.claims}
    return replace(
        view,
        reports=tuple(r for r in view.reports if r.id in told),
        readings=tuple(_of_claims(reading, claims) for reading in view.readings if reading.report in told),
        reconciliation=replace(
            found,
            events=tuple(wanted),
            copies=tuple(_among(group, told) for group in found.copies if not told.isdisjoint(group.reports)),
            flags=tuple(f for f in found.flags if (f.event in ids if f.event else f.report in told)),
            amended=tuple(c for c in found.amended if ClaimRef(c.report, c.id) in claims),
            passages=tuple(p for p in found.passages if {p.report, p.of} <= told),
        ),
        set_aside=(),
    )


def _of_claims(reading: ReportClaims, claims: Collection[ClaimRef]) -> ReportClaims:
    """The reading without the other claims, and without the statements that none of these stands in."""
    own = tuple(c for c in reading.claims if ClaimRef(c.report, c.id) in claims)
    spoken = {c.statement for c in own}
    return replace(reading, claims=own, statements=tuple(s for s in reading.statements if s.id in spoken))


def _among(group: CopyGroup, reports: Collection[str]) -> CopyGroup:
    original = group.original if group.original in reports else None
    return replace(group, reports=tuple(r for r in group.reports if r in reports), original=original)


def brief_page(view: RecordView, title: str, *, excerpts: bool = False) -> BriefPage:
    """The record arranged for reading."""
    shelf = _Shelf(view)
    events = sorted(view.reconciliation.events, key=_in_time)
    rows = {event.id: shelf.event_row(event) for event in events}
    ground = [e for e in events if e.modality.on_the_ground]
    published = [r.published.day for r in view.reports if r.published]
    return BriefPage(
        title=title,
        as_of=view.as_of,
        first_day=min(published, default=""),
        last_day=max(published, default=""),
        map=draw_map(ground),
        timeline=draw_timeline(events),
        events=tuple(rows[e.id] for e in ground),
        heard=tuple(rows[e.id] for e in events if not e.modality.on_the_ground),
        disputed=tuple(rows[e.id] for e in events if e.disputes),
        speakers=shelf.speakers(),
        reports=shelf.report_rows(only_evidence=excerpts),
        set_aside=tuple((s.file, s.reason, s.detail) for s in view.set_aside),
        excerpts=excerpts,
        is_whole=True,
        run=view.runs[-1] if view.runs else None,
        attribution=Gazetteer.open().attribution,
    )


def _in_time(event: Event) -> tuple[bool, str, str]:
    start = event.time.start if event.time and event.time.start else ""
    return not start or start.startswith("--"), start, event.id


class _Shelf:
    """Looks things up in a view by their IDs; every link leads to another part of the same page."""

    def __init__(self, view: RecordView) -> None:
        self.view = view
        self.reports: dict[str, Report] = {r.id: r for r in view.reports}
        self.claims: dict[ClaimRef, Claim] = {ClaimRef(c.report, c.id): c for c in view.claims()}
        self.people = {str(member): e for e in view.reconciliation.entities for member in e.members}
        self.flags: dict[str, list[Flag]] = {}
        for flag in view.reconciliation.flags:
            self.flags.setdefault(flag.event or flag.report or "", []).append(flag)
        self.decided = decided(view.reconciliation.rulings)
        self.anchors: dict[str, set[int]] = {}

    # -- names and links --------------------------------------------------------------------------------------------

    def name(self, report: str) -> str:
        return report_name(self.reports[report])

    def words(self, report: str, start: int) -> str:
        """The text gets its anchor there."""
        self.anchors.setdefault(report, set()).add(start)
        return "#" + anchor(report, start)

    def report(self, report: str) -> str:
        return "#" + report

    def entity(self, report: str, entity: str | None) -> str:
        return ""

    def canonical(self, entity: str | None) -> str:
        return ""

    # -- events -----------------------------------------------------------------------------------------------------

    def event_row(self, event: Event) -> EventRow:
        claims = [self.claims[ref] for ref in event.claims if ref in self.claims]
        in_order = sorted(claims, key=self.by_publication)
        return event_row(event, in_order, self, self.flags.get(event.id, ()), self.decided)

    def by_publication(self, claim: Claim) -> tuple[str, str, int]:
        published = self.reports[claim.report].published
        return published.value if published else "9999", claim.report, claim.sentence.start

    # -- statements -------------------------------------------------------------------------------------------------

    def speakers(self) -> tuple[SpeakerRow, ...]:
        """Speakers by how much they say; statements in order of publication."""
        said: dict[str, list[Statement]] = {}
        for reading in self.view.readings:
            for statement in reading.statements:
                said.setdefault(self.speaker(statement), []).append(statement)
        rows = [
            SpeakerRow(name, self.offices(found), tuple(statement_row(s, self) for s in sorted(found, key=self.order)))
            for name, found in said.items()
        ]
        return tuple(sorted(rows, key=lambda row: (row.name == "", -len(row.statements), row.name)))

    def order(self, statement: Statement) -> tuple[str, str, int]:
        published = self.reports[statement.report].published
        return published.value if published else "9999", statement.report, statement.start

    def speaker(self, statement: Statement) -> str:
        if statement.speaker is None:
            return ""
        entity = self.people.get(f"{statement.report}/{statement.speaker.entity}")
        return entity.name if entity else statement.speaker.name

    def offices(self, statements: Sequence[Statement]) -> str:
        found = [
            " ".join(filter(None, (office.qualifier, office.title)))
            for s in statements
            if s.speaker and (entity := self.people.get(f"{s.report}/{s.speaker.entity}"))
            for office in entity.offices
        ]
        return "; ".join(dict.fromkeys(found))

    # -- reports ----------------------------------------------------------------------------------------------------

    def passage_row(self, passage: Passage) -> PassageRow:
        return passage_row(passage, self.reports[passage.report].text[passage.start : passage.end], self)

    def report_rows(self, *, only_evidence: bool) -> tuple[ReportRow, ...]:
        copies = {
            report: f"repeats the text of {self.name(group.original)}"
            if group.original and group.original != report
            else "repeated by another report"
            for group in self.view.reconciliation.copies
            for report in group.reports
        }
        passages: dict[str, list[PassageRow]] = {}
        for passage in self.view.reconciliation.passages:  # all anchors first: the texts are cut at them
            passages.setdefault(passage.report, []).append(self.passage_row(passage))
        rows = [
            ReportRow(
                id=report.id,
                name=self.name(report.id),
                file=report.file,
                outlet=report.outlet.name if report.outlet else "unknown outlet",
                published=report.published.value.replace("T", " ") if report.published else "not dated",
                address=wording.web_address(report.address),
                flags=wording.flag_lines([*reading.flags, *self.flags.get(report.id, [])]),
                copy_of=copies.get(report.id, ""),
                passages=tuple(passages.get(report.id, ())),
                runs=self.runs(report, reading, only_evidence=only_evidence),
            )
            for report, reading in zip(self.view.reports, self.view.readings, strict=True)
        ]
        return tuple(sorted(rows, key=lambda row: (row.published == "not dated", row.published, row.id)))

    def runs(self, report: Report, reading: ReportClaims, *, only_evidence: bool) -> tuple[Run, ...]:
        anchors = sorted(self.anchors.get(report.id, ()))
        only = evidence_spans(report, reading, anchors) if only_evidence else None
        return cut(report.text, report_marks(report, reading), report.id, anchors, only)
