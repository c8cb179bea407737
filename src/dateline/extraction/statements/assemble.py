"""AnnotatedReport → statements: the drafts of all rules put in order, joined, and placed one inside the other."""

from __future__ import annotations

from dateline.extraction.chains import carry_media
from dateline.extraction.quotes import Quotation, find_quotes
from dateline.extraction.statements.beside import TOLD_AFTER
from dateline.extraction.statements.clausal import clausal_drafts
from dateline.extraction.statements.colons import after_colon
from dateline.extraction.statements.direct import Direct, direct_drafts
from dateline.extraction.statements.draft import Draft
from dateline.extraction.statements.grammar import is_passive
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.labels import label_drafts
from dateline.extraction.statements.nominal import nominal_drafts
from dateline.extraction.statements.refusals import refusal_drafts
from dateline.extraction.statements.sourcing import credit_authors, own_links, take_cited
from dateline.extraction.statements.speakers import may_speak
from dateline.extraction.statements.titles import of_a_title
from dateline.model import (
    AnnotatedReport,
    Certainty,
    ChainStep,
    Directness,
    LinkRole,
    Mention,
    SayingKind,
    Span,
    StatementMention,
    TextFlag,
)
from dateline.reference.cues import cue_words, is_silent

_OWN_VOICE = frozenset({"i", "we", "you"})
_OBJECT_RULES = frozenset({"object", "preposition"})
_SAYING_RULES = frozenset({"clause", "clause before its cue", "parenthetical"})
_WITHOUT_CLAUSE = frozenset({"infinitive", "object", "noun of saying", "adjective of belief"})
_INTENTS = frozenset({SayingKind.PROMISED, SayingKind.BELIEVED})
_NO_ONE = frozenset({"nobody", "none"})
_AFTER = frozenset({"after", "before", "since", "by"})
_WITHHELD = frozenset({SayingKind.ASSERTED, SayingKind.CONFIRMED, SayingKind.DENIED, SayingKind.DECLINED})
_PLAIN = frozenset(
    {SayingKind.ASSERTED, SayingKind.BELIEVED, SayingKind.SPECULATED, SayingKind.CONFIRMED, SayingKind.ASKED}
)


def find_statements(
    annotated: AnnotatedReport, mentions: tuple[Mention, ...] = ()
) -> tuple[tuple[StatementMention, ...], tuple[TextFlag, ...]]:
    """Every statement of the report in text order, and a flag for every quotation mark without a partner.

    The tree alone settles spans so far; `mentions` is there for rules that need to know who is a person.
    """
    quotes, flags = find_quotes(annotated.report)
    ground = Ground.of(annotated, quotes)
    direct = direct_drafts(ground)
    lent = [*refusal_drafts(ground), *nominal_drafts(annotated)]
    indirect = _one_per_verb(clausal_drafts(ground, direct.taken), lent)
    indirect += after_colon(ground, {d.verb for d in (*direct.drafts, *indirect)})
    indirect = [d for d in indirect if not (_told_after(d, direct.drafts) or of_a_title(ground, d))]
    labels = _not_quoted(label_drafts(ground), direct.drafts)
    speakers = {d.speaker.span.start for d in labels if d.speaker}
    quoted = [d for d in _join_following(annotated, direct, indirect) if d.start not in speakers]
    drafts = take_cited(ground, [*quoted, *indirect, *labels])
    credit_authors(ground, drafts)
    for draft in drafts:
        _complete_quotes(draft, quotes)
    drafts = _without_doubles(sorted(drafts, key=_place))
    drafts = [d for d in drafts if not (_own_voice(ground, d) or _silent(annotated, d) or _nobodys(annotated, d))]
    drafts = [d for d in drafts if not (_of_the_addressed(d) or _in_passing(ground, d))]
    drafts = _without_echoes(drafts)
    return _statements(ground, drafts), flags


def _place(draft: Draft) -> tuple[int, int, int, int]:
    """By where it stands; of two that share their ends, the whole one before the one with gaps that may stand in it."""
    return (draft.start, -draft.end, -_size(draft), draft.cue.start if draft.cue else -1)


def _statements(ground: Ground, drafts: list[Draft]) -> tuple[StatementMention, ...]:
    parents = _parents(drafts)
    links = [own_links(ground, d) for d in drafts]
    chains = []
    for n in range(len(drafts)):
        chain, above = links[n], parents[n]
        while above is not None:
            chain = (*chain, *links[above])
            above = parents[above]
        chains.append(chain)
    place = {id(d): n for n, d in enumerate(drafts)}
    return tuple(
        _statement(ground, draft, parent, chain, place)
        for draft, parent, chain in zip(drafts, parents, carry_media(ground.a, chains, parents), strict=True)
    )


def _statement(
    ground: Ground, draft: Draft, parent: int | None, chain: tuple[ChainStep, ...], place: dict[int, int]
) -> StatementMention:
    sentence = ground.a.sentence_at((draft.cue or draft.content[0]).start)
    return StatementMention(
        content=tuple(draft.content),
        cue=draft.cue,
        speaker=draft.speaker.span if draft.speaker else None,
        speaker_head=draft.speaker.head if draft.speaker else None,
        directness=_directness(draft, ground.quotes),
        kind=_kind(ground, draft),
        strength=draft.entry.strength if draft.entry else Certainty.CERTAIN,
        chain=chain,
        sentence=sentence.index if sentence else 0,
        rule=draft.rule,
        addressee=draft.addressee.span if draft.addressee else None,
        parent=parent,
        continues=place.get(id(draft.continues)) if draft.continues else None,
        negated=draft.negated,
        hypothetical=draft.hypothetical,
    )


def _kind(ground: Ground, draft: Draft) -> SayingKind:
    """What the cue names; what someone did not say, confirm or deny is an answer withheld, never support."""
    if draft.rule == "label" and draft.content[-1].of(ground.a.report.matching).endswith("?"):
        return SayingKind.ASKED
    kind = draft.entry.kind if draft.entry else SayingKind.ASSERTED
    return SayingKind.DECLINED if draft.negated and kind in _WITHHELD else kind


def _join_following(a: AnnotatedReport, direct: Direct, indirect: list[Draft]) -> list[Draft]:
    """The army had left, X said. "We saw it": a quotation after a sentence that is a statement is a part of it."""
    joined = set()
    for quotation, last in direct.after:
        sentence = a.tokens[last].sentence
        said = [
            (sum(1 for _ in a.ancestors(d.verb)), d.start, d)
            for d in indirect
            if d.verb is not None and d.speaker is not None and a.tokens[d.verb].sentence == sentence
        ]
        if not said:
            continue
        host = min(said, key=lambda found: found[:2])[2]
        host.content.extend(quotation.content)
        joined.add(id(quotation))
        for draft in direct.drafts:
            if draft.continues is quotation:
                draft.continues = host
    return [d for d in direct.drafts if id(d) not in joined and d.speaker is not None]


def _complete_quotes(draft: Draft, quotes: tuple[Quotation, ...]) -> None:
    """Content that ends inside a quotation it opened runs to the quotation's end (the parser stops at full stops)."""
    for n, part in enumerate(draft.content):
        for q in quotes:
            if q.depth == 0 and part.start <= q.inner.start < part.end < q.inner.end:
                draft.content[n] = Span(part.start, q.inner.end)


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """One draft for one content: the first rule that found it."""
    seen: set[tuple[Span, ...]] = set()
    kept = []
    for draft in drafts:
        if tuple(draft.content) not in seen:
            seen.add(tuple(draft.content))
            kept.append(draft)
    return kept


def _told_after(draft: Draft, direct: list[Draft]) -> bool:
    """ "…" That was the message from X to the rebels: the noun belongs to the quotation."""
    cues = [d.cue for d in direct if d.rule == TOLD_AFTER]
    return any(draft.cue is not None and cue is not None and draft.cue.overlaps(cue) for cue in cues)


def _not_quoted(labels: list[Draft], direct: list[Draft]) -> list[Draft]:
    """Labels whose content is not a quotation that has a statement already."""
    taken = {part.start for d in direct for part in d.content}
    return [d for d in labels if not any(d.start <= start <= d.start + 1 for start in taken)]


def _one_per_verb(clausal: list[Draft], others: list[Draft]) -> list[Draft]:
    """ "raised questions about …": the noun tells more than its verb's object does."""
    lent = {d.verb for d in others if d.verb is not None}
    return [*(d for d in clausal if d.verb not in lent or d.rule not in _OBJECT_RULES), *others]


def _silent(a: AnnotatedReport, draft: Draft) -> bool:
    """ "This development raised questions": what cannot speak is no source."""
    if draft.speaker is None:
        return False
    if draft.verb is not None and not may_speak(a, draft.speaker.head):
        return True
    if draft.rule in _SAYING_RULES or (draft.verb is None and draft.rule != "according to"):
        return False
    head = a.tokens[draft.speaker.head]
    return head.pos in ("NOUN", "PRON", "DET") and is_silent(head.lemma.lower())


def _of_the_addressed(draft: Draft) -> bool:
    """ "urged the envoy to promise aid": whoever is asked or told to say something has not said it."""
    return draft.speaker is not None and draft.speaker.rule == "controlled"


def _in_passing(ground: Ground, draft: Draft) -> bool:
    """ "The deal seeks to …", "after hoping to …": wants and promises are of people and bodies, told in a clause."""
    a = ground.a
    named = draft.rule == "object" or (draft.entry is not None and "small" in draft.entry.frames)
    if named and draft.verb is not None and a.tokens[draft.verb].dep == "pcomp":
        return a.tokens[a.tokens[draft.verb].head].lower in _AFTER  # "after declaring them …": an act told in passing
    if draft.entry is None or draft.entry.kind not in _INTENTS or draft.rule not in _WITHOUT_CLAUSE:
        return False
    if draft.speaker is not None and ground.role_of(draft.speaker.head) is LinkRole.DOCUMENT:
        return True
    if draft.verb is None:
        return draft.speaker is not None and a.tokens[draft.speaker.head].pos == "PRON"  # "their promise to …"
    token = a.tokens[draft.verb]
    apart = token.tag == "VBG" and token.dep == "advcl" and a.tokens[token.index - 1].text == ","
    return token.tag in ("VB", "VBG") and not apart and a.child(token.index, "aux", "nsubj") is None


def _nobodys(a: AnnotatedReport, draft: Draft) -> bool:
    """ "Asked about the raid", "told of the attack", "no group said that": no one is credited, not even a rumour."""
    if draft.speaker is not None and _no_one(a, draft.speaker.head):
        return True
    if draft.speaker is not None or draft.entry is None or draft.verb is None:
        return False
    if draft.rule in _OBJECT_RULES and a.tokens[draft.verb].lemma.lower() in cue_words("informed"):
        return True
    return draft.entry.kind is SayingKind.ASKED or not is_passive(a, draft.verb)


def _no_one(a: AnnotatedReport, head: int) -> bool:
    return a.tokens[head].lower in _NO_ONE or any(k.lower == "no" for k in a.children(head, "det"))


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """ "He denied ordering the strike": one statement, not a second one of the order."""
    parents = _parents(drafts)
    return [d for d, parent in zip(drafts, parents, strict=True) if parent is None or not _echoes(d, drafts[parent])]


def _echoes(draft: Draft, parent: Draft) -> bool:
    if draft.speaker is None or parent.speaker is None or draft.speaker.head != parent.speaker.head:
        return False
    return parent.rule in ("gerund", "infinitive") or draft.rule in _OBJECT_RULES


def _own_voice(ground: Ground, draft: Draft) -> bool:
    """ "I think", "as you know" inside a quotation: its speaker's own voice, not a further statement."""
    if draft.entry is None or draft.speaker is None or draft.verb is None or draft.entry.kind not in _PLAIN:
        return False
    return ground.quote_at[draft.verb] >= 0 and ground.a.tokens[draft.speaker.head].lower in _OWN_VOICE


def _directness(draft: Draft, quotes: tuple[Quotation, ...]) -> Directness:
    touched = [q for q in quotes if any(q.inner.overlaps(p) for p in draft.content)]
    if draft.cue is not None:  # a quotation around the cue is someone else's
        own = any(part.contains(draft.cue) for part in draft.content)
        touched = [q for q in touched if own or not q.inner.contains(draft.cue)]
    if not touched:
        return Directness.INDIRECT
    inside = all(any(q.outer.contains(p) for q in touched) for p in draft.content)
    return Directness.DIRECT if inside else Directness.MIXED


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft, in text order, the innermost statement whose content holds its content and its cue.

    "Kiev accuses Moscow of it, a charge the Kremlin denies": the accusation does not come by way of the Kremlin.
    """
    found: list[int | None] = []
    around: list[int] = []
    for n, draft in enumerate(drafts):
        around = [m for m in around if drafts[m].end > draft.start]
        spans = [*draft.content, *([draft.cue] if draft.cue else [])]
        holders = [m for m in around if _holds(drafts[m], spans) and not _denies_it(drafts[m])]
        found.append(min(holders, key=lambda m: (_size(drafts[m]), m), default=None))
        around.append(n)
    return found


def _denies_it(draft: Draft) -> bool:
    return draft.rule == "clause before its cue" and draft.entry is not None and draft.entry.kind is SayingKind.DENIED


def _holds(outer: Draft, spans: list[Span]) -> bool:
    return all(any(part.contains(span) for part in outer.content) for span in spans)


def _size(draft: Draft) -> int:
    return sum(len(part) for part in draft.content)


__all__ = ["find_statements"]
