"""What kind of thing a token names, as far as the event lists, the language model and the mentions tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.extraction.events.grammar import Grammar
from dateline.model import EntityKind, EventType, Mention, MentionKind, Token
from dateline.reference.events import EventLexicon, NounSense

ANIMATE_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "us",
        "me",
        "who",
        "whom",
        "himself",
        "herself",
        "themselves",
    ]
)
OTHER_PRONOUNS = frozenset(["it", "which", "that", "itself"])
SUM_WORDS = frozenset(["wounded", "injured", "dead"])
BY_ENTITY = {
    "PERSON": frozenset({"PERSON", "NAME", "PERSONNAME"}),
    "ORG": frozenset({"GROUP", "NAME"}),
    "NORP": frozenset({"GROUP", "NAME", "PEOPLE"}),
    "GPE": frozenset({"GROUP", "NAME", "TERRITORY", "GPE"}),
    "LOC": frozenset({"NAME", "TERRITORY", "GPE"}),
    "FAC": frozenset({"TERRITORY", "BUILDING", "BASE"}),
}
BY_KIND = {
    EntityKind.PERSON: BY_ENTITY["PERSON"],
    EntityKind.ORGANIZATION: BY_ENTITY["ORG"],
    EntityKind.GROUP: BY_ENTITY["NORP"],
    EntityKind.PLACE: BY_ENTITY["GPE"],
}
ANY_NAME = frozenset({"NAME", "GROUP", "PERSON", "TERRITORY"})
NOTHING: frozenset[str] = frozenset()


class Senses:
    """Classes and event senses of the tokens of one report, looked up once each."""

    def __init__(self, grammar: Grammar, lexicon: EventLexicon, mentions: Sequence[Mention]) -> None:
        self.grammar = grammar
        self.tokens = grammar.tokens
        self.lexicon = lexicon
        self.kinds: Mapping[int, EntityKind] = {
            m.head: m.entity_kind for m in mentions if m.kind is MentionKind.NAME and m.entity_kind is not None
        }
        self.described: Mapping[int, EntityKind] = {
            m.head: m.entity_kind for m in mentions if m.kind is MentionKind.NOMINAL and m.entity_kind is not None
        }
        self._lemmas = [t.lemma.lower() for t in self.tokens]
        self._classes: dict[int, frozenset[str]] = {}
        self._labels: dict[int, frozenset[str]] = {}
        self._senses: dict[int, tuple[NounSense, ...]] = {}

    def lemma(self, index: int) -> str:
        """In lower case."""
        return self._lemmas[index]

    def senses(self, index: int) -> tuple[NounSense, ...]:
        """The senses of a noun whose preceding words are there; those with most words only."""
        found = self._senses.get(index)
        if found is None:
            found = self._senses[index] = self._find_senses(index)
        return found

    def _find_senses(self, index: int) -> tuple[NounSense, ...]:
        token = self.tokens[index]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return ()
        lemma = self.lemma(index)
        senses = self.lexicon.nouns.get(lemma) or (self._singular(lemma) if token.pos == "PROPN" else None)
        if not senses:
            return ()
        if len(senses) == 1 and not senses[0].before and not senses[0].after:
            return senses
        if len(senses) > 1:  # most senses ask for another word in front
            last = self.tokens[index - 1] if index > 0 else token
            near = (last.lower, self.lemma(last.index))
            senses = tuple(s for s in senses if not s.before or s.before[-1] in near)
        fitting = [s for s in senses if self._preceded(index, s.before) and self._followed(index, s.after)]
        longest = max((len(sense.before) + len(sense.after) for sense in fitting), default=0)
        return tuple(sense for sense in fitting if len(sense.before) + len(sense.after) == longest)

    def _followed(self, index: int, words: tuple[str, ...]) -> bool:
        if not words:
            return True
        if index + len(words) >= len(self.tokens):
            return False
        return all(
            word in (self.lemma(index + n), self.tokens[index + n].lower) for n, word in enumerate(words, start=1)
        )

    def _singular(self, lemma: str) -> tuple[NounSense, ...] | None:
        return self.lexicon.nouns.get(lemma[:-1]) if lemma.endswith("s") else None

    def _preceded(self, index: int, words: tuple[str, ...]) -> bool:
        if not words:
            return True
        start = index - len(words)
        if start < 0:
            return False
        return all(word in (self.lemma(start + n), self.tokens[start + n].lower) for n, word in enumerate(words))

    def classes(self, index: int) -> frozenset[str]:
        found = self._classes.get(index)
        if found is None:
            self._classes[index] = NOTHING
            found = self._classes[index] = self._find_classes(index)
        return found

    def _find_classes(self, index: int) -> frozenset[str]:
        token = self.tokens[index]
        if token.lower in ANIMATE_PRONOUNS:
            return frozenset({"PERSON", "GROUP", "ARMED", "CIVIL", "PRONOUN"})
        if token.lower in OTHER_PRONOUNS:
            return frozenset({"GROUP", "NAME", "PRONOUN"})
        if token.pos == "NUM" and token.ent == "MONEY":
            return frozenset({"MONEY"})
        if token.pos == "NUM" or token.lower in SUM_WORDS:
            return self._counted(index) | {"CIVIL", "COUNT"}
        senses = self.senses(index)
        found = senses[0].classes if len(senses) == 1 else NOTHING.union(*[sense.classes for sense in senses])
        if self.lemma(index) in self.lexicon.groups["QUANTITY"]:
            found |= self._counted(index)
        if "ABSTRACT" in found and not self.grammar.children(index, "compound", "amod"):
            return found  # "Calm returned to …": no name, whatever its capital
        named = self.kinds.get(index)
        if named is not None:
            return found | BY_KIND[named]
        if token.ent in BY_ENTITY and (token.pos in ("PROPN", "ADJ") or not found):
            return found | BY_ENTITY[token.ent]
        if token.pos == "PROPN" and token.ent not in ("DATE", "TIME"):
            return found or ANY_NAME
        described = self.described.get(index)
        if not found and described is not None and described is not EntityKind.PLACE:
            return BY_KIND[described] - {"NAME", "PEOPLE"} | {"CIVIL"}
        return found

    def _counted(self, index: int) -> frozenset[str]:
        """What is counted in "dozens of soldiers"."""
        inner = self.counted(index)
        return self.classes(inner) if inner is not None else NOTHING

    def counted(self, index: int) -> int | None:
        """The noun that a quantity word counts ("hundreds of UN troops" → troops), or None."""
        token = self.tokens[index]
        if token.pos != "NUM" and self.lemma(index) not in self.lexicon.groups["QUANTITY"]:
            return None
        found = self.grammar.under(index, "of")
        return found[0] if found else None

    def labels(self, index: int) -> frozenset[str]:
        """All by which a list may ask for a token: its classes, the groups of these (in capitals) and its lemma."""
        found = self._labels.get(index)
        if found is None:
            classes = self.classes(index)
            groups = [self.lexicon.groups_of[name] for name in classes if name in self.lexicon.groups_of]
            found = self._labels[index] = classes.union((self.lemma(index),), *groups)
        return found

    def is_agent(self, index: int) -> bool:
        """Whether the token can act: a person, a body, a country, a crewed machine."""
        return "AGENT" in self.labels(index)

    def may_name_event(self, token: Token) -> bool:
        """Whether the lists have an event for a noun at all, whatever stands around it."""
        lemma, naming = self.lemma(token.index), self.lexicon.naming
        return lemma in naming or (token.pos == "PROPN" and lemma.endswith("s") and lemma[:-1] in naming)

    def names_event(self, index: int) -> bool:
        for sense in self.senses(index):
            if sense.type is not None:
                return True
        return self.nominal(index) is not None

    def nominal(self, index: int) -> tuple[str, str] | None:
        """The verb and particle whose frame a noun keeps ("imposition" → impose), if its of-phrase is there."""
        token = self.tokens[index]
        if token.pos != "NOUN":
            return None
        return self.lexicon.nominals.get(self.lemma(index))

    def mode(self, indices: Iterable[int], event_type: EventType) -> tuple[str, int] | None:
        """The first mode that one of the tokens speaks of, with the token."""
        for index in indices:
            for before, for_type, mode in self.lexicon.modes.get(self.lemma(index), ()):
                if for_type is event_type and self._preceded(index, before):
                    return mode, index
        return None


__all__ = ["Senses"]
