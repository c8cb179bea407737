"""One voice that a text names in several ways is one origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scenario import HARGEISA, Told, day

from dateline.model import FlagKind, Link, LinkRole, Office, Reconciliation
from dateline.reconciliation import reconcile


def names(result: Reconciliation) -> list[str]:
    (event,) = result.events
    return sorted(o.name for o in event.origins)


def raid(told: Told, *by: Link, sentence: str = "Gunmen raided the mill.", **kw: object) -> Told:
    gunmen = told.who("Valley Front", "SOM", "REB")
    return told.says(sentence, by=by, actors=(gunmen,), place=HARGEISA, time=day("2026-02-02"), **kw)


def unnamed(name: str) -> Link:
    return Link(LinkRole.SPEAKER, name)


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        (["a hospital doctor", "doctor"], ["a hospital doctor, to Coast Post"]),
        (["two aid workers", "the radio"], ["two aid workers, to Coast Post"]),
        (["Relief Union", "a spokeswoman for Relief Union"], ["Relief Union"]),
        (["Relief Union", "its spokeswoman"], ["Relief Union"]),
        (["Relief Union", "a shepherd"], ["Relief Union", "a shepherd, to Coast Post"]),
        (["Radio Brega", "The radio"], ["Radio Brega"]),
        (["the report"], ["Coast Post"]),
    ],
)
def test_a_voice_counts_once(links: list[str], wanted: list[str]) -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    named = {"Relief Union", "Radio Brega"}
    for link in links:
        raid(report, report.link(link) if link in named else unnamed(link))
    assert names(reconcile([report.made()])) == wanted


def test_a_spokeswoman_by_her_office_is_her_body() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    raid(raid(report, report.link("Relief Union")), report.link("Hodan Ali", kind="person"))
    title = Office("Relief Union spokeswoman")
    report.entities["Hodan Ali"] = replace(report.entities["Hodan Ali"], offices=(title,))
    assert len(names(reconcile([report.made()]))) == 1


def test_narration_beside_a_source_is_no_second_origin() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    raid(raid(raid(report, headline=True), unnamed("a miller")))
    assert names(reconcile([report.made()])) == ["a miller, to Coast Post"]


def test_a_headlines_voice_is_none_where_the_body_has_one() -> None:
    report = raid(Told("a", "Coast Post", "2026-02-03"), unnamed("medics"), headline=True)
    raid(report, unnamed("a hospital director"))
    assert names(reconcile([report.made()])) == ["a hospital director, to Coast Post"]


def test_an_outlet_quoted_by_another_is_one_origin_with_its_own_report() -> None:
    own = raid(Told("a", "Gulf Agency", "2026-02-03"))
    relay = Told("b", "Hill Times", "2026-02-04")
    raid(relay, relay.link("Gulf Agency", LinkRole.MEDIUM))
    result = reconcile([own.made(), relay.made()])
    assert names(result) == ["Gulf Agency"]
    assert FlagKind.SOLE_SOURCE in {f.kind for f in result.flags}


def test_an_unsigned_report_goes_by_the_name_of_its_file() -> None:
    reading = replace(raid(Told("a", None, "2026-02-03")).made(), file="some/folder/story.txt")
    assert names(reconcile([reading])) == ["story.txt"]
