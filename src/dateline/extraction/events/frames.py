"""Whether a verb, as it stands in its clause, has one of the frames that the lists give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.senses import Senses
from dateline.model import EventType
from dateline.model.frozen import frozen
from dateline.reference.events import ANY_EVENT, TAKES_FOR, TAKES_OBJECT, TAKES_SUBJECT, Frame

OTHER_WITH_PARTICLE = (TAKES_OBJECT, EventType.ASSAULT.value)
KEEPING = ("back", "on", "away", "off", "down")  # particles that leave a violent verb what it is
PLACES_AND_SIDES = frozenset({"TERRITORY", "BASE", "BUILDING", "GPE", "ARMED", "CIVIL", "VEHICLE", "MILITARY"})


@frozen
class Match:
    """A frame that fits. objects: heads of the object; particles: tokens of the particle.

    event: the noun that names the event, where the frame lends its grammar to one.
    """

    frame: Frame
    objects: tuple[int, ...]
    particles: tuple[int, ...]
    event: int | None = None


NOBODY = ("nobody", "none", "neither", "no-one")


class FrameMatcher:
    """Matches frames over one report. `inner_type` gives the event type of a clause's verb, if it has one."""

    def __init__(self, grammar: Grammar, senses: Senses, inner_type: Callable[[int], EventType | None]) -> None:
        self.grammar = grammar
        self.senses = senses
        self.tokens = grammar.tokens
        self.lexicon = senses.lexicon
        self.inner_type = inner_type
        self._known_objects: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
        self._known_met: dict[tuple[int, ...], frozenset[str]] = {}

    def match(self, verb: int) -> Match | None:
        """The most specific frame that fits, or None."""
        frames = self.lexicon.verbs.get(self.senses.lemma(verb))
        if frames is None:
            return None
        beside = {"", *[kid.lower for kid in self.grammar.children(verb)]}
        for frame in frames:
            if frame.beside not in beside or self._ruled_out(frame, verb):
                continue
            found = self._try(frame, verb)
            if found is not None:
                return found
        return None

    def _ruled_out(self, frame: Frame, verb: int) -> bool:
        """Whether the object of a verb without a particle is none that the frame asks for: of most frames all there is
        to see."""
        if frame.particle or frame.joined or not frame.objects:
            return False
        return self._met(self._objects(verb, ())).isdisjoint(frame.alone)

    def match_nominal(self, noun: int, verb: str, particle: str) -> Match | None:
        """The frame of `verb` that fits a noun made from it, with its of-phrase as object."""
        objects = self.grammar.under(noun, "of")
        if not objects:
            return None
        for frame in self.lexicon.verbs.get(verb, ()):
            if frame.particle != particle or frame.needs or frame.subjects or frame.type == TAKES_SUBJECT:
                continue
            if frame.objects and not self._object_fits(frame, noun, objects):
                continue
            if "force" in frame.flags and not self._violent(noun, objects):
                continue
            event = self._event_noun(frame, objects) if frame.type == TAKES_OBJECT else None
            if frame.type in (TAKES_OBJECT, TAKES_FOR) and event is None:
                continue
            return Match(frame, objects, (), event)
        return None

    def _try(self, frame: Frame, verb: int) -> Match | None:
        particles = self._particles(frame.particle, verb)
        if particles is None:
            return None
        if "finite" in frame.flags and self.tokens[verb].dep in ("acl", "amod"):
            return None
        objects = self._objects(verb, particles)
        if frame.type in OTHER_WITH_PARTICLE and not frame.particle and self._other_particle(verb, frame.type):
            return None  # "gave up its demands" is not "gave", "prices shot up" not "shot"
        if "plain" in frame.flags and self._left_in_a_state(verb):
            return None
        if frame.needs and not self._has_needed(verb, objects, frame.needs):
            return None
        if frame.objects and not self._object_fits(frame, verb, objects):
            return None
        subjects = self.grammar.actors_of(verb)
        event: int | None = None
        if frame.type == TAKES_SUBJECT:
            surface = self.grammar.surface_subject(verb)[0]
            event = next((i for i in surface if self._fits_any(i, frame.subjects) and self.senses.names_event(i)), None)
            if event is None:
                return None
        elif frame.subjects and not self._subject_fits(frame, subjects):
            return None
        if frame.type == TAKES_OBJECT:
            event = self._event_noun(frame, objects)
        elif frame.type == TAKES_FOR:
            if self._by_nobody(verb, subjects):
                return None  # "no group claimed responsibility for the blast": there was a blast
            event = next((i for i in self._answered_for(verb) if self.senses.names_event(i)), None)
        if frame.type in (TAKES_OBJECT, TAKES_FOR) and event is None:
            return None
        if "force" in frame.flags and not self._violent(verb, objects):
            return None
        if "human" in frame.flags and objects and not any(self._human(i) for i in objects):
            return None
        return Match(frame, objects, particles, event)

    def _answered_for(self, verb: int) -> Iterator[int]:
        """What "claimed the attack", "claimed responsibility for it" and "denied a role in it" are about."""
        objects = self.grammar.objects(verb)
        yield from objects
        for over in (*objects, verb):
            yield from self.grammar.under(over, "for")
        for over in objects:
            yield from self.grammar.under(over, "in")

    def _by_nobody(self, verb: int, subjects: tuple[int, ...]) -> bool:
        """Whether the clause says that no one did it, or not yet."""
        tokens = self.grammar.tokens
        none = any(
            tokens[i].lower in NOBODY or any(k.lower in ("no", "neither") for k in self.grammar.children(i, "det"))
            for i in subjects
        )
        return (
            none
            or bool(self.grammar.children(verb, "neg"))
            or any(k.lower == "never" for k in self.grammar.children(verb, "advmod"))
        )

    def _other_particle(self, verb: int, kind: str) -> bool:
        particle = self.grammar.child(verb, "prt")
        return particle is not None and (kind == TAKES_OBJECT or particle.lower not in KEEPING)

    def _left_in_a_state(self, verb: int) -> bool:
        """ "left the town in the hands of rebels", "left the city divided": nobody went."""
        inside = self.grammar.under(verb, "in") + self.grammar.under(verb, "under") + self.grammar.under(verb, "to")
        inside += tuple(i for o in self.grammar.objects(verb) for i in self.grammar.under(o, "in"))
        states = self.lexicon.groups["LEFTIN"]
        return any(self.senses.lemma(i) in states for i in inside) or bool(
            self.grammar.children(verb, "oprd", "acomp", "ccomp")
        )

    def _subject_fits(self, frame: Frame, subjects: tuple[int, ...]) -> bool:
        return any(self._fits_any(i, frame.subjects) for i in subjects) or (not subjects and "-" in frame.subjects)

    def _human(self, index: int) -> bool:
        classes = self.senses.classes(index)
        return not classes or not self.senses.labels(index).isdisjoint(("HUMAN", "COUNT"))

    def _particles(self, particle: str, verb: int) -> tuple[int, ...] | None:
        """Tokens of the particle beside the verb; () when the frame has none, None when it is not there."""
        if not particle:
            return ()
        first, *rest = particle.split()
        for kid in self.grammar.children(verb):
            if kid.lower != first or (kid.index < verb and kid.dep != "prt"):
                continue
            following = range(kid.index + 1, kid.index + 1 + len(rest))
            if following and following[-1] >= len(self.tokens):
                continue
            if all(self.tokens[i].lower == word for i, word in zip(following, rest, strict=True)):
                return (kid.index, *following)
        return None

    def _objects(self, verb: int, particles: tuple[int, ...]) -> tuple[int, ...]:
        """The heads of the object; without a particle they are those of all the verb's frames."""
        key = (verb, particles)
        if key not in self._known_objects:
            self._known_objects[key] = self._find_objects(verb, particles)
        return self._known_objects[key]

    def _find_objects(self, verb: int, particles: tuple[int, ...]) -> tuple[int, ...]:
        if particles:
            pobj = self.grammar.child(particles[-1], "pobj")
            if pobj is not None:
                return self.grammar.coordinated(pobj.index)
        objects = tuple([i for i in self.grammar.objects(verb) if i not in particles])
        return objects or self._garden_path(verb)

    def _garden_path(self, verb: int) -> tuple[int, ...]:
        """ "declared a ceasefire deal with …", "announced an agreement meant to …": an object read as a clause."""
        clause = self.grammar.child(verb, "ccomp")
        if clause is None or clause.pos != "VERB" or self.grammar.has_aux(clause.index) or self.grammar.passive(verb):
            return ()
        subject = self.grammar.child(clause.index, "nsubj", "nsubjpass")
        marked = self.grammar.child(clause.index, "mark") is not None
        if subject is None or marked or subject.index < verb or not self.senses.names_event(subject.index):
            return ()
        return (subject.index,)

    def _has_needed(self, verb: int, objects: tuple[int, ...], needs: tuple[str, frozenset[str]]) -> bool:
        preposition, words = needs
        inside = [i for o in objects for i in self.grammar.under(o, "of")]
        for part in preposition.split("|"):
            heads = tuple(i for over in (verb, *objects, *inside) for i in self.grammar.under(over, part))
            if heads and (not words or any(self._fits_any(h, words) for h in heads)):
                return True
            if not words and any(kid.lower == part for kid in self.grammar.children(verb, "prt", "prep", "advmod")):
                return True
        return False

    # -- objects ------------------------------------------------------------

    def _object_fits(self, frame: Frame, verb: int, objects: tuple[int, ...]) -> bool:
        """Whether one of the alternatives holds."""
        met = self._met(objects)
        return not met.isdisjoint(frame.alone) or any(
            all(self._clause_holds(c[1:], verb) if c.startswith("~") else c in met for c in alternative)
            for alternative in frame.joined
        )

    def _met(self, objects: tuple[int, ...]) -> frozenset[str]:
        """The conditions that the objects meet, those on a clause left out."""
        found = self._known_met.get(objects)
        if found is None:
            found = frozenset(self._all_met(objects) if objects else "-")
            self._known_met[objects] = found
        return found

    def _all_met(self, objects: tuple[int, ...]) -> set[str]:
        found = {"*"}.union(*map(self.senses.labels, objects))
        found.discard("-")
        if any(map(self.senses.names_event, objects)):
            found.add(ANY_EVENT)
        return found

    def _clause_holds(self, wanted: str, verb: int) -> bool:
        clause = self.grammar.complement(verb)
        if clause is None or (wanted.startswith(">") and clause < verb):
            return False
        wanted = wanted.removeprefix(">")
        if not wanted:
            return True
        if wanted == "to":
            return self.grammar.infinitive(clause)
        group = self.lexicon.groups.get(wanted, frozenset((wanted,)))
        if self.senses.lemma(clause) in group:
            return True
        inner = self.inner_type(clause)
        deeper = self.grammar.complement(clause) if inner is None else None
        if deeper is not None and self.grammar.tokens[clause].dep in (
            "xcomp",
            "ccomp",
        ):  # "prepared to resume shelling"
            inner = self.inner_type(deeper)
        return inner is not None and inner.value in group

    def _fits_any(self, index: int, wanted: AbstractSet[str]) -> bool:
        return not wanted.isdisjoint(self.senses.labels(index))

    def _event_noun(self, frame: Frame, objects: tuple[int, ...]) -> int | None:
        wanted = {condition for alternative in frame.objects for condition in alternative}
        for index in objects:
            if self.senses.names_event(index) and (ANY_EVENT in wanted or self._fits_any(index, wanted)):
                return index
        return None

    # -- force ------------------------------------------------------------

    def _violent(self, verb: int, objects: tuple[int, ...]) -> bool:
        """Whether arms, armed people or fighting stand in the clause, or a side does it to a place or a side."""
        subjects = self.grammar.actors_of(verb)
        targets = (*objects, *self.grammar.under(verb, "against"), *self.grammar.under(verb, "on"))
        around = [*subjects, *targets, *(i for word in ("with", "in", "by") for i in self.grammar.under(verb, word))]
        for index in around:
            if self._speaks_of_violence(index):
                return True
        sides = any(
            self.senses.classes(i) & {"GPE", "PEOPLE"} and "PRONOUN" not in self.senses.classes(i) for i in subjects
        )
        return sides and any(self.senses.classes(i) & PLACES_AND_SIDES for i in targets)

    def _speaks_of_violence(self, index: int) -> bool:
        classes = self.senses.classes(index)
        if "PRONOUN" in classes:
            return False
        if "VIOLENT" in self.senses.labels(index):
            return True
        for kid in self.grammar.children(index, "compound", "amod", "nmod"):
            if self.senses.lemma(kid.index) in self.lexicon.modes or "ARMED" in self.senses.classes(kid.index):
                return True
        return False


__all__ = ["FrameMatcher", "Match"]
