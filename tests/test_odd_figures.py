"""A figure that no count can be costs its own value, not the report."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.pipeline import reconcile
from dateline.record import open_record

TEXT = """Rebels shelled Herat on 3 May 2031, killing {0} people, the army said. Omid Rahimi, {0}, was killed in {0}.
{0} days ago and on the {0}th, at {0}:{0}, soldiers came; the toll rose from {0}.

In Farah 12 people were killed.
"""


@pytest.mark.parametrize("figure", ["9" * 13, "9" * 20, "9" * 400, "9" * 5_000, "1" + ",000" * 1_500])
def test_a_report_with_a_figure_beyond_all_counts_is_read_and_kept(tmp_path: Path, figure: str) -> None:
    read = dateline.read_text(TEXT.format(figure), published="2031-05-04")
    harms = [harm for claim in read.claims for harm in claim.harms]
    assert {harm.minimum for harm in harms} >= {12}
    assert all((harm.minimum or 0) < 10**12 for harm in harms)
    with open_record(tmp_path / "war.db") as record:
        assert record.add(read.report, read.reading, record.start_run("1.0", "en", ()))
        record.replace_reconciliation(reconcile([read.reading]), record.snapshot().changes)
        assert record.view().reconciliation.events
