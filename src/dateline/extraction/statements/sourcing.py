"""Drafts → their own links of the source chain; links of statements around them are added when all are placed."""

from __future__ import annotations

from dateline.extraction.chains import Setting, author_of, role_of, setting_of
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import is_verb, noun_phrase
from dateline.extraction.statements.ground import Ground
from dateline.model import AnnotatedReport, ChainStep, LinkRole
from dateline.reference.cues import source_roles

_CITING = frozenset({"cite", "quote"})
_NAMES = frozenset({"PERSON", "ORG", "NORP"})


def own_links(ground: Ground, draft: Draft) -> tuple[ChainStep, ...]:
    """Cited sources, the speaker with medium and venue, whoever relays him; a rumour where nobody is named."""
    a = ground.a
    steps = [_step(a, phrase) for phrase in draft.cited]
    setting = _setting(ground, draft)
    if draft.speaker is not None:
        steps.extend(_speaker_steps(a, draft.speaker, setting))
    elif not steps and draft.relayed_by is None and (draft.verb is None or _nobody(a, draft.verb)):
        steps.append(ChainStep(LinkRole.RUMOUR, None, rule=draft.rule))
    if draft.relayed_by is not None:
        steps.append(_step(a, draft.relayed_by))
    return tuple(steps)


def _speaker_steps(a: AnnotatedReport, speaker: Phrase, setting: Setting) -> list[ChainStep]:
    """The speaker; behind a document its author, who speaks in it."""
    main = _step(a, speaker, setting)
    author = author_of(a, speaker.head) if main.role is LinkRole.DOCUMENT else None
    if author is None:
        return [main]
    phrase = noun_phrase(a, author, rule="author of the document")
    return [_step(a, phrase, Setting(speaker.span, setting.medium)), main]


def _step(a: AnnotatedReport, phrase: Phrase, setting: Setting | None = None) -> ChainStep:
    role = role_of(a, phrase.head)
    span = None if role is LinkRole.RUMOUR and a.tokens[phrase.head].lower == "it" else phrase.span
    medium, venue = (setting.medium, setting.venue) if setting else (None, None)
    return ChainStep(role, span, phrase.head, medium, venue, rule=phrase.rule)


def _setting(ground: Ground, draft: Draft) -> Setting:
    if draft.verb is None:
        return Setting()
    addressee = draft.addressee.head if draft.addressee else None
    spans = [*draft.content, *([draft.speaker.span] if draft.speaker else [])]
    return setting_of(ground.a, draft.verb, addressee, spans)


def _nobody(a: AnnotatedReport, verb: int) -> bool:
    """ "it was reported that", "is said to": a passive cue without an agent."""
    return a.child(verb, "nsubjpass", "auxpass") is not None


def take_cited(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """ "SANA reported, citing a military source": the one cited becomes a link of the statement, not a statement."""
    a = ground.a
    by_verb = {d.verb: d for d in drafts if d.verb is not None}
    kept = []
    for draft in drafts:
        host = _host(ground, draft, by_verb) if draft.entry is not None and draft.entry.lemma in _CITING else None
        thing = a.child(draft.verb, "dobj") if host is not None and draft.verb is not None else None
        if host is not None and thing is not None and _is_source(a, thing.index):
            host.cited.append(noun_phrase(a, thing.index, rule="cited"))
        else:
            kept.append(draft)
    return kept


def _host(ground: Ground, draft: Draft, by_verb: dict[int, Draft]) -> Draft | None:
    if draft.verb is None:
        return None
    above = ground.lifted.get(draft.verb)
    if above is None:
        above = next((t.index for t in ground.a.ancestors(draft.verb) if is_verb(t)), None)
    return by_verb.get(above) if above is not None else None


def _is_source(a: AnnotatedReport, head: int) -> bool:
    token = a.tokens[head]
    return token.ent in _NAMES or token.lemma.lower() in source_roles() or token.lower in source_roles()


__all__ = ["own_links", "take_cited"]
