"""The names of places in one report, before and while they are resolved."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from dateline.model import AnnotatedReport, Span
from dateline.reference.gazetteer import MINIMUM_BONES, GazetteerPlace, skeleton


@dataclass(slots=True)
class Occurrence:
    """One stand of a name. container: index of the occurrence it is said to lie in, or None. hint: kind word beside it.

    mentioned: whether it is a mention of its own (not in a body's name or a dateline). near: "east of", "outside".
    beside: occurrence that it is said to be near ("Khirbet X, 30 km north of Homs"). hood: "said" where it
    is called a neighbourhood, "perhaps" a word like "district".
    """

    span: Span
    text: str
    mentioned: bool
    container: int | None = None
    hint: str = ""
    near: str = ""
    beside: int | None = None
    hood: str = ""


@dataclass(slots=True)
class Name:
    """All occurrences of one name, and the places it may mean."""

    key: str
    text: str
    occurrences: list[int] = field(default_factory=list)
    candidates: tuple[GazetteerPlace, ...] = ()
    country: str | None = None  # alpha-3 where the name is a country's
    part_of: str | None = None  # "Da Nang" of "Da Nang International Airport": the candidates are that name's
    respelt: bool = False  # the candidates' names are only like this one

    @property
    def weight(self) -> float:
        """How much the name counts as a cue for others: the root of how often it stands there."""
        return math.sqrt(len(self.occurrences))


@dataclass
class Scene:
    """The places of a report before they are resolved."""

    annotated: AnnotatedReport
    occurrences: list[Occurrence]
    names: dict[str, Name]
    name_of: list[str]  # of each occurrence
    nationalities: dict[str, float]  # country → weight of nationality words and the outlet's seat

    def name(self, occurrence: int) -> Name:
        return self.names[self.name_of[occurrence]]

    @cached_property
    def pointers(self) -> float:
        """Weight of all that points to a country."""
        return sum(self.nationalities.values()) + sum(name.weight for name in self.names.values())

    def alike(self, occurrence: int) -> list[int]:
        """Occurrences of the name, and of others that the gazetteer lacks too and that differ in spelling alone."""
        name = self.name(occurrence)
        bones = skeleton(name.text)
        if name.candidates or len(bones) < MINIMUM_BONES:
            return name.occurrences
        return self._unlisted[bones]

    @cached_property
    def _unlisted(self) -> dict[str, list[int]]:
        """Occurrences of the names that the gazetteer lacks, by skeleton; read once all candidates are known."""
        found: dict[str, list[int]] = {}
        for name in self.names.values():
            if not name.candidates:
                found.setdefault(skeleton(name.text), []).extend(name.occurrences)
        return {bones: sorted(occurrences) for bones, occurrences in found.items()}

    def gap(self, occurrence: int) -> str:
        """The text between this occurrence and the next; "" after the last."""
        if occurrence + 1 >= len(self.occurrences):
            return ""
        text = self.annotated.report.matching
        return text[self.occurrences[occurrence].span.end : self.occurrences[occurrence + 1].span.start]
