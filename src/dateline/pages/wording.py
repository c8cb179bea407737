"""How values are worded on every page: times, places, tolls, chains, decisions, flags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Decision, EventActor, Flag, Link, Origin, Place, PlacePrecision, Statement, Time, Toll

DESCRIPTIONS = 8  # how many phrases for actors are shown before the rest is left to the claims
_WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ChainPart:
    """One link of a source chain as a page shows it: who, and through what. entity: within the report, or ""."""

    name: str
    role: str
    through: str
    entity: str = ""


def web_address(address: str | None) -> str:
    """Only http(s) addresses become links."""
    return address if address and address.lower().startswith(("http://", "https://")) else ""


def when(time: Time | None) -> str:
    return "no date" if time is None else days(time.start, time.end)


def days(start: str | None, end: str | None) -> str:
    if not (start or end):
        return "no date"
    if not start:
        return f"no later than {end}"
    return start if not end or end == start else f"{start} – {end}"


def where(place: Place | None) -> str:
    return placed(place.name, place.precision.value) if place is not None else ""


def placed(name: str | None, precision: str | None) -> str:
    """The name of a place with what is less exact about it: "near Brega", "Barqa (province)"."""
    if name and precision == PlacePrecision.NEAR:
        return f"near {name}"
    return f"{name} (province)" if name and precision == PlacePrecision.PROVINCE else name or ""


def chain_parts(chain: Sequence[Link]) -> tuple[ChainPart, ...]:
    return tuple(
        ChainPart(
            name=link.name or {"rumour": "nobody named", "outlet": "unknown outlet"}.get(link.role.value, "unnamed"),
            role=link.role.value,
            through="in the dateline"
            if link.is_agency
            else (link.venue or link.medium or "") + (" (named earlier)" if link.carried else ""),
            entity=link.entity or "",
        )
        for link in chain
    )


def saying(statement: Statement) -> str:
    """The kind of saying, and whether it was said at all."""
    marks = [word for word, is_so in (("not said", statement.negated), ("if said", statement.hypothetical)) if is_so]
    return ", ".join([statement.kind.value, *marks])


def decision_line(decision: Decision) -> str:
    """ "different, by Ada, 2031-03-05: two nights" """
    values = "; ".join(f"{field} {value}".strip() for field, value in decision.values)
    what = " ".join(filter(None, (decision.kind.value, values)))
    return f"{what}, by {decision.author}, {decision.made[:10]}" + (f": {decision.reason}" if decision.reason else "")


def origin_name(origin: Origin) -> str:
    return origin.name + (" (a party)" if origin.party else "")


def flag_lines(flags: Iterable[Flag]) -> tuple[str, ...]:
    lines = []
    for flag in flags:
        quote = f" “{flag.evidence[0].quote}”" if flag.evidence and len(flag.evidence[0].quote) < 160 else ""
        lines.append(f"{flag.kind.value}:{quote} {flag.reason}")
    return tuple(dict.fromkeys(lines))


def tolls(given: Sequence[Toll]) -> str:
    return ", ".join(toll(t) for t in given if t.maximum != 0 or t.minimum != 0)


def toll(given: Toll) -> str:
    count = how_many(given) or toll_words(given, _WORDS_SHOWN)
    return f"{given.kind}: {count}" if count else given.kind


def how_many(given: Toll) -> str:
    """ "12", "12–22", "at least 30", "12–30 or more", "up to 22"; "" where no text gives a number."""
    low, high = given.minimum, given.maximum
    if given.vague or (low is None and high is None):
        return ""
    if low is None:
        return f"up to {high}"
    top = high if high is not None else max(low, given.highest or low)
    if high is None:
        return f"at least {low}" if low == top else f"{low}–{top} or more"
    return f"{low}" if low == high else f"{low}–{high}"


def toll_words(given: Toll, most: int | None = None) -> str:
    return " / ".join(f"“{words}”" for words in given.words[:most])


def described(actors: Sequence[EventActor]) -> tuple[str, str]:
    """Those with a name first; descriptions after them, cut short where many: the claims have them all."""
    named = [a.name for a in actors if a.entity]
    phrases = [a.name for a in actors if not a.entity]
    shown = phrases[: max(DESCRIPTIONS - len(named), 2)]
    more = len(phrases) - len(shown)
    told = f"also told of as: {'; '.join(shown)}" if named and shown else ""
    rest = f" … and {more} more descriptions in the claims" if more else ""
    return "; ".join(named or shown), told + rest
