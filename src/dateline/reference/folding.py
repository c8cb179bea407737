"""Folding of names for matching: case, accents, punctuation and blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case ASCII words with single blanks: "Al-Ḥasakah" → "al hasakah", "Türkiye" → "turkiye".

    Non-Latin scripts are transliterated (anyascii). An apostrophe inside a word is dropped, not made a blank
    ("Sana'a" → "sanaa", "Asa’ib" → "asaib").
    """
    text = re.sub(r"(?<=\w)['’ʼʿʾ`´](?=\w)", "", text)
    text = anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("'", "").replace("`", "")
    return " ".join(_WORD.findall(text))
