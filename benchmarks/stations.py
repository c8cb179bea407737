"""What each station costs beside the language station, over the texts of the development sets.

    python -m benchmarks.stations [--texts FOLDER] [--reports 100] [--repeats 5]

CPU seconds in one process and one run: the language station as dateline runs it, then each part of extraction and
resolution over the same annotated reports. Printed: medians, and each as a share of the language station's time in the
same repeat.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.throughput import texts
from dateline import intake
from dateline.errors import ReportError
from dateline.extraction import extract
from dateline.extraction.events import find_events
from dateline.extraction.mentions import find_mentions
from dateline.extraction.places import find_places
from dateline.extraction.quantities import find_quantities
from dateline.extraction.statements import find_statements
from dateline.extraction.times import find_times
from dateline.language import Annotator, load_annotator
from dateline.model import AnnotatedReport, Report
from dateline.resolution import resolve

LANGUAGE = "language"
_T = TypeVar("_T")


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def run(self, name: str, work: Callable[[], _T]) -> _T:
        start = time.process_time()
        done = work()
        self.seconds[name] += time.process_time() - start
        return done


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stations")
    parser.add_argument(
        "--texts", default="../shared/eval", help="folder with the development sets (default: %(default)s)"
    )
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    reports = list(islice(readable(Path(options.texts)), options.reports))
    if not reports:
        print(f"benchmarks: no texts found under {options.texts}", file=sys.stderr)
        return 2
    annotator = load_annotator()
    one_round(reports[:5], annotator)  # lexicons and the gazetteer are loaded once per process
    print(f"{len(reports)} reports, {options.repeats} repeats, medians of CPU seconds and of shares")
    show([one_round(reports, annotator) for _ in range(options.repeats)])
    return 0


def readable(folder: Path) -> Iterator[Report]:
    """The texts as reports, without those that intake refuses (another language)."""
    for number, text in enumerate(texts(folder)):
        with contextlib.suppress(ReportError):
            yield intake.report_from_text(text, file=f"{number:05}.txt")


def one_round(reports: list[Report], annotator: Annotator) -> dict[str, float]:
    clock = Clock()
    for annotated in clock.run(LANGUAGE, lambda: list(annotator.annotate_many(reports))):
        stations(annotated, clock)
    return dict(clock.seconds)


def stations(annotated: AnnotatedReport, clock: Clock) -> None:
    """The parts of extraction in their order, then extraction and resolution whole."""
    places = clock.run("places", lambda: find_places(annotated))
    mentions, _, _ = clock.run("mentions", lambda: find_mentions(annotated, places))
    times = clock.run("times", lambda: find_times(annotated))
    quantities = clock.run("quantities", lambda: find_quantities(annotated))
    said, _ = clock.run("statements", lambda: find_statements(annotated, mentions))
    clock.run("events", lambda: find_events(annotated, said, times, quantities, mentions))
    reading = clock.run("extraction, whole", lambda: extract(annotated))
    clock.run("resolution, whole", lambda: resolve(reading))


def show(rounds: Iterable[dict[str, float]]) -> None:
    rounds = list(rounds)
    for name in rounds[0]:
        seconds = statistics.median(each[name] for each in rounds)
        share = statistics.median(each[name] / each[LANGUAGE] for each in rounds)
        print(f"{name:>18}: {seconds:7.2f} s   {share:6.1%} of the language station")


if __name__ == "__main__":
    sys.exit(main())
