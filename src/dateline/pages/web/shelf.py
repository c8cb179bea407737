"""Names and addresses of what a page shows, looked up page by page."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Claim, ClaimRef, Statement
from dateline.pages.marked import anchor
from dateline.pages.web.site import segment
from dateline.record import Reader
from dateline.record.lines import ReportLine


def line_name(line: ReportLine) -> str:
    """Outlet and day, or the file's name."""
    name = line.outlet or line.file.rsplit("/", 1)[-1]
    return f"{name}, {line.published[:10]}" if line.published else f"{name}, undated"


class WebShelf:
    """root: in front of every address. What is to be named is looked up in one go, by `load`."""

    def __init__(self, reader: Reader, root: str) -> None:
        self._reader = reader
        self._root = root
        self._lines: dict[str, ReportLine] = {}
        self._canonical: dict[ClaimRef, str] = {}

    def load(self, reports: Iterable[str], members: Iterable[ClaimRef] = ()) -> None:
        """What of it was not looked up before."""
        wanted = set(reports) - self._lines.keys()
        if wanted:
            self._lines.update(self._reader.report_lines(wanted))
        people = set(members) - self._canonical.keys()
        if people:
            self._canonical.update(self._reader.canonical_ids(people))

    def load_for(self, things: Iterable[Claim | Statement]) -> None:
        """The reports of claims or statements, and who is in their chains."""
        some = list(things)
        linked = (ClaimRef(t.report, link.entity) for t in some for link in t.chain if link.entity)
        self.load({t.report for t in some}, linked)

    def published(self, report: str) -> str:
        """ISO, "9999" where it is not known: for sorting."""
        line = self._lines.get(report)
        return (line.published if line else None) or "9999"

    # -- names and links --------------------------------------------------------------------------------------------

    def name(self, report: str) -> str:
        line = self._lines.get(report)
        return line_name(line) if line else report

    def words(self, report: str, start: int) -> str:
        return f"{self._root}/reports/{report}?at={start}#{anchor(report, start)}"

    def report(self, report: str) -> str:
        return f"{self._root}/reports/{report}"

    def entity(self, report: str, entity: str | None) -> str:
        return self.canonical(self._canonical.get(ClaimRef(report, entity))) if entity else ""

    def canonical(self, entity: str | None) -> str:
        return f"{self._root}/names/{entity}" if entity else ""

    def event(self, event: str) -> str:
        return f"{self._root}/events/{event}"

    def claim(self, ref: ClaimRef) -> str:
        return f"{self._root}/claims/{ref.report}/{ref.id}"

    def statement(self, ref: ClaimRef) -> str:
        return f"{self._root}/statements/{ref.report}/{ref.id}"

    def place(self, key: str) -> str:
        return f"{self._root}/places/{segment(key)}" if key else ""
