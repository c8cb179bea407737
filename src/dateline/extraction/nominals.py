"""Role phrases ("the army", "a senior official", "two people familiar with the talks") and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, Span, Token
from dateline.reference.cues import cue_words
from dateline.reference.titles import singular_kinds

_PERSONAL = {
    "he": EntityKind.PERSON, "him": EntityKind.PERSON, "his": EntityKind.PERSON, "himself": EntityKind.PERSON,
    "she": EntityKind.PERSON, "her": EntityKind.PERSON, "hers": EntityKind.PERSON, "herself": EntityKind.PERSON,
    "it": EntityKind.ORGANIZATION, "its": EntityKind.ORGANIZATION, "itself": EntityKind.ORGANIZATION,
}  # fmt: skip
_UNTOLD = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_PRONOUNS = _PERSONAL.keys() | _UNTOLD | _FIRST | _RELATIVE
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_LEFT = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "advmod", "case", "punct"}
)
_RIGHT_STOP = frozenset({"relcl", "appos", "cc", "conj", "punct", "parataxis"})
_LONGEST_TAIL = 8  # tokens of "of the …", "familiar with …"


def find_nominals(annotated: AnnotatedReport, names: Iterable[Mention]) -> Iterator[Mention]:
    """Noun phrases headed by a role, an office, a noun of a body or of a group, outside the names given."""
    covered = {index for name in names for index in annotated.indices_in(name.span)}
    for token in annotated.tokens:
        if token.pos not in _HEADS or token.index in covered:
            continue
        kind = _kind(token.text, token.tag in ("NNS", "NNPS"))
        if kind is None or _is_modifier(annotated, token, covered):
            continue
        if token.pos in ("ADJ", "VERB") and not _stands_for_people(annotated, token):
            continue
        yield Mention(_phrase(annotated, token.index), token.index, MentionKind.NOMINAL, kind, rule="role noun")


@lru_cache(maxsize=16384)
def _kind(noun: str, plural: bool) -> EntityKind | None:
    kinds = singular_kinds(noun)
    if not kinds or kinds <= {"honorific", "qualifier"}:
        return None
    if "body" in kinds:
        return EntityKind.ORGANIZATION
    if "group" in kinds or plural:
        return EntityKind.GROUP
    return EntityKind.PERSON if kinds & {"office", "role", "kin"} or "rank" in kinds else None


def _stands_for_people(annotated: AnnotatedReport, token: Token) -> bool:
    """ "the wounded", "the dead": an adjective with an article and no noun."""
    article = annotated.child(token.index, "det")
    return token.dep not in ("amod", "acomp", "compound", "conj") and article is not None and article.lower == "the"


def _is_modifier(annotated: AnnotatedReport, token: Token, covered: set[int]) -> bool:
    """Inside another phrase ("army chief", "police station"), or a title before a name."""
    if token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return False
    return token.head > token.index or token.head in covered


def _phrase(annotated: AnnotatedReport, head: int) -> Span:
    """From the article to the head, with a short "of …" or "familiar with …" after it."""
    left = head
    for kid in reversed(annotated.children(head)):
        if kid.index < left and kid.dep in _LEFT:
            left = min(annotated.subtree(kid.index)[0], left)
    right = head
    for kid in annotated.children(head):
        if kid.index < head:
            continue
        if kid.dep in _RIGHT_STOP:
            break
        tail = annotated.subtree(kid.index)
        charge = kid.lower == "of" and annotated.tokens[annotated.tokens[head].head].lemma in cue_words("charging")
        takes = not charge and (
            kid.dep == "acl"
            or (kid.dep == "amod")
            or (kid.dep == "prep" and kid.lower in ("of", "for", "from", "to", "at"))
        )
        if not takes or tail[-1] - head > _LONGEST_TAIL or tail[0] != right + 1:
            break
        right = tail[-1]
    first = annotated.tokens[left]
    while left < head and first.text in ',;:-–—"“”‘’':
        left += 1
        first = annotated.tokens[left]
    return Span(first.start, annotated.tokens[right].end)


def find_pronouns(annotated: AnnotatedReport) -> Iterator[Mention]:
    """Personal pronouns (the first person's are for quotes), and relative ones, which stand for a noun before them."""
    for token in annotated.tokens:
        word = token.lower
        if word not in _PRONOUNS:
            continue
        if word in _PERSONAL and token.tag in ("PRP", "PRP$"):
            if word == "it" and token.dep in ("expl", "nsubj") and _is_empty(annotated, token):
                continue
            yield Mention(token.span, token.index, MentionKind.PRONOUN, _PERSONAL[word], rule="pronoun")
        elif word in _UNTOLD and token.tag in ("PRP", "PRP$"):
            yield Mention(token.span, token.index, MentionKind.PRONOUN, None, rule="pronoun")
        elif word in _FIRST and token.tag in ("PRP", "PRP$") and token.text != "US":
            yield Mention(token.span, token.index, MentionKind.PRONOUN, None, rule="first person")
        elif word in _RELATIVE and token.tag in ("WP", "WDT", "WP$") and _antecedent(annotated, token) is not None:
            yield Mention(token.span, token.index, MentionKind.PRONOUN, None, rule="relative")


def _is_empty(annotated: AnnotatedReport, token: Token) -> bool:
    """ "it is clear that", "it rained": no antecedent."""
    verb = annotated.tokens[token.head]
    return (
        verb.lemma in ("be", "seem", "appear", "rain", "take")
        and annotated.child(verb.index, "ccomp", "acomp") is not None
    )


def _antecedent(annotated: AnnotatedReport, token: Token) -> int | None:
    """The noun that a relative pronoun stands for: what its clause hangs on."""
    for above in annotated.ancestors(token.index):
        if above.dep == "relcl":
            return above.head
    return None
