"""Reading in several processes: a process that dies costs one report."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli import main


def test_a_report_that_kills_its_process_is_set_aside(tmp_path: Path, fragile_model: str) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(19):
        word = "KILLER" if number == 17 else "army"
        (reports / f"{number:02}.txt").write_text(f"The {word} shelled Village {number} on Monday, killing two people.")
    record = str(tmp_path / "war.db")
    result = CliRunner().invoke(
        main, ["run", str(reports), "--record", record, "--no-brief", "--jobs", "2", "--model", fragile_model]
    )
    assert result.exit_code == 0, result.output
    assert "18 reports read, 1 set aside" in result.stdout
    exported = CliRunner().invoke(main, ["export", "--record", record]).stdout.splitlines()
    (item,) = (row for row in map(json.loads, exported) if row["kind"] == "set_aside")
    assert item["file"].endswith("17.txt")
    assert item["detail"] == "the process that read it died"


def test_a_missing_model_is_told_by_the_pool_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army shelled a village on Monday.")
    arguments = ["read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "war.db"), "--jobs", "2"]
    result = CliRunner().invoke(main, [*arguments, "--model", "no_such_model"])
    assert result.exit_code == 4
    assert "language model 'no_such_model' is not installed" in result.stderr
