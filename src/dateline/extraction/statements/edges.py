"""Where a content begins and ends, when the parser has hung its ends elsewhere."""

from __future__ import annotations

from dateline.extraction.statements.grammar import is_verb
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, Token
from dateline.reference.cues import venues

_FINITE = frozenset({"VBD", "VBZ", "VBN"})
_NEAR_START = 3  # tokens: "to …", "not to …"
_LINKS = frozenset({"and", "or", "but", "nor", ","})
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_HUNG = frozenset(
    {"prep", "advmod", "npadvmod", "dobj", "oprd", "acomp", "relcl", "acl", "agent", "conj", "appos", "pcomp"}
)
_MODALS = frozenset({"would", "could", "might", "will", "can", "may", "must", "should"})


def with_tail(ground: Ground, verb: int, indices: list[int]) -> list[int]:
    """The content after its cue: without cues that go with ours, with what belongs to it but hangs on ours."""
    indices = _without_lifted(ground, indices)
    if not indices:
        return indices
    end = ground.content_end(verb)
    last = indices[-1]
    while last + 1 < end:
        step = _next_tail(ground, verb, last + 1, end, indices)
        if step is None:
            break
        last = step
    return [*indices, *range(indices[-1] + 1, last + 1)] if last > indices[-1] else _without_link(ground.a, indices)


def _without_link(a: AnnotatedReport, indices: list[int]) -> list[int]:
    """Without a conjunction at the end whose other half is not there."""
    while len(indices) > 1 and a.tokens[indices[-1]].dep in ("cc", "punct") and a.tokens[indices[-1]].text in _LINKS:
        indices = indices[:-1]
    return indices


def _without_lifted(ground: Ground, indices: list[int]) -> list[int]:
    a = ground.a
    cuts = [a.subtree(i)[0] for i in indices if i in ground.lifted and i > indices[0]]
    cuts += [
        i for i in indices if a.tokens[i].lower == "according" and a.tokens[min(i + 1, len(a.tokens) - 1)].lower == "to"
    ]
    cuts = [c for c in cuts if c > indices[0]]
    if not cuts:
        return indices
    kept = [i for i in indices if i < min(cuts)]
    while kept and a.tokens[kept[-1]].dep in ("cc", "punct"):
        kept.pop()
    return kept


def _next_tail(ground: Ground, verb: int, start: int, end: int, content: list[int]) -> int | None:
    """Last token of a further piece of the content that begins at `start`, or None."""
    a = ground.a
    token = a.tokens[start]
    if token.text in ("”", '"', "''", "’"):
        return start
    if token.text == ":":
        return end - 1
    if token.dep == "cc" or token.text == ",":
        return _coordinated(ground, verb, start, end, content)
    if token.head == verb or a.tokens[token.head].head == verb:
        top = token if token.head == verb else a.tokens[token.head]
        if top.dep in _HUNG and top.index >= start:
            below = a.subtree(top.index)
            if below[0] == start and not _is_venue(a, below):
                return below[-1]
    return None


def _coordinated(ground: Ground, verb: int, start: int, end: int, content: list[int]) -> int | None:
    """ "…, but would eventually add 84", "to cut aid, recall the envoy and close …": verbs hung on the cue."""
    a = ground.a
    at = start
    while at < end and (a.tokens[at].text == "," or a.tokens[at].dep in ("cc", "advmod")):
        at += 1
    if at >= end:
        return None
    conj = next((k for k in a.children(verb, "conj") if start < k.index and a.subtree(k.index)[0] <= at + 1), None)
    if conj is None or not is_verb(conj):
        return None
    if a.child(conj.index, "nsubj", "nsubjpass", "expl") is not None:
        same_breath = a.tokens[start].text != "," and conj.index not in ground.matches
        return a.subtree(conj.index)[-1] if same_breath else None
    if _goes_on(a, verb, conj, content):
        return a.subtree(conj.index)[-1]
    own = any(k.lower in _MODALS for k in a.children(verb, "aux"))
    modal = any(k.lower in _MODALS for k in a.children(conj.index, "aux"))
    return a.subtree(conj.index)[-1] if modal and not own and conj.index not in ground.matches else None


def _goes_on(a: AnnotatedReport, verb: int, conj: Token, content: list[int]) -> bool:
    """Whether a bare verb, or a gerund, goes on an infinitive, or a gerund, that is the content of a finite cue."""
    opens = a.tokens[content[0]]
    if a.tokens[verb].tag not in _FINITE or a.child(conj.index, "aux") is not None:
        return False
    if conj.tag == "VBG":
        return opens.tag == "VBG"
    infinitive = opens.tag == "TO" or any(a.tokens[i].tag == "TO" for i in content[:_NEAR_START])
    return conj.tag in ("VB", "VBP") and infinitive


def without_aside(a: AnnotatedReport, indices: list[int]) -> list[int]:
    """Without what the narrator adds at the end: ", which began in May", " - a third of the total"."""
    for n in range(1, len(indices) - 1):
        token, after = a.tokens[indices[n]], a.tokens[indices[n + 1]]
        if token.text in _DASHES and a.tokens[indices[n - 1]].end < token.start:
            return indices if any(a.tokens[i].text in _DASHES for i in indices[n + 1 :]) else indices[:n]
        if token.text == "," and after.tag in _RELATIVE and _closes(a, after, indices):
            return indices[:n]
    return indices


def _closes(a: AnnotatedReport, relative: Token, indices: list[int]) -> bool:
    """Whether the relative clause of "which", "who", "where" runs to the end of the content."""
    clause = next((t for t in a.ancestors(relative.index) if t.dep == "relcl"), None)
    return clause is not None and a.subtree(clause.index)[-1] >= indices[-1]


def _is_venue(a: AnnotatedReport, indices: list[int]) -> bool:
    return any(a.tokens[i].lemma.lower() in venues() for i in indices)


def trim_left(a: AnnotatedReport, indices: list[int]) -> list[int]:
    """Without a bare time in front ("said Monday the army …") that tells when it was said."""
    if len(indices) < 3:
        return indices
    that = next((i for i in indices if a.tokens[i].dep == "mark" and a.tokens[i].lower == "that"), None)
    if (
        that is not None
        and that > indices[0]
        and a.tokens[that - 1].text == ","
        and not _verb_between(a, indices[0], that)
    ):
        return [i for i in indices if i >= that]
    first = a.tokens[indices[0]]
    top = first
    while top.dep in ("det", "amod", "compound", "nummod", "poss") and top.head in indices:
        top = a.tokens[top.head]
    if top.dep in ("npadvmod", "tmod") and top.ent in ("DATE", "TIME", ""):
        below = set(a.subtree(top.index))
        rest = [i for i in indices if i not in below]
        if rest and min(rest) > max(below) and a.tokens[rest[0]].text != ",":
            return rest
    return indices


def _verb_between(a: AnnotatedReport, first: int, last: int) -> bool:
    return any(a.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in range(first, last))


def preposed_start(ground: Ground, verb: int, first: int) -> int:
    """Where a content in front of its cue begins: with the sentence, unless another cue or quotation lies between."""
    a = ground.a
    start = a.sentences[a.tokens[verb].sentence].first
    for i in range(first - 1, start - 1, -1):
        if i in ground.matches and any(k.index < first for k in a.children(i, "ccomp", "xcomp")):
            return first
        if ground.quote_at[i] >= 0 and ground.quote_at[i] != ground.quote_at[first]:
            return first
    return start


__all__ = ["preposed_start", "trim_left", "with_tail", "without_aside"]
