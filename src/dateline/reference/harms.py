"""Words of harm to people and the nouns for people, from the reviewed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.model import HarmKind
from dateline.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class HarmWord:
    """What a word says befell people, where they stand ("object", "subject", "of", "counted"), and whether the word
    is said of things as well (`person_only`: then only nouns for people count)."""

    kind: HarmKind
    victims: str
    person_only: bool


@cache
def harm_words(pos: str) -> Mapping[str, HarmWord]:
    """Lemma (for "adjective" the word) → harm, for "verb", "noun" or "adjective"."""
    rows = read_table("harm_words.tsv").rows
    return {
        row["word"]: HarmWord(HarmKind(row["kind"]), row["victims"], row["needs"] == "person")
        for row in rows
        if row["pos"] == pos
    }


@cache
def harm_cues(kind: str) -> Mapping[str, str]:
    """Word → value of the cues of one kind (see data/harm_cues.tsv)."""
    return {row["word"]: row["value"] for row in read_table("harm_cues.tsv").rows if row["kind"] == kind}


@cache
def people_words() -> Mapping[str, str]:
    """Noun → "person", "plural", "collective" or "thing"."""
    return {row["word"]: row["class"] for row in read_table("people_words.tsv").rows}
