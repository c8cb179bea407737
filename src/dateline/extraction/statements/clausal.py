"""Statements whose content the tree hangs on the cue: that-clauses, infinitives, "X said" set in or after."""

from __future__ import annotations

from dateline.extraction.statements.cuewords import Match
from dateline.extraction.statements.draft import Content, Draft, Phrase
from dateline.extraction.statements.edges import preposed_start, trim_left, with_tail, without_aside
from dateline.extraction.statements.grammar import (
    EXPLETIVES,
    inverted_speaker,
    is_hypothetical,
    is_infinitive,
    is_negated,
    is_passive,
    is_verb,
    noun_phrase,
    runs,
    trim,
    verb_group,
)
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.objects import object_content
from dateline.extraction.statements.speakers import phrase_start, speaker_of
from dateline.model import AnnotatedReport, SayingKind, Token
from dateline.reference.cues import cues

_TOLD_OF = frozenset({SayingKind.ASSERTED, SayingKind.BELIEVED, SayingKind.SPECULATED, SayingKind.ACCUSED})
_ASIDES = frozenset({"while", "although", "though", "whereas"})
_WH = frozenset({"WDT", "WP"})
_SET_OFF = frozenset({",", "—", "–", "--", "-", "("})


def clausal_drafts(ground: Ground, taken: set[int]) -> list[Draft]:
    """One draft per cue verb that has content of its own. taken: verbs that quotations have used."""
    drafts = []
    for verb, readings in ground.matches.items():
        if verb in taken:
            continue
        for match in readings:
            content = _content(ground, match)
            if content is not None and any(content.parts):
                drafts.append(_draft(ground, match, content))
                break
    return drafts


def _draft(ground: Ground, match: Match, content: Content) -> Draft:
    speaker, relay = speaker_of(ground, match.verb)
    a = ground.a
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


def _content(ground: Ground, match: Match) -> Content | None:
    frames = match.entry.frames
    if "that" in frames or "quote" in frames:
        if (thing := inverted_speaker(ground.a, match.verb)) is not None:
            return _around(ground, match.verb, thing)
        found = (
            _clause(ground, match)
            or _hung_below(ground, match)
            or _behind_hearer(ground, match)
            or _parenthetical(ground, match)
            or _cleft(ground, match)
        )
        if found:
            return found
    if frames & {"inf", "npinf"} and (found := _infinitive(ground, match)):
        return found
    return object_content(ground, match)


def _around(ground: Ground, verb: int, thing: Token) -> Content:
    """The sentence around ", says X,"."""
    a = ground.a
    first = a.sentences[a.tokens[verb].sentence].first
    behind = a.subtree(thing.index)[-1] + 1
    parts = [trim(a, list(range(first, verb))), trim(a, list(range(behind, ground.content_end(verb))))]
    return Content([part for part in parts if part], "parenthetical")


# -- clauses ----------------------------------------------------------------------------------------------------------


def _clause(ground: Ground, match: Match) -> Content | None:
    """ "said (that) …", "…, X said", and both: "A did B, X said, it was C that …"."""
    a, verb = ground.a, match.verb
    kids = [k for k in a.children(verb, "ccomp") if _is_said(a, k)]
    front = next((k for k in kids if k.index < verb and not _is_aside(a, k)), None)
    back = next((k for k in kids if k.index > verb), None)
    found = _following(ground, verb, back) if back is not None else None
    apart = a.tokens[match.last + 1 : match.last + 2]
    if found is not None and not (apart and apart[0].pos == "PUNCT"):
        return found  # "X, who said so before, said that …": what is in front is no content
    before = _preposed(ground, match, front) if front is not None else None
    if found is not None and before is not None:
        return Content([*before.parts, *found.parts], before.rule, addressee=before.addressee)
    return found or before


def _is_said(a: AnnotatedReport, clause: Token) -> bool:
    bare = clause.tag == "VBG" and not a.children(clause.index, "aux", "nsubj")
    return not bare and not is_infinitive(a, clause.index)


def _is_aside(a: AnnotatedReport, clause: Token) -> bool:
    """ "While he admitted losses, X said …": no content of "said"."""
    return any(k.lower in _ASIDES for k in a.children(clause.index, "mark"))


def _following(ground: Ground, verb: int, clause: Token) -> Content:
    a = ground.a
    below = a.subtree(clause.index)
    that = next((k.index for k in a.children(clause.index, "mark") if k.lower == "that"), clause.index)
    start = that if that < clause.index else verb + 1  # in front of "that": when it was said, to whom, citing whom
    indices = trim_left(a, with_tail(ground, verb, [i for i in below if i >= start]))
    lead = _lead(ground, verb, indices) or trim(a, [i for i in below if i < verb and a.tokens[i].tag in _WH])
    parts = [lead, trim(a, indices)] if lead else [trim(a, indices)]
    return Content(parts, "clause", addressee=_addressee(ground, verb))


def _lead(ground: Ground, verb: int, indices: list[int]) -> list[int]:
    """ "If that fails, X said, there are other ways": the part of the content in front of a cue set off by commas."""
    a = ground.a
    if not indices or a.tokens[indices[0] - 1].text not in _SET_OFF or a.tokens[verb + 1].text not in _SET_OFF:
        return []
    own = a.child(verb, "nsubj")
    first = a.sentences[a.tokens[verb].sentence].first
    stop = a.subtree(own.index)[0] if own is not None else verb
    if own is None or stop - first < 2 or a.tokens[stop - 1].text not in _SET_OFF:
        return []
    return trim(a, list(range(first, stop)))


def _preposed(ground: Ground, match: Match, clause: Token) -> Content | None:
    """ "A did B, X said": everything of the sentence in front of the subject and the cue."""
    a, verb = ground.a, match.verb
    below = set(a.subtree(clause.index))
    own = a.child(verb, "nsubj", "nsubjpass")
    stop = verb if own is not None and own.index > verb else phrase_start(ground, verb, own)
    front = [i for i in below if i < verb]
    if not front or (own is not None and own.index < min(front)):
        return None
    thing = a.child(verb, "dobj")
    if thing is not None and thing.index > verb and thing.ent != "DATE" and "someone" not in match.entry.frames:
        return None
    if a.tokens[max(front) + 1].text in (":", ";", "("):
        return None
    rest = [i for i in range(max(front) + 1, stop) if a.tokens[i].text in _SET_OFF]
    stop = min([stop, *rest])
    start = preposed_start(ground, verb, min(front))
    tail = sorted(i for i in below if i > verb)
    parts = [trim(a, list(range(start, stop)))]
    if tail:
        parts.append(trim(a, tail))
    return Content([p for p in parts if p], "clause before its cue", addressee=_addressee(ground, verb))


def _hung_below(ground: Ground, match: Match) -> Content | None:
    """X reported, citing Y, that A did B: the parser hangs the cue on its own content."""
    a, verb = ground.a, match.verb
    token = a.tokens[verb]
    if token.dep not in ("ccomp", "advcl", "parataxis") or token.head < verb:
        return None
    that = next((k for k in a.children(token.head, "mark") if k.index > verb and k.lower == "that"), None)
    if that is None or a.child(verb, "mark", "ccomp") is not None:
        return None
    indices = [i for i in a.subtree(token.head) if i >= that.index]
    return Content([trim(a, with_tail(ground, token.head, indices))], "clause", addressee=_addressee(ground, verb))


def _behind_hearer(ground: Ground, match: Match) -> Content | None:
    """ "told a meeting of mayors that A did B": the parser hangs the clause on the hearers, or on a time between."""
    a, verb = ground.a, match.verb
    if "that" not in match.entry.frames:
        return None
    for i in a.subtree(verb):
        that = a.tokens[i]
        clause = a.tokens[that.head]
        if i <= match.last + 1 or that.lower != "that" or that.dep not in ("mark", "advmod"):
            continue
        above = a.tokens[clause.head]
        loose = clause.dep in ("relcl", "acl") or (clause.dep == "advcl" and above.index == verb)
        between = any(is_verb(a.tokens[n]) for n in range(match.last + 1, i))
        if (
            loose
            and not between
            and above.lemma.lower() not in cues("noun")
            and a.child(clause.index, "nsubj", "nsubjpass")
        ):
            indices = [n for n in a.subtree(clause.index) if n >= i]
            return Content([trim(a, with_tail(ground, verb, indices))], "clause", addressee=_addressee(ground, verb))
    return None


def _cleft(ground: Ground, match: Match) -> Content | None:
    """ "What X said was that A did B"."""
    a, verb = ground.a, match.verb
    token, be = a.tokens[verb], a.tokens[a.tokens[verb].head]
    what = any(k.lower == "what" and k.index < verb for k in a.children(verb, "dobj", "pobj"))
    if not what or token.dep not in ("csubj", "nsubj", "ccomp") or be.lemma.lower() != "be" or be.index < verb:
        return None
    said = next((k for k in a.children(be.index, "ccomp", "attr") if k.index > be.index), None)
    return Content([trim(a, a.subtree(said.index))], "clause") if said is not None else None


def _parenthetical(ground: Ground, match: Match) -> Content | None:
    """ "The army, X said, had left": the cue set into, or hung on, the clause it speaks of."""
    a, verb = ground.a, match.verb
    head = _clause_around(ground, verb)
    if head is None:
        return None
    own = a.child(verb, "nsubj")
    if own is None or own.lower == "you" or a.child(verb, "cc", "ccomp", "xcomp") is not None:
        return None
    thing = a.child(verb, "dobj")
    if thing is not None and thing.index not in match.others and "someone" not in match.entry.frames:
        return None
    marks = a.children(verb, "mark")
    if any(m.lower != "as" for m in marks):
        return None
    first = min([verb, a.subtree(own.index)[0], *(m.index for m in marks)])
    below = [i for i in a.subtree(verb) if i >= first]  # what is in front of the subject belongs to the content
    if not _set_off(a, first, marks):
        return None
    inside = set(below)
    whole = [i for i in a.subtree(head.index) if i not in inside]
    parts = [trim(a, run) for run in runs(whole)]
    return Content([p for p in parts if p], "parenthetical")


def _set_off(a: AnnotatedReport, first: int, marks: tuple[Token, ...]) -> bool:
    """Whether a comma or dash stands in front; "As X said, …" may open the sentence."""
    opens = first == a.sentences[a.tokens[first].sentence].first
    return bool(marks) if opens else a.tokens[first - 1].text in _SET_OFF


def _clause_around(ground: Ground, verb: int) -> Token | None:
    """The verb of the clause that "X said" is set into; the parser may have hung it on the clause's subject."""
    a, token = ground.a, ground.a.tokens[verb]
    head = a.tokens[token.head]
    if token.dep == "relcl" and not is_verb(head):
        below = trim(a, a.subtree(verb))
        bare = not any(a.tokens[i].tag in ("WP", "WDT", "WP$") or a.tokens[i].lower == "that" for i in below)
        after = a.tokens[below[-1] + 1].text if below[-1] + 1 < len(a.tokens) else ""
        commas = a.tokens[below[0] - 1].text == "," and after == ","
        head = a.tokens[head.head]
        while head.dep in ("aux", "auxpass"):
            head = a.tokens[head.head]
        return head if bare and commas and is_verb(head) else None
    return head if token.dep in ("ccomp", "parataxis", "advcl", "dep", "conj") and is_verb(head) else None


def _addressee(ground: Ground, verb: int) -> Phrase | None:
    kid = ground.a.child(verb, "dobj", "dative")
    return noun_phrase(ground.a, kid.index, rule="addressee") if kid is not None and kid.dep != "prep" else None


# -- infinitives ------------------------------------------------------------------------------------------------------


def _infinitive(ground: Ground, match: Match) -> Content | None:
    """ "vowed to …", "urged Y to …", "is expected to …"."""
    a, verb, frames = ground.a, match.verb, match.entry.frames
    for kid in a.children(verb, "xcomp", "ccomp", "advcl"):
        if kid.index < verb or not is_infinitive(a, kid.index):
            continue
        indices = with_tail(ground, verb, a.subtree(kid.index))
        if is_passive(a, verb):
            thing = a.child(verb, "nsubjpass")
            if match.entry.kind not in _TOLD_OF and a.child(verb, "agent") is None:
                return None
            parts = [trim(a, a.subtree(thing.index))] if thing and thing.lower not in EXPLETIVES else []
            return Content([*parts, trim(a, indices)], "passive infinitive")
        thing = _someone(ground, match)
        own = a.child(kid.index, "nsubj")
        if "npinf" in frames and thing is not None and thing.index < kid.index:
            whole = sorted({*a.subtree(thing.index), *indices})
            return Content([trim(a, whole)], "someone + infinitive", addressee=noun_phrase(a, thing.index))
        if "npinf" in frames and own is not None:
            return Content([trim(a, indices)], "someone + infinitive", addressee=noun_phrase(a, own.index))
        if "inf" in frames and thing is None and own is None:
            return Content([trim(a, without_aside(a, indices))], "infinitive")
    return None


def _someone(ground: Ground, match: Match) -> Token | None:
    """Y in "urged Y to", "called on Y to"."""
    a = ground.a
    if match.others:
        return a.child(match.last, "pobj")
    return a.child(match.verb, "dobj", "dative")


__all__ = ["clausal_drafts"]
