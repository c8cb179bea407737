"""Sentences that two reports share, word for word or nearly so, gathered into passages.

Two sentences are alike when their longest common subsequence of words makes up most of the shorter: a word or two
changed, an attribution moved or cut; not where each credits it to somebody else. They are looked for where the reports
share a run of eight words, and beside such sentences. A passage is a stretch of alike sentences in both texts; what
both only quote from a third makes none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from dateline.reconciliation.wording import Run, Wording
from dateline.reference.fingerprints import RUN, fingerprint

ALIKE = 0.8  # of the shorter sentence: two witnesses' accounts of one happening stay below
_BESIDE = 0.7  # beside a sentence that is copied
RELATED = 0.5  # in a report that is mostly a copy: a sentence that may be the other's in other words
_ALONE = 10  # words that a sentence copied alone has in common; fewer are a formula ("Both sides blamed each other.")
_FEW = 5  # words; shorter sentences ("He declined to comment.") are anybody's
_STEPS = ((1, 1), (-1, -1), (1, 0), (0, 1), (-1, 0), (0, -1))

Pair = tuple[int, int]  # a sentence of the left report, one of the right


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences first to last, both inclusive, of the left report and of the right. score: as in `Passage`."""

    left: Pair
    right: Pair
    score: float
    pairs: tuple[Pair, ...]


def find_stretches(left: Wording, right: Wording, common: Collection[Run], furniture: Collection[int]) -> list[Stretch]:
    """The passages of two reports, in the order of the left one.

    common: runs that both have, not only quoted. furniture: fingerprints of runs that stand in very many reports; a
    sentence alone that is made of them is no passage.
    """
    alike = _alike_pairs(left, right, common)
    found = [stretch for pairs in _joined(alike) if (stretch := _stretch(left, right, pairs)) is not None]
    return [s for s in found if len(s.pairs) > 1 or not _is_furniture(left, s.left[0], furniture)]


def _is_furniture(wording: Wording, sentence: int, furniture: Collection[int]) -> bool:
    words = wording.of(sentence)
    return bool(furniture) and any(fingerprint(words[at : at + RUN]) in furniture for at in range(len(words) - RUN + 1))


def related(left: Wording, right: Wording, taken: Collection[Pair]) -> list[Pair]:
    """Sentences outside passages that may yet be the other's in other words: they support nothing independently."""
    ours, theirs = {i for i, _ in taken}, {j for _, j in taken}
    found = []
    for i in range(len(left.sentences)):
        for j in range(len(right.sentences)):
            if (i in ours and j in theirs) or left.credits_others(i, right, j):
                continue
            if likeness(left.told(i), right.told(j), RELATED) >= RELATED:
                found.append((i, j))
    return found


def likeness(one: list[str], other: list[str], least: float) -> float:
    """The common subsequence as a share of the shorter sentence; 0.0 where one is too short or it is below `least`."""
    short = min(len(one), len(other))
    if short < _FEW and one != other:
        return 0.0
    return LCSseq.similarity(one, other, score_cutoff=int(least * short)) / short if short else 0.0


def _alike_pairs(left: Wording, right: Wording, common: Collection[Run]) -> set[Pair]:
    alike: set[Pair] = set()
    seen: set[Pair] = set()
    open_pairs = [(pair, ALIKE) for pair in sorted(_seeds(left, right, common))]
    while open_pairs:
        pair, least = open_pairs.pop()
        if pair in alike or (pair in seen and least >= ALIKE):
            continue
        seen.add(pair)
        if left.credits_others(pair[0], right, pair[1]):
            continue
        if likeness(left.of(pair[0]), right.of(pair[1]), least) >= least:
            alike.add(pair)
            open_pairs += [(beside, _BESIDE) for beside in _beside(left, right, pair) if beside not in alike]
    return alike


def _seeds(left: Wording, right: Wording, common: Iterable[Run]) -> set[Pair]:
    """The sentences in which a common run begins, and in which it ends."""
    found = set()
    ours, theirs = left.sentence_of, right.sentence_of
    for run in common:
        i, j = left.runs[run], right.runs[run]
        found.add((ours[i], theirs[j]))
        found.add((ours[i + RUN - 1], theirs[j + RUN - 1]))
    return found


def _beside(left: Wording, right: Wording, pair: Pair) -> Iterator[Pair]:
    for down, across in _STEPS:
        i, j = pair[0] + down, pair[1] + across
        if 0 <= i < len(left.sentences) and 0 <= j < len(right.sentences):
            yield i, j


def _joined(alike: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that follow each other in both texts; of several that one could follow, the stretch begun last."""
    chains: list[list[Pair]] = []
    ends: dict[Pair, int] = {}  # the last pair of a chain → its number
    for i, j in sorted(alike):
        found = [ends[at] for at in ((i - 1, j - 1), (i - 1, j), (i, j - 1)) if at in ends]
        number = max(found, default=len(chains))
        if found:
            del ends[chains[number][-1]]
        else:
            chains.append([])
        chains[number].append((i, j))
        ends[i, j] = number
    return chains


def _stretch(left: Wording, right: Wording, pairs: list[Pair]) -> Stretch | None:
    """None where too few words of the reports' own are the same."""
    own = sum(LCSseq.similarity(left.told(i), right.told(j)) for i, j in pairs)
    if own < (_ALONE if len(pairs) == 1 else RUN):
        return None
    ours = [word for i in sorted({i for i, _ in pairs}) for word in left.of(i)]
    theirs = [word for j in sorted({j for _, j in pairs}) for word in right.of(j)]
    score = 1.0 if ours == theirs else round(min(0.9999, likeness(ours, theirs, 0.0)), 4)
    lefts, rights = [i for i, _ in pairs], [j for _, j in pairs]
    return Stretch((min(lefts), max(lefts)), (min(rights), max(rights)), score, tuple(pairs))
