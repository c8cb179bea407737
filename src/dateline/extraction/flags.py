"""What is odd about a text: look-alike letters, no date, no name, comment, moods without a source, furniture, and
sentences that cannot both be true."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from dateline.model import (
    AnnotatedReport,
    BlockKind,
    Directness,
    EntityKind,
    FlagKind,
    LinkRole,
    Mention,
    MentionKind,
    Report,
    Sentence,
    Span,
    StatementMention,
    TextFlag,
)
from dateline.model.frozen import frozen
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.opinion import opinion_cues, opinion_screen

_ENOUGH = 2  # weight of opinion cues in one sentence
_QUIET_BLOCKS = frozenset({BlockKind.HEADER, BlockKind.BYLINE})
_FIGHT = frozenset({"combat", "clash", "fighting", "battle", "confrontation", "war", "hostility", "skirmish"})
_JOINT = frozenset({"joint", "jointly", "allied", "combined", "together", "side"})
_NEAR = 3  # sentences between two accounts of one thing that "the two nations" may point back over


def find_flags(
    annotated: AnnotatedReport, mentions: Sequence[Mention], statements: Sequence[StatementMention]
) -> tuple[TextFlag, ...]:
    """All flags: those on the report first, then by where they stand."""
    report = annotated.report
    able = frozenset(m.head for m in mentions if m.entity_kind is not EntityKind.PLACE)
    credited = sorted(part for s in statements if _can_speak(s, able) for part in s.content)
    own = _own_sentences(annotated, credited)
    placed = [
        *_lookalikes(report),
        *_furniture(report),
        *_comment(annotated, own),
        *_collectives(annotated, mentions, statements),
        *_sides(annotated),
    ]
    return (*_report_flags(report), *sorted(placed, key=_position))


def _position(flag: TextFlag) -> tuple[int, int, str]:
    span = flag.span or Span(0, 0)
    return span.start, span.end, flag.kind


def _report_flags(report: Report) -> Iterator[TextFlag]:
    if report.published is None:
        yield TextFlag(FlagKind.UNDATED.value, "no date of publication stands in the text or came with it")
    if report.outlet is None and not any(block.kind is BlockKind.BYLINE for block in report.blocks):
        yield TextFlag(FlagKind.UNSIGNED.value, "neither outlet nor author is named")


def _lookalikes(report: Report) -> Iterator[TextFlag]:
    for word in report.lookalikes:
        letters = [report.text[letter.start] for letter in word.letters]
        named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in letters)
        first = word.letters[0] if word.letters else None
        yield TextFlag(FlagKind.LOOKALIKE.value, f"{named} in a word matched as {word.matched_as!r}", word.span, first)


def _furniture(report: Report) -> Iterator[TextFlag]:
    for block in report.blocks:
        if not block.kind.is_read and block.kind not in _QUIET_BLOCKS:
            yield TextFlag(FlagKind.FURNITURE.value, f"{block.kind.value}, not read: {block.rule}", block.span)


# -- comment and moods ----------------------------------------------------------------------------------------------


def _own_sentences(annotated: AnnotatedReport, credited: Sequence[Span]) -> list[Sentence]:
    """The sentences that are the outlet's: not headlines, and not mostly words credited to someone."""
    held: dict[int, int] = {}
    for part in credited:
        at = part.start
        while at < part.end and (sentence := annotated.sentence_at(at)) is not None:
            end = min(part.end, sentence.end)
            held[sentence.index] = held.get(sentence.index, 0) + end - at
            at = end + 1
    return [s for s in annotated.sentences if not s.headline and 2 * held.get(s.index, 0) <= s.end - s.start]


def _can_speak(statement: StatementMention, able: Collection[int]) -> bool:
    """Whether the statement has a speaker who is no thing; a quote whose speaker is elsewhere has one too."""
    if statement.speaker is None:
        return statement.directness is not Directness.INDIRECT or statement.continues is not None
    return statement.speaker_head in able


def _comment(annotated: AnnotatedReport, own: Sequence[Sentence]) -> Iterator[TextFlag]:
    """Comment in the outlet's own voice; what people say or feel, with nobody named."""
    screen = opinion_screen(annotated.report.matching)
    for sentence in own:
        text = sentence.span.of(annotated.report.matching)
        cues = list(opinion_cues(text, screen))
        comment = [cue for cue in cues if cue.kind == "opinion"]
        if sum(cue.weight for cue in comment) >= _ENOUGH:
            words = ", ".join(repr(text[cue.start : cue.end]) for cue in comment)
            yield TextFlag(FlagKind.OPINION.value, f"comment in the outlet's own voice: {words}", sentence.span)
        mood = next((cue for cue in cues if cue.kind == "unsourced"), None)
        if mood is not None:
            span = Span(sentence.start + mood.start, sentence.start + mood.end)
            yield TextFlag(FlagKind.UNSOURCED.value, "what people say or feel, with nobody named", sentence.span, span)


def _collectives(
    annotated: AnnotatedReport, mentions: Sequence[Mention], statements: Sequence[StatementMention]
) -> Iterator[TextFlag]:
    """ "Officials have reiterated …": a collective speaks, and neither a person nor a venue is named."""
    by_head = {m.head: m for m in mentions if m.kind is MentionKind.NOMINAL}
    for statement in statements:
        speaker = by_head.get(statement.speaker_head) if statement.speaker_head is not None else None
        placed = any(step.medium or step.venue for step in statement.chain)
        rumour = any(step.role is LinkRole.RUMOUR for step in statement.chain)
        if statement.parent is not None or placed or statement.speaker is None:
            continue
        if rumour:
            yield TextFlag(FlagKind.UNSOURCED.value, "reports with nobody behind them", statement.speaker)
        elif speaker is not None and _is_collective(annotated, speaker):
            span = annotated.sentences[statement.sentence].span
            who = statement.speaker.of(annotated.report.matching)
            reason = f"{' '.join(who.split())!r}: no person, body or venue named"
            yield TextFlag(FlagKind.UNSOURCED.value, reason, span, statement.speaker)


def _is_collective(annotated: AnnotatedReport, speaker: Mention) -> bool:
    """Several unnamed people ("officials", "sources", "authorities"), not counted ones and not a named body."""
    head = annotated.tokens[speaker.head]
    if annotated.child(head.index, "nummod") is not None or head.tag not in ("NNS", "NNPS"):
        return False
    return speaker.entity_kind is EntityKind.GROUP or head.lower == "authorities"


# -- sides ----------------------------------------------------------------------------------------------------------


@frozen
class _Pair:
    """Two countries told of as one side, or as fighting each other; span: the words that say so."""

    countries: frozenset[str]
    sentence: int
    span: Span


def _sides(annotated: AnnotatedReport) -> Iterator[TextFlag]:
    """Two countries on one side in one sentence, and against each other in another."""
    joint = list(_joint(annotated))
    if not joint:
        return
    for fight in _fights(annotated):
        for pair in joint:
            apart = abs(fight.sentence - pair.sentence)
            meant = fight.countries == pair.countries or (not fight.countries and 0 < apart <= _NEAR)
            if meant and apart:
                reason = "fighting each other here, on one side in another sentence"
                yield TextFlag(FlagKind.CONTRADICTION.value, reason, fight.span, pair.span)
                break


def _nations(annotated: AnnotatedReport, indices: Sequence[int]) -> frozenset[str]:
    words = (annotated.tokens[i].text for i in indices)
    return frozenset(code for word in words if (code := demonym_of(word) or country_of(word)))


def _joint(annotated: AnnotatedReport) -> Iterator[_Pair]:
    """ "joint forces of A and B", "A troops together with B troops"."""
    for token in annotated.tokens:
        if token.lower not in _JOINT:
            continue
        if token.lower == "side" and annotated.tokens[token.index - 1].lower not in ("by", "one", "same"):
            continue
        over = token.head if token.dep == "amod" else annotated.sentences[token.sentence].root
        inside = annotated.subtree(over) if token.dep == "amod" else range(*_bounds(annotated, token.sentence))
        countries = _nations(annotated, list(inside))
        if len(countries) == 2:
            yield _Pair(countries, token.sentence, annotated.span_of(list(inside)))


def _bounds(annotated: AnnotatedReport, sentence: int) -> tuple[int, int]:
    return annotated.sentences[sentence].first, annotated.sentences[sentence].last


def _fights(annotated: AnnotatedReport) -> Iterator[_Pair]:
    """ "combat between A and B", "clashes between the two nations" (then without countries)."""
    for token in annotated.tokens:
        if token.lemma.lower() not in _FIGHT or token.pos not in ("NOUN", "PROPN"):
            continue
        between = next((kid for kid in annotated.children(token.index, "prep") if kid.lower == "between"), None)
        if between is None:
            continue
        below = annotated.subtree(between.index)
        countries = _nations(annotated, below)
        the_two = any(annotated.tokens[i].lower in ("two", "both") for i in below)
        left = [k.index for k in annotated.children(token.index, "amod", "compound") if k.index < token.index]
        if len(countries) == 2 or (not countries and the_two):
            span = annotated.span_of([*left, token.index, *_noun_phrase(annotated, below)])
            yield _Pair(countries, token.sentence, span)


def _noun_phrase(annotated: AnnotatedReport, indices: Sequence[int]) -> list[int]:
    """The start of a phrase, up to a preposition or clause after its noun."""
    kept: list[int] = []
    for index in indices:
        token = annotated.tokens[index]
        if kept and (token.dep in ("relcl", "acl") or (token.pos == "ADP" and len(kept) > 1)):
            break
        kept.append(index)
    return kept
