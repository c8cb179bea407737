"""What people said is one and is not: who stands against whom."""

from __future__ import annotations

import random

from dateline.reconciliation.constraints import Constraints


def test_what_was_joined_is_not_held_apart_and_the_decision_that_joins_the_two_is_named() -> None:
    pairs: Constraints[str] = Constraints()
    for keys, tag in (("ab", "d1"), ("cd", "d2"), ("bc", "d3"), ("ef", "d4"), ("fa", "d5")):
        assert pairs.together(list(keys), tag) == ""
    assert pairs.groups == [list("abcdef")]
    against = {two: pairs.hold_apart([two[0]], [two[1]], "no") for two in ("ab", "ba", "cd", "bc", "ef", "fa", "ad")}
    assert against == {"ab": "d1", "ba": "d1", "cd": "d2", "bc": "d3", "ef": "d4", "fa": "d5", "ad": "d1"}
    assert pairs.hold_apart(["a"], ["x", "d"], "no") == "d1"
    assert not pairs.bars(["a"], ["x"])  # nothing of a decision that is refused counts


def test_what_was_held_apart_is_not_joined_and_the_first_decision_that_parts_them_is_named() -> None:
    pairs: Constraints[str] = Constraints()
    assert pairs.hold_apart(["a"], ["b", "c"], "d1") == pairs.hold_apart(["b"], ["a"], "d2") == ""
    assert pairs.together(["a", "b"], "no") == pairs.together(["b", "a"], "no") == "d1"
    assert pairs.together(["b", "x"], "d3") == ""
    assert pairs.together(["x", "a"], "no") == "d1"
    assert pairs.bars(["x"], ["a"])
    assert not pairs.bars(["b"], ["c"])


def test_what_is_on_both_sides_is_left_out() -> None:
    pairs: Constraints[str] = Constraints()
    assert pairs.hold_apart(["a", "b"], ["b", "c"], "d1") == ""
    assert pairs.bars(["a"], ["b"])
    assert pairs.bars(["b"], ["c"])
    assert pairs.together(["b", "x"], "d2") == ""


def test_many_decisions_about_one_group_stay_small() -> None:
    pairs: Constraints[str] = Constraints()
    chance = random.Random(1)
    keys = [f"k{n:04}" for n in range(400)]
    for n in range(3_000):
        assert pairs.together(chance.sample(keys, 2), f"d{n}") == ""
    assert len(pairs.groups[0]) == 400
    assert sum(map(len, pairs._joins.values())) == 2 * 399
