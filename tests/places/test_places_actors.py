"""Actor phrases → country, PLOVER sector, ACLED actor type."""

from __future__ import annotations

import pytest

from dateline.reference.actors import classify, find_organization
from dateline.resolution.actors import describe_actor

CASES = [
    ("Syrian military", "SYR", "MIL", "State forces"),
    ("pro-government factions", None, "UAF", "Political militia"),
    ("the Kurdish-led Syrian Democratic Forces", "SYR", "REB", "Rebel group"),
    ("villagers", None, "CVL", "Civilians"),
    ("Chadian army spokesman", "TCD", "MIL", "State forces"),
    ("former president of Chad", "TCD", "ELI", "Civilians"),
    ("ex-President Alvarado", None, "ELI", "Civilians"),
    ("the president", None, "GOV", "State forces"),
    ("a Taliban commander", "AFG", "REB", "Rebel group"),
    ("UN peacekeepers", "UNO", "MIL", "External/other forces"),
    ("the U.N. special envoy to Libya", "UNO", "IGO", None),
    ("NATO troops", "IGO", "MIL", "External/other forces"),
    ("the European Union", "EUR", "IGO", None),
    ("Russian-backed separatists", None, "REB", "Rebel group"),
    ("Iran-backed militias", None, "UAF", "Political militia"),
    ("opposition lawmakers", None, "LEG", "Civilians"),
    ("a German opposition leader", "DEU", "OPP", "Civilians"),
    ("Kabul police", "AFG", "COP", "State forces"),
    ("riot police in Nairobi", "KEN", "COP", "State forces"),
    ("the mayor of Aleppo", "SYR", "GOV", "State forces"),
    ("Iranian Revolutionary Guards", "IRN", "MIL", "State forces"),
    ("Houthi rebels", "YEM", "REB", "Rebel group"),
    ("Hezbollah fighters", "LBN", "REB", "Political militia"),
    ("members of the Muslim Brotherhood", None, "PTY", "Civilians"),
    ("members of parliament", None, "LEG", "Civilians"),
    ("Nigerian Senate", "NGA", "LEG", "Civilians"),
    ("the House of Representatives", None, "LEG", "Civilians"),
    ("Ministry of Defence", None, "GOV", "State forces"),
    ("head of the Chadian army", "TCD", "MIL", "State forces"),
    ("doctors at the main hospital", None, "HLH", "Civilians"),
    ("Palestinian refugees in Lebanon", "PSE", "REF", "Civilians"),
    ("Amnesty International", None, "NGO", "Civilians"),
    ("protesters", None, "CVL", "Protesters"),
    ("an angry mob", None, "CVL", "Rioters"),
    ("a tribal militia", None, "UAF", "Identity militia"),
    ("gunmen", None, "UAF", "Political militia"),
    ("fmln guerrillas", "SLV", "REB", "Rebel group"),
    ("the salvadoran army", "SLV", "MIL", "State forces"),
    ("Colombian drug traffickers", "COL", "CRM", "Political militia"),
    ("three Israeli soldiers", "ISR", "MIL", "State forces"),
    ("Sudan's Rapid Support Forces", "SDN", "REB", "Rebel group"),
    ("the Kremlin", "RUS", "GOV", "State forces"),
    ("Damascus", "SYR", "GOV", "State forces"),
    ("the United States", "USA", None, None),
    ("the Syrian Observatory for Human Rights", "SYR", "NGO", "Civilians"),
    ("the International Committee of the Red Cross", None, "NGO", "Civilians"),
    ("Al-Shabaab militants", "SOM", "REB", "Rebel group"),
    ("M23 rebels", "COD", "REB", "Rebel group"),
    ("union leaders", None, "LAB", "Civilians"),
    ("a Coptic bishop", None, "REL", "Civilians"),
    ("striking teachers", None, "EDU", "Civilians"),
    ("Mazin Haddou", None, None, None),
]


@pytest.mark.parametrize(("phrase", "country", "sector", "actor_type"), CASES)
def test_classify(phrase: str, country: str | None, sector: str | None, actor_type: str | None) -> None:
    found = classify(phrase)
    assert found.country == country
    if sector is not None or phrase == "Mazin Haddou":
        assert (found.sector, found.actor_type) == (sector, actor_type)
    assert bool(found.reason) == bool(found.country or found.sector)


def test_acronyms_need_their_capitals() -> None:
    assert find_organization("the raw material") is None
    assert find_organization("a pan of rice") is None
    assert find_organization("the PKK") is not None
    assert find_organization("who said so") is None


def test_the_name_fills_in_what_the_phrase_leaves_open() -> None:
    found = describe_actor("fighters of the group, al-Shabaab", "al-Shabaab")
    assert (found.country, found.sector) == ("SOM", "REB")
    assert describe_actor("the Israeli Prime Minister Dana Levi", "Dana Levi").sector == "GOV"
