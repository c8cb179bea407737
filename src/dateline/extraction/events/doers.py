"""Doers that the tree does not hang where they belong: weapons read as shooters, participles on the wrong verb."""

from __future__ import annotations

from dateline.extraction.events.draft import Filler
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.roles import Roles
from dateline.extraction.events.senses import Senses


class Doers:
    """Finds the doers of one report's verbs and nouns beside their subjects."""

    def __init__(self, grammar: Grammar, senses: Senses, roles: Roles) -> None:
        self.grammar = grammar
        self.senses = senses
        self.roles = roles
        self.tokens = grammar.tokens

    def participle(self, verb: int) -> bool:
        """A past participle that stands alone, without auxiliary or object."""
        alone = self.tokens[verb].tag == "VBN" and not self.grammar.has_aux(verb)
        before = self.tokens[verb - 1]
        if alone and verb > 0 and before.pos == "NUM" and before.dep == "pobj":  # "spoke of 28 injured: …"
            return True
        return alone and not any(kid.index > verb for kid in self.grammar.children(verb, "dobj"))

    def carrier(self, verb: int) -> int | None:
        """The verb over "tank shelling" or "rocket firing" where the parser took the weapon for a shooter, or None."""
        token = self.tokens[verb]
        head = self.tokens[token.head]
        if token.tag != "VBG" or token.dep != "acl" or head.index != verb - 1 or head.tag != "NN":
            return None
        means = self.senses.classes(head.index) & {"CREWED", "WEAPON", "AIRCRAFT"}
        over = self.tokens[head.head]
        return over.index if means and head.dep == "dobj" and over.pos == "VERB" else None

    def launchers(self, verb: int) -> list[Filler]:
        """X of "rockets fired by X hit …", also where the parser took the firing for the main verb."""
        subjects = self.grammar.surface_subject(verb)[0]
        if not any(self.senses.classes(i) & {"CREWED", "WEAPON", "AIRCRAFT"} for i in subjects):
            return []
        over = self.tokens[self.tokens[verb].head]
        fired = [k.index for i in subjects for k in self.grammar.children(i, "acl") if k.tag == "VBN"]
        if self.tokens[verb].dep == "advcl" and over.tag == "VBN" and over.index - 1 in subjects:
            fired.append(over.index)
        return self.roles.actors((i for participle in fired for i in self.grammar.agents(participle)), "by")

    def weapon_before(self, verb: int) -> int | None:
        """The tank of "killed in Israeli tank shelling", where the parser made a clause of the shelling, or None."""
        before = self.tokens[verb - 1] if self.tokens[verb].tag == "VBG" and verb > 0 else None
        if before is None or before.tag != "NN" or before.dep != "pobj":
            return None
        return before.index if self.senses.classes(before.index) & {"CREWED", "WEAPON", "AIRCRAFT"} else None

    def agent_before(self, verb: int) -> list[Filler]:
        """For a participle under a verb whose subject cannot act: the subject of the nearest verb before it that can
        ("The situation changed as helicopters came, evacuating …")."""
        token = self.tokens[verb]
        if token.dep == "acl" and token.tag == "VBG":  # "issued a declaration demanding …"
            over = self.tokens[token.head].head
            return self.roles.actors(self.grammar.actors_of(over), "subj") if self.grammar.is_verb(over) else []
        if token.dep != "advcl" or token.tag != "VBG" or not self.grammar.actors_of(verb):
            return []
        for index in range(verb - 1, token.head, -1):
            if self.tokens[index].pos == "VERB" and not self.grammar.passive(index):
                found = self.roles.actors(self.grammar.actors_of(index), "subject before")
                if found:
                    return found
        return []

    def in_protest(self, noun: int) -> list[Filler]:
        """ "Women burned their headscarves in protest": the doers of the verb protest."""
        for kid in self.grammar.children(noun, "nummod"):  # "Thousands march in capital"
            if kid.lower.endswith("s") and kid.index == noun - 1:
                return [(kid.index, "count before")]
        prep = self.tokens[self.tokens[noun].head]
        if self.tokens[noun].dep != "pobj" or prep.lower != "in" or not self.grammar.is_verb(prep.head):
            return []
        return self.roles.actors(self.grammar.actors_of(prep.head), "subj")


__all__ = ["Doers"]
