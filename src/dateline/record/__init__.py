"""The record: reports, readings, events and runs, kept in one file or on a server. The only station that knows the
database."""

from dateline.record.checking import Problem
from dateline.record.database import beside, is_server, shown
from dateline.record.forgetting import Forgotten
from dateline.record.lines import EntityFilter, EventFilter, Hit, Listing, ReportFilter, StatementFilter
from dateline.record.reads import Reader
from dateline.record.revisions import Changes, Revision, changes
from dateline.record.store import Record, Run, Snapshot, open_record
from dateline.record.view_files import write_view
from dateline.record.views import RecordView, RunInfo

__all__ = [
    "Changes",
    "EntityFilter",
    "EventFilter",
    "Forgotten",
    "Hit",
    "Listing",
    "Problem",
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
    "is_server",
    "open_record",
    "shown",
    "write_view",
]
