"""Phrases for people and how many they are: "at least 12 Syrian soldiers", "a civilian", "two men and a child"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extraction.counts import Count, count_in
from dateline.extraction.harm_roles import right_of
from dateline.model import AnnotatedReport, Span, Token
from dateline.model.frozen import frozen
from dateline.reference.harms import harm_cues, people_words
from dateline.reference.numbers import is_number_word

_SINGULAR_PRONOUNS = frozenset(
    ("he", "she", "him", "her", "himself", "herself", "i", "me", "myself", "someone", "somebody")
)
_PLURAL_PRONOUNS = frozenset(("they", "them", "we", "us", "themselves", "ourselves", "these", "those"))
_RELATIVES = frozenset(("who", "whom", "that", "which"))
_NOBODY = frozenset(("nobody", "none", "neither"))
_ONE = frozenset(("a", "an", "another", "one"))
_GENERIC = frozenset(("people", "persons", "others", "civilians", "victims", "casualties"))
_HOLDERS = frozenset(
    ("number", "numbers", "group", "total", "series", "majority", "most", "half", "rest", "all", "some", "many", "any")
)
_TENS = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions"))
_TOGETHER = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_NAME_POS = ("PROPN", "X")
_NOT_PEOPLE = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "DATE", "MONEY"))


@frozen
class Group:
    """People as a phrase has them. head: the token that counts or names them; victims: the whole phrase.

    kind: "figure", "vague", "one", "plural", "name", "pronoun", "zero". person: whether the noun is one for people;
    None where the list does not say. definite: "the two soldiers", who may have been told of before. generic: says only
    that they are people, so that what follows may tell who ("four people, two men and two women"). summed: over parts.
    """

    head: int
    victims: Span
    count: Count
    kind: str
    person: bool | None
    definite: bool = False
    generic: bool = False
    summed: bool = False


def read_group(
    annotated: AnnotatedReport, head: int, barrier: int = -1, summed: bool = True, limit: int | None = None
) -> Group | None:
    """How many people the phrase headed by a token is, its coordinated parts summed; None if it is no such phrase.

    barrier: a token that the phrase does not reach across to its left (the verb before it). summed: whether the
    parts coordinated with it are of the same kind, so that they add up. limit: a token that the sum does not reach
    across to its right (the verb of the first part alone: "a man who was shot and a woman who was not").
    """
    group = _read_one(annotated, head, barrier)
    if group is None or not summed or group.kind in ("pronoun", "zero"):
        return group
    return _with_conjuncts(annotated, group, barrier, limit)


def _with_conjuncts(annotated: AnnotatedReport, group: Group, barrier: int, limit: int | None) -> Group:
    """The sum over "two soldiers and an interpreter"; "four people: a man and three women" is no sum."""
    parts = []
    beside = _list_beside(annotated, group)
    for head in beside or _coordinated(annotated, group.head) or _listed_after(annotated, group, barrier):
        if (limit is not None and head > limit) or annotated.tokens[head].lemma in harm_cues("body"):
            continue  # "six bodies and fourteen wounded"
        other = _read_one(annotated, head, head - 12)
        if other is not None and other.kind not in ("pronoun", "zero") and not _tells_apart(group, other):
            parts.append(other)
    if not parts:
        return group
    listed = sum(p.count.minimum or 0 for p in parts)
    if group.kind == "figure" and listed == group.count.minimum and (group.generic or beside):
        return group
    if group.kind == "plural" and beside:
        return _spelt_out(group, parts)
    last = parts[-1].head + 1
    count, kind = group.count, group.kind
    for part in parts:
        count = count.plus(part.count)
        kind = "vague" if "vague" in (kind, part.kind) else "figure"
    start = annotated.tokens[count.first].start
    victims = Span(start, max(p.victims.end for p in (group, *parts)))
    return replace(group, count=replace(count, last=max(count.last, last)), victims=victims, kind=kind, summed=True)


def _list_beside(annotated: AnnotatedReport, group: Group) -> list[int]:
    """Heads of a list hung on a phrase as an apposition: "three officers, a cook and two drivers"."""
    beside = annotated.child(group.head, "appos")
    if beside is None or group.kind not in ("figure", "plural") or beside.index < group.head:
        return []
    rest = [t.index for t in annotated.conjuncts(beside.index) if t.index != beside.index]
    opener = annotated.tokens[group.head + 1].text == ","
    counted = all(_counts_itself(annotated, i) for i in (beside.index, *rest))
    return [beside.index, *rest] if rest and opener and counted else []


def _counts_itself(annotated: AnnotatedReport, head: int) -> bool:
    part = _read_one(annotated, head, head - 12)
    return part is not None and part.kind in ("figure", "one") and part.person is True and not part.definite


def _spelt_out(group: Group, parts: Sequence[Group]) -> Group:
    """ "the victims, a boy and two women": the plural is as many as its apposition says."""
    listed = sum(p.count.minimum or 0 for p in parts)
    return replace(group, count=replace(group.count, minimum=listed, maximum=listed, vague=False))


def _coordinated(annotated: AnnotatedReport, head: int) -> list[int]:
    """Heads of the phrases coordinated with one, by the tree, else by an "and" right after it under one verb."""
    found = [t.index for t in annotated.conjuncts(head)[1:]]
    tokens = annotated.tokens
    together = _together_with(annotated, head)
    if together is not None:
        return [*found, together]
    if found or head + 2 >= len(tokens) or tokens[head + 1].lower != "and":
        return found
    for token in tokens[head + 2 : head + 8]:
        if (
            token.head == tokens[head].head
            and token.dep == tokens[head].dep
            and token.sentence == tokens[head].sentence
        ):
            return [token.index]
    return []


def _listed_after(annotated: AnnotatedReport, group: Group, barrier: int) -> list[int]:
    """ "killing six clergymen, a maid, and her daughter": the heads of a list that the tree took apart.

    Only after a verb (barrier) and where the last part has its "and" and no verb of its own.
    """
    tokens, end = annotated.tokens, annotated.sentences[annotated.tokens[group.head].sentence].last
    found: list[int] = []
    at, last = group.head + 1, False
    while barrier >= 0 and at + 1 < end and not last and tokens[at].text in (",", "and"):
        last = tokens[at].lower == "and" or tokens[at + 1].lower == "and"
        at += 2 if tokens[at].text == "," and tokens[at + 1].lower == "and" else 1
        head = right_of(annotated, at - 1)
        if head is None or head.index >= end or not _is_person(head) or not _opens_count(tokens[at]):
            return []
        at = head.index + 1
        if at < end and (tokens[at].pos == "AUX" or tokens[at].tag in ("VBD", "VBZ", "VBP")):
            return []
        found.append(head.index)
    return found if last else []


def _opens_count(token: Token) -> bool:
    """A word that can open a counted phrase: "a", "her", "three"."""
    return token.lower in _ONE or token.tag == "PRP$" or token.pos == "NUM" or is_number_word(token.lower)


def with_listed_before(annotated: AnnotatedReport, group: Group) -> Group:
    """The sum with what is listed before: "17 miners, teenagers among them, and four guards were killed"."""
    tokens = annotated.tokens
    at = group.count.first - 1
    if at == 1 and tokens[at].text == "," and people_words().get(tokens[0].lower) == "person":
        count = replace(group.count.plus(Count(0, 1, 1, 1)), last=max(group.count.last, group.head + 1))
        victims = Span(tokens[0].start, group.victims.end)  # a headline's "Father, two sons killed"
        return replace(group, count=count, victims=victims, kind="figure", summed=True)
    if at < 2 or tokens[at].lower != "and" or tokens[at].sentence != tokens[group.head].sentence:
        return group
    shared = _shared_noun(annotated, group, at - 1)
    if shared is not None:
        return shared
    at = _before_aside(tokens, at - 1)
    before = tokens[at]
    if before.sentence != tokens[group.head].sentence or before.pos not in ("NOUN", "PROPN", "NUM"):
        return group
    governor = tokens[before.head]
    if before.dep in ("nsubj", "nsubjpass") or (before.dep == "dobj" and governor.lemma not in harm_cues("saying")):
        return group
    other = _read_one(annotated, at, -1)
    if other is None or other.kind != "figure" or other.person is not True or other.count.last > at + 1:
        return group
    count = replace(other.count.plus(group.count), last=max(group.count.last, group.head + 1))
    victims = Span(tokens[count.first].start, group.victims.end)
    return replace(group, count=count, victims=victims, kind="figure", summed=True)


def _shared_noun(annotated: AnnotatedReport, group: Group, at: int) -> Group | None:
    """ "three Turkish and two Syrian soldiers": a count whose noun stands with the second."""
    tokens = annotated.tokens
    if tokens[at].pos != "ADJ" or not at or tokens[group.head].pos not in ("NOUN", "PROPN"):
        return None
    count = count_in(tokens, at - 1, at)
    if count is None or count.minimum is None or group.kind != "figure":
        return None
    both = replace(count.plus(group.count), last=max(group.count.last, group.head + 1))
    victims = Span(tokens[both.first].start, group.victims.end)
    return replace(group, count=both, victims=victims, summed=True)


def _before_aside(tokens: Sequence[Token], at: int) -> int:
    """The token before an aside that ends at a comma: ", two of them women," or ", children among them,"."""
    if tokens[at].text != ",":
        return at
    start = next((i for i in range(at - 1, max(-1, at - 8), -1) if tokens[i].text == ","), None)
    aside = {t.lower for t in tokens[start:at]} if start is not None else set()
    return start - 1 if start and aside & {"them", "whom"} else at - 1


def _together_with(annotated: AnnotatedReport, head: int) -> int | None:
    """ "a commander along with three of his men": the head of what goes with a phrase."""
    tokens = annotated.tokens
    words = tuple(t.lower for t in tokens[head + 1 : head + 4])
    for phrase in _TOGETHER:
        if words[: len(phrase)] == phrase:
            found = right_of(annotated, head + len(phrase))
            return None if found is None else found.index
    return None


def _tells_apart(first: Group, other: Group) -> bool:
    """Whether what is coordinated with people is not people ("two men and a vehicle")."""
    return not other.person and (bool(first.person) or other.person is False)


def _read_one(annotated: AnnotatedReport, head: int, barrier: int) -> Group | None:
    token = annotated.tokens[head]
    low = token.lower
    if low in _NOBODY or (low == "one" and head and annotated.tokens[head - 1].lower == "no"):
        first = head - 1 if low == "one" else head
        return _group(annotated, head, first, head + 1, Count(first, head + 1, 0, 0), "zero", True)
    if low == "another":
        return _group(annotated, head, head, head + 1, Count(head, head + 1, 1, 1), "one", True)
    if token.pos == "PRON" or low in _SINGULAR_PRONOUNS or low in _PLURAL_PRONOUNS:
        return _pronoun(annotated, head)
    left = _left_edge(annotated, head, barrier)
    inner = _of_whom(annotated, head)
    count = count_in(annotated.tokens, left, head + 1)
    if count is not None and count.last > head + 1:
        count = replace(count, last=head + 1) if not count.vague else count
    if inner is not None:
        return _partitive(annotated, head, left, count, inner)
    definite = (
        annotated.tokens[left].lower in ("the", "these", "those", "both", "all") or annotated.tokens[left].tag == "PRP$"
    )
    if count is not None:
        kind = "vague" if count.vague else "figure"
        return _group(annotated, head, min(left, count.first), head + 1, count, kind, _is_person(token), definite)
    return _uncounted(annotated, head, left, definite)


def _pronoun(annotated: AnnotatedReport, head: int) -> Group | None:
    low = annotated.tokens[head].lower
    if low in _SINGULAR_PRONOUNS:
        low_high: tuple[int, int | None] = (1, 1)
    elif low in _PLURAL_PRONOUNS:
        low_high = (2, None)
    elif low in harm_cues("any"):
        low_high = (1, None)
    elif low in ("others", "some", "many", "several", "both"):
        count = count_in(annotated.tokens, max(0, head - 3), head + 1)
        count = count or Count(head, head + 1, 2, None, vague=True)
        return _group(annotated, head, min(count.first, head), head + 1, count, "vague", True)
    elif low == "one":
        count = count_in(annotated.tokens, head, head + 1) or Count(head, head + 1, 1, 1)
        inner = _of_whom(annotated, head)
        if inner is not None:
            return _partitive(annotated, head, head, count, inner)
        return _group(annotated, head, head, head + 1, count, "figure", True)
    else:
        return None
    count = Count(head, head + 1, *low_high, vague=low_high[1] is None)
    return _group(annotated, head, head, head + 1, count, "pronoun", True, True)


def _left_edge(annotated: AnnotatedReport, head: int, barrier: int) -> int:
    """The first token of the phrase that a noun heads, by parts of speech and not by the tree, which often slips."""
    tokens, at = annotated.tokens, head
    sentence = tokens[head].sentence
    while at and at - 1 > barrier and tokens[at - 1].sentence == sentence:
        if _inside_name(annotated, at, barrier) or _inside_number(tokens, at, barrier):
            at -= 1
        elif not _premodifies(tokens[at - 1], at - 1, head):
            break
        at -= 1
        if tokens[at].tag in ("DT", "PDT") and tokens[at].lower not in ("all", "both"):
            break
    if at >= 2 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in _TENS and tokens[at].lower in _TENS:
        at -= 2
    if at and tokens[at].lower == "a" and tokens[at - 1].lower == "half":
        at -= 1
    while at < head and (tokens[at].text in ("-", "–") or tokens[at].tag == "POS"):
        at += 1
    return at


def _inside_name(annotated: AnnotatedReport, at: int, barrier: int) -> bool:
    """Whether an "of" inside a name stands before a token ("Islamic Movement of Uzbekistan fighters")."""
    before, of = annotated.tokens[max(0, at - 2)], annotated.tokens[at - 1]
    named = before.pos == "PROPN" and annotated.tokens[at].pos == "PROPN"
    return of.lower == "of" and named and at - 2 > barrier


def _inside_number(tokens: Sequence[Token], at: int, barrier: int) -> bool:
    """Whether a link inside a number stands before a token ("a hundred and five", "thirty or more")."""
    if at - 2 <= barrier or at < 2:
        return False
    before, link = tokens[at - 2].lower, tokens[at - 1].lower
    if link == "and":
        return before in ("hundred", "thousand", "million") and is_number_word(tokens[at].lower)
    return link == "or" and tokens[at].lower == "more" and is_number_word(before)


def _premodifies(token: Token, at: int, head: int) -> bool:
    if token.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET") or token.tag in ("PRP$", "POS", "HYPH", "CD", "NFP"):
        return at < token.head <= head or token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "appos")
    if token.tag in ("VBN", "VBG", "VBD") or token.pos == "ADV":
        return at < token.head <= head and token.dep in ("amod", "advmod", "nmod", "compound")
    return token.text in ("-", "–")


def _of_whom(annotated: AnnotatedReport, head: int) -> Token | None:
    """The noun in "dozens of civilians", "three of the hostages", "a group of men", "family of five"; else None."""
    token = annotated.tokens[head]
    preposition = annotated.child(head, "prep")
    if preposition is None or preposition.lower != "of" or preposition.index != head + 1:
        return None
    low = token.lower
    counts = count_in(annotated.tokens, head, head + 1) is not None
    if not counts and low not in _HOLDERS and people_words().get(low) != "collective":
        return None
    return annotated.child(preposition.index, "pobj")


def _partitive(annotated: AnnotatedReport, head: int, left: int, count: Count | None, inner: Token) -> Group | None:
    """A count of some noun: the outer figure counts ("three of the five hostages"), else the inner one does."""
    inside = _read_one(annotated, inner.index, head + 1)
    end = inner.index + 1
    person = True if inner.lower in _PLURAL_PRONOUNS | _RELATIVES else (inside.person if inside else _is_person(inner))
    phrase = count_in(annotated.tokens, left, head + 2)
    if phrase is not None and phrase.last > head:
        count = phrase
    if count is not None and not (count.vague and inside is not None and inside.kind == "figure"):
        kind = "vague" if count.vague else "figure"
        return _group(annotated, head, min(left, count.first), end, count, kind, person)
    if inside is None:
        return None
    if people_words().get(annotated.tokens[head].lower) == "collective" and inner.pos == "NUM":
        person = True
    low = annotated.tokens[head].lower
    if low in ("most", "half", "majority", "rest", "all") and inside.kind == "figure":
        return None
    return replace(inside, head=head, person=person, victims=_span(annotated, left, end))


def _uncounted(annotated: AnnotatedReport, head: int, left: int, definite: bool) -> Group | None:
    """A phrase without a number: one if singular, two or more if plural, none after "no"."""
    token, opener = annotated.tokens[head], annotated.tokens[left].lower
    person = _is_person(token)
    span = (left, head + 1)
    never = left > 0 and [t.lower for t in annotated.tokens[left - 1 : left + 2 : 2]] == ["not", "single"]
    if opener in ("no", "neither") or never:
        return _group(annotated, head, *span, Count(left, left + 1, 0, 0), "zero", person)
    plural = _is_plural(token)
    if not plural and people_words().get(token.lower) == "collective":
        return _group(annotated, head, *span, Count(*span, 2, None, vague=True), "plural", True, definite)
    if plural:
        return _group(annotated, head, *span, Count(*span, 2, None, vague=True), "plural", person, definite)
    if opener in _ONE:
        return _group(annotated, head, *span, Count(left, left + 1, 1, 1), "one", person)
    if token.ent in _NOT_PEOPLE and not person:
        return None
    name = token.pos in _NAME_POS or token.ent == "PERSON"
    kind = "name" if name else "one"
    if name and token.ent == "PERSON":
        person = True
    return _group(annotated, head, *span, Count(*span, 1, 1), kind, person, definite)


def _group(
    annotated: AnnotatedReport,
    head: int,
    first: int,
    last: int,
    count: Count,
    kind: str,
    person: bool | None,
    definite: bool = False,
) -> Group:
    generic = annotated.tokens[head].lower in _GENERIC or annotated.tokens[head].pos == "NUM"
    if kind in ("one", "name", "plural"):  # the phrase itself is what counts
        count = replace(count, first=first, last=last)
    return Group(head, _span(annotated, first, last), count, kind, person, definite, generic)


def _span(annotated: AnnotatedReport, first: int, last: int) -> Span:
    return Span(annotated.tokens[first].start, annotated.tokens[last - 1].end)


def _is_plural(token: Token) -> bool:
    if token.tag in ("NNS", "NNPS") or people_words().get(token.lower) == "plural":
        return True
    low = token.lower
    return low.endswith("s") and low not in people_words() and people_words().get(low[:-1]) == "person"


def _is_person(token: Token) -> bool | None:
    """True for a noun for people, False for one for things, None where neither list nor form tells."""
    low = token.lower
    for word in (low, token.lemma.lower(), low.removesuffix("s")):
        known = people_words().get(word)
        if known is not None:
            return known != "thing"
    if token.ent in ("PERSON", "NORP") or low.endswith(("man", "men", "woman", "women")):
        return True
    if token.pos == "NUM" or low == "old" or count_in([token], 0, 1) is not None:  # "a 16-year-old"
        return True
    if token.text[:1].isupper() and low.endswith(("ians", "ese", "is", "ans")) and token.tag in ("NNPS", "NNS"):
        return True
    return False if token.ent in _NOT_PEOPLE else None
