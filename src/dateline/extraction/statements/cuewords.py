"""Where cue verbs of the lexicon stand in a report."""

from __future__ import annotations

from dateline.extraction.statements.grammar import is_verb
from dateline.model import AnnotatedReport
from dateline.model.frozen import frozen
from dateline.reference.cues import Cue, cues, verb_forms

_REACH = 5  # tokens between a verb and the last word of "make it clear", "lash out at"


@frozen
class Match:
    """A cue verb: its token, its lexicon entry, and the tokens of the entry's other words."""

    verb: int
    entry: Cue
    others: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        return self.others[-1] if self.others else self.verb


def match_verbs(a: AnnotatedReport) -> dict[int, tuple[Match, ...]]:
    """Cue verbs by token, in text order; for each the readings that fit, entries of most words first."""
    lexicon, forms = cues("verb"), verb_forms()
    found: dict[int, tuple[Match, ...]] = {}
    for token in a.tokens:
        if not is_verb(token):
            continue
        entries = lexicon.get(token.lemma.lower()) or lexicon.get(forms.get(token.lower, ""))
        if not entries:
            continue
        fitting = tuple(m for entry in entries if (m := _fit(a, token.index, entry)))
        if fitting:
            found[token.index] = fitting
    return found


def _fit(a: AnnotatedReport, verb: int, entry: Cue) -> Match | None:
    if len(entry.words) == 1:
        return Match(verb, entry)
    at = verb
    others: list[int] = []
    limit = min(verb + _REACH, a.sentences[a.tokens[verb].sentence].last)
    for word in entry.words[1:]:
        at = next((i for i in range(at + 1, limit) if a.tokens[i].lower == word and _under(a, i, verb, others)), -1)
        if at < 0:
            return None
        others.append(at)
    return Match(verb, entry, tuple(others))


def _under(a: AnnotatedReport, index: int, verb: int, others: list[int]) -> bool:
    head = a.tokens[index].head
    return head == verb or head in others


__all__ = ["Match", "match_verbs"]
