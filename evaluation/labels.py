"""Sets that want one label for a text or a phrase."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from dateline.model import Claim, EventType, Modality, ReportClaims
from dateline.reference.actors import classify
from dateline.reference.events import codes
from dateline.reference.folding import fold
from evaluation.inputs import Input, Read

ACLED_LABELS = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH",
    "Arrests": "ARREST",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Attack": "ATTACK",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
    "Peaceful protest": "PEACE_PROTEST",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL",
    "Suicide bomb": "SUIC_BOMB",
    "Violent demonstration": "VIOL_DEMONSTR",
}
DIPLOMACY = (EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.REQUEST, EventType.AID)
BLAME = (EventType.ACCUSE, EventType.REJECT)
ARMED = ("MIL", "COP", "REB", "UAF", "CRM")
BY_THE_STATE = ("PROTEST_WITH_INTER", "FORCE_AGAINST_PROTEST")
RIOTERS = re.compile(r"\b(?:rioter|protest[eo]r|demonstrator|marcher|striker|picketer)s?\b")
WEIGHT = {Modality.OCCURRED: 3, Modality.ONGOING: 3, Modality.HISTORICAL: 2, Modality.VERBAL: 1}


def acled_sub_event(read: Read) -> dict[str, Any]:
    """case2021_task2: the sub-event of the claim that tells most of the snippet."""
    return {"id": read.input.id, "type": _label(read)}


def _label(read: Read) -> str:
    claims = list(read.claims.claims)
    main = _main_claim(claims)
    if main is None:
        return "OTHER"
    if main.type in BLAME or _is_blamed_on_someone(main, claims):
        return "ATTRIB"
    if main.type in DIPLOMACY:
        return "DIPLO"
    label = ACLED_LABELS.get(_sub_event(main), "OTHER")
    return _by_a_crowd(label, main, claims)


def _is_blamed_on_someone(main: Claim, claims: list[Claim]) -> bool:
    """Whether it is about who did it: nobody is counted, and blame or a claim of responsibility comes first."""
    if main.type is not EventType.ASSAULT or main.harms:
        return False
    blame = [c for c in claims if c.type is EventType.ACCUSE and c.trigger.start < main.trigger.start]
    return bool(blame) or "responsibility" in main.trigger.quote


def _by_a_crowd(label: str, main: Claim, claims: list[Claim]) -> str:
    """Riots and protests by who takes part: the set tells them from battles and attacks."""
    doers = " ".join(
        a.name.lower() for c in claims for a in c.actors if c.type in (EventType.ASSAULT, EventType.PROTEST)
    )
    parties = (*main.actors, *main.recipients)
    if main.type in (EventType.ASSAULT, EventType.PROTEST) and RIOTERS.search(doers) and label not in BY_THE_STATE:
        violent = any(c.type is EventType.ASSAULT or c.mode == "riot" for c in claims)
        return "VIOL_DEMONSTR" if violent else label
    if label == "ARMED_CLASH" and parties and not any(a.sector in ARMED for a in parties):
        return "MOB_VIOL"
    if label == "ARREST" and RIOTERS.search(main.sentence.quote.lower()):
        return "PROTEST_WITH_INTER"
    if label == "PROPERTY_DISTRUCT" and not any(a.sector in ARMED for a in main.actors) and _amid_protest(main):
        return "VIOL_DEMONSTR"
    if label in ("ARREST", "PEACE_PROTEST") and any(c.mode in ("crowd-control", "intervention") for c in claims):
        return "PROTEST_WITH_INTER"
    return label


def _amid_protest(main: Claim) -> bool:
    return re.search(r"\b(?:protest|demonstration|rally|march)s?\b", main.sentence.quote) is not None


def _sub_event(claim: Claim) -> str:
    sides = [a.sector in ARMED for a in claim.actors], [a.sector in ARMED for a in claim.recipients]
    return codes(claim.type, claim.mode, armed=all(any(side) for side in sides)).acled_sub_event


def _main_claim(claims: list[Claim]) -> Claim | None:
    """The claim with the most to it: what happened before what was said, with harm, early in the text."""

    def weight(item: tuple[int, Claim]) -> tuple[int, int, int]:
        position, claim = item
        told = len(claim.actors) + len(claim.recipients) + 2 * len(claim.harms)
        return WEIGHT.get(claim.modality, 0), told, -position

    return max(enumerate(claims), key=weight)[1] if claims else None


def plover_type(read: Read) -> dict[str, Any]:
    """ngec_synthetic: the type that the story tells most of, its beginning counted double."""
    votes: Counter[str] = Counter()
    for claim in read.claims.claims:
        lead = 2 if claim.sentence.start < len(read.input.text) / 4 else 1
        votes[claim.type.value] += lead * (2 if claim.modality in WEIGHT else 1)
    best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return {"id": read.input.id, "type": best[0][0] if best else None}


def actor_codes(phrase: Input, told: ReportClaims | None = None) -> dict[str, Any]:
    """ngec_actors: country and sector of a phrase; what it leaves open as the text around it has it.

    `wiki` is left out: dateline links to no encyclopedia.
    """
    found = classify(phrase.text, phrase.published)
    country, sector = found.country, found.sector
    name = fold(phrase.text)
    meant = [e for e in told.entities if name in (fold(f) for f in (e.name, *e.aliases))] if told is not None else []
    if len(meant) == 1:
        country, sector = country or meant[0].country, sector or meant[0].sector
    return {"id": phrase.id, "country": country or "", "code_1": sector or ""}
