"""The documentation says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_readme_has_exactly_two_commands_for_a_fresh_machine() -> None:
    fresh = [block for block in blocks("sh") if "python3 -m venv" in block]
    assert len(fresh) == 2
    assert all(len(block.strip().splitlines()) == 1 for block in fresh)


def test_ci_runs_the_readme_test_command() -> None:
    command = next(block.strip() for block in blocks("sh") if "pytest" in block)
    assert command.replace("pip install", "pip install -q") in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_readme_library_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("python")
    assert len(example.strip().splitlines()) <= 20
    exec(compile(example.replace('"examples"', repr(str(ROOT / "examples"))), "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_every_command_and_exit_status_is_in_the_readme() -> None:
    from dateline.cli import main

    for name in main.list_commands(None):  # type: ignore[arg-type]
        assert f"`dateline {name}" in README, name


def test_every_suffix_and_name_of_a_field_is_in_the_page_on_inputs() -> None:
    from dateline.intake.finding import IN_FOLDERS
    from dateline.intake.json_item import FIELDS

    page = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8").lower()
    assert [name for name in (*IN_FOLDERS, *FIELDS) if f"`{name}`" not in page] == []


def test_no_registry_host_in_the_constraints() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_example_reports_are_invented() -> None:
    for path in sorted((ROOT / "examples").iterdir()):
        if path.name != "README.md":
            assert ".example/" in path.read_text(encoding="utf-8"), path.name
