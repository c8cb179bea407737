"""Filling the roles of an event from the slots that the lists name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.extraction.events.draft import Filler
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.senses import Senses
from dateline.model import EntityKind, EventType, Token
from dateline.reference.actors import find_organization
from dateline.reference.countries import country_of, demonym_of

NOT_PARTIES = frozenset(
    {"TOLL", "ACCIDENT", "WEAPON", "CURB", "DECISION", "VIOLENCE", "TENSION", "ABSTRACT", "FIRE", "SKY"}
)
MODIFIERS = ("poss", "amod", "compound", "nmod")


class Roles:
    """Reads slots of verbs and nouns of one report."""

    def __init__(self, grammar: Grammar, senses: Senses, timed: frozenset[int] = frozenset()) -> None:
        """timed: tokens of dates and clock times, which are nobody."""
        self.timed = timed
        self.grammar = grammar
        self.senses = senses
        self.tokens = grammar.tokens
        self._suffixes = tuple(sorted(senses.lexicon.groups["PERSONSUFFIX"]))

    # -- what may fill a role ------------------------------------------------------------

    def is_party(self, head: int) -> bool:
        """Neither a bare number ("killed 14"), nor a time, nor "each other", nor flights of an "F-16"."""
        token = self.tokens[head]
        if head in self.timed or token.ent == "TIME" or self.mutual(head) or self._nobody(token):
            return False
        if token.pos == "NUM" or (token.lower in self.senses.lexicon.groups["NUMBER"] and token.pos != "PROPN"):
            return self.senses.counted(head) is not None
        return not any(_designator(kid.text) for kid in self.grammar.children(head, "nummod"))

    def _nobody(self, token: Token) -> bool:
        """ "Nobody", "no one", and the "who" of a question."""
        asked = token.tag == "WP" and self.tokens[token.head].dep == "ROOT"
        none = any(kid.lower == "no" for kid in self.grammar.children(token.index, "det"))
        return asked or none or token.lower in ("nobody", "none", "nothing")

    def mutual(self, head: int) -> bool:
        """ "each other", "one another"."""
        before = {"other": "each", "another": "one"}.get(self.tokens[head].lower)
        return before is not None and head > 0 and self.tokens[head - 1].lower == before

    def actors(self, heads: Iterable[int], rule: str, *, lenient: bool = False) -> list[Filler]:
        """Those of the heads that can act; an attack or a weapon stands for whoever's it is.

        lenient: a noun that no list knows may act too (only people attack or abduct).
        """
        found: list[Filler] = []
        for head in heads:
            classes = self.senses.classes(head)
            if not self.is_party(head):
                continue
            if self.senses.names_event(head) and not self.senses.is_agent(head):
                found.extend(self.noun_actors(head))
            elif "WEAPON" in classes and not self.senses.is_agent(head):
                found.extend(self.modifiers(head))
            elif self._can_act(head) or (lenient and self._unknown(head)):
                found.append((head, rule))
            else:
                found.extend((i, rule) for i in self._behind_place(head))
        return found

    def _behind_place(self, head: int) -> list[int]:
        """ "In Homs district, Homs province, a force detained …": the subject was read as said of the place."""
        if "TERRITORY" not in self.senses.classes(head):
            return []
        behind = (i for kid in self.grammar.children(head, "appos") for i in self.grammar.coordinated(kid.index))
        return [i for i in behind if self._can_act(i)]

    def _unknown(self, head: int) -> bool:
        token = self.tokens[head]
        return token.pos == "NOUN" and not self.senses.classes(head) and not token.ent

    def _can_act(self, head: int) -> bool:
        token = self.tokens[head]
        if token.ent in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY") or token.lower in ("there", "it's"):
            return False
        if not self.senses.classes(head):
            return token.pos == "PROPN" or self._person_like(token.lemma.lower())
        return self.senses.is_agent(head)

    def _person_like(self, lemma: str) -> bool:
        """Unknown nouns that end as words for people do ("watchdog" does not, "lobbyist" does)."""
        return lemma.endswith(self._suffixes)

    def recipients(self, heads: Iterable[int], rule: str, agents: bool) -> list[Filler]:
        """Those of the heads that something can be done to; only those that can act, where `agents` says so."""
        found: list[Filler] = []
        for head in heads:
            token = self.tokens[head]
            classes = self.senses.classes(head)
            if token.ent in ("DATE", "TIME", "MONEY", "PERCENT") or token.pos not in (
                "NOUN",
                "PROPN",
                "PRON",
                "NUM",
                "ADJ",
            ):
                continue
            if not self.is_party(head):
                continue
            if agents and not self.senses.is_agent(head):
                continue
            if "PASSAGE" in classes and rule != "obj":  # roads are blocked and bombed, not dealt with
                continue
            if classes & NOT_PARTIES and not self.senses.is_agent(head):
                continue
            if "RULE" in classes or (self.senses.names_event(head) and not self.senses.is_agent(head)):
                continue
            found.append((head, rule))
        return found

    # -- slots ------------------------------------------------------------

    def modifiers(self, noun: int) -> list[Filler]:
        """Whose a noun is: possessor, nationality or actor in front of it ("Israeli strikes", "the army's raid")."""
        found: list[Filler] = []
        for kid in self.grammar.children(noun, *MODIFIERS):
            if kid.dep == "poss":
                found.extend((i, "possessor") for i in self.grammar.coordinated(kid.index) if self._can_act(i))
            elif self._names_side(kid.index):
                found.extend((i, "modifier") for i in self.grammar.coordinated(kid.index) if self._names_side(i))
        armed = [f for f in found if f[1] == "modifier" and "ARMED" in self.senses.classes(f[0])]
        return [f for f in found if f[1] != "modifier"] + armed if armed else found  # "Thai army attack": the army

    def _names_side(self, index: int) -> bool:
        """Whether a modifier names a side ("Syrian", "rebel", "Hamas"), not a place, a person or a means."""
        token = self.tokens[index]
        lemma = self.senses.lemma(index)
        if lemma in self.senses.lexicon.groups["MILITARYMOD"]:
            return False
        if token.tag == "NN" and not lemma.endswith("man") and self.senses.mode((index,), EventType.ASSAULT):
            return False
        if demonym_of(token.text) is not None or find_organization(token.text) is not None:
            return True
        if self.senses.kinds.get(index) is EntityKind.PLACE and country_of(token.text) is None:
            return False  # "the Omdurman attack"
        if token.ent in ("NORP", "ORG"):
            return True
        classes = self.senses.classes(index)
        first = self.grammar.annotated.sentences[token.sentence].first == index
        if token.tag == "JJ" and token.text[:1].isupper() and token.ent not in ("DATE", "ORDINAL") and not first:
            return True
        return bool(classes & {"ARMED", "PEOPLE", "CROWD"}) or token.lower in ("police", "government", "opposition")

    def verb_slot(
        self, verb: int, objects: tuple[int, ...], slot: str, inner: Callable[[], list[int]]
    ) -> tuple[int, ...]:
        """The heads in one slot of a verb (and, for prepositions, of its object noun)."""
        grammar = self.grammar
        if slot == "subj":
            return grammar.actors_of(verb)
        if slot == "surface":
            return grammar.surface_subject(verb)[0]
        if slot == "obj":
            return objects
        if slot == "direct":
            return grammar.objects(verb)
        if slot == "hands":
            return grammar.at_the_hands(verb)
        if slot == "iobj":
            return grammar.dative(verb)
        if slot == "comp":
            return self._clause_subject(verb)
        if slot == "inner":
            return tuple(inner())
        if slot == "mods":
            return tuple(i for obj in objects if not self.senses.is_agent(obj) for i in self.owners(obj))
        if slot == "sides":
            return tuple(i for obj in objects for i, _ in self.modifiers(obj))
        if slot == "by" and not grammar.passive(verb):
            return tuple(i for obj in objects for i in grammar.under(obj, slot))
        found = list(grammar.under(verb, slot))
        for obj in self._with_inner_nouns(objects):
            found.extend(i for i in grammar.under(obj, slot) if i not in found)
        return tuple(found) or tuple(i for obj in objects for i in self._below_doer(obj, slot))

    def _with_inner_nouns(self, objects: tuple[int, ...]) -> list[int]:
        """The objects, the nouns of their of-phrases and the participles on them ("dollars of aid for …", "a curfew
        imposed in …")."""
        nouns, found = list(objects), []
        for _ in range(3):
            found.extend(nouns)
            nouns = [i for noun in nouns for i in (*self.grammar.under(noun, "of"), *self._goods(noun))]
        participles = [kid.index for noun in found for kid in self.grammar.children(noun, "acl") if kid.tag == "VBN"]
        return [*found, *participles]

    def _goods(self, noun: int) -> list[int]:
        """ "A convoy with flour to …": the load."""
        if "VEHICLE" not in self.senses.classes(noun):
            return []
        return [i for i in self.grammar.under(noun, "with") if "AID" in self.senses.classes(i)]

    def owners(self, noun: int) -> list[int]:
        """Modifiers and of-phrase of a noun that name a side or a place."""
        found = [i for i, _ in self.modifiers(noun)]
        for kid in self.grammar.children(noun, "compound", "amod"):
            if kid.ent in ("GPE", "PERSON") and kid.index not in found:
                found.append(kid.index)
        freed = "RELEASE" in self.senses.classes(noun)  # "the release of activists": not theirs
        for preposition in ("by", "from") if freed else ("of", "by", "from"):
            for i in self.grammar.under(noun, preposition):
                if self.senses.is_agent(i):
                    found.append(i)
                else:
                    found.extend(j for j, _ in self.modifiers(i))
        for kid in self.grammar.children(noun, "acl"):
            if kid.tag == "VBN":
                found.extend(i for i in self.grammar.agents(kid.index) if self.senses.is_agent(i))
        return found

    def _clause_subject(self, verb: int) -> tuple[int, ...]:
        clause = self.grammar.complement(verb)
        if clause is None:
            return ()
        subject, _ = self.grammar.surface_subject(clause)
        return tuple(i for i in subject if i not in self.grammar.actors_of(verb))

    def first(
        self,
        verb: int,
        objects: tuple[int, ...],
        slots: Iterable[str],
        agents: bool,
        inner: Callable[[], list[int]],
    ) -> list[Filler]:
        """Recipients from the first of the slots that has any."""
        for slot in slots:
            if slot == "-":
                return []
            heads = self.verb_slot(verb, objects, slot, inner)
            if slot == "by":  # the by-phrase of a passive is the doer
                heads = tuple(i for i in heads if i not in self.grammar.actors_of(verb))
            found = self.recipients(heads, slot, agents)
            if found:
                return found
        return self._through_things(verb, objects, slots, inner) if agents else []

    def _through_things(
        self, verb: int, objects: tuple[int, ...], slots: Iterable[str], inner: Callable[[], list[int]]
    ) -> list[Filler]:
        """Whose the things in the slots are ("protested against Sweden's decision" → Sweden)."""
        for slot in slots:
            if slot in ("subj", "surface", "mods", "sides", "inner", "comp"):
                continue
            heads = self.verb_slot(verb, objects, slot, inner)
            owners = [j for i in heads if not self.senses.is_agent(i) for j in self.owners(i)]
            found = self.recipients(owners, f"whose {slot}", True)
            if found:
                return found
        return []

    # -- nouns ------------------------------------------------------------

    def noun_actors(self, noun: int) -> list[Filler]:
        """Who did what a noun names ("the shelling of X by Y", "Y's attack on X", "rebel ambush")."""
        sense = next((s for s in self.senses.senses(noun) if s.type is not None), None)
        if sense is None or sense.type is None:
            return self.modifiers(noun)
        slots = sense.actor or self.senses.lexicon.slots[sense.type].noun_actor
        slots = ("between", *slots) if "recip" in sense.flags else slots
        return self.noun_slots(noun, slots, sense.type, agents=True)

    def parties(self, fillers: Iterable[Filler]) -> list[Filler]:
        """ "The foreign ministers of Egypt and Jordan", "the Egyptian and Jordanian ministers": a party for each."""
        found: list[Filler] = []
        for head, rule in fillers:
            sides = self._sides_of(head) if self.tokens[head].tag in ("NNS", "NNPS") else []
            found.extend((i, "whose envoys") for i in sides) if len(sides) > 1 else found.append((head, rule))
        return found

    def _sides_of(self, head: int) -> list[int]:
        if not self.senses.classes(head) & {"OFFICIAL", "DIPLOMAT"}:
            return []
        of = [i for i in self.grammar.under(head, "of") if self.senses.classes(i) & {"NAME"}]
        kids = self.grammar.children(head, "amod", "poss")
        beside = [i for kid in kids if kid.ent in ("NORP", "GPE") for i in self.grammar.coordinated(kid.index)]
        return of or [i for i in beside if self.tokens[i].ent in ("NORP", "GPE")]

    def noun_slots(self, noun: int, slots: Iterable[str], event_type: EventType, agents: bool) -> list[Filler]:
        for slot in slots:
            if slot == "mods":
                found = self.modifiers(noun)
            elif slot == "-":
                return []
            elif agents:
                found = self.actors(self.grammar.under(noun, slot) or self._by_below(noun, slot), slot)
            else:
                found = self.recipients(self.grammar.under(noun, slot) or self._below_doer(noun, slot), slot, False)
            if event_type is EventType.MOBILIZE and slot == "of" and agents:  # "the deployment of tanks": what is sent
                found = [f for f in found if "ARMED" in self.senses.classes(f[0])]
            if found:
                return found
        return self._blamed(noun) if agents else []

    def _blamed(self, noun: int) -> list[Filler]:
        """ "An attack blamed on the rebels", "claimed by the rebels": the doer as somebody says."""
        groups = self.senses.lexicon.groups
        for kid in self.grammar.children(noun, "acl"):
            if kid.tag == "VBN" and kid.lemma.lower() in groups["BLAMING"]:
                heads = (*self.grammar.under(kid.index, "on"), *self.grammar.under(kid.index, "to"))
                return self.actors(heads, f"{kid.lower} on")
            if kid.tag == "VBN" and kid.lemma.lower() in groups["DOING"]:
                return self.actors(self.grammar.agents(kid.index), "by")
        return []

    def _below_doer(self, noun: int, slot: str) -> tuple[int, ...]:
        """ "An attack by the rebels on the garrison": the target hung on the doer."""
        if slot in ("by", "of"):
            return ()
        return tuple(i for inner in self.grammar.under(noun, "by") for i in self.grammar.under(inner, slot))

    def _by_below(self, noun: int, slot: str) -> tuple[int, ...]:
        """ "The arrest of the editor by the police": the by-phrase hung on the editor."""
        if slot != "by":
            return ()
        return tuple(i for inner in self.grammar.under(noun, "of") for i in self.grammar.under(inner, "by"))


def _designator(text: str) -> bool:
    """ "F-16", "T-72": the name of a machine, not a count."""
    return text[:1].isalpha() and any(c.isdigit() for c in text)


__all__ = ["Roles"]
