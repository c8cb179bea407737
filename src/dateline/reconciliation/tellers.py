"""Whose words a copied sentence is: of all reports that carry it, the one that likely had it first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import CopyGroup, CopyKind, ReportClaims
from dateline.reconciliation.originals import likely_original

_Sentence = tuple[str, int]  # report, sentence


@dataclass(frozen=True, slots=True)
class Teller:
    """report: whose words they are; where `known` is not set nothing tells, and it stands for all that carry them."""

    report: str
    known: bool
    reason: str


class Tellers:
    """Sentences that are the same, joined across all reports; asked after `settle`."""

    def __init__(self, by_id: Mapping[str, ReportClaims]) -> None:
        self._by_id = by_id
        self._head: dict[_Sentence, _Sentence] = {}
        self._of: dict[_Sentence, Teller] = {}
        self._mostly: dict[str, Teller] = {}
        self._first: dict[frozenset[str], Teller] = {}

    def same(self, left: str, right: str, pairs: Iterable[tuple[int, int]]) -> None:
        """Note that sentences of two reports are the same."""
        for i, j in pairs:
            one, other = self._find((left, i)), self._find((right, j))
            if one != other:
                self._head[max(one, other)] = min(one, other)

    def settle(self, groups: Sequence[CopyGroup]) -> None:
        """Find the teller of every copied sentence, and of every report that is mostly another's text."""
        carriers: dict[_Sentence, set[str]] = {}
        for sentence in sorted(self._head):
            carriers.setdefault(self._find(sentence), set()).add(sentence[0])
        for head, reports in carriers.items():
            self._of[head] = self.first(reports)
        for group in groups:
            teller = Teller(group.original or group.reports[0], group.original is not None, group.reason)
            whole = [d.report for d in group.derived if d.kind is not CopyKind.PASSAGES]
            self._mostly |= dict.fromkeys(whole, teller)

    def of(self, report: str, sentence: int | None) -> Teller | None:
        """None for words of the report's own."""
        if report in self._mostly:
            return self._mostly[report]
        key = (report, sentence if sentence is not None else -1)
        return self._of[self._find(key)] if key in self._head else None

    def together(self) -> set[frozenset[str]]:
        """The reports that carry one sentence, for each sentence that several carry."""
        carriers: dict[_Sentence, set[str]] = {}
        for sentence in sorted(self._head):
            carriers.setdefault(self._find(sentence), set()).add(sentence[0])
        return {frozenset(reports) for reports in carriers.values()}

    def carried(self, report: str, sentence: int) -> Teller:
        """Of a sentence that was noted: whoever had it first, whatever else its report repeats."""
        return self._of[self._find((report, sentence))]

    def first(self, reports: Collection[str]) -> Teller:
        """Who of the reports likely had what they share."""
        together = frozenset(reports)
        if together not in self._first:
            self._first[together] = self._find_first(together)
        return self._first[together]

    def _find_first(self, reports: Collection[str]) -> Teller:
        readings = [self._by_id[r] for r in sorted(reports)]
        first, reason = likely_original(readings)
        if first is not None:
            return Teller(first.report, True, reason)
        dated = min(readings, key=lambda r: (r.published.value if r.published else "9", r.report))
        return Teller(dated.report, False, reason)

    def _find(self, key: _Sentence) -> _Sentence:
        head = self._head.setdefault(key, key)
        while head != key:
            further = self._head[head]
            self._head[key] = further
            key, head = further, self._head[further]
        return key
