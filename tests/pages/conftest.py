"""One server over the record of the examples, shared; and one over a copy of it that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving


@pytest.fixture(scope="session")
def site(examples_record: Path) -> Iterator[str]:
    """Address of a server that no test changes anything on."""
    with serving(examples_record) as address:
        yield address


@pytest.fixture
def own_site(examples_record: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address of a server over a record of one's own, and the record."""
    record = tmp_path / "war.db"
    shutil.copy(examples_record, record)
    with serving(record) as address:
        yield address, record
