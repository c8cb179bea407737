"""How much memory a reading process takes as the reports go on.

    python -m benchmarks.memory [--reports 200000] [--jobs 1] [--seconds 600]

Reports are made up by rule, each with names, places, figures and quotations of its own, as lines of one file, and read
by `dateline read` without the cache of passages, for so many seconds at most. Printed, twenty times: reports in the
record, resident memory of the main process and of the largest other one (MB), reports a second. Flat is what is wanted.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import psutil  # type: ignore[import-untyped]

FIRST = (
    "Ana",
    "Dara",
    "Ilse",
    "Joram",
    "Katya",
    "Luc",
    "Mira",
    "Nils",
    "Omar",
    "Petra",
    "Rafi",
    "Sela",
    "Tomas",
    "Vera",
)
LAST = ("Adan", "Brel", "Cormac", "Dragan", "Estevez", "Farouk", "Grieg", "Haddad", "Ivers", "Jansen", "Kovac", "Lund")
TOWNS = ("Kharkiv", "Aleppo", "Goma", "Mosul", "Marib", "Odesa", "Hodeidah", "Bakhmut", "Idlib", "Bunia", "Kunduz")
SIDES = ("government forces", "rebels", "the army", "militia fighters", "the coalition", "separatists", "border guards")
OFFICES = ("governor", "health minister", "army spokesman", "mayor", "foreign minister", "police chief")
OUTLETS = ("Harbour Post", "Example Gazette", "Delta Wire", "Morning Ledger", "Plain Dealer of Velm")
DEEDS = ("shelled a market", "struck a power station", "attacked a checkpoint", "bombed a bridge", "raided a depot")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory")
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source, record = Path(scratch) / "reports.jsonl", Path(scratch) / "record.db"
        with source.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(report(number)) + "\n" for number in range(options.reports))
        command = [sys.executable, "-m", "dateline", "read", str(source), "--record", str(record), "--no-cache"]
        command += ["--jobs", str(options.jobs)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            most = watch(run, record, options.seconds)
        print(f"{count(record):8,} read in the end; most: {most:.0f} MB")
    return int(run.returncode not in (0, -15))


def watch(run: subprocess.Popen[bytes], record: Path, seconds: float) -> float:
    """The most that any one process took, in megabytes."""
    process, start, most, shown = psutil.Process(run.pid), time.perf_counter(), 0.0, 0
    while run.poll() is None:
        time.sleep(0.5)
        passed = time.perf_counter() - start
        with contextlib.suppress(psutil.Error, sqlite3.Error):
            main_one, largest = memory(process)
            most = max(most, main_one, largest)
            if passed * 20 >= (shown + 1) * seconds:
                shown += 1
                read = count(record)
                print(
                    f"{read:8,} read: main {main_one:4.0f}, largest other {largest:4.0f}, {read / passed:5.1f} a second"
                )
        if passed > seconds:
            run.terminate()
            run.wait()
    return most


def count(record: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])


def memory(process: psutil.Process) -> tuple[float, float]:
    """Resident megabytes of the main process and of the largest of its children (0 for none)."""
    children = [child.memory_info().rss for child in process.children(recursive=True)]
    return process.memory_info().rss / 1e6, max(children, default=0) / 1e6


def report(number: int) -> dict[str, str]:
    """One report as a line of JSON; the same for the same number."""
    dice = random.Random(number)
    day = date(2021, 1, 1) + timedelta(days=number % 1800)
    town, side, other = dice.choice(TOWNS), *dice.sample(SIDES, 2)
    name, office, outlet = f"{dice.choice(FIRST)} {dice.choice(LAST)}", dice.choice(OFFICES), dice.choice(OUTLETS)
    killed, hurt, deed = dice.randint(1, 60), dice.randint(2, 200), dice.choice(DEEDS)
    text = (
        f"{side.capitalize()} {deed} near {town} on {day:%A}, killing {killed} people and wounding {hurt}, {office} "
        f'{name} said.\n\n"We counted {killed} bodies after the {number % 97 + 1}th blast," {name.split()[1]} told the '
        f'{outlet}. "{other.capitalize()} will answer for it."\n\n{other.capitalize()} denied it. '
        f"Talks in Geneva between both sides, planned for {day + timedelta(days=9):%d %B %Y}, were put off."
    )
    return {
        "title": f"{killed} killed as {side} attack in {town}",
        "text": text,
        "published": day.isoformat(),
        "url": f"https://www.example.org/{outlet.replace(' ', '-').lower()}/{number}",
    }


if __name__ == "__main__":
    sys.exit(main())
