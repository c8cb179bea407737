"""What it costs to go through an archive, before anything in it is read.

    python -m benchmarks.archives [--pages 3000] [--repeats 5]

Writes generated pages (eight reports of `benchmarks.memory` each, which is an article's length, and a request for each)
into a packed WARC file, and as texts into a packed JSON Lines file and a Parquet file. Printed for each, medians of CPU
time: milliseconds a report, megabytes of the file a second; then what taking the text out of one page costs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.memory import report
from dateline.intake import find_reports, read_report
from dateline.model import RawReport

_READ = 50
_PARTS = 8


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archives")
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in write(Path(folder), options.pages):
            seconds = statistics.median(go_through(path, options.pages) for _ in range(options.repeats))
            size = path.stat().st_size / 1e6
            each, speed = 1000 * seconds / options.pages, size / seconds
            print(f"{path.name}: {size:.0f} MB, {each:.2f} ms a report, {speed:.0f} MB/s")
        some = [raw for raw in find_reports([str(Path(folder) / "news.warc.gz")]) if isinstance(raw, RawReport)]
    read_report(some.pop())  # brings in what pages need
    start = time.process_time()
    for raw in some[:_READ]:
        read_report(raw)
    print(f"a page into text and blocks: {1000 * (time.process_time() - start) / _READ:.1f} ms")
    return 0


def go_through(path: Path, pages: int) -> float:
    start = time.process_time()
    found = sum(isinstance(item, RawReport) for item in find_reports([str(path)]))
    assert found == pages
    return time.process_time() - start


def write(folder: Path, pages: int) -> Iterator[Path]:
    from pyarrow import Table, parquet

    texts = ["\n\n".join(report(_PARTS * n + part)["text"] for part in range(_PARTS)) for n in range(pages)]
    with (folder / "news.warc.gz").open("wb") as archive:
        for number, text in enumerate(texts):
            paragraphs = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
            page = f"<html><head><title>Report {number}</title></head><body>{paragraphs}</body></html>"
            archive.write(_record(number, "request", b"GET / HTTP/1.1\r\n\r\n"))
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            archive.write(_record(number, "response", head + page.encode()))
    yield folder / "news.warc.gz"
    with gzip.open(folder / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    yield folder / "news.jsonl.gz"
    parquet.write_table(Table.from_pydict({"text": texts}), folder / "news.parquet", row_group_size=1000)
    yield folder / "news.parquet"


def _record(number: int, kind: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbour.example/{number}\r\n"
        f"WARC-Date: 2031-05-06T12:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


if __name__ == "__main__":
    raise SystemExit(main())
