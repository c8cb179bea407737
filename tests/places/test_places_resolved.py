"""Places in context: which place a name means, how exactly, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.places import find_places
from dateline.model import AnnotatedReport, Place, PlacePrecision, Reading
from dateline.resolution.places import is_metonym, place_of_phrase, resolve_places

Annotate = Callable[..., AnnotatedReport]

EXACT, NEAR, CITY = PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.CITY
PROVINCE, COUNTRY, UNKNOWN = PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN

# text, name, country, (latitude, longitude) or None, precision
CASES = [
    # the best known place, when nothing else is said
    ("The mayor of Paris spoke.", "Paris", "FRA", (48.9, 2.4), EXACT),
    ("A bomb went off in Tripoli.", "Tripoli", "LBY", (32.9, 13.2), EXACT),
    ("Police searched a flat in Birmingham.", "Birmingham", "GBR", (52.5, -1.9), EXACT),
    ("Spanish police said floods hit Valencia.", "Valencia", "ESP", (39.5, -0.4), EXACT),
    ("Shells fell on Homs.", "Homs", "SYR", (34.7, 36.7), EXACT),
    # the country named in the report
    ("Lebanese soldiers shut the road out of Tripoli, Lebanese media said.", "Tripoli", "LBN", (34.4, 35.8), EXACT),
    ("Venezuelan troops fired on marchers in Valencia. Venezuela denied it.", "Valencia", "VEN", (10.2, -68.0), EXACT),
    ("Peruvian rebels attacked San Miguel, Peru said.", "San Miguel", "PER", None, None),
    ("Colombian police said two men died in Florencia, Colombia.", "Florencia", "COL", (1.6, -75.6), EXACT),
    ("Cuban officials in Santiago said Cuba was ready.", "Santiago", "CUB", (20.0, -75.8), None),
    (
        "Australian police said a man was shot in Newcastle. Australia mourned.",
        "Newcastle",
        "AUS",
        (-32.9, 151.8),
        EXACT,
    ),
    (
        "South African police clashed with miners near Newcastle. South Africa sent troops.",
        "Newcastle",
        "ZAF",
        None,
        None,
    ),
    ("Salvadoran guerrillas attacked San Vicente, El Salvador's army said.", "San Vicente", "SLV", (13.6, -88.8), None),
    ("Kenyan villagers fled Garissa, Kenya, for Wajir.", "Wajir", "KEN", (1.75, 40.06), None),
    # said to lie in
    ("He was arrested in Paris, Texas.", "Paris", "USA", (33.7, -95.6), EXACT),
    ("A storm hit Athens, Georgia.", "Athens", "USA", (34.0, -83.4), None),
    ("Two men were shot in Moscow, Idaho.", "Moscow", "USA", (46.7, -117.0), EXACT),
    ("The family lives in Cairo, Ill.", "Cairo", "USA", (37.0, -89.2), EXACT),
    ("Fire broke out in Lebanon, Pa.", "Lebanon", "USA", (40.3, -76.4), EXACT),
    ("She moved to London, Ontario.", "London", "CAN", (43.0, -81.2), EXACT),
    ("They met in Cordoba, Argentina.", "Cordoba", "ARG", (-31.4, -64.2), EXACT),
    ("They met in Cordoba, in southern Spain.", "Cordoba", "ESP", (37.9, -4.8), EXACT),
    ("The Texas town of Palestine was flooded.", "Palestine", "USA", (31.8, -95.6), None),
    ("Fighting reached Alexandria, Egypt.", "Alexandria", "EGY", (31.2, 29.9), EXACT),
    ("A body was found in Alexandria, Va.", "Alexandria", "USA", (38.8, -77.1), EXACT),
    ("Gunmen attacked Merida in Venezuela.", "Merida", "VEN", (8.6, -71.2), None),
    ("Gunmen attacked Merida in Mexico.", "Merida", "MEX", (21.0, -89.6), None),
    ("Police in Hyderabad, Pakistan, opened fire.", "Hyderabad", "PAK", (25.4, 68.4), EXACT),
    ("Police in Hyderabad, India, opened fire.", "Hyderabad", "IND", (17.4, 78.5), EXACT),
    ("Rebels hold Santa Ana in El Salvador.", "Santa Ana", "SLV", (14.0, -89.6), None),
    ("A mine killed two in Barda, a town in Azerbaijan.", "Barda", "AZE", (40.4, 47.1), None),
    # other places close by
    ("Rebels advanced from Masisi and Rutshuru towards Goma.", "Goma", "COD", (-1.7, 29.2), EXACT),
    ("Shells hit Sloviansk and Kramatorsk, and Bakhmut was burning.", "Bakhmut", "UKR", (48.6, 38.0), EXACT),
    ("From Kirkuk and Tikrit the convoy drove to Samarra.", "Samarra", "IRQ", (34.2, 43.9), EXACT),
    ("From Baidoa the convoy drove to Mogadishu through Afgooye.", "Afgooye", "SOM", (2.1, 45.1), EXACT),
    # divisions and regions
    ("Helmand province was quiet.", "Helmand", "AFG", (31.4, 64.2), PROVINCE),
    ("Clashes went on in Kandahar province.", "Kandahar", "AFG", (31.0, 65.5), PROVINCE),
    ("Clashes went on in the city of Kandahar.", "Kandahar", "AFG", (31.6, 65.7), EXACT),
    ("Villages in Idlib, Hama and Aleppo provinces were hit.", "Hama", "SYR", None, PROVINCE),
    ("Fighting spread in the provinces of Surin and Sisaket.", "Surin", "THA", None, PROVINCE),
    ("North Kivu is under a state of siege.", "North Kivu", "COD", (-0.8, 29.0), PROVINCE),
    ("Crimea was annexed.", "Crimea", "UKR", (45.3, 34.4), PROVINCE),
    ("Troops left the Sinai Peninsula.", "Sinai Peninsula", "EGY", (29.5, 33.8), PROVINCE),
    ("Texas sent its National Guard.", "Texas", "USA", (31.25, -99.25), PROVINCE),
    ("Two tankers burned in the Strait of Hormuz.", "Strait of Hormuz", None, (26.6, 56.3), None),
    # a country is never a pin
    ("Syria closed its border.", "Syria", "SYR", None, COUNTRY),
    ("The U.S. closed its embassy.", "U.S.", "USA", None, COUNTRY),
    ("Georgia mobilised its army, the Georgian president said.", "Georgia", "GEO", None, COUNTRY),
    (
        "Atlanta is the capital of Georgia, and Savannah is the oldest city in Georgia.",
        "Georgia",
        "USA",
        (32.8, -83.3),
        None,
    ),
    ("Niger closed its airspace.", "Niger", "NER", None, COUNTRY),
    ("The war in Africa went on.", "Africa", None, None, COUNTRY),
    ("He praised the United States' Middle East plan.", "Middle East", None, None, COUNTRY),
    ("Shells hit the Bani Darwan Kurdish neighbourhood of Homs.", "Bani Darwan", "SYR", (34.7, 36.7), CITY),
    ("He flew to the Middle East.", "Middle East", None, None, COUNTRY),
    # near
    ("A convoy was hit 30 km east of Homs.", "Homs", "SYR", (34.7, 36.7), NEAR),
    ("Gunmen struck outside Maiduguri.", "Maiduguri", "NGA", (11.8, 13.2), NEAR),
    ("A drone fell near Odesa.", "Odesa", "UKR", (46.5, 30.7), NEAR),
    ("A camp north of Kabul was raided.", "Kabul", "AFG", (34.5, 69.2), NEAR),
    ("They met in Kabul.", "Kabul", "AFG", (34.5, 69.2), EXACT),
    # what the gazetteer lacks
    ("Shells hit the Bani Darwan neighbourhood of Aleppo.", "Bani Darwan", "SYR", (36.2, 37.2), CITY),
    ("Shells hit Aleppo's Bani Darwan district.", "Bani Darwan", "SYR", (36.2, 37.2), CITY),
    ("Shells hit the Bani Darwan and Hayy Zamir neighbourhoods of Homs.", "Bani Darwan", "SYR", (34.7, 36.7), CITY),
    ("Shells hit the Bani Darwan and Hayy Zamir neighbourhoods of Homs.", "Hayy Zamir", "SYR", (34.7, 36.7), CITY),
    (
        "Fire spread in the Mosul neighbourhoods of Hayy Zamir and Bani Darwan.",
        "Bani Darwan",
        "IRQ",
        (36.3, 43.1),
        CITY,
    ),
    ("Raiders burned the village of Qomblato in Helmand province.", "Qomblato", "AFG", (31.4, 64.2), PROVINCE),
    ("Raiders burned the village of Qomblato in Chad.", "Qomblato", "TCD", None, COUNTRY),
    ("Raiders burned the village of Qomblato.", "Qomblato", None, None, UNKNOWN),
    ("Planes left Gaziantep International Airport.", "Gaziantep International Airport", "TUR", (37.1, 37.4), CITY),
    # spelt in another way
    ("Syrian troops reached the town of Tell Rifaat in Syria.", "Tell Rifaat", "SYR", (36.5, 37.1), EXACT),
    ("Shells fell on Kiev and Kharkov.", "Kharkov", "UKR", (50.0, 36.2), EXACT),
    ("Rebels left Deir Ezzor for Hasakeh.", "Deir Ezzor", "SYR", (35.3, 40.1), EXACT),
    ("Fighting in El-Fasher went on.", "El-Fasher", "SDN", (13.6, 25.35), EXACT),
    ("Dacca and Rangoon were quiet.", "Rangoon", "MMR", (16.8, 96.2), EXACT),
    # camps, bases, crossings
    ("A rocket hit Ain al-Asad in Iraq.", "Ain al-Asad", "IRQ", (33.8, 42.4), EXACT),
    ("Aid passed through Bab al-Hawa from Turkey.", "Bab al-Hawa", "SYR", (36.2, 36.7), None),
    ("Fire swept the Zamzam camp in Darfur.", "Zamzam camp", "SDN", (13.5, 25.3), EXACT),
    ("Families fled to Dadaab in Kenya.", "Dadaab", "KEN", (0.05, 40.3), None),
    # small places elsewhere do not win
    (
        "Syrian forces shelled the Castellino road near Aleppo, Syrian media said. Syria denied it. Damascus was calm.",
        "Aleppo",
        "SYR",
        (36.2, 37.2),
        NEAR,
    ),
    ("Iraqi forces took Hit, in Anbar province, Iraq said.", "Anbar", "IRQ", None, PROVINCE),
    ("German police raided flats in Halle and Leipzig.", "Halle", "DEU", (51.5, 12.0), None),
    ("Yemeni tribesmen blocked the road from Marib to Saada.", "Saada", "YEM", (16.9, 43.8), None),
    ("Ethiopian troops entered Mekelle, the capital of Tigray.", "Mekelle", "ETH", (13.5, 39.5), None),
    ("Haitian gangs burned houses in Port-au-Prince.", "Port-au-Prince", "HTI", (18.5, -72.3), EXACT),
    ("Philippine marines landed on Jolo in the Philippines.", "Jolo", "PHL", (6.05, 121.0), None),
    ("Burmese jets bombed Myitkyina in Kachin state.", "Myitkyina", "MMR", (25.4, 97.4), EXACT),
]


def resolved(annotated: AnnotatedReport) -> dict[str, Place]:
    """Name as it stands → place; of names that stand there more than once, the last."""
    reading = Reading(annotated, mentions=find_places(annotated))
    places = resolve_places(reading)
    return {span.of(annotated.report.text): place for span, place in places.items()}


@pytest.mark.parametrize(("text", "name", "country", "point", "precision"), CASES)
def test_in_context(
    annotate: Annotate,
    text: str,
    name: str,
    country: str | None,
    point: tuple[float, float] | None,
    precision: PlacePrecision | None,
) -> None:
    places = resolved(annotate(text))
    assert name in places
    place = places[name]
    assert place.country == country, place.reason
    if precision is not None:
        assert place.precision is precision, place.reason
    if point is not None:
        assert (place.lat, place.lon) == pytest.approx(point, abs=0.6)
    elif precision in (COUNTRY, UNKNOWN):
        assert (place.lat, place.lon) == (None, None)
    assert place.reason
    assert place.evidence[0].quote == name


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80


def test_one_sense_per_report_unless_said_otherwise(annotate: Annotate) -> None:
    text = "He left Paris, Texas, on Monday. Paris had been home for years. His sister lives in Paris, France."
    annotated = annotate(text)
    places = resolve_places(Reading(annotated, mentions=find_places(annotated)))
    ordered = [places[s] for s in sorted(places) if s.of(text) == "Paris"]
    assert [ordered[0].country, ordered[-1].country] == ["USA", "FRA"]


def test_losing_candidates_are_kept(annotate: Annotate) -> None:
    place = resolved(annotate("He was arrested in Paris, Texas."))["Paris"]
    assert place.id == "geonames:4717560"
    assert place.candidates
    assert all(c.reason and c.id != place.id for c in place.candidates)
    assert any("FRA" in c.name for c in place.candidates)


def test_the_container_is_evidence_too(annotate: Annotate) -> None:
    place = resolved(annotate("Shells hit the Bani Darwan neighbourhood of Aleppo."))["Bani Darwan"]
    assert [e.quote for e in place.evidence] == ["Bani Darwan", "Aleppo"]
    assert "not in the gazetteer" in place.reason


def test_a_neighbourhood_lies_in_the_town_the_report_is_about(annotate: Annotate) -> None:
    text = "Shells hit Aleppo again on Monday. The Bani Darwan neighbourhood was the worst hit. Aleppo has no power."
    place = resolved(annotate(text))["Bani Darwan"]
    assert (place.precision, place.country) == (CITY, "SYR")
    assert "names most" in place.reason


def test_spelling_differences_share_what_is_said(annotate: Annotate) -> None:
    text = "Shells hit the Karradat Nahr district of Aleppo. Families left Karradet Nahr on foot."
    annotated = annotate(text)
    places = resolve_places(Reading(annotated, mentions=find_places(annotated)))
    assert {p.country for p in places.values()} == {"SYR"}


# -- events' place phrases -------------------------------------------------------------------------------------------


def phrase_place(annotated: AnnotatedReport, phrase: str) -> Place | None:
    reading = Reading(annotated, mentions=find_places(annotated))
    start = annotated.report.text.index(phrase)
    tokens = [t for t in annotated.tokens if start <= t.start < start + len(phrase)]
    head = next(t for t in tokens if t.head not in {k.index for k in tokens} or t.head == t.index)
    span = annotated.span_of([t.index for t in tokens])
    return place_of_phrase(reading, resolve_places(reading), span, head.index)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Clashes broke out in Syria's Aleppo.", "Syria's Aleppo", "Aleppo"),
        ("Clashes broke out in Aleppo, Syria.", "Aleppo, Syria", "Aleppo"),
        ("Clashes broke out in Homs and Hama.", "Homs and Hama", "Homs"),
        ("Clashes broke out across Syria.", "Syria", "Syria"),
        ("The road to Homs was shut. Then shells hit the city.", "the city", "Homs"),
        ("Helmand was calm. Later the province saw raids.", "the province", "Helmand"),
        ("Chad was calm. Later the country saw raids.", "the country", "Chad"),
        ("Shells hit a hill.", "a hill", None),
        ("Homs was quiet. Shells hit a city.", "a city", None),
    ],
)
def test_place_of_phrase(annotate: Annotate, text: str, phrase: str, name: str | None) -> None:
    place = phrase_place(annotate(text), phrase)
    assert (place.name if place else None) == name


# -- metonymy --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Moscow condemned the strike.", "Moscow", True),
        ("Ankara said it would wait.", "Ankara", True),
        ("Talks between Ankara and Damascus went on.", "Damascus", True),
        ("Bangkok suspended the pact.", "Bangkok", True),
        ("Russia accused NATO of lying.", "Russia", True),
        ("Fighting went on in Damascus.", "Damascus", False),
        ("Shells hit Damascus.", "Damascus", False),
        ("Damascus suffered a power cut.", "Damascus", False),
        ("Aleppo suffered a power cut.", "Aleppo", False),
        ("He was born in Russia.", "Russia", False),
    ],
)
def test_metonym(annotate: Annotate, text: str, name: str, expected: bool) -> None:
    annotated = annotate(text)
    mention = next(m for m in find_places(annotated) if m.span.of(text) == name)
    assert is_metonym(annotated, mention) is expected
