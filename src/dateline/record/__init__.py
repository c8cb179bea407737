"""The record: reports, readings, events and runs, kept in one file or on a server. The only station that knows the
database."""

from dateline.record.database import beside, shown
from dateline.record.store import Record, Run, Snapshot, open_record
from dateline.record.views import RecordView, RunInfo

__all__ = ["Record", "RecordView", "Run", "RunInfo", "Snapshot", "beside", "open_record", "shown"]
