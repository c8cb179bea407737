"""One entity across reports: joined where it is sure, kept apart where it is not, in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.model import (
    CanonicalEntity,
    ClaimRef,
    Entity,
    EntityKind,
    Judgement,
    Office,
    Place,
    PlacePrecision,
    ReportClaims,
)
from dateline.reconciliation.entities import join_entities

PERSON, BODY, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE


def person(*names: str, office: tuple[str, str | None] | None = None, country: str | None = None) -> Entity:
    offices = (Office(office[0], country=office[1]),) if office is not None else ()
    return Entity("e1", PERSON, names[0], tuple(sorted(names)), offices, country)


def body(*names: str, country: str | None = None) -> Entity:
    return Entity("e1", BODY, names[0], tuple(sorted(names)), country=country)


def place(*names: str, id: str | None = None, country: str | None = None) -> Entity:
    found = Place(names[0], PlacePrecision.EXACT, id, country=country)
    return Entity("e1", PLACE, names[0], tuple(sorted(names)), place=found)


def join(*entities: Entity) -> tuple[tuple[CanonicalEntity, ...], tuple[Judgement, ...]]:
    readings = [ReportClaims(f"r{n}", f"{n}.txt", None, None, None, (entity,)) for n, entity in enumerate(entities)]
    return join_entities(readings)


SAME = [
    (person("Muammar Gaddafi", "Gaddafi"), person("Moammar Qadhafi")),
    (person("Tom Whitlock", "Whitlock"), person("Thomas Whitlock")),
    (person("Tom Whitlock", "Whitlock"), person("Whitlock")),
    (person("Orlov", office=("President", "RUS")), person("Sergei Orlov", office=("President", "RUS"))),
    (person("Somchai Naruephon", office=("Defence Minister", "THA")),
     person("Somchai Narufon", office=("Defense Minister", None))),
    (body("Free Eastern Forces", "FEF"), body("FEF")),
    (body("Kenyan Foreign Ministry", country="KEN"), body("Foreign Ministry", country="KEN")),
    (body("Free Eastern Forces", country="YEM"), body("FEF", country="YEM")),
    (body("Hezbollah"), body("Hizbullah")),
    (place("Homs", id="geonames:169577"), place("Hims", id="geonames:169577")),
    (place("Sheikh Zuwaid", country="EGY"), place("Sheikh Zuweid", country="EGY")),
]  # fmt: skip

APART = [
    (person("Muammar Gaddafi"), person("Saif al-Islam Gaddafi")),
    (person("Karim al-Nouri"), person("Nouri al-Hadi")),
    (person("Ahmed Haddad", "Haddad"), person("Ahmed")),
    (person("Orlov"), person("Orlov")),
    (
        person("Ali Hassan", office=("Foreign Minister", "IRQ")),
        person("Ali Hassan", office=("Foreign Minister", "EGY")),
    ),
    (body("Foreign Ministry", country="THA"), body("Foreign Ministry", country="KHM")),
    (body("Foreign Ministry"), body("Foreign Ministry")),
    (body("Internal Security Forces", country="SYR"), body("Internal Security Forces", country="LBN")),
    (body("Free Eastern Forces", "FEF"), body("Far East Front", "FEF")),
    (place("Tripoli", id="geonames:2210247", country="LBY"), place("Tripoli", id="geonames:266826", country="LBN")),
    (place("Camp 12", country="SYR"), place("Camp 14", country="SYR")),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_joined(left: Entity, right: Entity) -> None:
    entities, judgements = join(left, right)
    assert [e.members for e in entities] == [(ClaimRef("r0", "e1"), ClaimRef("r1", "e1"))]
    assert {j.decision for j in judgements} <= {"same"}


@pytest.mark.parametrize(("left", "right"), APART)
def test_kept_apart(left: Entity, right: Entity) -> None:
    entities, judgements = join(left, right)
    assert len(entities) == 2
    assert "same" not in {j.decision for j in judgements}


def test_a_family_name_that_two_bear_joins_neither() -> None:
    entities, judgements = join(person("Omar Barzan", "Barzan"), person("Hafez Barzan", "Barzan"), person("Barzan"))
    assert len(entities) == 3
    assert [j.decision for j in judgements if "more than one" in j.reason] == ["unsure", "unsure"]


def test_an_acronym_is_no_bridge_between_two_bodies() -> None:
    entities, _ = join(body("Free Eastern Forces", "FEF"), body("FEF"), body("Far East Front", "FEF"))
    assert sorted(e.name for e in entities if e.name != "FEF") == ["Far East Front", "Free Eastern Forces"]
    assert len(entities) == 3


def test_unlike_names_are_not_chained_together() -> None:
    entities, _ = join(person("Ferit Karamanli"), person("Ferit Karamanly"), person("Firat Karamanli"))
    assert sorted(e.aliases for e in entities) == [("Ferit Karamanli", "Ferit Karamanly"), ("Firat Karamanli",)]


def test_the_order_of_the_reports_does_not_matter() -> None:
    entities = [
        person("Muammar Gaddafi", "Gaddafi"),
        person("Moammar Qadhafi"),
        person("Gaddafi"),
        person("Saif al-Islam Gaddafi"),
    ]
    readings = [ReportClaims(f"r{n}", f"{n}.txt", None, None, None, (e,)) for n, e in enumerate(entities)]
    results = {repr(join_entities(order)) for order in permutations(readings)}
    assert len(results) == 1


def test_a_joined_entity_has_all_forms_and_says_why() -> None:
    (entity,), (judgement,) = join(person("Tom Whitlock", "Whitlock", country="USA"), person("Thomas Whitlock"))
    assert entity.aliases == ("Thomas Whitlock", "Tom Whitlock", "Whitlock")
    assert entity.country == "USA"
    assert (judgement.subject, judgement.left, judgement.right) == ("entity", "r0/e1", "r1/e1")
    assert judgement.decision == "same"
    assert judgement.score >= 0.9
    assert judgement.reason
    assert judgement.parts


def test_no_reports() -> None:
    assert join_entities([]) == ((), ())


def test_whoever_an_acronym_was_joined_to_counts_for_the_next_one() -> None:
    yemeni = Entity("e1", EntityKind.GROUP, "FEF", ("FEF",), country="YEM")
    for readings in permutations([body("Free Eastern Forces", "FEF"), yemeni, body("FEF", country="KEN")]):
        entities, _ = join(*readings)
        members = [member for entity in entities for member in entity.members]
        assert sorted(members) == [ClaimRef(f"r{n}", "e1") for n in range(3)]
        assert len(entities) == 2
