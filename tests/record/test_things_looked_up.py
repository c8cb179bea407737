"""Decisions made from single look-ups are those made from the whole record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from filled import start

import dateline
from dateline.deciding import Decider, ReaderThings, ViewThings, keep
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


def test_an_agreement_and_a_refusal_are_not_merged(tmp_path: Path) -> None:
    text = "Northland and Southland signed a ceasefire on 3 May 2031. On 4 May 2031 Southland rejected the ceasefire."
    read = dateline.read_text(text, published="2031-05-05")
    with open_record(tmp_path / "war.db") as record:
        record.add(read.report, read.reading, start(record))
        kept = {claim.type.value: f"{claim.report}/{claim.id}" for claim in read.claims}
        decider = Decider(ReaderThings(record.reader()), "Ada", noon)
        with pytest.raises(InputError, match="correct the type"):
            decider.merge([kept["AGREE"], kept["REJECT"]], "one deal")


def test_what_is_not_possible_is_not_kept_unless_it_was_made_elsewhere(examples_record: Path, tmp_path: Path) -> None:
    with open_record(examples_record, read_only=True) as examples:
        read = examples.view()
    with open_record(tmp_path / "war.db") as record:
        run = start(record)
        for report, reading in zip(read.reports, read.readings, strict=True):
            record.add(report, reading, run)
        furniture = next((r, b) for r in read.reports for b in r.blocks if not b.kind.is_read)
        span = furniture[1].start, furniture[1].end
        made = Decider(ReaderThings(record.reader()), "Ada", noon).add(furniture[0].id, span, {"type": "AID"}, "missed")
        refused = keep(record, [made])
        assert (refused.new, record.decisions()) == (0, ())
        assert "what was read" in refused.refused[0][1]
        foreign = keep(record, [made], foreign=True)
        assert [r.status.value for r in foreign.rulings] == ["not possible"]
        assert record.view().is_current
