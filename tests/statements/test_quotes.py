"""Quotation marks: which pair up, which are apostrophes, which are stray and flagged."""

from __future__ import annotations

import pytest

from dateline.extraction.quotes import find_quotes
from dateline.intake import report_from_text
from dateline.model import Block, BlockKind, FlagKind, Report


def _report(text: str) -> Report:
    """Every line a paragraph of the body: pairing must not depend on intake."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), BlockKind.BODY, "test"))
        start += len(line) + 1
    return Report(id="r", file="-", text=text, matching=text, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said: “We go.”", ["We go."]),
        ('He said: "We go."', ["We go."]),
        ("He said: ''We go.''", ["We go."]),
        ("He said: ``We go.''", ["We go."]),
        ("„Wir gehen“ und «on part» und »wir bleiben«", ["Wir gehen", "on part", "wir bleiben"]),
        ("It is ‘the boys’ own place’ now.", ["the boys’ own place"]),
        ("The boys’ house and the ’90s and rock ’n’ roll", []),
        ("'We go,' the colonel's aide said. 'It's time.'", ["We go,", "It's time."]),
        ("“He said ‘go’ and left”", ["He said ‘go’ and left", "go"]),
        ("“The “inner” word”", ["The “inner” word", "inner"]),
        ('An “opening" of one kind, closed by another', ["opening"]),
        ("An “opening typed twice“ here", ["opening typed twice"]),
        ("A ”closing” mark in front", ["closing"]),
    ],
)
def test_marks_pair_up(text: str, inner: list[str]) -> None:
    quotes, flags = find_quotes(_report(text))
    assert [q.inner.of(text) for q in quotes] == inner
    assert flags == ()


def test_a_stray_mark_costs_one_quotation_and_is_flagged() -> None:
    text = 'The "line was quiet.\n“We go,” he said.\n"It is time," she said.'
    quotes, flags = find_quotes(_report(text))
    assert [q.inner.of(text) for q in quotes] == ["We go,", "It is time,"]
    assert [(f.kind, f.span.start if f.span else None) for f in flags] == [(FlagKind.STRAY_QUOTE.value, 4)]


def test_a_quotation_over_paragraphs_is_one_group() -> None:
    text = "“One.\n“Two.\n“Three,” he said. “Four.”"
    quotes, flags = find_quotes(_report(text))
    assert [(q.inner.of(text), q.group, q.reopened) for q in quotes] == [
        ("One.", 0, False),
        ("Two.", 0, True),
        ("Three,", 0, True),
        ("Four.", text.index("“Four"), False),
    ]
    assert flags == ()


def test_depth_counts_quotations_around() -> None:
    text = "“He said ‘go’ and left,” she said. ‘Go!’"
    quotes, _ = find_quotes(_report(text))
    assert [q.depth for q in quotes] == [0, 1, 0]


@pytest.mark.parametrize("text", ["", '"', "“", "”“", "' ' '", '"""""', "“‘”’", "''''", "« « »"])
def test_no_arrangement_of_marks_raises(text: str) -> None:
    find_quotes(_report(text))
    find_quotes(report_from_text(f"The army said so. {text} It left."))
