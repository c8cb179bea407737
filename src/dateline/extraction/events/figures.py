"""What the words of violence and diplomacy do not mean as they are said: figures of speech, sport, stories, trade.

"The battle against inflation", "Arsenal beat Chelsea", "in the film, rebels attack a train", "two banks agreed to
merge", "a lion attacked a herder": none of them is an event of ours. The words that tell stand in `event_nouns.tsv`
and `event_classes.tsv`.
"""

from __future__ import annotations

from itertools import pairwise

from dateline.extraction.events.draft import Draft
from dateline.extraction.events.grammar import Grammar
from dateline.extraction.events.senses import Senses
from dateline.model import EventType

FORCEFUL = frozenset({EventType.ASSAULT, EventType.COERCE})
DEALINGS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})
PLAYED = frozenset({EventType.ASSAULT, EventType.CONSULT, EventType.AID, EventType.SUPPORT})
IMMATERIAL = frozenset({"ABSTRACT", "DECISION", "OFFER", "RULE", "PROBLEM", "ART", "WORDS"})
NATURE = frozenset({"ACCIDENT", "ANIMAL", "FIRE"})
UNREAL = frozenset({"PROBLEM", "ART", "FOOD", "WORDS"})
STRANGERS = frozenset({"BUSINESS", "SPORT", "ARTIST"})
NOT_PLAYED = frozenset({"WEAPON", "KILLING", "PRISONER", "MILITARY", "ARMED", "CROWD"})
BARE_PEOPLE = frozenset({"anyone", "whoever", "everyone", "anybody", "somebody", "someone", "everybody"})


class Figures:
    """Judges the drafts of one report."""

    def __init__(self, grammar: Grammar, senses: Senses) -> None:
        self.grammar = grammar
        self.senses = senses
        self.tokens = grammar.tokens
        self.lexicon = senses.lexicon
        self._arenas: dict[int, bool] = {}

    def figurative(self, draft: Draft) -> bool:
        """Whether a draft is no event on the ground or between parties, but a way of speaking."""
        if draft.type in FORCEFUL and (self._by_nature(draft) or self._generic(draft)):
            return True
        if draft.type is EventType.ASSAULT and self._over_a_problem(draft):
            return True
        return (
            self._of_private_parties(draft)
            or self._of_players(draft)
            or self._in_the_arena(draft)
            or self._in_a_story(draft)
        )

    # -- who and what ------------------------------------------------------------

    def _subjects(self, draft: Draft) -> tuple[int, ...]:
        if draft.verb is None:
            return ()
        return self.grammar.actors_of(draft.verb)

    def _by_nature(self, draft: Draft) -> bool:
        """Animals, illnesses, fires and the weather attack nobody in our sense."""
        subjects = [i for i in self._subjects(draft) if i not in draft.triggers]
        return bool(subjects) and all(
            self._common(i) and self.senses.classes(i) & NATURE and not self._aimed(i) for i in subjects
        )

    def _common(self, index: int) -> bool:
        """Not a name ("Tigers"); a plural at the start of a sentence may be taken for one."""
        token = self.tokens[index]
        first = self.grammar.annotated.sentences[token.sentence].first == index
        return token.pos == "NOUN" or (first and not token.ent)

    def _aimed(self, index: int) -> bool:
        """ "Army dogs", "artillery fire": of somebody's, and sent by them."""
        kids = self.grammar.children(index, "poss", "compound", "amod")
        return bool(self.grammar.under(index, "from")) or any(
            "VIOLENT" in self.senses.labels(kid.index) for kid in kids
        )

    def _over_a_problem(self, draft: Draft) -> bool:
        """ "The fight against malaria", "locked in a battle for customers", "bombarded with questions"."""
        parties = {i for i, _ in (*draft.actors, *draft.recipients)}
        if any(self.senses.classes(i) & {"PROBLEM"} for i in parties):
            return True
        aims = (*self.grammar.under(draft.token, "on"), *self.grammar.under(draft.token, "against"))
        if not draft.recipients and aims and all(self._immaterial(i) for i in aims):  # "an attack on the budget"
            return True
        heads = [draft.token, *([draft.verb] if draft.verb is not None else [])]
        around = {
            i
            for head in heads
            for preposition in ("against", "with", "on", "over", "of", "for")
            for i in self.grammar.under(head, preposition)
        }
        if draft.verb is None and self.tokens[draft.token].dep == "dobj":  # "lost her battle with cancer"
            around |= set(self.grammar.under(self.tokens[draft.token].head, "with"))
        if draft.verb is not None and self.grammar.is_verb(draft.verb):
            around |= set(self.grammar.objects(draft.verb)) - draft.triggers
        if not any(self.senses.classes(i) & UNREAL for i in around):
            return False
        return not any(self.senses.is_agent(i) and not self.senses.classes(i) & UNREAL for i in around - parties)

    def _immaterial(self, index: int) -> bool:
        classes = self.senses.classes(index)
        return bool(classes) and classes <= IMMATERIAL

    def _of_private_parties(self, draft: Draft) -> bool:
        """Deals of firms, clubs and artists among themselves."""
        if draft.type not in DEALINGS and not (draft.type is EventType.ASSAULT and draft.mode == "clash"):
            return False
        parties = [i for i, _ in (*draft.actors, *draft.recipients)] or list(self._surface(draft))
        private = [i for i in parties if self.tokens[i].pos == "NOUN" and self.senses.classes(i) & STRANGERS]
        sport = any("SPORT" in self.senses.classes(i) for i in private)
        names = ("ORG", "PERSON", "", "GPE") if sport else ("ORG", "PERSON", "")
        others = [self.tokens[i] for i in parties if i not in private]
        return bool(private) and all(t.pos == "PROPN" and t.ent in names for t in others)

    def _of_players(self, draft: Draft) -> bool:
        """ "The club withdrew from the league"."""
        doers = [i for i, _ in draft.actors]
        return (
            draft.type not in (*FORCEFUL, EventType.PROTEST, EventType.ACCUSE)
            and bool(doers)
            and all(self.tokens[i].pos == "NOUN" and "SPORT" in self.senses.classes(i) for i in doers)
        )

    def _surface(self, draft: Draft) -> tuple[int, ...]:
        verb = draft.verb
        return self.grammar.surface_subject(verb)[0] if verb is not None and self.grammar.is_verb(verb) else ()

    # -- where ------------------------------------------------------------

    def _in_the_arena(self, draft: Draft) -> bool:
        """A sentence of sport, unless it tells of arms or the dead beside."""
        sentence = self.tokens[draft.token].sentence
        if sentence not in self._arenas:
            self._arenas[sentence] = self._is_sport(sentence)
        return self._arenas[sentence] and draft.type in PLAYED and not draft.harm

    def _is_sport(self, sentence: int) -> bool:
        tokens = self.grammar.annotated.sentence_tokens(sentence)
        words = self.lexicon.groups["SPORTWORD"]
        said = [t.lower for t in tokens]
        if words.isdisjoint(said) and words.isdisjoint(f"{one} {two}" for one, two in pairwise(said)):
            return False
        for token in tokens:
            if token.lemma.lower() in self.lexicon.groups["UNSPORTING"]:
                return False
            classes = self.senses.classes(token.index) if token.pos == "NOUN" else frozenset()
            if classes & NOT_PLAYED and not classes & STRANGERS:
                return False
        return True

    def _in_a_story(self, draft: Draft) -> bool:
        """ "In the film, …", "a game in which …", "the book describes the siege of …"."""
        start = draft.verb if draft.verb is not None else draft.token
        for token in (self.tokens[start], *self.grammar.annotated.ancestors(start)):
            if self.grammar.is_verb(token.index):
                inside = self.grammar.under(token.index, "in")
                if any(self._story(i) for i in inside):
                    return True
                told = token.index != start and token.lemma.lower() in self.lexicon.groups["DEPICTING"]
                if told and any(self._story(i) for i in self.grammar.surface_subject(token.index)[0]):
                    return True
            if token.dep in ("relcl", "acl") and self._story(token.head):
                return True
        return draft.verb is None and self._story_over(draft.token)

    def _story_over(self, noun: int) -> bool:
        """A bare noun that a story is about, or tells of."""
        token = self.tokens[noun]
        for above in self.grammar.annotated.ancestors(noun):
            if self._story(above.index) and token.dep == "pobj":
                return True
            if self.grammar.is_verb(above.index):
                depicts = above.lemma.lower() in self.lexicon.groups["DEPICTING"]
                return depicts and any(self._story(i) for i in self.grammar.surface_subject(above.index)[0])
        return False

    def _story(self, index: int) -> bool:
        return "ART" in self.senses.classes(index)

    # -- how ------------------------------------------------------------

    def _generic(self, draft: Draft) -> bool:
        """ "Anyone who attacks an officer": a rule, not a deed."""
        verb = draft.verb
        if verb is None:
            return False
        token = self.tokens[verb]
        if token.dep in ("xcomp", "ccomp") and self.grammar.infinitive(verb):  # "the law allows police to detain …"
            verb, token = token.head, self.tokens[token.head]
        if token.tag not in ("VBZ", "VBP"):
            return False
        if token.dep == "relcl" and self.tokens[token.head].lower in BARE_PEOPLE:
            return True
        return any(self._standing(i) for i in self.grammar.surface_subject(verb)[0])

    def _standing(self, index: int) -> bool:
        """Anyone, or a rule that has long been there ("the treaty bans …", not "the new law bans …")."""
        token = self.tokens[index]
        fresh = any(kid.lower in ("new", "draft", "emergency") for kid in self.grammar.children(index, "amod"))
        return token.lower in BARE_PEOPLE or (token.lemma.lower() in self.lexicon.groups["STANDING"] and not fresh)


__all__ = ["Figures"]
