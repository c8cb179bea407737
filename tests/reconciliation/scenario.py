"""Small readings made by hand: reports, actors and claims in a few words each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.model import (
    ActorRef,
    Certainty,
    Claim,
    Directness,
    Entity,
    EntityKind,
    EventType,
    Evidence,
    Harm,
    HarmKind,
    Link,
    LinkRole,
    Modality,
    Outlet,
    Place,
    PlacePrecision,
    Published,
    ReportClaims,
    SayingKind,
    SentenceText,
    Statement,
    Time,
    TimePrecision,
)
from dateline.reference.fingerprints import sample
from dateline.reference.folding import fold

LVIV = Place("Lviv", PlacePrecision.EXACT, "geonames:702550", 49.84, 24.02, "UKR", "Lviv Oblast")
ODESA = Place("Odesa", PlacePrecision.EXACT, "geonames:698740", 46.48, 30.73, "UKR", "Odesa Oblast")
HARGEISA = Place("Hargeisa", PlacePrecision.EXACT, "geonames:57289", 9.56, 44.06, "SOM", "Woqooyi Galbeed")
OUTSKIRTS = Place("Arabsiyo", PlacePrecision.EXACT, "geonames:64013", 9.68, 43.77, "SOM", "Woqooyi Galbeed")


def day(start: str, end: str | None = None) -> Time:
    """A day, or an interval of days."""
    return Time(start, end or start, TimePrecision.DAYS if end else TimePrecision.DAY)


def harm(kind: str, low: int, high: int | None = -1, victims: str | None = None, **kw: Any) -> Harm:
    """`harm("killed", 3)`: exactly three; `harm("killed", 3, None)`: at least three."""
    top = low if high == -1 else high
    return Harm(HarmKind(kind), low, top, f"{low}" if top == low else f"at least {low}", victims, **kw)


class Told:
    """Builds the claims of one report; `made()` gives the reading."""

    def __init__(self, name: str, outlet: str | None = None, published: str | None = None) -> None:
        self.name, self.outlet = name, outlet
        self.published = Published(published, "header") if published else None
        self.entities: dict[str, Entity] = {}
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []
        self.sentences: list[SentenceText] = []
        self._at = 0

    def who(
        self, name: str, country: str | None = None, sector: str | None = None, kind: str = "organization"
    ) -> ActorRef:
        """An actor with an entity of its own in this report."""
        if name not in self.entities:
            entity = Entity(f"e{len(self.entities)}", EntityKind(kind), name, (name,), country=country, sector=sector)
            self.entities[name] = entity
        return ActorRef(name, self.entities[name].id, country, sector)

    def link(self, name: str, role: LinkRole = LinkRole.SPEAKER, **kw: Any) -> Link:
        return Link(role, name, self.who(name, **kw).entity)

    def says(self, sentence: str, kind: EventType = EventType.ASSAULT, **kw: Any) -> Told:
        """A claim. by: links in front of the outlet's own. Everything else is a field of the claim."""
        chain = (*kw.pop("by", ()), Link(LinkRole.OUTLET, self.outlet))
        span = Evidence(self.name, self._at, self._at + len(sentence), sentence)
        kw = {"modality": Modality.OCCURRED, "certainty": Certainty.CERTAIN, "rule": "test", "trigger": span} | kw
        claim = Claim(f"c{len(self.claims) + 1}", self.name, kind, chain=chain, sentence=span, **kw)
        self.claims.append(replace(claim, harms=tuple(replace(h, evidence=(span,)) for h in claim.harms)))
        self.text(sentence)
        return self

    @property
    def at(self) -> int:
        """Where the next sentence will stand."""
        return self._at

    def quotes(self, speaker: str, words: str) -> Told:
        span = Evidence(self.name, self._at, self._at + len(words), words)
        ref = ActorRef(speaker)
        chain = (Link(LinkRole.SPEAKER, speaker), Link(LinkRole.OUTLET, self.outlet))
        self.statements.append(
            Statement(
                f"s{len(self.statements) + 1}", self.name, span.start, span.end, words, (span,), "said", ref,
                Directness.DIRECT, SayingKind.ASSERTED, Certainty.CERTAIN, chain,
            )
        )  # fmt: skip
        self.text(words)
        return self

    def text(self, words: str) -> Told:
        """Words of the report that make no claim; they count for copies."""
        self.sentences.append(SentenceText(self._at, words))
        self._at += len(words) + 1
        return self

    def made(self) -> ReportClaims:
        return ReportClaims(
            report=self.name,
            file=f"{self.name}.txt",
            outlet=Outlet(self.outlet, "header") if self.outlet else None,
            published=self.published,
            dateline=None,
            entities=tuple(self.entities.values()),
            statements=tuple(self.statements),
            claims=tuple(self.claims),
            shingles=sample([word for sentence in self.sentences for word in fold(sentence.text).split()]),
            sentences=tuple(self.sentences),
        )
