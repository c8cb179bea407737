"""Sets whose unit is a report on one incident: a reading becomes the one answer that the set wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dateline.model import Claim, EventType, HarmKind, Modality, Quantity, Reading, ReportClaims, Time, TimePrecision
from dateline.reference.events import event_lexicon
from dateline.reference.folding import fold
from dateline.reference.gazetteer import Gazetteer
from dateline.resolution.times import anchor_times
from evaluation.inputs import Read

HAPPENED = (Modality.OCCURRED, Modality.ONGOING)
# the labels of isaf for provinces whose common spelling is another
PROVINCES = ("paktya", "sar e pul", "jowzjan", "uruzgan", "wardak", "nimroz", "helmand", "kunar", "daykundi")
TARGET_GROUPS = ("taliban", "haqqani", "hig", "imu", "aq")  # the labels of isaf
# isaf codes insurgents only: soldiers, police and civilians among the dead are not asked for
OWN_SIDE = re.compile(
    r"civilian|soldier|service ?member|troop|coalition|isaf|police|marine|airm[ae]n|sailor|child|wom[ae]n|girl|boy|"
    r"afghans?$|national|officer|guard|force|people$|american|interpreter|employee|elder|mayor|resident|villager|famil",
    re.IGNORECASE,
)
# isaf counts leaders apart from the rest, and adds the two up
LEADER = re.compile(
    r"(leader|commander|facilitator|governor|chief|official|bomb-?maker|financier|expert|mullah|emir|coordinator|"
    r"trainer|deputy|supplier|specialist)s?$",
    re.IGNORECASE,
)
SHOT = re.compile(r"shoot|shot|with (?:wound|injury)|suffer|sustain|receive|treat|hit|strike|graze")
ANOTHER = re.compile(r"\b(?:another|second|third|fourth|(?<!each )other)\b", re.IGNORECASE)
AGE = re.compile(r"\b(\d{1,2})-year-old")
AGE_AFTER = re.compile(r",? (?:age )?(\d{1,2})[,;.]")
WHO_SHOT = re.compile(r"\b(?:gunman|shooter|suspect|attacker|assailant)\b", re.IGNORECASE)
FAR_APART = 5  # days
TOLD_BEFORE = re.compile(r"(the|these|those|this|that|his|their|both)\b", re.IGNORECASE)


def shooting(read: Read) -> dict[str, Any]:
    """gva: the incident that the article is about, its last known counts. "Shot" takes in those who die of it."""
    claims = _news(read.claims)
    day = _day_of_the_news(read, claims, (EventType.ASSAULT,))
    told = [q for q in told_as_news(read.reading, (HarmKind.KILLED, HarmKind.INJURED)) if not _of_before(read, q, day)]
    dead = [q for q in told if q.kind is HarmKind.KILLED]
    hurt = [q for q in told if q.kind is HarmKind.INJURED]
    ages_of_dead = {age for q in dead if (age := _age(read, q))}
    ages_of_hurt = {age for q in hurt if (age := _age(read, q))} - ages_of_dead
    if not dead and _one_died(read.reading):
        ages_of_hurt = set(sorted(ages_of_hurt)[1:])  # who died is one of those told of
    killed = max(_most(dead), len(ages_of_dead), _with_who_shot(read, dead), int(_one_died(read.reading)))
    killed += int(killed == 1 and len({_is_who_shot(read, q) for q in dead if q.maximum == 1}) == 2)
    shot = _most(q for q in hurt if _by_shot(q))
    others = any(_is_another(read, q) for q in hurt)
    unhurt = max(_most(q for q in hurt if not _by_shot(q)), int(others), len(ages_of_hurt))
    return {
        "id": read.input.id,
        "killed": killed,
        "injured": max(unhurt, shot - killed, 0),
        "date": day,
        **_spot(claims),
    }


def _one_died(reading: Reading) -> bool:
    """ "He died at the hospital": one at least, whoever he is."""
    marks = ("/negated", "/to come")
    kinds = [q for q in reading.quantities if q.kind is HarmKind.KILLED and "/pronoun" in q.rule and q.maximum == 1]
    return any(not any(mark in q.rule for mark in marks) for q in kinds)


def _is_who_shot(read: Read, quantity: Quantity) -> bool:
    text = read.reading.annotated.report.matching
    return WHO_SHOT.search(quantity.victims.of(text) if quantity.victims else "") is not None


def _by_shot(quantity: Quantity) -> bool:
    """Said of those who live and of those who die alike: "was shot", "with gunshot wounds", "struck by a bullet"."""
    return SHOT.match(quantity.rule) is not None


def _is_another(read: Read, quantity: Quantity) -> bool:
    """ "another man", "a second victim": not the one told of before."""
    text = read.reading.annotated.report.matching
    words = f"{quantity.span.of(text)} {quantity.victims.of(text) if quantity.victims else ''}"
    return ANOTHER.search(words) is not None


def _age(read: Read, quantity: Quantity) -> str | None:
    """The age of the one person counted, which tells two persons apart."""
    if quantity.victims is None or quantity.maximum != 1:
        return None
    text = read.reading.annotated.report.matching
    found = AGE.search(quantity.victims.of(text)) or AGE_AFTER.match(text, quantity.victims.end)
    return found.group(1) if found else None


def _with_who_shot(read: Read, dead: Sequence[Quantity]) -> int:
    """Who kills others and then himself, added to those whom the same sentence says he killed."""
    annotated = read.reading.annotated

    def sentence(quantity: Quantity) -> int:
        return -1 if quantity.trigger is None else annotated.tokens[quantity.trigger].sentence

    own = {sentence(q) for q in dead if "/self" in q.rule}
    return max((1 + _most(q for q in dead if sentence(q) == at and "/self" not in q.rule) for at in own), default=0)


def _of_before(read: Read, quantity: Quantity, day: str | None) -> bool:
    """Whether all that a count belongs to lies more than some days before the incident."""
    held = [e.trigger for e in read.reading.events if _index(read, quantity) in e.quantities]
    days = [_first_day([c.time]) for c in read.claims.claims if c.trigger.span in held]
    return bool(day and days) and all(d is not None and _apart(d, str(day)) > FAR_APART for d in days)


def _index(read: Read, quantity: Quantity) -> int:
    return read.reading.quantities.index(quantity)


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def _most(quantities: Iterable[Quantity]) -> int:
    return max((q.minimum or 0 for q in quantities), default=0)


def raid(read: Read) -> dict[str, Any]:
    """isaf: the labels of a press release on a raid."""
    claims = _news(read.claims)
    killed = raid_figure(read.reading, (HarmKind.KILLED,))
    captured = raid_figure(read.reading, (HarmKind.CAPTURED, HarmKind.DETAINED))
    types = {"captureandkill"} if killed and captured else {"insurgentskilled"} if killed else set()
    if captured and not killed:
        types.add("detention")
    if any(c.mode == "aerial" and c.type is EventType.ASSAULT for c in claims):
        types.add("airstrike")
    return {
        "id": read.input.id,
        "types": sorted(types),
        "date": _day_of_the_news(read, claims),
        "provinces": _provinces(read.claims, claims),
        "target_groups": _groups(read),
        "killed_at_least": killed,
        "captured_at_least": captured,
    }


def told_as_news(reading: Reading, kinds: Sequence[HarmKind]) -> list[Quantity]:
    """Counts of these kinds: no part of another, no running total, not only of what was planned or recalled."""
    held: dict[int, list[Modality]] = {}
    for event in reading.events:
        for index in event.quantities:
            held.setdefault(index, []).append(event.modality)
    return [
        q
        for index, q in enumerate(reading.quantities)
        if q.kind in kinds
        and q.subset_of is None
        and not q.running_total
        and not any(mark in q.rule for mark in ("/negated", "/to come", "/pronoun"))
        and (index not in held or any(m in HAPPENED for m in held[index]))
    ]


def raid_figure(reading: Reading, kinds: Sequence[HarmKind]) -> int:
    """Leaders and the rest each by their largest count, new ones before those told of before; the two added up.

    A sum that the text makes itself ("the commander and two of his men") stands against that; the larger wins.
    """
    text = reading.annotated.report.matching
    classes: dict[bool, dict[bool, int]] = {}
    together = 0
    for q in told_as_news(reading, kinds):
        words = q.span.of(text)
        who = q.victims.of(text) if q.victims else words
        count = q.minimum if q.minimum is not None else q.maximum
        if not count or OWN_SIDE.search(who):
            continue
        if count > 1 and re.search(r" and | along with | as well as ", words):
            together = max(together, count)
            continue
        leader = bool(LEADER.search(who.strip())) or (count == 1 and who[:1].isupper())
        new = not TOLD_BEFORE.match(words)
        counts = classes.setdefault(leader, {})
        counts[new] = max(counts.get(new, 0), count)
    apart = [counts.get(True) or (counts[False] if len(classes) == 1 else 0) for counts in classes.values()]
    return max(sum(apart), together)


def _news(reading: ReportClaims) -> list[Claim]:
    """Claims about something that happened, the news before the background."""
    told = [c for c in reading.claims if c.modality in HAPPENED]
    return told or [c for c in reading.claims if c.modality is Modality.HISTORICAL]


def _day_of_the_news(
    read: Read, claims: Sequence[Claim], types: Sequence[EventType] = (EventType.ASSAULT, EventType.COERCE)
) -> str | None:
    """The latest day of events of these types that are told as news, since what it recalls lies before it.

    Else the first day of any news, else the first that the text names. Never the day of publication or of a saying.
    """
    days = [day for c in claims if c.type in types and (day := _first_day([c.time]))]
    if days:
        return max(days)
    tokens, saying = read.reading.annotated.tokens, event_lexicon().groups["SAYING"]
    named = (
        time
        for mention, time in zip(read.reading.times, anchor_times(read.reading), strict=True)
        if not (mention.publication or mention.tie or mention.governor < 0)
        and tokens[mention.governor].lemma not in saying
        and time.start == time.end
    )
    return _first_day(c.time for c in claims) or _first_day(named)


def _first_day(times: Iterable[Time | None]) -> str | None:
    """The first that is a day with a year."""
    for time in times:
        if time and time.start and time.precision in (TimePrecision.DAY, TimePrecision.DAYS, TimePrecision.HOUR):
            day = time.start[:10]
            if len(day) == 10 and not day.startswith("--"):
                return day
    return None


def _spot(claims: Iterable[Claim]) -> dict[str, float | None]:
    for claim in claims:
        if claim.place and claim.place.lat is not None:
            return {"lat": claim.place.lat, "lon": claim.place.lon}
    return {"lat": None, "lon": None}


def _provinces(reading: ReportClaims, claims: Sequence[Claim]) -> list[str]:
    """The first-level division of the place of the first placed claim, else of the first placed name.

    In the set's spelling: another of the gazetteer's names of one division means the same.
    """
    places = [c.place for c in claims if c.place] + [e.place for e in reading.entities if e.place]
    for place in places:
        if place.admin1:
            return [_label(fold(place.admin1).removesuffix(" province"), place.country)]
    return []


def _label(division: str, country: str | None) -> str:
    def ids(name: str) -> set[str]:
        listed = Gazetteer.open().lookup(name)
        return {p.id for p in listed if p.kind == "admin1" and p.country == country}

    ours = ids(division)
    return next((label for label in PROVINCES if ours & ids(label)), division)


def _groups(read: Read) -> list[str]:
    names = {fold(alias) for entity in read.claims.entities for alias in (entity.name, *entity.aliases)}
    return [group for group in TARGET_GROUPS if any(group in name.split() for name in names)]
