"""From words to event drafts: verbs by their frames, nouns that name events, and the two together."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extraction.events.draft import Draft, Filler
from dateline.extraction.events.frames import FrameMatcher, Match
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.nouns import NounGate
from dateline.extraction.events.roles import Roles
from dateline.extraction.events.senses import Senses
from dateline.model import AnnotatedReport, EventType, Mention
from dateline.reference.events import TAKES_FOR, TAKES_OBJECT, TAKES_SUBJECT, EventLexicon, NounSense

KEEPS_NOUN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE}
)
VERBAL = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
CLAUSE_SLOTS = ("obj", "iobj", "to", "for", "with", "from", "on", "against", "in")


class Finder:
    """Finds the event drafts of one report."""

    def __init__(self, annotated: AnnotatedReport, lexicon: EventLexicon, mentions: Iterable[Mention]) -> None:
        self.annotated = annotated
        self.tokens = annotated.tokens
        self.lexicon = lexicon
        self.grammar = Grammar(annotated)
        self.senses = Senses(self.grammar, lexicon, mentions)
        self.roles = Roles(self.grammar, self.senses)
        self.frames = FrameMatcher(self.grammar, self.senses, self.type_of)
        self.gate = NounGate(self.grammar, self.senses, self.roles)
        self._verbs: dict[int, Draft | None] = {}
        self._used: set[int] = set()

    def find(self) -> list[Draft]:
        """All drafts in text order of their triggers."""
        drafts = [
            draft
            for token in self.tokens
            if token.pos == "VERB" and token.dep not in ("amod", "compound") and (draft := self.verb_draft(token.index))
        ]
        for token in self.tokens:
            if token.pos in ("NOUN", "PROPN") and token.index not in self._used:
                draft = self.noun_draft(token.index)
                if draft is not None:
                    drafts.append(draft)
        return sorted(drafts, key=lambda d: d.token)

    def type_of(self, verb: int) -> EventType | None:
        draft = self.verb_draft(verb)
        return draft.type if draft is not None else None

    # -- verbs ------------------------------------------------------------------------------------------------------------

    def verb_draft(self, verb: int) -> Draft | None:
        if verb not in self._verbs:
            self._verbs[verb] = None  # a clause inside itself ends here
            match = self.frames.match(verb) if self.tokens[verb].pos == "VERB" else None
            self._verbs[verb] = self._build(verb, match) if match is not None else None
        return self._verbs[verb]

    def _build(self, verb: int, match: Match) -> Draft | None:
        if match.event is not None:
            return self._with_noun(verb, match)
        frame = match.frame
        event_type = EventType(frame.type)
        slots = self.lexicon.slots[event_type]
        actors = self._from_slots(verb, match.objects, frame.actor or ("subj",))
        recipients = self.roles.first(
            verb,
            match.objects,
            frame.recipient or slots.verb_recipient,
            event_type,
            slots.agents,
            lambda: self._inner(verb),
        )
        draft = Draft(verb, verb, event_type, frame.mode, frame.rule, harm="harm" in frame.flags)
        draft.triggers = {verb, *match.particles, *self._named_object(match)}
        draft.words = "words" in frame.flags or event_type in VERBAL and "deed" not in frame.flags
        if draft.harm and not self._by_people(verb, match):
            return None
        self._headline_passive(verb, draft, actors, recipients, frame.flags)
        draft.add_actors(actors)
        draft.add_recipients(recipients)
        self._settle_parties(draft, "recip" in frame.flags)
        if event_type not in KEEPS_NOUN:
            self._used.update(i for i in match.objects if self.senses.names_event(i))
        return draft

    def _headline_passive(
        self, verb: int, draft: Draft, actors: list[Filler], recipients: list[Filler], flags: frozenset[str]
    ) -> None:
        """ "Five soldiers killed in ambush": what cannot be done without an object was done to the subject."""
        token = self.tokens[verb]
        transitive = flags & {"harm", "human"} and "die" not in draft.rule
        if not transitive or recipients or self.grammar.passive(verb) or token.tag not in ("VBD", "VBN"):
            return
        if self.grammar.has_aux(verb) or self.grammar.children(verb, "dobj", "ccomp", "xcomp"):
            return
        subject = self.grammar.surface_subject(verb)[0]
        recipients.extend(self.roles.recipients(subject, "headline", False))
        actors[:] = self.roles.actors(self.grammar.agents(verb), "by")

    def _from_slots(self, verb: int, objects: tuple[int, ...], slots: Iterable[str]) -> list[Filler]:
        for slot in slots:
            if slot == "-":
                return []
            heads = self.roles.verb_slot(verb, objects, slot, list)
            found = self.roles.actors(heads, slot)
            if found:
                return found
        return []

    def _inner(self, verb: int) -> list[int]:
        """Those whom the event in a verb's clause is for ("agreed to give Romania aid" → Romania)."""
        clause = self.grammar.complement(verb)
        if clause is None:
            return []
        draft = self.verb_draft(clause)
        mine = set(self.grammar.actors_of(verb))
        if draft is not None:
            named = [i for i, _ in (*draft.recipients, *draft.actors) if i not in mine]
            if named:
                return named
        objects = self.grammar.objects(clause)
        for slot in CLAUSE_SLOTS:
            heads = self.roles.verb_slot(clause, objects, slot, list)
            found = [i for i in heads if i not in mine and self.senses.is_agent(i)]
            if found:
                return found
        return [i for obj in objects for i in self.roles.owners(obj) if i not in mine and self.senses.is_agent(i)]

    def _named_object(self, match: Match) -> tuple[int, ...]:
        """The object noun belongs to the trigger where the frame names it ("imposed … curfew")."""
        wanted = [c for alt in match.frame.objects for c in alt if c not in ("*", "-") and not c.startswith("~")]
        people = {
            "HUMAN",
            "ARMED",
            "CIVIL",
            "GROUP",
            "PERSON",
            "TERRITORY",
            "BUILDING",
            "BASE",
            "CROWD",
            "NAME",
            "OFFICIAL",
        }
        words = [c for c in wanted if c not in people]
        return tuple(i for i in match.objects[:1] if any(self.senses.fits(i, c) for c in words))

    def _by_people(self, verb: int, match: Match) -> bool:
        """A killing needs a killer that can be one, or none named; accidents and disasters kill without one."""
        subjects = self.grammar.actors_of(verb)
        victims = match.objects
        if match.frame.recipient == ("subj",):
            subjects, victims = (), subjects
        causes = [i for p in ("in", "by", "from", "of", "during", "after", "when") for i in self.grammar.under(verb, p)]
        for index in (*subjects, *causes):
            if "ACCIDENT" in self.senses.classes(index):
                return False
        for index in subjects:
            classes = self.senses.classes(index)
            if (
                classes
                and not self.lexicon.in_class(classes, "AGENT")
                and not self.lexicon.in_class(classes, "VIOLENT")
            ):
                return False
            if not classes and self.tokens[index].pos == "NOUN":
                return False
        return bool(victims) or bool(subjects)

    def _settle_parties(self, draft: Draft, reciprocal: bool) -> None:
        """Both sides of a mutual event are actors, if there are two sides."""
        if not reciprocal:
            return
        many = len(draft.actors) > 1 or any(self.tokens[i].tag in ("NNS", "NNPS") for i, _ in draft.actors)
        plural = any(self.tokens[i].lower in ("they", "we", "both") for i, _ in draft.actors)
        if draft.recipients or many or plural:
            draft.reciprocal = True
            draft.actors.extend(draft.recipients)
            draft.recipients.clear()

    # -- verbs with a noun that names the event -----------------------------------------------------------------------------

    def _with_noun(self, verb: int, match: Match) -> Draft | None:
        noun, frame = match.event, match.frame
        if noun is None:
            return None
        sense = self.gate.sense(noun, verb, frame)
        if sense is None or sense.type is None:
            inner = self._nominal(noun, verb)
            if inner is not None:
                self._used.add(noun)
            return inner
        self._used.add(noun)
        draft = self._noun_base(noun, sense, verb, f"{frame.rule} + {self.senses.lemma(noun)}")
        draft.triggers = {verb, *match.particles, noun}
        default = () if frame.type == TAKES_SUBJECT else ("subj",)
        actors = self._from_slots(verb, match.objects, frame.actor or default)
        if not actors or sense.type is EventType.ASSAULT and not draft.actors and frame.type == TAKES_SUBJECT:
            actors = actors or self.roles.noun_actors(noun)
        slots = self.lexicon.slots[sense.type]
        own = sense.recipient or slots.noun_recipient
        recipients = self.roles.first(verb, (noun,), [s for s in own if s != "of"], sense.type, slots.agents, list)
        recipients = recipients or self.roles.noun_slots(noun, [s for s in own if s == "of"], sense.type, agents=False)
        if not recipients or frame.recipient[:1] == ("subj",):
            recipients = (
                self.roles.first(verb, match.objects, frame.recipient, sense.type, slots.agents, list) or recipients
            )
        draft.add_actors(actors)
        draft.add_recipients(recipients)
        self._settle_parties(draft, "recip" in sense.flags)
        return draft

    def _noun_base(self, noun: int, sense: NounSense, verb: int | None, rule: str) -> Draft:
        assert sense.type is not None
        draft = Draft(noun, verb, sense.type, sense.mode, rule, classes=sense.classes)
        draft.triggers = {noun, *range(noun - len(sense.before), noun)}
        draft.words = "words" in sense.flags or sense.type in VERBAL and "deed" not in sense.flags
        return draft

    # -- nouns ------------------------------------------------------------------------------------------------------------

    def noun_draft(self, noun: int) -> Draft | None:
        if self.tokens[noun].dep in ("compound", "amod", "nmod") or self.tokens[noun].ent in ("ORG", "FAC", "PERSON"):
            return None
        sense = self.gate.sense(noun, None, None)
        if sense is None or sense.type is None:
            return self._nominal(noun, None)
        slots = self.lexicon.slots[sense.type]
        actors = self.roles.noun_slots(noun, sense.actor or slots.noun_actor, sense.type, agents=True)
        recipients = self.roles.noun_slots(noun, sense.recipient or slots.noun_recipient, sense.type, agents=False)
        between = self.roles.actors(
            (*self.grammar.under(noun, "between"), *self.grammar.under(noun, "among")), "between"
        )
        if not self.gate.passes(noun, sense, actors, recipients, between):
            return None
        draft = self._noun_base(noun, sense, None, f"noun {self.senses.lemma(noun)}")
        draft.add_actors(between or actors)
        draft.add_recipients([] if between else recipients)
        self._settle_parties(draft, "recip" in sense.flags)
        draft.unproven = not (actors or recipients or between)
        return draft

    def _nominal(self, noun: int, verb: int | None) -> Draft | None:
        """ "the lifting of the blockade": a noun with the frame of its verb."""
        kept = self.senses.nominal(noun)
        match = self.frames.match_nominal(noun, *kept) if kept is not None else None
        if match is None or match.frame.type == TAKES_FOR:
            return None
        frame = match.frame
        if frame.type == TAKES_OBJECT:
            sense = self.gate.sense(match.event, None, frame) if match.event is not None else None
            if sense is None or sense.type is None:
                return None
            draft = self._noun_base(match.event or noun, sense, verb, f"nominal {self.senses.lemma(noun)}")
        else:
            draft = Draft(noun, verb, EventType(frame.type), frame.mode, f"nominal {self.senses.lemma(noun)}")
            draft.harm = "harm" in frame.flags
        draft.triggers = {noun, *([match.event] if match.event is not None else [])}
        slots = self.lexicon.slots[draft.type]
        actors = self.roles.noun_slots(noun, ("by", "mods"), draft.type, agents=True)
        if not actors and verb is not None:
            actors = self.roles.actors(self.grammar.actors_of(verb), "subj")
        recipients: list[Filler] = []
        for slot in frame.recipient or slots.verb_recipient:
            heads = match.objects if slot == "obj" else self.roles.verb_slot(noun, match.objects, slot, list)
            recipients = self.roles.recipients(heads, slot, slots.agents)
            if recipients:
                break
        draft.add_actors(actors)
        draft.add_recipients(recipients)
        self._settle_parties(draft, "recip" in frame.flags)
        self._used.update(i for i in match.objects if self.senses.names_event(i))
        return draft


__all__ = ["KEEPS_NOUN", "VERBAL", "Finder"]
