"""What was known when: the record of a moment, and how an event's account moved."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from scenario import HARGEISA, LVIV, Told, day, harm

from dateline.model import LinkRole, ReportClaims
from dateline.reconciliation import published_by, reconcile
from dateline.reconciliation.known import latest_instant


def shelling(name: str, published: str | None, killed: int, place: object = HARGEISA, by: str = "") -> ReportClaims:
    told = Told(name, f"{name} Post", published)
    army = told.who("Somali army", "SOM", "MIL")
    chain = (told.link(by, LinkRole.SPEAKER),) if by else ()
    told.says(
        f"{name}: soldiers shelled the market.",
        actors=(army,),
        place=place,
        time=day("2026-02-02"),
        harms=(harm("killed", killed),),
        by=chain,
    )
    return told.made()


def test_the_record_of_a_moment_knows_nothing_later() -> None:
    readings = [shelling("a", "2026-02-02T20:00", 3), shelling("b", "2026-02-03", 5), shelling("c", None, 9)]
    assert [r.report for r in published_by(readings, "2026-02-02")] == ["a"]
    assert [r.report for r in published_by(readings, "2026-02-02T19:59")] == []
    assert [r.report for r in published_by(readings, "2026-02-02T22:00+02:00")] == ["a"]
    assert [r.report for r in published_by(readings, "2026-02-03T12:00")] == ["a"]  # b may be of that evening
    assert [r.report for r in published_by(readings, "2026-02")] == ["a", "b"]
    (event,) = reconcile(published_by(readings, "2026-02-02")).events
    assert [(t.minimum, t.maximum) for t in event.tolls] == [(3, 3)]


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2031-03-05", "2031-03-05T23:59:59.999999+00:00"),
        ("20310305", "2031-03-05T23:59:59.999999+00:00"),
        ("2031-03", "2031-03-31T23:59:59.999999+00:00"),
        ("2031-12", "2031-12-31T23:59:59.999999+00:00"),
        ("2031", "2031-12-31T23:59:59.999999+00:00"),
        ("9999", "9999-12-31T23:59:59.999999+00:00"),
        ("2031-03-05T18:00", "2031-03-05T18:00:00+00:00"),
        ("2031-03-05 18:00+02:00", "2031-03-05T16:00:00+00:00"),
    ],
)
def test_the_last_instant_of_a_moment(moment: str, last: str) -> None:
    assert latest_instant(moment).isoformat() == last


ABSURD = ["0000", "99999", "2031-W10", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "2031-03-05T24:01"]


@pytest.mark.parametrize("moment", ["yesterday", "", "2026-13-01", "2026-02-30", *ABSURD])
def test_what_is_no_moment_is_refused(moment: str) -> None:
    with pytest.raises(ValueError):
        published_by([], moment)


def test_the_account_moves_as_reports_come_in() -> None:
    readings = [
        shelling("a", "2026-02-02", 3, by="Amina Warsame"),
        shelling("b", "2026-02-03", 3, by="Amina Warsame"),
        shelling("c", "2026-02-04", 5, by="Idris Barre"),
        shelling("d", None, 8, by="Idris Barre"),
    ]
    (event,) = reconcile(readings).events
    moments = [(m.known, m.reports, m.origins, [(t.minimum, t.maximum) for t in m.tolls]) for m in event.account]
    assert moments == [("2026-02-02", 1, 1, [(3, 3)]), ("2026-02-04", 3, 2, [(3, 5)])]
    assert event.account[0].new == ("a",)
    assert event.account[1].new == ("b", "c")
    assert event.account[1].changed == ("origins", "killed")


def test_a_place_that_is_put_right_shows_in_the_account() -> None:
    one = shelling("a", "2026-02-02", 3, None)
    two, three = shelling("b", "2026-02-03", 3), shelling("c", "2026-02-03", 3)
    (event,) = reconcile([one, two, three]).events
    assert [(m.known, m.place and m.place.name) for m in event.account] == [
        ("2026-02-02", None),
        ("2026-02-03", "Hargeisa"),
    ]


def test_what_is_told_on_one_day_did_not_move() -> None:
    (event,) = reconcile([shelling("a", "2026-02-02", 3), shelling("b", "2026-02-02", 4)]).events
    assert event.account == ()
    (far,) = reconcile([shelling("a", "2026-02-02", 3, LVIV)]).events
    assert far.account == ()


def test_an_account_that_moved_every_day_has_its_first_days_and_the_last() -> None:
    start = dt.date(2026, 2, 2).toordinal()
    days = [dt.date.fromordinal(start + n).isoformat() for n in range(100)]
    readings = [shelling(f"r{n:03}", day_, n + 3) for n, day_ in enumerate(days)]
    (event,) = reconcile(readings).events
    *first, last = event.account
    assert [m.known for m in first] == days[: len(first)]
    assert (last.known, last.reports, last.origins) == (days[-1], 100, 100)
    assert [m.left_out for m in event.account] == [0] * len(first) + [100 - len(event.account)]
    assert last.new == tuple(f"r{n:03}" for n in range(len(first), 100))
    assert last.tolls == event.tolls


def test_each_moment_is_the_event_of_the_reports_by_then() -> None:
    """Made step by step, and the same as if it were made at once."""
    chance = random.Random(3)
    speakers = ["", "Amina Warsame", "Idris Barre", "Omar Yusuf"]
    readings = [
        shelling(f"r{n:02}", f"2026-02-{n // 3 + 2:02}", chance.randrange(1, 9), HARGEISA, chance.choice(speakers))
        for n in range(30)
    ]
    (event,) = reconcile(readings).events
    assert len(event.account) > 3
    for moment in event.account:
        (then,) = reconcile(published_by(readings, moment.known)).events
        assert (moment.tolls, moment.time, moment.place) == (then.tolls, then.time, then.place)
        assert (moment.origins, moment.reports) == (len(then.origins), len(then.reports))
