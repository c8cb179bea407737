"""The table of sentences and the statements in them (`statements.tsv`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from dateline.extraction.statements import find_statements
from dateline.model import AnnotatedReport, Span, StatementMention

_TABLE = Path(__file__).parent / "statements.tsv"
_TRIMMED = " \n\"'“”‘’«»„.,:;!?—-"


def _rows() -> list[dict[str, str]]:
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    cells = [line.split("\t") for line in lines[1:]]
    return [dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in cells]


def _params() -> list[object]:
    params = []
    for row in _rows():
        marks = [pytest.mark.xfail(reason=row["known_miss"], strict=True)] if row["known_miss"] else []
        params.append(pytest.param(row, marks=marks, id=f"{row['bullet']}: {row['text'][:40]} [{row['content'][:20]}]"))
    return params


@pytest.mark.parametrize("row", _params())
def test_row(row: dict[str, str], annotate: Callable[..., AnnotatedReport]) -> None:
    annotated = _annotated(annotate, row["text"].replace(" ¶ ", "\n\n"))
    statements, _ = find_statements(annotated)
    found = [_as_row(annotated.report.text, s) for s in statements]
    if row["content"] == "NONE":
        assert found == []
        return
    wanted = " // ".join(part.strip(_TRIMMED) for part in row["content"].split(" // "))
    same = [f for f in found if f["content"] == wanted]
    assert same, f"no statement has this content; found: {[f['content'] for f in found]}"
    asked = {key: row[key] for key in ("speaker", "cue", "kind", "directness", "medium", "chain") if row[key]}
    assert {key: same[0][key] for key in asked} == asked


def _as_row(text: str, statement: StatementMention) -> dict[str, str]:
    first = statement.chain[0] if statement.chain else None

    def words(span: Span | None) -> str:
        return span.of(text) if span else "-"

    return {
        "content": " // ".join(part.of(text).strip(_TRIMMED) for part in statement.content),
        "speaker": words(statement.speaker),
        "cue": words(statement.cue),
        "kind": statement.kind.value,
        "directness": statement.directness.value,
        "medium": words(first.medium) if first else "-",
        "chain": " > ".join(f"{s.role.value}:{s.span.of(text) if s.span else ''}" for s in statement.chain),
    }


@cache
def _annotated(annotate: Callable[..., AnnotatedReport], text: str) -> AnnotatedReport:
    return annotate(text)
