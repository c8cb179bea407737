"""From words to event drafts: verbs by their frames, nouns that name events, and the two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from weakref import proxy

from dateline.extraction.events.doers import Doers
from dateline.extraction.events.draft import Draft, Filler
from dateline.extraction.events.figures import Figures
from dateline.extraction.events.frames import FrameMatcher, Match
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.nouns import NounGate
from dateline.extraction.events.roles import Roles
from dateline.extraction.events.senses import Senses
from dateline.model import AnnotatedReport, EventType, Mention, StatementMention, TimeMention, Token
from dateline.reference.events import NO_EVENT, TAKES_FOR, TAKES_OBJECT, TAKES_SUBJECT, EventLexicon, Frame, NounSense

KEEPS_NOUN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE}
)
FORCEFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
VERBAL = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
IMMATERIAL = frozenset(
    {"ABSTRACT", "DECISION", "DISPUTE", "OFFER", "RULE", "TENSION", "PROBLEM", "ART", "FOOD", "WORDS", "TRIVIAL"}
)
BEINGS_AND_PLACES = frozenset(
    {"HUMAN", "ARMED", "CIVIL", "GROUP", "PERSON", "TERRITORY", "BUILDING", "BASE", "CROWD", "NAME", "OFFICIAL"}
)  # objects that are no part of the trigger
NOUNS = frozenset({"NOUN", "PROPN"})
CLAUSE_SLOTS = ("iobj", "to", "for", "with", "on", "against", "obj", "from", "in")


class Finder:
    """Finds the event drafts of one report."""

    def __init__(
        self,
        annotated: AnnotatedReport,
        lexicon: EventLexicon,
        mentions: Sequence[Mention],
        times: Sequence[TimeMention] = (),
        statements: Sequence[StatementMention] = (),
    ) -> None:
        self.annotated = annotated
        self._said = [(part, s.speaker_head) for s in statements for part in s.content]
        self.tokens = annotated.tokens
        self.lexicon = lexicon
        groups = lexicon.groups
        self.grammar = Grammar(annotated, groups["ACCUSING"], groups["ASKING"], groups["DEEDS"])
        self.senses = Senses(self.grammar, lexicon, mentions)
        timed = frozenset(index for time in times for index in annotated.indices_in(time.span))
        self.roles = Roles(self.grammar, self.senses, timed)
        finder = proxy(self)  # a circle would keep all that the report is made of until Python looks for circles
        self.frames = FrameMatcher(self.grammar, self.senses, lambda verb: finder.type_of(verb))
        self.gate = NounGate(self.grammar, self.senses, self.roles)
        self.doers = Doers(self.grammar, self.senses, self.roles)
        self.figures = Figures(self.grammar, self.senses)
        self.disasters: dict[int, bool] = {}  # by sentence, as they are asked for
        self._verbs: dict[int, Draft | None] = {}
        self._used: set[int] = set()

    def find(self) -> list[Draft]:
        """All drafts in text order of their triggers."""
        drafts = [
            draft
            for token in self.tokens
            if token.pos == "VERB"
            and not self._is_of_a_date(token)
            and (token.dep not in ("amod", "compound") or token.index in self.grammar.hidden)
            and (draft := self.verb_draft(token.index))
        ]
        for token in self.tokens:
            named = token.pos in NOUNS and self.senses.may_name_event(token) and not self._is_of_a_date(token)
            if named and token.index not in self._used:
                draft = self.noun_draft(token.index)
                if draft is not None:
                    drafts.append(draft)
        return sorted((d for d in drafts if not self.figures.figurative(d)), key=lambda d: d.token)

    def _is_of_a_date(self, token: Token) -> bool:
        """ "in March 2022": a month, nobody's march."""
        return token.index in self.roles.timed and token.text[0].isupper()

    def voice(self, index: int) -> int | None:
        """The head of the speaker in whose innermost statement a token stands; None for the text's own voice."""
        span = self.tokens[index].span
        around = [(len(part), head) for part, head in self._said if head is not None and part.contains(span)]
        return min(around)[1] if around else None

    def by_two(self, one: int, other: int) -> bool:
        """Whether two tokens stand in the words of different speakers: what each says stays his."""
        if not self._said:
            return False
        first, second = self.voice(one), self.voice(other)
        return first is not None and second is not None and first != second

    def type_of(self, verb: int) -> EventType | None:
        draft = self.verb_draft(verb)
        return draft.type if draft is not None else None

    # -- verbs ------------------------------------------------------------

    def verb_draft(self, verb: int) -> Draft | None:
        if verb not in self._verbs:
            self._verbs[verb] = None  # a clause inside itself ends here
            match = self.frames.match(verb) if self.tokens[verb].pos == "VERB" else None
            if match is not None and match.frame.type == NO_EVENT:
                self._used.update(match.objects)
                match = None
            self._verbs[verb] = self._build(verb, match) if match is not None else None
        return self._verbs[verb]

    def _build(self, verb: int, match: Match) -> Draft | None:
        if match.event is not None:
            return self._with_noun(verb, match)
        frame = match.frame
        draft = self._verb_base(verb, match)
        if self._says_nothing(draft, verb, match):
            return None
        actors = self._verb_actors(draft, verb, match)
        recipients = self._verb_recipients(draft, verb, match, actors)
        self._headline_passive(verb, draft, actors, recipients, frame.flags)
        actors = actors or self.doers.agent_before(verb)
        if draft.type not in FORCEFUL and not actors and not self._without_actor(verb, frame):
            return None  # what cannot act does not help or demand
        if ("party" in frame.flags and not recipients) or ("many" in frame.flags and len(actors) < 2):
            return None
        draft.add_actors(actors)
        draft.add_recipients([self._held(draft, filler) for filler in recipients])
        each_other = any(self.roles.mutual(i) for i in match.objects)
        one_sided = any(rule == "inner" for _, rule in draft.recipients) and not self._inner_mutual(verb)
        self._settle_parties(draft, each_other or ("recip" in frame.flags and not one_sided))
        if frame.subjects & {"TALKS"}:  # "talks broke down" is one event
            self._used.update(i for i in self.grammar.surface_subject(verb)[0] if "TALKS" in self.senses.classes(i))
        if draft.type not in KEEPS_NOUN:
            self._used.update(i for i in match.objects if self.senses.names_event(i))
        return draft

    def _verb_base(self, verb: int, match: Match) -> Draft:
        frame = match.frame
        draft = Draft(verb, verb, EventType(frame.type), frame.mode, frame.rule, harm="harm" in frame.flags)
        draft.triggers = {verb, *match.particles, *self._named_object(match)}
        draft.weak = "force" in frame.flags
        draft.words = "words" in frame.flags or (draft.type in VERBAL and "deed" not in frame.flags)
        return draft

    def _says_nothing(self, draft: Draft, verb: int, match: Match) -> bool:
        """Attacks on problems, and deaths that nobody dealt out."""
        if draft.type is EventType.ASSAULT and match.objects and all(self._immaterial(i) for i in match.objects):
            return True
        if draft.type is EventType.REQUEST and self._wants_no_name(verb, match):
            return True
        return draft.harm and not self._by_people(verb, match)

    def _wants_no_name(self, verb: int, match: Match) -> bool:
        """ "asked not to be named", "requested anonymity": how a source is quoted, no act of its own."""
        if any(self.senses.lemma(i) == "anonymity" for i in match.objects):
            return True
        clause = self.grammar.complement(verb)
        hidden = clause is not None and self.senses.lemma(clause) in self.lexicon.groups["NAMING"]
        return clause is not None and hidden and self.grammar.passive(clause)

    def _verb_actors(self, draft: Draft, verb: int, match: Match) -> list[Filler]:
        frame = match.frame
        if draft.harm and self.doers.participle(verb):  # "spoke of 28 injured": not by the speaker
            return self.roles.actors(self.grammar.agents(verb), "by")
        carrier = self.doers.carrier(verb)
        if carrier is not None:
            return self.roles.actors(self.grammar.actors_of(carrier), "subj")
        if draft.type is EventType.ASSAULT and (launchers := self.doers.launchers(verb)):
            return launchers
        fired = self.doers.weapon_before(verb)
        if fired is not None and (owners := self.roles.modifiers(fired)):
            return owners
        if "recip" in frame.flags:
            called = [kid.index for kid in self.grammar.children(verb, "amod", "acomp")]  # "fighting ongoing between …"
            heads = (i for over in (verb, *called) for i in self.grammar.under(over, "between"))
            between = self.roles.actors(heads, "between")
            if len(between) > 1:
                return between
        lenient = draft.type in FORCEFUL and not draft.harm and not draft.weak
        return self._from_slots(verb, match.objects, frame.actor or ("subj",), lenient)

    def _verb_recipients(self, draft: Draft, verb: int, match: Match, actors: list[Filler]) -> list[Filler]:
        frame = match.frame
        slots = self.lexicon.slots[draft.type]
        wanted = frame.recipient or slots.verb_recipient
        if draft.harm and any(self.tokens[i].pos == "NUM" for i in match.objects):  # "kills three at a market"
            wanted = tuple(slot for slot in wanted if slot == "obj")
        if "recip" in frame.flags and len(actors) > 1:
            wanted = tuple(slot for slot in wanted if slot != "inner")
        return self.roles.first(verb, match.objects, wanted, slots.agents, lambda: self._inner(verb))

    def _without_actor(self, verb: int, frame: Frame) -> bool:
        """Whether nobody need be named: no subject, one that it happens to, a deal or truce itself, a carriage."""
        subjects = self.grammar.actors_of(verb)
        itself = frame.recipient[:1] == ("subj",) or bool(frame.subjects & {"TRUCE", "DEAL", "TALKS"})
        return not subjects or itself or any("VEHICLE" in self.senses.classes(i) for i in subjects)

    def _held(self, draft: Draft, filler: Filler) -> Filler:
        """ "took 14 engineers hostage": the people before the word that says what became of them."""
        head, rule = filler
        people = [k for k in self.grammar.children(head, "compound", "nmod") if k.tag == "NNS"]
        return (people[-1].index, rule) if head in draft.triggers and people else filler

    def _headline_passive(
        self, verb: int, draft: Draft, actors: list[Filler], recipients: list[Filler], flags: frozenset[str]
    ) -> None:
        """ "Five soldiers killed in ambush": what cannot be done without an object was done to the subject."""
        token = self.tokens[verb]
        subject = self.grammar.surface_subject(verb)[0]
        thing = bool(subject) and all(self._is_thing(i) for i in subject)
        done = thing and draft.type in (EventType.ASSAULT, EventType.COERCE)
        transitive = (flags & {"harm", "human"} or done) and "die" not in draft.rule
        if (
            not transitive
            or recipients
            or self.grammar.passive(verb)
            or (token.tag not in ("VBD", "VBN") and token.lower != "hurt")
        ):
            return
        if self.grammar.has_aux(verb) or self.grammar.children(verb, "dobj", "ccomp", "xcomp"):
            return
        recipients.extend(self.roles.recipients(subject, "headline", False))
        actors[:] = self.roles.actors(self.grammar.agents(verb), "by")

    def _is_thing(self, index: int) -> bool:
        """Known for what can neither act nor be fired."""
        classes = self.senses.classes(index)
        return bool(classes) and "WEAPON" not in classes and not self.senses.is_agent(index)

    def _from_slots(
        self, verb: int, objects: tuple[int, ...], slots: Iterable[str], lenient: bool = False
    ) -> list[Filler]:
        for slot in slots:
            if slot == "-":
                return []
            heads = self.roles.verb_slot(verb, objects, slot, list)
            found = self.roles.actors(heads, slot, lenient=lenient)
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
            if draft.type in (EventType.RETREAT, EventType.COOPERATE):  # what is given up is no party to it
                objects = (*self.grammar.objects(clause), *(i for i, _ in draft.recipients))
                mine |= {i for i in objects if self._given_up(i)}
            named = [i for i, _ in (*draft.recipients, *draft.actors) if i not in mine]
            if named:
                return named
        objects = self.grammar.objects(clause)
        for slot in CLAUSE_SLOTS:
            heads = self.roles.verb_slot(clause, objects, slot, list)
            found = [i for i in heads if i not in mine and self.senses.is_agent(i)]
            if not found:
                found = [j for i in heads for j in self.roles.owners(i) if j not in mine and self.senses.is_agent(j)]
            if found:
                return found
        return []

    def _given_up(self, index: int) -> bool:
        """Prisoners, bodies, and what is the doer's own ("its artillery")."""
        owner = self.grammar.child(index, "poss")
        own = owner is not None and owner.lower in ("its", "their", "his", "her", "our")
        return own or "PRISONER" in self.senses.classes(index)

    def _inner_mutual(self, verb: int) -> bool:
        clause = self.grammar.complement(verb)
        draft = self.verb_draft(clause) if clause is not None else None
        return draft is not None and draft.reciprocal

    def _immaterial(self, index: int) -> bool:
        classes = self.senses.classes(index)
        return bool(classes) and classes <= IMMATERIAL

    def _named_object(self, match: Match) -> tuple[int, ...]:
        """The object noun belongs to the trigger where the frame names it ("imposed … curfew")."""
        wanted = {c for alt in match.frame.objects for c in alt if c[0] not in "*-~"}
        words = wanted - BEINGS_AND_PLACES
        return tuple(i for i in match.objects[:1] if not words.isdisjoint(self.senses.labels(i)))

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
            if classes and self.senses.labels(index).isdisjoint(("AGENT", "VIOLENT")):
                return False
            if not classes and self.tokens[index].pos == "NOUN":
                return False
        return bool(victims) or bool(subjects)

    def _settle_parties(self, draft: Draft, reciprocal: bool) -> None:
        """Both sides of a mutual event are actors, if there are two sides."""
        if not reciprocal:
            return
        draft.actors[:] = self.roles.parties(draft.actors)
        many = len(draft.actors) > 1 or any(self.tokens[i].tag in ("NNS", "NNPS") for i, _ in draft.actors)
        plural = any(self.tokens[i].lower in ("they", "we", "both") for i, _ in draft.actors)
        if draft.recipients or many or plural:
            draft.reciprocal = True
            draft.actors.extend(draft.recipients)
            draft.recipients.clear()

    # -- verbs with a noun that names the event ------------------------------------------------------------

    def _with_noun(self, verb: int, match: Match) -> Draft | None:
        noun, frame = match.event, match.frame
        if noun is None:
            return None
        if self._suffered_by_things(verb, frame):
            self._used.add(noun)
            return None
        if self.gate.unspecific(noun):
            return None
        sense = self.gate.sense(noun, verb, frame)
        if sense is None or sense.type is None:
            inner = self._nominal(noun, verb)
            if inner is not None:
                self._used.add(noun)
            return inner
        self._used.add(noun)
        draft = self._noun_base(noun, sense, verb, f"{frame.rule} + {self.senses.lemma(noun)}")
        apart = frame.type == TAKES_SUBJECT and any(t.text in ",—" for t in self.tokens[noun:verb])
        draft.triggers = {noun} if apart else {verb, *match.particles, noun}
        default = () if frame.type == TAKES_SUBJECT else ("subj",)
        between = self.roles.actors(self._between(noun, verb), "between") if "recip" in sense.flags else []
        clause = self.gate.clause_subject(noun) or self._asked(verb) if "DEMAND" in sense.classes else ()
        actors = self._from_slots(verb, match.objects, frame.actor or default, sense.type in FORCEFUL)
        if not actors or (sense.type is EventType.ASSAULT and not draft.actors and frame.type == TAKES_SUBJECT):
            actors = actors or self.roles.noun_actors(noun)
        if len(between) > 1:
            actors = between
        slots = self.lexicon.slots[sense.type]
        own = sense.recipient or slots.noun_recipient
        recipients = self.roles.first(verb, (noun,), [s for s in own if s != "of"], slots.agents, list)
        recipients = recipients or self.roles.noun_slots(noun, [s for s in own if s == "of"], sense.type, agents=False)
        recipients = recipients or self.roles.recipients(clause, "subject of the clause", True)
        if not recipients or frame.recipient[:1] == ("subj",):
            recipients = self.roles.first(verb, match.objects, frame.recipient, slots.agents, list) or recipients
        if "military" in sense.flags and recipients and not any(self._can_be_fought(i) for i, _ in recipients):
            return None
        draft.add_actors(actors)
        draft.add_recipients(recipients)
        self._settle_parties(draft, "recip" in sense.flags)
        alone = len(draft.actors) == 1 and not draft.reciprocal and not between
        if "TRUCE" in sense.classes and alone and self.senses.lemma(verb) in self.lexicon.groups["DECLARING"]:
            draft.type = EventType.RETREAT  # one side's own ceasefire binds nobody else
        return draft

    def _suffered_by_things(self, verb: int, frame: Frame) -> bool:
        """ "Oil prices came under attack"."""
        subjects = self.grammar.surface_subject(verb)[0] if frame.recipient[:1] == ("subj",) else ()
        return bool(subjects) and all(self._immaterial(i) for i in subjects)

    def _between(self, noun: int, verb: int) -> tuple[int, ...]:
        """ "Clashes between A and B broke out", "clashes broke out between A and B"."""
        return self.grammar.under(noun, "between") or self.grammar.under(verb, "between")

    def _asked(self, verb: int) -> tuple[int, ...]:
        clause = self.grammar.complement(verb)
        return self.grammar.surface_subject(clause)[0] if clause is not None else ()

    def _can_be_fought(self, index: int) -> bool:
        return not self.senses.labels(index).isdisjoint(("AGENT", "TERRITORY", "BASE", "MILITARY", "BUILDING"))

    def _noun_base(self, noun: int, sense: NounSense, verb: int | None, rule: str) -> Draft:
        assert sense.type is not None
        draft = Draft(noun, verb, sense.type, sense.mode, rule, classes=sense.classes)
        draft.triggers = set(range(noun - len(sense.before), noun + len(sense.after) + 1))
        draft.words = "words" in sense.flags or (sense.type in VERBAL and "deed" not in sense.flags)
        return draft

    # -- nouns ------------------------------------------------------------

    def noun_draft(self, noun: int) -> Draft | None:
        if self.tokens[noun].dep in ("compound", "amod", "nmod") or self.tokens[noun].ent in ("ORG", "FAC", "PERSON"):
            return None
        sense = self.gate.sense(noun, None, None)
        if sense is None or sense.type is None:
            return self._nominal(noun, None)
        if "EXPULSION" in sense.classes:
            kept = self._nominal(noun, None)
            if kept is not None and kept.type is EventType.SANCTION:  # of diplomats
                return kept
        slots = self.lexicon.slots[sense.type]
        actors = self.roles.noun_slots(noun, sense.actor or slots.noun_actor, sense.type, agents=True)
        recipients = self.roles.noun_slots(noun, sense.recipient or slots.noun_recipient, sense.type, agents=False)
        between = self.roles.actors(
            (*self.grammar.under(noun, "between"), *self.grammar.under(noun, "among")), "between"
        )
        if sense.type is EventType.PROTEST and not actors:
            actors = self.doers.in_protest(noun)
        if not self.gate.passes(noun, sense, actors, recipients, between):
            return None
        draft = self._noun_base(noun, sense, None, f"noun {self.senses.lemma(noun)}")
        draft.add_actors(between or actors)
        draft.add_recipients([] if between else recipients)
        self._settle_parties(draft, "recip" in sense.flags)
        draft.unproven = not (actors or recipients or between)
        return draft

    def _announcer(self, noun: int) -> int | None:
        """The verb by which somebody does or announces what a noun names ("announced the suspension of …"), or None."""
        token = self.tokens[noun]
        head = self.tokens[token.head]
        doing = token.dep == "dobj" and head.lemma.lower() in self.lexicon.groups["ANNOUNCING"]
        return head.index if doing else None

    def _nominal(self, noun: int, verb: int | None) -> Draft | None:
        """ "the lifting of the blockade": a noun with the frame of its verb."""
        kept = self.senses.nominal(noun)
        match = self.frames.match_nominal(noun, *kept) if kept is not None else None
        if match is None or match.frame.type in (TAKES_FOR, NO_EVENT):
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
        draft.words = draft.type in VERBAL
        slots = self.lexicon.slots[draft.type]
        actors = self.roles.noun_slots(noun, ("by", "mods"), draft.type, agents=True)
        over = self._announcer(noun) if verb is None else verb
        if not actors and over is not None:
            actors = self.roles.actors(self.grammar.actors_of(over), "subj")
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
        return draft if draft.actors or draft.recipients or draft.type is not EventType.REJECT else None


__all__ = ["KEEPS_NOUN", "VERBAL", "Finder"]
