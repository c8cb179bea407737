"""How many people were harmed, as said: killed, injured, missing, captured, detained, displaced, evacuated.

Conventions for numbers that are not figures stand in reference/data/vague_numbers.tsv with their sources; a plural
without a number is two or more; "at least" and "more than" leave the upper end open, "up to" the lower; "about" and
"nearly" leave the figure as said, with the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.extraction.counts import Count
from dateline.extraction.harm_drafts import HarmDraft
from dateline.extraction.harm_triggers import drafts_at, trigger_words
from dateline.extraction.subsets import SUBSET_LINKS, parts_of_a_kind, parts_of_a_toll, subsets_in
from dateline.extraction.tolls import toll_at
from dateline.model import AnnotatedReport, HarmKind, Quantity, Span, Token
from dateline.reference.harms import harm_cues


def find_quantities(annotated: AnnotatedReport) -> tuple[Quantity, ...]:
    """All counts of people harmed, in text order. Conditional and generic ones too: modality is the event's matter."""
    triggers, links = _words_of_interest(annotated)
    drafts: list[HarmDraft] = []
    for sentence in sorted(triggers.keys() | links.keys()):
        here = _distinct(annotated, [d for token in triggers.get(sentence, ()) for d in _drafts(annotated, token)])
        offset = len(drafts)
        since = _words_over_time(annotated, sentence) if here else frozenset()
        drafts.extend(_over_time(annotated, d, since) for d in here)
        drafts.extend(subsets_in(annotated, links.get(sentence, ()), drafts, offset))
        drafts[offset:] = parts_of_a_kind(annotated, drafts, offset)
        drafts[offset:] = parts_of_a_toll(annotated, drafts, offset)
    return _quantities(annotated, drafts)


Words = dict[int, list[Token]]


def _words_of_interest(annotated: AnnotatedReport) -> tuple[Words, Words]:
    """By sentence: the words of harm, and the links ("including", "among", "of") that may tell a part of a count."""
    known, linking = trigger_words(), SUBSET_LINKS
    triggers: Words = {}
    links: Words = {}
    for token in annotated.tokens:
        low = token.lower
        if low in linking:
            links.setdefault(token.sentence, []).append(token)
        elif low in known or token.lemma in known:
            triggers.setdefault(token.sentence, []).append(token)
    return triggers, links


def _drafts(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    yield from drafts_at(annotated, token)
    if any(token.lemma in harm_cues(kind) for kind in ("toll", "number-of", "toll-of-people")):
        yield from toll_at(annotated, token)


def _distinct(annotated: AnnotatedReport, drafts: list[HarmDraft]) -> list[HarmDraft]:
    """Each people once a kind; who was shot dead, or died wounded, is not counted among the injured as well."""
    kept: list[HarmDraft] = []
    killed = {d.head for d in drafts if d.kind is HarmKind.KILLED}
    tolls = {d.count.first for d in drafts if d.running_total}
    seen: set[tuple[HarmKind, int]] = set()
    for draft in drafts:
        shot = draft.kind is HarmKind.INJURED and draft.rule.split(":")[0] in harm_cues("shot")
        wounded = draft.kind is HarmKind.INJURED and annotated.tokens[draft.trigger].dep == "amod"
        if (draft.kind, draft.head) in seen or ((shot or wounded) and draft.head in killed):
            continue
        if not draft.running_total and (draft.count.first in tolls or (tolls and _is_bare_plural(draft.count))):
            continue
        seen.add((draft.kind, draft.head))
        kept.append(draft)
    return kept


def _is_bare_plural(count: Count) -> bool:
    """ "The number of people displaced rose to 300": the people are those of the toll."""
    return count.minimum == 2 and count.maximum is None


def _words_over_time(annotated: AnnotatedReport, sentence: int) -> frozenset[str]:
    """ "since" and "so far", as far as the sentence has them."""
    words = [t.lower for t in annotated.sentence_tokens(sentence)]
    found = {"since"} & set(words)
    return frozenset(found | {"so far" for pair in pairwise(words) if pair == ("so", "far")})


def _over_time(annotated: AnnotatedReport, draft: HarmDraft, words: frozenset[str]) -> HarmDraft:
    """Marks counts over a whole event: "have been killed since Tuesday", "has killed 40 so far"."""
    if draft.running_total or draft.rule.startswith("toll"):
        return draft
    trigger = annotated.tokens[draft.trigger]
    helpers = {t.lower for t in annotated.children(trigger.index, "aux", "auxpass")}
    perfect = bool(helpers & {"have", "has", "'ve"})
    if "so far" in words or (perfect and "since" in words):
        return replace(draft, running_total=True)
    return draft


def _quantities(annotated: AnnotatedReport, drafts: Sequence[HarmDraft]) -> tuple[Quantity, ...]:
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].count.first, drafts[i].trigger, i))
    place = {old: new for new, old in enumerate(order)}
    return tuple(_quantity(annotated, drafts[i], place) for i in order)


def _quantity(annotated: AnnotatedReport, draft: HarmDraft, place: dict[int, int]) -> Quantity:
    return Quantity(
        kind=draft.kind,
        span=_words(annotated, draft.count),
        minimum=draft.count.minimum,
        maximum=draft.count.maximum,
        victims=draft.victims,
        subset_of=None if draft.parent is None else place[draft.parent],
        running_total=draft.running_total,
        rule=draft.rule,
        trigger=draft.trigger,
        vague=draft.count.vague,
    )


def _words(annotated: AnnotatedReport, count: Count) -> Span:
    return Span(annotated.tokens[count.first].start, annotated.tokens[count.last - 1].end)
