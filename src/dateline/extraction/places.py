"""Where the text names places: by gazetteer and grammar, because small language models call towns persons and bodies.

A candidate is a capitalised stretch that the gazetteer has, or one that grammar makes a place ("the village of X").
What stands around it decides (`place_evidence`); the same name elsewhere in the report lends it weight.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dateline.extraction.place_evidence import Context, generic_follows, generic_precedes, weigh
from dateline.extraction.place_lower import has_capitals, lower_case_places
from dateline.extraction.place_runs import KnownNames, Run, composite, is_capital, report_text
from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, Sentence, Span
from dateline.model.frozen import frozen
from dateline.reference.countries import country_of, demonym_of, is_people, seat_of
from dateline.reference.folding import fold
from dateline.reference.place_words import place_words

_ENOUGH_KNOWN = -0.2  # log odds
_ENOUGH_UNKNOWN = -0.3
_ENOUGH_EMBEDDED = 0.0
_SHARED = 0.3  # of the best evidence for the same name elsewhere in the report
_DASHES = frozenset("-–—")
# At the start of a line or sentence: "AMMAN, Jordan, May 1 (AP) --".
_DATELINE = re.compile(
    r"(?:^|[\n\u2028\u2029]\s*|[.!?\"”]\s+)"
    r"([A-Z][A-Z.'’ -]{2,30}(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){0,2}(?:,?\s*[A-Z]\w*\.?\s\d{1,2})?"
    r"\s*(?:\([^)\n]{1,40}\))?\s*(?:--|[-–—])(?=\s))"
)


@frozen
class _Found:
    run: Run
    odds: float
    embedded: bool


def find_places(annotated: AnnotatedReport) -> tuple[Mention, ...]:
    """Every mention of a place by name, in text order. Not: nationalities, names of bodies, the dateline."""
    if not has_capitals(annotated):
        return tuple(_mention(annotated, run, "lower case") for run in lower_case_places(annotated))
    found = (f for f in _found(annotated) if not f.embedded)
    outside = (f for f in found if not _in_dateline(annotated, f.run))
    return tuple(_mention(annotated, f.run, _rule(f)) for f in outside)


def find_embedded_places(annotated: AnnotatedReport) -> tuple[Span, ...]:
    """Places inside the names of bodies ("Nairobi" of "Nairobi Hospital"): no mentions, but they say what is near."""
    if not has_capitals(annotated):
        return ()
    return tuple(_span(annotated, f.run) for f in _found(annotated) if f.embedded)


def find_dateline_places(annotated: AnnotatedReport) -> tuple[Span, ...]:
    """Places in datelines ("KABUL, Afghanistan (AP) -"): where a report was filed, not where anything happened."""
    line = annotated.report.dateline
    listed = line.places(annotated.report.matching) if line is not None else []
    if not has_capitals(annotated):
        return tuple(listed)
    spans = [_span(annotated, f.run) for f in _found(annotated) if not f.embedded and _in_dateline(annotated, f.run)]
    return tuple(sorted([*listed, *(s for s in spans if not any(s.overlaps(part) for part in listed))]))


def find_demonyms(annotated: AnnotatedReport) -> tuple[Span, ...]:
    """Nationality words ("Syrian", "Americans") that are not also a country's name, in text order."""
    tokens, found, at = annotated.tokens, [], 0
    while at < len(tokens):
        size = 0
        if is_capital(tokens[at]):
            for size in (2, 1):
                last = min(at + size, len(tokens))
                text = report_text(annotated, at, last) if tokens[last - 1].text[0].isalpha() else ""
                if demonym_of(text) and not country_of(text) and not text.startswith("The "):
                    found.append(Span(tokens[at].start, tokens[last - 1].end))
                    break
            else:
                size = 0
        at += max(size, 1)
    return tuple(found)


# -- candidates -----------------------------------------------------------------------------------------------------


def _found(annotated: AnnotatedReport) -> list[_Found]:
    """Accepted candidates in text order, not overlapping."""
    context = Context(annotated)
    settled = _settled(context)
    weighed = [(run, *weigh(context, run)) for run in _candidates(context, settled)]
    best: dict[str, float] = {}
    for run, odds, _ in weighed:
        key = fold(run.text)
        best[key] = max(best.get(key, -9.0), odds)
    found: list[_Found] = []
    after = -1
    for run, odds, embedded in weighed:
        if run.first < after:
            continue
        key = fold(run.text)
        odds += _from_elsewhere(run, odds, best[key], key in settled)
        enough = _ENOUGH_EMBEDDED if embedded else _ENOUGH_KNOWN if run.is_known else _ENOUGH_UNKNOWN
        if odds >= enough and not (embedded and not run.is_known):
            found.append(_Found(run, odds, embedded))
            after = run.last
    return found


def _from_elsewhere(run: Run, odds: float, best: float, settled: bool) -> float:
    """What the best evidence for the same name in the report adds here; all of it where grammar settled it once."""
    if settled and not run.is_known:
        return max(0.0, best - odds)
    if odds <= -2.5:
        return 0.0
    return _SHARED * max(0.0, min(best, 3.0) - max(odds, 0.0))


def _candidates(context: Context, settled: Collection[str]) -> Iterator[Run]:
    """From left to right: the whole stretch where it may be one name, a longer name that ends in a word for places, the
    longest known name, or the unknown stretch. settled: names that grammar makes a place's somewhere in the report."""
    annotated, names, at = context.annotated, context.names, 0
    for stretch in context.stretches.all:
        sentence = annotated.sentences[annotated.tokens[stretch.first].sentence]
        at = max(at, stretch.first)  # a known name may have reached into the next stretch
        while at < stretch.last:
            if at > stretch.first and not names.start(at):
                at += 1
                continue
            known = names.longest(at, sentence.last)
            longer = composite(annotated, at, known.last if known else at + 1, stretch.last)
            if longer is not None:
                yield longer
            elif (known is None or known.last < stretch.last) and (
                _is_one_name(context, at, known, stretch.last, sentence)
                or fold(report_text(annotated, at, stretch.last)) in settled
            ):
                yield _without_people(annotated, at, stretch.last)
            if known is not None:
                yield known
                at = known.last
            elif longer is not None:
                at = longer.last
            else:
                unknown = _unknown(names, at, stretch.last, sentence.last)
                if unknown is not None:
                    yield unknown
                at = unknown.last if unknown is not None else at + 1


def _settled(context: Context) -> frozenset[str]:
    """Folded stretches of several words that stand beside a word for places: "the town of Umm Dalam"."""
    annotated, found = context.annotated, set()
    for stretch in context.stretches.all:
        sentence = annotated.sentences[annotated.tokens[stretch.first].sentence]
        if stretch.last - stretch.first > 1 and _is_one_name(context, stretch.first, None, stretch.last, sentence):
            found.add(fold(report_text(annotated, stretch.first, stretch.last)))
    return frozenset(found)


def _is_one_name(context: Context, first: int, known: Run | None, limit: int, sentence: Sentence) -> bool:
    """Whether the stretch may be one place's name: "Tell Abiad", "the Bani Zeid district", "the town of Umm Rawaba"."""
    tokens = context.annotated.tokens
    if is_people(tokens[first].text) or not place_words("tail").isdisjoint([t.text for t in tokens[first:limit]]):
        return False
    if known is not None and tokens[first].text in place_words("before"):
        return True
    follows = generic_follows(context, limit, sentence.last, place_words("after-strict"))
    return follows or generic_precedes(context, first, sentence.first, place_words("of-strict"))


def _without_people(annotated: AnnotatedReport, first: int, last: int) -> Run:
    """The stretch as a name, without a nationality at its end: "Karrada Christian [neighbourhoods]"."""
    while last - 1 > first and is_people(annotated.tokens[last - 1].text):
        last -= 1
    return Run(first, last, report_text(annotated, first, last))


def _unknown(names: KnownNames, first: int, limit: int, sentence_end: int) -> Run | None:
    """The stretch from `first` up to the next known name; None for nationalities and buildings that are governments."""
    annotated, tokens, last = names.annotated, names.tokens, first + 1
    while last < limit and not (is_capital(tokens[last]) and names.longest(last, sentence_end)):
        last += 1
    while last > first + 1 and not is_capital(tokens[last - 1]):
        last -= 1
    text = report_text(annotated, first, last)
    if is_people(text) or is_people(tokens[first].text) or seat_of(text):
        return None
    return _without_people(annotated, first, last)


# -- what becomes of them -------------------------------------------------------------------------------------------


def _in_dateline(annotated: AnnotatedReport, run: Run) -> bool:
    """In the report's dateline, or in one of its own kind within the text: "AMMAN, Jordan (AP) --"."""
    span, line = _span(annotated, run), annotated.report.dateline
    if line is not None and line.span.overlaps(span):
        return True
    text, start, end = annotated.report.matching, max(0, span.start - 50), span.end + 60
    if _DASHES.isdisjoint(text[start:end]):
        return False
    return any(
        match.start(1) <= span.start and span.end <= match.end() for match in _DATELINE.finditer(text, start, end)
    )


def _rule(found: _Found) -> str:
    return f"{'gazetteer' if found.run.is_known else 'grammar'} {found.odds:+.1f}"


def _mention(annotated: AnnotatedReport, run: Run, rule: str) -> Mention:
    span = _span(annotated, run)
    inside = range(run.first, run.last)
    heads = [i for i in inside if annotated.tokens[i].head not in inside or annotated.tokens[i].head == i]
    heads = [i for i in heads if annotated.tokens[i].text[0].isalnum()] or [run.last - 1]
    return Mention(span, heads[-1], MentionKind.NAME, EntityKind.PLACE, name=span, rule=rule)


def _span(annotated: AnnotatedReport, run: Run) -> Span:
    return Span(annotated.tokens[run.first].start, annotated.tokens[run.last - 1].end)


__all__ = ["find_dateline_places", "find_demonyms", "find_embedded_places", "find_places"]
