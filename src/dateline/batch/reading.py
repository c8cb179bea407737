"""Reading reports into a record, each outcome kept as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from dateline import __version__
from dateline.batch.collector import pass_over_what_stands
from dateline.batch.processes import ProcessReader
from dateline.batch.ready import Ready, read_ready, unstorable
from dateline.errors import ReportError
from dateline.language import Annotator, load_annotator
from dateline.model import RawReport, SetAside
from dateline.pipeline import Known, Unchanged, chunks, code_mark
from dateline.record import Forgotten, Record, Run, RunInfo
from dateline.record.prepared import PreparedReport
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
    on_outcome: Callable[[Ready], None] = lambda outcome: None,
) -> RunInfo:
    """Read the reports, in order, and keep them. The record is the same whatever the number of processes.

    jobs: processes; with a cluster that is started here, its workers. cached: passages that other runs of this user
    have read are not read again. on_outcome: called after each report is safe in the record.
    Raises ModelError before anything is read, InputError when there is no such cluster, RecordError when the record can
    no longer be written; what was read before stays.
    """
    with _reader(model, jobs, cluster, cached) as reader:
        run = record.start_run(__version__, reader.model, versions(), code_mark())
        gone = {tombstone.report: tombstone for tombstone in record.forgotten() if tombstone.kind == "report"}
        for batch in reader.batches(raws, lambda ids: record.known(ids, run.made_by), run.made_by):
            for outcome in _keep(record, batch, run, gone):
                on_outcome(outcome)
        return record.finish_run(run)


class _Reader(Protocol):
    @property
    def model(self) -> str: ...

    def batches(
        self, raws: Iterable[RawReport | SetAside], known: Known, made_by: str
    ) -> Iterator[Sequence[Ready]]: ...


class _Here:
    """Reads in this process."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.model = annotator.model

    def batches(self, raws: Iterable[RawReport | SetAside], known: Known, made_by: str) -> Iterator[Sequence[Ready]]:
        return (read_ready(chunk, self._annotator, known) for chunk in chunks(raws))


@contextmanager
def _reader(model: str | None, jobs: int, cluster: Cluster | None, cached: bool) -> Iterator[_Reader]:
    if cluster is not None:
        from dateline.batch.cluster import ClusterReader  # half a second, and not everybody has it

        with ClusterReader(model, jobs, cluster.scheduler, cluster.shards, cached) as on_cluster:
            yield on_cluster
        return
    if jobs == 1:
        annotator = load_annotator(model, cached=cached)
        pass_over_what_stands()
        yield _Here(annotator)
        return
    with ProcessReader(model, jobs, cached) as reader:
        yield reader


def _keep(record: Record, batch: Sequence[Ready], run: Run, gone: Mapping[str, Forgotten]) -> Iterator[Ready]:
    """Write what came of a batch, in order, what is of one kind together; of each report what came of it in the end.

    A report that cannot be stored, or is not to be read in again, is set aside.
    """
    done_with = (_not_again(outcome, gone) for outcome in batch)
    for kind, group in groupby(done_with, type):
        some: list[Any] = list(group)
        if kind is PreparedReport:
            yield from _keep_read(record, some, run)
        elif kind is Unchanged:
            record.note_unchanged([(each.report, each.file) for each in some], run)
            yield from some
        else:
            record.set_all_aside(some, run)
            yield from some


def _keep_read(record: Record, reports: Sequence[PreparedReport], run: Run) -> Iterator[Ready]:
    for report, kept in zip(reports, record.keep(reports, run), strict=True):
        if isinstance(kept, ReportError):
            about = report.report
            aside = unstorable(kept, report.id, report.file, about["address"], about["language"])
            record.set_aside(aside, run)
            yield aside
        elif kept:
            yield report
        else:
            yield Unchanged(report.id, report.file)


def _not_again(outcome: Ready, gone: Mapping[str, Forgotten]) -> Ready:
    """What was to be forgotten is set aside, with who wanted it and why."""
    if not isinstance(outcome, Unchanged) or outcome.report not in gone:
        return outcome
    told = gone[outcome.report]
    why = f"it was forgotten on {told.at[:10]} by {told.author} ({told.reason}), and is not read in again"
    return SetAside(outcome.file, "forgotten", why, outcome.report)
