"""Decisions made from the pages, in a real browser: kept, applied, shown, taken back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import serving

from dateline.record import RecordView, open_record

pytestmark = pytest.mark.browser


def look(record: Path) -> RecordView:
    with open_record(record, create=False, read_only=True) as opened:
        return opened.view()


@pytest.fixture
def page(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.trouble = []
    opened.on("pageerror", lambda error: opened.trouble.append(str(error)))
    yield opened
    assert opened.trouble == []
    context.close()


def decide(page: Any, form: str, button: str, reason: str) -> None:
    box = page.locator(form)
    box.locator("input[name=why]").first.fill(reason)
    box.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/decisions/d-*")


def biggest(view: RecordView) -> Any:
    return max((e for e in view.reconciliation.events if not e.part_of), key=lambda e: len(e.claims))


def test_a_split_made_seen_and_taken_back(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    before = look(record)
    event = biggest(before)
    page.goto(f"{site}/events/{event.id}")
    part = page.locator(".claims input[name=part]").last
    claim = part.get_attribute("value")
    part.check()
    decide(page, "#decide-event", "Split the marked claims out", "another market, another day")
    assert "applied" in page.locator(".card").inner_text()
    assert "another market, another day" in page.locator(".card").inner_text()
    after = look(record)
    (now,) = [e for e in after.reconciliation.events if claim in map(str, e.claims) and not e.part_of]
    assert len(now.claims) < len(event.claims)
    links = [a.get_attribute("href") for a in page.locator("ol.lines a.head").all()]
    assert f"/events/{now.id}" in links, "the decision leads to what became of the claim"
    page.goto(f"{site}/events/{now.id}")
    assert "another market, another day" in page.locator("main").inner_text()

    page.goto(f"{site}/decisions")
    page.locator("input[name=why]").first.fill("it was the same one")
    page.get_by_role("button", name="Take it back").first.click()
    page.wait_for_url("**/decisions/d-*")
    page.goto(f"{site}/decisions")
    text = page.locator("ol.lines").inner_text()
    assert "taken back" in text
    assert "withdrawn" in text
    again = look(record)
    assert again.reconciliation.events == before.reconciliation.events
    assert len(again.decisions) == 2, "the log keeps both"


def test_two_events_merged(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    events = [e for e in look(record).reconciliation.events if e.type.value == "ASSAULT" and not e.part_of]
    one, other = events[:2]
    page.goto(f"{site}/events/{one.id}")
    page.locator("#decide-event input[name=other]").fill(other.id)
    decide(page, "#decide-event", "They are one: merge", "one night, two names")
    merged = [e for e in look(record).reconciliation.events if {*one.claims, *other.claims} <= set(e.claims)]
    assert len(merged) == 1


def test_a_value_corrected(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    view = look(record)
    claim = next(c for c in view.claims() if any(h.kind.value == "killed" and h.minimum == 11 for h in c.harms))
    page.goto(f"{site}/claims/{claim.report}/{claim.id}")
    page.get_by_label("killed", exact=True).fill("12")
    decide(page, "form:has(fieldset)", "Correct", "the agency corrected it by telephone")
    (now,) = [c for c in look(record).claims() if (c.report, c.id) == (claim.report, claim.id)]
    assert [(h.minimum, h.maximum) for h in now.harms if h.kind.value == "killed"] == [(12, 12)]
    assert (now.type, now.place, now.time) == (claim.type, claim.place, claim.time), "what was left alone stays"
    page.go_back()
    page.reload()
    shown = page.locator("main").inner_text()
    assert "corrected by Ada" in shown
    assert "read as:" in shown


def test_a_claim_rejected_leaves_its_event(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    claim = biggest(look(record)).claims[-1]
    page.goto(f"{site}/claims/{claim}")
    decide(page, "form.decide.row", "Reject the claim", "misread")
    assert all(claim not in e.claims for e in look(record).reconciliation.events)


def test_a_missed_claim_marked_in_the_text(own_site: tuple[str, Path], page: Any) -> None:
    """By dragging over words, with blanks and signs beyond the basic plane in front of them."""
    site, record = own_site
    view = look(record)
    report = next(r for r in view.reports if r.outlet and "Northwire" in r.outlet.name)
    sentence = next(s for r in view.readings if r.report == report.id for s in r.sentences[1:] if len(s.text) > 40)
    page.goto(f"{site}/reports/{report.id}")
    page.evaluate(
        """([start, end]) => {
          const text = document.querySelector('.text');
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let at = 0, node;
          while ((node = walker.nextNode())) {
            const length = node.data.length;
            if (start >= at && start < at + length) range.setStart(node, start - at);
            if (end > at && end <= at + length) range.setEnd(node, end - at);
            at += length;
          }
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        [sentence.start, sentence.end],
    )
    page.wait_for_function("document.querySelector('#add textarea').value !== ''")
    assert page.locator("#add textarea").input_value() == sentence.text.strip()
    page.locator("#add select").select_option("AID")
    page.locator("#add input[name='value.killed']").fill("2")
    decide(page, "#add", "Add the claim", "the machine missed it")
    after = look(record)
    (added,) = [c for c in after.claims() if c.id.startswith("d-")]
    assert added.trigger.quote == report.text[added.trigger.start : added.trigger.end] == sentence.text.strip()
    assert added.type.value == "AID"
    page.goto(f"{site}/reports/{report.id}")
    assert "AID" in page.locator(".side").inner_text()


def test_words_that_stand_nowhere_are_refused(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    report = look(record).reports[0].id
    page.goto(f"{site}/reports/{report}")
    page.locator("#add textarea").fill("nobody wrote this")
    page.locator("#add select").select_option("ASSAULT")
    page.locator("#add input[name=why]").fill("made up")
    with page.expect_navigation():
        page.get_by_role("button", name="Add the claim").click()
    assert "do not stand in" in page.locator("main").inner_text()
    assert look(record).decisions == ()


def test_two_names_joined_and_told_apart(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    names = [e for e in look(record).reconciliation.entities if e.kind.value != "place"]
    apart = ((a, b) for a in names for b in names if not {m.report for m in a.members} & {m.report for m in b.members})
    people = next(pair for pair in apart if pair[0].kind is pair[1].kind)
    page.goto(f"{site}/names/{people[0].id}")
    page.locator("input[name=other]").fill(people[1].id)
    decide(page, "form.decide", "They are one: join", "a nickname")
    members = {*people[0].members, *people[1].members}
    assert any(members <= set(e.members) for e in look(record).reconciliation.entities)
    assert page.locator("h2:has-text('names') + ul a").count() >= 1


def test_the_name_of_who_decides_is_remembered(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    event = biggest(look(record))
    page.goto(f"{site}/events/{event.id}")
    assert page.locator("input[name=by]").first.input_value() == "Ada"
    page.locator("input[name=by]").first.fill("Berta Núñez")
    decide(page, "#decide-event", "Confirm the event", "telephoned the hospital")
    assert look(record).decisions[0].author == "Berta Núñez"
    page.goto(f"{site}/events/{event.id}")
    assert page.locator("input[name=by]").first.input_value() == "Berta Núñez"


def form_of(site: str, client: httpx.Client, event: str) -> dict[str, str]:
    text = client.get(f"{site}/events/{event}").text
    found = re.search(r'name="token" value="([0-9a-f]+)"', text)
    assert found is not None
    return {"token": found[1], "of": event, "do": "note", "why": "a note", "by": "Ada", "back": f"/events/{event}"}


def test_a_form_of_another_site_decides_nothing(own_site: tuple[str, Path]) -> None:
    site, record = own_site
    event = look(record).reconciliation.events[0].id
    with httpx.Client() as visitor, httpx.Client() as stranger:
        form = form_of(site, visitor, event)
        post = f"{site}/decide"
        assert visitor.post(post, data=form, headers={"Origin": "http://evil.example"}).status_code == 403
        assert visitor.post(post, data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert visitor.post(post, data=form | {"token": "0" * 64}).status_code == 403
        assert visitor.post(post, data={k: v for k, v in form.items() if k != "token"}).status_code == 403
        assert stranger.post(post, data=form).status_code == 403, "a token is good for its own visitor only"
        assert look(record).decisions == ()
        assert visitor.post(post, data=form, headers={"Origin": site}).status_code == 303
    assert len(look(record).decisions) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"do": "explode"}, 422),
        ({"of": "ev-none"}, 422),
        ({"why": ""}, 422),
        ({"why": "x" * 20_000}, 422),
        ({"do": "merge", "other": "ev-none"}, 422),
        ({"do": "split"}, 422),
        ({"why": "\U0001f600 \u202e \x00"}, 422),
    ],
)
def test_what_cannot_be_decided_is_said(own_site: tuple[str, Path], change: dict[str, str], status: int) -> None:
    site, record = own_site
    event = look(record).reconciliation.events[0].id
    with httpx.Client() as client:
        answer = client.post(f"{site}/decide", data=form_of(site, client, event) | change)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert look(record).decisions == ()


def test_back_leads_nowhere_else(own_site: tuple[str, Path]) -> None:
    site, record = own_site
    event = look(record).reconciliation.events[0].id
    with httpx.Client() as client:
        form = form_of(site, client, event) | {"back": "//evil.example/"}
        answer = client.post(f"{site}/decide", data=form, follow_redirects=True)
    assert "evil.example" not in answer.text


def test_read_only_shows_and_takes_nothing(examples_record: Path) -> None:
    with serving(examples_record, "--read-only") as site:
        event = look(examples_record).reconciliation.events[0].id
        text = httpx.get(f"{site}/events/{event}").text
        assert "/decide" not in text
        assert httpx.post(f"{site}/decide", data={"do": "note", "of": event, "why": "x"}).status_code == 403


def test_other_addresses_are_read_only_by_themselves(examples_record: Path) -> None:
    with serving(examples_record, "--host", "0.0.0.0") as site:
        local = site.replace("0.0.0.0", "127.0.0.1")
        assert "shown only" in httpx.get(local).text


def test_enter_alone_decides_nothing(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    event = biggest(look(record))
    page.goto(f"{site}/events/{event.id}")
    page.locator("#decide-event input[name=why]").fill("two nights")
    page.locator("#decide-event input[name=other]").fill("ev-0")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == f"{site}/events/{event.id}"
    assert look(record).decisions == ()


def test_what_a_person_set_is_no_quote_of_the_outlet(own_site: tuple[str, Path], page: Any) -> None:
    site, record = own_site
    view = look(record)
    claim = next(c for c in view.claims() if any(h.kind.value == "killed" and h.minimum == 11 for h in c.harms))
    page.goto(f"{site}/claims/{claim.report}/{claim.id}")
    page.get_by_label("killed", exact=True).fill("47")
    decide(page, "form:has(fieldset)", "Correct", "the later list")
    event = next(e for e in look(record).reconciliation.events if f"{claim.report}/{claim.id}" in map(str, e.claims))
    page.goto(f"{site}/events/{event.id}")
    shown = page.locator("main").inner_text()
    assert "“47”" not in shown
    row = page.locator(".values tr", has_text="47").first.inner_text()
    assert "corrected by Ada" in row
    for side in page.locator(".dispute tr", has_text="47").all():
        assert "corrected by Ada" in side.inner_text()
    assert "corrected by Ada" in page.locator("dl.fields dt:text-is('killed') + dd").inner_text()


def test_odd_forms_are_refused_in_words(own_site: tuple[str, Path]) -> None:
    site, record = own_site
    event = look(record).reconciliation.events[0].id
    with httpx.Client() as client:
        form = form_of(site, client, event)
        assert client.post(f"{site}/decide", data=form | {"token": "é"}).status_code == 403
        unknown = client.post(f"{site}/decide", data=form | {"do": "undo", "of": "d-nope"})
        assert unknown.status_code == 422
        assert f'href="/events/{event}"' in unknown.text, "the way back to the form"
        assert client.post(f"{site}/decide", data=form | {"by": "A" * 200}).status_code == 422
    assert look(record).decisions == ()


def test_a_record_that_was_replaced_is_noticed(own_site: tuple[str, Path]) -> None:
    site, record = own_site
    shutil.copy(record, record.with_name("other.db"))
    record.with_name("other.db").replace(record)
    answer = httpx.get(f"{site}/events")
    assert answer.status_code == 503
    assert "start it again" in answer.text
