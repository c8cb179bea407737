"""What people decide stands: it enters the record, holds on every rerun, and can be taken back."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count

import pytest
from scenario import HARGEISA, LVIV, Told, day, harm

from dateline.model import (
    Anchor,
    Claim,
    Decision,
    DecisionKind,
    Detail,
    Entity,
    EntityKind,
    Event,
    EventType,
    Evidence,
    FlagKind,
    Modality,
    Reconciliation,
    ReportClaims,
    RulingStatus,
    Subject,
    with_id,
)
from dateline.reconciliation import reconcile
from dateline.reconciliation.anchors import entity_at
from dateline.reconciliation.rulings import rule

SAME, DIFFERENT, REJECT, CORRECT = (
    DecisionKind.SAME,
    DecisionKind.DIFFERENT,
    DecisionKind.REJECT,
    DecisionKind.CORRECT,
)
MINUTE = count()


def at(claim: Claim) -> Anchor:
    return Anchor(claim.report, claim.trigger.start, claim.trigger.end, claim.trigger.quote, claim.type.value)


def decide(
    kind: DecisionKind,
    targets: list[Anchor],
    others: list[Anchor] | None = None,
    subject: Subject = Subject.EVENT,
    values: dict[str, str] | None = None,
    of: str = "",
    author: str = "Ada",
) -> Decision:
    """Each later than the one before."""
    made = f"2031-01-01T{next(MINUTE) // 60:02}:{next(MINUTE) % 60:02}:00Z"
    values_ = tuple((values or {}).items())
    return with_id(
        Decision("", kind, subject, tuple(targets), author, made, "looked at it", tuple(others or ()), values_, of)
    )


def shelling(name: str, outlet: str, published: str, place: object = HARGEISA, **kw: object) -> ReportClaims:
    told = Told(name, outlet, published)
    army = told.who("Somali army", "SOM", "MIL")
    fields = {"actors": (army,), "place": place, "time": day("2026-02-02")} | kw
    return told.says(f"{outlet}: soldiers shelled the market.", **fields).made()


def events(result: Reconciliation) -> list[set[str]]:
    return sorted((set(e.reports) for e in result.events), key=sorted)


def only(result: Reconciliation) -> Event:
    (event,) = result.events
    return event


def statuses(result: Reconciliation) -> list[RulingStatus]:
    return [r.status for r in result.rulings]


def test_two_events_that_a_person_says_are_one_are_one() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03", LVIV)
    assert events(reconcile([one, two])) == [{"a"}, {"b"}]
    merge = decide(SAME, [at(one.claims[0]), at(two.claims[0])])
    result = reconcile([one, two], [merge])
    assert events(result) == [{"a", "b"}]
    assert statuses(result) == [RulingStatus.APPLIED]
    assert ("event", "Ada", "same") in {(j.subject, j.author, j.decision) for j in result.judgements}
    assert "place" in {d.field for d in only(result).disputes}  # that both places cannot be right is now shown


def test_one_event_that_a_person_says_is_two_is_two_however_alike() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    assert events(reconcile([one, two])) == [{"a", "b"}]
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    assert events(reconcile([one, two], [split])) == [{"a"}, {"b"}]


def test_a_third_report_joins_the_one_that_it_fits_and_not_both() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03", LVIV)
    three = shelling("c", "Delta News", "2026-02-03", LVIV)
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    assert events(reconcile([one, two, three], [split])) == [{"a"}, {"b", "c"}]


def test_two_claims_of_one_report_can_be_told_apart() -> None:
    told = Told("a", "Coast Post", "2026-02-03")
    army = told.who("Somali army", "SOM", "MIL")
    for sentence in ("Soldiers shelled the market.", "Soldiers shelled the market again."):
        told.says(sentence, actors=(army,), place=HARGEISA, time=day("2026-02-02"))
    report = told.made()
    assert len(reconcile([report]).events) == 1
    split = decide(DIFFERENT, [at(report.claims[0])], [at(report.claims[1])])
    assert len(reconcile([report], [split]).events) == 2


def test_a_decision_taken_back_is_kept_and_counts_no_more() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    back = decide(DecisionKind.WITHDRAW, [], subject=Subject.DECISION, of=split.id)
    result = reconcile([one, two], [split, back])
    assert events(result) == [{"a", "b"}]
    assert statuses(result) == [RulingStatus.WITHDRAWN, RulingStatus.APPLIED]
    again = decide(DecisionKind.WITHDRAW, [], subject=Subject.DECISION, of=back.id)
    assert events(reconcile([one, two], [split, back, again])) == [{"a"}, {"b"}]


def test_of_two_that_contradict_each_other_the_later_stands_and_the_other_is_shown() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])], author="Ada")
    merge = decide(SAME, [at(one.claims[0]), at(two.claims[0])], author="Ben")
    result = reconcile([one, two], [split, merge])
    assert events(result) == [{"a", "b"}]
    assert [(r.status, r.by) for r in result.rulings] == [
        (RulingStatus.OVERRULED, merge.id),
        (RulingStatus.APPLIED, ""),
    ]


def test_one_and_one_and_not_the_third() -> None:
    """a is b, and b is not c: so a is not c, though nobody says so."""
    readings = [shelling(n, f"{n} Post", "2026-02-03") for n in "abc"]
    a, b, c = (at(r.claims[0]) for r in readings)
    decisions = [decide(SAME, [a, b]), decide(DIFFERENT, [b], [c])]
    assert events(reconcile(readings, decisions)) == [{"a", "b"}, {"c"}]
    against = decide(SAME, [a, c])
    result = reconcile(readings, [*decisions, against])
    assert result.rulings[2].status is RulingStatus.APPLIED  # the latest stands
    assert RulingStatus.OVERRULED in statuses(result)


def test_a_rejected_claim_is_in_no_event() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    result = reconcile([one, two], [decide(REJECT, [at(one.claims[0])], subject=Subject.CLAIM)])
    assert events(result) == [{"b"}]


def test_what_a_sentence_tells_beside_a_rejected_claim_stays() -> None:
    told = Told("a", "Coast Post", "2026-02-03")
    army = told.who("Somali army", "SOM", "MIL")
    told.says("Soldiers shelled the market and arrested a trader.", actors=(army,), place=HARGEISA)
    (shelled,) = told.claims
    told.claims.append(replace(shelled, id="c2", type=EventType.COERCE))
    told.says("Later they left.", EventType.RETREAT, actors=(army,))
    of = shelled.sentence
    detail = Detail("d1", "a", "unit", "a brigade", of, of, shelled.chain)
    report = replace(told.made(), details=(detail,))
    one, other = (decide(REJECT, [at(c)], subject=Subject.CLAIM) for c in report.claims[:2])
    assert rule([report], [one]).readings[0].details == (detail,)
    assert rule([report], [one, other]).readings[0].details == ()


def test_a_withdrawn_value_leaves_the_claim() -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40), harm("injured", 7)))
    two = shelling("b", "Hill Times", "2026-02-03", harms=(harm("killed", 4),))
    assert "killed" in {d.field for d in only(reconcile([one, two])).disputes}
    gone = decide(REJECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": ""})
    event = only(reconcile([one, two], [gone]))
    assert {t.kind: (t.minimum, t.maximum) for t in event.tolls} == {"killed": (4, 4), "injured": (7, 7)}
    assert not event.disputes


def test_corrected_values_count_and_the_reading_stays() -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40),))
    values = {"killed": "3-5", "place": "geonames:702550", "start": "2026-02-01", "actors": "Snow Brigade"}
    result = reconcile([one], [decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values=values)])
    event = only(result)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Lviv", "UKR")
    assert "Ada" in event.place.reason
    assert event.time is not None
    assert (event.time.start, event.time.end) == ("2026-02-01", "2026-02-01")
    assert [a.name for a in event.actors] == ["Snow Brigade"]
    assert [(t.minimum, t.maximum) for t in event.tolls] == [(3, 5)]
    assert one.claims[0].harms[0].minimum == 40
    assert [c.harms[0].words for c in result.amended] == ["3-5"]


def test_each_field_goes_by_its_own_latest_decision() -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40),))
    here = [at(one.claims[0])]
    first = decide(CORRECT, here, subject=Subject.CLAIM, values={"killed": "5"})
    other = decide(CORRECT, here, subject=Subject.CLAIM, values={"start": "2026-02-01"})
    later = decide(CORRECT, here, subject=Subject.CLAIM, values={"killed": "6"}, author="Ben")
    result = reconcile([one], [first, other, later])
    assert [(t.minimum, t.maximum) for t in only(result).tolls] == [(6, 6)]
    assert statuses(result) == [RulingStatus.OVERRULED, RulingStatus.APPLIED, RulingStatus.APPLIED]


def test_a_field_that_a_later_decision_settles_takes_no_other_with_it() -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40),))
    here = [at(one.claims[0])]
    first = decide(CORRECT, here, subject=Subject.CLAIM, values={"killed": "5", "place": "geonames:702550"})
    later = decide(CORRECT, here, subject=Subject.CLAIM, values={"killed": "6"}, author="Ben")
    result = reconcile([one], [first, later])
    event = only(result)
    assert event.place is not None
    assert (event.place.name, event.tolls[0].minimum) == ("Lviv", 6)
    assert statuses(result) == [RulingStatus.APPLIED, RulingStatus.APPLIED]
    assert result.rulings[0].reason == f"killed: decision {later.id} says otherwise"


@pytest.mark.parametrize(
    ("decided", "wanted", "became"),
    [
        ([{"start": "2026-02-01"}, {"end": "2026-02-05"}], ("2026-02-01", "2026-02-05"), ["applied", "applied"]),
        ([{"end": "2026-02-05"}, {"start": "2026-02-01"}], ("2026-02-01", "2026-02-05"), ["applied", "applied"]),
        ([{"end": "2026-02-05"}, {"start": "2026-02-07"}], ("2026-02-07", "2026-02-07"), ["overruled", "applied"]),
        ([{"start": "2026-02-07"}, {"end": "2026-02-05"}], ("2026-02-02", "2026-02-05"), ["overruled", "applied"]),
        ([{"start": "2026-01-01"}, {"end": "2026-02-01"}], ("2026-01-01", "2026-02-01"), ["applied", "applied"]),
        ([{"start": "2026-02-07"}, {"end": "2026-02-01"}], ("2026-02-07", "2026-02-07"), ["applied", "not possible"]),
        ([{"end": "2026-02-01"}], ("2026-02-02", "2026-02-02"), ["not possible"]),
        ([{"start": "2026-02-01"}, {"start": "2026-02-03"}], ("2026-02-03", "2026-02-03"), ["overruled", "applied"]),
    ],
)
def test_a_start_and_an_end_make_one_time_whoever_gave_them(
    decided: list[dict[str, str]], wanted: tuple[str, str], became: list[str]
) -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    result = reconcile([one], [decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values=v) for v in decided])
    time = only(result).time
    assert time is not None
    assert (time.start, time.end) == wanted
    assert [status.value for status in statuses(result)] == became


def test_a_time_is_withdrawn_whole_and_given_anew() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    here = [at(one.claims[0])]
    gone = decide(REJECT, here, subject=Subject.CLAIM, values={"end": ""})
    assert only(reconcile([one], [gone])).time is None
    anew = decide(CORRECT, here, subject=Subject.CLAIM, values={"start": "2026-02-01"})
    time = only(reconcile([one], [gone, anew])).time
    assert time is not None
    assert (time.start, time.end) == ("2026-02-01", "2026-02-01")


def test_what_is_decided_of_one_claim_later_leaves_the_rest_of_its_event_rejected() -> None:
    readings = [shelling(n, f"{n} Post", "2026-02-03", harms=(harm("killed", 9),)) for n in "abc"]
    reject = decide(REJECT, [at(r.claims[0]) for r in readings], subject=Subject.CLAIM)
    correct = decide(CORRECT, [at(readings[1].claims[0])], subject=Subject.CLAIM, values={"killed": "4"})
    result = reconcile(readings, [reject, correct])
    assert events(result) == [{"b"}]
    assert [(t.minimum, t.maximum) for t in only(result).tolls] == [(4, 4)]
    assert statuses(result) == [RulingStatus.APPLIED, RulingStatus.APPLIED]
    assert result.rulings[0].reason == f"applied to 2 of 3 claims; decision {correct.id} says otherwise"
    assert [ref.report for ref in result.rulings[0].claims] == ["a", "c"]


def test_two_people_may_confirm_one_claim() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    both = [decide(DecisionKind.CONFIRM, [at(one.claims[0])], subject=Subject.CLAIM, author=who) for who in "AB"]
    assert statuses(reconcile([one], both)) == [RulingStatus.APPLIED, RulingStatus.APPLIED]


def test_the_later_is_the_later_instant_in_whatever_zone_it_is_written() -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40),))
    here = [at(one.claims[0])]
    made = {"5": "2031-01-01T11:00:00Z", "6": "2031-01-01T12:30:00+02:00", "7": "2031-01-01T11:00:01.5-00:30"}
    decided = [
        with_id(replace(decide(CORRECT, here, subject=Subject.CLAIM, values={"killed": killed}), made=at_))
        for killed, at_ in made.items()
    ]
    for some, stands in ((decided, 7), (decided[:2], 5), (decided[1:2], 6)):
        assert [t.minimum for t in only(reconcile([one], some)).tolls] == [stands]
    assert [r.decision.values[0][1] for r in reconcile([one], decided).rulings] == ["6", "5", "7"]


def test_what_is_confirmed_later_is_not_rejected() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    here = [at(one.claims[0])]
    reject = decide(REJECT, here, subject=Subject.CLAIM)
    confirm = decide(DecisionKind.CONFIRM, here, subject=Subject.CLAIM, author="Ben")
    assert events(reconcile([one], [reject, confirm])) == [{"a"}]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"killed": "many"}, "no figure"),
        ({"killed": "5-3"}, "below"),
        ({"killed": "9" * 13}, "no figure"),
        ({"killed": "9" * 5_000}, "no figure"),
        ({"killed": "٣"}, "no figure"),
        ({"start": "٢٠٢٦"}, "no day"),
        ({"place": "geonames:" + "9" * 30}, "not in the gazetteer"),
        ({"place": "geonames:²"}, "not in the gazetteer"),
        ({"place": "geonames:1"}, "not in the gazetteer"),
        ({"place": "Here | 99 | 0"}, "no globe"),
        ({"start": "2026-02-30"}, "no day"),
        ({"start": "2026-02-03", "end": "2026-02-01"}, "before the start"),
        ({"type": "WAR"}, "ASSAULT"),
        ({"colour": "red"}, "no field"),
        ({}, "no field"),
    ],
)
def test_a_value_that_cannot_be_is_listed_with_the_reason_and_harms_nothing(values: dict[str, str], words: str) -> None:
    one = shelling("a", "Coast Post", "2026-02-03", harms=(harm("killed", 40),))
    result = reconcile([one], [decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values=values)])
    assert statuses(result) == [RulingStatus.NOT_POSSIBLE]
    assert words in result.rulings[0].reason
    assert replace(result, rulings=()) == reconcile([one])


def test_a_decision_that_nobody_foresaw_is_listed_and_harms_nothing() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    odd = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": 3})  # type: ignore[dict-item]
    note = decide(DecisionKind.NOTE, [at(one.claims[0])], subject=Subject.CLAIM)
    result = reconcile([one], [odd, note])
    assert statuses(result) == [RulingStatus.NOT_POSSIBLE, RulingStatus.APPLIED]
    assert "cannot be applied" in result.rulings[0].reason


def test_a_claim_that_the_machine_missed_is_added_from_a_marked_span() -> None:
    told = Told("a", "Coast Post", "2026-02-03")
    words = "A depot went up in flames after drones came in."
    start = told.at
    told.text(words)
    report = told.made()
    span = Anchor("a", start, start + len(words), words)
    add = decide(
        DecisionKind.ADD,
        [span],
        subject=Subject.CLAIM,
        values={"type": "ASSAULT", "start": "2026-01-10", "place": "Depot 7 | 9.5 | 44.1 | SOM", "killed": "2+"},
    )
    other = shelling("b", "Hill Times", "2026-02-03")
    result = reconcile([report, other], [add])
    (event,) = [e for e in result.events if e.reports == ("a",)]
    assert (event.type, event.tolls[0].minimum, event.tolls[0].maximum) == (EventType.ASSAULT, 2, None)
    assert result.amended[0].sentence.quote == words
    assert result.amended[0].rule.startswith("added: by Ada")
    merge = decide(SAME, [Anchor("a", span.start, span.end, words, "ASSAULT"), at(other.claims[0])])
    assert events(reconcile([report, other], [add, merge])) == [{"a", "b"}]  # it can be spoken of like any other


@pytest.mark.parametrize(
    ("moved", "quote", "stands"),
    [
        (0, "A depot burned. Two guards died.", True),
        (0, "A depot burned.\nTwo guards died.", True),  # how the two sentences are parted is not known here
        (3, "depot burned", False),
        (0, "A depot burned! Two guards died.", False),
        (0, "Ninety guards were burned there.", False),
        (500, "A depot burned. Two guards died.", False),
    ],
)
def test_an_added_claim_rests_on_words_that_stand_there(moved: int, quote: str, stands: bool) -> None:
    told = Told("a", "Coast Post", "2026-02-03")
    told.text("The harbour was quiet.")
    start = told.at + moved
    told.text("A depot burned.").text("Two guards died.")
    span = Anchor("a", start, start + len(quote), quote)
    add = decide(DecisionKind.ADD, [span], subject=Subject.CLAIM, values={"type": "ASSAULT"})
    result = reconcile([told.made()], [add])
    assert bool(result.amended) is bool(result.events) is stands
    if not stands:
        assert statuses(result) == [RulingStatus.NOT_POSSIBLE]
        assert "does not stand" in result.rulings[0].reason


def test_a_decision_holds_when_a_report_is_read_again_and_its_claims_are_numbered_anew() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    again = replace(one, claims=tuple(replace(c, id="c77") for c in one.claims))
    assert events(reconcile([again, two], [split])) == [{"a"}, {"b"}]


def test_what_is_not_in_the_record_now_is_kept_and_listed() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    result = reconcile([one], [split])
    assert statuses(result) == [RulingStatus.NOT_FOUND]
    assert "report b" in result.rulings[0].reason
    assert events(reconcile([one, two], [split])) == [{"a"}, {"b"}]  # and counts as soon as it is


def test_a_plan_is_not_made_one_with_a_deed() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    two = shelling("b", "Hill Times", "2026-02-03", modality=Modality.PLANNED)
    result = reconcile([one, two], [decide(SAME, [at(one.claims[0]), at(two.claims[0])])])
    assert statuses(result) == [RulingStatus.NOT_POSSIBLE]
    assert "plan" in result.rulings[0].reason


def test_a_denial_is_put_where_a_person_says() -> None:
    one = shelling("a", "Coast Post", "2026-02-03")
    two = shelling("b", "Hill Times", "2026-02-03", LVIV, modality=Modality.DENIED)
    assert len(reconcile([one, two]).events) == 2
    result = reconcile([one, two], [decide(SAME, [at(one.claims[0]), at(two.claims[0])])])
    assert [d.field for d in only(result).disputes] == ["occurrence"]


def test_a_withdrawn_report_says_nothing_more() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    result = reconcile([one, two], [decide(REJECT, [Anchor("a")], subject=Subject.REPORT)])
    assert events(result) == [{"b"}]


def test_a_report_that_is_confirmed_later_is_not_withdrawn() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    reject = decide(REJECT, [Anchor("a")], subject=Subject.REPORT)
    confirm = decide(DecisionKind.CONFIRM, [Anchor("a")], subject=Subject.REPORT, author="Ben")
    result = reconcile([one, two], [reject, confirm])
    assert events(result) == [{"a", "b"}]
    assert [(r.status, r.by) for r in result.rulings] == [
        (RulingStatus.OVERRULED, confirm.id),
        (RulingStatus.APPLIED, ""),
    ]
    again = decide(REJECT, [Anchor("a")], subject=Subject.REPORT)
    result = reconcile([one, two], [reject, confirm, again])
    assert events(result) == [{"b"}]
    assert statuses(result) == [RulingStatus.APPLIED, RulingStatus.OVERRULED, RulingStatus.APPLIED]


def test_order_of_decisions_and_reports_is_of_no_consequence() -> None:
    readings = [shelling(n, f"{n} Post", "2026-02-03", harms=(harm("killed", 9),)) for n in "abcdef"]
    marks = [at(r.claims[0]) for r in readings]
    decisions = [
        decide(DIFFERENT, [marks[0]], [marks[1]]),
        decide(SAME, [marks[1], marks[2]]),
        decide(SAME, [marks[0], marks[2]], author="Ben"),
        decide(CORRECT, [marks[3]], subject=Subject.CLAIM, values={"killed": "4"}),
        decide(REJECT, [marks[4]], subject=Subject.CLAIM),
        decide(DIFFERENT, [marks[5]], marks[:5]),
    ]
    wanted = reconcile(readings, decisions)
    for seed in range(10):
        chance = random.Random(seed)
        assert reconcile(chance.sample(readings, 6), chance.sample(decisions, 6)) == wanted


def test_the_same_decision_twice_is_one() -> None:
    one, two = shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    assert len(reconcile([one, two], [split, split]).rulings) == 1


# -- people ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SAME, DIFFERENT])
def test_people_are_joined_and_held_apart(kind: DecisionKind, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.reconciliation.entities import join_entities

    monkeypatch.setattr("dateline.reconciliation.join_entities", join_entities)
    name = "Anna Berg" if kind is DIFFERENT else "Halima Noor Farah"
    readings = []
    for report, who in (("a", "Anna Berg"), ("b", name)):
        told = Told(report, f"{report} Post", "2026-02-03")
        told.says("A woman spoke.", EventType.CONSULT, actors=(told.who(who, kind="person"),))
        readings.append(told.made())
    assert len(reconcile(readings).entities) == (1 if kind is DIFFERENT else 2)
    one, two = Anchor("a", name="Anna Berg"), Anchor("b", name=name)
    pair = ([one, two], []) if kind is SAME else ([one], [two])
    result = reconcile(readings, [decide(kind, *pair, subject=Subject.ENTITY)])
    assert len(result.entities) == (2 if kind is DIFFERENT else 1)
    assert ("entity", "Ada", kind.value) in {(j.subject, j.author, j.decision) for j in result.judgements}
    assert all(f.kind is not FlagKind.COPY for f in result.flags)


@pytest.mark.parametrize(
    ("anchor", "meant"),
    [
        (Anchor("a", 10, 19, "Anna Berg", "Anna Berg"), "person"),  # what stands there, and not what it is a part of
        (Anchor("a", 10, 30, "Anna Berg Foundation", "Anna Berg Foundation"), "body"),
        (Anchor("a", 15, 19, "Berg", "Berg"), "town"),
        (Anchor("a", 15, 19, "Berg", "Someone"), "town"),
        (Anchor("a", 14, 20, "", "Anna Berg"), "person"),
        (Anchor("a", 12, 14, "na", "Someone"), None),  # nobody can say whom
        (Anchor("a", 20, 30, "Foundation", "Someone"), "body"),
        (Anchor("a", 90, 99, "Anna Berg", "Anna Berg"), "person"),
        (Anchor("a", name="Berg"), "town"),
        (Anchor("a", name="Someone"), None),
    ],
)
def test_whom_an_anchor_means(anchor: Anchor, meant: str | None) -> None:
    def entity(id_: str, kind: EntityKind, name: str, start: int, end: int) -> Entity:
        return Entity(id_, kind, name, (name,), evidence=(Evidence("a", start, end, name),))

    entities = (
        entity("body", EntityKind.ORGANIZATION, "Anna Berg Foundation", 10, 30),
        entity("person", EntityKind.PERSON, "Anna Berg", 10, 19),
        entity("town", EntityKind.PLACE, "Berg", 15, 19),
    )
    found = entity_at(anchor, replace(Told("a").made(), entities=entities))
    assert (found.id if found else None) == meant


def test_two_names_of_one_person_bring_all_who_bear_either(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.reconciliation.entities import join_entities

    monkeypatch.setattr("dateline.reconciliation.join_entities", join_entities)
    readings = []
    for report, who in zip(
        "abcdef", ("Anna Berg", "Anna Berg", "Halima Farah", "Halima Farah", "Omar Yusuf", "Anna Berg"), strict=True
    ):
        told = Told(report, f"{report} Post", "2026-02-03")
        told.says("Somebody spoke.", EventType.CONSULT, actors=(told.who(who, kind="person"),))
        readings.append(told.made())
    assert len(reconcile(readings).entities) == 3
    merge = decide(SAME, [Anchor("b", name="Anna Berg"), Anchor("c", name="Halima Farah")], subject=Subject.ENTITY)
    result = reconcile(readings, [merge])
    assert sorted("".join(sorted(m.report for m in e.members)) for e in result.entities) == ["abcdf", "e"]
    apart = decide(DIFFERENT, [Anchor("f", name="Anna Berg")], [Anchor("b", name="Anna Berg")], subject=Subject.ENTITY)
    result = reconcile(readings, [merge, apart])
    assert sorted("".join(sorted(m.report for m in e.members)) for e in result.entities) == ["abcd", "e", "f"]
