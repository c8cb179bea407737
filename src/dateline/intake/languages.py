"""Whether a text is in English, and which language it is in when it is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from dateline.reference.language_words import language_names, language_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
_FUNCTION_WORDS = frozenset({
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "said", "by", "at", "as",
    "from", "it", "has", "be", "are", "have", "had", "its", "were", "an", "this", "which", "not", "but",
    "after", "they", "their", "he", "she", "his", "her", "will", "who", "been", "would", "or", "more", "about",
    "than", "also", "into", "when", "out", "over", "some", "no", "we", "you", "there", "what", "if", "can",
    "could", "should", "before", "during", "between", "against", "while", "under"
})  # fmt: skip
ENGLISH_SHARE = 0.22
"""Share of English function words among a text's words; other languages in Latin script stay under 0.15."""
FEWEST_WORDS = 20
"""Fewer words in Latin script are never judged: a headline is all names."""
FEWEST_LETTERS = 12
SURE = 0.8
FEWEST_TELLING = 4
"""Words of one language that the list knows: fewer do not settle it."""
TELLING_SHARE = 0.05
MOST_ASTRAY = 0.2  # telling words of other languages, to each of the language
LONGEST_SAMPLE = 2_000  # characters of a block; 40 blocks
MOST_BLOCKS = 40


def foreign_language(blocks: Iterable[str]) -> str | None:
    """ISO 639-1 code of the language that most of the text is in, or None when it is in English or too short to say.

    Where words do not tell at once, each block is judged by itself, so that a page in two languages goes by the larger
    part.
    """
    sample = [block[:LONGEST_SAMPLE] for block in islice(blocks, MOST_BLOCKS)]
    english = [is_english(block) for block in sample]
    if 2 * sum(len(b) for b, plain in zip(sample, english, strict=True) if plain) >= sum(map(len, sample)):
        return None
    whole = " ".join(sample)
    if language := _told_by_words(whole):
        return None if language == "en" else language
    letters: Counter[str] = Counter()
    for block, plain in zip(sample, english, strict=True):
        if language := "en" if plain else _judge(block):
            letters[language] += len(block)
    if not letters:
        language = _judge(whole)
        return None if language == "en" else language
    most = max(letters, key=lambda code: (letters[code], code))
    return most if most != "en" and letters.total() > 2 * letters["en"] else None


def stated_foreign(stated: str) -> str | None:
    """The code in what an item states as its language ("fr", "fr-FR"), or None when it states English or no code."""
    code = re.split(r"[-_]", stated.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in ("en", "eng", "und", "mul") else None


def is_english(text: str) -> bool:
    """Whether a text is English for certain, by its function words."""
    words = _WORD.findall(text)
    return sum(map(_FUNCTION_WORDS.__contains__, map(str.lower, words))) >= ENGLISH_SHARE * max(len(words), 4)


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin ones. True when it has none."""
    if text.isascii():
        return True
    letters = filter(str.isalpha, _BEYOND_ASCII.findall(text))
    foreign = sum("LATIN" not in unicodedata.name(letter, "") for letter in letters)
    return not foreign or 2 * foreign <= sum(map(str.isalpha, text))


def language_name(code: str) -> str:
    """English name of a language: "fr" → "French"; the code itself when it has none."""
    if name := language_names().get(code):
        return name
    from babel import Locale  # all names there are: a thirtieth of a second

    return Locale("en").languages.get(code) or code


def _told_by_words(text: str) -> str | None:
    """Language of a text by words that no other language has, or None when they do not settle it."""
    words = _WORD.findall(text.lower())
    if is_latin(text) and len(words) < FEWEST_WORDS:
        return None
    known = language_words()
    telling = Counter(known[word] for word in words if word in known)
    if not telling:
        return None
    language, count = telling.most_common(1)[0]
    clear = count >= FEWEST_TELLING and count >= TELLING_SHARE * len(words)
    return language if clear and telling.total() - count <= MOST_ASTRAY * count else None


def _judge(text: str) -> str | None:
    """Language of one block by the language model, or None when it is too short or nothing is clear."""
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        return None
    if not is_latin(text):
        return _identify(text)[0]
    if is_english(text):
        return "en"
    if len(_WORD.findall(text)) < FEWEST_WORDS:
        return None
    language, confidence = _identify(text.lower() if text.isupper() else text)
    return language if language == "en" or confidence >= SURE else None


def _identify(text: str) -> tuple[str, float]:
    language, confidence = _identifier().classify(text)
    return str(language), float(confidence)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, 100 MB; few reports need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
