"""A cue and a colon with words behind it that have no quotation marks: She tweeted: We stand with the people."""

from __future__ import annotations

from collections.abc import Set

from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.grammar import is_hypothetical, is_negated, is_verb, trim, verb_group
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.speakers import speaker_of

_ENDS = frozenset(".!?…")
_COLON_REACH = 3  # tokens between a cue and its colon: "wrote on X:"
_FEWEST_WORDS = 4


def after_colon(ground: Ground, used: Set[int | None]) -> list[Draft]:
    """She tweeted: We stand with the people. — a cue and a colon, and words without quotation marks."""
    a = ground.a
    found = []
    for verb in ground.matches:
        if verb in used or not may_quote(ground, verb) or a.tokens[verb].tag not in ("VBD", "VBZ", "VBG"):
            continue
        near = a.tokens[verb + 1 : verb + 2 + _COLON_REACH]
        colon = next((t for t in near if t.text == ":"), None)
        if colon is None or any(is_verb(t) or t.text in _ENDS for t in near if t.index < colon.index):
            continue
        content = _behind_colon(ground, colon.index)
        speaker, relay = speaker_of(ground, verb)
        if not content or speaker is None or speaker.head > verb:
            continue
        cue = ground.matches[verb][0]
        draft = Draft([a.span_of(content)], cue.entry, verb, verb_group(a, verb, cue.others), speaker, "after a colon")
        draft.negated, draft.hypothetical, draft.relayed_by = is_negated(a, verb), is_hypothetical(a, verb), relay
        found.append(draft)
    return found


def _behind_colon(ground: Ground, colon: int) -> list[int]:
    """The sentence behind a colon in its paragraph, unless a quotation mark stands in it."""
    a = ground.a
    sentence = a.sentences[a.tokens[colon].sentence]
    if colon + 1 == sentence.last and sentence.index + 1 < len(a.sentences):
        following = a.sentences[sentence.index + 1]
        sentence = following if following.block == sentence.block else sentence
    indices = trim(a, list(range(max(colon + 1, sentence.first), sentence.last)))
    if len(indices) < _FEWEST_WORDS or not any(is_verb(a.tokens[i]) for i in indices):
        return []
    span = a.span_of(indices)
    return [] if any(q.outer.overlaps(span) for q in ground.outer_quotes) else indices


def may_quote(ground: Ground, verb: int) -> bool:
    """Whether a verb of the lexicon can have a quotation as its content."""
    return any("quote" in m.entry.frames for m in ground.matches[verb])


__all__ = ["after_colon", "may_quote"]
