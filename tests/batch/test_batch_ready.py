"""What reading processes hand on, and what they need for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline import record
from dateline.batch.reading import read_into
from dateline.batch.ready import ids_of, unchanged
from dateline.intake import find_reports
from dateline.model import RawReport, SetAside
from dateline.pipeline import Unchanged
from dateline.record import open_record

RAWS = tuple(RawReport(f"{n}.txt", b"text %d" % n, "text/plain") for n in range(3))


def test_a_reading_process_needs_no_database() -> None:
    look = "import sys, dateline.batch.processes; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "psycopg"} & set(done.stdout.split())


def test_what_the_record_names_is_there() -> None:
    assert sorted(record.__all__) == sorted(record._MODULES)
    assert all(getattr(record, name).__name__ for name in record.__all__ if name != "Hit")


def test_only_a_batch_that_is_known_whole_is_passed_over() -> None:
    ids = ids_of(RAWS)
    assert unchanged(RAWS, ids) == tuple(Unchanged(id_, raw.file) for id_, raw in zip(ids, RAWS, strict=True))
    assert unchanged(RAWS, ids[1:]) == ()
    assert unchanged((*RAWS, SetAside("gone.txt", "unreadable", "")), ids) == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_report_is_told_of_when_it_is_in_the_record(jobs: int, tmp_path: Path) -> None:
    """One that cannot be read among them."""
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(f"The army shelled Village {number} on Monday, killing two people.")
    (tmp_path / "07.txt").write_bytes(b"")
    (tmp_path / "line.jsonl").write_text('{"text": "The army shelled a village on Monday. Two people died."}\n')
    told: list[str] = []
    with open_record(tmp_path / "war.db") as opened, open_record(tmp_path / "war.db", read_only=True) as looked_at:

        def check(outcome: object) -> None:
            told.append(outcome.file)  # type: ignore[attr-defined]
            if isinstance(outcome, SetAside):
                assert outcome.file in {item.file for item in looked_at.not_read()}
            else:
                assert looked_at.known([outcome.id], run_mark(looked_at))  # type: ignore[attr-defined]

        def run_mark(of: record.Record) -> str:
            with of._reads() as connection:
                return str(connection.exec_driver_sql("SELECT made_by FROM reading LIMIT 1").scalar_one())

        run = read_into(opened, find_reports([str(tmp_path)]), jobs=jobs, on_outcome=check)
        again = read_into(opened, find_reports([str(tmp_path)]), jobs=jobs, on_outcome=lambda outcome: None)
    assert (run.read, run.set_aside) == (20, 1)
    assert (again.read, again.unchanged, again.set_aside) == (0, 20, 1)
    assert [Path(file).name for file in told] == [f"{number:02}.txt" for number in range(20)] + ["line.jsonl#1"]
