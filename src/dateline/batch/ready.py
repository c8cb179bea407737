"""What reading a batch of reports comes to, ready for the record: the same function wherever a batch is read.

What was read leaves here as the rows that the record keeps, not as objects: to hand those on to the process that
writes, and to take them apart there, costs it more than to write.
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.errors import ReportError
from dateline.intake.reading import report_id
from dateline.language import Annotator
from dateline.model import RawReport, SetAside
from dateline.pipeline import Known, Outcome, ReadReport, Unchanged, read_chunk
from dateline.record.prepared import PreparedReport, prepare

Chunk = tuple[RawReport | SetAside, ...]
Ready = PreparedReport | Unchanged | SetAside


def read_ready(chunk: Chunk, annotator: Annotator, known: Known) -> list[Ready]:
    """What comes of each report of a batch, in order. known: of some report IDs, those that need no reading."""
    return [_ready(outcome) for outcome in read_chunk(chunk, annotator, known)]


def ids_of(chunk: Chunk) -> list[str]:
    """The IDs of the reports of a batch, as they will be when they are read."""
    return [report_id(raw.content, raw.address) for raw in chunk if isinstance(raw, RawReport)]


def unchanged(chunk: Chunk, known: Collection[str]) -> tuple[Unchanged, ...]:
    """Every report of a batch, where all are known; nothing else."""
    ids = ids_of(chunk)
    if len(ids) < len(chunk) or not set(ids).issubset(known):
        return ()
    names = [raw.file.encode("utf-8", "backslashreplace").decode("utf-8") for raw in chunk]
    return tuple(map(Unchanged, ids, names))


def unstorable(error: ReportError, report: str, file: str, address: str | None, language: str) -> SetAside:
    """A report that was read, but that no record can hold."""
    return SetAside(file, error.reason, error.detail, report, address, language)


def _ready(outcome: Outcome) -> Ready:
    if not isinstance(outcome, ReadReport):
        return outcome
    try:
        return prepare(outcome.report, outcome.reading)
    except ReportError as error:
        about = outcome.report
        return unstorable(error, about.id, about.file, about.address, about.language)
