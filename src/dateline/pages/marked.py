"""A report's text cut into runs, each with what it is evidence of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Claim, Entity, Report, ReportClaims, Span

GAP = " […] "


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what is said of it.

    kind: "claim", "field", "statement", "furniture", "flag", "name". link: where it leads to, or "".
    """

    start: int
    end: int
    kind: str
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters with the same marks. anchor: name for links to its first character, or "". link: of the
    innermost mark that leads anywhere."""

    text: str
    kinds: tuple[str, ...]
    title: str
    anchor: str
    link: str = ""


def anchor(report: str, start: int) -> str:
    """The name under which the character at `start` of a report can be linked to."""
    return f"{report}-{start}"


def report_marks(
    report: Report,
    reading: ReportClaims,
    claims: Iterable[Claim] | None = None,
    event_link: Callable[[Claim], str] = lambda claim: "",
    name_link: Callable[[Entity], str] | None = None,
) -> list[Mark]:
    """Everything that a page shows in the text of one report.

    claims: as they stand, those that people corrected and added too; else as they were read. name_link: where people,
    bodies and places lead to; without it they are not marked.
    """
    marks = [
        Mark(block.start, block.end, "furniture", f"{block.kind.value}: not read")
        for block in report.blocks
        if not block.kind.is_read
    ]
    for statement in reading.statements:
        speaker = statement.speaker.name if statement.speaker else "nobody named"
        marks += [Mark(p.start, p.end, "statement", f"{statement.kind.value}: {speaker}") for p in statement.parts]
    for claim in reading.claims if claims is None else claims:
        trigger = claim.trigger
        title = f"{claim.type.value}, {claim.modality.value}"
        marks.append(Mark(trigger.start, trigger.end, "claim", title, event_link(claim)))
        marks += [Mark(e.start, e.end, "field", f.field) for f in claim.fields for e in f.evidence if f.field != "type"]
    for entity in reading.entities if name_link is not None else ():
        link = name_link(entity) if name_link is not None else ""
        marks += [Mark(e.start, e.end, "name", entity.name, link) for e in entity.evidence]
    for flag in reading.flags:
        marks += [Mark(e.start, e.end, "flag", f"{flag.kind.value}: {flag.reason}") for e in flag.evidence]
    return [mark for mark in marks if mark.start < mark.end <= len(report.text)]


def cut(
    text: str, marks: Iterable[Mark], report: str, anchors: Iterable[int], only: Sequence[Span] | None = None
) -> tuple[Run, ...]:
    """The whole text as runs: cut where a mark begins or ends and at each anchor, nothing lost or repeated.

    only: without what is outside of these spans; GAP stands where words are left out.
    """
    marks = sorted(marks, key=lambda m: (m.start, -m.end, m.kind))
    named = {at for at in anchors if 0 <= at < len(text)}
    kept = _joined(only if only is not None else [Span(0, len(text))])
    ends = {end for span in kept for end in (span.start, span.end)}
    cuts = sorted({0, len(text), *named, *ends, *(m.start for m in marks), *(m.end for m in marks)})
    runs: list[Run] = []
    active: list[Mark] = []
    position = at = 0
    for start, end in pairwise(cuts):
        while position < len(marks) and marks[position].start <= start:
            active.append(marks[position])
            position += 1
        active = [mark for mark in active if mark.end > start]
        while at < len(kept) and kept[at].end <= start:
            at += 1
        if at == len(kept) or start < kept[at].start:
            if text[start:end].strip() and (not runs or runs[-1].text != GAP):
                runs.append(Run(GAP, (), "", ""))
            continue
        runs.append(
            Run(
                text=text[start:end],
                kinds=tuple(dict.fromkeys(mark.kind for mark in active)),
                title=" · ".join(dict.fromkeys(mark.title for mark in active if mark.title)),
                anchor=anchor(report, start) if start in named else "",
                link=next((mark.link for mark in reversed(active) if mark.link), ""),
            )
        )
    return tuple(runs)


def evidence_spans(report: Report, reading: ReportClaims, anchors: Iterable[int]) -> list[Span]:
    """The sentences that the anchors stand in; of an anchor outside of them its block."""
    sentences = [Span(s.start, s.end) for s in reading.sentences]
    spans = []
    for at in sorted(anchors):
        inside = [span for span in sentences if span.start <= at < span.end] or [
            block.span for block in report.blocks if block.start <= at < block.end
        ]
        spans += inside[:1]
    return spans


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
