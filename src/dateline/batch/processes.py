"""Reading in several processes of this machine: one copy of the language model each, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from types import TracebackType
from typing import Self

from dateline.batch.pieces import packed, unpacked
from dateline.batch.pool import LostProcessError, Pool
from dateline.batch.ready import Chunk, Ready, ids_of, read_ready, unchanged
from dateline.errors import ModelError
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
        self._pool = Pool(jobs)
        self.model = ""

    def __enter__(self) -> Self:
        """Load the model in all processes at once; wait for the first. Raises ModelError."""
        sent = packed((_model, (self._model_name, self._cached)))
        try:
            ready = [self._pool.submit(sent) for _ in range(self._jobs)]
            self.model = unpacked(ready[0].result())
        except LostProcessError as error:
            self._pool.close()
            raise ModelError(
                f"a process ended while it loaded the language model; {self._jobs} of them take some 600 MB of memory "
                "each: use fewer --jobs"
            ) from error
        except BaseException:
            self._pool.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def batches(self, raws: Iterable[RawReport | SetAside], known: Known, made_by: str) -> Iterator[Result]:
        """What comes of each report, in order, batch by batch."""
        waiting: deque[tuple[Chunk, Result | Future[bytes]]] = deque()
        source = chunks(raws)
        while True:
            while len(waiting) < self._jobs * _AHEAD and (chunk := next(source, None)) is not None:
                waiting.append((chunk, self._begun(chunk, known)))
            if not waiting:
                return
            chunk, begun = waiting.popleft()
            yield self._read(chunk, begun, known)

    def _read(self, chunk: Chunk, begun: Result | Future[bytes], known: Known) -> Result:
        """Where the process died, each report again by itself: the one that kills its process is set aside."""
        if isinstance(begun, list):
            return begun
        try:
            read: Result = unpacked(begun.result())
        except LostProcessError:
            if len(chunk) > 1:
                alone = ((raw,) for raw in chunk)
                return [ready for one in alone for ready in self._read(one, self._begun(one, known), known)]
            return [_set_aside(raw) for raw in chunk]
        return read

    def _begun(self, chunk: Chunk, known: Known) -> Result | Future[bytes]:
        """What the record knows is asked here: a reading process needs no database."""
        there = frozenset(known(ids_of(chunk)))
        if done := unchanged(chunk, there):
            return [*done]
        return self._pool.submit(packed((_read, (chunk, self._model_name, self._cached, there))))


def _set_aside(raw: RawReport | SetAside) -> SetAside:
    why = SetAside(raw.file, INTERNAL_ERROR, "the process that read it died", address=raw.address)
    return replace(why, raw=raw) if isinstance(raw, RawReport) else why


def _model(asked: tuple[str | None, bool]) -> str:
    name, cached = asked
    return load_annotator(name, cached=cached).model


def _read(asked: tuple[Chunk, str | None, bool, frozenset[str]]) -> Result:
    chunk, model, cached, known = asked
    return read_ready(chunk, load_annotator(model, cached=cached), known.intersection)
