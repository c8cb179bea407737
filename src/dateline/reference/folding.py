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
        return text if text.isalnum() else " ".join(_WORD.findall(text.replace("'", "").replace("`", "")))
    text = _INNER_APOSTROPHE.sub("", text)
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text))
    text = text.casefold().replace("'", "").replace("`", "")
    return " ".join(_WORD.findall(text))
