"""What names an event, and how its parts sit in the grammar: the reviewed event lists, ready for look-up.

The lists and their columns are explained in the files themselves (`data/event_*.tsv`, `plover_*.tsv`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.errors import ReferenceDataError
from dateline.model import Certainty, EventType, Modality
from dateline.model.frozen import frozen
from dateline.reference.tables import read_table

TAKES_OBJECT, TAKES_SUBJECT, TAKES_FOR, ANY_EVENT = "@object", "@subject", "@for", "EVENT"
NO_EVENT = "@nothing"


@frozen
class EventCodes:
    """An event in other people's words: ACLED event type and sub-event type, CAMEO root code."""

    acled_event: str
    acled_sub_event: str
    cameo_root: str


@frozen
class Frame:
    """One sense of a verb: what must stand beside it and what it then says.

    particle: "out" of "carry out", "on" of "call on", or ""; beside: its first word. objects: alternatives, each of
    them conditions that must all hold; empty = anything. alone: those that are one condition on the object; joined: the
    others. subjects: classes or lemmas ("-": nobody named). type: an EventType value or "@object", "@subject", "@for";
    "@nothing": an idiom that says nothing of the kind.
    """

    verb: str
    particle: str
    beside: str
    objects: tuple[tuple[str, ...], ...]
    alone: frozenset[str]
    joined: tuple[tuple[str, ...], ...]
    subjects: frozenset[str]
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]
    needs: tuple[str, frozenset[str]] | None
    rule: str


@frozen
class NounSense:
    """One sense of a noun: the words around it (lemmas, in text order), its classes and, if it names one, its event.

    "hunger strike" is "strike" with "hunger" before it, "state of emergency" is "state" with "of emergency" after it.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    classes: frozenset[str]
    type: EventType | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]


@frozen
class Slots:
    """Where the roles of a type stand by default. agents: the recipient must be able to act."""

    verb_recipient: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_recipient: tuple[str, ...]
    agents: bool


@frozen
class Cue:
    """A word that takes an event out of plain fact, and the speech acts that this makes."""

    word: str
    kind: str
    modality: Modality
    coop: EventType | None
    conflict: EventType | None
    refuse: EventType | None
    certainty: Certainty


@frozen
class EventLexicon:
    """All event lists. Every mapping is keyed by lemma; senses stand in the order in which they are to be tried.

    naming: nouns that may name an event. groups: classes or lemmas by the name of the group; groups_of: the other way
    about.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[NounSense, ...]]
    nominals: Mapping[str, tuple[str, str]]
    naming: frozenset[str]
    slots: Mapping[EventType, Slots]
    groups: Mapping[str, frozenset[str]]
    groups_of: Mapping[str, frozenset[str]]
    cues: Mapping[str, Mapping[str, Cue]]
    modes: Mapping[str, tuple[tuple[tuple[str, ...], EventType, str], ...]]
    contexts: Mapping[str, tuple[str, ...]]


def codes(event_type: EventType, mode: str | None = None, *, armed: bool = False) -> EventCodes:
    """ACLED event and sub-event type and CAMEO root for a PLOVER type and mode (unknown modes count as none).

    armed: both sides carry arms, which makes a battle of what would be violence against civilians.
    """
    table = _acled()
    row = table.get((event_type.value, mode or "")) or table[(event_type.value, "")]
    event, sub_event = row["acled_event"], row["acled_sub_event"]
    if armed and row["armed_event"]:
        event, sub_event = row["armed_event"], row["armed_sub_event"]
    roots = _cameo()
    root = roots.get((event_type.value, mode or "")) or roots[(event_type.value, "")]
    return EventCodes(event, sub_event, root)


def plover_mode(event_type: EventType, mode: str | None) -> str | None:
    """The mode as PLOVER (2021) spells it: our finer modes name the one they refine; None where PLOVER has none."""
    row = _acled().get((event_type.value, mode or ""))
    return (row["plover_mode"] or None) if row else None


@cache
def _acled() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["type"], row["mode"]): row for row in read_table("plover_acled.tsv").rows}


@cache
def _cameo() -> dict[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["cameo_root"] for row in read_table("plover_cameo.tsv").rows}


@cache
def event_lexicon() -> EventLexicon:
    """The lists, read once per process. Raises ReferenceDataError on a type, class or slot that does not exist."""
    groups = {row["class"]: frozenset(_list(row["members"])) for row in read_table("event_classes.tsv").rows}
    nouns = _nouns()
    nominals = {row["noun"]: _verb_and_particle(row["verb"]) for row in read_table("event_nominals.tsv").rows}
    return EventLexicon(
        verbs=_verbs(),
        nouns=nouns,
        nominals=nominals,
        naming=frozenset(nominals).union(noun for noun, senses in nouns.items() if any(s.type for s in senses)),
        slots={EventType(row["type"]): _slots(row) for row in read_table("event_slots.tsv").rows},
        groups=groups,
        groups_of=_groups_of(groups),
        cues=_cues(),
        modes=_modes(),
        contexts=_contexts(),
    )


@cache
def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _groups_of(groups: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, members in groups.items():
        for member in members:
            found.setdefault(member, set()).add(group)
    return {member: frozenset(names) for member, names in found.items()}


def _verb_and_particle(words: str) -> tuple[str, str]:
    verb, _, particle = words.partition(" ")
    return verb, particle


def _verbs() -> dict[str, tuple[Frame, ...]]:
    """Frames by verb, the most specific first: particle, then object, then subject."""
    found: dict[str, list[Frame]] = {}
    for name in ("event_phrases.tsv", "event_verbs.tsv"):
        for row in read_table(name).rows:
            _check_type(row["type"], name)
            for words in _list(row["verb"]):
                frame = _frame(words, row)
                found.setdefault(frame.verb, []).append(frame)
    return {verb: tuple(sorted(frames, key=_generality)) for verb, frames in found.items()}


def _frame(words: str, row: Mapping[str, str]) -> Frame:
    verb, particle = _verb_and_particle(words)
    flags = [flag for flag in _list(row["flags"]) if not flag.startswith("needs=")]
    needs = next((flag[6:] for flag in _list(row["flags"]) if flag.startswith("needs=")), "")
    preposition, _, words_needed = needs.partition(":")
    objects = tuple(tuple(alternative.split("&")) for alternative in _list(row["object"]))
    joined = tuple(alternative for alternative in objects if len(alternative) > 1 or alternative[0].startswith("~"))
    return Frame(
        verb=verb,
        particle=particle,
        beside=particle.partition(" ")[0],
        objects=objects,
        alone=frozenset(alternative[0] for alternative in objects if alternative not in joined),
        joined=joined,
        subjects=frozenset(_list(row["subject"])),
        type=row["type"],
        mode=row["mode"] or None,
        actor=_list(row["actor"]),
        recipient=_list(row["recipient"]),
        flags=frozenset(flags),
        needs=(preposition, frozenset(w for w in words_needed.split("|") if w)) if needs else None,
        rule=f"{row['type'].lower()}: {words}",
    )


_LOOSE = {ANY_EVENT: 1, "~": 2, "~to": 2, "*": 3, "-": 4}


def _generality(frame: Frame) -> tuple[bool, int, bool, bool]:
    """Smaller is more specific; frames that tie keep the order of the lists."""
    objects = 0
    if all(len(alternative) == 1 for alternative in frame.objects):
        loosest = max(
            (_LOOSE.get(alternative[0], 0) for alternative in frame.objects), default=max(_LOOSE.values()) + 1
        )
        objects = loosest
    return (not frame.particle, objects, not frame.needs, not frame.subjects)


def _nouns() -> dict[str, tuple[NounSense, ...]]:
    """Senses by head noun, those with more words before the head first."""
    found: dict[str, list[NounSense]] = {}
    for row in read_table("event_nouns.tsv").rows:
        for words in _list(row["noun"]):
            before, head, after = _head_and_words(words)
            sense = NounSense(
                before=before,
                after=after,
                classes=frozenset(_list(row["class"])),
                type=EventType(row["type"]) if row["type"] else None,
                mode=row["mode"] or None,
                actor=_list(row["actor"]),
                recipient=_list(row["recipient"]),
                flags=frozenset(_list(row["flags"])),
            )
            found.setdefault(head, []).append(sense)
    return {noun: tuple(sorted(senses, key=lambda s: -len(s.before) - len(s.after))) for noun, senses in found.items()}


def _head_and_words(words: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The head noun is the last word, or the one before a preposition."""
    parts = words.split()
    joins = ("of", "to", "on", "by", "in")
    end = next((n for n, word in enumerate(parts) if word in joins and n > 0 and parts[n - 1] != "-"), len(parts))
    return tuple(parts[: end - 1]), parts[end - 1], tuple(parts[end:])


def _slots(row: Mapping[str, str]) -> Slots:
    return Slots(
        _list(row["verb_recipient"]), _list(row["noun_actor"]), _list(row["noun_recipient"]), bool(row["agents"])
    )


def _cues() -> dict[str, dict[str, Cue]]:
    """Cues by kind and word; a later line for the same word adds what it says of speech acts."""
    found: dict[str, dict[str, Cue]] = {}
    for row in read_table("event_modality.tsv").rows:
        acts = [EventType(row[column]) if row[column] else None for column in ("coop", "conflict", "refuse")]
        certainty = Certainty(row["certainty"]) if row["certainty"] else Certainty.CERTAIN
        for word in _list(row["cue"]):
            found.setdefault(row["kind"], {})[word] = Cue(
                word, row["kind"], Modality(row["modality"]), acts[0], acts[1], acts[2], certainty
            )
    return found


def _modes() -> dict[str, tuple[tuple[tuple[str, ...], EventType, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], EventType, str]]] = {}
    for row in read_table("event_modes.tsv").rows:
        for words in _list(row["word"]):
            *before, head = words.split()
            found.setdefault(head, []).append((tuple(before), EventType(row["type"]), row["mode"]))
    return {word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in found.items()}


def _contexts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_table("event_contexts.tsv").rows:
        for word in _list(row["word"]):
            found.setdefault(word, []).append(row["context"])
    return {word: tuple(contexts) for word, contexts in found.items()}


def _check_type(name: str, table: str) -> None:
    if name not in (TAKES_OBJECT, TAKES_SUBJECT, TAKES_FOR, NO_EVENT) and name not in EventType.__members__:
        raise ReferenceDataError(f"{table}: {name!r} is not an event type")


__all__ = ["NO_EVENT", "EventCodes", "EventLexicon", "Frame", "NounSense", "codes", "event_lexicon", "plover_mode"]
