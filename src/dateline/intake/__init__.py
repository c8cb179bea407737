"""Bytes → Report. The one place that meets raw input; after it, offsets into Report.text are the only coordinates."""

from dateline.intake.text import report_from_text

__all__ = ["report_from_text"]
