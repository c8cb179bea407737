"""Folding of names for matching: case, accents, punctuation and blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+")
_INNER_APOSTROPHE = re.compile(r"(?<=\w)['’ʼʿʾ`´](?=\w)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case ASCII words with single blanks: "Al-Ḥasakah" → "al hasakah", "Türkiye" → "turkiye".

    Non-Latin scripts are transliterated (anyascii). An apostrophe inside a word is dropped, not made a blank
    ("Sana'a" → "sanaa", "Asa’ib" → "asaib").
    """
    if text.isascii():
        text = text.lower()
        return text if text.isalnum() else " ".join(_words(text))
    text = _INNER_APOSTROPHE.sub("", text)
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text))
    return " ".join(_words(text.casefold()))


def folded_words(text: str) -> list[str]:
    """The words of a long text, each as `fold` has it."""
    if not text.isascii():
        text = " ".join([word if word.isascii() else fold(word) for word in text.split()])
    return _words(text.lower())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("'", "").replace("`", ""))
