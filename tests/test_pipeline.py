"""One bad report never harms another, whatever goes wrong in whichever station."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from dateline import pipeline
from dateline.errors import ModelError, ReferenceDataError, ReportError
from dateline.model import AnnotatedReport, RawReport, Report, SetAside
from dateline.pipeline import Outcome, ReadReport, Unchanged


def raw(file: str, text: str = "") -> RawReport:
    words = text or f"Rebels shelled the town of {file} on Monday, officials said."
    return RawReport(file, words.encode(), "text/plain")


class Blank:
    """An annotator that finds no sentences, and stumbles over the texts it is told to."""

    model = "en_blank 1.0"

    def __init__(self, bad: str = "stumble") -> None:
        self.bad = bad
        self.batches: list[int] = []

    def annotate(self, report: Report) -> AnnotatedReport:
        if self.bad in report.text:
            raise RuntimeError(f"tensor of the wrong shape at {report.file}")
        return AnnotatedReport(report, (), (), (), self.model)

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[AnnotatedReport]:
        several = list(reports)
        self.batches.append(len(several))
        return (self.annotate(report) for report in several)


def read(raws: Iterable[RawReport | SetAside], annotator: Blank | None = None, **kwargs: Any) -> list[Outcome]:
    return list(pipeline.read_many(raws, annotator or Blank(), **kwargs))


def test_outcomes_come_in_order_and_in_batches() -> None:
    annotator = Blank()
    outcomes = read([raw(f"{n}.txt") for n in range(40)], annotator)
    assert [o.report.file for o in outcomes if isinstance(o, ReadReport)] == [f"{n}.txt" for n in range(40)]
    assert annotator.batches == [16, 16, 8]


def test_what_the_annotator_stumbles_over_is_set_aside_alone() -> None:
    outcomes = read([raw("a"), raw("b", "These words make it stumble, said the engineers."), raw("c")])
    assert [type(outcome) for outcome in outcomes] == [ReadReport, SetAside, ReadReport]
    bad = outcomes[1]
    assert isinstance(bad, SetAside)
    assert (bad.file, bad.reason) == ("b", "internal error")
    assert "tensor of the wrong shape" in bad.detail
    assert any("pipeline.py" in line for line in bad.details)
    assert bad.report


@pytest.mark.parametrize("station", ["extract", "resolve"])
def test_a_defect_in_a_station_costs_one_report(station: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[[Any], Any] = getattr(pipeline, station)
    calls = iter(range(10))

    def broken(value: Any) -> Any:
        if next(calls) == 1:
            raise KeyError("no such cue")
        return whole(value)

    monkeypatch.setattr(pipeline, station, broken)
    outcomes = read([raw("a"), raw("b"), raw("c")])
    assert [type(outcome) for outcome in outcomes] == [ReadReport, SetAside, ReadReport]


def test_intake_says_why_a_report_cannot_be_read() -> None:
    empty, good = read([RawReport("empty.txt", b"", "text/plain"), raw("good.txt")])
    assert isinstance(empty, SetAside)
    assert empty.reason == "empty"
    assert isinstance(good, ReadReport)


def test_what_was_set_aside_before_passes_through() -> None:
    item = SetAside("gone.txt", "unreadable", "permission denied")
    assert read([item, raw("a")])[0] == item


@pytest.mark.parametrize("error", [ModelError("no model"), ReferenceDataError("a broken list")])
def test_errors_about_the_whole_run_end_it(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(value: Any) -> Any:
        raise error

    monkeypatch.setattr(pipeline, "resolve", broken)
    with pytest.raises(type(error)):
        read([raw("a")])


def test_known_reports_and_repeats_are_not_read_again() -> None:
    annotator = Blank()
    (first,) = read([raw("a")])
    assert isinstance(first, ReadReport)
    known = first.report.id
    outcomes = read([raw("a"), raw("b"), raw("b")], annotator, known=lambda ids: {known} & set(ids))
    assert [type(outcome) for outcome in outcomes] == [Unchanged, ReadReport, Unchanged]
    assert annotator.batches == [1]


def test_large_reports_make_small_batches() -> None:
    text = "Talks went on in the capital, the ministry said. " * 3000
    sizes = [len(chunk) for chunk in pipeline.chunks([raw(f"{n}", text) for n in range(7)])]
    assert sizes == [3, 3, 1]


def test_a_file_name_that_is_no_text_is_shown_escaped() -> None:
    (outcome,) = read([raw("caf\udce9.txt", "Rebels shelled the town on Monday, officials said.")])
    assert isinstance(outcome, ReadReport)
    assert outcome.report.file == "caf\\udce9.txt"


def test_read_one_raises_what_is_wrong() -> None:
    with pytest.raises(ReportError):
        pipeline.read_one(RawReport("empty.txt", b"", "text/plain"), Blank())


def test_the_mark_of_the_code_is_stable() -> None:
    assert pipeline.code_mark() == pipeline.code_mark.__wrapped__()
    assert len(pipeline.code_mark()) == 12
