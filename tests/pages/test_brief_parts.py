"""The brief of one event, and the brief without whole texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.errors import InputError
from dateline.pages.brief import render_brief
from dateline.record import RecordView, open_record


@pytest.fixture(scope="module")
def view(examples_record: Path) -> RecordView:
    with open_record(examples_record, read_only=True) as record:
        return record.view()


def test_one_event_brings_its_claims_and_reports_and_no_others(view: RecordView) -> None:
    event = max(view.reconciliation.events, key=lambda e: len(e.reports))
    page = render_brief(view, event=event.id)
    shown = set(re.findall(r'<article class="(?:event|report)" id="([^"]+)"', page))
    parts = {e.id for e in view.reconciliation.events if e.part_of == event.id}
    assert shown == {event.id, *parts, *event.reports}
    assert page.count("<mark>") >= len(event.claims)


def test_every_event_has_a_brief_whose_links_lead_somewhere(view: RecordView) -> None:
    for event in view.reconciliation.events:
        page = render_brief(view, event=event.id, excerpts=True)
        assert set(re.findall(r'href="#([^"]+)"', page)) - {"heard", "statements", "events", "disputed"} <= set(
            re.findall(r'id="([^"]+)"', page)
        )


def test_an_event_that_is_not_there_is_named(view: RecordView) -> None:
    with pytest.raises(InputError, match="ev-none"):
        render_brief(view, event="ev-none")


def test_excerpts_keep_the_evidence_and_leave_the_rest(view: RecordView) -> None:
    page = render_brief(view, excerpts=True)
    texts = re.findall(r'<div class="text">(.*?)</div>', page, re.S)
    assert len(texts) == len(view.reports)
    whole = "".join(re.findall(r'<div class="text">(.*?)</div>', render_brief(view), re.S))
    assert "[…]" in "".join(texts)
    assert len("".join(texts)) < len(whole)
    for report in view.reports:
        for block in report.blocks:
            words = block.span.of(report.text).strip()
            if not block.kind.is_read and words.isascii() and len(words) > 40 and "<" not in words:
                assert words not in "".join(texts)


def test_the_options_of_the_command(examples_record: Path, view: RecordView, tmp_path: Path) -> None:
    from click.testing import CliRunner

    target = tmp_path / "one.html"
    event = view.reconciliation.events[0]
    arguments = ["brief", "--record", str(examples_record), "--event", event.id, "--excerpts", "-o", str(target)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert event.id in target.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(main, [*arguments[:4], "ev-none", "-o", str(tmp_path / "none.html")])
    assert wrong.exit_code == 2
    assert not (tmp_path / "none.html").exists()
