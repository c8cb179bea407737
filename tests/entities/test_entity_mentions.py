"""Who is named and described: kinds of names, titles, offices, aliases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, EntityKind, Mention, MentionKind, Reading

Annotate = Callable[..., AnnotatedReport]
PERSON, BODY, GROUP, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE


def names(reading: Reading) -> dict[str, Mention]:
    text = reading.annotated.report.matching
    return {m.name.of(text): m for m in reading.mentions if m.kind is MentionKind.NAME and m.name is not None}


@pytest.mark.parametrize(
    ("text", "name", "kind", "title"),
    [
        ("Deputy Foreign Minister Sergei Orlov arrived on Monday.", "Sergei Orlov", PERSON, "Deputy Foreign Minister"),
        ("Troops under Gen. Tariq al-Rahmani entered the town.", "Tariq al-Rahmani", PERSON, "Gen."),
        ("Mr Okonkwo denied the report.", "Okonkwo", PERSON, "Mr"),
        ("Kenyan army chief Daniel Otieno resigned.", "Daniel Otieno", PERSON, "Kenyan army chief"),
        ("U.S. Special Envoy to Yemen Mark Halloran met them.", "Mark Halloran", PERSON, "U.S. Special Envoy to Yemen"),
        ("The rebels named Abu Mahdi al-Basri as their chief.", "Abu Mahdi al-Basri", PERSON, None),
        ("Mohammed bin Tariq Rahmani was released on Friday.", "Mohammed bin Tariq Rahmani", PERSON, None),
        ("Ludwig van der Berg, the ambassador to Kenya, left.", "Ludwig van der Berg", PERSON, None),
        ("The governor of Herat, Yusuf Rahimi, was wounded.", "Yusuf Rahimi", PERSON, None),
        ("The Kenyan Defence Ministry denied it.", "Kenyan Defence Ministry", BODY, None),
        ("Fighters of the National Liberation Front (NLF) fled.", "National Liberation Front", BODY, None),
        ("The Ministry of Foreign Affairs summoned the envoy.", "Ministry of Foreign Affairs", BODY, None),
        ("Members of the People's Progress Party voted.", "People's Progress Party", BODY, None),
        ("Kurds and Turkmens fled the area.", "Kurds", GROUP, None),
    ],
)
def test_names(annotate: Annotate, text: str, name: str, kind: EntityKind, title: str | None) -> None:
    found = names(extract(annotate(text)))
    assert name in found, sorted(found)
    assert found[name].entity_kind is kind
    given = found[name].title
    assert (given.of(text) if given is not None else None) == title


def test_one_name_is_of_one_kind_throughout(annotate: Annotate) -> None:
    text = "Foreign Minister Pavel Brodsky spoke. Brodsky left early. Later Brodsky's plane landed. Nobody saw Brodsky."
    reading = extract(annotate(text))
    assert {m.entity_kind for m in reading.mentions if m.kind is MentionKind.NAME} == {PERSON}


def test_a_neighbourhood_called_sheikh_is_no_person(annotate: Annotate) -> None:
    text = "Shells fell on the Sheikh Zayed district. Families fled Sheikh Zayed for Aleppo."
    kinds = {m.entity_kind for m in extract(annotate(text)).mentions if "Zayed" in m.span.of(text)}
    assert PERSON not in kinds


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("A senior official said the army would withdraw.", ["A senior official", "the army"]),
        ("Two people familiar with the talks confirmed it.", ["Two people familiar with the talks"]),
        ("Residents said the wounded were taken away.", ["Residents", "the wounded"]),
        ("Kenyan authorities arrested him.", ["Kenyan authorities"]),
    ],
)
def test_role_phrases(annotate: Annotate, text: str, phrases: list[str]) -> None:
    found = [m.span.of(text) for m in extract(annotate(text)).mentions if m.kind is MentionKind.NOMINAL]
    assert [phrase for phrase in phrases if phrase not in found] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian Deputy Foreign Minister Sergei Orlov spoke.",
            [("Sergei Orlov", "Russian Deputy Foreign Minister", None, None)],
        ),
        (
            "Tariq Rahmani, commander-in-chief of the Free Eastern Forces (FEF), warned of famine.",
            [("Tariq Rahmani", "commander-in-chief of the Free Eastern Forces", None, "Free Eastern Forces")],
        ),
        ("Former President Daniel Otieno returned.", [("Daniel Otieno", "Former President", "Former", None)]),
        ("Interim Prime Minister Anna Lind resigned.", [("Anna Lind", "Interim Prime Minister", "Interim", None)]),
        (
            "Mark Halloran, the U.S. ambassador to Kenya and special envoy to Yemen, left Nairobi.",
            [
                ("Mark Halloran", "U.S. ambassador to Kenya", None, None),
                ("Mark Halloran", "special envoy to Yemen", None, None),
            ],
        ),
        ("The governor of Herat, Yusuf Rahimi, was wounded.", [("Yusuf Rahimi", "governor of Herat", None, None)]),
        ("Anna Lind is the mayor of Malmo.", [("Anna Lind", "mayor of Malmo", None, None)]),
        ("Daniel Otieno, and the commander of the NLF, Yusuf Rahimi, signed it.",
         [("Yusuf Rahimi", "commander of the NLF", None, "NLF")]),
    ],
)  # fmt: skip
def test_offices(annotate: Annotate, text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    reading = extract(annotate(text))
    found = []
    for office in reading.offices:
        name = reading.mentions[office.mention].name
        body = office.body.of(text) if office.body is not None and expected[0][3] is not None else None
        qualifier = office.qualifier.of(text) if office.qualifier is not None else None
        found.append((name.of(text) if name is not None else "", office.office.of(text), qualifier, body))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "left", "right", "kind"),
    [
        ("The Free Eastern Forces (FEF) denied it.", "Free Eastern Forces", "FEF", "acronym"),
        ("The FEF (Free Eastern Forces) denied it.", "FEF", "Free Eastern Forces", "acronym"),
        ("Yusuf Rahimi, also known as Hamid Rahimi, was killed.", "Yusuf Rahimi", "Hamid Rahimi", "also-known-as"),
        ("The Eastern Front, formerly the Army of Dawn, signed.", "Eastern Front", "Army of Dawn", "formerly"),
    ],
)
def test_the_text_says_that_two_names_are_one(annotate: Annotate, text: str, left: str, right: str, kind: str) -> None:
    found = [(p.left.of(text), p.right.of(text), p.kind) for p in extract(annotate(text)).same_as]
    assert (left, right, kind) in found


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Herat (AFP) spoke on Monday.",
        "Residents of Aleppo (Syria) fled.",
        "The Red Crescent (three volunteers) was there.",
    ],
)
def test_brackets_that_name_nothing_again(annotate: Annotate, text: str) -> None:
    assert extract(annotate(text)).same_as == ()


def test_a_family_name_with_its_article_is_a_person_too(annotate: Annotate) -> None:
    text = "President Ahmad al-Nasiri left for Cairo. Al-Nasiri's convoy crossed over. Police met Al-Nasiri there."
    found = [m for m in extract(annotate(text)).mentions if "Nasiri" in m.span.of(text)]
    assert {m.entity_kind for m in found if m.kind is MentionKind.NAME} == {PERSON}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells hit the Bustan Maqr and Karm Zaytoun neighbourhoods on Monday.", "Bustan Maqr", PLACE),
        ("The newspaper Aldara reported clashes on Monday.", "Aldara", BODY),
        ("The channel Ronak showed pictures of the town.", "Ronak", BODY),
    ],
)
def test_a_noun_beside_the_name_tells_its_kind(annotate: Annotate, text: str, name: str, kind: EntityKind) -> None:
    assert names(extract(annotate(text)))[name].entity_kind is kind
