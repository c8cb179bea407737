"""The accuracy gate: a fixed sample of each development set, floors that may not be undercut.

    python -m evaluation.gate [--update] [--accept-lower]

`evaluation/floors.json` holds, for each set, how many rows are taken, the fingerprint of those rows, and the floors. A
measure under its floor fails the gate; so does data that is not what the floors were measured on. --update raises
floors to what was measured (never lowers one without --accept-lower) and prints what was gained and lost.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from evaluation.__main__ import FOLDERS, predict, score

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.01  # a floor is set this far under what was measured, so that a change of one row in a hundred is no alarm


@dataclass(frozen=True, slots=True)
class Sample:
    """One set's part in the gate.

    rows: the first N of the file (0: all). measures: dotted names in the scorer's line.
    """

    name: str
    path: str
    rows: int
    measures: tuple[str, ...]


STORYLINE = (
    *("events.found", "events.merged", "events.dated", "events.placed", "tolls.f1", "names.joined"),
    *("copies.f1", "disputes_found.r", "disputes_found.p"),
)
SAMPLES = (
    Sample("plover_gsr", "plover_gsr/dev.jsonl", 0, ("type_f1", "type_r", "actor_f1", "recipient_f1")),
    Sample("petrarch", "petrarch/dev.jsonl", 0, ("type_f1",)),
    Sample("polnear", "polnear/dev.jsonl", 16, ("partial_f1", "strict_f1", "recall_direct", "speaker_acc", "cue_acc")),
    Sample("geoparsing", "geoparsing/dev.jsonl", 80, ("detect_f1", "acc161")),
    Sample("isaf", "isaf/dev.jsonl", 80, ("types_f1", "provinces_f1", "date_within_1_day_acc")),
    Sample("muc4", "muc4/dev.jsonl", 30, ("incident_f1", "slots_f1")),
    *(
        Sample("coverage", f"coverage/{name}", 0, (*STORYLINE, "statements.found", "statements.speaker_right"))
        for name in ("aleppo", "sdf_agreement", "thai_cambodian_border")
    ),
    Sample("seeds", "../seeds", 0, ("events.found", "statements.found", "statements.speaker_right")),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument(
        "--sets", default="../shared/eval", help="folder of the sets and scorers (default: %(default)s)"
    )
    parser.add_argument("--update", action="store_true", help="write floors from what is measured now")
    parser.add_argument("--accept-lower", action="store_true", help="with --update: also lower floors")
    options = parser.parse_args()
    sets = Path(options.sets)
    if not sets.exists():
        print(f"gate: the development sets are not at {sets}; nothing measured", file=sys.stderr)
        return 1 if os.environ.get("DATELINE_TEST_ALL") else 0
    floors: dict[str, Any] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    measured = {sample.path: measure(sample, sets) for sample in SAMPLES}
    if options.update:
        floors = raised(floors, measured, options.accept_lower)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    failures = [line for path, found in measured.items() for line in compare(path, found, floors.get(path, {}))]
    print("\n".join(failures) if failures else "gate: every measure holds")
    return 1 if failures and not options.update else 0


def measure(sample: Sample, sets: Path) -> dict[str, Any]:
    """Run dateline on the sample, score it; fingerprint of the rows and the measures."""
    source = (sets / sample.path).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "predictions.jsonl"
        predict(sample.name, source, out, limit=sample.rows or None)
        line = score(sample.name, source, out, sets, limit=sample.rows or None)
    print(f"{sample.path}: {line}", flush=True)
    answer = json.loads(line)
    values = {name: value for name in sample.measures if (value := _at(answer, name)) is not None}
    return {"rows": sample.rows, "fingerprint": fingerprint(sample, source), "measures": values}


def fingerprint(sample: Sample, source: Path) -> str:
    """Hash of exactly what was read and scored."""
    digest = sha256()
    if sample.name in FOLDERS:
        for path in sorted([*source.glob("*.txt"), source / "gold.json"]):
            digest.update(path.name.encode() + path.read_bytes())
    else:
        lines = source.read_bytes().splitlines()
        for line in lines[: sample.rows or None]:
            digest.update(line + b"\n")
    return digest.hexdigest()[:16]


def _at(answer: dict[str, Any], dotted: str) -> float | None:
    value: Any = answer
    for part in dotted.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return float(value) if value is not None else None


def raised(floors: dict[str, Any], measured: dict[str, Any], accept_lower: bool) -> dict[str, Any]:
    """New floors: as measured less the slack; an old, higher floor stays unless lowering is accepted."""
    new = {}
    for path, found in measured.items():
        old = floors.get(path, {}).get("floors", {})
        values = {}
        for name, value in found["measures"].items():
            floor = round(max(0.0, value - SLACK), 3)
            values[name] = floor if accept_lower else max(floor, old.get(name, 0.0))
            if name in old and values[name] != old[name]:
                print(f"  {path} {name}: {old[name]} → {values[name]}")
        new[path] = {"rows": found["rows"], "fingerprint": found["fingerprint"], "floors": values}
    return new


def compare(path: str, found: dict[str, Any], floor: dict[str, Any]) -> list[str]:
    """What undercuts its floor, in words."""
    if not floor:
        return [f"gate: {path} has no floors; run with --update"]
    if (found["rows"], found["fingerprint"]) != (floor["rows"], floor["fingerprint"]):
        return [f"gate: {path} is not the data that the floors were measured on; run with --update"]
    return [
        f"gate: {path} {name} is {found['measures'].get(name)}, under its floor {least}"
        for name, least in floor["floors"].items()
        if (found["measures"].get(name) or 0.0) < least
    ]


if __name__ == "__main__":
    sys.exit(main())
