"""What comes in: raw bytes, and the report that intake makes of them."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from dateline.model.frozen import frozen
from dateline.model.text import Span


@frozen
class RawReport:
    """One item as it was found, before anything is decided about it.

    file: the path as the user gave it ("-" for standard input; "file.jsonl#12" for line 12 of a JSON Lines file).
    media_type: "text/plain", "text/html" or "application/json" (one JSON object: the line of a JSON Lines file).
    address: URL, where the caller knows one. retrieved: ISO 8601 time, where the caller knows one.
    """

    file: str
    content: bytes
    media_type: str
    address: str | None = None
    retrieved: str | None = None


class BlockKind(StrEnum):
    """What a block of a page is. Only HEADLINE, SUBHEAD and BODY are read for claims and statements."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BODY = "body"
    HEADER = "header"  # "URL: …", "DATE: …" lines put there by whoever collected the text
    BYLINE = "byline"
    TIMESTAMP = "timestamp"  # section and time lines, "Published: …"
    CAPTION = "caption"  # photo captions and credits
    TAGS = "tags"
    FURNITURE = "furniture"  # navigation, app advertisements, cookie notes, related links, sharing counts

    @property
    def is_read(self) -> bool:
        return self in (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.BODY)


@frozen
class Block:
    """A paragraph-sized piece of the report, with what it is and the rule that said so."""

    start: int
    end: int
    kind: BlockKind
    rule: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@frozen
class Published:
    """When the report says that it was published. Never guessed; absent when the text does not say.

    value: ISO 8601 date or date-time, no finer than what stands there ("2026-01-08", "2026-01-08T23:09").
    zone: UTC offset or zone name as it stands, or None when not stated.
    span: where it stands in the text; None when it came with the item (JSON field, HTML metadata).
    origin: "header", "timestamp", "dateline", "metadata", "json", "caller".
    """

    value: str
    origin: str
    zone: str | None = None
    span: Span | None = None

    @property
    def day(self) -> str:
        """The ISO day (or month, or year) without the time of day."""
        return self.value[:10]


@frozen
class Outlet:
    """The organisation that published the report (schema.org NewsMediaOrganization).

    name: as it is best known, from the outlets list, or else as it stands. origin: "masthead", "dateline", "header",
    "signature", "metadata", "json", "address", "caller". span: where it stands, if it stands in the text.
    """

    name: str
    origin: str
    span: Span | None = None


@frozen
class Dateline:
    """The line saying where the report was filed: "KABUL, Afghanistan (Sept. 1) - ". Not where the event happened."""

    span: Span
    place: Span | None = None
    day: Span | None = None
    outlet: Span | None = None

    def places(self, text: str) -> list[Span]:
        """The names between the commas of the place, in the report's text: "KABUL, Afghanistan" → two."""
        if self.place is None:
            return []
        found, start = [], self.place.start
        for part in self.place.of(text).split(","):
            bare = part.strip()
            if bare:
                at = start + part.index(bare)
                found.append(Span(at, at + len(bare)))
            start += len(part) + 1
        return found


@frozen
class Lookalike:
    """A word that mixes scripts, and what it is matched as.

    span: the word. letters: the foreign letters' spans. matched_as: the word with the look-alikes put right.
    """

    span: Span
    letters: tuple[Span, ...]
    matched_as: str


@frozen
class OffsetSegment:
    """`text[start:start+length]` came from the decoded original at `source`. Used where intake had to leave things out
    (HTML tags, JSON escapes); for plain text there is one segment that maps everything to itself."""

    start: int
    source: int
    length: int


@frozen
class Report:
    """One published item at one version (schema.org NewsArticle).

    id: hash of the raw bytes and the address; better cleaning never changes it.
    text: the item's text, furniture included, characters as found. All offsets count into this.
    matching: the same length as `text`, with look-alike letters, odd blanks and control characters replaced one for
        one; every station that matches words reads this, every quote is cut from `text`.
    language: ISO 639-1 code of the body.
    notes: what intake had to leave out or replace ("the file ends in the middle of a character: …"), for the reader.
    """

    id: str
    file: str
    text: str
    matching: str
    blocks: tuple[Block, ...]
    language: str = "en"
    address: str | None = None
    outlet: Outlet | None = None
    published: Published | None = None
    dateline: Dateline | None = None
    headline: Span | None = None
    lookalikes: tuple[Lookalike, ...] = ()
    offset_map: tuple[OffsetSegment, ...] = ()
    retrieved: str | None = None
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    def original_offset(self, offset: int) -> int | None:
        """Where `text[offset]` stood in the decoded original; None where intake put it in (a line break)."""
        for segment in self.offset_map:
            if segment.start <= offset < segment.start + segment.length:
                return segment.source + offset - segment.start
        return None if self.offset_map else offset


@frozen
class SetAside:
    """A report that was not read, why, and enough to read it again (`dateline read --again`).

    raw: what was to be read, where it is at hand; a record keeps it apart from the rest.
    """

    file: str
    reason: str
    detail: str
    report: str | None = None
    address: str | None = None
    language: str | None = None
    details: tuple[str, ...] = field(default=())
    raw: RawReport | None = None
