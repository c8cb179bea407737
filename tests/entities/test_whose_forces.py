"""Known bodies whose words name nobody by themselves; and "its fighters", named by whom they belong to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Islamic State claimed the bombing.", "Islamic State"),
        ("Fighters of the Islamic State group left the town.", "Islamic State"),
        ("M23 rebels took the airport.", "M23"),
        ("The rebel group M23 said it would withdraw.", "M23"),
    ],
)
def test_a_known_body_is_named_though_its_words_are_no_names(annotate: Annotate, text: str, name: str) -> None:
    assert name in [entity.name for entity in resolve(extract(annotate(text))).entities]


def test_words_of_a_title_and_a_nation_alone_name_no_body(annotate: Annotate) -> None:
    assert not resolve(extract(annotate("Islamic law and the State were discussed."))).entities
    assert not resolve(extract(annotate("The Islamic State Council met."))).entities


@pytest.mark.parametrize(
    ("text", "actor", "country", "sector"),
    [
        ("Uganda denied that its jets had bombed a camp.", "Uganda's jets", "UGA", "MIL"),
        ("Islamic State said its fighters had killed a guard.", "Islamic State", None, "REB"),
        ("Kenya said its troops had attacked a camp.", "Kenya's troops", "KEN", "MIL"),
        ("The governor said his troops had attacked a camp.", "his troops", None, "MIL"),
        ("Officials said its troops had attacked a camp.", "its troops", None, "MIL"),
    ],
)
def test_forces_are_named_by_the_one_they_belong_to(
    annotate: Annotate, text: str, actor: str, country: str | None, sector: str
) -> None:
    claims = resolve(extract(annotate(text))).claims
    found = [a for claim in claims if claim.type.value == "ASSAULT" for a in claim.actors]
    assert [(a.name, a.country, a.sector) for a in found] == [(actor, country, sector)]
    if actor not in text:  # what is no quote is held up by both that it was made of
        assert len(found[0].evidence) == 2
    assert all(e.quote in text for a in found for e in a.evidence)
