"""Offices credited to persons: in front of the name, in apposition, or by "is"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extraction.name_evidence import office_before
from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, OfficeMention, Span, Token
from dateline.reference.countries import country_of
from dateline.reference.titles import kinds_of

_REACH = 7  # tokens from the comma to the noun of the office
_LONGEST = 24  # tokens of an office phrase
_STOPS = frozenset(',;:.()[]–—“”"')
_OF = frozenset({"of", "to", "for", "at", "in"})


def find_offices(annotated: AnnotatedReport, mentions: Sequence[Mention]) -> tuple[OfficeMention, ...]:
    """All offices, by the person's position, the title in front first."""
    found: list[OfficeMention] = []
    for index, mention in enumerate(mentions):
        if mention.kind is not MentionKind.NAME or mention.entity_kind is not EntityKind.PERSON:
            continue
        if mention.title is not None:
            found.extend(_in_front(annotated, index, mention.title))
        inside = annotated.tokens_in(mention.span)
        if not inside:
            continue
        found.extend(_after(annotated, index, inside[-1].index + 1))
        found.extend(_before(annotated, index, inside[0].index))
        found.extend(_by_copula(annotated, index, mention))
    return tuple(dict.fromkeys(found))


def _in_front(annotated: AnnotatedReport, mention: int, title: Span) -> Iterator[OfficeMention]:
    """ "Russian Deputy Foreign Minister Sergei X"."""
    words = annotated.tokens_in(title)
    heads = [t for t in words if "office" in kinds_of(t.text)]
    if heads:
        body = _body_in_front(annotated, words, heads[0])
        yield OfficeMention(mention, title, _qualifier(annotated, words, heads[-1]), body, "title in front")


def _body_in_front(annotated: AnnotatedReport, words: Sequence[Token], head: Token) -> Span | None:
    """ "Foreign Ministry" in "Foreign Ministry spokesman", "FEF" in "FEF commander"."""
    ends = [t for t in words if t.index < head.index and ("body" in kinds_of(t.text) or _is_acronym(t.text))]
    if ends and ends[-1].lower not in ("foreign", "defence", "defense", "interior"):
        return Span(words[0].start, ends[-1].end)
    return _body_after(annotated, words, head)


def _body_after(annotated: AnnotatedReport, words: Sequence[Token], head: Token) -> Span | None:
    """ "the Free Forces" in "commander-in-chief of the Free Forces"."""
    for token in words:
        if token.index > head.index and token.lower in _OF and not kinds_of(f"{head.text} {token.text} x"):
            rest = [t for t in words if t.index > token.index]
            while rest and rest[0].lower in ("the", "a", "an"):
                rest = rest[1:]
            if rest and rest[0].text[0].isupper():
                return Span(rest[0].start, rest[-1].end)
    return None


def _is_acronym(text: str) -> bool:
    return len(text) >= 2 and text.isupper() and text.isalpha() and country_of(text) is None


def _qualifier(annotated: AnnotatedReport, words: Sequence[Token], head: Token) -> Span | None:
    """ "former", "interim", "acting" before the noun of the office, within the phrase or straight before it."""
    words = [t for t in words if t.index < head.index]
    before = annotated.tokens[words[0].index - 1 : words[0].index] if words and words[0].index else ()
    for token in (*words, *before):
        if "qualifier" in kinds_of(token.text):
            return token.span
    return None


def _after(annotated: AnnotatedReport, mention: int, at: int) -> Iterator[OfficeMention]:
    """ "X, commander-in-chief of the Y Forces", "X, the ambassador to A and special envoy to B"."""
    tokens = annotated.tokens
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "–", "—", "("):
        return
    phrase = _until_stop(annotated, at + 1)
    if phrase and phrase[0].pos == "CCONJ":
        return  # "X, and the commander of Y, Z": another person
    for part in _split(phrase):
        head = _office_head(part)
        if head is not None:
            words = part[1:] if part[0].lower in ("the", "a", "an") else part
            office = Span(words[0].start, words[-1].end)
            body = _body_in_front(annotated, words, head)
            yield OfficeMention(mention, office, _qualifier(annotated, words, head), body, "apposition after")


def _until_stop(annotated: AnnotatedReport, at: int) -> tuple[Token, ...]:
    tokens = annotated.tokens
    end, depth = at, tokens[at].sentence
    while end < min(len(tokens), at + _LONGEST) and tokens[end].sentence == depth:
        token = tokens[end]
        if token.text in _STOPS or token.tag in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB") or token.pos == "AUX":
            break
        end += 1
    return tokens[at:end]


def _split(phrase: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """At an "and" that a second office follows."""
    for at, token in enumerate(phrase):
        if token.lower == "and" and at and _office_head(phrase[at + 1 :]) is not None:
            yield phrase[:at]
            yield from _split(phrase[at + 1 :])
            return
    if phrase:
        yield phrase


def _office_head(phrase: Sequence[Token]) -> Token | None:
    """The noun of an office near the start, before any preposition."""
    for token in phrase[:_REACH]:
        if token.pos in ("ADP", "VERB", "NUM") or (token.tag == "POS" and token is phrase[0]):
            return None
        if (
            "office" in kinds_of(token.text)
            and token.pos in ("NOUN", "PROPN", "ADJ")
            and token.tag not in ("NNS", "NNPS")
        ):
            following = phrase[phrase.index(token) + 1 : phrase.index(token) + 2]
            if not following or following[0].pos not in ("NOUN", "PROPN") or not kinds_of(following[0].text):
                return token
    return None


def _before(annotated: AnnotatedReport, mention: int, first: int) -> Iterator[OfficeMention]:
    """ "the governor of A, X," """
    found = office_before(annotated, first)
    if found is None:
        return
    words = annotated.tokens[found[0] : first - 1]
    while words and (words[0].lower in ("the", "a", "an", "and") or words[0].pos in ("ADP", "CCONJ")):
        words = words[1:]
    if not words or words[0].index > found[1]:
        return
    head = annotated.tokens[found[1]]
    office = Span(words[0].start, words[-1].end)
    body = _body_in_front(annotated, words, head)
    yield OfficeMention(mention, office, _qualifier(annotated, words, head), body, "apposition before")


def _by_copula(annotated: AnnotatedReport, mention: int, named: Mention) -> Iterator[OfficeMention]:
    """ "X is the president of Y"."""
    name = annotated.tokens[named.head]
    verb = annotated.tokens[name.head]
    if name.dep != "nsubj" or verb.lemma not in ("be", "become") or annotated.child(verb.index, "neg") is not None:
        return
    noun = annotated.child(verb.index, "attr")
    if noun is None or "office" not in kinds_of(noun.text) or noun.tag in ("NNS", "NNPS"):
        return
    words = [annotated.tokens[i] for i in annotated.subtree(noun.index)][:_LONGEST]
    cut = next((n for n, t in enumerate(words) if t.text in _STOPS or t.tag in ("VBD", "VBZ", "WP", "WDT")), len(words))
    words = words[:cut]
    if words and words[0].lower in ("the", "a", "an"):
        words = words[1:]
    if words and noun in words:
        body = _body_in_front(annotated, words, noun)
        yield OfficeMention(
            mention, Span(words[0].start, words[-1].end), _qualifier(annotated, words, noun), body, "is"
        )
