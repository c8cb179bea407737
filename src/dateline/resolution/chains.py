"""Source chains: who stands between the happening and the reader, nearest the event first, the outlet last."""

from __future__ import annotations

from dateline.model import ChainStep, Link, LinkRole, Reading, Report
from dateline.reference.outlets import by_name
from dateline.resolution.cast import Cast
from dateline.resolution.evidence import once, quotes, words

_DEEPEST = 8  # statements inside statements; deeper nesting is a reading error, not a source


def publishing_links(report: Report) -> tuple[Link, ...]:
    """The end of every chain: the agency that the dateline credits the text to, and the outlet that publishes it.

    The outlet's name is None when the report does not say who publishes it.
    """
    agency = report.dateline.outlet if report.dateline else None
    if report.outlet is None:
        return (Link(LinkRole.OUTLET, None),)
    outlet = Link(LinkRole.OUTLET, report.outlet.name, evidence=quotes(report, report.outlet.span))
    if agency is None or agency == report.outlet.span:
        return (outlet,)
    known = by_name(agency.of(report.text))
    name = known.name if known else agency.of(report.text)
    if name == outlet.name:
        return (outlet,)
    return (Link(LinkRole.MEDIUM, name, venue="dateline", evidence=quotes(report, agency)), outlet)


def chain_of(reading: Reading, cast: Cast, statement: int | None) -> tuple[Link, ...]:
    """The links of a statement, of the statements it stands in (hearsay), and the outlet."""
    if statement not in cast.chains:
        cast.chains[statement] = _find_chain(reading, cast, statement)
    return cast.chains[statement]


def _find_chain(reading: Reading, cast: Cast, statement: int | None) -> tuple[Link, ...]:
    report = reading.annotated.report
    links: list[Link] = []
    for index in _nest(reading, statement):
        for link in _links(reading, cast, index):
            if not any(_same_source(link, other) for other in links):
                links.append(link)
    named = {name for link in links for name in (link.name, link.medium)}
    return (*links, *(link for link in publishing_links(report) if not link.is_agency or link.name not in named))


def _nest(reading: Reading, statement: int | None) -> list[int]:
    """The statement, the one it stands in, the one that stands in, …"""
    found: list[int] = []
    while statement is not None and statement not in found and len(found) < _DEEPEST:
        found.append(statement)
        statement = reading.statements[statement].parent
    return found


def _links(reading: Reading, cast: Cast, index: int) -> list[Link]:
    mention = reading.statements[index]
    if mention.chain:
        author = cast.author(index)
        links = [_link(reading, cast, step, index, author=author is not None) for step in mention.chain]
        if author is None:
            return links
        who = author[0]
        return [Link(LinkRole.SPEAKER, who.name, who.entity, evidence=who.evidence), *links]
    speaker = cast.speaker(index)
    if speaker is None:
        return []
    return [Link(LinkRole.SPEAKER, speaker.name, speaker.entity, evidence=speaker.evidence)]


def _link(reading: Reading, cast: Cast, step: ChainStep, statement: int, *, author: bool) -> Link:
    """author: the speaker is who speaks in the document, and no name for it."""
    report = reading.annotated.report
    name, entity = None, None
    evidence = quotes(report, step.span, step.medium, step.venue)
    if step.role is LinkRole.RUMOUR:
        return Link(step.role, None, evidence=evidence)
    if step.span is not None:
        source = reading.statements[statement]
        by_speaker = cast.speaker(statement) if step.span == source.speaker and not author else None
        who = by_speaker or cast.who(step.span, step.head)
        name, entity = who.name, who.entity
        evidence = once((*who.evidence, *evidence))
    elif step.role is LinkRole.SPEAKER and (who_speaks := cast.speaker(statement)) is not None:
        name, entity = who_speaks.name, who_speaks.entity
        evidence = once((*who_speaks.evidence, *evidence))
    return Link(
        role=step.role,
        name=name,
        entity=entity,
        medium=None if step.medium is None else cast.name_of(step.medium),
        venue=None if step.venue is None else words(report, step.venue),
        carried=step.carried,
        evidence=evidence,
    )


def _same_source(one: Link, other: Link) -> bool:
    """Whether two links are one source told twice (a nested statement that repeats its parent's step)."""
    if one.name is None or other.name is None or one.role is not other.role:
        return False
    return (one.entity or one.name.casefold()) == (other.entity or other.name.casefold())
