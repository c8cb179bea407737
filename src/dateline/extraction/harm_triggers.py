"""Words of harm and the people they befall: verbs and adjectives, and who reads the other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from dateline.extraction.counts import count_in
from dateline.extraction.groups import read_group
from dateline.extraction.harm_drafts import KILLED, HarmDraft, draft_for
from dateline.extraction.harm_nouns import from_noun
from dateline.extraction.harm_phrases import (
    from_body,
    from_condition,
    from_hit,
    from_homes,
    from_identified,
    from_limb,
    from_lives,
    from_loss,
    from_projectile,
    from_self,
    from_survival,
    from_taken,
    from_to_death,
    from_wound,
)
from dateline.extraction.harm_roles import object_of, right_of, subject_of
from dateline.model import AnnotatedReport, HarmKind, Token
from dateline.reference.harms import HarmWord, harm_cues, harm_words, people_words

_REFLEXIVES = ("himself", "herself", "themselves")


@cache
def trigger_words() -> frozenset[str]:
    """All lemmas and lower-case words that make a count or give a toll; any other token can be passed by."""
    cues = ("hit", "fatal-adverb", "toll", "number-of", "body", "wound", "limb", "taken", "home", "projectile")
    words = {word for pos in ("verb", "noun", "adjective") for word in harm_words(pos)}
    words |= {f"{word}s" for word in harm_words("verb")} | _particle_verbs()
    words |= {word for kind in cues for word in harm_cues(kind)} | {"life", "lives", "condition", "death"}
    words |= {"survive", "recover", "lose", "identify", *_REFLEXIVES}
    return frozenset(words)


def drafts_at(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """The counts that the word of harm at a token makes; usually none or one."""
    handler = _handler(token)
    if handler is not None:
        yield from handler(annotated, token)


Handler = Callable[[AnnotatedReport, Token], Iterator[HarmDraft]]


def _handler(token: Token) -> Handler | None:
    lemma, low = token.lemma.lower(), token.lower
    verbal = token.tag.startswith("VB") or token.pos in ("VERB", "AUX")
    if verbal and token.dep != "amod" and (lemma in harm_words("verb") or lemma in _particle_verbs()):
        return _from_verb
    if low in harm_words("adjective"):
        return _from_adjective
    if low in harm_cues("fatal-adverb"):
        return _from_fatal_adverb
    if low == "death" and token.dep == "pobj":
        return from_to_death
    if lemma in harm_cues("taken"):
        return from_taken
    if low in ("life", "lives"):
        return from_lives
    if lemma in harm_cues("body") and token.pos == "NOUN":
        return from_body
    if token.dep in ("compound", "nmod") and token.pos in ("NOUN", "PROPN"):
        return None  # "a murder suspect", "the death toll"
    if lemma in harm_words("noun") and token.pos in ("NOUN", "PROPN"):
        return from_wound if lemma in harm_cues("wound") and token.dep in ("dobj", "pobj") else from_noun
    if lemma in harm_cues("wound") and token.pos == "NOUN":
        return from_wound
    if lemma in harm_cues("hit") and token.tag in ("VBN", "VBD"):
        return from_hit
    if low == "condition":
        return from_condition
    if lemma in harm_cues("home"):
        return from_homes
    if lemma in harm_cues("projectile"):
        return from_projectile
    if lemma in harm_cues("limb"):
        return from_limb
    return _handler_of_phrase(token)


def _handler_of_phrase(token: Token) -> Handler | None:
    low = token.lower
    if token.lemma in ("survive", "recover") and token.pos == "VERB":
        return from_survival
    if low in _REFLEXIVES:
        return from_self
    if token.lemma == "lose" and token.pos == "VERB":
        return from_loss
    if token.lemma == "identify" and token.tag == "VBN":
        return from_identified
    if low.endswith("s") and low[:-1] in harm_words("verb"):  # a headline's "kills", taken for a noun
        return _from_headline_verb
    return None


@cache
def _particle_verbs() -> frozenset[str]:
    return frozenset(word.split()[0] for word in harm_words("verb") if " " in word)


# -- verbs ----------------------------------------------------------------------------------------------------------


def _from_verb(annotated: AnnotatedReport, verb: Token) -> Iterator[HarmDraft]:
    entry = _verb_entry(annotated, verb)
    if entry is None:
        return
    kind, rule = entry.kind, f"{verb.lemma}: {entry.victims}"
    if kind is HarmKind.INJURED and _is_fatal(annotated, verb):
        kind, rule = HarmKind.KILLED, f"fatally {verb.lemma}"
    elif kind in (HarmKind.KILLED, HarmKind.INJURED) and _killed_and_wounded(annotated, verb):
        if verb.dep == "conj":
            return
        kind = HarmKind.CASUALTIES
    found = subject_of(annotated, verb) if entry.victims == "subject" else object_of(annotated, verb)
    draft = draft_for(annotated, verb, found, entry, kind, rule)
    if draft is not None:
        yield draft


def _verb_entry(annotated: AnnotatedReport, verb: Token) -> HarmWord | None:
    """The verb's entry, with its particle where the harm lies in it ("gunned down", not "shot at")."""
    after = annotated.tokens[verb.index + 1].lower if verb.index + 1 < len(annotated.tokens) else ""
    words = harm_words("verb")
    lemma = verb.lemma.lower()
    for particle in (after, *(kid.lower for kid in annotated.children(verb.index, "prt", "advmod"))):
        if f"{lemma} {particle}" in words:
            return words[f"{lemma} {particle}"]
    if after == "at" and lemma in harm_cues("shot") and not _shot_somewhere(annotated, verb):
        return None
    if words.get(lemma) is not None and lemma in harm_cues("flight") and not _from_home(annotated, verb):
        return None
    return words.get(lemma)


def _shot_somewhere(annotated: AnnotatedReport, verb: Token) -> bool:
    """ "were shot at a bar": the "at" tells where; "shot at the car", "was shot at": nobody need be hit."""
    passive = annotated.child(verb.index, "auxpass") is not None or verb.dep == "acl"
    where = right_of(annotated, verb.index + 1)
    if not passive or where is None:
        return False
    return people_words().get(where.lemma) not in ("person", "plural") and where.lemma not in harm_cues("vehicle")


def _from_home(annotated: AnnotatedReport, verb: Token) -> bool:
    """ "residents fled", "2,000 fled the town"; a suspect who fled the scene is not displaced."""
    fled = annotated.child(verb.index, "dobj")
    if fled is not None and fled.lemma in harm_cues("scene"):
        return False
    who = subject_of(annotated, verb)
    return who is not None and who.lemma not in harm_cues("runaway") and who.pos != "PRON"


def _is_fatal(annotated: AnnotatedReport, verb: Token) -> bool:
    """ "fatally shot", "shot dead", "shot and killed", "stabbed to death"."""
    beside = annotated.tokens[max(0, verb.index - 1) : verb.index + 3]
    words = [t.lower for t in beside if t.sentence == verb.sentence]
    if any(w in harm_cues("fatal-adverb") for w in words):
        return True
    after = tuple(t.lower for t in annotated.tokens[verb.index + 1 : verb.index + 3] if t.sentence == verb.sentence)
    if after[:1] == ("dead",) or after in (("to", "death"), ("and", "killed")):
        return True
    return any(t.dep in ("oprd", "acomp") and t.lower == "dead" for t in annotated.children(verb.index))


def _killed_and_wounded(annotated: AnnotatedReport, verb: Token) -> bool:
    """ "30 were killed or wounded": dead and injured not told apart."""
    kinds = {HarmKind.KILLED, HarmKind.INJURED}
    tokens = annotated.tokens
    for step in (2, -2):
        at = verb.index + step
        if not 0 <= at < len(tokens) or tokens[at].sentence != verb.sentence:
            continue
        if tokens[verb.index + step // 2].lower not in ("and", "or", "/"):
            continue
        other = harm_words("verb").get(tokens[at].lemma.lower())
        mine = harm_words("verb").get(verb.lemma.lower())
        shot = harm_cues("shot")
        if other is None or mine is None or tokens[at].lemma in shot or verb.lemma in shot:
            continue
        if {other.kind, mine.kind} == kinds and "object" == other.victims == mine.victims:
            return tokens[at].tag == verb.tag
    return False


def _from_headline_verb(annotated: AnnotatedReport, verb: Token) -> Iterator[HarmDraft]:
    entry = harm_words("verb")[verb.lower[:-1]]
    if entry.victims != "object" or verb.index == annotated.sentences[verb.sentence].first:
        return
    draft = draft_for(annotated, verb, right_of(annotated, verb.index), entry, entry.kind, f"{verb.lower}: headline")
    if draft is not None:
        yield draft


# -- adjectives -----------------------------------------------------------------------------------------------------


def _from_adjective(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    entry = harm_words("adjective")[token.lower]
    head = annotated.tokens[token.head]
    found: Token | None = None
    rule = ""
    before = annotated.tokens[token.index - 1] if token.index else token
    if before.lemma in harm_cues("found-dead") and annotated.child(before.index, "auxpass") is not None:
        found, rule = object_of(annotated, before), f"{before.lemma} {token.lower}"  # "was found dead hours later"
    elif token.dep in ("amod", "nmod", "compound", "nummod") and head.index > token.index:
        found, rule = head, "attributive"
        group = read_group(annotated, head.index)
        if group is None or group.kind not in ("figure", "vague", "one") or group.definite:
            return
    elif (counted := _counted_before(annotated, token)) is not None:
        found, rule = counted, "after the noun"
    elif token.tag.startswith("VB") and token.dep != "amod":
        found, rule = subject_of(annotated, token), "copula"
    elif head.lemma in harm_cues("copula") and head.index != token.index:
        found, rule = subject_of(annotated, head), "copula"
    elif head.lemma in harm_cues("found-dead") and head.index != token.index:
        found, rule = object_of(annotated, head), f"{head.lemma} {token.lower}"
    draft = draft_for(annotated, token, found, entry, entry.kind, f"{token.lower}: {rule}")
    if draft is not None:
        yield draft


def _counted_before(annotated: AnnotatedReport, token: Token) -> Token | None:
    """The people or the number right before an adjective: "12 dead", "three people injured"."""
    if not token.index:
        return None
    before = annotated.tokens[token.index - 1]
    if before.lower == "more" and token.index > 1:  # "scores more injured"
        before = annotated.tokens[token.index - 2]
    parent = _whose_family(annotated, before)
    if parent is not None:
        return parent
    if before.sentence != token.sentence or before.pos not in ("NOUN", "NUM", "PROPN", "PRON", "ADJ"):
        return None
    group = read_group(annotated, before.index)
    if group is None or group.kind not in ("figure", "vague", "one", "zero"):
        return None
    after = annotated.tokens[token.index + 1] if token.index + 1 < len(annotated.tokens) else None
    if after is not None and after.index == token.head and after.pos in ("NOUN", "PROPN"):
        return None
    return _first_of_list(annotated, before)


def _first_of_list(annotated: AnnotatedReport, last: Token) -> Token:
    """The soldiers of "left two soldiers and four villagers dead", unless something is said of them alone."""
    first = last
    while first.dep in ("conj", "appos") and first.head < first.index:  # of a list the second is often read as appos
        if annotated.tokens[first.head].pos not in ("NOUN", "PROPN"):
            break
        first = annotated.tokens[first.head]
    between = annotated.tokens[first.index + 1 : last.index]
    told = any(t.lower in harm_words("adjective") or t.pos in ("VERB", "AUX") for t in between)
    group = read_group(annotated, first.index, summed=False)
    return first if not told and group is not None and group.kind in ("figure", "vague", "one") else last


def _whose_family(annotated: AnnotatedReport, number: Token) -> Token | None:
    """The father in "a father of three dead"."""
    if number.index < 2 or number.pos != "NUM" or annotated.tokens[number.index - 1].lower != "of":
        return None
    who = annotated.tokens[number.index - 2]
    return who if who.lemma in harm_cues("parent") else None


def _from_fatal_adverb(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "three shot, one fatally"."""
    if token.index == annotated.sentences[token.sentence].first or _verbal(annotated, token.index + 1):
        return
    found = annotated.tokens[token.index - 1]
    before = annotated.tokens[annotated.sentences[token.sentence].first : found.index]
    if count_in([found], 0, 1) is not None and any(
        t.lemma in harm_words("verb") or t.lower in harm_words("adjective") for t in before
    ):
        draft = draft_for(annotated, token, found, KILLED, HarmKind.KILLED, token.lower)
        if draft is not None:
            yield draft


def _verbal(annotated: AnnotatedReport, index: int) -> bool:
    return index < len(annotated.tokens) and annotated.tokens[index].tag.startswith("VB")
