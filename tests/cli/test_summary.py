"""The summary says the right things, fits its width, and lets no text steer the terminal."""

from __future__ import annotations

from dataclasses import replace

import made_up
import pytest
from rich.cells import cell_len

from dateline.cli import phrases
from dateline.cli.progress import Progress
from dateline.cli.summary import print_summary
from dateline.cli.terminal import clean
from dateline.model import (
    ActorRef,
    Event,
    EventActor,
    Modality,
    Place,
    PlacePrecision,
    Reconciliation,
    SetAside,
    Time,
    TimePrecision,
    Toll,
)
from dateline.pipeline import Unchanged
from dateline.record import RecordView

EVENT = made_up.view().reconciliation.events[0]


def summary(
    view: RecordView,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    width: int = 100,
    **kwargs: bool,
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    print_summary(view, "war.db", **kwargs)  # type: ignore[arg-type]
    return capsys.readouterr().out


def with_events(*events: Event) -> RecordView:
    view = made_up.view()
    return replace(view, reconciliation=replace(view.reconciliation, events=events))


def test_every_part_is_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = summary(made_up.view(), capsys, monkeypatch)
    for words in (
        "2031-05-03  ASSAULT heavy-weapons · Herat, AFG · 30+ killed · 1 origin\n            Rebels  ≠ killed\n",
        "THREATEN (said)",
        "Omid Rahimi (2)",
        "[X] “We will answer”",
        "unsigned report (2)",
        "THREATEN Omid Rahimi: one origin",
        "late_courier.txt repeats plain_wire.txt",
        "empty.txt: the file is empty",
        "war.db: 2 reports from 1 outlet, 2 events (1 disputed), 2 statements by 1 speaker, 1 report not read",
    ):
        assert words in text


@pytest.mark.parametrize("width", [80, 100, 120])
def test_it_fits(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(
        EVENT,
        actors=tuple(EventActor(f"The {n}th Mountain Brigade of the Northern Alliance", None) for n in range(4)),
        recipients=(EventActor("国境警備隊と第三国軍事顧問団の合同司令部および関係者", None),),
        place=Place("Old Harbour and the surrounding villages", PlacePrecision.NEAR, country="SYR"),
        tolls=(*EVENT.tolls, Toll("displaced", 100_000, 150_000, "range", ())),
    )
    text = summary(with_events(long, EVENT), capsys, monkeypatch, width)
    assert max(cell_len(line) for line in text.splitlines()[:-1]) <= width


def test_long_lists_are_cut_and_say_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    view = with_events(*(replace(EVENT, id=f"ev-{n}", disputes=()) for n in range(60)))
    text = summary(view, capsys, monkeypatch)
    assert "EVENTS (20 of 60)" in text
    assert "… and 40 more (dateline show --all)" in text
    assert "more (dateline" not in summary(view, capsys, monkeypatch, everything=True)


def test_all_tells_who_says_what_in_a_dispute(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(summary(made_up.view(), capsys, monkeypatch, 140, everything=True).split())
    assert "≠ killed: at least 12 (Plain Wire) / at least 30 (Plain Wire)" in text


def test_an_empty_record_is_said_to_be_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = summary(RecordView((), (), Reconciliation()), capsys, monkeypatch)
    assert text.strip() == "war.db: 0 reports, 0 events, 0 statements by 0 speakers"


def test_texts_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07\u202egnp.exe [bold red]x[/] :bomb:\r\n\x9b31m"
    view = made_up.view()
    reading = view.readings[0]
    speaker = ActorRef(hostile, None)
    reading = replace(
        reading, statements=(replace(reading.statements[0], speaker=speaker, content=hostile, parts=(), chain=()),)
    )
    event = replace(
        EVENT,
        summary=hostile,
        actors=(EventActor(hostile, None),),
        place=Place(hostile, PlacePrecision.EXACT),
        time=Time("2031-05-03", None, TimePrecision.DAY),
    )
    view = replace(
        view,
        readings=(reading, view.readings[1]),
        reconciliation=replace(view.reconciliation, events=(event,)),
        set_aside=(SetAside(hostile, hostile, hostile),),
    )
    for everything in (False, True):
        text = summary(view, capsys, monkeypatch, everything=everything)
        assert not {c for c in text if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e")}
        assert "[bold red]x[/] :bomb:" in text


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2031-05-03", "2031-05-03", "2031-05-03"),
        ("2031-05-03", None, "2031-05-03"),
        ("2031-05-03", "2031-05-05", "2031-05-03…05"),
        ("2031-04-30", "2031-05-02", "2031-04-30…05-02"),
        ("2030-12-31", "2031-01-01", "2030-12-31…2031-01-01"),
        ("2031-05", "2031-05", "2031-05"),
        ("2031", "2031", "2031"),
        ("--10-15", "--10-15", "10-15, no year"),
        (None, None, ""),
    ],
)
def test_when(start: str | None, end: str | None, shown: str) -> None:
    assert phrases.when(Time(start, end, TimePrecision.DAY)) == shown


@pytest.mark.parametrize(
    ("minimum", "maximum", "shown"),
    [
        (12, 12, "12 killed"),
        (12, 22, "12–22 killed"),
        (12, None, "12+ killed"),
        (None, 22, "up to 22 killed"),
        (0, 0, "0 killed"),
        (None, None, ""),
    ],
)
def test_toll(minimum: int | None, maximum: int | None, shown: str) -> None:
    assert phrases.toll(replace(EVENT, tolls=(Toll("killed", minimum, maximum, "rule", ()),))) == shown


def test_a_vague_toll_stays_in_its_words() -> None:
    toll = Toll("killed", 12, None, "rule", (), ("dozens", "scores"), 20, vague=True)
    assert phrases.toll(replace(EVENT, tolls=(toll,))) == "“dozens” / “scores” killed"


def test_casualties_without_a_number_are_named_once() -> None:
    toll = Toll("casualties", 2, None, "rule", (), ("casualties",), 2, vague=True)
    assert phrases.toll(replace(EVENT, tolls=(toll,))) == "“casualties”"


def test_a_number_in_letters_is_a_number() -> None:
    toll = Toll("killed", 12, 12, "rule", (), ("twelve",), 12)
    assert phrases.toll(replace(EVENT, tolls=(toll,))) == "12 killed"


def test_an_open_toll_keeps_the_largest_figure_told() -> None:
    toll = Toll("killed", 12, None, "rule", (), ("12", "at least 30"), 30)
    assert phrases.toll(replace(EVENT, tolls=(toll,))) == "12–30+ killed"


@pytest.mark.parametrize(
    ("actors", "recipients", "reciprocal", "shown"),
    [
        (["army"], ["rebels"], False, "army → rebels"),
        ([], ["civilians"], False, "? → civilians"),
        (["army"], [], False, "army"),
        ([], [], False, ""),
        (["army", "rebels"], [], True, "army ↔ rebels"),
        (["army"], [], True, "army ↔ ?"),
        (["A", "B", "C", "D"], ["E"], False, "A, B +2 → E"),
    ],
)
def test_who(actors: list[str], recipients: list[str], reciprocal: bool, shown: str) -> None:
    event = replace(
        EVENT,
        actors=tuple(EventActor(name, None) for name in actors),
        recipients=tuple(EventActor(name, None) for name in recipients),
        reciprocal=reciprocal,
    )
    assert phrases.who(event) == shown


def test_what_did_not_happen_on_the_ground_is_marked() -> None:
    marks = {modality: phrases.modality(replace(EVENT, modality=modality)) for modality in Modality}
    assert marks.pop(Modality.OCCURRED) == ""
    assert marks[Modality.VERBAL] == "said"
    assert all(marks.values())


def test_clean_keeps_scripts_whole() -> None:
    assert clean("می\u200cگوید  \n\t نه") == "می\u200cگوید نه"
    assert clean("a\x00b\u2066c\u2069") == "a b c"


def test_progress_counts(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.stage("loading the language model")
        assert progress.line() == "loading the language model"
        progress.count(Unchanged("r-1", "a.txt"))
        progress.count(SetAside("b.txt", "empty", "nothing in it"))
        assert progress.line() == "reading: 0 reports read, 1 unchanged, 1 set aside"
    assert capsys.readouterr().err == ""  # over in two seconds: not a word
