"""Capitalised runs: the stretches of a sentence that may be a name, before anyone decides what they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from functools import cache
from itertools import islice, takewhile

from dateline.model import AnnotatedReport, EntityKind, Sentence, Span, Token
from dateline.model.frozen import frozen
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.name_words import name_words
from dateline.reference.titles import kinds_of, singular_kinds

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONGEST_UNIT = 5  # tokens from the figure to the noun
_HYPHENS = frozenset("-‐‑–")
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_TITLE_CASE_SHARE = 0.6  # of the words of a sentence: above it capitals tell nothing (a headline)
_NO_ENDS = frozenset({"ADP", "SCONJ", "CCONJ", "DET", "AUX", "PART", "PUNCT"})
_MODEL_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"})


@frozen
class Run:
    """Tokens `[first, last)`. label: the language model's entity label for most of it, or ""."""

    first: int
    last: int
    label: str = ""

    def span(self, annotated: AnnotatedReport) -> Span:
        return Span(annotated.tokens[self.first].start, annotated.tokens[self.last - 1].end)


@frozen
class Candidate:
    """Tokens `[first, last)` of the bare name, `[title, first)` of what stands in front as its title.

    score: evidence for each kind. reasons: what the evidence was, for the mention's rule.
    """

    first: int
    last: int
    title: int
    label: str = ""
    score: Mapping[EntityKind, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()

    def text(self, annotated: AnnotatedReport) -> str:
        text = self.span(annotated).of(annotated.report.matching)
        return text if text.isalnum() else " ".join(text.split())

    def span(self, annotated: AnnotatedReport) -> Span:
        return Span(annotated.tokens[self.first].start, annotated.tokens[self.last - 1].end)


def find_runs(annotated: AnnotatedReport, title_case: Collection[int]) -> Iterator[Run]:
    """All runs, sentence by sentence, in text order. title_case: sentences in which capitals tell nothing."""
    labels = _labels(annotated)
    known = frozenset(
        t.text for n in annotated.names if n.label == "PERSON" for t in annotated.tokens[n.first : n.last]
    )
    for sentence in annotated.sentences:
        if sentence.index in title_case:
            yield from _model_runs(annotated, sentence, labels)
        else:
            yield from _capital_runs(annotated, sentence, labels, known)


def _labels(annotated: AnnotatedReport) -> dict[int, str]:
    """The language model's label by token."""
    return {
        index: name.label
        for name in annotated.names
        if name.label in _MODEL_LABELS
        for index in range(name.first, name.last)
    }


def is_title_case(annotated: AnnotatedReport, sentence: Sentence) -> bool:
    words = annotated.tokens[sentence.first : sentence.last]
    letters = [token.text[0] for token in words if len(token.text) > 3 and token.text[0].isalpha()]
    enough = 3 if sentence.headline else 7
    return len(letters) > enough and sum(map(str.isupper, letters)) / len(letters) > _TITLE_CASE_SHARE


def _model_runs(annotated: AnnotatedReport, sentence: Sentence, labels: dict[int, str]) -> Iterator[Run]:
    """In a title-case headline: what the model marks, no more."""
    at = bisect_left(annotated.names, sentence.first, key=lambda name: name.first)
    for name in takewhile(lambda name: name.first < sentence.last, islice(annotated.names, at, None)):
        if name.label in _MODEL_LABELS:
            first = name.first + (annotated.tokens[name.first].lower in ("the", "a", "an"))
            last = name.last - (annotated.tokens[name.last - 1].tag == "POS")
            while first < last and annotated.tokens[first].pos in _NO_ENDS:
                first += 1
            while first < last and annotated.tokens[last - 1].pos in _NO_ENDS:
                last -= 1
            verb = next((i for i in range(first + 1, last) if annotated.tokens[i].pos in ("VERB", "AUX")), last)
            if first < verb:
                yield Run(first, verb, name.label)


def _capital_runs(
    annotated: AnnotatedReport, sentence: Sentence, labels: dict[int, str], known: frozenset[str]
) -> Iterator[Run]:
    """known: words of persons' names anywhere in the report; they start a name whatever the tagger makes of them."""
    tokens, particles = annotated.tokens, _particles()
    at = sentence.first
    while at < sentence.last:
        token = tokens[at]
        letter = token.text[0]
        likely = letter.isupper() or letter.isdecimal() or token.lower in particles
        if not likely or not (_starts(annotated, at, sentence, labels) or _is_known(token, known)):
            at += 1
            continue
        end = at + 1
        while (step := _continues(annotated, at, end, sentence)) > 0:
            end += step
        while end > at + 1 and (tokens[end - 1].text in _HYPHENS or not tokens[end - 1].text[0].isalnum()):
            end -= 1
        yield Run(at, end, _label_of(labels, at, end))
        at = end


def _is_known(token: Token, known: frozenset[str]) -> bool:
    return len(token.text) > 2 and token.text in known and _is_capitalised(token) and not kinds_of(token.text)


def _label_of(labels: dict[int, str], first: int, last: int) -> str:
    """The label of most tokens; the last token's on a tie."""
    inside = [labels[i] for i in range(first, last) if i in labels]
    return max(reversed(inside), key=inside.count) if inside else ""


def _starts(annotated: AnnotatedReport, at: int, sentence: Sentence, labels: dict[int, str]) -> bool:
    token = annotated.tokens[at]
    if _is_unit_number(annotated, at, sentence):
        return True
    if token.ent in _NEVER or not token.text[0].isalpha():
        return False
    if _is_particle(annotated, at):
        following = annotated.tokens[at + 1 : at + 3]
        return any(_is_capitalised(t) for t in following) and token.dep not in ("det", "prep")
    if not _is_capitalised(token):
        return False
    if at == sentence.first or annotated.tokens[at - 1].text in "“\"‘'«:":
        return token.pos == "PROPN" or at in labels or _is_word_of_a_name(annotated, token)
    return token.pos in ("PROPN", "NOUN", "ADJ", "X") or at in labels or token.text.isupper()


def _is_unit_number(annotated: AnnotatedReport, at: int, sentence: Sentence) -> bool:
    """ "47th" in "47th Brigade", "3rd" in "3rd Assault Brigade": a figure, then capitals up to the noun of a body."""
    tokens = annotated.tokens
    if not tokens[at].text[0].isdecimal() or _ORDINAL.fullmatch(tokens[at].text) is None:
        return False
    for token in tokens[at + 1 : min(at + _LONGEST_UNIT, sentence.last)]:
        if not token.text[0].isupper():
            return False
        if "body" in kinds_of(token.text):
            return True
    return False


def _is_word_of_a_name(annotated: AnnotatedReport, token: Token) -> bool:
    """A capitalised first word that is a nationality, or a title with a capital after it: "Syrian …", "President X"."""
    if demonym_of(token.text) is not None or country_of(token.text) is not None:
        return True
    following = annotated.tokens[token.index + 1 : token.index + 2]
    return bool(kinds_of(token.text)) and bool(following) and _is_capitalised(following[0])


def _is_capitalised(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.ent not in _NEVER
        and token.tag not in ("PRP", "PRP$", "DT", "WDT", "WP", "MD")
    )


@cache
def _particles() -> frozenset[str]:
    """Every small word that may stand in a name."""
    kinds = ("patronymic", "kunya", "article", "particle")
    return frozenset(word for kind in kinds for word in name_words(kind))


def _is_particle(annotated: AnnotatedReport, at: int) -> bool:
    """A small word inside names: "al", "bin", "van"; those that are English words only before a hyphen."""
    token = annotated.tokens[at]
    word = token.lower
    if word not in _particles():
        return False
    if (
        word in name_words("patronymic")
        or word in name_words("kunya")
        or word in ("al", "el", "ul", "van", "von", "der")
    ):
        return True
    if word in name_words("article"):
        following = annotated.tokens[at + 1 : at + 2]
        return bool(following) and following[0].text in _HYPHENS and following[0].start == token.end
    return word in name_words("particle") and len(word) > 1


def _continues(annotated: AnnotatedReport, first: int, at: int, sentence: Sentence) -> int:
    """How many further tokens belong to the run that starts at `first` and reaches `at`: 0 to end it."""
    tokens = annotated.tokens
    if at >= sentence.last:
        return 0
    token, before = tokens[at], tokens[at - 1]
    if token.text in _HYPHENS and token.start == before.end and at + 1 < sentence.last:
        following = tokens[at + 1]
        glued = following.start == token.end and following.text[0].isalpha()
        particle = before.text.lower() in name_words("article")
        return 2 if glued and (_is_capitalised(following) or particle or _is_particle(annotated, at + 1)) else 0
    if _is_capitalised(token):
        return 1
    if token.tag == "POS" or token.text in ("'", "’"):
        return 2 if _is_members_own(annotated, at, sentence) else 0
    if token.text == "&" or (token.text == "." and before.text.isupper() and len(before.text) == 1):
        return 1 if at + 1 < sentence.last and _is_capitalised(tokens[at + 1]) else 0
    if _is_particle(annotated, at) and any(_is_capitalised(t) for t in tokens[at + 1 : min(at + 4, sentence.last)]):
        return 1
    if token.lower == "and" and _joins_fields(annotated, first, at, sentence):
        return 2
    if token.lower in ("of", "for") and _is_body_of(annotated, first, at, sentence):
        return 2 if tokens[at + 1].lower != "the" else 3
    return 0


def _is_members_own(annotated: AnnotatedReport, at: int, sentence: Sentence) -> bool:
    """ "Workers' Party", "Women’s Protection Units": the possessive of a group noun inside a name."""
    tokens = annotated.tokens
    if at + 1 >= sentence.last or not _is_capitalised(tokens[at + 1]):
        return False
    return bool(singular_kinds(tokens[at - 1].text) & {"group"})


def _is_body_of(annotated: AnnotatedReport, first: int, at: int, sentence: Sentence) -> bool:
    """ "Ministry of Defence", "Union of the Comoros": a capitalised noun of a body, then of/for, then a capital."""
    tokens = annotated.tokens
    if not any(kinds_of(t.text) & {"body", "site"} and t.pos == "PROPN" for t in tokens[first:at]):
        return False
    following = tokens[at + 1 : min(at + 3, sentence.last)]
    if following and following[0].lower == "the":
        following = following[1:]
    return bool(following) and _is_capitalised(following[0]) and following[0].start > tokens[at].end


def _joins_fields(annotated: AnnotatedReport, first: int, at: int, sentence: Sentence) -> bool:
    """ "Ministry of Trade and Industry", "Administration of North and East X": the "and" of one body's name."""
    tokens = annotated.tokens
    if at + 1 >= sentence.last or not _is_capitalised(tokens[at + 1]):
        return False
    fields = name_words("field")
    of = any(t.lower in ("of", "for") for t in tokens[first:at])
    return of and tokens[at - 1].lower in fields and tokens[at + 1].lower in fields


def words_of(annotated: AnnotatedReport, first: int, last: int) -> list[str]:
    return [t.text for t in annotated.tokens[first:last]]
