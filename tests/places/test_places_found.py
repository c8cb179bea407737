"""Which names in a sentence are found as places, and which are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.places import find_dateline_places, find_demonyms, find_places
from dateline.model import AnnotatedReport, EntityKind, MentionKind

Annotate = Callable[..., AnnotatedReport]

FOUND = [
    ("The army shelled Aleppo on Tuesday.", ["Aleppo"]),
    ("Fighting spread to al-Hasakah, Deir ez-Zor and Raqqa.", ["al-Hasakah", "Deir ez-Zor", "Raqqa"]),
    ("Troops entered the village of Khirbet Zamra at dawn.", ["Khirbet Zamra"]),
    ("Shells hit the Bani Zeid neighbourhood of Aleppo.", ["Bani Zeid", "Aleppo"]),
    ("Clashes went on in Homs, Hama and Idlib provinces.", ["Homs", "Hama", "Idlib"]),
    ("A convoy was ambushed between Gao and Kidal in northern Mali.", ["Gao", "Kidal", "Mali"]),
    ("Two people died in Mobile, Alabama, police said.", ["Mobile", "Alabama"]),
    ("The convoy left St. Louis for Fort Worth, Texas.", ["St. Louis", "Fort Worth", "Texas"]),
    ("Israeli jets struck targets in Rafah and Khan Younis.", ["Rafah", "Khan Younis"]),
    ("The ship was seized in the Strait of Hormuz.", ["Strait of Hormuz"]),
    ("Helicopters flew from Bagram to Kabul.", ["Bagram", "Kabul"]),
    ("Rebels took Goma, the capital of North Kivu.", ["Goma", "North Kivu"]),
    ("Thousands fled Rio de Janeiro for São Paulo.", ["Rio de Janeiro", "São Paulo"]),
    ("Turkey sent troops to Libya.", ["Turkey", "Libya"]),
    ("Talks were held in the Dutch city of The Hague.", ["The Hague"]),
    ("The U.S. closed its embassy in Port-au-Prince.", ["U.S.", "Port-au-Prince"]),
    ("A bomb went off near the Al-Nour checkpoint outside Mosul.", ["Al-Nour", "Mosul"]),
    ("Residents of Kharkiv and Odesa heard blasts.", ["Kharkiv", "Odesa"]),
    ("He was born in Nice and died in Reading.", ["Nice", "Reading"]),
    ("The mine is in Norilsk, Russia.", ["Norilsk", "Russia"]),
]

NOT_FOUND = [
    ("Paris Hilton met reporters.", "Paris"),
    ("Jordan Smith said he would appeal.", "Jordan"),
    ("Mr. London said nothing.", "London"),
    ("Gen. Georgia Wells led the inquiry.", "Georgia"),
    ("The Bank of England kept its rate.", "England"),
    ("She writes for the Washington Post.", "Washington"),
    ("He studied at Boston University.", "Boston"),
    ("Most of the men went home in March.", "March"),
    ("Of the dead, three were children.", "Of"),
    ("The Thai government rejected the offer.", "Thai"),
    ("Kurdish fighters held the hill.", "Kurdish"),
    ("Hamas denied the report.", "Hamas"),
    ("On Tuesday the talks resumed.", "Tuesday"),
    ("Mobile phones did not work.", "Mobile"),
]


def names(annotated: AnnotatedReport) -> list[str]:
    return [m.name.of(annotated.report.text) for m in find_places(annotated) if m.name is not None]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(annotate: Annotate, text: str, expected: list[str]) -> None:
    assert names(annotate(text)) == expected


@pytest.mark.parametrize(("text", "name"), NOT_FOUND)
def test_not_found(annotate: Annotate, text: str, name: str) -> None:
    assert name not in names(annotate(text))


def test_a_mention_is_a_named_place_with_its_rule(annotate: Annotate) -> None:
    annotated = annotate("The army shelled Aleppo on Tuesday.")
    (mention,) = find_places(annotated)
    assert (mention.kind, mention.entity_kind) == (MentionKind.NAME, EntityKind.PLACE)
    assert mention.name == mention.span
    assert annotated.tokens[mention.head].text == "Aleppo"
    assert mention.rule.startswith("gazetteer")


def test_one_clear_mention_helps_the_others(annotate: Annotate) -> None:
    annotated = annotate("Soldiers entered the town of Umm Dalam at noon. Umm Dalam had been quiet for weeks.")
    assert names(annotated) == ["Umm Dalam", "Umm Dalam"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guerrillas attacked a police station in the city of san miguel, el salvador.", ["san miguel", "el salvador"]),
        ("the embassy of the united states in bogota was damaged.", ["united states", "bogota"]),
        ("the national liberation army claimed it, officials of the states said.", []),
    ],
)
def test_text_without_capitals(annotate: Annotate, text: str, expected: list[str]) -> None:
    assert names(annotate(text)) == expected


def test_the_dateline_is_not_where_it_happened(annotate: Annotate) -> None:
    annotated = annotate("AMMAN, Jordan (AP) — Shells hit Daraa on Monday.")
    assert names(annotated) == ["Daraa"]
    assert [s.of(annotated.report.text) for s in find_dateline_places(annotated)] == ["AMMAN", "Jordan"]


def test_demonyms_apart(annotate: Annotate) -> None:
    annotated = annotate("The Syrian army and South Korean engineers met Americans in Turkey.")
    assert [s.of(annotated.report.text) for s in find_demonyms(annotated)] == ["Syrian", "South Korean", "Americans"]


def test_nothing_in_nothing(annotate: Annotate) -> None:
    annotated = annotate("There was nothing to see here, and nobody came.")
    assert find_places(annotated) == ()
    assert find_demonyms(annotated) == ()
