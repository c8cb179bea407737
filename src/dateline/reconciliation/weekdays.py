"""The weekday of an undated report, seen from the dated reports that tell of the same event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Modality, Time, TimePrecision
from dateline.reconciliation.nodes import Node, iso_day
from dateline.reference.times import time_words

_HAPPENED = (Modality.OCCURRED, Modality.ONGOING, Modality.VERBAL)
_WORD = re.compile(r"[^\W\d_]+")


def weekday_of(nodes: Sequence[Node]) -> Time | None:
    """The latest such weekday up to the day of each dated report; None where reports or weekdays do not agree.

    A guess, since it rests on the reports telling of one event, and on the undated one being no older than a week.
    """
    told = [n for n in nodes if n.claim.modality in _HAPPENED]
    open_ = [(n, day) for n in told if n.news_day is None and (day := _named(n)) is not None]
    news = {n.news_day for n in told if n.news_day is not None}
    days = {at - (at - day) % 7 for at in news for _, day in open_}
    if len(days) != 1:
        return None
    node, at = open_[0][0], days.pop()
    evidence = node.claim.time.evidence if node.claim.time is not None else ()
    seen_from = " and ".join(iso_day(n) for n in sorted(news))
    quote = evidence[0].quote if evidence else ""
    reason = f"a guess: {quote!r} of an undated report, seen from {seen_from}, when others told of the same event"
    return Time(iso_day(at), iso_day(at), TimePrecision.DAY, reason, evidence)


def _named(node: Node) -> int | None:
    """The one weekday that a claim's unknown time names, as the remainder by 7 of its ordinals; else None."""
    time = node.claim.time
    if time is None or time.start is not None or time.end is not None or not time.evidence:
        return None
    words = (time_words().get(w.lower()) for w in _WORD.findall(time.evidence[0].quote))
    days = {int(w.value) for w in words if w is not None and w.kind == "weekday"}
    return days.pop() % 7 if len(days) == 1 else None
