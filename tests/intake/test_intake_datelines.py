"""Datelines, who published a report, and when."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.intake import report_from_text
from dateline.model import BlockKind

REST = "Two people were killed on Monday, officials said.\n\nNo group claimed the attack."


@pytest.mark.parametrize(
    ("line", "place", "day", "outlet"),
    [
        ("KABUL, Afghanistan (Sept. 1) - ", "KABUL, Afghanistan", "Sept. 1", None),
        ("KABUL, Afghanistan (Nov. 17, 2012) – ", "KABUL, Afghanistan", "Nov. 17, 2012", None),
        ("GAZA CITY, June 9 (Reuters) - ", "GAZA CITY", "June 9", "Reuters"),
        ("ERBIL (Kurdistan24) – ", "ERBIL", None, "Kurdistan24"),
        ("ALEPPO — ", "ALEPPO", None, None),
        ("BEIRUT -- ", "BEIRUT", None, None),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("PHNOM PENH/BANGKOK, July 26 (Xinhua) -- ", "PHNOM PENH/BANGKOK", "July 26", "Xinhua"),
        ("HANOI, July 26. /TASS/. ", "HANOI", "July 26", "TASS"),
        ("MOSCOW. Jan 12 (Interfax) - ", "MOSCOW", "Jan 12", "Interfax"),
        ("Kyiv. 4 June. INTERFAX-UKRAINE – ", "Kyiv", "4 June", "INTERFAX-UKRAINE"),
        ("Aleppo [Syria], January 11 (ANI): ", "Aleppo [Syria]", "January 11", "ANI"),
        ("ISLAMABAD: ", "ISLAMABAD", None, None),
        ("DAMASCUS : ", "DAMASCUS", None, None),
        ("Manila (Jan 5, 2026) – ", "Manila", "Jan 5, 2026", None),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C.", None, None),
        ("TOKYO, Jan. 5, 2025 /Kyodo/ -- ", "TOKYO", "Jan. 5, 2025", "Kyodo"),
        ("(MENAFN) ", None, None, "MENAFN"),
        ("Shafaq News/ ", None, None, "Shafaq News"),
        ("TEMPO.CO, Jakarta - ", "Jakarta", None, "TEMPO.CO"),
        ("[26 July 2025] — ", None, "26 July 2025", None),
        ("Sanaa: ", "Sanaa", None, None),
        ("GAZA CITY, Palestinian Territories: ", "GAZA CITY, Palestinian Territories", None, None),
        ("Sanaa, Sept 7: ", "Sanaa", "Sept 7", None),
        ("Kyiv — ", "Kyiv", None, None),
        ("Washington, DC – ", "Washington, DC", None, None),
        ("Riyadh, SPA -- ", "Riyadh", None, "SPA"),
        ("GOMA, DRC | Xinhua | ", "GOMA, DRC", None, "Xinhua"),
        ("VALLETTA (Northwire) - ", "VALLETTA", None, "Northwire"),
        ("TEL AVIV (ISRAEL), 12 NOV 89 (IDF RADIO) -- [TEXT] ", "TEL AVIV (ISRAEL)", "12 NOV 89", "IDF RADIO"),
        ("Moscow, Jan 30 (IANS/EFE) ", "Moscow", "Jan 30", "IANS/EFE"),
        ("September 12, 2024 (EL FASHER) – ", "EL FASHER", "September 12, 2024", None),
        ("Aug 7 – ", None, "Aug 7", None),
        ("DAILY MAIL, 3rd JUNE, 2018-", None, "3rd JUNE, 2018", "DAILY MAIL"),
    ],
)
def test_datelines_are_taken_apart(line: str, place: str | None, day: str | None, outlet: str | None) -> None:
    report = report_from_text(line + REST)
    found = report.dateline
    assert found is not None
    assert [s and s.of(report.text) for s in (found.place, found.day, found.outlet)] == [place, day, outlet]
    assert found.span.of(report.text) == line.strip()
    assert [b.kind for b in report.blocks[:2]] == [BlockKind.BYLINE, BlockKind.BODY]
    assert report.text[report.blocks[1].start :].startswith("Two people")


@pytest.mark.parametrize("line", ["KABUL, Afghanistan (Aug. 29, 2011)", "Shafaq News- Basra", "DAMASCUS"])
def test_a_dateline_may_stand_on_its_own_line(line: str) -> None:
    report = report_from_text(f"Blast in the market kills two people\n\n{line}\n\n{REST}")
    assert report.dateline is not None
    assert report.dateline.place is not None
    assert [b.kind for b in report.blocks[:3]] == [BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY]


def test_a_dateline_in_lower_case_is_found() -> None:
    report = report_from_text("bogota, 12 mar 90 (efe) -- [text] guerrillas today blew up a pipeline, sources said.")
    assert report.dateline is not None
    assert report.published is not None
    assert (report.published.value, report.published.origin) == ("1990-03-12", "dateline")


def test_a_dateline_after_a_press_release_heading() -> None:
    report = report_from_text(
        "Example Command - North 2012-06-N-104 For Immediate Release Download PDF    "
        "KABUL, Afghanistan (Nov. 22, 2010) – Soldiers detained two men in the north. Nobody was hurt."
    )
    assert [b.kind for b in report.blocks] == [BlockKind.HEADER, BlockKind.BYLINE, BlockKind.BODY]
    assert report.published is not None
    assert report.published.value == "2010-11-22"


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING - The army entered the town on Monday.",
        "UN: The hostilities must stop, the envoy said on Monday.",
        "MINISTER: We did not fire first.\n\nREPORTER: Who did, in your view?\n\nMINISTER: They did.",
        "Zelensky: The army entered the town on Monday.",
        "Syria TV – a channel – said that the army entered the town.",
        "Police: The army entered the town on Monday.",
        "Hamas - which rules Gaza - rejected the offer on Monday.",
        "Monday, Jan. 5 - The army entered the town.",
        "The army - backed by drones - entered the town.",
        "F-16 jets struck the town on Monday.",
        "On July 5 – a Sunday – the army entered the town.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    report = report_from_text(text)
    assert report.dateline is None or report.dateline.place is None
    assert report.text[report.blocks[0].start :].startswith(text[:6])


@pytest.mark.parametrize(
    ("head", "value", "zone", "origin"),
    [
        ("Politics 9:47 PM - 2024-03-06", "2024-03-06T21:47", None, "timestamp"),
        ("Published: 07:41, May 14, 2024 | Updated: 19:02, May 14, 2024", "2024-05-14T07:41", None, "timestamp"),
        ("Updated 2024.09.02 18:44 GMT+8", "2024-09-02T18:44", "GMT+8", "timestamp"),
        ("2024.09.02 13:00 GMT+8\nUpdated 2024.09.03 20:20 GMT+8", "2024-09-02T13:00", "GMT+8", "timestamp"),
        ("Updated At : 8:20 AM Feb 3, 2024 IST", "2024-02-03T08:20", "IST", "timestamp"),
        ("(Xinhua) 13:34, July 26, 2025", "2025-07-26T13:34", None, "timestamp"),
        ("Blast in the market\nPUBLISHED : 25 Jul 2025 at 05:00", "2025-07-25T05:00", None, "timestamp"),
        ("7 April 2025", "2025-04-07", None, "timestamp"),
        ("25/03/2025", "2025-03-25", None, "timestamp"),
        ("Thu, 08 Jan 2026 22:19:05 GMT", "2026-01-08T22:19:05", "GMT", "timestamp"),
        ("May 13, 2017 / 7:07 PM / 3 months ago", "2017-05-13T19:07", None, "timestamp"),
        ("News Agencies | Updated on: 6 May 2017, 12:52 IST", "2017-05-06T12:52", "IST", "timestamp"),
        ("4 June 2018 10:06 am Views - 1232", "2018-06-04T10:06", None, "timestamp"),
        ("DATE: 2026-01-06", "2026-01-06", None, "header"),
        ("DATE: 2026-01-06T10:00:00+03:00", "2026-01-06T10:00:00", "+03:00", "header"),
        ("URL: https://a.example/2026/03/04/x\nDATE: 3/4/2026", "2026-03-04", None, "header"),
        ("DATE: 2025-04-04\n\nArmy leaves the town\n\n2025-04-04 14:00", "2025-04-04T14:00", None, "timestamp"),
    ],
)
def test_publication_time_is_read_off(head: str, value: str, zone: str | None, origin: str) -> None:
    report = report_from_text(f"{head}\n\n{REST}")
    assert report.published is not None
    assert (report.published.value, report.published.zone, report.published.origin) == (value, zone, origin)
    assert report.published.span is not None
    assert any(c.isdigit() for c in report.published.span.of(report.text))


@pytest.mark.parametrize(
    "head",
    [
        "DATE: unknown",
        "03/10/2025",
        "09.01.26 | 16:17",
        "World July 26, 6:44",
        "3 hours ago",
        "Event date (UTC)\n2025-12-08 07:39:16",
        "KABUL, Afghanistan (Sept. 1)",
    ],
)
def test_publication_time_is_not_guessed(head: str) -> None:
    assert report_from_text(f"{head}\n\n{REST}").published is None


def test_dates_in_the_text_are_not_the_publication_date() -> None:
    text = (
        "The army said on 3 March 2026 that it had left.\n\n12 March 2026\n\nThe rebels entered the town on that day."
    )
    assert report_from_text(text).published is None


def test_a_day_without_a_year_takes_it_from_a_release_number_of_the_same_month() -> None:
    head = "2010-09-CA-005\nFor Immediate Release\n\nKABUL, Afghanistan (Sept. 1) - "
    published = report_from_text(head + REST).published
    assert published is not None
    assert published.value == "2010-09-01"


@pytest.mark.parametrize(
    ("text", "name", "origin"),
    [
        (f"Shafaq News- Aleppo\n\n{REST}", "Shafaq News", "dateline"),
        (f"GAZA CITY, June 9 (Reuters) - {REST}", "Reuters", "dateline"),
        (f"Blast kills two people in market\n\n{REST}\n\nEXAMPLEMEDIA\n\nsee more", "EXAMPLEMEDIA", "signature"),
        (f"URL: https://www.bbc.co.uk/news/1\n\nGOMA (AFP) - {REST}", "BBC", "address"),
        (f"URL: https://www.example-times.example/a\n\n{REST}", "example-times.example", "address"),
        (f"URL: https://news.example.co.uk/a\n\n{REST}", "example.co.uk", "address"),
        (f"URL: https://jane.substack.com/p/a\n\n{REST}", "jane.substack.com", "address"),
        (f"URL: https://www.kurdistan24.net/en/a\n\nERBIL (Kurdistan24) - {REST}", "Kurdistan24", "dateline"),
        (f"URL: https://exampletimes.example/a\n\n{REST}\n\nExample Times", "Example Times", "signature"),
        (f"SOURCE: Example Herald\nURL: https://a.example/b\n\n{REST}", "Example Herald", "header"),
        (f"{REST}\n\nPublished in Dawn, June 5th, 2026", "Dawn", "signature"),
        (
            f"The Harbour Herald\n3 June 2031\n\nDam falls to rebels\n\nGOMA (AFP) - {REST}",
            "The Harbour Herald",
            "masthead",
        ),
        (f"Reuters\n\nDam falls to rebels at dawn\n\n{REST}", "Reuters", "masthead"),
        (f"WORLD NEWS\n\nDam falls to rebels at dawn\n\nGOMA (AFP) - {REST}", "Agence France-Presse", "dateline"),
    ],
)
def test_outlet_is_read_off(text: str, name: str, origin: str) -> None:
    outlet = report_from_text(text).outlet
    assert outlet is not None
    assert (outlet.name, outlet.origin) == (name, origin)


def test_a_text_that_names_nobody_has_no_outlet() -> None:
    assert report_from_text(REST).outlet is None


def test_the_callers_values_win() -> None:
    report = report_from_text(
        f"URL: https://a.example/b\nDATE: 2026-01-06\n\n{REST}",
        file="x",
        published="2026-02-03T10:00+01:00",
        outlet="Example",
        address="https://c.example/d",
    )
    assert report.published is not None
    assert (report.published.value, report.published.zone, report.published.origin) == (
        "2026-02-03T10:00",
        "+01:00",
        "caller",
    )
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.origin) == ("Example", "caller")
    assert (report.file, report.address) == ("x", "https://c.example/d")


@pytest.mark.parametrize("published", ["yesterday", "2026-13-01", "2026-02-30", "03/10/2025"])
def test_a_callers_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        report_from_text(REST, published=published)
