"""Which day an event gets from its sentence: its own, never the day it was spoken of, nor another noun's day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Time
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]
MONDAY = "2025-07-28"

# text, word of the trigger, (start, end)
OWN = [
    ("On Friday troops entered the town and shelled the market.", "shelled", ("2025-07-25", "2025-07-25")),
    ("Five soldiers were killed in Wednesday's attack on the base.", "attack", ("2025-07-23", "2025-07-23")),
    ("The president condemned Wednesday's attack on the base.", "attack", ("2025-07-23", "2025-07-23")),
    ("The president condemned Wednesday's attack on the base.", "condemned", (None, None)),
    ("An airstrike that killed five civilians on Saturday hit a school.", "airstrike", ("2025-07-26", "2025-07-26")),
    ("Police began on Sunday to arrest protesters in Tunis.", "arrest", ("2025-07-27", "2025-07-27")),
    ("Rebels attacked the base after the army shelled a village on Tuesday.", "attacked", (None, None)),
    ("Rebels attacked the base before government troops arrived on Saturday.", "attacked", (None, None)),
    ("The envoy urged both sides on Friday to stop the shelling.", "urged", ("2025-07-25", "2025-07-25")),
    ("The president visited the base on Sunday, days after a missile strike on it.", "strike", (None, None)),
]
AHEAD = [
    ("The defence minister meets his Malaysian counterpart on Aug 4.", "meets", (None, None)),
    ("Thailand and Cambodia hold talks in Hanoi on Aug. 4.", "talks", (None, None)),
    ("The army ordered residents to leave the town before Friday.", "ordered", (None, None)),
    ("The talks will be held on August 4, officials said.", "talks", ("2025-08-04", "2025-08-04")),
    ("The army shelled the village on July 29, residents said.", "shelled", ("2025-07-29", "2025-07-29")),
]
ENDS = [
    ("Troops seized the bridge by Saturday.", "seized", (None, "2025-07-26")),
    ("Troops seized the bridge before Saturday.", "seized", (None, "2025-07-25")),
    ("Protesters blocked the road until Saturday.", "blocked", (None, "2025-07-26")),
]
SAID = [
    ("The ministry on Thursday denied that its forces had shelled the hospital.", "shelled", (None, "2025-07-24")),
    ("Gunmen attacked the village of Korla, the governor said on Sunday.", "attacked", (None, "2025-07-27")),
    ("The observatory said on March 12 that gunmen had killed 40 villagers.", "killed", (None, "2025-03-12")),
    ("The agency reported earlier on Sunday that the army had shelled the area.", "shelled", (None, "2025-07-27")),
    ("In a statement on Sunday, the army said it had shelled rebel positions.", "shelled", (None, "2025-07-27")),
    ("The minister said on Wednesday that troops kept to the pact signed in Amman.", "pact", (None, "2025-07-23")),
    ("The rebels freed ten prisoners on Friday, the mayor said on Saturday.", "freed", ("2025-07-25", "2025-07-25")),
    ("Rebels had shelled the port on Saturday, the mayor said on Sunday.", "shelled", ("2025-07-26", "2025-07-26")),
]
OF_ANOTHER = [
    ("Thousands of people have fled the town since Wednesday's shelling.", "shelling", ("2025-07-23", "2025-07-23")),
    ("Fighting has raged since January, when a truce signed in Geneva collapsed.", "truce", (None, None)),
    ("Fighting has raged since January, when a truce signed in Geneva fell.", "Fighting", ("2025-01", "2025-07")),
    ("Troops attacked a post in Homs, violating the March 12 agreement.", "attacked", (None, None)),
    ("Troops attacked a post in Homs, violating the March 12 agreement.", "agreement", ("2025-03-12", "2025-03-12")),
    ("On Friday, when gunmen stormed the camp, guards fled.", "stormed", ("2025-07-25", "2025-07-25")),
    (
        "Clashes left ten men dead, a spokesman said on Saturday, as media told of fighting that began in the morning.",
        "Clashes",
        (None, "2025-07-26"),
    ),
]
LENGTHS = [
    ("The two sides met on Saturday, after 20 days of clashes.", "met", ("2025-07-26", "2025-07-26")),
    ("Rebels shelled the town after about 20 days of clashes.", "shelled", (None, None)),
    ("It was the first attack on the town in three weeks.", "attack", (None, None)),
]


def time_of(annotate: Annotate, text: str, word: str) -> Time | None:
    """The time of the first claim whose trigger holds a word."""
    claims = resolve(extract(annotate(text, published=MONDAY))).claims
    return next(c.time for c in claims if word in c.trigger.quote.split())


@pytest.mark.parametrize(("text", "word", "expected"), [*OWN, *AHEAD, *ENDS, *SAID, *OF_ANOTHER, *LENGTHS])
def test_the_day_of_an_event(annotate: Annotate, text: str, word: str, expected: tuple[str | None, str | None]) -> None:
    time = time_of(annotate, text, word)
    assert ((time.start, time.end) if time else (None, None)) == expected


def test_a_day_ahead_is_dropped_with_a_reason(annotate: Annotate) -> None:
    time = time_of(annotate, "The defence minister meets his Malaysian counterpart on Aug 4.", "meets")
    assert time is not None
    assert time.reason == "2025-08-04 is after 2025-07-28, the publication date: not when it happened"


def test_the_day_of_the_saying_is_an_end_and_says_so(annotate: Annotate) -> None:
    time = time_of(annotate, "Gunmen attacked the village of Korla, the governor said on Sunday.", "attacked")
    assert time is not None
    assert time.reason.startswith("no later than 'Sunday', when it was said")
    assert time.evidence[0].quote == "Sunday"
