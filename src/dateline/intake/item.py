"""An item's text with what its format says of it, before its blocks are judged."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.intake.paragraphs import Paragraph
from dateline.intake.provenance import Given
from dateline.model import OffsetSegment


@dataclass(frozen=True, slots=True)
class Item:
    """text: the item's text, characters as found. paragraphs: those that the format marks, or None (by line breaks).

    segments: where the text stood in the decoded original. language: what the format states, or None.
    """

    text: str
    segments: tuple[OffsetSegment, ...]
    given: Given
    paragraphs: tuple[Paragraph, ...] | None = None
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    language: str | None = None
