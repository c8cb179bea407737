"""The cue beside a quotation: behind it, in front of it, a colon, a signature."""

from __future__ import annotations

from collections.abc import Set

from dateline.extraction.statements.cuewords import Match
from dateline.extraction.statements.draft import Phrase
from dateline.extraction.statements.grammar import EXPLETIVES, is_negated, is_verb, noun_phrase, subject, verb_group
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.speakers import may_speak, speaker_of
from dateline.model import AnnotatedReport, Span
from dateline.model.frozen import frozen
from dateline.reference.cues import cue_words, cues, source_roles

TOLD_AFTER = "told after the quotation"
_STOPS = frozenset({".", "!", "?", "…", "...", ";"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LOOSE = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp", "appos", "ccomp"})
_DASHES = frozenset({"—", "―", "–", "--", "-"})
_NEAR = 4  # tokens between a cue and content of its own
_IN_PHRASE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})
_POINTING = frozenset({"that", "those", "this", "these", "such"})
_SIGNATURE_WORDS = 12
_NAME_WORDS = 8


@frozen
class Beside:
    """verb, match: of the cue verb; None for a colon, a dash or "according to". speaker: whose words, if it is clear;

    relayed_by: who passes them on."""

    span: Span
    verb: int | None
    match: Match | None
    speaker: Phrase | None
    rule: str
    relayed_by: Phrase | None = None


def sentence_stops(a: AnnotatedReport, region: list[int]) -> list[int]:
    """Tokens of the region that end a sentence: not the full stop of "(D-Ohio.)" or before a small letter."""
    found = []
    for i in region:
        if a.tokens[i].text in _STOPS:
            after = a.tokens[i + 1] if i + 1 < len(a.tokens) else None
            if after is None or i == region[-1] or not (after.text == ")" or after.text[:1].islower()):
                found.append(i)
    return found


def cue_after(ground: Ground, region: list[int], taken: Set[int], *, tight: bool) -> Beside | None:
    """ "…," X said / said X / according to X. tight: the quotation ended with a full stop, so nothing may follow."""
    a = ground.a
    stops = sentence_stops(a, region)
    region = [i for i in region if not stops or i < stops[0]]
    for i in region:
        token = a.tokens[i]
        if token.lower == "according":
            return _according(a, i)
        if not is_verb(token) or token.dep in ("aux", "auxpass"):
            continue
        match = _quoting(ground, i)
        if match is None or i in taken or token.dep == "relcl":
            if token.dep in _LOOSE or _quoted_as(ground, i):
                continue
            return None
        speaker, relay = speaker_of(ground, i)
        if speaker is None or (relay is None and speaker.head not in region):
            speaker = _near_subject(a, i, region)
        if is_denied(ground, i) and (tight or a.tokens[region[0]].text[:1].isupper()):
            return None  # "When can we go?" No one answered.
        own = any(i < a.subtree(k.index)[0] <= i + _NEAR for k in a.children(i, "ccomp") if k.index in region)
        if speaker is None or own or (tight and a.child(i, "xcomp", "dobj") is not None):
            return None
        return Beside(verb_group(a, i, match.others), i, match, speaker, "quotation before its cue", relay)
    return None


def cue_before(ground: Ground, region: list[int], taken: Set[int]) -> Beside | None:
    """X said: "…", X said, "…", According to X, "…"."""
    a = ground.a
    if not region:
        return None
    colon = a.tokens[region[-1]].text == ":"
    stops = sentence_stops(a, region)
    region = [i for i in region if not stops or i > stops[-1]]
    for i in reversed(region):
        token = a.tokens[i]
        if token.lower == "according":
            return _according(a, i)
        if not is_verb(token) or token.dep in ("aux", "auxpass"):
            continue
        match = _quoting(ground, i)
        if match is not None and i not in taken:
            if any(k.index > i for k in a.children(i, "ccomp") if k.index in region):
                return None
            speaker, relay = speaker_of(ground, i)
            speaker = speaker or _near_subject(a, i, region)
            return Beside(verb_group(a, i, match.others), i, match, speaker, "quotation after its cue", relay)
        if not colon and token.dep not in _LOOSE:
            return None
    return _colon(a, region) if colon else _any_verb(ground, region) or _in_the_words(a, region)


def _in_the_words(a: AnnotatedReport, region: list[int]) -> Beside | None:
    """In the words of X, "…"."""
    for i in region[:-2]:
        noun = a.child(i + 2, "pobj") if [t.lower for t in a.tokens[i + 1 : i + 3]] == ["words", "of"] else None
        if noun is not None and a.tokens[i].lower == "the" and noun.index in region:
            without = frozenset(a.subtree(noun.index)) - frozenset(region)
            speaker = noun_phrase(a, noun.index, without, "author")
            return Beside(Span(a.tokens[i + 1].start, a.tokens[i + 2].end), None, None, speaker, "in the words of")
    return None


def _any_verb(ground: Ground, region: list[int]) -> Beside | None:
    """He typed, "…": any verb right in front of a comma and a quotation."""
    a = ground.a
    if len(region) < 3 or a.tokens[region[-1]].text != "," or a.tokens[region[-2]].tag not in ("VBD", "VBZ", "VBG"):
        return None
    verb = region[-2]
    speaker, relay = speaker_of(ground, verb)
    if speaker is None:
        return None
    return Beside(verb_group(a, verb), verb, None, speaker, "quotation after a verb", relay)


def verb_after(ground: Ground, region: list[int]) -> Beside | None:
    """ "…," thundered the general: any verb right behind a comma and a quotation, with a subject behind it."""
    a = ground.a
    words = [i for i in region if a.tokens[i].pos != "PUNCT"]
    if (
        len(words) < 2
        or words[0] in ground.matches
        or a.tokens[words[0]].tag not in ("VBD", "VBZ")
        or a.tokens[words[0]].pos != "VERB"
    ):
        return None
    noun = next((i for i in words[1:] if a.tokens[i].pos in _NOMINAL and a.tokens[i].dep != "compound"), None)
    if noun is None or any(a.tokens[i].pos not in _IN_PHRASE for i in words[1:] if i < noun) or not may_speak(a, noun):
        return None
    speaker = noun_phrase(a, noun, rule="noun behind the cue")
    return Beside(verb_group(a, words[0]), words[0], None, speaker, "quotation before a verb")


def is_denied(ground: Ground, verb: int) -> bool:
    """Whether a quotation's cue is denied: not by a "not" inside the quotation that the parser hangs on it."""
    words = [k.index for k in ground.a.children(verb) if k.dep == "neg" or k.lower == "never"]
    if words and all(ground.quote_at[i] >= 0 and ground.quote_at[i] != ground.quote_at[verb] for i in words):
        return False
    return is_negated(ground.a, verb)


def signature(ground: Ground, region: list[int]) -> Beside | None:
    """ "…" — Name: a dash and a name to the end of the line or to the next quotation."""
    a = ground.a
    if not region or a.tokens[region[0]].text not in _DASHES:
        return None
    rest = [i for i in region[1:] if a.tokens[i].pos != "PUNCT"]
    if not rest or len(rest) > _SIGNATURE_WORDS or any(is_verb(a.tokens[i]) for i in rest):
        return None
    if a.tokens[rest[0]].pos != "PROPN":
        return None
    last = next((n for n, i in enumerate(region) if a.tokens[i].text == ","), len(region))
    name = [i for i in region[1:last] if a.tokens[i].pos != "PUNCT"]
    speaker = Phrase(name[-1], a.span_of(name), "signature")
    return Beside(a.tokens[region[0]].span, None, None, speaker, "signature")


def _quoted_as(ground: Ground, verb: int) -> bool:
    """ "SANA quoted X as saying": the cue is "saying"."""
    kids = ground.a.children(verb, "prep")
    return any(k.lower == "as" and ground.a.child(k.index, "pcomp") is not None for k in kids)


def _colon(a: AnnotatedReport, region: list[int]) -> Beside | None:
    """A sentence without a cue verb that ends in a colon: its subject speaks ("He took to Telegram: …")."""
    verb = next((i for i in region if is_verb(a.tokens[i]) and a.child(i, "nsubj") is not None), None)
    if verb is not None:
        speaker = _voice(a, subject(a, verb))
        if speaker is not None and a.tokens[speaker.head].lower not in EXPLETIVES:
            return Beside(verb_group(a, verb), None, None, speaker, "sentence ending in a colon")
        return None
    nouns = [i for i in region if a.tokens[i].pos in _NOMINAL]
    if not nouns or len(region) > _NAME_WORDS or any(a.tokens[i].pos != "PUNCT" for i in region if i > nouns[-1]):
        return None
    if a.tokens[nouns[-1]].lower in cue_words("label"):
        return None
    outside = frozenset(a.subtree(nouns[-1])) - frozenset(region)
    name = noun_phrase(a, nouns[-1], outside, "name and colon")
    return Beside(a.tokens[region[-1]].span, None, None, _voice(a, name), "name and colon")


def _voice(a: AnnotatedReport, phrase: Phrase | None) -> Phrase | None:
    """Whose words follow: of "the general's answer" and "the message from Kyiv" not the answer or the message."""
    if phrase is None:
        return None
    lemma = a.tokens[phrase.head].lemma.lower()
    if lemma not in cues("noun") or lemma in source_roles():
        return phrase
    return _author(a, phrase.head)


def _author(a: AnnotatedReport, noun: int) -> Phrase | None:
    """Whose message: the possessor, "from X", "of X", "by X"."""
    owner = a.child(noun, "poss")
    if owner is not None:
        return noun_phrase(a, owner.index, rule="possessor")
    for prep in a.children(noun, "prep"):
        source = a.child(prep.index, "pobj")
        if prep.lower in ("from", "of", "by") and source is not None and may_speak(a, source.index):
            return noun_phrase(a, source.index, rule="author")
    return None


def told_after(ground: Ground, region: list[int]) -> Beside | None:
    """ "…" That was the message from X. "…" Those were X's words. "…" That is how X put it."""
    a = ground.a
    words = [i for i in region if a.tokens[i].pos != "PUNCT"][:2]
    verb = next((i for i in words if a.tokens[i].lemma.lower() == "be"), None)
    if verb is None or (words[0] != verb and a.tokens[words[0]].lower not in _POINTING):
        return None
    noun = a.child(verb, "attr")
    if noun is not None and noun.lemma.lower() in cues("noun"):
        speaker = _author(a, noun.index)
        return Beside(noun.span, None, None, speaker, TOLD_AFTER) if speaker else None
    clause = next((k for k in a.children(verb) if a.tokens[a.subtree(k.index)[0]].lower == "how"), None)
    match = _told(ground, clause.index) if clause is not None else None
    speaker = subject(a, clause.index) if clause is not None else None
    if clause is None or match is None or speaker is None:
        return None
    return Beside(verb_group(a, clause.index, match.others), clause.index, match, speaker, TOLD_AFTER)


def _told(ground: Ground, index: int) -> Match | None:
    return next(iter(ground.matches.get(index, ())), None)


def _quoting(ground: Ground, index: int) -> Match | None:
    readings = ground.matches.get(index, ())
    return next((m for m in readings if m.entry.frames & {"quote", "that"}), None)


def _according(a: AnnotatedReport, index: int) -> Beside | None:
    to = next((t for t in a.tokens[index + 1 : index + 2] if t.lower == "to"), None)
    noun = (a.child(to.index, "pobj") or a.child(index, "pobj")) if to else None
    if to is None or noun is None:
        return None
    speaker = noun_phrase(a, noun.index, rule="according to")
    return Beside(Span(a.tokens[index].start, to.end), None, None, speaker, "according to")


def _near_subject(a: AnnotatedReport, verb: int, region: list[int]) -> Phrase | None:
    """The subject by the tree, if it stands outside the quotation; else the nearest noun phrase before or behind."""
    found = subject(a, verb)
    if found is not None and found.head in set(region):
        return found
    front = [i for i in region if i < verb and a.tokens[i].pos in _NOMINAL]
    if front:
        top = [i for i in front if a.tokens[i].head not in front] or front
        return noun_phrase(a, top[0], frozenset(a.subtree(verb)) - set(front), "noun before the cue")
    for i in (i for i in region if i > verb):
        token = a.tokens[i]
        if token.tag == "VB" and i == verb + 1 and (name := _names(a, region, i + 1)):
            return Phrase(name[-1], a.span_of([i, *name]), "title and name behind the cue")
        if token.pos in _NOMINAL and token.dep not in ("compound", "poss", "nmod"):
            return noun_phrase(a, i, rule="noun behind the cue")
        if token.pos in ("ADP", "VERB", "AUX", "SCONJ"):
            return found
    return found


def _names(a: AnnotatedReport, region: list[int], start: int) -> list[int]:
    """The name that begins at a token: "said engineer Paul Rask", where the parser reads the title as a verb."""
    end = start
    while end in region and a.tokens[end].pos == "PROPN":
        end += 1
    return list(range(start, end))


__all__ = [
    "TOLD_AFTER",
    "Beside",
    "cue_after",
    "cue_before",
    "is_denied",
    "sentence_stops",
    "signature",
    "told_after",
    "verb_after",
]
