"""AnnotatedReport → Reading: what the text says, before anyone decides what it refers to."""

from __future__ import annotations

from dateline.extraction.events import find_events
from dateline.extraction.flags import find_flags
from dateline.extraction.mentions import find_mentions
from dateline.extraction.places import find_places
from dateline.extraction.quantities import find_quantities
from dateline.extraction.statements import find_statements
from dateline.extraction.times import find_times
from dateline.model import AnnotatedReport, Reading


def extract(annotated: AnnotatedReport) -> Reading:
    """Places, names, times, quantities, statements, events and flags, each found with what was found before it."""
    mentions, offices, same_as = find_mentions(annotated, find_places(annotated))
    times = find_times(annotated)
    quantities = find_quantities(annotated)
    statements, stray = find_statements(annotated, mentions)
    return Reading(
        annotated=annotated,
        mentions=mentions,
        statements=statements,
        events=find_events(annotated, statements, times, quantities, mentions),
        times=times,
        quantities=quantities,
        offices=offices,
        same_as=same_as,
        flags=(*stray, *find_flags(annotated, mentions, statements)),
    )


__all__ = ["extract"]
