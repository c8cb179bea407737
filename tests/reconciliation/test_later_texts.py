"""What people decided about a report holds in a later text of it, where the same still stands there."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from scenario import HARGEISA, LVIV, Told, day, harm
from test_decisions import CORRECT, DIFFERENT, REJECT, SAME, at, decide, events, only, shelling, statuses

from dateline.model import (
    Anchor,
    Claim,
    DecisionKind,
    EventType,
    Reconciliation,
    ReportClaims,
    RulingStatus,
    Subject,
)
from dateline.reconciliation import reconcile

PAGE = "https://coast.example/market"
FIRST, LATER = "2026-02-03T08:00:00+00:00", "2026-02-03T17:00:00+00:00"


def text(name: str, published: str, address: str | None = PAGE, **kw: object) -> ReportClaims:
    fields = {"harms": (harm("killed", 40),)} | kw
    return replace(shelling(name, "Coast Post", published, **fields), address=address)


def first_and(**kw: object) -> tuple[ReportClaims, ReportClaims]:
    """A text and a later one at its address, the same but for some fields."""
    return text("z", FIRST), text("a", LATER, **kw)


def killed(result: Reconciliation) -> list[tuple[int | None, int | None]]:
    return [(t.minimum, t.maximum) for e in result.events for t in e.tolls]


def amended(result: Reconciliation) -> dict[str, Claim]:
    return {claim.report: claim for claim in result.amended}


def test_a_corrected_value_stays_corrected_in_the_next_text() -> None:
    one, two = first_and()
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    assert killed(reconcile([one, two], [correct])) == killed(reconcile([one], [correct])) == [(7, 7)]
    result = reconcile([one, two], [correct])
    assert statuses(result) == [RulingStatus.APPLIED]
    assert [ref.report for ref in result.rulings[0].claims] == ["z", "a"]
    assert set(amended(result)) == {"a", "z"}


def test_a_value_that_the_outlet_changed_itself_is_left_and_a_person_asked() -> None:
    one, two = first_and(harms=(harm("killed", 9),))
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    result = reconcile([one, two], [correct])
    assert set(amended(result)) == {"z"}
    assert statuses(result) == [RulingStatus.LOOK_AGAIN]
    assert result.rulings[0].reason == "the text changed: a has killed '9' in place of '40'"
    looked = decide(CORRECT, [at(two.claims[0])], subject=Subject.CLAIM, values={"killed": "9"})
    assert statuses(reconcile([one, two], [correct, looked])) == [RulingStatus.APPLIED] * 2
    confirmed = decide(DecisionKind.CONFIRM, [Anchor("a")], subject=Subject.REPORT)
    assert statuses(reconcile([one, two], [correct, confirmed])) == [RulingStatus.APPLIED] * 2


def test_other_fields_may_change() -> None:
    one, two = first_and(place=LVIV)
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    result = reconcile([one, two], [correct])
    assert statuses(result) == [RulingStatus.APPLIED]
    assert {c.harms[0].words for c in result.amended} == {"7"}


def test_what_is_decided_about_the_later_text_itself_stands() -> None:
    """Also when it was decided before."""
    one, two = first_and()
    own = decide(CORRECT, [at(two.claims[0])], subject=Subject.CLAIM, values={"killed": "8"})
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    result = reconcile([one, two], [own, correct])
    assert {r: c.harms[0].words for r, c in amended(result).items()} == {"a": "8", "z": "7"}
    assert statuses(result) == [RulingStatus.APPLIED] * 2


def test_an_earlier_text_is_left_as_it_is() -> None:
    one, two = first_and()
    correct = decide(CORRECT, [at(two.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    assert set(amended(reconcile([one, two], [correct]))) == {"a"}


def test_a_rejected_claim_does_not_come_back_with_the_next_text() -> None:
    one, two = first_and()
    other = shelling("o", "Hill Times", "2026-02-03")
    reject = decide(REJECT, [at(one.claims[0])], subject=Subject.CLAIM)
    assert events(reconcile([one, two, other], [reject])) == [{"o"}]
    changed = text("a", LATER, place=LVIV)
    result = reconcile([one, changed, other], [reject])
    assert events(result) == [{"a"}, {"o"}]
    assert statuses(result) == [RulingStatus.LOOK_AGAIN]
    assert "place" in result.rulings[0].reason


def test_a_split_and_a_merge_hold_for_the_next_text() -> None:
    one, two = first_and()
    same, elsewhere = shelling("o", "Hill Times", "2026-02-03"), shelling("p", "Delta News", "2026-02-03", LVIV)
    split = decide(DIFFERENT, [at(one.claims[0])], [at(same.claims[0])])
    assert events(reconcile([one, two, same])) == [{"a", "o", "z"}]
    assert events(reconcile([one, two, same], [split])) == [{"a", "z"}, {"o"}]
    merge = decide(SAME, [at(one.claims[0]), at(elsewhere.claims[0])])
    result = reconcile([one, two, elsewhere], [merge])
    assert events(result) == [{"a", "p", "z"}]
    assert [(j.left, j.right) for j in result.judgements if j.author == "Ada"] == [("p/c1", "z/c1"), ("p/c1", "a/c1")]


def test_a_split_of_the_two_texts_themselves_is_no_contradiction() -> None:
    one, two = first_and()
    split = decide(DIFFERENT, [at(one.claims[0])], [at(two.claims[0])])
    third = text("c", "2026-02-04")
    result = reconcile([one, two, third], [split])
    assert statuses(result) == [RulingStatus.APPLIED]
    assert {"z"} in events(result) or {"a"} in events(result)


def test_an_added_claim_is_made_again_from_the_same_words() -> None:
    words = "A depot went up in flames after drones came in."
    readings = []
    for name, published, first in (("z", FIRST, ""), ("a", LATER, "Updated at five."), ("b", "2026-02-04", "")):
        told = Told(name, "Coast Post", published)
        told.text(first or "The harbour was quiet.")
        told.text(words if name != "b" else "A depot was lost.")
        readings.append(replace(told.made(), address=PAGE))
    start = len("The harbour was quiet.") + 1
    span = Anchor("z", start, start + len(words), words)
    values = {"type": "ASSAULT", "killed": "2", "start": "2026-02-01"}
    add = decide(DecisionKind.ADD, [span], subject=Subject.CLAIM, values=values)
    result = reconcile(readings[:2], [add])
    assert {(c.report, c.trigger.start, c.trigger.quote) for c in result.amended} == {
        ("z", start, words),
        ("a", len("Updated at five.") + 1, words),
    }
    correct = decide(CORRECT, [replace(span, name="ASSAULT")], subject=Subject.CLAIM, values={"killed": "3"})
    assert killed(reconcile(readings[:2], [add, correct])) == [(3, 3)]
    result = reconcile(readings, [add])
    assert statuses(result) == [RulingStatus.LOOK_AGAIN]
    assert result.rulings[0].reason == "the text changed: b has no such words"


def test_a_time_that_is_corrected_by_parts_goes_over_whole() -> None:
    one, two = first_and()
    here = [at(one.claims[0])]
    parts = [
        decide(CORRECT, here, subject=Subject.CLAIM, values=v) for v in ({"start": "2026-01-30"}, {"end": "2026-02-01"})
    ]
    result = reconcile([one, two], parts)
    assert {(c.report, c.time.start, c.time.end) for c in result.amended if c.time} == {
        ("a", "2026-01-30", "2026-02-01"),
        ("z", "2026-01-30", "2026-02-01"),
    }
    own = decide(CORRECT, [at(two.claims[0])], subject=Subject.CLAIM, values={"start": "2026-02-04"})
    result = reconcile([one, two], [*parts, own])
    assert statuses(result) == [RulingStatus.APPLIED] * 3
    assert {(c.report, c.time.start, c.time.end) for c in result.amended if c.time} == {
        ("a", "2026-02-04", "2026-02-04"),
        ("z", "2026-01-30", "2026-02-01"),
    }


def test_a_withdrawn_report_stays_out_with_the_same_words_only() -> None:
    one, two = first_and()
    reject = decide(REJECT, [Anchor("z")], subject=Subject.REPORT)
    assert events(reconcile([one, two], [reject])) == []
    told = Told("a", "Coast Post", LATER)
    told.says("Coast Post: gunners shelled the bridge.", place=HARGEISA, time=day("2026-02-02"))
    other = replace(told.made(), address=PAGE)
    result = reconcile([one, other], [reject])
    assert events(result) == [{"a"}]
    assert statuses(result) == [RulingStatus.LOOK_AGAIN]


def test_people_held_apart_stay_so_in_the_next_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.reconciliation.entities import join_entities

    monkeypatch.setattr("dateline.reconciliation.join_entities", join_entities)
    readings = []
    for name, published, address in (("z", FIRST, PAGE), ("a", LATER, PAGE), ("o", FIRST, None)):
        told = Told(name, f"{name} Post", published)
        told.says("A woman spoke.", EventType.CONSULT, actors=(told.who("Anna Berg", kind="person"),))
        readings.append(replace(told.made(), address=address))
    split = decide(DIFFERENT, [Anchor("z", name="Anna Berg")], [Anchor("o", name="Anna Berg")], subject=Subject.ENTITY)
    result = reconcile(readings, [split])
    assert sorted(sorted(m.report for m in e.members) for e in result.entities) == [["a", "z"], ["o"]]


@pytest.mark.parametrize(
    ("published", "file", "address", "goes"),
    [
        (LATER, "z.txt", PAGE, True),
        (LATER, "z.txt", "http://coast.example/market/", True),
        (LATER, "z.txt", "https://coast.example/other", False),
        (LATER, "z.txt", None, False),
        ("2026-02-03", "z.txt", PAGE, True),  # nobody knows which came first
        ("2026-02-02", "z.txt", PAGE, False),
        (None, "z.txt", PAGE, True),
    ],
)
def test_what_a_later_text_is(published: str | None, file: str, address: str | None, goes: bool) -> None:
    one, two = text("z", FIRST), text("a", LATER)
    two = replace(
        two,
        address=address,
        file=file,
        published=replace(two.published, value=published) if published else None,  # type: ignore[type-var]
    )
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    assert (set(amended(reconcile([one, two], [correct]))) == {"a", "z"}) is goes


def test_a_file_that_was_overwritten_is_a_later_text_when_much_is_the_same() -> None:
    one, two = (replace(text(n, at_, address=None), file="market.txt") for n, at_ in (("z", FIRST), ("a", LATER)))
    correct = decide(CORRECT, [at(one.claims[0])], subject=Subject.CLAIM, values={"killed": "7"})
    runs = tuple(range(10))
    one, two = replace(one, shingles=runs), replace(two, shingles=runs[:6])
    assert set(amended(reconcile([one, two], [correct]))) == {"a", "z"}
    other = replace(two, shingles=tuple(range(50, 60)))
    assert set(amended(reconcile([one, other], [correct]))) == {"z"}


def test_order_is_of_no_consequence() -> None:
    pages = [
        text(f"{n}{k}", f"2026-02-0{k + 3}", f"https://coast.example/{n}", harms=(harm("killed", k),))
        for n in "abc"
        for k in range(3)
    ]
    marks = [at(r.claims[0]) for r in pages]
    decisions = [
        decide(DIFFERENT, [marks[0]], [marks[3]]),
        decide(SAME, [marks[3], marks[6]]),
        decide(CORRECT, [marks[0]], subject=Subject.CLAIM, values={"start": "2026-02-01"}),
        decide(CORRECT, [marks[2]], subject=Subject.CLAIM, values={"killed": "4"}),
        decide(REJECT, [marks[6]], subject=Subject.CLAIM),
        decide(REJECT, [Anchor("b1")], subject=Subject.REPORT),
    ]
    wanted = reconcile(pages, decisions)
    assert RulingStatus.LOOK_AGAIN in statuses(wanted)
    for seed in range(5):
        chance = random.Random(seed)
        assert reconcile(chance.sample(pages, 9), chance.sample(decisions, 6)) == wanted


def test_the_event_is_one() -> None:
    assert only(reconcile(list(first_and()))).reports == ("a", "z")
