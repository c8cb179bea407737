"""AnnotatedReport → Reading: what the text says, before anyone decides what it refers to."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dateline.model import AnnotatedReport, Reading


def extract(annotated: AnnotatedReport) -> Reading:
    """Places, names, times, quantities, statements, events and flags, each found with what was found before it."""
    places = _call("places", "find_places", (), annotated)
    mentions, offices, same_as = _call("mentions", "find_mentions", (places, (), ()), annotated, places)
    times = _call("times", "find_times", (), annotated)
    quantities = _call("quantities", "find_quantities", (), annotated)
    statements, stray = _call("statements", "find_statements", ((), ()), annotated, mentions)
    events = _call("events", "find_events", (), annotated, statements, times, quantities, mentions)
    flags = _call("flags", "find_flags", (), annotated, mentions, statements)
    return Reading(
        annotated=annotated,
        mentions=mentions,
        statements=statements,
        events=events,
        times=times,
        quantities=quantities,
        offices=offices,
        same_as=same_as,
        flags=(*stray, *flags),
    )


def _call(module: str, function: str, default: Any, *args: Any) -> Any:
    """(While the parts land one by one.)"""
    try:
        found = getattr(import_module(f"dateline.extraction.{module}"), function)
    except (ModuleNotFoundError, AttributeError):
        return default
    return found(*args)


__all__ = ["extract"]
