"""The brief as a reader meets it: a file opened from disk, with the network off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH  # the script that the package ships

import dateline
from dateline.model import Reconciliation
from dateline.pages.brief import render_brief
from dateline.record import open_record
from dateline.record.views import RecordView

pytestmark = pytest.mark.browser


def open_page(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    """The page, and what went wrong or was asked for besides the file itself."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: trouble.append(r.url) if r.url.split("#")[0] != path.as_uri() else None)
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (trouble.append("dialog " + dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    return page, trouble


@pytest.fixture(scope="module")
def brief(examples_record: Path) -> Path:
    return examples_record.with_name("brief.html")


def test_opens_offline_and_asks_for_nothing(browser: Any, brief: Path) -> None:
    page, trouble = open_page(browser, brief)
    assert page.title()
    assert trouble == []


def test_map_and_timeline_lead_to_events(browser: Any, brief: Path) -> None:
    page, _ = open_page(browser, brief)
    for mark in (".pin", ".bar"):
        target = page.locator(mark).first.get_attribute("href")
        assert page.locator(f"article{target}").count() == 1


def test_every_inner_link_has_its_target(browser: Any, brief: Path) -> None:
    page, _ = open_page(browser, brief)
    lost = page.evaluate(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter(a => !document.getElementById(a.getAttribute('href').slice(1))).map(a => a.outerHTML)"
    )
    assert lost == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_to_everyone(browser: Any, brief: Path, scheme: str) -> None:
    page, _ = open_page(browser, brief, color_scheme=scheme)
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_a_claim_leads_to_its_words(browser: Any, brief: Path) -> None:
    page, _ = open_page(browser, brief)
    claim = page.locator("ul.claims li").first
    sentence = claim.locator("blockquote").text_content()
    target = claim.locator("a").first.get_attribute("href")
    following = page.evaluate(
        "id => { const at = document.getElementById(id); const text = at.closest('.text').textContent;"
        " const range = document.createRange(); range.setStart(at.closest('.text'), 0); range.setEndBefore(at);"
        " return text.slice(range.toString().length); }",
        target[1:],
    )
    assert following.startswith(sentence)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_phone(browser: Any, brief: Path, scheme: str) -> None:
    page, _ = open_page(browser, brief, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_report_texts_are_whole(browser: Any, brief: Path, examples_record: Path) -> None:
    page, _ = open_page(browser, brief)
    with open_record(examples_record) as record:
        reports = record.view().reports
    for report in reports:
        shown = page.locator(f"article.report#{report.id} .text").text_content()
        assert shown == report.text.replace("\r\n", "\n")


def test_hostile_text_stays_text(browser: Any, tmp_path: Path) -> None:
    text = (
        "<script>alert(1)</script> Rebels shelled Aleppo on Tuesday, killing five people, an official said. "
        '<img src=x onerror=alert(2)> "We <b>will</b> return," the official said. javascript:alert(3)'
    )
    source = tmp_path / "hostile.jsonl"
    source.write_text(json.dumps({"text": text, "url": "javascript:alert(4)", "outlet": "<i>x</i>"}), encoding="utf-8")
    view = dateline.read(source)
    path = tmp_path / "hostile.html"
    path.write_text(render_brief(view, title="<script>alert(5)</script>"), encoding="utf-8")
    page, trouble = open_page(browser, path)
    assert trouble == []
    assert page.locator("script, img, b:not(.chain b)").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_empty_record_says_so(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(render_brief(RecordView((), (), Reconciliation())), encoding="utf-8")
    page, trouble = open_page(browser, path)
    assert trouble == []
    assert "No text places an event" in page.locator("#where").text_content()
