"""Any decisions, in any order, taken back in any order: the record is as if they were never made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from scenario import HARGEISA, LVIV, ODESA, Told, day, harm

from dateline.model import (
    Anchor,
    Decision,
    DecisionKind,
    EventType,
    ReportClaims,
    RulingStatus,
    Subject,
    with_id,
)
from dateline.reconciliation import reconcile

FIRST = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
VALUES = (
    *({"killed": text} for text in ("", "3", "3-5", "9+", "lots", "9" * 40)),
    *({"start": text} for text in ("", "2026-02-01", "2026-02", "2026-02-30", "9999")),
    *({"end": text} for text in ("", "2026-02-01", "2026-02-09", "0001")),
    {"start": "2026-02-01", "end": "2026-02-04", "injured": "2"},
    *({"place": text} for text in ("", "geonames:702550", "Depot 7 | 9.5 | 44.1 | SOM", "nowhere:1")),
    *({"actors": text} for text in ("", "Rebels", "Somali army; Rebels")),
    *({"type": text} for text in ("ASSAULT", "PROTEST", "WAR")),
    *({"modality": text} for text in ("planned", "denied", "conditional")),
    {"colour": "red"},
    {},
)
REJECTED = ({}, {}, {"killed": ""}, {"start": ""}, {"time": ""}, {"place": "", "mode": ""}, {"type": ""})


def reports() -> list[ReportClaims]:
    """Six texts; of two pages there is a later one, of which one is changed."""
    made = []
    for name, page, at, place, killed in (
        ("a", "one", "2026-02-03T08:00", HARGEISA, 4),
        ("b", "one", "2026-02-03T18:00", HARGEISA, 4),
        ("c", "two", "2026-02-03", LVIV, 7),
        ("d", "two", "2026-02-04", ODESA, 9),
        ("e", "three", "2026-02-03", HARGEISA, 4),
        ("f", "four", "2026-02-04", LVIV, 7),
    ):
        told = Told(name, f"The {page} Post", at)
        army = told.who("Somali army", "SOM", "MIL")
        told.says(
            f"On {page} the army shelled the market.",
            actors=(army,),
            place=place,
            time=day("2026-02-02"),
            harms=(harm("killed", killed),),
        )
        who = told.who("Amina Warsame", kind="person")
        told.says(f"Crowds marched on {page} after that.", EventType.PROTEST, actors=(who,), place=place)
        made.append(replace(told.made(), address=f"https://{page}.example/story"))
    return made


READINGS = reports()
CLAIMS = [
    Anchor(c.report, c.trigger.start, c.trigger.end, c.trigger.quote, c.type.value) for r in READINGS for c in r.claims
]
MARKED = [Anchor(a.report, a.start, a.end, a.quote) for a in CLAIMS]
PEOPLE = [Anchor(r.report, name=name) for r in READINGS for name in ("Amina Warsame", "Somali army")]
REPORTS = [Anchor(r.report) for r in READINGS]

some_claims = st.lists(st.sampled_from([*CLAIMS, Anchor("z", 0, 3, "gone", "ASSAULT")]), min_size=1, max_size=3)
one_of_claims = st.sampled_from(CLAIMS).map(lambda anchor: [anchor])
nothing = st.just(list[Anchor]())


def _some(
    kind: DecisionKind,
    subject: Subject,
    targets: st.SearchStrategy[list[Anchor]],
    others: st.SearchStrategy[list[Anchor]] = nothing,
    values: Sequence[dict[str, str]] = ({},),
) -> st.SearchStrategy[Decision]:
    return st.builds(
        lambda ours, theirs, given_, minute, who: with_id(
            Decision(
                "",
                kind,
                subject,
                tuple(ours),
                who,
                (FIRST + dt.timedelta(minutes=minute)).isoformat(),
                "looked at it",
                tuple(theirs),
                tuple(given_.items()),
            )
        ),
        targets,
        others,
        st.sampled_from(values),
        st.integers(0, 30),
        st.sampled_from(["Ada", "Ben"]),
    )


some_people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3)
some_reports = st.lists(st.sampled_from(REPORTS), min_size=1, max_size=2)
added = ({"type": "ASSAULT", "killed": "2"}, {"type": "AID"}, {"killed": "2"})
kind = DecisionKind
decisions = st.one_of(
    _some(kind.SAME, Subject.EVENT, some_claims),
    _some(kind.DIFFERENT, Subject.EVENT, some_claims, some_claims),
    _some(kind.REJECT, Subject.CLAIM, some_claims, values=REJECTED),
    _some(kind.CORRECT, Subject.CLAIM, one_of_claims, values=VALUES),
    _some(kind.CONFIRM, Subject.CLAIM, some_claims),
    _some(kind.NOTE, Subject.CLAIM, some_claims),
    _some(kind.ADD, Subject.CLAIM, st.sampled_from(MARKED).map(lambda anchor: [anchor]), values=added),
    _some(kind.SAME, Subject.ENTITY, some_people),
    _some(kind.DIFFERENT, Subject.ENTITY, some_people, some_people),
    _some(kind.SAME, Subject.REPORT, some_reports, some_reports),
    _some(kind.DIFFERENT, Subject.REPORT, some_reports, some_reports),
    _some(kind.REJECT, Subject.REPORT, some_reports),
    _some(kind.CONFIRM, Subject.REPORT, some_reports),
)
several = st.lists(decisions, min_size=1, max_size=8, unique_by=lambda d: d.id)


def undoing(decision: Decision, minute: int) -> Decision:
    made = (FIRST + dt.timedelta(days=1, minutes=minute)).isoformat()
    return with_id(Decision("", kind.WITHDRAW, Subject.DECISION, (), "Cleo", made, "", of=decision.id))


@settings(max_examples=60, deadline=None)
@given(made=several, chance=st.randoms(use_true_random=False))
def test_all_taken_back_in_any_order_is_as_if_never_made(made: list[Decision], chance: object) -> None:
    order = list(made)
    chance.shuffle(order)  # type: ignore[attr-defined]
    log = [*made, *(undoing(decision, minute) for minute, decision in enumerate(order))]
    chance.shuffle(log)  # type: ignore[attr-defined]
    result = reconcile(READINGS, log)
    assert {r.status for r in result.rulings if r.decision.kind is not kind.WITHDRAW} == {RulingStatus.WITHDRAWN}
    assert replace(result, rulings=()) == reconcile(READINGS)


@settings(max_examples=60, deadline=None)
@given(made=several, chance=st.randoms(use_true_random=False))
def test_in_whatever_order_they_come_the_export_is_the_same(made: list[Decision], chance: object) -> None:
    log = list(made)
    texts = list(READINGS)
    wanted = reconcile(texts, log)
    chance.shuffle(log)  # type: ignore[attr-defined]
    chance.shuffle(texts)  # type: ignore[attr-defined]
    assert reconcile(texts, [*log, *log[:2]]) == wanted
    assert len(wanted.rulings) == len(made)


@settings(max_examples=60, deadline=None)
@given(made=several)
def test_what_does_not_stand_changes_nothing(made: list[Decision]) -> None:
    """The record is that of the decisions that stand alone, but for those that a later one has overruled in part."""
    result = reconcile(READINGS, made)
    standing = [r.decision for r in result.rulings if r.stands]
    assert replace(reconcile(READINGS, standing), rulings=()) == replace(result, rulings=())
