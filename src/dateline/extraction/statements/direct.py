"""Quotations and the cues that stand beside them.

A quotation that stands free (it opens a sentence, or follows a comma, a colon or a cue, and closes with punctuation) is
a statement or a part of one; quoted fragments belong to the clause around them and are left to the clausal rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.extraction.quotes import Quotation
from dateline.extraction.statements.cuewords import Match
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import (
    EXPLETIVES,
    is_hypothetical,
    is_negated,
    is_verb,
    noun_phrase,
    subject,
    verb_group,
)
from dateline.model import AnnotatedReport, Span

_STOPS = frozenset({".", "!", "?", "…", "...", ";"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LOOSE = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp", "appos", "ccomp"})
_MIN_WORDS_ALONE = 4  # a shorter quotation without any cue is a name, a title or a scare quote


@dataclass(frozen=True, slots=True)
class Beside:
    """A cue beside a quotation: its lexicon match or None (a colon, "according to"), its tokens, and whose it is."""

    span: Span
    verb: int | None
    match: Match | None
    speaker: Phrase | None
    rule: str


@dataclass(slots=True)
class _Reader:
    a: AnnotatedReport
    matches: Mapping[int, tuple[Match, ...]]
    drafts: list[Draft]
    taken: set[int]

    def between(self, start: int, end: int) -> list[int]:
        return [t.index for t in self.a.tokens_in(Span(start, end))] if end > start else []


def direct_drafts(
    a: AnnotatedReport, quotes: tuple[Quotation, ...], matches: Mapping[int, tuple[Match, ...]]
) -> tuple[list[Draft], set[int]]:
    """Statements made of free-standing quotations, and the cue verbs that they use."""
    reader = _Reader(a, matches, [], set())
    by_block: dict[int, list[Quotation]] = {}
    for quote in quotes:
        if quote.depth == 0:
            by_block.setdefault(quote.block, []).append(quote)
    order = [n for n, block in enumerate(a.report.blocks) if block.kind.is_read]
    last: Draft | None = None
    waiting: list[Draft] = []
    for place, block in enumerate(order):
        made, bare = _read_block(reader, by_block.get(block, []), block)
        lead = _block_lead(reader, order[place - 1]) if bare and place else None
        for draft in bare:
            if lead is not None and draft.speaker is None:
                _give_cue(reader, draft, lead)
                last = draft
            elif last is not None:
                draft.continues, draft.speaker = last, last.speaker
            elif draft.speaker is None:
                waiting.append(draft)
        for draft in waiting if made else ():
            draft.continues, draft.speaker = made[0], made[0].speaker
        if made:
            waiting = []
        last = made[-1] if made else (last if bare else None)
    reader.drafts = [d for d in reader.drafts if d.speaker is not None or d.cue is not None]
    return reader.drafts, reader.taken


def _read_block(reader: _Reader, quotes: list[Quotation], block: int) -> tuple[list[Draft], list[Draft]]:
    """Drafts of one paragraph: those with a cue of their own, and those of a paragraph that has nothing but quotes."""
    own: list[Draft] = []
    bare: list[Draft] = []
    start, end = reader.a.report.blocks[block].start, reader.a.report.blocks[block].end
    previous: tuple[Quotation, Draft | None] | None = None
    for place, quote in enumerate(quotes):
        before = reader.between(quotes[place - 1].outer.end if place else start, quote.outer.start)
        after = reader.between(quote.outer.end, quotes[place + 1].outer.start if place + 1 < len(quotes) else end)
        if not _stands_free(reader.a, quote, start, end, reader.matches):
            previous = None if previous is None else previous
            continue
        draft = previous[1] if previous else None
        cue = _cue_beside(reader, quote, before, after)
        if cue is not None:
            draft = _new_draft(reader, quote, cue)
            own.append(draft)
        elif draft is not None and _same_breath(reader.a, before, draft):
            draft.content.append(quote.inner)
        elif draft is not None:
            draft = Draft([quote.inner], None, None, None, draft.speaker, "quotation after a quotation", continues=draft)
            reader.drafts.append(draft)
            own.append(draft)
        elif _is_sentence(reader.a, quote):
            draft = _alone(reader, quote, before, after)
            if draft is not None:
                reader.drafts.append(draft)
                (own if draft.speaker else bare).append(draft)
        previous = (quote, draft)
    return own, bare


def _new_draft(reader: _Reader, quote: Quotation, cue: Beside) -> Draft:
    a, verb = reader.a, cue.verb
    draft = Draft([quote.inner], None, None, None, None, "")
    _give_cue(reader, draft, cue)
    if verb is not None:
        draft.negated, draft.hypothetical = is_negated(a, verb), is_hypothetical(a, verb)
        thing = a.child(verb, "dobj", "dative")
        if thing is not None and cue.match is not None and thing.pos in _NOMINAL:
            draft.addressee = noun_phrase(a, thing.index, rule="addressee")
    reader.drafts.append(draft)
    return draft


def _give_cue(reader: _Reader, draft: Draft, cue: Beside) -> None:
    draft.entry = cue.match.entry if cue.match else None
    draft.verb, draft.cue, draft.speaker, draft.rule = cue.verb, cue.span, cue.speaker, cue.rule
    if cue.verb is not None:
        reader.taken.add(cue.verb)


# -- is it a statement at all -------------------------------------------------------------------------------------------


def _stands_free(
    a: AnnotatedReport, quote: Quotation, start: int, end: int, matches: Mapping[int, tuple[Match, ...]]
) -> bool:
    text = a.report.matching
    front = text[start : quote.outer.start].rstrip()
    back = text[quote.outer.end : end].lstrip()
    closes = not back or back[0] in ",.!?;—–-" or quote.inner.of(text)[-1:] in ",.!?…—–-"
    if not closes:
        return False
    if not front or front[-1] in ".!?:,;—–”\"'’)…-":
        return True
    before = a.tokens_in(Span(max(start, quote.outer.start - 40), quote.outer.start))
    return bool(before) and before[-1].index in matches and len(quote.inner.of(text).split()) >= _MIN_WORDS_ALONE


def _is_sentence(a: AnnotatedReport, quote: Quotation) -> bool:
    words = quote.inner.of(a.report.matching)
    return len(words.split()) >= _MIN_WORDS_ALONE and (words[0].isupper() or words[0].isdigit() or words[0] in "‘'\"“[….")


def _same_breath(a: AnnotatedReport, before: list[int], draft: Draft) -> bool:
    """Nothing but the statement's own cue clause stands between its quotation and this one."""
    stops = [i for i in before if a.tokens[i].text in _STOPS]
    if not before or not stops:
        return True
    return stops[0] >= before[-1] - 1


def _alone(reader: _Reader, quote: Quotation, before: list[int], after: list[int]) -> Draft | None:
    """A quotation without a cue: of whoever the sentence before is about, or of a neighbouring paragraph's speaker."""
    a = reader.a
    draft = Draft([quote.inner], None, None, None, None, "quoted paragraph")
    words = [i for i in before if a.tokens[i].pos != "PUNCT"]
    if not words:
        return draft if not [i for i in after if a.tokens[i].pos != "PUNCT"] or quote.reopened else None
    sentence = a.sentences[a.tokens[words[-1]].sentence]
    root = a.tokens[sentence.root]
    found = subject(a, root.index) if is_verb(root) else None
    if found is None or a.tokens[found.head].lower in EXPLETIVES:
        return None
    draft.speaker, draft.rule = found, "quotation after a sentence about its speaker"
    return draft


# -- the cue ------------------------------------------------------------------------------------------------------------


def _cue_beside(reader: _Reader, quote: Quotation, before: list[int], after: list[int]) -> Beside | None:
    text = reader.a.report.matching
    last = quote.inner.of(text)[-1:]
    following = text[quote.outer.end : quote.outer.end + 2].strip()[:1]
    if last in ".…" and following not in ",":
        return _cue_before(reader, before) or _cue_after(reader, after, tight=True)
    return _cue_after(reader, after, tight=False) or _cue_before(reader, before)


def _cue_after(reader: _Reader, region: list[int], *, tight: bool) -> Beside | None:
    """ "…," X said / said X / according to X. tight: the quotation ended with a full stop, so nothing may follow."""
    a = reader.a
    stop = next((n for n, i in enumerate(region) if a.tokens[i].text in _STOPS), len(region))
    region = region[:stop]
    for i in region:
        token = a.tokens[i]
        if token.lower == "according":
            return _according(a, i)
        if not is_verb(token) or token.dep in ("aux", "auxpass") or token.dep in ("relcl", "acl") and i not in reader.matches:
            continue
        match = _quoting(reader, i)
        if match is None or i in reader.taken:
            if token.dep in _LOOSE and a.tokens[token.head].index in region:
                continue
            return None
        speaker = _near_subject(a, i, region)
        if speaker is None or (tight and a.child(i, "ccomp", "xcomp") is not None and i < a.child(i, "ccomp", "xcomp").index):
            return None
        return Beside(verb_group(a, i, match.others), i, match, speaker, "quotation before its cue")
    return None


def _cue_before(reader: _Reader, region: list[int]) -> Beside | None:
    """X said: "…", X said, "…", According to X, "…"."""
    a = reader.a
    if not region:
        return None
    colon = a.tokens[region[-1]].text == ":"
    stops = [n for n, i in enumerate(region) if a.tokens[i].text in _STOPS]
    region = region[stops[-1] + 1 :] if stops else region
    for i in reversed(region):
        token = a.tokens[i]
        if token.lower == "according":
            return _according(a, i)
        if not is_verb(token) or token.dep in ("aux", "auxpass"):
            continue
        match = _quoting(reader, i)
        if match is not None and i not in reader.taken:
            if any(k.index > i for k in a.children(i, "ccomp") if k.index in region):
                return None
            speaker = subject(a, i) or _near_subject(a, i, region)
            return Beside(verb_group(a, i, match.others), i, match, speaker, "quotation after its cue")
        if not colon and token.dep not in _LOOSE:
            return None
    return _colon(a, region) if colon else None


def _colon(a: AnnotatedReport, region: list[int]) -> Beside | None:
    """A sentence without a cue verb that ends in a colon: its subject speaks ("He took to Telegram: …")."""
    verb = next((i for i in region if is_verb(a.tokens[i]) and a.child(i, "nsubj") is not None), None)
    if verb is not None:
        speaker = subject(a, verb)
        if speaker is not None and a.tokens[speaker.head].lower not in EXPLETIVES:
            return Beside(verb_group(a, verb), None, None, speaker, "sentence ending in a colon")
        return None
    nouns = [i for i in region if a.tokens[i].pos in _NOMINAL]
    if nouns and len(region) <= 8:
        head = a.tokens[nouns[-1]]
        speaker = noun_phrase(a, head.index, rule="name and colon")
        return Beside(a.tokens[region[-1]].span, None, None, speaker, "name and colon")
    return None


def _block_lead(reader: _Reader, block: int) -> Beside | None:
    """The cue in a paragraph that ends in a colon, for the quoted paragraph below it."""
    span = reader.a.report.blocks[block].span
    if not reader.a.report.matching[span.start : span.end].rstrip().endswith(":"):
        return None
    return _cue_before(reader, reader.between(span.start, span.end))


def _quoting(reader: _Reader, index: int) -> Match | None:
    readings = reader.matches.get(index, ())
    return next((m for m in readings if m.entry.frames & {"quote", "that"}), None)


def _according(a: AnnotatedReport, index: int) -> Beside | None:
    to = next((t for t in a.tokens[index + 1 : index + 2] if t.lower == "to"), None)
    if to is None:
        return None
    noun = a.child(to.index, "pobj") or a.child(index, "pobj")
    if noun is None:
        return None
    speaker = noun_phrase(a, noun.index, rule="according to")
    return Beside(Span(a.tokens[index].start, to.end), None, None, speaker, "according to")


def _near_subject(a: AnnotatedReport, verb: int, region: list[int]) -> Phrase | None:
    """The subject by the tree, if it stands outside the quotation; else the nearest noun phrase before or behind."""
    found = subject(a, verb)
    inside = set(region)
    if found is not None and found.head in inside:
        return found
    front = [i for i in region if i < verb and a.tokens[i].pos in _NOMINAL]
    if front:
        top = [i for i in front if a.tokens[i].head not in front] or front
        return noun_phrase(a, top[0], frozenset(a.subtree(verb)) - set(front), "noun before the cue")
    back = [i for i in region if i > verb]
    for i in back:
        token = a.tokens[i]
        if token.pos in _NOMINAL and token.dep not in ("compound", "poss", "nmod"):
            return noun_phrase(a, i, rule="noun behind the cue")
        if token.pos in ("ADP", "VERB", "AUX", "SCONJ") or token.text in _STOPS:
            return found
    return found


__all__ = ["direct_drafts"]
