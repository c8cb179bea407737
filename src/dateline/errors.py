"""What can go wrong in dateline, by name.

Every error says what happened, where, and what to do about it. Stations raise these; the command line turns them
into one line on standard error, and a run over many reports turns a `ReportError` into a listed, unread report.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors that dateline raises on purpose."""


class ReportError(DatelineError):
    """One report cannot be read. The run goes on; the report is listed with `reason`.

    reason: a short stable code ("empty", "binary", "truncated", "language", "too-long", ...), for counting.
    detail: a sentence for the reader. language: ISO 639-1 code, where it is the reason.
    """

    def __init__(self, reason: str, detail: str, language: str | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.language = language


class InputError(DatelineError):
    """A path or option that the user gave cannot be used (missing, unreadable, no reports in it)."""


class RecordError(DatelineError):
    """The record cannot be opened, is read-only, is locked, or is of a newer schema."""


class TooSlowError(RecordError):
    """A question to the record takes longer than whoever asks would wait, or nobody is free to answer it."""


class ModelError(DatelineError):
    """The language model is not installed, or is not an English spaCy pipeline with a tagger and a parser."""


class ReferenceDataError(DatelineError):
    """A reference data file is missing or malformed. Names the file and the line."""
