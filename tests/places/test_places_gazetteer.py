"""The gazetteer: what it has, how names are matched, that it is quick and read-only."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from dateline.errors import ReferenceDataError
from dateline.reference import gazetteer
from dateline.reference.gazetteer import Gazetteer, place_key, skeleton


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "kind", "lat", "lon"),
    [
        ("Aleppo", "SYR", "city", 36.2, 37.2),
        ("Deir al-Zor", "SYR", "city", 35.3, 40.1),
        ("Deir ez-Zor", "SYR", "city", 35.3, 40.1),
        ("Hasaka", "SYR", "city", 36.5, 40.7),
        ("al-Hasakah", "SYR", "city", 36.5, 40.7),
        ("Kyiv", "UKR", "city", 50.5, 30.5),
        ("Kiev", "UKR", "city", 50.5, 30.5),
        ("St. Petersburg", "RUS", "city", 59.9, 30.3),
        ("Saint Petersburg", "RUS", "city", 59.9, 30.3),
        ("The Hague", "NLD", "city", 52.1, 4.3),
        ("Sana'a", "YEM", "city", 15.4, 44.2),
        ("Rangoon", "MMR", "city", 16.8, 96.2),
        ("Texas", "USA", "admin1", 31.2, -99.2),
        ("Calif.", "USA", "admin1", 37.2, -119.8),
        ("Helmand", "AFG", "admin1", 31.4, 64.2),
        ("Oddar Meanchey", "KHM", "admin1", 14.2, 103.7),
        ("North Kivu", "COD", "admin1", -0.8, 29.0),
        ("Gaza Strip", "PSE", "admin1", 31.4, 34.4),
        ("the Donbas", "UKR", "region", 48.3, 38.3),
        ("Strait of Hormuz", None, "water", 26.6, 56.2),
        ("Bagram", "AFG", "site", 34.9, 69.3),
        ("Sinai Peninsula", "EGY", "region", 29.5, 33.8),
    ],
)
def test_first_match(places: Gazetteer, name: str, country: str | None, kind: str, lat: float, lon: float) -> None:
    matches = places.lookup(name)
    assert matches, name
    best = next(p for p in matches if p.kind == kind)
    assert best.country == country
    assert best.lat == pytest.approx(lat, abs=0.7)
    assert best.lon == pytest.approx(lon, abs=0.7)
    assert best.importance >= matches[0].importance - 1.0


def test_the_well_known_place_comes_first(places: Gazetteer) -> None:
    assert places.lookup("Paris")[0].country == "FRA"
    assert places.lookup("Tripoli")[0].country == "LBY"
    assert {p.country for p in places.lookup("Tripoli")} >= {"LBY", "LBN"}
    assert places.lookup("Washington")[0].admin1_name == "District of Columbia"


def test_a_country_has_no_coordinates(places: Gazetteer) -> None:
    syria = places.lookup("Syria")[0]
    assert (syria.kind, syria.country, syria.lat, syria.lon) == ("country", "SYR", None, None)
    assert places.country_middle("SYR") == pytest.approx((35, 38.5), abs=1)
    assert places.country_middle("XXX") is None


def test_unknown_names(places: Gazetteer) -> None:
    assert places.lookup("Qwzxtown") == ()
    assert not places.contains("Qwzxtown")
    assert places.contains("Aleppo")
    assert places.contains("the Hague")
    assert places.lookup("") == ()


def test_every_name_of_several_words_may_be_begun_by_its_first_word(places: Gazetteer) -> None:
    db = sqlite3.connect(f"{gazetteer.packaged_path().as_uri()}?mode=ro", uri=True)
    names = [name for (name,) in db.execute("SELECT name FROM place WHERE id % 97 = 0 AND name LIKE '% %'")]
    db.close()
    assert len(names) > 500
    assert [name for name in names if not places.may_open(name.split()[0])] == []


@pytest.mark.parametrize(
    ("word", "expected"), [("Tell", True), ("St.", True), ("al", True), ("The", True), ("Ez", True), ("Qwzx", False)]
)
def test_words_that_begin_longer_names(places: Gazetteer, word: str, expected: bool) -> None:
    assert places.may_open(word) is expected


def test_by_id(places: Gazetteer) -> None:
    aleppo = places.lookup("Aleppo")[0]
    found = places.get(aleppo.id)
    assert found is not None
    assert found.name == aleppo.name
    region = places.get("dateline:country-syr")
    assert region is not None
    assert region.name == "Syria"
    assert places.get("geonames:1") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir al-Zor"),
        ("St. Louis", "Saint Louis"),
        ("Ft. Worth", "Fort Worth"),
        ("Sana’a", "Sanaa"),
        ("Türkiye", "Turkiye"),
        ("AL-BAB", "Al-Bab"),
    ],
)
def test_keys_agree(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tell Rifaat", "Tall Rif‘at"), ("Kupiansk", "Kupyansk"), ("Qaraqosh", "Karakosh"), ("Jarabulus", "Jarablus")],
)
def test_skeletons_agree(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_other_transliterations_within_a_country(places: Gazetteer) -> None:
    assert not places.lookup("Tell Rifaat")
    assert places.similar("Tell Rifaat", "SYR")[0].lat == pytest.approx(36.47, abs=0.1)
    assert places.similar("Tell Rifaat", "USA") == ()
    assert places.similar("Ayn", "SYR") == ()


def test_attribution_names_the_source(places: Gazetteer) -> None:
    assert "GeoNames" in places.attribution
    assert "CC BY 4.0" in places.attribution


def test_opens_and_answers_quickly() -> None:
    path = Path(gazetteer.__file__).parent / "data" / "gazetteer.sqlite"
    start = time.perf_counter()
    places = Gazetteer(path)
    places.lookup("Springfield")
    assert time.perf_counter() - start < 0.5
    assert path.stat().st_size < 35_000_000


def test_is_read_only() -> None:
    path = Path(gazetteer.__file__).parent / "data" / "gazetteer.sqlite"
    places = Gazetteer(path)
    with pytest.raises(sqlite3.OperationalError):
        places._db.execute("DELETE FROM key")


def test_a_file_that_is_no_gazetteer_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_text("nothing of the kind, but long enough to be read as a header by the library")
    with pytest.raises(ReferenceDataError, match=r"wrong\.sqlite"):
        Gazetteer(wrong)
    with pytest.raises(ReferenceDataError, match=r"absent\.sqlite"):
        Gazetteer(tmp_path / "absent.sqlite")
