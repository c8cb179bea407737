"""Accusations that cross are two: who blames whom is never turned round."""

from __future__ import annotations

from dateline import read_text
from dateline.model import EventType
from dateline.pipeline import reconcile

ONE = (
    "OSTRA, 1 March 2031 (Example Wire) - The doctors' union in Ostra blamed the Velm Brigade for the shelling of a "
    "market. The Velm Brigade denied responsibility and accused the army of carrying out an air strike."
)
TWO = (
    "OSTRA, 2 March 2031 (Harbour Post) - The Velm Brigade on Sunday accused the army of bombing a crowded market in "
    "Ostra, killing more than 60 civilians."
)


def test_the_accused_of_one_is_not_put_with_those_who_accuse_another() -> None:
    readings = [read_text(text, address=f"https://{n}.example/1").reading for n, text in enumerate((ONE, TWO))]
    events = [e for e in reconcile(readings).events if e.type is EventType.ACCUSE]
    dyads = sorted((sorted(a.name for a in e.actors), sorted(r.name for r in e.recipients)) for e in events)
    assert dyads == [(["The doctors' union"], ["Velm Brigade"]), (["Velm Brigade"], ["the army"])]
