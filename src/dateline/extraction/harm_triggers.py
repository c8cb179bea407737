"""Words of harm and the people they befall: verbs, adjectives, nouns, and the phrases built on other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from dateline.extraction.counts import Count, count_in
from dateline.extraction.groups import Group, read_group, with_listed_before
from dateline.extraction.harm_roles import left_of, object_of, right_of, subject_of
from dateline.model import AnnotatedReport, HarmKind, Span, Token
from dateline.reference.harms import HarmWord, harm_cues, harm_words, people_words

_KILLED = HarmWord(HarmKind.KILLED, "object", False)
_INJURED = HarmWord(HarmKind.INJURED, "subject", True)


@dataclass(frozen=True, slots=True)
class HarmDraft:
    """A count of people harmed before subsets are told apart.

    head: token that names the people; trigger: token of the word of harm.
    """

    kind: HarmKind
    count: Count
    victims: Span | None
    head: int
    trigger: int
    rule: str
    running_total: bool = False
    parent: int | None = None


@cache
def trigger_words() -> frozenset[str]:
    """All lemmas and lower-case words that make a count or give a toll; any other token can be passed by."""
    cues = ("fatal-adverb", "toll", "number-of", "body", "wound", "limb", "taken", "home", "projectile")
    words = {word for pos in ("verb", "noun", "adjective") for word in harm_words(pos)}
    words |= {f"{word}s" for word in harm_words("verb")} | _particle_verbs()
    words |= {word for kind in cues for word in harm_cues(kind)} | {"life", "lives", "condition", "death"}
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
        return _from_to_death
    if lemma in harm_cues("taken"):
        return _from_taken
    if low in ("life", "lives"):
        return _from_lives
    if lemma in harm_cues("body") and token.pos == "NOUN":
        return _from_body
    if token.dep in ("compound", "nmod") and token.pos in ("NOUN", "PROPN"):
        return None  # "a murder suspect", "the death toll"
    if lemma in harm_words("noun") and token.pos in ("NOUN", "PROPN"):
        return _from_wound if lemma in harm_cues("wound") and _head_suffers(token) else _from_noun
    if lemma in harm_cues("wound") and token.pos == "NOUN":
        return _from_wound
    if low == "condition":
        return _from_condition
    if lemma in harm_cues("home"):
        return _from_homes
    if lemma in harm_cues("projectile"):
        return _from_projectile
    if lemma in harm_cues("limb"):
        return _from_limb
    if low.endswith("s") and low[:-1] in harm_words("verb"):  # a headline's "kills", taken for a noun
        return _from_headline_verb
    return None


def _head_suffers(token: Token) -> bool:
    return token.dep == "dobj"


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
    draft = _draft(annotated, verb, found, entry, kind, rule)
    if draft is not None:
        yield draft


def _verb_entry(annotated: AnnotatedReport, verb: Token) -> HarmWord | None:
    """The verb's entry, with its particle where the harm lies in it ("gunned down", not "shot at")."""
    after = annotated.tokens[verb.index + 1].lower if verb.index + 1 < len(annotated.tokens) else ""
    words = harm_words("verb")
    lemma = verb.lemma.lower()
    if f"{lemma} {after}" in words:
        return words[f"{lemma} {after}"]
    if after == "at" and lemma in harm_cues("shot"):
        return None
    return words.get(lemma)


def _is_fatal(annotated: AnnotatedReport, verb: Token) -> bool:
    """ "fatally shot", "shot dead", "shot and killed", "stabbed to death"."""
    beside = annotated.tokens[max(0, verb.index - 1) : verb.index + 3]
    words = [t.lower for t in beside if t.sentence == verb.sentence]
    if any(w in harm_cues("fatal-adverb") for w in words):
        return True
    after = [t.lower for t in annotated.tokens[verb.index + 1 : verb.index + 3] if t.sentence == verb.sentence]
    if after[:1] == ["dead"] or after[:2] == ["to", "death"]:
        return True
    return any(t.dep in ("oprd", "acomp") and t.lower == "dead" for t in annotated.children(verb.index)) or after[
        :2
    ] == ["and", "killed"]


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
    draft = _draft(annotated, verb, right_of(annotated, verb.index), entry, entry.kind, f"{verb.lower}: headline")
    if draft is not None:
        yield draft


# -- adjectives -----------------------------------------------------------------------------------------------------


def _from_adjective(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    entry = harm_words("adjective")[token.lower]
    head = annotated.tokens[token.head]
    found: Token | None = None
    rule = ""
    if token.dep in ("amod", "nmod", "compound", "nummod") and head.index > token.index:
        found, rule = head, "attributive"
        group = read_group(annotated, head.index)
        if group is None or group.kind not in ("figure", "vague", "one") or group.definite:
            return
    elif (before := _counted_before(annotated, token)) is not None:
        found, rule = before, "after the noun"
    elif token.tag.startswith("VB") and token.dep != "amod":
        found, rule = subject_of(annotated, token), "copula"
    elif head.lemma in harm_cues("copula") and head.index != token.index:
        found, rule = subject_of(annotated, head), "copula"
    elif head.lemma in harm_cues("found-dead") and head.index != token.index:
        found, rule = object_of(annotated, head), f"{head.lemma} {token.lower}"
    draft = _draft(annotated, token, found, entry, entry.kind, f"{token.lower}: {rule}")
    if draft is not None:
        yield draft


def _counted_before(annotated: AnnotatedReport, token: Token) -> Token | None:
    """The people or the number right before an adjective: "12 dead", "three people injured"."""
    if not token.index:
        return None
    before = annotated.tokens[token.index - 1]
    if before.sentence != token.sentence or before.pos not in ("NOUN", "NUM", "PROPN", "PRON", "ADJ"):
        return None
    group = read_group(annotated, before.index)
    if group is None or group.kind not in ("figure", "vague", "one", "zero"):
        return None
    after = annotated.tokens[token.index + 1] if token.index + 1 < len(annotated.tokens) else None
    if after is not None and after.index == token.head and after.pos in ("NOUN", "PROPN"):
        return None
    return before


def _from_fatal_adverb(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "three shot, one fatally"."""
    if token.index == annotated.sentences[token.sentence].first or _verbal(annotated, token.index + 1):
        return
    found = annotated.tokens[token.index - 1]
    before = annotated.tokens[annotated.sentences[token.sentence].first : found.index]
    if count_in([found], 0, 1) is not None and any(t.lemma in harm_words("verb") for t in before):
        draft = _draft(annotated, token, found, _KILLED, HarmKind.KILLED, token.lower)
        if draft is not None:
            yield draft


def _verbal(annotated: AnnotatedReport, index: int) -> bool:
    return index < len(annotated.tokens) and annotated.tokens[index].tag.startswith("VB")


# -- nouns ----------------------------------------------------------------------------------------------------------


def _from_noun(annotated: AnnotatedReport, noun: Token) -> Iterator[HarmDraft]:
    """ "five deaths", "no casualties", "the death of a soldier", "casualties among civilians"."""
    entry = harm_words("noun")[noun.lemma.lower()]
    if entry.kind is HarmKind.INJURED and any(
        t.lower in harm_cues("fatal") for t in annotated.children(noun.index, "amod")
    ):
        entry = replace(entry, kind=HarmKind.KILLED)  # "the fatal shooting of"
    own = read_group(annotated, noun.index, summed=False)
    whose = _whose(annotated, noun)
    if own is not None and own.kind in ("figure", "vague", "zero") and own.head == noun.index:
        span = _described(annotated, noun) or (annotated.subtree_span(whose.index) if whose else None)
        yield HarmDraft(entry.kind, own.count, span, noun.index, noun.index, f"{noun.lemma}: counted")
        return
    if entry.victims == "counted":
        if own is not None and (own.kind == "one" or (own.kind == "plural" and entry.kind is HarmKind.CASUALTIES)):
            span = _described(annotated, noun) or (annotated.subtree_span(whose.index) if whose else None)
            if own.count.minimum != 1 or annotated.tokens[own.count.first].lower in ("a", "an", "one", "another"):
                yield HarmDraft(entry.kind, own.count, span, noun.index, noun.index, f"{noun.lemma}: counted")
        return
    draft = _draft(annotated, noun, whose, entry, entry.kind, f"{noun.lemma}: of")
    if draft is not None:
        yield draft


def _whose(annotated: AnnotatedReport, noun: Token) -> Token | None:
    """The people in "the death of", "casualties among", "the mayor's assassination"."""
    for preposition in annotated.children(noun.index, "prep"):
        if preposition.lower in ("of", "among", "to"):
            found = annotated.child(preposition.index, "pobj")
            if found is not None:
                return found
    owner = annotated.child(noun.index, "poss")
    return owner if owner is not None and owner.tag not in ("WP$",) else None


def _described(annotated: AnnotatedReport, noun: Token) -> Span | None:
    """ "civilian" in "civilian casualties", "insurgent" in "ten insurgent deaths"."""
    for kid in annotated.children(noun.index, "amod", "compound", "nmod"):
        if kid.index < noun.index and _says_who(kid):
            return kid.span
    return None


def _says_who(token: Token) -> bool:
    """ "civilian", "Syrian", "army" before "deaths"; not "further" or "severe"."""
    known = people_words().get(token.lower) in ("person", "plural")
    return known or token.pos in ("NOUN", "PROPN") or token.ent == "NORP" or token.lower == "military"


# -- phrases --------------------------------------------------------------------------------------------------------


def _from_to_death(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "beaten to death", "put to death"; "sentenced to death" kills nobody yet."""
    preposition = annotated.tokens[token.head]
    verb = annotated.tokens[preposition.head]
    if preposition.lower != "to" or preposition.index != token.index - 1 or not verb.tag.startswith("VB"):
        yield from _from_noun(annotated, token)
        return
    if verb.lemma in harm_cues("deadly-not") or verb.lemma in harm_words("verb"):
        return
    found = object_of(annotated, verb)
    draft = _draft(annotated, verb, found, _KILLED, HarmKind.KILLED, f"{verb.lemma} to death")
    if draft is not None:
        yield draft


def _from_taken(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "taken prisoner", "took 12 people hostage", "taken into custody"."""
    kind = HarmKind(harm_cues("taken")[token.lemma.lower()])
    for at in range(token.index - 1, max(-1, token.index - 8), -1):
        verb = annotated.tokens[at]
        if verb.sentence != token.sentence:
            return
        if verb.lemma == "take" and verb.tag.startswith("VB"):
            found = object_of(annotated, verb)
            if found is not None and found.index != token.index:
                draft = _draft(annotated, verb, found, _KILLED, kind, f"take {token.lower}")
                if draft is not None:
                    yield draft
            return


def _from_lives(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "claimed the lives of nine", "cost 12 lives", "lost their lives"."""
    verb = annotated.tokens[token.head]
    if verb.lemma not in harm_cues("lives-verb") or not verb.tag.startswith("VB"):
        return
    of = _whose(annotated, token)
    found: Token | None = None
    if of is not None and of.tag != "PRP$":
        found = of
    elif (own := read_group(annotated, token.index, verb.index if verb.index < token.index else -1)) and own.kind in (
        "figure",
        "vague",
    ):
        yield HarmDraft(HarmKind.KILLED, own.count, None, token.index, verb.index, "lives")
        return
    elif verb.lemma == "lose" or (of is not None and of.tag == "PRP$"):
        found = subject_of(annotated, verb) if verb.lemma == "lose" else None
    draft = _draft(annotated, verb, found, _INJURED, HarmKind.KILLED, f"{verb.lemma} lives")
    if draft is not None:
        yield draft


def _from_body(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "the bodies of 12 men", "12 bodies were found"."""
    of = _whose(annotated, token)
    verb = annotated.tokens[token.head]
    own = read_group(annotated, token.index, summed=False)
    if verb.lemma in harm_cues("body-verb") and own is not None and own.kind in ("figure", "vague"):
        who = None if of is None else annotated.subtree_span(of.index)
        yield HarmDraft(HarmKind.KILLED, own.count, who, token.index, verb.index, "bodies found")
    elif of is not None:
        draft = _draft(annotated, token, of, _INJURED, HarmKind.KILLED, "bodies of")
        if draft is not None:
            yield draft


def _from_wound(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "suffered gunshot wounds", "a man with a gunshot wound"; "suffered five injuries" counts them."""
    verb = annotated.tokens[token.head]
    if verb.lower == "from":  # "suffering from gunshot wounds"
        verb = annotated.tokens[verb.head]
    if verb.lower == "with" and annotated.tokens[verb.head].pos in ("NOUN", "PROPN"):
        who = annotated.tokens[verb.head]
        draft = _draft(annotated, token, who, _INJURED, HarmKind.INJURED, f"with {token.lemma}")
        if draft is not None:
            yield draft
        return
    if verb.lemma not in harm_cues("wound-verb"):
        if token.lemma in harm_words("noun"):
            yield from _from_noun(annotated, token)
        return
    found = subject_of(annotated, verb)
    draft = _draft(annotated, verb, found, _INJURED, HarmKind.INJURED, f"{verb.lemma} {token.lemma}")
    if draft is not None:
        yield draft
    elif token.lemma in harm_words("noun"):
        yield from _from_noun(annotated, token)


def _from_condition(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "three remain in critical condition"."""
    preposition = annotated.tokens[token.head]
    words = {t.lower for t in annotated.children(token.index, "amod", "compound")}
    verb = annotated.tokens[preposition.head]
    if preposition.lower != "in" or not words & set(harm_cues("condition")) or verb.lemma not in harm_cues("copula"):
        return
    found = subject_of(annotated, verb)
    draft = _draft(annotated, verb, found, _INJURED, HarmKind.INJURED, "in a condition")
    if draft is not None:
        yield draft


def _from_projectile(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "five were hit by gunfire", "a bullet struck a girl"."""
    verb = annotated.tokens[token.head]
    if verb.dep == "agent":
        verb = annotated.tokens[verb.head]
    elif token.dep != "nsubj":
        return
    if verb.lemma not in harm_cues("hit"):
        return
    draft = _draft(
        annotated, verb, object_of(annotated, verb), _INJURED, HarmKind.INJURED, f"{verb.lemma} by {token.lemma}"
    )
    if draft is not None:
        yield draft


def _from_homes(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "300 had to leave their homes", "forced 300 from their homes"."""
    verb = annotated.tokens[token.head]
    found: Token | None = None
    if annotated.child(token.index, "poss") is None:
        return
    if token.dep == "dobj" and verb.lemma in harm_cues("leave-home"):
        found = subject_of(annotated, verb)
    elif verb.lower in ("from", "of") and annotated.tokens[verb.head].lemma in harm_cues("drive-out"):
        verb = annotated.tokens[verb.head]
        found = object_of(annotated, verb)
    draft = _draft(annotated, verb, found, _INJURED, HarmKind.DISPLACED, f"{verb.lemma} {token.lower}")
    if draft is not None:
        yield draft


def _from_limb(annotated: AnnotatedReport, token: Token) -> Iterator[HarmDraft]:
    """ "a soldier lost his right foot"."""
    verb = annotated.tokens[token.head]
    if verb.lemma != "lose" or token.dep != "dobj":
        return
    draft = _draft(annotated, verb, subject_of(annotated, verb), _INJURED, HarmKind.INJURED, f"lose {token.lemma}")
    if draft is not None:
        yield draft


# -- from people to a count ------------------------------------------------------------------------------------------


def _draft(
    annotated: AnnotatedReport, trigger: Token, found: Token | None, entry: HarmWord, kind: HarmKind, rule: str
) -> HarmDraft | None:
    """The count for the people found, unless they are no people, or nobody was harmed and nobody is counted."""
    if found is None:
        return None
    barrier = trigger.index if trigger.index < found.index else -1
    last_of_list = trigger.dep == "acl" and trigger.head == found.index and found.dep == "conj"
    if last_of_list and not _harm_between(annotated, found.head, found.index):
        found = annotated.tokens[found.head]  # "two soldiers and a driver killed in the blast"
    limit = trigger.index if trigger.index > found.index else None
    group = read_group(annotated, found.index, barrier, limit=limit)
    if group is None or not _are_people(group, entry):
        return None
    if trigger.index > found.index and group.kind in ("figure", "vague", "one"):
        group = with_listed_before(annotated, group)
    count = group.count
    if is_negated(annotated, trigger):
        if _is_any(annotated, group):
            count = Count(count.first, count.last, 0, 0)
        elif group.kind not in ("figure", "vague", "zero"):
            return None
        rule += "/negated"
    elif annotated.tokens[group.count.first].lower in harm_cues("any") and count.minimum == 2:
        count = Count(count.first, count.last, 1, None)
    if _is_to_come(annotated, trigger):
        rule += "/to come"
    if group.kind in ("pronoun", "name"):
        rule += f"/{group.kind}"
    elif group.definite:
        rule += "/definite"
    return HarmDraft(kind, count, who_of(annotated, group), group.head, trigger.index, rule)


def who_of(annotated: AnnotatedReport, group: Group) -> Span | None:
    """Who a group is, without the count ("12 Syrian soldiers" → "Syrian soldiers"); None for a bare number."""
    if group.summed or group.kind in ("pronoun", "name", "plural"):
        return group.victims
    tokens = annotated.tokens_in(group.victims)
    if group.kind == "one":
        rest = tokens[1:] if tokens and tokens[0].lower in ("a", "an", "another", "one") else tokens
    else:
        rest = tuple(t for t in tokens if t.index >= group.count.last)
        while rest and rest[0].lower in ("of", "the", "more", "other"):
            rest = rest[1:]
        pronoun = len(rest) == 1 and rest[0].pos == "PRON"  # "one of whom"
        if pronoun or (not rest and tokens and tokens[0].index < group.count.first):  # "a family of five"
            rest = tokens
    return Span(rest[0].start, rest[-1].end) if rest else None


def _harm_between(annotated: AnnotatedReport, first: int, last: int) -> bool:
    """Whether each part has a word of harm of its own: "seven killed and 20 wounded"."""
    words = harm_words("adjective")
    return any(t.lower in words or t.lemma in harm_words("verb") for t in annotated.tokens[first:last])


def _are_people(group: Group, entry: HarmWord) -> bool:
    if group.person is False:
        return False
    return group.person is True or not entry.person_only


def _is_to_come(annotated: AnnotatedReport, trigger: Token) -> bool:
    """ "an operation to arrest", "plans to evacuate"; not "managed to kill"."""
    helpers = annotated.children(trigger.index, "aux")
    if not any(h.lower == "to" for h in helpers) or any(h.lower == "have" for h in helpers):
        return False
    return annotated.tokens[trigger.head].lemma not in harm_cues("carried-out")


def is_negated(annotated: AnnotatedReport, trigger: Token) -> bool:
    """ "did not kill", "without injuring"."""
    if annotated.child(trigger.index, "neg") is not None:
        return True
    head = annotated.tokens[trigger.head]
    return trigger.dep == "pcomp" and head.lower == "without"


def _is_any(annotated: AnnotatedReport, group: Group) -> bool:
    opener = annotated.tokens_in(group.victims)
    return bool(opener) and (opener[0].lower in harm_cues("any") or (group.kind == "plural" and not group.definite))


__all__ = ["HarmDraft", "drafts_at", "left_of"]
