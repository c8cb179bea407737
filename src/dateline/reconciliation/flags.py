"""Integrity flags that need more than one report, or one event's origins, to see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from dateline.model import CopyGroup, Event, EventType, Flag, FlagKind, Modality, ReportClaims

_GRAVE = frozenset({EventType.ASSAULT, EventType.COERCE})
_TOLD_AS_TRUE = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)


def event_flags(event: Event) -> list[Flag]:
    """What a reader should know before believing an event: one origin, only parties to it, or nobody at all.

    What is said, asked or threatened needs no second origin: the words are the deed. Of visits, talks and the like one
    origin is the rule: only of violence, coercion and tolls is that worth a flag.
    """
    if event.modality not in _TOLD_AS_TRUE:
        return []
    first = event.reports[0]
    if not event.origins:
        return [Flag(FlagKind.UNSOURCED, first, "nobody is named who would know: only rumour", event=event.id)]
    flags = []
    if len(event.origins) == 1 and (event.type in _GRAVE or event.tolls):
        reason = f"one independent origin: {event.origins[0].name}"
        flags.append(Flag(FlagKind.SOLE_SOURCE, first, reason, event=event.id))
    if all(origin.party for origin in event.origins):
        names = ", ".join(origin.name for origin in event.origins)
        flags.append(Flag(FlagKind.PARTIES_ONLY, first, f"only parties to it say so: {names}", event=event.id))
    return flags


def copy_flags(groups: Sequence[CopyGroup], by_id: dict[str, ReportClaims]) -> list[Flag]:
    """Each report of a copy group that is not its original; files by the last part of their path."""
    flags = []
    for group in groups:
        for report in group.reports:
            if report != group.original:
                others = [r for r in group.reports if r != report] if group.original is None else [group.original]
                of = ", ".join(PurePath(by_id[r].file).name for r in others)
                flags.append(Flag(FlagKind.COPY, report, f"repeats {of}: {group.reason}"))
    return flags
