"""Words that count people without saying who they are: `reference/data/people_at_large.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.reference.tables import read_table


@cache
def people_at_large() -> frozenset[str]:
    """Folded words beside a count that do not narrow down whom it counts."""
    return frozenset(row["word"] for row in read_table("people_at_large.tsv").rows)
