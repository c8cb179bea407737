"""Short reports as texts, through the whole pipeline, and the record that they must give.

A file of `scenarios/` is one scenario: reports under "== NAME | OUTLET | DAY", then "== record" with what must hold.
Lines after "event TYPE: reports" speak of that event; "dispute FIELD: a / b" gives the reports on each side.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from dateline.intake import report_from_text
from dateline.language import load_annotator
from dateline.model import Event, Reconciliation, ReportClaims
from dateline.pipeline import read_report
from dateline.reconciliation import reconcile

FOLDER = Path(__file__).parent / "scenarios"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.fixture(autouse=True)
def _names_joined() -> None:
    """Names are joined here as they are for users."""


@cache
def read(name: str, outlet: str, published: str, text: str) -> ReportClaims:
    head = f"URL: https://{outlet.replace(' ', '').lower()}.example/{name}\nDATE: {published}\n\n"
    report = report_from_text(head + text, file=f"{name}.txt", published=published, outlet=outlet)
    return read_report(report, load_annotator()).reading


@cache
def scenario(name: str) -> tuple[tuple[ReportClaims, ...], tuple[str, ...]]:
    """The readings and the lines of what must hold."""
    blocks = re.split(r"^== ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    readings: list[ReportClaims] = []
    wanted: tuple[str, ...] = ()
    for block in blocks:
        head, body = block.split("\n", 1)
        if head == "record":
            wanted = tuple(line for line in body.splitlines() if line)
        else:
            readings.append(read(*head.split(" | "), body.strip()))
    return tuple(readings), wanted


class Made:
    """The record of one scenario, with reports by their short names."""

    def __init__(self, readings: tuple[ReportClaims, ...]) -> None:
        self.result: Reconciliation = reconcile(readings)
        self._names = {r.report: r.file.removesuffix(".txt") for r in readings}
        self.event: Event | None = None

    def names(self, reports: tuple[str, ...]) -> str:
        return " ".join(sorted(self._names[r] for r in reports))

    def check(self, line: str) -> None:
        """Asserts one line of "== record"."""
        word, _, rest = line.partition(" ")
        getattr(self, f"_{word}")(rest)

    def _event(self, rest: str) -> None:
        kind, reports = rest.split(": ")
        events = [e for e in self.result.events if e.type == kind and e.part_of is None]
        found = [e for e in events if self.names(e.reports) == reports]
        assert found, [(e.summary, self.names(e.reports)) for e in self.result.events]
        self.event = max(found, key=lambda e: len(e.claims))

    @property
    def _of(self) -> Event:
        assert self.event is not None
        return self.event

    def _copies(self, rest: str) -> None:
        wanted = [
            f"{self.names(c.reports)}; original {self.names((c.original,)) if c.original else ''}"
            for c in self.result.copies
        ]
        assert rest in wanted

    def _origins(self, rest: str) -> None:
        assert len(self._of.origins) == int(rest), self._of.origins

    def _party(self, rest: str) -> None:
        assert [o for o in self._of.origins if o.party and rest in o.name], self._of.origins

    def _killed(self, rest: str) -> None:
        low, high = map(int, rest.split())
        (toll,) = [t for t in self._of.tolls if t.kind == "killed"]
        assert (toll.minimum, toll.highest) == (low, high)

    def _flag(self, rest: str) -> None:
        assert rest in {f.kind.value for f in self.result.flags}

    def _dispute(self, rest: str) -> None:
        field, sides = rest.split(": ")
        found = [(d.field, [self.names(v.reports) for v in d.values]) for d in self._of.disputes]
        assert (field, sorted(sides.split(" / "))) in [(f, sorted(s)) for f, s in found], found

    def _recipients(self, rest: str) -> None:
        assert [r.name for r in self._of.recipients] == rest.split(" / ")

    def _actors(self, rest: str) -> None:
        assert [a.name for a in self._of.actors] == rest.split(" / ")

    def _says(self, rest: str) -> None:
        """ "says FIELD: VALUE": one of the values of the event's dispute about the field"""
        field, value = rest.split(": ", 1)
        values = [v.value for d in self._of.disputes if d.field == field for v in d.values]
        assert value in values, values

    def _by(self, rest: str) -> None:
        """ "by FIELD: VALUE: NAME / NAME": who says a value of the dispute, nearest the event first"""
        field, value, names = rest.split(": ")
        found = [(v.value, v.said_by) for d in self._of.disputes if d.field == field for v in d.values]
        assert (value, tuple(names.split(" / "))) in found, found

    def _derived(self, rest: str) -> None:
        report, kind = rest.split(": ")
        assert (report, kind) in [
            (self.names((d.report,)), d.kind.value) for c in self.result.copies for d in c.derived
        ]

    def _reason(self, rest: str) -> None:
        reports, reason = rest.split(": ")
        assert [c.reason for c in self.result.copies if self.names(c.reports) == reports and reason in c.reason]

    def _passage(self, rest: str) -> None:
        copy, _, source = rest.partition(" from ")
        found = [(self.names((p.report,)), self.names((p.of,)), p.original == p.of) for p in self.result.passages]
        assert (copy, source, True) in found, found

    def _statement(self, rest: str) -> None:
        assert rest in [self.names(s.reports) for s in self.result.shared_statements]

    def _origin(self, rest: str) -> None:
        assert rest in [o.name for o in self._of.origins], self._of.origins

    def _value(self, rest: str) -> None:
        """ "value killed 4: 1": a value of a field and the number of its independent origins"""
        told, origins = rest.split(": ")
        values = {f"{v.field} {v.value}": len(v.origins) for v in self._of.values}
        assert values.get(told) == int(origins), values

    def _no(self, rest: str) -> None:
        """ "no disputes", "no dispute FIELD", "no copies", "no passages", "no event TYPE: reports", "no actor NAME" """
        if rest.startswith("event "):
            told = [f"event {e.type}: {self.names(e.reports)}" for e in self.result.events]
            assert rest not in told
            return
        if rest in ("copies", "passages"):
            assert not getattr(self.result, rest)
            return
        if rest.startswith("actor "):
            assert rest.removeprefix("actor ") not in {a.name for e in self.result.events for a in e.actors}
            return
        found = {d.field for e in self.result.events for d in e.disputes}
        assert rest.removeprefix("dispute ") not in found
        assert rest != "disputes" or not found


@pytest.mark.parametrize("name", NAMES)
def test_scenario(name: str) -> None:
    readings, wanted = scenario(name)
    made = Made(readings)
    for line in wanted:
        made.check(line)
