"""A line of a page, with what can be seen of it without its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dateline.intake.paragraphs import Paragraph
from dateline.model import BlockKind
from dateline.reference.furniture import fold_line

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_ENDS = re.compile(
    r"(?:[.!?…:;,]|\.\.\.)[\"”’'»)\]]*(?:\s[(\[][^()\[\]]{2,40}[)\]])?$|[\"”»]$"
    r"|[a-z]{3,}[.!?][\"”’']*\s+(?:[—–-]+\s?)?[A-Z][\w./&’' -]{1,30}$"  # and the agency that signs it
)
_BULLET = re.compile(r"(?:[-•*·▪●►■□–—>]+|\(?\d{1,2}(?:[.)]|\s?[-–])|\(?[a-z]\))\s+(?=\S)")
_OPENS_QUOTE = ("“", '"', "‘", "«", "``")
PROSE_WORDS = 20
"""A line of so many words is running text even when it does not end like a sentence."""


@dataclass
class Line:
    """A paragraph while it is being classified. kind is None until a rule has said what it is."""

    start: int
    end: int
    text: str
    kind: BlockKind | None = None
    rule: str = ""

    @classmethod
    def of(cls, paragraph: Paragraph, matching: str) -> Line:
        text = matching[paragraph.start : paragraph.end].replace("\n", " ")
        return cls(paragraph.start, paragraph.end, text, paragraph.kind, paragraph.rule)

    def set(self, kind: BlockKind, rule: str) -> None:
        self.kind, self.rule = kind, rule

    @cached_property
    def folded(self) -> str:
        return fold_line(self.text)

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def bullet(self) -> int:
        """Length of a list mark at the start ("- ", "3. "), 0 when there is none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS.search(self.text))

    @property
    def opens_quote(self) -> bool:
        return self.text.startswith(_OPENS_QUOTE)

    @cached_property
    def is_prose(self) -> bool:
        """Running text: it ends like a sentence, or is a quotation, or is too long to be a title."""
        words = self.words
        if len(words) >= PROSE_WORDS:
            return True
        if self.text.endswith(":") and any(w[0].islower() for w in words):
            return True
        if len(words) < 3:
            return len(words) == 2 and bool(re.search(r"[a-z][.!?][\"”’']*$", self.text)) and words[1][0].islower()
        lower = any(w[0].islower() and len(w) > 1 for w in words) or (self.all_capitals and len(words) >= 6)
        return lower and (self.ends_sentence or self.opens_quote)

    @cached_property
    def capitalised_share(self) -> float:
        """Share of the words of four letters or more that begin with a capital."""
        long = [w for w in self.words if len(w) >= 4]
        return sum(w[0].isupper() for w in long) / len(long) if long else 0.0

    @property
    def all_capitals(self) -> bool:
        return self.text.isupper()

    @property
    def has_lower_word(self) -> bool:
        return any(w[0].islower() for w in self.words)
