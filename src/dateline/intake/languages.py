"""Whether a text is in English, and which language it is in when it is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    """the of and to in a that is was for on with said by at as from it has be are have had its were an this which not
    but after they their he she his her will who been would or more about than also into when out over some no we you
    there what if can could should before during between against while under""".split()
)
ENGLISH_SHARE = 0.22
"""Share of English function words among a text's words; other languages in Latin script stay under 0.15."""
FEWEST_WORDS = 20
"""Fewer words in Latin script are never judged: a headline is all names."""
FEWEST_LETTERS = 12
SURE = 0.8
LONGEST_SAMPLE = 2_000  # characters of a block; 40 blocks
MOST_BLOCKS = 40


def foreign_language(blocks: Iterable[str]) -> str | None:
    """ISO 639-1 code of the language that most of the text is in, or None when it is in English or too short to say.

    Each block is judged by itself, so that a page in two languages goes by the larger part.
    """
    letters: Counter[str] = Counter()
    undecided: list[str] = []
    for block in _sample(blocks):
        size = sum(c.isalpha() for c in block)
        if language := _judge(block):
            letters[language] += size
        else:
            undecided.append(block)
    if not letters and undecided:
        joined = " ".join(undecided)
        return None if (language := _judge(joined)) in (None, "en") else language
    most = max(letters.items(), key=lambda item: (item[1], item[0]), default=("en", 0))
    foreign = sum(n for code, n in letters.items() if code != "en")
    return most[0] if most[0] != "en" and foreign > letters["en"] else None


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin ones. True when it has none."""
    counts = Counter(_is_latin(c) for c in text if c.isalpha())
    return counts[True] >= counts[False]


def language_name(code: str) -> str:
    """English name of a language: "fr" → "French"; the code itself when it has none."""
    from babel import Locale  # half a second to import, and only ever needed for a report that is set aside

    return Locale("en").languages.get(code) or code


def _sample(blocks: Iterable[str]) -> Iterable[str]:
    for number, block in enumerate(blocks):
        if number == MOST_BLOCKS:
            return
        yield block[:LONGEST_SAMPLE]


def _judge(text: str) -> str | None:
    """Language of one block, or None when it is too short or nothing is clear."""
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        return None
    if not is_latin(text):
        return _identify(text)[0]
    words = [w.lower() for w in _WORD.findall(text)]
    share = sum(w in _FUNCTION_WORDS for w in words) / len(words) if words else 0.0
    if share >= ENGLISH_SHARE:
        return "en"
    if len(words) < FEWEST_WORDS:
        return None
    language, confidence = _identify(text.lower() if text.isupper() else text)
    return language if language == "en" or confidence >= SURE else None


def _identify(text: str) -> tuple[str, float]:
    language, confidence = _identifier().classify(text)
    return str(language), float(confidence)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a sixth of a second; most reports never need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or "LATIN" in unicodedata.name(letter, "")
