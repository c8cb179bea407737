"""When something was said: the time beside the cue or the venue ("said on Tuesday", "in a statement late Monday")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Reading, Span, StatementMention, Time

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
        if mention.tie or any(part.overlaps(mention.span) for part in within):
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
