"""The words of one report in order, with where they stand and which of them are somebody's quoted words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from dateline.model import Directness, ReportClaims
from dateline.reference.fingerprints import RUN
from dateline.reference.folding import fold

_WORD = re.compile(r"\S+")
_ANYBODY = frozenset(
    {"a", "an", "the", "one", "of", "and", "for", "in", "he", "she", "it", "they", "his", "her", "their"}
)
Run = tuple[str, ...]


class Wording:
    """The folded words of a report's sentences. Everything is worked out when first asked for."""

    def __init__(self, reading: ReportClaims) -> None:
        self.report = reading.report
        self.reading = reading
        self.sentences = reading.sentences

    @cached_property
    def _by_sentence(self) -> list[list[str]]:
        return [" ".join(map(fold, sentence.text.split())).split() for sentence in self.sentences]

    @cached_property
    def words(self) -> list[str]:
        return [word for words in self._by_sentence for word in words]

    @cached_property
    def sentence_of(self) -> list[int]:
        """By word: its sentence."""
        return [number for number, words in enumerate(self._by_sentence) for _ in words]

    @cached_property
    def quoted(self) -> list[bool] | None:
        """By word: whether it stands in a quoted remark; None where nothing is quoted."""
        spans = [
            (part.start, part.end)
            for statement in self.reading.statements
            if statement.directness is not Directness.INDIRECT
            for part in statement.parts
        ]
        if not spans:
            return None
        starts = [
            sentence.start + found.start()
            for sentence in self.sentences
            for found in _WORD.finditer(sentence.text)
            for _ in fold(found[0]).split()
        ]
        return [any(start <= at < end for start, end in spans) for at in starts]

    @cached_property
    def runs(self) -> Mapping[Run, int]:
        """Every run of eight words, by where it first begins; none of a shorter text."""
        words = self.words
        found: dict[Run, int] = {}
        for at in range(len(words) - RUN + 1):
            found.setdefault(tuple(words[at : at + RUN]), at)
        return found

    @cached_property
    def _told(self) -> list[list[str]]:
        if self.quoted is None:
            return self._by_sentence
        made: list[list[str]] = [[] for _ in self.sentences]
        for word, sentence, quoted in zip(self.words, self.sentence_of, self.quoted, strict=True):
            if not quoted:
                made[sentence].append(word)
        return made

    @property
    def own(self) -> int:
        """How many words are the report's own, not quoted."""
        return len(self.words) if self.quoted is None else self.quoted.count(False)

    def of(self, sentence: int) -> list[str]:
        """The words of a sentence."""
        return self._by_sentence[sentence]

    def told(self, sentence: int) -> list[str]:
        """Those of them that are the report's own, not quoted."""
        return self._told[sentence]

    def credits_others(self, sentence: int, other: Wording, theirs: int) -> bool:
        """Whether both sentences say who says so, and nobody of the one is a speaker of the other: no copy, then."""
        ours, others = self._speakers.get(sentence, frozenset()), other._speakers.get(theirs, frozenset())
        return bool(ours and others) and ours.isdisjoint(others)

    @cached_property
    def _speakers(self) -> Mapping[int, frozenset[str]]:
        """By sentence: the words of the names and phrases for those to whom something in it is credited."""
        found: dict[int, frozenset[str]] = {}
        for statement in self.reading.statements:
            number = self.sentence_at(statement.start) if statement.speaker is not None else None
            if number is not None and statement.speaker is not None:
                words = frozenset(fold(statement.speaker.name).split()) - _ANYBODY
                found[number] = found.get(number, frozenset()) | words
        return found

    def is_quoted(self, run: Run) -> bool:
        """Whether half of the run or more stands in a quoted remark: its rest is who said it."""
        if self.quoted is None:
            return False
        at = self.runs[run]
        return 2 * sum(self.quoted[at : at + RUN]) >= len(run)

    def sentence_at(self, offset: int) -> int | None:
        """The sentence that a character stands in."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]
