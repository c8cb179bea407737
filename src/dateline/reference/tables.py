"""Reading the reviewed lists in `reference/data`.

A list is a UTF-8 tab-separated file. Lines starting with `#` are comments; the first one is `# version: YYYY-MM-DD`.
The first other line names the columns. Empty cells are empty strings; a row may be shorter than the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import ReferenceDataError


@dataclass(frozen=True, slots=True)
class Table:
    """A reviewed list. rows: one mapping of column name to cell per line, in file order."""

    name: str
    version: str
    rows: tuple[dict[str, str], ...]


@cache
def read_table(name: str) -> Table:
    """The list `reference/data/NAME`, for example `read_table("cues.tsv")`.

    Raises ReferenceDataError when the file is missing, has no version line, or a row has more cells than the header.
    """
    path = files("dateline.reference") / "data" / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ReferenceDataError(f"reference list {name} is not in the package; reinstall dateline") from None
    version, header, rows = "", None, []
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            if line.startswith("# version:"):
                version = line.split(":", 1)[1].strip()
            continue
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ReferenceDataError(f"{name}, line {number}: {len(cells)} cells, but the header names {len(header)}")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    if not version or header is None:
        raise ReferenceDataError(f"{name}: needs a '# version: YYYY-MM-DD' line and a header line")
    return Table(name, version, tuple(rows))


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of the phrases, longer ones first; words in them may be parted by any space."""
    runs = sorted(phrases, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, run.split())) for run in runs) + ")"


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Name and version of every list in the package, sorted by name."""
    names = sorted(p.name for p in (files("dateline.reference") / "data").iterdir() if p.name.endswith(".tsv"))
    return tuple((name, read_table(name).version) for name in names)
