"""When something was said: the time beside the cue or the venue ("said on Tuesday", "in a statement late Monday")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import EventMention, Modality, Reading, Span, StatementMention, Time, TimePrecision

_DAYS = (TimePrecision.DAY, TimePrecision.DAYS)
_FIRST_PERSON = ("i", "we")
_SAME_OCCASION = 3  # sentences back
_BESIDE = ("advcl", "acl", "relcl", "prep", "npadvmod")


def saying_time(reading: Reading, anchored: Sequence[Time], statement: StatementMention) -> Time | None:
    """The time that the text gives for the saying, anchored; None where it gives none.

    anchored: parallel to `reading.times`. A time inside the content is of what is told, never of the telling; one
    inside the speaker's phrase is part of a name or of a description.
    """
    if statement.cue is None:
        return None
    of_cue = _tokens(reading, statement.cue)
    step = statement.chain[0] if statement.chain else None
    of_venue = (
        [i for span in (step.venue, step.medium) if span is not None for i in _tokens(reading, span)] if step else []
    )
    best: tuple[int, int] | None = None
    for index, mention in enumerate(reading.times):
        if mention.sentence != statement.sentence or mention.publication or mention.duration:
            continue
        within = (*statement.content, *(() if statement.speaker is None else (statement.speaker,)))
        beside_cue = mention.governor in of_cue and 0 < mention.span.start - statement.cue.end <= len(" on ")
        if mention.tie or (not beside_cue and any(part.overlaps(mention.span) for part in within)):
            continue
        rank = _rank(reading, mention.governor, of_cue, of_venue)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, index
    return anchored[best[1]] if best is not None else None


def _rank(reading: Reading, governor: int, of_cue: Sequence[int], of_venue: Sequence[int]) -> int | None:
    """0 on the cue, 1 on the venue, 2 on a participle of either ("speaking Tuesday", "aired on Sunday")."""
    if governor < 0:
        return None
    if governor in of_cue:
        return 0
    if governor in of_venue:
        return 1
    token = reading.annotated.tokens[governor]
    beside = token.dep in _BESIDE and token.tag in ("VBG", "VBN")
    return 2 if beside and token.head in (*of_cue, *of_venue) else None


def _tokens(reading: Reading, span: Span) -> list[int]:
    return [token.index for token in reading.annotated.tokens_in(span)]


# -- acts of speech ---------------------------------------------------------------------------------------------------


def time_of_speaking(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """When an act of speech was that has no day of its own: the day of the saying it is, or is told in one breath with.

    Else a guess: the day on which the same speaker said what stands in the sentences before.
    """
    if event.modality is not Modality.VERBAL:
        return None
    own = next((s for s in reading.statements if s.cue is not None and s.cue.overlaps(event.trigger)), None)
    time = saying_time(reading, anchored, own) if own is not None else None
    return time or _in_one_breath(reading, anchored, event) or _on_the_same_occasion(reading, anchored, event)


def _in_one_breath(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """ "on Tuesday voiced concern and called on both sides": the verbs before it in the row have the day."""
    token = reading.annotated.tokens[event.trigger_token]
    while token.dep == "conj" and token.head < token.index:
        token = reading.annotated.tokens[token.head]
        for mention, time in zip(reading.times, anchored, strict=True):
            if mention.governor == token.index and not mention.tie and time.precision in _DAYS:
                return replace(time, reason=f"told together with {token.text!r}; {time.reason}")
    return None


def _on_the_same_occasion(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    who = _speaker_of(reading, event)
    if who is None:
        return None
    for statement in sorted(reading.statements, key=lambda s: -s.sentence):
        if not event.sentence - _SAME_OCCASION <= statement.sentence < event.sentence:
            continue
        if statement.speaker is None or not _may_be_one(reading, who, statement.speaker):
            return None
        time = saying_time(reading, anchored, statement)
        if time is not None and time.precision in _DAYS:
            quote = time.evidence[0].quote
            reason = f"a guess: on {quote!r}, as what the same speaker said before; {time.reason}"
            return replace(time, reason=reason)
    return None


def _speaker_of(reading: Reading, event: EventMention) -> Span | None:
    """Whose act it is: the first doer; of "we urge" within a quote whoever is quoted."""
    if not event.actors:
        return None
    if reading.annotated.tokens[event.actors[0].head].lower not in _FIRST_PERSON:
        return event.actors[0].span
    return None if event.statement is None else reading.statements[event.statement].speaker


def _may_be_one(reading: Reading, who: Span, before: Span) -> bool:
    """A pronoun, after anyone; the same words; the same last name of a person."""
    inside, earlier = reading.annotated.tokens_in(who), reading.annotated.tokens_in(before)
    if not inside or not earlier:
        return False
    if len(inside) == 1 and inside[0].pos == "PRON":
        return True
    same_name = inside[-1].lower == earlier[-1].lower and "PERSON" in (inside[-1].ent, earlier[-1].ent)
    return same_name or [t.lower for t in inside] == [t.lower for t in earlier]
