"""The record: reports, readings, events and runs, kept in one file or on a server. The only station that knows the
database.

What is named here is loaded when it is first asked for: processes that read make rows ready (`prepared`) without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.record.checking import Problem
    from dateline.record.database import beside, is_server, shown
    from dateline.record.forgetting import Forgotten
    from dateline.record.lines import EntityFilter, EventFilter, Hit, Listing, ReportFilter, StatementFilter
    from dateline.record.reads import Reader
    from dateline.record.revisions import Changes, Revision, changes
    from dateline.record.runs import Run
    from dateline.record.stats import Totals
    from dateline.record.store import Record, Snapshot, open_record
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
    "Totals",
    "beside",
    "changes",
    "is_server",
    "open_record",
    "shown",
    "write_view",
]

_MODULES = {
    "Problem": "checking",
    "beside": "database",
    "is_server": "database",
    "shown": "database",
    "Forgotten": "forgetting",
    "EntityFilter": "lines",
    "EventFilter": "lines",
    "Hit": "lines",
    "Listing": "lines",
    "ReportFilter": "lines",
    "StatementFilter": "lines",
    "Reader": "reads",
    "Changes": "revisions",
    "Revision": "revisions",
    "changes": "revisions",
    "Run": "runs",
    "Totals": "stats",
    "Record": "store",
    "Snapshot": "store",
    "open_record": "store",
    "write_view": "view_files",
    "RecordView": "views",
    "RunInfo": "views",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
