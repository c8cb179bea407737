"""A record as of a moment, written down as a record of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.errors import RecordError
from dateline.record import open_record, write_view
from dateline.viewing import as_of, look


@pytest.mark.parametrize("clock", ["published", "read"])
def test_what_is_written_is_the_view(examples_record: Path, tmp_path: Path, clock: str) -> None:
    source = tmp_path / "war.db"
    shutil.copy(examples_record, source)
    event = look(str(source)).reconciliation.events[0].id
    decided = ["decide", "confirm", event, "--record", str(source), "--by", "Ada"]
    assert CliRunner().invoke(main, decided, catch_exceptions=False).exit_code == 0
    moment = "2031-03-06" if clock == "published" else "9000"
    wanted = as_of(look(str(source)), moment, clock)
    assert wanted.decisions
    write_view(wanted, tmp_path / "then.db", "2031-03-07T00:00:00+00:00")
    with open_record(tmp_path / "then.db", create=False, read_only=True) as record:
        found = record.view()
        assert not list(record.check())
        reader = record.reader()
        assert reader.is_current()
        assert {e.id for e in reader.events().items} <= {e.id for e in wanted.reconciliation.events}
        assert reader.sizes()["reports"] == len(wanted.reports)
    assert found.reports == wanted.reports
    assert found.readings == wanted.readings
    assert found.reconciliation == wanted.reconciliation
    assert found.decisions == wanted.decisions
    assert found.first_read == wanted.first_read
    assert found.as_of == wanted.as_of


def test_the_command_leaves_a_file_alone(examples_record: Path, tmp_path: Path) -> None:
    target = tmp_path / "then.db"
    arguments = ["backup", str(target), "--record", str(examples_record), "--as-of", "2031-03-06"]
    first = CliRunner().invoke(main, arguments)
    assert first.exit_code == 0
    assert "2031-03-06" in first.output
    kept = target.read_bytes()
    assert CliRunner().invoke(main, arguments).exit_code == 3
    assert target.read_bytes() == kept
    with open_record(target, create=False, read_only=True) as record:
        assert "2031-03-06" in record.view().as_of


def test_nothing_is_left_where_it_cannot_be_written(examples_record: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no folder"):
        write_view(look(str(examples_record)), tmp_path / "none" / "then.db", "2031-03-07")
    assert not list(tmp_path.iterdir())


def test_a_name_under_which_a_database_left_its_journal_is_not_taken(examples_record: Path, tmp_path: Path) -> None:
    (tmp_path / "then.db-wal").write_bytes(b"left over")
    with pytest.raises(RecordError, match="belongs to a database"):
        write_view(look(str(examples_record)), tmp_path / "then.db", "2031-03-07")
