"""A record full of tricks and one that is very full: nothing runs, nothing breaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest
from serving import serving

from dateline.pages.brief import render_brief
from dateline.record import open_record

pytestmark = pytest.mark.browser
LISTS = (
    *("/", "/events", "/statements", "/disputes", "/names", "/places", "/reports", "/sources", "/not-read"),
    *("/decisions", "/search?q=alert", "/search?q=<script>alert(1)</script>", "/events?q=%22%3E%3Cscript%3E"),
    *("/events/%3Cscript%3Ealert(1)", "/places/%22onmouseover=alert(1)", "/places/..%2f..%2fetc", "/reports/r-%00"),
    *("/?since=%3Cscript%3E", "/as-of/published/%3Cscript%3E/", "/decisions/d-x?back=javascript:alert(1)"),
)


@pytest.fixture(scope="module")
def hostile_site(hostile_record: Path) -> Iterator[str]:
    with serving(hostile_record) as address:
        yield address


def singles(record: Path) -> list[str]:
    with open_record(record, create=False, read_only=True) as opened:
        view = opened.view()
    paths = [f"/reports/{r.id}" for r in view.reports]
    paths += [f"/events/{e.id}" for e in view.reconciliation.events]
    paths += [f"/names/{e.id}" for e in view.reconciliation.entities]
    paths += [f"/claims/{c.report}/{c.id}" for c in view.claims()]
    paths += [f"/statements/{s.report}/{s.id}" for r in view.readings for s in r.statements]
    return paths


def test_no_page_runs_what_a_text_says(browser: Any, hostile_site: str, hostile_record: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda d: (trouble.append(f"dialog {d.message}"), d.dismiss()))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith((hostile_site, "data:")) else None)
    for path in [*LISTS, *singles(hostile_record)[:80]]:
        answer = page.goto(hostile_site + path, wait_until="load")
        assert answer.status < 500, path
        assert page.locator("main script, main iframe, main img, main object, main style").count() == 0, path
        links = page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert all(re.match(r"(?i)(/(?!/)|#|\?|https?://)", link) for link in links), (path, links)
        assert page.locator("[onclick],[onerror],[onload],[onmouseover]").count() == 0, path
        served = lxml.html.fromstring(answer.text())  # in the browser the figures' own script places what it draws
        assert served.xpath("//main//@style") == [], path
    page.goto(hostile_site, wait_until="networkidle")
    assert trouble == []
    context.close()


def test_texts_that_turn_writing_around_do_not_turn_the_page(hostile_site: str) -> None:
    """Controls for right-to-left stand in their own element, which isolates them."""
    style = httpx.get(f"{hostile_site}/static/base.css").text
    assert re.search(r"unicode-bidi:\s*isolate", style)


def test_signs_that_turn_the_writing_around_are_seen(hostile_site: str, hostile_record: Path) -> None:
    """ "51 people" between such signs would read "15 people": each stands as one visible mark, in the brief too."""
    turning = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    pages = {path: httpx.get(hostile_site + path, timeout=60).text for path in [*LISTS, *singles(hostile_record)[:80]]}
    with open_record(hostile_record, create=False, read_only=True) as opened:
        view = opened.view()
    assert any(turning.search(report.text) for report in view.reports)
    pages["brief"] = render_brief(view)
    assert [path for path, page in pages.items() if turning.search(page)] == []
    assert sum("\u2426gnp.exe\u2426" in page for page in pages.values()) > 5
    assert "&amp;lt;" not in pages["brief"]
    report = next(r for r in view.reports if turning.search(r.text) and len(r.text) < 10_000)
    shown = re.search(r'<div class="text">(.*?)</div>', pages[f"/reports/{report.id}"], re.DOTALL)
    assert shown is not None
    text = html.unescape(re.sub(r"<[^>]*>", "", shown[1]))
    assert text == turning.sub("\u2426", report.text)


def test_ten_thousand_events_are_pages_like_others(browser: Any, crowded_record: Path) -> None:
    with serving(crowded_record) as site:
        context = browser.new_context()
        page = context.new_page()
        page.goto(site, wait_until="networkidle")
        assert page.locator(".figure[data-state=drawn]").count() == 1
        shown = page.locator("main").inner_text()
        assert "10,000" in shown or "10 000" in shown or re.search(r"\d{1,2},\d{3} events", shown)
        page.goto(f"{site}/events?per_page=500&page=3")
        assert page.locator("ol.lines > li").count() == 500
        page.goto(f"{site}/events?page=999999")
        assert "none here" in page.locator("main").inner_text()
        context.close()
