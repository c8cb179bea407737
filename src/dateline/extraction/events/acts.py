"""Speech acts that stand in the grammar and not in a verb of their own.

PLOVER codes "Finland will give Tanzania a grant" as AGREE, "said it would boycott" as THREATEN, "would not help" as
REJECT and "said that Libya must hand over" as REQUEST: the words are the deed, and what they speak of has not happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extraction.events.draft import Draft
from dateline.extraction.events.finder import Finder
from dateline.extraction.modality import Status
from dateline.model import Certainty, EventType, Modality

HARSH = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})
COOPERATIVE = frozenset(
    {EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.AID, EventType.RETREAT}
)
_WORK = {"act": "by", "work": "of", "doing": "of", "handiwork": "of"}
DUTY = frozenset({"must", "should", "ought"})
DUTY_VERBS = frozenset({"have", "need"})


def speech_acts(finder: Finder, drafts: Sequence[tuple[Draft, Status]]) -> list[Draft]:
    """The acts that the modality of events makes, and demands made with "must"."""
    acts = [act for draft, status in drafts if (act := _act_of(finder, draft, status)) is not None]
    return acts + _demands(finder) + _recriminations(finder) + _imputations(finder)


def _act_of(finder: Finder, draft: Draft, status: Status) -> Draft | None:
    cue = status.cue
    if cue is None or not draft.actors or draft.unproven or draft.harm or not status.firm:
        return None
    if draft.weak and not (draft.actors and draft.recipients):
        return None
    if status.modality is Modality.NEGATED and status.negated:
        act = cue.refuse if draft.type in COOPERATIVE else None
    elif status.modality is Modality.CONDITIONAL:
        act = cue.conflict if draft.type is EventType.SANCTION else None
    elif status.modality is not Modality.PLANNED:
        act = None
    elif draft.type in COOPERATIVE:
        act = cue.coop
    else:
        act = cue.conflict if draft.type in HARSH else None
    if status.modality is Modality.PLANNED and status.certainty is not Certainty.CERTAIN:
        return None  # "accused of planning to attack"
    if act is None or not _own_will(finder, draft, status):
        return None
    return Draft(
        token=draft.token,
        verb=draft.verb,
        type=act,
        mode=None,
        rule=f"{cue.word} + {draft.type.value.lower()}",
        actors=list(draft.actors),
        recipients=[f for f in draft.recipients if "PRISONER" not in finder.senses.classes(f[0])],
        reciprocal=draft.reciprocal and act is EventType.AGREE,
        words=True,
        triggers={*draft.triggers, *status.cue_tokens},
        made_of=draft,
    )


def _own_will(finder: Finder, draft: Draft, status: Status) -> bool:
    """The one whose modality it is must be who acts ("it will visit", not "it is to be visited")."""
    if draft.verb is not None and finder.grammar.passive(draft.verb) and not status.holder:
        return False
    heads = {head for head, _ in draft.actors}
    return not status.holder or bool(heads & set(status.holder)) or draft.reciprocal


def _demands(finder: Finder) -> list[Draft]:
    """ "X said that Y must …": a REQUEST by X to Y."""
    found = []
    for token in finder.tokens:
        duty = token.tag == "MD" and token.lower in DUTY and token.dep == "aux"
        need = token.lemma in DUTY_VERBS and token.pos == "VERB" and finder.grammar.complement(token.index) is not None
        if not duty and not need:
            continue
        verb = token.head if duty else token.index
        if need and not any(
            kid.dep == "xcomp" and finder.grammar.infinitive(kid.index) for kid in finder.grammar.children(verb)
        ):
            continue
        saying = _saying_over(finder, verb)
        if saying is None:
            continue
        actors = finder.roles.actors(finder.grammar.actors_of(saying), "speaker")
        subject, passive = finder.grammar.surface_subject(verb)
        asked = [] if passive else finder.roles.recipients(subject, "subject of the duty", True)
        asked = [f for f in asked if f[0] not in {a for a, _ in actors}]
        if actors and asked and finder.tokens[asked[0][0]].pos != "PRON":
            act = Draft(verb, saying, EventType.REQUEST, None, f"{token.lower} under {finder.tokens[saying].lemma}")
            act.actors, act.recipients, act.words = actors, asked, True
            act.triggers = {token.index, verb}
            found.append(act)
    return found


def _recriminations(finder: Finder) -> list[Draft]:
    """ "Each side says the other was the first to fire": an ACCUSE by each."""
    found = []
    for token in finder.tokens:
        if token.lower != "other" or token.dep not in ("nsubj", "nsubjpass"):
            continue
        if not token.index or finder.tokens[token.index - 1].lower != "the":
            continue
        saying = _saying_over(finder, token.head)
        speakers = () if saying is None else finder.grammar.actors_of(saying)
        actors = finder.roles.actors(speakers, "speaker") if any(_all_of(finder, i) for i in speakers) else []
        if saying is not None and actors:
            act = Draft(token.head, saying, EventType.ACCUSE, "allege", "the other, by each")
            act.actors, act.words, act.reciprocal, act.triggers = actors, True, True, {saying}
            found.append(act)
    return found


def _imputations(finder: Finder) -> list[Draft]:
    """ "X is behind the attack", "it was the work of X", "an act by X": an ACCUSE of X by whoever says so."""
    found = []
    for token in finder.tokens:
        if token.lemma != "be" or token.pos not in ("AUX", "VERB"):
            continue
        doers = _behind(finder, token.index) or _whose_work(finder, token.index)
        accused = finder.roles.recipients(doers, "doer", True) if doers else []
        if not accused or finder.tokens[accused[0][0]].pos == "PRON":
            continue
        saying = _saying_over(finder, token.index)
        act = Draft(token.index, token.index, EventType.ACCUSE, "allege", "whose work it is")
        act.actors = [] if saying is None else finder.roles.actors(finder.grammar.actors_of(saying), "speaker")
        act.recipients, act.words, act.triggers = accused, True, {token.index}
        found.append(act)
    return found


def _behind(finder: Finder, verb: int) -> tuple[int, ...]:
    """X in "X was behind the attack"."""
    deeds = finder.grammar.under(verb, "behind")
    if not any("ATTACK" in finder.senses.classes(i) for i in deeds):
        return ()
    return finder.grammar.surface_subject(verb)[0]


def _whose_work(finder: Finder, verb: int) -> tuple[int, ...]:
    """X in "the attack was the work of X", "this is an act by X"."""
    subjects = finder.grammar.surface_subject(verb)[0]
    said = _saying_over(finder, verb) is not None
    deeds = [i for i in subjects if finder.senses.classes(i) & {"ATTACK", "WEAPON"}]
    if not (deeds or (said and all(finder.tokens[i].pos == "PRON" for i in subjects))):
        return ()
    for kid in finder.grammar.children(verb, "attr"):
        preposition = _WORK.get(kid.lemma.lower())
        if preposition is not None:
            doers = tuple(finder.grammar.under(kid.index, preposition))
            return tuple(i for i in doers if finder.senses.is_agent(i))
    return ()


def _all_of(finder: Finder, speaker: int) -> bool:
    """ "Each side", "both"."""
    words = {finder.tokens[speaker].lower, *(kid.lower for kid in finder.grammar.children(speaker, "det"))}
    return bool(words & {"each", "both"})


def _saying_over(finder: Finder, verb: int) -> int | None:
    """The verb of saying whose content the clause of `verb` is, or None."""
    sayings = finder.lexicon.groups["SAYING"]
    current = finder.tokens[verb]
    while current.dep in ("ccomp", "conj", "advcl", "parataxis"):
        head = finder.tokens[current.head]
        if head.index == current.index:
            return None
        if current.dep == "ccomp" and head.lemma in sayings and finder.grammar.actors_of(head.index):
            return head.index
        if current.dep == "advcl":
            return None
        current = head
    return None


__all__ = ["speech_acts"]
