"""Where an event was, among the places in reach of it: the grammar's, else a guess that says so."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from dateline.model import EntityKind, EventMention, EventType, Mention, MentionKind, Place, PlacePrecision, Reading
from dateline.model import RoleFiller as Filler
from dateline.resolution.places import Places, is_metonym, place_of_phrase

_TIED = ("under the trigger", "under the recipient", "in the clause", "clause", "place acted on", "modifier")
_NEAR_BY = ("in the sentence", "under the actor")
_MOVING = ("from ", "to ", "into ", "toward ", "towards ", "for ")  # a guess needs a place where something is
_PARTY_DEPS = frozenset({"dobj", "dative", "nsubjpass", "appos", "conj", "npadvmod", "poss"})
_MODIFIER_DEPS = frozenset({"compound", "nmod", "amod"})
_ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})
_SPOT_TYPES = _ON_THE_GROUND | {EventType.RETREAT, EventType.AID}
_VENUE = frozenset({"in", "at", "during", "on", "near", "inside", "of"})
_REACH = 2  # sentences back from which a place is taken up


class Whereabouts:
    """Finds the places of a report's events."""

    def __init__(self, reading: Reading, places: Places) -> None:
        self.reading = reading
        self.places = places
        self._taken_up: dict[int, Place] = {}  # by sentence, of "the same port"; events are asked for in text order

    def of(self, event: EventMention) -> Place | None:
        """The first of the event's place phrases that resolves and that can be where it was, or a finer one inside it.

        "Shells hit Odesa in Ukraine" is in Odesa. A place that the grammar ties to the event counts. Two guesses are
        made for what happened on the ground, marked in the reason, never a country, which is more likely a party: a
        place that merely stands in the sentence, and the one place of the events just told. "The same port" is where
        the port was that an event before it was told of.
        """
        named = self._named(event)
        tied = [place for filler, place in named if self._is_tied(event, filler)]
        for filler, place in named:
            if self._is_tied(event, filler):
                return next((finer for finer in tied if _lies_in(finer, place)), place)
            if self._may_be_near(event, filler) and place.lat is not None:
                return _guess(place, "named in the sentence, not tied to the event")
        return None if named else self._same_as_before(event) or self._told_before(event)

    def _named(self, event: EventMention) -> list[tuple[Filler, Place]]:
        """The event's place phrases that name a place, without those that are parties."""
        found = []
        for filler in event.places:
            place = place_of_phrase(self.reading, self.places, filler.span, filler.head)
            if place is not None and not self._is_party(filler, place):
                found.append((filler, place))
        return found

    def _is_tied(self, event: EventMention, filler: Filler) -> bool:
        """Whether the grammar ties the place to the event.

        Not what an agreement or a saying is about: "The deal provides for the return of refugees to X".
        """
        if not filler.rule.endswith(_TIED):
            return False
        if event.type in _SPOT_TYPES or not filler.rule.endswith("in the clause"):
            return True
        below = self.reading.annotated.tokens[filler.head]
        for above in self.reading.annotated.ancestors(filler.head):
            if above.pos in ("VERB", "AUX"):
                return below.dep == "prep"
            if below.dep == "prep" and (below.lower not in _VENUE or above.dep != "pobj"):
                return False  # a noun has its place for itself
            below = above
        return False

    def _is_party(self, filler: Filler, place: Place) -> bool:
        """A government, or a country that stands there as no prepositional phrase: "asked Mali", "Mali's army"."""
        mention = self._mentions.get(filler.head)
        if mention is not None and is_metonym(self.reading.annotated, mention):
            return True
        if place.precision is not PlacePrecision.COUNTRY:
            return False
        dep = self.reading.annotated.tokens[filler.head].dep
        if filler.rule == "place acted on":
            return dep in _MODIFIER_DEPS  # "a U.S. outpost" is no United States
        return dep in _PARTY_DEPS or (dep in _MODIFIER_DEPS and filler.rule != "modifier")

    @cached_property
    def _mentions(self) -> dict[int, Mention]:
        """Names of places by their head tokens."""
        named = (m for m in self.reading.mentions if m.kind is MentionKind.NAME)
        return {m.head: m for m in named if m.entity_kind is EntityKind.PLACE}

    def _same_as_before(self, event: EventMention) -> Place | None:
        """Of what befell "the same port": the one place of the events in the last sentence that tells of a port."""
        annotated = self.reading.annotated
        struck = {f.head for f in (*event.recipients, *event.places)}
        same = [annotated.tokens[head] for head in sorted(struck) if self._is_same(head)]
        for noun in same[:1]:
            for sentence in range(event.sentence - 1, -1, -1):
                if any(t.lemma == noun.lemma and t.pos == noun.pos for t in annotated.sentence_tokens(sentence)):
                    place = self._only_place(sentence) or self._taken_up.get(sentence)
                    if place is not None:
                        self._taken_up[event.sentence] = place
                        return replace(place, reason=f"the same {noun.text} as before")
        return None

    def _is_same(self, head: int) -> bool:
        return any(kid.lower == "same" for kid in self.reading.annotated.children(head, "amod"))

    # -- guesses ----------------------------------------------------------------------------------------------------

    def _may_be_near(self, event: EventMention, filler: Filler) -> bool:
        """Whether a place of the sentence may be the event's; not where the speaker is, for what is said."""
        if not event.modality.on_the_ground or not filler.rule.endswith(_NEAR_BY):
            return False
        if event.type not in _SPOT_TYPES and not filler.rule.startswith("at "):
            return False  # talks are held elsewhere than where the fighting is
        brought = event.type is EventType.AID and filler.rule.startswith(("to ", "into "))
        if filler.rule.startswith(_MOVING) and not brought:
            return False
        if event.statement is None:
            return True
        content = self.reading.statements[event.statement].content
        return any(part.contains(filler.span) for part in content)

    def _told_before(self, event: EventMention) -> Place | None:
        """The only place of what happened in the sentences just before: "Fighting broke out in X. Nine people died."

        Not for what has a day of its own, and not across a sentence that names another place.
        """
        sentence = event.sentence
        if (
            event.type not in _ON_THE_GROUND
            or not event.modality.on_the_ground
            or event.times
            or self._pinned(sentence)
        ):
            return None
        for before in range(sentence - 1, max(sentence - _REACH, 0) - 1, -1):
            if self._pinned(before):
                place = self._only_place(before)
                return None if place is None else _guess(place, "of the events told just before")
        return None

    def _only_place(self, sentence: int) -> Place | None:
        """The place of all events on the ground in a sentence; None where they have none or several."""
        events = [e for e in self._events.get(sentence, ()) if e.type in _ON_THE_GROUND and e.modality.on_the_ground]
        named = [self._named(e) for e in events]
        tied = [p for e, pairs in zip(events, named, strict=True) for f, p in pairs if self._is_tied(e, f)]
        pinned = {place.id or place.name: place for place in tied if place.lat is not None}
        finest = [p for p in pinned.values() if not any(_lies_in(other, p) for other in pinned.values())]
        return finest[0] if len(finest) == 1 else None

    def _pinned(self, sentence: int) -> bool:
        """Whether the sentence names a place that has a pin."""
        span = self.reading.annotated.sentences[sentence].span
        names = self.places.beginning_in(span.start, span.end)
        return any(self.places[name].lat is not None for name in names if span.start <= name.start)

    @cached_property
    def _events(self) -> dict[int, list[EventMention]]:
        found: dict[int, list[EventMention]] = {}
        for event in self.reading.events:
            found.setdefault(event.sentence, []).append(event)
        return found


def _guess(place: Place, why: str) -> Place:
    return replace(place, reason="; ".join(filter(None, (place.reason, f"a guess: {why}"))))


def _lies_in(finer: Place, place: Place) -> bool:
    """Whether one place is a town, site or province of the country or province that the other is.

    A place that no gazetteer has is known by what it is said to lie in, and is as fine as that.
    """
    if finer.country is None or finer.country != place.country:
        return False
    wide = (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
    if finer.precision is place.precision and not (finer.id is None and place.id is not None):
        return False
    if finer.precision is PlacePrecision.COUNTRY or place.precision not in wide:
        return finer.precision is place.precision and place.precision in wide
    return place.precision is PlacePrecision.COUNTRY or finer.admin1 == place.admin1 is not None


__all__ = ["Whereabouts"]
