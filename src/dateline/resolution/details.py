"""Details that a report gives in sentences of their own: terms of a deal, a cause, an injury, with who says so.

They hang on no word for a happening; which one they belong to is for reconciliation to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.model import (
    Detail,
    EntityKind,
    EventType,
    MentionKind,
    Modality,
    Reading,
    SayingKind,
    Sentence,
    Span,
)
from dateline.reference.details import detail_screen, find_details
from dateline.resolution.cast import Cast
from dateline.resolution.chains import chain_of
from dateline.resolution.claims import statement_ids
from dateline.resolution.evidence import quote

_OTHER_BLANK = re.compile(r"[^\S ]")
_SIGNED = frozenset({Modality.OCCURRED, Modality.HISTORICAL})
_SIGNS = re.compile(r"\bsign(?:s|ed|ing)?\b", re.IGNORECASE)
_SIGNATURES = re.compile(r"\bsignatures? of\b", re.IGNORECASE)
_NOT_ASSERTED = frozenset({SayingKind.DENIED, SayingKind.DECLINED, SayingKind.ASKED, SayingKind.URGED})


def report_details(reading: Reading, cast: Cast) -> tuple[Detail, ...]:
    """In the order of the text."""
    report = reading.annotated.report
    ids = statement_ids(reading)
    found: list[Detail] = []
    text = _OTHER_BLANK.sub(" ", report.matching)
    screen = detail_screen(text)
    for sentence in reading.annotated.sentences:
        if sentence.headline:
            continue
        for told in find_details(text[sentence.start : sentence.end], screen):
            words = Span(sentence.start + told.start, sentence.start + told.end)
            statement = _statement(reading, words)
            if statement is not None and not _asserted(reading, statement, told.field):
                continue
            found.append(_detail(reading, cast, ids, sentence, words, statement, (told.field, told.value, told.part)))
    found += _signatories(reading, cast, ids)
    ordered = sorted(found, key=lambda d: (d.words.start, d.field, d.part))
    return tuple(replace(detail, id=f"d{number}") for number, detail in enumerate(ordered, start=1))


def _signatories(reading: Reading, cast: Cast, ids: dict[int, str]) -> Iterator[Detail]:
    """The people who signed: the doers of "signed the deal", where they are people, or those behind "signatures of"."""
    persons = {entity.id: entity.name for entity in cast.entities if entity.kind is EntityKind.PERSON}
    names = [m for m in reading.mentions if m.kind is MentionKind.NAME]
    for event in reading.events:
        sentence = reading.annotated.sentences[event.sentence]
        if event.type is not EventType.AGREE or event.modality not in _SIGNED or sentence.headline:
            continue
        bears = _SIGNATURES.search(sentence.span.of(reading.annotated.report.text))
        if _SIGNS.search(event.trigger.of(reading.annotated.report.text)):
            who = [cast.who(filler.span, filler.head) for filler in (*event.actors, *event.recipients)]
            before = Span(sentence.start, event.trigger.start)
            beside = {cast.who(m.span, m.head).entity for m in names if before.contains(m.span)} & persons.keys()
            if beside - {ref.entity for ref in who}:
                continue  # of "A and B signed" the parser may have made B alone the doer
        elif bears is not None:
            behind = Span(sentence.start + bears.end(), sentence.end)
            who = [cast.who(m.span, m.head) for m in names if behind.contains(m.span)]
            who = [ref for ref in who if ref.entity in persons]
        else:
            continue
        signed = sorted({persons[ref.entity] for ref in who if ref.entity in persons})
        if signed and all(ref.entity in persons for ref in who):
            value = ("who signed", " and ".join(signed), False)
            yield _detail(reading, cast, ids, sentence, event.trigger, event.statement, value)


def _detail(
    reading: Reading,
    cast: Cast,
    ids: dict[int, str],
    sentence: Sentence,
    words: Span,
    statement: int | None,
    told: tuple[str, str, bool],
) -> Detail:
    report = reading.annotated.report
    return Detail(
        id="",
        report=report.id,
        field=told[0],
        value=told[1],
        words=quote(report, words),
        sentence=quote(report, sentence.span),
        chain=chain_of(reading, cast, statement),
        statement=None if statement is None else ids[statement],
        part=told[2],
    )


def _statement(reading: Reading, words: Span) -> int | None:
    """The innermost statement whose content holds the words."""
    holding = [
        (len(part), index)
        for index, statement in enumerate(reading.statements)
        for part in statement.content
        if part.start <= words.start < part.end
    ]
    return min(holding)[1] if holding else None


def _asserted(reading: Reading, index: int, field: str) -> bool:
    """Whether whoever makes the statement says so, in it and in those around it."""
    steps: int | None = index
    seen: set[int] = set()
    while steps is not None and steps not in seen:
        seen.add(steps)
        statement = reading.statements[steps]
        if statement.negated or statement.hypothetical or statement.kind in _NOT_ASSERTED:
            return field == "whether agreed"
        steps = statement.parent
    return True
