"""What the tests share: one language model for the whole session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.intake import report_from_text
from dateline.language import load_annotator
from dateline.model import AnnotatedReport


@pytest.fixture(scope="session")
def annotate() -> Callable[..., AnnotatedReport]:
    """`annotate(text, published=None, …)`: a report made of `text`, with its grammar."""
    annotator = load_annotator()

    def run(text: str, **kwargs: Any) -> AnnotatedReport:
        return annotator.annotate(report_from_text(text, **kwargs))

    return run
