"""A sample of the hashes of running word sequences: two texts that share a long run of words share a hash of it.

Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003): of
every few neighbouring sequences the one with the smallest hash is kept. What is kept depends on the words alone,
wherever the run stands in a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate

RUN = 8  # words in a sequence: long enough that two reports do not share one by chance
_BYTES = 8  # of a hash
WINDOW = 4  # neighbours of which one is kept: a common run of RUN + WINDOW - 1 words is always found


def fingerprint(run: Sequence[str]) -> int:
    """A 64-bit hash of a few words."""
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=_BYTES).digest(), "big")


def sample(words: Sequence[str]) -> tuple[int, ...]:
    """The sampled hashes of a text, sorted; none of a text too short to be anybody's."""
    if len(words) < RUN:
        return ()
    encoded = [word.encode() for word in words]
    text = b" ".join(encoded)
    ends = list(accumulate([len(word) + 1 for word in encoded]))
    starts = [0, *ends]
    runs = [text[start : end - 1] for start, end in zip(starts, ends[RUN - 1 :], strict=False)]
    hashes = [blake2b(run, digest_size=_BYTES).digest() for run in runs]  # as bytes they sort as the numbers do
    kept = {min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1))}
    return tuple([int.from_bytes(digest, "big") for digest in sorted(kept)])
