"""The time of an event, chosen among those in reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.model import EventMention, Modality, Reading, Span, Time, TimeMention, TimePrecision, Token
from dateline.reference.events import event_lexicon
from dateline.resolution.anchors import anchors_of
from dateline.resolution.calendar import first_day, last_day, of_iso
from dateline.resolution.saying_times import time_of_speaking
from dateline.resolution.tense import tense_at
from dateline.resolution.time_bounds import (
    after_a_verb,
    by_the_lead,
    by_the_report,
    counted_from_event,
    days_in_a_row,
    is_perfect,
)

_CARRIES = (Modality.OCCURRED, Modality.ONGOING)
_BEHIND = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL, Modality.VERBAL)
_FURTHEST_CARRIED = 3  # sentences back
_OTHER_CLAUSES = ("ccomp", "xcomp", "parataxis")
_OTHER_MOMENTS = ("after", "before", "since", "until", "following")
_BEFORE_IT_WAS_SAID = (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL, Modality.DENIED)


def event_time(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """The time of an event: the best of its own expressions, else a bound or one carried over, marked so, else None.

    Its own: the first that resolves, best first; if none does, the first as it is, unknown with its reason. What is
    told as past is never dated after the report. The day on which somebody spoke of it is an end at most. Carried over
    only to what is told as news (never to what is recalled, planned or denied), from the rest of the sentence or from
    the sentence before in the same paragraph, when these name one time only.
    """
    mine = [i for i in event.times if _is_its_own(reading, event, i)]
    own = [_own(reading, event, i, _counted(reading, anchored, event, i)) for i in mine]
    known = next((t for t in own if t.start is not None or t.end is not None), None)
    if known is not None:
        return days_in_a_row(reading, event, known)
    said = _no_later_than_said(reading, anchored, event) or after_a_verb(reading, anchored, event)
    spoken = time_of_speaking(reading, anchored, event)
    if own:
        return said or spoken or own[0]
    return (
        _carried(reading, anchored, event, event.sentence, "the same sentence")
        or said
        or spoken
        or _carried_on(reading, anchored, event)
        or (by_the_lead(reading, anchored, event) if event.modality in _CARRIES else None)
        or by_the_report(reading, event)
    )


def _is_its_own(reading: Reading, event: EventMention, index: int) -> bool:
    mention = reading.times[index]
    if mention.publication or mention.rule.endswith(": row") or _anothers(reading, event, index):
        return False
    return not _follows_a_saying(reading, event, mention)


def _follows_a_saying(reading: Reading, event: EventMention, mention: TimeMention) -> bool:
    """ "said on Tuesday the truce had failed": the day of the saying, not of what is said."""
    if mention.governor < 0 or mention.tie or event.statement is None:
        return False
    governor = reading.annotated.tokens[mention.governor]
    told_after = governor.start < mention.span.start < event.trigger.start
    return told_after and governor.lemma in event_lexicon().groups["SAYING"]


def _counted(reading: Reading, anchored: Sequence[Time], event: EventMention, index: int) -> Time:
    """A time, or if it is counted from another event, the time that this makes."""
    mention = reading.times[index]
    if not mention.rule.endswith(": event"):
        return anchored[index]
    base = None
    if event.sentence and _taken_up(reading, event.sentence) & _event_words(reading, event.sentence - 1):
        base = _only_time(reading, anchored, event, event.sentence - 1)
    return counted_from_event(reading, anchored, mention, base) or anchored[index]


# -- its own --------------------------------------------------------------------------------------------------------


def _own(reading: Reading, event: EventMention, index: int, time: Time) -> Time:
    mention = reading.times[index]
    if mention.rule == "since" and time.start is not None and _names_the_day_of(reading, mention, event):
        time = replace(time, end=time.start, precision=of_iso(time.start).precision, reason=time.reason.split("; ")[0])
    if mention.tie in ("before", "by"):
        time = _until(time, mention)
    return _not_ahead(reading, event, mention, time)


def _anothers(reading: Reading, event: EventMention, index: int) -> bool:
    """Whether a time belongs to a noun that tells of another event ("a raid on a man tied to the May 3 bombing")."""
    mention = reading.times[index]
    if mention.tie != "modifier" or mention.governor < 0:
        return False
    tokens = reading.annotated.tokens
    noun = tokens[mention.governor]
    if event.trigger.start <= noun.start < event.trigger.end or _during(reading, noun):
        return False
    above = tokens[noun.head]
    above = tokens[above.head] if above.pos == "ADP" else above
    near = event.trigger.start <= above.start < event.trigger.end
    return not near and _names_an_event(noun)


def _names_an_event(noun: Token) -> bool:
    return noun.pos == "NOUN" and any(s.type is not None for s in event_lexicon().nouns.get(noun.lemma, ()))


def _names_the_day_of(reading: Reading, mention: TimeMention, event: EventMention) -> bool:
    """ "since Wednesday's raid", "since Wednesday, when troops stormed …": both were on that day."""
    tokens = reading.annotated.tokens
    if mention.tie == "modifier" and mention.governor >= 0:
        return event.trigger.start <= tokens[mention.governor].start < event.trigger.end
    verbs = [t for t in reading.annotated.tokens_in(event.trigger) if t.dep == "relcl"]
    return any(mention.span.start <= tokens[t.head].start < mention.span.end for t in verbs)


def _until(time: Time, mention: TimeMention) -> Time:
    """ "by Friday" ends with Friday, "before Friday" with the day before it."""
    end = time.end
    if mention.tie == "before":
        first = first_day(time.start)
        end = (first - timedelta(days=1)).isoformat() if first is not None and first.year > 1 else None
    if end is None:
        return replace(time, start=None, end=None, precision=TimePrecision.UNKNOWN, reason="an end, not its day")
    return replace(time, start=None, end=end, reason=f"no later than that; {time.reason}")


def _not_ahead(reading: Reading, event: EventMention, mention: TimeMention, time: Time) -> Time:
    """The time, unless it lies after the report and the event is told as past; a day of grace for other time zones."""
    first = first_day(time.start) if time.start is not None else last_day(time.end)
    if first is None or event.modality not in _BEHIND:
        return time
    anchor = anchors_of(reading).at(mention.span.start)
    if anchor.day is None:
        return time
    ahead = time.start is None or tense_at(reading.annotated, mention.span.start, mention.span.end) == "future"
    if first <= anchor.day + timedelta(days=0 if ahead else 1):
        return time
    reason = f"{time.start or time.end} is after {anchor.words}: not when it happened"
    return replace(time, start=None, end=None, precision=TimePrecision.UNKNOWN, reason=reason)


# -- the day it was said ----------------------------------------------------------------------------------------------


def _no_later_than_said(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """The end that the day of the saying sets to what is said to have happened; None if no such day is named."""
    statement = reading.statements[event.statement] if event.statement is not None else None
    if statement is None or statement.cue is None or event.modality not in _BEFORE_IT_WAS_SAID:
        return None
    for mention, time in zip(reading.times, anchored, strict=True):
        if mention.sentence != statement.sentence or mention.governor < 0 or mention.publication or mention.tie:
            continue
        if (
            _hangs_on(reading, mention.governor, statement.cue)
            and time.end is not None
            and time.precision in (TimePrecision.DAY, TimePrecision.DAYS)
        ):
            quote = time.evidence[0].quote
            reason = f"no later than {quote!r}, when it was said; {time.reason}"
            return _not_ahead(reading, event, mention, replace(time, start=None, reason=reason))
    return None


def _hangs_on(reading: Reading, index: int, cue: Span) -> bool:
    """Whether a verb or noun is the cue, or the occasion of it ("said in a statement on Sunday")."""
    for token in (reading.annotated.tokens[index], *reading.annotated.ancestors(index)):
        if cue.start <= token.start < cue.end:
            return True
        if token.dep not in ("pobj", "prep", "dobj", "agent"):
            return False
    return False


# -- carried over -----------------------------------------------------------------------------------------------------


def _carried(reading: Reading, anchored: Sequence[Time], event: EventMention, sentence: int, words: str) -> Time | None:
    before = event.statement is None and is_perfect(reading, event, "had")
    if event.modality not in (_BEHIND if before else _CARRIES) or is_perfect(reading, event, "have"):
        return None
    time = _only_time(reading, anchored, event, sentence)
    if time is None:
        return None
    quote = time.evidence[0].quote
    if before:  # "troops came on Tuesday; rebels had shelled it"
        return replace(time, start=None, reason=f"no later than {quote!r} in {words}; {time.reason}")
    return replace(time, reason=f"a guess, carried over from {words}: {quote!r}; {time.reason}")


def _carried_on(reading: Reading, anchored: Sequence[Time], event: EventMention) -> Time | None:
    """From the nearest sentence before that names a day: of the same paragraph, or one that the event's takes up.

    Not to what holds in general ("he leads attacks in the area").
    """
    sentences, trigger = reading.annotated.sentences, reading.annotated.tokens[event.trigger_token]
    if event.modality not in _BEHIND or (trigger.tag in ("VBZ", "VBP") and not sentences[event.sentence].headline):
        return None
    for sentence in range(event.sentence - 1, max(-1, event.sentence - 1 - _FURTHEST_CARRIED), -1):
        same_paragraph = sentences[sentence].block == sentences[event.sentence].block
        if same_paragraph or _taken_up(reading, event.sentence) & _event_nouns(reading, sentence):
            back = event.sentence - sentence
            words = "the sentence before" if back == 1 else f"{back} sentences before"
            time = _carried(reading, anchored, event, sentence, words)
            if time is not None:
                return time
        if _names_a_day(reading, anchored, sentence):
            return None
    return None


def _taken_up(reading: Reading, sentence: int) -> frozenset[str]:
    """The nouns of events that a sentence speaks of as known ("during the raid")."""
    found = reading.annotated.sentence_tokens(sentence)
    return frozenset(
        t.lemma
        for t in found
        if _names_an_event(t)
        and any(d.lower in ("the", "this", "that") for d in reading.annotated.children(t.index, "det"))
    )


def _event_words(reading: Reading, sentence: int) -> frozenset[str]:
    return frozenset(t.lemma for t in reading.annotated.sentence_tokens(sentence) if t.pos in ("NOUN", "VERB"))


def _event_nouns(reading: Reading, sentence: int) -> frozenset[str]:
    return frozenset(t.lemma for t in reading.annotated.sentence_tokens(sentence) if t.pos == "NOUN")


def _names_a_day(reading: Reading, anchored: Sequence[Time], sentence: int) -> bool:
    return any(
        mention.sentence == sentence
        and not mention.publication
        and time.precision in (TimePrecision.DAY, TimePrecision.DAYS)
        for mention, time in zip(reading.times, anchored, strict=True)
    )


def _only_time(reading: Reading, anchored: Sequence[Time], event: EventMention, sentence: int) -> Time | None:
    """The one time of day precision named in a sentence, on the same side of a quote as the event.

    Not the day of a saying, nor what belongs to a noun ("Tuesday's vote") or to what hangs on the event itself.
    """
    near = [
        _not_ahead(reading, event, mention, anchored[i])
        for i, mention in enumerate(reading.times)
        if mention.sentence == sentence
        and not mention.publication
        and anchored[i].start is not None
        and anchored[i].precision in (TimePrecision.DAY, TimePrecision.DAYS)
        and _inside_statement(reading, mention.span.start) == (event.statement is not None)
    ]
    if any(t.start is None for t in near) or len({(t.start, t.end) for t in near}) != 1:
        return None
    free = [m for m in reading.times if m.sentence == sentence and not m.publication and _is_free(reading, m, event)]
    return next((t for t in near if any(_quoted(t, m) for m in free)), None)


def _quoted(time: Time, mention: TimeMention) -> bool:
    return (time.evidence[0].start, time.evidence[0].end) == (mention.span.start, mention.span.end)


def _is_free(reading: Reading, mention: TimeMention, event: EventMention) -> bool:
    """Whether a time may date what else is told: no saying's, noun's or complement's own, no end, no hour."""
    hour = mention.kind == "clock" or (mention.kind == "anchored" and bool(mention.part))
    if hour or mention.rule in ("since", "until") or mention.governor < 0:
        return False
    tokens = reading.annotated.tokens
    governor = tokens[mention.governor]
    if mention.tie and not (mention.tie == "modifier" and _during(reading, governor)):
        return False
    if governor.lemma in event_lexicon().groups["SAYING"]:
        return False
    if any(s.cue is not None and s.cue.start <= governor.start < s.cue.end for s in reading.statements):
        return False
    for low, high in ((event.trigger_token, governor.index), (governor.index, event.trigger_token)):
        if any(t.index == high for t in reading.annotated.ancestors(low)):
            return _same_moment(reading, low, high)
    return True


def _same_moment(reading: Reading, low: int, high: int) -> bool:
    """Whether no complement, and nothing "after" or "before", stands between a word and one above it."""
    for token in (reading.annotated.tokens[low], *reading.annotated.ancestors(low)):
        if token.index == high:
            return True
        marks = reading.annotated.children(token.index, "mark", "advmod") if token.dep == "advcl" else (token,)
        if token.dep in _OTHER_CLAUSES or any(m.lower in _OTHER_MOMENTS for m in marks):
            return False
    return True


def _during(reading: Reading, noun: Token) -> bool:
    """ "during Friday's operation": the frame of what is told, where it is no event of its own."""
    preposition = reading.annotated.tokens[noun.head]
    framed = noun.dep == "pobj" and preposition.lower in ("during", "in", "amid")
    return framed and all(e.trigger_token != noun.index for e in reading.events)


def _inside_statement(reading: Reading, offset: int) -> bool:
    return any(part.start <= offset < part.end for s in reading.statements for part in s.content)
