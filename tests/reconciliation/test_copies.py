"""Which report repeats which, in what way, in which sentences, and who likely had it first."""

from __future__ import annotations

import random

import pytest
from scenario import Told

from dateline.model import CopyKind, Link, LinkRole, ReportClaims
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.copies import find_repeats
from dateline.reference.fingerprints import sample

STORY = (
    "Shells fell on the cattle market of the old town shortly after dawn and set nine stalls on fire.",
    "Traders who had come in from the villages ran for the river while the guards at the gate fired back.",
    "The mayor has asked the capital for tents and blankets, and expects no answer before the end of the week.",
    "Two bridges had been closed the day before because engineers feared that they would not bear the lorries.",
)
OWN = (
    "A school in the upper valley opened again after nine years, with forty pupils and one teacher for them all.",
    "The price of flour went up for the third time since the harvest, bakers in four districts complained.",
    "Fishermen stayed in port as a storm came in from the west and is not expected to ease before Friday.",
    "At the university a team of students built a pump that runs on sunlight and costs less than a bicycle.",
    "The ferry to the islands will go twice a day from next month, the harbour office announced on its board.",
)
Report = tuple[tuple[str, ...], str, str | None]  # sentences, outlet, published


def told(name: str, sentences: tuple[str, ...], outlet: str, published: str | None = None) -> Told:
    report = Told(name, outlet, published)
    for sentence in sentences:
        report.text(sentence)
    return report


def kinds(*reports: Told) -> dict[str, CopyKind]:
    return {d.report: d.kind for g in find_repeats([r.made() for r in reports]).copies for d in g.derived}


@pytest.mark.parametrize(
    ("sentences", "outlet", "kind"),
    [
        (STORY, "Hill Times", CopyKind.EXACT),
        (STORY[:3] + OWN[:1], "Hill Times", CopyKind.CUT),
        (STORY + OWN[:2], "Coast Post", CopyKind.REVISION),
        (STORY + OWN, "Hill Times", CopyKind.PASSAGES),
        (OWN + STORY[:1], "Hill Times", None),
        (OWN, "Hill Times", None),
    ],
    ids=["exact", "cut", "revision", "mostly its own", "one sentence", "unlike"],
)
def test_how_a_report_repeats_another(sentences: tuple[str, ...], outlet: str, kind: CopyKind | None) -> None:
    found = kinds(told("a", STORY, "Coast Post", "2031-02-04"), told("b", sentences, outlet, "2031-02-05"))
    assert found == ({"b": kind} if kind else {})


def swap(sentence: str, word: int, other: str) -> str:
    words = sentence.split()
    return " ".join([*words[:word], other, *words[word + 1 :]])


@pytest.mark.parametrize(
    "sentence",
    [
        STORY[1],
        swap(STORY[1], 4, "down"),
        swap(swap(STORY[1], 1, "that"), 15, "by"),
        "Police said traders who had come in from the villages ran for the river while the guards fired back.",
        "Traders who had come in from the villages ran for the river while the guards at the gate fired back, he said.",
    ],
    ids=["the same", "a word changed", "two words changed", "attribution in front", "attribution behind"],
)
def test_a_sentence_nearly_the_same_is_a_passage(sentence: str) -> None:
    one = told("a", STORY, "Coast Post", "2031-02-04")
    two = told("b", (*OWN, sentence), "Hill Times", "2031-02-05")
    (passage,) = find_repeats([one.made(), two.made()]).passages
    start = sum(len(s) + 1 for s in OWN)
    assert (passage.report, passage.start, passage.end) == ("b", start, start + len(sentence))
    first = len(STORY[0]) + 1
    assert (passage.of, passage.of_start, passage.of_end) == ("a", first, first + len(STORY[1]))
    assert passage.original == "a"
    assert "published first (2031-02-04)" in passage.reason
    assert (passage.score == 1.0) == (sentence == STORY[1])


def test_sentences_that_only_tell_of_the_same_are_no_passage() -> None:
    other = "Nine stalls burned down at dawn when the cattle market of the old town came under shell fire once more."
    one, two = told("a", STORY, "Coast Post"), told("b", (*OWN, other), "Hill Times")
    assert find_repeats([one.made(), two.made()]).passages == ()


def test_a_longer_stretch_is_one_passage() -> None:
    one = told("a", (*OWN[:2], *STORY), "Coast Post", "2031-02-04")
    two = told("b", (*STORY[1:], *OWN[2:]), "Hill Times", "2031-02-05")
    (passage,) = find_repeats([one.made(), two.made()]).passages
    assert (passage.start, passage.end) == (0, sum(len(s) + 1 for s in STORY[1:]) - 1)


def test_five_carriers_of_one_text_give_four_passages() -> None:
    reports = [told(name, STORY, f"Outlet {name}", f"2031-02-0{n}") for n, name in enumerate("abcde", start=1)]
    found = find_repeats([r.made() for r in reports])
    assert [(p.report, p.of) for p in found.passages] == [(name, "a") for name in "bcde"]
    assert [g.original for g in found.copies] == ["a"]


def credits(report: Told, medium: str, venue: str | None = None) -> Told:
    return report.says("It was told.", by=(Link(LinkRole.MEDIUM, medium, venue=venue),))


@pytest.mark.parametrize(
    ("first", "second", "original", "reason"),
    [
        (("Coast Post", "2031-02-04", ""), ("Hill Times", "2031-02-05", ""), "a", "published first (2031-02-04)"),
        (("Coast Post", "2031-02-04", ""), ("Coast Post", "2031-02-05", ""), "a", "the earlier revision by Coast Post"),
        (("Coast Post", "2031-02-04", "Hill Times"), ("Hill Times", "2031-02-05", ""), "b", "the others name Hill"),
        (("Coast Post", "2031-02-04", ""), ("Hill Times", "2031-02-05", "dateline"), "b", "credits the text to Gulf"),
        (("Coast Post", "2031-02-04T08:00", ""), ("Hill Times", "2031-02-04T07:30", ""), "b", "published first"),
        (("Coast Post", "2031-02-04", ""), ("Hill Times", "2031-02-04T07:30", ""), None, "nothing tells"),
        (("Coast Post", None, ""), ("Hill Times", "2031-02-04", ""), None, "nothing tells"),
    ],
    ids=["earliest", "revision", "named as source", "agency in the dateline", "by the clock", "same day", "undated"],
)
def test_who_likely_had_it_first(
    first: tuple[str, str | None, str], second: tuple[str, str | None, str], original: str | None, reason: str
) -> None:
    reports = []
    for name, (outlet, published, credit) in zip("ab", (first, second), strict=True):
        report = told(name, STORY, outlet, published)
        if credit == "dateline":
            credits(report, "Gulf Agency", "dateline")
        elif credit:
            credits(report, credit)
        reports.append(report.made())
    (group,) = find_repeats(reports).copies
    assert group.original == original
    assert reason in group.reason


def test_a_report_beside_which_two_were_written_does_not_make_them_one_text() -> None:
    digest = told("a", STORY[:2] + OWN[:2], "Coast Post", "2031-02-06")
    one, two = told("b", STORY, "Hill Times", "2031-02-04"), told("c", OWN[:4], "Gulf News", "2031-02-05")
    found = find_repeats([digest.made(), one.made(), two.made()])
    assert not any({"b", "c"} <= set(g.reports) for g in found.copies)
    assert {(p.report, p.of) for p in found.passages} == {("a", "b"), ("a", "c")}


def test_a_line_that_ends_every_report_is_no_passage() -> None:
    line = "Read more of what our reporters found on the site of this newspaper and in its printed edition every day."
    chance = random.Random(1)
    reports = [
        told(f"r{n:02}", (" ".join(f"w{chance.randrange(10**6)}" for _ in range(60)), line), f"Outlet {n}").made()
        for n in range(60)
    ]
    found = find_repeats(reports)
    assert (found.copies, found.passages) == ((), ())


def test_what_a_person_calls_a_copy_is_one() -> None:
    decided: Constraints[str] = Constraints()
    decided.together(["a", "b"], "d1")
    reports = [told("a", STORY, "Coast Post", "2031-02-04").made(), told("b", OWN, "Hill Times", "2031-02-05").made()]
    (group,) = find_repeats(reports, decided, {"a": "b", "b": "b"}).copies
    assert (group.reports, group.original) == (("a", "b"), "b")
    assert "by a person" in group.reason


def test_what_a_person_calls_no_copy_is_none() -> None:
    decided: Constraints[str] = Constraints()
    decided.hold_apart(["a"], ["b"], "d1")
    reports = [told(name, STORY, f"Outlet {name}", f"2031-02-0{n}").made() for n, name in enumerate("abc", start=1)]
    found = find_repeats(reports, decided)
    assert not any({"a", "b"} <= set(g.reports) for g in found.copies)
    assert ("b", "a") not in {(p.report, p.of) for p in found.passages}


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [told(n, STORY[i:] + OWN[:i], f"Outlet {n}", f"2031-02-0{i + 1}").made() for i, n in enumerate("abcd")]
    wanted = find_repeats(reports)
    for seed in range(5):
        mixed: list[ReportClaims] = reports[:]
        random.Random(seed).shuffle(mixed)
        found = find_repeats(mixed)
        assert (found.copies, found.passages, found.judgements) == (wanted.copies, wanted.passages, wanted.judgements)


def test_a_common_run_of_eleven_words_is_always_sampled() -> None:
    chance = random.Random(7)
    for _ in range(200):
        common = [f"c{chance.randrange(10**9)}" for _ in range(11)]
        one, two = ([f"o{chance.randrange(10**9)}" for _ in range(chance.randrange(40))] for _ in range(2))
        at, to = chance.randrange(len(one) + 1), chance.randrange(len(two) + 1)
        texts = (one[:at] + common + one[at:], two[:to] + common + two[to:])
        assert set(sample(texts[0])) & set(sample(texts[1]))
