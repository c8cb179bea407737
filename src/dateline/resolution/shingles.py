"""The sample of running word sequences that a report is known by when copies are looked for."""

from __future__ import annotations

from dateline.model import Report
from dateline.reference.fingerprints import sample
from dateline.reference.folding import folded_words


def shingles(report: Report) -> tuple[int, ...]:
    """The sample over the read blocks, sorted."""
    read = [block.span.of(report.matching) for block in report.blocks if block.kind.is_read]
    return sample(folded_words(" ".join(read)))
