"""One report's tree, read in small steps: children, verbs, noun phrases with what is coordinated in them."""

from __future__ import annotations

from dateline.extraction.events.misread import hidden_verbs
from dateline.model import AnnotatedReport, Span, Token

LEFT_OF_HEAD = ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")


class Tree:
    """The tree of one report. All answers are token indices; nothing is changed."""

    def __init__(self, annotated: AnnotatedReport, violent: frozenset[str] = frozenset()) -> None:
        """violent: lemmas of verbs."""
        self.annotated = annotated
        self.tokens = annotated.tokens
        self._kids = annotated.kids
        self.hidden = hidden_verbs(annotated, violent) if violent else {}

    # -- small steps ------------------------------------------------------------

    def child(self, index: int, *deps: str) -> Token | None:
        for kid in self._kids[index]:
            if not deps or kid.dep in deps:
                return kid
        return None

    def children(self, index: int, *deps: str) -> tuple[Token, ...]:
        kids = self._kids[index]
        return tuple([k for k in kids if k.dep in deps]) if deps and kids else kids

    def is_verb(self, index: int) -> bool:
        return self.tokens[index].pos in ("VERB", "AUX")

    def infinitive(self, index: int) -> bool:
        """Whether "to" stands before the verb."""
        return any(kid.lower == "to" for kid in self.children(index, "aux"))

    def has_aux(self, index: int) -> bool:
        return bool(self.children(index, "aux", "auxpass"))

    # -- noun phrases ------------------------------------------------------------

    def _coordinated(self, index: int) -> tuple[int, ...]:
        """The head and the heads coordinated with it; verbs that the parser coordinated by mistake are left out."""
        index = self._name_head(self._undated(index))
        found = [index]
        for kid in self.children(index, "conj", "appos"):
            if kid.dep == "appos" and not self._list_item(index, kid):
                continue
            if kid.pos in NOMINAL:
                found.extend(self._coordinated(kid.index))
        return tuple(found)

    def _list_item(self, index: int, kid: Token) -> bool:
        """Whether an "apposition" is the second of a list of names ("the US, Russia, and Switzerland")."""
        names = kid.pos == "PROPN" and self.tokens[index].pos == "PROPN" and kid.text[:1] != "("
        return names and bool(self.children(kid.index, "conj")) and not self.children(kid.index, "prep", "relcl")

    def _undated(self, index: int) -> int:
        """The name that the parser put in front of a weekday ("met President Assad Tuesday" → Assad)."""
        token = self.tokens[index]
        if token.ent not in ("DATE", "TIME"):
            return index
        name = next(
            (k for k in self.children(index, "compound", "nmod", "poss") if k.ent not in ("DATE", "TIME")), None
        )
        return name.index if name is not None and name.pos == "PROPN" else index

    def _name_head(self, index: int) -> int:
        """ "Barack" read as a preposition over "Obama": the name goes by its last word."""
        token = self.tokens[index]
        if token.pos in NOMINAL or token.ent != "PERSON":
            return index
        inside = self.child(index, "pobj")
        return inside.index if inside is not None and inside.ent == "PERSON" else index

    def coordinated(self, index: int) -> tuple[int, ...]:
        return self._coordinated(index)

    def phrase(self, head: int) -> Span:
        """Determiner, modifiers, head and of-phrase; no relative clause, no apposition, no further conjunct."""
        first = last = head
        for kid in self.children(head):
            if kid.index < head and kid.dep in LEFT_OF_HEAD:
                first = min(first, self.annotated.subtree(kid.index)[0])
            elif kid.index > head and kid.dep == "prep" and kid.lower == "of":
                pobj = self.child(kid.index, "pobj")
                if pobj is not None:
                    last = max(last, self._last(pobj.index))
        first = max([first, *(own + 1 for own, (_, noun, _) in self.hidden.items() if noun == head)])
        over = self.tokens[self.tokens[head].head]
        if over.index == first - 1 and self._name_head(over.index) == head:
            first = over.index
        if self.tokens[head].dep in ("compound", "nmod"):  # "Thai army" in "a Thai army attack"
            while first > 0 and self._beside(first - 1, head):
                first -= 1
        return Span(self.tokens[first].start, self.tokens[last].end)

    def _beside(self, index: int, head: int) -> bool:
        token = self.tokens[index]
        return token.head == self.tokens[head].head and token.dep in ("amod", "compound", "nmod") and bool(token.ent)

    def _last(self, head: int) -> int:
        last = head
        for kid in self.children(head, "prep"):
            pobj = self.child(kid.index, "pobj")
            if kid.lower == "of" and kid.index > head and pobj is not None:
                last = max(last, self._last(pobj.index))
        for kid in self.children(head, "conj"):
            if kid.pos in ("NOUN", "PROPN"):
                last = max(last, self._last(kid.index))
        return last

    def clause_of(self, index: int) -> int:
        """The verb of the clause that a token stands in (itself, if it is a verb)."""
        if self.is_verb(index):
            return index
        for token in self.annotated.ancestors(index):
            if token.pos in ("VERB", "AUX"):
                return token.index
        return index


__all__ = ["NOMINAL", "Tree"]
