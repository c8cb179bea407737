"""Statements whose content is an object of the cue: "denied the charges", "called it a lie", "warned against …"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from dateline.extraction.statements.cuewords import Match
from dateline.extraction.statements.draft import Content
from dateline.extraction.statements.edges import with_tail, without_aside
from dateline.extraction.statements.grammar import is_infinitive, is_negated, is_passive, runs, subject, trim
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, LinkRole, SayingKind, Token
from dateline.reference.cues import cue_words
from dateline.reference.harms import harm_cues

_TOLL_REACH = 10  # tokens from "toll" to its "at"
_RELAYING = frozenset({"quote", "cite"})
_CHARGES = frozenset({"of", "for"})
_AFTERTHOUGHTS = frozenset({"as", "for", "of", "with", "to", "over"})


def object_content(ground: Ground, match: Match) -> Content | None:
    """The first of the entry's frames with an object, a predicate, a gerund or a preposition that the verb fills."""
    frames = match.entry.frames
    if match.entry.lemma in _RELAYING and _introduces_cue(ground, match.verb):
        return None
    if len(match.entry.words) > 1:
        return _object_of_last(ground, match) if "np" in frames else None
    if frames & {"small", "as"} and (found := _predicate(ground, match)):
        return found
    if "ger" in frames and (found := _gerund(ground, match)):
        return found
    if match.entry.prepositions and (found := _prepositional(ground, match)):
        return found
    if "npdoc" in frames and _is_document(ground, match.verb):
        return _object(ground, match)
    if "toll" in frames:
        return _toll(ground, match)
    return _object(ground, match) if "np" in frames else None


def _toll(ground: Ground, match: Match) -> Content | None:
    """ "put the death toll at 12", "put the number of dead at 12"."""
    a, verb = ground.a, match.verb
    thing = a.child(verb, "dobj")
    if thing is None or thing.index < verb or subject(a, verb) is None:
        return None
    told = {a.tokens[i].lemma.lower() for i in a.subtree(thing.index)} | {thing.lower}
    at = next((p for p in a.tokens[thing.index + 1 : thing.index + _TOLL_REACH] if p.lower == "at"), None)
    if not told & _counts_of_people() or at is None or at.sentence != thing.sentence:
        return None
    first = a.subtree(thing.index)[0]
    return Content([trim(a, list(range(first, a.subtree(at.index)[-1] + 1)))], "toll and figure")


@cache
def _counts_of_people() -> frozenset[str]:
    return frozenset(w for kind in ("toll", "toll-of-people", "number-of") for w in harm_cues(kind)) | {"loss"}


def _is_document(ground: Ground, verb: int) -> bool:
    """Whether a map, a poll or footage is the subject: "footage shows smoke over the town"."""
    found = subject(ground.a, verb)
    return found is not None and ground.role_of(found.head) is LinkRole.DOCUMENT


def _introduces_cue(ground: Ground, verb: int) -> bool:
    """ "quoted X as saying": "saying" is the cue."""
    inner = (ground.a.child(k.index, "pcomp") for k in ground.a.children(verb, "prep") if k.lower == "as")
    return any(k is not None and k.index in ground.matches for k in inner)


def _gerund(ground: Ground, match: Match) -> Content | None:
    a = ground.a
    for kid in a.children(match.verb, "xcomp", "ccomp"):
        if kid.index > match.verb and kid.tag == "VBG":
            return Content([trim(a, with_tail(ground, match.verb, a.subtree(kid.index)))], "gerund")
    return None


def _predicate(ground: Ground, match: Match) -> Content | None:
    """ "called it a lie", "described X as Y"."""
    a, verb, frames = ground.a, match.verb, match.entry.frames
    if a.tokens[verb].tag == "VBN" and a.tokens[verb].dep == "acl":
        return None  # "a village called Harn"
    thing = a.child(verb, "dobj", "nsubjpass")
    if "small" in frames:
        clause = a.child(verb, "ccomp")
        if clause is not None and clause.index > verb and not is_infinitive(a, clause.index):
            return Content([trim(a, a.subtree(clause.index))], "object and predicate")
        kids = [k for k in a.children(verb, "oprd") if k.index > verb]
        kid = next((k for k in reversed(kids) if k.index == kids[0].index or not _is_apposed(a, k)), None)
        if kid is not None:
            thing = thing or (kids[0] if kid.index != kids[0].index else None)
            return _joined(a, thing, a.subtree(kid.index), "object and predicate")
        if thing is not None and thing.index > verb and (quoted := _quoted_predicate(ground, thing)):
            return Content([trim(a, quoted)], "object and predicate")
        if thing is not None and thing.index > verb and _holds_predicate(a, thing):
            return Content([trim(a, without_aside(a, a.subtree(thing.index)))], "object and predicate")
    if "as" in frames:
        kid = next((k for k in a.children(verb, "prep", "advcl") if k.lower == "as" and k.index > verb), None)
        if kid is not None:
            return _joined(a, thing, a.subtree(kid.index), "object as predicate")
    return None


def _is_apposed(a: AnnotatedReport, token: Token) -> bool:
    return a.tokens[a.subtree(token.index)[0] - 1].text in (",", "”", '"', "''")


def _holds_predicate(a: AnnotatedReport, thing: Token) -> bool:
    """ "called the siege and the hunger a disgrace": object and predicate read as one phrase."""
    below = a.subtree(thing.index)
    for before, i in pairwise(below):
        opens = a.tokens[i].lower in ("a", "an") or a.tokens[i].tag == "``"
        if opens and a.tokens[before].pos in ("NOUN", "PROPN") and a.tokens[before].tag != "POS":
            return True
    return False


def _quoted_predicate(ground: Ground, thing: Token) -> list[int]:
    """The object with the quotation that follows it: called the deal "a milestone"."""
    first = ground.a.subtree(thing.index)[0]
    for i in range(thing.index + 1, min(thing.index + 4, len(ground.a.tokens))):
        if ground.quote_at[i] >= 0 and ground.quote_at[i] != ground.quote_at[thing.index]:
            inside = ground.a.tokens_in(ground.outer_quotes[ground.quote_at[i]].inner)
            return list(range(first, inside[-1].index + 1))
    return []


def _joined(a: AnnotatedReport, thing: Token | None, predicate: list[int], rule: str) -> Content:
    first = a.subtree(thing.index) if thing is not None else []
    whole = sorted({*first, *predicate})
    return Content([part for run in runs(whole) if (part := trim(a, without_aside(a, run)))], rule)


def _prepositional(ground: Ground, match: Match) -> Content | None:
    a = ground.a
    behind = [p for p in a.children(match.verb, "prep") if p.index > match.verb]
    for prep in behind:
        if prep.lower in match.entry.prepositions and not any(p.lower == "to" and p.index < prep.index for p in behind):
            content = [i for i in a.subtree(prep.index) if i != prep.index]
            if content and any(a.tokens[i].ent not in ("DATE", "TIME") for i in content):
                return Content([trim(a, content)], "preposition", [prep.index])
    return None


def _object_of_last(ground: Ground, match: Match) -> Content | None:
    """The object of "call for", "rule out": after the entry's last word, wherever the parser hung it."""
    a = ground.a
    content = [i for i in a.subtree(match.last) if i > match.last]
    if not content and (thing := a.child(match.verb, "dobj", "ccomp", "xcomp")) and thing.index > match.last:
        content = a.subtree(thing.index)
    if not content:
        return None
    for kid in a.children(match.verb, "xcomp", "ccomp", "advcl"):
        if is_infinitive(a, kid.index) and a.subtree(kid.index)[0] == content[-1] + 1:
            content = [*content, *a.subtree(kid.index)]
    return Content([trim(a, without_aside(a, content))], "object")


def _object(ground: Ground, match: Match) -> Content | None:
    """ "denied the charges", "accused X of …", "was rejected by X"."""
    a, verb = ground.a, match.verb
    if is_infinitive(a, verb) and not (_raised(a, verb) or is_negated(a, verb)):  # "has yet to confirm the strike"
        return None  # "to criticise the plan": a purpose or someone else's content
    if is_passive(a, verb):
        thing = a.child(verb, "nsubjpass")
        if thing is None or a.child(verb, "agent") is None:
            return None
        return Content([trim(a, a.subtree(thing.index))], "passive object")
    thing = a.child(verb, "dobj")
    if thing is None or thing.index < verb:
        return None
    indices = set(a.subtree(thing.index))
    behind = [p for p in a.children(verb, "prep") if p.index > thing.index and p.lower in _AFTERTHOUGHTS]
    for prep in behind:
        indices.update(a.subtree(prep.index))
    indices.update(_further_charges(ground, verb, indices))
    parts = runs(sorted(indices))
    first = next(n for n, run in enumerate(parts) if thing.index in run)
    charged = {p.index for p in behind if match.entry.kind is SayingKind.ACCUSED and p.lower in _CHARGES}
    kept = [run for n, run in enumerate(parts) if n == first or (n > first and charged & set(run))]
    return Content([trim(a, without_aside(a, run)) for run in kept], "object")


def _raised(a: AnnotatedReport, verb: int) -> bool:
    """ "appeared to blame", "went on to praise": the one who seems or starts to say it says it."""
    token = a.tokens[verb]
    return token.dep in ("xcomp", "ccomp", "advcl") and a.tokens[token.head].lemma.lower() in cue_words("raising")


def _further_charges(ground: Ground, verb: int, indices: set[int]) -> list[int]:
    """ "…of attacking civilians, bombing villages": gerunds that go on, which the parser hangs on the cue."""
    a = ground.a
    if not any(a.tokens[i].tag == "VBG" and a.tokens[i].dep == "pcomp" for i in indices):
        return []
    more: list[int] = []
    for kid in a.children(verb, "advcl", "conj", "dep"):
        below = a.subtree(kid.index)
        own = kid.tag == "VBG" and below[0] == kid.index and kid.index not in ground.matches
        if own and kid.index > max(indices) and a.tokens[kid.index - 1].text in (",", "and", "or"):
            more.extend(range(max([*indices, *more]) + 1, below[-1] + 1))
    return more


__all__ = ["object_content"]
