"""Whose words a copied sentence is: of all reports that carry it, the one that likely had it first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import CopyGroup, CopyKind, ReportClaims
from dateline.reconciliation.components import Components
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
        self._same = Components[_Sentence]()
        self._of: dict[_Sentence, Teller] = {}
        self._mostly: dict[str, Teller] = {}
        self._first: dict[frozenset[str], Teller] = {}

    def same(self, left: str, right: str, pairs: Iterable[tuple[int, int]]) -> None:
        """Note that sentences of two reports are the same."""
        for i, j in pairs:
            self._same.join((left, i), (right, j))

    def settle(self, groups: Sequence[CopyGroup]) -> None:
        """Find the teller of every copied sentence, and of every report that is mostly another's text."""
        for head, reports in self._carriers().items():
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
        return self._of[self._same.find(key)] if key in self._same else None

    def together(self) -> set[frozenset[str]]:
        """The reports that carry one sentence, for each sentence that several carry."""
        return {frozenset(reports) for reports in self._carriers().values()}

    def _carriers(self) -> dict[_Sentence, set[str]]:
        """The reports that carry each sentence, by the least of its places."""
        carriers: dict[_Sentence, set[str]] = {}
        for sentence in sorted(self._same):
            carriers.setdefault(self._same.find(sentence), set()).add(sentence[0])
        return carriers

    def carried(self, report: str, sentence: int) -> Teller:
        """Of a sentence that was noted: whoever had it first, whatever else its report repeats."""
        return self._of[self._same.find((report, sentence))]

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
