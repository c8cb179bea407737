"""List of reports, one report with its text, statements, sources, what was not read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from dateline.model import Claim, ClaimRef, Entity, EventType, Passage, Report, ReportClaims, SayingKind
from dateline.pages import wording
from dateline.pages.marked import Run, cut, report_marks
from dateline.pages.rows import (
    ClaimRow,
    PassageRow,
    StatementRow,
    claim_row,
    decided,
    passage_row,
    report_name,
    statement_row,
)
from dateline.pages.web.asked import (
    AskedPage,
    AskedReader,
    AskedReports,
    AskedStatements,
    address_of,
    parameters_of,
)
from dateline.pages.web.lines import EventItem, Given, Pager, brief_words, event_items, given, pager
from dateline.pages.web.shelf import WebShelf, line_name
from dateline.pages.web.site import frame_of, render
from dateline.record import Reader, ReportFilter, changes
from dateline.record.lines import MOST, ReportLine

router = APIRouter(include_in_schema=False)
SOURCES = 200
RELAYED = 12
COPIES = 50


@dataclass(frozen=True, slots=True)
class ReportItem:
    link: str
    name: str
    headline: str
    file: str
    claims: int
    statements: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    items: tuple[ReportItem, ...]
    pager: Pager
    values: dict[str, str]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class RevisionItem:
    """An earlier or later revision. told: "later", "earlier"; changed: what its claims say otherwise, in lines."""

    told: str
    name: str
    link: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """claims: with the events that rest on each. names: people, bodies, places; kind, name, link, other forms."""

    id: str
    name: str
    outlet: str
    published: str
    file: str
    address: str
    language: str
    notes: tuple[str, ...]
    flags: tuple[str, ...]
    runs: tuple[Run, ...]
    claims: tuple[tuple[ClaimRow, tuple[EventItem, ...], str], ...]
    statements: tuple[tuple[StatementRow, str], ...]
    names: tuple[tuple[str, str, str, str], ...]
    copies: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    passages: tuple[PassageRow, ...]
    revisions: tuple[RevisionItem, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementItem:
    link: str
    content: str
    speaker: str
    speaker_link: str
    kind: str
    directness: str
    through: str
    cue: str
    report: str
    words: str


@dataclass(frozen=True, slots=True)
class StatementsPage:
    items: tuple[StatementItem, ...]
    pager: Pager
    values: dict[str, str]
    kinds: tuple[str, ...]
    given: tuple[Given, ...]
    all_kinds: tuple[str, ...] = tuple(SayingKind)


@dataclass(frozen=True, slots=True)
class StatementPage:
    statement: StatementRow
    speaker: str
    speaker_link: str
    speaker_reason: str
    directness: str
    strength: str
    addressee: str
    venue: str
    rule: str
    parts: tuple[tuple[str, str], ...]
    within: str
    claims: tuple[tuple[ClaimRow, str], ...]


@dataclass(frozen=True, slots=True)
class SourceItem:
    """relays: medium and how many reports name it; more: how many media besides."""

    name: str
    link: str
    reports: int
    relays: tuple[tuple[str, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    items: tuple[SourceItem, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class NotReadPage:
    """items: file, reason, what it means."""

    items: tuple[tuple[str, str, str], ...]
    pager: Pager


# -- reports -----------------------------------------------------------------------------------------------------------


@router.get("/reports")
def reports(request: Request, reader: AskedReader, asked: AskedReports, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Reports")
    path = frame.to("/reports")
    found = reader.reports(asked, page.limit, page.offset)
    items = tuple(_report_item(line, WebShelf(reader, frame.root)) for line in found)
    values = dict(parameters_of(asked))
    return render(
        request,
        "reports.html",
        "Reports",
        ReportsPage(items, pager(found, path, asked, page), values, given(path, asked)),
    )


@router.get("/reports/{id_}")
def report(request: Request, reader: AskedReader, id_: str, at: str = Query("", max_length=12)) -> HTMLResponse:
    found = reader.report(id_)
    if found is None:
        raise HTTPException(404, f"There is no report {id_} in this record.")
    frame = frame_of(request, "")
    shown = _report_page(reader, WebShelf(reader, frame.root), *found, int(at) if at.isdecimal() else None)
    return render(request, "report.html", shown.name, shown)


def _report_page(reader: Reader, shelf: WebShelf, report: Report, reading: ReportClaims, at: int | None) -> ReportPage:
    claims = _claims(reader, report.id)
    canonical = reader.entities_of_report(report.id)
    copies = reader.copies(report.id)
    passages = reader.passages(report.id)
    others = [r for group in copies for r in group.reports] + [r for p in passages for r in (p.report, p.of)]
    shelf.load([report.id, *others], (ClaimRef(report.id, e.id) for e in reading.entities))
    by_claim = reader.events_of_claims(report.id)
    lines = {line.id: line for line in reader.event_lines(e for events in by_claim.values() for e in events)}
    decisions = decided(reader.rulings_about([report.id]))

    def event_link(claim: Claim) -> str:
        events = by_claim.get(claim.id, ())
        return shelf.event(events[0]) if events else shelf.claim(ClaimRef(report.id, claim.id))

    def name_link(entity: Entity) -> str:
        return shelf.canonical(canonical.get(entity.id))

    marks = report_marks(report, reading, claims, event_link, name_link)
    anchors = {c.sentence.start for c in claims} | {m.start for m in marks if m.kind != "furniture"}
    anchors |= {p.start for s in reading.statements for p in s.parts[:1]} | ({at} if at is not None else set())
    anchors |= {p.start if p.report == report.id else p.of_start for p in passages}
    return ReportPage(
        id=report.id,
        name=report_name(report),
        outlet=report.outlet.name if report.outlet else "unknown outlet",
        published=report.published.value.replace("T", " ") if report.published else "not dated",
        file=report.file,
        address=wording.web_address(report.address),
        language=report.language,
        notes=report.notes,
        flags=wording.flag_lines([*reading.flags, *reader.flags(report=report.id)]),
        runs=cut(report.text, marks, report.id, anchors),
        claims=tuple(
            (
                claim_row(c, shelf, decisions.lines.get(ClaimRef(c.report, c.id), ())),
                event_items((lines[e] for e in by_claim.get(c.id, ()) if e in lines), shelf),
                shelf.claim(ClaimRef(c.report, c.id)),
            )
            for c in claims
        ),
        statements=tuple(
            (statement_row(s, shelf), shelf.statement(ClaimRef(s.report, s.id))) for s in reading.statements
        ),
        names=tuple(
            (e.kind.value, e.name, shelf.entity(report.id, e.id), "; ".join(a for a in e.aliases if a != e.name))
            for e in sorted(reading.entities, key=lambda e: (e.kind.value, e.name))
        ),
        copies=tuple(
            (
                _copies_told(report.id, group.original, group.reason, shelf),
                tuple(
                    (shelf.name(r), shelf.report(r), next((d.kind.value for d in group.derived if d.report == r), ""))
                    for r in group.reports[:COPIES]
                    if r != report.id
                ),
            )
            for group in copies
        ),
        passages=tuple(_passage(p, report, shelf) for p in passages[:COPIES]),
        revisions=_revisions(reader, report.id, reading, shelf),
        types=tuple(EventType),
    )


def _claims(reader: Reader, report: str) -> list[Claim]:
    """As they stand, in the order of the text."""
    refs = reader.claims_of_report(report)
    found = [c for first in range(0, len(refs), MOST) for c in reader.claims(refs[first : first + MOST])]
    return sorted(found, key=lambda c: (c.trigger.start, c.trigger.end, c.id))


def _copies_told(report: str, original: str | None, reason: str, shelf: WebShelf) -> str:
    if original is None:
        return f"Shares its text with these; nothing tells which was first. {reason}"
    if original == report:
        return f"These repeat it. {reason}"
    return f"Repeats the text of {shelf.name(original)}, as do the others here. {reason}"


def _passage(passage: Passage, report: Report, shelf: WebShelf) -> PassageRow:
    """As seen from this report, which may be on either side of it."""
    if passage.report != report.id:
        passage = replace(
            passage,
            report=passage.of,
            start=passage.of_start,
            end=passage.of_end,
            of=passage.report,
            of_start=passage.start,
            of_end=passage.end,
        )
    return passage_row(passage, report.text[passage.start : passage.end], shelf)


def _revisions(reader: Reader, id_: str, reading: ReportClaims, shelf: WebShelf) -> tuple[RevisionItem, ...]:
    items = []
    for revision in reader.revisions(id_):
        is_later = revision.earlier == id_
        other = revision.report if is_later else revision.earlier
        found = reader.report(other)
        if found is None:
            continue
        before, after = (reading, found[1]) if is_later else (found[1], reading)
        told = "later revision" if is_later else "earlier revision"
        items.append(RevisionItem(told, report_name(found[0]), shelf.report(other), _changed(before, after)))
    return tuple(items)


def _changed(before: ReportClaims, after: ReportClaims) -> tuple[str, ...]:
    found = changes(before, after)
    lines = [f"gone: {c.type.value} “{c.trigger.quote}”" for c in found.gone]
    lines += [f"new: {c.type.value} “{c.trigger.quote}”" for c in found.added]
    for change in found.changed:
        told = "; ".join(f"{name} {old or '(nothing)'} → {new or '(nothing)'}" for name, old, new in change.fields)
        lines.append(f"changed: {change.after.type.value} “{change.after.trigger.quote}”: {told}")
    return tuple(lines)


def _report_item(line: ReportLine, shelf: WebShelf) -> ReportItem:
    return ReportItem(
        shelf.report(line.id), line_name(line), line.headline, line.file, line.claims, line.statements, line.flags
    )


# -- statements --------------------------------------------------------------------------------------------------------


@router.get("/statements")
def statements(request: Request, reader: AskedReader, asked: AskedStatements, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Statements")
    path = frame.to("/statements")
    found = reader.statements(asked, page.limit, page.offset)
    shelf = WebShelf(reader, frame.root)
    shelf.load({s.report for s in found}, (ClaimRef(s.report, s.entity) for s in found if s.entity))
    items = tuple(
        StatementItem(
            link=shelf.statement(ClaimRef(s.report, s.id)),
            content=brief_words(s.content),
            speaker=s.speaker or "nobody named",
            speaker_link=shelf.entity(s.report, s.entity),
            kind=s.kind,
            directness=s.directness,
            through=s.venue or s.medium or "",
            cue=s.cue or "",
            report=shelf.name(s.report),
            words=shelf.words(s.report, s.start),
        )
        for s in found
    )
    values = {name: value for name, value in parameters_of(asked) if name != "kind"}
    shown = StatementsPage(items, pager(found, path, asked, page), values, asked.kinds, given(path, asked))
    return render(request, "statements.html", "Statements", shown)


@router.get("/statements/{report}/{id_}")
def statement(request: Request, reader: AskedReader, report: str, id_: str) -> HTMLResponse:
    found = reader.statement(ClaimRef(report, id_))
    if found is None:
        raise HTTPException(404, f"There is no statement {report}/{id_} in this record.")
    frame = frame_of(request, "")
    shelf = WebShelf(reader, frame.root)
    speaker = found.speaker
    shelf.load_for([found])
    if speaker is not None and speaker.entity:
        shelf.load([report], [ClaimRef(report, speaker.entity)])
    claims = [c for c in _claims(reader, report) if c.statement == id_]
    shelf.load_for(claims)
    shown = StatementPage(
        statement=statement_row(found, shelf),
        speaker=speaker.name if speaker else "nobody named",
        speaker_link=shelf.entity(report, speaker.entity) if speaker else "",
        speaker_reason=found.speaker_reason,
        directness=found.directness.value,
        strength=found.strength.value,
        addressee=found.addressee or "",
        venue=found.venue or "",
        rule=found.rule,
        parts=tuple((part.quote, shelf.words(report, part.start)) for part in found.parts),
        within=shelf.statement(ClaimRef(report, found.parent)) if found.parent else "",
        claims=tuple((claim_row(c, shelf), shelf.claim(ClaimRef(c.report, c.id))) for c in claims),
    )
    return render(request, "statement.html", f"Statement: {shown.speaker}", shown)


# -- sources, not read -------------------------------------------------------------------------------------------------


@router.get("/sources")
def sources(request: Request, reader: AskedReader) -> HTMLResponse:
    frame = frame_of(request, "Sources")
    items = tuple(
        SourceItem(
            name=source.outlet or "unknown outlet",
            link=f"{frame.to('/reports')}?{address_of(ReportFilter(outlet=source.outlet))}" if source.outlet else "",
            reports=source.reports,
            relays=source.relays[:RELAYED],
            more=max(0, len(source.relays) - RELAYED),
        )
        for source in reader.sources(SOURCES)
    )
    return render(request, "sources.html", "Sources", SourcesPage(items, frame.to("/figures/sources")))


@router.get("/not-read")
def not_read(request: Request, reader: AskedReader, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Not read")
    found = reader.set_aside(None, page.limit, page.offset)
    items = tuple((s.file, s.reason, s.detail) for s in found)
    shown = NotReadPage(items, pager(found, frame.to("/not-read"), None, page))
    return render(request, "not_read.html", "Not read", shown)
