"""What the text says, before anyone decides what it refers to: extraction's product.

Everything points into the text and names the rule that made it. Lists are tuples; cross references are indices into the
tuples of the same `Reading`.
"""

from __future__ import annotations

from dateline.model.annotated import AnnotatedReport
from dateline.model.frozen import frozen
from dateline.model.terms import (
    Certainty,
    Directness,
    EntityKind,
    EventType,
    HarmKind,
    LinkRole,
    MentionKind,
    Modality,
    SayingKind,
)
from dateline.model.text import Span


@frozen
class Mention:
    """A span of text that names or describes a person, body, group or place (FtM Mention).

    span: the whole phrase ("Maltese Foreign Minister Anna Berg"). name: the bare name inside it
    ("Anna Berg"), equal to the span's text for plain names; None for nominals and pronouns.
    head: token index of the head. title: span of the title or office in front or in apposition, if any.
    """

    span: Span
    head: int
    kind: MentionKind
    entity_kind: EntityKind | None
    name: Span | None = None
    title: Span | None = None
    rule: str = ""


@frozen
class ChainStep:
    """One link of a source chain as the text has it, not yet resolved.

    span: who or what ("Reuters", "two people familiar with the talks"), None when the text names nobody ("reportedly").
    medium / venue: where it was said ("X" / "a statement posted on X"), each with its own span.
    carried: the medium was named elsewhere in the report and carried over to this statement, with that as evidence.
    """

    role: LinkRole
    span: Span | None
    head: int | None = None
    medium: Span | None = None
    venue: Span | None = None
    carried: bool = False
    rule: str = ""


@frozen
class StatementMention:
    """Words or views that the text credits to someone: source, cue, content (PolNeAR's three parts).

    content: the parts of the content, in order (two for a quote split by its cue), quotation marks outside.
    cue: "said", "according to"; None for a bare quote continued from the paragraph before.
    speaker: span of the source phrase as it stands here ("he", "Berg", "two officials"); None where no one is named.
    speaker_head: its head token. chain: nearest the event first, the outlet itself not included (resolution adds it).
    parent: index of the statement this one stands inside (hearsay), or None. sentence: of the cue, or of the content.
    negated: "did not say"; hypothetical: "if confirmed". strength: of the cue.
    continues: index of the earlier statement whose speaker this one continues ("He added", a next paragraph's quote).
    """

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    speaker_head: int | None
    directness: Directness
    kind: SayingKind
    strength: Certainty
    chain: tuple[ChainStep, ...]
    sentence: int
    rule: str
    addressee: Span | None = None
    parent: int | None = None
    continues: int | None = None
    negated: bool = False
    hypothetical: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


@frozen
class Quantity:
    """A count of people harmed, as said.

    minimum, maximum: whole numbers, None where open ("at least 12" → 12, None; "dozens" → 12, None; "no" → 0, 0).
    span: the words of the count ("at least 12"); victims: who they are ("civilians"), with its span.
    vague: the minimum rests on a convention for words ("dozens", "several": data/vague_numbers.tsv) or on a bare plural
    ("casualties", "they"), not on a number in the text.
    subset_of: index of the quantity this is part of ("three of them children"). running_total: "bringing the toll to".
    trigger: token index of the word of harm. rule ends in "/to come" under an infinitive of what is planned or wanted
    ("an operation to arrest two men"), "/negated" under a negation, "/pronoun", "/name" or "/definite" for people who
    may have been counted before.
    """

    kind: HarmKind
    span: Span
    minimum: int | None
    maximum: int | None
    victims: Span | None = None
    subset_of: int | None = None
    running_total: bool = False
    rule: str = ""
    trigger: int | None = None
    vague: bool = False


@frozen
class TimeMention:
    """A time expression and what it says by itself, before it is anchored.

    kind: "date" (value "2025-03-10", "2025-03", "2025"), "partial" (value "--10-15", "--10" a month, "---08" a day of
    some month), "weekday" (value "1".."7", ISO), "relative" (value "0", "-1" … counted in `unit` from the report's own
    day; unit "weekend" too), "span-of-time" ("over the past six months": value "-6", unit "month"; without a
    direction a bare length, "for three days": value "3"), "clock" (value "08:46", no day beside it), "vague"
    ("recently", "several days ago": no value), "anchored" ("two days later", "the same day": value counted in `unit`
    from the time before it; unit "weekday" with `weekday`: "the following Friday"; rule ending in "event": "two days
    after the raid"), "range" (value "a/b" of `parts`; "a/" since, "/b" until, with one part).
    direction: "past" or "future" where a word says so ("last", "next", "ago"), never from the tense; else "".
    part: "morning", "night", "early", "late", "mid", "earlier", "later" … or "".
    duration: it says how long. publication: it stands in the dateline and dates the report, not what it tells (and
    `sentence` is -1 where the dateline is no part of the text that is read).
    weekday: ISO weekday named beside a date ("Thursday, January 8") or within a week ("Monday of last week"); 0: none.
    clock: time of the day beside a day ("08:46", "09:00 GMT"), zone as written. parts: the ends of a range.
    governor: index of the noun or verb that it hangs on, -1 for none. tie: "modifier" (the governor's own: "Tuesday's
    raid"), "before" or "by" (an end: "before Friday"), else "".
    """

    span: Span
    kind: str
    value: str
    sentence: int
    unit: str = ""
    direction: str = ""
    part: str = ""
    duration: bool = False
    rule: str = ""
    publication: bool = False
    weekday: int = 0
    clock: str = ""
    parts: tuple[TimeMention, ...] = ()
    governor: int = -1
    tie: str = ""


@frozen
class RoleFiller:
    """A phrase that fills a role of an event. head: token index of its head. rule: how the grammar put it there."""

    span: Span
    head: int
    rule: str = ""


@frozen
class EventMention:
    """One report's description of one happening.

    trigger: the words that name it ("launched an attack on" → "launched … attack": span from first to last).
    trigger_token: index of the main trigger token.
    reciprocal: parties without direction (clashes, talks, deals): all in `actors`, none in `recipients`.
    places, times: spans of place phrases and indices into `Reading.times`, attached by grammar or by reach, best first.
    quantities: indices into `Reading.quantities`.
    statement: index of the innermost statement whose content holds the trigger, or None for the outlet's own voice.
    modality_holder: span of whoever's modality it is (who vows, fears, denies), if not the outlet.
    """

    trigger: Span
    trigger_token: int
    type: EventType
    modality: Modality
    sentence: int
    rule: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[RoleFiller, ...] = ()
    recipients: tuple[RoleFiller, ...] = ()
    reciprocal: bool = False
    instruments: tuple[Span, ...] = ()
    places: tuple[RoleFiller, ...] = ()
    times: tuple[int, ...] = ()
    quantities: tuple[int, ...] = ()
    statement: int | None = None
    modality_cue: Span | None = None
    modality_holder: Span | None = None
    certainty: Certainty = Certainty.CERTAIN
    name: Span | None = None  # "the May 3, 2024 peace agreement"


@frozen
class OfficeMention:
    """An office credited to someone: "Maltese Deputy Foreign Minister Anna Berg", "Lund, commander of the brigade".

    mention: index of the person's mention. office: span of the office phrase. qualifier: "former", "interim", "acting".
    """

    mention: int
    office: Span
    qualifier: Span | None = None
    body: Span | None = None
    rule: str = ""


@frozen
class SameAs:
    """The text itself says that two mentions are one: an acronym in brackets, "also known as", "formerly", apposition.

    left, right: spans. kind: "acronym", "also-known-as", "formerly", "apposition".
    """

    left: Span
    right: Span
    kind: str


@frozen
class TextFlag:
    """Something odd that extraction saw: kind is a `FlagKind` value, with a reason and a span."""

    kind: str
    reason: str
    span: Span | None = None
    other: Span | None = None


@frozen
class Reading:
    """All that extraction found in one report."""

    annotated: AnnotatedReport
    mentions: tuple[Mention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    offices: tuple[OfficeMention, ...] = ()
    same_as: tuple[SameAs, ...] = ()
    flags: tuple[TextFlag, ...] = ()
