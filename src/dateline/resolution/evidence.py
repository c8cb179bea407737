"""Quotes from a report."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Evidence, Report, Span


def quote(report: Report, span: Span) -> Evidence:
    """The span as evidence: its words verbatim, with where they stand."""
    return Evidence(report.id, span.start, span.end, report.text[span.start : span.end])


def quotes(report: Report, *spans: Span | None) -> tuple[Evidence, ...]:
    """The spans that are given, as evidence, each once, in the order given."""
    return once([quote(report, span) for span in spans if span is not None])


def once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once, in the order given."""
    return tuple(evidence) if len(evidence) < 2 else tuple(dict.fromkeys(evidence))


def words(report: Report, span: Span) -> str:
    """The span as it is matched (look-alikes put right), blanks and line breaks made single blanks."""
    text = report.matching[span.start : span.end]
    return text if text.isalnum() else " ".join(text.split())
