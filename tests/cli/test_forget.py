"""What is forgotten is gone from the file, stays gone, and leaves a sound record."""

from __future__ import annotations

from pathlib import Path

from test_commands import dateline


def in_the_file(*words: str) -> list[str]:
    held = b"".join(path.read_bytes() for path in Path().glob("dateline.db*"))
    return [word for word in words if word.encode() in held]


def test_without_yes_nothing_goes(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    before = dateline("export").stdout
    assert "second.txt" in dateline("forget", "second.txt", "--why", "asked").stdout
    assert "nothing was changed" in dateline("forget", "Laila Noori", "--why", "asked").stdout
    assert dateline("export").stdout == before
    assert "no report and no person" in dateline("forget", "Nobody Here", "--why", "x", status=2).stderr


def test_a_report_goes_and_does_not_come_back(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    dateline("decide", "note", "second.txt", "call Courier desk")
    assert in_the_file("We have no beds left", "call Courier desk") == ["We have no beds left", "call Courier desk"]
    dateline("forget", "second.txt", "--why", "asked by letter", "--by", "Ada", "--yes")
    assert in_the_file("We have no beds left", "call Courier desk", "Laila") == []
    assert "1 report from 1 outlet" in dateline("show").stdout
    again = dateline("run", reports, "--no-brief").stdout
    assert "0 reports read, 1 unchanged, 1 set aside" in again
    assert "forgotten on" in dateline("show", "--flags", "--all").stdout
    dateline("read", "--again")
    assert in_the_file("We have no beds left") == []
    assert dateline("check").stdout == "dateline.db: sound\n"


def test_a_person_is_blacked_out_and_every_offset_stays_right(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    claim = next(line for line in dateline("show", "--ids", "--all").stdout.split() if "/c1" in line)
    dateline("decide", "note", claim, "ask Laila Noori again")
    done = dateline("forget", "Laila Noori", "--why", "asked by letter", "--yes").stdout
    assert "blacked out in: 1 report" in done
    assert in_the_file("Laila", "Noori", "laila", "noori", "We have no beds left", "beds") == []
    exported = dateline("export").stdout
    assert "Noori" not in exported
    assert "market in Herat on Saturday, a doctor told the Courier" in exported  # the rest of the report is there
    assert dateline("check").stdout == "dateline.db: sound\n"
    assert "0 reports read, 2 unchanged" in dateline("run", reports, "--no-brief").stdout
    assert in_the_file("Noori") == []
