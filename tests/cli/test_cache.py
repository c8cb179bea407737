"""The cache of passages changes no record; `--no-cache` neither looks into it nor writes to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_commands import dateline, without_clock


def exported(reports: Path, record: str, *options: str) -> list[bytes]:
    dateline("run", reports, "--record", record, "--no-brief", *options)
    return without_clock(dateline("export", "--record", record).stdout_bytes.splitlines())


def test_the_record_is_the_same_with_the_cache_and_without(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("DATELINE_CACHE", str(cache))
    without = exported(reports, "none.db", "--no-cache", "--jobs", "2")
    assert not cache.exists()
    assert exported(reports, "new.db", "--jobs", "2") == without
    assert (cache / "passages.db").stat().st_size > 0
    assert exported(reports, "old.db", "--jobs", "2") == without
    (cache / "passages.db").write_bytes(b"damaged")
    assert exported(reports, "damaged.db", "--jobs", "2") == without
