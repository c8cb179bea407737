"""Drafts → their own links of the source chain; links of statements around them are added when all are placed."""

from __future__ import annotations

from dataclasses import replace

from dateline.extraction.chains import Setting, author_of, document_of, medium_inside, setting_of
from dateline.extraction.statements.draft import Draft, Phrase
from dateline.extraction.statements.grammar import is_verb, noun_phrase
from dateline.extraction.statements.ground import Ground
from dateline.extraction.statements.upstream import handlers_of, heard_from, sources_of, talked_to
from dateline.model import AnnotatedReport, ChainStep, LinkRole
from dateline.reference.cues import cue_words, source_roles

_CITING = frozenset({"cite", "quote"})
AUTHOR = "author of the document"
_NAMES = frozenset({"PERSON", "ORG", "NORP"})


def own_links(ground: Ground, draft: Draft) -> tuple[ChainStep, ...]:
    """Cited sources, the speaker with medium and venue, whoever relays him; a rumour where nobody is named."""
    a = ground.a
    steps = [step for phrase in draft.cited for step in (*_nearer(ground, phrase), _step(ground, phrase))]
    setting = _setting(ground, draft)
    if draft.verb is not None and (origin := heard_from(a, draft.verb)) is not None:
        steps.append(_step(ground, origin))
    if draft.speaker is not None:
        steps.extend(_nearer(ground, draft.speaker))
        steps.extend(_speaker_steps(ground, draft.speaker, setting))
        steps.extend(_handlers(ground, draft.speaker, setting))
    elif not steps and draft.relayed_by is None and (draft.verb is None or _nobody(a, draft.verb)):
        steps.append(ChainStep(LinkRole.RUMOUR, None, rule=draft.rule))
    relay = draft.relayed_by or (_relayed(a, draft.speaker) if draft.speaker is not None else None)
    if relay is not None:
        steps.append(_step(ground, relay))
    return tuple(steps)


def _nearer(ground: Ground, source: Phrase) -> list[ChainStep]:
    """Whom the source has it from, by its own phrase: links nearer the event."""
    return [_step(ground, phrase) for phrase in sources_of(ground.a, source.head)]


def _handlers(ground: Ground, speaker: Phrase, setting: Setting) -> list[ChainStep]:
    """Links behind a document: who posted it, where that is not the speaker, and the outlets that have seen it."""
    a = ground.a
    noun = document_of(a, speaker.head) if speaker.rule == AUTHOR else setting.noun
    if noun is None and ground.role_of(speaker.head) is LinkRole.DOCUMENT:
        noun = speaker.head
    found = handlers_of(a, noun) if noun is not None else []
    own = a.tokens[speaker.head].lemma.lower()
    return [_step(ground, phrase) for phrase, seen in found if seen or a.tokens[phrase.head].lemma.lower() != own]


def _relayed(a: AnnotatedReport, speaker: Phrase) -> Phrase | None:
    """ "The governor, cited by Interfax, said"."""
    for part in a.children(speaker.head, "acl", "relcl"):
        by = a.child(part.index, "agent")
        noun = a.child(by.index, "pobj") if by is not None else None
        if noun is not None and part.lemma.lower() in _CITING:
            return noun_phrase(a, noun.index, rule="cited by")
    return None


def _speaker_steps(ground: Ground, speaker: Phrase, setting: Setting) -> list[ChainStep]:
    """The speaker; in front of the document he speaks in, where that was named as the source."""
    if speaker.rule != AUTHOR:
        return [_step(ground, speaker, setting)]
    a = ground.a
    document = noun_phrase(a, document_of(a, speaker.head) or speaker.head)
    main = _step(ground, speaker, Setting(document.span, setting.medium or medium_inside(a, document.head, "text")))
    return [main, ChainStep(LinkRole.DOCUMENT, document.span, document.head, rule="document")]


def credit_authors(ground: Ground, drafts: list[Draft]) -> None:
    """ "A statement by the ministry said": the ministry speaks; the statement is a link of the chain."""
    a = ground.a
    for draft in drafts:
        if draft.speaker is not None and ground.role_of(draft.speaker.head) is LinkRole.DOCUMENT:
            author = author_of(a, draft.speaker.head)
            if author is not None:
                draft.speaker = noun_phrase(a, author, _handled(a, author), AUTHOR)


def _handled(a: AnnotatedReport, noun: int) -> frozenset[int]:
    """ "a letter from the ministry seen by the Herald": it is the letter that was seen."""
    seen = (k for k in a.children(noun, "acl") if k.tag == "VBN" and k.lemma.lower() in cue_words("seeing"))
    return frozenset(i for verb in seen for i in a.subtree(verb.index))


def _step(ground: Ground, phrase: Phrase, setting: Setting | None = None) -> ChainStep:
    role = ground.role_of(phrase.head)
    span = None if role is LinkRole.RUMOUR and ground.a.tokens[phrase.head].lower == "it" else phrase.span
    medium, venue = (setting.medium, setting.venue) if setting else (None, None)
    return ChainStep(role, span, phrase.head, medium, venue, rule=phrase.rule)


def _setting(ground: Ground, draft: Draft) -> Setting:
    found = Setting()
    if draft.verb is not None:
        addressee = draft.addressee.head if draft.addressee else None
        spans = [*draft.content, *([draft.speaker.span] if draft.speaker else [])]
        found = setting_of(ground.a, draft.verb, addressee, spans)
    if found.medium is None and draft.speaker is not None and (medium := talked_to(ground.a, draft.speaker.head)):
        found = replace(found, medium=medium)
    return found


def _nobody(a: AnnotatedReport, verb: int) -> bool:
    """ "it was reported that", "is said to": a passive cue without an agent."""
    return a.child(verb, "nsubjpass", "auxpass") is not None


def take_cited(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """ "SANA reported, citing a military source": the one cited becomes a link of the statement, not a statement."""
    a = ground.a
    by_verb = {d.verb: d for d in drafts if d.verb is not None}
    by_speaker = {d.speaker.head: d for d in drafts if d.speaker is not None and d.entry is None}
    kept = []
    for draft in drafts:
        citing = draft.entry is not None and draft.entry.lemma in _CITING
        host = _host(ground, draft, by_verb, by_speaker) if citing else None
        thing = a.child(draft.verb, "dobj") if citing and draft.verb is not None else None
        if not citing or thing is None or not _is_source(a, thing.index):
            kept.append(draft)
        elif host is not None:
            host.cited.append(noun_phrase(a, thing.index, rule="cited"))
    return kept


def _host(ground: Ground, draft: Draft, by_verb: dict[int, Draft], by_speaker: dict[int, Draft]) -> Draft | None:
    """The statement whose source cites: "X said, citing …", "according to X, which cited …"."""
    if draft.verb is None:
        return None
    token = ground.a.tokens[draft.verb]
    if token.dep in ("relcl", "acl") and token.head in by_speaker:
        return by_speaker[token.head]
    above = ground.lifted.get(draft.verb)
    if above is None:
        above = next((t.index for t in ground.a.ancestors(draft.verb) if is_verb(t)), None)
    return by_verb.get(above) if above is not None else None


def _is_source(a: AnnotatedReport, head: int) -> bool:
    token = a.tokens[head]
    return token.ent in _NAMES or token.lemma.lower() in source_roles() or token.lower in source_roles()


__all__ = ["credit_authors", "own_links", "take_cited"]
