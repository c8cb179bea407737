"""Whatever marks, letters and breaks stand in a text: no exception, spans inside the text, the same result twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import read_text
from dateline.extraction.quotes import find_quotes
from dateline.extraction.statements import find_statements
from dateline.intake import report_from_text
from dateline.model import AnnotatedReport, Block, BlockKind, Report, Span, StatementMention

_PIECES = [
    *"“”„‟«»‹›‘’‚「」『』\"'…—-:,.?!()[]",
    "''",
    "``",
    " ",
    "\n\n",
    "He said",
    "Mayor Lena Voss added",
    "she asked",
    "according to the army",
    "that",
    "We hold the bridge",
    "the old road is closed",
    "No",
    "5'10",
    "12",
    "'90s",
    "Q",
    "VOSS",
]
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join) | st.lists(
    st.sampled_from(_PIECES), max_size=40
).map("".join)


def _paragraphs(text: str) -> Report:
    """Every line a paragraph: pairing must not depend on intake."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), BlockKind.BODY, "test"))
        start += len(line) + 1
    return Report(id="r", file="-", text=text, matching=text, blocks=tuple(blocks))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(_texts | st.text(alphabet="“”„«»‘’\"'` aB,.\n", max_size=60))
def test_quotations_lie_inside_their_paragraph(text: str) -> None:
    report = _paragraphs(text)
    quotes, flags = find_quotes(report)
    for quote in quotes:
        block = report.blocks[quote.block]
        assert block.start <= quote.outer.start <= quote.inner.start < quote.inner.end <= quote.outer.end <= block.end
    assert all(flag.span is not None and flag.span.of(text) for flag in flags)
    assert find_quotes(report) == (quotes, flags)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=_texts)
def test_statements_lie_inside_the_text(text: str, annotate: Callable[..., AnnotatedReport]) -> None:
    annotated = annotate(f"The army left the town. {text} It is quiet.")
    found, flags = find_statements(annotated)
    for statement in found:
        assert statement.content
        assert all(0 <= span.start < span.end <= len(annotated.report.text) for span in _spans(statement))
        assert statement.parent is None or 0 <= statement.parent < len(found)
        assert statement.continues is None or 0 <= statement.continues < len(found)
    assert find_statements(annotated) == (found, flags)


def test_no_mark_at_all_and_nothing_but_marks(annotate: Callable[..., AnnotatedReport]) -> None:
    for text in ("“”„‟«»‹›‘’‚「」『』\"'", '" ' * 50, "He said: “", "“\n\n“\n\n“", "”\n\n”", "« « » »"):
        find_statements(annotate(f"The army left. {text}"))
        find_quotes(report_from_text(f"The army left. {text}"))


def _spans(statement: StatementMention) -> Iterator[Span]:
    yield from statement.content
    yield from (s for s in (statement.cue, statement.speaker, statement.addressee) if s is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the town on Monday. Nine million days after the attack, soldiers shelled the market.",
        "The dead were civilians, not soldiers",
        "“We hold the bridge,” said the statement in a statement.",
    ],
)
def test_odd_sentences_stop_no_reading(text: str) -> None:
    assert read_text(text, published="2031-03-05").report.text == text
