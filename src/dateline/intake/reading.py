"""RawReport → Report: decode, find the text, judge its blocks, read off who published it and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from dateline.errors import ReportError
from dateline.intake import languages
from dateline.intake.cutting import cut_blocks
from dateline.intake.decoding import MOST_CHARACTERS, Decoded, decode
from dateline.intake.item import Item
from dateline.intake.json_item import item_from_json
from dateline.intake.layout import Page, judge
from dateline.intake.matching import matching_text, unbroken
from dateline.intake.paragraphs import split_paragraphs
from dateline.intake.provenance import Given, caller_published, outlet_in, published_in
from dateline.model import (
    Block,
    BlockKind,
    Dateline,
    OffsetSegment,
    Outlet,
    RawReport,
    Report,
)

MOST_PAGE_CHARACTERS = 10_000_000
"""A web page may be longer than its text, for scripts and pictures in it."""


def read_report(raw: RawReport) -> Report:
    """The report in `raw`. Raises ReportError with the reason when it cannot be read:

    "empty", "binary", "too-long", "malformed" (a JSON line that is none), "language" (not English).
    """
    media, _, rest = (part.strip() for part in raw.media_type.lower().partition(";"))
    stated = rest.partition("charset=")[2] or None
    if media == "text/html":
        from dateline.intake.web_page import item_from_page  # brings in lxml and trafilatura: only where there is HTML

        item = item_from_page(decode(raw.content, MOST_PAGE_CHARACTERS, stated), raw.address)
    elif media == "application/json":
        decoded = decode(raw.content, 6 * MOST_CHARACTERS)
        item = replace(item_from_json(decoded.text), encoding=decoded.encoding, notes=decoded.notes)
    else:
        item = _plain(decode(raw.content, stated=stated))
    if len(item.text) > MOST_CHARACTERS:
        raise ReportError("too-long", f"the text has more than {MOST_CHARACTERS:,} characters; split it into reports")
    report = _report(item, raw.file, raw.content, raw.address)
    return replace(report, retrieved=raw.retrieved)


def report_from_text(
    text: str, *, file: str = "-", published: str | None = None, outlet: str | None = None, address: str | None = None
) -> Report:
    """A report from text that the caller already has, read like a .txt file; the caller's values win over the text's.

    published: ISO 8601 date or date-time. Raises ReportError when the text cannot be read, InputError when `published`
    is no date.
    """
    when = caller_published(published) if published else None
    content = text.encode("utf-8", "replace")
    if len(text) > MOST_CHARACTERS:
        raise ReportError("too-long", f"the text has more than {MOST_CHARACTERS:,} characters; split it into reports")
    if not text.strip():
        raise ReportError("empty", "there is no text in it")
    report = _report(_plain(Decoded(text, "utf-8")), file, content, address)
    if when:
        report = replace(report, published=when)
    return replace(report, outlet=Outlet(outlet, "caller")) if outlet else report


def _plain(decoded: Decoded) -> Item:
    whole = (OffsetSegment(0, 0, len(decoded.text)),)
    return Item(decoded.text, whole, Given(), encoding=decoded.encoding, notes=decoded.notes)


def _report(item: Item, file: str, content: bytes, address: str | None) -> Report:
    matching, lookalikes = matching_text(item.text)
    paragraphs = split_paragraphs(matching) if item.paragraphs is None else item.paragraphs
    page = judge(matching, paragraphs, address or item.given.address)
    blocks = cut_blocks(page, matching)
    _refuse_foreign(blocks, matching, item.language)
    blocks = _without_foreign_script(blocks, matching)
    if not any(b.kind.is_read for b in blocks):
        raise ReportError("empty", "there is nothing in it besides page furniture")
    headline = next((b.span for b in blocks if b.kind is BlockKind.HEADLINE), None)
    return Report(
        id=report_id(content, address),
        file=file,
        text=item.text,
        matching=unbroken(matching, [b.span for b in blocks if b.kind.is_read]),
        blocks=blocks,
        address=page.address,
        outlet=outlet_in(page, item.text, item.given),
        published=published_in(page, item.text, item.given),
        dateline=_dateline(page),
        headline=headline,
        lookalikes=lookalikes,
        offset_map=item.segments,
        encoding=item.encoding,
        notes=item.notes,
    )


def report_id(content: bytes, address: str | None) -> str:
    """Hash of the raw bytes and of the address that came with them: better cleaning never changes it."""
    return "r-" + sha256((address or "").encode() + b"\0" + content).hexdigest()[:16]


def _dateline(page: Page) -> Dateline | None:
    if page.dateline:
        return page.dateline.dateline
    return Dateline(page.place_line, page.place_line) if page.place_line else None


def _refuse_foreign(blocks: Sequence[Block], matching: str, stated: str | None) -> None:
    read = [matching[b.start : b.end] for b in blocks if b.kind.is_read]
    language = languages.foreign_language(read)
    if language is None and stated and not any(map(languages.is_english, read)):
        language = languages.stated_foreign(stated)
    if language:
        name = languages.language_name(language)
        raise ReportError("language", f"the text is in {name}; dateline reads English", language)


def _without_foreign_script(blocks: tuple[Block, ...], matching: str) -> tuple[Block, ...]:
    """Paragraphs in another script inside an English report are not read."""
    return tuple(
        replace(b, kind=BlockKind.FURNITURE, rule="another script")
        if b.kind.is_read and not languages.is_latin(matching[b.start : b.end])
        else b
        for b in blocks
    )
