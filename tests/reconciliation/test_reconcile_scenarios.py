"""A few reports each, and the record they must give."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from scenario import HARGEISA, LVIV, ODESA, OUTSKIRTS, Told, day, harm

from dateline.model import (
    ActorRef,
    EventType,
    Evidence,
    Flag,
    FlagKind,
    Link,
    LinkRole,
    Modality,
    Reconciliation,
    ReportClaims,
    Time,
    TimePrecision,
)
from dateline.reconciliation import reconcile

BASE = (
    "Shells fell on the cattle market of the old town shortly after dawn on Monday and the traders who had come in "
    "from the villages ran for the river while the stalls burned behind them and the guards at the gate fired back."
)


def record(*told: Told) -> Reconciliation:
    return reconcile([t.made() for t in told])


def shelling(name: str, outlet: str, published: str, when: str | None = "2026-02-02", **kw: object) -> Told:
    """The army shells Hargeisa, as the outlet itself tells it."""
    told = Told(name, outlet, published)
    army = told.who("Somali army", "SOM", "MIL")
    fields = {"actors": (army,), "place": HARGEISA, "time": day(when) if when else None} | kw
    return told.says(f"{outlet}: soldiers shelled the market in Hargeisa.", **fields)


def dispute_fields(result: Reconciliation) -> set[str]:
    return {d.field for e in result.events for d in e.disputes}


# -- copies ---------------------------------------------------------------------------------------------------------


def test_exact_copy_is_one_origin() -> None:
    one = shelling("a", "Coast Post", "2026-02-03").text(BASE)
    two = shelling("b", "Hill Times", "2026-02-04").text(BASE)
    result = record(one, two)
    assert [(c.reports, c.original) for c in result.copies] == [(("a", "b"), "a")]
    assert len(result.events) == 1
    assert len(result.events[0].origins) == 1
    assert [f.report for f in result.flags if f.kind is FlagKind.COPY] == ["b"]


def test_agency_copy_with_cuts_and_additions() -> None:
    own = "Hospitals in the district asked for blood and the governor cut short a visit to the capital to return home."
    one = Told("a", "Gulf Agency", "2026-02-03").text(BASE)
    two = Told("b", "Hill Times", "2026-02-03").text(own + " " + " ".join(BASE.split()[:25]))
    result = record(one, two)
    assert [c.reports for c in result.copies] == [("a", "b")]


def test_the_credited_outlet_is_the_original() -> None:
    credit = Link(LinkRole.MEDIUM, "Gulf Agency")
    one = shelling("a", "Hill Times", "2026-02-03", by=(credit,)).text(BASE)
    two = shelling("b", "Gulf Agency", "2026-02-03").text(BASE)
    assert record(one, two).copies[0].original == "b"


def test_quoting_the_same_words_is_no_copy() -> None:
    words = "we will rebuild every house that they have burned and we will not leave this valley until it is done"
    one = Told("a", "Coast Post").quotes("Amina Warsame", words).text(BASE)
    two = Told("b", "Hill Times").quotes("Amina Warsame", words).text(BASE[::-1])
    assert record(one, two).copies == ()


def test_unlike_reports_are_no_copies() -> None:
    assert record(Told("a", "Coast Post").text(BASE), Told("b", "Hill Times").text(BASE[::-1])).copies == ()


def test_one_sentence_in_two_reports_tells_one_happening() -> None:
    said = "Fighters of the two sides clashed again over the old road to the coast."
    told = [Told(name, outlet, "2026-02-03").says(said) for name, outlet in (("a", "Coast Post"), ("b", "Hill Times"))]
    (event,) = record(*told).events
    assert event.reports == ("a", "b")


def test_a_war_of_months_gathers_no_incidents() -> None:
    war = Told("a", "Coast Post", "2026-02-03")
    army, front = war.who("Somali army", "SOM", "MIL"), war.who("Valley Front", "SOM", "REB")
    war.says(
        "The army and the front have fought since November.", actors=(army, front), reciprocal=True, mode="clash",
        time=day("2025-11-01", "2026-02-03"),
    )  # fmt: skip
    others = [shelling("b", "Hill Times", "2026-02-03"), shelling("c", "Gulf News", "2026-01-12", place=LVIV)]
    assert len(record(war, *others).events) == 3


# -- origins --------------------------------------------------------------------------------------------------------


def test_two_outlets_are_two_origins() -> None:
    (event,) = record(shelling("a", "Coast Post", "2026-02-03"), shelling("b", "Hill Times", "2026-02-03")).events
    assert event.reports == ("a", "b")
    assert len(event.origins) == 2


def test_a_relay_of_a_relay_counts_once() -> None:
    told = []
    for name, outlet, relays in (("a", "Coast Post", ()), ("b", "Hill Times", ("Gulf Agency",))):
        report = Told(name, outlet, "2026-02-03")
        medic = report.link("Hodan Ali", kind="person")
        via = tuple(Link(LinkRole.MEDIUM, relay) for relay in relays)
        army = report.who("Somali army", "SOM", "MIL")
        report.says(
            f"Soldiers shelled the market, {outlet} hears.", by=(medic, *via), actors=(army,), place=HARGEISA,
            time=day("2026-02-02"),
        )  # fmt: skip
        told.append(report)
    (event,) = record(*told).events
    assert [o.name for o in event.origins] == ["Hodan Ali"]
    assert FlagKind.SOLE_SOURCE in {f.kind for f in record(*told).flags}


def test_two_outlets_that_carry_one_agency_are_one_origin() -> None:
    carried = (Link(LinkRole.MEDIUM, "Gulf Agency", venue="dateline"),)
    both = [
        shelling(name, outlet, "2026-02-03", by=carried) for name, outlet in (("a", "Coast Post"), ("b", "Hill Times"))
    ]
    (event,) = record(*both, shelling("c", "Gulf Agency", "2026-02-03")).events
    assert event.reports == ("a", "b", "c")
    assert [o.name for o in event.origins] == ["Gulf Agency"]


def test_a_rumour_that_an_agency_carries_is_no_origin() -> None:
    carried = (Link(LinkRole.RUMOUR, None), Link(LinkRole.MEDIUM, "Gulf Agency", venue="dateline"))
    assert record(shelling("a", "Coast Post", "2026-02-03", by=carried)).events[0].origins == ()


def test_a_rumour_is_no_origin() -> None:
    result = record(shelling("a", "Coast Post", "2026-02-03", by=(Link(LinkRole.RUMOUR, None),)))
    assert result.events[0].origins == ()
    assert [f.kind for f in result.flags] == [FlagKind.UNSOURCED]


def test_a_partys_claim_about_its_enemy_is_marked() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    front, army = report.who("Valley Front", "SOM", "REB"), report.who("Somali army", "SOM", "MIL")
    report.says(
        "The army lost forty men at Hargeisa, the front said.", by=(report.link("Valley Front"),), actors=(front,),
        recipients=(army,), place=HARGEISA, time=day("2026-02-02"), harms=(harm("killed", 40),),
    )  # fmt: skip
    result = record(report)
    assert [o.party for o in result.events[0].origins] == [True]
    assert FlagKind.PARTIES_ONLY in {f.kind for f in result.flags}


# -- one event or several -------------------------------------------------------------------------------------------


def test_weekly_attacks_stay_apart() -> None:
    result = record(
        shelling("a", "Coast Post", "2026-02-03"),
        shelling("b", "Hill Times", "2026-02-10", when="2026-02-09"),
    )
    assert len(result.events) == 2


def test_a_second_night_stays_apart() -> None:
    result = record(
        shelling("a", "Coast Post", "2026-02-03"),
        shelling("b", "Hill Times", "2026-02-04", when="2026-02-03"),
    )
    assert len(result.events) == 2


def test_days_of_fighting_told_as_such_are_one() -> None:
    battle = Told("c", "River Daily", "2026-02-05")
    sides = (battle.who("Somali army", "SOM", "MIL"), battle.who("Valley Front", "SOM", "REB"))
    battle.says(
        "The army and the Valley Front have fought in Hargeisa since Monday.", actors=sides, reciprocal=True,
        place=HARGEISA, time=day("2026-02-02", "2026-02-05"), modality=Modality.ONGOING,
    )  # fmt: skip
    result = record(
        shelling("a", "Coast Post", "2026-02-03"),
        shelling("b", "Hill Times", "2026-02-04", when="2026-02-03"),
        battle,
    )
    wholes = [e for e in result.events if e.part_of is None]
    assert [e.reports for e in wholes] == [("a", "b", "c")]
    assert wholes[0].time is not None
    assert (wholes[0].time.start, wholes[0].time.end) == ("2026-02-02", "2026-02-05")


def test_places_far_apart_stay_apart() -> None:
    result = record(
        shelling("a", "Coast Post", "2026-02-03", place=LVIV),
        shelling("b", "Hill Times", "2026-02-03", place=ODESA),
    )
    assert len(result.events) == 2


def test_a_plan_is_no_occurrence() -> None:
    result = record(
        shelling("a", "Coast Post", "2026-02-03"),
        shelling("b", "Hill Times", "2026-02-01", modality=Modality.PLANNED),
    )
    assert sorted((e.modality.value, e.reports) for e in result.events) == [
        ("occurred", ("a",)),
        ("planned", ("b",)),
    ]


@pytest.mark.parametrize("modality", [Modality.REQUESTED, Modality.FEARED, Modality.CONDITIONAL])
def test_what_is_only_wished_or_feared_is_no_event(modality: Modality) -> None:
    assert record(shelling("a", "Coast Post", "2026-02-03", modality=modality)).events == ()


def test_headline_lead_and_later_paragraph_are_one() -> None:
    report = shelling("a", "Coast Post", "2026-02-03", headline=True, time=None)
    army = report.who("Somali army", "SOM", "MIL")
    report.says("Three people died when soldiers shelled Hargeisa on Monday.", actors=(army,), place=HARGEISA,
                time=day("2026-02-02"), harms=(harm("killed", 3),))  # fmt: skip
    report.says("The shells hit stalls.", time=None, place=HARGEISA)
    (event,) = record(report).events
    assert len(event.claims) == 3


def market(told: Told, **kw: object) -> Told:
    """The army shells a market in Hargeisa."""
    army = told.who("Somali army", "SOM", "MIL")
    fields = {"actors": (army,), "recipients": (ActorRef("the cattle market"),), "mode": "heavy-weapons"} | kw
    return told.says(
        "Soldiers shelled the cattle market of Hargeisa.", place=HARGEISA, time=day("2026-02-02"), **fields
    )


FAR_ON = "The governor spoke of prices and of the rain that the farmers hope for before the end of the season. " * 5


@pytest.mark.parametrize("placed", [{}, {"place": HARGEISA, "time": day("2026-02-02")}])
def test_a_depot_bombed_is_no_market_shelled(placed: dict[str, object]) -> None:
    report = market(Told("a", "Coast Post", "2026-02-03"))
    army = report.who("Somali army", "SOM", "MIL")
    report.says("A drone struck an ammunition depot.", actors=(army,), recipients=(ActorRef("an ammunition depot"),),
                mode="aerial", **placed)  # fmt: skip
    assert len(record(report).events) == 2


def test_what_nothing_ties_to_the_last_attack_told_is_no_part_of_it() -> None:
    report = market(Told("a", "Coast Post", "2026-02-03")).text(FAR_ON)
    report.says("Six soldiers were killed.", recipients=(ActorRef("six soldiers", sector="MIL"),),
                harms=(harm("killed", 6),))  # fmt: skip
    army = report.who("Somali army", "SOM", "MIL")
    report.text(FAR_ON).says("The army kills its own people.", actors=(army,),
                             recipients=(ActorRef("its own people", None, "SOM", "CVL"),))  # fmt: skip
    assert sorted(len(e.claims) for e in record(market(report)).events) == [1, 1, 2]


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("Three people died.", {"harms": (harm("killed", 3),)}),  # the toll, in the next sentence
        ("The attack went on until dusk.", {}),
        ("More shells fell later.", {"mode": "heavy-weapons"}),
        ("A shell hit the market gate.", {"recipients": (ActorRef("the market gate"),)}),
    ],
)
def test_what_is_tied_to_the_attack_goes_on_with_it(sentence: str, more: dict[str, object]) -> None:
    (event,) = record(market(Told("a", "Coast Post", "2026-02-03")).says(sentence, **more)).events
    assert len(event.claims) == 2


def test_days_of_fighting_do_not_gather_a_strike_that_nothing_ties_to_them() -> None:
    report = battle("a", "Coast Post", "2026-02-06", "2026-02-02", "2026-02-06").text(FAR_ON)
    report.says(
        "Six guards were killed.", recipients=(ActorRef("six guards", sector="COP"),), harms=(harm("killed", 6),)
    )
    assert sorted(len(e.claims) for e in record(report).events) == [1, 1]


def test_one_speakers_appeal_in_three_outlets_is_one_request() -> None:
    told = []
    for name in "abc":
        report = Told(name, f"Outlet {name}", "2026-02-03")
        envoy = report.who("Nora Lind", kind="person")
        report.says("The envoy urged restraint.", EventType.REQUEST, actors=(envoy,), modality=Modality.VERBAL)
        told.append(report)
    (event,) = record(*told).events
    assert event.modality is Modality.VERBAL
    assert event.reports == ("a", "b", "c")


def test_two_speakers_are_two_requests() -> None:
    told = []
    for name, speaker in (("a", "Nora Lind"), ("b", "Pavel Horak")):
        report = Told(name, f"Outlet {name}", "2026-02-03")
        who = report.who(speaker, kind="person")
        report.says("An envoy urged restraint.", EventType.REQUEST, actors=(who,), modality=Modality.VERBAL)
        told.append(report)
    assert len(record(*told).events) == 2


def battle(name: str, outlet: str, published: str, first: str, last: str, **kw: object) -> Told:
    """Days of clashes between the army and the front in Hargeisa."""
    told = Told(name, outlet, published)
    sides = (told.who("Somali army", "SOM", "MIL"), told.who("Valley Front", "SOM", "REB"))
    fields = {"actors": sides, "reciprocal": True, "mode": "clash", "place": HARGEISA, "time": day(first, last)} | kw
    return told.says("The army and the Valley Front have been fighting in Hargeisa.", **fields)


def test_a_part_with_a_place_and_harm_of_its_own_is_shown_beside_the_whole() -> None:
    result = record(
        battle("a", "Coast Post", "2026-02-06", "2026-02-02", "2026-02-06"),
        battle("b", "Hill Times", "2026-02-06", "2026-02-02", "2026-02-05"),
        shelling("c", "River Daily", "2026-02-05", when="2026-02-04", place=OUTSKIRTS, harms=(harm("injured", 2),)),
    )
    whole, part = sorted(result.events, key=lambda e: e.part_of is not None)
    assert whole.reports == ("a", "b", "c")
    assert (part.part_of, part.reports, part.place) == (whole.id, ("c",), OUTSKIRTS)


def test_two_battles_a_month_apart_stay_two() -> None:
    result = record(
        battle("a", "Coast Post", "2026-02-06", "2026-02-02", "2026-02-06"),
        battle("b", "Hill Times", "2026-03-15", "2026-03-10", "2026-03-14"),
    )
    assert [e.reports for e in result.events] == [("a",), ("b",)]


def test_an_undated_telling_that_fits_two_days_joins_neither() -> None:
    result = record(
        shelling("a", "Coast Post", "2026-02-03"),
        shelling("b", "Hill Times", "2026-02-10", when="2026-02-09"),
        shelling("c", "River Daily", "", when=None),
    )
    assert len(result.events) == 3


def test_a_month_without_a_year_finds_its_event() -> None:
    month = Time("--02", "--02", TimePrecision.MONTH)
    told = shelling("b", "Hill Times", "2026-04-10", when=None, time=month, modality=Modality.HISTORICAL)
    (event,) = record(shelling("a", "Coast Post", "2026-02-03"), told).events
    assert event.time == day("2026-02-02")


def test_an_accord_of_which_each_report_names_one_party() -> None:
    told = []
    for name, subject, other in (
        ("a", "Somali government", "Valley Front"),
        ("b", "Valley Front", "Somali government"),
    ):
        report = Told(name, f"Outlet {name}", "2026-02-03")
        sectors = {"Somali government": "GOV", "Valley Front": "REB"}
        who = {s: report.who(s, "SOM", sector) for s, sector in sectors.items()}
        report.says(f"The {subject} signed an accord.", EventType.AGREE, actors=(who[subject],), time=day("2026-02-02"))
        report.says(f"The {other} spoke of it.", EventType.ACCUSE, actors=(who[other],), modality=Modality.VERBAL)
        told.append(report)
    accords = [e for e in record(*told).events if e.type is EventType.AGREE]
    assert [e.reports for e in accords] == [("a", "b")]


def test_accords_of_other_parties_on_one_day_stay_apart() -> None:
    told = []
    for name, country in (("a", "SOM"), ("b", "UKR")):
        report = Told(name, f"Outlet {name}", "2026-02-03")
        who = report.who(f"Government {country}", country, "GOV")
        told.append(report.says("The government signed an accord.", EventType.AGREE, actors=(who,),
                                time=day("2026-02-02")))  # fmt: skip
    assert len(record(*told).events) == 2


# -- tolls ----------------------------------------------------------------------------------------------------------


def with_toll(name: str, outlet: str, published: str, *harms: object) -> Told:
    return shelling(name, outlet, published, harms=tuple(harms))


def test_no_dispute_is_lost_among_hundreds_of_reports() -> None:
    many = [with_toll(f"r{n:03d}", f"Outlet {n}", "2026-02-03", harm("killed", 40)) for n in range(260)]
    result = record(*many, with_toll("z", "Hill Times", "2026-02-03", harm("killed", 4)))
    assert dispute_fields(result) == {"killed"}


def test_a_later_higher_toll_is_an_update() -> None:
    result = record(
        with_toll("a", "Coast Post", "2026-02-02", harm("killed", 12)),
        with_toll("b", "Hill Times", "2026-02-04", harm("killed", 15)),
    )
    assert dispute_fields(result) == set()
    assert [(t.minimum, t.maximum) for t in result.events[0].tolls] == [(12, 15)]


def test_an_outlets_own_later_toll_replaces_its_earlier_one() -> None:
    result = record(
        with_toll("a", "Coast Post", "2026-02-02", harm("killed", 12)),
        with_toll("b", "Coast Post", "2026-02-04", harm("killed", 15)),
    )
    assert [(t.minimum, t.maximum) for t in result.events[0].tolls] == [(15, 15)]


def test_tolls_of_one_day_that_exclude_each_other_are_disputed() -> None:
    result = record(
        with_toll("a", "Coast Post", "2026-02-03", harm("injured", 2)),
        with_toll("b", "Hill Times", "2026-02-03", harm("injured", 4)),
    )
    (dispute,) = result.events[0].disputes
    assert dispute.field == "injured"
    assert sorted((v.value, v.reports) for v in dispute.values) == [("2", ("a",)), ("4", ("b",))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (harm("killed", 12, None), harm("killed", 30)),  # at least 12 and 30
        (harm("killed", 100), harm("killed", 104)),  # rounding
        (harm("killed", 23), harm("killed", 4, victims="children", subset=True)),  # children among the dead
        (harm("killed", 23), harm("killed", 9, victims="soldiers")),  # another scope
    ],
)
def test_no_dispute_of_tolls(one: object, other: object) -> None:
    result = record(with_toll("a", "Coast Post", "2026-02-03", one), with_toll("b", "Hill Times", "2026-02-03", other))
    assert dispute_fields(result) == set()


def test_children_among_the_dead_are_not_the_toll() -> None:
    dead = harm("killed", 23), harm("killed", 4, victims="children", subset=True)
    (event,) = record(with_toll("a", "Coast Post", "2026-02-03", *dead)).events
    assert [(t.kind, t.minimum, t.maximum) for t in event.tolls] == [("killed", 23, 23)]


# -- disputes -------------------------------------------------------------------------------------------------------


def blame(name: str, outlet: str, culprit: str, victim: str | None, speaker: str) -> Told:
    report = Told(name, outlet, "2026-02-03")
    sectors = {"Somali army": "MIL", "Valley Front": "REB"}
    sides = {who: report.who(who, "SOM", sector) for who, sector in sectors.items()}
    return report.says(
        f"{culprit} attacked the market, {speaker} said.", by=(report.link(speaker),), actors=(sides[culprit],),
        recipients=(sides[victim],) if victim else (), place=HARGEISA, time=day("2026-02-02"),
        harms=(harm("killed", 5),),
    )  # fmt: skip


def test_each_side_blames_the_other() -> None:
    result = record(
        blame("a", "Coast Post", "Somali army", None, "Valley Front"),
        blame("b", "Hill Times", "Valley Front", None, "Somali army"),
    )
    (event,) = result.events
    (dispute,) = event.disputes
    assert dispute.field == "actors"
    assert {v.value: v.said_by[0] for v in dispute.values} == {
        "Somali army": "Valley Front",
        "Valley Front": "Somali army",
    }


def test_reversed_roles_stand_out() -> None:
    result = record(
        blame("a", "Coast Post", "Somali army", "Valley Front", "Hodan Ali"),
        blame("b", "Hill Times", "Valley Front", "Somali army", "Said Nur"),
    )
    (event,) = result.events
    assert [d.field for d in event.disputes] == ["roles"]


def test_one_report_that_has_the_same_two_as_allies_and_as_enemies() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    both = (report.who("Somali army", "SOM", "MIL"), report.who("Kenyan army", "KEN", "MIL"))
    report.says("Joint Somali and Kenyan forces attacked Hargeisa.", actors=both, place=HARGEISA)
    report.says("It was direct combat in Hargeisa between the two.", actors=both, place=HARGEISA, reciprocal=True)
    (event,) = record(report).events
    assert [d.field for d in event.disputes] == ["roles"]


def test_a_denial_stands_beside_what_it_denies() -> None:
    report = Told("b", "Hill Times", "2026-02-03")
    army = report.who("Somali army", "SOM", "MIL")
    report.says(
        "The army denied that it had shelled Hargeisa.", by=(report.link("Somali army"),), actors=(army,),
        place=HARGEISA, time=day("2026-02-02"), modality=Modality.DENIED,
    )  # fmt: skip
    (event,) = record(shelling("a", "Coast Post", "2026-02-03"), report).events
    assert event.modality is Modality.OCCURRED
    (dispute,) = event.disputes
    assert dispute.field == "occurrence"
    assert {v.value: v.reports for v in dispute.values} == {"happened": ("a",), "did not happen": ("b",)}
    assert [o.name for o in event.origins] == ["Coast Post"]


def test_the_day_of_a_denial_is_not_that_of_what_it_denies() -> None:
    report = market(Told("a", "Coast Post", "2026-02-09"))
    army = report.who("Somali army", "SOM", "MIL")
    said = "On Sunday the army denied that it had shelled the cattle market."
    at, start = report.at, said.index("shelled")
    trigger = Evidence("a", at + start, at + start + 7, "shelled")
    when = replace(day("2026-02-08"), evidence=(Evidence("a", at, at + 9, "On Sunday"),))
    report.says(said, by=(report.link("Somali army"),), actors=(army,), recipients=(ActorRef("the cattle market"),),
                mode="heavy-weapons", modality=Modality.DENIED, time=when, trigger=trigger)  # fmt: skip
    (event,) = record(report).events
    assert [d.field for d in event.disputes] == ["occurrence"]


def test_two_sentences_flagged_as_at_odds_are_a_dispute_of_their_event() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    sides = (report.who("Somali army", "SOM", "MIL"), report.who("Valley Front", "SOM", "REB"))
    for sentence in ("Both sides raided Hargeisa as one.", "In Hargeisa the two were at war."):
        report.says(sentence, actors=sides, place=HARGEISA, time=day("2026-02-02"))
    reading = report.made()
    flag = Flag(FlagKind.CONTRADICTION, "a", "allies and enemies", tuple(c.trigger for c in reading.claims))
    (event,) = reconcile([replace(reading, flags=(flag,))]).events
    (dispute,) = event.disputes
    assert (dispute.field, dispute.reason, len(dispute.values)) == ("roles", "allies and enemies", 2)


def test_one_voice_that_asserts_and_denies_is_a_dispute_of_whether_it_was() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    army = report.who("Somali army", "SOM", "MIL")
    for sentence, modality in (("It shelled Hargeisa.", Modality.OCCURRED), ("It never shelled it.", Modality.DENIED)):
        report.says(sentence, by=(report.link("Somali army"),), actors=(army,), place=HARGEISA, modality=modality)
    reading = report.made()
    flag = Flag(FlagKind.CONTRADICTION, "a", "asserts and denies", tuple(c.trigger for c in reading.claims))
    (event,) = reconcile([replace(reading, flags=(flag,))]).events
    assert [d.field for d in event.disputes] == ["occurrence"]


@pytest.mark.parametrize(("other", "wanted"), [(90000, set()), (20000, {"displaced"})])
def test_counts_of_displaced_by_half_apart_are_disputed(other: int, wanted: set[str]) -> None:
    result = record(
        with_toll("a", "Coast Post", "2026-02-03", harm("displaced", 100000, None)),
        with_toll("b", "Hill Times", "2026-02-03", harm("displaced", other, None)),
    )
    assert dispute_fields(result) == wanted


def test_a_denial_of_nothing_told_stands_alone() -> None:
    (event,) = record(shelling("a", "Coast Post", "2026-02-03", modality=Modality.DENIED)).events
    assert event.modality is Modality.DENIED


def test_two_towns_for_one_attack() -> None:
    dead = (harm("killed", 17),)
    result = record(
        shelling("a", "Coast Post", "2026-02-03", harms=dead),
        shelling("b", "Hill Times", "2026-02-03", place=OUTSKIRTS, harms=dead),
    )
    assert [[d.field for d in e.disputes] for e in result.events] == [["place"]]


# -- who is shown ----------------------------------------------------------------------------------------------------


def test_names_come_first_and_descriptions_of_them_are_left_out() -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    army = report.who("Somali border army", "SOM", "MIL")
    for ref in (ActorRef("the army", sector="MIL"), ActorRef("the army", sector="MIL"), ActorRef("gunmen"), army,
                ActorRef("Somali", None, "SOM")):  # fmt: skip
        report.says("They raided Hargeisa.", actors=(ref,), place=HARGEISA, time=day("2026-02-02"))
    (event,) = record(report).events
    assert [a.name for a in event.actors] == ["Somali border army", "gunmen"]


def test_a_dash_stands_only_between_those_of_one_claim() -> None:
    told = battle("a", "Coast Post", "2026-02-06", "2026-02-02", "2026-02-06")
    police = told.who("Somali police", "SOM", "COP")
    told.says("The police fought on.", actors=(police,), reciprocal=True, mode="clash", place=HARGEISA,
              time=day("2026-02-02", "2026-02-06"))  # fmt: skip
    (event,) = record(told).events
    assert "Somali army – Valley Front, 1 more" in event.summary


@pytest.mark.parametrize(
    ("kind", "harms", "flagged"),
    [
        (EventType.ASSAULT, (), True),
        (EventType.COERCE, (), True),
        (EventType.CONSULT, (), False),
        (EventType.PROTEST, (harm("injured", 3),), True),
    ],
)
def test_a_single_source_is_flagged_only_where_it_matters(kind: EventType, harms: object, flagged: bool) -> None:
    report = Told("a", "Coast Post", "2026-02-03")
    report.says("It took place in Hargeisa.", kind, actors=(report.who("Somali army", "SOM", "MIL"),), place=HARGEISA,
                harms=harms)  # fmt: skip
    assert (FlagKind.SOLE_SOURCE in {f.kind for f in record(report).flags}) is flagged


# -- nothing invented, order, growth --------------------------------------------------------------------------------


def test_unknown_stays_empty() -> None:
    (event,) = record(Told("a", "Coast Post", "2026-02-03").says("Shelling went on.")).events
    assert (event.time, event.place, event.actors, event.tolls) == (None, None, (), ())


def test_no_reports() -> None:
    assert reconcile([]) == Reconciliation()


def mixture() -> list[ReportClaims]:
    told = [
        shelling("a", "Coast Post", "2026-02-03").text(BASE),
        shelling("b", "Hill Times", "2026-02-04").text(BASE),
        with_toll("c", "River Daily", "2026-02-03", harm("killed", 5), harm("injured", 9)),
        with_toll("d", "Lake News", "2026-02-03", harm("killed", 9)),
        shelling("e", "Hill Times", "2026-02-05", when="2026-02-04"),
        shelling("f", "Coast Post", "2026-02-04", when=None),
        shelling("g", "Lake News", "2026-02-04", modality=Modality.DENIED),
        blame("h", "Coast Post", "Somali army", "Valley Front", "Hodan Ali"),
        blame("i", "Hill Times", "Valley Front", "Somali army", "Said Nur"),
        shelling("j", "Lake News", "2026-02-04", place=OUTSKIRTS),
    ]
    return [t.made() for t in told]


def test_twenty_orders_one_result() -> None:
    readings = mixture()
    wanted = repr(reconcile(readings))
    for seed in range(20):
        random.Random(seed).shuffle(readings)
        assert repr(reconcile(readings)) == wanted


def test_a_report_read_twice_counts_once() -> None:
    one = shelling("a", "Coast Post", "2026-02-03").made()
    assert reconcile([one, one]) == reconcile([one])


def test_ids_last_when_later_reports_come() -> None:
    first = [t.made() for t in (shelling("a", "Coast Post", "2026-02-03"),)]
    more = [*first, shelling("b", "Hill Times", "2026-02-04").made()]
    assert [e.id for e in reconcile(first).events] == [e.id for e in reconcile(more).events]


def test_many_claims_take_seconds() -> None:
    rng = random.Random(7)
    readings = []
    for n in range(1500):
        when = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        spot = replace(HARGEISA, id=f"geonames:{n % 97}", lat=rng.uniform(0, 50), lon=rng.uniform(0, 50))
        readings.append(shelling(f"r{n:05d}", f"Outlet {n % 40}", when, when=when, place=spot).made())
    assert len(reconcile(readings).events) > 500
