"""A record of an earlier schema: brought up to date when it is opened for writing, with a copy of it as it was."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from filled import sql, start

from dateline.errors import RecordError
from dateline.model import SetAside
from dateline.pipeline import reconcile
from dateline.record import Revision, open_record, schema, sqlite, upgrading
from dateline.record.database import open_database

OLD = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")
HARBOUR, LATER = "r-482b2447b124d67e", "r-6475da6c1155b9f4"


@pytest.fixture
def old(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(OLD)
    return path


def test_an_old_record_is_upgraded_and_nothing_is_lost(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = dump(old)
    with caplog.at_level(logging.WARNING), open_record(old) as record:
        view = record.view()
        assert [report.id for report in view.reports] == [HARBOUR, LATER]
        assert [len(reading.claims) for reading in view.readings] == [count(before, r) for r in (HARBOUR, LATER)]
        assert view.set_aside == (SetAside("reports/empty.txt", "empty", "there is no text in it"),)
        assert view.is_current
        assert view.reconciliation.events
        assert view.decisions == ()
        assert view.revisions == (Revision(LATER, HARBOUR, "address"),)
        (run,) = view.runs
        assert view.first_read == {HARBOUR: run.finished, LATER: run.finished}
        made = reconcile(view.readings)
        assert record.replace_reconciliation(made, record.snapshot().changes)
        record.set_aside(SetAside("reports/empty.txt", "empty", "still nothing"), start(record))
        assert len(record.not_read()) == 1
    copy = old.with_name("war.before-3.db")
    assert "from schema 1 to 3" in caplog.text
    assert str(copy) in caplog.text
    assert dump(copy) == before
    assert sql(old, "SELECT version FROM schema_version ORDER BY version") == [(1,), (2,), (3,)]
    assert sql(old, "PRAGMA integrity_check") == [("ok",)]
    assert sql(old, "PRAGMA foreign_key_check") == []
    open_record(old).close()
    assert len(list(old.parent.glob("war.before*"))) == 1


def test_an_old_record_is_not_touched_for_looking(old: Path) -> None:
    before = dump(old)
    with pytest.raises(RecordError, match="open it once for writing"):
        open_record(old, read_only=True)
    assert dump(old) == before
    assert [file.name for file in old.parent.iterdir()] == [old.name]


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(old)
    migrate = upgrading.migrate

    def cut_off(*arguments: object) -> None:
        migrate(*arguments)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "migrate", cut_off)
        with pytest.raises(RecordError, match="no space left"):
            open_record(old)
    assert dump(old) == before
    with open_record(old) as record:
        assert len(record.view().reports) == 2


def test_upgraded_tables_are_those_of_a_new_record(location: str) -> None:
    if "://" not in location:
        sqlite._use_write_ahead_log(Path(location))
    database = open_database(location, create=True, read_only=False)
    with database.writing() as connection:
        upgrading.migrate(connection, "base")
    with database.reading() as connection:
        options = {"include_object": lambda _thing, name, *_: "_line_words" not in name}  # each engine's own
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []
    database.close()


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


def count(dumped: list[str], report: str) -> int:
    return sum(line.startswith(f"INSERT INTO \"claim\" VALUES('{report}'") for line in dumped)


def test_a_record_of_schema_2_is_counted_again(path: Path, examples_record: Path) -> None:
    path.write_bytes(examples_record.read_bytes())
    with open_record(path) as record:
        wanted = record.reader().sizes(), record.reader().map_places(), record.reader().counts()
    with closing(sqlite3.connect(path)) as file:
        file.execute("DELETE FROM schema_version")
        file.execute("INSERT INTO schema_version VALUES (2, '2031-03-05')")
        file.execute("DELETE FROM tally")
        file.execute("DELETE FROM counter WHERE name = 'made'")
        file.commit()
    with open_record(path) as record:
        reader = record.reader()
        assert (reader.sizes(), reader.map_places(), reader.counts()) == wanted
        before = reader.changes()
        snapshot = record.snapshot()
        record.replace_reconciliation(reconcile(snapshot.readings, snapshot.decisions), snapshot.changes)
        assert reader.changes() > before, "whoever keeps what it saw must look again"
