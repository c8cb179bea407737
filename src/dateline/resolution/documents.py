"""Whose document speaks: "the statement said" after "the army said in a statement"."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model import ActorRef, LinkRole, Reading, StatementMention, Token
from dateline.resolution.evidence import words

_REACH = 12  # sentences back
_DEFINITE = frozenset({"the", "this", "that"})


def author_of(
    reading: Reading, statement: int, speaker_of: Callable[[int], ActorRef | None]
) -> tuple[ActorRef, str] | None:
    """The last speaker before whose document it can be, with the reason; None where the phrase tells more."""
    mention = reading.statements[statement]
    if mention.speaker_head is None or not mention.chain or mention.chain[0].role is not LinkRole.DOCUMENT:
        return None
    tokens = reading.annotated.tokens
    noun = tokens[mention.speaker_head]
    kids = [token.lower for token in reading.annotated.children(noun.index)]
    if len(kids) != 1 or kids[0] not in _DEFINITE:
        return None
    before = [
        index
        for index, other in enumerate(reading.statements)
        if index != statement
        and other.cue is not None
        and other.cue.start < noun.start
        and mention.sentence - other.sentence <= _REACH
        and _speaks_in(reading, other, noun)
    ]
    for index in sorted(before, key=lambda i: -_cue_start(reading, i)):
        who = speaker_of(index)
        if who is not None:
            said = words(reading.annotated.report, mention.speaker) if mention.speaker else noun.text
            return who, f"{said!r} is where {who.name} spoke before"
    return None


def _cue_start(reading: Reading, statement: int) -> int:
    cue = reading.statements[statement].cue
    return cue.start if cue is not None else -1


def _speaks_in(reading: Reading, other: StatementMention, noun: Token) -> bool:
    """Whether someone speaks in a document of that name: "in a statement", "a statement by the ministry said"."""
    for step in other.chain:
        if step.venue is None:
            continue
        nouns = [t for t in reading.annotated.tokens_in(step.venue) if t.pos in ("NOUN", "PROPN")]
        if nouns and nouns[0].lemma.lower() == noun.lemma.lower():
            return True
    return False
