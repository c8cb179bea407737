"""What a source withholds is no support: claims inside refusals, and what two speakers say in one sentence."""

from __future__ import annotations

import pytest

from dateline import read_text
from dateline.model import HarmKind, LinkRole, Modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The ministry has not confirmed that the army shelled Nyala.", Modality.CONDITIONAL),
        ("The ministry has yet to confirm the shelling of Nyala.", Modality.CONDITIONAL),
        ("The spokesman did not say whether jets bombed Odesa.", Modality.CONDITIONAL),
        ("Reuters could not verify that soldiers shot protesters.", Modality.CONDITIONAL),
        ("The general declined to say how many rebels were killed in the raid on Gao.", Modality.OCCURRED),
        ("The ministry denied that its jets bombed the clinic.", Modality.DENIED),
    ],
)
def test_who_confirms_nothing_asserts_nothing(text: str, modality: Modality) -> None:
    claims = [c for c in read_text(text).claims if c.type.value == "ASSAULT"]
    assert {c.modality for c in claims} == {modality}
    speakers = {link.name for c in claims for link in c.chain if link.role is not LinkRole.OUTLET}
    assert speakers == ({"The ministry"} if modality is Modality.DENIED else set())


def test_nobody_who_claims_responsibility_is_no_source() -> None:
    read = read_text("No group claimed responsibility for the bombing, which killed six people in Gao.")
    assert read.statements == ()
    assert {c.modality for c in read.claims} == {Modality.OCCURRED}
    assert [c.actors for c in read.claims] == [()]


def test_what_each_of_two_speakers_says_in_a_sentence_stays_his() -> None:
    read = read_text("The army said it had killed 12 rebels; the rebels said five civilians died.")
    told = {(c.chain[0].name, h.minimum) for c in read.claims for h in c.harms if h.kind is HarmKind.KILLED}
    assert ("The army", 12) in told
    assert told <= {("The army", 12), ("the rebels", 5)}
