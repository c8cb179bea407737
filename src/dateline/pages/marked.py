"""A report's text cut into runs, each with what it is evidence of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Report, ReportClaims


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what is said of it. kind: "claim", "statement", "furniture", "flag", "place", "person"."""

    start: int
    end: int
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters with the same marks. anchor: name for links to its first character, or ""."""

    text: str
    kinds: tuple[str, ...]
    title: str
    anchor: str


def anchor(report: str, start: int) -> str:
    """The name under which the character at `start` of a report can be linked to."""
    return f"{report}-{start}"


def report_marks(report: Report, reading: ReportClaims) -> list[Mark]:
    """Everything that the page shows in the text of one report."""
    marks = [
        Mark(block.start, block.end, "furniture", f"{block.kind.value}: not read")
        for block in report.blocks
        if not block.kind.is_read
    ]
    for statement in reading.statements:
        speaker = statement.speaker.name if statement.speaker else "nobody named"
        marks += [Mark(p.start, p.end, "statement", f"{statement.kind.value}: {speaker}") for p in statement.parts]
    for claim in reading.claims:
        trigger = claim.trigger
        marks.append(Mark(trigger.start, trigger.end, "claim", f"{claim.type.value}, {claim.modality.value}"))
        marks += [Mark(e.start, e.end, "field", f.field) for f in claim.fields for e in f.evidence if f.field != "type"]
    for flag in reading.flags:
        marks += [Mark(e.start, e.end, "flag", f"{flag.kind.value}: {flag.reason}") for e in flag.evidence]
    return [mark for mark in marks if mark.start < mark.end <= len(report.text)]


def cut(text: str, marks: Iterable[Mark], report: str, anchors: Iterable[int]) -> tuple[Run, ...]:
    """The whole text as runs: cut where a mark begins or ends and at each anchor, nothing lost or repeated."""
    marks = sorted(marks, key=lambda m: (m.start, -m.end, m.kind))
    named = {at for at in anchors if 0 <= at < len(text)}
    cuts = sorted({0, len(text), *named, *(m.start for m in marks), *(m.end for m in marks)})
    runs, active, position = [], [], 0
    for start, end in pairwise(cuts):
        while position < len(marks) and marks[position].start <= start:
            active.append(marks[position])
            position += 1
        active = [mark for mark in active if mark.end > start]
        runs.append(
            Run(
                text=text[start:end],
                kinds=tuple(dict.fromkeys(mark.kind for mark in active)),
                title=" · ".join(dict.fromkeys(mark.title for mark in active if mark.title)),
                anchor=anchor(report, start) if start in named else "",
            )
        )
    return tuple(runs)
