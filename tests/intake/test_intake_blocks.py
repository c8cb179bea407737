"""What each paragraph of a plain text is taken for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.intake import report_from_text
from dateline.model import BlockKind, Report

PAGE = """\
Example Courier

Subscribe | Sign in

Africa

Rebels leave airport after talks, mediators say

By Jane Roe and John Doe
Published 14:05 BST, 3 March 2026
Updated 2 hours ago

Share Save

Fighters stand guard at the airport, 2 March 2026 [Jane Roe/AFP]

GOMA, DR Congo, March 3 (Reuters) — Rebels withdrew from the airport on Tuesday, mediators said, a day after talks.

"We have agreed to leave," said Paul Doe, a spokesman for the group.

A doubtful truce

The army said that it would not enter the airport until Friday. It gave no reason.

Read more: Who are the rebels of the east?

Residents listed what had been hit:

- A market in the centre
- A clinic, where four people were wounded

The talks resume on Thursday.

(Reporting by Jane Roe in Goma and John Doe in Nairobi; Editing by Mary Poe)

Related Topics
DR Congo

More on this story
Floods kill five in Bunia
Who is the new minister?

© 2026 Example Courier. All rights reserved.
"""


def kinds(report: Report) -> dict[str, BlockKind]:
    return {report.text[b.start : b.end]: b.kind for b in report.blocks}


def read(report: Report) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BODY]


@pytest.fixture(scope="module")
def page() -> dict[str, BlockKind]:
    return kinds(report_from_text(PAGE))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Subscribe | Sign in", BlockKind.FURNITURE),
        ("Africa", BlockKind.FURNITURE),
        ("Rebels leave airport after talks, mediators say", BlockKind.HEADLINE),
        ("By Jane Roe and John Doe", BlockKind.BYLINE),
        ("Published 14:05 BST, 3 March 2026", BlockKind.TIMESTAMP),
        ("Updated 2 hours ago", BlockKind.TIMESTAMP),
        ("Share Save", BlockKind.FURNITURE),
        ("Fighters stand guard at the airport, 2 March 2026 [Jane Roe/AFP]", BlockKind.CAPTION),
        ("GOMA, DR Congo, March 3 (Reuters) —", BlockKind.BYLINE),
        ("Rebels withdrew from the airport on Tuesday, mediators said, a day after talks.", BlockKind.BODY),
        ('"We have agreed to leave," said Paul Doe, a spokesman for the group.', BlockKind.BODY),
        ("A doubtful truce", BlockKind.SUBHEAD),
        ("Read more: Who are the rebels of the east?", BlockKind.FURNITURE),
        ("Residents listed what had been hit:", BlockKind.BODY),
        ("A market in the centre", BlockKind.BODY),
        ("A clinic, where four people were wounded", BlockKind.BODY),
        ("(Reporting by Jane Roe in Goma and John Doe in Nairobi; Editing by Mary Poe)", BlockKind.BYLINE),
        ("DR Congo", BlockKind.FURNITURE),
        ("Floods kill five in Bunia", BlockKind.FURNITURE),
        ("Who is the new minister?", BlockKind.FURNITURE),
        ("© 2026 Example Courier. All rights reserved.", BlockKind.FURNITURE),
    ],
)
def test_every_line_of_a_page_has_its_kind(page: dict[str, BlockKind], text: str, kind: BlockKind) -> None:
    assert page[text] is kind


BODY = "\n\nThe ministry said on Monday that the road had been closed.\n\nResidents said that they had heard shots.\n\n"


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        ("The envoy leaves the talks in Doha. Reuters", BlockKind.CAPTION),
        ("The envoy leaves the talks in Doha. AFP/Getty Images", BlockKind.CAPTION),
        ("The envoy leaves the talks in Doha. (PHOTO / AFP)", BlockKind.CAPTION),
        ("The envoy leaves the talks in Doha, June 3, 2026. /VCG", BlockKind.CAPTION),
        ("The envoy leaves the talks in Doha. Photo: Jane Roe", BlockKind.CAPTION),
        ("The envoy leaves the talks. Photo posted on Facebook by the mayor of Doha.", BlockKind.CAPTION),
        ("The mayor visits the burnt bus in the city centre. CITY POLICE FACEBOOK", BlockKind.CAPTION),
        ("In this photo released by the army, soldiers stand near a bridge.", BlockKind.CAPTION),
        ("Thousands have been killed since war broke out in mid-April. / Photo: Reuters", BlockKind.CAPTION),
        ("Photo. Jane Roe/AP", BlockKind.CAPTION),
        ("FILE PHOTO: Soldiers stand near a bridge", BlockKind.CAPTION),
        ("Politics 9:47 PM - 2024-03-06", BlockKind.TIMESTAMP),
        ("2026.12.27 13:00 GMT+8", BlockKind.TIMESTAMP),
        ("Updated At : 8:20 AM Feb 3, 2024 IST", BlockKind.TIMESTAMP),
        ("3 hours ago", BlockKind.TIMESTAMP),
        ("By Xinhua", BlockKind.BYLINE),
        ("Source: Xinhua", BlockKind.BYLINE),
        ("SOURCE:AA", BlockKind.BYLINE),
        ("ANI", BlockKind.BYLINE),
        ("Tags: Syria, Aleppo, ceasefire", BlockKind.TAGS),
        ("#Syria #Aleppo", BlockKind.TAGS),
        ("403", BlockKind.FURNITURE),
        ("0:00 / 5:02", BlockKind.TIMESTAMP),
        ("+ ↺ − 16 px", BlockKind.FURNITURE),
        ("Home / World / Road closed after clashes in the north", BlockKind.FURNITURE),
        ("3 min read", BlockKind.FURNITURE),
        ("1.2K shares", BlockKind.FURNITURE),
        ("https://www.example.com/news/1", BlockKind.FURNITURE),
        ("By continuing to browse our site you agree to our use of cookies.", BlockKind.FURNITURE),
        ("Sign up for our newsletter and never miss a story.", BlockKind.FURNITURE),
        ("Listen to the audio version of this article.", BlockKind.FURNITURE),
    ],
)
def test_furniture_above_the_text_is_not_read(above: str, kind: BlockKind) -> None:
    report = report_from_text("Road closed after clashes in the north\n\n" + above + BODY)
    assert kinds(report)[above] is kind
    assert len(read(report)) == 2


@pytest.mark.parametrize(
    "below",
    [
        "see more",
        "Most read",
        "The News in your pocket",
        "Download",
        "Play Store App Store Logo",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Source link",
        "ENDS",
        "More soon…",
        "ALSO READ: Talks fail again",
        "- Talks resume in Doha: mediators",
        "Follow us on Facebook",
        "The Example Courier appeared first on Example Courier.",
        "(Writing by Jane Roe; Editing by John Doe)",
    ],
)
def test_furniture_below_the_text_is_not_read(below: str) -> None:
    report = report_from_text("Road closed after clashes in the north" + BODY + below + "\n")
    assert len(read(report)) == 2
    assert not kinds(report)[below.removeprefix("- ") if below not in kinds(report) else below].is_read


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not leave,” he said.",
        "He declined.",
        "Photos showed two burnt cars near the bridge.",
        "According to Reuters, the convoy was hit at noon.",
        "The video was released by the army, which told Reuters it was real.",
        "The post office was hit twice.",
        "By Monday the rebels had reached the river.",
        "By continuing to shell the town, the army broke the truce.",
        "Reporting by the newspaper has shown that the bridge was mined.",
        "Writing for a local newspaper, the mayor said that he would stay.",
        "It published a map of the front.",
        "The talks failed. (AFP)",
        "A photo released by the ministry showed the minister in Goma.",
        "He denied it. Pictures posted by residents showed burnt cars.",
        "Images/videos of the attack spread online.",
        "The two sides agreed on the terms and conditions of the ceasefire.",
        "The group said on its WhatsApp channel that it had fired the rockets.",
        "Germany will donate tents as its contribution to the camp.",
        "For the latest round of talks, both sides sent their ministers.",
        "Posted by the army, the video showed two men.",
        "No comments were made by the army.",
        "By signing up to the accord, the government agreed to leave.",
        "We and our allies will respond, the ministry said.",
        "He said he would leave. Reuters",
        "At 10:30 the shelling stopped.",
        "Two people died in the attack (WARNING: the video contains graphic images).",
        "The agency said the figures dated from 3 March 2026.",
        "“This is the text of a long statement that does not end in this paragraph and has no closing mark",
    ],
)
def test_sentences_of_the_text_are_never_lost(sentence: str) -> None:
    text = f"Road closed after clashes\n\nThe ministry closed the road.\n\n{sentence}\n\nNobody was hurt in the blast."
    assert sentence in read(report_from_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Israel and Hamas agree to ceasefire",
        "rebels attacked an army post in arauca , military sources said .",
        "Kyiv",
        "Soldiers stand near the bridge. Reuters",
        "ARMY SEIZES GOMA AIRPORT AS REBELS FLEE",
    ],
)
def test_a_text_of_one_line_is_read_whatever_it_looks_like(text: str) -> None:
    assert read(report_from_text(text)) == [text]


@pytest.mark.parametrize("credit", [" Reuters", " (AFP/Reuters)", " /VNA", " (AFP)", " — Agencies"])
def test_a_last_paragraph_signed_by_an_agency_is_read(credit: str) -> None:
    last = f"Two more soldiers died in the blast.{credit}"
    text = f"Road closed after clashes\n\nThe ministry closed the road.\n\nNobody was hurt there.\n\n{last}\n\nShare"
    assert last in read(report_from_text(text))


def test_a_signature_may_follow_the_credits() -> None:
    text = "The road was closed.\n\nNobody was hurt.\n\n(Reporting by Jane Roe)\n\nEXAMPLEMEDIA\n\nsee more"
    outlet = report_from_text(text).outlet
    assert outlet is not None
    assert outlet.name == "EXAMPLEMEDIA"


def test_a_sentence_may_stand_twice() -> None:
    twice = "The security force searched the house and protected the women in it."
    text = f"Two men were held in the north.\n\n{twice}\n\nA third was held in the south.\n\n{twice}"
    assert read(report_from_text(text)).count(twice) == 2


def test_a_repeated_headline_and_caption_are_read_once() -> None:
    headline = "Army says mine wounded three of its men"
    text = (
        f"{headline}\n\nSoldiers at the bridge in Goma. Reuters\n\nSoldiers at the bridge in Goma.\n\nDR Congo Army\n\n"
        f"{headline}\n\nA mine wounded three soldiers on Monday, the army said.\n\nIt blamed the rebels for the mine."
    )
    report = report_from_text(text)
    assert [b.kind for b in report.blocks][:2] == [BlockKind.HEADLINE, BlockKind.CAPTION]
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind.is_read] == [
        headline,
        "A mine wounded three soldiers on Monday, the army said.",
        "It blamed the rebels for the mine.",
    ]


def test_comments_after_the_text_are_not_read() -> None:
    text = "The army left the town on Monday, the mayor said.\n\nThe road was open again at noon.\n\n" * 3
    report = report_from_text(text + "2 comments\n\nThis is a lie and you know it.\n\nI was there and saw them.\n")
    assert not any("lie" in sentence or "I was there" in sentence for sentence in read(report))


def test_a_subhead_in_capitals_before_a_sentence_is_cut_off() -> None:
    text = "The army moved on Monday.\n\nDEAL AIMS TO END WAR Forces on both sides would pull back, the envoy said."
    report = report_from_text(text)
    assert kinds(report)["DEAL AIMS TO END WAR"] is BlockKind.SUBHEAD
    assert read(report)[-1] == "Forces on both sides would pull back, the envoy said."


def test_header_lines_of_collectors_are_headers_and_the_title_among_them_is_the_headline() -> None:
    report = report_from_text(
        "TITLE: Army retakes town\nURL: https://www.example-herald.example/a\nDATE: unknown\n\nThe army retook it."
    )
    assert report.headline is not None
    assert report.headline.of(report.text) == "Army retakes town"
    assert report.address == "https://www.example-herald.example/a"
    assert read(report) == ["The army retook it."]


WRAPPED = """\
MINISTRY CONFIRMS DRONE ATTACK ON DEPOT

The Ministry of Defence confirms that at 03:20 on 12 May two drones struck a
fuel depot near the port of Odesa. No one was killed. Four members of the fire
service were injured, two of them seriously.

"Air defence shot down eleven of thirteen drones," the minister, Olena Test,
said. "The two that came through hit an empty tank."
"""


def test_paragraphs_broken_at_a_fixed_width_are_joined() -> None:
    report = report_from_text(WRAPPED)
    assert [b.kind for b in report.blocks] == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BODY]
    first = report.blocks[1]
    assert "struck a\nfuel depot" in report.text[first.start : first.end]
    assert "struck a fuel depot" in report.matching[first.start : first.end]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_kind_of_line_end_parts_paragraphs(ending: str) -> None:
    lines = ["The army said it had left.", "The mayor said that was a lie.", "Nobody else spoke of it."]
    assert read(report_from_text(ending.join(lines))) == lines


def test_a_sentence_torn_by_an_empty_line_is_one_paragraph() -> None:
    torn = (
        "The deal came after government forces under President Test Doe, who had broken off the talks\n\n"
        "took the north this month.\n\nThe envoy praised it."
    )
    assert len(read(report_from_text(torn))) == 2


def test_an_endless_line_is_cut_at_sentence_ends() -> None:
    report = report_from_text("The army said that rebels attacked the town. " * 5_000)
    assert len(report.blocks) > 5
    assert all(b.end - b.start <= 20_000 for b in report.blocks)
    assert all(report.text[b.start : b.end].endswith("town.") for b in report.blocks)


def test_blocks_are_in_order_and_apart() -> None:
    blocks = report_from_text(PAGE).blocks
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(PAGE[b.start : b.end].strip() == PAGE[b.start : b.end] for b in blocks)
