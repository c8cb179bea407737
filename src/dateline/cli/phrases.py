"""Short phrases for the parts of an event: when, where, who to whom, how many."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.cli.terminal import clean, plural
from dateline.model import Event, EventActor, Modality, Place, PlacePrecision, Time, Toll

_MODALITY = {
    Modality.OCCURRED: "",
    Modality.VERBAL: "said",
    Modality.HISTORICAL: "earlier",
}
_NAMES_SHOWN = 2
_LONGEST_NAME = 40


def when(time: Time | None) -> str:
    """ "2026-01-06", "2026-01-06…08", "--10-15" as "10-15, no year", an end as "≤ 2026-01-08"; "" when unknown."""
    if time is None or not (time.start or time.end):
        return ""
    if not time.start:
        return f"≤ {time.end}"
    start, end = time.start, time.end or time.start
    if start.startswith("--"):
        return f"{start[2:]}, no year"
    if start[:10] == end[:10]:
        return start[:10]
    start, end = start[:10], end[:10]
    shared = next((n for n in (8, 5) if start[:n] == end[:n] and len(start) == len(end) > n), 0)
    return f"{start}…{end[shared:]}"


def where(place: Place | None) -> str:
    """ "Palmyra", "near Palmyra", "Palmyra, SYR"; "" when unknown."""
    if place is None:
        return ""
    name = clean(place.name)
    if place.precision is PlacePrecision.NEAR:
        name = f"near {name}"
    if place.country and place.precision is not PlacePrecision.COUNTRY:
        name += f", {place.country}"
    return name


def modality(event: Event) -> str:
    """What tells the event from one that happened as news: "said", "planned", "denied" …; "" when nothing does."""
    return _MODALITY.get(event.modality, event.modality.value)


def what(event: Event) -> str:
    """ "ASSAULT aerial", "THREATEN"."""
    return f"{event.type.value} {clean(event.mode)}" if event.mode else event.type.value


def who(event: Event) -> str:
    """ "army → rebels, civilians", "A ↔ B" without direction, "? → civilians" where the texts name nobody."""
    actors, recipients = _names(event.actors), _names(event.recipients)
    if event.reciprocal:
        parties = [*event.actors, *event.recipients]
        return _names(parties, between=" ↔ ") if len(parties) > 1 else f"{actors or recipients} ↔ ?"
    if recipients:
        return f"{actors or '?'} → {recipients}"
    return actors


def toll(event: Event) -> str:
    """ "12 killed, 30+ injured", "“dozens” killed"; “casualties” without the kind after it again."""
    kinds = dict.fromkeys(toll.kind for toll in event.tolls)
    first = (next(toll for toll in event.tolls if toll.kind == kind) for kind in kinds)
    counted = [(toll.kind, _count(toll)) for toll in first]
    return ", ".join(count if count == f"“{kind}”" else f"{count} {kind}" for kind, count in counted if count)


def disputed(event: Event) -> str:
    """ "≠ killed: at least 12 (A) / 30 (B)": each field with its values and who says them."""
    return "; ".join(
        f"≠ {clean(dispute.field)}: "
        + " / ".join(f"{clean(side.value)} ({_said_by(side.said_by)})" for side in dispute.values)
        for dispute in event.disputes
    )


def disputed_fields(event: Event) -> str:
    """ "≠ killed, place"."""
    fields = dict.fromkeys(clean(dispute.field) for dispute in event.disputes)
    return f"≠ {', '.join(fields)}" if fields else ""


def origins(event: Event) -> str:
    return plural(len(event.origins), "origin")


def _said_by(names: Sequence[str]) -> str:
    return clean(names[0]) if names else "?"


def _names(actors: Sequence[EventActor], between: str = ", ") -> str:
    names = list(dict.fromkeys(_short(clean(actor.name)) for actor in actors))
    more = f" +{len(names) - _NAMES_SHOWN}" if len(names) > _NAMES_SHOWN else ""
    return between.join(names[:_NAMES_SHOWN]) + more


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _count(toll: Toll) -> str:
    """ "12", "12–22", "12+", "12–30+", "up to 22"; the texts' own words where they give no number ("dozens")."""
    low, high = toll.minimum, toll.maximum
    if toll.vague or (low is None and high is None):
        return " / ".join(f"“{_short(clean(words))}”" for words in toll.words[:_NAMES_SHOWN])
    if low is None:
        return f"up to {high:,}"
    top = high if high is not None else max(low, toll.highest or low)
    more = "+" if high is None else ""
    return (f"{low:,}" if low == top else f"{low:,}–{top:,}") + more
