"""Source chains: who said it to whom and through which medium, nearest the event first.

The outlet of the report is not in the chain: resolution adds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extraction.media import is_medium, name_around, without_stop
from dateline.model import AnnotatedReport, ChainStep, LinkRole, Span, Token
from dateline.model.frozen import frozen
from dateline.reference.cues import cue_words, is_silent, platforms, source_roles, venues

_SETTING_PREPOSITIONS = frozenset({"in", "on", "via", "through", "during", "at", "to", "with", "by"})
_THROUGH = frozenset({"on", "via", "to", "with", "through", "in", "by", "for", "of", "from"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL"})
_PERSONAL = frozenset({"he", "she", "they", "it"})


@frozen
class Setting:
    """Where something was said. venue: "a statement posted on X", with its head token; medium: "X"."""

    venue: Span | None = None
    medium: Span | None = None
    noun: int | None = None

    def __bool__(self) -> bool:
        return self.venue is not None or self.medium is not None


# -- what a phrase is -------------------------------------------------------------------------------------------------


def role_of(a: AnnotatedReport, head: int) -> LinkRole:
    """What a source is, by its head: an outlet or "state media" a medium, "a court filing" a document."""
    token = a.tokens[head]
    if is_medium(a, head):
        return LinkRole.MEDIUM
    roles = source_roles()
    before = " ".join(k.lower for k in a.children(head, "compound") if k.index == head - 1)
    role = roles.get(f"{before} {token.lower}") or roles.get(token.lower) or roles.get(token.lemma.lower())
    if token.lower == "reports" and not a.children(head, "poss", "det", "nummod"):
        return LinkRole.RUMOUR
    return role or LinkRole.SPEAKER


# -- where it was said ------------------------------------------------------------------------------------------------


def setting_of(a: AnnotatedReport, cue: int, addressee: int | None, outside: Sequence[Span]) -> Setting:
    """Medium and venue named beside a cue verb. outside: spans (the content) in which a phrase is not the cue's."""
    for prep in _prepositions(a, cue):
        if any(span.contains(prep.span) for span in outside):
            continue
        noun = a.child(prep.index, "pobj")
        if noun is not None and (found := _place_of_saying(a, prep, noun)):
            return found
    if addressee is not None and (is_medium(a, addressee) or venues().get(a.tokens[addressee].lower) == "carrier"):
        return Setting(medium=_phrase(a, addressee))
    return Setting()


def _prepositions(a: AnnotatedReport, cue: int) -> list[Token]:
    """Prepositions of the cue verb, of its participles ("speaking to"), and of a phrase that opens the sentence."""
    found = list(a.children(cue, "prep", "agent", "dative"))
    for part in a.children(cue, "advcl", "acl"):
        if part.tag == "VBG":
            found.extend(a.children(part.index, "prep"))
    sentence = a.sentences[a.tokens[cue].sentence]
    for i in range(sentence.first, min(cue, sentence.first + 3)):
        token = a.tokens[i]
        if token.dep == "prep" and token not in found:
            found.append(token)
        elif token.tag == "VBG":
            found.extend(k for k in a.children(i, "prep") if k not in found)
    return sorted((p for p in found if p.lower in _SETTING_PREPOSITIONS), key=lambda p: p.index)


def _place_of_saying(a: AnnotatedReport, prep: Token, noun: Token) -> Setting:
    kind = venues().get(noun.lemma.lower()) or venues().get(noun.lower)
    if noun.text.rstrip(".") in platforms() or name_around(a, noun.index).of(a.report.matching) in platforms():
        return Setting(medium=name_around(a, noun.index)) if prep.lower in ("on", "via", "through", "to") else Setting()
    if kind in ("text", "occasion"):
        return Setting(_phrase(a, noun.index), medium_inside(a, noun.index, kind), noun.index)
    if is_medium(a, noun.index) or kind == "carrier":
        return Setting(medium=_phrase(a, noun.index)) if prep.lower not in ("in", "by", "during", "at") else Setting()
    return Setting()


def medium_inside(a: AnnotatedReport, noun: int, kind: str) -> Span | None:
    """X in "a statement posted on X", the channel in "an interview with the channel", X in "an X post"."""
    for i in a.subtree(noun):
        token = a.tokens[i]
        if i < noun and (token.text.rstrip(".") in platforms() or (token.pos == "PROPN" and is_medium(a, i))):
            return name_around(a, i)
        if i > noun and token.dep == "pobj" and a.tokens[token.head].lower in _THROUGH and not _has_seen(a, i):
            named = name_around(a, i)
            if named.of(a.report.matching) in platforms():
                return named
            if is_medium(a, i) or venues().get(token.lemma.lower()) == "carrier":
                return _phrase(a, i)
            if kind == "occasion" and a.tokens[token.head].lower == "with" and token.ent == "ORG":
                return _phrase(a, i)
    return None


def _has_seen(a: AnnotatedReport, agent: int) -> bool:
    """ "a letter seen by X": X is a link of its own, not where the letter stood."""
    by = a.tokens[a.tokens[agent].head]
    return by.lower == "by" and a.tokens[by.head].lemma.lower() in cue_words("seeing")


def _phrase(a: AnnotatedReport, head: int) -> Span:
    """The noun's phrase up to its first comma or relative clause."""
    dropped: set[int] = set()
    for kid in a.children(head):
        if kid.dep == "appos" and kid.index > head and kid.pos == "PROPN" and a.subtree(kid.index)[0] == head + 1:
            continue  # "the television channel Ronak"
        if kid.dep in ("relcl", "punct", "conj", "cc", "appos", "advcl") and kid.index > head:
            dropped.update(range(kid.index if kid.dep != "relcl" else a.subtree(kid.index)[0], len(a.tokens)))
            break
    kept = [i for i in a.subtree(head) if i not in dropped]
    while kept and a.tokens[kept[-1]].pos == "PUNCT" and kept[-1] != head:
        kept.pop()
    return without_stop(a, kept or [head])


def author_of(a: AnnotatedReport, head: int) -> int | None:
    """Whose document: "a statement by the ministry", "its statement", "a Foreign Ministry statement"; else None."""
    owner = a.child(head, "poss")
    if owner is not None and owner.pos in ("PROPN", "NOUN", "PRON") and not is_silent(owner.lemma.lower()):
        return owner.index
    for prep in a.children(head, "prep", "agent"):
        noun = a.child(prep.index, "pobj")
        if noun is not None and prep.lower in ("by", "from") and noun.pos in ("PROPN", "NOUN"):
            return noun.index if noun.ent not in _TIMES else None
    for part, agent in agents_of(a, head):
        if part.lemma.lower() not in cue_words("seeing") and not is_medium(a, agent.index):
            return agent.index
    named = [k for k in a.children(head, "compound") if k.ent in ("ORG", "PERSON")]
    return named[-1].index if named else None


def agents_of(a: AnnotatedReport, noun: int) -> list[tuple[Token, Token]]:
    """What was done with a document and by whom: "released by the army and verified by Reuters"."""
    found = []
    holders = [noun, *(i for i in a.subtree(noun) if i > noun and a.tokens[i].dep == "pobj")]
    for part in (k for holder in holders for k in a.children(holder, "acl", "relcl")):
        if part.head != noun and part.lemma.lower() not in cue_words("seeing"):
            continue  # "a map of the town held by rebels"
        for verb in [part, *(k for k in a.children(part.index, "conj") if k.tag == "VBN")]:
            for by in a.children(verb.index, "agent", "prep"):
                agent = a.child(by.index, "pobj")
                if by.lower == "by" and agent is not None and agent.ent not in _TIMES:
                    found.append((verb, agent))
    return found


def document_of(a: AnnotatedReport, author: int) -> int | None:
    """The document that an author was found in: the noun above."""
    for token in a.ancestors(author):
        if token.pos in ("NOUN", "PROPN"):
            return token.index
    return None


# -- carrying over ----------------------------------------------------------------------------------------------------


def carry_media(
    a: AnnotatedReport, chains: Sequence[tuple[ChainStep, ...]], parents: Sequence[int | None]
) -> list[tuple[ChainStep, ...]]:
    """A medium named once for a speaker goes on for his later statements in the report that name no other.

    The same speaker: the same last name, a pronoun after a statement of his, "the source" after "a source". Whoever
    relays him goes on too, into the next statement. Statements inside others (a parent) neither give nor take.
    """
    known: dict[str, ChainStep] = {}
    last: str | None = None
    before = -2  # sentence of the speaker before
    relays: tuple[ChainStep, ...] = ()
    result = []
    for chain, parent in zip(chains, parents, strict=True):
        at = _own_step(chain) if parent is None else None
        if at is None:
            result.append(chain)
            relays = relays if parent is not None else ()
            continue
        step = chain[at]
        key, again = _key(a, step, last)
        if key is not None:
            if step.medium is not None or step.venue is not None:
                known[key] = step
            elif key in known and again:
                source = known[key]
                step = replace(step, medium=source.medium, venue=source.venue, carried=True, rule="carried over")
        further = chain[at + 1 :]
        here = a.tokens[step.head].sentence if step.head is not None else -2
        if again and key == last and not further and step.medium is None and here <= before + 1:
            further = tuple(replace(relay, carried=True, rule="carried over") for relay in relays)
        relays = tuple(s for s in further if s.role is LinkRole.MEDIUM) if at == 0 and len(further) == 1 else ()
        last, before = key, here
        result.append((*chain[:at], step, *further))
    return result


def _own_step(chain: Sequence[ChainStep]) -> int | None:
    """The first link, if it is a speaker with a head."""
    step = chain[0] if chain else None
    return 0 if step is not None and step.role is LinkRole.SPEAKER and step.head is not None else None


def _key(a: AnnotatedReport, step: ChainStep, last: str | None) -> tuple[str | None, bool]:
    """Under what a speaker is remembered, and whether the phrase can take up one named before."""
    if step.head is None:
        return None, False
    token = a.tokens[step.head]
    if token.lower in _PERSONAL:
        return last, True
    if token.pos == "PROPN":
        return token.lower, True
    kids = a.children(token.index, "det", "poss", "amod", "nummod", "compound", "prep")
    if token.pos != "NOUN" or token.tag != "NN":
        return None, False
    return f"a {token.lower}", [k.lower for k in kids] == ["the"]


__all__ = [
    "Setting",
    "author_of",
    "carry_media",
    "document_of",
    "is_medium",
    "medium_inside",
    "name_around",
    "role_of",
    "setting_of",
]
