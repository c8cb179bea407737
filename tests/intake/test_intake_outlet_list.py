"""The list of outlets: by name, by host, agencies, and what a site is called for want of a better name."""

from __future__ import annotations

import pytest

from dateline.reference import outlets


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Reuters", "Reuters"),
        ("reuters", "Reuters"),
        ("the BBC", "BBC"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("AFP", "Agence France-Presse"),
        ("Tass", "TASS"),
        ("Syrian Arab News Agency", "SANA"),
        ("Al-Jazeera", "Al Jazeera"),
        ("Hürriyet", "Hürriyet Daily News"),
        ("Dawn", "Dawn"),
        ("dawn", None),
        ("map", None),
        ("Example Courier", None),
        ("", None),
    ],
)
def test_outlets_by_name(name: str, known: str | None) -> None:
    found = outlets.by_name(name)
    assert (found and found.name) == known


@pytest.mark.parametrize(
    ("address", "known", "called"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC", "bbc.co.uk"),
        ("http://english.news.cn/20260130/x.html", "Xinhua", "news.cn"),
        ("https://www.trtworld.com:443/article/5", "TRT World", "trtworld.com"),
        ("https://cdn.example.com.tr/a", None, "example.com.tr"),
        ("https://news.example-times.example/a", None, "example-times.example"),
        ("https://jane.substack.com/p/a", None, "jane.substack.com"),
        ("example.org", None, "example.org"),
        ("http://192.168.0.1/a", None, None),
        ("http://[bad", None, None),
        ("localhost", None, None),
    ],
)
def test_outlets_by_address(address: str, known: str | None, called: str | None) -> None:
    found = outlets.by_host(address)
    assert ((found and found.name), outlets.host_name(address)) == (known, called)


def test_agencies_are_told_from_newspapers_and_broadcasters() -> None:
    assert all(map(outlets.is_agency, ["Reuters", "TASS", "Anadolu", "WAFA", "KCNA", "Getty Images"]))
    assert not any(map(outlets.is_agency, ["BBC", "Haaretz", "Al Jazeera", "Example Agency"]))


def test_state_media_are_marked() -> None:
    sana, bbc = outlets.by_name("SANA"), outlets.by_name("BBC")
    assert sana is not None
    assert bbc is not None
    assert (sana.is_state, bbc.is_state) == (True, False)


def test_no_name_or_host_belongs_to_two_outlets() -> None:
    from dateline.reference.folding import fold
    from dateline.reference.tables import read_table

    seen: dict[str, str] = {}
    for row in read_table("outlets.tsv").rows:
        names = {fold(n).removeprefix("the ") for n in (row["name"], *row["aliases"].split(";")) if n}
        for key in names | {h for h in row["hosts"].split(";") if h}:
            assert seen.setdefault(key, row["name"]) == row["name"], key
