"""An event while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import EventType

NEAREST = 40  # drafts that a thing is held against: a list without a full stop may hold thousands
Filler = tuple[int, str]  # head token, and the slot that it was found in


@dataclass(slots=True)
class Draft:
    """token: the trigger that counts. verb: the verb that carries its tense (None for a bare noun).

    harm: it says who was killed or hurt, and may be a part of an attack named elsewhere in the sentence.
    words: the deed is words only. made_of: the draft whose modality made this speech act.
    """

    token: int
    verb: int | None
    type: EventType
    mode: str | None
    rule: str
    actors: list[Filler] = field(default_factory=list)
    recipients: list[Filler] = field(default_factory=list)
    reciprocal: bool = False
    harm: bool = False
    words: bool = False
    unproven: bool = False  # an event only if something else in reach says so
    triggers: set[int] = field(default_factory=set)
    instruments: list[int] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    weak: bool = False  # read from what stands around a verb that by itself says little
    made_of: Draft | None = None

    def add_actors(self, fillers: list[Filler]) -> None:
        heads = {head for head, _ in (*self.actors, *self.recipients)}
        self.actors.extend(f for f in fillers if f[0] not in heads)

    def add_recipients(self, fillers: list[Filler]) -> None:
        heads = {head for head, _ in (*self.actors, *self.recipients)}
        self.recipients.extend(f for f in fillers if f[0] not in heads)


__all__ = ["NEAREST", "Draft", "Filler"]
