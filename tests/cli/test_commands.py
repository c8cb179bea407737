"""The commands as a user meets them: what is printed, what is written, what a mistake is called."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli import COMMANDS, main


def dateline(*arguments: object, status: int = 0, **kwargs: Any) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], **kwargs)
    assert result.exit_code == status, (result.output, result.exception)
    return result


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# -- the main job -----------------------------------------------------------------------------------------------------


def test_run_reads_shows_and_writes_the_brief(reports: Path, tmp_path: Path) -> None:
    result = dateline("run", reports)
    assert "2 reports read" in result.stdout
    assert "dateline.db: 2 reports" in result.stdout
    assert result.stdout.rstrip().endswith("brief: brief.html")
    assert "<html" in (tmp_path / "brief.html").read_text(encoding="utf-8").lower()


def test_the_brief_stands_by_the_record_unless_told_otherwise(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "war").mkdir()
    dateline("run", reports, "--record", tmp_path / "war" / "a.db")
    assert (tmp_path / "war" / "brief.html").exists()
    dateline("run", reports, "--record", tmp_path / "war" / "a.db", "--brief", tmp_path / "other.html")
    assert (tmp_path / "other.html").exists()
    dateline("run", reports, "--record", "b.db", "--no-brief")
    assert not (tmp_path / "brief.html").exists()


def without_clock(lines: list[bytes]) -> list[bytes]:
    """The rows that must be the same from run to run."""
    return [line for line in lines if not line.startswith((b'{"kind":"run"', b'{"kind":"first_read"'))]


def test_single_steps_give_what_run_gives(reports: Path, tmp_path: Path) -> None:
    dateline("run", reports, "--record", "whole.db", "--no-brief")
    dateline("read", reports, "--record", "steps.db")
    dateline("reconcile", "--record", "steps.db")
    for name in ("whole", "steps"):
        dateline("export", "--record", f"{name}.db", "-o", f"{name}.jsonl")
    whole, steps = (tmp_path.joinpath(f"{n}.jsonl").read_bytes().splitlines() for n in ("whole", "steps"))
    assert without_clock(whole) == without_clock(steps)


def test_reading_again_changes_nothing(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    before = dateline("export").stdout_bytes
    result = dateline("run", reports, "--no-brief")
    assert "0 reports read, 2 unchanged" in result.stdout
    after = dateline("export").stdout_bytes

    def without_runs(exported: bytes) -> list[bytes]:
        return without_clock(exported.splitlines())

    assert without_runs(before) == without_runs(after)


def test_two_fresh_records_export_the_same_bytes(reports: Path) -> None:
    exported = []
    for name, paths in (("a.db", [reports]), ("b.db", [reports / "second.txt", reports / "first.txt"])):
        dateline("run", *paths, "--record", name, "--no-brief")
        lines = dateline("export", "--record", name).stdout_bytes.splitlines()
        exported.append(without_clock(lines))
    assert exported[0] == exported[1]


def test_two_processes_give_the_record_that_one_gives(many_reports: Path) -> None:
    exported = []
    for jobs in (1, 2):
        dateline("run", many_reports, "--record", f"{jobs}.db", "--no-brief", "--jobs", jobs)
        lines = dateline("export", "--record", f"{jobs}.db").stdout_bytes.splitlines()
        exported.append(without_clock(lines))
    assert exported[0] == exported[1]


def test_what_was_read_but_not_reconciled_is_shown_all_the_same(reports: Path) -> None:
    dateline("read", reports)
    shown = dateline("show")
    assert "brought together for now" in shown.stderr
    assert "brought together" not in shown.stdout
    dateline("reconcile")
    assert dateline("show").stderr == ""
    assert dateline("show").stdout == shown.stdout


def test_the_record_as_it_could_be_known_on_a_day(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    assert "second.txt" not in dateline("export", "--as-of", "2031-05-03").stdout
    shown = dateline("show", "--as-of", "2031-05-03").stdout
    assert "1 report from 1 outlet" in shown
    assert "as published by 2031-05-03" in shown
    dateline("brief", "--as-of", "2031-05-03", "-o", "then.html")
    page = Path("then.html").read_text(encoding="utf-8")
    assert "The record as published by 2031-05-03." in page
    assert "Laila Noori" not in page
    assert "2 reports" in dateline("show", "--as-of", "2031-05-04").stdout
    assert "write 2031-03-05" in dateline("show", "--as-of", "last week", status=2).stderr
    assert "0 reports" in dateline("show", "--as-of", "2020-01-01", "--clock", "read").stdout
    assert "2 reports" in dateline("show", "--as-of", "2999-01-01", "--clock", "read").stdout


def test_the_brief_shows_how_an_account_moved(reports: Path) -> None:
    dateline("run", reports)
    page = Path("brief.html").read_text(encoding="utf-8")
    assert "How the account moved: 2 steps" in page
    steps = page.split("How the account moved", 1)[1].split("</table>", 1)[0]
    assert ["2031-05-03" in steps, "2031-05-04" in steps] == [True, True]


def test_standard_input_is_read(first: str) -> None:
    result = dateline("run", "-", "--no-brief", input=first)
    assert "1 report read" in result.stdout


def test_export_to_a_file_and_as_csv(reports: Path, tmp_path: Path) -> None:
    dateline("run", reports, "--no-brief")
    dateline("export", "--format", "csv", "-o", tmp_path / "events.csv")
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").startswith("id,part_of,type,")
    assert dateline("export", "--format", "csv", "--table", "statements").stdout.startswith("id,report,file,")
    dateline("export", "--table", "claims", status=2)


def test_the_record_and_the_model_may_be_named_by_the_environment(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_RECORD", "named.db")
    dateline("run", reports, "--no-brief")
    assert Path("named.db").exists()
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    result = dateline("read", reports, status=4)
    assert "language model 'no_such_model' is not installed" in result.stderr


def test_each_command_has_help_that_names_its_record() -> None:
    for name in COMMANDS.keys() - {"gazetteer", "decide"}:  # for all records; for each of its commands
        assert "--record FILE" in dateline(name, "--help").stdout
    assert "--record FILE" in dateline("decide", "merge", "--help").stdout


# -- bad input --------------------------------------------------------------------------------------------------------


def test_reports_that_cannot_be_read_are_listed_and_harm_no_other(reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (reports / "foreign.txt").write_text("Повстанцы обстреляли рынок в Герате в субботу, убив не менее 12 человек.")
    (reports / "bad.jsonl").write_text('{"text": "Rebels shelled Herat on Saturday."}\n{"text": \n')
    result = dateline("run", reports, "--no-brief")
    assert "4 set aside" in result.stdout
    listed = result.stdout[result.stdout.index("NOT READ (4)") :]
    for name in ("empty.txt", "binary.txt", "foreign.txt", "bad.jsonl#2"):
        assert name in listed


def test_damaged_encodings_are_read_as_far_as_they_go(reports: Path) -> None:
    (reports / "latin.txt").write_bytes(
        "The Spanish envoy, José Muñoz, met rebels in Herat on Monday.".encode("latin-1")
    )
    (reports / "cut.txt").write_bytes("The envoy met rebels in Herat on Monday. “We agreed”".encode()[:-1])
    dateline("run", reports, "--no-brief")
    files = {
        row["file"]: row
        for row in map(json.loads, dateline("export").stdout.splitlines())
        if row["kind"] in ("report", "set_aside")
    }
    assert "José Muñoz" in files[str(reports / "latin.txt")]["text"]
    assert str(reports / "cut.txt") in files


def test_a_text_of_fifty_megabytes_is_set_aside(reports: Path) -> None:
    (reports / "huge.txt").write_text("The army said it had shelled the town again. " * 1_150_000)
    result = dateline("run", reports, "--no-brief")
    assert "2 reports read, 1 set aside" in result.stdout
    assert "huge.txt" in result.stdout[result.stdout.index("NOT READ (1)") :]


def test_a_report_put_right_leaves_the_list(reports: Path, first: str) -> None:
    (reports / "late.txt").write_bytes(b"")
    assert "1 report not read" in dateline("run", reports, "--no-brief").stdout
    (reports / "late.txt").write_text(first.replace("12", "15"), encoding="utf-8")
    assert "not read" not in dateline("run", reports, "--no-brief").stdout


@pytest.mark.parametrize("command", ["run", "read"])
def test_paths_that_lead_nowhere(command: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for path in ("missing.txt", "nothing"):
        result = dateline(command, path, status=2)
        assert result.stderr.startswith(f"dateline: {path}: no ")
        assert len(result.stderr.splitlines()) == 1
    assert not Path("dateline.db").exists()


@pytest.mark.parametrize("command", ["show", "export", "brief", "reconcile"])
def test_a_record_that_is_not_there(command: str) -> None:
    result = dateline(command, status=3)
    assert "dateline: record dateline.db is not there" in result.stderr
    assert not Path("dateline.db").exists()


@pytest.mark.parametrize("command", [["show"], ["export"], ["run", "reports"]])
def test_a_file_that_is_no_record(command: list[str], reports: Path) -> None:
    Path("dateline.db").write_text("just some words\n" * 100)
    result = dateline(*command, status=3)
    assert result.stderr == "dateline: dateline.db is not a dateline record; give another file with --record\n"


def test_a_newer_record(reports: Path) -> None:
    dateline("read", reports)
    with sqlite3.connect("dateline.db") as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    assert "newer dateline" in dateline("show", status=3).stderr


def test_an_output_that_cannot_be_written(reports: Path) -> None:
    dateline("read", reports)
    result = dateline("export", "-o", "nowhere/out.jsonl", status=2)
    assert "cannot write nowhere/out.jsonl" in result.stderr
    if Path("/dev/full").exists():
        assert "No space left" in dateline("export", "-o", "/dev/full", status=2).stderr


def test_a_failed_export_leaves_the_old_file(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.exports import jsonl

    dateline("read", reports)
    Path("out.jsonl").write_text("old")

    def broken(view: object) -> Any:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl, "jsonl_lines", broken)
    dateline("export", "-o", "out.jsonl", status=2)
    assert Path("out.jsonl").read_text() == "old"
    assert not list(Path().glob(".out*"))
