"""Disputes about what only the words of sentences tell: the fields of `facets` and the details of `details`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import Dispute, EventType, Place
from dateline.reconciliation.accounts import Account, make_dispute
from dateline.reconciliation.beside import BROKERED
from dateline.reconciliation.compare import places_agree
from dateline.reconciliation.details import ToldDetail
from dateline.reconciliation.facets import NOT_NAMED, facets, names_of
from dateline.reconciliation.nodes import Node
from dateline.reconciliation.values import place_of, type_of
from dateline.reference.details import alike, detail_fields

_MOST_VOICES = 200
_OF_DAYS = frozenset({"time of day"})  # what differs from day to day in days of fighting
_AGREED = "whether agreed"
_REASON = "different sources give it values that have nothing in common"
_OTHER_LISTS = "different sources give lists that are not the same"

Values = dict[str, list[Node]]


@dataclass(slots=True)
class _Said:
    """The values of one field, and those told as parts of them."""

    values: Values = field(default_factory=dict)
    parts: Values = field(default_factory=dict)


def facet_disputes(account: Account) -> list[Dispute | None]:
    """Fields that different sources give values which have nothing in common."""
    said = _told(account)
    found: list[Dispute | None] = []
    for name in sorted(said):
        values, parts = said[name].values, said[name].parts
        shown = name.partition("/")[0]
        known = detail_fields().get(shown)
        if known is not None and account.prolonged and "incident" in known.flags:
            continue
        days = 1 if known is not None and "fleeting" in known.flags else None
        if _at_variance(account, shown, values, parts, days):
            whole = known is not None and "whole" in known.flags
            found.append(make_dispute(shown, values, _OTHER_LISTS if whole else _REASON))
    return found


def _told(account: Account) -> Mapping[str, _Said]:
    kind = type_of(account.nodes)
    said: defaultdict[str, _Said] = defaultdict(_Said)
    for node in sorted({n.ref: n for n in (*account.nodes, *account.beside)}.values(), key=lambda n: n.order):
        told = facets(node, kind)
        if node.claim.mode == BROKERED and node.type is not kind:
            told = (*told, *(("mediators", name) for ref in node.claim.actors for name in names_of(ref.name)))
        for name, value in told:
            if not (account.prolonged and name in _OF_DAYS):
                said[name].values.setdefault(value, []).append(node)
    place = place_of(account.nodes, account.sources)
    for detail in account.details:
        if _lies_elsewhere(detail, place):
            continue
        of = said[detail.field]
        (of.parts if detail.part else of.values).setdefault(detail.value, []).append(detail.node)
    if _AGREED in said and kind is EventType.AGREE:
        said[_AGREED].values["agreed"] = _who_has_it_agreed(account, said[_AGREED].values)
    for of in said.values():
        _leave_to_names(of.values)
    return said


def _lies_elsewhere(detail: ToldDetail, place: Place | None) -> bool:
    """Whether it is a detail of an incident that its own claim puts in another place than the happening's."""
    own = detail.node.place
    incident = "incident" in detail_fields()[detail.field.partition("/")[0]].flags
    return incident and place is not None and own is not None and not places_agree(own, place)


def _who_has_it_agreed(account: Account, denied: Values) -> list[Node]:
    """The claims of the deal by others than those who say that there is none."""
    deniers = {s.key for nodes in denied.values() for n in nodes if (s := account.sources.of(n.claim))}
    tellers = [(n, account.sources.of(n.claim)) for n in account.nodes if n.type is EventType.AGREE]
    return [n for n, source in tellers if source is not None and source.key not in deniers]


def _leave_to_names(values: Values) -> None:
    """Whoever names someone besides those that he does not name is left with the names."""
    naming = {n.claim.report for value, nodes in values.items() if value != NOT_NAMED for n in nodes}
    if NOT_NAMED in values:
        values[NOT_NAMED] = [n for n in values[NOT_NAMED] if n.claim.report not in naming]


@dataclass(slots=True)
class _Voice:
    """A source within one report, the outlet itself too: what it says, and what it tells as a part of that."""

    source: str
    day: int | None
    values: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def excludes(self, other: _Voice, shown: str) -> bool:
        ours, theirs = self.values, other.values
        return bool(ours and theirs) and not (
            _shared(shown, ours, theirs | other.parts) or _shared(shown, theirs, self.parts)
        )


def _shared(shown: str, ours: set[str], theirs: set[str]) -> bool:
    return any(alike(shown, one, other) for one in ours for other in theirs)


def _at_variance(account: Account, shown: str, values: Values, parts: Values, days: int | None) -> bool:
    """Whether two voices share no value. days: how far apart they may be heard for that to count."""
    heard: dict[tuple[str, str], _Voice] = {}
    for told in (values, parts):
        for value, nodes in told.items():
            for node in nodes:
                if source := account.sources.of(node.claim):
                    key = (account.sources.text(node.claim.report), source.key)
                    voice = heard.setdefault(key, _Voice(source.key, node.news_day))
                    (voice.values if told is values else voice.parts).add(value)
    voices = _unlike([heard[key] for key in sorted(heard)])
    return any(
        one.source != other.source and one.excludes(other, shown) and _together(one, other, days)
        for n, one in enumerate(voices)
        for other in voices[n + 1 :]
    )


def _unlike(voices: Sequence[_Voice]) -> list[_Voice]:
    """Of those that say the same on one day two sources are enough to hold others against."""
    alike: defaultdict[tuple[int, tuple[str, ...], tuple[str, ...]], dict[str, _Voice]] = defaultdict(dict)
    for voice in voices:
        same = alike[voice.day or 0, tuple(sorted(voice.values)), tuple(sorted(voice.parts))]
        if len(same) < 2:
            same.setdefault(voice.source, voice)
    found = [voice for key in sorted(alike) for voice in alike[key].values()]
    return found if len(found) <= _MOST_VOICES else [*found[: _MOST_VOICES // 2], *found[-_MOST_VOICES // 2 :]]


def _together(one: _Voice, other: _Voice, days: int | None) -> bool:
    if days is None or one.day == other.day:
        return True
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= days
