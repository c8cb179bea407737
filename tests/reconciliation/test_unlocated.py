"""Places that nobody can locate are named, without a pin."""

from __future__ import annotations

from dateline import read_text
from dateline.model import Event, EventType, PlacePrecision
from dateline.pipeline import reconcile


def assault(*texts: str) -> Event:
    readings = [read_text(text, address=f"https://{n}.example/1").reading for n, text in enumerate(texts)]
    (event,) = [e for e in reconcile(readings).events if e.type is EventType.ASSAULT]
    return event


def test_a_place_of_no_gazetteer_is_named_and_has_no_pin() -> None:
    event = assault("Rebels attacked a convoy near Qwzyntpur on 3 March 2031, killing four people.")
    assert event.place is not None
    assert (event.place.name, event.place.precision) == ("Qwzyntpur", PlacePrecision.UNKNOWN)
    assert (event.place.lat, event.place.lon, event.place.country, event.place.id) == (None, None, None, None)
    assert "not in the gazetteer" in event.place.reason
    (value,) = [v for v in event.values if v.field == "place"]
    assert value.value == "Qwzyntpur"
    assert len(value.claims) == 1


def test_a_place_that_is_known_stands_before_one_that_is_not() -> None:
    event = assault(
        "Rebels attacked a convoy near Qwzyntpur on 3 March 2031, killing four people.",
        "Rebels attacked a convoy in Maiduguri on 3 March 2031, killing four people.",
    )
    assert event.place is not None
    assert event.place.name == "Maiduguri"
