"""A report from text that the caller already has."""

from __future__ import annotations

import re
from hashlib import sha256

from dateline.model import Block, BlockKind, Outlet, Published, Report

_PARAGRAPH = re.compile(r"[^\n\u2028\u2029]+")


def report_from_text(
    text: str, *, file: str = "-", published: str | None = None, outlet: str | None = None, address: str | None = None
) -> Report:
    """Every line of `text` as a body block. `published`: ISO day. (First form: intake replaces it.)"""
    blocks = tuple(
        Block(m.start(), m.end(), BlockKind.BODY, "line") for m in _PARAGRAPH.finditer(text) if m.group().strip()
    )
    digest = sha256(((address or "") + "\0" + text).encode()).hexdigest()[:16]
    return Report(
        id=f"r-{digest}",
        file=file,
        text=text,
        matching=text,
        blocks=blocks,
        address=address,
        outlet=Outlet(outlet, "caller") if outlet else None,
        published=Published(published, "caller") if published else None,
    )
