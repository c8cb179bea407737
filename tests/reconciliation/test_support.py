"""For each value of each field: the claims, and the origins in which their chains meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scenario import HARGEISA, OUTSKIRTS, Told, day, harm

from dateline.model import Event, Link, LinkRole, Modality
from dateline.reconciliation import reconcile


def event(*told: Told) -> Event:
    (found,) = (e for e in reconcile([t.made() for t in told]).events if e.part_of is None)
    return found


def values(found: Event, field: str) -> dict[str, list[str]]:
    """The names of the origins of each value of a field, parties with a star."""
    return {v.value: [o.name + "*" * o.party for o in v.origins] for v in found.values if v.field == field}


def shelling(name: str, outlet: str, killed: int, *by: tuple[str, str], **kw: object) -> Told:
    report = Told(name, outlet, "2026-02-03")
    links = tuple(report.link(who, sector=sector, country="SOM") for who, sector in by)
    army, front = report.who("Somali army", "SOM", "MIL"), report.who("Valley Front", "SOM", "REB")
    fields = {"actors": (army,), "recipients": (front,), "place": HARGEISA, "time": day("2026-02-02")} | kw
    sentence = f"Soldiers shelled the camp near the mill, {outlet} hears, and {killed} died."
    return report.says(sentence, by=links, harms=(harm("killed", killed),), **fields)


def test_each_value_has_its_own_origins() -> None:
    found = event(
        shelling("a", "Coast Post", 3, ("Hodan Ali", "CVL")),
        shelling("b", "Hill Times", 3, ("Hodan Ali", "CVL")),
        shelling("c", "Gulf News", 5, ("Relief Union", "CVL"), place=OUTSKIRTS),
    )
    assert values(found, "killed") == {"3": ["Hodan Ali"], "5": ["Relief Union"]}
    assert values(found, "place") == {"Hargeisa": ["Hodan Ali"], "Arabsiyo": ["Relief Union"]}
    assert values(found, "actors") == {"Somali army": ["Hodan Ali", "Relief Union"]}
    assert values(found, "type") == {"ASSAULT": ["Hodan Ali", "Relief Union"]}
    assert values(found, "time") == {"2026-02-02": ["Hodan Ali", "Relief Union"]}
    killed = next(v for v in found.values if v.field == "killed")
    assert [str(ref) for ref in killed.claims] == ["a/c1", "b/c1"]


def test_a_party_behind_a_value_is_marked() -> None:
    found = event(
        shelling("a", "Coast Post", 40, ("Somali army", "MIL")), shelling("b", "Hill Times", 4, ("Valley Front", "REB"))
    )
    assert values(found, "killed") == {"40": ["Somali army*"], "4": ["Valley Front*"]}


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Somali officials", True),
        ("a Somali army spokesman", True),
        ("two officials", False),
        ("a Somali doctor", False),
    ],
)
def test_an_unnamed_voice_of_a_side_is_marked(phrase: str, party: bool) -> None:
    report = shelling("a", "Coast Post", 40)
    claim = report.claims[0]
    report.claims[0] = replace(claim, chain=(Link(LinkRole.SPEAKER, phrase), *claim.chain))
    (origin,) = event(report).origins
    assert origin.party is party


def test_a_rumour_is_a_claim_without_an_origin() -> None:
    rumour = Told("b", "Hill Times", "2026-02-03")
    army = rumour.who("Somali army", "SOM", "MIL")
    rumour.says(
        "Soldiers are said to have shelled the camp and killed nine.", by=(Link(LinkRole.RUMOUR, None),),
        actors=(army,), place=HARGEISA, time=day("2026-02-02"), harms=(harm("killed", 9),),
    )  # fmt: skip
    found = event(shelling("a", "Coast Post", 3, ("Hodan Ali", "CVL")), rumour)
    assert values(found, "killed") == {"3": ["Hodan Ali"], "9": []}
    assert [v.value for v in found.values if v.field == "killed"] == ["3", "9"]


def test_how_figures_times_and_modes_are_told() -> None:
    open_figure = shelling("a", "Coast Post", 3)
    report = Told("b", "Hill Times", "2026-02-05")
    army = report.who("Somali army", "SOM", "MIL")
    report.says(
        "The army has shelled the camp since Monday and at least thirty died.", actors=(army,), place=HARGEISA,
        time=day("2026-02-02", "2026-02-04"), modality=Modality.ONGOING,
        harms=(harm("killed", 30, None), harm("killed", 2, victims="children", subset=True)),
    )  # fmt: skip
    found = event(open_figure, report)
    assert set(values(found, "killed")) == {"3", "at least 30", "2 children (part of another figure)"}
    assert set(values(found, "time")) == {"2026-02-02", "2026-02-02 to 2026-02-04"}
    assert set(values(found, "modality")) == {"occurred", "ongoing"}


def test_a_copied_passage_adds_no_origin_to_a_value() -> None:
    sentence = "Soldiers shelled the camp near the old mill at dawn on Monday and three guards of the gate were killed."
    reports = []
    for name, outlet, published in (("a", "Coast Post", "2026-02-03"), ("b", "Hill Times", "2026-02-04")):
        report = Told(name, outlet, published)
        for number in range(6):
            report.text(f"Here {outlet} tells of quite another thing, number {number} of {name * 3} in its own {name}.")
        fields = {"actors": (report.who("Somali army", "SOM", "MIL"),), "place": HARGEISA, "time": day("2026-02-02")}
        reports.append(report.says(sentence, harms=(harm("killed", 3),), **fields))
    found = event(*reports)
    assert found.reports == ("a", "b")
    assert values(found, "killed") == {"3": ["Coast Post"]}
