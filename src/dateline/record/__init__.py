"""The record: reports, readings, events and runs, kept in one file or on a server. The only station that knows the
database."""

from dateline.record.checking import Problem
from dateline.record.database import beside, is_server, shown
from dateline.record.forgetting import Forgotten
from dateline.record.revisions import Changes, Revision, changes
from dateline.record.store import Record, Run, Snapshot, open_record
from dateline.record.views import RecordView, RunInfo

__all__ = [
    "Changes",
    "Forgotten",
    "Problem",
    "Record",
    "RecordView",
    "Revision",
    "Run",
    "RunInfo",
    "Snapshot",
    "beside",
    "changes",
    "is_server",
    "open_record",
    "shown",
]
