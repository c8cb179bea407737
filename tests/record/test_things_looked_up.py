"""Decisions made from single look-ups are those made from the whole record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from filled import start

from dateline.deciding import Decider, ReaderThings, ViewThings
from dateline.errors import InputError
from dateline.model import ClaimRef
from dateline.pipeline import reconcile
from dateline.record import open_record


def noon() -> dt.datetime:
    return dt.datetime(2031, 5, 3, 12, tzinfo=dt.UTC)


def test_each_thing_is_the_same_as_in_the_whole_record(location: str, examples_record: Path) -> None:
    with open_record(examples_record, read_only=True) as examples:
        read = examples.view()
    with open_record(location) as record:
        run = start(record)
        for report, reading in zip(read.reports, read.readings, strict=True):
            record.add(report, reading, run)
        by_ada = Decider(ViewThings(read), "Ada", noon)
        claim = read.reconciliation.events[0].claims[0]
        words = next(r.sentences[0].text for r in read.readings if r.report != claim.report)
        report_of = next(r for r in read.readings if r.report != claim.report).report
        record.decide(
            by_ada.correct(str(claim), {"killed": "7"}, "the list"),
            by_ada.add(report_of, words, {"type": "AID"}, "missed"),
        )
        now = record.snapshot()
        record.replace_reconciliation(reconcile(now.readings, now.decisions), now.changes)

        view = record.view()
        whole, single = ViewThings(view), ReaderThings(record.reader())
        assert len(view.reconciliation.amended) == 2
        for event in view.reconciliation.events:
            assert single.event(event.id) == whole.event(event.id) == event
        for changed in view.claims():
            ref = ClaimRef(changed.report, changed.id)
            assert single.claim(ref) == whole.claim(ref) == changed
        for entity in view.reconciliation.entities:
            assert single.entity(entity.id) == entity
            assert [single.member(m) for m in entity.members] == [whole.member(m) for m in entity.members]
        for read_report in view.readings:
            assert single.report(read_report.report) == whole.report(read_report.report)
            for said in read_report.statements:
                assert single.statement(ClaimRef(said.report, said.id)) == said
        several = max(view.reconciliation.events, key=lambda e: len(e.claims))
        one, other = (
            Decider(things, "Ben", noon).split(several.id, [str(several.claims[0])], "two")
            for things in (whole, single)
        )
        assert one == other


def test_what_is_not_there_is_none_or_said(location: str) -> None:
    with open_record(location) as record:
        things = ReaderThings(record.reader())
        for ref in (ClaimRef("r-1", "c1"), ClaimRef("", ""), ClaimRef("r-1", "c1/x")):
            assert things.claim(ref) is things.statement(ref) is things.member(ref) is None
        assert things.event("ev-1") is things.entity("n-1") is things.report("r-1") is None
        with pytest.raises(InputError, match="there is no report"):
            Decider(things, "Ada", noon).note("r-1", "look again")


@pytest.mark.parametrize("text", ["call \ud800 again", "\udfff", "a\0b"])
def test_characters_that_no_record_can_hold_are_refused_in_words(examples_record: Path, text: str) -> None:
    with open_record(examples_record, read_only=True) as record:
        things = ReaderThings(record.reader())
        report = record.snapshot().readings[0].report
        with pytest.raises(InputError, match="no record can hold"):
            Decider(things, "Ada", noon).note(report, text)
        with pytest.raises(InputError, match="no record can hold"):
            Decider(things, text, noon).confirm(report)
        made = Decider(things, "Ada", noon).note(report, "call again")
    with pytest.raises(InputError, match="cannot be kept"), open_record(examples_record) as record:
        record.decide(replace(made, id="", reason=text))
