"""Decisions on the command line: made, shown, taken back, shared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_commands import dateline


@pytest.fixture
def read(reports: Path) -> Path:
    dateline("run", reports, "--no-brief")
    return reports


def rows(kind: str, record: str = "dateline.db") -> list[dict[str, Any]]:
    lines = dateline("export", "--record", record).stdout.splitlines()
    return [row for row in map(json.loads, lines) if row["kind"] == kind]


def attack(record: str = "dateline.db") -> dict[str, Any]:
    """The event of the market, told by both reports."""
    return max((e for e in rows("event", record) if e["type"] == "ASSAULT"), key=lambda e: len(e["reports"]))


def first_with_toll(event: dict[str, Any]) -> str:
    claims = {c["id"]: c for c in rows("claim")}
    return next(c for c in event["claims"] if any(h["kind"] == "killed" for h in claims[c]["harms"]))


def test_the_ids_that_decisions_need_are_shown(read: Path) -> None:
    shown = dateline("show", "--ids", "--all").stdout
    event = attack()
    assert event["id"] in shown
    assert all(claim in shown for claim in event["claims"])
    assert all(e["id"] in shown for e in rows("entity"))


def test_a_claim_is_split_off_and_the_split_taken_back(read: Path) -> None:
    event = attack()
    assert len(event["reports"]) == 2
    other = [c for c in event["claims"] if not c.startswith(event["claims"][0].split("/")[0])]
    made = dateline("decide", "split", event["id"], *other, "--why", "two markets", "--by", "Ada")
    assert "[applied]" in made.stdout
    assert len(attack()["reports"]) == 1
    log = dateline("decide", "log").stdout
    assert "Ada" in log
    assert "two markets" in log
    decision = re.findall(r"d-[0-9a-f]{16}", log)[0]
    dateline("decide", "undo", decision, "--by", "Ben", "--why", "one market after all")
    assert len(attack()["reports"]) == 2
    assert not any(line.startswith(decision) for line in dateline("decide", "log").stdout.splitlines())
    assert "[withdrawn: by Ben" in dateline("decide", "log", "--all").stdout


def test_a_decision_survives_reading_everything_again(read: Path) -> None:
    event = attack()
    other = [c for c in event["claims"] if not c.startswith(event["claims"][0].split("/")[0])]
    dateline("decide", "split", event["id"], *other, "--why", "two markets")
    dateline("run", read, "--no-brief")
    assert len(attack()["reports"]) == 1


def test_a_value_is_corrected_and_every_page_says_by_whom(read: Path) -> None:
    claim = first_with_toll(attack())
    dateline(
        "decide",
        "correct",
        claim,
        "killed=7",
        "place=Herat bazaar | 34.34 | 62.2 | AFG",
        "--why",
        "the list",
        "--by",
        "Ada",
    )
    row = next(c for c in rows("claim") if c["id"] == claim)
    assert [h["words"] for h in row["harms"] if h["kind"] == "killed"] == ["7"]
    assert row["place"]["name"] == "Herat bazaar"
    assert row["decisions"] == [d["id"] for d in rows("decision")]
    dateline("brief")
    assert "correct killed 7" in Path("brief.html").read_text(encoding="utf-8")


def test_a_missed_claim_is_added_from_its_words(read: Path) -> None:
    words = "We have no beds left"
    dateline("decide", "add", "second.txt", words, "type=AID", "start=2031-05-04", "--why", "a plea for help")
    (added,) = [c for c in rows("claim") if c["type"] == "AID" and c["trigger"]["quote"] == words]
    assert added["events"]
    assert added["chain"][0]["name"] == "Laila Noori"
    event = attack()
    refused = dateline("decide", "split", event["id"], added["id"], "--why", "x", status=2).stderr
    assert f"{added['id']} is no part of {event['id']}; name some of {min(event['claims'])}" in refused


def test_what_cannot_be_decided_is_said_and_changes_nothing(read: Path) -> None:
    before = dateline("export").stdout
    event, claim = attack()["id"], first_with_toll(attack())
    first = next(r["id"] for r in rows("report") if r["file"].endswith("first.txt"))
    person, other = (row["id"] for row in rows("entity")[:2])
    for words, part in (
        (["merge", event, event], "takes two"),
        (["merge", event, "ev-000000000000"], "there is no event"),
        (["split", event, "r-1/c1"], "there is no event or claim"),
        (["correct", event, "killed=3"], "values belong to claims"),
        (["correct", claim, "killed"], "FIELD=VALUE"),
        (["add", "second.txt", "words that stand nowhere", "type=AID"], "do not stand"),
        (["add", "second.txt", "5:2", "type=AID"], "marks no words"),
        (["reject", "third.txt"], "there is no report"),
        (["reject", claim, "type"], "cannot do without"),
        (["reject", claim, "colour"], "cannot do without"),
        (["correct", claim, "killed=lots"], "write 3, 3-5, or 3+"),
        (["correct", claim, "colour=red"], "there are type, modality"),
        (["correct", claim, "type=WAR"], "ASSAULT"),
        (["correct", claim, "start=2031-05-09", "end=2031-05-01"], "before the start"),
        (["add", "second.txt", "We have no beds left", "killed=3"], "needs a type"),
        (["add", "second.txt", "We have no beds left", "type=AID", "killed=lots"], "no figure"),
        (["copy", "first.txt", "first.txt"], "one report"),
        (["copy", "first.txt", first, "--not"], "one report"),
        (["split", person, other], "is no part of"),
    ):
        assert part in dateline("decide", *words, "--why", "x", status=2).stderr
    assert "there is no decision" in dateline("decide", "undo", "d-0000000000000000", status=2).stderr
    assert dateline("export").stdout == before
    assert "no decisions" in dateline("decide", "log", "--all").stdout


def test_an_absurd_figure_does_not_lock_the_record(read: Path) -> None:
    claim = first_with_toll(attack())
    refused = dateline("decide", "correct", claim, f"killed={'9' * 5_000}", "--why", "x", status=2)
    assert "no figure" in refused.stderr
    assert "[applied]" in dateline("decide", "correct", claim, "killed=7", "--why", "the list").stdout


def test_what_would_lock_the_record_is_not_kept_and_costs_no_other(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline import deciding

    sound = deciding.reconcile

    def fails(readings: Any, decisions: Any) -> Any:
        if any(d.reason == "bad" for d in decisions):
            raise OverflowError("too large")
        return sound(readings, decisions)

    claim = first_with_toll(attack())
    dateline("run", read, "--no-brief", "--record", "ben.db")
    for why in ("good", "bad", "fine"):
        dateline("decide", "correct", claim, "killed=7", "--why", why, "--record", "ben.db")
    dateline("decide", "export", "-o", "ben.jsonl", "--record", "ben.db")
    monkeypatch.setattr(deciding, "reconcile", fails)
    for later in ([], ["--later"]):
        said = dateline("decide", "correct", claim, "killed=8", "--why", "bad", *later, status=2).stderr
        assert "not kept" in said
        assert "too large" in said
    assert "no decisions" in dateline("decide", "log", "--all").stdout
    taken = dateline("decide", "import", "ben.jsonl")
    assert "2 new decisions" in taken.stdout
    assert "1 left out" in taken.stdout
    assert "killed=7 (fine) [applied]" in dateline("decide", "log").stdout


def test_two_analysts_join_their_work(read: Path) -> None:
    dateline("run", read, "--no-brief", "--record", "ben.db")
    claim = first_with_toll(attack())
    dateline("decide", "correct", claim, "killed=7", "--why", "the list", "--by", "Ada")
    dateline("decide", "correct", claim, "killed=8", "--why", "the morgue", "--by", "Ben", "--record", "ben.db")
    dateline("decide", "note", claim, "call the clinic again", "--by", "Ben", "--record", "ben.db")
    dateline("decide", "export", "-o", "ben.jsonl", "--record", "ben.db")
    taken = dateline("decide", "import", "ben.jsonl")
    assert "2 new decisions" in taken.stdout
    log = dateline("decide", "log", "--all").stdout
    assert "killed=7 (the list) [overruled" in log
    assert "killed=8 (the morgue) [applied]" in log
    assert "0 new decisions, 2 known already" in dateline("decide", "import", "ben.jsonl").stdout
    dateline("decide", "export", "-o", "ada.jsonl")
    dateline("decide", "import", "ada.jsonl", "--record", "ben.db")

    def body(record: str) -> list[str]:
        lines = dateline("export", "--record", record).stdout.splitlines()
        return [line for line in lines if '"kind":"run"' not in line and '"first_read"' not in line]

    assert body("dateline.db") == body("ben.db")  # the same reports and decisions, the same record


def test_a_file_with_broken_lines_gives_what_is_good(read: Path) -> None:
    dateline("decide", "note", attack()["id"], "look again")
    good = dateline("decide", "export").stdout_bytes
    changed = good.replace(b"look again", b"all is well")
    Path("mixed.jsonl").write_bytes(b"{}\n" + good + b"no json\n\n" + changed)
    dateline("run", read, "--no-brief", "--record", "other.db")
    taken = dateline("decide", "import", "mixed.jsonl", "--record", "other.db")
    assert "1 new decision" in taken.stdout
    assert "3 left out" in taken.stdout
    assert "line 4" not in taken.stderr
    assert "was changed after it was made" in taken.stderr


def test_a_copy_by_decision(read: Path) -> None:
    dateline("decide", "copy", "second.txt", "first.txt", "--why", "same hand")
    (group,) = rows("copy")
    assert len(group["reports"]) == 2
    dateline("decide", "copy", "second.txt", "first.txt", "--not", "--why", "no, two hands")
    assert not rows("copy")
