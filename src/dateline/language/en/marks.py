"""Parts of speech and lemmas of tokens, as the pipeline's own rules give them, each case worked out once.

spaCy's attribute ruler matches its 180 rules on every token, and its lemmatizer walks every token's forms: a sixth and
an eighth of the time of a whole pipeline. But what a rule of one token gives depends on the token's word, tag and
dependency label, and on the word only where some rule names it; a lemma depends on the word and its part of speech.
`Marks` asks the pipeline's own components about each such case when it first comes up, and remembers the answer. Rules
of several tokens are looked for only where one may begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span

_READ_BY_RULES = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_LISTS, _REGEX = frozenset({"IN", "NOT_IN"}), "REGEX"
_AFTER = frozenset({"ner"})  # what may follow the two: it reads nothing that they write
_MOST = 50_000  # remembered words with tag and label, and lemmas; then all are forgotten

Mark = tuple[str, str, str, str]  # tag, part of speech, lemma, dependency label
_Case = tuple[int, int, int]  # word, tag, dependency label
_Ruled = tuple[int, int, int, int, int]  # tag, part of speech, lemma, morphology, dependency label


class Marks:
    """The marks of a doc's tokens. Of a pipeline that it does not know it takes what stands in the doc."""

    def __init__(self, nlp: Language) -> None:
        """Takes the two components out of the pipeline if it can stand in for them."""
        self._rules = _Rules.of(nlp)
        if self._rules is not None:
            nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"])

    def of(self, doc: Doc) -> list[Mark]:
        """One for each token, blank ones too."""
        if self._rules is None:
            return [(t.tag_, t.pos_, t.lemma_, t.dep_) for t in doc]
        return self._rules.marks(doc)


class _Rules:
    def __init__(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        _index_as_sets(lemmatizer)
        self._verbs: Collection[str] = lemmatizer.lookups.get_table("lemma_index", {}).get("verb", ())
        self._strings = ruler.vocab.strings
        self._words: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        self._several = Matcher(ruler.vocab, validate=False)
        self._begin_several = Matcher(ruler.vocab, validate=False)
        self._reach = 1  # tokens of the longest rule
        for rule in ruler.patterns:
            self._learn(rule)
        self._cases: dict[_Case, tuple[Mark, bool]] = {}
        self._found: dict[tuple[str, int, int, bool], tuple[_Ruled, bool]] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    @classmethod
    def of(cls, nlp: Language) -> _Rules | None:
        """None where the pipeline has other components, or rules that look at more than a word, its tag and label."""
        names = nlp.pipe_names
        if "attribute_ruler" not in names or "lemmatizer" not in names:
            return None
        ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        at = names.index("attribute_ruler")
        if names[at : at + 2] != ["attribute_ruler", "lemmatizer"] or not _AFTER.issuperset(names[at + 2 :]):
            return None
        if "morphologizer" in names or type(ruler) is not AttributeRuler:
            return None
        if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
            return None
        rules: Any = ruler.patterns
        if not all(_is_plain(token) for rule in rules for pattern in rule["patterns"] for token in pattern):
            return None
        return cls(ruler, lemmatizer)

    def _learn(self, rule: Any) -> None:
        for pattern in rule["patterns"]:
            for token in pattern:
                for value in _values(token.get("LOWER", [])):
                    if isinstance(value, re.Pattern):
                        self._patterns.append(value)
                    else:
                        self._words.add(value)
            if len(pattern) > 1:
                self._several.add(str(len(self._several)), [pattern])
                self._begin_several.add(str(len(self._begin_several)), [pattern[:1]])
                self._reach = max(self._reach, len(pattern))

    def marks(self, doc: Doc) -> list[Mark]:
        if len(self._cases) > _MOST:
            self._cases.clear()
        known = self._cases
        rows = zip(*doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist(), strict=True)
        found = [known.get(case) or self._learn_case(doc, at, case) for at, case in enumerate(rows)]
        made = [mark for mark, _ in found]
        for at in self._near_several(doc, [at for at, (_, begins) in enumerate(found) if begins]):
            first = max(0, at - self._reach + 1)
            around = _copied(doc[first : at + self._reach])
            made[at] = self._mark(doc, at, self._ruled(around, at - first))
        return made

    def _near_several(self, doc: Doc, begin: Iterable[int]) -> set[int]:
        """Positions of tokens that rules of several tokens match: what is remembered of single ones does not hold.

        begin: where such a rule may begin.
        """
        near: set[int] = set()
        for first in begin:
            for _, start, end in self._several(doc[first : first + self._reach], allow_missing=True):
                near.update(range(first + start, first + end))
        return near

    def _learn_case(self, doc: Doc, at: int, case: _Case) -> tuple[Mark, bool]:
        """The mark of a token by itself, and whether a rule of several tokens may begin at such a one."""
        token = doc[at]
        key = (token.lower_ if self._is_named(token.lower_) else "", token.tag, token.dep, token.is_space)
        known = self._found.get(key)
        if known is None:
            alone = _copied(doc[at : at + 1])
            begins = bool(self._begin_several(alone, allow_missing=True))
            known = self._found[key] = self._ruled(alone, 0), begins
        ruled, begins = known
        learnt = self._cases[case] = self._mark(doc, at, ruled), begins
        return learnt

    def _mark(self, doc: Doc, at: int, ruled: _Ruled) -> Mark:
        tag, pos, lemma, morph, dep = ruled
        strings = self._strings
        lemma = lemma or self._lemma(doc, at, (doc[at].orth, pos, morph))
        return strings[tag], strings[pos] if pos else "", strings[lemma], strings[dep]

    def _is_named(self, word: str) -> bool:
        """Whether some rule names the word."""
        return word in self._words or any(pattern.search(word) for pattern in self._patterns)

    def _ruled(self, copy: Doc, at: int) -> _Ruled:
        """What the ruler, run over a copy, makes of a token."""
        self._ruler(copy)
        made = copy[at]
        return made.tag, made.pos, made.lemma, made.morph.key, made.dep  # type: ignore[attr-defined]

    def _lemma(self, doc: Doc, at: int, key: tuple[int, int, int]) -> int:
        """key: the word, its part of speech and its morphology."""
        known = self._lemmas.get(key)
        if known is None:
            if len(self._lemmas) > _MOST:
                self._lemmas.clear()
            token = doc[at]
            token.pos = key[1]
            token.set_morph(key[2])  # type: ignore[attr-defined]
            lemmas = self._lemmatizer.lemmatize(token)
            lemma = likeliest(token.lower_, lemmas, self._verbs) if token.pos_ == "VERB" else lemmas[0]
            known = self._lemmas[key] = self._strings.add(lemma)
        return known


def likeliest(form: str, lemmas: Sequence[str], verbs: Collection[str]) -> str:
    """Of the lemmas that rules give a form of a verb, the one that English spelling allows. verbs: those known.

    "hoped" is of "hope": "hop" doubles its consonant ("hopped"), as one after a single vowel does; "routes" is of
    "route", since only a hiss takes "es" ("pushes"). Of a verb that no list has, rules give the stem with an "e".
    """
    first = lemmas[0]
    mute = f"{first}e"
    if mute in lemmas:
        otherwise = _HISS.search(first) is None if form.endswith("es") else _DOUBLES.search(first) is not None
        return mute if otherwise else first
    if first in verbs or not first.endswith("e") or not form.endswith(_ENDINGS):
        return first
    stem = first[:-1]
    if stem.endswith("i"):  # "reoccupied"
        return f"{stem[:-1]}y"
    if form.endswith("s"):
        return stem if _HISS.search(stem) else first
    if _DOUBLED.search(stem):  # "readmitted"
        return stem[:-1]
    return stem if _WHOLE.search(stem) else first


_ENDINGS = ("ed", "ing", "es")
_DOUBLES = re.compile("(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
_DOUBLED = re.compile("(bb|dd|gg|mm|nn|pp|rr|tt)$")
_HISS = re.compile("(?:s|x|z|ch|sh|o)$")
_WHOLE = re.compile("(?:[^aeiou][^aeioucsvzg]|sh|ch|ss|y|[aeiou][wx]|(?:e|o)n|er|or|[ei]t)$")  # "waterboard", "cordon"


def _copied(tokens: Span) -> Doc:
    """Some tokens of a doc as one of their own, with what the rules read of them."""
    copy = Doc(tokens.vocab, words=[token.text for token in tokens])
    for made, token in zip(copy, tokens, strict=True):
        made.tag, made.dep = token.tag, token.dep
    return copy


def _index_as_sets(lemmatizer: EnglishLemmatizer) -> None:
    """The lists of known lemmas, which are only ever asked whether they hold a form: thousands of words each."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, known in list(index.items()):
        index[pos] = frozenset(known)


def _is_plain(token: dict[str, Any]) -> bool:
    """Whether a rule's token is told by its tag, label and word, and by words, lists of words or a pattern for them."""
    return _READ_BY_RULES.issuperset(token) and all(
        isinstance(value, str | bool)
        or (isinstance(value, dict) and (_LISTS.issuperset(value) or (set(value) == {_REGEX} and name == "LOWER")))
        for name, value in token.items()
    )


def _values(said: Any) -> Iterator[str | re.Pattern[str]]:
    """The words and patterns that a rule asks a token for."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for how, value in said.items():
            if how == _REGEX:
                yield re.compile(value)
            else:
                yield from value
