"""Who does what to whom in the tree, whatever the voice: subjects and objects as they are meant, not as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extraction.events.misread import listed_beside, main_subject, misread_conjunction
from dateline.extraction.events.tree import NOMINAL, Tree
from dateline.model import AnnotatedReport, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVES = ("which", "who", "whom", "that", "whose")
SUBJECT_KEEPS = ("use", "promise", "deploy", "employ")  # "used them to attack": who used does
UNCOVERING = ("uncover", "foil", "thwart", "expose", "unmask", "discover", "prevent")  # others' plots
GIVING = ("give", "grant", "send", "offer", "award", "deny", "hand", "promise", "lend", "allocate", "refuse")
FACTIVE_PCOMP = ("of", "from", "for", "with", "against")


class Grammar(Tree):
    """The tree of one report, read for roles."""

    def __init__(
        self,
        annotated: AnnotatedReport,
        accusing: frozenset[str] = frozenset(),
        asking: frozenset[str] = frozenset(),
        violent: frozenset[str] = frozenset(),
    ) -> None:
        """accusing, asking, violent: lemmas of verbs."""
        super().__init__(annotated, violent)
        self.accusing = accusing
        self.asking = asking
        self._under: dict[int, dict[str, tuple[int, ...]]] = {}
        self._objects: dict[int, tuple[int, ...]] = {}
        self._subjects: dict[int, tuple[tuple[int, ...], bool]] = {}

    # -- subjects ------------------------------------------------------------

    def surface_subject(self, verb: int) -> tuple[tuple[int, ...], bool]:
        """The subject of a verb and whether the verb is passive over it.

        Looks through relative pronouns, reduced clauses, coordination, control and raising; () when nobody is named.
        """
        if verb not in self._subjects:
            self._subjects[verb] = ((), False)  # a cycle in control chains ends here
            self._subjects[verb] = self._find_subject(verb)
        return self._subjects[verb]

    def _find_subject(self, verb: int) -> tuple[tuple[int, ...], bool]:
        token = self.tokens[verb]
        asked = self._asked_to(token)
        if asked:
            return asked, False
        if verb in self.hidden:
            return self.surface_subject(self.hidden[verb][0])[0], False
        own = self.child(verb, *SUBJECTS)
        passive = (own is not None and own.dep == "nsubjpass") or bool(self.children(verb, "auxpass"))
        if own is not None:
            if (
                own.lower in RELATIVES
                and token.dep in ("relcl", "acl", "ccomp")
                and self.tokens[token.head].pos in NOMINAL
            ):
                return (token.head,), passive
            attribute = self.child(token.head, "attr") if own.lower in RELATIVES and token.dep != "ROOT" else None
            if attribute is not None and attribute.index < verb:  # "it was the army that attacked"
                return self._coordinated(attribute.index), passive
            before, after = listed_beside(self.annotated, own)
            return (*before, *self._coordinated(own.index), *after), passive
        if token.dep == "acl":
            return self._subject_of_reduced(verb, token)
        if token.dep in ("xcomp", "ccomp", "oprd"):
            subject = self._controller(token.head) if token.dep == "xcomp" or self.infinitive(verb) else ()
            return subject, passive
        if token.dep == "conj" and self.is_verb(token.head):
            subject, head_passive = self.surface_subject(token.head)
            shared = head_passive and token.tag == "VBN" and not self.has_aux(verb)
            return subject, passive or shared
        if passive:
            dated = self._subject_after_date(verb)
            if dated:
                return dated, passive
        if token.dep in ("advcl", "pcomp"):
            subject, passive = self._subject_of_adjunct(verb, token, passive)
            return subject or self._misplaced_subject(verb, token), passive
        return (), passive

    def _subject_after_date(self, verb: int) -> tuple[int, ...]:
        """ "On Friday martial law was declared": the day and the subject were read as one phrase."""
        for prep in self.children(verb, "prep"):
            pobj = self.child(prep.index, "pobj")
            if pobj is None or pobj.index > verb or pobj.ent == "DATE":
                continue
            if any(kid.ent == "DATE" for kid in self.children(pobj.index, "nmod", "compound", "amod")):
                return self._coordinated(pobj.index)
        return ()

    def _misplaced_subject(self, verb: int, token: Token) -> tuple[int, ...]:
        """The subject of a finite clause whose conjunction was read as a preposition ("as joint forces launched …"), or
        whose subject has a participle behind it that was read as its verb ("Rockets fired from Lebanon hit …")."""
        if token.tag not in ("VBD", "VBP", "VBZ"):
            return ()
        apart = any(t.text in ",;:" for t in self.tokens[token.head + 1 : verb])
        nearest = misread_conjunction(self.annotated, verb, token.head)
        if nearest is not None and self.annotated.subtree(nearest)[-1] == verb - 1:
            return self._coordinated(nearest)
        if token.head < verb and not apart and not self.children(verb, "mark", "advmod"):
            return self.surface_subject(token.head)[0]
        return self._coordinated(nearest) if nearest is not None else ()

    def _subject_of_reduced(self, verb: int, token: Token) -> tuple[tuple[int, ...], bool]:
        """ "weapons seized by", "men carrying out", "a plan to attack"."""
        if token.tag == "VBN" and not self.has_aux(verb):
            main = main_subject(self.annotated, token)
            return ((token.head,), True) if main is None else ((main,), False)
        if self.infinitive(verb):
            return self._owner(token.head), bool(self.children(verb, "auxpass"))
        return (token.head,), bool(self.children(verb, "auxpass"))

    def _asked_to(self, token: Token) -> tuple[int, ...]:
        """ "urged rebels to pause, release hostages": the asked do what a bare verb beside the asking says."""
        head = self.tokens[token.head]
        if token.dep != "conj" and not (token.dep == "ccomp" and self.after_colon(token.index)):
            return ()
        if token.tag != "VB" or self.has_aux(token.index) or head.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            return ()
        if head.lemma.lower() in self.asking:
            return self._controller(head.index)
        nouns = [kid.index for kid in self.children(head.index, "dobj") if kid.lemma.lower() in self.asking]
        return tuple(i for noun in nouns for i in (*self.under(noun, "to"), *self.under(noun, "on")))

    def after_colon(self, index: int) -> bool:
        """Whether a colon stands between a token and its head before it."""
        return any(t.text == ":" for t in self.tokens[self.tokens[index].head : index])

    def _owner(self, noun: int) -> tuple[int, ...]:
        """Whose plan, decision or attempt a noun is: its possessor, or the subject of the verb it is the object of."""
        owner = self.child(noun, "poss")
        if owner is not None:
            return (owner.index,)
        head = self.tokens[noun].head
        if self.tokens[noun].dep in ("dobj", "attr", "pobj", "nsubj", "nsubjpass") and head != noun:
            while self.tokens[head].dep in ("prep", "pobj") and self.tokens[head].head != head:
                head = self.tokens[head].head
            if self.is_verb(head) and self.tokens[head].lemma.lower() not in UNCOVERING:
                return self.actors_of(head)
        return ()

    def _controller(self, head: int) -> tuple[int, ...]:
        """The understood subject of "to …" under a verb, or under an adjective after "be"."""
        if not self.is_verb(head):
            return self.surface_subject(self.tokens[head].head)[0] if self.tokens[head].head != head else ()
        subject, passive = self.surface_subject(head)
        if passive or self.tokens[head].lemma in SUBJECT_KEEPS:
            return subject
        target = self.child(head, "dative") or self.child(head, "dobj")
        if target is None:
            prep = next((p for p in self.children(head, "prep") if p.lower in ("on", "upon", "to", "with")), None)
            verb = self.tokens[head].lemma
            target = self.child(prep.index, "pobj") if prep and verb in ("call", "appeal", "plead", "prevail") else None
        return self._coordinated(target.index) if target is not None else subject

    def _subject_of_adjunct(self, verb: int, token: Token, passive: bool) -> tuple[tuple[int, ...], bool]:
        """ "…, killing four", "after bombing", "accused of shelling", "Backed by …, the army"."""
        head = token.head
        if token.dep == "pcomp":
            preposition = self.tokens[head]
            head = preposition.head
            if self.tokens[head].pos == "ADJ":  # "guilty of violating"
                return self.surface_subject(self.tokens[head].head)[0], passive
            if not self.is_verb(head):
                above = self.tokens[self.tokens[head].head]
                if above.lemma.lower() in self.accusing:  # "accused rebels of shelling": hung on the noun
                    return self._coordinated(head), passive
                return self._owner(head) if self.tokens[head].pos == "NOUN" else (), passive
            if preposition.lower in FACTIVE_PCOMP:
                objects = self.objects(head)
                if objects:
                    return objects, passive
            return self.actors_of(head), passive
        if not self.is_verb(head):
            return (), passive
        if token.tag == "VBG" and self.tokens[head].lemma.lower() in self.accusing and self.objects(head):
            return self.objects(head), passive
        if token.tag == "VBN" and not self.has_aux(verb):
            return self.surface_subject(head)[0], True
        if self.infinitive(verb) and self._sets_to(head):
            return self._controller(head), passive
        if token.tag == "VBG" or self.infinitive(verb):
            return self.actors_of(head), passive
        return (), passive

    def _sets_to(self, head: int) -> bool:
        """ "ordered residents of the valley to leave", "gave them a day to leave": the infinitive hung on the verb."""
        lemma = self.tokens[head].lemma.lower()
        return lemma in self.asking or (lemma == "give" and self.child(head, "dative") is not None)

    # -- meant roles ------------------------------------------------------------

    def passive(self, verb: int) -> bool:
        return self.surface_subject(verb)[1]

    def actors_of(self, verb: int) -> tuple[int, ...]:
        """Who does it: the subject, or the by-phrase of a passive; () when the text does not say."""
        subject, passive = self.surface_subject(verb)
        return self.agents(verb) if passive else subject

    def agents(self, verb: int) -> tuple[int, ...]:
        """The by-phrase of a passive, also where the parser hung it lower ("forced to leave the city by rebels")."""
        found = self._by(verb) or self.at_the_hands(verb)
        if found:
            return found
        for kid in self.children(verb, "conj"):  # "was stormed and burned by rebels"
            if kid.tag == "VBN" and not self.has_aux(kid.index) and self.child(kid.index, *SUBJECTS) is None:
                return self.agents(kid.index)
        for kid in self.children(verb, "xcomp", "npadvmod", "prep", "advmod", "dobj", "oprd"):
            if kid.index < verb:
                continue
            below = self._by(kid.index)
            if not below and kid.dep == "prep":
                pobj = self.child(kid.index, "pobj", "pcomp")
                below = self._by(pobj.index) if pobj is not None else ()
            if below and not (kid.dep == "xcomp" and self.passive(kid.index)):
                return below
        return ()

    def at_the_hands(self, verb: int) -> tuple[int, ...]:
        """ "Died at the hands of X"."""
        hands = (i for i in self.under(verb, "at") if self.tokens[i].lemma.lower() == "hand")
        return tuple(i for hand in hands for i in self.under(hand, "of"))

    def _by(self, index: int) -> tuple[int, ...]:
        for prep in self.children(index, "agent", "prep"):
            if prep.lower == "by" or prep.dep == "agent":
                pobj = self.child(prep.index, "pobj")
                if pobj is not None and pobj.ent not in ("DATE", "TIME"):
                    return self._coordinated(pobj.index)
        return ()

    def objects(self, verb: int) -> tuple[int, ...]:
        """To whom or what it is done: the object, or the subject of a passive."""
        if verb not in self._objects:
            self._objects[verb] = self._find_objects(verb)
        return self._objects[verb]

    def _find_objects(self, verb: int) -> tuple[int, ...]:
        if verb in self.hidden:
            return self._coordinated(self.hidden[verb][1])
        found = self._objects_in_tree(verb)
        for over, noun, left in self.hidden.values():
            if over == verb:
                found = tuple(i for i in found if i != noun) + (() if left is None else (left,))
        return found

    def _objects_in_tree(self, verb: int) -> tuple[int, ...]:
        subject, passive = self.surface_subject(verb)
        if passive:
            given = self._given(verb)
            return self._coordinated(given.index) if given is not None else subject
        own = self.children(verb, "dobj")
        if own:
            if own[0].lower in RELATIVES:
                clause = next(
                    (t for t in (self.tokens[verb], *self.annotated.ancestors(verb)) if t.dep == "relcl"), None
                )
                return (clause.head,) if clause is not None else ()
            return tuple(i for kid in own for i in self._coordinated(kid.index))
        token = self.tokens[verb]
        if token.lemma == "give" and self.child(verb, "dative") is not None:  # "gave them a week to leave"
            return tuple(kid.index for kid in self.children(verb, "npadvmod") if kid.index > verb)
        if token.dep == "relcl" and token.head not in subject and self.child(verb, "nsubj") is not None:
            return self._gap(verb)
        later = next((kid for kid in self.children(verb, "conj") if self.is_verb(kid.index)), None)
        if later is not None and later.index - verb <= 3 and not self.children(verb, "prep", "xcomp", "ccomp"):
            return self.objects(later.index) if not self.passive(later.index) else ()
        return ()

    def _given(self, verb: int) -> Token | None:
        """ "Sudan was given food": the object that a passive keeps."""
        return self.child(verb, "dobj") if self.tokens[verb].lemma.lower() in GIVING else None

    def _gap(self, verb: int) -> tuple[int, ...]:
        """ "the town that rebels shelled": the head noun is the object, unless a preposition is left stranded."""
        relative = next((kid for kid in self.children(verb) if kid.lower in ("where", "when", "why")), None)
        stranded = any(not self.children(p.index, "pobj", "pcomp") for p in self.children(verb, "prep"))
        inside = any(self.child(p.index, "pobj") for p in self.children(verb, "prep") if p.index < verb)
        return () if relative or stranded or inside else (self.tokens[verb].head,)

    def under(self, index: int, preposition: str) -> tuple[int, ...]:
        """What stands under a preposition of a verb or noun ("with X", "between X and Y")."""
        found = self._under.get(index)
        if found is None:
            found = self._under[index] = self._find_under(index)
        return found.get(preposition, ())

    def _find_under(self, index: int) -> dict[str, tuple[int, ...]]:
        """By preposition."""
        found: dict[str, tuple[int, ...]] = {}
        for prep in self.children(index, "prep", "agent", "dative"):
            pobj = self.child(prep.index, "pobj")
            if pobj is None:
                inner = self.child(prep.index, "prep")
                pobj = self.child(inner.index, "pobj") if inner is not None else None
            if pobj is not None:
                found[prep.lower] = (*found.get(prep.lower, ()), *self._coordinated(pobj.index))
        return found

    def dative(self, verb: int) -> tuple[int, ...]:
        """ "give Tanzania a grant", "hand over to Britain"."""
        found: list[int] = []
        if self.passive(verb) and self._given(verb) is not None:
            found.extend(self.surface_subject(verb)[0])
        for kid in self.children(verb, "dative"):
            target = self.child(kid.index, "pobj") if kid.pos == "ADP" else kid
            if target is not None:
                found.extend(self._coordinated(target.index))
        return tuple(found)

    def complement(self, verb: int) -> int | None:
        """The verb of the clause that a verb takes ("agreed to undertake" → undertake), or None."""
        for kid in self.children(verb, "xcomp", "ccomp"):
            if self.is_verb(kid.index):
                return kid.index
            if kid.pos in ("ADJ", "NOUN") and self.child(kid.index, "cop", "nsubj") is not None:
                return kid.index
        for kid in self.children(verb, "advcl"):
            if self.is_verb(kid.index) and self.infinitive(kid.index) and kid.index > verb:
                return kid.index
        for target in (*self.children(verb, "dobj"), *self._pobjs(verb)):
            for kid in self.children(target.index, "acl", "relcl"):
                if self.infinitive(kid.index):
                    return kid.index
        for prep in self.children(verb, "prep"):
            below = self.child(prep.index, "pcomp")
            if below is not None and self.is_verb(below.index):
                return below.index
        return None

    def _pobjs(self, verb: int) -> Iterable[Token]:
        for prep in self.children(verb, "prep"):
            pobj = self.child(prep.index, "pobj")
            if pobj is not None:
                yield pobj


__all__ = ["NOMINAL", "RELATIVES", "Grammar"]
