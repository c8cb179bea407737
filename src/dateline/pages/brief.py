"""The brief: the whole record as one self-contained HTML page, without script and without anything from outside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.model import (
    Claim,
    ClaimRef,
    Decision,
    Dispute,
    Event,
    EventActor,
    Evidence,
    FieldValue,
    Flag,
    Link,
    Moment,
    Origin,
    Passage,
    Place,
    Report,
    ReportClaims,
    RulingStatus,
    Statement,
    Time,
    Toll,
)
from dateline.pages.drawing import Map, Timeline, draw_map, draw_timeline
from dateline.pages.marked import Run, anchor, cut, report_marks
from dateline.record.views import RecordView, RunInfo
from dateline.reference.gazetteer import Gazetteer

PASSAGE = 90  # characters of a copied passage that are shown
DESCRIPTIONS = 8  # how many phrases for actors are shown before the rest is left to the claims


@dataclass(frozen=True, slots=True)
class ChainPart:
    """One link of a source chain as the page shows it: who, and through what."""

    name: str
    role: str
    through: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim under its event: the sentence cut around its trigger, the chain, and where it stands."""

    report: str
    report_name: str
    before: str
    trigger: str
    after: str
    modality: str
    harms: tuple[str, ...]
    chain: tuple[ChainPart, ...]
    link: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an event: its value, and the reason or rule behind it."""

    name: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    field: str
    reason: str
    values: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]  # value, said by, (report ID, name) …


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that claims give a field, and the independent origins behind it."""

    field: str
    value: str
    origins: int
    names: str
    claims: int


@dataclass(frozen=True, slots=True)
class MomentRow:
    """How an event stood by the end of a day on which its account moved."""

    known: str
    reports: int
    origins: int
    when: str
    where: str
    toll: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    id: str
    type: str
    mode: str
    modality: str
    ground: bool
    headline: str
    when: str
    where: str
    toll: str
    origins: int
    origin_names: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    disputes: tuple[DisputeRow, ...]
    claims: tuple[ClaimRow, ...]
    flags: tuple[str, ...]
    account: tuple[MomentRow, ...]
    values: tuple[ValueRow, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementRow:
    content: str
    cue: str
    kind: str
    said: str
    chain: tuple[ChainPart, ...]
    report_name: str
    link: str


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    name: str
    offices: str
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Words of a report that stand in another, with links to both."""

    words: str
    link: str
    other: str
    other_link: str
    reason: str


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

    events are in order of time, undated last. heard: what was only said, planned or denied.
    attribution: of the gazetteer.
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
    run: RunInfo | None
    attribution: str


def render_brief(view: RecordView, *, title: str = "Dateline brief") -> str:
    """The page as one HTML document, UTF-8. Everything from texts is escaped; nothing is requested from anywhere."""
    style = (files("dateline.pages") / "templates" / "brief.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    page = brief_page(view, title)
    return _templates().get_template("brief.html").render(page=page, style=Markup(style), style_hash=digest)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("dateline.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def brief_page(view: RecordView, title: str) -> BriefPage:
    """The record arranged for reading."""
    shelf = _Shelf(view)
    events = sorted(view.reconciliation.events, key=_in_time)
    rows = {event.id: shelf.event_row(event) for event in events}
    ground = [e for e in events if e.modality.on_the_ground]
    days = [r.published.day for r in view.reports if r.published]
    return BriefPage(
        title=title,
        as_of=view.as_of,
        first_day=min(days, default=""),
        last_day=max(days, default=""),
        map=draw_map(ground),
        timeline=draw_timeline(events),
        events=tuple(rows[e.id] for e in ground),
        heard=tuple(rows[e.id] for e in events if not e.modality.on_the_ground),
        disputed=tuple(rows[e.id] for e in events if e.disputes),
        speakers=shelf.speakers(),
        reports=shelf.report_rows(),
        set_aside=tuple((s.file, s.reason, s.detail) for s in view.set_aside),
        run=view.runs[-1] if view.runs else None,
        attribution=Gazetteer.open().attribution,
    )


def _in_time(event: Event) -> tuple[bool, str, str]:
    start = event.time.start if event.time and event.time.start else ""
    return not start or start.startswith("--"), start, event.id


class _Shelf:
    """Looks things up in a view by their IDs, and words them for the page."""

    def __init__(self, view: RecordView) -> None:
        self.view = view
        self.reports: dict[str, Report] = {r.id: r for r in view.reports}
        self.readings: dict[str, ReportClaims] = {r.report: r for r in view.readings}
        self.claims: dict[ClaimRef, Claim] = {ClaimRef(c.report, c.id): c for c in view.claims()}
        self.canonical = {str(member): e for e in view.reconciliation.entities for member in e.members}
        self.flags: dict[str, list[Flag]] = {}
        for flag in view.reconciliation.flags:
            self.flags.setdefault(flag.event or flag.report or "", []).append(flag)
        self.decisions: dict[ClaimRef, list[str]] = {}
        for ruling in view.reconciliation.rulings:
            for ref in ruling.claims if ruling.status is RulingStatus.APPLIED else ():
                self.decisions.setdefault(ref, []).append(_decision(ruling.decision))
        self.anchors: dict[str, set[int]] = {}

    # -- events -----------------------------------------------------------------------------------------------------

    def event_row(self, event: Event) -> EventRow:
        claims = [self.claims[ref] for ref in event.claims if ref in self.claims]
        return EventRow(
            id=event.id,
            type=event.type.value,
            mode=event.mode or "",
            modality=event.modality.value,
            ground=event.modality.on_the_ground,
            headline=event.summary or event.type.value,
            when=_when(event.time),
            where=_where(event.place),
            toll=_tolls(event.tolls),
            origins=len(event.origins),
            origin_names=tuple(_origin(o) for o in event.origins),
            fields=tuple(_fields(event)),
            disputes=tuple(self.dispute_row(d) for d in event.disputes),
            claims=tuple(self.claim_row(c) for c in sorted(claims, key=self.by_publication)),
            flags=tuple(f"{f.kind.value}: {f.reason}" for f in self.flags.get(event.id, [])),
            account=tuple(_moment(m) for m in event.account),
            values=tuple(_value(v) for v in event.values) if len(event.claims) > 1 else (),
            decisions=tuple(dict.fromkeys(line for ref in event.claims for line in self.decisions.get(ref, ()))),
        )

    def by_publication(self, claim: Claim) -> tuple[str, str, int]:
        published = self.reports[claim.report].published
        return published.value if published else "9999", claim.report, claim.sentence.start

    def claim_row(self, claim: Claim) -> ClaimRow:
        sentence, trigger = claim.sentence, claim.trigger
        cut_at, cut_to = trigger.start - sentence.start, trigger.end - sentence.start
        inside = 0 <= cut_at < cut_to <= len(sentence.quote)
        return ClaimRow(
            report=claim.report,
            report_name=self.name(claim.report),
            before=sentence.quote[:cut_at] if inside else sentence.quote,
            trigger=sentence.quote[cut_at:cut_to] if inside else "",
            after=sentence.quote[cut_to:] if inside else "",
            modality=claim.modality.value,
            harms=tuple(f"{h.kind.value}: {h.words}" for h in claim.harms),
            chain=_chain(claim.chain),
            link=self.link(sentence),
        )

    def dispute_row(self, dispute: Dispute) -> DisputeRow:
        values = tuple(
            (v.value, " ← ".join(v.said_by), tuple((report, self.name(report)) for report in v.reports))
            for v in dispute.values
        )
        return DisputeRow(dispute.field, dispute.reason, values)

    # -- statements -------------------------------------------------------------------------------------------------

    def speakers(self) -> tuple[SpeakerRow, ...]:
        """Speakers by how much they say; statements in order of publication."""
        said: dict[str, list[Statement]] = {}
        for reading in self.view.readings:
            for statement in reading.statements:
                said.setdefault(self.speaker(statement), []).append(statement)
        rows = [
            SpeakerRow(name, self.offices(found), tuple(self.statement_row(s) for s in sorted(found, key=self.order)))
            for name, found in said.items()
        ]
        return tuple(sorted(rows, key=lambda row: (row.name == "", -len(row.statements), row.name)))

    def order(self, statement: Statement) -> tuple[str, str, int]:
        published = self.reports[statement.report].published
        return published.value if published else "9999", statement.report, statement.start

    def speaker(self, statement: Statement) -> str:
        if statement.speaker is None:
            return ""
        entity = self.canonical.get(f"{statement.report}/{statement.speaker.entity}")
        return entity.name if entity else statement.speaker.name

    def offices(self, statements: Sequence[Statement]) -> str:
        found = [
            " ".join(filter(None, (office.qualifier, office.title)))
            for s in statements
            if s.speaker and (entity := self.canonical.get(f"{s.report}/{s.speaker.entity}"))
            for office in entity.offices
        ]
        return "; ".join(dict.fromkeys(found))

    def statement_row(self, statement: Statement) -> StatementRow:
        first = statement.parts[0]
        return StatementRow(
            content=" … ".join(part.quote for part in statement.parts),
            cue=statement.cue or "",
            kind=_kind(statement),
            said=(statement.time.start or "") if statement.time else "",
            chain=_chain(statement.chain),
            report_name=self.name(statement.report),
            link=self.link(first),
        )

    # -- reports ----------------------------------------------------------------------------------------------------

    def name(self, report: str) -> str:
        """Outlet and day, or the file's name."""
        found = self.reports[report]
        name = found.outlet.name if found.outlet else found.file.rsplit("/", 1)[-1]
        return f"{name}, {found.published.day}" if found.published else f"{name}, undated"

    def link(self, evidence: Evidence) -> str:
        """A link to where the evidence stands in the report's text; the text gets its anchor there."""
        return self.link_to(evidence.report, evidence.start)

    def link_to(self, report: str, start: int) -> str:
        self.anchors.setdefault(report, set()).add(start)
        return "#" + anchor(report, start)

    def passage_row(self, passage: Passage) -> PassageRow:
        words = " ".join(self.reports[passage.report].text[passage.start : passage.end].split())
        return PassageRow(
            words=words if len(words) <= PASSAGE else words[:PASSAGE].rsplit(" ", 1)[0] + " …",
            link=self.link_to(passage.report, passage.start),
            other=self.name(passage.of),
            other_link=self.link_to(passage.of, passage.of_start),
            reason=passage.reason,
        )

    def report_rows(self) -> tuple[ReportRow, ...]:
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
                address=_web_address(report.address),
                flags=tuple(_flag_lines([*reading.flags, *self.flags.get(report.id, [])])),
                copy_of=copies.get(report.id, ""),
                passages=tuple(passages.get(report.id, ())),
                runs=cut(
                    report.text, report_marks(report, reading), report.id, sorted(self.anchors.get(report.id, ()))
                ),
            )
            for report, reading in zip(self.view.reports, self.view.readings, strict=True)
        ]
        return tuple(sorted(rows, key=lambda row: (row.published == "not dated", row.published, row.id)))


def _flag_lines(flags: Iterable[Flag]) -> Iterable[str]:
    lines = []
    for flag in flags:
        quote = f" “{flag.evidence[0].quote}”" if flag.evidence and len(flag.evidence[0].quote) < 160 else ""
        lines.append(f"{flag.kind.value}:{quote} {flag.reason}")
    return dict.fromkeys(lines)


def _web_address(address: str | None) -> str:
    """Only http(s) addresses become links."""
    return address if address and address.lower().startswith(("http://", "https://")) else ""


def _kind(statement: Statement) -> str:
    """The kind of saying, and whether it was said at all."""
    marks = [word for word, is_so in (("not said", statement.negated), ("if said", statement.hypothetical)) if is_so]
    return ", ".join([statement.kind.value, *marks])


def _chain(chain: Sequence[Link]) -> tuple[ChainPart, ...]:
    return tuple(
        ChainPart(
            name=link.name or {"rumour": "nobody named", "outlet": "unknown outlet"}.get(link.role.value, "unnamed"),
            role=link.role.value,
            through="in the dateline"
            if link.is_agency
            else (link.venue or link.medium or "") + (" (named earlier)" if link.carried else ""),
        )
        for link in chain
    )


def _decision(decision: Decision) -> str:
    """ "different, by Ada, 2031-03-05: two nights" """
    values = "; ".join(f"{field} {value}".strip() for field, value in decision.values)
    what = " ".join(filter(None, (decision.kind.value, values)))
    return f"{what}, by {decision.author}, {decision.made[:10]}" + (f": {decision.reason}" if decision.reason else "")


def _origin(origin: Origin) -> str:
    return origin.name + (" (a party)" if origin.party else "")


def _value(value: FieldValue) -> ValueRow:
    names = "; ".join(_origin(o) for o in value.origins) or "rumour only"
    return ValueRow(value.field, value.value, len(value.origins), names, len(value.claims))


def _moment(moment: Moment) -> MomentRow:
    return MomentRow(
        known=moment.known,
        reports=moment.reports,
        origins=moment.origins,
        when=_when(moment.time),
        where=_where(moment.place),
        toll=_tolls(moment.tolls),
        changed=moment.changed,
    )


def _when(time: Time | None) -> str:
    if time is None or not (time.start or time.end):
        return "no date"
    start, end = time.start, time.end
    if not start:
        return f"no later than {end}"
    return start if not end or end == start else f"{start} – {end}"


def _where(place: Place | None) -> str:
    return place.name if place is not None else ""


def _tolls(tolls: Sequence[Toll]) -> str:
    return ", ".join(_toll(t) for t in tolls if t.maximum != 0 or t.minimum != 0)


_WORDS_SHOWN = 3


def _toll(toll: Toll) -> str:
    count = _how_many(toll) or _toll_words(toll, _WORDS_SHOWN)
    return f"{toll.kind}: {count}" if count else toll.kind


def _how_many(toll: Toll) -> str:
    """ "12", "12–22", "at least 30", "12–30 or more", "up to 22"; "" where no text gives a number."""
    low, high = toll.minimum, toll.maximum
    if toll.vague or (low is None and high is None):
        return ""
    if low is None:
        return f"up to {high}"
    top = high if high is not None else max(low, toll.highest or low)
    if high is None:
        return f"at least {low}" if low == top else f"{low}–{top} or more"
    return f"{low}" if low == high else f"{low}–{high}"


def _toll_words(toll: Toll, most: int | None = None) -> str:
    return " / ".join(f"“{words}”" for words in toll.words[:most])


def _fields(event: Event) -> Iterable[FieldRow]:
    """The event's fields that have a value, with the reason of each."""
    if event.name:
        yield FieldRow("name", event.name, "")
    yield FieldRow("when", _when(event.time), event.time.reason if event.time else "")
    if event.place:
        spot = f" ({event.place.lat:.3f}, {event.place.lon:.3f})" if event.place.lat is not None else ""
        yield FieldRow(
            "where", f"{event.place.name}{spot}, precision: {event.place.precision.value}", event.place.reason
        )
    yield from _people("parties" if event.reciprocal else "actors", event.actors)
    yield from _people("recipients", event.recipients)
    for toll in event.tolls:
        yield FieldRow(toll.kind, "  ".join(filter(None, (_how_many(toll), _toll_words(toll)))), toll.rule)
    if event.contexts:
        yield FieldRow("context", ", ".join(event.contexts), "")


def _people(role: str, actors: Sequence[EventActor]) -> Iterable[FieldRow]:
    """Those with a name first; descriptions after them, cut short where many: the claims have them all."""
    named = [a.name for a in actors if a.entity]
    described = [a.name for a in actors if not a.entity]
    shown = described[: max(DESCRIPTIONS - len(named), 2)]
    more = len(described) - len(shown)
    if named or shown:
        told = f"also told of as: {'; '.join(shown)}" if named and shown else ""
        rest = f" … and {more} more descriptions in the claims" if more else ""
        yield FieldRow(role, "; ".join(named or shown), told + rest)
