"""What a row gives dateline to read, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.extraction import extract
from dateline.intake import report_from_text
from dateline.language import load_annotator
from dateline.model import Reading, Report, ReportClaims
from dateline.resolution import resolve


@dataclass(frozen=True, slots=True)
class Input:
    """The input fields of one row: the answers are left behind here.

    published: ISO day, or None. context: text around a phrase (ngec_actors). dateline: a line in front (muc4).
    """

    id: str
    text: str
    title: str = ""
    published: str | None = None
    context: str = ""
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One row read. `text` offsets of the row are those of `reading`, moved by `shift`."""

    input: Input
    reading: Reading
    claims: ReportClaims
    shift: int = 0


def load_inputs(path: Path, limit: int | None = None) -> list[Input]:
    """The rows of a JSON Lines file, input fields only. Raises ValueError naming the line that is not JSON."""
    inputs = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                inputs.append(_input(json.loads(line)))
            except (json.JSONDecodeError, KeyError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
            if limit and len(inputs) >= limit:
                break
    return inputs


def _input(row: dict[str, Any]) -> Input:
    return Input(
        id=row["id"],
        text=row["text"],
        title=row.get("title") or "",
        published=_day(row.get("published") or row.get("date_published") or _publication_date(row)),
        context=row.get("context") or "",
        dateline=row.get("dateline") or "",
    )


def _publication_date(row: dict[str, Any]) -> Any:
    """`date` says when a text was published, except in sets that have `published` too: there it is an answer."""
    return None if "published" in row else row.get("date")


def _day(value: Any) -> str | None:
    """ "20150609" and "2009-03-20" as an ISO day; anything else is no date."""
    text = str(value or "")[:10]
    digits = text.replace("-", "")
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None


def read_all(inputs: Iterable[Input], model: str | None = None, *, with_title: bool = False) -> Iterator[Read]:
    """Reads each row through the stations. with_title: the title is put in front as a headline.

    A row without text gets no prediction.
    """
    annotator = load_annotator(model)
    rows = [row for row in inputs if row.text.strip()]
    reports = [_report(row, with_title) for row in rows]
    for row, annotated in zip(rows, annotator.annotate_many(reports), strict=True):
        reading = extract(annotated)
        shift = len(annotated.report.text) - len(row.text)
        yield Read(row, reading, resolve(reading), shift)


def _report(row: Input, with_title: bool) -> Report:
    lead = f"{row.title}\n\n" if with_title and row.title else f"{row.dateline} -- " if row.dateline else ""
    return report_from_text(lead + row.text, file=row.id, published=row.published)
