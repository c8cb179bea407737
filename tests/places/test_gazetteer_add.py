"""`dateline gazetteer add`: GeoNames dumps and lists of one's own beside the packaged gazetteer."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.errors import InputError, ReferenceDataError
from dateline.pipeline import code_mark
from dateline.reference import gazetteer, gazetteer_import
from dateline.reference.gazetteer import Gazetteer

ALEPPO = 170063


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of added files, for this test alone."""
    monkeypatch.setenv("DATELINE_GAZETTEERS", str(tmp_path / "added"))
    gazetteer.forget_added()
    yield tmp_path / "added"
    monkeypatch.undo()
    gazetteer.forget_added()


def feature(number: int, name: str, code: str = "P.PPL", others: str = "", lat: str = "36.2", lon: str = "37.1") -> str:
    """A line of a GeoNames dump, in Syria's Aleppo Governorate."""
    of_class, _, feature_code = code.partition(".")
    cells = [str(number), name, name, others, lat, lon, of_class, feature_code, "SY", "", "09"]
    return "\t".join([*cells, "", "", "", "120", "", "300", "Asia/Damascus", "2031-01-01"]) + "\n"


DUMP = (
    feature(99000001, "Tell Ormanli", others="Tall Urmanli,تل أورمانلي,https://a.example/x")
    + feature(99000002, "Ormanli Camp", "S.CMPRF")
    + feature(99000003, "Nahr Orman", "H.STM")
    + feature(99000004, "Hotel Orman", "S.HTL")
    + feature(ALEPPO, "Aleppo", "P.PPLA", others="Halabistan")
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *arguments], prog_name="dateline")


def test_a_dump_gives_places_kinds_divisions_and_more_names_for_known_places(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(DUMP, encoding="utf-8")
    result = run("add", str(tmp_path / "SY.txt"))
    assert result.exit_code == 0, result.output
    assert "3 places added" in result.output
    assert "1 feature of other kinds left out" in result.output
    places = Gazetteer.open()
    (town,) = places.lookup("Tall Urmanli")
    assert (town.id, town.country, town.admin1_name, town.kind) == ("geonames:99000001", "SYR", "Aleppo", "city")
    assert [p.kind for n in ("Ormanli Camp", "Nahr Orman") for p in places.lookup(n)] == ["site", "water"]
    assert places.lookup("Hotel Orman") == ()
    assert [p.id for p in places.lookup("Halabistan")] == [f"geonames:{ALEPPO}"]
    assert places.lookup("Aleppo")[0].id == f"geonames:{ALEPPO}"
    assert places.get("geonames:99000002") is not None
    assert "Ormanli" in next(p.name for p in places.similar("Tel Ormanly", "SYR"))


def test_a_zipped_dump_with_alternate_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as packed:
        packed.writestr("readme.txt", "what this is" * 999)
        packed.writestr("SY.txt", DUMP)
    names = "1\t99000001\ten\tOrmanli Hill\n2\t99000001\tlink\thttps://a.example\n3\t170063\tde\tHaleb Stadt\n4\tx\n"
    (tmp_path / "names.txt").write_text(names, encoding="utf-8")
    result = run("add", str(tmp_path / "SY.zip"), "--alternate-names", str(tmp_path / "names.txt"), "--name", "Syria")
    assert result.exit_code == 0, result.output
    places = Gazetteer.open()
    assert [p.id for n in ("Ormanli Hill", "Haleb Stadt") for p in places.lookup(n)] == [
        "geonames:99000001",
        f"geonames:{ALEPPO}",
    ]
    assert run("list").output.startswith("syria: 3 places")


def test_a_list_of_ones_own_with_bad_rows_named(tmp_path: Path) -> None:
    (tmp_path / "Camps.csv").write_text(
        "Name;Latitude;Longitude;country;kind;variants\n"
        "Zamzarin;13.5;25.3;Sudan;site;Zam Zarin|Zamzareen\n"
        "Nowhere;95;25;SD;site;\n"
        "Elsewhere;1;2;Atlantis;site;\n",
        encoding="utf-8",
    )
    result = run("add", str(tmp_path / "Camps.csv"))
    assert "1 place added" in result.output
    assert "line 3 skipped" in result.output
    assert "'Atlantis'" in result.output
    (camp,) = Gazetteer.open().lookup("Zam Zarin")
    assert (camp.id, camp.country, camp.lat, camp.lon) == ("camps:zamzarin", "SDN", 13.5, 25.3)
    assert Gazetteer.open().get("camps:zamzarin") == camp
    assert "Camps.csv" in Gazetteer.open().attribution


def test_an_added_place_is_found_in_a_report_and_reports_are_read_again(tmp_path: Path) -> None:
    from dateline import read_text

    text = "Shells hit Zamzarin in Sudan on Tuesday, killing three people, a doctor said."
    before = code_mark.__wrapped__()
    assert "Zamzarin" not in {c.place.name for c in read_text(text).claims if c.place}
    (tmp_path / "camps.csv").write_text("name,lat,lon,country\nZamzarin,13.5,25.3,SD\n", encoding="utf-8")
    run("add", str(tmp_path / "camps.csv"))
    assert code_mark.__wrapped__() != before
    assert "Zamzarin" in {c.place.name for c in read_text(text).claims if c.place}
    assert run("remove", "camps").exit_code == 0
    assert code_mark.__wrapped__() == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("SY.txt", "not a dump\n", "1 columns, a GeoNames dump has 19"),
        ("SY.txt", "", "no place found"),
        ("a.csv", "place,x,y\nA,1,2\n", "no column name, lat, lon"),
        ("a.csv", "name,lat,lon\n", "no place found"),
        ("SY.zip", "no zip", "cannot be read"),
        ("SY.txt", feature(99000009, "Far Away", lat="120"), "no place on Earth"),
    ],
)
def test_what_cannot_be_used_is_said_and_leaves_nothing(
    tmp_path: Path, folder: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        gazetteer_import.add(tmp_path / name)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_list_may_not_be_called_as_the_packaged_places_are(tmp_path: Path) -> None:
    (tmp_path / "dateline.csv").write_text("name,lat,lon\nZamzarin,13.5,25.3\n", encoding="utf-8")
    with pytest.raises(InputError, match="give another with --name"):
        gazetteer_import.add(tmp_path / "dateline.csv")


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file in the folder's place", encoding="utf-8")
    (tmp_path / "camps.csv").write_text("name,lat,lon\nZamzarin,13.5,25.3\n", encoding="utf-8")
    result = run("add", str(tmp_path / "camps.csv"))
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_more_files_than_can_be_read_are_counted(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "camps.csv").write_text("name,lat,lon\nZamzarin,13.5,25.3\n", encoding="utf-8")
    for number in range(gazetteer.MOST_ADDED):
        gazetteer_import.add(tmp_path / "camps.csv", name=f"list {number}")
    assert len(Gazetteer.open().lookup("Zamzarin")) == gazetteer.MOST_ADDED
    with pytest.raises(InputError, match="added already"):
        gazetteer_import.add(tmp_path / "camps.csv", name="one more")
    shutil.copy(folder / "list-0.sqlite", folder / "by-hand.sqlite")
    gazetteer.forget_added()
    with pytest.raises(ReferenceDataError, match="9 can be read"):
        Gazetteer.open()


def test_rows_with_one_id_stay_apart_and_an_open_quotation_mark_is_said(tmp_path: Path) -> None:
    rows = "name,lat,lon,id\nAlphaville,1,1,a\nBetaville,2,2,a-2\nGammaville,3,3,a\n"
    (tmp_path / "towns.csv").write_text(rows, encoding="utf-8")
    assert gazetteer_import.add(tmp_path / "towns.csv").places == 3
    assert [p.id for n in ("Betaville", "Gammaville") for p in Gazetteer.open().lookup(n)] == ["towns:a-2", "towns:a-3"]
    (tmp_path / "open.csv").write_text('name,lat,lon\n"Alpha' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(InputError, match="is no CSV"):
        gazetteer_import.add(tmp_path / "open.csv")


def test_an_unknown_name_cannot_be_removed() -> None:
    result = run("remove", "camps")
    assert result.exit_code == 2
    assert "none was added" in result.output


def test_a_broken_added_file_is_named_with_the_remedy(folder: Path) -> None:
    folder.mkdir()
    (folder / "camps.sqlite").write_bytes(b"x" * 4096)
    with pytest.raises(ReferenceDataError, match="dateline gazetteer remove camps"):
        Gazetteer.open()
