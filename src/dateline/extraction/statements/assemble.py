"""AnnotatedReport → statements: the drafts of all rules put in order, joined, and placed one inside the other."""

from __future__ import annotations

from dateline.extraction.quotes import Quotation, find_quotes
from dateline.extraction.statements.clausal import clausal_drafts
from dateline.extraction.statements.cuewords import match_verbs
from dateline.extraction.statements.direct import direct_drafts
from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.nominal import nominal_drafts
from dateline.model import (
    AnnotatedReport,
    Certainty,
    ChainStep,
    Directness,
    LinkRole,
    Mention,
    SayingKind,
    Span,
    StatementMention,
    TextFlag,
)


def find_statements(
    annotated: AnnotatedReport, mentions: tuple[Mention, ...] = ()
) -> tuple[tuple[StatementMention, ...], tuple[TextFlag, ...]]:
    """Every statement of the report in text order, and a flag for every quotation mark without a partner."""
    quotes, flags = find_quotes(annotated.report)
    matches = match_verbs(annotated)
    drafts, taken = direct_drafts(annotated, quotes, matches)
    drafts = [*drafts, *clausal_drafts(annotated, matches, taken), *nominal_drafts(annotated)]
    for draft in drafts:
        _complete_quotes(draft, quotes)
    drafts = _without_doubles(sorted(drafts, key=lambda d: (d.start, -d.end)))
    place = {id(d): n for n, d in enumerate(drafts)}
    return tuple(_statement(annotated, d, drafts, place, quotes) for d in drafts), flags


def _complete_quotes(draft: Draft, quotes: tuple[Quotation, ...]) -> None:
    """Content that ends inside a quotation it opened runs to the quotation's end (the parser stops at full stops)."""
    for n, part in enumerate(draft.content):
        for q in quotes:
            if q.depth == 0 and part.start <= q.inner.start < part.end < q.inner.end:
                draft.content[n] = Span(part.start, q.inner.end)


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        if not any(o.content == draft.content for o in kept):
            kept.append(draft)
    return kept


def _statement(
    a: AnnotatedReport, draft: Draft, drafts: list[Draft], place: dict[int, int], quotes: tuple[Quotation, ...]
) -> StatementMention:
    where = draft.cue or draft.content[0]
    sentence = a.sentence_at(where.start)
    chain = (ChainStep(LinkRole.SPEAKER, draft.speaker.span, draft.speaker.head),) if draft.speaker else ()
    return StatementMention(
        content=tuple(draft.content),
        cue=draft.cue,
        speaker=draft.speaker.span if draft.speaker else None,
        speaker_head=draft.speaker.head if draft.speaker else None,
        directness=_directness(a, draft, quotes),
        kind=draft.entry.kind if draft.entry else SayingKind.ASSERTED,
        strength=draft.entry.strength if draft.entry else Certainty.CERTAIN,
        chain=chain,
        sentence=sentence.index if sentence else 0,
        rule=draft.rule,
        addressee=draft.addressee.span if draft.addressee else None,
        parent=_parent(draft, drafts),
        continues=place.get(id(draft.continues)) if draft.continues else None,
        negated=draft.negated,
        hypothetical=draft.hypothetical,
    )


def _directness(a: AnnotatedReport, draft: Draft, quotes: tuple[Quotation, ...]) -> Directness:
    touched = [q for q in quotes if any(q.inner.overlaps(p) for p in draft.content)]
    if not touched:
        return Directness.INDIRECT
    inside = all(any(q.outer.contains(p) for q in touched) for p in draft.content)
    return Directness.DIRECT if inside else Directness.MIXED


def _parent(draft: Draft, drafts: list[Draft]) -> int | None:
    """The innermost statement whose content holds this one's content and cue."""
    best: tuple[int, int] | None = None
    spans = [*draft.content, *([draft.cue] if draft.cue else [])]
    for n, other in enumerate(drafts):
        if other is draft:
            continue
        if all(any(part.contains(s) for part in other.content) for s in spans):
            size = sum(len(p) for p in other.content)
            if best is None or size < best[0]:
                best = (size, n)
    return best[1] if best else None


__all__ = ["find_statements"]
