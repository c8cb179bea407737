"""The templates and styles of the pages. Each template has one declared page type."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARK = "\u2426"


@cache
def templates() -> Environment:
    """Everything is escaped, nothing turns the writing around; a name that a page does not have is an error."""
    return Environment(
        loader=PackageLoader("dateline.pages", "templates"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def visible(value: object) -> object:
    """A text with one visible mark for each sign that turns the writing around; anything else as it is.

    With such signs "51 people" reads "15 people". Positions in the text stay. What templates made is marked already.
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isascii():
        return value
    return _TURNING.sub(_MARK, value)


@cache
def style(name: str) -> str:
    return (files("dateline.pages") / "templates" / name).read_text(encoding="utf-8")
