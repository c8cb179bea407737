"""A count of people harmed, from the word of harm and the people that the grammar puts beside it."""

from __future__ import annotations

from dateline.extraction.counts import Count
from dateline.extraction.groups import Group, read_group, with_listed_before
from dateline.extraction.harm_roles import subject_of
from dateline.model import AnnotatedReport, HarmKind, Span, Token
from dateline.model.frozen import frozen
from dateline.reference.harms import HarmWord, harm_cues, harm_words

_REFLEXIVES = frozenset(("himself", "herself", "themselves"))
KILLED = HarmWord(HarmKind.KILLED, "object", False)
INJURED = HarmWord(HarmKind.INJURED, "subject", True)


@frozen
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


def draft_for(
    annotated: AnnotatedReport, trigger: Token, found: Token | None, entry: HarmWord, kind: HarmKind, rule: str
) -> HarmDraft | None:
    """The count for the people found, unless they are no people, or nobody was harmed and nobody is counted."""
    if found is None:
        return None
    within = trigger.head == found.index and trigger.dep in ("amod", "nmod", "compound")  # "two wounded soldiers"
    barrier = trigger.index if trigger.index < found.index and not within else -1
    last_of_list = trigger.dep == "acl" and trigger.head == found.index and found.dep == "conj"
    if last_of_list and not _harm_between(annotated, found.head, found.index):
        found = annotated.tokens[found.head]  # "two soldiers and a driver killed in the blast"
    own = _own_part(annotated, trigger, found)
    limit = trigger.index if trigger.index > found.index else None
    if found.lower in _REFLEXIVES:
        found = subject_of(annotated, trigger) or found
        rule += "/self"
    group = read_group(annotated, (own or found).index, barrier, limit=limit, summed=own is None)
    if group is None or not _are_people(group, entry):
        group = _people_beside(annotated, found, entry)
    if group is None or _only_asked(annotated, group, trigger):
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
        count = Count(count.first, count.last, 1, None, vague=True)
    if _is_to_come(annotated, trigger):
        rule += "/to come"
    if group.kind in ("pronoun", "name"):
        rule += f"/{group.kind}"
    elif group.definite:
        rule += "/definite"
    return HarmDraft(kind, count, who_of(annotated, group), group.head, trigger.index, rule)


def _only_asked(annotated: AnnotatedReport, group: Group, trigger: Token) -> bool:
    """ "how many people were killed", "as many were hurt", "those killed": no count."""
    opener = annotated.tokens_in(group.victims)[:1]
    before = annotated.tokens[opener[0].index - 1].lower if opener and opener[0].index else ""
    if opener and (opener[0].lower in ("how", "as") or before == "how") and group.kind != "figure":
        return any(t.lower == "many" for t in annotated.tokens_in(group.victims))
    return group.kind == "pronoun" and trigger.dep == "acl"


def _people_beside(annotated: AnnotatedReport, thing: Token, entry: HarmWord) -> Group | None:
    """The people counted beside things: "captured 12 tanks and 30 fighters"."""
    for token in annotated.conjuncts(thing.index)[1:]:
        group = read_group(annotated, token.index, token.index - 12)
        if (
            group is not None
            and group.person is True
            and group.kind in ("figure", "vague")
            and _are_people(group, entry)
        ):
            return group
    return None


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


def _own_part(annotated: AnnotatedReport, trigger: Token, found: Token) -> Token | None:
    """The 20 in "seven civilians killed and about 20 wounded", where the parser hangs both words on the seven."""
    if trigger.dep != "acl" or trigger.index <= found.index + 1:
        return None
    before = annotated.tokens[trigger.index - 1]
    listed = before.dep == "conj" and before.head == found.index
    return before if listed and _harm_between(annotated, found.index, before.index) else None


def _harm_between(annotated: AnnotatedReport, first: int, last: int) -> bool:
    """Whether each part has a word of harm of its own: "seven killed and 20 wounded"."""
    words = harm_words("adjective")
    told = harm_words("verb").keys() | harm_cues("body").keys()
    return any(t.lower in words or t.lemma in told for t in annotated.tokens[first:last])


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
