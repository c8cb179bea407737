"""What stands behind each value of each field of an event: its claims, and the independent origins in which they meet.

Every value that a claim gives is there, also those that the event does not show: a toll of an early report, a place
that only one outlet names. Two claims give the same value of

* type, modality: by the term;
* actors, recipients: as the event tells its actors apart (one entity, one side);
* place: by the place in the gazetteer, else by name and country; time: by its first and last day;
* a kind of harm: by the words' range and by whom it counts ("3", "at least 30", "3 children").

Values with most origins come first; a rumour is a claim without an origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.model import ClaimRef, EventActor, FieldValue, Harm, HarmKind, Origin, Time
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.origins import Sources, origins
from dateline.reconciliation.profiles import place_key
from dateline.reconciliation.tolls import scope_of

ROLES = ("actors", "recipients")
FIELDS = ("type", "modality", *ROLES, "place", "time", *(kind.value for kind in HarmKind))


class Meeting:
    """The origins in which claims meet; most values of an event are told by the same claims."""

    def __init__(self, sources: Sources, parties: frozenset[str]) -> None:
        """parties: party keys of the event."""
        self._sources = sources
        self._parties = parties
        self._found: dict[tuple[ClaimRef, ...], tuple[Origin, ...]] = {}

    def of(self, once: Mapping[ClaimRef, Node]) -> tuple[Origin, ...]:
        claims = tuple(once)
        found = self._found.get(claims)
        if found is None:
            found = self._found[claims] = origins(list(once.values()), self._sources, self._parties)
        return found


def field_values(
    nodes: Sequence[Node], actors: Mapping[str, Sequence[EventActor]], meet: Meeting
) -> tuple[FieldValue, ...]:
    """Every value of every field that the claims give, field by field. actors: by role, all that they name."""
    told: dict[tuple[str, str], tuple[str, list[Node]]] = {}
    for node in nodes:
        for field, key, shown in _values(node):
            told.setdefault((field, key), (shown, []))[1].append(node)
    made = [_value(field, shown, told_by, meet) for (field, _), (shown, told_by) in told.items()]
    for role in ROLES:
        made += _who(role, nodes, actors[role], meet)
    order = {field: n for n, field in enumerate(FIELDS)}
    return tuple(sorted(made, key=lambda v: (order[v.field], -len(v.origins), -len(v.claims), v.value)))


def _value(field: str, shown: str, nodes: Sequence[Node], meet: Meeting) -> FieldValue:
    once = {n.ref: n for n in nodes}
    return FieldValue(field, shown, tuple(once), meet.of(once))


def _values(node: Node) -> Iterable[tuple[str, str, str]]:
    """Field, key and words of what one claim says, actors apart."""
    claim = node.claim
    yield "type", node.type.value, node.type.value
    yield "modality", claim.modality.value, claim.modality.value
    if (place := node.place or claim.place) is not None:
        yield "place", place_key(place), place.name
    if claim.time is not None and (when := shown_time(claim.time)):
        yield "time", when, when
    for harm in claim.harms:
        if (harm.minimum, harm.maximum) != (None, None):
            shown = shown_harm(harm)
            yield harm.kind.value, shown, shown


def _who(role: str, nodes: Sequence[Node], actors: Sequence[EventActor], meet: Meeting) -> list[FieldValue]:
    by_ref = {n.ref: n for n in nodes}
    return [_value(role, actor.name, [by_ref[ref] for ref in actor.claims], meet) for actor in actors]


def shown_time(time: Time) -> str:
    """ "2026-02-02", "2026-02-02 to 2026-02-05", "no later than 2026-02-05"; "" where nothing is known."""
    if time.start is None:
        return f"no later than {time.end}" if time.end else ""
    return time.start if time.end in (None, time.start) else f"{time.start} to {time.end}"


def shown_harm(harm: Harm) -> str:
    """ "3", "at least 30", "up to 22", "10 to 12", "“dozens”"; whom it counts, where that is not people at large."""
    low, high = harm.minimum, harm.maximum
    if harm.vague:
        count = f"“{harm.words}”"
    elif low is None or high is None:
        count = f"up to {high}" if low is None else f"at least {low}"
    else:
        count = str(low) if low == high else f"{low} to {high}"
    whom = scope_of(harm)
    count = f"{count} {whom}" if whom and not harm.vague else count
    return f"{count} (part of another figure)" if harm.subset else count
