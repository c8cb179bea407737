"""Hashes of running word sequences, for finding copies."""

from __future__ import annotations

from hashlib import blake2b

from dateline.model import Report
from dateline.reference.folding import fold

WORDS = 8  # in a sequence: long enough that two reports do not share one by chance


def shingles(report: Report) -> tuple[int, ...]:
    """Sorted 64-bit hashes of every sequence of eight words in the read blocks; a shorter text is one sequence."""
    found: set[int] = set()
    read = (block.span.of(report.matching) for block in report.blocks if block.kind.is_read)
    words = " ".join(fold(word) for text in read for word in text.split()).split()
    for at in range(max(1, len(words) - WORDS + 1)):
        sequence = " ".join(words[at : at + WORDS])
        if sequence:
            found.add(int.from_bytes(blake2b(sequence.encode(), digest_size=8).digest(), "big"))
    return tuple(sorted(found))
