"""Integrity flags on one report, each with its reason and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport, Flag, FlagKind
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]


def flags(annotate: Annotate, text: str, kind: FlagKind, **known: str) -> list[Flag]:
    return [flag for flag in resolve(extract(annotate(text, **known))).flags if flag.kind is kind]


@pytest.mark.parametrize(
    ("kind", "text", "quote"),
    [
        (FlagKind.LOOKALIKE, "Foreign Minister Sergei Оrlov arrived on Monday.", "Оrlov"),
        (FlagKind.UNSOURCED, "Kenyan officials have repeated their pledge to withdraw.",
         "Kenyan officials have repeated their pledge to withdraw."),
        (FlagKind.UNSOURCED, "The arrest of the mayor stirred fears across the city.",
         "The arrest of the mayor stirred fears across the city."),
        (FlagKind.UNSOURCED, "It is widely believed that the rebels are finished.",
         "It is widely believed that the rebels are finished."),
        (FlagKind.OPINION, "Make no mistake: generals did this.", "Make no mistake: generals did this."),
        (FlagKind.OPINION, "We must not forget that the clock is ticking for the city.",
         "We must not forget that the clock is ticking for the city."),
        (FlagKind.CONTRADICTION,
         "Joint forces of the Kenyan army and Ugandan troops stormed the camp on Monday. "
         "It was the first combat between the two countries in years.",
         "first combat between the two countries"),
        (FlagKind.SOLE_SOURCE,
         "According to Example TV, rebels shelled the market in Herat on Monday, killing 12 people.", "Example TV"),
    ],
)  # fmt: skip
def test_flagged(annotate: Annotate, kind: FlagKind, text: str, quote: str) -> None:
    found = flags(annotate, text, kind)
    assert quote in [evidence.quote for flag in found for evidence in flag.evidence], found
    assert all(flag.reason for flag in found)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FlagKind.OPINION, "“Make no mistake, we must act now,” President Daniel Otieno said."),
        (FlagKind.OPINION, "The court sentenced the former minister to ten years in prison on Friday."),
        (FlagKind.UNSOURCED, "Anna Lind, the mayor, said officials would repeat their pledge."),
        (FlagKind.UNSOURCED, "Officials told Reuters that the rebels had withdrawn."),
        (FlagKind.CONTRADICTION,
         "Joint forces of the Kenyan army and Ugandan troops stormed it. Clashes between rebels and police went on."),
        (FlagKind.SOLE_SOURCE,
         "Example TV reported that rebels shelled Herat. Defence Minister Yusuf Rahimi said the rebels had attacked."),
        (FlagKind.LOOKALIKE, "Встреча прошла в Москве, said Foreign Minister Sergei Orlov on Monday in Moscow."),
    ],
)  # fmt: skip
def test_not_flagged(annotate: Annotate, kind: FlagKind, text: str) -> None:
    assert flags(annotate, text, kind) == []


def test_reports_without_a_date_or_a_name(annotate: Annotate) -> None:
    text = "Rebels shelled the market in Herat."
    assert len(flags(annotate, text, FlagKind.UNDATED)) == 1
    assert len(flags(annotate, text, FlagKind.UNSIGNED)) == 1
    assert flags(annotate, text, FlagKind.UNDATED, published="2025-06-04") == []
    assert flags(annotate, text, FlagKind.UNSIGNED, outlet="The Daily Example") == []
