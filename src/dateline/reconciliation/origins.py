"""Independent origins: who, in the end, says so.

The origin of a claim is the first link of its chain, from the happening outwards, that can be told from others:

* a named speaker or document: its canonical entity; a spokesman who speaks for a named body is that body's voice;
* an unnamed one ("two officials"): one per medium that quotes it, else per outlet;
* a video or photo that somebody posted: one, however many outlets describe it;
* a named medium (an agency, a channel), where nobody nearer is known;
* "the report", "the radio" without a name of its own is passed over: it only takes up what was named before;
* a rumour ("reportedly") is no origin, nor is an outlet that only passes one on;
* no link but the outlet: its own narration, or its agency's where the dateline names one; in a copied passage, or in a
  report that is mostly a copy, the narration of whoever likely had the text first;
* words that several reports quote are one statement, whomever each of them credits it to (`remarks`).

Two chains that meet in one of these count once, however many outlets carry them; so does one voice that a text names
in two ways (`voices`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath

from dateline.model import (
    CanonicalEntity,
    Claim,
    ClaimRef,
    EntityKind,
    Link,
    LinkRole,
    Origin,
    ReportClaims,
)
from dateline.reconciliation.copies import Repeats
from dateline.reconciliation.nodes import Canonical, Node, outlet_of
from dateline.reconciliation.remarks import Remarks
from dateline.reconciliation.tellers import Teller
from dateline.reconciliation.voices import Source, Voice, is_bare, same_voice
from dateline.reconciliation.wording import Wording
from dateline.reference.actors import classify
from dateline.reference.corrections import is_earlier_text
from dateline.reference.cues import cue_words, platforms
from dateline.reference.folding import fold
from dateline.reference.office_words import can_stand_for
from dateline.reference.titles import kinds_of

_ARMED = frozenset({"MIL", "COP", "REB"})
_SIDES = frozenset({"GOV", "MIL", "REB"})  # who speaks for a side of a fight


class Sources:
    """Of some claims the source of each, and the text it stands in; of their reports what counts as one text.

    Plain data, for the making of events wherever that is done.
    """

    def __init__(self, told: Mapping[ClaimRef, tuple[Source | None, str]], texts: Mapping[str, str]) -> None:
        self._told = told
        self._texts = texts

    def of(self, claim: Claim) -> Source | None:
        """None for a rumour."""
        return self._told[ClaimRef(claim.report, claim.id)][0]

    def text_of(self, claim: Claim) -> str:
        """The text that a claim stands in: the teller's where its words are copied."""
        return self._told[ClaimRef(claim.report, claim.id)][1]

    def text(self, report: str) -> str:
        """The copy group of a report, or the report itself: what counts as one text."""
        return self._texts[report]


class AllSources:
    """Finds the source of each claim, over all reports."""

    def __init__(
        self, readings: Sequence[ReportClaims], canonical: Canonical, repeats: Repeats, remarks: Remarks
    ) -> None:
        self._canonical = canonical
        self._readings = {r.report: r for r in readings}
        self._sentences = {r.report: Wording(r) for r in readings}
        self._copies = {report: group for group in repeats.copies for report in group.reports}
        self._tellers = repeats.tellers
        self._remarks = remarks
        self._bodies = _bodies(canonical)
        self._agencies = _agencies(readings)
        names = [r.outlet.name for r in readings if r.outlet] + list(self._agencies.values())
        self._outlets = {fold(name): name for name in names}

    def of(self, claims: Iterable[Claim]) -> Sources:
        """The sources of some claims."""
        by_ref = {ClaimRef(claim.report, claim.id): claim for claim in claims}
        told = {ref: (self._source(claim), self._text_of(claim)) for ref, claim in by_ref.items()}
        return Sources(told, {ref.report: self._text(ref.report) for ref in by_ref})

    def _source(self, claim: Claim) -> Source | None:
        shared = self._remarks.of(claim)
        if shared is not None:
            speaker = self._remarks.speaker(shared)
            if speaker is not None:
                return self._named(speaker)
            name = f"{shared.speaker}, in one statement" if shared.speaker else "one statement"
            return Source(f"statement:{shared.id}", name, phrase=shared.speaker or "")
        links = [link for link in claim.chain if link.role is not LinkRole.OUTLET and not link.is_agency]
        for position, link in enumerate(links):
            if link.role is LinkRole.RUMOUR:
                continue
            entity = self._entity(link, claim.report)
            if _is_nobody(link, entity) or (link.name and is_earlier_text(link.name)):
                continue
            if entity is not None:
                return self._named(entity)
            if link.name and link.role is LinkRole.MEDIUM:
                outlet = self._outlets.get(fold(link.name))
                return Source(f"outlet:{fold(outlet)}" if outlet else f"medium:{fold(link.name)}", link.name)
            if link.name:
                if self._is_its_own_text(link.name, claim):
                    continue
                return self._unnamed(link, links[position + 1 :], claim)
        if any(link.role is LinkRole.RUMOUR for link in links):
            return None
        return self._narration(claim)

    def _is_its_own_text(self, phrase: str, claim: Claim) -> bool:
        """ "A previous report of Coast Post", in Coast Post."""
        words, outlet = f" {fold(phrase)} ", outlet_of(claim)
        at = words.rfind(f" {outlet} ")
        return at > 0 and is_earlier_text(re.sub(r"\s(?:of|by|in|from)(?:\sthe)?$", "", words[:at]))

    def _entity(self, link: Link, report: str) -> CanonicalEntity | None:
        return self._canonical.get(ClaimRef(report, link.entity)) if link.entity else None

    def _named(self, entity: CanonicalEntity) -> Source:
        """A person who holds an office of a body that is itself named somewhere speaks for that body."""
        offices = entity.offices if entity.kind is EntityKind.PERSON else ()
        for office in offices:
            body = self._bodies.get(fold(office.body)) if office.body and not office.qualifier else None
            body = body or (self._body_in(office.title) if _speaks(office.title) else None)
            if body is not None:
                return Source(f"entity:{body.id}", f"{entity.name} ({body.name})", body)
        outlet = next((o for n in (entity.name, *entity.aliases) if (o := self._outlets.get(fold(n)))), None)
        if outlet is not None:
            return Source(f"outlet:{fold(outlet)}", outlet, entity)
        speaks = any(_speaks(office.title) for office in offices)
        return Source(f"entity:{entity.id}", entity.name, entity, speaks=speaks)

    def _body_in(self, phrase: str) -> CanonicalEntity | None:
        """The longest name of a body in the phrase ("a spokeswoman for Valley Relief")."""
        words = fold(phrase).split()
        spans = sorted((n - m, m) for m in range(len(words)) for n in range(m + 1, len(words) + 1))
        for length, start in reversed(spans):
            body = self._bodies.get(" ".join(words[start : start + length]))
            if body is not None:
                return body
        return None

    def _unnamed(self, link: Link, further: Sequence[Link], claim: Claim) -> Source:
        phrase = link.name or ""
        speaks = _speaks(phrase)
        body = self._body_in(phrase) if speaks else None
        if body is not None:
            return Source(f"entity:{body.id}", body.name, body)
        posted = self._recording(link, further)
        if posted is not None:
            return posted
        for other in further:
            entity = self._entity(other, claim.report)
            if other.name:
                at, to = entity.id if entity else fold(other.name), other.name
                break
        else:
            told = self._outlets.get(fold(link.medium)) if link.medium else None  # "told Plain Wire"
            outlet = Source(f"outlet:{fold(told)}", told) if told else self._narration(claim)
            at, to = outlet.key, outlet.name
        return Source(f"unnamed:{fold(phrase)}@{at}", f"{phrase}, to {to}", phrase=phrase, speaks=speaks)

    def _recording(self, link: Link, further: Sequence[Link]) -> Source | None:
        """A video or photo is one origin however many describe it: by the body whose it is, else by whoever posted it
        where. Of one that is only "shared online" nothing tells it from another: it counts once."""
        told = [link, *(other for other in further if other.role is LinkRole.DOCUMENT)]
        phrases = [text for each in told for text in (each.venue, each.name) if text and _is_recording(text)]
        if not phrases:
            return None
        body = next((b for text in phrases if (b := self._body_in(text)) is not None), None)
        if body is not None:
            return Source(f"entity:{body.id}", body.name, body)
        medium = next((each.medium for each in told if each.medium), None) or _platform(phrases)
        if medium is None:
            return None
        poster = link.name if link.role is LinkRole.SPEAKER else None
        name = f"{poster or 'nobody named'}, in a recording posted on {medium}"
        return Source(f"recording:{fold(poster or '')}@{fold(medium)}", name, phrase=poster or "")

    def _narration(self, claim: Claim) -> Source:
        teller = self._teller(claim)
        report = teller.report if teller else claim.report
        reading = self._readings[report]
        outlet = self._agencies.get(report) or (reading.outlet.name if reading.outlet else None)
        name = outlet or PurePath(reading.file).name
        if teller is not None and not teller.known and report not in self._agencies:
            return Source(f"copies:{report}", name, narration=True)
        return Source(f"outlet:{fold(outlet)}" if outlet else f"report {report}", name, narration=True)

    def _teller(self, claim: Claim) -> Teller | None:
        """Whose words the claim's sentence is, where its report repeats another."""
        return self._tellers.of(claim.report, self._sentences[claim.report].sentence_at(claim.trigger.start))

    def _text(self, report: str) -> str:
        group = self._copies.get(report)
        return f"copies {group.id}" if group else report

    def _text_of(self, claim: Claim) -> str:
        teller = self._teller(claim)
        return teller.report if teller else claim.report


def _agencies(readings: Sequence[ReportClaims]) -> Mapping[str, str]:
    """By report: the agency whose text its outlet carries."""
    chains = [(r.report, c.chain) for r in readings for c in r.claims] + [
        (r.report, s.chain) for r in readings for s in r.statements
    ]
    return {report: link.name for report, chain in chains for link in chain if link.is_agency and link.name}


@lru_cache(maxsize=4096)
def _tells_who(phrase: str) -> bool:
    """Whether a phrase without a name says whose voice it is ("the governor", "the army"; not "the radio")."""
    noun = fold(phrase).split()[-1]
    return classify(phrase).sector in _ARMED or "office" in kinds_of(noun)


def _is_nobody(link: Link, entity: CanonicalEntity | None) -> bool:
    """Whether a link is a bare noun that tells of no body or side ("the radio", "the report")."""
    if entity is None:
        return link.name is not None and is_bare(link.name) and not _tells_who(link.name)
    return is_bare(entity.name) and not entity.name[4:5].isupper() and not (entity.sector or entity.country)


def _is_recording(phrase: str) -> bool:
    return not cue_words("recording").isdisjoint(fold(phrase).split())


def _platform(phrases: Sequence[str]) -> str | None:
    """The platform that a phrase without a medium of its own names ("footage shared on social media")."""
    found = (f" {fold(text)} " for text in phrases)
    names = [*sorted(platforms()), *sorted(cue_words("online"))]
    return next((name for text in found for name in names if f" {fold(name)} " in text), None)


def _speaks(phrase: str) -> bool:
    return can_stand_for("spokesperson", phrase) or "spokesperson" in fold(phrase)


def _bodies(canonical: Canonical) -> Mapping[str, CanonicalEntity]:
    """Organisations by every folded form of their names; a form that two of them share is nobody's."""
    found: dict[str, CanonicalEntity | None] = {}
    for entity in sorted({e.id: e for e in canonical.values()}.values(), key=lambda e: e.id):
        if entity.kind is EntityKind.ORGANIZATION:
            for form in {fold(entity.name), *map(fold, entity.aliases)}:
                found[form] = None if form in found and found[form] is not entity else entity
    return {form: entity for form, entity in found.items() if form and entity is not None}


def origins(nodes: Sequence[Node], sources: Sources, parties: frozenset[str]) -> tuple[Origin, ...]:
    """The independent origins of the claims, those with most claims first. parties: party keys of the event."""
    texts: dict[str, list[tuple[Voice, ClaimRef]]] = {}
    for node in nodes:
        source = sources.of(node.claim)
        if source is not None:
            told = (Voice(source, node.claim.headline), node.ref)
            texts.setdefault(sources.text_of(node.claim), []).append(told)
    found: dict[str, tuple[Source, list[ClaimRef]]] = {}
    for heard in texts.values():
        counted = same_voice([voice for voice, _ in heard])
        for voice, ref in heard:
            whose = counted[voice.source.key]
            if whose is not None:
                found.setdefault(whose.key, (whose, []))[1].append(ref)
    made = [
        Origin(key, source.name, tuple(refs), party=is_party(source, parties)) for key, (source, refs) in found.items()
    ]
    return tuple(sorted(made, key=lambda o: (-len(o.claims), o.key)))


def is_party(source: Source, parties: frozenset[str]) -> bool:
    """Whether the source is an actor or recipient of the event, or speaks for the state or the rebels that are one.

    An unnamed voice ("Libyan officers") is one by the words of its phrase, where they name the state or the rebels.
    """
    entity = source.entity
    if entity is None:
        heard = classify(source.phrase) if source.phrase else None
        if heard is None or heard.country is None or heard.sector not in _SIDES:
            return False
        return _side(heard.country, heard.sector) in parties
    if f"e:{entity.id}" in parties or not entity.country:
        return f"e:{entity.id}" in parties
    return _side(entity.country, entity.sector) in parties


def _side(country: str | None, sector: str | None) -> str:
    return f"s:{country}" if sector in ("GOV", "MIL") else f"g:{country or ''}/{sector}"
