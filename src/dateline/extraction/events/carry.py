"""The dead, injured and displaced of a sentence that names no attack, after one that does ("Three people died.")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extraction.events.draft import Draft
from dateline.extraction.events.finder import Finder
from dateline.model import EventType, HarmKind, Quantity, Span

CARRIED = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES, HarmKind.DISPLACED)
REACH = 2  # sentences back
UNCERTAIN = ("assault: injure", "assault: hurt")  # as often by accident as by design
HARMING = ("assault: kill", "assault: wound", "assault: injure", "assault: hurt", "assault: claim", "assault: cost")
DYING = ("assault: die", "assault: perish")


def carried_harm(
    finder: Finder,
    real: Sequence[Draft],
    quantities: Sequence[Quantity],
    heads: Sequence[int | None],
) -> list[Draft]:
    """Drafts for harm that no event of its sentence has, where an attack stands shortly before it.

    heads: the head token of each quantity. The new drafts keep the place and time of their own sentence only.
    """
    taken = {number for draft in real for number in draft.quantities}
    attacks = sorted({finder.tokens[d.token].sentence for d in real if d.type is EventType.ASSAULT})
    found: dict[int, Draft] = {}
    for number, (quantity, head) in enumerate(zip(quantities, heads, strict=True)):
        if number in taken or head is None or quantity.kind not in CARRIED or quantity.maximum == 0:
            continue
        sentence = finder.tokens[head].sentence
        if not any(sentence - REACH <= at < sentence for at in attacks) or _disaster(finder, sentence):
            continue
        if sentence not in found:
            trigger = _told_by(finder, quantity, finder.grammar.clause_of(head))
            found[sentence] = Draft(trigger, trigger, EventType.ASSAULT, None, "harm after an attack", harm=True)
            found[sentence].triggers = {trigger}
        found[sentence].quantities.append(number)
        victims = quantity.victims or quantity.span
        found[sentence].add_recipients(
            [
                (i, "victims")
                for i in _head_within(finder, victims)
                if finder.senses.is_agent(i) and finder.roles.is_party(i)
            ]
        )
    return list(found.values())


def _told_by(finder: Finder, quantity: Quantity, verb: int) -> int:
    """The word that tells of the harm: of "police put the toll at 12" the toll, which police speak of."""
    if quantity.trigger is None or quantity.rule != "toll":
        return verb
    toll = finder.tokens[quantity.trigger]
    return toll.index if toll.dep == "dobj" and toll.head == verb else verb


def is_accidental(finder: Finder, draft: Draft, attacks: Sequence[Draft]) -> bool:
    """Whether nobody dealt out the harm that a draft tells of.

    Dying alone is no event of ours. Being killed or hurt by nobody named is one, unless the report tells of an accident
    or disaster nearer than of an attack; so is being hurt by a weapon.
    """
    told = draft.rule.split("; ")
    if all(rule in DYING for rule in told) and not draft.actors:
        return True
    if _by_crash(finder, draft):
        return True
    if draft.actors or not all(rule in DYING or rule in HARMING for rule in told):
        return False
    here = finder.tokens[draft.token].sentence
    for sentence in range(here, -1, -1):
        if _disaster(finder, sentence):
            return True
        if any(finder.tokens[d.token].sentence == sentence and d.type is EventType.ASSAULT for d in attacks):
            return False
    return all(rule in DYING or rule in UNCERTAIN for rule in told) and not _by_arms(finder, draft)


def _by_crash(finder: Finder, draft: Draft) -> bool:
    """ "A helicopter crashed, killing eight": what killed was no deed; "crashed into a crowd" may be one."""
    verb = None if draft.verb is None else finder.tokens[draft.verb]
    if verb is None or verb.dep not in ("advcl", "conj") or verb.tag not in ("VBG", "VBD"):
        return False
    above = finder.tokens[verb.head]
    if above.lemma not in finder.lexicon.groups["CRASHING"] or finder.grammar.children(verb.index, "nsubj"):
        return False
    meant = finder.grammar.objects(above.index) or finder.grammar.under(above.index, "into")
    return not meant


def _by_arms(finder: Finder, draft: Draft) -> bool:
    """ "Two were hurt by a landmine": the arms or attack that did it are named."""
    if draft.verb is None:
        return False
    causes = (*finder.grammar.under(draft.verb, "by"), *finder.grammar.under(draft.verb, "in"))
    return any(finder.senses.classes(i) & {"ATTACK", "WEAPON"} for i in causes if finder.tokens[i].pos != "VERB")


def _disaster(finder: Finder, sentence: int) -> bool:
    """Whether a sentence names a disaster; "suicide bomb" names a weapon."""
    if sentence not in finder.disasters:
        finder.disasters[sentence] = _names_disaster(finder, sentence)
    return finder.disasters[sentence]


def _names_disaster(finder: Finder, sentence: int) -> bool:
    tokens = finder.annotated.sentence_tokens(sentence)
    nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN")]
    arms = [t.index for t in nouns if finder.senses.classes(t.index) & {"ATTACK", "WEAPON"}]
    return any(
        "ACCIDENT" in finder.senses.classes(t.index) for t in nouns if not (t.dep == "compound" and t.head in arms)
    )


def _head_within(finder: Finder, span: Span) -> list[int]:
    inside = finder.annotated.tokens_in(span)
    indices = {token.index for token in inside}
    return [token.index for token in inside if token.head not in indices or token.head == token.index][:1]


__all__ = ["carried_harm", "is_accidental"]
