"""A source and a colon: headlines ("Ministry: 30,000 displaced", "Shelling kills four: monitor") and transcripts."""

from __future__ import annotations

from dateline.extraction.chains import is_medium
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import is_verb, trim
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, BlockKind, Span
from dateline.reference.cues import cue_words, is_silent, source_roles

_LABEL_WORDS = 6
_MARKS = frozenset({"“", '"', "''", "‘", "'", "”"})
_DASHES = frozenset({"—", "–", "-", "--"})
_TURNS = [["Q"], ["A"]]  # question and answer in a transcript


def label_drafts(ground: Ground) -> list[Draft]:
    """One draft at most per read paragraph; quotations in the label's content stay part of it."""
    a = ground.a
    drafts = []
    seen = -1
    first = True
    for sentence in a.sentences:
        if sentence.block == seen:
            continue
        seen = sentence.block
        block = a.report.blocks[seen]
        indices = [t.index for t in a.tokens_in(block.span)]
        headline = first or block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)
        first = False
        draft = _leading(ground, indices, headline) or (_trailing(a, indices) if headline else None)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _leading(ground: Ground, indices: list[int], headline: bool) -> Draft | None:
    a = ground.a
    label: list[int] = []
    around = next((q for q in ground.outer_quotes if indices and q.outer.start == a.tokens[indices[0]].start), None)
    if around is not None and around.outer.end < a.tokens[indices[-1]].start:
        return None  # "“General Hale: hold the bridge,” the order said": the colon is inside a quotation
    for n, i in enumerate(indices[: _LABEL_WORDS + 2]):
        token = a.tokens[i]
        if token.text == ":":
            return _draft(a, label, i, indices[n + 1 :], headline)
        if not (token.text in _MARKS and not label):
            label.append(i)
    return None


def _trailing(a: AnnotatedReport, indices: list[int]) -> Draft | None:
    """ "Shelling kills four in village - monitor"."""
    indices = trim(a, indices)
    for n in range(len(indices) - 2, max(len(indices) - _LABEL_WORDS - 2, 2), -1):
        token = a.tokens[indices[n]]
        if token.text == ":" or (token.text in _DASHES and a.report.matching[token.start - 1 : token.start] == " "):
            return _draft(a, indices[n + 1 :], indices[n], indices[:n], True)
    return None


def _draft(a: AnnotatedReport, label: list[int], mark: int, content: list[int], headline: bool) -> Draft | None:
    content = trim(a, content)
    if not label or len(label) > _LABEL_WORDS or len(content) < 2 or not _is_source(a, label, headline):
        return None
    speaker = Phrase(label[-1], a.span_of(label), "label")
    end = a.tokens[content[-1]].end
    return Draft([Span(a.tokens[content[0]].start, end)], None, None, a.tokens[mark].span, speaker, "label")


def _is_source(a: AnnotatedReport, label: list[int], headline: bool) -> bool:
    """A person by name or in capitals; in a headline also a body, an outlet, or a word for a source."""
    tokens = [a.tokens[i] for i in label]
    if any(is_verb(t) or t.text in (",", ";", "?") or t.pos == "NUM" for t in tokens):
        return False
    words = [t for t in tokens if t.text[:1].isalpha()]
    if [t.text for t in words] in _TURNS:
        return True
    if not words or any(t.lower in cue_words("label") for t in words):
        return False
    if all(t.text.isupper() for t in words) and len(words[-1].text) > 2:
        return len(words) <= 3
    head = tokens[-1]
    if is_silent(head.lower):
        return False
    if head.ent == "PERSON":
        return True
    if not headline:
        return False
    known = source_roles().get(head.lower) or source_roles().get(head.lemma.lower())
    return head.ent == "ORG" or known is not None or is_medium(a, head.index)


__all__ = ["label_drafts"]
