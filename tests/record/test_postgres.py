"""What is particular to a record on a server: its address, its password, a server that is gone."""

from __future__ import annotations

import signal
from pathlib import Path

import made_up
import pytest
from click.testing import CliRunner
from filled import fill, sql, start

from benchmarks.private_server import PrivateServer
from dateline.cli import main
from dateline.errors import RecordError
from dateline.record import open_record, postgres, shown


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ana:s3cret@desk.example:5433/war", "postgresql://ana:***@desk.example:5433/war"),
        (
            "postgres://ana:s3cret@desk.example/war?sslmode=require",
            "postgresql://ana:***@desk.example/war?sslmode=require",
        ),
        ("postgresql://desk.example/war?password=s3cret&user=ana", "postgresql://desk.example/war?user=ana"),
        ("postgresql://ana:s3cret@desk.example:port/war", "postgresql://…"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, told: str) -> None:
    assert shown(address) == told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ana:s3cret@desk.example:port/war", "cannot be understood"),
        ("postgresql://ana:s3cret@127.0.0.1:1", "names no database"),
        ("postgresql://ana:s3cret@127.0.0.1:1/war", "not to be reached"),
        ("postgres://127.0.0.1:1/war?password=s3cret", "not to be reached"),
    ],
)
def test_errors_say_what_is_wrong_and_no_password(address: str, told: str) -> None:
    with pytest.raises(RecordError, match=told) as error:
        open_record(address)
    assert "s3cret" not in str(error.value)


def test_a_database_that_is_not_there(server: PrivateServer) -> None:
    with pytest.raises(RecordError, match="make the database first"):
        open_record(server.location("nowhere"))


def test_a_database_that_cannot_hold_every_text(server: PrivateServer) -> None:
    options = ("ENCODING LATIN1", "LOCALE_PROVIDER libc", "LOCALE 'C'", "TEMPLATE template0")
    with server.database(*options) as location, pytest.raises(RecordError, match="encoding LATIN1"):
        open_record(location)


def test_another_programs_database_is_left_alone(server: PrivateServer) -> None:
    with server.database() as location:
        sql(location, "CREATE TABLE customers (id integer)")
        with pytest.raises(RecordError, match="is not a dateline record"):
            open_record(location)
        assert sql(location, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


def test_who_may_only_look_can_look(server: PrivateServer) -> None:
    with server.database() as location:
        with open_record(location) as record:
            fill(record)
        sql(location, "CREATE ROLE guest LOGIN")
        sql(location, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
        as_guest = location.replace("dateline@", "guest@")
        with open_record(as_guest, read_only=True) as record:
            assert len(record.view().reports) == 2
        with open_record(as_guest) as record, pytest.raises(RecordError, match="may not do this"):
            start(record)
        sql(location, "DROP OWNED BY guest")
        sql(location, "DROP ROLE guest")


def test_a_reader_sees_one_moment_while_others_write(server: PrivateServer) -> None:
    with server.database() as location, open_record(location) as record:
        fill(record)
        with record._reads() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM report").scalar()
            record.add(made_up.report("r-7"), made_up.reading("r-7"), start(record))
            assert connection.exec_driver_sql("SELECT count(*) FROM report").scalar() == before == 2


def test_one_slow_writer_holds_up_no_other(server: PrivateServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 1)
    with server.database() as location, open_record(location) as slow, open_record(location) as other:
        run = start(other)
        with slow._database.writing() as connection:
            slow._database.take_turn(connection, "reconciliation", "r-1")
            assert other.add(made_up.report("r-2"), made_up.reading("r-2"), run)
            with pytest.raises(RecordError, match="is locked"):
                other.add(made_up.report("r-1"), made_up.reading("r-1"), run)
        assert other.add(made_up.report("r-1"), made_up.reading("r-1"), run)


def test_a_server_that_goes_and_comes_back(server: PrivateServer) -> None:
    """One of its own: other tests must not lose theirs."""
    with PrivateServer() as own, own.database() as location, open_record(location) as record:
        run = fill(record)
        own.stop(signal.SIGQUIT)
        with pytest.raises(RecordError, match="not to be reached"):
            record.add(made_up.report("r-9"), made_up.reading("r-9"), run)
        own.start()
        assert len(record.view().reports) == 2
        assert record.add(made_up.report("r-9"), made_up.reading("r-9"), start(record))


def test_commands_take_an_address(server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "first.txt").write_text(made_up.TEXT, encoding="utf-8")
    with server.database() as location:
        secret = location.replace("dateline@", "dateline:s3cret@")
        ran = CliRunner().invoke(main, ["run", "reports", "--record", secret, "--jobs", "2"])
        assert ran.exit_code == 0, ran.output
        assert (tmp_path / "brief.html").is_file()
        showed = CliRunner().invoke(main, ["show", "--record", secret])
        assert "1 report from 1 outlet" in showed.output
        assert "s3cret" not in ran.output + showed.output
