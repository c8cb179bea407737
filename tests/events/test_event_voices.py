"""One deed told in the active, the passive, as a noun and in other dress: nobody changes sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.extraction.events import find_events
from dateline.model import AnnotatedReport

HERE = Path(__file__).parent
LINES = (HERE / "voices.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("doer", "done_to", "kind", "sentence"), CASES)
def test_nobody_changes_sides(
    annotate: Callable[..., AnnotatedReport], doer: str, done_to: str, kind: str, sentence: str
) -> None:
    annotated: Any = annotate(sentence)
    text = annotated.report.text
    events = [e for e in find_events(annotated, (), (), (), ()) if e.type.value == kind]
    assert events
    for event in events:
        actors = " | ".join(f.span.of(text).lower() for f in event.actors)
        recipients = " | ".join(f.span.of(text).lower() for f in event.recipients)
        assert done_to.lower() not in actors
        assert doer.lower() not in recipients
    assert any(doer.lower() in f.span.of(text).lower() for e in events for f in e.actors)
    assert any(done_to.lower() in f.span.of(text).lower() for e in events for f in e.recipients)
