"""AnnotatedReport → EventMentions: what the text says happened, is happening, was said, or is only spoken of.

Verbs and nouns of the event lists are matched over the tree (frames.py, finder.py), tied together where they tell one
happening (merge.py), graded for modality (../modality.py), and given their places, times and quantities (attach.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extraction.events.acts import COOPERATIVE, HARSH, speech_acts
from dateline.extraction.events.attach import Attacher, is_past
from dateline.extraction.events.draft import Draft, Filler
from dateline.extraction.events.finder import VERBAL, Finder
from dateline.extraction.events.merge import absorb_purposes, merge
from dateline.extraction.modality import ModalityReader, Status
from dateline.model import (
    AnnotatedReport,
    EventMention,
    EventType,
    Mention,
    Modality,
    Quantity,
    RoleFiller,
    Span,
    StatementMention,
    TimeMention,
)
from dateline.reference.events import event_lexicon

OF_SPEECH = {EventType.REQUEST: "demand", EventType.REJECT: "refusal", EventType.THREATEN: "threat"}
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


def find_events(
    annotated: AnnotatedReport,
    statements: Sequence[StatementMention],
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
    mentions: Sequence[Mention],
) -> tuple[EventMention, ...]:
    """All event mentions of the read blocks, in text order. Never raises on text; indices point into the arguments."""
    lexicon = event_lexicon()
    finder = Finder(annotated, lexicon, mentions)
    reader = ModalityReader(finder.grammar, lexicon)
    drafts = finder.find()
    statuses = {id(d): reader.status(d.token, d.verb) for d in drafts}
    groups = _apart_by_modality(drafts, statuses)
    merged = [d for group in groups for d in merge(finder, group)]
    purposes = {key for key, status in statuses.items() if status.cue is not None and status.cue.kind == "purpose"}
    merged = absorb_purposes(finder, merged, purposes)
    graded = [(d, statuses[id(d)]) for d in merged if not d.unproven or statuses[id(d)].modality not in _TALK]
    acts = [(act, reader.status(act.token, act.verb)) for act in speech_acts(finder, graded)]
    attacher = Attacher(finder, statements, times, quantities, mentions)
    attacher.attach_quantities([d for d, _ in graded])
    builder = _Builder(finder, attacher, times)
    found = [builder.mention(draft, status) for draft, status in graded if not _unsupported(draft)]
    found += [builder.mention(act, Status(Modality.VERBAL, certainty=status.certainty)) for act, status in acts]
    return tuple(sorted(found, key=lambda e: (e.trigger.start, e.trigger.end, e.type.value)))


_TALK = (Modality.FEARED, Modality.CONDITIONAL, Modality.PLANNED, Modality.REQUESTED, Modality.NEGATED)
_REAL = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)


def _apart_by_modality(drafts: Sequence[Draft], statuses: dict[int, Status]) -> list[list[Draft]]:
    """What happened is never merged with what is only spoken of."""
    real = [d for d in drafts if statuses[id(d)].modality in _REAL]
    spoken = [d for d in drafts if statuses[id(d)].modality not in _REAL]
    return [real, spoken]


def _unsupported(draft: Draft) -> bool:
    """Deaths that no attack of the sentence caused are not an event of ours."""
    return draft.harm and draft.rule in ("assault: die", "assault: perish")


class _Builder:
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
            mode=mode,
            contexts=self.attacher.contexts_of(draft),
            actors=self._fillers(draft.actors),
            recipients=self._fillers(draft.recipients),
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

    def _fillers(self, fillers: Sequence[Filler]) -> tuple[RoleFiller, ...]:
        found = []
        for head, rule in fillers:
            titled = self.attacher.titled.get(head)
            if titled is not None:
                found.append(RoleFiller(titled.span, titled.head, rule))
                continue
            inner = self.finder.senses.counted(head)
            found.append(RoleFiller(self.finder.grammar.phrase(head), inner if inner is not None else head, rule))
        return tuple(found)

    # -- modality ------------------------------------------------------------

    def _modality(self, draft: Draft, status: Status, times: Sequence[int], name: Span | None) -> Modality:
        if status.modality not in (Modality.OCCURRED, Modality.ONGOING):
            return status.modality
        if is_past(self.times, times, self.published) or (name is not None and draft.verb is None):
            return Modality.HISTORICAL
        if draft.words or (draft.type in VERBAL and status.modality is Modality.OCCURRED and draft.words):
            return Modality.VERBAL
        return status.modality

    # -- mode ------------------------------------------------------------

    def _mode(self, draft: Draft) -> tuple[str | None, tuple[Span, ...]]:
        """The mode by the list, else by the means in the clause, or by what is asked, refused or threatened."""
        if draft.type in OF_SPEECH:
            return self._spoken_mode(draft), ()
        around = self._means(draft)
        said = self.finder.senses.mode(around, draft.type)
        spans = tuple(
            self.finder.grammar.phrase(i)
            for i in around
            if i not in draft.triggers and "WEAPON" in self.finder.senses.classes(i)
        )
        if said is None:
            return draft.mode, spans
        finer = draft.mode == "firearms" and said[0] in ("grenade", "crowd-control", "heavy-weapons")
        return (said[0] if draft.mode in (None, "explosives") or finer else draft.mode), spans

    def _means(self, draft: Draft) -> list[int]:
        """Weapons and carriers in the clause: under "with", in front of the noun, as the subject or the thing fired."""
        grammar = self.finder.grammar
        found: list[int] = []
        heads = [draft.token, *([draft.verb] if draft.verb is not None and draft.verb != draft.token else [])]
        for head in heads:
            for preposition in ("with", "by", "from", "using"):
                found.extend(grammar.under(head, preposition))
            found.extend(kid.index for kid in grammar.children(head, "compound", "amod", "nmod"))
            if grammar.is_verb(head):
                found.extend(grammar.objects(head))
                found.extend(grammar.surface_subject(head)[0])
                for kid in grammar.children(head, "advcl"):
                    if kid.lower in ("using", "firing", "wielding"):
                        found.extend(grammar.objects(kid.index))
        found.extend(h for h, _ in draft.actors)
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


__all__ = ["COOPERATIVE", "HARSH", "find_events"]
