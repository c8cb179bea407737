"""Reading in several processes of this machine: one copy of the language model each, results in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from types import TracebackType
from typing import Self

from dateline.batch.collector import collect_seldom
from dateline.batch.interrupts import at_work, leave_on_interrupt
from dateline.batch.ready import Chunk, Ready, ids_of, read_ready, unchanged
from dateline.language import load_annotator
from dateline.model import RawReport, SetAside
from dateline.pipeline import INTERNAL_ERROR, Known, chunks

_AHEAD = 3  # batches under way or waiting, for each process: bounds the memory
Result = list[Ready]


class ProcessReader:
    """A pool of reading processes. A process that dies (out of memory, a crash in a library) costs one report."""

    def __init__(self, model: str | None, jobs: int, cached: bool = True) -> None:
        self._model_name = model
        self._cached = cached
        self._jobs = jobs
        self._pool = self._new_pool()
        self.model = ""

    def __enter__(self) -> Self:
        """Load the model in all processes at once; wait for the first. Raises ModelError."""
        ready = [self._pool.submit(_model, self._model_name, self._cached) for _ in range(self._jobs)]
        self.model = ready[0].result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def batches(self, raws: Iterable[RawReport | SetAside], known: Known, made_by: str) -> Iterator[Result]:
        """What comes of each report, in order, batch by batch."""
        waiting: deque[tuple[Chunk, Future[Result]]] = deque()
        source = chunks(raws)
        while True:
            while len(waiting) < self._jobs * _AHEAD and (chunk := next(source, None)) is not None:
                waiting.append((chunk, self._submit(chunk, known)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                outcomes = self._one_by_one(chunk, known)
                waiting = deque((later, self._submit(later, known)) for later, _ in waiting)
            yield outcomes

    def _one_by_one(self, chunk: Chunk, known: Known) -> Result:
        """Each report alone, so that the one that kills its process is known and set aside."""
        outcomes: Result = []
        self._renew()
        for raw in chunk:
            try:
                outcomes.extend(self._submit((raw,), known).result())
            except BrokenProcessPool:
                self._renew()
                died = SetAside(raw.file, INTERNAL_ERROR, "the process that read it died", address=raw.address)
                outcomes.append(replace(died, raw=raw) if isinstance(raw, RawReport) else died)
        return outcomes

    def _submit(self, chunk: Chunk, known: Known) -> Future[Result]:
        """What the record knows is asked here: a reading process needs no database."""
        there = frozenset(known(ids_of(chunk)))
        if done := unchanged(chunk, there):
            nothing_to_read: Future[Result] = Future()
            nothing_to_read.set_result([*done])
            return nothing_to_read
        try:
            return self._pool.submit(_read, chunk, self._model_name, self._cached, there)
        except BrokenProcessPool as error:  # it died between two batches: told where the result is asked for
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        """Started afresh, not forked: threads and open databases of this process must not be inherited."""
        return ProcessPoolExecutor(
            self._jobs, mp_context=multiprocessing.get_context("spawn"), initializer=leave_on_interrupt
        )


def _model(name: str | None, cached: bool) -> str:
    with at_work():
        return load_annotator(name, cached=cached).model


def _read(chunk: Chunk, model: str | None, cached: bool, known: frozenset[str]) -> Result:
    collect_seldom()
    with at_work():
        return read_ready(chunk, load_annotator(model, cached=cached), known.intersection)
