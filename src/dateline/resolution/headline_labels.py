"""Whose words a headline's label gives: "Envoy: We will stay" is who says the same in the body, if only one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.model import ActorRef, Reading, StatementMention
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.office_words import can_stand_for
from dateline.resolution.evidence import words

_SAME = 0.6  # share of the label's content words that the body's statement must have
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def owner_of_label(
    reading: Reading, statement: int, speaker_of: Callable[[int], ActorRef | None], titles: Mapping[str, str]
) -> tuple[ActorRef, str] | None:
    """The one speaker of the body that the label's noun fits and who says the same, with the reason; else None.

    titles: by entity, every title, office and name, as words.
    """
    label = reading.statements[statement]
    if label.rule != "label" or label.speaker is None or label.speaker_head is None:
        return None
    head = reading.annotated.tokens[label.speaker_head]
    phrase = words(reading.annotated.report, label.speaker)
    told = _content_words(reading, label)
    found: dict[str, ActorRef] = {}
    for index, other in enumerate(reading.statements):
        if index == statement or other.rule == "label" or not told:
            continue
        if len(told & _content_words(reading, other)) < _SAME * len(told):
            continue
        who = speaker_of(index)
        if who is None or who.entity is None:
            continue
        names = f"{titles.get(who.entity, '')} | {who.name}"
        if can_stand_for(head.text, names) and not _of_another_country(phrase, names, who.country):
            found.setdefault(who.entity, who)
    if len(found) != 1:
        return None
    who = next(iter(found.values()))
    return who, f"the headline's {phrase!r}: only {who.name} says the same in the body"


def _content_words(reading: Reading, statement: StatementMention) -> set[str]:
    return {
        token.lemma.lower()
        for part in statement.content
        for token in reading.annotated.tokens_in(part)
        if token.pos in _TELLING
    }


def _of_another_country(phrase: str, names: str, country: str | None) -> bool:
    own = _countries(phrase)
    others = _countries(names) | ({country} if country else set())
    return bool(own and others and not own & others)


def _countries(text: str) -> set[str]:
    found = {country_of(word) or demonym_of(word) for word in text.replace("'s", "").replace("’s", "").split()}
    return {code for code in found if code}
