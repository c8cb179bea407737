"""coverage, seeds: a folder of reports goes in, the jsonl export of a fresh record comes out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner

from dateline.cli import main


def export_folder(folder: Path, out: Path, model: str | None = None) -> None:
    """`dateline run` over the folder's reports into a record made for this, and `dateline export` of it to `out`.

    The gold beside the reports is never opened: only the texts are handed over. Raises RuntimeError when a step fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        reports = Path(scratch) / "reports"
        reports.mkdir()
        for path in sorted(folder.glob("*.txt")):
            shutil.copyfile(path, reports / path.name)
        record = str(Path(scratch) / "record.db")
        options = ["--model", model] if model else []
        _dateline(["run", str(reports), "--record", record, "--no-brief", *options])
        _dateline(["export", "--record", record, "--format", "jsonl", "-o", str(out)])


def _dateline(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    if result.exit_code != 0:
        raise RuntimeError(f"dateline {' '.join(arguments)}: exit status {result.exit_code}\n{result.output}") from (
            result.exception
        )
