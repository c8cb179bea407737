"""Dateline: news reports in; a sourced record of events and statements out.

>>> import dateline
>>> read = dateline.read_text("Rebels shelled Herat on 3 May 2031, the army said.")
>>> [(claim.type, claim.sentence.quote) for claim in read.claims]
>>> record = dateline.read(["reports/"])
>>> dateline.to_frame(record, "events")

Importing is quick; the language model is loaded when the first text is read, and kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from dateline.pipeline import ReadReport
    from dateline.record import Record, RecordView

__version__ = "0.1.0"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy loads; for these small matrices one is faster


def read_text(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    address: str | None = None,
    model: str | None = None,
) -> ReadReport:
    """One text: its `.statements`, `.claims`, `.entities`, `.flags` and the `.report` that their offsets count into.

    published: ISO day, for "on Tuesday" and the like. model: an installed spaCy pipeline for English.
    Raises ReportError when the text cannot be read, ModelError when there is no such model.
    """
    from dateline.intake import report_from_text
    from dateline.language import load_annotator
    from dateline.pipeline import read_report

    report = report_from_text(text, published=published, outlet=outlet, address=address)
    return read_report(report, load_annotator(model))


def read(paths: str | Path | Iterable[str | Path], *, model: str | None = None) -> RecordView:
    """Files, archives and folders of them as one record, kept in memory: `.reconciliation.events` and the rest.

    Reports that cannot be read are in `.set_aside`, with the reason. To keep the record, use `dateline run` or
    `dateline.open_record`. Raises InputError for a path that is not there, ModelError when there is no such model.
    """
    from dateline.batch.memory import read_in_memory
    from dateline.intake import find_reports

    several = [paths] if isinstance(paths, str | Path) else paths
    return read_in_memory(find_reports([str(path) for path in several]), model=model)


def open_record(location: str | Path = "dateline.db", *, create: bool = False, read_only: bool = True) -> Record:
    """A record kept in a file: `with dateline.open_record("dateline.db") as record: view = record.view()`.

    Raises RecordError when there is none, or it cannot be used.
    """
    from dateline.record import open_record as open_

    return open_(location, create=create, read_only=read_only)


def to_frame(record: RecordView, table: Literal["events", "statements", "claims", "values"] = "events") -> pd.DataFrame:
    """Events, statements, claims or values of events' fields as a pandas data frame, one row each."""
    from dateline.exports.frame import to_frame as to_frame_

    return to_frame_(record, table)


__all__ = ["__version__", "open_record", "read", "read_text", "to_frame"]
