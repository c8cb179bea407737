"""Fields that stand in the words of a claim's sentence and in no field of the claim: time of day, brokers, requests."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.model import EventType
from dateline.reconciliation.nodes import Node
from dateline.reference.countries import country_name, country_of, demonym_of
from dateline.reference.dispute_cues import dispute_cues
from dateline.reference.screening import can_match, screened

_OF_DEEDS = frozenset({"time of day"})
_DEEDS = frozenset({EventType.ASSAULT})
NOT_NAMED = "not named"  # as in the list of cues
_WITHDRAWAL = "withdraw"  # the mode of leaving ground in the event lists
_TO = re.compile(r"\b(?:to|into|beyond|behind) ([^,.;:”\"]{3,60}?)(?=[,.;:”\"]| and | under | after |$)")


def facets(node: Node, of: EventType) -> tuple[tuple[str, str], ...]:
    """Fields and values that a claim's sentence gives the happening that it tells of. of: the happening's type."""
    found = [item for item in _said(node.claim.sentence.quote) if (item[0] in _OF_DEEDS) == (of in _DEEDS)]
    if of in _DEEDS:
        return tuple(found)
    return (*found, *_destination(node))


def _destination(node: Node) -> list[tuple[str, str]]:
    """Where those who are to withdraw go, by the names in the phrase ("to the hills east of Brega" → Brega)."""
    if node.type is not EventType.RETREAT or node.claim.mode != _WITHDRAWAL:
        return []
    after = node.claim.sentence.quote[node.claim.trigger.end - node.claim.sentence.start :]
    match = _TO.search(after)
    names = re.findall(r"[A-Z][\w’'-]+", match[1]) if match else []
    return [("terms/withdrawal", f"to {' '.join(names)}")] if names else []


@lru_cache(maxsize=16384)
def _said(sentence: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    text = screened(sentence)
    for cue in dispute_cues():
        for match in cue.pattern.finditer(sentence) if can_match(cue.needed, text) else ():
            if cue.how != "says":
                found += [(cue.field, name) for name in names_of(match[1])]
            elif all(field != cue.field for field, _ in found) or cue.field == "time of day":
                found.append((cue.field, cue.value))
    return tuple(dict.fromkeys(found))


def names_of(phrase: str) -> list[str]:
    """ "the United States and Qatar" → both, states by their common names; "international parties" → "not named"."""
    names = []
    for part in re.split(r",\s*|\band\b", phrase):
        part = part.strip().removeprefix("the ").removeprefix("The ")
        if not part:
            continue
        country = country_of(part) or demonym_of(part)
        names.append(country_name(country) if country else part if part[0].isupper() else NOT_NAMED)
    return names
