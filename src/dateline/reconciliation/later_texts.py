"""Later texts of a report: where what people decided about the earlier one is looked for again.

They have its address or, without one, its file and much of its text. Which came first is told by their times of
publication; where these do not tell, either may be the later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dateline.model import Claim, ClaimRef, ReportClaims
from dateline.reconciliation.known import latest_instant
from dateline.reference.revisions import alike, location, paired

_DAY = len("2031-03-05")


class LaterTexts:
    """Looks up the later texts of reports, and their claims that are those of the earlier one."""

    def __init__(self, readings: Mapping[str, ReportClaims]) -> None:
        self._readings = readings
        self._places: dict[str, list[str]] | None = None
        self._later: dict[str, list[str]] = {}
        self._pairs: dict[tuple[str, str], dict[str, Claim]] = {}

    def of(self, report: str) -> list[str]:
        """The reports that are, or may be, later texts of one, sorted."""
        if report not in self._later:
            self._later[report] = self._find(report)
        return self._later[report]

    def surely(self, later: str, earlier: str) -> bool:
        """Whether a report is known to be published after another one."""
        return self._is_before(self._readings[earlier], self._readings[later])

    def twin(self, ref: ClaimRef, later: str) -> Claim | None:
        """The claim of a later text that is one of the earlier one, both as they were read."""
        return self._paired(ref.report, later).get(ref.id)

    def claim(self, ref: ClaimRef) -> Claim | None:
        """A claim as it was read."""
        return next((c for c in self._readings[ref.report].claims if c.id == ref.id), None)

    def same_words(self, report: str, later: str) -> bool:
        """Whether what is read of two texts is the same, word for word."""
        one, other = self._readings[report], self._readings[later]
        return [s.text for s in one.sentences] == [s.text for s in other.sentences]

    def _find(self, report: str) -> list[str]:
        if self._places is None:
            self._places = defaultdict(list)
            for other in sorted(self._readings.values(), key=lambda r: r.report):
                place = location(other.address, other.file)
                if place is not None:
                    self._places[place].append(other.report)
        reading = self._readings[report]
        place = location(reading.address, reading.file)
        others = [self._readings[r] for r in self._places.get(place or "", ()) if r != report]
        if not reading.address:
            others = [r for r in others if alike(reading.shingles, r.shingles)]
        return [r.report for r in others if not self._is_before(r, reading)]

    def _is_before(self, one: ReportClaims, other: ReportClaims) -> bool:
        if one.published is None or other.published is None:
            return False
        first, second = one.published.value, other.published.value
        if len(first) > _DAY and len(second) > _DAY:
            return latest_instant(first) < latest_instant(second)
        return first[:_DAY] < second[:_DAY]

    def _paired(self, report: str, later: str) -> dict[str, Claim]:
        if (report, later) not in self._pairs:
            ours, theirs = self._readings[report].claims, self._readings[later].claims
            self._pairs[report, later] = {ours[i].id: theirs[j] for i, j in paired(ours, theirs).items()}
        return self._pairs[report, later]
