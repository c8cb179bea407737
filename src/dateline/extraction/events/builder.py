"""Drafts → EventMentions: spans, modes, and the modality that times and names decide."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extraction.events.attach import Attacher, is_past
from dateline.extraction.events.draft import Draft, Filler
from dateline.extraction.events.finder import VERBAL, Finder
from dateline.extraction.modality import Status
from dateline.model import EventMention, EventType, Modality, RoleFiller, Span, TimeMention

OF_SPEECH = (EventType.REQUEST, EventType.REJECT, EventType.THREATEN)
SPOKEN_OF = {
    EventType.AID: "assist",
    EventType.COOPERATE: "assist",
    EventType.SUPPORT: "assist",
    EventType.CONSULT: "meet",
    EventType.AGREE: "meet",
    EventType.RETREAT: "yield",
    EventType.CONCEDE: "yield",
}
THREATENED_WITH = {
    EventType.ASSAULT: "violence",
    EventType.SANCTION: "relations",
    EventType.COERCE: "restrict",
    EventType.PROTEST: "relations",
}
BROAD_MODES = ("firearms", "primitive", "heavy-weapons")
TELLING_MODES = ("grenade", "suicide-attack", "crowd-control", "unconventional", "heavy-weapons")


class Builder:
    """Drafts → EventMentions."""

    def __init__(self, finder: Finder, attacher: Attacher, times: Sequence[TimeMention]) -> None:
        self.finder = finder
        self.attacher = attacher
        self.times = times
        published = finder.annotated.report.published
        self.published = published.day if published is not None else None

    def mention(self, draft: Draft, status: Status) -> EventMention:
        times = self.attacher.times_of(draft)
        name = self.attacher.name_of(draft)
        mode, instruments = self._mode(draft)
        return EventMention(
            trigger=self._trigger(draft),
            trigger_token=draft.token,
            type=draft.type,
            modality=self._modality(draft, status, times, name),
            sentence=self.finder.tokens[draft.token].sentence,
            rule=draft.rule,
            mode=self._on_whom(draft, mode),
            contexts=self.attacher.contexts_of(draft),
            actors=self._fillers(draft, draft.actors),
            recipients=self._fillers(draft, draft.recipients),
            reciprocal=draft.reciprocal,
            instruments=instruments,
            places=self.attacher.places_of(draft),
            times=times,
            quantities=tuple(draft.quantities),
            statement=self.attacher.statement_of(draft),
            modality_cue=self._span(status.cue_tokens),
            modality_holder=self.finder.grammar.phrase(status.holder[0]) if status.holder else None,
            certainty=status.certainty,
            name=name,
        )

    def _trigger(self, draft: Draft) -> Span:
        tokens = [self.finder.tokens[i] for i in (draft.token, *([draft.verb] if draft.verb in draft.triggers else []))]
        return Span(min(t.start for t in tokens if t), max(t.end for t in tokens if t))

    def _span(self, indices: Sequence[int]) -> Span | None:
        return self.finder.annotated.span_of(list(indices)) if indices else None

    def _fillers(self, draft: Draft, fillers: Sequence[Filler]) -> tuple[RoleFiller, ...]:
        found = []
        for head, rule in fillers:
            titled = self.attacher.titled.get(head)
            if titled is not None:
                found.append(RoleFiller(titled.span, titled.head, rule))
                continue
            inner = self.finder.senses.counted(head)
            span = self._without_charge(draft, head, self._without_trigger(draft, self.finder.grammar.phrase(head)))
            found.append(RoleFiller(span, inner if inner is not None else head, rule))
        return tuple(found)

    def _without_charge(self, draft: Draft, head: int, span: Span) -> Span:
        """ "Accused the army of the attack": the attack is no part of the army."""
        tokens, finder = self.finder.tokens, self.finder
        for of in finder.grammar.children(head, "prep") if draft.type is EventType.ACCUSE else ():
            charged = any(finder.senses.names_event(kid.index) for kid in finder.grammar.children(of.index, "pobj"))
            if of.lower == "of" and charged and span.start < of.start < span.end:
                return Span(span.start, tokens[of.index - 1].end)
        return span

    def _without_trigger(self, draft: Draft, span: Span) -> Span:
        """A phrase in front of which words of the trigger were read ("shot dead two men")."""
        inside = self.finder.annotated.tokens_in(span)
        words = [t for t in inside if t.index not in draft.triggers or t.pos in ("NOUN", "PROPN")]
        return Span(words[0].start, span.end) if words and words[0].start != span.start else span

    # -- modality ------------------------------------------------------------

    def _modality(self, draft: Draft, status: Status, times: Sequence[int], name: Span | None) -> Modality:
        past = is_past(self.times, times, self.published)
        if past and name is not None and self.finder.gate.dated(draft.token) is not None:
            return Modality.HISTORICAL  # a deal that goes by its day was made then, whatever is still to come of it
        if status.modality not in (Modality.OCCURRED, Modality.ONGOING) and not self._cost_lives(draft, status):
            return status.modality
        if status.modality is Modality.ONGOING and not self._was(draft):
            return Modality.VERBAL if draft.words else status.modality  # "is holding a man who was kidnapped in 2022"
        if past or (name is not None and draft.verb is None):
            return Modality.HISTORICAL
        if draft.words or (draft.type in VERBAL and status.modality is Modality.OCCURRED and draft.words):
            return Modality.VERBAL
        return Modality.OCCURRED if status.modality is Modality.NEGATED else status.modality

    def _was(self, draft: Draft) -> bool:
        verb = draft.token if draft.verb is None else draft.verb
        tense = self.finder.grammar.children(verb, "aux", "auxpass")
        return not any(kid.lower in ("is", "are", "'s", "'re", "'m", "am") for kid in tense)

    def _cost_lives(self, draft: Draft, status: Status) -> bool:
        """ "A failed coup left six dead": what failed was done."""
        failed = status.modality is Modality.NEGATED and status.cue is not None and status.cue.kind == "amod"
        return failed and any(self.attacher.quantities[i].maximum != 0 for i in draft.quantities)

    # -- mode ------------------------------------------------------------

    def _mode(self, draft: Draft) -> tuple[str | None, tuple[Span, ...]]:
        """The mode by the list, else by the means in the clause, or by what is asked, refused or threatened."""
        if draft.type in OF_SPEECH:
            return self._spoken_mode(draft), ()
        around = self._means(draft)
        beside = around[1:] if draft.mode is not None else around
        said = self.finder.senses.mode(beside, draft.type)
        spans = tuple(
            self.finder.grammar.phrase(i)
            for i in around
            if i not in draft.triggers and "WEAPON" in self.finder.senses.classes(i)
        )
        if said is None:
            return draft.mode, spans
        open_to_more = draft.mode in (None, "explosives") or (draft.mode in BROAD_MODES and said[0] in TELLING_MODES)
        return (said[0] if open_to_more else draft.mode), spans

    def _on_whom(self, draft: Draft, mode: str | None) -> str | None:
        """Finer modes by who is on either side: protesters shot at, mobs, territory taken by armed groups."""
        if draft.type is not EventType.ASSAULT:
            return mode
        groups = self.finder.lexicon.groups
        done_to = {self.finder.senses.lemma(i) for i, _ in draft.recipients}
        doers = {self.finder.senses.lemma(i) for i, _ in draft.actors}
        if mode in (None, "firearms") and done_to & groups["PROTESTERS"] and not doers & groups["PROTESTERS"]:
            return "excessive-force"
        if mode in (None, "beat", "primitive") and doers & groups["MOBS"]:
            return "mob"
        if mode == "explosives" and any(i.endswith(("self", "selves")) for i in done_to):
            return "suicide-attack"  # "blew herself up"
        if mode == "territory" and any(self._without_state(i) for i, _ in draft.actors):
            return "territory-nonstate"
        return mode

    def _without_state(self, head: int) -> bool:
        words = [head, *(kid.index for kid in self.finder.grammar.children(head, "compound", "amod", "nmod"))]
        return any(self.finder.senses.lemma(i) in self.finder.lexicon.groups["NONSTATE"] for i in words)

    def _means(self, draft: Draft) -> list[int]:
        """Weapons and carriers in the clause: under "with", in front of the noun, as the subject or the thing fired."""
        grammar = self.finder.grammar
        found: list[int] = []
        heads = [draft.token, *([draft.verb] if draft.verb is not None and draft.verb != draft.token else [])]
        for head in heads:
            for preposition in ("with", "by", "from", "using"):
                found.extend(grammar.under(head, preposition))
            found.extend(kid.index for kid in grammar.children(head, "compound", "amod", "nmod", "advmod"))
            if grammar.is_verb(head):
                found.extend(grammar.objects(head))
                found.extend(grammar.surface_subject(head)[0])
                for kid in grammar.children(head, "advcl"):
                    if kid.lower in ("using", "firing", "wielding"):
                        found.extend(grammar.objects(kid.index))
        found.extend(h for h, _ in draft.actors)
        done_to = {h for h, _ in draft.recipients}  # "destroyed three tanks": not by tank
        found = [i for i in found if i not in done_to]
        for head in list(found):
            found.extend(kid.index for kid in grammar.children(head, "compound", "amod", "nmod"))
        return [draft.token, *dict.fromkeys(i for i in found if i != draft.token)]

    def _spoken_mode(self, draft: Draft) -> str | None:
        clause = self.finder.grammar.complement(draft.verb) if draft.verb is not None else None
        inner = self.finder.type_of(clause) if clause is not None else None
        if draft.made_of is not None:
            inner = draft.made_of.type
        if inner is None:
            return draft.mode
        if draft.type is EventType.THREATEN:
            return THREATENED_WITH.get(inner, draft.mode)
        return SPOKEN_OF.get(inner, "change")


__all__ = ["Builder"]
