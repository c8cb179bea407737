"""An actor phrase of a report → what kind of actor it is."""

from __future__ import annotations

from dateline.reference.actors import ActorClass, classify


def describe_actor(phrase: str, name: str | None = None, day: str | None = None) -> ActorClass:
    """Country, sector and ACLED type of the actor that `phrase` names; `name` is the bare name inside it, if any.

    The phrase says more than the name ("Israeli Prime Minister Benjamin Netanyahu"); what it leaves open is looked up
    by the name ("fighters of the group, al-Shabaab"). day: ISO, as of when (a leader of the list is in office or not).
    """
    said = classify(phrase, day)
    if name is None or name == phrase or (said.country and said.sector):
        return said
    named = classify(name, day)
    sector, source = (said.sector, said) if said.sector not in (None, "UNK") else (named.sector, named)
    reason = "; ".join(dict.fromkeys(r for r in (said.reason, named.reason) if r))
    return ActorClass(said.country or named.country, sector, source.actor_type, reason)
