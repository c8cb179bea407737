"""Whole source chains, as resolved: who is credited, through whom and by which medium (`chains.tsv`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Link, ReportClaims
from dateline.resolution import resolve

_TABLE = Path(__file__).parent / "chains.tsv"


def _rows() -> list[dict[str, str]]:
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    cells = [line.split("\t") for line in lines[1:]]
    return [dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in cells]


def _params() -> list[object]:
    return [pytest.param(row, id=f"{row['bullet']}: {row['content'][:30]} < {row['chain'][:30]}") for row in _rows()]


@pytest.mark.parametrize("row", _params())
def test_row(row: dict[str, str], annotate: Callable[..., AnnotatedReport]) -> None:
    claims = _resolved(annotate, row["text"])
    same = [s for s in claims.statements if s.content.startswith(row["content"])]
    same = [s for s in same if not row["cue"] or s.cue == row["cue"]]
    assert same, f"no statement begins so; found: {[s.content for s in claims.statements]}"
    found = same[0]
    day = "-" if found.time is None else found.time.start
    seen = {
        "speaker": found.speaker.name if found.speaker is not None else "-",
        "kind": found.kind.value,
        "time": day,
        "chain": " > ".join(_words(link) for link in found.chain[:-1]),
        "reason": found.speaker_reason,
    }
    asked = {key: row[key] for key in seen if row[key]}
    assert {key: seen[key] for key in asked} == asked


@pytest.mark.parametrize("text", sorted({row["text"] for row in _rows()}), ids=lambda text: text[:40])
def test_claims_have_the_chain_of_the_statement_they_stand_in(
    text: str, annotate: Callable[..., AnnotatedReport]
) -> None:
    claims = _resolved(annotate, text)
    chains = {s.id: s.chain for s in claims.statements}
    for claim in claims.claims:
        around = [
            s
            for s in claims.statements
            if any(p.start <= claim.trigger.start and claim.trigger.end <= p.end for p in s.parts)
        ]
        assert claim.statement is not None or not around, claim.trigger.quote
        if claim.statement is not None:
            assert claim.chain == chains[claim.statement]


def _words(link: Link) -> str:
    parts = [f"{link.role.value}:{link.name or ''}"]
    parts += [f"@ {link.medium}"] if link.medium else []
    parts += [f"in {link.venue}"] if link.venue else []
    parts += ["(carried)"] if link.carried else []
    return " ".join(parts)


_FOUND: dict[str, ReportClaims] = {}


def _resolved(annotate: Callable[..., AnnotatedReport], text: str) -> ReportClaims:
    if text not in _FOUND:
        _FOUND[text] = resolve(extract(annotate(text.replace(" ¶ ", "\n\n"), published="2031-03-06")))
    return _FOUND[text]
