"""Is the record sound, what does it hold, and a copy of it: on every engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_up
import pytest
from filled import fill, sql

from dateline.errors import RecordError
from dateline.model import SetAside
from dateline.record import Totals, open_record


@pytest.mark.parametrize(
    ("damage", "where", "words"),
    [
        ("UPDATE report SET text = replace(text, 'Herat', 'Farah') WHERE id = 'r-1'", "r-1", "its text is not"),
        ("DELETE FROM claim WHERE report = 'r-2'", "r-2", "claim documents and 0 rows"),
        ("DELETE FROM reading WHERE report = 'r-2'", "r-2", "no reading"),
        ("UPDATE reading SET claims = '{}' WHERE report = 'r-1'", "r-1", "damaged"),
        ("UPDATE event SET document = '{}' WHERE id = 'ev-1'", "event 0", "damaged"),
        ("UPDATE counter SET number = number + 1 WHERE name = 'changes'", "record", "since it was last reconciled"),
    ],
)
def test_what_is_damaged_is_found_and_the_rest_still_checked(
    location: str, damage: str, where: str, words: str
) -> None:
    with open_record(location) as record:
        fill(record)
        before = set(record.check())
    sql(location, damage)
    with open_record(location, read_only=True) as record:
        new = [p for p in record.check() if p not in before]
    assert any(p.where == where and words in p.what for p in new), new


def test_claims_that_people_added_are_checked_against_the_text(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        made = record.view().reconciliation
        claim = made_up.reading("r-1").claims[0]
        sound = replace(claim, id="d-1")
        made_of_air = replace(claim, id="d-2", trigger=replace(claim.trigger, quote="bombed a"))
        amended = (sound, made_of_air)
        record.replace_reconciliation(replace(made, amended=amended), record.snapshot().changes)
        found = [(p.where, p.what) for p in record.check() if p.where.startswith("claim")]
    assert len(found) == 1
    assert found[0][0] == "claim r-1/d-2"
    assert "'bombed a'" in found[0][1]


def test_numbers_are_those_of_the_record(location: str) -> None:
    with open_record(location) as record:
        fill(record)
        numbers = record.statistics()
        view = record.view()
    assert numbers["reports"] == len(view.reports)
    assert numbers["claims"] == sum(len(r.claims) for r in view.readings)
    assert numbers["events"] == len(view.reconciliation.events)
    assert numbers["events disputed"] == sum(bool(e.disputes) for e in view.reconciliation.events)
    assert isinstance(numbers["bytes"], int)
    assert numbers["bytes"] > 0


def test_the_totals_count_a_speaker_once_by_entity_or_else_by_name(location: str) -> None:
    first = made_up.reading("r-9").statements[0]
    assert first.speaker is not None
    guard = replace(first.speaker, name="A Guard", entity=None)
    speakers = (first.speaker, guard, replace(guard, name="a GUARD"), None, None)
    statements = tuple(replace(first, id=f"s{n}", speaker=speaker) for n, speaker in enumerate(speakers))
    with open_record(location) as record:
        assert record.totals() == Totals(0, 0, 0, 0, 0, 0, 0)
        run = fill(record)  # two statements of one entity
        record.add(made_up.report("r-9"), replace(made_up.reading("r-9"), statements=statements), run)
        record.set_aside(SetAside("notes.bin", "binary", "it is no text"), run)
        found = record.totals()
    assert found == Totals(reports=3, outlets=1, events=2, disputed=1, statements=7, speakers=4, not_read=1)


def test_a_backup_is_a_record_of_its_own_and_never_over_a_file(location: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with open_record(location) as record:
        fill(record)
        record.backup(copy)
        wanted = record.view()
        found = record.reader().search("answer")
        with pytest.raises(RecordError, match="is there already"):
            record.backup(copy)
        with pytest.raises(RecordError, match="nowhere"):
            record.backup(tmp_path / "nowhere" / "copy.db")
    with open_record(copy) as copied:
        assert copied.view() == wanted
        assert copied.reader().search("answer") == found
        fill(copied)  # and goes on by itself
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_backup_takes_no_name_that_a_database_left_something_under(location: str, tmp_path: Path, end: str) -> None:
    left = tmp_path / f"copy.db{end}"
    left.write_bytes(b"left over")
    with open_record(location) as record:
        fill(record)
        with pytest.raises(RecordError, match="belongs to a database"):
            record.backup(tmp_path / "copy.db")
        left.unlink()
        record.backup(tmp_path / "copy.db")


def test_a_record_is_no_backup_of_itself(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    with open_record(path) as record:
        fill(record)
        for target in (path, tmp_path / "link.db"):
            with pytest.raises(RecordError, match="the record itself"):
                record.backup(target)
