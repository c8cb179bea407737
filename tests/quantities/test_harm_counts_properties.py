"""Whatever the text, counting harm never raises and never points outside it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extraction.quantities import find_quantities
from dateline.extraction.times import find_times
from dateline.language import load_annotator
from dateline.model import AnnotatedReport, Block, BlockKind, Published, Reading, Report
from dateline.resolution.times import anchor_times

WORDS = st.sampled_from(
    [
        *("killed", "wounded", "dead", "died", "toll", "to", "of", "them", "whom", "three", "12", "a", "no", "dozens"),
        *("soldiers", "man", "and", "or", "between", "at least", "more than", "including", "among", "the dead", ","),
        *(
            "on",
            "Tuesday",
            "in",
            "May",
            "2025",
            "last",
            "week",
            "ago",
            "since",
            "from",
            "until",
            "8.46am",
            "15",
            "Oct.",
        ),
        *("-", "days", "later", "the", "same", "day", "were", "was", "shot", "hundred", "million", "31", "earlier"),
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = st.sampled_from([None, "2026-01-08", "2026-01", "2026", "0001-01-01", "9999-12-31"])


def annotated_as_is(text: str, published: str | None = None) -> AnnotatedReport:
    """The text as one body block, whatever intake would make of it."""
    blocks = (Block(0, len(text), BlockKind.BODY, "test"),) if text else ()
    day = Published(published, "caller") if published else None
    return load_annotator().annotate(Report("r-test", "-", text, text, blocks, published=day))


@SETTINGS
@given(text=TEXTS)
def test_counts_stay_inside_the_text(text: str) -> None:
    annotated = annotated_as_is(text)
    length = len(annotated.report.text)
    quantities = find_quantities(annotated)
    assert list(quantities) == sorted(quantities, key=lambda q: q.span.start)
    for index, quantity in enumerate(quantities):
        assert 0 <= quantity.span.start < quantity.span.end <= length
        assert quantity.victims is None or 0 <= quantity.victims.start < quantity.victims.end <= length
        low, high = quantity.minimum, quantity.maximum
        assert low is None or high is None or 0 <= low <= high
        assert quantity.subset_of != index
        assert quantity.subset_of is None or 0 <= quantity.subset_of < len(quantities)
    assert find_quantities(annotated) == quantities


@SETTINGS
@given(text=TEXTS, published=DAYS)
def test_times_stay_inside_the_text(text: str, published: str | None) -> None:
    annotated = annotated_as_is(text, published)
    times = find_times(annotated)
    length = len(annotated.report.text)
    for mention in times:
        assert 0 <= mention.span.start < mention.span.end <= length
        assert -1 <= mention.sentence < max(1, len(annotated.sentences))
    for time in anchor_times(Reading(annotated, times=times)):
        assert time.reason
        assert len(time.evidence) == 1
        if time.start is not None and time.end is not None and not time.start.startswith("-"):
            assert time.start <= time.end
