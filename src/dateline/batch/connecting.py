"""A Dask cluster to work on: one that others have started, or workers started here. Nothing is imported before it is
asked for by `--engine dask`: not everybody has it, and it takes half a second.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dateline.batch.interrupts import out_of_reach_of_interrupts
from dateline.errors import InputError

try:
    import dask
    from distributed import Client, LocalCluster
except ImportError as error:
    raise InputError(
        f"the engine dask is not installed ({error}); install it: pip install 'dateline[cluster]'"
    ) from error

_OURS = {  # of a cluster started here
    "distributed.scheduler.allowed-failures": 2,  # a task whose workers died oftener is given up
    "distributed.scheduler.active-memory-manager.start": False,  # results are files or soon fetched: none need move
    "distributed.scheduler.http.routes": [],  # nobody looks
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,  # it looks at every worker a hundred times a second
    "distributed.admin.tick.interval": "500ms",  # nor need its loop be looked at fifty times a second
    "distributed.admin.system-monitor.interval": "10s",
    # Dask has the C library hand every larger piece of memory back at once: 5 % of a worker's time goes into that.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}
_CONNECT_SECONDS = 10
_WORKERS_SECONDS = 120


@contextmanager
def connected(jobs: int, scheduler: str | None) -> Iterator[Any]:
    """The client of a scheduler; without an address, of a cluster of `jobs` processes that is taken down in the end.

    Raises InputError when there is no such scheduler, or it has no worker.
    """
    if scheduler is None:
        with dask.config.set(_OURS):
            with out_of_reach_of_interrupts():  # only this process tells about Ctrl-C; it takes the workers down
                cluster = _local(jobs)
                client = Client(cluster, set_as_default=False)
            with cluster, client:
                yield client
        return
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers at {scheduler}: start one (`dask scheduler`) and give its address, "
            "tcp://HOST:8786; or leave --scheduler out to start workers on this machine"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        except TimeoutError as error:
            raise InputError(
                f"the scheduler at {scheduler} has no worker after {_WORKERS_SECONDS} seconds: start one "
                f"(`dask worker {scheduler} --nthreads 1`)"
            ) from error
        yield client


def _local(jobs: int) -> Any:
    """Processes with one thread each, reached from this machine only."""
    return LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,  # as for the processes of --jobs
        silence_logs=logging.CRITICAL,
    )
