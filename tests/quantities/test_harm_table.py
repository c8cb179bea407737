"""The table of sentences and the counts of people harmed that they state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction.quantities import find_quantities
from dateline.model import AnnotatedReport, Quantity

Annotate = Callable[..., AnnotatedReport]
TABLE = Path(__file__).with_name("harm_counts.tsv")
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith(("#", "text\t"))
]


def told(quantity: Quantity, text: str) -> str:
    low, high = ("-" if end is None else str(end) for end in (quantity.minimum, quantity.maximum))
    marks = ["total"] if quantity.running_total else []
    marks += [] if quantity.subset_of is None else [f"part-of-{quantity.subset_of}"]
    who = quantity.victims.of(text) if quantity.victims else "-"
    return " ".join((quantity.kind.value, f"{low}..{high}", *marks, who))


@pytest.mark.parametrize(("text", "counts"), ROWS)
def test_counts_of_the_table(annotate: Annotate, text: str, counts: str) -> None:
    assert " ; ".join(told(q, text) for q in find_quantities(annotate(text))) == counts


def test_there_are_at_least_150_rows() -> None:
    assert len(ROWS) >= 150
