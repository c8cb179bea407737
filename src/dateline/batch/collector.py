"""How often Python looks for objects that refer to each other in circles."""

from __future__ import annotations

import gc

_SELDOM = (300_000, 10, 10)  # Python's own: (700, 10, 10)


def collect_seldom() -> None:
    """For processes that are dateline's own. Reading makes many small objects that stay and few circles that go: at
    Python's own pace a tenth of the time goes into looking for them.
    """
    gc.set_threshold(*_SELDOM)


def pass_over_what_stands() -> None:
    """What is there now (the model, the lists) stays to the end: it is not looked through again."""
    gc.freeze()
