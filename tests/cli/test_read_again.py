"""What was set aside is read again: from its file, or from what the record kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.record import open_record

GOOD = "HERAT, May 3, 2031 (Plain Wire) - Rebels shelled a market in Herat on Saturday, killing at least 12 people.\n"
FRENCH = (
    "Des rebelles ont bombardé samedi un marché de la ville, tuant au moins douze personnes, selon le ministère de la "
    "Défense. Le gouvernement a condamné cette attaque et promis une réponse ferme.\n"
)


def dateline(*arguments: object, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path, first: str) -> Path:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text(first, encoding="utf-8")
    (folder / "bad.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "gone.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "lines.jsonl").write_text("\n{no object\n", encoding="utf-8")
    return folder


def test_what_was_put_right_leaves_the_list_and_the_rest_stays(folder: Path) -> None:
    dateline("read", folder)
    (folder / "bad.txt").write_text(GOOD, encoding="utf-8")
    (folder / "gone.txt").unlink()
    (folder / "lines.jsonl").unlink()
    again = dateline("read", "--again")
    assert "1 report read, 2 set aside" in again.output
    with open_record("dateline.db") as record:
        assert [Path(item.file).name for item in record.not_read()] == ["gone.txt", "lines.jsonl#2"]
        assert {item.reason for item in record.not_read()} == {"language", "malformed"}
        kept = record.kept(str(folder / "gone.txt"))
        assert kept is not None
        assert kept.content == FRENCH.encode()
        assert record.kept(str(folder / "good.txt")) is None
        assert len(record.view().reports) == 2


def test_what_a_newer_dateline_can_read_is_read_from_what_was_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an upgrade: the file is long gone, and what stopped the reading too."""
    from dateline.intake import reading

    with monkeypatch.context() as older:
        older.setattr(reading, "MOST_CHARACTERS", 50)
        dateline("read", folder / "good.txt")
    (folder / "good.txt").unlink()
    with open_record("dateline.db") as record:
        assert [item.reason for item in record.not_read()] == ["too-long"]
    assert "1 report read" in dateline("read", "--again").output
    with open_record("dateline.db") as record:
        assert record.not_read() == ()
        assert record.view().reports[0].file == str(folder / "good.txt")


def test_nothing_to_read_again_and_nothing_to_read(folder: Path) -> None:
    dateline("read", folder / "good.txt")
    assert "0 reports read" in dateline("read", "--again").output
    assert "--again" in dateline("read", status=2).output
    assert "is not there" in dateline("read", "--again", "--record", "none.db", status=3).output


def test_what_is_too_large_is_listed_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.record import codec

    monkeypatch.setattr(codec, "MOST_KEPT", 100)
    (tmp_path / "bad.txt").write_text(FRENCH, encoding="utf-8")
    dateline("read", tmp_path / "bad.txt")
    (tmp_path / "bad.txt").unlink()
    assert "1 set aside" in dateline("read", "--again").output
    with open_record("dateline.db") as record:
        assert record.kept(str(tmp_path / "bad.txt")) is None
        assert [item.reason for item in record.not_read()] == ["language"]
