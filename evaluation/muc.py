"""muc4: the templates of terrorist incidents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.model import ActorRef, Claim, EventType, HarmKind, Modality, Place
from dateline.reference.actors import classify, find_organization
from dateline.reference.countries import country_name
from dateline.reference.harms import people_words
from dateline.reference.titles import is_given_name, longest_title
from dateline.resolution.anchors import anchors_of
from evaluation.inputs import Read

TOLD = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL, Modality.DENIED, Modality.THREATENED)
STATE = ("GOV", "MIL", "COP")
BODIES = ("REB", "UAF", "PTY", "CRM")
# nouns that head the name of a body; the set asks for bodies apart from the people who act for them
BODY_HEADS = re.compile(
    r"army|front|movement|cartel|brigade|battalion|forces|police|guard|government|party|corps|group|command|unity|"
    r"organi[sz]ation|military|navy|union|league"
)
PRONOUNS = ("he", "she", "it", "they", "them", "him", "her", "we", "us", "i", "this", "that", "those", "these", "who")
NOBODY = ("one", "anyone", "no one", "nobody", "others", "victims", "casualties", "person")
OPENING = re.compile(r"^(?:the|a|an|some|several|two|three|four|five|\d+|unidentified|alleged|heavily armed|armed) ")
OF = re.compile(r" (?:of|from|belonging to) (?:the )?")


def templates(read: Read) -> dict[str, Any]:
    """One template for each kind of incident that the report tells of, if it names anyone or anything."""
    groups: dict[str, list[Claim]] = {}
    for claim in read.claims.claims:
        kind = incident_type(claim)
        if kind and claim.modality in TOLD and not _of_war(claim):
            groups.setdefault(kind, []).append(claim)
    country = _main_country(read)
    band = _main_band(read)
    day = anchors_of(read.reading).whole.day
    latest = day.isoformat() if day else None
    found = [_template(kind, claims, country, band, latest) for kind, claims in groups.items()]
    return {"id": read.input.id, "templates": [t for t in found if _names_anything(t)]}


def incident_type(claim: Claim) -> str | None:
    """MUC's kinds of incident: by mode, else an attack."""
    mode = claim.mode or ""
    if claim.type is EventType.ASSAULT:
        if mode in ("explosives", "suicide-attack", "bombing"):
            return "bombing"
        if mode == "arson":
            return "arson"
        if mode in ("abduct", "abduction", "hostage"):
            return "kidnapping"
        return "attack"
    if claim.type is EventType.COERCE and mode in ("abduct", "abduction", "kidnap", "hostage"):
        return "kidnapping"
    if claim.type is EventType.COERCE and mode in ("seize", "robbery"):
        return "robbery"
    return None


def _of_war(claim: Claim) -> bool:
    """MUC leaves out battles, and what the armed forces do to guerrillas; crimes of either against civilians stay."""
    parties = (*claim.actors, *claim.recipients)
    if claim.mode == "clash" and all(a.sector in (*STATE, *BODIES) for a in parties):
        return True
    by_the_state = bool(claim.actors) and all(a.sector in STATE for a in claim.actors)
    return by_the_state and not any(a.sector not in (*STATE, *BODIES) for a in claim.recipients)


def _names_anything(template: dict[str, Any]) -> bool:
    return any(template[slot] for slot in ("perp_individual", "perp_organization", "victim", "target"))


def _template(
    kind: str, claims: list[Claim], country: str | None, band: str | None, latest: str | None
) -> dict[str, Any]:
    """latest: the report's own day, which bounds what happened on a day that is not said, as in the answer keys."""
    actors = [a for c in claims for a in c.actors if not _is_thing(a) and _bare(a.name) not in PRONOUNS]
    harmed = [a for c in claims for a in c.recipients if _bare(a.name) not in PRONOUNS]
    people = [a for a in harmed if not _is_thing(a)]
    times = [c.time for c in claims if c.time and c.time.start and not c.time.start.startswith("--")]
    places = [c.place for c in claims if c.place]
    names = [n for p in places for n in (_country(p), p.admin1, p.name) if n]
    bodies = _organizations(actors)
    if band and not bodies and any(a.sector in BODIES for a in actors):
        bodies = [[band]]
    filled: dict[str, Any] = {
        "incident_type": kind,
        "perp_individual": _entities(a for a in actors if not _is_body(a)),
        "perp_organization": bodies,
        "victim": _with_counted(_entities(people), claims),
        "target": _entities(a for a in harmed if a not in people),
        "weapon": [[w] for w in dict.fromkeys(w for c in claims for w in c.instruments)],
        "date": [times[0].start, times[0].end or times[0].start] if times else [None, latest] if latest else None,
        "location": list(dict.fromkeys(names or [country] if country else names)),
    }
    for name, harm in (("killed", HarmKind.KILLED), ("injured", HarmKind.INJURED)):
        counts = [
            h.minimum for c in claims for h in c.harms if h.kind is harm and not h.subset and h.minimum is not None
        ]
        if counts:
            filled[name] = max(counts)
    return filled


def _main_country(read: Read) -> str | None:
    """The country that most of the report's places lie in, the first of them on a tie."""
    placed = [c.place for c in read.claims.claims if c.place] + [e.place for e in read.claims.entities if e.place]
    countries = [p.country for p in placed if p.country]
    return country_name(max(countries, key=countries.count)) if countries else None


def _main_band(read: Read) -> str | None:
    """The armed group that most of the report's sentences name, the first of them on a tie."""
    annotated = read.reading.annotated
    texts = [annotated.report.matching[s.start : s.end] for s in annotated.sentences]
    bands = [o.name for text in texts if (o := find_organization(text)) and o.sector in BODIES]
    return max(bands, key=bands.count) if bands else None


def _country(place: Place) -> str | None:
    return country_name(place.country) if place.country else None


# -- who --------------------------------------------------------------------------------------------------------------


def _entities(actors: Iterable[ActorRef]) -> list[list[str]]:
    """Each one once: by the entity, else by the phrase without its determiner or number."""
    names: dict[str, list[str]] = {}
    for actor in actors:
        names.setdefault(actor.entity or _bare(actor.name), []).append(actor.name)
    return [list(dict.fromkeys(forms)) for forms in names.values()]


def _with_counted(found: list[list[str]], claims: Iterable[Claim]) -> list[list[str]]:
    """Those harmed and counted where the event does not name them as its recipients too."""
    told = " ".join(form for forms in found for form in forms)
    for claim in claims:
        for harm in claim.harms:
            words = _bare(harm.victims or "")
            harmed = harm.kind in (HarmKind.KILLED, HarmKind.INJURED) and words not in ("", *PRONOUNS, *NOBODY)
            if harmed and words not in told:
                found.append([words])
                told += f" {words}"
    return found


def _bare(name: str) -> str:
    return OPENING.sub("", name.lower())


def _head(name: str) -> str:
    """The noun of a phrase: its last word before any "of"."""
    return (_bare(OF.split(name.lower())[0]).split() or [""])[-1]


def _organizations(actors: Iterable[ActorRef]) -> list[list[str]]:
    """The bodies that act or that those who act belong to ("members of the front")."""
    names: dict[str, list[str]] = {}
    for actor in actors:
        known = find_organization(actor.name)
        if known is not None:
            names.setdefault(known.name, [known.name]).append(actor.name)
        elif (body := _body_in(actor.name)) is not None:
            names.setdefault(body, []).append(body)
    return [list(dict.fromkeys(forms)) for forms in names.values()]


def _is_body(actor: ActorRef) -> bool:
    head = _head(actor.name)
    if find_organization(actor.name) is None:
        return BODY_HEADS.fullmatch(head) is not None
    return head not in people_words()


def _body_in(name: str) -> str | None:
    """The part of a phrase that names a body: the whole, or what stands after "members of"; "a group" names none."""
    for part in (_bare(p) for p in OF.split(name)):
        if BODY_HEADS.fullmatch(_head(part)) and (" " in part or part in ("army", "police")):
            return part
    return None


def _is_thing(actor: ActorRef) -> bool:
    """Whether a noun for a thing heads the phrase; an unknown word that no determiner stands before is a name."""
    head = _head(actor.name)
    known = people_words().get(head)
    if known is not None:
        return known == "thing"
    if classify(head).sector is not None or find_organization(actor.name) is not None:
        return False
    return not (actor.sector and " " not in actor.name) and not _is_name(actor)


def _is_name(actor: ActorRef) -> bool:
    """ "orlando rivas", "dr perez": opens with a given name or a title."""
    words = actor.name.lower().split()
    return bool(words) and (is_given_name(words[0]) or longest_title(words) > 0)
