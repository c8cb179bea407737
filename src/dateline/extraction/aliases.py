"""Where the text itself says that two names are one: acronyms in brackets, "also known as", "formerly"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, SameAs, Span
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.outlets import by_name as known_outlet
from dateline.reference.tables import read_table

_LONGEST_BRACKET = 8  # tokens
_LONGEST_CUE = 6  # tokens
_REACH = 3  # tokens between a name, the cue and the other name
_BARE_CUES = frozenset({"or", "now", "born", "formerly", "previously", "renamed", "real name"})  # need comma or bracket


@cache
def _cues() -> Mapping[tuple[str, ...], str]:
    return {tuple(row["cue"].split()): row["kind"] for row in read_table("alias_cues.tsv").rows}


@cache
def _cue_starts() -> frozenset[str]:
    return frozenset(cue[0] for cue in _cues())


def find_aliases(annotated: AnnotatedReport, mentions: Sequence[Mention]) -> tuple[SameAs, ...]:
    """All pairs, in text order."""
    ends: dict[int, Mention] = {}
    starts: dict[int, Mention] = {}
    for mention in mentions:
        if mention.kind is MentionKind.PRONOUN:
            continue
        inside = annotated.indices_in(mention.span)
        if inside:
            ends.setdefault(inside[-1], mention)
        if mention.kind is MentionKind.NAME:
            bare = annotated.indices_in(mention.name) if mention.name is not None else inside
            for index in (*inside[:1], *bare[:1]):
                starts.setdefault(index, mention)
    found = [*_in_brackets(annotated, ends, starts), *_by_cue(annotated, ends, starts)]
    return tuple(sorted(dict.fromkeys(found), key=lambda pair: (pair.left, pair.right)))


def _in_brackets(
    annotated: AnnotatedReport, ends: Mapping[int, Mention], starts: Mapping[int, Mention]
) -> list[SameAs]:
    """ "Free Eastern Forces (FEF)", "FEF (Free Eastern Forces)", "border police (X)"."""
    tokens, found = annotated.tokens, []
    for token in tokens if "(" in annotated.report.matching else ():
        left = ends.get(token.index - 1) if token.text == "(" else None
        if left is None or tokens[token.index - 1].sentence != token.sentence:
            continue
        closing = next(
            (t.index for t in tokens[token.index + 1 : token.index + _LONGEST_BRACKET] if t.text == ")"), None
        )
        if closing is None or closing == token.index + 1:
            continue
        kind, first = _cue_at(annotated, token.index + 1, closing)
        right = Span(tokens[first].start, tokens[closing - 1].end)
        if kind or _is_alias(annotated, left, right, starts.get(first)):
            acronym = _is_acronym(right.of(annotated.report.matching)) or _is_acronym(_name(annotated, left))
            found.append(SameAs(_span(left), right, kind or ("acronym" if acronym else "also-known-as")))
    return found


def _span(mention: Mention) -> Span:
    return mention.name or mention.span


def _name(annotated: AnnotatedReport, mention: Mention) -> str:
    return _span(mention).of(annotated.report.matching)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
    )


def _is_alias(annotated: AnnotatedReport, left: Mention, right: Span, mention: Mention | None) -> bool:
    """Whether brackets straight after a name hold another name of the same thing, not a credit, a party or a place."""
    text = right.of(annotated.report.matching)
    if known_outlet(text) is not None or country_of(text) or demonym_of(text):
        return False
    bodies = (EntityKind.ORGANIZATION, EntityKind.GROUP)
    if _is_acronym(text) or _is_acronym(_name(annotated, left)):
        return left.entity_kind in bodies
    if mention is None or _span(mention) != right:
        return False
    return left.entity_kind in bodies and mention.entity_kind in bodies


def _cue_at(annotated: AnnotatedReport, at: int, end: int) -> tuple[str, int]:
    """The alias cue that starts at a token, with the index of the token after it; ("", at) without one."""
    words = [t.lower for t in annotated.tokens[at : min(at + _LONGEST_CUE, end)]]
    for length in range(len(words), 0, -1):
        kind = _cues().get(tuple(words[:length]))
        if kind is not None and at + length < end:
            return kind, at + length
    return "", at


def _by_cue(annotated: AnnotatedReport, ends: Mapping[int, Mention], starts: Mapping[int, Mention]) -> list[SameAs]:
    """ "X, also known as Y", "X, formerly Y", "X, or XY,"."""
    tokens, found, cue_starts = annotated.tokens, [], _cue_starts()
    for token in tokens:
        if token.lower not in cue_starts:
            continue
        sentence = annotated.sentences[token.sentence]
        kind, after = _cue_at(annotated, token.index, sentence.last)
        if not kind:
            continue
        cue = " ".join(t.lower for t in tokens[token.index : after])
        left = next((ends[i] for i in range(token.index - 1, max(token.index - 1 - _REACH, -1), -1) if i in ends), None)
        right = next((starts[i] for i in range(after, min(after + _REACH, sentence.last)) if i in starts), None)
        if left is None or right is None or left == right or not _agree(left, right):
            continue
        if cue in _BARE_CUES and not _is_set_off(annotated, token.index, right, cue):
            continue
        found.append(SameAs(_span(left), _span(right), kind))
    return found


def _agree(left: Mention, right: Mention) -> bool:
    """A person is no body, a place no person; unknown kinds agree with all."""
    one, other = left.entity_kind, right.entity_kind
    if one is None or other is None or one is other:
        return True
    return {one, other} <= {EntityKind.ORGANIZATION, EntityKind.GROUP}


def _is_set_off(annotated: AnnotatedReport, cue_at: int, right: Mention, cue: str) -> bool:
    """Everyday words are cues only between commas or brackets ("X, or XY, said"), "or" before acronyms only."""
    tokens = annotated.tokens
    if cue_at == 0 or tokens[cue_at - 1].text not in ",(–—":
        return False
    inside = annotated.tokens_in(_span(right))
    after = tokens[inside[-1].index + 1] if inside and inside[-1].index + 1 < len(tokens) else None
    closed = after is not None and after.text in ",).;–—"
    return closed and (cue != "or" or _is_acronym(_name(annotated, right)))
