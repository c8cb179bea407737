"""Integrity flags that need more than one report, or one event's origins, to see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from dateline.model import (
    Claim,
    ClaimRef,
    CopyGroup,
    Event,
    EventType,
    Flag,
    FlagKind,
    Harm,
    HarmKind,
    Modality,
    ReportClaims,
)
from dateline.reconciliation.nodes import days_of, first_day, iso_day, outlet_of, withdrawn_harms
from dateline.reconciliation.tolls import scope_of

_GRAVE = frozenset({EventType.ASSAULT, EventType.COERCE})
_FIGURES = frozenset(kind.value for kind in HarmKind)
_OLD = 14  # days
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


def report_flags(events: Sequence[Event], by_id: Mapping[str, ReportClaims]) -> list[Flag]:
    """What events show of single reports: corrected later, older than it seems, alone against the rest."""
    known = {ClaimRef(report, claim.id): claim for report in sorted(by_id) for claim in by_id[report].claims}
    flags = []
    for event in events:
        claims = {ref: known[ref] for ref in event.claims}
        flags += [*_withdrawn(event, claims, by_id), *_corrected(event, claims, by_id)]
        flags += [*_older(event, claims, by_id), *_alone(event)]
    return flags


def _corrected(event: Event, claims: Mapping[ClaimRef, Claim], by_id: Mapping[str, ReportClaims]) -> list[Flag]:
    """Reports whose figure the same origin later gives as a lower one."""
    flags = {}
    for origin in event.origins:
        figures: defaultdict[HarmKind, list[tuple[int, str, int]]] = defaultdict(list)
        for ref in origin.claims:
            day = _published(by_id[ref.report])
            taken_back = withdrawn_harms(claims[ref])
            for harm in (h for h in claims[ref].harms if day and h not in taken_back):
                if harm.minimum is not None and not (harm.subset or harm.vague or scope_of(harm)):
                    figures[harm.kind].append((day, ref.report, harm.minimum))
        for kind, told in sorted(figures.items()):
            last, report, count = max(told)
            for day, earlier, figure in told:
                if day < last and figure > count and not any(f >= figure for d, _, f in told if d == last):
                    file = PurePath(by_id[report].file).name
                    reason = f"{origin.name} gives {count} {kind.value} in {file} and no longer {figure}"
                    flags[earlier, kind] = Flag(FlagKind.CORRECTED, earlier, reason, event=event.id)
    return [flags[key] for key in sorted(flags)]


def _withdrawn(event: Event, claims: Mapping[ClaimRef, Claim], by_id: Mapping[str, ReportClaims]) -> list[Flag]:
    """Reports with a figure that their outlet takes back; where none is there, the report that takes it back."""
    flags = {}
    for ref, claim in claims.items():
        for harm in withdrawn_harms(claim):
            file = PurePath(by_id[ref.report].file).name
            earlier = [
                other.report
                for other, told in claims.items()
                if other.report != ref.report and outlet_of(told) == outlet_of(claim) and _gives(told, harm)
            ]
            for report in earlier or [ref.report]:
                reason = f"{file} takes back {harm.words} {harm.kind.value}"
                flags[report, harm.kind] = Flag(FlagKind.CORRECTED, report, reason, event=event.id)
    return [flags[key] for key in sorted(flags)]


def _gives(claim: Claim, harm: Harm) -> bool:
    taken_back = withdrawn_harms(claim)
    return any(
        (h.kind, h.minimum, h.maximum) == (harm.kind, harm.minimum, harm.maximum) and h not in taken_back
        for h in claim.harms
    )


def _older(event: Event, claims: Mapping[ClaimRef, Claim], by_id: Mapping[str, ReportClaims]) -> list[Flag]:
    """Reports that tell as news, without a day, what others date long before they were published."""
    days = [d for c in claims.values() if (d := days_of(c.time)) is not None]
    if event.type not in _GRAVE or not days:
        return []
    last = max(day.last for day in days)
    dated = {ref.report for ref, c in claims.items() if c.time is not None and c.time.start}
    past = {ref.report for ref, c in claims.items() if c.modality is Modality.HISTORICAL}
    reason = f"others date it {iso_day(last)} at the latest"
    return [
        Flag(FlagKind.OLDER, report, reason, event=event.id)
        for report in event.reports
        if _published(by_id[report]) - last > _OLD and report not in dated | past
    ]


def _alone(event: Event) -> list[Flag]:
    """Reports that alone give a value which two others or more give otherwise; figures have many wordings."""
    flags = []
    for dispute in event.disputes:
        if dispute.field in _FIGURES:
            continue
        told: dict[str, set[str]] = {}  # a value stands once for each source
        for value in dispute.values:
            told.setdefault(value.value, set()).update(value.reports)
        several = {r for reports in told.values() if len(reports) > 1 for r in reports}
        for text, reports in told.items() if several else ():
            if len(reports) == 1 and not reports <= several:
                reason = f"{dispute.field}: {text}, otherwise in {len(several)} reports"
                flags.append(Flag(FlagKind.AGAINST_THE_REST, min(reports), reason, event=event.id))
    return flags


def _published(reading: ReportClaims) -> int:
    """The day of publication as an ordinal, 0 where it is unknown."""
    return (first_day(reading.published.day) if reading.published else None) or 0


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
