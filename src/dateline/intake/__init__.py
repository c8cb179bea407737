"""Bytes → Report. The one place that meets raw input; after it, offsets into Report.text are the only coordinates."""

from dateline.intake.finding import find_again, find_reports
from dateline.intake.reading import read_report, report_from_text

__all__ = ["find_again", "find_reports", "read_report", "report_from_text"]
