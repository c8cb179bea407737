"""Records that would harm whoever trusts them: texts that pose as scripts, lines without end, too many events.

The reports are really read; what stands in them is all that a page or an answer ever shows.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import made_up
from click.testing import CliRunner

from benchmarks.record import build
from dateline.cli import main
from dateline.model import Anchor, Block, BlockKind, Decision, DecisionKind, Report, ReportClaims, Subject
from dateline.model.decision import with_id
from dateline.record import open_record

SCRIPT = "<script>window.hurt=1</script>"
IMAGE = '"><img src=x onerror="window.hurt=1">'
CLOSING = "</textarea></title></style></script><!-- ]]> <svg onload=window.hurt=1>"
TEMPLATE = "{{ 7*7 }} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %>"
BIDI = "\u202egnp.exe\u202c \u2066abc\u2069 \u200f\u200e\u061c\u200b\u2028\u2029\ufeff"
ZALGO = "Z\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c" * 3
ADDRESSES = (
    "javascript:window.hurt=1",
    " JaVaScRiPt:window.hurt=1//https://a.example",
    "data:text/html,<script>window.hurt=1</script>",
    'https://a.example/"onmouseover="window.hurt=1',
    "//b.example/x",
    "vbscript:x",
)
ENDLESS = "r-e0d1e55e0d1e55e0"
"""The report of one line that has no end (it is put in as if it had been read)."""
LONG_LINE = 2 * 1024 * 1024  # characters


def hostile_record(folder: Path) -> Path:
    """A new record in the folder, read from reports of every kind."""
    given = folder / "reports"
    given.mkdir()
    for name, content in _files().items():
        (given / name).write_text(content, encoding="utf-8")
    (given / "<script>.txt").write_bytes(b"\0\1\2\3" * 500)
    (given / "long line.txt").write_text("shelled " * (LONG_LINE // 8), encoding="utf-8")
    record = folder / "hostile.db"
    _run("run", str(given), "--record", str(record))
    with open_record(record) as opened:
        run = opened.start_run("1.0", SCRIPT, ((SCRIPT, IMAGE),), CLOSING)
        opened.add(*_endless(), run)
        ids = [line.id for line in opened.reader().reports()]
        opened.decide(*(_note(id_, n) for n, id_ in enumerate(sorted(ids))))
    _run("reconcile", "--record", str(record))
    return record


def crowded_record(folder: Path, events: int = 10_000) -> Path:
    """A generated record with so many events (a few more or fewer)."""
    record = folder / "crowded.db"
    build(str(record), events // 4)
    return record


def _run(*arguments: str) -> None:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output


def _files() -> dict[str, str]:
    told = (
        "HERAT, May 3 (Plain Wire) - Rebels shelled a market in Herat on Tuesday, "
        f"killing at least 12 people {SCRIPT}.\n\n"
        f"“We will answer {IMAGE} {BIDI},” Defence Minister Omid {SCRIPT} Rahimi said in a post on X.\n\n"
        f"The {IMAGE} Front said its fighters {CLOSING} attacked the town of Karokh on Monday, killing 7 soldiers.\n\n"
        f"{TEMPLATE} {ZALGO} Police said 9 people were killed in Herat on Tuesday, {BIDI} denying that 12 were.\n"
    )
    denied = told.replace("at least 12", "at least 30").replace("killing 7", "killing 700")
    items = [
        {
            "title": f"{SCRIPT} Shelling hits Herat {CLOSING}",
            "text": told if number % 2 else denied,
            "outlet": f"{IMAGE} Courier {number} {BIDI}",
            "date": f"2031-05-0{3 + number}",
            "url": address,
        }
        for number, address in enumerate(ADDRESSES)
    ]
    page = (
        f"<html><head><title>Herat {SCRIPT}</title><link rel=canonical href='javascript:window.hurt=1'></head><body>"
        f"<article><h1>Shelling hits Herat</h1><script>window.hurt=1</script><p>HERAT, May 4, 2031 (Delta) - Rebels "
        "shelled a market in Herat on Tuesday &lt;script&gt;window.hurt=1&lt;/script&gt;, killing at least 14.</p>"
        "<p>“No &lt;img src=x onerror=window.hurt=1&gt; beds are left,” nurse Laila Noor told the Delta.</p></article>"
        "</body></html>"
    )
    return {
        "plain.txt": f"Plain Wire\nMay 3, 2031\n\nShelling hits Herat {SCRIPT}\n\n{told}",
        f"{IMAGE.replace('/', '')}.txt": f"Shelling hits Herat\n\n{denied}",
        "\u202etxt.exe": "MZ",
        "items.jsonl": "".join(json.dumps(item) + "\n" for item in items) + "{broken <script>\n",
        "page.html": page,
    }


def _endless() -> tuple[Report, ReportClaims]:
    """A report of one line, and a reading that finds something at its very end."""
    reading = made_up.reading(ENDLESS, "endless.txt")
    text = made_up.TEXT + "x<b>" * (LONG_LINE // 4)
    blocks = (*made_up.report().blocks, Block(len(made_up.TEXT), len(text), BlockKind.BODY, "line"))
    return replace(made_up.report(ENDLESS, "endless.txt"), text=text, matching=text, blocks=blocks), reading


def _note(report: str, number: int) -> Decision:
    made = f"2031-06-01T00:00:{number:02}+00:00"
    return with_id(Decision("", DecisionKind.NOTE, Subject.REPORT, (Anchor(report),), f"Ada {SCRIPT}", made, IMAGE))
