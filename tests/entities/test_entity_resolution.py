"""Who is meant within one report: short forms, titles taken up again, pronouns, speakers and chains."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Entity, EntityKind, LinkRole, ReportClaims
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]


def claims_of(annotate: Annotate, text: str, **known: str) -> ReportClaims:
    return resolve(extract(annotate(text, **known)))


def entity(claims: ReportClaims, form: str) -> Entity:
    found = [e for e in claims.entities if form in (e.name, *e.aliases)]
    assert len(found) == 1, (form, [(e.name, e.aliases) for e in claims.entities])
    return found[0]


def speakers(claims: ReportClaims) -> list[str | None]:
    return [s.speaker.name if s.speaker is not None else None for s in claims.statements]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Tariq al-Rahmani met Anna Lind. Rahmani said little. Al-Rahmani left.",
         ["Tariq al-Rahmani", "Rahmani", "Al-Rahmani"]),
        ("Foreign Minister Sergei Orlov spoke. Sergey Orlov added nothing.", ["Sergei Orlov", "Sergey Orlov"]),
        ("The Free Eastern Forces (FEF) attacked. The FEF denied it.", ["Free Eastern Forces", "FEF"]),
        ("Yusuf Rahimi, also known as Hamid Noori, was killed. Noori was 40.", ["Yusuf Rahimi", "Hamid Noori"]),
        ("Prime Minister Somchai Suwannarat arrived. Somchai said he was ready.", ["Somchai Suwannarat", "Somchai"]),
        ("Shells hit the Zabadiyeh district of Damascus. Families fled the Zabadieh district on Monday.",
         ["Zabadiyeh", "Zabadieh"]),
    ],
)  # fmt: skip
def test_forms_of_one_name(annotate: Annotate, text: str, forms: list[str]) -> None:
    claims = claims_of(annotate, text)
    assert len({entity(claims, form).id for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Karim al-Nouri met Nouri al-Hadi in Baghdad.", "Karim al-Nouri", "Nouri al-Hadi"),
        ("President Hafez Barzan and his son Omar Barzan came.", "Hafez Barzan", "Omar Barzan"),
        ("Ali Hassan spoke before Ali Rahimi did.", "Ali Hassan", "Ali Rahimi"),
        ("The Thai Foreign Ministry denied what the Cambodian Foreign Ministry said.",
         "Thai Foreign Ministry", "Cambodian Foreign Ministry"),
    ],
)  # fmt: skip
def test_different_ones_stay_apart(annotate: Annotate, text: str, left: str, right: str) -> None:
    claims = claims_of(annotate, text)
    assert entity(claims, left).id != entity(claims, right).id


def test_a_look_alike_letter_is_put_right_and_kept_as_an_alias(annotate: Annotate) -> None:
    claims = claims_of(annotate, "Foreign Minister Sergei Оrlov arrived in Damascus on Monday.")
    assert entity(claims, "Sergei Orlov").aliases == ("Sergei Orlov", "Sergei Оrlov")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mark Halloran arrived. “We want peace,” he said.", ["Mark Halloran"]),
        ("Anna Lind met Mark Halloran. She said the talks had failed.", ["Anna Lind"]),
        ("U.S. envoy Mark Halloran met the Kenyan president. The envoy said talks would resume.", ["Mark Halloran"]),
        ("Spokeswoman Mary Otieno denied it. The spokesperson said troops had left.", ["Mary Otieno", "Mary Otieno"]),
        ("Defence Minister Anna Lind and Foreign Minister Pavel Brodsky arrived. "
         "The foreign minister said the deal was close.", ["Pavel Brodsky"]),
        ("Mark Halloran said the truce held. He added that aid would follow.", ["Mark Halloran", "Mark Halloran"]),
        ("Two officials said the truce held. They warned that it was fragile.", ["Two officials", "Two officials"]),
        ("The Kenyan Health Ministry reported ten deaths. The ministry said more were missing.",
         ["Kenyan Health Ministry", "Kenyan Health Ministry"]),
        ("The army said it had withdrawn. The Kenyan army left two towns.", ["Kenyan army"]),
        ("Omar Barzan and Hafez Barzan arrived. Hafez Barzan spoke first. Barzan said the truce held.",
         ["Hafez Barzan"]),
    ],
)  # fmt: skip
def test_speakers_taken_back(annotate: Annotate, text: str, expected: list[str]) -> None:
    assert speakers(claims_of(annotate, text)) == expected


def test_the_speaker_of_a_quote_is_i_in_it_and_not_he(annotate: Annotate) -> None:
    text = "Pavel Brodsky resigned on Friday. “I warned that he would shell the town,” Anna Lind said."
    claims = claims_of(annotate, text)
    shelling = [claim for claim in claims.claims if "shell" in claim.trigger.quote]
    assert {actor.name for claim in shelling for actor in claim.actors} == {"Pavel Brodsky"}


def test_a_chain_ends_with_the_outlet(annotate: Annotate) -> None:
    claims = claims_of(annotate, "Mark Halloran said troops shelled the town.", outlet="The Daily Example")
    chain = claims.statements[0].chain
    assert [(link.role, link.name) for link in chain] == [
        (LinkRole.SPEAKER, "Mark Halloran"),
        (LinkRole.OUTLET, "The Daily Example"),
    ]
    assert all(claim.chain[-1].role is LinkRole.OUTLET for claim in claims.claims)


def test_the_agency_in_the_dateline_stands_before_the_outlet_that_carries_it(annotate: Annotate) -> None:
    text = (
        "LVIV, Feb 3 (Halden Wire) - Troops shelled the town, Mark Halloran said. The depot burned down after a raid."
    )
    claims = claims_of(annotate, text, outlet="The Daily Example")
    assert [(link.role, link.name) for link in claims.statements[0].chain] == [
        (LinkRole.SPEAKER, "Mark Halloran"),
        (LinkRole.MEDIUM, "Halden Wire"),
        (LinkRole.OUTLET, "The Daily Example"),
    ]
    assert claims.claims
    assert all(claim.chain[-2].evidence for claim in claims.claims)


def test_an_unknown_outlet_stays_unknown(annotate: Annotate) -> None:
    claims = claims_of(annotate, "Mark Halloran said troops shelled the town.")
    assert claims.statements[0].chain[-1].name is None


def test_offices_with_country_body_and_qualifier(annotate: Annotate) -> None:
    text = (
        "Former Kenyan President Daniel Otieno met Tariq Rahmani, commander of the Free Eastern Forces (FEF), and "
        "Mark Halloran, the U.S. ambassador to Kenya and special envoy to Yemen, in Nairobi."
    )
    claims = claims_of(annotate, text)
    offices = {
        e.name: [(o.title, o.qualifier, o.body, o.country) for o in e.offices]
        for e in claims.entities
        if e.kind is EntityKind.PERSON
    }
    assert offices == {
        "Daniel Otieno": [("President", "former", None, "KEN")],
        "Tariq Rahmani": [("commander", "", "Free Eastern Forces", None)],
        "Mark Halloran": [("ambassador to Kenya", "", None, "USA"), ("special envoy to Yemen", "", None, None)],
    }


def test_every_value_has_its_evidence_in_the_text(annotate: Annotate) -> None:
    text = (
        "Rebels shelled the market in Herat on Monday, killing 12 people, Defence Minister Yusuf Rahimi said. "
        "He accused the Eastern Front (EF) of the attack. The EF denied it."
    )
    claims = claims_of(annotate, text, published="2025-06-04")
    evidence = [e for entity in claims.entities for e in entity.evidence]
    evidence += [e for claim in claims.claims for field in claim.fields for e in field.evidence]
    evidence += [e for claim in claims.claims for link in claim.chain for e in link.evidence]
    evidence += [part for statement in claims.statements for part in statement.parts]
    assert evidence
    assert all(text[e.start : e.end] == e.quote for e in evidence)
    assert [c.id for c in claims.claims] == [f"c{n}" for n in range(1, len(claims.claims) + 1)]
    assert [s.id for s in claims.statements] == [f"s{n}" for n in range(1, len(claims.statements) + 1)]


def test_reading_twice_gives_the_same(annotate: Annotate) -> None:
    text = "Mark Halloran met Anna Lind in Nairobi. He said the Eastern Front (EF) had agreed. The EF did not comment."
    assert claims_of(annotate, text) == claims_of(annotate, text)


def test_an_empty_text_claims_nothing(annotate: Annotate) -> None:
    claims = claims_of(annotate, "Rain again, and more of it.")
    assert claims.entities == claims.claims == claims.statements == ()


def test_the_one_who_acts_is_not_the_one_acted_on(annotate: Annotate) -> None:
    claims = claims_of(annotate, "Kenyan authorities issued an ultimatum to villagers, ordering them to leave.")
    assert all(not {a.name for a in c.actors} & {r.name for r in c.recipients} for c in claims.claims)


@pytest.mark.parametrize(
    ("text", "names", "absent"),
    [
        (
            "The Sirte Protection Council met on Monday. Fighters of the Protection Council left on Tuesday.",
            {"Sirte Protection Council"},
            {"Protection Council"},
        ),
        (
            "The Iron Shield Brigade entered the town. Fighters of Iron Shield took the bridge. Iron Shield said so.",
            {"Iron Shield Brigade"},
            {"Iron Shield"},
        ),
        (
            "ARMY ADVANCES AS DEAL AIMS TO UNIFY FORCES\n\nTroops moved north. Colonel Amadou Keita led them.",
            {"Amadou Keita"},
            {"ARMY", "ADVANCES", "DEAL", "DEAL AIMS"},
        ),
        ("Five Thai troops were wounded near the border on Monday.", set(), {"Five Thai troops", "Thai troops"}),
    ],
)
def test_names_and_what_is_none(annotate: Annotate, text: str, names: set[str], absent: set[str]) -> None:
    found = {e.name for e in resolve(extract(annotate(text))).entities}
    assert names <= found
    assert not absent & found


def test_an_envoy_is_not_of_the_country_he_is_sent_to(annotate: Annotate) -> None:
    text = "Anna Lindqvist, the ambassador to Kenya and special envoy to Yemen, left. Lindqvist said talks went well."
    people = [e for e in resolve(extract(annotate(text))).entities if e.kind is EntityKind.PERSON]
    assert [(e.name, e.country) for e in people] == [("Anna Lindqvist", None)]


def test_a_wire_agency_is_no_army(annotate: Annotate) -> None:
    text = "AFP reported that five people died. An official told AFP that the road was closed."
    found = [e for e in resolve(extract(annotate(text))).entities if e.name == "AFP"]
    assert [(e.kind, e.country) for e in found] in ([], [(EntityKind.ORGANIZATION, None)])
