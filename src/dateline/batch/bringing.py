"""Bringing claims together by several: the heavy parts of reconciliation in processes of this machine, or on Dask.

Pieces go there as they are made, a few ahead of what is done; what was made of them comes back in their order. A piece
whose process died, or whose cluster was lost, is done here: it holds all that it needs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager
from typing import Any, Protocol, TypeVar

from dateline.batch.pieces import do, packed, unpacked
from dateline.batch.pool import LostProcessError, Pool
from dateline.model import Decision, Reconciliation, ReportClaims
from dateline.pipeline import reconcile

WORTH_PROCESSES = 10_000
"""Claims; fewer are brought together here sooner than processes start."""
WORTH_CLUSTER = 20_000
_AHEAD = 3  # pieces under way or waiting, for each process: bounds the memory
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

    def submit(self, sent: bytes) -> _Promise: ...


class Several:
    """Spreads pieces over workers."""

    def __init__(self, workers: _Workers, ahead: int) -> None:
        """ahead: how many pieces may be under way or waiting."""
        self._workers = workers
        self._ahead = ahead

    def __call__(self, work: Callable[[_Piece], _Made], pieces: Iterable[_Piece], /) -> Iterator[_Made]:
        waiting: deque[tuple[bytes, _Promise]] = deque()
        for piece in pieces:
            if len(waiting) >= self._ahead:
                yield self._made(*waiting.popleft())
            sent = packed((work, piece))
            waiting.append((sent, self._workers.submit(sent)))
        while waiting:
            yield self._made(*waiting.popleft())

    def _made(self, sent: bytes, promise: _Promise) -> Any:
        try:
            made = promise.result()
        except self._workers.lost:
            made = do(sent)
        return unpacked(made)


# -- processes ------------------------------------------------------------------------------------------------------


@contextmanager
def processes(jobs: int) -> Iterator[Several]:
    with closing(Pool(jobs)) as pool:
        yield Several(_Processes(pool), jobs * _AHEAD)


class _Processes:
    lost = (LostProcessError, OSError)

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def submit(self, sent: bytes) -> _Promise:
        return self._pool.submit(sent)


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

    def submit(self, sent: bytes) -> _Promise:
        promise: _Promise = self._client.submit(do, sent, pure=False)
        return promise
