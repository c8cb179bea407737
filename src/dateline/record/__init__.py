"""The record: reports, readings, events and runs, kept in one file. The only station that knows the database."""

from dateline.record.store import Record, Run, Snapshot, open_record
from dateline.record.views import RecordView, RunInfo

__all__ = ["Record", "RecordView", "Run", "RunInfo", "Snapshot", "open_record"]
