"""Candidate place names: stretches of capitalised tokens that the gazetteer knows, longest first."""

from __future__ import annotations

from functools import cached_property, lru_cache

from dateline.model import AnnotatedReport, Token
from dateline.model.frozen import frozen
from dateline.reference.countries import country_of, is_people, may_open_nation
from dateline.reference.gazetteer import Gazetteer, GazetteerPlace
from dateline.reference.place_words import place_words

LONGEST = 7  # tokens of the longest name tried
_LONGEST_KIND = 3  # tokens of what kind of site it is, behind the name
_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "ez", "er", "es", "et", "ed"})
_PARTICLES = frozenset(
    {
        "au",
        "aux",
        "sous",
        "zu",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "e",
        "la",
        "las",
        "le",
        "les",
        "los",
    }
)
_LITTLE_WORDS = frozenset({"of", "the", "and", "on", "upon", "sur", "y", "i", "ou", "der", "den", "am", "im", "bei"})
_JOINERS = _ARTICLES | _PARTICLES | _LITTLE_WORDS | {"-", "‐", "‑", "–", "'", "’"}
_HYPHENS = frozenset("-‐‑–")


@frozen
class Run:
    """Tokens `[first, last)` of a name the gazetteer has (`places`) or, with no places, of a capitalised stretch."""

    first: int
    last: int
    text: str
    places: tuple[GazetteerPlace, ...] = ()
    country: str | None = None  # alpha-3 where the name is a country's

    @property
    def is_known(self) -> bool:
        return bool(self.places) or self.country is not None

    @property
    def importance(self) -> float:
        """Of the most important place of that name; countries that the gazetteer lacks under this form count too."""
        if self.country is not None:
            return 9.0
        return self.places[0].importance if self.places else 0.0


def is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def report_text(annotated: AnnotatedReport, first: int, last: int) -> str:
    """The tokens' text as it stands, blanks made single."""
    if last == first + 1:
        return annotated.tokens[first].text
    text = annotated.report.matching[annotated.tokens[first].start : annotated.tokens[last - 1].end]
    return text if text.isalnum() else " ".join(text.split())


class KnownNames:
    """The names in one report that the gazetteer or the countries list has, each looked up once."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.tokens = annotated.tokens
        self._gazetteer = Gazetteer.open()
        self._runs: dict[tuple[int, int], Run | None] = {}
        self._longest: dict[tuple[int, int], Run | None] = {}

    def start(self, index: int) -> bool:
        """Whether a name may start here: a capitalised token that is no function word, or a lower-case Arabic article
        tied to one ("al-Bab"). "The" only where the gazetteer has it in the name ("The Hague")."""
        tokens = self.tokens
        text = tokens[index].text
        if text[0].isupper():
            if text == "The":
                return self.longest(index, len(tokens)) is not None
            return text not in ("A", "An") and text not in place_words("function")
        return (
            text in _ARTICLES
            and index + 2 < len(tokens)
            and tokens[index + 1].text in _HYPHENS
            and is_capital(tokens[index + 2])
        )

    def longest(self, first: int, limit: int) -> Run | None:
        """The longest known name from token `first`, before token `limit`; a listed site or water with its kind in
        lower case first ("Zaatari refugee camp", "the Rafah crossing")."""
        key = (first, min(limit, first + LONGEST + _LONGEST_KIND))  # nothing further on is looked at
        if key not in self._longest:
            self._longest[key] = self._find_longest(*key)
        return self._longest[key]

    def _find_longest(self, first: int, limit: int) -> Run | None:
        tokens, end = self.tokens, first
        reach = min(limit, first + LONGEST)
        while end < reach and (tokens[end].text[0].isupper() or tokens[end].lower in _JOINERS):
            end += 1
        site_nouns = place_words("site noun")
        for last in range(end + 1, min(end + _LONGEST_KIND, limit) + 1):
            if tokens[last - 1].text in site_nouns:
                run = self.run(first, last)
                if run is not None and run.places and run.places[0].kind in ("site", "water"):
                    return run
        if end > first + 1 and not self._may_go_on(first):
            end = first + 1
        for last in range(end, first, -1):
            if is_capital(tokens[last - 1]) and (run := self.run(first, last)) is not None:
                return run
        return None

    def _may_go_on(self, first: int) -> bool:
        """Whether a known name may go on after token `first`: most capitalised words begin no name of several words."""
        word, following = self.tokens[first], self.tokens[first + 1]
        apart = following.start > word.end and word.text.isalnum()  # else the two may be one word of a name
        return not apart or self._gazetteer.may_open(word.text) or may_open_nation(word.text)

    def run(self, first: int, last: int) -> Run | None:
        """The tokens as a known name, or None. Written-as-such abbreviations only ("US", not "us")."""
        key = (first, last)
        if key not in self._runs:
            self._runs[key] = self._look_up(first, last)
        return self._runs[key]

    def _look_up(self, first: int, last: int) -> Run | None:
        text = report_text(self.annotated, first, last)
        known = _known_as(self._gazetteer, text)
        return None if known is None else Run(first, last, text, *known)


@lru_cache(maxsize=16384)
def _known_as(gazetteer: Gazetteer, name: str) -> tuple[tuple[GazetteerPlace, ...], str | None] | None:
    """The places of that name and the country, or None where it is no name of either. Reports share most names."""
    country = country_of(name)
    if country is None and (is_people(name) or (len(name) < 3 and not name.isupper())):
        return None
    places = gazetteer.lookup(name)
    if name[:4] in ("The ", "the "):
        places = tuple(p for p in places if p.name.startswith("The "))
        country = None
    return None if not places and country is None else (places, country)


def composite(annotated: AnnotatedReport, first: int, after: int, limit: int) -> Run | None:
    """A longer name that ends in a word for a place or a street: "Elm" + "Drive", "Da Nang" + "International Airport".

    Tokens from `first`; the word stands at `after` or up to three capitalised tokens on. No gazetteer is asked.
    """
    tokens = annotated.tokens
    for at in range(after, min(after + 4, limit)):
        text = tokens[at].text
        if not text[0].isupper() or (text in place_words("common") and text not in place_words("name")):
            return None
        text = text.rstrip(".")
        if text in place_words("name") or text in place_words("road"):
            if at + 1 < limit and tokens[at + 1].text in place_words("tail") and is_capital(tokens[at + 1]):
                return None
            return Run(first, at + 1, report_text(annotated, first, at + 1))
    return None


@frozen
class Stretch:
    """A maximal run of capitalised tokens within a sentence, with joiners inside: tokens `[first, last)`."""

    first: int
    last: int


class Stretches:
    """Which capitalised stretch each token lies in."""

    def __init__(self, names: KnownNames) -> None:
        self.annotated = names.annotated
        self._names = names

    @cached_property
    def all(self) -> list[Stretch]:
        """In text order."""
        found: list[Stretch] = []
        after = 0
        for token in self.annotated.tokens:
            if not (token.text[0].isupper() or token.text in _ARTICLES):
                continue
            if token.index >= after and self._names.start(token.index):
                after = self._end(token.index, self.annotated.sentences[token.sentence].last)
                found.append(Stretch(token.index, after))
        return found

    @cached_property
    def by_token(self) -> dict[int, Stretch]:
        return {index: stretch for stretch in self.all for index in range(stretch.first, stretch.last)}

    def _end(self, first: int, limit: int) -> int:
        """After the last capitalised token that is joined to `first` by capitals, hyphens and articles."""
        tokens, end, at = self.annotated.tokens, first + 1, first + 1
        while at < limit:
            token = tokens[at]
            if is_capital(token):
                end = at = at + 1
            elif token.text in _HYPHENS or token.text.lower() in _ARTICLES or token.text in ("de", "del", "la", "'"):
                at += 1
            else:
                break
        return end
