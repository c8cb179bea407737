"""The templates and styles of the pages. Each template has one declared page type."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """Everything is escaped; a name that a page does not have is an error."""
    return Environment(
        loader=PackageLoader("dateline.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style(name: str) -> str:
    return (files("dateline.pages") / "templates" / name).read_text(encoding="utf-8")
