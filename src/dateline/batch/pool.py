"""Processes of this machine that do pieces of work, each by a pipe of its own.

A process that dies, at any moment, costs the one piece that it had, and that is known at once: nobody else holds its
end of the pipe. The pool of the standard library has one pipe and its locks for all: one that dies with half a result
handed over leaves it waiting for the rest, and all that the others had is lost with it (docs/decisions/0020).
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import resource_tracker

from dateline.batch.interrupts import without_interrupts
from dateline.batch.pieces import serve


class LostProcessError(Exception):
    """The process that had a piece of work is gone."""


class Pool:
    """Each thread waits for a process of its own, which is started when there is a piece for it and none is idle."""

    def __init__(self, jobs: int) -> None:
        resource_tracker.ensure_running()  # started by a thread, it would let Ctrl-C in there
        self._threads = ThreadPoolExecutor(jobs, initializer=without_interrupts)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._processes: set[_Process] = set()
        self._closed = False

    def submit(self, sent: bytes) -> Future[bytes]:
        """A piece (`pieces.packed`) to be done; the promise raises what the work raises, or LostProcessError."""
        return self._threads.submit(self._done, sent)

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        with self._lock:
            self._closed = True
            processes = list(self._processes)
            for process in processes:
                process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in processes:
            process.end()

    def _done(self, sent: bytes) -> bytes:
        process = self._process()
        try:
            return process.done(sent)
        except LostProcessError:
            self._own.process = None
            with self._lock:
                self._processes.discard(process)
            raise

    def _process(self) -> _Process:
        """The process of this thread."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            with self._lock:  # one at a time: starting a process changes what all threads see
                if self._closed:
                    raise LostProcessError("no process is started any more")
                process = self._own.process = _Process()
                self._processes.add(process)
        return process


class _Process:
    """Started afresh, not forked: threads and open databases of this process must not be inherited."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def done(self, sent: bytes) -> bytes:
        try:
            self._pipe.send_bytes(sent)
            if made := self._pipe.recv_bytes():
                return made
            raised = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            self.end()
            raise LostProcessError(f"process {self._process.pid} is gone") from error
        raise pickle.loads(raised)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Until nothing is left of it."""
        self.kill()
        self._process.join()
        self._pipe.close()
