"""python -m evaluation NAME --gold FILE: predictions for one data set, and the scorer's line."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from evaluation import incidents, labels, muc, sentences, storylines
from evaluation.inputs import Read, load_inputs, read_all

BY_REPORT: dict[str, Callable[[Read], dict[str, Any]]] = {
    "plover_gsr": sentences.events,
    "petrarch": sentences.dyads,
    "polnear": sentences.statements,
    "geoparsing": sentences.places,
    "muc4": muc.templates,
    "isaf": incidents.raid,
    "gva": incidents.shooting,
    "case2021_task2": labels.acled_sub_event,
    "ngec_synthetic": labels.plover_type,
}
FOLDERS = ("coverage", "seeds")
WITH_TITLE = ("gva",)
NAMES = (*sorted([*BY_REPORT, "ngec_actors"]), *FOLDERS)


def main() -> int:
    options = _options()
    gold = Path(options.gold)
    if not gold.exists():
        print(f"evaluation: {gold} is not there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(options.out) if options.out else Path(scratch) / "predictions.jsonl"
        try:
            predict(options.name, gold, out, model=options.model, limit=options.limit)
        except (DatelineError, ValueError, RuntimeError) as error:
            print(f"evaluation: {error}", file=sys.stderr)
            return 1
        if not options.no_score:
            print(score(options.name, gold, out, Path(options.scorers), options.source, options.limit))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("name", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--gold", required=True, help="the set's JSON Lines file; for coverage and seeds a folder")
    parser.add_argument("--out", help="where to write the predictions")
    parser.add_argument("--no-score", action="store_true", help="write the predictions and stop; no answers needed")
    parser.add_argument("--scorers", default="../shared/eval", help="folder of the scorers (default: %(default)s)")
    parser.add_argument("--source", help="geoparsing: score only documents of this source")
    parser.add_argument("--model", help="spaCy pipeline, as for dateline itself")
    parser.add_argument("--limit", type=int, help="only the first N rows (for a quick look; not a result)")
    return parser.parse_args()


def predict(name: str, gold: Path, out: Path, *, model: str | None = None, limit: int | None = None) -> None:
    """Write the predictions for one set to `out`, one JSON object a line."""
    if name in FOLDERS:
        storylines.export_folder(gold if gold.is_dir() else gold.parent, out, model)
        return
    inputs = load_inputs(gold, limit)
    if name == "ngec_actors":
        around = [replace(phrase, text=phrase.context) for phrase in inputs if phrase.context]
        told = {read.input.id: read.claims for read in read_all(around, model)} if around else {}
        rows = [labels.actor_codes(phrase, told.get(phrase.id)) for phrase in inputs]
    else:
        convert = BY_REPORT[name]
        rows = [convert(read) for read in read_all(inputs, model, with_title=name in WITH_TITLE)]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def score(name: str, gold: Path, out: Path, scorers: Path, source: str | None = None, limit: int | None = None) -> str:
    """The scorer's line. Raises RuntimeError when the scorer is missing or fails."""
    if name in FOLDERS:
        answers = gold / "gold.json" if gold.is_dir() else gold
        command = [str(scorers / "score_coverage.py"), str(answers), str(out)]
    else:
        command = [str(scorers / "score.py"), name, str(_head(gold, out, limit)), str(out)]
        command += ["--source", source] if source else []
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the scorer failed: {' '.join(command)}\n{done.stderr}")
    return done.stdout.strip()


def _head(gold: Path, out: Path, limit: int | None) -> Path:
    if not limit:
        return gold
    lines = [line for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    short = out.with_suffix(".gold")
    short.write_text("\n".join(lines[:limit]) + "\n", encoding="utf-8")
    return short


if __name__ == "__main__":
    sys.exit(main())
