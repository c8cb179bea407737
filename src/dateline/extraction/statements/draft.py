"""A statement while it is being put together, before its place among the others is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import Span
from dateline.model.frozen import frozen
from dateline.reference.cues import Cue


@frozen
class Phrase:
    """A noun phrase: head token and span. rule: how the grammar led there."""

    head: int
    span: Span
    rule: str = ""


@dataclass(slots=True)
class Content:
    """Token indices of the content's parts. others: further tokens of the cue ("warned against")."""

    parts: list[list[int]]
    rule: str
    others: list[int] = field(default_factory=list)
    addressee: Phrase | None = None


@dataclass(slots=True)
class Draft:
    """verb: token of the cue verb, None where the cue is none. continues: the draft whose speaker goes on.

    relayed_by: who passes it on ("quoted by SANA as saying"); cited: whom the speaker cites.
    """

    content: list[Span]
    entry: Cue | None
    verb: int | None
    cue: Span | None
    speaker: Phrase | None
    rule: str
    addressee: Phrase | None = None
    negated: bool = False
    hypothetical: bool = False
    continues: Draft | None = None
    relayed_by: Phrase | None = None
    cited: list[Phrase] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return self.content[-1].end


__all__ = ["Content", "Draft", "Phrase"]
