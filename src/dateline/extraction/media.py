"""Which nouns of a report are outlets, agencies, platforms or kinds of medium.

Letters alone do not tell: "RSS", "AFP", "NPA" are agencies here and movements or forces there. Letters that the list
gives to other bodies too (`also`) are the agency where the report cites them as reports cite agencies ("told X",
"X reported", "quoted by X"), once being enough; else where it takes no article and the country of the other body is not
the one that the report is about.
"""

from __future__ import annotations

from dateline.model import AnnotatedReport, LinkRole, Span, Token
from dateline.reference import outlets
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.cues import cue_words, mastheads, platforms, source_roles

_LONGEST = 8  # tokens of a name behind its head
_TELLING = frozenset({"to", "with"})


def is_medium(a: AnnotatedReport, head: int) -> bool:
    """Whether a noun is an outlet, an agency, a platform or a kind of medium."""
    token = a.tokens[head]
    if token.pos == "PROPN" or is_letters(token):
        return _is_named_medium(a, head)
    lemma = token.lemma.lower()
    pair = f"{a.tokens[head - 1].lower} {lemma}" if head else lemma
    return LinkRole.MEDIUM in (source_roles().get(pair), source_roles().get(lemma))


def is_letters(token: Token) -> bool:
    """ "PTI", "AAP": an abbreviation, whatever part of speech the model makes of it."""
    return token.text.isupper() and token.text.isalpha() and 2 < len(token.text) < 7


def name_around(a: AnnotatedReport, head: int) -> Span:
    """The run of proper nouns that a token ends or stands in ("Al Jazeera", "New York Times")."""
    sentence = a.sentences[a.tokens[head].sentence]
    first = last = head
    while first > sentence.first and _joins(a.tokens[first - 1]):
        first -= 1
    while last + 1 < sentence.last and _joins(a.tokens[last + 1]) and a.tokens[last + 1].pos == "PROPN":
        last += 1
    while first < head and a.tokens[first].text in ("-", "the", "The"):
        first += 1
    return without_stop(a, [first, last])


def without_stop(a: AnnotatedReport, indices: list[int]) -> Span:
    """The span of the tokens, without the full stop that the tokeniser left on a platform's name ("on X.")."""
    span = a.span_of(indices)
    text = a.tokens[max(indices)].text
    return Span(span.start, span.end - 1) if text.endswith(".") and text[:-1] in platforms() else span


def _joins(token: Token) -> bool:
    return token.pos == "PROPN" or token.text == "-"


def _is_named_medium(a: AnnotatedReport, head: int) -> bool:
    token = a.tokens[head]
    words = name_around(a, head).of(a.report.matching)
    parts = words.split()
    if words in platforms() or (len(parts) > 1 and bool({parts[0], parts[-1]} & mastheads())):
        return True
    known = outlets.by_name(words) or outlets.by_name(_whole(a, head)) or outlets.by_name(token.text)
    if known is not None:
        return not (known.also and is_letters(token)) or _is_the_agency(a, head, known)
    if len(parts) > 1 and token.dep == "nsubj" and a.tokens[token.head].lemma.lower() == "write":
        return country_of(parts[-1]) is not None and country_of(words) is None  # "Northland Syria writes"
    return is_letters(token) and len(parts) == 1 and country_of(words) is None and _relays(a, head)


def _whole(a: AnnotatedReport, head: int) -> str:
    """The name with what hangs on it: "National Broadcasting Services of Thailand"."""
    below = [i for i in a.subtree(head) if a.tokens[i].text.lower() != "the" and i <= head + _LONGEST]
    return a.span_of(below or [head]).of(a.report.matching)


def _relays(a: AnnotatedReport, head: int) -> bool:
    """ "X quoted Y as saying", "X reported, citing Y": what letters that no list has do where they are an outlet."""
    verb = a.tokens[a.tokens[head].head]
    if a.tokens[head].dep != "nsubj" or verb.lemma.lower() not in cue_words("relaying"):
        return False
    if verb.lemma.lower() != "report":
        return any(k.lower == "as" for k in a.children(verb.index, "prep"))
    sentence = a.sentences[verb.sentence]
    return any(t.tag == "VBG" and t.lemma.lower() in ("cite", "quote") for t in a.tokens[verb.index : sentence.last])


# -- letters that others have too -------------------------------------------------------------------------------------


def _is_the_agency(a: AnnotatedReport, head: int, known: outlets.KnownOutlet) -> bool:
    same = [t.index for t in a.tokens if t.text == a.tokens[head].text]
    spelled = [found for i in same if (found := _spelled_out(a, i))]
    if spelled:
        return any(outlets.by_name(name) is not None for name in spelled)
    if any(_is_cited(a, i) for i in same):
        return True
    if _has_article(a, head):
        return False
    countries = _countries(a)
    return known.country in countries or not countries & set(known.also)


def _spelled_out(a: AnnotatedReport, at: int) -> str:
    """The name in front of "(X)" whose initials X is, or ""."""
    letters = a.tokens[at].text
    if at < len(letters) + 1 or a.tokens[at - 1].text != "(":
        return ""
    end = at - 1
    initials, first = letters.lower(), end
    while first > max(0, end - 2 * len(letters)) and initials:
        first -= 1
        if a.tokens[first].lower.startswith(initials[-1]) and a.tokens[first].text[:1].isupper():
            initials = initials[:-1]
        elif a.tokens[first].text[:1].isupper():
            return ""
    return "" if initials else a.span_of([first, end - 1]).of(a.report.matching)


def _has_article(a: AnnotatedReport, head: int) -> bool:
    return any(k.lower == "the" for k in a.children(head, "det")) or (head > 0 and a.tokens[head - 1].lower == "the")


def _is_cited(a: AnnotatedReport, head: int) -> bool:
    """ "told X", "X reported", "speaking to X", "quoted by X", "X news agency"."""
    after = a.tokens[head + 1].lower if head + 1 < len(a.tokens) else ""
    if after in ("news", "agency", "newswire"):
        return True
    if _has_article(a, head):
        return False
    token, above = a.tokens[head], a.tokens[a.tokens[head].head]
    if token.dep in ("nsubj", "appos", "compound"):
        return above.lemma.lower() in cue_words("relaying") or above.lower in ("agency", "correspondent", "reporter")
    if token.dep in ("dobj", "dative", "iobj"):
        return above.lemma.lower() == "tell"
    if token.dep != "pobj":
        return False
    verb = a.tokens[above.head]
    if above.dep == "agent" or above.lower == "by":
        return verb.tag == "VBN" and verb.lemma.lower() in cue_words("relaying")
    return above.lower in _TELLING and verb.lemma.lower() in ("speak", "talk", "tell", "interview")


def _countries(a: AnnotatedReport) -> set[str]:
    """Countries that the report names, or whose people."""
    words = {t.text for t in a.tokens if t.text[:1].isupper()}
    words |= {name.of(a.report.matching) for name in (Span(n.start, n.end) for n in a.names if n.label == "GPE")}
    return {code for word in words if (code := country_of(word) or demonym_of(word))}


__all__ = ["is_letters", "is_medium", "name_around", "without_stop"]
