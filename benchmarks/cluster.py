"""Reading by several: two processes beside one, two workers of a Dask cluster beside two processes.

    python -m benchmarks.cluster [--texts FOLDER] [--reports 200] [--repeats 5]

Each is `dateline read` over the same texts into a record of its own, in a process started anew, without the cache of
passages; in turn, as often as asked. Printed: medians of wall and CPU seconds (those of all processes together), the
ratios of wall seconds, the largest resident memory of any one process, and whether all records hold the same readings.
Start-up counts; the more reports, the less of it. A busy machine shows as wall seconds far above CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.throughput import write_reports
from dateline.record import open_record

WAYS = {
    "one process": (),
    "two processes": ("--jobs", "2"),
    "two Dask workers": ("--jobs", "2", "--engine", "dask"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    parser.add_argument(
        "--texts", default="../shared/eval", help="folder with the development sets (default: %(default)s)"
    )
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        count = write_reports(Path(options.texts), folder, options.reports)
        if not count:
            print(f"benchmarks: no texts found under {options.texts}", file=sys.stderr)
            return 2
        rounds = [
            {way: measure(folder, Path(scratch) / f"{n}-{at}.db", how) for at, (way, how) in enumerate(WAYS.items())}
            for n in range(options.repeats)
        ]
        first, *others = (
            open_record(path).snapshot().readings for path in sorted(Path(scratch).glob(f"{options.repeats - 1}-*.db"))
        )
        same = all(other == first for other in others)
    report(count, rounds, same)
    return 0 if same else 1


def measure(folder: Path, record: Path, how: tuple[str, ...]) -> tuple[float, float]:
    """Wall and CPU seconds of one run."""
    command = [sys.executable, "-m", "dateline", "read", str(folder), "--record", str(record), "--no-cache", *how]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(count: int, rounds: list[dict[str, tuple[float, float]]], same: bool) -> None:
    print(f"{count} reports, {len(rounds)} repeats, medians; {os.cpu_count()} cores")
    for way in WAYS:
        wall, cpu = (statistics.median(each[way][at] for each in rounds) for at in (0, 1))
        print(f"{way:>17}: {wall:7.2f} s   {cpu:7.2f} s of CPU   {count / wall:6.1f} reports a second")
    for one, two in (("two processes", "one process"), ("two Dask workers", "two processes")):
        ratio = statistics.median(each[two][0] / each[one][0] for each in rounds)
        print(f"{one} do {ratio:.2f} times what {two} {'does' if two == 'one process' else 'do'}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {most:.0f} MB; records are {'the same' if same else 'NOT the same'}")


if __name__ == "__main__":
    sys.exit(main())
