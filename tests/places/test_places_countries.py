"""Countries, nationalities, capitals, seats of government."""

from __future__ import annotations

import pytest

from dateline.reference.countries import (
    capital_of,
    countries,
    country_name,
    country_of,
    demonym_of,
    is_government_seat,
    is_people,
    seat_of,
)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Syria", "SYR"),
        ("Syria's", "SYR"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("Us", None),
        ("UK", "GBR"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("South Korea", "KOR"),
        ("Kosovo", "XKX"),
        ("Soviet Union", "SUN"),
        ("The Gambia", "GMB"),
        ("car", None),
        ("Syrian", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country_of(phrase: str, code: str | None) -> None:
    assert country_of(phrase) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Syrian", "SYR"),
        ("Syrians", "SYR"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Dominican", "DOM"),
        ("Salvadorean", "SLV"),
        ("Britons", "GBR"),
        ("Soviet", "SUN"),
        ("Kurdish", None),
        ("Syria", None),
    ],
)
def test_demonym_of(word: str, code: str | None) -> None:
    assert demonym_of(word) == code


def test_capitals_and_seats() -> None:
    assert capital_of("Damascus") == "SYR"
    assert capital_of("Kiev") == "UKR"
    assert capital_of("Aleppo") is None
    seat = seat_of("the Kremlin")
    assert seat is not None
    assert (seat.country, seat.sector) == ("RUS", "GOV")
    assert is_government_seat("Downing Street")
    assert is_government_seat("Ankara")
    assert not is_government_seat("Aleppo")


def test_peoples() -> None:
    assert is_people("Kurdish")
    assert is_people("Sunni")
    assert is_people("Thai")
    assert not is_people("Aleppo")


def test_every_country_is_complete() -> None:
    for code, country in countries().items():
        assert len(code) == 3
        assert country_name(code) == country.name
        assert country_of(country.name) in (code, None)
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
    assert len(countries()) >= 249
