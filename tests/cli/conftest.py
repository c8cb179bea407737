"""Two reports that disagree, in a folder of their own, and a clean environment around each test."""

from __future__ import annotations

from pathlib import Path

import pytest

FIRST = """\
HERAT, May 3, 2031 (Plain Wire) - Rebels shelled a market in Herat on Saturday, killing at least 12 people, the
Defence Ministry said.

“We will answer this crime,” Defence Minister Omid Rahimi said in a post on X.
"""
SECOND = """\
URL: https://courier.example/herat
DATE: 2031-05-04

Thirty people were killed when government forces shelled a market in Herat on Saturday, a doctor told the Courier.
“We have no beds left,” said Dr. Laila Noori.
"""


@pytest.fixture
def first() -> str:
    return FIRST


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def many_reports(reports: Path) -> Path:
    """Forty reports on as many villages."""
    for number in range(3, 41):
        (reports / f"{number}.txt").write_text(FIRST.replace("Herat", f"Village {number}"), encoding="utf-8")
    return reports


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_RECORD", raising=False)
    monkeypatch.delenv("DATELINE_MODEL", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
