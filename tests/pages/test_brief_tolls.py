"""How the brief writes a toll: figures only where a text gives them."""

from __future__ import annotations

from dataclasses import replace

import made_up
import pytest

from dateline.model import Toll
from dateline.pages.brief import brief_page


@pytest.mark.parametrize(
    ("toll", "shown"),
    [
        (Toll("killed", 12, 12, "", (), ("12",), 12), "killed: 12"),
        (Toll("killed", 12, 22, "", (), ("12", "22"), 22), "killed: 12–22"),
        (Toll("killed", 30, None, "", (), ("at least 30",), 30), "killed: at least 30"),
        (Toll("killed", 12, None, "", (), ("12", "at least 30"), 30), "killed: 12–30 or more"),
        (Toll("killed", None, 22, "", (), ("up to 22",), 22), "killed: up to 22"),
        (Toll("killed", 12, None, "", (), ("dozens",), 12, vague=True), "killed: “dozens”"),
        (Toll("evacuated", 2, None, "", (), ("the wounded",), 2, vague=True), "evacuated: “the wounded”"),
    ],
)
def test_toll(toll: Toll, shown: str) -> None:
    view = made_up.view()
    event = replace(view.reconciliation.events[0], tolls=(toll,))
    page = brief_page(replace(view, reconciliation=replace(view.reconciliation, events=(event,))), "Brief")
    row = next(row for row in page.events if row.id == event.id)
    assert row.toll == shown
    (field,) = [field for field in row.fields if field.name == toll.kind]
    words = " / ".join(f"“{each}”" for each in toll.words)
    assert field.value == (words if toll.vague else f"{shown.split(': ')[1]}  {words}")
