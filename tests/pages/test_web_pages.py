"""The pages as people meet them: a real server, a real browser."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from axe_playwright_python.base import AXE_FILE_PATH  # the script that the package ships

from dateline.record import RecordView, open_record

pytestmark = pytest.mark.browser
PAGES = (
    *("/", "/?disputed=yes", "/events", "/statements", "/disputes", "/names", "/places", "/reports", "/sources"),
    *("/not-read", "/decisions", "/search?q=market", "/search?q=", "/api", "EVENT", "REPORT", "CLAIM", "NAME"),
    *("STATEMENT", "PLACE", "/no-such-page", "/as-of/published/2031-03-06/"),
)


@pytest.fixture(scope="module")
def view(examples_record: Path) -> RecordView:
    with open_record(examples_record, read_only=True) as record:
        return record.view()


@pytest.fixture(scope="module")
def paths(view: RecordView) -> dict[str, str]:
    """Of each kind of page one that has much on it."""
    event = max(view.reconciliation.events, key=lambda e: len(e.claims))
    report = max(view.reports, key=lambda r: len(r.text))
    reading = next(r for r in view.readings if r.report == report.id)
    person = max(view.reconciliation.entities, key=lambda e: len(e.members))
    place = next(e.place for e in view.reconciliation.events if e.place is not None and e.place.id)
    return {
        "EVENT": f"/events/{event.id}",
        "REPORT": f"/reports/{report.id}",
        "CLAIM": f"/claims/{event.claims[0]}",
        "NAME": f"/names/{person.id}",
        "STATEMENT": f"/statements/{report.id}/{reading.statements[0].id}",
        "PLACE": f"/places/{place.id}",
    }


@pytest.fixture
def page(browser: Any) -> Any:
    """A page; whatever goes wrong on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.trouble = []
    opened.on("console", lambda m: opened.trouble.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: opened.trouble.append(str(error)))
    opened.on("dialog", lambda d: (opened.trouble.append(f"dialog {d.message}"), d.dismiss()))
    yield opened
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound_and_open_to_everyone(site: str, page: Any, paths: dict[str, str], path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    answer = page.goto(site + paths.get(path, path))
    if page.locator(".figure").count():
        page.locator(".figure[data-state]").wait_for()
    if path == "/no-such-page":
        assert answer.status == 404
    else:
        assert answer.status == 200
        assert page.trouble == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    assert page.locator("h1").count() == 1
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run()")["violations"]
        serious = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
        assert serious == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_link_of_the_site_leads_somewhere(site: str) -> None:
    """As a crawler follows them; those into a text must find their words there."""
    seen: dict[str, str] = {}
    wait = ["/", "/as-of/published/2031-03-06/"]
    lost, into_texts = [], set()
    with httpx.Client(base_url=site, timeout=30) as client:
        while wait and len(seen) < 150:
            path = wait.pop(0)
            if path in seen:
                continue
            answer = client.get(path)
            seen[path] = answer.text
            if answer.status_code != 200:
                lost.append((path, answer.status_code))
            if answer.headers["content-type"].startswith("text/html"):
                links = [link.replace("&amp;", "&") for link in re.findall(r'<a[^>]* href="(/[^"]+)"', answer.text)]
                into_texts.update(link for link in links if "#" in link)
                wait += [link for link in links if "#" not in link]
        for link in sorted(into_texts)[::7][:60]:
            address, _, anchor = link.partition("#")
            if f'id="{anchor}"' not in client.get(address).text:
                lost.append((link, "no such words"))
    assert lost == []
    assert len(seen) == 150
    assert len(into_texts) > 60


def test_links_stay_in_the_moment(site: str) -> None:
    text = httpx.get(site + "/as-of/published/2031-03-06/events").text
    links = re.findall(r' href="(/[^"]+)"', text)
    outside = [link for link in links if not link.startswith(("/as-of/published/2031-03-06/", "/static/", "/api"))]
    assert outside == ["/events"], "only the way back to now"


def test_filters_stand_in_the_address(site: str, page: Any, view: RecordView) -> None:
    page.goto(site + "/events")
    page.get_by_label("Actor").fill("Desert Shield")
    page.get_by_text("More", exact=True).click()
    page.get_by_label("ASSAULT").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Filter").click()
    query = urlsplit(page.url).query
    assert "actor=Desert+Shield" in query
    assert "type=ASSAULT" in query
    shown = page.locator("ol.lines > li").all_inner_texts()
    wanted = [
        e
        for e in view.reconciliation.events
        if e.type.value == "ASSAULT"
        and not e.part_of
        and any("Desert Shield" in a.name for a in (*e.actors, *e.recipients))
    ]
    assert len(shown) == len(wanted) > 0
    with page.expect_navigation():
        page.locator(".chips a").first.click()
    assert len(page.locator("ol.lines > li").all()) > len(shown)


def test_a_value_leads_to_its_words(site: str, page: Any, view: RecordView) -> None:
    event = max(view.reconciliation.events, key=lambda e: len(e.tolls) * 100 + len(e.claims))
    page.goto(f"{site}/events/{event.id}")
    link = page.locator("dl.fields dt:text-is('killed') + dd a.words").first
    words = link.inner_text().strip("“”")
    link.click()
    page.wait_for_url("**/reports/**")
    target = page.url.rsplit("#", 1)[1]
    assert page.evaluate("document.querySelector(':target') !== null")
    following = page.evaluate(
        "id => { const at = document.getElementById(id), text = at.closest('.text');"
        " const range = document.createRange(); range.setStartBefore(at); range.setEndAfter(text.lastChild);"
        " return range.toString(); }",
        target,
    )
    assert " ".join(following.split()).startswith(words.removesuffix(" …"))


def test_report_text_is_whole_and_marked(site: str, page: Any, view: RecordView) -> None:
    for report, reading in zip(view.reports, view.readings, strict=True):
        page.goto(f"{site}/reports/{report.id}")
        assert page.locator(".text").text_content() == report.text.replace("\r\n", "\n")
        if reading.claims:
            assert page.locator(".text .claim").count() > 0
        if any(not block.kind.is_read for block in report.blocks):
            assert page.locator(".text .furniture").count() > 0


def test_as_of_shows_what_was_known(site: str, page: Any, view: RecordView) -> None:
    page.goto(site + "/reports")
    page.get_by_text("As of now").click()
    page.locator("input[name=moment]").fill("2031-03-05")
    page.locator(".moment button").click()
    page.wait_for_url("**/as-of/published/2031-03-05/reports")
    known = [r for r in view.reports if r.published and r.published.value[:10] <= "2031-03-05"]
    assert page.locator("ol.lines > li").count() == len(known)
    assert "as it could be known by 2031-03-05" in page.locator(".notice").inner_text()
    assert page.locator("form[action='/decide']").count() == 0
    with page.expect_navigation():
        page.get_by_role("link", name="Back to now").click()
    assert page.locator("ol.lines > li").count() == len(view.reports)


def test_it_works_without_a_mouse(site: str, page: Any) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_it_works_without_script(browser: Any, site: str, paths: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert page.locator(".figure li a").count() > 2, "the places and months as lists"
    page.goto(site + paths["REPORT"])
    assert page.locator("textarea[name=words]").count() == 1
    context.close()


def test_it_prints(site: str, page: Any, paths: dict[str, str]) -> None:
    page.goto(site + paths["EVENT"])
    page.emulate_media(media="print")
    assert not page.locator(".find").is_visible()
    assert not page.locator("fieldset.decide").is_visible()
    assert page.locator(".claims blockquote").first.is_visible()


@pytest.mark.parametrize("path", ["/", "/api", "/static/web.css", "/no-such-page", "/events?since=never"])
def test_every_answer_carries_the_policy(site: str, path: str) -> None:
    headers = httpx.get(site + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy.split("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_inline_script_or_style(site: str, paths: dict[str, str]) -> None:
    for path in PAGES:
        text = httpx.get(site + paths.get(path, path)).text
        assert not re.search(r"<script(?![^>]* src=)", text)
        assert not re.search(r"<[a-z]+[^>]* (?:on[a-z]+|style)=", text)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 400),
        ("127.0.0.1", 200),
        ("localhost:8031", 200),
        ("[::1]:9", 200),
        ("localhost.evil.example", 400),
    ],
)
def test_only_names_of_its_own(site: str, host: str, status: int) -> None:
    assert httpx.get(site + "/events", headers={"Host": host}).status_code == status


def test_no_way_out_of_the_static_folder(site: str) -> None:
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/site.py", "layout.html", "", "/etc/passwd"):
        assert httpx.get(urljoin(site, f"/static/{name}")).status_code == 404


@pytest.mark.parametrize("here", ["//evil.example/", "https://evil.example", "/\\evil.example", "/\tx", ""])
def test_as_of_leads_nowhere_else(site: str, here: str) -> None:
    answer = httpx.get(site + "/as-of", params={"moment": "", "here": here})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("moment", ["yesterday", "2031-13-45", "99999-01-01", "'; DROP TABLE report", "%00", "-1"])
def test_no_such_moment_is_said(site: str, moment: str) -> None:
    answer = httpx.get(f"{site}/as-of/published/{moment}/events", timeout=30)
    assert answer.status_code in (404, 422)
    assert "Traceback" not in answer.text


def test_many_moments_at_once_wait_their_turn(site: str) -> None:
    def ask(day: int) -> httpx.Response:
        return httpx.get(f"{site}/as-of/published/2031-02-{day:02}/api/counts", timeout=60)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(1, 9)))
    assert {a.status_code for a in answers} <= {200, 503}
    for answer in answers:
        assert answer.json()
        if answer.status_code == 503:
            assert answer.headers["retry-after"]


def test_pages_of_disputes_are_counted_in_events(site: str, page: Any, view: RecordView) -> None:
    page.goto(site + "/disputes")
    disputed = [e for e in view.reconciliation.events if e.disputes and not e.part_of]
    assert page.locator(".pager").first.inner_text() == f"all {len(disputed)}"
    assert page.locator("section.dispute").count() == sum(len(e.disputes) for e in disputed)


def test_nothing_leads_out_of_the_moment_or_the_site(site: str) -> None:
    then = f"{site}/as-of/published/2031-03-06"
    assert httpx.get(f"{then}/events/").status_code == 404, "a slash more is no way back to now"
    assert httpx.get(f"{site}//evil.example/x").status_code == 404
    text = httpx.get(f"{then}//evil.example/x").text
    assert "//evil.example" not in text


def test_pages_of_other_sites_start_nothing(site: str) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert httpx.get(f"{site}/as-of/published/2031-01-01/", headers=foreign).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert httpx.get(f"{site}/events", headers=link).status_code == 200


def test_a_place_is_listed_once_with_all_its_events(site: str, page: Any) -> None:
    for path, rows in (("/", ".figure li"), ("/places", "tbody tr")):
        page.goto(site + path)
        links = page.locator(f"{rows} a[href^='/places/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert len(links) == len(set(links)) > 2, path
    for row in page.locator("tbody tr").all():
        name, events = row.locator("a"), int(row.locator("td").nth(1).inner_text())
        text = httpx.get(site + name.get_attribute("href")).text
        assert text.count('<a class="head"') == events


def test_what_is_near_a_place_is_said_to_be_near(site: str, view: RecordView) -> None:
    event = next(e for e in view.reconciliation.events if e.place and e.place.precision.value == "near")
    assert f"near {event.place.name}" in httpx.get(f"{site}/events").text


def test_search_keeps_the_kinds_from_page_to_page(site: str) -> None:
    text = httpx.get(f"{site}/search?q=the&kind=reports&kind=statements&per_page=2").text
    (after,) = set(re.findall(r'rel="next" href="([^"]+)"', text))
    assert "kind=reports" in after
    assert "kind=statements" in after
    assert "kind=events" not in after


def test_a_report_found_opens_at_the_words(site: str, page: Any) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    page.goto(f"{site}/search?q=market&kind=reports")
    hit = page.locator("main a[href*='/reports/']").first
    assert "market" in hit.get_attribute("href").casefold()
    hit.click()
    page.wait_for_url("**/reports/**")
    for _ in range(100):  # the policy of the pages lets no function be waited for
        if page.evaluate("scrollY") > 0:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("scrollY") > 0
    assert page.trouble == []
