"""What the record shows to pages and exports: read-only, complete, in a stable order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dateline.model import Claim, ClaimRef, Decision, Reconciliation, Report, ReportClaims, SetAside
from dateline.record.revisions import Revision


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One execution (PROV Activity): when, with which code, language model and lists, and what it did.

    started, finished: ISO 8601 UTC; finished is None for a run that was cut off. read, unchanged, set_aside: report
    counts. code: mark of the code behind the version.
    """

    id: str
    started: str
    finished: str | None
    version: str
    model: str
    lists: tuple[tuple[str, str], ...] = ()
    read: int = 0
    unchanged: int = 0
    set_aside: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """The whole record. reports and readings run parallel, sorted by report ID.

    is_current: whether `reconciliation` was made from these very readings and decisions, and not before some of them.
    as_of: the moment whose record this is, in words; "" for all that is known. decisions: all of them, earliest first.
    first_read: report ID → when it first came into this record (ISO 8601 UTC); reading it again leaves that as it is.
    revisions: the reports that are later revisions of others, each with the one before it.
    """

    reports: tuple[Report, ...]
    readings: tuple[ReportClaims, ...]
    reconciliation: Reconciliation
    set_aside: tuple[SetAside, ...] = ()
    runs: tuple[RunInfo, ...] = ()
    is_current: bool = True
    as_of: str = ""
    decisions: tuple[Decision, ...] = ()
    first_read: Mapping[str, str] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """Every claim as it stands, report by report: as read, or as people corrected it; and those they added."""
        amended = {ClaimRef(c.report, c.id): c for c in self.reconciliation.amended}
        for reading in self.readings:
            own = [amended.pop(ClaimRef(reading.report, c.id), c) for c in reading.claims]
            added = [amended[ref] for ref in sorted(amended) if ref.report == reading.report] if amended else []
            yield from sorted([*own, *added], key=lambda c: (c.trigger.start, c.trigger.end)) if added else own
