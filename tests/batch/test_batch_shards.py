"""A shard gives back what was put in, or is no shard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_up
import pytest

pytest.importorskip("pyarrow", reason="dask is not installed (pip install 'dateline[cluster]')")

from dateline.batch.ready import Chunk, Ready, ids_of
from dateline.batch.shards import read_shard, shard_path, write_shard
from dateline.errors import RecordError
from dateline.model import RawReport, SetAside
from dateline.pipeline import Unchanged
from dateline.record.prepared import prepare

READ, KNOWN, EMPTY, ODD = (RawReport(f"{name}.txt", name.encode(), "text/plain") for name in ("a", "b", "c", "d"))
GONE = SetAside("gone.txt", "unreadable", "permission denied")
CHUNK: Chunk = (READ, KNOWN, EMPTY, ODD, GONE)
(NAME,) = ids_of((READ,))
OUTCOMES: tuple[Ready, ...] = (
    prepare(made_up.report(NAME, "a.txt", made_up.TEXT + " “Łódź” \u2028"), made_up.reading(NAME, "a.txt")),
    Unchanged("r-2", "b.txt"),
    SetAside("c.txt", "empty", "there is no text in it", raw=EMPTY),
    SetAside("d.txt", "unstorable", "its text has NUL characters", "r-4"),
    GONE,
)


def test_what_came_of_a_batch_comes_back_as_it_was(tmp_path: Path) -> None:
    path = shard_path(tmp_path, CHUNK, "1.0-mark")
    write_shard(path, OUTCOMES)
    assert read_shard(path, CHUNK) == list(OUTCOMES)


def test_the_name_tells_reports_and_makers_apart(tmp_path: Path) -> None:
    other = replace(READ, content=b"z")
    names = {
        shard_path(tmp_path, chunk, made_by)
        for chunk in (CHUNK, CHUNK[1:], (other, *CHUNK[1:]))
        for made_by in ("1.0-mark", "1.0-other")
    }
    assert len(names) == 6


def test_damage_anywhere_is_noticed(tmp_path: Path) -> None:
    path = shard_path(tmp_path, CHUNK, "1.0-mark")
    write_shard(path, OUTCOMES)
    whole = path.read_bytes()
    noticed = 0
    for at in range(4, len(whole) - 8, 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            assert read_shard(path, CHUNK) == list(OUTCOMES)  # of what no reader looks at
        except RecordError:
            noticed += 1
    assert noticed > len(range(4, len(whole) - 8, 97)) / 3
    for part in (b"", whole[: len(whole) // 2]):
        path.write_bytes(part)
        with pytest.raises(RecordError):
            read_shard(path, CHUNK)


def test_a_shard_of_other_reports_is_none_of_these(tmp_path: Path) -> None:
    path = shard_path(tmp_path, CHUNK, "1.0-mark")
    for others in (OUTCOMES[:3], (prepare(made_up.report(), made_up.reading()), *OUTCOMES[1:])):
        write_shard(path, others)
        with pytest.raises(RecordError, match="no shard of these reports"):
            read_shard(path, CHUNK)
