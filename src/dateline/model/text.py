"""Spans of text and the evidence they make.

All offsets in dateline count Unicode code points into `Report.text`, end exclusive.
"""

from __future__ import annotations

from dateline.model.frozen import frozen_in_order


@frozen_in_order
class Span:
    """A stretch of `Report.text`: `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of this span in `text`."""
        return text[self.start : self.end]


@frozen_in_order
class Evidence:
    """An exact quote and where it stands (W3C Web Annotation: text quote and text position selectors).

    report: ID of the report version. quote: `text[start:end]` of that report, verbatim.
    """

    report: str
    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
