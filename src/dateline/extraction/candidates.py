"""Capitalised runs → candidate names, each with its title split off, and what speaks for its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dateline.extraction.name_evidence import weighed
from dateline.extraction.name_runs import Candidate, Run, find_runs, words_of
from dateline.model import AnnotatedReport, Span, Token
from dateline.reference.actors import as_organization
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.titles import is_people, kinds_of, longest_title, singular_kinds

_FRONT = frozenset({"office", "rank", "honorific", "role"})
_IN_RUN = frozenset({"office", "rank", "honorific"})
_LINKS = frozenset({"to", "of", "for", "in"})
_ATTACHED = frozenset({"amod", "compound", "nmod", "poss", "case", "npadvmod", "nummod", "punct"})
_NO_TITLE = frozenset({"DET", "ADP", "VERB", "AUX", "PRON", "CCONJ"})
_ENVOYS = frozenset({"ambassador", "envoy"})
_LONGEST_TITLE = 12  # tokens


def find_candidates(
    annotated: AnnotatedReport, places: Collection[Span], title_case: Collection[int]
) -> list[Candidate]:
    """Every name that may be there, scored for its kind. title_case: sentences in which capitals tell nothing."""
    in_place = frozenset(index for span in places for index in annotated.indices_in(span))
    pieces = (piece for run in find_runs(annotated, title_case) for piece in _pieces(annotated, run, in_place))
    return [weighed(annotated, piece, in_place) for piece in pieces]


# -- taking a run apart ---------------------------------------------------------------------------------------------


def _pieces(annotated: AnnotatedReport, run: Run, places: Collection[int]) -> Iterator[Candidate]:
    """A run as it names one thing, or as what stands before a title, and the titled name."""
    tokens = annotated.tokens
    start = _after_title(annotated, run)
    if start is None:
        start = _person_inside(annotated, run, places)
        if start is None:
            yield from _whole(annotated, run)
            return
        title = _linked_title(annotated, run.first) if start > run.first else start
        if title is None:
            yield from _whole(annotated, replace(run, last=start))
            title = start
        yield Candidate(start, run.last, title, "PERSON")
        return
    title = _envoy_twice(annotated, _extend_left(annotated, run.first), start)
    lead = run.first
    while lead < start and not longest_title(words_of(annotated, lead, start)):
        lead += 1
    if lead > run.first:
        yield from _whole(annotated, Run(run.first, lead, tokens[run.first].ent))
    label = tokens[run.last - 1].ent
    yield Candidate(start, run.last, title, label)


def _whole(annotated: AnnotatedReport, run: Run) -> Iterator[Candidate]:
    """The run as one name; nationalities alone and titles alone name nobody."""
    tokens, first, last = annotated.tokens, run.first, run.last
    while first < last and tokens[first].text.lower() in ("the", "a", "an"):
        first += 1
    if _is_known_body(annotated, first, last):  # "Islamic State", "M23"
        yield Candidate(first, last, _left_title(annotated, first), run.label)
        return
    while last - 1 > first and _is_adjective(tokens[last - 1]):
        last -= 1  # "Mosul Kurdish [neighbourhoods]"
    if _names_a_thing(annotated, first, last) or _is_half_a_compound(annotated, first, last):
        return
    if first >= last or (all(_is_no_name(t) for t in tokens[first:last]) and not _is_ministry(tokens[first:last])):
        return
    if "body" not in kinds_of(tokens[last - 1].text):
        while first < last - 1 and _is_adjective(tokens[first]) and _stands_alone(tokens[first + 1 : last]):
            first += 1  # "Syrian Kurds", "Kurdish KDP": the people or body alone
    title = _left_title(annotated, first)
    owner = _owning_country(annotated, first, last)
    yield Candidate(owner, last, min(title, owner), run.label)


def _is_known_body(annotated: AnnotatedReport, first: int, last: int) -> bool:
    """Whether the list of bodies has the run, whose words would name nobody by themselves."""
    tokens = annotated.tokens[first:last]
    numbered = len(tokens) == 1 and any(c.isdigit() for c in tokens[0].text) and tokens[0].text[0].isalpha()
    nobody = len(tokens) > 1 and all(_is_no_name(t) for t in tokens)
    return (numbered or nobody) and as_organization(" ".join(t.text for t in tokens)) is not None


def _owning_country(annotated: AnnotatedReport, first: int, last: int) -> int:
    """Start of "Syria's" before the name of a body that every country has ("Foreign Ministry"), else `first`."""
    tokens = annotated.tokens
    if (
        first < 2
        or tokens[first - 1].tag != "POS"
        or not kinds_of(" ".join(words_of(annotated, first, last))) & {"body"}
    ):
        return first
    for start in range(max(annotated.sentences[tokens[first].sentence].first, first - 4), first - 1):
        if tokens[start].text[0].isalpha() and country_of(" ".join(words_of(annotated, start, first - 1))) is not None:
            return start
    return first


def _names_a_thing(annotated: AnnotatedReport, first: int, last: int) -> bool:
    """A treaty, a war, a day, a letter, a model number: named, but nobody."""
    words = annotated.tokens[first:last]
    until = next((n for n, t in enumerate(words) if t.lower in ("of", "for") and n), len(words))
    if not words or _is_shouted(words):
        return True
    if "thing" in kinds_of(words[until - 1].text):
        return "body" not in kinds_of(" ".join(t.text for t in words[max(0, until - 2) : until]))
    text = "".join(t.text for t in words)
    if text.isalpha():
        return len(text) < 2
    is_body = any(kinds_of(t.text) & {"body", "site"} for t in words)
    return sum(c.isalpha() for c in text) < 2 or (any(c.isdigit() for c in text) and not is_body)


def _is_half_a_compound(annotated: AnnotatedReport, first: int, last: int) -> bool:
    """A nationality in "Kurdish-led", "Saudi-brokered"."""
    tokens = annotated.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in "-‐‑–" or tokens[last].start != tokens[last - 1].end:
        return False
    adjectives = all(_is_nationality(t.text) or is_people(t.text) for t in tokens[first:last])
    return adjectives and tokens[last + 1].text[0].islower()


def _is_shouted(words: Sequence[Token]) -> bool:
    """A line in capitals that ran into the text, or a verb in capitals: "CEASE", "DEAL AIMS TO END WAR"."""
    if not all(t.text.isupper() for t in words if t.text[0].isalpha()):
        return False
    if len(words) == 1:
        return words[0].tag in ("VB", "VBP", "VBZ", "VBD", "MD", "RB")
    return len(words) > 2 and sum(len(t.text) > 3 for t in words) > 2


def _is_nationality(text: str) -> bool:
    return demonym_of(text) is not None


def _stands_alone(words: Sequence[Token]) -> bool:
    """A people, a person or an acronym, whatever nationality stands before it."""
    return is_people(words[-1].text) or words[-1].ent == "PERSON" or (len(words) == 1 and words[0].text.isupper())


def _is_ministry(words: Sequence[Token]) -> bool:
    """ "Defence Ministry": a word for what it is about and the noun of a body, in capitals."""
    about = [t for t in words[:-1] if "thing" in kinds_of(t.text)]
    return bool(about) and "body" in kinds_of(words[-1].text) and words[-1].text[0].isupper()


def _is_no_name(token: Token) -> bool:
    text = token.text
    if not text[0].isalnum():
        return True
    plural = token.tag in ("NNS", "NNPS") and not is_people(text)
    return _is_adjective(token) or bool(singular_kinds(text) if plural else kinds_of(text))


def _is_adjective(token: Token) -> bool:
    """A nationality or people as an adjective."""
    return (_is_nationality(token.text) or is_people(token.text)) and not _is_people(token)


def _is_people(token: Token) -> bool:
    return token.dep not in ("amod", "compound", "nmod") and token.tag in ("NNPS", "NNS", "NNP")


def _after_title(annotated: AnnotatedReport, run: Run) -> int | None:
    """Where the name begins in a run that starts with a title: "Mosul Governor | Omar X"; None without one."""
    tokens = annotated.tokens
    best = None
    for at in range(run.first, run.last - 1):
        if not kinds_of(tokens[at].text) & _IN_RUN or tokens[at + 1].text in "-‐‑–" or tokens[at - 1].lower == "of":
            continue
        known = all(
            _is_no_name(t) or t.text.isupper() or t.ent in ("GPE", "ORG", "NORP") for t in tokens[run.first : at]
        )
        if known or "office" in kinds_of(tokens[at].text):
            best = at + 1
    if best is None or any("body" in kinds_of(t.text) for t in tokens[best : run.last]):
        return None
    if all(_is_no_name(t) for t in tokens[best : run.last]):
        return None
    if tokens[best].text in (".",) and best + 1 < run.last:
        best += 1
    return best


def _person_inside(annotated: AnnotatedReport, run: Run, places: Collection[int]) -> int | None:
    """Where a person's name begins after a place or body in one run: "[envoy to] Syria | Tom X"."""
    for name in reversed(annotated.names[: bisect_left(annotated.names, run.last, key=lambda n: n.first)]):
        if name.first <= run.first:
            break
        if name.label == "PERSON" and name.last == run.last:
            lead = annotated.tokens[run.first : name.first]
            listed = all(t.index in places for t in lead)
            linked = _linked_title(annotated, run.first) is not None
            if listed or (linked and all(t.ent in ("GPE", "LOC", "NORP", "ORG") for t in lead)):
                return name.first
    return None


# -- titles in front ------------------------------------------------------------------------------------------------


def _left_title(annotated: AnnotatedReport, first: int) -> int:
    """Start of the title in small letters before a name ("army chief X"); `first` itself without one."""
    tokens = annotated.tokens
    if first == 0 or tokens[first - 1].sentence != tokens[first].sentence:
        return first
    before = tokens[first - 1]
    if country_of(before.text) is not None and tokens[first].ent == "PERSON":
        linked = _linked_title(annotated, first - 1)  # "[ambassador to Kenya] X"
        return first if linked is None else linked
    if (
        not kinds_of(before.text) & _FRONT
        or before.tag in ("NNS", "NNPS")
        or before.pos not in ("NOUN", "PROPN", "ADJ")
    ):
        return first
    attached = before.head >= first or tokens[first].dep in ("appos", "flat") or "rank" in kinds_of(before.text)
    return _envoy_twice(annotated, _extend_left(annotated, first - 1), first) if attached else first


def _envoy_twice(annotated: AnnotatedReport, title: int, first: int) -> int:
    """ "special envoy to [Syria Ambassador X]": the start of both offices, for a title that begins with the country."""
    tokens = annotated.tokens
    if title >= first or tokens[first - 1].lower not in _ENVOYS or country_of(tokens[title].text) is None:
        return title
    linked = _linked_title(annotated, title)
    return title if linked is None else linked


def _linked_title(annotated: AnnotatedReport, first: int) -> int | None:
    """Start of "U.S. special envoy to" before a run whose first part is where or of what; None without one."""
    tokens = annotated.tokens
    at = first - 1
    if at >= 0 and tokens[at].lower == "the":
        at -= 1
    if at < 1 or tokens[at].lower not in _LINKS or not kinds_of(tokens[at - 1].text) & _FRONT:
        return None
    return _extend_left(annotated, at - 1)


def _extend_left(annotated: AnnotatedReport, first: int) -> int:
    """Further left over what belongs to a title: nationality, "former", "deputy", "Foreign Ministry", "Syria's"."""
    tokens = annotated.tokens
    at = first
    while at > 0 and first - at < _LONGEST_TITLE:
        before = tokens[at - 1]
        if before.sentence != tokens[first].sentence or (before.pos in _NO_TITLE and before.dep != "amod"):
            break
        if (before.pos == "PUNCT" and before.text not in "-‐‑–") or before.ent in ("DATE", "TIME"):
            break
        titled = bool(
            kinds_of(before.text) or demonym_of(before.text) or country_of(before.text) or before.text.isupper()
        )
        if not titled and before.dep not in _ATTACHED:
            break
        at -= 1
    while at < first and tokens[at].text in "-‐‑–'’s":
        at += 1
    return at
