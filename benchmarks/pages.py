"""How long the pages and the API of a large record take while several people ask at once.

    python -m benchmarks.pages [--reports 100000] [--record FILE] [--clients 8] [--rounds 10] [--only /api]

A record of so many generated reports (`benchmarks.record`; at FILE, where it is kept and used again) is served by a
real `dateline serve`. Each client asks for one address after the other, in an order of its own, without a pause, so
that as many questions are open as there are clients. Printed: of each address the median and the 95th percentile of the
time to the last byte, the slowest, and how much came. Asked for: every answer there, and medians under 300 ms.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks import record as generated

MOST_MS = 300
ADDRESSES = (
    "/",
    "/?type={type}",
    "/?type={type}&country={country}",
    "/events",
    "/events?type={type}&country={country}&since={since}&until={until}",
    "/events?q={word}&order=toll",
    "/events/{event}",
    "/reports/{report}",
    "/reports?outlet={outlet}",
    "/disputes",
    "/names/{body}",
    "/statements?speaker={body}",
    "/search?q={word}",
    "/figures/overview",
    "/figures/overview?type={type}",
    "/figures/events/{event}",
    "/figures/sources",
    "/api/events",
    "/api/events?type={type}&country={country}&since={since}&until={until}",
    "/api/events/{event}",
    "/api/events/{event}/claims",
    "/api/reports/{report}",
    "/api/disputes",
    "/api/entities/{body}",
    "/api/places?country={country}",
    "/api/counts",
    "/api/timeline?by=month",
    "/api/search?q={word}",
)
"""What is asked for; {} stand for something of the record, another one each time."""


class Answer(NamedTuple):
    """seconds: to the last byte."""

    status: int
    seconds: float
    size: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--record", type=Path, metavar="FILE", help="generated there unless it is there already")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", default="/", metavar="START", help="only addresses that start so")
    options = parser.parse_args()
    asked = [address for address in ADDRESSES if address.startswith(options.only)]
    with _record(options.record, options.reports) as record, _served(record) as (host, port):
        Client(host, port, options.reports, -1).ask(asked, 1)
        start = time.perf_counter()
        answers = ask(host, port, asked, options.reports, options.clients, options.rounds)
        seconds = time.perf_counter() - start
    number = sum(len(some) for some in answers.values())
    print(f"{options.reports:,} reports, {options.clients} clients: {number / seconds:.1f} answers a second")
    return 1 if show(answers) else 0


def ask(host: str, port: int, asked: Sequence[str], reports: int, clients: int, rounds: int) -> dict[str, list[Answer]]:
    """All answers, by address, of clients that ask at the same time."""
    with ThreadPoolExecutor(clients) as pool:
        tasks = [pool.submit(Client(host, port, reports, number).ask, asked, rounds) for number in range(clients)]
        answers: dict[str, list[Answer]] = defaultdict(list)
        for task in tasks:
            for address, answer in task.result():
                answers[address].append(answer)
    return {address: answers[address] for address in asked}


def show(answers: dict[str, list[Answer]]) -> list[str]:
    """Print the times; the addresses that are too slow or did not answer."""
    print(f"  {'':78} {'median':>9} {'95 %':>9} {'slowest':>9} {'size':>9}")
    bad = []
    for address, some in answers.items():
        times = sorted(answer.seconds * 1000 for answer in some)
        wrong = sorted({answer.status for answer in some} - {200, 204})
        middle, most = median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        size = median(answer.size for answer in some) / 1024
        told = f"  answers {', '.join(map(str, wrong))}" if wrong else ""
        print(f"  {address:78} {middle:6.0f} ms {most:6.0f} ms {times[-1]:6.0f} ms {size:6.0f} KB{told}")
        bad += [address] if wrong or middle > MOST_MS else []
    print(f"  {len(bad)} over {MOST_MS} ms or without an answer")
    return bad


class Client:
    """One that asks, always for the same of one number."""

    def __init__(self, host: str, port: int, reports: int, number: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=60)
        self._chance = random.Random(number)
        self._reports = reports

    def ask(self, asked: Sequence[str], rounds: int) -> list[tuple[str, Answer]]:
        """Every address so many times, in any order."""
        order = [address for address in asked for _ in range(rounds)]
        self._chance.shuffle(order)
        return [(address, self._get(address.format(**self._something()))) for address in order]

    def _get(self, address: str) -> Answer:
        start = time.perf_counter()
        self._connection.request("GET", address)
        response = self._connection.getresponse()
        content = response.read()
        return Answer(response.status, time.perf_counter() - start, len(content))

    def _something(self) -> dict[str, str]:
        chance, reports = self._chance, self._reports
        day = generated._FIRST + timedelta(chance.randrange(1 + reports // generated._REPORTS_A_DAY))
        return {
            "event": generated._event_id(chance.randrange(generated._NEW * reports)),
            "report": generated._report_id(chance.randrange(reports)),
            "body": f"x-{chance.randrange(generated._sides(reports))}",
            "outlet": f"Outlet%20{chance.randrange(40)}",
            "word": chance.choice(generated._vocabulary()[50:2000]),
            "type": generated._type_word(chance),
            "country": generated._country(chance),
            "since": day.isoformat(),
            "until": (day + timedelta(30)).isoformat(),
        }


@contextmanager
def _record(path: Path | None, reports: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        record = path or Path(folder) / "pages.db"
        if not record.exists():
            part = record.with_name(f"{record.name}.part")  # of a run that was cut off nothing is used again
            for left in record.parent.glob(f"{part.name}*"):
                left.unlink()
            generated.build(str(part), reports)
            part.rename(record)
        yield record


@contextmanager
def _served(record: Path) -> Iterator[tuple[str, int]]:
    """Host and port of a server of our own."""
    command = [sys.executable, "-m", "dateline", "serve", "--read-only", "--port", "0", "--record", str(record)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        if "http://" not in told:
            raise SystemExit(told + process.stderr.read())
        host, _, port = told.split("http://")[1].strip().strip("/").rpartition(":")
        yield host, int(port)
    finally:
        process.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
