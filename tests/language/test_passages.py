"""What was read before is not read again, and comes out the same; a cache that is damaged or in use harms nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.intake import report_from_text
from dateline.language import DEFAULT_MODEL
from dateline.language.en.quick import QuickReader
from dateline.language.en.spacy_annotator import SpacyAnnotator
from dateline.model import AnnotatedReport

FIRST = "VELM (Harbour Press) - Shells hit the port of Velm on Monday.\n\nGovernor Dara Holt said 12 people had died."
COPY = "Shelling in the north\n\nGovernor Dara Holt said 12 people had died.\n\nShe will visit Ostra today, aides said."


@pytest.fixture
def read_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passages that the language model is given."""
    given: list[str] = []
    read = QuickReader.read

    def noted(self: QuickReader, texts: object) -> object:
        some = list(texts)  # type: ignore[call-overload]
        given.extend(some)
        return read(self, some)

    monkeypatch.setattr(QuickReader, "read", noted)
    return given


def annotated(annotator: SpacyAnnotator, *texts: str) -> list[AnnotatedReport]:
    return list(annotator.annotate_many([report_from_text(text) for text in texts]))


def test_a_passage_is_read_once_across_reports_and_runs(tmp_path: Path, read_texts: list[str]) -> None:
    without = annotated(SpacyAnnotator.load(DEFAULT_MODEL), FIRST, COPY)
    read_texts.clear()
    assert annotated(SpacyAnnotator.load(DEFAULT_MODEL, tmp_path), FIRST, COPY) == without
    assert sum("Dara Holt" in text for text in read_texts) == 1
    del read_texts[:]
    later = SpacyAnnotator.load(DEFAULT_MODEL, tmp_path)
    del read_texts[:]  # what it is tried on
    assert annotated(later, COPY, FIRST) == without[::-1]
    assert read_texts == []


def damage_file(path: Path) -> None:
    path.write_bytes(b"this is no database" * 400)


def damage_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE passage SET body = substr(body, 1, 20)")
    connection.close()


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [damage_file, damage_rows, make_a_folder])
def test_a_damaged_cache_changes_nothing(tmp_path: Path, damage: object) -> None:
    whole = annotated(SpacyAnnotator.load(DEFAULT_MODEL, tmp_path), FIRST)
    damage(tmp_path / "passages.db")  # type: ignore[operator]
    assert annotated(SpacyAnnotator.load(DEFAULT_MODEL, tmp_path), FIRST) == whole
    assert annotated(SpacyAnnotator.load(DEFAULT_MODEL, tmp_path), FIRST) == whole


def test_a_cache_that_another_run_writes_to_stops_nothing(tmp_path: Path) -> None:
    mine = SpacyAnnotator.load(DEFAULT_MODEL, tmp_path)
    other = sqlite3.connect(tmp_path / "passages.db")
    other.execute("BEGIN IMMEDIATE")
    first = annotated(mine, FIRST)
    other.rollback()
    other.close()
    assert annotated(mine, FIRST) == first


def test_the_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.language.passages.MOST_BYTES", 100_000)
    annotator = SpacyAnnotator.load(DEFAULT_MODEL, tmp_path)
    for day in range(60):
        annotated(annotator, *(f"{day * 7 + n} shells hit Velm. " + FIRST for n in range(10)))
    assert (tmp_path / "passages.db").stat().st_size < 300_000


def test_a_model_that_met_too_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = annotated(SpacyAnnotator.load(DEFAULT_MODEL), FIRST, COPY)
    monkeypatch.setattr("dateline.language.en.spacy_annotator.MOST_NEW_WORDS", 10)
    annotator = SpacyAnnotator.load(DEFAULT_MODEL)
    assert annotated(annotator, FIRST) + annotated(annotator, COPY) == whole
