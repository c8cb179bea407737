"""What people decided about single claims, put into them: values corrected or taken out, claims added.

The readings themselves stay as they are; these functions make the claims that enter reconciliation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from dateline.model import (
    ActorRef,
    Certainty,
    Claim,
    Decision,
    DecisionKind,
    EventType,
    Evidence,
    FieldEvidence,
    Harm,
    HarmKind,
    Link,
    LinkRole,
    Modality,
    Place,
    PlacePrecision,
    ReportClaims,
    SentenceText,
    Time,
    TimePrecision,
)
from dateline.reference.countries import countries
from dateline.reference.folding import fold
from dateline.reference.gazetteer import PRECISIONS, Gazetteer

FIELDS = ("type", "modality", "mode", "start", "end", "place", "actors", "recipients", *(k.value for k in HarmKind))
_HARMS = frozenset(kind.value for kind in HarmKind)
_Term = TypeVar("_Term", EventType, Modality)
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_FIGURE = re.compile(r"(?P<low>[0-9]{1,12})(?:(?P<open>\+)|\s*[-–]\s*(?P<high>[0-9]{1,12}))?")
_SHOWN = 60  # characters of a refused value
_VERBAL = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})


class ValueRefusedError(Exception):
    """A value that a field cannot take; the message says which and what would do."""


def refusal(decision: Decision, claim: Claim | None) -> str:
    """Why a claim, or a new one (None), cannot have the values of a decision; "" when it can."""
    (anchor, *_) = decision.targets
    words = (SentenceText(anchor.start or 0, anchor.quote),)  # whether they stand in the report is not asked here
    reading = ReportClaims(anchor.report, "", None, None, None, sentences=words)
    try:
        if claim is None:
            added(decision, reading)
        elif decision.kind is DecisionKind.CORRECT:
            changed(claim, decision, reading)
        else:
            without(claim, tuple(name for name, _ in decision.values))
    except ValueRefusedError as refused:
        return str(refused)
    return ""


def changed(claim: Claim, decision: Decision, reading: ReportClaims) -> Claim:
    """The claim with the values that the decision gives it. Raises ValueRefusedError."""
    values = dict(decision.values)
    why = _why(decision)
    for field, value in values.items():
        text = value.strip()
        if field == "type":
            claim = replace(claim, type=_term(EventType, field, text))
        elif field == "modality":
            claim = replace(claim, modality=_term(Modality, field, text))
        elif field == "mode":
            claim = replace(claim, mode=text or None)
        elif field == "place":
            claim = replace(claim, place=_place(text, why))
        elif field == "actors":
            claim = replace(claim, actors=_actors(text, reading))
        elif field == "recipients":
            claim = replace(claim, recipients=_actors(text, reading))
        elif field in _HARMS:
            claim = replace(claim, harms=_harms(claim, HarmKind(field), text))
        elif field not in ("start", "end"):
            raise ValueRefusedError(f"there is no field {field!r}; there are {', '.join(FIELDS)}")
    if "start" in values or "end" in values:
        claim = replace(claim, time=_time(values, claim.time, why))
    return replace(claim, fields=tuple(f for f in claim.fields if f.field not in values))


def without(claim: Claim, fields: tuple[str, ...]) -> Claim:
    """The claim without the values of some fields. Raises ValueRefusedError."""
    for field in fields:
        if field in _HARMS:
            claim = replace(claim, harms=tuple(h for h in claim.harms if h.kind.value != field))
        elif field in ("start", "end", "time"):
            claim = replace(claim, time=None)
        elif field == "place":
            claim = replace(claim, place=None)
        elif field == "mode":
            claim = replace(claim, mode=None)
        elif field == "actors":
            claim = replace(claim, actors=())
        elif field == "recipients":
            claim = replace(claim, recipients=())
        else:
            raise ValueRefusedError(f"a claim cannot do without {field!r}; reject the claim, or correct the field")
    return replace(claim, fields=tuple(f for f in claim.fields if f.field not in fields))


def added(decision: Decision, reading: ReportClaims) -> Claim:
    """A claim made from a marked span. Raises ValueRefusedError.

    What is marked inside a statement is said by its speaker; all else is the outlet's own narration.
    """
    (anchor,) = decision.targets
    if anchor.start is None or anchor.end is None or not anchor.quote.strip():
        raise ValueRefusedError("no words are marked that the claim could rest on")
    if not _stands_in(anchor.quote, anchor.start, anchor.end, reading):
        at = f"{anchor.start}:{anchor.end}"
        raise ValueRefusedError(f"{_short(anchor.quote)} does not stand at {at} in what was read of {reading.report}")
    if "type" not in dict(decision.values):
        raise ValueRefusedError("a claim needs a type")
    span = Evidence(reading.report, anchor.start, anchor.end, anchor.quote)
    kind = _term(EventType, "type", dict(decision.values)["type"].strip())
    statement = next((s for s in reading.statements if s.start <= span.start and span.end <= s.end), None)
    outlet = Link(LinkRole.OUTLET, reading.outlet.name if reading.outlet else None)
    claim = Claim(
        id=decision.id,
        report=reading.report,
        type=kind,
        modality=Modality.VERBAL if kind in _VERBAL else Modality.OCCURRED,
        certainty=Certainty.CERTAIN,
        chain=statement.chain if statement else (outlet,),
        sentence=span,
        trigger=span,
        rule=f"added: {_why(decision)}",
        statement=statement.id if statement else None,
        fields=(FieldEvidence("type", (span,)),),
    )
    return changed(claim, decision, reading)


def _stands_in(quote: str, start: int, end: int, reading: ReportClaims) -> bool:
    """Whether every word of a quotation stands where it says, in sentences that were read."""
    found = [" " if letter.isspace() else "" for letter in quote]
    if len(found) != end - start:
        return False
    for sentence in reading.sentences:
        for at in range(max(start, sentence.start), min(end, sentence.end)):
            found[at - start] = sentence.text[at - sentence.start]
    return all(letter == own or (letter.isspace() and own.isspace()) for letter, own in zip(quote, found, strict=True))


def _why(decision: Decision) -> str:
    return f"by {decision.author}, {decision.made[:10]}" + (f": {decision.reason}" if decision.reason else "")


def _term(kind: type[_Term], field: str, text: str) -> _Term:
    found = next((term for term in kind if term.value.casefold() == text.casefold()), None)
    if found is None:
        raise ValueRefusedError(f"{field} {text!r} is none of {', '.join(term.value for term in kind)}")
    return found


def _short(text: str) -> str:
    """As it is shown where it is refused."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _time(values: Mapping[str, str], now: Time | None, why: str) -> Time | None:
    start = values["start"].strip() if "start" in values else (now.start or "" if now else "")
    end = values["end"].strip() if "end" in values else (start if "start" in values else (now.end or "" if now else ""))
    for text in (start, end):
        if text and not _is_day(text):
            raise ValueRefusedError(f"{_short(text)} is no day, month or year (write 2031-03-05, 2031-03 or 2031)")
    if not start and not end:
        return None
    if start and end and end[: len(start)] < start[: len(end)]:
        raise ValueRefusedError(f"the end {end} is before the start {start}")
    kinds = {10: TimePrecision.DAY, 7: TimePrecision.MONTH, 4: TimePrecision.YEAR}
    precision = kinds[len(start or end)] if start in ("", end) or not end else TimePrecision.DAYS
    return Time(start or None, end or start, precision, f"corrected {why}")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _place(text: str, why: str) -> Place | None:
    """By gazetteer ID, or "NAME | LAT | LON | COUNTRY"."""
    reason = f"corrected {why}"
    if not text:
        return None
    if re.fullmatch(r"[\w.-]+:\S+", text):
        found = Gazetteer.open().get(text)
        if found is None:
            raise ValueRefusedError(f"place {_short(text)} is not in the gazetteer; give NAME | LAT | LON instead")
        pinned = found.kind not in ("country", "continent")
        lat, lon = (found.lat, found.lon) if pinned else (None, None)
        return Place(found.name, PRECISIONS[found.kind], found.id, lat, lon, found.country, found.admin1_name, reason)
    name, lat_text, lon_text, country, *_ = [part.strip() for part in f"{text}|||".split("|")]
    if not name or bool(lat_text) != bool(lon_text):
        raise ValueRefusedError(f"place {text!r} is neither a gazetteer ID nor NAME | LAT | LON | COUNTRY")
    if country and country not in countries():
        raise ValueRefusedError(f"country {country!r} is no ISO 3166-1 alpha-3 code, like SYR")
    if not lat_text:
        precision = PlacePrecision.COUNTRY if country else PlacePrecision.UNKNOWN
        return Place(name, precision, country=country or None, reason=reason)
    try:
        lat, lon = float(lat_text), float(lon_text)
    except ValueError:
        raise ValueRefusedError(f"{lat_text} | {lon_text} are no degrees") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueRefusedError(f"{lat_text} | {lon_text} lies on no globe")
    return Place(name, PlacePrecision.EXACT, None, lat, lon, country or None, None, reason)


def _actors(text: str, reading: ReportClaims) -> tuple[ActorRef, ...]:
    """By names; a name that the report has an entity for is that entity."""
    return tuple(_actor(name, reading) for part in text.split(";") if (name := part.strip()))


def _actor(name: str, reading: ReportClaims) -> ActorRef:
    folded = fold(name)
    for entity in reading.entities:
        if folded in (fold(form) for form in (entity.name, *entity.aliases)):
            return ActorRef(name, entity.id, entity.country, entity.sector, entity.actor_type)
    return ActorRef(name)


def _harms(claim: Claim, kind: HarmKind, text: str) -> tuple[Harm, ...]:
    """The claim's harms with its whole figure of one kind set; figures of other kinds and for parts stay."""
    others = tuple(h for h in claim.harms if h.kind is not kind or h.subset)
    if not text:
        return tuple(h for h in others if h.kind is not kind)
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueRefusedError(f"{kind.value} {_short(text)} is no figure (write 3, 3-5, or 3+ for at least three)")
    low = int(found["low"])
    high = None if found["open"] else int(found["high"] or low)
    if high is not None and high < low:
        raise ValueRefusedError(f"{kind.value} {text!r}: the upper figure is below the lower one")
    return (Harm(kind, low, high, text), *others)
