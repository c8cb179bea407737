"""What the tests share: one language model, one record of the examples, one browser."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.private_server import NoServerInstalled, PrivateServer
from dateline.intake import report_from_text
from dateline.language import load_annotator
from dateline.model import AnnotatedReport

ROOT = Path(__file__).parent.parent
os.environ["DATELINE_GAZETTEERS"] = str(ROOT / "no-such-folder")  # what this machine's user added is not tested
os.environ["DATELINE_CACHE"] = tempfile.mkdtemp(prefix="dateline-tests-")  # nor what was read before


@pytest.fixture(scope="session")
def annotate() -> Callable[..., AnnotatedReport]:
    """`annotate(text, published=None, …)`: a report made of `text`, with its grammar."""
    annotator = load_annotator()

    def run(text: str, **kwargs: Any) -> AnnotatedReport:
        return annotator.annotate(report_from_text(text, **kwargs))

    return run


@pytest.fixture(scope="session")
def examples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record that `dateline run examples` makes; its brief stands beside it."""
    from click.testing import CliRunner

    from dateline.cli import main

    folder = tmp_path_factory.mktemp("examples")
    record = folder / "dateline.db"
    arguments = ["run", str(ROOT / "examples"), "--record", str(record), "--brief", str(folder / "brief.html")]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return record


@pytest.fixture(scope="session")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made of reports that would harm whoever trusts them (`pages/hostile.py`); nobody changes it."""
    from hostile import hostile_record as make

    return make(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def crowded_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 10,000 generated events; nobody changes it."""
    from hostile import crowded_record as make

    return make(tmp_path_factory.mktemp("crowded"))


@pytest.fixture(scope="session")
def server() -> Iterator[PrivateServer]:
    """A PostgreSQL server of our own; the tests that need one are skipped where none is installed."""
    try:
        private = PrivateServer()
    except NoServerInstalled as missing:
        if os.environ.get("DATELINE_TEST_ALL"):
            pytest.fail(f"{missing}, and DATELINE_TEST_ALL asks for every test")
        pytest.skip(str(missing))
    with private:
        yield private


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new record may be made, on each engine."""
    if request.param == "sqlite":
        yield str(tmp_path / "war.db")
    else:
        with request.getfixturevalue("server").database() as made:
            yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium of the machine's own; the tests that need one are skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("DATELINE_TEST_ALL"):
            pytest.fail("no Chromium on this machine, and DATELINE_TEST_ALL asks for every test")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()
