"""Where and when an event was, how many it harmed, what it is called and about, and in whose statement it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from dateline.extraction.events.draft import NEAREST, Draft
from dateline.extraction.events.finder import Finder
from dateline.model import (
    EntityKind,
    EventType,
    HarmKind,
    Mention,
    MentionKind,
    Modality,
    Quantity,
    RoleFiller,
    Span,
    StatementMention,
    TimeMention,
    Token,
)

PLACE_ENTITIES = ("GPE", "LOC", "FAC")
CAUSED_BY = {
    HarmKind.KILLED: (EventType.ASSAULT,),
    HarmKind.INJURED: (EventType.ASSAULT,),
    HarmKind.CASUALTIES: (EventType.ASSAULT,),
    HarmKind.MISSING: (EventType.ASSAULT,),
    HarmKind.CAPTURED: (EventType.COERCE, EventType.ASSAULT),
    HarmKind.DETAINED: (EventType.COERCE, EventType.ASSAULT),
    HarmKind.DISPLACED: (EventType.ASSAULT, EventType.COERCE),
    HarmKind.EVACUATED: (EventType.AID, EventType.RETREAT, EventType.COERCE),
}
ON_THE_SPOT = (EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT, EventType.AID)
FAR = 9
WITHIN = ("in", "during", "at", "amid", "by", "from", "as")
OTHER_MOMENT = frozenset({"after", "before", "since", "until", "till", "following", "once", "despite", "pending"}) | {
    *("if", "unless", "although", "though", "over", "about", "against", "for", "on", "regarding", "concerning")
}
LONG_UNITS = ("year", "decade", "century")


class Attacher:
    """Attaches to the events of one report what other parts of extraction found."""

    def __init__(
        self,
        finder: Finder,
        statements: Sequence[StatementMention],
        times: Sequence[TimeMention],
        quantities: Sequence[Quantity],
        mentions: Sequence[Mention],
    ) -> None:
        self.finder = finder
        self.grammar = finder.grammar
        self.tokens = finder.tokens
        self.annotated = finder.annotated
        self.quantities = quantities
        self._parties: set[int] = set()
        self._verbs: set[int] = set()
        self._contexts: dict[int, tuple[str, ...]] = {}
        self._starts = [token.start for token in self.tokens]
        self.quantity_heads = [self._head_of(quantity.span) for quantity in quantities]
        self.times = _by_sentence((time.sentence, n) for n, time in enumerate(times))
        self.time_mentions = times
        self.cues = [statement.cue for statement in statements]
        self.time_heads = {n: self._head_of(time.span) for n, time in enumerate(times)}
        self.places = _by_sentence((self.tokens[i].sentence, i) for i in self._place_heads(mentions))
        self.titled = self._titled(mentions)
        self.statements = sorted(
            ((part, n) for n, statement in enumerate(statements) for part in statement.content),
            key=lambda item: (len(item[0]), item[1]),
        )

    # -- places ------------------------------------------------------------

    def _place_heads(self, mentions: Iterable[Mention]) -> list[int]:
        named = {m.head for m in mentions if m.entity_kind is EntityKind.PLACE and m.kind is MentionKind.NAME}
        if not named:
            spans = (n for n in self.annotated.names if n.label in PLACE_ENTITIES)
            heads = (self._head_of(Span(n.start, n.end)) for n in spans)
            named = {i for i in heads if i is not None and self.tokens[i].dep != "amod"}
        return sorted(named)

    def _titled(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        """Tokens of titles in front of a name, by which the parser may have taken the person."""
        found: dict[int, Mention] = {}
        for mention in mentions:
            if mention.title is not None and mention.title.start < self.tokens[mention.head].start:
                for token in self.annotated.tokens_in(mention.title):
                    found.setdefault(token.index, mention)
        return found

    def know(self, drafts: Iterable[Draft]) -> None:
        """Tells the parties and verbs of all events: a country that acts in one is not where another was."""
        for draft in drafts:
            self._verbs |= {draft.verb} if draft.verb is not None else set()
            self._parties |= {head for head, _ in draft.actors}
            self._parties |= {head for head, _ in draft.recipients} if draft.words or draft.reciprocal else set()

    def places_of(self, draft: Draft) -> tuple[RoleFiller, ...]:
        """Place names of the sentence, those that the grammar ties to the event first."""
        doers = {head for head, _ in draft.actors}
        sentence = self.tokens[draft.token].sentence
        ranked = []
        for head in self.places.get(sentence, ()):
            if head in doers or (head in {h for h, _ in draft.recipients} and not _on_the_spot(draft)):
                continue
            rank, rule = self._place_rank(draft, head)
            if rank < FAR and not (rank > 4 and head in self._parties):
                ranked.append((rank, abs(head - draft.token), head, rule))
        return tuple(RoleFiller(self.grammar.phrase(head), head, rule) for _, _, head, rule in sorted(ranked))

    def _place_rank(self, draft: Draft, head: int) -> tuple[int, str]:
        top = self._top_noun(head)
        token = self.tokens[top]
        if any(h in (head, top) for h, _ in draft.recipients):
            return 1, "place acted on"
        if token.dep in ("poss", "compound", "amod", "nmod"):
            owner = token.head
            if owner in draft.triggers or any(owner == h for h, _ in draft.recipients):
                return 1, "modifier"
            return (FAR if any(owner == h for h, _ in draft.actors) else 5), "modifier of a name"
        if token.dep == "pobj":
            preposition = self.tokens[token.head]
            return self._rank_under(draft, preposition.head, preposition.lower)
        if (
            token.dep in ("nsubj", "nsubjpass")
            and self.tokens[token.head].lemma in self.finder.lexicon.groups["SAYING"]
        ):
            return FAR, ""
        if token.dep in ("npadvmod", "appos", "dobj", "nsubjpass", "conj"):
            return (3 if self.grammar.clause_of(top) == self.grammar.clause_of(draft.token) else 5), "clause"
        return 6, "sentence"

    def _top_noun(self, head: int) -> int:
        """The phrase a place name stands in: "the outskirts of Aleppo" → outskirts; the first of conjuncts."""
        token = self.tokens[head]
        for _ in range(6):
            above = self.tokens[token.head]
            if token.dep in ("conj", "appos") and above.pos in ("NOUN", "PROPN"):
                token = above
            elif (
                token.dep == "pobj" and above.lower in ("of", "in") and self.tokens[above.head].pos in ("NOUN", "PROPN")
            ):
                upper = self.tokens[above.head]
                if not self._is_spot(upper):
                    break
                token = upper
            elif token.dep in ("compound", "nmod", "amod") and self._is_spot(above) and above.pos == "NOUN":
                token = above
            else:
                break
        return token.index

    def _is_spot(self, token: Token) -> bool:
        spot = self.finder.senses.classes(token.index) & {"TERRITORY", "BUILDING", "BASE"}
        return bool(spot) or token.ent in PLACE_ENTITIES or token.lower in ("outskirts", "edge", "vicinity")

    def _rank_under(self, draft: Draft, governor: int, preposition: str) -> tuple[int, str]:
        if preposition in ("by", "with", "between", "against", "as", "like", "than"):
            return 5, f"under {preposition}"
        if governor in draft.triggers or governor == draft.verb:
            return 0, f"{preposition} under the trigger"
        if any(governor == h for h, _ in draft.recipients):
            return 1, f"{preposition} under the recipient"
        if self._is_met(governor, draft) and preposition in ("in", "at", "near", "on"):
            return 1, f"{preposition} under the recipient"
        if any(governor == h for h, _ in draft.actors):
            return 4, f"{preposition} under the actor"
        clause = self.grammar.clause_of(draft.verb if draft.verb is not None else draft.token)
        if self.grammar.clause_of(governor) == clause and self._governs_event(governor, draft):
            return 2, f"{preposition} in the clause"
        if self.grammar.is_verb(governor) and self.tokens[governor].lemma in self.finder.lexicon.groups["SAYING"]:
            return 7, f"{preposition} under the saying"
        if governor in self._verbs and self.tokens[governor].dep in ("acl", "relcl"):
            return FAR, ""  # "…, when a truce signed in Doha collapsed"
        return 5, f"{preposition} in the sentence"

    def _is_met(self, governor: int, draft: Draft) -> bool:
        """The minister of "met the minister in Oslo", who is as much a party as who met him."""
        return any(governor == h and rule == "obj" for h, rule in draft.actors)

    def _governs_event(self, governor: int, draft: Draft) -> bool:
        """Whether what a place hangs on is the clause's verb, or a noun under the event ("caused deaths in Aleppo").

        Another noun of the clause has its place for itself: "the calm in Aleppo and the talks".
        """
        if self.grammar.is_verb(governor):
            return True
        return any(
            token.index in draft.triggers or token.index == draft.verb for token in self.annotated.ancestors(governor)
        )

    # -- times ------------------------------------------------------------

    def times_of(self, draft: Draft) -> tuple[int, ...]:
        """Indices of the time expressions that say when the event was, those that hang on it first.

        Not among them: the day on which somebody spoke of it, and what belongs to another noun or clause.
        """
        ranked = []
        for number in self.times.get(self.tokens[draft.token].sentence, ()):
            head = self.time_heads[number]
            if head is not None and not self.time_mentions[number].publication:
                ranked.append(
                    (self._time_rank(draft, self.time_mentions[number], head), abs(head - draft.token), number)
                )
        return tuple(number for rank, _, number in sorted(ranked) if rank < FAR)

    def _time_rank(self, draft: Draft, time: TimeMention, head: int) -> int:
        if time.tie == "modifier":
            rank = self._rank_of_modifier(draft, time.governor)
            if rank < FAR or time.rule != "since":
                return rank
        governor = self._governor(head)
        own = {*draft.triggers, draft.verb}
        if governor in own or self._when_clause(draft, time):
            return 0
        if self._speaks(governor, draft):
            return FAR
        chain = [governor, *(token.index for token in self.annotated.ancestors(governor))]
        if not own.isdisjoint(chain):
            return 1 if self._one_happening(chain, own, below=True) else FAR
        start = draft.verb if draft.verb is not None else draft.token
        chain = [start, *(token.index for token in self.annotated.ancestors(start))]
        if governor in chain:
            return 2 if self._one_happening(chain, {governor}, below=False) else FAR
        return FAR

    def _rank_of_modifier(self, draft: Draft, noun: int) -> int:
        """ "Friday's raid": of the raid, and of what happened in it ("killed in Friday's raid")."""
        if noun == draft.token or (noun in draft.triggers and not draft.words):
            return 0
        if draft.words:
            return FAR
        for token in (self.tokens[noun], *self.annotated.ancestors(noun)):
            if token.index in draft.triggers:
                return 1
            if token.dep not in ("nsubj", "pobj", "agent") and not (token.dep == "prep" and token.lower in WITHIN):
                return FAR
        return FAR

    def _when_clause(self, draft: Draft, time: TimeMention) -> bool:
        """ "On Friday, when gunmen stormed the camp": the clause hangs on the day."""
        verb = self.tokens[draft.verb] if draft.verb is not None else None
        return (
            verb is not None
            and verb.dep == "relcl"
            and self.annotated.tokens[verb.head].start in range(time.span.start, time.span.end)
        )

    def _speaks(self, governor: int, draft: Draft) -> bool:
        """Whether what a time hangs on is the saying, not what is said."""
        token = self.tokens[governor]
        if token.lemma in self.finder.lexicon.groups["SAYING"]:
            return True
        spoken = self.finder.verb_draft(governor) if token.pos == "VERB" else None
        if spoken is not None and spoken.words:
            return True
        number = self.statement_of(draft)
        cue = self.cues[number] if number is not None else None
        return cue is not None and cue.start <= token.start < cue.end

    def _one_happening(self, chain: Sequence[int], ends: set[int | None], below: bool) -> bool:
        """Whether no clause or phrase about another moment lies between a time's governor and the event.

        below: the governor stands under the event, else over it.
        """
        for index in chain:
            if index in ends:
                return True
            token = self.tokens[index]
            if token.dep in ("ccomp", "parataxis", "csubj") or (token.dep == "xcomp" and below):
                return False
            if token.dep in ("relcl", "acl") and not (token.head in ends if below else token.tag == "VBG"):
                return False
            if token.dep == "prep" and token.lower in OTHER_MOMENT:
                return False
            if token.dep == "advcl" and any(
                kid.lower in OTHER_MOMENT for kid in self.grammar.children(index, "mark", "advmod")
            ):
                return False
        return False

    def _governor(self, head: int) -> int:
        """The verb or event noun that a time or place hangs on."""
        for token in self.annotated.ancestors(head):
            if token.pos in ("VERB", "AUX"):
                return token.index
            if token.pos in ("NOUN", "PROPN") and self.finder.senses.names_event(token.index):
                return token.index
        return head

    # -- quantities ------------------------------------------------------------

    def attach_quantities(self, drafts: Sequence[Draft]) -> None:
        """Each harm quantity to the one event of its sentence that caused it."""
        by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_sentence.setdefault(self.tokens[draft.token].sentence, []).append(draft)
        for number, quantity in enumerate(self.quantities):
            head = self.quantity_heads[number]
            if head is None:
                continue
            sentence = self.tokens[head].sentence
            cause = self._cause(quantity, head, _nearest(by_sentence.get(sentence, []), head))
            if cause is not None:
                cause.quantities.append(number)

    def _cause(self, quantity: Quantity, head: int, drafts: Sequence[Draft]) -> Draft | None:
        wanted = CAUSED_BY[quantity.kind]
        fitting = [d for d in drafts if d.type in wanted and not d.words and d.made_of is None]
        fitting = [d for d in fitting if not self.finder.by_two(d.token, head)]
        if not fitting:
            return None
        chain = [head, *(token.index for token in self.annotated.ancestors(head))]
        for index in chain:
            for draft in fitting:
                if index in draft.triggers or index == draft.verb:
                    return draft
        return min(fitting, key=lambda d: (wanted.index(d.type), abs(d.token - head)))

    # -- names, contexts, statements ------------------------------------------------------------

    def statement_of(self, draft: Draft) -> int | None:
        """The innermost statement whose content holds the trigger."""
        start = self.tokens[draft.token].start
        for part, number in self.statements:
            if part.start <= start < part.end:
                return number
        return None

    def contexts_of(self, draft: Draft) -> tuple[str, ...]:
        sentence = self.tokens[draft.token].sentence
        if sentence not in self._contexts:
            self._contexts[sentence] = self._find_contexts(sentence)
        return self._contexts[sentence]

    def _find_contexts(self, sentence: int) -> tuple[str, ...]:
        found: list[str] = []
        for token in self.annotated.sentence_tokens(sentence):
            for context in self.finder.lexicon.contexts.get(token.lemma.lower(), ()):
                if context not in found:
                    found.append(context)
        return tuple(found)

    def name_of(self, draft: Draft) -> Span | None:
        """The name of an agreement or operation: "the May 3, 2024 peace agreement", "Operation X"."""
        token = self.tokens[draft.token]
        if token.pos not in ("NOUN", "PROPN"):
            return None
        gate = self.finder.gate
        named = gate.dated(draft.token) is not None or gate.goes_by_name(draft.token) or self._proper(token)
        if draft.type is EventType.AGREE and named:
            return self._name_span(token)
        following = self.tokens[token.index + 1] if token.index + 1 < len(self.tokens) else None
        if token.text == "Operation" and following is not None and following.pos == "PROPN":
            return Span(token.start, self.tokens[token.head].end if token.dep == "compound" else following.end)
        return None

    def _proper(self, token: Token) -> bool:
        return (
            any(k.pos == "PROPN" and k.dep == "compound" for k in self.grammar.children(token.index))
            and token.text[:1].isupper()
        )

    def _name_span(self, token: Token) -> Span:
        """The phrase without article and participants in front."""
        left = [
            k
            for k in self.grammar.children(token.index)
            if k.index < token.index and k.dep in ("compound", "amod", "nmod", "nummod", "npadvmod", "poss")
        ]
        first = min(
            (self.annotated.subtree(k.index)[0] for k in left if k.dep != "poss" or k.ent == "DATE"), default=None
        )
        date = self.finder.gate.dated(token.index)
        last = token.index
        if date is not None and date > token.index:
            last = max(last, self.annotated.subtree(date)[-1])
        return Span(self.tokens[first if first is not None else token.index].start, self.tokens[last].end)

    # -- looking up ------------------------------------------------------------

    def _head_of(self, span: Span) -> int | None:
        """The token of a span whose head lies outside it."""
        at = bisect_right(self._starts, span.start) - 1
        inside = []
        while 0 <= at < len(self.tokens) and self.tokens[at].start < span.end:
            if self.tokens[at].end > span.start:
                inside.append(at)
            at += 1
        for index in inside:
            if self.tokens[index].head not in inside or self.tokens[index].head == index:
                return index
        return inside[0] if inside else None


def _nearest(drafts: Sequence[Draft], token: int) -> Sequence[Draft]:
    """Of the drafts of a sentence those around a token, where a list without a full stop holds thousands."""
    if len(drafts) <= NEAREST:
        return drafts
    return sorted(drafts, key=lambda d: abs(d.token - token))[:NEAREST]


def _on_the_spot(draft: Draft) -> bool:
    """Whether a place that is a party of the event is also where it was ("withdrew from Panama", "visited Oman")."""
    return draft.type in ON_THE_SPOT or (draft.type is EventType.CONSULT and draft.mode == "visit")


def _by_sentence(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = {}
    for sentence, item in pairs:
        grouped.setdefault(sentence, []).append(item)
    return grouped


def is_past(times: Sequence[TimeMention], indices: Sequence[int], published: str | None) -> bool:
    """Whether the best time of an event lies well before the report: another year, or more than two months."""
    for number in indices[:1]:
        time = times[number]
        if time.kind == "relative" and time.value.startswith("-"):
            return time.unit in LONG_UNITS or (time.unit == "month" and time.value not in ("-1", "-2"))
        if time.kind == "date" and published is not None and len(time.value) >= 4:
            return _older(time.value, published)
        if time.kind == "date" and published is None and len(time.value) == 4:
            return False
    return False


def _older(value: str, published: str) -> bool:
    """More than two months before the day of publication, as far as the value says."""
    try:
        year, now = int(value[:4]), int(published[:4])
    except ValueError:
        return False
    if len(value) < 7 or len(published) < 7:
        return year < now
    months = (now - year) * 12 + int(published[5:7]) - int(value[5:7])
    return months > 2


__all__ = ["Attacher", "Modality", "is_past"]
