"""How often Python looks for objects that refer to each other in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (300_000, 10, 10)  # Python's own: (700, 10, 10)


def collect_seldom() -> None:
    """For processes that are dateline's own. Reading makes many small objects that stay and few circles that go: at
    Python's own pace a tenth of the time goes into looking for them.
    """
    gc.set_threshold(*_SELDOM)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """For the time of one task in a process that belongs to others."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def pass_over_what_stands() -> None:
    """What is there now (the model, the lists) stays to the end: it is not looked through again."""
    gc.freeze()
