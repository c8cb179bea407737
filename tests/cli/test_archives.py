"""Archives on the command line: one record from one process, several, a Dask cluster; counted, listed, read again."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from archives import answer, packed, page, record, request, sentence
from test_commands import dateline, without_clock

from dateline.record import open_record

VILLAGES = [f"Village {number}" for number in range(60)]
FRENCH = (
    "<html><body><p>Des rebelles ont bombardé samedi un marché de la ville, tuant au moins douze personnes, selon le "
    "ministère de la Défense. Le gouvernement a condamné cette attaque.</p></body></html>"
).encode()
WHOLE = packed(record("whole", answer(page("Nowhere"))))
SPOILT = WHOLE[:80] + bytes(80) + WHOLE[160:]


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """22 pages of 24 (one foreign, one damaged), 20 lines of 21 (one is no object), 20 rows."""
    folder = tmp_path / "archives"
    folder.mkdir()
    pages = [record(n, answer(page(village, n + 1))) for n, village in enumerate(VILLAGES[:20])]
    pages += [record("again", answer(page(VILLAGES[0], 2))), record("copy", answer(page(VILLAGES[0], 1)))]
    requests = [request(n) for n in range(3)]
    foreign = record("fr", answer(FRENCH))
    (folder / "a.warc.gz").write_bytes(packed(*pages[:9], *requests) + SPOILT + packed(foreign, *pages[9:]))
    lines = [json.dumps({"text": sentence(village, n + 1)}) for n, village in enumerate(VILLAGES[20:40])]
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines, "{no object"]).encode()))
    return folder


def with_table(archives: Path) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    texts = [sentence(village, n + 1) for n, village in enumerate(VILLAGES[40:])]
    parquet.write_table(pyarrow.table({"text": texts, "outlet": ["Plain Wire"] * 20}), archives / "c.parquet")
    return archives


def exported(name: str) -> list[bytes]:
    return without_clock(dateline("export", "--record", name).stdout_bytes.splitlines())


def test_archives_are_read_counted_and_listed(archives: Path) -> None:
    told = dateline("read", archives).stdout
    assert "42 reports read, 3 set aside" in told
    assert "; 3 records of archives without a page (3 request)" in told
    aside = packed(*(record(n, answer(page(v, n + 1))) for n, v in enumerate(VILLAGES[:9])), *map(request, range(3)))
    assert f"not read: {archives}/a.warc.gz#{len(aside)}: the compressed bytes are damaged" in told
    assert "the text is in French" in told
    assert f"{archives}/b.jsonl.gz#21: not JSON" in told
    again = dateline("run", archives, "--no-brief").stdout
    assert "0 reports read, 42 unchanged, 3 set aside" in again
    assert "3 records of archives" in again


def test_two_processes_give_the_record_of_one(archives: Path) -> None:
    with_table(archives)
    dateline("run", archives, "--record", "one.db", "--no-brief")
    dateline("run", archives, "--record", "two.db", "--no-brief", "--jobs", "2")
    assert exported("two.db") == exported("one.db")
    assert sum(b'"kind":"report"' in line for line in exported("one.db")) == 62


@pytest.mark.skipif(
    find_spec("distributed") is None and not os.environ.get("DATELINE_TEST_ALL"),
    reason="dask is not installed (pip install 'dateline[cluster]')",
)
def test_a_cluster_gives_the_record_of_one_process_and_reads_none_of_its_shards(archives: Path) -> None:
    with_table(archives)
    dateline("run", archives, "--record", "one.db", "--no-brief")
    shards = ["--engine", "dask", "--jobs", "2", "--shards", str(archives / "shards")]
    command = [sys.executable, "-m", "dateline", "run", str(archives), "--record", "two.db", "--no-brief", *shards]
    for expected in ("62 reports read, 3 set aside", "62 unchanged, 3 set aside"):
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        assert expected in done.stdout, done.stderr
        assert exported("two.db") == exported("one.db")
    assert list((archives / "shards").rglob("*.parquet"))


def test_what_was_set_aside_is_read_again_from_the_archive_or_what_was_kept(archives: Path) -> None:
    dateline("read", archives)
    path = archives / "a.warc.gz"
    path.write_bytes(path.read_bytes().replace(SPOILT, WHOLE))
    assert "1 report read, 13 unchanged, 2 set aside" in dateline("read", "--again").stdout
    path.unlink()
    assert "0 reports read, 2 set aside" in dateline("read", "--again").stdout
    with open_record("dateline.db") as opened:
        kept = [opened.kept(item.file) for item in opened.not_read() if item.reason == "language"]
    assert [raw.content for raw in kept if raw] == [FRENCH]
    assert [(raw.address, raw.retrieved) for raw in kept if raw] == [
        ("https://courier.example/fr", "2031-05-06T12:00:00Z")
    ]
