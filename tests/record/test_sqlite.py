"""What is particular to a record in a file: what is no record, who has it, who may write it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from filled import fill, start

from dateline.errors import RecordError
from dateline.record import open_record, sqlite


def test_a_locked_record_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    with open_record(path) as record:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="is locked"):
            start(record)
        holder.execute("COMMIT")
        holder.close()
        assert start(record).id


def test_a_text_file_is_not_a_record(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("This is not a database, whatever its length may be.\n" * 20)
    with pytest.raises(RecordError, match="is not a dateline record"):
        open_record(text)
    assert text.read_text().startswith("This is not")


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(RecordError, match="is not a dateline record"):
        open_record(other)
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "message"),
    [("", "is a folder"), ("nowhere/war.db", "there is no folder"), ("mysql://host/war", "give a file")],
)
def test_places_that_cannot_hold_a_record(tmp_path: Path, place: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        open_record(place if "://" in place else tmp_path / place)


def test_a_missing_record_is_not_made_for_looking(path: Path) -> None:
    with pytest.raises(RecordError, match="is not there"):
        open_record(path, create=False)
    with pytest.raises(RecordError, match="is not there"):
        open_record(path, read_only=True)
    assert not path.exists()


WITHOUT_RIGHTS = textwrap.dedent("""
    import os, sys
    from dateline.errors import RecordError
    from dateline.record import open_record

    with open_record(sys.argv[1]) as record:
        record.view()  # everything is imported before the rights are given up
    os.chmod(sys.argv[1], 0o444)
    if os.geteuid() == 0:
        os.setuid(65534)
    with open_record(sys.argv[1], read_only=True) as record:
        print(len(record.view().reports))
    try:
        with open_record(sys.argv[1]) as record:
            record.start_run("1", "m", ())
    except RecordError as error:
        print(error)
""")


@pytest.mark.skipif(os.name != "posix", reason="needs file permissions")
def test_a_record_that_may_not_be_written_is_still_shown() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "war.db"
        with open_record(path) as record:
            fill(record)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, str(path)], capture_output=True, text=True, check=False
        )
        Path(folder).chmod(0o755)
    assert done.stdout.splitlines()[:1] == ["2"], done.stderr
    assert "is read-only" in done.stdout
