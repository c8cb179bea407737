"""Every data set's predictions come out in their documented form, from the input fields alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
STORY = (
    "DERNA, Libya - Gunmen shot dead two guards and wounded four shoppers at a market in Derna on Monday, police said."
)
ROWS: dict[str, dict[str, Any]] = {
    "plover_gsr": {"text": STORY},
    "petrarch": {"text": STORY, "date": "20310306"},
    "polnear": {"text": STORY, "title": "Market attack", "date": "2031-03-06"},
    "geoparsing": {"text": STORY, "title": "Market attack", "date": "2031-03-06"},
    "muc4": {"text": STORY.lower(), "dateline": "TRIPOLI, 6 MAR 90 (EXAMPLE)"},
    "isaf": {"text": STORY, "published": "2031-03-06"},
    "gva": {"text": STORY, "title": "Two dead in market attack", "published": "2031-03-06"},
    "case2021_task2": {"text": STORY},
    "ngec_synthetic": {"text": STORY, "prompt": "x"},
    "ngec_actors": {"text": "the Libyan police", "context": STORY, "date": "2031-03-06"},
}
FIELDS = {
    "plover_gsr": {"events"},
    "petrarch": {"events"},
    "polnear": {"statements"},
    "geoparsing": {"places"},
    "muc4": {"templates"},
    "isaf": {"types", "date", "provinces", "target_groups", "killed_at_least", "captured_at_least"},
    "gva": {"killed", "injured", "date", "lat", "lon"},
    "case2021_task2": {"type"},
    "ngec_synthetic": {"type"},
    "ngec_actors": {"country", "code_1"},
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evaluation", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def predict(name: str, rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    gold, out = folder / "gold.jsonl", folder / "out.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run(name, "--gold", str(gold), "--out", str(out), "--no-score")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_predictions_without_answers(name: str, tmp_path: Path) -> None:
    (made,) = predict(name, [{"id": "1", **ROWS[name]}], tmp_path)
    assert made["id"] == "1"
    assert FIELDS[name] <= made.keys()


def test_the_market_attack_is_counted_dated_and_placed(tmp_path: Path) -> None:
    (made,) = predict("gva", [{"id": "1", **ROWS["gva"]}], tmp_path)
    assert (made["killed"], made["injured"], made["date"]) == (2, 4, "2031-03-03")
    assert made["lat"] == pytest.approx(32.77, abs=0.1)


def test_a_row_without_text_harms_no_other(tmp_path: Path) -> None:
    made = predict("plover_gsr", [{"id": "1", "text": ""}, {"id": "2", "text": STORY}], tmp_path)
    assert [row["id"] for row in made] == ["2"]


def test_a_storyline_is_a_folder(tmp_path: Path) -> None:
    folder, out = tmp_path / "line", tmp_path / "record.jsonl"
    folder.mkdir()
    (folder / "1.txt").write_text(f"URL: https://a.example/1\nDATE: 2031-03-06\n\n{STORY}\n", encoding="utf-8")
    done = run("coverage", "--gold", str(folder), "--out", str(out), "--no-score")
    assert done.returncode == 0, done.stderr
    kinds = {json.loads(line)["kind"] for line in out.read_text(encoding="utf-8").split("\n") if line}
    assert {"report", "event", "statement", "entity"} <= kinds
