"""Words that credit something to someone, from the lists `cues`, `cue_words`, `sources`, `venues`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import ReferenceDataError
from dateline.model import Certainty, LinkRole, SayingKind
from dateline.reference.tables import read_table

_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ism", "ure", "acy")
CLAUSE_FRAMES = frozenset({"that", "quote", "inf", "npinf", "ger", "np", "small", "as", "someone", "npdoc", "toll"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word and how it is used.

    words: the lemma, split ("call", "for"). frames: the names explained at the head of `cues.tsv`; prepositions: the
    frames that are prepositions ("warning of").
    """

    words: tuple[str, ...]
    kind: SayingKind
    strength: Certainty
    frames: frozenset[str]
    prepositions: frozenset[str]

    @property
    def lemma(self) -> str:
        return " ".join(self.words)


@cache
def cues(pos: str) -> dict[str, tuple[Cue, ...]]:
    """Cues of one part of speech ("verb", "noun", "adjective") by their first word, those of most words first.

    Raises ReferenceDataError when a row names an unknown kind or strength.
    """
    found: dict[str, list[Cue]] = {}
    for row in read_table("cues.tsv").rows:
        if row["pos"] != pos:
            continue
        frames = frozenset(row["frames"].split())
        try:
            kind, strength = SayingKind(row["kind"]), Certainty(row["strength"])
        except ValueError as error:
            raise ReferenceDataError(f"cues.tsv, {row['lemma']}: {error}") from None
        words = tuple(row["lemma"].split())
        cue = Cue(words, kind, strength, frames, frames - CLAUSE_FRAMES)
        found.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(group, key=lambda c: -len(c.words))) for first, group in found.items()}


@cache
def verb_forms() -> dict[str, str]:
    """Inflected forms of cue verbs in -e that lemmatisers cut short: "hoped" → "hope", where "hop" may be found."""
    forms: dict[str, str] = {}
    for lemma in cues("verb"):
        if lemma.endswith("e"):
            forms |= {f"{lemma}d": lemma, f"{lemma}s": lemma, f"{lemma[:-1]}ing": lemma}
    return forms


@cache
def source_roles() -> dict[str, LinkRole]:
    """What a source is, by its head word: "filing" a document, "broadcaster" a medium, "rumours" a rumour."""
    return {row["word"]: LinkRole(row["role"]) for row in read_table("sources.tsv").rows}


@cache
def venues() -> dict[str, str]:
    """Where things are said, by head word: "statement" → "text", "interview" → "occasion", "channel" → "carrier"."""
    rows = read_table("venues.tsv").rows
    return {row["word"]: row["class"] for row in rows if row["class"] not in ("platform", "masthead")}


@cache
def platforms() -> frozenset[str]:
    """Services that carry posts, by name as written: "X", "Telegram", "Truth Social"."""
    return frozenset(row["word"] for row in read_table("venues.tsv").rows if row["class"] == "platform")


@cache
def mastheads() -> frozenset[str]:
    """Words that end names of outlets, as written there: "Times", "TV", "News"."""
    return frozenset(row["word"] for row in read_table("venues.tsv").rows if row["class"] == "masthead")


@cache
def cue_words(kind: str) -> frozenset[str]:
    """Words of one class of `cue_words.tsv`: "light", "hearsay", "silent", "voice"."""
    return frozenset(row["word"] for row in read_table("cue_words.tsv").rows if row["class"] == kind)


def is_silent(lemma: str) -> bool:
    """Whether a common noun or pronoun never says anything: a listed one, or an abstract noun by its ending."""
    if lemma in source_roles():
        return False
    if lemma in cue_words("silent"):
        return True
    return lemma.endswith(_ABSTRACT) and lemma not in cue_words("voice")


__all__ = [
    "CLAUSE_FRAMES",
    "Cue",
    "cue_words",
    "cues",
    "is_silent",
    "mastheads",
    "platforms",
    "source_roles",
    "venues",
    "verb_forms",
]
