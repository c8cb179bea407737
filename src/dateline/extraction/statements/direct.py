"""Quotations and what stands beside them → statements.

A quotation that stands free (it opens a sentence, or follows a comma, a colon or a cue, and closes with punctuation) is
a statement or a part of one; quoted fragments belong to the clause around them and are left to the clausal rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.extraction.quotes import Quotation
from dateline.extraction.statements.beside import (
    Beside,
    cue_after,
    cue_before,
    is_denied,
    sentence_stops,
    signature,
    told_after,
    verb_after,
)
from dateline.extraction.statements.colons import may_quote
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import (
    EXPLETIVES,
    is_hypothetical,
    is_passive,
    is_verb,
    noun_phrase,
    subject,
    trim,
)
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.speakers import may_speak
from dateline.extraction.statements.titles import is_titled
from dateline.model import Span
from dateline.model.frozen import frozen
from dateline.reference.cues import cue_words

_MIN_WORDS_ALONE = 4  # a shorter quotation without any cue is a name, a title or a scare quote
_OPENERS = tuple("‘'\"“[….")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CLOSING = "”\"'’»›"
_ENDS = frozenset(".!?…")
_DASHES = ("—", "―", "–", "--", "-")
_LINK_WORDS = 3  # words that may stand between a cue clause and the rest of its quotation: ", but", ", and still"


@dataclass(slots=True)
class _State:
    """drafts: all made so far; taken: cue verbs used; last: the draft whose speaker a quoted paragraph goes on with.

    asker: the other speaker of a dialogue, whose turn it is.
    """

    ground: Ground
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    last: Draft | None = None
    asker: Draft | None = None
    waiting: list[Draft] = field(default_factory=list)
    after: list[tuple[Draft, int]] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[int]:
        return [t.index for t in self.ground.a.tokens_in(Span(start, end))] if end > start else []


@frozen
class Direct:
    """drafts: statements made of free-standing quotations; taken: the cue verbs they use. after: quotations without a
    cue, each with the last token of the sentence in front, whose statement it goes on if that sentence holds one."""

    drafts: list[Draft]
    taken: set[int]
    after: list[tuple[Draft, int]]


def direct_drafts(ground: Ground) -> Direct:
    """Statements made of free-standing quotations."""
    state = _State(ground)
    by_block: dict[int, list[Quotation]] = {}
    for quote in ground.outer_quotes:
        by_block.setdefault(quote.block, []).append(quote)
    order = [n for n, block in enumerate(ground.a.report.blocks) if block.kind.is_read]
    for place, block in enumerate(order):
        made, bare = _read_block(state, by_block.get(block, []), block)
        if place and not by_block.get(block):
            made = _displayed(state, order[place - 1], block)
            _signed(state, block)
        _settle(state, made, bare, order[place - 1] if place else None)
    kept = [d for d in state.drafts if d.speaker is not None or d.cue is not None]
    return Direct(kept, state.taken, state.after)


def _settle(state: _State, made: list[Draft], bare: list[Draft], above: int | None) -> None:
    """Finds a speaker for quoted paragraphs: a colon above, the other one's turn, the statement before or after."""
    lead = _block_lead(state, above) if bare and above is not None else None
    for draft in bare:
        if lead is not None:
            _give_cue(state, draft, lead)
            state.last, lead = draft, None
        elif state.asker is not None and not _runs_on(state, draft):
            draft.continues, draft.speaker = state.asker, state.asker.speaker
            state.last, state.asker = draft, state.last
        elif state.last is not None:
            draft.continues, draft.speaker = state.last, state.last.speaker
        else:
            state.waiting.append(draft)
    if made:
        for draft in state.waiting if made[0].rule != "signature" else ():
            draft.continues, draft.speaker = made[0], made[0].speaker
        state.waiting = []
        state.asker = state.last if state.last is not None and _answers(state, state.last, made) else None
        state.last = made[-1]
    elif not bare:
        state.last = state.asker = None
        state.waiting = []


def _runs_on(state: _State, draft: Draft) -> bool:
    return any(q.reopened and q.inner == draft.content[0] for q in state.ground.outer_quotes)


def _answers(state: _State, asked: Draft, made: list[Draft]) -> bool:
    """Whether a paragraph of one speaker answers the question of another: a dialogue, in which they take turns."""
    a, answer = state.ground.a, made[0]
    if len(made) > 1 or asked.speaker is None or answer.speaker is None or len(answer.content) > 1:
        return False
    question = asked.content[-1].of(a.report.matching).rstrip(_CLOSING)
    heads = [a.tokens[d.speaker.head] for d in (asked, answer) if d.speaker is not None]
    named = heads[1].pos != "PRON" or (
        answer.verb is not None and a.tokens[answer.verb].lemma in cue_words("answering")
    )
    return question.endswith("?") and heads[0].lower != heads[1].lower and named


def _signed(state: _State, block: int) -> None:
    """A quoted paragraph and below it, behind a dash, a name."""
    a = state.ground.a
    start, end = _bounds(state, block)
    above = state.drafts[-1] if state.drafts else None
    if above is None or above.rule != "quoted paragraph" or above.cue is not None:
        return
    front = a.report.matching[above.content[-1].end : start].strip(_CLOSING + " \n")
    indices = state.between(start, end)
    if front not in _DASHES or not indices or any(a.tokens[i].pos != "PROPN" for i in indices):
        return
    mark = a.report.matching.rindex(front, 0, start)
    above.continues, above.rule = None, "signature"
    above.speaker, above.cue = Phrase(indices[-1], a.span_of(indices), "signature"), Span(mark, mark + len(front))


def _displayed(state: _State, above: int, block: int) -> list[Draft]:
    """The governor added: — and below it a paragraph of his words without quotation marks."""
    lead = _block_lead(state, above)
    if lead is None or lead.match is None or lead.verb is None or lead.verb in state.taken:
        return []
    indices = trim(state.ground.a, state.between(*_bounds(state, block)))
    if len(indices) < _MIN_WORDS_ALONE:
        return []
    draft = Draft([state.ground.a.span_of(indices)], None, None, None, None, "")
    _give_cue(state, draft, lead)
    draft.rule = "displayed paragraph"
    state.drafts.append(draft)
    return [draft]


def _bounds(state: _State, block: int) -> tuple[int, int]:
    return state.ground.a.report.blocks[block].start, state.ground.a.report.blocks[block].end


def _read_block(state: _State, quotes: list[Quotation], block: int) -> tuple[list[Draft], list[Draft]]:
    """Drafts of one paragraph: those with a speaker of their own, and those of a paragraph of nothing but quotes."""
    own: list[Draft] = []
    bare: list[Draft] = []
    start, end = _bounds(state, block)
    draft: Draft | None = None
    early: Draft | None = None
    for place, quote in enumerate(quotes):
        before = state.between(quotes[place - 1].outer.end if place else start, quote.outer.start)
        after = state.between(quote.outer.end, quotes[place + 1].outer.start if place + 1 < len(quotes) else end)
        after = _within_bracket(state, quote, after)
        if not _stands_free(state, quote, start, end):
            found = _broken_off(state, quote, before, after, draft) or _predicate(state, quote, before)
            if found is not None:
                draft = found
                own.append(draft)
            continue
        cue = _cue_beside(state, quote, before, after)
        if cue is not None and draft is not None and _goes_on(state, quote, before, cue, draft):
            draft.content.append(quote.inner)
            state.taken.update({cue.verb} if cue.verb is not None else ())
        elif cue is not None:
            draft = _new_draft(state, quote, cue)
            own.append(draft)
            _give_back(state, early, draft)
            early = None
        elif draft is not None and _same_breath(state, before):
            draft.content.append(quote.inner)
        elif draft is not None and _is_sentence(state, quote):
            draft = _follow_up(state, quote, before, draft)
            state.drafts.append(draft)
            own.append(draft)
        elif draft is None and (_is_sentence(state, quote) or quote.reopened or quote.runs_on or state.asker):
            draft = _alone(state, quote, before, after)
            if draft is None and not place and not before and _gesture(state, after):
                early = Draft([quote.inner], None, None, None, None, "quotation before its speaker's next")
            if draft is not None:
                state.drafts.append(draft)
                (bare if draft.rule == "quoted paragraph" else own).append(draft)
    return own, bare


def _gesture(state: _State, after: list[int]) -> bool:
    """She pauses and looks away: what stands behind the quotation is about a pronoun, and no one else."""
    words = [state.ground.a.tokens[i] for i in after if state.ground.a.tokens[i].pos != "PUNCT"]
    return bool(words) and words[0].lower in ("he", "she", "they", "i") and all(w.pos != "PROPN" for w in words)


def _give_back(state: _State, early: Draft | None, draft: Draft) -> None:
    """ "I was in the kitchen." She looks away. "Then the wall was gone," says X: both are X's words."""
    if early is not None and draft.speaker is not None and draft.rule == "quotation before its cue":
        early.continues, early.speaker = draft, draft.speaker
        state.drafts.append(early)


def _within_bracket(state: _State, quote: Quotation, after: list[int]) -> list[int]:
    """Of what follows "(“a lie,” said X)" only what stands in the bracket."""
    a = state.ground.a
    if a.report.matching[: quote.outer.start][-1:] != "(":
        return after
    return [i for i in after if i < next((i for i in after if a.tokens[i].text == ")"), after[-1] + 1)]


def _goes_on(state: _State, quote: Quotation, before: list[int], cue: Beside, draft: Draft) -> bool:
    """ "The road," said Quist, "was empty, and then," she added, "the drones came": a second cue in one sentence."""
    a = state.ground.a
    opens = quote.inner.of(a.report.matching)[:1]
    pronoun = cue.speaker is not None and a.tokens[cue.speaker.head].pos == "PRON"
    behind = cue.verb is not None and a.tokens[cue.verb].start >= quote.outer.end
    broken = draft.content[-1].of(a.report.matching).rstrip(_CLOSING)[-1:] not in _ENDS
    return opens.islower() and pronoun and behind and broken and bool(before) and not sentence_stops(a, before)


def _follow_up(state: _State, quote: Quotation, before: list[int], draft: Draft) -> Draft:
    """A further quotation without a cue: of the speaker before, or of whoever the sentence between says speaks."""
    a = state.ground.a
    words = [i for i in before if a.tokens[i].pos != "PUNCT"]
    root = a.sentences[a.tokens[words[-1]].sentence].root if words else -1
    other = _sentence_subject(state, words[-1]) if root in state.ground.matches and root in before else None
    if other is None or root in state.taken or a.tokens[other.head].pos == "PRON" or not may_speak(a, other.head):
        rule = "quotation after a quotation"
        return Draft([quote.inner], None, None, None, draft.speaker, rule, continues=draft)
    made = Draft([quote.inner], None, None, None, other, "quotation after a sentence about its speaker")
    state.after.append((made, words[-1]))
    return made


def _new_draft(state: _State, quote: Quotation, cue: Beside) -> Draft:
    draft = Draft([quote.inner], None, None, None, None, "")
    _give_cue(state, draft, cue)
    state.drafts.append(draft)
    return draft


def _give_cue(state: _State, draft: Draft, cue: Beside) -> None:
    a, verb = state.ground.a, cue.verb
    draft.entry = cue.match.entry if cue.match else None
    draft.verb, draft.cue, draft.speaker, draft.rule = verb, cue.span, cue.speaker, cue.rule
    draft.relayed_by = cue.relayed_by
    if cue.speaker is not None and cue.speaker.span.of(a.report.matching).endswith(")"):
        text = cue.speaker.span.of(a.report.matching)
        if "(" not in text:
            span = Span(cue.speaker.span.start, cue.speaker.span.end - 1)
            draft.speaker = Phrase(cue.speaker.head, span, cue.speaker.rule)
    if verb is None:
        return
    state.taken.add(verb)
    draft.negated, draft.hypothetical = is_denied(state.ground, verb), is_hypothetical(a, verb)
    thing = a.child(verb, "dobj", "dative")
    if thing is not None and thing.pos in _NOMINAL and state.ground.quote_at[thing.index] < 0:
        draft.addressee = noun_phrase(a, thing.index, rule="addressee")


# -- is it a statement at all -----------------------------------------------------------------------------------------


def _stands_free(state: _State, quote: Quotation, start: int, end: int) -> bool:
    text = state.ground.a.report.matching
    front = text[start : quote.outer.start].rstrip()
    back = text[quote.outer.end : end].lstrip()
    closes = not back or back[0] in ",.!?;—―–-" or _last(state, quote) in ",.!?…—–-"
    if not closes:
        return False
    if not front or front[-1] in ".!?:,;—―–”\"'’)(…-":
        return True
    before = state.between(max(start, quote.outer.start - 40), quote.outer.start)
    if not before or before[-1] not in state.ground.matches or is_passive(state.ground.a, before[-1]):
        return False  # "would be answered “with all means”": a fragment
    return may_quote(state.ground, before[-1])


def _last(state: _State, quote: Quotation) -> str:
    """The quotation's last character, closing marks of quotations inside it left out."""
    return quote.inner.of(state.ground.a.report.matching).rstrip(_CLOSING)[-1:]


def _is_sentence(state: _State, quote: Quotation) -> bool:
    """Long enough, opened like a sentence, and not written as a title."""
    text = quote.inner.of(state.ground.a.report.matching)
    opens = text[:1].isupper() or text[:1].isdigit() or text[:1] in _OPENERS
    return len(text.split()) >= _MIN_WORDS_ALONE and opens and not is_titled(text)


def _same_breath(state: _State, before: list[int]) -> bool:
    """Nothing but the statement's own cue clause stands between its quotation and this one."""
    stops = sentence_stops(state.ground.a, before)
    return not before or not stops or stops[0] >= before[-1] - 1


def _broken_off(
    state: _State, quote: Quotation, before: list[int], after: list[int], draft: Draft | None
) -> Draft | None:
    """The strike was "a crime," X said; "I like it," he said, but "it costs too much": mixed content round a cue."""
    if draft is not None and _listed(state, quote, before, draft):
        return None
    if draft is not None and draft.verb is not None and not sentence_stops(state.ground.a, before):
        _link(state, quote, before, draft, draft.verb)
        return None
    if _last(state, quote) not in ",?!" or not before or is_titled(quote.inner.of(state.ground.a.report.matching)):
        return None
    cue = cue_after(state.ground, after, state.taken, tight=False)
    if cue is None or cue.verb is None:
        return None
    stops = sentence_stops(state.ground.a, before)
    first = (stops[-1] + 1) if stops else before[0]
    if _told_already(state, quote, range(first, before[-1] + 1)):
        return None
    made = _new_draft(state, quote, cue)
    made.content = [Span(state.ground.a.tokens[first].start, quote.inner.end)]
    made.rule = "part-quoted sentence before its cue"
    return made


def _listed(state: _State, quote: Quotation, before: list[int], draft: Draft) -> bool:
    """He listed three demands: "a truce," "an exchange" and "free passage." """
    a, last = state.ground.a, draft.content[-1].end
    gap = a.report.matching[last : quote.outer.start].strip(_CLOSING + " ,\n")
    if gap not in ("", "and", "or", "and, ", "or, ") or any(i for i in before if a.tokens[i].text in _ENDS):
        return False
    draft.content.append(quote.inner)
    return True


def _link(state: _State, quote: Quotation, before: list[int], draft: Draft, verb: int) -> None:
    """…," X said, but "…": the fragment is a part, where nothing but X's cue stands between."""
    tokens = state.ground.a.tokens
    words = [i for i in before if i > verb and tokens[i].pos != "PUNCT"]
    first = next((i for i in words if tokens[i].dep == "cc"), None)
    if first is None or first not in words[-_LINK_WORDS:] or verb not in before:
        return
    if not any(is_verb(tokens[i]) for i in words if i < first):
        draft.content.append(Span(tokens[first].start, quote.inner.end))


def _told_already(state: _State, quote: Quotation, front: range) -> bool:
    """X said A "did B," but vowed to stay: the quotation stands in the clause of a cue in front of it."""
    a = state.ground.a
    inside = a.tokens_in(quote.inner)
    clauses = [k for i in front if i in state.ground.matches for k in a.children(i, "ccomp") if k.index > i]
    return bool(inside) and any(inside[0].index in a.subtree(k.index) for k in clauses)


def _predicate(state: _State, quote: Quotation, before: list[int]) -> Draft | None:
    """The ministry "condemned in the strongest terms …": a quotation that begins with its own cue."""
    ground, a = state.ground, state.ground.a
    inside = a.tokens_in(quote.inner)
    stops = sentence_stops(a, before)
    front = [i for i in before if not stops or i > stops[-1]]
    if not inside or inside[0].index not in ground.matches or inside[0].tag not in ("VBD", "VBZ", "VBN", "VBP"):
        return None
    nouns = [
        i for i in front if a.tokens[i].pos in ("NOUN", "PROPN", "PRON") and a.tokens[i].ent not in ("DATE", "TIME")
    ]
    if not nouns or any(is_verb(a.tokens[i]) for i in front) or len(inside) < _MIN_WORDS_ALONE:
        return None
    top = next((i for i in nouns if a.tokens[i].head not in nouns), nouns[-1])
    draft = Draft([quote.inner], ground.matches[inside[0].index][0].entry, inside[0].index, inside[0].span, None, "")
    draft.speaker = noun_phrase(a, top, frozenset(t.index for t in inside), "in front of the quotation")
    draft.rule = "quoted predicate"
    state.taken.add(inside[0].index)
    state.drafts.append(draft)
    return draft


def _alone(state: _State, quote: Quotation, before: list[int], after: list[int]) -> Draft | None:
    """A quotation without a cue: of whoever the sentence before is about, or of a neighbouring paragraph's speaker."""
    a = state.ground.a
    draft = Draft([quote.inner], None, None, None, None, "quoted paragraph")
    words = [i for i in before if a.tokens[i].pos != "PUNCT"]
    if not words:
        return draft if not [i for i in after if a.tokens[i].pos != "PUNCT"] or quote.reopened else None
    if before[-1] == words[-1] or a.tokens[before[-1]].text == ",":
        return None  # "resolution 2233, “On the situation in Norland”": inside a sentence that has no cue
    draft.speaker, draft.rule = _sentence_subject(state, words[-1]), "quotation after a sentence about its speaker"
    state.after.append((draft, words[-1]))
    return draft


def _sentence_subject(state: _State, token: int) -> Phrase | None:
    a = state.ground.a
    root = a.tokens[a.sentences[a.tokens[token].sentence].root]
    found = subject(a, root.index) if is_verb(root) else None
    return None if found is None or a.tokens[found.head].lower in EXPLETIVES else found


# -- the cue ----------------------------------------------------------------------------------------------------------


def _cue_beside(state: _State, quote: Quotation, before: list[int], after: list[int]) -> Beside | None:
    """After a full stop inside the quotation the cue is looked for in front first; after a comma behind."""
    ground, taken = state.ground, state.taken
    text = ground.a.report.matching
    ended = _last(state, quote) in ".…" and text[quote.outer.end : quote.outer.end + 2].strip()[:1] != ","
    if ended:
        return (
            cue_before(ground, before, taken)
            or signature(ground, after)
            or told_after(ground, after)
            or cue_after(ground, after, taken, tight=True)
        )
    if (
        len(before) > 1
        and before[-2] in ground.matches
        and before[-2] not in taken
        and text[quote.outer.end :][:1] != ","
    ):
        front = cue_before(ground, before, taken)  # …, she said, “Stay,” and sang
        if front is not None and front.verb == before[-2]:
            return front
    behind = None if _leads_on(state, quote, after) else cue_after(ground, after, taken, tight=False)
    found = signature(ground, after) or behind or cue_before(ground, before, taken) or told_after(ground, after)
    return found or (verb_after(ground, after) if text[quote.outer.end : quote.outer.end + 1] != "." else None)


def _leads_on(state: _State, quote: Quotation, after: list[int]) -> bool:
    """ "You left us!" One woman fumed: "…": a sentence that ends in a colon is the next quotation's."""
    tokens = state.ground.a.tokens
    if not after or _last(state, quote) not in _ENDS or tokens[after[-1]].text != ":":
        return False
    return tokens[after[0]].text[:1].isupper() and not sentence_stops(state.ground.a, after)


def _block_lead(state: _State, block: int) -> Beside | None:
    """The cue in a paragraph that ends in a colon, for the quoted paragraph below it."""
    span = state.ground.a.report.blocks[block].span
    if not state.ground.a.report.matching[span.start : span.end].rstrip().endswith(":"):
        return None
    return cue_before(state.ground, state.between(span.start, span.end), state.taken)


__all__ = ["Direct", "direct_drafts"]
