"""Twenty orders and batchings of one set of reports give the same export, byte for byte, what tells of the clock left
out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.exports import jsonl_lines
from dateline.intake import find_reports
from dateline.language import load_annotator
from dateline.model import RawReport
from dateline.pipeline import ReadReport, read_many, reconcile
from dateline.record import open_record

EXAMPLES = Path(__file__).parents[2] / "examples"
CLOCK = (b'{"kind":"run"', b'{"kind":"first_read"')
SCENARIOS = ("who_fired_first", "one_story_and_three", "whether_it_happened", "exact_copy", "what_was_agreed")


@pytest.fixture(autouse=True)
def _names_joined() -> None:
    """Names are joined here as they are for users."""


@pytest.fixture(scope="module")
def raws(tmp_path_factory: pytest.TempPathFactory) -> list[RawReport]:
    """The examples' storyline, and the reports of some scenarios."""
    folder = tmp_path_factory.mktemp("reports")
    for name in SCENARIOS:
        text = (Path(__file__).parent / "scenarios" / f"{name}.txt").read_text(encoding="utf-8")
        for block in text.split("\n== ")[1:]:
            head, body = block.split("\n", 1)
            if head != "record":
                short, outlet, day = head.split(" | ")
                place = outlet.replace(" ", "").lower()
                lines = f"URL: https://{place}.example/{name}\nDATE: {day}\n\n{body}"
                (folder / f"{name}_{short}.txt").write_text(lines, encoding="utf-8")
    found = find_reports([str(EXAMPLES), str(folder)])
    return [raw for raw in found if isinstance(raw, RawReport)]


def read(raws: list[RawReport]) -> dict[str, ReadReport]:
    outcomes = read_many(raws, load_annotator())
    return {o.report.id: o for o in outcomes if isinstance(o, ReadReport)}


def exported(location: Path, batches: list[list[ReadReport]]) -> list[bytes]:
    """The rows of a record that was filled batch by batch, and reconciled after each."""
    with open_record(location) as record:
        for batch in batches:
            run = record.start_run("test", "test", ())
            for one in batch:
                record.add(one.report, one.reading, run)
            record.finish_run(run)
            made = record.snapshot()
            assert record.replace_reconciliation(reconcile(made.readings), made.changes)
        return [line for line in jsonl_lines(record.view()) if not line.startswith(CLOCK)]


def test_twenty_orders_and_batchings_one_export(raws: list[RawReport], tmp_path: Path) -> None:
    one_by_one = read(raws)
    readings = list(one_by_one.values())
    wanted = exported(tmp_path / "record.db", [readings])
    assert any(b'"kind":"event"' in line for line in wanted)
    for seed in range(20):
        chance = random.Random(seed)
        chance.shuffle(readings)
        cuts = sorted(chance.sample(range(1, len(readings)), seed % 4))
        batches = [readings[a:b] for a, b in zip([0, *cuts], [*cuts, len(readings)], strict=True)]
        assert exported(tmp_path / f"{seed}.db", batches) == wanted


def test_the_order_of_reading_changes_no_reading(raws: list[RawReport]) -> None:
    assert read(raws) == read(raws[::-1])
