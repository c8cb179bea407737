"""When a noun tells of a happening, and when it is only talk ("the risk of war", "attack helicopter")."""

from __future__ import annotations

from dateline.extraction.events.draft import Filler
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.roles import Roles
from dateline.extraction.events.senses import Senses
from dateline.model import Token
from dateline.reference.events import Frame, NounSense
from dateline.reference.harms import harm_cues

PLACE_PREPOSITIONS = ("in", "at", "near", "on", "outside", "inside", "around", "along", "across", "off")


class NounGate:
    """Chooses the sense of an event noun and asks for evidence that something happened."""

    def __init__(self, grammar: Grammar, senses: Senses, roles: Roles) -> None:
        self.grammar = grammar
        self.senses = senses
        self.roles = roles
        self.tokens = grammar.tokens
        self.words = senses.lexicon.groups

    def sense(self, noun: int, verb: int | None, frame: Frame | None) -> NounSense | None:
        """The sense that fits: strikes of workers are not strikes of aircraft."""
        for sense in self.senses.senses(noun):
            if sense.type is None:
                continue
            if "labourmod" in sense.flags and not self._labour(noun, verb):
                continue
            if "armedmod" in sense.flags and self._labour(noun, verb):
                continue
            if "military" in sense.flags and not self._military(noun, verb):
                continue
            if frame is not None and not self._wanted(frame, sense):
                continue
            return sense
        return None

    def _wanted(self, frame: Frame, sense: NounSense) -> bool:
        wanted = {c for alternative in frame.objects for c in alternative} | frame.subjects
        classes = {c for c in wanted if c.isupper() and c != "EVENT"}
        return not classes or "EVENT" in wanted or bool(sense.classes & classes)

    def _labour(self, noun: int, verb: int | None) -> bool:
        kids = self.grammar.children(noun, "compound", "amod", "poss", "nmod")
        around = [kid.index for kid in kids] + list(self.grammar.under(noun, "by"))
        if verb is not None:
            around += self.grammar.actors_of(verb)
        if any(kid.lower in ("general", "nationwide", "indefinite", "rail", "hunger", "solidarity") for kid in kids):
            return True
        return any("LABOUR" in self.senses.classes(i) and not self._armed(i) for i in around)

    def _armed(self, index: int) -> bool:
        return "PRONOUN" in self.senses.classes(index)

    def _military(self, noun: int, verb: int | None) -> bool:
        kids = self.grammar.children(noun, "compound", "amod", "nmod")
        if any(kid.lower in self.words["MILITARYMOD"] or "ARMED" in self.senses.classes(kid.index) for kid in kids):
            return True
        against = (
            *self.grammar.under(noun, "against"),
            *(self.grammar.under(verb, "against") if verb is not None else ()),
        )
        by = self.grammar.actors_of(verb) if verb is not None else ()
        return bool(against) or any("ARMED" in self.senses.classes(i) - {"PRONOUN"} and not self._armed(i) for i in by)

    # -- evidence ------------------------------------------------------------

    def passes(
        self, noun: int, sense: NounSense, actors: list[Filler], recipients: list[Filler], between: list[Filler]
    ) -> bool:
        """Whether a bare noun tells of a happening."""
        if (
            "verb" in sense.flags
            or self.unspecific(noun)
            or any(kid.lower in ("any", "such") for kid in self.grammar.children(noun, "det", "predet"))
        ):
            return False
        if "deal" in sense.flags:
            named = "DEAL" in sense.classes and self.goes_by_name(noun)
            return self.dated(noun) is not None or named or (len(between) > 1 and self._indefinite(noun))
        if self._generic(noun) or self._defined(noun) or self._treated_of(noun):
            return False
        if between or actors or recipients:
            return True
        counted = "ATTACK" in sense.classes and self._counted(noun)
        return counted or "lone" in sense.flags or self._anchored(noun) or self._reported(noun)

    def unspecific(self, noun: int) -> bool:
        """ "any settlement", "such an attack"."""
        return any(
            kid.lower in ("any", "such", "whatever") for kid in self.grammar.children(noun, "det", "predet", "amod")
        )

    def clause_subject(self, noun: int) -> tuple[int, ...]:
        """Who is to do what a demand is for ("the demand that Israel ease …")."""
        for kid in self.grammar.children(noun, "acl", "relcl", "ccomp"):
            if self.grammar.is_verb(kid.index) and self.grammar.child(kid.index, "nsubj", "nsubjpass") is not None:
                return self.grammar.surface_subject(kid.index)[0]
        return ()

    def goes_by_name(self, noun: int) -> bool:
        """ "The Minsk agreement", "the Oslo Accords": a deal known by its place."""
        kids = self.grammar.children(noun, "det", "compound")
        return any(kid.lower == "the" for kid in kids) and any(kid.pos == "PROPN" and kid.ent == "GPE" for kid in kids)

    def _indefinite(self, noun: int) -> bool:
        return any(kid.lower in ("a", "an", "new") for kid in self.grammar.children(noun, "det", "amod"))

    def _generic(self, noun: int) -> bool:
        """The bare head of a body, a rule or a general term."""
        token = self.tokens[noun]
        following = self.tokens[noun + 1] if noun + 1 < len(self.tokens) else None
        return following is not None and following.head == token.head and following.text in ("-", "/")

    def _defined(self, noun: int) -> bool:
        """ "A siege is a form of attack on …": what a word means."""
        token = self.tokens[noun]
        above = self.tokens[token.head]
        if token.dep == "pobj":
            token = self.tokens[above.head]
            above = self.tokens[token.head]
        subject = self.grammar.child(above.index, "nsubj")
        return (
            token.dep == "attr"
            and above.tag in ("VBZ", "VBP")
            and self._indefinite(token.index)
            and subject is not None
            and self._indefinite(subject.index)
        )

    def _treated_of(self, noun: int) -> bool:
        """ "The lecture was about attacks": a subject that somebody speaks on."""
        token = self.tokens[noun]
        preposition = self.tokens[token.head]
        if token.dep != "pobj" or preposition.lower not in ("about", "on"):
            return False
        above = self.tokens[preposition.head]
        subject = self.grammar.child(above.index, "nsubj") if above.lemma == "be" else above
        return subject is not None and subject.lemma.lower() in self.words["TEXT"]

    def dated(self, noun: int) -> int | None:
        """A date in front of the noun or after it ("the May 3 agreement", "the agreement of 2015"), or None."""
        for kid in self.grammar.children(noun, "compound", "nmod", "poss", "nummod", "amod", "npadvmod"):
            if kid.ent == "DATE":
                return kid.index
        for preposition in ("of", "from"):
            for i in self.grammar.under(noun, preposition):
                if self.tokens[i].ent == "DATE" and self.tokens[i].pos in ("NUM", "PROPN"):
                    return i
        return None

    def _anchored(self, noun: int) -> bool:
        """A place or time inside the phrase, or an adjective that only a happening has."""
        for kid in self.grammar.children(noun):
            if kid.dep in ("compound", "poss", "nmod", "npadvmod") and kid.ent in ("GPE", "LOC", "FAC", "DATE", "TIME"):
                return True
            if kid.dep in ("amod", "nummod", "det") and kid.lower in self.words["EVENTMOD"]:
                return True
            if kid.dep == "prep" and kid.lower in PLACE_PREPOSITIONS and kid.index > noun:
                pobj = self.grammar.child(kid.index, "pobj")
                if pobj is not None and (
                    pobj.ent in ("GPE", "LOC", "FAC", "DATE", "TIME")
                    or self.senses.classes(pobj.index) & {"TERRITORY", "GPE"}
                ):
                    return True
        return False

    def _counted(self, noun: int) -> bool:
        """ "The death toll in the raid": its dead were counted."""
        preposition = self.tokens[self.tokens[noun].head]
        if self.tokens[noun].dep != "pobj" or preposition.lower not in ("from", "in", "of"):
            return False
        return self.tokens[preposition.head].lemma in harm_cues("toll")

    def _span_of_event(self, noun: Token) -> bool:
        """ "two days of fighting", "the course of an attack"."""
        lemma = noun.lemma.lower()
        return noun.ent in ("DATE", "TIME") or lemma in self.words["QUANTITY"] or lemma in self.words["ASPECTNOUN"]

    def _reported(self, noun: int) -> bool:
        """Under "killed in …", "after …", "during …": the text takes it for granted beside another event."""
        token = self.tokens[noun]
        if token.dep != "pobj":
            return False
        preposition = self.tokens[token.head]
        above = self.tokens[preposition.head]
        while preposition.lower == "of" and above.pos == "NOUN" and above.dep == "pobj" and self._span_of_event(above):
            preposition = self.tokens[above.head]
            above = self.tokens[preposition.head]
        if preposition.lower not in self.words["SAMEEVENT"] or not self.grammar.is_verb(above.index):
            return False
        if above.lemma.lower() in ("be", "have", "come", "go"):
            return False
        return any(f.type in ("ASSAULT", "COERCE") for f in self.senses.lexicon.verbs.get(above.lemma.lower(), ()))


__all__ = ["NounGate"]
