"""One happening told by several words of a sentence becomes one event."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline.extraction.events.draft import NEAREST, Draft
from dateline.extraction.events.finder import Finder
from dateline.extraction.events.grammar import Grammar
from dateline.model import EventType, Token

LOOSE = (
    "advcl",
    "xcomp",
    "conj",
    "acl",
    "pcomp",
    "prep",
    "pobj",
    "agent",
    "nsubj",
    "nsubjpass",
    "dobj",
    "oprd",
    "attr",
)
TIGHT = ("advcl", "xcomp", "acl", "pcomp", "prep", "pobj", "agent", "nsubj", "nsubjpass", "dobj", "appos")
JOINED = frozenset(
    {EventType.ASSAULT, EventType.CONSULT, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT, EventType.AGREE,
     EventType.AID, EventType.COOPERATE}
)  # fmt: skip
VAGUE_MODES = (None, "clash")
ON_THINGS = ("arson", "destroy", "loot", "abduct", "territory", "ceasefire-violation")  # deeds of their own


def merge(finder: Finder, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of one type that the grammar ties together, as one each; deaths without an attack are left out."""
    kept: list[Draft] = []
    for group in _by_sentence(finder, drafts):
        kept.extend(_merge_sentence(finder, group))
    return kept


def absorb_purposes(finder: Finder, drafts: Sequence[Draft], purposes: Collection[int]) -> list[Draft]:
    """What is done in order to do the same kind of thing is one deed ("met to discuss", "opened fire to disperse").

    purposes: the `id` of the drafts that a purpose clause holds. Slogans of protests go with the protest.
    """
    kept: list[Draft] = []
    for group in _by_sentence(finder, drafts):
        left = list(group)
        for draft in group:
            if id(draft) not in purposes:
                continue
            main = next((d for d in left if d is not draft and _is_means(finder, d, draft, purposes)), None)
            if main is not None:
                _absorb(main, draft)
                left.remove(draft)
        kept.extend(_slogans(finder, left))
    return kept


def violent_tensions(finder: Finder, real: Sequence[Draft]) -> list[Draft]:
    """ "Tensions between A and B have been ongoing, with A shelling …": a clash of both, where its clause tells of one.

    real: the drafts of what happened; without an attack among them in its clause, a tension is no event.
    """
    attacks = [d for d in real if d.type is EventType.ASSAULT and not d.harm]
    found = []
    for token in finder.tokens if attacks else ():
        if token.dep != "nsubj" or token.pos not in ("NOUN", "PROPN"):
            continue
        if "TENSION" not in finder.senses.classes(token.index):
            continue
        clause = finder.tokens[token.head]
        told = not any(token.index in d.triggers for d in real)
        parties = finder.roles.actors(finder.grammar.under(token.index, "between"), "between") if told else []
        draft = Draft(token.index, clause.index, EventType.ASSAULT, "clash", "noun tension with an attack")
        if len(parties) > 1 and any(_goes_along(finder.grammar, a, clause.index) for a in attacks):
            draft.add_actors(parties)
            draft.triggers, draft.reciprocal, draft.verb = {token.index}, True, None
            found.append(draft)
    return found


def _goes_along(grammar: Grammar, attack: Draft, clause: int) -> bool:
    """Whether an attack is told as what a clause consists in: "with X shelling", "…, X shelling", not "after X"."""
    start = attack.token if attack.verb is None else attack.verb
    for token in (grammar.tokens[start], *grammar.annotated.ancestors(start)):
        if token.head == clause and token.index != clause:
            bare = token.dep == "advcl" and token.tag == "VBG" and not grammar.children(token.index, "mark", "advmod")
            return bare or (token.dep == "prep" and token.lower == "with")
        if token.dep not in TIGHT:
            return False
    return False


def is_topic(finder: Finder, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft is only what the efforts are for that another one speaks of ("supported efforts to reduce …")."""
    if draft.verb is None or not finder.grammar.infinitive(draft.verb):
        return False
    token = finder.tokens[draft.verb]
    noun = finder.tokens[token.head]
    if token.dep != "acl" or noun.lemma.lower() not in finder.lexicon.groups["EFFORT"]:
        return False
    over = {noun.head, finder.tokens[noun.head].head}
    return any(d is not draft and d.words and d.verb in over for d in drafts)


def _is_means(finder: Finder, main: Draft, purpose: Draft, purposes: Collection[int]) -> bool:
    same = main.type is purpose.type and id(main) not in purposes and main.words == purpose.words
    return same and _climbs(finder.grammar, purpose, main, TIGHT) and _same_doers(finder, main, purpose)


def _slogans(finder: Finder, drafts: list[Draft]) -> list[Draft]:
    """What protesters demand or denounce is what they protest for; its addressee is the protest's recipient."""
    protests = [d for d in drafts if d.type is EventType.PROTEST]
    left = list(drafts)
    for draft in drafts:
        if draft.type not in (EventType.REQUEST, EventType.ACCUSE):
            continue
        protest = next((p for p in protests if _climbs(finder.grammar, draft, p, TIGHT)), None)
        if protest is not None and _same_doers(finder, protest, draft):
            if not protest.recipients:
                protest.add_recipients([f for f in draft.recipients if not _to_be_released(finder, f[0])])
            left.remove(draft)
    return left


def _to_be_released(finder: Finder, head: int) -> bool:
    """Those of "demanded the release of activists": nobody protests against them."""
    over = finder.tokens[finder.tokens[head].head]
    return over.lower == "of" and "RELEASE" in finder.senses.classes(over.head)


def _by_sentence(finder: Finder, drafts: Sequence[Draft]) -> list[list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(finder.tokens[draft.token].sentence, []).append(draft)
    return list(groups.values())


def _merge_sentence(finder: Finder, drafts: list[Draft]) -> list[Draft]:
    left = _without_launches(finder, drafts)
    at = 0
    while at < len(left):
        one = left[at]
        near = left[max(0, at - NEAREST) : at + NEAREST + 1]
        other = next((d for d in near if d is not one and _same_happening(finder, one, d)), None)
        if other is None:
            at += 1
            continue
        main, part = _rank(finder, one, other)
        _absorb(main, part)
        del left[_position(left, part)]
        grown = _position(left, main)
        at = min(at, grown)
        before = range(max(0, grown - NEAREST), at)  # what was passed may be tied to what has grown
        at = next((n for n in before if _same_happening(finder, left[n], main)), at)
    return _harm_of_the_one_attack(finder, left)


def _position(drafts: Sequence[Draft], draft: Draft) -> int:
    return next(n for n, d in enumerate(drafts) if d is draft)


def _without_launches(finder: Finder, drafts: list[Draft]) -> list[Draft]:
    """ "Missiles fired by X from Y hit a ship": one attack, by X; where it was fired from is not where it was."""
    left = list(drafts)
    for draft in drafts:
        if draft.verb is None or finder.tokens[draft.verb].dep != "acl" or finder.tokens[draft.verb].tag != "VBN":
            continue
        weapon = finder.tokens[draft.verb].head
        hits = (d for d in left if d is not draft and d.type is EventType.ASSAULT and d.verb is not None)
        hit = next((d for d in hits if d.verb and weapon in finder.grammar.surface_subject(d.verb)[0]), None)
        if hit is not None:
            if not hit.actors:
                hit.add_actors(draft.actors)
            left.remove(draft)
    return left


def _harm_of_the_one_attack(finder: Finder, drafts: list[Draft]) -> list[Draft]:
    """Harm dealt by nobody named belongs to the only attack of its sentence, wherever the parser hung that clause."""
    attacks = [d for d in drafts if d.type is EventType.ASSAULT and not d.harm and not d.words]
    if len(attacks) != 1 or _recalled(finder.grammar, attacks[0]):
        return drafts
    left = list(drafts)
    for draft in drafts:
        loose = draft.type is EventType.ASSAULT and draft.harm and not draft.actors and draft.made_of is None
        if loose and not _fell_attacking(finder, draft, attacks[0]):
            _absorb(attacks[0], draft)
            left.remove(draft)
    return left


def _recalled(grammar: Grammar, draft: Draft) -> bool:
    """Whether the clause of an attack is one of another time ("… since rebels attacked", "which was bombed")."""
    clause = draft.verb if draft.verb is not None else grammar.clause_of(draft.token)
    marks = {kid.lower for kid in grammar.children(clause, "mark", "advmod")}
    return grammar.tokens[clause].dep == "relcl" or bool(marks & {"since", "before", "until", "while", "although"})


def _same_happening(finder: Finder, one: Draft, other: Draft) -> bool:
    if one.type is not other.type or one.type not in JOINED or one.words != other.words:
        return False
    if finder.by_two(one.token, other.token):
        return False
    if one.triggers & other.triggers:
        return True
    harm = one.harm or other.harm
    if _fell_attacking(finder, one, other) or _fell_attacking(finder, other, one):
        return False
    if harm and not _same_doers(finder, one, other):
        return False
    if harm:
        apart = one.mode in ON_THINGS or other.mode in ON_THINGS
        return _tied(finder.grammar, one, other, TIGHT if apart else LOOSE)
    if one.type is EventType.ASSAULT:
        return (
            _same_doers(finder, one, other) and _tied(finder.grammar, one, other, TIGHT) and not _two_kinds(one, other)
        )
    return _tied(finder.grammar, one, other, TIGHT) and _same_doers(finder, one, other)


def _fell_attacking(finder: Finder, harm: Draft, attack: Draft) -> bool:
    """Whether those harmed are the attackers: "One man was shot dead when he attacked an officer"."""
    if harm.actors or attack.harm or attack.reciprocal or attack.verb is None or harm.verb is None:
        return False
    if attack.mode == "explosives" or not attack.recipients:  # "died when they set off a mine"
        return False
    clause = finder.tokens[attack.verb]
    pronoun = any(finder.tokens[i].lower in ("he", "she", "they") for i, _ in attack.actors)
    return pronoun and clause.dep == "advcl" and clause.head == harm.verb and bool(harm.recipients)


def _two_kinds(one: Draft, other: Draft) -> bool:
    """Different modes are different deeds, unless one is vague."""
    vague = (*VAGUE_MODES, "firearms")
    return one.mode != other.mode and one.mode not in vague and other.mode not in vague


def _same_doers(finder: Finder, one: Draft, other: Draft) -> bool:
    """Whether the actors do not speak against it: one has none, or they share a head, or one is a pronoun."""
    mine = {head for head, _ in one.actors}
    theirs = {head for head, _ in other.actors}
    if not mine or not theirs or mine & theirs:
        victims = {head for head, _ in one.recipients} & theirs | {head for head, _ in other.recipients} & mine
        return not victims
    return any(finder.tokens[i].pos == "PRON" for i in mine | theirs)


def _tied(grammar: Grammar, one: Draft, other: Draft, links: tuple[str, ...]) -> bool:
    """Whether one is reached from the other by climbing only through the given relations."""
    return _climbs(grammar, one, other, links) or _climbs(grammar, other, one, links)


def _climbs(grammar: Grammar, low: Draft, high: Draft, links: tuple[str, ...]) -> bool:
    goals = {*high.triggers, *([high.verb] if high.verb is not None else [])}
    current = low.verb if low.verb is not None else low.token
    if current in goals or low.token in goals:
        return True
    for start in (current, low.token):
        token = grammar.tokens[start]
        while token.dep in links and token.head != token.index and not _steps_back(grammar, token, low):
            token = grammar.tokens[token.head]
            if token.index in goals:
                return True
    return False


def _steps_back(grammar: Grammar, token: Token, low: Draft) -> bool:
    """Whether the step leads to another time ("… after the killing of", "… since rebels attacked")."""
    if token.dep == "prep":
        return token.lower in ("after", "following", "since", "before", "despite", "over", "until", "against")
    if token.dep == "conj" and grammar.is_verb(token.index):  # "… were killed, and attacks by X wounded …"
        return grammar.child(token.index, "nsubj") is not None and not grammar.passive(token.index) and bool(low.actors)
    if token.dep != "advcl":
        return False
    marks = {kid.lower for kid in grammar.children(token.index, "mark", "advmod", "prep")}
    return bool(marks & {"since", "before", "until", "while", "although"}) or (bool(marks & {"after"}) and low.harm)


def _rank(finder: Finder, one: Draft, other: Draft) -> tuple[Draft, Draft]:
    """The main event first: an attack before its harm, what has arguments before what has none, then text order."""

    def key(draft: Draft) -> tuple[bool, bool, bool, int]:
        return (draft.harm, draft.unproven, draft.verb is None, draft.token)

    return (one, other) if key(one) <= key(other) else (other, one)


def _absorb(main: Draft, part: Draft) -> None:
    main.triggers |= part.triggers
    if not main.actors:
        main.add_actors(part.actors)
        main.reciprocal = main.reciprocal or part.reciprocal
    elif part.reciprocal and not main.reciprocal:
        main.add_recipients(part.actors)
    main.add_recipients(part.recipients)
    if main.mode in VAGUE_MODES and part.mode is not None and not part.harm:
        main.mode = part.mode if main.mode is None else main.mode
    if main.mode is None:
        main.mode = part.mode
    main.instruments.extend(i for i in part.instruments if i not in main.instruments)
    main.quantities.extend(q for q in part.quantities if q not in main.quantities)
    main.unproven = main.unproven and part.unproven
    main.rule = f"{main.rule}; {part.rule}"


__all__ = ["absorb_purposes", "is_topic", "merge", "violent_tensions"]
