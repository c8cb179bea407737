"""Out of the record for good: reports, and people, for whom the law gives that right (GDPR Article 17).

A report that is forgotten leaves a tombstone (its ID, when, by whom, why) and is not read in again. A person is blacked
out: in every report that names him his names and what is credited to him become "█", letter for letter, so that every
offset stays right; such a report is not read anew, for its file would bring him back. Names are not kept to look for
him in later reports: that list would be what he asked to have forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from dateline.model import Anchor, Decision, Evidence, Report, ReportClaims, SentenceText, Span, Statement
from dateline.record import queries, schema
from dateline.record.codec import decode, decode_raw, encode

BLACK = "█"
REPORT, PERSON = "report", "person"
_T = TypeVar("_T")
_Blackened = tuple[Report, ReportClaims]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A tombstone. report: its ID. kind: "report", all of it, or "person", somebody in it. at: ISO 8601 UTC."""

    report: str
    kind: str
    at: str
    author: str
    reason: str


def tombstones(connection: Connection) -> tuple[Forgotten, ...]:
    rows = connection.execute(select(schema.forgotten).order_by(schema.forgotten.c.report))
    return tuple(Forgotten(row.report, row.kind, row.at, row.author, row.reason) for row in rows)


def forget_reports(connection: Connection, reports: Collection[str], tombstone: Forgotten) -> None:
    """Everything that came of the reports goes; what is reconciled is emptied, to be made anew without them."""
    gone = sorted(reports)
    for report in gone:
        connection.execute(delete(schema.set_aside).where(schema.set_aside.c.report == report))
        connection.execute(delete(schema.report).where(schema.report.c.id == report))  # and all that hangs on it
    for decision in _decisions(connection):
        anchors = (*decision.targets, *decision.others)
        if anchors and all(a.report in reports for a in anchors):
            connection.execute(delete(schema.decision).where(schema.decision.c.id == decision.id))
        elif any(a.report in reports for a in anchors):
            left = replace(
                decision, targets=_without(decision.targets, reports), others=_without(decision.others, reports)
            )
            _replace_decision(connection, left)
    mark(connection, gone, tombstone)


def _without(anchors: Sequence[Anchor], reports: Collection[str]) -> tuple[Anchor, ...]:
    return tuple(replace(a, quote="", name="") if a.report in reports else a for a in anchors)


def finish(connection: Connection) -> None:
    """What was reconciled goes: it may hold the words. It is to be made anew."""
    for table in schema.RECONCILED:
        connection.execute(delete(table))
    queries.add_to(connection, queries.CHANGES)


def black_out(report: Report, reading: ReportClaims, person: Collection[str], names: re.Pattern[str]) -> _Blackened:
    """A report and its reading without a person. person: his entities' IDs in it. names: what he is called."""
    spans = [Span(*m.span()) for m in names.finditer(report.text)]
    spans += [Span(*m.span()) for m in names.finditer(report.matching)]
    spans += [Span(s.start, s.end) for s in reading.statements if s.speaker and s.speaker.entity in person]
    text, matching = _blacken(report.text, spans), _blacken(report.matching, spans)
    clean = replace(_walk(replace(report, text="", matching=""), text, names), text=text, matching=matching)
    return clean, _walk(replace(reading, shingles=()), text, names)


def _blacken(text: str, spans: Iterable[Span]) -> str:
    letters = list(text)
    for span in spans:
        for at in range(span.start, min(span.end, len(letters))):
            letters[at] = letters[at] if letters[at].isspace() else BLACK
    return "".join(letters)


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the names as whole words, the longest first, also as they stand in an address ("anna-berg")."""
    parts = {r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name))) for name in names}
    alternatives = "|".join(sorted(parts - {""}, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", re.IGNORECASE)


def _walk(value: _T, text: str, names: re.Pattern[str]) -> _T:
    """A model value with its quotes cut anew from the text, and the names out of every other string."""
    made: Any = value
    if isinstance(value, Evidence):
        made = replace(value, quote=text[value.start : value.end])
    elif isinstance(value, SentenceText):
        made = replace(value, text=text[value.start : value.end])
    elif isinstance(value, Enum):
        return value
    elif isinstance(value, str):
        made = names.sub(lambda m: BLACK * len(m[0]), value)
    elif isinstance(value, tuple):
        made = tuple(_walk(item, text, names) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        new = {f.name: _walk(getattr(value, f.name), text, names) for f in fields(value)}
        made = replace(value, **new)
        if isinstance(value, Statement):
            made = replace(made, content=text[value.start : value.end])
    result: _T = made
    return result


def forget_in_the_rest(connection: Connection, names: re.Pattern[str]) -> None:
    """The names out of decisions, and what was kept of reports that were not read if it holds them."""
    for decision in _decisions(connection):
        clean = replace(_walk(decision, "", names), id=decision.id)
        if clean != decision:
            _replace_decision(connection, clean)
    table = schema.set_aside
    for row in connection.execute(select(table)).mappings().all():
        raw = decode_raw(row["file"], dict(row))
        holds = raw is not None and names.search(raw.content.decode("utf-8", "replace"))
        if holds or names.search(row["document"]):
            values = {"content": None, "document": names.sub(lambda m: BLACK * len(m[0]), row["document"])}
            connection.execute(update(table).where(table.c.id == row["id"]).values(**values))


def mark(connection: Connection, reports: Sequence[str], tombstone: Forgotten) -> None:
    """Put the tombstones: none of the reports is read in again."""
    table = schema.forgotten
    for report in reports:
        connection.execute(delete(table).where(table.c.report == report))
        row = {"report": report, "kind": tombstone.kind, "at": tombstone.at}
        connection.execute(insert(table).values(**row, author=tombstone.author, reason=tombstone.reason))


def _decisions(connection: Connection) -> list[Decision]:
    return [decode(Decision, d) for d in connection.execute(select(schema.decision.c.document)).scalars()]


def _replace_decision(connection: Connection, decision: Decision) -> None:
    values = {"author": decision.author, "reason": decision.reason, "document": encode(decision)}
    connection.execute(update(schema.decision).where(schema.decision.c.id == decision.id).values(**values))
