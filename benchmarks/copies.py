"""How finding copies grows with the number of reports: one size after the other, each in a fresh process.

    python -m benchmarks.copies [--reports 1000 10000 100000]

The reports are generated: 300 invented words each in sentences, as unevenly used as words are. A fifth of them carry a
text of one agency with cuts and additions, a tenth are mostly their own and lift two paragraphs from another, and all
close with one of a few lines of furniture. Time is CPU seconds; memory is the peak of the whole process, and the
peak before the search starts. found: of the pairs of reports that have a sentence in common, the share that was found.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from dateline.model import Outlet, Published, ReportClaims, SentenceText
from dateline.reference.fingerprints import sample

_FIRST = date(2031, 1, 1)
_WORDS = 20_000
_SENTENCES = 15
_LENGTH = 20  # words
_PARAGRAPH = 3  # sentences
_CARRIERS = 5  # of one agency's text
_OUTLETS = 400
_NEAR = 50  # reports between the original and its copy: news is copied while it is new


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies")
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        print(json.dumps(measure(options.worker)))
        return 0
    before: dict[str, float] | None = None
    for reports in options.reports:
        command = [sys.executable, "-m", "benchmarks.copies", "--worker", str(reports)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        line = f"{reports:>8,} reports: {found['cpu']:8.2f} s CPU, {found['memory_mb']:6.0f} MB "
        line += f"({found['readings_mb']:.0f} MB before it starts); "
        line += f"found {found['found']:.1%}, {found['false']:.0f} false"
        if before is not None:
            grown = math.log(found["cpu"] / before["cpu"]) / math.log(found["reports"] / before["reports"])
            line += f"   exponent {grown:.2f}"
        print(line, flush=True)
        before = found
    return 0


def measure(reports: int) -> dict[str, float]:
    from dateline.reconciliation.copies import find_repeats

    readings, wanted = generated(reports)
    taken = _peak()
    start = time.process_time()
    made = find_repeats(readings)
    cpu = time.process_time() - start
    pairs = {frozenset((j.left, j.right)) for j in made.judgements}
    pairs |= {frozenset(pair) for group in made.copies for pair in combinations(group.reports, 2)}
    pairs |= {frozenset((p.report, p.of)) for p in made.passages}
    carried = {frozenset(pair) for told in made.tellers.together() for pair in combinations(sorted(told), 2)}
    return {
        "reports": reports,
        "cpu": cpu,
        "memory_mb": _peak(),
        "readings_mb": taken,
        "found": len((pairs | carried) & wanted) / len(wanted),
        "false": len((pairs | carried) - wanted),
    }


Told = tuple[int, list[str]]  # the number of a sentence, which it keeps where it is copied, and its words


def generated(reports: int) -> tuple[list[ReportClaims], set[frozenset[str]]]:
    """The reports, and the pairs of them that have a sentence in common, furniture apart."""
    chance = random.Random(reports)
    vocabulary = [f"w{n}" for n in range(_WORDS)]
    stock = _endless(chance, vocabulary, [1 / (n + 10) for n in range(_WORDS)])
    texts: list[list[Told]] = []
    story: list[Told] = []
    carried = _CARRIERS
    for number in range(reports):
        text = [(number * _SENTENCES + at, [next(stock) for _ in range(_LENGTH)]) for at in range(_SENTENCES)]
        draw = chance.random()
        if draw < 0.2:
            if carried == _CARRIERS:
                story, carried = text, 0
            kept = chance.randrange(10, _SENTENCES + 1)
            text = story[:kept] + text[: chance.choice((0, _PARAGRAPH))] if carried else text
            carried += 1
        elif draw < 0.3 and number:
            other = texts[chance.randrange(max(0, number - _NEAR), number)]
            at = chance.randrange(len(other) - 2 * _PARAGRAPH)
            text[4 : 4 + 2 * _PARAGRAPH] = [_touched(chance, s) for s in other[at : at + 2 * _PARAGRAPH]]
        texts.append(text)
    return [_report(chance, number, text) for number, text in enumerate(texts)], _in_common(texts)


def _in_common(texts: list[list[Told]]) -> set[frozenset[str]]:
    holders: dict[int, list[str]] = {}
    for number, text in enumerate(texts):
        for sentence, _ in text:
            holders.setdefault(sentence, []).append(_name(number))
    return {frozenset(pair) for names in holders.values() for pair in combinations(dict.fromkeys(names), 2)}


def _endless(chance: random.Random, vocabulary: list[str], weights: list[float]) -> Iterator[str]:
    while True:
        yield from chance.choices(vocabulary, weights, k=10_000)


def _touched(chance: random.Random, sentence: Told) -> Told:
    """The sentence with a word changed."""
    number, words = sentence
    at = chance.randrange(len(words))
    return number, [*words[:at], "other", *words[at + 1 :]]


def _name(number: int) -> str:
    return f"r{number:07}"


def _report(chance: random.Random, number: int, text: list[Told]) -> ReportClaims:
    told = [words for _, words in text]
    told.append(["read", "more", "of", "our", "news", "at", "this", "address", f"desk{chance.randrange(4)}"])
    sentences, at = [], 0
    for words in told:
        sentences.append(SentenceText(at, " ".join(words)))
        at = sentences[-1].end + 1
    return ReportClaims(
        report=_name(number),
        file=f"{_name(number)}.txt",
        outlet=Outlet(f"Outlet {chance.randrange(_OUTLETS)}", "header"),
        published=Published((_FIRST + timedelta(number // 300)).isoformat(), "header"),
        dateline=None,
        shingles=sample([word for words in told for word in words]),
        sentences=tuple(sentences),
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
