"""Places in text without capitals, as older wire collections have it: "guerrillas attacked a bridge in san miguel"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extraction.place_runs import KnownNames, Run
from dateline.model import AnnotatedReport, Sentence
from dateline.reference.place_words import place_words

_SHARE = 0.02  # of words with a capital, below which capitals say nothing
_LONGEST = 4
_WELL_KNOWN = 4.3  # importance that a place needs after a preposition alone: towns of about 20 000
_BREAKS = frozenset(",;:()\"'“”")
_LITTLE = frozenset({"of", "the", "in", "on", "at", "to", "and", "a", "an", "from", "for", "by", "with", "de"})
_STARTS = frozenset({"PROPN", "NOUN", "ADJ", "X", "DET"})


def has_capitals(annotated: AnnotatedReport) -> bool:
    """Whether capitals mark names in this report."""
    words = capitals = 0
    for token in annotated.tokens:
        first = token.text[0]
        if first.isalpha():
            words += 1
            capitals += first.isupper()
            if capitals >= _SHARE * len(annotated.tokens):
                return True  # whatever follows
    return capitals >= _SHARE * words


def lower_case_places(annotated: AnnotatedReport) -> Iterator[Run]:
    """Countries anywhere; other known names after "in", "city of" and the like, or before "province"."""
    names = KnownNames(annotated)
    for sentence in annotated.sentences:
        at = sentence.first
        while at < sentence.last:
            run = _run_at(names, sentence, at)
            if run is not None:
                yield run
            at = run.last if run is not None else at + 1


def _run_at(names: KnownNames, sentence: Sentence, first: int) -> Run | None:
    tokens = names.tokens
    for last in range(min(first + _LONGEST, sentence.last), first, -1):
        if not tokens[last - 1].text[0].isalnum() or any(t.text in _BREAKS for t in tokens[first:last]):
            continue
        run = names.run(first, last)
        if run is not None and _fits(names.annotated, sentence, run):
            return run
    return None


def _is_word(text: str) -> bool:
    """Whether a lower-case word is likelier the common noun than the place: "liberation", "states", "mobile"."""
    return any(text.title() in place_words(role) for role in ("common", "tail", "name", "office", "function"))


def _fits(annotated: AnnotatedReport, sentence: Sentence, run: Run) -> bool:
    tokens = annotated.tokens
    single = run.last - run.first == 1
    if single and _is_word(run.text):
        return False
    if run.country is not None:
        return True
    first = tokens[run.first]
    if len(run.text) < 4 or first.text in _LITTLE or not (first.pos in _STARTS or first.ent in ("GPE", "LOC")):
        return False
    before = tokens[run.first - 1].lower if run.first > sentence.first else ""
    further = tokens[run.first - 2].lower if run.first - 1 > sentence.first else ""
    after = tokens[run.last].lower if run.last < sentence.last else ""
    if (before == "of" and further in place_words("of")) or after in place_words("after"):
        return True
    strong = before in place_words("strong") or f"{further} {before}" in place_words("strong")
    listed = before in (",", "and") and first.pos == "PROPN"
    if strong or listed or before in ("from", "to"):
        return run.importance >= _WELL_KNOWN and (first.pos == "PROPN" or not single or first.ent == "GPE")
    return run.importance >= _WELL_KNOWN + 1 and first.ent == "GPE"
