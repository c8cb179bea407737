"""What a text says of an event's being a fact, and whose word that is: read off the tree from the event upwards.

The innermost cue decides ("threatened to bomb": threatened), a denial around it overrides, and what a text takes for
granted (relative clauses, "after the attack", the object of "condemned") keeps clear of the cues around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.extraction import clause_signs as signs
from dateline.model import Certainty, Modality, Token
from dateline.model.frozen import frozen
from dateline.reference.events import Cue, EventLexicon

if TYPE_CHECKING:
    from dateline.extraction.events.grammar import Grammar

BEYOND_FACT = (
    Modality.PLANNED,
    Modality.THREATENED,
    Modality.PROMISED,
    Modality.REQUESTED,
    Modality.FEARED,
    Modality.CONDITIONAL,
    Modality.DENIED,
    Modality.NEGATED,
)
LONGEST_CLIMB = 24


@frozen
class Status:
    """The modality of an event, the cue tokens behind it and whose it is (a token index), if not the outlet's.

    cue: the entry that decided, for the speech act that it makes. negated: the cue is refused ("will not"). firm: no
    further cue around it makes the cue itself less than fact ("must be ready to").
    """

    modality: Modality
    cue_tokens: tuple[int, ...] = ()
    holder: tuple[int, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    cue: Cue | None = None
    negated: bool = False
    firm: bool = True


@frozen
class _Found:
    cue: Cue
    token: int
    negated: bool


class ModalityReader:
    """Reads the status of the events of one report."""

    def __init__(self, grammar: Grammar, lexicon: EventLexicon) -> None:
        self.grammar = grammar
        self.tokens = grammar.tokens
        self.cues = lexicon.cues
        self.supports = lexicon.groups["SUPPORTING"]
        self.quantities = lexicon.groups["QUANTITY"]
        self.aspects = lexicon.groups["ASPECTNOUN"]
        self.sayings = lexicon.groups["SAYING"]
        self.happening = lexicon.groups["HAPPENING"]
        self.reports = lexicon.groups["REPORTS"]
        self.factive = lexicon.groups["FACTIVE"]
        self.checking = lexicon.groups["CHECKING"]
        self.entering = lexicon.groups["ENTERING"]

    def status(self, trigger: int, verb: int | None) -> Status:
        """Of the event at token `trigger`; `verb`: the support verb or own verb that carries its tense, if any."""
        found: list[_Found] = []
        if verb != trigger:
            self._beside_noun(trigger, found)
        self._climb(trigger if verb is None else verb, found)
        if verb is not None and verb != trigger:
            found = [self._not_over(verb, one) for one in found]
            own = self.cues["verb"].get(self.tokens[verb].lemma.lower())
            if own is not None and own.modality is Modality.DENIED:  # "denied responsibility for the attack"
                found.insert(0, _Found(own, verb, self._is_negated(verb)))
        return self._decide(found)

    def _not_over(self, verb: int, found: _Found) -> _Found:
        """ "Clashes have barely stopped": what did not end goes on."""
        own = found.token == verb or self.tokens[found.token].head == verb
        ending = self.cues["verb"].get(self.tokens[verb].lemma.lower())
        if not own or found.cue.modality is not Modality.NEGATED or ending is None:
            return found
        goes_on = ending.modality is Modality.NEGATED and found.cue is not ending
        return _Found(self.cues["adv"]["ongoing"], found.token, False) if goes_on else found

    # -- gathering cues ------------------------------------------------------------

    def _beside_noun(self, noun: int, found: list[_Found]) -> None:
        for kid in self.grammar.children(noun):
            cue = self.cues["amod"].get(kid.lower) if kid.dep in ("amod", "advmod") else None
            if kid.dep in ("det", "neg") and kid.lower in ("no", "neither"):
                cue = self.cues["adv"]["no"]
            elif kid.dep == "acl" and kid.tag == "VBN":  # "the release, expected on Sunday"
                cue = self.cues["amod"].get(kid.lower)
            if cue is not None:
                found.append(_Found(cue, kid.index, False))

    def _climb(self, start: int, found: list[_Found]) -> None:
        current, own = start, True
        for climbed in range(LONGEST_CLIMB):
            token = self.tokens[current]
            if self.grammar.is_verb(current):
                if own:
                    beside: list[_Found] = []
                    self._beside_verb(current, beside)
                    # "is sending them away, they shot": what goes on around the event does not make it go on
                    found.extend(f for f in beside if not climbed or f.cue.modality is not Modality.ONGOING)
                step = self._above_verb(token, found)
            else:
                step = self._above_noun(token, found)
            if step is None:
                return
            current, own = step

    def _beside_verb(self, verb: int, found: list[_Found]) -> None:
        """Modal verbs, "not", adverbs and conjunctions of the verb's own clause."""
        negated = False
        modal: _Found | None = None
        for kid in self.grammar.children(verb):
            if kid.dep == "neg" or (kid.dep == "advmod" and kid.lower in ("never", "hardly")):
                negated = True
            elif kid.dep == "aux" and kid.tag == "MD" and (cue := self.cues["aux"].get(kid.lower)):
                modal = _Found(cue, kid.index, False)
            elif kid.lower in ("almost", "nearly") and kid.index + 1 != verb:
                continue  # "killed nearly 20"
            elif (kid.dep == "advmod" and (cue := self.cues["adv"].get(kid.lower))) or (
                kid.dep in ("mark", "advmod") and (cue := self.cues["mark"].get(kid.lower))
            ):
                found.append(_Found(cue, kid.index, False))
        negated = negated or signs.of_nobody(self.grammar, verb)
        if signs.asked_whether(self.grammar, verb):
            found.append(_Found(self.cues["mark"]["if"], verb, False))
        if signs.long_before(self.grammar, verb) or signs.of_the_fallen(self.grammar, verb):
            found.append(_Found(self.cues["adv"]["previously"], verb, False))
        if modal is not None:
            found.append(_Found(modal.cue, modal.token, negated))
        elif signs.imperative(self.grammar, verb, self.sayings):
            found.append(_Found(self.cues["imperative"]["!"], verb, False))
        elif negated:
            found.append(_Found(self.cues["adv"]["not"], verb, False))
        elif signs.progressive(self.grammar, verb) or self._called_ongoing(verb):
            found.append(_Found(self.cues["adv"]["ongoing"], verb, False))

    def _called_ongoing(self, verb: int) -> bool:
        """ "Fighting ongoing between …", "Heavy fighting under way in …"."""
        return any(
            cue is not None and cue.modality is Modality.ONGOING
            for kid in self.grammar.children(verb, "amod", "acomp")
            for cue in (self.cues["amod"].get(kid.lower), self.cues["adv"].get(kid.lower))
        )

    def _above_verb(self, token: Token, found: list[_Found]) -> tuple[int, bool] | None:
        head = self.tokens[token.head]
        if head.index == token.index or token.dep == "relcl":
            if self._headline_infinitive(token, head):
                found.append(_Found(self.cues["purpose"]["to"], token.index, False))
            return None
        if self._apart(token, head):
            return None
        if token.dep == "conj":
            if self.grammar.infinitive(token.index) and head.tag in ("VBD", "VBZ", "VBP"):
                self._governor(head, token, found)  # "commit to a ceasefire and to begin talks"
                return head.index, True
            if (finite := signs.finite_after_bare(self.grammar, token.index)) is not None:
                return finite, False
            if self._bare_after_finite(token, head):
                return self._asked_bare(token, head, found)
            shares = not self.grammar.has_aux(token.index) and self.grammar.child(token.index, "nsubj") is None
            if shares and self.grammar.is_verb(head.index):
                self._shared_modal(head.index, found)
            return head.index, False
        if token.dep in ("nsubj", "csubj") and token.tag == "VBG":  # "Fighting between … was ongoing"
            return self._beside_verb_of_subject(head, found)
        if token.dep == "pobj" and token.tag == "VBG":  # "ahead of the resumption of shelling"
            return self._above_noun(token, found)
        if token.dep in ("xcomp", "ccomp", "oprd"):
            self._governor(head, token, found)
            return head.index, True
        if token.dep == "pcomp":
            if self.grammar.infinitive(token.index):  # "about how to end"
                found.append(_Found(self.cues["purpose"]["to"], token.index, False))
                return None
            return self._through_preposition(head, found)
        if token.dep == "acl":
            return self._over_noun(token, head, found)
        if token.dep == "advcl":
            return self._adverbial(token, head, found)
        return None

    def _apart(self, token: Token, head: Token) -> bool:
        """ "A bomb exploded; no group claimed it": what a semicolon parts says nothing of each other."""
        first, last = sorted((token.index, head.index))
        return any(between.text == ";" for between in self.tokens[first + 1 : last])

    def _headline_infinitive(self, token: Token, head: Token) -> bool:
        """ "Rivals to hold talks": an infinitive that nothing governs is yet to come; "the first to attack" is not."""
        if not self.grammar.infinitive(token.index):
            return False
        ranked = any(k.tag in ("JJS", "RBS") or k.ent == "ORDINAL" for k in self.grammar.children(head.index, "amod"))
        return not ranked and head.ent != "ORDINAL" and head.lower not in ("last", "only", "first")

    def _bare_after_finite(self, token: Token, head: Token) -> bool:
        """Whether a bare form was read as coordinated with a finite verb, which grammar does not allow."""
        return (
            token.tag == "VB"
            and not self.grammar.has_aux(token.index)
            and head.tag in ("VBD", "VBZ", "VBP", "VBN")
            and not any(kid.tag == "MD" for kid in self.grammar.children(head.index, "aux"))
        )

    def _asked_bare(self, token: Token, head: Token, found: list[_Found]) -> tuple[int, bool]:
        """ "urged all to pause, reduce tensions …", "We issue an appeal to X: halt …": the governor's request."""
        nouns = [self.cues["noun"].get(kid.lemma.lower()) for kid in self.grammar.children(head.index, "dobj")]
        lemma = head.lemma.lower()
        for cue in (self.cues["infinitive"].get(lemma), self.cues["verb"].get(lemma), *nouns):
            if cue is not None and cue.modality is Modality.REQUESTED:
                found.append(_Found(cue, head.index, self._is_negated(head.index)))
                return head.index, True
        if any(t.text in (":", "“", '"', "``") for t in self.tokens[head.index : token.index]):
            found.append(_Found(self.cues["imperative"]["!"], token.index, False))
        return head.index, False

    def _shared_modal(self, verb: int, found: list[_Found]) -> None:
        """ "will attack and destroy": the second verb shares the first one's modal, not its "not"."""
        for kid in self.grammar.children(verb, "aux"):
            cue = self.cues["aux"].get(kid.lower)
            if cue is not None and kid.tag == "MD":
                found.append(_Found(cue, kid.index, False))

    def _governor(self, head: Token, clause: Token, found: list[_Found]) -> None:
        """The verb, adjective or noun that a clause depends on."""
        lemma = head.lemma.lower()
        if self.grammar.is_verb(head.index):
            if lemma in ("be", "have", "go", "like", "discuss", "consider") and not self._takes_infinitive(
                head, clause
            ):
                return
            cue = self.cues["verb"].get(lemma)
            particle = next((kid.lower for kid in self.grammar.children(head.index, "prt", "prep")), "")
            cue = self.cues["verb"].get(f"{lemma} {particle}") or cue
            if self.grammar.infinitive(clause.index):
                cue = self.cues["infinitive"].get(lemma) or self.cues["attempt"].get(lemma) or cue
            if lemma == "have" and clause.dep == "xcomp":
                cue = self.cues["verb"].get("have to")
        else:
            cue = self.cues["adj"].get(head.lower) or self.cues["noun"].get(lemma)
        if cue is not None:
            found.append(_Found(cue, head.index, self._is_negated(head.index)))

    def _takes_infinitive(self, head: Token, clause: Token) -> bool:
        if head.lemma.lower() in ("consider", "discuss") and clause.tag == "VBG":  # "is considering banning"
            return True
        going = head.lemma.lower() != "go" or head.tag == "VBG"
        return going and clause.dep == "xcomp" and self.grammar.infinitive(clause.index)

    def _is_negated(self, index: int) -> bool:
        owner = index if self.grammar.is_verb(index) else self.tokens[index].head
        here = any(k.dep == "neg" or (k.lower == "no" and k.dep == "det") for k in self.grammar.children(index))
        return here or any(k.dep == "neg" for k in self.grammar.children(owner))

    def _through_preposition(self, prep: Token, found: list[_Found]) -> tuple[int, bool] | None:
        """ "warned against bombing", "without firing", "the risk of losing"; "after attacking" is taken for granted."""
        if prep.lower == "without":
            found.append(_Found(self.cues["prep"]["without"], prep.index, False))
            return None
        above = self.tokens[prep.head]
        if self.grammar.is_verb(above.index):
            cue = self.cues["verb"].get(f"{above.lemma.lower()} {prep.lower}")
            if cue is None and prep.lower in ("of", "against", "for", "to", "from"):
                cue = self.cues["verb"].get(above.lemma.lower())
            if cue is None:
                return None
            found.append(_Found(cue, above.index, self._is_negated(above.index)))
            return above.index, True
        if prep.lower not in ("of", "for", "against", "to", "on", "about"):
            return None
        cue = self.cues["noun"].get(above.lemma.lower()) or self.cues["adj"].get(above.lower)
        if cue is not None:
            found.append(_Found(cue, above.index, self._is_negated(above.index)))
            return above.index, False
        return (above.index, False) if above.lemma.lower() in self.quantities | self.reports else None

    def _over_noun(self, token: Token, head: Token, found: list[_Found]) -> tuple[int, bool] | None:
        """ "a plan to attack"; a participle ("troops shelling …") is taken for granted."""
        cue = self.cues["noun"].get(head.lemma.lower())
        if not self.grammar.infinitive(token.index):
            if not any(kid.lower == "that" for kid in self.grammar.children(token.index, "mark")):
                return None
            if cue is None:  # "denied reports that soldiers had …"
                return (head.index, False) if head.lemma.lower() in self.reports else None
            found.append(_Found(cue, head.index, self._is_negated(head.index)))
            return head.index, False
        if cue is None:
            return self._misplaced_purpose(token, head, found)
        found.append(_Found(cue, head.index, self._is_negated(head.index)))
        return head.index, False

    def _misplaced_purpose(self, token: Token, noun: Token, found: list[_Found]) -> tuple[int, bool] | None:
        """ "called on all parties to halt", "an appeal to the sides to halt": the clause hangs on the wrong noun."""
        above = self.tokens[noun.head]
        for _ in range(6):
            lemma = above.lemma.lower()
            table = self.cues["verb"] if self.grammar.is_verb(above.index) else self.cues["noun"]
            cue = table.get(lemma) or (self.cues["infinitive"].get(lemma) if table is self.cues["verb"] else None)
            if cue is not None and cue.modality is Modality.REQUESTED:
                found.append(_Found(cue, above.index, self._is_negated(above.index)))
                return above.index, True
            if above.head == above.index or above.dep not in ("prep", "pobj", "dobj", "acl", "appos", "conj"):
                break
            above = self.tokens[above.head]
        found.append(_Found(self.cues["purpose"]["to"], token.index, False))
        return None

    def _adverbial(self, token: Token, head: Token, found: list[_Found]) -> tuple[int, bool] | None:
        marks = {kid.lower for kid in self.grammar.children(token.index, "mark", "advmod")}
        if self.grammar.infinitive(token.index) and self.grammar.child(token.index, "nsubj") is None:
            lemma = head.lemma.lower()
            cue = self.cues["verb"].get(lemma) if self.grammar.is_verb(head.index) else self.cues["adj"].get(head.lower)
            if cue is not None and cue.modality in BEYOND_FACT:
                found.append(_Found(cue, head.index, self._is_negated(head.index)))
                return head.index, True
            found.append(_Found(self.cues["purpose"]["to"], token.index, self._is_negated(head.index)))
            return None
        if signs.yet_to_come(self.grammar, token.index, marks):
            found.append(_Found(self.cues["prep"]["until"], token.index, False))
            return None
        if marks or not self.grammar.is_verb(head.index) or token.tag not in ("VBG", "VBN"):
            return None
        return head.index, True

    def _above_noun(self, token: Token, found: list[_Found]) -> tuple[int, bool] | None:
        head = self.tokens[token.head]
        if head.index == token.index:
            return None
        if token.dep == "conj":
            return head.index, False
        if token.dep in ("dobj", "attr", "nsubjpass", "oprd"):
            return self._noun_under_verb(token.index, head, found)
        if token.dep == "nsubj" and self.grammar.is_verb(head.index):
            return self._beside_verb_of_subject(head, found)
        if token.dep == "pobj":
            return self._noun_under_preposition(head, found)
        return None

    def _indefinite(self, noun: int) -> bool:
        return any(kid.lower in ("a", "an") for kid in self.grammar.children(noun, "det"))

    def _noun_under_verb(self, noun: int, head: Token, found: list[_Found]) -> tuple[int, bool] | None:
        lemma = head.lemma.lower()
        if lemma == "be" and self.tokens[noun].dep == "attr":  # "was to have been the release"
            return head.index, True
        if lemma in self.checking and self.tokens[noun].lemma.lower() in self.reports:
            found.append(_Found(self.cues["mark"]["whether"], head.index, False))
            return None
        if lemma in self.factive:
            return None
        cue = self.cues["object"].get(lemma) or self.cues["verb"].get(lemma)
        if cue is None and self._indefinite(noun):
            return head.index, True
        if cue is not None and lemma not in ("be", "have", "go", "discuss", "consider", "like"):
            found.append(_Found(cue, head.index, self._is_negated(head.index)))
            return head.index, True
        return (head.index, True) if lemma in self.supports else None

    def _beside_verb_of_subject(self, head: Token, found: list[_Found]) -> tuple[int, bool] | None:
        """ "attacks could follow", "had not happened", "was due": said of the event; "did not kill anyone" is not."""
        for kid in self.grammar.children(head.index, "aux"):
            cue = self.cues["aux"].get(kid.lower)
            if kid.tag == "MD" and cue is not None:
                found.append(_Found(cue, kid.index, False))
        lemma = head.lemma.lower()
        if lemma == "be":
            self._said_of_subject(head, found)
        if lemma in self.happening and self._is_negated(head.index):
            found.append(_Found(self.cues["adv"]["not"], head.index, False))
        return None

    def _said_of_subject(self, head: Token, found: list[_Found]) -> None:
        """ "The release was due on Sunday", "was to happen on Sunday"."""
        if any(self.tokens[i].lower == "way" for i in self.grammar.under(head.index, "under")):
            found.append(_Found(self.cues["adv"]["ongoing"], head.index, False))
        for kid in self.grammar.children(head.index, "acomp", "xcomp", "advmod"):
            cue = self.cues["adj"].get(kid.lower) or self.cues["amod"].get(kid.lower)
            if kid.lower in ("underway", "ongoing") and head.tag != "VBN":
                cue = self.cues["adv"]["ongoing"]
            if kid.dep == "xcomp" and self.grammar.infinitive(kid.index):
                cue = self.cues["verb"]["be"]
            if cue is not None:
                found.append(_Found(cue, kid.index, self._is_negated(head.index)))

    def _noun_under_preposition(self, prep: Token, found: list[_Found]) -> tuple[int, bool] | None:
        if prep.lower == "including":
            return self._noun_among(prep, found)
        above = self.tokens[prep.head]
        cue = self.cues["prep"].get(prep.lower)
        if cue is None and prep.lower == "of" and prep.head < prep.index:
            cue = self.cues["prep"].get(f"{above.lower} of")
        if cue is not None and prep.lower != "against":
            found.append(_Found(cue, prep.index, False))
            return None
        lemma = above.lemma.lower()
        if self.grammar.is_verb(above.index):
            cue = self.cues["verb"].get(f"{lemma} {prep.lower}")
            if cue is None and prep.lower in ("to", "on", "for"):
                wanted = self.cues["verb"].get(lemma)
                ok = wanted is not None and wanted.modality in (Modality.PROMISED, Modality.REQUESTED)
                cue = wanted if ok and prep.lower != "on" else None
            if cue is not None:
                found.append(_Found(cue, above.index, self._is_negated(above.index)))
                return above.index, True
            held = lemma in self.supports and prep.lower in ("under", "in", "with", "out")
            entered = lemma in self.entering and prep.lower in ("to", "into")  # "to return to talks"
            return (above.index, True) if held or entered else None
        if prep.lower not in ("of", "for", "to", "against", "about", "over"):
            return None
        warned = self.tokens[above.head]
        if above.dep == "dobj" and (cue := self.cues["verb"].get(f"{warned.lemma.lower()} {prep.lower}")):
            found.append(_Found(cue, warned.index, self._is_negated(warned.index)))  # "warned residents of shelling"
            return warned.index, True
        cue = self._noun_cue(above.index)
        if cue is not None:
            found.append(_Found(cue, above.index, self._is_negated(above.index)))
            return above.index, False
        return (above.index, False) if lemma in self.quantities | self.aspects | self.reports else None

    def _noun_among(self, including: Token, found: list[_Found]) -> tuple[int, bool] | None:
        """ "Its red line, including the withdrawal": one of what the nouns in front name."""
        first = self.grammar.annotated.sentences[including.sentence].first
        at = including.index - 1
        if at > first and self.tokens[at].text == ",":
            at -= 1
        for _ in range(4):
            if at < first or self.grammar.is_verb(at):
                return None
            cue = self._noun_cue(at)
            if cue is not None:
                found.append(_Found(cue, at, self._is_negated(at)))
                return at, False
            at = self.tokens[at].head
        return None

    def _noun_cue(self, noun: int) -> Cue | None:
        """Of the noun, or of it with a word before it ("red line")."""
        lemma = self.tokens[noun].lemma.lower()
        described = (f"{kid.lower} {lemma}" for kid in self.grammar.children(noun, "amod", "compound"))
        return next((cue for name in (lemma, *described) if (cue := self.cues["noun"].get(name)) is not None), None)

    # -- deciding ------------------------------------------------------------

    def _decide(self, found: list[_Found]) -> Status:
        certainty = next(
            (f.cue.certainty for f in found if f.cue.certainty is not Certainty.CERTAIN), Certainty.CERTAIN
        )
        beyond = [f for f in found if f.cue.modality in BEYOND_FACT]
        if not beyond:
            soft = next((f for f in found if f.cue.modality in (Modality.ONGOING, Modality.HISTORICAL)), None)
            if soft is None:
                return Status(Modality.OCCURRED, certainty=certainty)
            return Status(soft.cue.modality, (soft.token,), (), certainty, soft.cue)
        chosen = next((f for f in beyond if f.cue.modality is Modality.DENIED and not f.negated), beyond[0])
        if chosen.cue.kind == "aux" and chosen.cue.modality is Modality.PLANNED:  # "fear that troops will attack"
            chosen = next((f for f in beyond[1:] if f.cue.modality is Modality.FEARED and not f.negated), chosen)
        modality = chosen.cue.modality
        if chosen.negated:
            twice = modality in (Modality.DENIED, Modality.NEGATED)
            modality = Modality.OCCURRED if twice else Modality.NEGATED
        firm = all(f.cue.modality in (Modality.PLANNED, Modality.PROMISED) for f in beyond if f is not chosen)
        return Status(modality, (chosen.token,), self._holder(chosen), certainty, chosen.cue, chosen.negated, firm)

    def _holder(self, found: _Found) -> tuple[int, ...]:
        """Who plans, threatens, fears or denies: the subject of the cue, or the possessor of a cue noun."""
        index = found.token
        if found.cue.kind == "verb":
            return self.grammar.actors_of(index)
        if found.cue.kind == "noun":
            owner = self.grammar.child(index, "poss")
            return (owner.index,) if owner is not None else ()
        if found.cue.kind == "adj" and self.grammar.is_verb(self.tokens[index].head):
            return self.grammar.surface_subject(self.tokens[index].head)[0]
        return ()


__all__ = ["BEYOND_FACT", "ModalityReader", "Status"]
