"""Tolls, counts over a whole event: "bringing the toll to 22", "the number of injured rose to 40"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.extraction.counts import Count, count_in, more_than
from dateline.extraction.harm_drafts import HarmDraft
from dateline.model import AnnotatedReport, HarmKind, Span, Token
from dateline.reference.countries import demonym_of
from dateline.reference.harms import harm_cues, harm_words, people_words

_REACH = 16  # tokens
_FAR = 40
_LINKS = frozenset(("to", "at", "of", ":", "is", "was", "past", "above", "beyond", "over"))


def toll_at(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """The toll that a word like "toll" or "number of dead" at a token gives, if a figure follows or stands before."""
    kind = _kind(annotated, token)
    if kind is None:
        return
    count = _figure_after(annotated, token) or _figure_before(annotated, token)
    if count is None:
        return
    victims = _people_after(annotated, count) or _people_of(annotated, token)
    yield HarmDraft(kind, count, victims, count.last - 1, token.index, "toll", True)


def _kind(annotated: AnnotatedReport, token: Token) -> HarmKind | None:
    """What a toll counts; None where the word is no toll of people."""
    before = annotated.tokens[token.index - 1].lower if token.index else ""
    if token.lower in harm_cues("toll-of-people"):  # "put the dead at 12"
        after = annotated.tokens[token.index + 1].lower if token.index + 1 < len(annotated.tokens) else ""
        verb = annotated.tokens[token.index - 2].lemma if token.index > 1 else ""
        named = before == "the" and after in ("at", "to") and verb in harm_cues("toll-verb")
        return HarmKind(harm_cues("toll-of-people")[token.lower]) if named else None
    if token.lemma in harm_cues("toll"):
        known = harm_words("noun").get(before)
        if known is not None:
            return known.kind
        return HarmKind.KILLED if token.lemma == "toll" else None
    if token.lemma not in harm_cues("number-of"):
        return None
    for following in annotated.tokens[token.index + 1 : token.index + 6]:
        if following.sentence != token.sentence:
            break
        word = harm_words("adjective").get(following.lower) or harm_words("noun").get(following.lemma)
        if word is not None:
            return word.kind
    if token.lemma == "total" and annotated.tokens[token.head].lemma in harm_cues("toll-verb"):
        return _kind_before(annotated, token)
    return None


def _kind_before(annotated: AnnotatedReport, token: Token) -> HarmKind | None:
    """The kind of the nearest word of harm before "bringing the total to" in its sentence."""
    for at in range(token.index - 1, annotated.sentences[token.sentence].first - 1, -1):
        lemma = annotated.tokens[at].lemma.lower()
        word = harm_words("verb").get(lemma) or harm_words("adjective").get(lemma) or harm_words("noun").get(lemma)
        if word is not None:
            return word.kind
    return None


def _figure_after(annotated: AnnotatedReport, token: Token) -> Count | None:
    """The figure that the toll rose to, however far behind it in the sentence, or else stands at, close by."""
    end = annotated.sentences[token.sentence].last
    return _linked(annotated, token, min(end, token.index + _FAR), _rose_to) or _linked(
        annotated, token, min(end, token.index + _REACH), _any_link
    )


def _linked(
    annotated: AnnotatedReport, token: Token, last: int, is_linked: Callable[[Sequence[Token], int], bool]
) -> Count | None:
    """The first figure that is linked to the toll; in "from 12 to 15" the second."""
    tokens, open_ended = annotated.tokens, False
    at = token.index + 1
    while at < last:
        if tokens[at].lemma in harm_cues("toll-open"):
            open_ended = True
        count = count_in(tokens, at, at + 1) and count_in(tokens, at, last)
        if count is None:
            at += 1
            continue
        if tokens[count.first - 1].lower == "from" and count.maximum is not None:
            return Count(count.first, count.last, count.maximum, count.maximum)
        if is_linked(tokens, count.first) and tokens[count.first].text[0] not in "$€£":
            return more_than(count) if open_ended else count
        at = count.last
    return None


def _any_link(tokens: Sequence[Token], first: int) -> bool:
    link = tokens[first - 1]
    return link.lower in _LINKS or link.lemma in harm_cues("toll-verb") or link.lemma in harm_cues("toll-open")


def _rose_to(tokens: Sequence[Token], first: int) -> bool:
    """ "rose to 12", "stands at 12", "reached 12", "had climbed sharply to 12"."""
    before = tokens[max(0, first - 3) : first]
    return any(t.lemma in harm_cues("toll-verb") for t in before) and (
        before[-1].lower in _LINKS or before[-1].lemma in harm_cues("toll-verb")
    )


def _figure_before(annotated: AnnotatedReport, token: Token) -> Count | None:
    """ "bringing to 22 the number of dead"."""
    first = max(annotated.sentences[token.sentence].first, token.index - 6)
    count = count_in(annotated.tokens, first, token.index)
    if count is None or not count.first or annotated.tokens[count.first - 1].lower != "to":
        return None
    return count


def _people_after(annotated: AnnotatedReport, count: Count) -> Span | None:
    if count.last >= len(annotated.tokens):
        return None
    after = annotated.tokens[count.last]
    if after.lower in harm_words("adjective"):  # "41 dead"
        return None
    known = people_words().get(after.lower) or people_words().get(after.lemma)
    nationals = after.tag == "NNPS" and demonym_of(after.lemma) is not None  # "12 Kenyans"
    return after.span if nationals or known in ("person", "plural") else None


def _people_of(annotated: AnnotatedReport, toll: Token) -> Span | None:
    """The civilians of "the civilian death toll"."""
    for kid in annotated.children(toll.index, "amod", "compound", "nmod"):
        if people_words().get(kid.lower) == "person":
            return kid.span
    return None
