"""check, stats and backup on the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from test_commands import dateline


def test_what_a_run_makes_is_sound_and_damage_is_said(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    assert dateline("check").stdout == "dateline.db: sound\n"
    damaged = sqlite3.connect("dateline.db")
    damaged.execute("UPDATE report SET text = replace(text, 'market', 'bridge') WHERE file LIKE '%second.txt'")
    damaged.commit()
    damaged.close()
    told = dateline("check", status=1).stdout
    assert "its text is not" in told
    assert "read the report" in told
    assert all(
        json.loads(line)["remedy"] for line in dateline("check", "--format", "jsonl", status=1).stdout.splitlines()
    )


def test_decisions_leave_the_record_sound(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    dateline("decide", "add", "second.txt", "We have no beds left", "type=AID", "--why", "missed")
    dateline("decide", "note", "first.txt", "look again")
    assert dateline("check").stdout == "dateline.db: sound\n"


def test_the_numbers_of_a_record(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    assert "reports by language" in dateline("stats").stdout
    assert json.loads(dateline("stats", "--format", "json").stdout)["reports"] == 2


def test_a_backup_is_shown_like_the_record(reports: Path) -> None:
    dateline("run", reports, "--no-brief")
    dateline("backup", "copy.db")
    shown = dateline("show").stdout.replace("dateline.db", "copy.db")
    assert dateline("show", "--record", "copy.db").stdout == shown
    assert "is there already" in dateline("backup", "copy.db", status=3).stderr
