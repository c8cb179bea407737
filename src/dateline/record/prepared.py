"""A report and its reading as the rows that the record keeps.

They are plain values, made where the report is read, be that another process or another machine; whoever writes them
needs only to write. Nothing here knows a database: what reads must not have to load one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.model import LinkRole, Report, ReportClaims
from dateline.record import flatten
from dateline.record.codec import encode, encode_report, refuse_nul
from dateline.record.numbers import first_day, line_number, outlet_key
from dateline.record.words import words_of
from dateline.reference.revisions import location

BETWEEN = "|"
_LONGEST_NAME = 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """report: its row. claims: the document of its reading. rows, lines: of the reading, by the name of the table; the
    numbers of lines are put right when they are written."""

    report: Row
    claims: str
    rows: dict[str, list[Row]]
    lines: dict[str, list[Row]]

    @property
    def id(self) -> str:
        return str(self.report["id"])

    @property
    def file(self) -> str:
        return str(self.report["file"])

    @property
    def location(self) -> str | None:
        """Under which a later revision is known again; None where nothing lasting names it."""
        found: str | None = self.report["location"]
        return found


def prepare(report: Report, reading: ReportClaims) -> PreparedReport:
    """Raises ReportError when no record can hold them."""
    row = _report(report)
    rows = {
        "entity": flatten.entity_rows(reading),
        "statement": flatten.statement_rows(reading),
        "claim": flatten.claim_rows(reading),
    }
    refuse_nul(row, *(one for some in rows.values() for one in some))
    return PreparedReport(row, encode(reading), rows, _lines(report, reading))


def _report(report: Report) -> Row:
    document, matching = encode_report(report)
    return {
        "id": report.id,
        "file": report.file,
        "address": report.address,
        "outlet": report.outlet.name if report.outlet else None,
        "published": report.published.value if report.published else None,
        "language": report.language,
        "text": report.text,
        "matching": matching,
        "document": document,
        "location": location(report.address, report.file),
    }


def _lines(report: Report, reading: ReportClaims) -> dict[str, list[Row]]:
    published = report.published.value if report.published else None
    day = first_day(published)
    outlet = report.outlet.name if report.outlet else None
    head = report.headline.of(report.text) if report.headline else ""
    about = report.matching if report.matching else report.text
    line = {
        "number": line_number(day, report.id),
        "report": report.id,
        "outlet": outlet,
        "outlet_key": outlet_key(outlet),
        "published": published,
        "headline": " ".join(head.split()),
        "statements": len(reading.statements),
        "claims": len(reading.claims),
        "flags": BETWEEN.join(sorted({flag.kind.value for flag in reading.flags})),
        "words": words_of(about, outlet=[outlet] if outlet else []),
    }
    return {
        "report_line": [line],
        "statement_line": [
            {
                "number": line_number(day, report.id, n),
                "report": report.id,
                "statement": said.id,
                "kind": said.kind.value,
                "words": words_of(
                    said.content,
                    said.speaker.name if said.speaker else "",
                    speaker=_speakers(reading, said.speaker.name, said.speaker.entity) if said.speaker else [],
                ),
            }
            for n, said in enumerate(reading.statements)
        ],
        "relay": [
            {"report": report.id, "position": n, "outlet_key": outlet_key(outlet), "medium": medium[:_LONGEST_NAME]}
            for n, medium in enumerate(_media(reading))
        ],
    }


def _speakers(reading: ReportClaims, name: str, entity: str | None) -> list[str]:
    full = next((e.name for e in reading.entities if e.id == entity), name) if entity else name
    return [name, full]


def _media(reading: ReportClaims) -> list[str]:
    chains = (thing.chain for things in (reading.statements, reading.claims) for thing in things)
    links = (link for chain in chains for link in chain)
    return sorted({link.name for link in links if link.role is LinkRole.MEDIUM and link.name})
