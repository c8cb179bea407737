"""What a text says of an event's time short of the day: no later than, some hours after, the last of some days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.model import EventMention, Evidence, Modality, Reading, Span, Time, TimeMention, TimePrecision, Token
from dateline.reference.events import event_lexicon
from dateline.resolution.anchors import anchors_of
from dateline.resolution.calendar import first_day, last_day, shift_days

_DAYS = (TimePrecision.DAY, TimePrecision.DAYS)
_HAPPENED = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)
_UNDER_A_VERB = ("advcl", "pcomp", "prep", "conj")
_NOUNS = ("NOUN", "PROPN")
_NAMED_IN_BOTH = 2  # words of a headline that the first sentence repeats
_HOURS = {"hour": 1.0, "minute": 0.0, "day": 24.0, "week": 168.0, "fortnight": 336.0}


def after_a_verb(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """ "On Thursday the army shelled the town after ordering people out": the order was no later than Thursday."""
    for verb in _before_which(reading, event):
        for time in _on(reading, anchored, verb):
            if time.end is not None:
                words = f"no later than {time.evidence[0].quote!r}, before {verb.text!r}"
                return replace(time, start=None, reason=f"{words}; {time.reason}")
    return None


def _before_which(reading: Reading, event: EventMention) -> Iterator[Token]:
    """The verbs that a trigger stands under "after": "shelled … after ordering", "after police had raided"."""
    tokens = reading.annotated.tokens
    token, after = tokens[event.trigger_token], False
    while token.dep in _UNDER_A_VERB and token.head != token.index:
        marks = (token, *reading.annotated.children(token.index, "mark")) if token.dep != "conj" else ()
        after = after or any(m.lower == "after" for m in marks)
        token = tokens[token.head]
        if after and token.pos == "VERB":
            yield token


def _on(reading: Reading, anchored: Sequence[Time], verb: Token) -> Iterator[Time]:
    """The days that hang on a verb itself."""
    for mention, time in zip(reading.times, anchored, strict=True):
        if mention.governor == verb.index and not mention.tie and not mention.duration and time.precision in _DAYS:
            yield time


# -- by the tense -----------------------------------------------------------------------------------------------------


def is_perfect(reading: Reading, event: EventMention, helper: str) -> bool:
    """Whether the trigger's verb is in the present ("have") or the past perfect ("had"), as finite as that."""
    token = reading.annotated.tokens[event.trigger_token]
    helpers = {t.lower for t in reading.annotated.children(token.index, "aux", "auxpass")}
    forms = ("had", "'d", "’d") if helper == "had" else ("have", "has", "'ve", "’ve")
    other = {"will", "would", "may", "might", "could", "must", "should", "to", "having", "can"}
    return token.tag == "VBN" and not helpers.isdisjoint(forms) and helpers.isdisjoint(other)


def by_the_report(reading: Reading, event: EventMention) -> Time | None:
    """ "The rebels have left": on a day that is not said, no later than the report's own."""
    if event.modality not in _HAPPENED or not is_perfect(reading, event, "have"):
        return None
    anchor = anchors_of(reading).at(event.trigger.start)
    if anchor.day is None:
        return None
    annotated = reading.annotated
    verb = annotated.tokens[event.trigger_token]
    span = Span(min(t.start for t in annotated.children(verb.index, "aux", "auxpass")), verb.end)
    quote = span.of(annotated.report.text)
    reason = f"no later than {anchor.words}, from which {quote!r} looks back; the day is not said"
    evidence = (Evidence(annotated.report.id, span.start, span.end, quote),)
    return Time(None, anchor.day.isoformat(), TimePrecision.DAY, reason, evidence)


# -- a headline -------------------------------------------------------------------------------------------------------


def by_the_lead(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """What a headline tells was, as a guess, on the day of the first sentence's main verb, where both name the same."""
    annotated = reading.annotated
    if not annotated.sentences[event.sentence].headline:
        return None
    lead = next((s for s in annotated.sentences if s.index > event.sentence and _has_a_verb(reading, s.index)), None)
    if lead is None or len(_names(reading, event.sentence) & _names(reading, lead.index)) < _NAMED_IN_BOTH:
        return None
    root = next((t for t in annotated.sentence_tokens(lead.index) if t.dep == "ROOT" and t.tag == "VBD"), None)
    root = root or next((t for t in annotated.sentence_tokens(lead.index) if t.dep == "ROOT" and t.tag == "VBN"), None)
    if root is not None and event.modality is not Modality.VERBAL and _credits(reading, root):
        told = _after_the_telling(reading, anchored, root)
        return told or next((_no_later(_of_lead(time)) for time in _on(reading, anchored, root)), None)
    if root is None or root.lemma in event_lexicon().groups["SAYING"]:
        return _after_the_telling(reading, anchored, root)
    return next((_of_lead(time) for time in _on(reading, anchored, root)), None)


def _credits(reading: Reading, verb: Token) -> bool:
    """ "On Tuesday X accused Y of ramming a boat": the day is that of the accusing."""
    return any(s.cue is not None and s.cue.overlaps(verb.span) for s in reading.statements)


def _after_the_telling(reading: Reading, anchored: Sequence[Time], root: Token | None) -> Time | None:
    """ "Ten men were freed on Friday, officials said": what is said is the lead where it comes first."""
    told = () if root is None else reading.annotated.children(root.index, "ccomp")
    found = (_of_lead(t) for verb in told if root and verb.index < root.index for t in _on(reading, anchored, verb))
    return next(found, None)


def _no_later(time: Time) -> Time:
    return replace(time, start=None, reason=f"{time.reason}; no later than it was spoken of")


def _of_lead(time: Time) -> Time:
    quote = time.evidence[0].quote
    return replace(time, reason=f"a guess: on {quote!r}, as the sentence below the headline tells; {time.reason}")


def _has_a_verb(reading: Reading, sentence: int) -> bool:
    tokens, whole = reading.annotated.sentence_tokens(sentence), reading.annotated.sentences[sentence]
    return not whole.headline and any(t.tag in ("VBD", "VBZ", "VBP") for t in tokens)


def _names(reading: Reading, sentence: int) -> frozenset[str]:
    tokens = reading.annotated.sentence_tokens(sentence)
    return frozenset(t.lemma.lower() for t in tokens if t.pos in (*_NOUNS, "ADJ") and t.dep != "npadvmod")


# -- counted from another event ---------------------------------------------------------------------------------------


def counted_from_event(
    reading: Reading, anchored: Sequence[Time], mention: TimeMention, carried: Time | None
) -> Time | None:
    """ "Two days after Monday's attack", "hours after the attack": from the day beside the noun, or from `carried`.

    carried: the day of what the sentence before tells, where it tells of the same thing; what rests on it is a guess.
    """
    noun = _counted_from(reading, mention)
    if noun is None or (not mention.value and mention.unit not in ("hour", "minute")):
        return None
    own = next(
        (t for m, t in zip(reading.times, anchored, strict=True) if m.governor == noun.index and t.precision in _DAYS),
        None,
    )
    base = own or carried
    if base is None or first_day(base.start) is None or last_day(base.end) is None:
        return None
    moved = _moved(base, mention)
    if moved is None:
        return None
    quote = base.evidence[0].quote
    words = f"counted from {quote!r}, the day of {noun.text!r}"
    if own is None:
        words = f"a guess, counted from {quote!r}, on which the text before tells of {noun.text!r}"
    return replace(moved, reason=f"{words}; {base.reason}")


def _counted_from(reading: Reading, mention: TimeMention) -> Token | None:
    """The noun after "two days after", on the far side of the expression."""
    inside = reading.annotated.tokens_in(mention.span)
    for token in inside:
        for below in reading.annotated.children(token.index, "pobj"):
            if below.start >= mention.span.end and below.pos in _NOUNS:
                return below
    return None


def _moved(base: Time, mention: TimeMention) -> Time | None:
    first, last = first_day(base.start), last_day(base.end)
    if first is None or last is None or mention.unit not in _HOURS:
        return None
    if mention.value:
        by = (int(int(mention.value) * _HOURS[mention.unit] / 24),) * 2
    else:
        by = (0, int(mention.unit == "hour"))  # "hours after": that day or the next
    first, last = shift_days(first, by[0]), shift_days(last, by[1])
    if first is None or last is None:
        return None
    precision = TimePrecision.DAY if first == last else TimePrecision.DAYS
    return Time(first.isoformat(), last.isoformat(), precision, "", base.evidence)


# -- the last of some days --------------------------------------------------------------------------------------------


def days_in_a_row(reading: Reading, event: EventMention, time: Time) -> Time:
    """ "for a third day on Wednesday": from Monday to Wednesday; any other time as it is."""
    day = first_day(time.start)
    rows = (m for i, m in enumerate(reading.times) if i in event.times and m.rule.endswith(": row"))
    row = next((m for m in rows if m.governor in _own(reading, event)), None)
    if row is None or day is None or time.precision is not TimePrecision.DAY or time.start != time.end:
        return time
    first = day - timedelta(days=int(row.value) - 1)
    words = row.span.of(reading.annotated.report.matching)
    return replace(
        time, start=first.isoformat(), precision=TimePrecision.DAYS, reason=f"{words!r}, the last of them {time.reason}"
    )


def _own(reading: Reading, event: EventMention) -> frozenset[int]:
    return frozenset({event.trigger_token, *(t.index for t in reading.annotated.tokens_in(event.trigger))})
