"""What the counts of several reports say together: numbers before words, open ends kept open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scenario import HARGEISA, Told, day

from dateline.model import Event, FlagKind, Harm, HarmKind, Toll
from dateline.reconciliation import reconcile

OUTLETS = ("Coast Post", "Hill Times", "River Daily")


def said(words: str, low: int | None, high: int | None, vague: bool = False) -> Harm:
    return Harm(HarmKind.KILLED, low, high, words, "people", vague=vague)


DOZENS = said("dozens", 12, None, vague=True)
SEVERAL = said("several", 3, None, vague=True)
PLURAL = said("casualties", 2, None, vague=True)
TWELVE = said("12", 12, 12)
AT_LEAST_30 = said("at least 30", 30, None)


def event_of(*harms: Harm) -> Event:
    """One shelling as several outlets of one day tell it, each with one count of the killed."""
    told = []
    for number, each in enumerate(harms):
        report = Told(f"r{number}", OUTLETS[number], "2026-02-03")
        army = report.who("Somali army", "SOM", "MIL")
        sentence = f"{OUTLETS[number]}: soldiers shelled the market in Hargeisa."
        told.append(report.says(sentence, actors=(army,), place=HARGEISA, time=day("2026-02-02"), harms=(each,)).made())
    (event,) = reconcile(told).events
    return event


def toll_of(*harms: Harm) -> Toll:
    (toll,) = event_of(*harms).tolls
    return toll


@pytest.mark.parametrize(
    ("harms", "expected"),
    [
        ((TWELVE,), (12, 12, False)),
        ((said("between 10 and 12", 10, 12),), (10, 12, False)),
        ((AT_LEAST_30,), (30, None, False)),
        ((said("more than 100", 100, None),), (100, None, False)),
        ((said("up to 22", None, 22),), (None, 22, False)),
        ((TWELVE, AT_LEAST_30), (12, None, False)),
        ((said("at least 12", 12, None), said("30", 30, 30)), (12, 30, False)),
        ((said("30", 30, 30), AT_LEAST_30), (30, 30, False)),
        ((DOZENS,), (12, None, True)),
        ((PLURAL,), (2, None, True)),
        ((DOZENS, said("scores", 20, None, vague=True)), (12, None, True)),
    ],
)
def test_range(harms: tuple[Harm, ...], expected: tuple[int | None, int | None, bool]) -> None:
    toll = toll_of(*harms)
    assert (toll.minimum, toll.maximum, toll.vague) == expected


@pytest.mark.parametrize("words", [DOZENS, SEVERAL, PLURAL, said("hundreds", 100, None, vague=True)])
@pytest.mark.parametrize("numbers", [(TWELVE,), (AT_LEAST_30,), (TWELVE, said("15", 15, 15))])
def test_words_neither_widen_nor_narrow_what_numbers_give(words: Harm, numbers: tuple[Harm, ...]) -> None:
    alone, beside = toll_of(*numbers), toll_of(*numbers, words)
    assert replace(beside, claims=()) == replace(alone, claims=())


def test_words_go_before_a_zero() -> None:
    toll = toll_of(said("no", 0, 0), SEVERAL)
    assert (toll.words, toll.vague) == (("several",), True)


def test_the_largest_figure_told_is_kept_where_the_top_is_open() -> None:
    assert toll_of(TWELVE, AT_LEAST_30).highest == 30


@pytest.mark.parametrize(
    ("harms", "shown"),
    [
        ((TWELVE,), "killed 12"),
        ((TWELVE, said("15", 15, 15)), "killed 12 to 15"),
        ((AT_LEAST_30,), "killed at least 30"),
        ((TWELVE, AT_LEAST_30), "killed 12 to at least 30"),
        ((said("up to 22", None, 22),), "killed up to 22"),
        ((DOZENS,), "killed “dozens”"),
        ((DOZENS, said("scores", 20, None, vague=True)), "killed “dozens” / “scores”"),
    ],
)
def test_summary_shows_no_figure_that_nobody_gives(harms: tuple[Harm, ...], shown: str) -> None:
    assert event_of(*harms).summary.split("; ")[-1] == shown


def test_copies_are_named_by_file_and_not_by_folder() -> None:
    text = (
        "Shells fell on the cattle market shortly after dawn and the traders who had come in from the villages ran "
        "for the river while the stalls burned behind them and the guards at the gate fired back at the hill."
    )
    first, second = (Told(n, o, "2026-02-03").text(text).made() for n, o in zip("ab", OUTLETS, strict=False))
    one, other = replace(first, file="/home/ana/war/first.txt"), replace(second, file="in/lines.jsonl#12")
    reasons = [f.reason for f in reconcile([one, other]).flags if f.kind is FlagKind.COPY]
    assert len(reasons) in (1, 2)
    assert all(r.split(":")[0] in ("repeats first.txt", "repeats lines.jsonl#12") for r in reasons)
