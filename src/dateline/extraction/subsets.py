"""Parts of a count told beside it: "12 people, three of them children", "including two women"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from dateline.extraction.counts import Count, count_in
from dateline.extraction.groups import Group, read_group
from dateline.extraction.harm_drafts import HarmDraft, who_of
from dateline.extraction.harm_roles import right_of
from dateline.model import AnnotatedReport, HarmKind, Span, Token
from dateline.reference.harms import harm_words

_WHOLE = frozenset(("them", "whom", "those", "these", "which"))
_THE_HARMED = frozenset(("dead", "victims", "killed", "wounded", "injured", "casualties", "fatalities", "deaths"))
SUBSET_LINKS = frozenset(("including", "among", "of", "included", "include"))
_RAISED_BY = frozenset(("after", "as", "when"))
_LOOK_BACK = 12  # drafts, so two sentences or so


def subsets_in(
    annotated: AnnotatedReport, links: Sequence[Token], drafts: Sequence[HarmDraft], here: int
) -> Iterator[HarmDraft]:
    """The parts told in a sentence of counts told in it (from index `here` on) or shortly before.

    links: the sentence's words of `SUBSET_LINKS`.
    """
    for token in links:
        part = _of_them(annotated, token) if token.lower == "of" else _listed(annotated, token)
        part = part or _of_the_counted(annotated, token)
        if part is None or _told_already(part.count, drafts[here:]):
            continue
        kind = _kind_named(annotated, token)
        parent = _parent(annotated, part.count, token, drafts, here, kind)
        rule = f"part: {token.lower}"
        if parent is not None:
            who = who_of(annotated, part) if token.lower != "of" else part.victims
            yield HarmDraft(drafts[parent].kind, part.count, who, part.head, token.index, rule, parent=parent)
            for other in _beside_them(annotated, token) if token.lower == "of" else ():
                who = who_of(annotated, other)
                yield HarmDraft(drafts[parent].kind, other.count, who, other.head, token.index, rule, parent=parent)
        elif kind is not None:
            yield HarmDraft(kind, part.count, who_of(annotated, part), part.head, token.index, rule)


def _beside_them(annotated: AnnotatedReport, token: Token) -> list[Group]:
    """The three civilians of "five people, two of them soldiers and three civilians"."""
    after = annotated.tokens[token.index + 2 : token.index + 5]
    noun = next((t for t in after if t.pos == "NOUN" and t.sentence == token.sentence), None)
    if noun is None:
        return []
    others = [t for t in annotated.conjuncts(noun.index)[1:] if t.index > noun.index]
    groups = [read_group(annotated, t.index, noun.index, summed=False) for t in others]
    return [g for g in groups if g is not None and g.kind == "figure" and g.person]


def parts_of_a_kind(annotated: AnnotatedReport, drafts: Sequence[HarmDraft], here: int) -> list[HarmDraft]:
    """The counts from index `here` on; those "of whom" or "of them" made parts of the same harm before them."""
    tokens = annotated.tokens
    found: list[HarmDraft] = []
    for at in range(here, len(drafts)):
        draft, last = drafts[at], drafts[at].count.last
        words = [t.lower for t in tokens[last : last + 2]]
        if draft.parent is None and len(words) == 2 and words[0] == "of" and words[1] in _WHOLE:
            whole = _parent(annotated, draft.count, tokens[last], drafts[:at], here, draft.kind)
            draft = replace(draft, parent=whole)
        found.append(draft)
    return found


def parts_of_a_toll(annotated: AnnotatedReport, drafts: Sequence[HarmDraft], here: int) -> list[HarmDraft]:
    """The counts from index `here` on; deaths that a toll rose by made parts of it ("to 17 after two more died")."""
    found = list(drafts[here:])
    tolls = [n for n, d in enumerate(found) if d.running_total and d.rule == "toll"]
    for at, draft in enumerate(found):
        verb = annotated.tokens[draft.trigger]
        marks = {kid.lower for kid in annotated.children(verb.index, "mark")}
        if draft.parent is not None or draft.running_total or verb.dep != "advcl" or marks.isdisjoint(_RAISED_BY):
            continue
        for toll in tolls:
            if found[toll].kind is draft.kind and found[toll].count.last <= verb.index:
                found[at] = replace(draft, parent=here + toll)
    return found


def _kind_named(annotated: AnnotatedReport, token: Token) -> HarmKind | None:
    """ "among the dead", "of the wounded": the kind of harm that the whole is named by."""
    for after in annotated.tokens[token.index + 1 : token.index + 3]:
        word = harm_words("adjective").get(after.lower) or harm_words("noun").get(after.lemma)
        if (
            word is not None
            and after.sentence == token.sentence
            and annotated.tokens[after.index - 1].lower
            in (
                "the",
                "those",
            )
        ):
            return word.kind
    return None


def _listed(annotated: AnnotatedReport, token: Token) -> Group | None:
    """ "including two women", "among them a child", "two women were among the dead"."""
    if token.lower == "among":
        after = annotated.tokens[token.index + 1 : token.index + 3]
        words = [t.lower for t in after]
        if not words or not (words[0] in _WHOLE or (words[0] == "the" and words[-1] in _THE_HARMED)):
            return None
        found = _listed_among(annotated, token, token.index + (1 if words[0] in _WHOLE else 2))
    elif token.lower != "including" and annotated.tokens[token.index - 1].lower not in _THE_HARMED:
        return None
    else:
        found = annotated.child(token.index, "pobj", "dobj") or right_of(annotated, token.index)
    if found is None or found.sentence != token.sentence:
        return None
    group = read_group(annotated, found.index, token.index if token.index < found.index else -1)
    if group is None or not group.person or group.kind in ("pronoun", "zero"):
        return None
    return group


def _listed_among(annotated: AnnotatedReport, token: Token, last: int) -> Token | None:
    """Who is among them: the subject before "were among the dead", else the phrase after it."""
    before = annotated.tokens[token.index - 1] if token.index else token
    if before.lemma == "be" and before.sentence == token.sentence:
        subject = annotated.child(before.index, "nsubj")
        if subject is not None and subject.index < before.index:
            return subject
    while last + 1 < len(annotated.tokens) and annotated.tokens[last + 1].pos in ("AUX", "VERB"):
        last += 1
    return right_of(annotated, last)


def _of_them(annotated: AnnotatedReport, token: Token) -> Group | None:
    """ "three of them children", "of whom three were women", "two of the dead were policemen"."""
    tokens = annotated.tokens
    after = [t.lower for t in tokens[token.index + 1 : token.index + 3]]
    if not token.index or not after or not (after[0] in _WHOLE or (after[0] == "the" and after[-1] in _THE_HARMED)):
        return None
    end = token.index + (2 if after[0] in _WHOLE else 3)
    sentence = annotated.sentences[token.sentence]
    count = _count_before(annotated, token.index, sentence.first)
    if count is None:
        count = count_in(tokens, end, min(end + 4, sentence.last))
        if count is None or count.first > end + 1:
            return None
        end = count.last
    behind = takewhile(lambda t: t.text not in ",;)", tokens[end : min(end + 4, sentence.last)])
    if any(_is_own_harm(t) for t in behind):
        return None
    who = _who_they_are(annotated, end, sentence.last)
    victims = who or Span(tokens[count.first].start, tokens[end - 1].end)
    return Group(count.first, victims, count, "figure", True)


def _of_the_counted(annotated: AnnotatedReport, token: Token) -> Group | None:
    """ "Of the 45 killed since August, 20 were soldiers": the part after the comma."""
    tokens, end = annotated.tokens, annotated.sentences[token.sentence].last
    opens = token.index == annotated.sentences[token.sentence].first or tokens[token.index - 1].text in ",;:"
    whole = count_in(tokens, token.index + 1, min(token.index + 4, end)) if token.lower == "of" and opens else None
    if whole is None or not any(_is_own_harm(t) for t in tokens[whole.last : min(whole.last + 3, end)]):
        return None
    comma = next((t.index for t in tokens[whole.last : min(whole.last + 12, end)] if t.text == ","), None)
    part = count_in(tokens, comma + 1, min(comma + 4, end)) if comma is not None else None
    if part is None or part.last >= end or tokens[part.last].lower not in ("were", "was", "are"):
        return None
    behind = takewhile(lambda t: t.text not in ",;)", tokens[part.last : min(part.last + 4, end)])
    who = _who_they_are(annotated, part.last, end)
    if who is None or any(_is_own_harm(t) for t in behind):
        return None
    return Group(part.first, who, part, "figure", True)


def _count_before(annotated: AnnotatedReport, end: int, first: int) -> Count | None:
    """The count that ends right before a token."""
    for start in range(max(first, end - 4), end):
        count = count_in(annotated.tokens, start, end)
        if count is not None and count.last == end:
            return count
    return None


def _is_own_harm(token: Token) -> bool:
    """A word of harm that makes a count of its own ("one of whom later died")."""
    return token.lemma in harm_words("verb") or token.lower in harm_words("adjective")


def _who_they_are(annotated: AnnotatedReport, start: int, last: int) -> Span | None:
    """The noun after "three of them (were)"."""
    at = start
    while at < last and annotated.tokens[at].lower in ("were", "was", "being", "are", "is", "been", "have", "had"):
        at += 1
    if at >= last or annotated.tokens[at].pos not in ("NOUN", "ADJ", "PROPN", "NUM", "DET"):
        return None
    found = right_of(annotated, at - 1)
    if found is None:
        return None
    return Span(annotated.tokens[at].start, found.end) if found.index >= at else None


def _parent(
    annotated: AnnotatedReport,
    part: Count,
    token: Token,
    drafts: Sequence[HarmDraft],
    here: int,
    kind: HarmKind | None,
) -> int | None:
    """The count that a part belongs to: the nearest before it that is no smaller; else the one after it."""

    def holds(draft: HarmDraft) -> bool:
        top = draft.count.maximum
        fits = draft.parent is None and kind in (None, draft.kind)
        return fits and (top is None or part.minimum is None or top >= part.minimum)

    for at in range(len(drafts) - 1, max(-1, len(drafts) - _LOOK_BACK), -1):
        near = annotated.tokens[drafts[at].trigger].sentence
        if token.sentence - near > (2 if kind is not None else 0):
            break
        if drafts[at].count.first < token.index and drafts[at].count.first != part.first and holds(drafts[at]):
            return at
    return next(
        (at for at in range(here, len(drafts)) if drafts[at].count.first != part.first and holds(drafts[at])), None
    )


def _told_already(count: Count, drafts: Sequence[HarmDraft]) -> bool:
    return any(
        d.count.first <= count.first < d.count.last and d.parent is None and d.count.last >= count.last for d in drafts
    )
