"""Time expressions in a report, unanchored: what each says by itself.

A grammar over classes of words, not over the language model's tags, so that lower-case text and headlines read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extraction.time_grammar import parse
from dateline.extraction.time_lexer import KEYS, Lexeme, lex, may_tell_time
from dateline.extraction.time_meanings import Draft
from dateline.extraction.time_ties import tied
from dateline.model import AnnotatedReport, Span, TimeMention

_DAYLIKE = ("date", "partial", "weekday", "relative")
_SUB_DAY = ("clock", "anchored")
_BETWEEN_CLOCK_AND_DAY = frozenset(
    ("on", "of", "at", "comma", "after", "before", "in", "the", "early", "open", "close", "by", "dash")
)
_LOOSE_WORDS = frozenset(("around", "about", "shortly", "just", "hours", "approximately", "roughly"))
_DATELINE = re.compile(r"^[^a-z\n]{2,60}[^\n]{0,40}\($|^$")
_PLACE_BEFORE = re.compile(r"[^a-z\n]{3,60}, $")
_AGENCY_AFTER = re.compile(r" ?(?:\([^()\n]{2,60}\) ?)?(?:--|[-–—] )")
_LINE_END = re.compile(r"[ .]*(?:[\n\r\u2028\u2029]|$)")
_FURTHEST_DATELINE = 120  # characters into a block


def find_times(annotated: AnnotatedReport) -> tuple[TimeMention, ...]:
    """All time expressions in the dateline and the read blocks, in text order. Never raises.

    A dateline's date stands in no sentence: its `sentence` is -1.
    """
    report = annotated.report
    found = _in_dateline(annotated)
    for start, end, block_start in _stretches(annotated):
        lexemes, codes = lex(report.matching, start, end)
        if KEYS.isdisjoint(codes):
            continue
        items = _join(parse(lexemes, codes), lexemes)
        found.extend(_mention(draft, annotated, block_start) for _, _, draft in items)
    marked = _with_mastheads(annotated, sorted(found, key=lambda m: m.span))
    return tuple(m if m.publication else tied(annotated, m) for m in marked)


def _stretches(annotated: AnnotatedReport) -> Iterator[tuple[int, int, int]]:
    """Runs of sentences of one block that hold a word of time or a digit, as (start, end, start of the block)."""
    run: tuple[int, int, int, int] | None = None
    for sentence in annotated.sentences:
        if not may_tell_time([t.lower for t in annotated.tokens[sentence.first : sentence.last]]):
            continue
        if run is not None and run[2] == sentence.block and run[3] + 1 == sentence.index:
            run = (run[0], sentence.end, sentence.block, sentence.index)
            continue
        if run is not None:
            yield run[0], run[1], annotated.report.blocks[run[2]].start
        run = (sentence.start, sentence.end, sentence.block, sentence.index)
    if run is not None:
        yield run[0], run[1], annotated.report.blocks[run[2]].start


def _in_dateline(annotated: AnnotatedReport) -> list[TimeMention]:
    """The date that the dateline gives, where intake set the dateline apart from the text."""
    dateline = annotated.report.dateline
    if dateline is None or dateline.day is None or annotated.sentence_at(dateline.day.start) is not None:
        return []
    lexemes, codes = lex(annotated.report.matching, dateline.day.start, dateline.day.end)
    return [_mention(draft, annotated, dateline.span.start) for _, _, draft in parse(lexemes, codes)]


def _with_mastheads(annotated: AnnotatedReport, found: list[TimeMention]) -> tuple[TimeMention, ...]:
    """A title line above the dateline that ends with the dateline's date dates the report too, not what it tells."""
    dateline = next((m for m in found if m.publication), None)
    if dateline is None:
        return tuple(found)
    text = annotated.report.matching
    return tuple(
        replace(m, publication=True)
        if m.span.start < dateline.span.start
        and m.kind in ("date", "partial")
        and m.value[-6:] == dateline.value[-6:]
        and _LINE_END.match(text, m.span.end)
        else m
        for m in found
    )


Item = tuple[int, int, Draft]


def _join(items: list[Item], lexemes: Sequence[Lexeme]) -> list[Item]:
    """Expressions that say one time between them made one: "at 8.46am on 24 July", "from Monday to Wednesday"."""
    joined: list[Item] = []
    for item in items:
        merged = _with_clock(joined[-1], item, lexemes) if joined else None
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(item)
    return _ranges(joined, lexemes)


def _with_clock(left: Item, right: Item, lexemes: Sequence[Lexeme]) -> Item | None:
    """A day and a time of the day beside each other, or a week and its weekday, as one; None if they are not."""
    gap = lexemes[left[1] : right[0]]
    if len(gap) > 4 or not all(x.kind in _BETWEEN_CLOCK_AND_DAY or x.text.lower() in _LOOSE_WORDS for x in gap):
        return None
    a, b = left[2], right[2]
    if a.kind == "relative" and a.unit == "day" and b.kind in ("date", "partial") and _is_day(b) and not a.part:
        rule = f"{b.rule}: today" if a.value == "0" else b.rule  # "today, December 8"
        return left[0], right[1], replace(b, start=a.start, rule=rule)
    if a.kind == "relative" and a.unit == "week" and b.kind == "weekday" and not a.weekday:
        return left[0], right[1], replace(a, end=b.end, weekday=int(b.value), part=b.part, direction="")
    if a.part == "overnight" and b.kind == "weekday" and not b.part:
        return left[0], right[1], replace(b, start=a.start, part="overnight")
    day, sub = (b, a) if b.kind in _DAYLIKE else (a, b)
    if day.kind not in _DAYLIKE or not _is_day(day) or sub.kind not in _SUB_DAY or not _is_sub_day(sub):
        return None
    if day.clock or (sub.kind != "clock" and any(x.kind == "comma" for x in gap)):
        return None
    part = sub.part or day.part
    return left[0], right[1], replace(day, start=a.start, end=b.end, clock=sub.clock, part=part)


def _is_day(draft: Draft) -> bool:
    """Whether a draft says a day and nothing wider."""
    if draft.kind == "date":
        return len(draft.value) == 10
    if draft.kind == "partial":
        return len(draft.value) in (7, 5) and draft.value.count("-") >= 3
    return draft.kind == "weekday" or (draft.kind == "relative" and (draft.unit == "day" or bool(draft.weekday)))


def _is_sub_day(draft: Draft) -> bool:
    """A clock time, or a bare part of the day ("at dawn", "in the early hours")."""
    if draft.kind == "clock":
        return True
    return draft.value == "0" and draft.unit == "day" and draft.part not in ("", "earlier", "later")


def _ranges(items: list[Item], lexemes: Sequence[Lexeme]) -> list[Item]:
    """ "from A to B", "between A and B", "A-B", "since A", "until B" as one range."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        first, end, draft = items[at]
        before = lexemes[first - 1] if first else None
        following = items[at + 1] if at + 1 < len(items) else None
        if following and _spans(draft, following[2], before, lexemes[end : following[0]]):
            start = before.start if before and before.kind in ("from", "between") else draft.start
            parts = (draft, following[2])
            value = f"{draft.value}/{following[2].value}"
            item = (
                first,
                following[1],
                Draft("range", value, rule="from to", parts=parts, start=start, end=following[2].end),
            )
            found.append(item)
            at += 2
            continue
        found.append(_open_ended(items[at], before))
        at += 1
    return found


_ENDS = (*_DAYLIKE, "clock")


def _spans(a: Draft, b: Draft, before: Lexeme | None, gap: Sequence[Lexeme]) -> bool:
    """Whether A and B are the ends of one range."""
    if a.kind not in _ENDS or b.kind not in _ENDS or not 1 <= len(gap) <= 3:
        return False
    if gap[-1].text.lower() == "into" and all(x.kind == "and" for x in gap[:-1]):
        return _is_day(a) and _is_day(b)
    link = gap[0].kind
    if any(x.kind not in ("on", "the", "early", "at", "comma") for x in gap[1:]):
        return False
    if before is not None and before.kind == "between":
        return link == "and"
    if before is not None and before.kind in ("from", "since"):
        return link in ("to", "until", "dash")
    same_kind = a.kind == b.kind and not a.clock and not b.clock
    return same_kind and len(gap) == 1 and (link in ("dash", "to") or gap[0].text.lower() in ("through", "thru"))


def _open_ended(item: Item, before: Lexeme | None) -> Item:
    first, end, draft = item
    if before is None or before.kind not in ("since", "until") or draft.kind in ("vague", "range", "span-of-time"):
        return item
    value = f"{draft.value}/" if before.kind == "since" else f"/{draft.value}"
    return first, end, Draft("range", value, rule=before.kind, parts=(draft,), start=before.start, end=draft.end)


def _mention(draft: Draft, annotated: AnnotatedReport, block_start: int) -> TimeMention:
    sentence = annotated.sentence_at(draft.start)
    span = Span(draft.start, draft.end)
    return TimeMention(
        span=span,
        kind=draft.kind,
        value=draft.value,
        sentence=sentence.index if sentence else -1,
        unit=draft.unit,
        direction=draft.direction,
        part=draft.part,
        duration=draft.duration,
        rule=draft.rule,
        weekday=draft.weekday,
        clock=draft.clock,
        publication=_is_publication(annotated, span, block_start, draft.kind),
        parts=tuple(_mention(p, annotated, -1) for p in draft.parts),
    )


def _is_publication(annotated: AnnotatedReport, span: Span, block_start: int, kind: str) -> bool:
    """Whether the date stands in the dateline or opens a block ("Dec. 6: …").

    Datelines: "KABUL, Afghanistan (Sept. 1) -", "BOGOTA, 30 Aug 89 (AGENCY) --".
    """
    if kind not in ("date", "partial") or block_start < 0:
        return False
    report = annotated.report
    dateline = report.dateline
    if dateline is not None and dateline.span.overlaps(span):
        return True
    if span.start - block_start > _FURTHEST_DATELINE:
        return False
    before, after = report.matching[block_start : span.start], report.matching[span.end : span.end + _FURTHEST_DATELINE]
    if not before.strip():
        return after.startswith(":")
    if after.startswith(")"):
        return bool(_DATELINE.match(before))
    return bool(_PLACE_BEFORE.match(before) and _AGENCY_AFTER.match(after))
