"""AnnotatedReport → EventMentions: what the text says happened, is happening, was said, or is only spoken of.

Verbs and nouns of the event lists are matched over the tree (frames.py, finder.py), graded for modality
(../modality.py), tied together where they tell one happening (merge.py), joined by the speech acts that the grammar
makes (acts.py) and by the dead of the sentence after (carry.py), and given places, times and quantities (attach.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extraction.events.acts import speech_acts
from dateline.extraction.events.attach import Attacher
from dateline.extraction.events.builder import Builder
from dateline.extraction.events.carry import carried_harm, is_accidental
from dateline.extraction.events.draft import Draft
from dateline.extraction.events.finder import Finder
from dateline.extraction.events.merge import absorb_purposes, is_topic, merge, violent_tensions
from dateline.extraction.modality import ModalityReader, Status
from dateline.model import (
    AnnotatedReport,
    EventMention,
    Mention,
    Modality,
    Quantity,
    StatementMention,
    TimeMention,
)
from dateline.reference.events import event_lexicon

Graded = tuple[Draft, Status]
TALK = (Modality.FEARED, Modality.CONDITIONAL, Modality.PLANNED, Modality.REQUESTED, Modality.NEGATED)
REAL = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)


def find_events(
    annotated: AnnotatedReport,
    statements: Sequence[StatementMention],
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
    mentions: Sequence[Mention],
) -> tuple[EventMention, ...]:
    """All event mentions of the read blocks, in text order. Never raises on text; indices point into the arguments."""
    lexicon = event_lexicon()
    finder = Finder(annotated, lexicon, mentions, times, statements)
    reader = ModalityReader(finder.grammar, lexicon)
    graded = _happenings(finder, reader)
    acts = speech_acts(finder, graded)
    promised = {id(act.made_of) for act in acts if act.made_of is not None and act.made_of.words}
    graded = [(draft, status) for draft, status in graded if id(draft) not in promised]  # words promised are words
    attacher = Attacher(finder, statements, times, quantities, mentions)
    attacher.attach_quantities([draft for draft, _ in graded])
    graded += _aftermath(finder, reader, graded, quantities, attacher)
    attacher.know([*(draft for draft, _ in graded), *acts])
    builder = Builder(finder, attacher, times)
    found = [builder.mention(draft, status) for draft, status in graded]
    found += [builder.mention(act, _said(reader.status(act.token, act.verb))) for act in acts]
    return tuple(sorted(found, key=lambda e: (e.trigger.start, e.trigger.end, e.type.value)))


def _happenings(finder: Finder, reader: ModalityReader) -> list[Graded]:
    """Merged drafts with their modality; what happened is never merged with what is only spoken of."""
    drafts = finder.find()
    statuses = {id(d): reader.status(d.token, d.verb) for d in drafts}
    real = [d for d in drafts if statuses[id(d)].modality in REAL]
    tensions = violent_tensions(finder, real)
    statuses |= {id(d): reader.status(d.token, d.verb) for d in tensions}
    real += [d for d in tensions if statuses[id(d)].modality in REAL]
    spoken = [d for d in drafts if statuses[id(d)].modality not in REAL]
    purposes = {key for key, status in statuses.items() if status.cue is not None and status.cue.kind == "purpose"}
    merged = absorb_purposes(finder, [*merge(finder, real), *merge(finder, spoken)], purposes)
    merged = [d for d in merged if not is_topic(finder, d, merged)]
    graded = [(d, statuses[id(d)]) for d in merged if not (d.unproven and statuses[id(d)].modality in TALK)]
    attacks = [d for d, status in graded if status.modality in REAL and not d.harm]
    return [(d, status) for d, status in graded if not (d.harm and is_accidental(finder, d, attacks))]


def _aftermath(
    finder: Finder, reader: ModalityReader, graded: Sequence[Graded], quantities: Sequence[Quantity], attacher: Attacher
) -> list[Graded]:
    """The dead and injured of sentences that name no attack, after one that does."""
    real = [draft for draft, status in graded if status.modality in REAL]
    carried = carried_harm(finder, real, quantities, attacher.quantity_heads)
    return [(d, status) for d in carried if (status := reader.status(d.token, d.verb)).modality in REAL]


def _said(status: Status) -> Status:
    return Status(Modality.VERBAL, certainty=status.certainty)


__all__ = ["find_events"]
