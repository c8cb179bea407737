"""The record: reports, readings, events and runs, kept in one file or on a server. The only station that knows the
database."""

from dateline.record.database import beside, shown
from dateline.record.lines import EntityFilter, EventFilter, Hit, Listing, ReportFilter, StatementFilter
from dateline.record.reads import Reader
from dateline.record.revisions import Changes, Revision, changes
from dateline.record.store import Record, Run, Snapshot, open_record
from dateline.record.views import RecordView, RunInfo

__all__ = [
    "Changes",
    "EntityFilter",
    "EventFilter",
    "Hit",
    "Listing",
    "Reader",
    "Record",
    "RecordView",
    "ReportFilter",
    "Revision",
    "Run",
    "RunInfo",
    "Snapshot",
    "StatementFilter",
    "beside",
    "changes",
    "open_record",
    "shown",
]
