"""What kinds of content a report may come in, and how large one may be."""

from __future__ import annotations

import codecs

from dateline.intake.decoding import MOST_CHARACTERS
from dateline.intake.reading import MOST_PAGE_CHARACTERS

TEXT, HTML, JSON = "text/plain", "text/html", "application/json"
MOST_BYTES = {TEXT: 4 * MOST_CHARACTERS + 4, HTML: 4 * MOST_PAGE_CHARACTERS + 4}
LONGEST_LINE = 8 * MOST_CHARACTERS
"""Bytes of one JSON object; escapes take up to six a character."""
DAMAGED = "damaged"
"""Reason of what stands for a part of an archive that cannot be read: there may have been reports in it."""


def is_html(content: bytes) -> bool:
    head = content.lstrip(codecs.BOM_UTF8).lstrip()[:200].lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith(b"<?xml") and b"<html" in content[:1000].lower()
    )
