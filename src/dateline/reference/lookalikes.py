"""Letters of other scripts that look like Latin ones (`data/lookalikes.tsv`, from Unicode's confusables)."""

from __future__ import annotations

from functools import cache

from dateline.reference.tables import read_table


@cache
def latin_lookalikes() -> dict[str, str]:
    """Cyrillic or Greek letter → the Latin letter it looks like; one character each."""
    return {row["letter"]: row["latin"] for row in read_table("lookalikes.tsv").rows}
