"""Statements whose content the tree hangs on the cue: that-clauses, infinitives, objects, "X said" set in or after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.extraction.statements.cuewords import Match
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import (
    EXPLETIVES,
    is_hypothetical,
    is_negated,
    is_passive,
    is_verb,
    noun_phrase,
    runs,
    subject,
    trim,
    verb_group,
)
from dateline.model import AnnotatedReport, Token

_AFTERTHOUGHTS = frozenset({"as", "for", "of", "with", "to", "over"})


@dataclass(slots=True)
class Content:
    """Token indices of the content's parts. others: further tokens of the cue ("warned against")."""

    parts: list[list[int]]
    rule: str
    others: list[int] = field(default_factory=list)
    addressee: Phrase | None = None


def clausal_drafts(
    a: AnnotatedReport, matches: Mapping[int, tuple[Match, ...]], taken: frozenset[int] | set[int]
) -> list[Draft]:
    """One draft per cue verb that has content of its own. taken: verbs that quotations have used."""
    drafts = []
    for verb, readings in matches.items():
        if verb in taken:
            continue
        for match in readings:
            content = _content(a, match, matches)
            if content is not None and any(content.parts):
                drafts.append(_draft(a, match, content, matches))
                break
    return drafts


def _draft(a: AnnotatedReport, match: Match, content: Content, matches: Mapping[int, tuple[Match, ...]]) -> Draft:
    speaker, relay = speaker_of(a, match.verb, matches)
    return Draft(
        content=[a.span_of(part) for part in content.parts if part],
        entry=match.entry,
        verb=match.verb,
        cue=verb_group(a, match.verb, (*match.others, *content.others)),
        speaker=speaker,
        rule=content.rule,
        addressee=content.addressee,
        negated=is_negated(a, match.verb),
        hypothetical=is_hypothetical(a, match.verb),
        relayed_by=relay,
    )


def _content(a: AnnotatedReport, match: Match, matches: Mapping[int, tuple[Match, ...]]) -> Content | None:
    frames = match.entry.frames
    if len(match.entry.words) > 1 and "np" in frames and (found := _object_of_last(a, match)):
        return found
    if "that" in frames or "quote" in frames:
        if found := _clause(a, match, matches):
            return found
        if found := _parenthetical(a, match):
            return found
    if frames & {"inf", "npinf"} and (found := _infinitive(a, match)):
        return found
    if frames & {"small", "as"} and (found := _predicate(a, match)):
        return found
    if "ger" in frames and (found := _gerund(a, match)):
        return found
    if match.entry.prepositions and (found := _prepositional(a, match)):
        return found
    if "np" in frames and (found := _object(a, match)):
        return found
    return None


# -- clauses ------------------------------------------------------------------------------------------------------------


def _clause(a: AnnotatedReport, match: Match, matches: Mapping[int, tuple[Match, ...]]) -> Content | None:
    """ "said (that) …" and "…, X said"."""
    verb = match.verb
    for kid in a.children(verb, "ccomp"):
        if _is_infinitive(a, kid.index) or (kid.tag == "VBG" and not a.children(kid.index, "aux")):
            continue
        if kid.index < verb:
            return _preposed(a, verb, kid)
        indices = _without_tails(a, kid.index, a.subtree(kid.index), matches)
        return Content([trim(a, indices)], "clause", addressee=_addressee(a, verb))
    return None


def _preposed(a: AnnotatedReport, verb: int, clause: Token) -> Content | None:
    """ "A did B, X said": everything of the sentence in front of the subject and the cue."""
    below = a.subtree(verb)
    own = a.child(verb, "nsubj", "nsubjpass")
    stop = min([verb, *(a.subtree(own.index) if own else [])])
    front = set(a.subtree(clause.index))
    cue_start = min((i for i in below if i > max((f for f in front if f < verb), default=verb)), default=stop)
    indices = [i for i in range(below[0], min(stop, cue_start))] if stop > below[0] else sorted(front)
    tail = [i for i in sorted(front) if i > verb]
    parts = [trim(a, indices)]
    if tail:
        parts.append(trim(a, tail))
    return Content(parts, "clause before its cue")


def _parenthetical(a: AnnotatedReport, match: Match) -> Content | None:
    """ "The army, X said, had left": the cue set into, or hung on, the clause it speaks of."""
    verb = match.verb
    token, head = a.tokens[verb], a.tokens[a.tokens[verb].head]
    if token.dep not in ("ccomp", "parataxis", "advcl", "dep", "conj") or not is_verb(head):
        return None
    if a.child(verb, "nsubj") is None or a.child(verb, "mark", "cc", "ccomp", "xcomp", "dobj") is not None:
        return None
    own = a.subtree(verb)
    before = a.tokens[own[0] - 1].text if own[0] else ""
    if before not in (",", "—", "–", "--", "(") and a.tokens[own[0]].text not in (",", "—", "–"):
        return None
    whole = [i for i in a.subtree(head.index) if i not in set(own)]
    parts = [trim(a, run) for run in runs(whole)]
    return Content([p for p in parts if p], "parenthetical")


def _without_tails(
    a: AnnotatedReport, clause: int, indices: list[int], matches: Mapping[int, tuple[Match, ...]]
) -> list[int]:
    """Cuts ", adding that …" and ", according to …" that the parser hung inside the content."""
    cut = set()
    for i in indices:
        token = a.tokens[i]
        if i > clause and _is_afterthought(a, token, matches):
            cut.update(a.subtree(i))
    first = min(cut, default=None)
    return indices if first is None else [i for i in indices if i < first]


def _is_afterthought(a: AnnotatedReport, token: Token, matches: Mapping[int, tuple[Match, ...]]) -> bool:
    comma = token.index > 0 and a.tokens[token.index - 1].text in (",", "—", "–", "--")
    if token.tag == "VBG" and token.dep in ("advcl", "acl", "conj", "prep") and comma:
        return token.index in matches or (token.lower == "according")
    return False


def _is_infinitive(a: AnnotatedReport, verb: int) -> bool:
    return any(k.tag == "TO" for k in a.children(verb, "aux"))


def _addressee(a: AnnotatedReport, verb: int) -> Phrase | None:
    kid = a.child(verb, "dobj", "dative")
    return noun_phrase(a, kid.index, rule="addressee") if kid is not None and kid.dep != "prep" else None


# -- infinitives, gerunds, objects --------------------------------------------------------------------------------------


def _infinitive(a: AnnotatedReport, match: Match) -> Content | None:
    """ "vowed to …", "urged Y to …", "is expected to …"."""
    verb, frames = match.verb, match.entry.frames
    for kid in a.children(verb, "xcomp", "ccomp", "advcl"):
        if kid.index < verb or not _is_infinitive(a, kid.index):
            continue
        indices = a.subtree(kid.index)
        if is_passive(a, verb):
            thing = a.child(verb, "nsubjpass")
            parts = [trim(a, a.subtree(thing.index))] if thing and thing.lower not in EXPLETIVES else []
            return Content([*parts, trim(a, indices)], "passive infinitive")
        thing = a.child(verb, "dobj", "dative")
        if thing is None and (on := a.child(verb, "prep", "dative")) and on.index in match.others:
            thing = a.child(on.index, "pobj")
        if "npinf" in frames and thing is not None and thing.index < kid.index:
            whole = sorted({*a.subtree(thing.index), *indices})
            return Content([trim(a, whole)], "someone + infinitive", addressee=noun_phrase(a, thing.index))
        if "npinf" in frames and (own := a.child(kid.index, "nsubj")):
            return Content([trim(a, indices)], "someone + infinitive", addressee=noun_phrase(a, own.index))
        if "inf" in frames and thing is None:
            return Content([trim(a, indices)], "infinitive")
    return None


def _gerund(a: AnnotatedReport, match: Match) -> Content | None:
    for kid in a.children(match.verb, "xcomp", "ccomp"):
        if kid.index > match.verb and kid.tag == "VBG":
            return Content([trim(a, a.subtree(kid.index))], "gerund")
    return None


def _predicate(a: AnnotatedReport, match: Match) -> Content | None:
    """ "called it a lie", "described X as Y"."""
    verb, frames = match.verb, match.entry.frames
    thing = a.child(verb, "dobj", "nsubjpass")
    if "small" in frames:
        kid = a.child(verb, "oprd")
        if kid is None and (clause := a.child(verb, "ccomp")) and clause.index > verb and not _is_infinitive(a, clause.index):
            return Content([trim(a, a.subtree(clause.index))], "object and predicate")
        if kid is not None and kid.index > verb:
            return _joined(a, thing, a.subtree(kid.index), "object and predicate")
    if "as" in frames:
        kid = next((k for k in a.children(verb, "prep", "advcl") if k.lower == "as" and k.index > verb), None)
        if kid is not None:
            return _joined(a, thing, a.subtree(kid.index), "object as predicate")
    return None


def _joined(a: AnnotatedReport, thing: Token | None, predicate: list[int], rule: str) -> Content:
    first = a.subtree(thing.index) if thing is not None else []
    whole = sorted({*first, *predicate})
    return Content([trim(a, run) for run in runs(whole)], rule)


def _prepositional(a: AnnotatedReport, match: Match) -> Content | None:
    for prep in a.children(match.verb, "prep"):
        if prep.lower in match.entry.prepositions and prep.index > match.verb:
            content = [i for i in a.subtree(prep.index) if i != prep.index]
            if content:
                return Content([trim(a, content)], "preposition", [prep.index])
    return None


def _object_of_last(a: AnnotatedReport, match: Match) -> Content | None:
    content = [i for i in a.subtree(match.last) if i > match.last]
    if not content and (thing := a.child(match.verb, "dobj")) and thing.index > match.last:
        content = a.subtree(thing.index)
    return Content([trim(a, content)], "object") if content else None


def _object(a: AnnotatedReport, match: Match) -> Content | None:
    """ "denied the charges", "accused X of …", "was rejected by X"."""
    verb = match.verb
    if is_passive(a, verb):
        thing = a.child(verb, "nsubjpass")
        if thing is None or a.child(verb, "agent") is None:
            return None
        return Content([trim(a, a.subtree(thing.index))], "passive object")
    thing = a.child(verb, "dobj")
    if thing is None or thing.index < verb:
        return None
    indices = set(a.subtree(thing.index))
    for prep in a.children(verb, "prep"):
        if prep.index > thing.index and prep.lower in _AFTERTHOUGHTS:
            indices.update(a.subtree(prep.index))
    run = next(r for r in runs(sorted(indices)) if thing.index in r)
    return Content([trim(a, run)], "object")


# -- whose words --------------------------------------------------------------------------------------------------------


def speaker_of(
    a: AnnotatedReport, verb: int, matches: Mapping[int, tuple[Match, ...]]
) -> tuple[Phrase | None, Phrase | None]:
    """The speaker of a cue verb, and who relays them ("quoted by SANA as saying"), if the grammar names either."""
    token = a.tokens[verb]
    if token.dep == "pcomp" and a.tokens[token.head].lower == "as":
        above = a.tokens[token.head].head
        if is_passive(a, above):
            thing = a.child(above, "nsubjpass")
            return (noun_phrase(a, thing.index, rule="quoted as saying") if thing else None), subject(a, above)
        thing = a.child(above, "dobj")
        return (noun_phrase(a, thing.index, rule="quoted as saying") if thing else None), subject(a, above)
    if token.tag == "VBG" and token.dep in ("advcl", "acl", "conj") and a.child(verb, "nsubj") is None:
        governing = _governing_cue(a, verb, matches)
        if governing is not None:
            return subject(a, governing), None
    found = subject(a, verb)
    if found is not None and a.tokens[found.head].lower in EXPLETIVES:
        return None, None
    return found, None


def _governing_cue(a: AnnotatedReport, verb: int, matches: Mapping[int, tuple[Match, ...]]) -> int | None:
    """The cue whose content a participle was hung in: "X said that A did B, adding that …" → said."""
    previous = verb
    for above in a.ancestors(verb):
        if a.tokens[previous].dep == "ccomp" and above.index in matches and above.index < verb:
            return above.index
        previous = above.index
    return None


__all__ = ["clausal_drafts", "speaker_of"]
