"""What several commands do: read paths into a record, reconcile it, look at it, write a file."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.progress import Progress
from dateline.errors import InputError
from dateline.model import RawReport, SetAside
from dateline.record import Record, RecordView, RunInfo, Snapshot

if TYPE_CHECKING:
    from dateline.batch.reading import Cluster
    from dateline.viewing import Clock

Raws = Iterator[RawReport | SetAside]


def find(paths: Sequence[str], passed_over: Counter[str]) -> Raws:
    """The reports that the paths lead to. Raises InputError, before a record is made for nothing.

    passed_over: counts what archives hold besides pages, as they are read.
    """
    from dateline.intake import find_reports

    return find_reports(paths, passed_over)


def find_again(record: Record) -> Raws:
    """The reports that the record has set aside."""
    from dateline.intake import find_again as again

    return again(record.not_read(), record.kept)


def cluster_for(engine: str, scheduler: str | None, shards: str | None, record: str) -> Cluster | None:
    """The cluster that the options ask for; shards stand beside the record unless a folder is given."""
    if engine != "dask":
        if scheduler or shards:
            raise click.UsageError(f"{'--scheduler' if scheduler else '--shards'} goes with --engine dask.")
        return None
    from dateline.batch.reading import Cluster
    from dateline.record import beside, is_server

    name = "dateline" if is_server(record) else Path(record).name
    return Cluster(Path(shards) if shards else beside(record) / f"{name}.shards", scheduler)


def read_raws(
    record: Record,
    raws: Raws,
    model: str | None,
    jobs: int,
    progress: Progress,
    cluster: Cluster | None = None,
    *,
    cached: bool,
) -> RunInfo:
    """Read reports into the record. Raises ModelError, RecordError, or InputError for a cluster that is not there."""
    progress.stage("loading the language model")
    from dateline.batch.reading import read_into

    return read_into(record, raws, model=model, jobs=jobs, cluster=cluster, cached=cached, on_outcome=progress.count)


def reconcile_record(record: Record, progress: Progress, jobs: int = 1, cluster: Cluster | None = None) -> Snapshot:
    """Bring the claims of all readings together and keep the result; what it was made from.

    Raises InputError for a cluster that is not there.
    """
    progress.stage("bringing claims together")
    from dateline.batch.bringing import bring_together

    snapshot = record.snapshot()
    scheduler = cluster.scheduler if cluster is not None else None
    made = bring_together(
        snapshot.readings, snapshot.decisions, jobs=jobs, on_dask=cluster is not None, scheduler=scheduler
    )
    record.replace_reconciliation(made, snapshot.changes)
    return snapshot


def view_record(location: str, moment: str | None = None, clock: Clock = "published") -> RecordView:
    """The record, to look at; as of a moment where one is given. Raises InputError when it is no day or time.

    Where reports were read since it was last reconciled, that is made good in memory.
    """
    from dateline.viewing import as_of, look

    view = look(location)
    if not view.is_current:
        click.echo(
            "dateline: something changed since the last `dateline reconcile`; brought together for now", err=True
        )
    return as_of(view, moment, clock) if moment is not None else view


def write_output(target: str, parts: Iterable[bytes]) -> None:
    """To a file, whole or not at all, or to standard output ("-"). Raises InputError when it cannot be written."""
    try:
        if target == "-":
            sys.stdout.flush()
            sys.stdout.buffer.writelines(parts)
            sys.stdout.buffer.flush()
        else:
            _replace_file(Path(target), parts)
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever reads has seen enough
            raise
        raise InputError(f"cannot write {target}: {error.strerror or error}") from error


def _replace_file(target: Path, parts: Iterable[bytes]) -> None:
    if target.exists() and not target.is_file():  # a pipe or a device
        with target.open("wb") as stream:
            stream.writelines(parts)
        return
    handle, scratch = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
        Path(scratch).chmod(0o666 & ~_umask())
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
