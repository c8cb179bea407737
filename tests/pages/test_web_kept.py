"""What is made once for all who ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dateline.pages.web.kept import Kept


def making(text: str, made: list[str], seconds: float = 0.0) -> Callable[[], str]:
    def make() -> str:
        time.sleep(seconds)
        made.append(text)
        return text

    return make


def test_eight_who_ask_at_once_are_served_by_one() -> None:
    kept, made = Kept(), list[str]()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: kept.get("a", making("A", made, 0.05)), range(8)))
    assert (found, made) == (["A"] * 8, ["A"])


def test_another_key_is_another_text_and_the_oldest_goes_first() -> None:
    kept, made = Kept(most=2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(key, making(key, made)) == key
    assert made == ["a", "b", "c", "b"]


def test_what_cannot_be_made_is_tried_again() -> None:
    def fail() -> str:
        raise ValueError

    kept, made = Kept(), list[str]()
    with pytest.raises(ValueError):
        kept.get("a", fail)
    assert kept.get("a", making("A", made)) == "A"
