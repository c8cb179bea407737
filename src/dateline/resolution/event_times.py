"""The time of an event, chosen among those in reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import EventMention, Modality, Reading, Time, TimePrecision

_CARRIES = (Modality.OCCURRED, Modality.ONGOING)


def event_time(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """The time of an event: the best of its own expressions, else one carried over and marked so, else None.

    Its own: the first that resolves, best first; if none does, the first as it is, unknown with its reason. Carried
    over only to what is told as news (never to what is recalled, planned or denied), from the rest of the sentence or
    from the sentence before in the same paragraph, when these name one time only.
    """
    own = [i for i in event.times if not reading.times[i].publication]
    for index in own:
        if anchored[index].start is not None or anchored[index].end is not None:
            return anchored[index]
    if own:
        return anchored[own[0]]
    if event.modality not in _CARRIES:
        return None
    for sentence, words in ((event.sentence, "the same sentence"), (event.sentence - 1, "the sentence before")):
        time = _only_time(reading, anchored, event, sentence)
        if time is not None:
            return replace(time, reason=f"carried over from {words}: {time.evidence[0].quote!r}; {time.reason}")
    return None


def _only_time(reading: Reading, anchored: Sequence[Time], event: EventMention, sentence: int) -> Time | None:
    """The one time of day precision named in a sentence of the event's paragraph, on the same side of a quote."""
    sentences = reading.annotated.sentences
    if sentence < 0 or sentences[sentence].block != sentences[event.sentence].block:
        return None
    near = [
        anchored[i]
        for i, mention in enumerate(reading.times)
        if mention.sentence == sentence
        and not mention.publication
        and anchored[i].start is not None
        and anchored[i].precision in (TimePrecision.DAY, TimePrecision.DAYS)
        and _inside_statement(reading, mention.span.start) == (event.statement is not None)
    ]
    return near[0] if near and len({(t.start, t.end) for t in near}) == 1 else None


def _inside_statement(reading: Reading, offset: int) -> bool:
    return any(part.start <= offset < part.end for s in reading.statements for part in s.content)
