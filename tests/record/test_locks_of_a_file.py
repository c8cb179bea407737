"""Several records open on one file in one program, while another program writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.record import open_record


def test_opening_a_record_again_takes_nothing_from_under_a_reader(examples_record: Path, tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    shutil.copy(examples_record, path)
    with open_record(path, create=False, read_only=True) as shown:
        reader = shown.reader()
        events = reader.sizes()["events"]
        for _ in range(3):
            with open_record(path, create=False) as decided:
                decided.decisions()
            command = [sys.executable, "-m", "dateline", "reconcile"]
            subprocess.run(command, env=os.environ | {"DATELINE_RECORD": str(path)}, check=True, capture_output=True)
            with ThreadPoolExecutor(4) as threads:
                assert set(threads.map(lambda _: reader.sizes()["events"], range(8))) == {events}
