"""What speaks for and against a known name being a place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dateline.extraction.place_runs import KnownNames, Run, Stretches, is_capital
from dateline.extraction.place_weights import KNOWN, UNKNOWN
from dateline.model import AnnotatedReport, NamedSpan, Token
from dateline.reference.actors import find_organization
from dateline.reference.countries import country_of, demonym_of, is_people
from dateline.reference.folding import fold
from dateline.reference.place_words import place_words
from dateline.reference.titles import PERSON_KINDS, is_given_name, kinds_of

_SAYING = frozenset({"say", "tell", "add", "note", "warn", "recall", "testify", "reply", "argue", "explain", "insist"})
_FAMOUS = 5.7  # importance of towns of about half a million
_WELL_KNOWN = 5.3  # importance from which a place needs no country named beside it: towns of about 200 000
_SHOUTED = 3  # words in capitals from which they are a style, not an acronym
_IN_BODY = frozenset({"body after", "inside ORG", "capital after"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_BEFORE_CONTAINERS = frozenset({"in", "the", "southern", "northern", "eastern", "western", "central"})
_COVERED = frozenset({"GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"})


class Context:
    """Looked up once per report: stretches of capitals, persons' last names, how common capitals are."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.names = KnownNames(annotated)
        self.stretches = Stretches(self.names)

    @cached_property
    def names_at(self) -> dict[int, list[NamedSpan]]:
        """The language model's names by each of their tokens."""
        found: dict[int, list[NamedSpan]] = {}
        for name in self.annotated.names:
            for index in range(name.first, name.last):
                found.setdefault(index, []).append(name)
        return found

    @cached_property
    def person_names(self) -> frozenset[str]:
        """Folded first and last words of the persons' full names in the report: "Smith" of "Jordan Smith"."""
        found: set[str] = set()
        for name in self.annotated.names:
            if name.label != "PERSON":
                continue
            words = [t for t in self.annotated.tokens[name.first : name.last] if t.text[0].isalpha()]
            while words and _is_title(words[0]):
                words = words[1:]
            full = len(words) > 1 and all(is_capital(w) for w in words)
            if full and self._is_likely_person(words):
                found.update((fold(words[-1].text), fold(words[0].text)))
        return frozenset(found)

    def _is_likely_person(self, words: list[Token]) -> bool:
        before = self.annotated.tokens[words[0].index - 1].text if words[0].index else ""
        return is_given_name(words[0].text) or bool(kinds_of(before) & PERSON_KINDS)

    @cached_property
    def shouted(self) -> frozenset[int]:
        """Indices of the sentences written in capitals alone, where a capital says nothing."""
        found = set()
        for index, sentence in enumerate(self.annotated.sentences):
            words = 0
            for token in self.annotated.tokens[sentence.first : sentence.last]:
                if token.text[0].isalpha():
                    if not token.text.isupper():
                        break
                    words += 1
            else:
                if words >= _SHOUTED:
                    found.add(index)
        return frozenset(found)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that the report names, by name, nationality or a well-known place."""
        found = set()
        for token in [t for t in self.annotated.tokens if t.text[0].isupper()]:
            code = demonym_of(token.text) or country_of(token.text)
            if code is None and token.ent == "GPE":
                run = self.names.longest(token.index, len(self.annotated.tokens))
                if run is not None and (run.country is not None or run.importance >= _WELL_KNOWN):
                    code = run.country or run.places[0].country
            if code is not None:
                found.add(code)
        return frozenset(found)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that also stand in lower case somewhere in the report."""
        return frozenset([t.text for t in self.annotated.tokens if t.text.islower()])


def features(context: Context, run: Run) -> dict[str, float]:
    """The evidence for `run` as named quantities; `WEIGHTS` says what each counts."""
    found: dict[str, float] = {}
    for part in (_of_name, _of_label, _of_left, _of_right, _of_grammar):
        part(context, run, found)
    return found


def _of_name(context: Context, run: Run, found: dict[str, float]) -> None:
    """How well known the name is, and whether it is a word or a person's."""
    tokens = context.annotated.tokens[run.first : run.last]
    best = run.places[0] if run.places else None
    if run.country is not None:
        found["country"] = 1.0
    elif best is not None:
        found["kind " + ("area" if best.kind in ("region", "water", "site", "continent") else best.kind)] = 1.0
        found["importance"] = best.importance - 4.0
        if all(p.rank > 0 for p in run.places):
            found["other name"] = 1.0
        elif best.importance >= _FAMOUS and best.rank == 0:
            found["famous"] = 1.0
        if best.importance < _WELL_KNOWN and len(context.countries) > 0:
            fits = any(p.country in context.countries for p in run.places)
            found["country of the report" if fits else "strange country"] = 1.0
    if len(tokens) > 1:
        found["several words"] = 1.0
    elif tokens[0].text in place_words("common") or tokens[0].text.title() in place_words("common"):
        found["common word"] = 1.0
    elif tokens[0].lower in context.lower_words:
        found["also lower case"] = 1.0
    if len(tokens) == 1 and run.country is None and is_given_name(tokens[0].text):
        found["given name"] = 1.0
    if len(tokens) > 1 and tokens[0].text in place_words("opening"):
        found["place word first"] = 1.0
    if _is_seated(context, run):
        found["known part"] = 1.0
    if fold(run.text) in context.person_names:
        found["person elsewhere"] = 1.0
    short = run.country is None and len(run.text.replace(".", "")) <= 3 and (run.text.isupper() or "." in run.text)
    if short and tokens[0].sentence not in context.shouted:
        found["abbreviation"] = 1.0
    if tokens[-1].text in place_words("name"):
        found["generic in name"] = 1.0
    if not run.is_known and not place_words("tail").isdisjoint([t.text for t in tokens]):
        found["body word"] = 1.0
    if not any(t.pos == "PROPN" for t in tokens):
        found["no proper noun"] = 1.0
    if run.country is None and find_organization(run.text) is not None:
        found["organisation"] = 1.0


def _is_seated(context: Context, run: Run) -> bool:
    """An unlisted base, airport, county … named after a known place: "Da Nang Garrison"."""
    tokens = context.annotated.tokens
    if run.is_known or run.last - run.first < 2 or tokens[run.last - 1].text not in place_words("seated"):
        return False
    return context.names.run(run.first, run.last - 1) is not None


def _of_label(context: Context, run: Run, found: dict[str, float]) -> None:
    """What the language model calls it, and whether the model's name is just this one."""
    annotated = context.annotated
    labels = [t.ent for t in annotated.tokens[run.first : run.last] if t.text[0].isalnum()]
    label = max(set(labels), key=lambda x: (labels.count(x), x)) if len(labels) > 1 else labels[0]
    found[f"label {label if label in _COVERED else 'other' if label else 'none'}"] = 1.0
    if label in _PLACE_LABELS:
        return
    for name in context.names_at.get(run.first, ()):
        if run.last <= name.last and name.last - name.first > run.last - run.first:
            found[f"inside {name.label if name.label in ('PERSON', 'ORG', 'FAC') else 'other'}"] = 1.0


def _of_left(context: Context, run: Run, found: dict[str, float]) -> None:
    """The words in front."""
    annotated = context.annotated
    tokens, at = annotated.tokens, run.first - 1
    sentence = annotated.sentences[tokens[run.first].sentence]
    if run.first == sentence.first:
        found["sentence start"] = 1.0
        return
    if at > sentence.first and tokens[at].lower == "the":
        at -= 1
    word = tokens[at].lower
    pair = f"{tokens[at - 1].lower} {word}" if at > sentence.first else ""
    if pair in place_words("strong") or word in place_words("strong"):
        found["strong preposition"] = 1.0
    elif generic_precedes(context, run.first, sentence.first, place_words(_strictly("of", run))):
        found["generic of"] = 1.0
    elif word in place_words("weak"):
        found["weak preposition"] = 1.0
    elif word in ("and", "or", ",", "&"):
        found["after list mark"] = 1.0
    if tokens[at].text == "," and at > sentence.first and _known_before(context, at):
        found["container"] = 1.0
    if _in_place_after(context, run, word):
        found["in a place"] = 1.0
    before = tokens[run.first - 1]
    if _is_title(before):
        found["title before"] = 1.0
    if before.sentence in context.shouted:
        return
    stretch = context.stretches.by_token.get(run.first)
    if stretch is not None and stretch.first < run.first and not annotated.sentences[before.sentence].headline:
        if before.text in "-–":
            found["hyphen before"] = 1.0
        elif is_given_name(before.text):
            found["given name before"] = 1.0
        elif demonym_of(before.text) is None and not _is_title(before):
            found["capital before"] = 1.0


def _of_right(context: Context, run: Run, found: dict[str, float]) -> None:
    """The words behind."""
    annotated = context.annotated
    tokens = annotated.tokens
    limit = annotated.sentences[tokens[run.first].sentence].last
    if run.last >= limit:
        return
    after = tokens[run.last]
    if after.text == "," and run.last + 1 < limit and _container_after(context.names, run.last + 1, limit):
        found["container after"] = 1.0
    if _generic_follows(context, run, limit):
        found["generic after"] = 1.0
    if after.tag == "POS":
        found["possessive"] = 1.0
    if after.sentence in context.shouted:
        return
    if not is_capital(after):
        stretch = context.stretches.by_token.get(run.first)
        if stretch is not None and stretch.last > run.last + 1 and after.text.isalpha():
            found["capital after"] = 1.0
        if after.text in "-–" and run.last + 1 < limit and tokens[run.last + 1].text[0].isalpha():
            found["hyphen after"] = 1.0
        return
    if is_people(after.text):
        return
    if after.text in place_words("name"):
        found["name word after"] = 1.0
    elif after.text in place_words("road"):
        found["road after"] = 1.0
    elif after.text.rstrip(".") in place_words("office"):
        found["office after"] = 1.0
    elif _tail_follows(annotated, run.last, limit):
        found["body after"] = 1.0
    else:
        found["capital after"] = 1.0


def _of_grammar(context: Context, run: Run, found: dict[str, float]) -> None:
    """The place of the name in the sentence."""
    tokens = context.annotated.tokens
    head = next((t for t in tokens[run.first : run.last] if not run.first <= t.head < run.last), tokens[run.last - 1])
    above = tokens[head.head]
    if head.dep in ("nsubj", "nsubjpass", "poss") and fold(run.text) in context.person_names:
        found["person again"] = 1.0
    if head.dep in ("nsubj", "nsubjpass") and above.lemma in _SAYING:
        found["says"] = 1.0
    elif head.dep in ("nsubj", "nsubjpass"):
        found["subject"] = 1.0
    elif head.dep in ("compound", "nmod", "amod"):
        found["modifier"] = 1.0
    elif head.dep == "poss":
        found["owner"] = 1.0
    elif head.dep == "dobj" and above.index == run.first - 1 and above.lower in place_words("weak"):
        found["acted on"] = 1.0
    elif head.dep == "pobj":
        found["object of preposition"] = 1.0


def _is_title(token: Token) -> bool:
    return bool(kinds_of(token.text) & {"honorific", "rank", "office"})


def _known_before(context: Context, comma: int) -> bool:
    """Whether a capitalised name ends right before the comma."""
    stretch = context.stretches.by_token.get(comma - 1)
    return stretch is not None and stretch.last == comma


def _container_after(names: KnownNames, first: int, limit: int) -> bool:
    """Whether a country or first-level division is named from token `first`: "X, Texas", "X, southern Lebanon"."""
    tokens = names.tokens
    while first < limit and tokens[first].lower in _BEFORE_CONTAINERS:
        first += 1
    if first >= limit or not is_capital(tokens[first]):
        return False
    run = names.longest(first, limit)
    if run is None:
        return False
    return run.country is not None or any(p.kind in ("admin1", "admin2") and p.rank == 0 for p in run.places)


def _strictly(role: str, run: Run) -> str:
    """An unknown name needs the words that stand with nothing but places."""
    return role if run.is_known else f"{role}-strict"


def _generic_follows(context: Context, run: Run, limit: int) -> bool:
    """Whether a common noun for places follows, or ends the list the name is in: "Idlib, Hama and Homs provinces"."""
    return generic_follows(context, run.last, limit, place_words(_strictly("after", run)))


def generic_precedes(context: Context, at: int, start: int, words: frozenset[str]) -> bool:
    """Whether one of the words and "of" stand before token `at`, or in the plural before the list it is in."""
    tokens, first = context.annotated.tokens, at
    while at - 2 > start and tokens[at - 1].text in (",", "and", "or", "&"):
        at -= 1
        stretch = context.stretches.by_token.get(at - 1)
        if stretch is None:
            break
        at = stretch.first
    if at > start and tokens[at - 1].lower == "the":
        at -= 1
    if at - 2 < start or tokens[at - 1].lower != "of":
        return False
    noun = tokens[at - 2].lower
    return noun in words and (at >= first - 1 or noun.endswith("s"))


def generic_follows(context: Context, at: int, limit: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands at token `at`, or in the plural at the end of the list that goes on there."""
    tokens, first = context.annotated.tokens, at
    while at < limit and is_people(tokens[at].text):  # "the Karrada Christian neighbourhoods"
        at += 1
    if at >= limit:
        return False
    if tokens[at].tag == "POS" and at + 1 < limit:  # "Aleppo's X and Y districts"
        stretch = context.stretches.by_token.get(at + 1)
        return stretch is not None and generic_follows(context, stretch.last, limit, words)
    if tokens[at].lower in words and not is_capital(tokens[at]):
        return True
    if tokens[at].text == "," and _is_said_to_be(tokens[at + 1 : limit], words):
        return True
    while at + 1 < limit and tokens[at].text in (",", "and", "or", "&"):
        at += 1
        stretch = context.stretches.by_token.get(at)
        if stretch is not None:
            at = stretch.last
    plural = at < limit and at > first + 1 and tokens[at].lower.endswith("s")
    return plural and tokens[at].lower in words and not is_capital(tokens[at])


def _is_said_to_be(tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether the tokens begin with a noun phrase that ends in one of the words: "a small town in"."""
    if not tokens or tokens[0].lower not in ("a", "an", "the"):
        return False
    at = 1
    while at < min(len(tokens), 5) and (tokens[at].pos in ("ADJ", "ADV", "PUNCT") or tokens[at].tag == "VBN"):
        at += 1
    nouns = [t for t in tokens[at : at + 2] if t.pos in ("NOUN", "PROPN") and not is_capital(t)]
    return bool(nouns) and nouns[-1].lower in words


def _in_place_after(context: Context, run: Run, before: str) -> bool:
    """ "in X in Aleppo": an unknown name between two prepositions of place, the second with a known place."""
    annotated = context.annotated
    tokens, limit = annotated.tokens, annotated.sentences[annotated.tokens[run.first].sentence].last
    if run.is_known or before not in ("in", "at", "near") or run.last + 1 >= limit or tokens[run.last].lower != "in":
        return False
    outer = context.names.longest(run.last + 1, limit) if is_capital(tokens[run.last + 1]) else None
    return outer is not None and outer.importance >= _WELL_KNOWN and tokens[run.first].ent not in ("DATE", "LANGUAGE")


def _tail_follows(annotated: AnnotatedReport, first: int, limit: int) -> bool:
    """Whether one of the next capitalised words makes a body or an event of the name ("Boston Red Sox")."""
    tokens = annotated.tokens
    for at in range(first, min(first + 4, limit)):
        if not is_capital(tokens[at]):
            return False
        if tokens[at].text.rstrip(".") in place_words("tail"):
            return True
    return False


def weigh(context: Context, run: Run) -> tuple[float, bool]:
    """Log odds that `run` is a place where it stands, and whether it only serves to name a body, a product or an event.

    "Boston" of "Boston University" may be a place all the same.
    """
    weights = KNOWN if run.is_known else UNKNOWN
    found = features(context, run)
    odds = weights["bias"] + sum([weights.get(name, 0.0) * value for name, value in found.items()])
    in_body = not _IN_BODY.isdisjoint(found) and "office after" not in found
    return odds, in_body
