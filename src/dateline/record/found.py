"""What a search found, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.record import schema
from dateline.record.conditions import Asked
from dateline.record.lines import EventFilter, Hit, Kind, Listing
from dateline.record.numbers import day_of
from dateline.record.words import Sought, Term, sought
from dateline.reference.folding import fold

_BEFORE, _AFTER = 60, 180  # characters of a snippet around the first word found
_MOST_LETTERS = 200_000  # of a text that are looked through for a snippet
_WORD = re.compile(r"[^\W_]+(?:['’ʼʿʾ`´][^\W_]+)*")
_ITEM = {
    "events": (schema.event_line.c.event, schema.event_line.c.start, schema.event_line.c.summary),
    "statements": (schema.statement_line.c.report, schema.statement_line.c.statement),
    "reports": (schema.report_line.c.report, schema.report_line.c.published, schema.report_line.c.headline),
}


def with_text(asked: EventFilter, text: str, since: str | None, until: str | None) -> EventFilter:
    return replace(asked, text=text, since=since or asked.since, until=until or asked.until)


def search(
    connection: Connection, text: str, asked: Sequence[tuple[Kind, Asked]], limit: int, offset: int
) -> Listing[Hit]:
    """One page over all kinds, by day; of one day by kind."""
    what = sought(text)
    if what.is_nothing:
        return Listing((), 0, False, limit, offset)
    rows: list[tuple[int, int, Kind, Any]] = []
    total, capped = 0, False
    for place, (kind, one) in enumerate(asked):
        query, number = one.rows(connection, one.table.c.number, *_ITEM[kind])
        found = connection.execute(query.order_by(number.desc()).limit(limit + offset)).all()
        rows += [(-day_of(row[0]), place, kind, row) for row in found]
        if len(found) < limit + offset:
            total += len(found)
        else:
            some, more = one.count(connection)
            total, capped = total + some, capped or more
    rows.sort(key=lambda row: (*row[:2], -row[3][0]))
    page = rows[offset : offset + limit]
    said = _said(connection, [(row.report, row.statement) for _, _, kind, row in page if kind == "statements"])
    texts = _texts(connection, [row.report for _, _, kind, row in page if kind == "reports"])
    hits = tuple(_hit(kind, row, what, said, texts) for _, _, kind, row in page)
    return Listing(hits, total, capped, limit, offset)


def _said(connection: Connection, refs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    said, line = schema.statement.c, schema.report_line.c
    query = select(said.report, said.id, said.content, said.speaker, line.published).join_from(
        schema.statement, schema.report_line, line.report == said.report
    )
    rows = connection.execute(query.where(said.report.in_({report for report, _ in refs}))) if refs else ()
    return {(row.report, row.id): row for row in rows}


def _texts(connection: Connection, reports: Sequence[str]) -> dict[str, Any]:
    report = schema.report.c
    query = select(report.id, func.substr(report.text, 1, _MOST_LETTERS).label("text"), report.file)
    rows = connection.execute(query.where(report.id.in_(reports))) if reports else ()
    return {row.id: row for row in rows}


def _hit(kind: Kind, row: Any, what: Sought, said: Mapping[tuple[str, str], Any], texts: Mapping[str, Any]) -> Hit:
    if kind == "events":
        return Hit(kind, None, row.event, row.summary, row.start, *cut(row.summary, what))
    if kind == "statements":
        one = said[row.report, row.statement]
        return Hit(kind, row.report, row.statement, one.speaker or "", one.published, *cut(one.content, what))
    report = texts[row.report]
    return Hit(kind, row.report, None, row.headline or report.file, row.published, *cut(report.text, what))


def cut(text: str, what: Sought) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first place where one of what is sought stands, and where in them it and others stand."""
    terms = [term for group in what.groups for term in group]
    words = _words(text)
    spans = [span for at in range(len(words)) for term in terms if (span := _stands(term, words, at))]
    first = spans[0][0] if spans else 0
    start = 0 if first <= _BEFORE else _word_start(text, first - _BEFORE)
    end = _word_end(text, first + _AFTER)
    marks = sorted({(a - start, b - start) for a, b in spans if a >= start and b <= end})
    return text[start:end], _apart(marks)


def _words(text: str) -> list[tuple[str, int, int]]:
    return [
        (word, match.start(), match.end()) for match in _WORD.finditer(text) for word in fold(match.group()).split()
    ]


def _stands(term: Term, words: Sequence[tuple[str, int, int]], at: int) -> tuple[int, int] | None:
    """Where the term's words stand from here on."""
    found = words[at : at + len(term.words)]
    if len(found) < len(term.words):
        return None
    *before, (last, _, end) = found
    wanted = term.words[-1]
    if not (last.startswith(wanted) if term.begins else last == wanted):
        return None
    if any(word != want for (word, _, _), want in zip(before, term.words, strict=False)):
        return None
    return found[0][1], end


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at, at + 30)
    return at if blank < 0 else blank + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - 30, at)
    return at if blank < 0 else blank


def _apart(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those that reach into one another as one."""
    made: list[tuple[int, int]] = []
    for start, end in marks:
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)
