"""Quotes from a report."""

from __future__ import annotations

from dateline.model import Evidence, Report, Span


def quote(report: Report, span: Span) -> Evidence:
    """The span as evidence: its words verbatim, with where they stand."""
    return Evidence(report.id, span.start, span.end, report.text[span.start : span.end])


def quotes(report: Report, *spans: Span | None) -> tuple[Evidence, ...]:
    """The spans that are given, as evidence, each once, in the order given."""
    found = [quote(report, span) for span in spans if span is not None]
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


def words(report: Report, span: Span) -> str:
    """The span as it is matched (look-alikes put right), blanks and line breaks made single blanks."""
    text = report.matching[span.start : span.end]
    return text if text.isalnum() else " ".join(text.split())
