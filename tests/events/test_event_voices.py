"""One deed told in the active, the passive, as a noun and in other dress: nobody changes sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.extraction.events import find_events
from dateline.model import AnnotatedReport

# (doer, done to, type, tellings)
TELLINGS: list[tuple[str, str, str, list[str]]] = [
    ("rebels", "soldiers", "ASSAULT", [
        "The rebels attacked the soldiers.",
        "The soldiers were attacked by the rebels.",
        "The attack on the soldiers by the rebels came at dawn.",
        "The rebels' attack on the soldiers came at dawn.",
        "The soldiers, who were attacked by the rebels, retreated.",
        "The rebels launched an attack on the soldiers.",
        "The soldiers came under attack from the rebels.",
        "Soldiers attacked by the rebels called for help.",
        "The rebels who attacked the soldiers fled.",
        "The rebels fired rockets and attacked the soldiers.",
        "The soldiers suffered an attack by the rebels.",
        "An attack was launched on the soldiers by the rebels.",
    ]),
    ("army", "town", "ASSAULT", [
        "The army shelled the town.",
        "The town was shelled by the army.",
        "The shelling of the town by the army went on all night.",
        "The army's shelling of the town went on all night.",
        "The army continued to shell the town.",
        "The town that the army shelled lies in ruins.",
        "The army, which shelled the town, gave no reason.",
        "The army began shelling the town.",
    ]),
    ("police", "students", "COERCE", [
        "Police arrested the students.",
        "The students were arrested by police.",
        "The arrest of the students by police caused anger.",
        "Police made arrests and detained the students.",
        "The students arrested by police were released.",
    ]),
    ("Iran", "Iraq", "ACCUSE", [
        "Iran accused Iraq of lying.",
        "Iraq was accused of lying by Iran.",
        "Iran, accusing Iraq of lying, left the room.",
        "Iran blamed Iraq for the spill.",
    ]),
    ("Mali", "Niger", "THREATEN", [
        "Mali threatened to invade Niger.",
        "Mali has threatened to attack Niger.",
        "Mali threatened Niger with war.",
    ]),
    ("gunmen", "judge", "ASSAULT", [
        "Gunmen killed a judge.",
        "A judge was killed by gunmen.",
        "The killing of the judge by gunmen shocked the city.",
        "A judge was shot dead by gunmen.",
        "Gunmen shot and killed a judge.",
    ]),
    ("Canada", "Russia", "SANCTION", [
        "Canada imposed sanctions on Russia.",
        "Sanctions were imposed on Russia by Canada.",
        "The sanctions imposed on Russia by Canada took effect.",
    ]),
    ("Oman", "Yemen", "AID", [
        "Oman sent aid to Yemen.",
        "Aid was sent to Yemen by Oman.",
        "Oman gave Yemen food.",
        "Oman provided Yemen with aid.",
    ]),
]  # fmt: skip
CASES = [(doer, victim, kind, text) for doer, victim, kind, texts in TELLINGS for text in texts]


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
