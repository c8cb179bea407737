"""Bringing claims together by several: the heavy parts of reconciliation in processes of this machine, or on Dask.

Pieces go there as they are made, a few ahead of what is done; what was made of them comes back in their order. A piece
whose process died, or whose cluster was lost, is done here: it holds all that it needs.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from dateline.batch.interrupts import out_of_reach_of_interrupts
from dateline.batch.pieces import begin, do, packed, unpacked
from dateline.model import Decision, Reconciliation, ReportClaims
from dateline.pipeline import reconcile

WORTH_PROCESSES = 10_000
"""Claims; fewer are brought together here sooner than processes start."""
WORTH_CLUSTER = 20_000
_AHEAD = 3  # pieces under way or waiting, for each process: bounds the memory
_DEATHS = 3  # of all processes at once, after which the rest is done here
_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


def bring_together(
    readings: Sequence[ReportClaims],
    decisions: Iterable[Decision] = (),
    *,
    jobs: int = 1,
    on_dask: bool = False,
    scheduler: str | None = None,
) -> Reconciliation:
    """What `reconcile` makes, sooner where there is much and several can do it.

    jobs: processes, or workers of a Dask cluster that is started here; scheduler: of a cluster that is there.
    Raises InputError when there is no such cluster.
    """
    claims = sum(len(reading.claims) for reading in readings)
    if on_dask and claims >= WORTH_CLUSTER:
        with dask_workers(jobs, scheduler) as spread:
            return reconcile(readings, decisions, spread)
    if not on_dask and jobs > 1 and claims >= WORTH_PROCESSES:
        with processes(jobs) as spread:
            return reconcile(readings, decisions, spread)
    return reconcile(readings, decisions)


class _Promise(Protocol):
    def result(self) -> bytes: ...


class _Workers(Protocol):
    """lost: what a promise raises whose worker is gone."""

    @property
    def lost(self) -> tuple[type[BaseException], ...]: ...

    def submit(self, sent: bytes) -> _Promise | None:
        """None when nobody is there to do it."""


class Several:
    """Spreads pieces over workers."""

    def __init__(self, workers: _Workers, ahead: int) -> None:
        """ahead: how many pieces may be under way or waiting."""
        self._workers = workers
        self._ahead = ahead

    def __call__(self, work: Callable[[_Piece], _Made], pieces: Iterable[_Piece], /) -> Iterator[_Made]:
        waiting: deque[tuple[bytes, _Promise | None]] = deque()
        for piece in pieces:
            if len(waiting) >= self._ahead:
                yield self._made(*waiting.popleft())
            sent = packed((work, piece))
            waiting.append((sent, self._workers.submit(sent)))
        while waiting:
            yield self._made(*waiting.popleft())

    def _made(self, sent: bytes, promise: _Promise | None) -> Any:
        try:
            made = promise.result() if promise is not None else do(sent)
        except self._workers.lost:
            made = do(sent)
        return unpacked(made)


# -- processes ------------------------------------------------------------------------------------------------------


@contextmanager
def processes(jobs: int) -> Iterator[Several]:
    workers = _Processes(jobs)
    try:
        yield Several(workers, jobs * _AHEAD)
    finally:
        workers.close()


class _Processes:
    """A pool that is started anew when one of its processes died."""

    lost = (BrokenProcessPool,)

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._deaths = 0
        self._pool = self._new_pool()

    def submit(self, sent: bytes) -> _Promise | None:
        while self._deaths < _DEATHS:
            try:
                with out_of_reach_of_interrupts():  # a process that it starts hears of Ctrl-C once it can leave quietly
                    return self._pool.submit(do, sent)
            except BrokenProcessPool:
                self._deaths += 1
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new_pool()
        return None

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        """Started afresh, not forked: threads and open databases of this process must not be inherited."""
        return ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"), initializer=begin)


# -- Dask -----------------------------------------------------------------------------------------------------------


@contextmanager
def dask_workers(jobs: int, scheduler: str | None = None) -> Iterator[Several]:
    """The workers of a scheduler; without an address, of a cluster of `jobs` processes started here.

    Raises InputError when there is no such cluster.
    """
    from dateline.batch.connecting import connected

    with connected(jobs, scheduler) as client:
        yield Several(_OnDask(client), max(1, sum(client.nthreads().values())) * _AHEAD)


class _OnDask:
    def __init__(self, client: Any) -> None:
        from distributed import KilledWorker

        self.lost = (KilledWorker, CancelledError, OSError)
        self._client = client

    def submit(self, sent: bytes) -> _Promise | None:
        promise: _Promise = self._client.submit(do, sent, pure=False)
        return promise
