"""Reading reports into a record, each outcome kept as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline import __version__
from dateline.batch.collector import pass_over_what_stands
from dateline.batch.processes import ProcessReader
from dateline.batch.shards import unstorable
from dateline.errors import ReportError
from dateline.language import Annotator, load_annotator
from dateline.model import RawReport, SetAside
from dateline.pipeline import Outcome, ReadReport, Unchanged, code_mark, read_many
from dateline.record import Forgotten, Record, Run, RunInfo
from dateline.reference.tables import versions


@dataclass(frozen=True, slots=True)
class Cluster:
    """Read on a Dask cluster. scheduler: its address; None to start workers here. shards: a folder that all share."""

    shards: Path
    scheduler: str | None = None


def read_into(
    record: Record,
    raws: Iterable[RawReport | SetAside],
    *,
    model: str | None = None,
    jobs: int = 1,
    cluster: Cluster | None = None,
    cached: bool = False,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> RunInfo:
    """Read the reports, in order, and keep them. The record is the same whatever the number of processes.

    jobs: processes; with a cluster that is started here, its workers. cached: passages that other runs of this user
    have read are not read again. on_outcome: called after each report is safe in the record.
    Raises ModelError before anything is read, InputError when there is no such cluster, RecordError when the record can
    no longer be written; what was read before stays.
    """
    with _reader(record, model, jobs, cluster, cached) as reader:
        run = record.start_run(__version__, reader.model, versions(), code_mark())
        gone = {tombstone.report: tombstone for tombstone in record.forgotten() if tombstone.kind == "report"}
        for outcome in reader.outcomes(raws, run.made_by):
            on_outcome(_keep(record, outcome, run, gone))
        return record.finish_run(run)


class _Reader(Protocol):
    @property
    def model(self) -> str: ...

    def outcomes(self, raws: Iterable[RawReport | SetAside], made_by: str) -> Iterator[Outcome]: ...


class _Here:
    """Reads in this process."""

    def __init__(self, record: Record, annotator: Annotator) -> None:
        self._record = record
        self._annotator = annotator
        self.model = annotator.model

    def outcomes(self, raws: Iterable[RawReport | SetAside], made_by: str) -> Iterator[Outcome]:
        return read_many(raws, self._annotator, lambda ids: self._record.known(ids, made_by))


@contextmanager
def _reader(record: Record, model: str | None, jobs: int, cluster: Cluster | None, cached: bool) -> Iterator[_Reader]:
    if cluster is not None:
        from dateline.batch.cluster import ClusterReader  # half a second, and not everybody has it

        with ClusterReader(record.known, model, jobs, cluster.scheduler, cluster.shards, cached) as on_cluster:
            yield on_cluster
        return
    if jobs == 1:
        annotator = load_annotator(model, cached=cached)
        pass_over_what_stands()
        yield _Here(record, annotator)
        return
    with ProcessReader(record.location, model, jobs, cached) as reader:
        yield reader


def _keep(record: Record, outcome: Outcome, run: Run, gone: Mapping[str, Forgotten]) -> Outcome:
    """Write one outcome; what came of it (a report that cannot be stored is set aside)."""
    if isinstance(outcome, ReadReport):
        report = outcome.report
        try:
            is_new = record.add(report, outcome.reading, run)
        except ReportError as error:
            outcome = unstorable(report, error)
        else:
            return outcome if is_new else Unchanged(report.id, report.file)
    if isinstance(outcome, Unchanged) and outcome.report in gone:
        told = gone[outcome.report]
        why = f"it was forgotten on {told.at[:10]} by {told.author} ({told.reason}), and is not read in again"
        outcome = SetAside(outcome.file, "forgotten", why, outcome.report)
    if isinstance(outcome, Unchanged):
        record.note_unchanged(outcome.report, outcome.file, run)
    else:
        record.set_aside(outcome, run)
    return outcome
