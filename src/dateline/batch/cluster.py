"""Reading on a Dask cluster: each batch of reports is a task that leaves a shard (`batch/shards.py`); the shards come
into the record here, in order.

Batches are those of one process, so the record is too. A shard that is there is not made again; a worker that is lost
costs the shards it was at; a report that keeps killing its worker is set aside.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from dateline import __version__
from dateline.batch.collector import collected_seldom
from dateline.batch.connecting import connected
from dateline.batch.ready import Chunk, Ready, ids_of, read_ready, unchanged
from dateline.batch.shards import read_shard, shard_path, write_shard
from dateline.errors import InputError, RecordError
from dateline.language import load_annotator, model_setting
from dateline.model import RawReport, SetAside
from dateline.pipeline import INTERNAL_ERROR, Known, Unchanged, chunks, code_mark
from dateline.record.runs import Run
from dateline.reference.tables import versions

try:
    from distributed import KilledWorker
    from pyarrow import parquet as _parquet  # noqa: F401  (said at once when it is missing, not after the first batch)
except ImportError as error:
    raise InputError(
        f"the engine dask is not installed ({error}); install it: pip install 'dateline[cluster]'"
    ) from error

_AHEAD = 3  # batches under way or waiting, for each thread of the workers: bounds the memory
_SETTLE_SECONDS = 30  # a network file system may show a new file late
_one_at_a_time = threading.Lock()  # a worker may have threads; the language model is one


@dataclass(slots=True)
class _Shard:
    """One batch on its way. future: None where the shard was there already. unchanged: where nothing is to be read."""

    chunk: Chunk
    path: Path
    future: Any | None = None
    unchanged: tuple[Unchanged, ...] = ()


class ClusterReader:
    """The workers of a Dask scheduler; without an address, of a cluster of `jobs` processes started here."""

    def __init__(
        self,
        model: str | None,
        jobs: int,
        scheduler: str | None,
        folder: Path,
        cached: bool = True,
    ) -> None:
        self._cached = cached
        self._model_name = model_setting(model)
        self._jobs = jobs
        self._scheduler = scheduler
        self._folder = folder.absolute()
        self._open = ExitStack()
        self._client: Any = None
        self.model = ""

    def __enter__(self) -> Self:
        """Connect and load the model in every worker that is there. Raises InputError, ModelError."""
        try:
            self._begin()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def batches(self, raws: Iterable[RawReport | SetAside], known: Known, made_by: str) -> Iterator[Sequence[Ready]]:
        """What comes of each report, in order, batch by batch. Raises InputError when the cluster is lost."""
        waiting: deque[_Shard] = deque()
        source = chunks(raws)
        while True:
            with self._told():
                most = max(1, sum(self._client.nthreads().values())) * _AHEAD
            while len(waiting) < most and (chunk := next(source, None)) is not None:
                waiting.append(self._start(chunk, known, made_by))
            if not waiting:
                return
            shard = waiting.popleft()
            with self._told():
                try:
                    outcomes = self._finish(shard, made_by)
                except KilledWorker:
                    outcomes = self._alone(shard, waiting, known, made_by)
            yield outcomes

    # -- one shard ------------------------------------------------------------------------------------------------

    def _start(self, chunk: Chunk, known: Known, made_by: str) -> _Shard:
        path = shard_path(self._folder, chunk, made_by)
        if done := unchanged(chunk, known(ids_of(chunk))):
            return _Shard(chunk, path, unchanged=done)
        return _Shard(chunk, path, None if path.exists() else self._submit(chunk, path, made_by))

    def _finish(self, shard: _Shard, made_by: str) -> Sequence[Ready]:
        if shard.unchanged:
            return shard.unchanged
        if shard.future is None:
            try:
                return read_shard(shard.path, shard.chunk)
            except (RecordError, FileNotFoundError):  # cut off, or taken away meanwhile
                shard.path.unlink(missing_ok=True)
                shard.future = self._submit(shard.chunk, shard.path, made_by)
        shard.future.result()
        if not _is_there(shard.path):
            raise InputError(
                f"a worker wrote {shard.path}, but it is not to be seen here: give a folder that this machine and all "
                "workers share (--shards)"
            )
        return read_shard(shard.path, shard.chunk)

    def _alone(self, shard: _Shard, waiting: deque[_Shard], known: Known, made_by: str) -> list[Ready]:
        """A batch whose workers died: again with nothing else under way, then report by report.

        Whatever else a dying worker had in hand is blamed by the scheduler too; alone, only the culprit can be.
        """
        under_way = [later for later in waiting if later.future is not None]
        self._client.cancel([later.future for later in under_way], force=True)
        try:
            outcomes = list(self._finish(self._start(shard.chunk, known, made_by), made_by))
        except KilledWorker:
            outcomes = [outcome for raw in shard.chunk for outcome in self._one((raw,), known, made_by)]
        for later in under_way:
            later.future = self._start(later.chunk, known, made_by).future
        return outcomes

    def _one(self, chunk: Chunk, known: Known, made_by: str) -> Sequence[Ready]:
        try:
            return self._finish(self._start(chunk, known, made_by), made_by)
        except KilledWorker:
            (raw,) = chunk
            detail = "the worker that read it died, each time it was tried"
            died = SetAside(raw.file, INTERNAL_ERROR, detail, address=raw.address)
            return [replace(died, raw=raw) if isinstance(raw, RawReport) else died]

    def _submit(self, chunk: Chunk, path: Path, made_by: str) -> Any:
        return self._client.submit(_make, chunk, self._model_name, self._cached, str(path), made_by, pure=False)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A cluster that goes away in mid-run, in plain words."""
        try:
            yield
        except (CancelledError, OSError) as error:
            raise InputError(
                f"the cluster was lost ({error or type(error).__name__}); what was read is kept: run the same again, "
                f"and what stands in {self._folder} is used"
            ) from error

    # -- the cluster ----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._client = self._open.enter_context(connected(self._jobs, self._scheduler))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            probe = self._folder / f".seen-{uuid4().hex}"
            probe.touch()
        except OSError as error:
            raise InputError(
                f"cannot write to {self._folder}: {error.strerror}; choose another with --shards"
            ) from error
        self._open.callback(probe.unlink, missing_ok=True)
        try:
            ready = [
                self._client.submit(_ready, self._model_name, self._cached, str(probe), pure=False, workers=[worker])
                for worker in sorted(self._client.nthreads())
            ]
            self.model = next(iter(self._client.gather(ready)))
        except KilledWorker as error:
            raise InputError(f"the workers die as they load the language model {self._model_name}: {error}") from error
        except ImportError as error:
            raise InputError(f"a worker has no dateline of its own ({error}): install it there too") from error


def _is_there(path: Path) -> bool:
    until = time.monotonic() + _SETTLE_SECONDS
    while not path.exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


# -- what a worker does ---------------------------------------------------------------------------------------------


def _ready(model: str, cached: bool, probe: str) -> str:
    """Load the model, once in a worker's life. Raises ModelError; InputError where the shards could not be kept."""
    if not Path(probe).exists():
        raise InputError(
            f"a worker does not see {Path(probe).parent}: give a folder that this machine and all workers share "
            "(--shards)"
        )
    with _one_at_a_time:
        return load_annotator(model, cached=cached).model


def _make(chunk: Chunk, model: str, cached: bool, path: str, made_by: str) -> None:
    """One shard, unless it is there."""
    target = Path(path)
    if target.exists():
        return
    with _one_at_a_time:
        annotator = load_annotator(model, cached=cached)
        if _made_by(annotator.model) != made_by:
            raise InputError(
                f"a worker has another dateline, lists, gazetteer or language model ({annotator.model}) than the "
                "program that asks: install the same on all machines"
            )
        with collected_seldom():
            write_shard(target, read_ready(chunk, annotator, lambda ids: ()))


@cache
def _made_by(model: str) -> str:
    return Run("", __version__, model, tuple(sorted(versions())), code_mark()).made_by
